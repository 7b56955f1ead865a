"""Layers that a user adds to a page with folium, read out as data.

folium writes a layer's script by templates, some of it rendered twice, with property names in it as they come. So
nothing of a layer is rendered: its geometry and its style are read out of the object, checked, and drawn by the page's
own script. What cannot be read in this way is refused.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import folium
from branca.element import Element, Html

from buffermap.errors import InputError

STYLE = {
    "stroke": bool, "color": str, "weight": float, "opacity": float, "dashArray": str, "lineCap": str, "lineJoin": str,
    "fill": bool, "fillColor": str, "fillOpacity": float, "fillRule": str, "radius": float,
}  # fmt: skip
"""What a style may say, and of which kind each value is."""

_PLAIN = re.compile(r"[\w#(),.%/ +-]{1,64}")
"""Colours, dashes and caps: no style needs other characters."""

_TAKEN = "GeoJson, Marker, CircleMarker, Circle, PolyLine, Polygon, Rectangle, FeatureGroup"

Layer = dict[str, Any]
"""``{"type": "geojson", "data": …}`` or ``{"type": "marker" | "circle", "at": [lat, lon], …}``, each with its ``style``, and the
texts of its ``popup`` and ``tooltip`` where it has them."""


def layers_of(page: Element) -> list[Layer]:
    """Return the layers of a map, or of the figure that holds it, as data, in the order in which they were added.

    Raises
    ------
    InputError
        A layer of another kind, with popups or scripts of its own, or with values that are no geometry or style.
    """
    children = page._children.values()  # noqa: SLF001 - branca has no other way
    if isinstance(page, folium.Map):
        return [layer for child in children for layer in _read(child)]
    return [layer for child in children for layer in layers_of(child)]


def _read(element: Any) -> Iterator[Layer]:
    kind = type(element)
    reader = _READERS.get(kind)
    if reader is None or not kind.__module__.startswith("folium."):
        raise InputError(
            f"folium's {kind.__name__} cannot stand on an offline page: it runs text as a template, puts it in as HTML "
            f"or needs the network; a page takes {_TAKEN} (use a plain folium.Map for others)"
        )
    if kind is folium.FeatureGroup:
        yield from (layer for child in element._children.values() for layer in _read(child))  # noqa: SLF001
        return
    texts: dict[str, str] = {}
    for child in element._children.values():  # noqa: SLF001
        if type(child) in _TEXTS:
            texts[type(child).__name__.lower()] = _TEXTS[type(child)](child)
        else:
            yield from _read(child)  # icons and the like: refused by name
    yield from (layer | texts for layer in reader(element))


def _popup_text(popup: folium.Popup) -> str:
    parts = list(popup.html._children.values())  # noqa: SLF001
    texts = [part.data for part in parts if isinstance(part, Html)]
    if len(texts) < len(parts):
        raise InputError("a popup of HTML elements cannot stand on an offline page; give it plain text")
    return "".join(texts).replace("\\`", "`")  # folium escapes them for its own script


def _geojson(element: Any) -> Iterator[Layer]:
    if element.on_each_feature is not None or element.options.get("point_to_layer") is not None:
        raise InputError(
            "a GeoJson with a script of its own cannot stand on an offline page; leave the script out"
        )
    style_of = getattr(element, "style_function", None) if element.style else None
    for feature in _features(element.data):
        style = _style(style_of(feature)) if style_of else {}
        data = {
            "type": "Feature",
            "properties": _properties(feature.get("properties")),
            "geometry": _geometry(feature.get("geometry")),
        }
        yield {"type": "geojson", "data": data, "style": style}


def _properties(value: Any) -> dict[str, str | int | float | bool | None]:
    """Return the plain values of a feature's properties, as they are: the page shows them as text."""
    pairs = value.items() if isinstance(value, Mapping) else ()
    return {
        str(key): each
        for key, each in pairs
        if each is None or isinstance(each, str | bool) or _is_finite(each)
    }


