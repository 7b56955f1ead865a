"""The raw offset of a line: what a point draws that walks round the line and keeps its distance to where it stands.

Every element of the raw offset is a foot that moves along a piece, or stands still at a vertex, and an azimuth that
turns: all its points lie at exactly the depth from their foot. The edge of a zone consists of those points that
have no other place of the line nearer. Most elements have none; they are dropped here by comparing each vertex with
some others, which is cheap, and the rest get the bounds within which such points can lie.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np

from geo.ellipsoid import Floats, Ints, ecef, geod, radii
from geo.pieces import Pieces
from geo.walk import Walk

MEAN_RADIUS_M = 6_371_000.0
FAR_ENOUGH = 100
"""Beyond so many vertices the search ends when a comparison rules out nothing."""
BLOCK = 8192
"""Steps worked on together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offset:
    """What of the raw offset may lie on the edge of the zone, in strips; the zone lies on the right of the walker.

    A strip is a run of elements without a leap. A place on the offset is one number, its *mileage* in metres along
    all strips; there is a gap between one strip and the next.

    Parameters
    ----------
    lon0, lat0, lon1, lat1
        Where the foot of each element stands at its beginning and its end, degrees.
    azimuth0, azimuth1
        Azimuth from the foot at the beginning and the end, radians, running on.
    mileage, length_m
        Where each element begins, and about how long it is, rather more than less.
    strip_start, strip_stop
        Mileage at the ends of each strip.
    depth_m
        Distance from the foot.
    """

    lon0: Floats
    lat0: Floats
    lon1: Floats
    lat1: Floats
    azimuth0: Floats
    azimuth1: Floats
    mileage: Floats
    length_m: Floats
    strip_start: Floats
    strip_stop: Floats
    depth_m: float

    def at(self, mileage: Floats) -> tuple[Floats, Floats]:
        """Return longitude and latitude of places on the offset."""
        blocks = np.array_split(mileage, -(-len(mileage) // BLOCK) or 1)
        if len(blocks) == 1:
            return self._at(mileage)
        with ThreadPoolExecutor(cpu_count()) as pool:
            lon, lat = zip(*pool.map(self._at, blocks), strict=True)
        return np.concatenate(lon), np.concatenate(lat)

    def _at(self, mileage: Floats) -> tuple[Floats, Floats]:
        element = np.searchsorted(self.mileage, mileage, side="right") - 1
        fraction = np.clip((mileage - self.mileage[element]) / self.length_m[element], 0, 1)

        def between(first: Floats, second: Floats) -> Floats:
            mixed: Floats = first[element] + fraction * (second[element] - first[element])
            return mixed

        lon, lat, _ = geod().fwd(
            between(self.lon0, self.lon1),
            between(self.lat0, self.lat1),
            np.degrees(between(self.azimuth0, self.azimuth1)),
            np.full(len(element), self.depth_m),
        )
        return np.asarray(lon), np.asarray(lat)


def offset(pieces: Pieces, depth_m: float) -> Offset:
    """Return the raw offset of a line as far as it may show on the edge of its zone."""
    walk = Walk.round(pieces)
    axes = _Axes.at(pieces)
    arcs, arc_low, arc_high = _in_blocks(_open_arcs, np.flatnonzero(walk.turn > 0), walk, axes, depth_m)
    runs, run_low, run_high = _in_blocks(_open_runs, np.arange(len(walk.start)), walk, axes, depth_m)
    order = np.argsort(np.concatenate([2 * arcs, 2 * runs + 1]))

    def merged(of_arcs: Floats, of_runs: Floats) -> Floats:
        return np.concatenate([of_arcs, of_runs])[order]

    start = np.concatenate([walk.start[arcs], walk.start[runs]])[order]
    stop = np.concatenate([walk.start[arcs], walk.stop[runs]])[order]
    low, high = merged(arc_low, run_low), merged(arc_high, run_high)
    azimuth0 = merged(walk.normal_in[arcs], walk.normal_out[runs])
    turned = merged(walk.turn[arcs], walk.normal_end[runs] - walk.normal_out[runs])
    step_lon, step_lat = pieces.lon[stop] - pieces.lon[start], pieces.lat[stop] - pieces.lat[start]
    return _in_strips(
        lon0=pieces.lon[start] + low * step_lon,
        lat0=pieces.lat[start] + low * step_lat,
        lon1=pieces.lon[start] + high * step_lon,
        lat1=pieces.lat[start] + high * step_lat,
        azimuth0=azimuth0 + low * turned,
        azimuth1=azimuth0 + high * turned,
        depth_m=depth_m,
    )


def _in_strips(
    *,
    lon0: Floats,
    lat0: Floats,
    lon1: Floats,
    lat1: Floats,
    azimuth0: Floats,
    azimuth1: Floats,
    depth_m: float,
) -> Offset:
    meridian, prime = radii(lat0)
    moved = np.hypot(
        np.radians(lat1 - lat0) * meridian, np.radians(lon1 - lon0) * prime * np.cos(np.radians(lat0))
    )
    # At least a hair, so that every element has its own mileage.
    length = 1.01 * moved + depth_m * np.abs(azimuth1 - azimuth0) + 1e-6
    leap = (np.abs(lon1[:-1] - lon0[1:]) > 1e-12) | (np.abs(lat1[:-1] - lat0[1:]) > 1e-12)
    leap |= np.abs(_wrap(azimuth1[:-1] - azimuth0[1:])) > 1e-9
    first = np.r_[True, leap]
    stop = np.cumsum(length) + np.cumsum(first)  # a metre between strips
    mileage = stop - length
    return Offset(
        lon0=lon0,
        lat0=lat0,
        lon1=lon1,
        lat1=lat1,
        azimuth0=azimuth0,
        azimuth1=azimuth1,
        mileage=mileage,
        length_m=length,
        strip_start=mileage[first],
        strip_stop=stop[np.r_[leap, True]],
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
        near = [32, 8, 128, 2, 4, 1, 16, 64]
        far = [2**power for power in range(8, len(self.lat).bit_length())]
        return [sign * shift for shift in near + far for sign in (1, -1)]

    def shifted(self, vertex: Ints, shift: int) -> Floats:
        """Return where the vertices stand that come so many after the given ones, whatever part they are of."""
        other: Floats = self.xyz[np.clip(vertex + shift, 0, len(self.lat) - 1)]
        return other


_Find = Callable[[Ints, Walk, _Axes, float], tuple[Ints, Floats, Floats]]


def _in_blocks(
    find: _Find, rows: Ints, walk: Walk, axes: _Axes, depth_m: float
) -> tuple[Ints, Floats, Floats]:
    """Find bounds for all rows, in blocks that stay in the processor's cache, on all processors."""
    blocks = np.array_split(rows, -(-len(rows) // BLOCK))
    with ThreadPoolExecutor(cpu_count()) as pool:
        found = list(pool.map(lambda block: find(block, walk, axes, depth_m), blocks))
    kept, low, high = zip(*found, strict=True)
    return np.concatenate(kept), np.concatenate(low), np.concatenate(high)


def _wrap(angle: Floats) -> Floats:
    wrapped: Floats = np.pi - (np.pi - angle) % (2 * np.pi)
    return wrapped


def _open_arcs(rows: Ints, walk: Walk, axes: _Axes, depth_m: float) -> tuple[Ints, Floats, Floats]:
    """Return the steps whose vertex may show an arc, and the bounds of the arc as fractions."""
    half = walk.turn[rows] / 2
    middle = walk.normal_in[rows] + half
    low, high = -half, half.copy()
    reach = np.tan(depth_m / MEAN_RADIUS_M)
    for shift in axes.shifts():
        vertex = walk.start[rows]
        away = axes.shifted(vertex, shift) - axes.xyz[vertex]
        sine = np.minimum(np.sqrt(np.einsum("ij,ij->i", away, away)) / (2 * MEAN_RADIUS_M), 0.99)
        east = np.einsum("ij,ij->i", axes.east[vertex], away)
        north = np.einsum("ij,ij->i", axes.north[vertex], away)
        # On the sphere the other vertex hides all directions within `cover` of its own; the ellipsoid's differ less
        # than the margin.
        cosine = sine / np.sqrt(1 - sine * sine) / reach
        cover = np.arccos(np.minimum(cosine, 1)) - 2e-5
        cover[(sine == 0) | (cosine >= 1)] = -1
        toward = _wrap(np.arctan2(east, north) - middle)
        first, last = toward - cover, toward + cover
        low, high = (
            np.where((first <= low) & (last > low), last, low),
            np.where((first < high) & (last >= high), first, high),
        )
        keep = low <= high
        if keep.all():
            if shift < -FAR_ENOUGH:
                break
            continue
        rows, half, middle = rows[keep], half[keep], middle[keep]
        low, high = low[keep], high[keep]
    return rows, (low + half) / (2 * half), (high + half) / (2 * half)


def _open_runs(rows: Ints, walk: Walk, axes: _Axes, depth_m: float) -> tuple[Ints, Floats, Floats]:
    """Return the steps whose piece may show a parallel run, and the bounds of the run as fractions."""
    off = _roughly_off(axes, walk.start[rows], walk.normal_out[rows], depth_m)
    move = _roughly_off(axes, walk.stop[rows], walk.normal_end[rows], depth_m) - off
    a = np.einsum("ij,ij->i", move, move)
    low, high = np.zeros(len(rows)), np.ones(len(rows))
    # The rough offset is wrong by the third order of the depth; metres at 100 km are more than enough.
    chord = 2 * MEAN_RADIUS_M * np.sin(depth_m / (2 * MEAN_RADIUS_M))
    within = chord * (1 - 3e-6) - 1e-3 - 2 * (depth_m / 100_000) ** 3
    if within <= 0:
        return rows, low, high
    for shift in axes.shifts():
        away = off - axes.shifted(walk.start[rows], shift)
        b = np.einsum("ij,ij->i", move, away)
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
        if keep.all():
            if shift < -FAR_ENOUGH:
                break
            continue
        rows, off, move, a = rows[keep], off[keep], move[keep], a[keep]
        low, high = low[keep], high[keep]
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
