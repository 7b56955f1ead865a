"""Geodesic distances from points to a line: an index built once, asked for millions of points.

Method
------
The line is cut into pieces that count as straight. Their vertices stand in a tree in earth-centred coordinates with
a fourth one, which says how far a vertex's pieces reach: the squared distance in the tree then orders vertices by
the least distance that their pieces can have, so the nearest few vertices are proven to hold the nearest piece, or
more are asked for. The foot on the piece is put back on the ellipsoid, and the chord to it becomes a geodesic length.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from os import cpu_count
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geo.border import Border
from geo.ellipsoid import Floats, Ints, Vector, arc2_over, ecef_columns, geod
from geo.errors import GeometryError
from geo.pieces import Pieces, cut
from geo.tree import tree

if TYPE_CHECKING:
    from pykdtree.kdtree import KDTree

FAR_M = 150_000.0
"""Beyond it lengths come from the geodesic problem itself, which is slower."""
BLOCK = 16_384
"""Points worked on together: their arrays stay in the processor's cache."""


Cells = NDArray[np.uint16]


class Nearest(NamedTuple):
    """The nearest places of a line, one per point: metres, degrees, and the azimuth from the point in degrees."""

    distance_m: Floats
    lon: Floats
    lat: Floats
    bearing_deg: Floats


