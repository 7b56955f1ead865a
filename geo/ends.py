"""Cut ends: a zone without what lies nearer to the line's continuation than to the line.

The division between the two begins where the line ends, and runs at equal distances from both. It is first drawn
by the Voronoi cells of points of both lines, which stand the closer the nearer the two lines are to each other; then
every vertex of it is moved until its two distances agree, and vertices are added until they agree between them too.
"""

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.assemble import as_multipolygon, polygon_parts
from geo.clip import RightFrame
from geo.distance import DistanceIndex
from geo.ellipsoid import Bools, Floats, geod
from geo.errors import GeometryError
from geo.pieces import Pieces

POINTS_PER_DEPTH = 200
"""How finely lines are sampled before the division is moved to where it belongs."""
FINEST_M = 0.5
"""Towards where the lines meet, sampling is halved each time they come half as near, down to this."""
AGREE_M = 0.001
"""Distances to both lines agree to this; where the line runs straight on, they do so for some metres around."""
DIFFER_M = 0.1
"""Between two vertices of the division the distances to both lines may differ by so much."""
ROUNDS = 16
"""So often a stretch of the division may be halved."""


def cut_ends(
    whole: MultiPolygon, index: DistanceIndex, rest: BaseGeometry, *, depth_m: float, frame: RightFrame
) -> MultiPolygon:
    """Return a zone without what is nearer to the line's continuation.

    Parameters
    ----------
    whole
        The zone with round ends, in the frame.
    index
        Distances to the line.
    rest
        The line's continuation.
    depth_m
        Depth of the zone.
    frame
        Longitudes that the zone is drawn in.
    """
    for part in shapely.get_parts(shapely.line_merge(rest)):
        other = DistanceIndex(part)
        for nearer in _nearer_to(other, index, depth_m):
            turned = shapely.transform(nearer, frame.inward)
            whole = as_multipolygon(polygon_parts(shapely.difference(whole, shapely.make_valid(turned))))
    return whole


def straight_on(pieces: Pieces, length_m: float) -> MultiLineString:
    """Return straight lines on from every end of a line at which no other part begins.

    Raises
    ------
    GeometryError
        When the line is closed: there is no end to go on from.
    """
    tips = np.concatenate([pieces.starts, pieces.ends])
    inner = np.concatenate([pieces.starts + 1, pieces.ends - 1])
    places = np.column_stack([(pieces.lon[tips] + 180) % 360 - 180, pieces.lat[tips]])
    _, number, count = np.unique(places, axis=0, return_inverse=True, return_counts=True)
    lines = []
    for tip, before in zip(tips[count[number] == 1], inner[count[number] == 1], strict=True):
        here = pieces.lon[tip], pieces.lat[tip]
        back = geod().inv(*here, pieces.lon[before], pieces.lat[before])[0]
        steps = np.linspace(0, length_m, 50)[1:]
        lon, lat, _ = geod().fwd(np.full(49, here[0]), np.full(49, here[1]), np.full(49, back + 180), steps)
        lines.append(np.vstack([here, np.column_stack([lon, lat])]))
    if not lines:
        raise GeometryError("a closed line without a continuation has no ends to cut")
    return MultiLineString(lines)


def _nearer_to(other: DistanceIndex, index: DistanceIndex, depth_m: float) -> list[BaseGeometry]:
    """Return polygons of what lies nearer to the other line, right as far as one depth from both."""
    theirs = list(_within(other.pieces, index, depth_m))
    if not theirs:
        return []
    ours = list(_within(index.pieces, other, depth_m))
    plane = _Plane(np.vstack([lonlat for lonlat, _ in theirs]).mean(axis=0))
    points = [_sampled(runs, plane) for runs in (theirs, ours)]
    count = len(points[0])
    both, first = np.unique(np.vstack(points).round(4), axis=0, return_index=True)
    low, high = both.min(axis=0) - 2 * depth_m, both.max(axis=0) + 2 * depth_m
    reach = shapely.box(*low, *high)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(both), extend_to=reach, ordered=True))
    drawn = shapely.segmentize(shapely.union_all(cells[first < count]), 4 * depth_m / POINTS_PER_DEPTH)
    pair = _Pair(index, other, depth_m)
    return [
        Polygon(*_shell_and_holes([pair.refined(pair.balanced(plane.outward(r))) for r in _rings(part)]))
        for part in shapely.get_parts(drawn)
    ]


def _rings(polygon: Polygon) -> list[Floats]:
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]


def _shell_and_holes(rings: list[Floats]) -> tuple[Floats, list[Floats]]:
    return rings[0], rings[1:]


