"""Cities are no points: how much of one lies within each depth, by built-up land or by a population grid.

An *extent* is what a city's built-up land, or its people by a grid, are at distances of: quantiles of their distance to
the stretch. How much of the city lies within a depth is then a threshold, as it is for a point.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from buffermap import zones
from buffermap.errors import InputError
from buffermap.zones.layers import CITY
from geo.distance import DistanceIndex, index_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from buffermap.zones.nearby import Near
    from buffermap.zones.people import People
    from geo.border import Border

LEVELS = np.linspace(0.0, 1.0, 41)
"""Shares of a city that an extent gives distances of."""
FAR_M = 1e9
"""Where what lies beyond the ends of a cut zone stands."""
_SAMPLES = 4_000
_METRES_PER_DEGREE = 111_320.0


def shares_within(extent: "NDArray[np.float64]", reach_m: "NDArray[np.float64] | float") -> Any:
    """Return how much of each city lies no farther than a distance, shape (n,); NaN where nothing decides.

    Parameters
    ----------
    extent
        Quantiles of distances, metres, shape (n, len(LEVELS)).
    """
    reach = np.broadcast_to(np.asarray(reach_m, float), len(extent))
    return np.array([
        np.nan if np.isnan(row[0]) else np.interp(at, row, LEVELS, left=0.0, right=1.0)
        for row, at in zip(extent, reach, strict=True)
    ])  # fmt: skip


def extents_of(near: "Near", people: "People", *, ends: str = "round") -> "NDArray[np.float64] | None":
    """Return the extents of the large settlements near a stretch, NaN for others; None where nothing is given for them.

    Parameters
    ----------
    people
        Built-up land decides first, a grid where there is none.

    Returns
    -------
    ndarray
        Shape (n, len(LEVELS)).

    Raises
    ------
    InputError
        A file cannot be read.
    """
    if not people.files:
        return None
    found = np.full((len(near), len(LEVELS)), np.nan)
    large = np.flatnonzero(near.columns["population"] >= CITY)
    lands = _built_up(near, people.built_up, large) if people.built_up else {}
    for row in large.tolist():
        side = near.border.sides.get(near.columns["side"][row])
        if side is None:
            continue
        samples = _of_land(lands[row]) if row in lands else _of_grids(near, row, people.grids)
        if samples is None:
            continue
        lon, lat, weight = samples
        kept = shapely.intersects_xy(side, lon, lat) & (weight > 0)
        if kept.any():
            distance_m = _distance_m(near.border, lon[kept], lat[kept], ends=ends)
            found[row] = _quantiles(distance_m, weight[kept])
    return found


def _distance_m(border: "Border", lon: Any, lat: Any, *, ends: str) -> "NDArray[np.float64]":
    distance_m = index_of(border).distance_m(lon, lat)
    if ends == "cut" and border.rest is not None and not border.rest.is_empty:
        beyond = DistanceIndex(border.rest).distance_m(lon, lat) < distance_m
        distance_m = np.where(beyond, FAR_M, distance_m)
    return distance_m


def _quantiles(distance_m: "NDArray[np.float64]", weight: "NDArray[np.float64]") -> "NDArray[np.float64]":
    order = np.argsort(distance_m, kind="stable")
    upto = np.cumsum(weight[order])
    middle = (upto - weight[order] / 2) / upto[-1]
    return np.round(np.interp(LEVELS, middle, distance_m[order]))


def _built_up(near: "Near", path: Path, large: "NDArray[np.int64]") -> "dict[int, Any]":
    """Return the built-up land of each large settlement, as one area.

    An area belongs to the largest settlement whose point it holds; one that holds none to the nearest large settlement
    that is so inaccurate that it may lie there.
    """
    areas = _areas(path)
    lon, lat, people = (near.columns[name] for name in ("lon", "lat", "population"))
    tree = shapely.STRtree(areas)
    owner = np.full(len(areas), -1)
    held: set[int] = set()
    rows, holding = tree.query(shapely.points(lon, lat), predicate="intersects")
    for row, area in sorted(zip(rows.tolist(), holding.tolist(), strict=True), key=lambda one: one[0]):
        held.add(area)
        if owner[area] < 0 or np.nan_to_num(people[row]) > np.nan_to_num(people[owner[area]]):
            owner[area] = row
    nearest: dict[int, float] = {}
    for row in large.tolist():
        reach = near.accuracy_m[row] / _METRES_PER_DEGREE
        wide = reach / max(np.cos(np.radians(lat[row])), 0.05)
        for area in tree.query(
            shapely.box(lon[row] - wide, lat[row] - reach, lon[row] + wide, lat[row] + reach)
        ):
            if area in held:
                continue
            middle = shapely.point_on_surface(areas[area])
            off = float(np.hypot((middle.x - lon[row]) / wide, (middle.y - lat[row]) / reach))
            if off <= 1 and off * reach < nearest.get(area, np.inf):
                nearest[area], owner[area] = off * reach, row
    return {row: shapely.union_all(areas[owner == row]) for row in large.tolist() if (owner == row).any()}


def _areas(path: Path) -> Any:
    from gazetteer.userdata.tables import read_table  # loads geopandas, and only where built-up land is given

    table, _ = read_table(path)
    shapes = table.geometry.to_numpy() if hasattr(table, "active_geometry_name") else np.array([])
    areas = shapely.get_parts(shapes)
    areas = shapely.make_valid(areas[shapely.get_dimensions(areas) == 2])
    if not len(areas):
        raise InputError(
            f"{path.name} holds no areas of built-up land; give polygons (.gpkg, .geojson, .parquet)"
        )
    return areas


def _of_land(land: Any) -> "tuple[NDArray[np.float64], ...]":
    """Return points spread evenly over an area."""
    west, south, east, north = land.bounds
    narrow = max(np.cos(np.radians((south + north) / 2)), 0.05)
    step = max(np.sqrt(land.area * narrow / _SAMPLES), 1e-4)
    columns = np.arange(west + step / narrow / 2, east, step / narrow)
    lon, lat = (each.ravel() for each in np.meshgrid(columns, np.arange(south + step / 2, north, step)))
    shapely.prepare(land)
    inside = shapely.intersects_xy(land, lon, lat)
    if not inside.any():
        middle = shapely.point_on_surface(land)
        lon, lat, inside = np.array([middle.x]), np.array([middle.y]), np.array([True])
    return lon[inside], lat[inside], np.ones(int(inside.sum()))


def _of_grids(near: "Near", row: int, grids: Sequence[Path]) -> "tuple[NDArray[np.float64], ...] | None":
    """Return the cells of the first grid that has people where a large settlement may lie."""
    if not grids:
        return None
    lon, lat = (float(near.columns[name][row]) for name in ("lon", "lat"))
    for grid in grids:
        cells = zones.cells_around(grid, lon=lon, lat=lat, radius_m=float(near.accuracy_m[row]))
        if cells[2].any():
            return cells
    return None
