"""Takes polygons that share edges apart into arcs, each kept once, and rings that refer to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gazetteer.files.blocks import UNITS_PER_DEGREE, Vertices

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_WEST, _SOUTH = 180 * UNITS_PER_DEGREE, 90 * UNITS_PER_DEGREE
_ROW = 1_000 * UNITS_PER_DEGREE  # more than the latitudes there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology:
    """Arcs between nodes, and the rings that they make up.

    Parameters
    ----------
    arcs
        Vertices of each arc.
    owners
        The one or two polygons on the arc's sides, by their keys.
    polygons
        For each key its polygons; a polygon is a list of rings, the outer one first; a ring is a list of arc numbers,
        counted from one, negative where the arc runs backwards.
    """

    arcs: list[Vertices]
    owners: list[tuple[str, ...]]
    polygons: dict[str, list[list[list[int]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """Directed edges of all rings, ring after ring; ``identity`` is the same for both directions of an edge."""

    tail: Ints
    head: Ints
    ring: Ints
    owner: Ints
    identity: Ints


def topology(areas: Mapping[str, BaseGeometry]) -> Topology:
    """Take polygons apart; coordinates are rounded to millionths of a degree.

    Raises
    ------
    ValueError
        An edge has three owners, or a polygon runs along an edge twice: the areas overlap.
    """
    keys = list(areas)
    edges, shells = _edges([areas[key] for key in keys])
    first, second = _sides(edges)
    runs = _from_nodes(edges, _is_node(edges, first, second))
    return _assemble(runs, keys, shells, first, second)


def _edges(areas: Sequence[BaseGeometry]) -> tuple[_Edges, list[tuple[int, bool]]]:
    """Return all edges, and for each ring its area and whether it is an outer one."""
    parts, part_of = shapely.get_parts(list(areas), return_index=True)
    rings, ring_of = shapely.get_rings(parts, return_index=True)
    outer = np.concatenate([[True], ring_of[1:] != ring_of[:-1]])
    coordinates, index = shapely.get_coordinates(rings, return_index=True)
    whole = np.round(coordinates * UNITS_PER_DEGREE).astype(np.int64)
    vertex = (whole[:, 0] + _WEST) * _ROW + whole[:, 1] + _SOUTH
    edge = (index[1:] == index[:-1]) & (vertex[1:] != vertex[:-1])
    tail, head, ring = vertex[:-1][edge], vertex[1:][edge], index[:-1][edge]
    _, identity = np.unique(
        np.stack([np.minimum(tail, head), np.maximum(tail, head)], axis=1), axis=0, return_inverse=True
    )
    owner = part_of[ring_of[ring]]
    described = list(zip(part_of[ring_of].tolist(), outer.tolist(), strict=True))
    return _Edges(tail=tail, head=head, ring=ring, owner=owner, identity=identity.ravel()), described


def _sides(edges: _Edges) -> tuple[Ints, Ints]:
    """Return the owners of each edge by its identity, lower first, -1 where there is no second."""
    count = np.bincount(edges.identity)
    order = np.argsort(edges.identity, kind="stable")
    starts = np.cumsum(count) - count
    first = edges.owner[order[starts]]
    second = np.where(count > 1, edges.owner[order[np.minimum(starts + 1, len(order) - 1)]], -1)
    if count.max() > 2 or (first == second).any():
        wrong = np.flatnonzero((count > 2) | (first == second))[0]
        lon, lat = _degrees(edges.tail[order[starts[wrong]]])
        raise ValueError(f"polygons overlap or double back at {lon:.5f} {lat:.5f}")
    return first, second


def _is_node(edges: _Edges, first: Ints, second: Ints) -> Flags:
    """Tell for each edge whether an arc begins at its tail: where more than two edges meet, or owners change."""
    vertices, vertex_of = np.unique(edges.tail, return_inverse=True)
    ends = np.searchsorted(vertices, edges.head)
    _, once = np.unique(edges.identity, return_index=True)
    touch = np.concatenate([vertex_of[once], ends[once]])
    sides = np.tile((first * 10_000 + second)[edges.identity[once]], 2)
    lowest = np.full(len(vertices), np.iinfo(np.int64).max)
    highest = np.full(len(vertices), np.iinfo(np.int64).min)
    np.minimum.at(lowest, touch, sides)
    np.maximum.at(highest, touch, sides)
    node = (np.bincount(touch, minlength=len(vertices)) != 2) | (lowest != highest)
    return np.asarray(node[vertex_of])


def _from_nodes(edges: _Edges, node: Flags) -> "_Runs":
    """Turn each ring so that it begins where an arc does; one without nodes begins at its least vertex."""
    count = np.bincount(edges.ring)
    starts = np.cumsum(count) - count
    position = np.arange(len(edges.ring)) - starts[edges.ring]
    preference = np.where(node, -1, edges.tail)  # nodes first, the least vertex otherwise
    order = np.lexsort((position, preference, edges.ring))
    shift = position[order[starts]]
    turned = starts[edges.ring] + (position + shift[edges.ring]) % count[edges.ring]
    begins = node[turned]
    begins[starts] = True
    return _Runs(
        edges=_Edges(
            tail=edges.tail[turned],
            head=edges.head[turned],
            ring=edges.ring,
            owner=edges.owner,
            identity=edges.identity[turned],
        ),
        starts=np.flatnonzero(begins),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """Edges of turned rings, and where in them each run from node to node begins."""

    edges: _Edges
    starts: Ints


def _assemble(
    runs: _Runs, keys: Sequence[str], rings: Sequence[tuple[int, bool]], first: Ints, second: Ints
) -> Topology:
    """Keep each run once as an arc, and write every ring in terms of arcs."""
    edges, starts = runs.edges, runs.starts
    stops = np.append(starts[1:], len(edges.tail))
    least = np.minimum.reduceat(edges.identity, starts)
    witness = np.flatnonzero(edges.identity == np.repeat(least, stops - starts))
    upward = edges.tail[witness] < edges.head[witness]
    _, kept, arc_of = np.unique(least, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(kept))  # arcs are numbered as they first appear
    number = rank[arc_of] + 1
    kept = np.sort(kept)
    sign = np.where(upward == upward[kept][number - 1], 1, -1)

    arcs = [
        _vertices(np.append(edges.tail[starts[run] : stops[run]], edges.head[stops[run] - 1])) for run in kept
    ]
    owners = [
        tuple(keys[side] for side in (first[least[run]], second[least[run]]) if side >= 0) for run in kept
    ]
    polygons: dict[str, list[list[list[int]]]] = {key: [] for key in keys}
    previous = -1
    for reference, ring in zip((number * sign).tolist(), edges.ring[starts].tolist(), strict=True):
        owner, outer = rings[ring]
        mine = polygons[keys[owner]]
        if ring != previous:
            if outer:
                mine.append([])
            mine[-1].append([])
            previous = ring
        mine[-1][-1].append(reference)
    return Topology(arcs=arcs, owners=owners, polygons=polygons)


def _vertices(packed: Ints) -> Vertices:
    """Return longitudes and latitudes of packed vertices, in millionths of a degree."""
    return np.stack([packed // _ROW - _WEST, packed % _ROW - _SOUTH], axis=1).astype(np.int32)


def _degrees(packed: int) -> tuple[float, float]:
    lon, lat = _vertices(np.array([packed]))[0] / UNITS_PER_DEGREE
    return float(lon), float(lat)
