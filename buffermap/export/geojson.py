"""GeoJSON (RFC 7946): longitude first, WGS84, polygons counter-clockwise, one feature a line."""

import json
import math
from json.encoder import encode_basestring
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from buffermap.export import columns
from buffermap.export.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


DECIMALS = 7
"""Decimals of coordinates in degrees: about one centimetre."""


def write(layers: "Mapping[str, pd.DataFrame]", path: Path, *, provenance: Provenance) -> None:
    """Write layers into one feature collection; with several, each feature names its ``layer``."""
    features = [
        feature
        for name, table in layers.items()
        for feature in _features(table, name if len(layers) > 1 else None)
    ]
    head: dict[str, Any] = {"type": "FeatureCollection", "buffermap": provenance.to_dict()}
    bounds = _bounds(layers)
    if bounds:
        head["bbox"] = bounds
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{opening}, "features": [\n')
        file.write(",\n".join(features))
        file.write("\n]}\n")


def _features(table: "pd.DataFrame", layer: str | None) -> list[str]:
    frame = columns.measured(columns.nested(table))
    if layer:
        frame.insert(0, "layer", layer)
    shapes = columns.geometry_of(table)
    geometry = ["null"] * len(frame) if shapes is None else geometry_texts(shapes)
    return [
        f'{{"type":"Feature","geometry":{shape},"properties":{properties}}}'
        for shape, properties in zip(geometry, property_texts(frame), strict=True)
    ]


def property_texts(frame: "pd.DataFrame") -> list[str]:
    """Each row as one JSON object; what is not known or not a number is null."""
    if not len(frame.columns):
        return ["{}"] * len(frame)
    members = [_members(frame[name]) for name in frame.columns]
    return ["{" + ",".join(row) + "}" for row in zip(*members, strict=True)]


def _members(column: "pd.Series[Any]") -> list[str]:
    key = json.dumps(str(column.name), ensure_ascii=False) + ":"
    return columns.each(column, lambda value: key + _json(value), missing=f"{key}null")


def _json(value: Any) -> str:
    """Return a value as JSON; `json.dumps` would build an encoder for each."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else "null"
    return str(value) if type(value) is int else _ENCODER.encode(value)


def _iso_or_text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_iso_or_text)


def geometry_texts(shapes: Any) -> list[str]:
    """Each geometry as GeoJSON, rounded and wound by the right-hand rule; null for none and for empty ones."""
    texts = shapely.to_geojson(rounded(shapes))
    return ["null" if text is None else text for text in texts]


def rounded(shapes: Any) -> Any:
    """Geometries with `DECIMALS` decimals and outer rings counter-clockwise."""
    areas = shapely.get_dimensions(shapes) == 2
    if areas.any():
        shapes = np.array(shapes, dtype=object)
        shapes[areas] = shapely.orient_polygons(shapes[areas])
    return shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))


def _bounds(layers: "Mapping[str, pd.DataFrame]") -> list[float] | None:
    shapes = [
        found for found in map(columns.geometry_of, layers.values()) if found is not None and len(found)
    ]
    if not shapes:
        return None
    bounds = shapely.total_bounds(np.concatenate(shapes))
    return None if np.isnan(bounds).any() else [round(float(value), DECIMALS) for value in bounds]