def _is_finite(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _features(data: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(data, Mapping):
        raise InputError("a GeoJson layer holds no GeoJSON object")
    if data.get("type") == "FeatureCollection":
        for feature in _list(data, "features"):
            yield from _features(feature)
    elif data.get("type") == "Feature":
        if data.get("geometry"):
            yield data
    else:
        yield {"type": "Feature", "properties": {}, "geometry": data}


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    found = data.get(name) or []
    if not isinstance(found, list | tuple):
        raise InputError(f"a layer has {name} that are no list")
    return list(found)


_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""How many lists stand around the positions of each kind of geometry."""


def _geometry(geometry: Any) -> dict[str, Any]:
    """Return a geometry of numbers alone: type and coordinates."""
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind == "GeometryCollection":
        return {"type": kind, "geometries": [_geometry(part) for part in _list(geometry, "geometries")]}
    if not isinstance(kind, str) or kind not in _DEPTH:
        raise InputError(
            f"a layer holds a geometry of kind {str(kind)[:40]!r}; GeoJSON has {', '.join(_DEPTH)}"
        )
    return {"type": kind, "coordinates": _positions(geometry.get("coordinates"), _DEPTH[kind])}


def _positions(value: Any, depth: int) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise InputError("a layer's coordinates are no lists of numbers")
    if depth:
        return [_positions(part, depth - 1) for part in value]
    return [_number(part) for part in value[:2]]


def _number(value: Any) -> float:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if not math.isfinite(number):
        raise InputError(f"a layer holds {str(value)[:40]!r} where a number belongs")
    return number


def _style(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a style says of known things, each of its kind; other options do not change a drawing here."""
    style: dict[str, Any] = {}
    for name, kind in STYLE.items():
        value = options.get(name)
        if value is None:
            continue
        if kind is str:
            if not isinstance(value, str) or not _PLAIN.fullmatch(value):
                raise InputError(f"a layer's {name} is {str(value)[:40]!r}; give a colour or a dash pattern")
            style[name] = value
        else:
            style[name] = bool(value) if kind is bool else _number(value)
    return style


def _at(element: Any) -> list[float]:
    if element.location is None:
        raise InputError("a marker has no location; give it one")
    lat, lon = element.location
    return [_number(lat), _number(lon)]


def _marker(element: Any) -> Iterator[Layer]:
    yield {"type": "marker", "at": _at(element), "style": {}}


def _circle_marker(element: Any) -> Iterator[Layer]:
    yield {"type": "dot", "at": _at(element), "style": _style(element.options)}


def _circle(element: Any) -> Iterator[Layer]:
    yield {"type": "circle", "at": _at(element), "style": _style(element.options)}


def _line(element: Any) -> Iterator[Layer]:
    yield {"type": "line", "at": _pairs(element.locations), "style": _style(element.options)}


def _area(element: Any) -> Iterator[Layer]:
    yield {"type": "area", "at": _pairs(element.locations), "style": _style(element.options)}


def _pairs(value: Any) -> list[Any]:
    """Return nested lists of ``[lat, lon]`` as plain numbers."""
    rows = list(value)
    if rows and isinstance(rows[0], int | float):
        return [_number(part) for part in rows[:2]]
    return [_pairs(row) for row in rows]


_TEXTS: dict[type, Callable[[Any], str]] = {
    folium.Popup: _popup_text,
    folium.Tooltip: lambda tooltip: tooltip.text,
}
"""What says something of a layer, and the text that it says."""

_READERS: dict[type, Callable[[Any], Iterator[Layer]]] = {
    folium.GeoJson: _geojson,
    folium.Marker: _marker,
    folium.CircleMarker: _circle_marker,
    folium.Circle: _circle,
    folium.PolyLine: _line,
    folium.Polygon: _area,
    folium.Rectangle: _area,
    folium.FeatureGroup: lambda _: iter(()),
}
