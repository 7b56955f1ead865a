"""The raw offset of a line: what a point draws that walks round the line and keeps its distance to where it stands.

Every element of the raw offset is a foot that moves along a piece, or stands still at a vertex, and an azimuth that
turns: all its points lie at exactly the depth from their foot. The edge of a zone consists of those points that
have no other place of the line nearer. Most elements have none; they are dropped here by comparing each vertex with
some others, which is cheap, and the rest get the bounds within which such points can lie.
"""

from dataclasses import dataclass

import numpy as np

from geo.distance import DistanceIndex
from geo.ellipsoid import Floats, Ints, ecef, geod, radii, tangent_azimuth

MEAN_RADIUS_M = 6_371_000.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offset:
    """Elements of the raw offset in the order of the walk; the zone lies on the right of the walker.

    Parameters
    ----------
    lon0, lat0, lon1, lat1
        Where the foot stands at the beginning and at the end, degrees.
    azimuth0, azimuth1
        Azimuth from the foot at the beginning and at the end, radians, running on.
    low, high
        Bounds, as fractions of the element, outside of which it certainly lies within the zone.
    depth_m
        Distance from the foot.
    """

    lon0: Floats
    lat0: Floats
    lon1: Floats
    lat1: Floats
    azimuth0: Floats
    azimuth1: Floats
    low: Floats
    high: Floats
    depth_m: float

    def at(self, element: Ints, fraction: Floats) -> tuple[Floats, Floats]:
        """Return the points, in degrees, that elements draw at the given fractions."""

        def between(first: Floats, second: Floats) -> Floats:
            mixed: Floats = first[element] + fraction * (second[element] - first[element])
            return mixed

        azimuth = np.degrees(between(self.azimuth0, self.azimuth1))
        lon, lat, _ = geod().fwd(
            between(self.lon0, self.lon1),
            between(self.lat0, self.lat1),
            azimuth,
            np.full(len(element), self.depth_m),
        )
        return np.asarray(lon), np.asarray(lat)

    def length_m(self) -> Floats:
        """Return about how long every element is, rather more than less, in metres."""
        meridian, prime = radii((self.lat0 + self.lat1) / 2)
        north = np.radians(self.lat1 - self.lat0) * meridian
        east = np.radians(self.lon1 - self.lon0) * prime * np.cos(np.radians(self.lat0))
        turned: Floats = 1.01 * np.hypot(north, east) + self.depth_m * np.abs(self.azimuth1 - self.azimuth0)
        return turned