def _within(pieces: Pieces, index: DistanceIndex, depth_m: float) -> Iterator[tuple[Floats, float]]:
    """Yield the runs of a line within two depths of another, and how finely to sample each."""
    away = np.maximum(index.distance_m(pieces.lon, pieces.lat) / depth_m, 1e-9)
    spacing_m = depth_m / POINTS_PER_DEPTH
    finest = int(np.log2(max(spacing_m / FINEST_M, 1)))
    shell = np.clip(np.ceil(-np.log2(away)), -1, finest).astype(np.int64)
    lonlat = np.column_stack([pieces.lon, pieces.lat])
    cuts = np.flatnonzero((shell[1:] != shell[:-1]) | pieces.last[:-1]) + 1
    for run in np.split(np.arange(len(away)), cuts):
        if away[run[0]] <= 2:
            # on to the next run's first vertex, unless the part ends here
            stop = run[-1] + (1 if pieces.last[run[-1]] else 2)
            yield lonlat[run[0] : stop], spacing_m / 2.0 ** max(shell[run[0]], 0)


def _sampled(runs: list[tuple[Floats, float]], plane: "_Plane") -> Floats:
    lines = [
        LineString(plane.inward(lonlat)).simplify(spacing_m / 8).segmentize(spacing_m)
        for lonlat, spacing_m in runs
        if len(lonlat) > 1
    ]
    return np.vstack([shapely.get_coordinates(line) for line in lines])


class _Plane:
    """Azimuth and distance from a centre as a plane in metres."""

    def __init__(self, centre: Floats) -> None:
        self.centre = centre

    def inward(self, lonlat: Floats) -> Floats:
        lon, lat = (np.full(len(lonlat), v) for v in self.centre)
        azimuth, _, distance = geod().inv(lon, lat, *lonlat.T)
        return np.column_stack(
            [distance * np.sin(np.radians(azimuth)), distance * np.cos(np.radians(azimuth))]
        )

    def outward(self, xy: Floats) -> Floats:
        lon, lat = (np.full(len(xy), v) for v in self.centre)
        azimuth, distance = np.degrees(np.arctan2(*xy.T)), np.hypot(*xy.T)
        return np.column_stack(geod().fwd(lon, lat, azimuth, distance)[:2])


class _Pair:
    """Two lines and the division between them."""

    def __init__(self, ours: DistanceIndex, theirs: DistanceIndex, depth_m: float) -> None:
        self.ours = ours
        self.theirs = theirs
        self.depth_m = depth_m

    def balanced(self, lonlat: Floats) -> Floats:
        """Move places near the division until their distances to both lines agree."""
        lonlat = lonlat.copy()
        open_ = np.arange(len(lonlat))
        for attempt in range(20):
            lon, lat = lonlat[open_].T
            ours, theirs = self.ours.nearest(lon, lat), self.theirs.nearest(lon, lat)
            ahead = ours.distance_m - theirs.distance_m
            near = np.minimum(ours.distance_m, theirs.distance_m) < 1.2 * self.depth_m
            moving = near & (np.abs(ahead) > AGREE_M)
            if not attempt:
                moving &= np.abs(ahead) < 4 * self.depth_m / POINTS_PER_DEPTH  # the rest is no division
            to_ours, to_theirs = np.radians(ours.bearing_deg), np.radians(theirs.bearing_deg)
            east, north = np.sin(to_theirs) - np.sin(to_ours), np.cos(to_theirs) - np.cos(to_ours)
            steep = east * east + north * north
            moving &= steep > 1e-4
            if not moving.any():
                break
            open_ = open_[moving]
            step = ahead[moving] / np.sqrt(steep[moving])
            azimuth = np.degrees(np.arctan2(-east[moving], -north[moving]))
            moved = geod().fwd(lon[moving], lat[moving], azimuth, step)[:2]
            lonlat[open_] = np.column_stack(moved)
        return lonlat

    def refined(self, ring: Floats) -> Floats:
        """Add vertices to a ring wherever distances to both lines differ between two that lie on the division."""
        fresh = np.ones(len(ring) - 1, dtype=bool)
        for _ in range(ROUNDS):
            at = np.flatnonzero(fresh)
            middle = (ring[at] + ring[at + 1]) / 2
            wanting = self._differ(middle)
            if not wanting.any():
                break
            at, middle = at[wanting], middle[wanting]
            moved = self.balanced(middle)
            # A place that found no balance nearby would only be halved again and again.
            settled = ~self._differ(moved) & (_apart(moved, middle) < _apart(ring[at], ring[at + 1]))
            at = at[settled]
            ring = np.insert(ring, at + 1, moved[settled], axis=0)
            fresh = np.zeros(len(ring) - 1, dtype=bool)
            fresh[at + np.arange(len(at))] = fresh[at + np.arange(len(at)) + 1] = True
        return ring

    def _differ(self, lonlat: Floats) -> Bools:
        ours, theirs = self.ours.distance_m(*lonlat.T), self.theirs.distance_m(*lonlat.T)
        near = np.minimum(ours, theirs) < 1.02 * self.depth_m
        differ = np.abs(ours - theirs)
        wanting: Bools = near & (differ > DIFFER_M) & (differ < 4 * self.depth_m / POINTS_PER_DEPTH)
        return wanting


def _apart(a: Floats, b: Floats) -> Floats:
    """Return about how far places are apart, in degrees of latitude."""
    apart: Floats = np.hypot((a[:, 0] - b[:, 0]) * np.cos(np.radians(a[:, 1])), a[:, 1] - b[:, 1])
    return apart
