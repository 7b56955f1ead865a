"""Lines, boxes and areas near 180 degrees: what is near on the ground stays near on a map.

Shapes keep ordinary longitudes, cut at 180 degrees as RFC 7946 asks; boxes run on beyond them where that is narrower.
"""

from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from gazetteer.boundaries.borders import cut

Box = tuple[float, float, float, float]
TURNS = (-360.0, 0.0, 360.0)


def wrapped(line: BaseGeometry) -> BaseGeometry:
    """Return a line in ordinary longitudes; a step of more than 180 degrees of longitude crosses the short way."""
    west, _, east, _ = line.bounds
    if east - west <= 180 and west >= -180 and east <= 180:
        return line
    parts = []
    for part in shapely.get_parts(line):
        points = shapely.get_coordinates(part)
        whole = shapely.LineString(np.column_stack([np.unwrap(points[:, 0], period=360.0), points[:, 1]]))
        parts += _slabs(whole, "LineString")
    return shapely.MultiLineString(parts)


def box_around(line: BaseGeometry) -> Box:
    """Return the narrowest box around a wrapped line: its east is beyond 180 where the line crosses it."""
    spans = sorted((part.bounds[0], part.bounds[2]) for part in shapely.get_parts(line))
    _, south, _, north = line.bounds
    ends = np.maximum.accumulate([east for _, east in spans])
    gaps = [later[0] - end for end, (_, later) in zip(ends, pairwise(spans), strict=False)]
    around = spans[0][0] + 360 - ends[-1]
    if not gaps or max(gaps) <= around:
        return spans[0][0], south, float(ends[-1]), north
    first = int(np.argmax(gaps)) + 1
    return spans[first][0], south, float(ends[first - 1]) + 360, north


def ordinary(box: Box) -> list[Box]:
    """Return the boxes in ordinary longitudes that one which runs on beyond 180 consists of."""
    west, south, east, north = box
    if east - west >= 360:
        return [(-180.0, south, 180.0, north)]
    spans = ((max(west, -180 + turn) - turn, min(east, 180 + turn) - turn) for turn in TURNS)
    return sorted((low, south, high, north) for low, high in spans if low < high)


def near(shape: BaseGeometry, middle: float) -> BaseGeometry:
    """Return a shape in ordinary longitudes with each of its parts turned to where it is nearest a longitude."""
    west, _, east, _ = shape.bounds
    if abs((west + east) / 2 - middle) <= 180 and east - west <= 180:
        return shape
    return shapely.GeometryCollection(
        [
            translate(part, xoff=-360.0 * round(((part.bounds[0] + part.bounds[2]) / 2 - middle) / 360))
            for part in shapely.get_parts(shape)
            if not part.is_empty
        ]
    )


def clipped(shape: BaseGeometry, box: Box, kind: str) -> list[Any]:
    """Return the parts of one kind (``Polygon``, ``LineString``) of a shape within a box that may cross 180."""
    west, south, east, north = box
    parts = []
    for turn in TURNS if west < -180 or east > 180 else (0.0,):
        low, high = max(west, -180 + turn) - turn, min(east, 180 + turn) - turn
        if low < high:
            found = cut(shape, (low, south, high, north))
            parts += [p for p in shapely.get_parts(found) if p.geom_type == kind]
    return parts


def _slabs(line: BaseGeometry, kind: str) -> list[Any]:
    """Cut a line that runs on beyond 180 and bring its parts home."""
    parts = []
    for turn in TURNS:
        slab = cut(line, (-180 + turn, -90, 180 + turn, 90))
        parts += [translate(p, xoff=-turn) for p in shapely.get_parts(slab) if p.geom_type == kind]
    return parts
