"""Lines and areas as shared arcs: a border that three shapes have in common is written once, and stays common.

Coordinates are rounded to a grid of 1e-5 degrees (0.6 m at most), cut where shapes meet or part, simplified arc
by arc and written as the differences between neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

GRID = 100_000  # steps per degree

Chain = NDArray[np.int64]  # (n, 2) grid coordinates
Refs = list[int]  # arc numbers; ~i is arc i backwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology:
    """Unique arcs, and per shape its chains (the rings of an area, the parts of a line) as arc numbers."""

    arcs: list[Chain]
    shapes: list[list[Refs]]


def build(shapes: Sequence[BaseGeometry], *, tolerances: Sequence[float]) -> Topology:
    """Cut shapes into shared arcs.

    Parameters
    ----------
    shapes
        Lines and polygons in EPSG:4326.
    tolerances
        For each shape, how far simplification may move its line, in degrees; a shared arc gets the smallest.
    """
    chains, owner = _chains(shapes)
    if not chains:
        return Topology(arcs=[], shapes=[[] for _ in shapes])
    nodes = _nodes(chains)
    numbers: dict[bytes, int] = {}
    arcs: list[Chain] = []
    tolerance: list[float] = []
    result: list[list[Refs]] = [[] for _ in shapes]
    for chain, shape in zip(chains, owner, strict=True):
        refs = []
        for arc in _cut(chain, nodes):
            forward, backward = arc.tobytes(), arc[::-1].tobytes()
            key = min(forward, backward)
            if key not in numbers:
                numbers[key] = len(arcs)
                arcs.append(arc if key == forward else arc[::-1])
                tolerance.append(tolerances[shape])
            number = numbers[key]
            tolerance[number] = min(tolerance[number], tolerances[shape])
            refs.append(number if key == forward else ~number)
        result[shape].append(refs)
    return Topology(arcs=_simplify(arcs, tolerance), shapes=result)


def _chains(shapes: Sequence[BaseGeometry]) -> tuple[list[Chain], list[int]]:
    """Rings and lines on the grid, without repeated points, and the shape that each belongs to."""
    chains, owner = [], []
    for i, shape in enumerate(shapes):
        for part in shapely.get_parts(shape):
            for ring in shapely.get_rings(part) if part.geom_type == "Polygon" else [part]:
                points = np.rint(shapely.get_coordinates(ring) * GRID).astype(np.int64)
                keep = np.ones(len(points), bool)
                keep[1:] = (points[1:] != points[:-1]).any(axis=1)
                points = points[keep]
                if len(points) >= (4 if part.geom_type == "Polygon" else 2):
                    chains.append(points)
                    owner.append(i)
    return chains, owner


def _key(points: Chain) -> NDArray[np.int64]:
    """One number for each grid point."""
    return (points[:, 0] + 400 * GRID) * (1 << 27) + (points[:, 1] + 200 * GRID)


def _nodes(chains: list[Chain]) -> NDArray[np.int64]:
    """Sorted keys of the points where chains end, meet or part: their neighbours differ between visits."""
    visited: list[tuple[NDArray[np.int64], ...]] = []
    ends = []
    for chain in chains:
        key = _key(chain)
        if key[0] == key[-1]:
            key = key[:-1]
            before, after = np.roll(key, 1), np.roll(key, -1)
        else:
            ends.append(key[[0, -1]])
            before, after = key[:-2], key[2:]
            key = key[1:-1]
        visited.append((key, np.minimum(before, after), np.maximum(before, after)))
    point = np.concatenate([key for key, _, _ in visited])
    order = np.argsort(point, kind="stable")
    point = point[order]
    parts = np.zeros(len(point) - 1, bool)
    for side in (1, 2):
        neighbour = np.concatenate([one[side] for one in visited])[order]
        parts |= neighbour[1:] != neighbour[:-1]
    parts &= point[1:] == point[:-1]
    return np.unique(np.concatenate([point[1:][parts], *ends]))


def _cut(chain: Chain, nodes: NDArray[np.int64]) -> list[Chain]:
    """Cut a chain at its nodes; a ring starts at one, or at its smallest point where it has none."""
    key = _key(chain)
    if key[0] == key[-1]:
        inside = _among(key[:-1], nodes)
        first = int(np.argmax(inside)) if inside.any() else int(np.argmin(key[:-1]))
        chain = np.concatenate([chain[first:-1], chain[:first], chain[first : first + 1]])
        key = _key(chain)
    cuts = np.flatnonzero(_among(key[1:-1], nodes)) + 1
    bounds = [0, *cuts.tolist(), len(chain) - 1]
    return [chain[a : b + 1] for a, b in pairwise(bounds)]


def _among(key: NDArray[np.int64], nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each key is a node; the nodes are sorted once for all chains."""
    if not len(nodes):
        return np.zeros(len(key), bool)
    at = np.minimum(np.searchsorted(nodes, key), len(nodes) - 1)
    return np.asarray(nodes[at] == key)


def _simplify(arcs: list[Chain], tolerance: list[float]) -> list[Chain]:
    """Thin each arc; ends stay, closed arcs keep at least four points."""
    lines = shapely.linestrings(
        np.concatenate(arcs).astype(float), indices=np.repeat(np.arange(len(arcs)), [len(a) for a in arcs])
    )
    thinned = shapely.simplify(lines, np.asarray(tolerance) * GRID, preserve_topology=False)
    result = []
    for arc, line in zip(arcs, thinned, strict=True):
        points = shapely.get_coordinates(line).astype(np.int64)
        closed = bool((arc[0] == arc[-1]).all())
        result.append(points if len(points) >= (4 if closed else 2) else arc[:: max(1, len(arc) // 4)])
    return result
