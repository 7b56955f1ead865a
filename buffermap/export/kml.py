"""KML 2.2 for Google Earth: a folder per layer, neutral styles, sentences in balloons. All text is escaped."""

import math
from collections.abc import Iterator, Mapping
from html import escape as html_escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from buffermap.export import columns
from buffermap.export.geojson import rounded
from buffermap.export.provenance import Provenance
from buffermap.zones.depth import depth_in_words

if TYPE_CHECKING:
    import pandas as pd

_PORTION = 4_000
"""Rows that become text at a time: few enough to stay in the processor's cache, which halves the time."""

_STYLES = """<Style id="dot"><IconStyle><color>ff2e5a7a</color><scale>0.6</scale><Icon><href>\
http://maps.google.com/mapfiles/kml/shapes/placemark_circle.png</href></Icon></IconStyle><LabelStyle><scale>0.8</scale>\
</LabelStyle></Style>
<Style id="label"><IconStyle><scale>0</scale></IconStyle><LabelStyle><color>ff555555</color><scale>0.9</scale></LabelStyle></Style>
<Style id="area"><LineStyle><color>ff3c6e96</color><width>1.5</width></LineStyle><PolyStyle><color>4d5a96be</color></PolyStyle></Style>
<Style id="line"><LineStyle><color>ff333333</color><width>2.5</width></LineStyle></Style>
"""


def write(layers: "Mapping[str, pd.DataFrame]", path: Path, *, provenance: Provenance) -> None:
    """Write layers as folders; rows without geometry are kept, with their text only."""
    with path.open("wb") as file:
        for part in _parts(layers, provenance):
            file.write(part.encode())


def _parts(layers: "Mapping[str, pd.DataFrame]", provenance: Provenance) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
    yield f"<name>{columns.escaped(provenance.software)}</name>\n"
    yield f"<description>{_balloon(provenance)}</description>\n{_STYLES}"
    for name, table in layers.items():
        yield f"<Folder><name>{columns.escaped(name)}</name>\n"
        for start in range(0, len(table), _PORTION):
            yield "\n".join([*_placemarks(table.iloc[start : start + _PORTION]), ""])
        yield "</Folder>\n"
    yield "</Document></kml>\n"


def _balloon(provenance: Provenance) -> str:
    """Provenance as a balloon: HTML, itself escaped for XML."""
    lines = ("<b>{}</b> {} <i>{}</i>".format(*map(html_escape, row)) for row in provenance.rows())
    return columns.escaped("<br/>".join(lines))


def _placemarks(table: "pd.DataFrame") -> list[str]:
    frame = columns.measured(columns.flat(table))
    shapes = columns.geometry_of(table)
    geometry = [""] * len(frame) if shapes is None else geometry_texts(shapes)
    about = [_names(frame), _visibilities(frame), _descriptions(frame), _styles(frame, shapes), _data(frame)]
    return [
        f"<Placemark><name>{name}</name>{visibility}{description}<styleUrl>#{style}</styleUrl>{data}{shape}</Placemark>"
        for name, visibility, description, style, data, shape in zip(*about, geometry, strict=True)
    ]


def _visibilities(frame: "pd.DataFrame") -> list[str]:
    """Associative mentions are listed, but off until somebody turns them on: they locate nothing."""
    if "usage" not in frame:
        return [""] * len(frame)
    return columns.each(
        frame["usage"], lambda value: "<visibility>0</visibility>" if value == "associative" else ""
    )


def _names(frame: "pd.DataFrame") -> list[str]:
    if "depth_m" in frame and "border" in frame:
        return [
            columns.escaped(f"{border}, {depth_in_words(depth_m)} (hypothetical)")
            for border, depth_m in zip(frame["border"], frame["depth_m"], strict=True)
        ]
    for column in ("name", "surface", "what", "doc_id"):
        if column in frame:
            return columns.texts(frame[column], xml=True)
    return [str(number) for number in range(1, len(frame) + 1)]


def _descriptions(frame: "pd.DataFrame") -> list[str]:
    """Give the sentence, as text even in a program that shows descriptions as HTML."""
    if "sentence" not in frame:
        return [""] * len(frame)
    return columns.each(
        frame["sentence"],
        lambda value: f"<description>{columns.escaped(html_escape(value, quote=False))}</description>",
    )


def _styles(frame: "pd.DataFrame", shapes: Any) -> list[str]:
    """Only settlements and sites are dots; the point of a division stands for nothing but its label."""
    dimensions = np.full(len(frame), -1) if shapes is None else shapely.get_dimensions(shapes)
    styles: list[str] = np.select([dimensions == 2, dimensions == 1], ["area", "line"], "dot").tolist()
    if "kind" in frame:
        kinds = frame["kind"].tolist()
        styles = [
            "label" if style == "dot" and kind not in columns.DOT_KINDS else style
            for style, kind in zip(styles, kinds, strict=True)
        ]
    return styles


def _data(frame: "pd.DataFrame") -> list[str]:
    """Give the columns that neither geometry, name nor balloon already show."""
    parts = [_values(frame[name]) for name in frame.columns if name not in {"lon", "lat", "name", "sentence"}]
    if not parts:
        return [""] * len(frame)
    return [f"<ExtendedData>{data}</ExtendedData>" for data in map("".join, zip(*parts, strict=True))]


def _values(column: "pd.Series[Any]") -> list[str]:
    opening = f'<Data name="{columns.escaped(str(column.name))}"><value>'
    return columns.texts(column, before=opening, after="</value></Data>", xml=True)


def geometry_texts(shapes: Any) -> list[str]:
    """Return geometries as KML; empty for none."""
    shapes = rounded(shapes)
    if (
        shapely.get_type_id(shapes) <= 0
    ).all():  # points and nothing else: the usual table, and ten times as quick
        lon, lat = shapely.get_x(shapes).tolist(), shapely.get_y(shapes).tolist()
        return [
            "" if math.isnan(x) else f"<Point><coordinates>{x!r},{y!r}</coordinates></Point>"
            for x, y in zip(lon, lat, strict=True)
        ]
    return [geometry_text(shape) for shape in shapes]


def geometry_text(shape: Any) -> str:
    """Return a geometry as KML; empty for none."""
    if shape is None:
        return ""
    kind = shape.geom_type
    if kind == "Point":
        return f"<Point><coordinates>{shape.x!r},{shape.y!r}</coordinates></Point>"
    if kind in {"LineString", "LinearRing"}:
        return f"<LineString><tessellate>1</tessellate>{_coordinates(shape)}</LineString>"
    if kind == "Polygon":
        outer = f"<outerBoundaryIs><LinearRing>{_coordinates(shape.exterior)}</LinearRing></outerBoundaryIs>"
        holes = "".join(
            f"<innerBoundaryIs><LinearRing>{_coordinates(ring)}</LinearRing></innerBoundaryIs>"
            for ring in shape.interiors
        )
        return f"<Polygon><tessellate>1</tessellate>{outer}{holes}</Polygon>"
    return f"<MultiGeometry>{''.join(map(geometry_text, shape.geoms))}</MultiGeometry>"


def _coordinates(line: Any) -> str:
    pairs = shapely.get_coordinates(line).tolist()
    return f"<coordinates>{' '.join(f'{lon!r},{lat!r}' for lon, lat in pairs)}</coordinates>"