def offset(index: DistanceIndex, depth_m: float) -> Offset:
    """Return the elements of the raw offset of a line that may show on the edge of its zone."""
    walk = _Walk.round(index)
    arcs, arc_low, arc_high = _open_arcs(walk, depth_m)
    runs, run_low, run_high = _open_runs(walk, depth_m)
    order = np.argsort(np.concatenate([2 * arcs, 2 * runs + 1]), kind="stable")

    def merged(of_arcs: Floats, of_runs: Floats) -> Floats:
        return np.concatenate([of_arcs, of_runs])[order]

    here, there = walk.vertex, walk.vertex[walk.after]
    return Offset(
        lon0=merged(walk.lon[here[arcs]], walk.lon[here[runs]]),
        lat0=merged(walk.lat[here[arcs]], walk.lat[here[runs]]),
        lon1=merged(walk.lon[here[arcs]], walk.lon[there[runs]]),
        lat1=merged(walk.lat[here[arcs]], walk.lat[there[runs]]),
        azimuth0=merged(walk.normal_in[arcs], walk.normal_out[runs]),
        azimuth1=merged(walk.normal_in[arcs] + walk.turn[arcs], walk.normal_end[runs]),
        low=merged(arc_low, run_low),
        high=merged(arc_high, run_high),
        depth_m=depth_m,
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    """Round every part, there along its left and back along its right: one entry per step.

    ``normal_in`` is the azimuth to the left at the end of the step before, ``turn`` how far it turns to the right
    before this step begins with ``normal_out``, which becomes ``normal_end`` at its end.
    """

    lon: Floats
    lat: Floats
    xyz: Floats
    east: Floats
    north: Floats
    vertex: Ints
    after: Ints
    normal_in: Floats
    turn: Floats
    normal_out: Floats
    normal_end: Floats

    @classmethod
    def round(cls, index: DistanceIndex) -> "_Walk":
        lon, lat = index.pieces.lon, index.pieces.lat
        legs = [
            np.concatenate([np.arange(first, last), np.arange(last, first, -1)])
            for first, last in zip(index.pieces.starts, index.pieces.ends, strict=True)
        ]
        vertex = np.concatenate(legs)
        after = np.arange(1, len(vertex) + 1)
        stop = np.cumsum([len(leg) for leg in legs])
        after[stop - 1] = stop - [len(leg) for leg in legs]
        before = np.empty_like(after)
        before[after] = np.arange(len(after))
        there = vertex[after]
        step_lon, step_lat = lon[there] - lon[vertex], lat[there] - lat[vertex]
        normal_out = tangent_azimuth(step_lon, step_lat, lat[vertex]) - np.pi / 2
        normal_end = normal_out + _wrap(
            tangent_azimuth(step_lon, step_lat, lat[there]) - np.pi / 2 - normal_out
        )
        normal_in = normal_end[before]
        turn = _wrap(normal_out - normal_in)
        turn[vertex[before] == there] = np.pi  # an end, or a spike: all the way round
        x, y = np.radians(lon), np.radians(lat)
        zero = np.zeros_like(x)
        return cls(
            lon,
            lat,
            ecef(lon, lat),
            np.stack([-np.sin(x), np.cos(x), zero], axis=-1),
            np.stack([-np.sin(y) * np.cos(x), -np.sin(y) * np.sin(x), np.cos(y)], axis=-1),
            vertex,
            after,
            normal_in,
            turn,
            normal_out,
            normal_end,
        )

    def shifts(self) -> list[int]:
        """Return how far along the line to look for vertices to compare with: near by, then ever farther."""
        farther = (int(2 ** (k / 2)) for k in range(7, 2 * len(self.lon).bit_length() - 1))
        return [sign * shift for shift in (*range(1, 9), *farther) for sign in (1, -1)]

    def shifted(self, vertex: Ints, shift: int) -> Ints:
        """Return the vertices that come so many after the given ones, whatever part they are of."""
        other: Ints = np.clip(vertex + shift, 0, len(self.lon) - 1)
        return other


def _wrap(angle: Floats) -> Floats:
    wrapped: Floats = np.pi - (np.pi - angle) % (2 * np.pi)
    return wrapped


def _open_arcs(walk: _Walk, depth_m: float) -> tuple[Ints, Floats, Floats]:
    """Return the steps whose vertex may show an arc, and the bounds of the arc as fractions."""
    rows = np.flatnonzero(walk.turn > 0)
    half = walk.turn[rows] / 2
    middle = walk.normal_in[rows] + half
    low, high = -half, half.copy()
    reach = np.tan(depth_m / MEAN_RADIUS_M)
    for shift in walk.shifts():
        vertex = walk.vertex[rows]
        away = walk.xyz[walk.shifted(vertex, shift)] - walk.xyz[vertex]
        r = np.sqrt(np.einsum("ij,ij->i", away, away))
        east = np.einsum("ij,ij->i", walk.east[vertex], away)
        north = np.einsum("ij,ij->i", walk.north[vertex], away)
        # The other vertex hides all directions within `cover` of its own.
        cosine = np.tan(r / (2 * MEAN_RADIUS_M)) / reach
        cover = np.arccos(np.clip(cosine, -1, 1)) - 2e-5
        cover[(r == 0) | (cosine >= 1)] = -1
        toward = _wrap(np.arctan2(east, north) - middle)
        first, last = toward - cover, toward + cover
        low, high = (
            np.where((first <= low) & (last > low), last, low),
            np.where((first < high) & (last >= high), first, high),
        )
        keep = low <= high
        rows, half, middle, low, high = rows[keep], half[keep], middle[keep], low[keep], high[keep]
    return rows, (low + half) / (2 * half), (high + half) / (2 * half)


def _open_runs(walk: _Walk, depth_m: float) -> tuple[Ints, Floats, Floats]:
    """Return the steps whose piece may show a parallel run, and the bounds of the run as fractions."""
    rows = np.arange(len(walk.vertex))
    start = _roughly_off(walk, walk.vertex, walk.normal_out, depth_m)
    move = _roughly_off(walk, walk.vertex[walk.after], walk.normal_end, depth_m) - start
    low, high = np.zeros(len(rows)), np.ones(len(rows))
    # The rough offset is wrong by the third order of the depth; metres at 100 km are more than enough.
    chord = 2 * MEAN_RADIUS_M * np.sin(depth_m / (2 * MEAN_RADIUS_M))
    within = chord * (1 - 3e-6) - 1e-3 - 2 * (depth_m / 100_000) ** 3
    if within <= 0:
        return rows, low, high
    for shift in walk.shifts():
        away = start[rows] - walk.xyz[walk.shifted(walk.vertex[rows], shift)]
        a = np.einsum("ij,ij->i", move[rows], move[rows])
        b = np.einsum("ij,ij->i", move[rows], away)
        c = np.einsum("ij,ij->i", away, away) - within * within
        root = b * b - a * c
        hides = root > 0
        root = np.sqrt(np.where(hides, root, 0))
        first, last = (-b - root) / a, (-b + root) / a
        low, high = (
            np.where(hides & (first <= low) & (last > low), last, low),
            np.where(hides & (first < high) & (last >= high), first, high),
        )
        keep = low <= high
        rows, low, high = rows[keep], low[keep], high[keep]
    return rows, low, high


def _roughly_off(walk: _Walk, vertex: Ints, azimuth: Floats, depth_m: float) -> Floats:
    """Return about where one comes from vertices in a direction, earth-centred."""
    sin, cos = np.sin(azimuth)[:, None], np.cos(azimuth)[:, None]
    east, north = walk.east[vertex], walk.north[vertex]
    up = np.cross(east, north)
    meridian, prime = (r[:, None] for r in radii(walk.lat[vertex]))
    radius = 1 / (cos * cos / meridian + sin * sin / prime)
    turn = depth_m / radius
    off: Floats = walk.xyz[vertex] + radius * (
        np.sin(turn) * (sin * east + cos * north) - (1 - np.cos(turn)) * up
    )
    return off
