"""The raw offset of a line: what a point draws that walks round the line and keeps its distance to where it stands.

Every element of the raw offset is a foot that moves along a piece, or stands still at a vertex, and an azimuth that
turns: all its points lie at exactly the depth from their foot. The edge of a zone consists of those points that
have no other place of the line nearer. Most elements have none; they are dropped here by comparing each vertex with
some others, which is cheap, and the rest get the bounds within which such points can lie.
"""

from dataclasses import dataclass

import numpy as np

from geo.ellipsoid import Floats, Ints, ecef, geod, radii
from geo.pieces import Pieces
from geo.walk import Walk

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


def offset(pieces: Pieces, depth_m: float) -> Offset:
    """Return the elements of the raw offset of a line that may show on the edge of its zone."""
    walk = Walk.round(pieces)
    axes = _Axes.at(pieces)
    arcs, arc_low, arc_high = _open_arcs(walk, axes, depth_m)
    runs, run_low, run_high = _open_runs(walk, axes, depth_m)
    order = np.argsort(np.concatenate([2 * arcs, 2 * runs + 1]))

    def merged(of_arcs: Floats, of_runs: Floats) -> Floats:
        return np.concatenate([of_arcs, of_runs])[order]

    start = np.concatenate([walk.start[arcs], walk.start[runs]])[order]
    stop = np.concatenate([walk.start[arcs], walk.stop[runs]])[order]
    return Offset(
        lon0=pieces.lon[start],
        lat0=pieces.lat[start],
        lon1=pieces.lon[stop],
        lat1=pieces.lat[stop],
        azimuth0=merged(walk.normal_in[arcs], walk.normal_out[runs]),
        azimuth1=merged(walk.normal_in[arcs] + walk.turn[arcs], walk.normal_end[runs]),
        low=merged(arc_low, run_low),
        high=merged(arc_high, run_high),
        depth_m=depth_m,
    )


@dataclass(frozen=True, slots=True)
class _Axes:
    """Vertices in earth-centred metres with the directions east and north there."""

    xyz: Floats
    east: Floats
    north: Floats
    lat: Floats

    @classmethod
    def at(cls, pieces: Pieces) -> "_Axes":
        x, y = np.radians(pieces.lon), np.radians(pieces.lat)
        east = np.stack([-np.sin(x), np.cos(x), np.zeros_like(x)], axis=-1)
        north = np.stack([-np.sin(y) * np.cos(x), -np.sin(y) * np.sin(x), np.cos(y)], axis=-1)
        return cls(ecef(pieces.lon, pieces.lat), east, north, pieces.lat)

    def shifts(self) -> list[int]:
        """Return how far along the line to look for other vertices; first what rules out most."""
        steps = dict.fromkeys([32, 8, 128, 512, 2, 2048])
        steps |= dict.fromkeys(int(2 ** (k / 2)) for k in range(2 * len(self.lat).bit_length() - 1))
        return [sign * step for step in (*steps, 3, 5, 6, 7) for sign in (1, -1)]

    def shifted(self, vertex: Ints, shift: int) -> Floats:
        """Return where the vertices stand that come so many after the given ones, whatever part they are of."""
        other: Floats = self.xyz[np.clip(vertex + shift, 0, len(self.lat) - 1)]
        return other


def _wrap(angle: Floats) -> Floats:
    wrapped: Floats = np.pi - (np.pi - angle) % (2 * np.pi)
    return wrapped


def _open_arcs(walk: Walk, axes: _Axes, depth_m: float) -> tuple[Ints, Floats, Floats]:
    """Return the steps whose vertex may show an arc, and the bounds of the arc as fractions."""
    rows = np.flatnonzero(walk.turn > 0)
    half = walk.turn[rows] / 2
    middle = walk.normal_in[rows] + half
    low, high = -half, half.copy()
    reach = np.tan(depth_m / MEAN_RADIUS_M)
    for shift in axes.shifts():
        vertex = walk.start[rows]
        away = axes.shifted(vertex, shift) - axes.xyz[vertex]
        r = np.sqrt(np.einsum("ij,ij->i", away, away))
        east = np.einsum("ij,ij->i", axes.east[vertex], away)
        north = np.einsum("ij,ij->i", axes.north[vertex], away)
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


def _open_runs(walk: Walk, axes: _Axes, depth_m: float) -> tuple[Ints, Floats, Floats]:
    """Return the steps whose piece may show a parallel run, and the bounds of the run as fractions."""
    rows = np.arange(len(walk.start))
    start = _roughly_off(axes, walk.start, walk.normal_out, depth_m)
    move = _roughly_off(axes, walk.stop, walk.normal_end, depth_m) - start
    low, high = np.zeros(len(rows)), np.ones(len(rows))
    # The rough offset is wrong by the third order of the depth; metres at 100 km are more than enough.
    chord = 2 * MEAN_RADIUS_M * np.sin(depth_m / (2 * MEAN_RADIUS_M))
    within = chord * (1 - 3e-6) - 1e-3 - 2 * (depth_m / 100_000) ** 3
    if within <= 0:
        return rows, low, high
    for shift in axes.shifts():
        away = start[rows] - axes.shifted(walk.start[rows], shift)
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


def _roughly_off(axes: _Axes, vertex: Ints, azimuth: Floats, depth_m: float) -> Floats:
    """Return about where one comes from vertices in a direction, earth-centred."""
    sin, cos = np.sin(azimuth)[:, None], np.cos(azimuth)[:, None]
    east, north = axes.east[vertex], axes.north[vertex]
    up = np.cross(east, north)
    meridian, prime = (r[:, None] for r in radii(axes.lat[vertex]))
    radius = 1 / (cos * cos / meridian + sin * sin / prime)
    turn = depth_m / radius
    off: Floats = axes.xyz[vertex] + radius * (
        np.sin(turn) * (sin * east + cos * north) - (1 - np.cos(turn)) * up
    )
    return off
