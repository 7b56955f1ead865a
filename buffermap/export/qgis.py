"""Layer styles in QGIS's own format: hatch and dashes for zones, dots for settlements only."""

from collections.abc import Collection

from buffermap.export.columns import DOT_KINDS

_HEAD = '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">\n'
_OCHRE = "150,110,60,255"
_INK = "51,51,51,255"


def style(geometry_type: str, names: Collection[str] = ()) -> str:
    """Return the style of a layer.

    Parameters
    ----------
    geometry_type
        ``Point``, ``MultiLineString``, ``MultiPolygon`` or ``Unknown``.
    names
        Columns of the layer. Where they tell kinds of place, only settlements and sites are drawn as dots, the rest
        as names; where they tell usage, only literal mentions.
    """
    renderer = {
        "MultiPolygon": _single("fill", _hatch() + _outline()),
        "MultiLineString": _single("line", _line(_INK, "0.7")),
    }.get(geometry_type)
    if renderer is None:
        renderer = _dots(names)
    labels = _labels() if geometry_type == "Point" else ""
    return f'{_HEAD}<qgis version="3.22.0" styleCategories="Symbology|Labeling" labelsEnabled="{int(bool(labels))}">{renderer}{labels}</qgis>\n'


def _single(kind: str, layers: str) -> str:
    return (
        '<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols>'
        f'<symbol type="{kind}" name="0" alpha="1" clip_to_extent="1">{layers}</symbol></symbols></renderer-v2>'
    )


def _layer(class_: str, /, **properties: str) -> str:
    options = "".join(
        f'<Option type="QString" name="{key}" value="{value}"/>' for key, value in properties.items()
    )
    return f'<layer class="{class_}" enabled="1" locked="0" pass="0"><Option type="Map">{options}</Option></layer>'


def _hatch() -> str:
    inner = f'<symbol type="line" name="@0@0" alpha="1" clip_to_extent="1">{_line(_OCHRE, "0.2")}</symbol>'
    hatch = _layer("LinePatternFill", angle="45", distance="2.2", distance_unit="MM", color=_OCHRE)
    return hatch.replace("</layer>", f"{inner}</layer>")


def _outline() -> str:
    return _layer("SimpleLine", line_color=_OCHRE, line_width="0.4", line_style="dash", line_width_unit="MM")


def _line(color: str, width: str) -> str:
    return _layer("SimpleLine", line_color=color, line_width=width, line_style="solid", line_width_unit="MM")


def _dots(names: Collection[str]) -> str:
    dot = _layer(
        "SimpleMarker", name="circle", color="122,90,46,255", outline_color="255,255,255,255", size="2"
    )
    if "kind" not in names:
        return _single("marker", dot)
    kinds = ", ".join(f"'{kind}'" for kind in DOT_KINDS)
    literal = " AND &quot;usage&quot; = 'literal'" if "usage" in names else ""
    return (
        '<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0"><rules key="all">'
        f'<rule key="dots" symbol="0" label="settlements and sites" filter="&quot;kind&quot; IN ({kinds}){literal}"/></rules>'
        f'<symbols><symbol type="marker" name="0" alpha="1" clip_to_extent="1">{dot}</symbol></symbols></renderer-v2>'
    )


def _labels() -> str:
    return (
        '<labeling type="simple"><settings><text-style fieldName="name" isExpression="0" fontSize="8" fontSizeUnit="Point" '
        f'textColor="{_INK}"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255"/>'
        '</text-style><placement placement="0" dist="1"/></settings></labeling>'
    )
