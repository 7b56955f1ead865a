"""Cut ends: a zone without what lies nearer to the line's continuation than to the line.

The division between the two begins where the line ends, and runs at equal distances from both. It is first drawn
by the Voronoi cells of points of both lines, then every vertex of it is moved until its two distances agree.
"""

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPoint, MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.assemble import as_multipolygon, polygon_parts
from geo.clip import RightFrame
from geo.distance import DistanceIndex
from geo.ellipsoid import Floats, geod
from geo.errors import GeometryError
from geo.pieces import Pieces

POINTS_PER_DEPTH = 200
"""How finely lines are sampled before the division is moved to where it belongs."""
AGREE_M = 0.001
"""Distances to both lines agree to this; where the line runs straight on, they do so for some metres around."""


def cut_ends(
    whole: MultiPolygon, index: DistanceIndex, rest: BaseGeometry | None, *, depth_m: float, frame: RightFrame
) -> MultiPolygon:
    """Return a zone without what is nearer to the line's continuation.

    Parameters
    ----------
    whole
        The zone with round ends, in the frame.
    index
        Distances to the line.
    rest
        The line's continuation; None: straight on from the line's open ends.
    depth_m
        Depth of the zone.
    frame
        Longitudes that the zone is drawn in.

    Raises
    ------
    GeometryError
        When the line is closed and has no continuation: there is no end to cut.
    """
    continuation = _straight_on(index.pieces, 3 * depth_m) if rest is None or rest.is_empty else rest
    for part in shapely.get_parts(shapely.line_merge(continuation)):
        other = DistanceIndex(part)
        for nearer in _nearer_to(other, index, depth_m):
            turned = shapely.transform(nearer, frame.inward)
            whole = as_multipolygon(polygon_parts(shapely.difference(whole, shapely.make_valid(turned))))
    return whole


def _straight_on(pieces: Pieces, length_m: float) -> MultiLineString:
    """Return straight lines on from every end of a line at which no other part begins."""
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
    theirs = _within(other.pieces, index, 2 * depth_m)
    if not theirs:
        return []
    ours = _within(index.pieces, other, 2 * depth_m)
    plane = _Plane(np.vstack(theirs).mean(axis=0))
    spacing = depth_m / POINTS_PER_DEPTH
    points = [_sampled([plane.inward(part) for part in side], spacing) for side in (theirs, ours)]
    count = len(points[0])
    both, first = np.unique(np.vstack(points).round(4), axis=0, return_index=True)
    reach = shapely.buffer(MultiPoint(both), 1.0).envelope.buffer(2 * depth_m).envelope
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(both), extend_to=reach, ordered=True))
    drawn = shapely.segmentize(shapely.union_all(cells[first < count]), 4 * spacing)
    return [shapely.transform(drawn, lambda xy: _balanced(plane.outward(xy), other, index, depth_m))]


def _within(pieces: Pieces, index: DistanceIndex, reach_m: float) -> list[Floats]:
    """Return the runs of a line that lie within reach of another."""
    near = index.distance_m(pieces.lon, pieces.lat) <= reach_m
    lonlat = np.column_stack([pieces.lon, pieces.lat])
    cuts = np.flatnonzero((near[1:] != near[:-1]) | pieces.last[:-1]) + 1
    runs = np.split(np.arange(len(near)), cuts)
    return [lonlat[run] for run in runs if near[run[0]] and len(run) > 1]


def _sampled(parts: list[Floats], spacing_m: float) -> Floats:
    lines = [LineString(part).simplify(spacing_m / 8).segmentize(spacing_m) for part in parts]
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


def _balanced(lonlat: Floats, other: DistanceIndex, index: DistanceIndex, depth_m: float) -> Floats:
    """Move places near the division until their distances to both lines agree."""
    lonlat = lonlat.copy()
    open_ = np.arange(len(lonlat))
    for attempt in range(20):
        lon, lat = lonlat[open_].T
        ours, theirs = index.nearest(lon, lat), other.nearest(lon, lat)
        ahead = ours.distance_m - theirs.distance_m
        near = np.minimum(ours.distance_m, theirs.distance_m) < 1.2 * depth_m
        moving = near & (np.abs(ahead) > AGREE_M)
        if not attempt:
            moving &= np.abs(ahead) < 4 * depth_m / POINTS_PER_DEPTH  # the rest is no division
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
