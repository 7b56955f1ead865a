"""Geodesic distances from points to a line: an index built once, asked for millions of points.

Method
------
The line is cut into pieces that count as straight. Their vertices stand in a tree in earth-centred coordinates with
a fourth one, which says how far a vertex's pieces reach: the squared distance in the tree then orders vertices by
the least distance that their pieces can have, so the nearest few vertices are proven to hold the nearest piece, or
more are asked for. The foot on the piece is put back on the ellipsoid, and the chord to it becomes a geodesic length.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from os import cpu_count
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import ArrayLike
from shapely.geometry.base import BaseGeometry

from geo.border import Border
from geo.ellipsoid import Floats, Ints, arc_over, east_north, ecef, geod
from geo.errors import GeometryError
from geo.pieces import Pieces, cut

FAR_M = 150_000.0
"""Beyond it lengths come from the geodesic problem itself, which is slower."""
BLOCK = 16_384
"""Points worked on together: their arrays stay in the processor's cache."""


class Nearest(NamedTuple):
    """The nearest places of a line, one per point: metres, degrees, and the azimuth from the point in degrees."""

    distance_m: Floats
    lon: Floats
    lat: Floats
    bearing_deg: Floats


@dataclass(frozen=True, slots=True)
class _Feet:
    """For every point its nearest place: vertex before it, fraction of the piece, degrees, metres."""

    vertex: Ints
    fraction: Floats
    lon: Floats
    lat: Floats
    distance_m: Floats