class _Feet(NamedTuple):
    """For every point its nearest place: vertex before it, fraction of the piece, metres."""

    vertex: Ints
    fraction: Floats
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
        lon, lat = self.pieces.lon, self.pieces.lat
        self._next = np.arange(1, len(lon) + 1)
        self._next[self.pieces.last] -= 1
        self._previous = np.arange(-1, len(lon) - 1)
        self._previous[self.pieces.starts] += 1
        self._vertices = ecef_columns(lon, lat)
        self._steps = _vector(c[self._next] - c for c in self._vertices)
        # The piece after the last vertex is the vertex itself; any length keeps the foot there.
        self._length2 = np.maximum(_dot(self._steps, self._steps), 1e-12)
        middle = ecef_columns((lon + lon[self._next]) / 2, (lat + lat[self._next]) / 2)
        # Between its ends a piece leaves its chord like a parabola, upwards and a little sideways.
        self._bulge = _vector(
            4 * m - 2 * (c + c[self._next]) for m, c in zip(middle, self._vertices, strict=True)
        )

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
        return self._run(x, y, lambda a, b: self._feet(a, b)[2:])[0].reshape(np.shape(lon))

    def nearest(self, lon: ArrayLike, lat: ArrayLike) -> Nearest:
        """Return distance, place and azimuth of the nearest place of the line for every point.

        Raises
        ------
        GeometryError
            When a point is not finite or its latitude lies beyond the poles.
        """
        x, y = _points(lon, lat)
        vertex, fraction, distance = self._run(x, y, self._feet)
        foot_lon, foot_lat = self._place(vertex.astype(np.int64), fraction)
        bearing = np.asarray(geod().inv(x, y, foot_lon, foot_lat)[0]) % 360
        foot_lon = (foot_lon + 180) % 360 - 180
        shape = np.shape(lon)
        return Nearest(*(a.reshape(shape) for a in (distance, foot_lon, foot_lat, bearing)))

    def owner(self, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
        """Return for every point the vertex that begins the nearest piece, and the distance in metres."""
        vertex, _, distance = self._run(lon, lat, self._feet)
        return vertex.astype(np.int64), distance

    def to_owner(self, vertex: Ints, lon: Floats, lat: Floats) -> Floats:
        """Return the distance in metres of every point to the one piece that begins at its vertex."""
        points = ecef_columns(lon, lat)
        _, fraction = self._to_piece(points, vertex)
        return self._length_m(lon, lat, points, vertex, fraction)

    @cached_property
    def _reach2(self) -> Floats:
        """For every vertex the square of half its longer piece: by so much a foot may undercut the vertex."""
        length = np.sqrt(self._length2)
        half: Floats = np.maximum(length, length[self._previous]) / 2
        return (half + 1e-3) ** 2  # a millimetre for rounding

    @cached_property
    def _tree(self) -> "KDTree":
        lift = np.sqrt(self._reach2.max() - self._reach2)
        return tree(self._in_tree(self._vertices, lift))

    @cached_property
    def _axes(self) -> tuple[Floats, Floats]:
        """Middle and main directions of the line: a tree prunes better when it is cut along and across the line."""
        vertices = np.stack(self._vertices)
        return vertices.mean(axis=1), np.linalg.eigh(np.cov(vertices))[1][:, ::-1]

    def _in_tree(self, points: Vector, lift: Floats | float) -> Floats:
        origin, axes = self._axes
        out = np.empty((len(points[0]), 4))
        out[:, :3] = np.column_stack([c - o for c, o in zip(points, origin, strict=True)]) @ axes
        out[:, 3] = lift
        return out

    def _run(
        self, lon: Floats, lat: Floats, measure: Callable[[Floats, Floats], Sequence[NDArray[Any]]]
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
        points = ecef_columns(lon, lat)
        vertex, fraction = self._nearest_pieces(points)
        return _Feet(vertex, fraction, self._length_m(lon, lat, points, vertex, fraction))

    def _place(self, vertex: Ints, fraction: Floats) -> tuple[Floats, Floats]:
        """Return longitude and latitude of places on pieces."""
        lon, lat, follow = self.pieces.lon, self.pieces.lat, self._next[vertex]
        return (
            lon[vertex] + fraction * (lon[follow] - lon[vertex]),
            lat[vertex] + fraction * (lat[follow] - lat[vertex]),
        )

    def _length_m(self, lon: Floats, lat: Floats, points: Vector, vertex: Ints, fraction: Floats) -> Floats:
        """Return the geodesic lengths between points and places on pieces."""
        aside = fraction * (1 - fraction)
        chord = _vector(
            v[vertex] + fraction * s[vertex] + aside * b[vertex] - p
            for v, s, b, p in zip(self._vertices, self._steps, self._bulge, points, strict=True)
        )
        middle = _vector(p + c / 2 for p, c in zip(points, chord, strict=True))
        distance = np.sqrt(arc2_over(chord, middle))
        far = np.flatnonzero(distance > FAR_M)
        if len(far):
            distance[far] = geod().inv(lon[far], lat[far], *self._place(vertex[far], fraction[far]))[2]
        return distance

    def _nearest_pieces(self, points: Vector) -> tuple[Ints, Floats]:
        """Return for every point the vertex before its nearest place, and the fraction of the piece there."""
        count = len(points[0])
        best, vertex, fraction = np.full(count, np.inf), np.zeros(count, dtype=np.int64), np.zeros(count)
        in_tree = self._in_tree(points, 0.0)
        total = len(self._next)
        neighbours = min(2, total)
        open_ = np.arange(count)
        while len(open_):
            bound2, at = self._tree.query(in_tree[open_], k=neighbours, sqr_dists=True)
            least2 = bound2 - self._reach2.max()
            for rank in range(neighbours):
                # A vertex helps only where its pieces may come nearer than the best so far.
                rows = np.flatnonzero(least2[:, rank] < best[open_])
                here, vertices = open_[rows], at[rows, rank].astype(np.int64)
                near = _vector(c[here] for c in points)
                for first in (self._previous[vertices], vertices):
                    d2, t = self._to_piece(near, first)
                    better = np.flatnonzero(d2 < best[here])
                    hit = here[better]
                    best[hit], vertex[hit], fraction[hit] = d2[better], first[better], t[better]
            if neighbours == total:
                break
            # Proven once the last vertex found, and so all beyond it, cannot hold a nearer piece.
            open_ = open_[least2[:, -1] < best[open_]]
            neighbours = min(4 * neighbours, total)
        return vertex, fraction

    def _to_piece(self, points: Vector, first: Ints) -> tuple[Floats, Floats]:
        """Return the squared distance of each point to the piece after a vertex, and the fraction of the foot."""
        step = _vector(s[first] for s in self._steps)
        from_start = _vector(p - v[first] for p, v in zip(points, self._vertices, strict=True))
        t = np.clip(_dot(from_start, step) / self._length2[first], 0, 1)
        off = _vector(f - t * s for f, s in zip(from_start, step, strict=True))
        return _dot(off, off), t


def _vector(columns: Iterable[Floats]) -> Vector:
    x, y, z = columns
    return x, y, z


def _dot(a: Vector, b: Vector) -> Floats:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


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
    """Order points along a curve that folds through 65,536 cells, so that one block's points lie together."""
    x, y = _byte(lon), _byte(lat)
    # few enough cells for numpy to sort them by their bits, not by comparing
    return np.argsort(_spread(x) | _spread(y) << np.uint16(1), kind="stable")


def _byte(values: Floats) -> Cells:
    low, high = values.min(), values.max()
    byte: Cells = ((values - low) * (255 / max(high - low, 1e-9))).astype(np.uint16)
    return byte


def _spread(byte: Cells) -> Cells:
    """Put a zero between the bits of a byte and the next."""
    spread = byte
    for shift, kept in ((4, 0x0F0F), (2, 0x3333), (1, 0x5555)):
        spread = (spread | spread << np.uint16(shift)) & np.uint16(kept)
    return spread
