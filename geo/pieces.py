"""A line cut into short pieces: what distances are measured to and zones are built from."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.ellipsoid import A_M, Bools, Floats, Ints
from geo.errors import GeometryError

SAG_M = 2.5e-4
"""How far a piece may depart from the straight chord between its ends."""
LONGEST_M = 200.0
"""No piece is longer, near the equator either."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """Vertices of a line so dense that every piece between two of them counts as straight.

    Parameters
    ----------
    lon, lat
        Vertices in degrees, shape (n,); longitudes run on across 180° within a part.
    last
        True where a vertex ends its part: no piece follows it.
    """

    lon: Floats
    lat: Floats
    last: Bools

    @property
    def starts(self) -> Ints:
        """Index of the first vertex of every part."""
        return np.concatenate([[0], self.ends[:-1] + 1])

    @property
    def ends(self) -> Ints:
        """Index of the last vertex of every part."""
        return np.flatnonzero(self.last)


def cut(line: BaseGeometry) -> Pieces:
    """Cut a line or multi-line into pieces; segments are straight in longitude/latitude.

    Raises
    ------
    GeometryError
        When there is no line to measure: empty, not linear, not finite, outside the earth, or without length.
    """
    parts = [part for part in map(_clean, _line_parts(line)) if len(part) > 1]
    if not parts:
        raise GeometryError("the line has no length: all its vertices coincide")
    dense = [_densify(part) for part in _noded(parts)]
    last = np.zeros(sum(map(len, dense)), dtype=bool)
    last[np.cumsum([len(part) for part in dense]) - 1] = True
    lon, lat = np.vstack(dense).T.copy()
    return Pieces(lon=lon, lat=lat, last=last)


def _line_parts(line: BaseGeometry) -> list[Floats]:
    if line is None or line.is_empty:
        raise GeometryError("the line is empty")
    if line.geom_type not in {"LineString", "LinearRing", "MultiLineString"}:
        raise GeometryError(f"a line is needed, not a {line.geom_type}; use the boundary of an area")
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(line)]
    every = np.vstack(parts)
    if not np.isfinite(every).all():
        raise GeometryError("the line has coordinates that are not finite")
    lon, lat = np.abs(every[:, 0]).max(), np.abs(every[:, 1]).max()
    if 90 < lat <= 180 and lon <= 90:
        raise GeometryError(
            "the line's latitudes go beyond 90: longitude and latitude are swapped; longitude comes first"
        )
    if lat > 90 or lon > 360:
        raise GeometryError(
            "the line's coordinates are not longitude and latitude in degrees; convert it to EPSG:4326 first"
        )
    return parts


def _clean(part: Floats) -> Floats:
    """Drop repeated vertices and let longitudes run on where a segment crosses 180°."""
    if np.abs(np.diff(part[:, 0])).max(initial=0.0) > 180:
        part = np.column_stack([np.unwrap(part[:, 0], period=360.0), part[:, 1]])
    moved = (part[1:, 0] != part[:-1, 0]) | (part[1:, 1] != part[:-1, 1])
    return part if moved.all() else part[np.r_[True, moved]]


def _noded(parts: list[Floats]) -> list[Floats]:
    """Cut parts where they cross or run over each other: every piece of the line once, meeting others at its ends."""
    whole = MultiLineString(parts)
    if whole.is_simple:
        return parts
    return [shapely.get_coordinates(part) for part in shapely.get_parts(shapely.union_all([whole]))]


def _densify(part: Floats) -> Floats:
    step_lon, step_lat = np.radians(np.diff(part, axis=0)).T
    middle = np.radians((part[:-1, 1] + part[1:, 1]) / 2)
    east = step_lon * np.cos(middle)
    length = A_M * np.sqrt(east * east + step_lat * step_lat)
    # How far a line straight in lon/lat bends away from the geodesic, where it runs east-west; a third of a percent
    # that a sphere differs from the ellipsoid does not matter here.
    sag = length * np.abs(step_lon * np.sin(middle)) / 4
    count = np.ceil(np.maximum(length / LONGEST_M, np.sqrt(sag / SAG_M))).astype(np.int64)
    segment = np.repeat(np.arange(len(count)), count)
    fraction = (np.arange(len(segment)) - np.repeat(np.cumsum(count) - count, count)) / count[segment]
    begin, step = part[:-1], np.diff(part, axis=0)
    return np.vstack([begin[segment] + step[segment] * fraction[:, None], part[-1:]])
