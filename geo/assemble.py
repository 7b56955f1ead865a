"""From chains to polygons: cusps joined, rings thinned to what the tolerance needs, holes given to their shells."""

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from geo.ellipsoid import Floats, Ints, ecef
from geo.tree import tree

DEGREE_M = 111_320.0
LEAST_AREA_DEG2 = 1e-12
"""Rings smaller than about a hundredth of a square metre are rounding."""


def polygons(chains: list[Floats], *, thin_m: float) -> MultiPolygon:
    """Join chains at their cusps and build valid polygons.

    Parameters
    ----------
    chains
        Arrays (n, 2) of longitude and latitude, continuous across 180°, the zone on the right.
    thin_m
        How far a vertex may lie from the edge that does without it.
    """
    rings = [
        ring for ring in (_thin(_ring(chains, loop), thin_m) for loop in _loops(chains)) if len(ring) > 3
    ]
    areas = [_signed_area(ring) for ring in rings]
    shells = [
        shapely.Polygon(ring) for ring, area in zip(rings, areas, strict=True) if area < -LEAST_AREA_DEG2
    ]
    holes = [shapely.Polygon(ring) for ring, area in zip(rings, areas, strict=True) if area > LEAST_AREA_DEG2]
    return as_multipolygon(_with_holes(_valid(shells), _valid(holes)))


def as_multipolygon(parts: list[Polygon]) -> MultiPolygon:
    """Gather polygons, shells counter-clockwise and holes clockwise as RFC 7946 wants them."""
    return MultiPolygon([shapely.orient_polygons(part) for part in parts])


def polygon_parts(geometry: shapely.Geometry) -> list[Polygon]:
    """Return the polygons of any geometry, without lines and points."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _loops(chains: list[Floats]) -> list[list[int]]:
    """Order chains into loops: after each comes the one that begins where it ends."""
    after = _followers(np.array([chain[-1] for chain in chains]), np.array([chain[0] for chain in chains]))
    loops, used = [], np.zeros(len(chains), dtype=bool)
    for first in range(len(chains)):
        loop, at = [], first
        while not used[at]:
            used[at] = True
            loop.append(at)
            at = int(after[at])
        if loop:
            loops.append(loop)
    return loops


def _followers(ends: Floats, starts: Floats) -> Ints:
    """Match every end with one start, the closest pairs first."""
    after = np.full(len(ends), -1)
    free_ends, free_starts = np.arange(len(ends)), np.arange(len(starts))
    end_xyz, start_xyz = ecef(*ends.T), ecef(*starts.T)
    while len(free_ends):
        distance, nearest = tree(start_xyz[free_starts]).query(end_xyz[free_ends])
        order = np.argsort(distance, kind="stable")
        _, winner = np.unique(nearest[order], return_index=True)
        won = order[winner]
        after[free_ends[won]] = free_starts[nearest[won]]
        free_starts = np.delete(free_starts, nearest[won])
        free_ends = np.delete(free_ends, won)
    return after


def _ring(chains: list[Floats], loop: list[int]) -> Floats:
    """Join the chains of a loop; two ends that meet become the point between them."""
    pieces = []
    for at, follower in zip(loop, [*loop[1:], loop[0]], strict=True):
        joint = (chains[at][-1] + chains[follower][0]) / 2
        pieces += [chains[at][1:-1], joint[None, :]]
    ring = np.vstack(pieces)
    return np.vstack([ring, ring[:1]])


def _thin(ring: Floats, thin_m: float) -> Floats:
    """Drop vertices that the edge does without, in runs short enough to share one scale of longitude."""
    runs = []
    for start in range(0, len(ring) - 1, 500):
        run = ring[start : start + 501]
        scale = np.array([np.cos(np.radians(np.abs(run[:, 1]).min())), 1.0])
        line = shapely.simplify(shapely.LineString(run * scale), thin_m / DEGREE_M, preserve_topology=False)
        kept = shapely.get_coordinates(line) / scale
        kept[0], kept[-1] = run[0], run[-1]
        runs.append(kept[:-1])
    thinned = np.vstack(runs)
    return np.vstack([thinned, thinned[:1]])


def _signed_area(ring: Floats) -> float:
    x, y = (ring - ring[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def _valid(parts: list[Polygon]) -> list[Polygon]:
    """Repair where two fronts touch within the tolerance."""
    if all(shapely.is_valid(parts)):
        return parts
    mended = shapely.union_all(
        [shapely.make_valid(p, method="structure", keep_collapsed=False) for p in parts]
    )
    return polygon_parts(mended)


def _with_holes(shells: list[Polygon], holes: list[Polygon]) -> list[Polygon]:
    if not holes:
        return shells
    tree = shapely.STRtree(holes)
    out: list[Polygon] = []
    for shell in shells:
        shapely.prepare(shell)
        inside = [holes[i] for i in tree.query(shell, predicate="contains")]
        # A hole that touches its shell within the tolerance leaves the quick way.
        touching = [holes[i] for i in tree.query(shell, predicate="overlaps")]
        whole = Polygon(shell.exterior, [*shell.interiors, *(hole.exterior for hole in inside)])
        if touching or not whole.is_valid:
            out += polygon_parts(shapely.difference(shell, shapely.union_all(inside + touching)))
        else:
            out.append(whole)
    return out