class DistanceIndex:
    """Geodesic WGS84 distances to a line, to within a millimetre.

    Parameters
    ----------
    line
        Line or multi-line in EPSG:4326, segments straight in longitude/latitude.

    Raises
    ------
    GeometryError
        When the line is empty, not linear, not finite, outside the earth or without length.

    Examples
    --------
    >>> from shapely import LineString
    >>> equator = DistanceIndex(LineString([(0, 0), (1, 0)]))
    >>> equator.distance_m([0.5], [1.0]).round(3)
    array([110574.389])
    """

    def __init__(self, line: BaseGeometry) -> None:
        self.pieces: Pieces = cut(line)
        vertices = ecef(self.pieces.lon, self.pieces.lat)
        # The tree prunes far better when its axes follow the line than when they follow the earth.
        self._origin = vertices.mean(axis=0)
        self._axes = np.linalg.eigh(np.cov((vertices - self._origin).T))[1][:, ::-1]
        self._xyz = self._local(vertices)
        self._next = np.arange(1, len(vertices) + 1)
        self._next[self.pieces.last] -= 1
        self._previous = np.arange(-1, len(vertices) - 1)
        self._previous[self.pieces.starts] += 1
        self._piece = self._xyz[self._next] - self._xyz
        # The piece after the last vertex is the vertex itself; any length keeps the foot there.
        self._length2 = np.maximum(np.einsum("ij,ij->i", self._piece, self._piece), 1e-12)

    def distance_m(self, lon: ArrayLike, lat: ArrayLike) -> Floats:
        """Return the distance of every point to the line in metres, in the order of the points.

        Parameters
        ----------
        lon, lat
            Points in degrees, one shape.

        Raises
        ------
        GeometryError
            When a point is not finite or its latitude lies beyond the poles.
        """
        x, y = _points(lon, lat)
        return self._run(x, y, lambda a, b: (self._feet(a, b).distance_m,))[0].reshape(np.shape(lon))

    def nearest(self, lon: ArrayLike, lat: ArrayLike) -> Nearest:
        """Return distance, place and azimuth of the nearest place of the line for every point.

        Raises
        ------
        GeometryError
            When a point is not finite or its latitude lies beyond the poles.
        """
        x, y = _points(lon, lat)

        def measure(a: Floats, b: Floats) -> tuple[Floats, ...]:
            feet = self._feet(a, b)
            return feet.distance_m, feet.lon, feet.lat

        distance, foot_lon, foot_lat = self._run(x, y, measure)
        bearing = np.asarray(geod().inv(x, y, foot_lon, foot_lat)[0]) % 360
        foot_lon = (foot_lon + 180) % 360 - 180
        shape = np.shape(lon)
        return Nearest(*(a.reshape(shape) for a in (distance, foot_lon, foot_lat, bearing)))

    def owner(self, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
        """Return for every point the vertex that begins the nearest piece, and the distance in metres."""

        def measure(a: Floats, b: Floats) -> tuple[Floats, ...]:
            feet = self._feet(a, b)
            return feet.vertex.astype(np.float64), feet.distance_m

        vertex, distance = self._run(lon, lat, measure)
        return vertex.astype(np.int64), distance

    def to_owner(self, vertex: Ints, lon: Floats, lat: Floats) -> Floats:
        """Return the distance in metres of every point to the one piece that begins at its vertex."""
        points = ecef(lon, lat)
        _, fraction = self._to_piece(self._local(points), vertex)
        return self._on_piece(lon, lat, points, vertex, fraction).distance_m

    @cached_property
    def _reach2(self) -> Floats:
        """For every vertex the square of half its longer piece: by so much a foot may undercut the vertex."""
        length = np.sqrt(self._length2)
        half: Floats = np.maximum(length, length[self._previous]) / 2
        return (half + 1e-3) ** 2  # a millimetre for rounding

    @cached_property
    def _tree(self) -> Any:
        from scipy.spatial import cKDTree  # only whoever measures waits for scipy

        lift = np.sqrt(self._reach2.max() - self._reach2)
        # Compact nodes would make queries from afar 30 times slower.
        return cKDTree(
            np.column_stack([self._xyz, lift]), leafsize=16, balanced_tree=False, compact_nodes=False
        )

    def _local(self, xyz: Floats) -> Floats:
        local: Floats = (xyz - self._origin) @ self._axes
        return local

    def _run(
        self, lon: Floats, lat: Floats, measure: Callable[[Floats, Floats], tuple[Floats, ...]]
    ) -> list[Floats]:
        """Measure in blocks of neighbouring points, on all processors."""
        if len(lon) <= BLOCK:
            return list(measure(lon, lat))
        _ = self._tree  # built once, before the threads start
        order = _neighbourly_order(lon, lat)
        blocks = np.array_split(order, -(-len(order) // BLOCK))
        with ThreadPoolExecutor(cpu_count()) as pool:
            measured = list(pool.map(lambda block: measure(lon[block], lat[block]), blocks))
        out = []
        for column in zip(*measured, strict=True):
            values = np.empty(len(lon))
            values[order] = np.concatenate(column)
            out.append(values)
        return out

    def _feet(self, lon: Floats, lat: Floats) -> _Feet:
        points = ecef(lon, lat)
        vertex, fraction = self._nearest_pieces(self._local(points))
        return self._on_piece(lon, lat, points, vertex, fraction)

    def _on_piece(self, lon: Floats, lat: Floats, points: Floats, vertex: Ints, fraction: Floats) -> _Feet:
        follow = self._next[vertex]
        foot_lon = self.pieces.lon[vertex] + fraction * (self.pieces.lon[follow] - self.pieces.lon[vertex])
        foot_lat = self.pieces.lat[vertex] + fraction * (self.pieces.lat[follow] - self.pieces.lat[vertex])
        between = ecef(foot_lon, foot_lat) - points
        chord = np.sqrt(np.einsum("ij,ij->i", between, between))
        distance = arc_over(chord, *east_north(lon, lat, between), (lat + foot_lat) / 2)
        far = np.flatnonzero(distance > FAR_M)
        if len(far):
            distance[far] = geod().inv(lon[far], lat[far], foot_lon[far], foot_lat[far])[2]
        return _Feet(vertex, fraction, foot_lon, foot_lat, distance)

    def _nearest_pieces(self, points: Floats) -> tuple[Ints, Floats]:
        """Return for every local point the vertex before its nearest place, and the fraction of the piece there."""
        best = np.full(len(points), np.inf)
        vertex = np.zeros(len(points), dtype=np.int64)
        fraction = np.zeros(len(points))
        total = len(self._xyz)
        neighbours = min(2, total)
        open_ = np.arange(len(points))
        while len(open_):
            here = points[open_]
            bound, index = self._tree.query(np.column_stack([here, np.zeros(len(here))]), k=neighbours)
            least = bound.reshape(len(here), -1) ** 2 - self._reach2.max()
            for rank, at in enumerate(index.reshape(len(here), -1).T):
                # A vertex helps only where its pieces may come nearer than the best so far.
                rows = np.flatnonzero(least[:, rank] < best[open_])
                for first in (self._previous[at[rows]], at[rows]):
                    d2, t = self._to_piece(here[rows], first)
                    better = d2 < best[open_[rows]]
                    hit = open_[rows[better]]
                    best[hit], vertex[hit], fraction[hit] = d2[better], first[better], t[better]
            if neighbours == total:
                break
            # Proven once the last vertex found, and so all beyond it, cannot hold a nearer piece.
            open_ = open_[least[:, -1] < best[open_]]
            neighbours = min(4 * neighbours, total)
        return vertex, fraction

    def _to_piece(self, points: Floats, first: Ints) -> tuple[Floats, Floats]:
        """Return the squared distance of each point to the piece after a vertex, and the fraction of the foot."""
        from_start = points - self._xyz[first]
        piece, length2 = self._piece[first], self._length2[first]
        t = np.clip(np.einsum("ij,ij->i", from_start, piece) / length2, 0, 1)
        off = from_start - t[:, None] * piece
        return np.einsum("ij,ij->i", off, off), t


_indexes: "WeakKeyDictionary[Border, DistanceIndex]" = WeakKeyDictionary()


def index_of(border: Border) -> DistanceIndex:
    """Return the index of a border's line; built once as long as the border lives."""
    if border not in _indexes:
        _indexes[border] = DistanceIndex(border.line)
    return _indexes[border]


def _points(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    x, y = np.asarray(lon, dtype=np.float64).ravel(), np.asarray(lat, dtype=np.float64).ravel()
    if x.shape != y.shape:
        raise GeometryError(f"{len(x)} longitudes do not go with {len(y)} latitudes")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise GeometryError("points have coordinates that are not finite")
    if len(y) and np.abs(y).max() > 90:
        raise GeometryError("points have latitudes beyond 90 degrees; longitude comes first")
    return x, y


def _neighbourly_order(lon: Floats, lat: Floats) -> Ints:
    """Order points in strips, to and fro, so that one block's points lie together."""
    strip = np.floor(lon * 10).astype(np.int64)
    return np.lexsort((np.where(strip % 2, -lat, lat), strip))
