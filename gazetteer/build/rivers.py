"""Courses of rivers: the World Data Bank II of GSHHG, which knows no names, joined along places that a river passes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache as once
from itertools import pairwise
from pathlib import Path

import h5py
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree
from shapely import LineString

from gazetteer.build.sources import Source, debian_file

WORLD_DATA_BANK = Source(
    name="World Data Bank II rivers of GSHHG 2.3.7, from Debian's gmt-gshhg-full",
    version="2.3.7-6",
    licence="LGPL-3.0-or-later",
    attribution="GSHHG, Wessel and Smith",
    sha256="2c12ca67ac90e0fbd65369ddefc183308a91fd9af5f2137dfbe2500d21f31352",
)
RIVERS = "usr/share/gmt-gshhg/binned_river_f.nc"
CANALS = 8
"""From this level on pieces are canals."""

_GEOD = Geod(ellps="WGS84")
_SNAP_DEG = 0.2
_GAP_DEG = 0.35
_BESIDE_DEG = 0.05
_GAP_COST = 3.0
_MARGIN_DEG = 1.0
_TOLERANCE_DEG = 5e-4


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of rivers: ``lonlat`` of all vertices, where each piece begins (and the last ends), and its level."""

    lonlat: NDArray[np.float64]
    starts: NDArray[np.int64]
    level: NDArray[np.int64]

    def lines(self, *, levels: Iterable[int]) -> list[NDArray[np.float64]]:
        """Return the pieces of some levels that are longer than a point."""
        wanted = np.flatnonzero(np.isin(self.level, list(levels)))
        return [
            self.lonlat[a:b]
            for a, b in zip(self.starts[wanted], self.starts[wanted + 1], strict=True)
            if b - a > 1 and (self.lonlat[a] != self.lonlat[a + 1 : b]).any()
        ]


@once
def pieces(cache: Path) -> Pieces:
    """Return the rivers of the World Data Bank II, in full."""
    with h5py.File(debian_file("gmt-gshhg-full", WORLD_DATA_BANK, RIVERS, cache=cache)) as file:
        points = file["N_points_for_a_segment"][:].view(np.uint16).astype(np.int64)
        level = file["Hierarchial_level_of_a_segment"][:].astype(np.int64)
        lonlat = unbinned(file, points)
    return Pieces(lonlat=lonlat, starts=np.r_[0, np.cumsum(points)], level=level)


