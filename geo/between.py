"""The part of a line between the points of it that lie nearest to two places."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geo.distance import DistanceIndex
from geo.ellipsoid import geod
from geo.errors import GeometryError

LonLat = tuple[float, float]


def between(line: BaseGeometry, first: LonLat, second: LonLat) -> tuple[MultiLineString, MultiLineString]:
    """Cut a line at its points nearest to two places.

    Parameters
    ----------
    line
        EPSG:4326.
    first, second
        Longitude and latitude of the places, degrees.

    Returns
    -------
    The part between them, and all the rest of the line. Of a closed line the shorter way round is the part.

    Raises
    ------
    GeometryError
        The nearest points are the same, or lie on parts of the line that do not meet.
    """
    lon, lat = np.array([first, second], float).T
    feet = DistanceIndex(line).nearest(lon, lat)
    points = [Point(x, y) for x, y in zip(feet.lon, feet.lat, strict=True)]
    parts = shapely.get_parts(shapely.line_merge(line))
    owners = [int(np.argmin(shapely.distance(parts, point))) for point in points]
    if owners[0] != owners[1]:
        raise GeometryError(
            "the two places are nearest to parts of the line that do not meet; choose two nearer ones"
        )
    part = parts[owners[0]]
    start, end = sorted(float(shapely.line_locate_point(part, point)) for point in points)
    if start == end:
        raise GeometryError("both places are nearest to the same point of the line; choose two farther apart")
    inner = substring(part, start, end)
    outer: list[BaseGeometry] = [substring(part, 0, start), substring(part, end, part.length)]
    others = [other for number, other in enumerate(parts) if number != owners[0]]
    if part.is_ring and _length_m(outer) < _length_m([inner]):
        return _lines(outer), _lines([inner, *others])
    return _lines([inner]), _lines([*outer, *others])


def _length_m(lines: Sequence[BaseGeometry]) -> float:
    return float(sum(geod().geometry_length(line) for line in _lines(lines).geoms))


def _lines(lines: Sequence[BaseGeometry]) -> MultiLineString:
    """Return lines as one geometry; what shrank to a point is left out."""
    return MultiLineString([line for line in lines if isinstance(line, LineString) and line.length > 0])