def unbinned(file: h5py.File, points: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the vertices of GSHHG's segments in degrees: the file has them by tiles, from each one's south-west corner.

    Parameters
    ----------
    points
        How many vertices each segment has.
    """
    names = ("N_bins_in_360_longitude_range", "Bin_size_in_minutes", "N_segments_in_a_bin",
             "Relative_longitude_from_SW_corner_of_bin", "Relative_latitude_from_SW_corner_of_bin")  # fmt: skip
    across, minutes, in_bin, lon, lat = (file[name][:] for name in names)
    size = minutes[0] / 60
    row, column = np.divmod(
        np.repeat(np.repeat(np.arange(len(in_bin)), in_bin.view(np.uint16)), points), across[0]
    )
    east = (column + lon.view(np.uint16) / 65535) * size
    north = 90 - (row + 1 - lat.view(np.uint16) / 65535) * size
    # shores of tiles west of Greenwich, which runs on there
    return np.column_stack([east - 360 * (column * size >= 180), north])


def course(row: Mapping[str, str], *, cache: Path) -> LineString:
    """Return the course of a river, in the direction of its places (``via``: "lat lon" each, in the order of the flow).

    Raises
    ------
    ValueError
        No river passes one of the places, or none joins two of them.
    """
    via = np.array([part.split()[::-1] for part in row["via"].split(",")], float)
    net = _Net.around(via, cache=cache)
    stops = [net.nearest(lon, lat, name=row["name"]) for lon, lat in via]
    path = [stops[0]]
    for one, other in pairwise(stops):
        path += net.path(one, other, name=row["name"])[1:]
    line = shapely.simplify(LineString(net.lonlat[_without_spurs(path)]), _TOLERANCE_DEG)
    return LineString(_without_loops(np.round(shapely.get_coordinates(line), 5)))


def _without_loops(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a course without what lies between two crossings of it: a line that crosses itself has no sides."""
    while True:
        steps = [LineString(step) for step in np.stack([lonlat[:-1], lonlat[1:]], axis=1)]
        one, other = shapely.STRtree(steps).query(steps, predicate="intersects")
        crossing = other > one + 1
        if not crossing.any():
            return lonlat
        first = one[crossing].min()
        last = other[crossing & (one == first)].max()
        at = shapely.get_coordinates(shapely.intersection(steps[first], steps[last]))[:1]
        lonlat = np.concatenate([lonlat[: first + 1], at, lonlat[last + 1 :]])
        lonlat = lonlat[np.r_[True, (np.diff(lonlat, axis=0) != 0).any(axis=1)]]


def _without_spurs(path: list[int]) -> list[int]:
    """Return a path without the ways to a place beside the river and back."""
    kept: list[int] = []
    for node in path:
        if node in kept:
            del kept[kept.index(node) :]
        kept.append(node)
    return kept


def _gaps(lonlat: NDArray[np.float64], edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the pairs of vertices across which rivers go on: an end and another one near, or a river beside it."""
    size = len(lonlat)
    _, part = connected_components(
        coo_array((np.ones(len(edges)), edges.T), shape=(size, size)), directed=False
    )
    loose = np.flatnonzero(np.bincount(edges.ravel(), minlength=size) == 1)
    pairs = {
        (int(loose[i]), int(loose[j]))
        for i, found in enumerate(KDTree(lonlat[loose]).query_ball_point(lonlat[loose], _GAP_DEG))
        for j in found
        if i < j
    }
    beside = KDTree(lonlat).query_ball_point(lonlat[loose], _BESIDE_DEG)
    for one, found in zip(loose.tolist(), beside, strict=True):
        there = np.array([node for node in found if part[node] != part[one]], np.int64)
        if len(there):
            away = np.abs(lonlat[there] - lonlat[one]).sum(axis=1)
            pairs.add((one, int(there[away.argmin()])))
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)


class _Net:
    """Vertices of rivers near some places, joined along the rivers and across short gaps, such as lakes."""

    def __init__(self, lonlat: NDArray[np.float64], edges: coo_array) -> None:
        self.lonlat = lonlat
        self.edges = edges.tocsr()
        self.tree = KDTree(lonlat)

    @classmethod
    def around(cls, via: NDArray[np.float64], *, cache: Path) -> "_Net":
        low, high = via.min(axis=0) - _MARGIN_DEG, via.max(axis=0) + _MARGIN_DEG
        lines = [
            line
            for line in pieces(cache).lines(levels=range(CANALS))
            if (line.max(axis=0) > low).all() and (line.min(axis=0) < high).all()
        ]
        every = np.round(np.concatenate(lines, dtype=np.float64), 5)
        lonlat: NDArray[np.float64]
        lonlat, node = np.unique(every, axis=0, return_inverse=True)
        ends = np.cumsum([len(line) for line in lines])
        along = np.setdiff1d(np.arange(len(every) - 1), ends - 1)
        one, other = node[along].ravel(), node[along + 1].ravel()
        gaps = _gaps(lonlat, np.column_stack([one, other]))
        one, other = np.r_[one, gaps[:, 0]], np.r_[other, gaps[:, 1]]
        metres = _GEOD.inv(*lonlat[one].T, *lonlat[other].T)[2]
        metres[len(along) :] *= _GAP_COST
        size = len(lonlat)
        return cls(lonlat, coo_array((np.maximum(metres, 0.01), (one, other)), shape=(size, size)))

    def nearest(self, lon: float, lat: float, *, name: str) -> int:
        """Return the vertex nearest to a place."""
        away, node = self.tree.query([lon, lat])
        if away > _SNAP_DEG:
            raise ValueError(f"{name}: no river within {_SNAP_DEG} degrees of {lat} {lon}")
        return int(node)

    def path(self, one: int, other: int, *, name: str) -> list[int]:
        """Return the vertices from one to the other along the rivers."""
        _, before = dijkstra(self.edges, directed=False, indices=one, return_predecessors=True)
        if before[other] < 0:
            raise ValueError(f"{name}: no river joins {self.lonlat[one]} and {self.lonlat[other]}")
        path = [other]
        while path[-1] != one:
            path.append(int(before[path[-1]]))
        return path[::-1]
