"""People by a population grid within every depth at once, side by side: what a page's slider and a curve ask for.

A zone of one depth is summed exactly, cell by cell (`buffermap.zones.population`). For a hundred depths each cell is given
its distance to the stretch instead, and lies within a depth in proportion of how much of its width does: what that costs
in accuracy is in `docs/accuracy.md`. The raster is read in windows, so neither its size nor that of the zone matters.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely

try:
    import rasterio
    import rasterio.features
    import rasterio.merge
    import rasterio.windows
except ImportError:  # it comes with the extra `population`; said when a grid is given
    rasterio = None

from buffermap.errors import InputError
from buffermap.zones.nearby import reach_bounds
from buffermap.zones.population import needed, opened, origin_of
from geo.distance import index_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.io import DatasetReader
    from rasterio.windows import Window

    from geo.border import Border

GEOD = pyproj.Geod(ellps="WGS84")
STEP_M = 1_000.0
BIN_M = 25.0
WINDOW = 512
"""Cells of a side of what is read at once."""
LATTICE_M, EXACT_M = 400.0, 2_000.0
"""Distances are measured on a lattice this wide and drawn out between its points; near the line for each cell."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridCurve:
    """People within each depth by a grid.

    Parameters
    ----------
    depths_m
        Depths from 0, metres, shape (n,).
    people, low, high
        By side, shape (n,): within the depth, and within the depth less and more the accuracy of the line.
    no_data_share
        Of each side: how much of the area within the deepest depth has no figure.
    source, year
        Of the grid; None where it does not say.
    """

    depths_m: "NDArray[np.float64]"
    people: "dict[str, NDArray[np.float64]]"
    low: "dict[str, NDArray[np.float64]]"
    high: "dict[str, NDArray[np.float64]]"
    no_data_share: dict[str, float]
    source: str
    year: int | None


def grid_curve(
    border: "Border", grids: Sequence[str | Path], *, to_m: float = 100_000.0, step_m: float = STEP_M
) -> GridCurve:
    """Sum population grids within every depth from 0 to ``to_m``.

    Parameters
    ----------
    border
        The stretch.
    grids
        Rasters of people per cell of one projection and cell size, those of several countries, say: where two overlap,
        the first that has a figure counts.

    Raises
    ------
    InputError
        A grid cannot be read, they do not fit together, or the libraries for it are not installed.
    """
    needed(*map(Path, grids))
    bins = int(np.ceil((to_m + border.accuracy_m) / BIN_M)) + 2
    found = {side: np.zeros((2, bins)) for side in border.sides}  # people, and area without a figure
    area = dict.fromkeys(border.sides, 0.0)
    with _merged([Path(grid) for grid in grids], border, to_m) as path, opened(path) as raster:
        for window in _windows(raster, border, to_m):
            _add(window, raster, border, found, area)
        known = origin_of(raster, Path(grids[0]))
    depths_m = np.arange(0.0, to_m + step_m / 2, step_m)
    edges = np.arange(bins + 1) * BIN_M
    sums = {side: np.concatenate([[0.0], np.cumsum(values[0])]) for side, values in found.items()}

    def within(reach_m: "NDArray[np.float64]") -> "dict[str, NDArray[np.float64]]":
        return {side: np.interp(reach_m, edges, total) for side, total in sums.items()}

    return GridCurve(
        depths_m=depths_m,
        people=within(depths_m),
        low=within(np.maximum(depths_m - border.accuracy_m, 0)),
        high=within(depths_m + border.accuracy_m),
        no_data_share={
            side: float(found[side][1].sum() / area[side]) if area[side] else 0.0 for side in found
        },
        source=known["source"],
        year=known["year"],
    )


@contextmanager
def _merged(grids: Sequence[Path], border: "Border", to_m: float) -> Iterator[Path]:
    """Give one raster of several: itself, or a temporary one of what lies near the stretch."""
    if len(grids) == 1:
        yield grids[0]
        return
    with TemporaryDirectory() as folder:
        target = Path(folder) / grids[0].name
        with opened(grids[0]) as first:
            bounds = _bounds(first, border, to_m)
        try:
            rasterio.merge.merge(
                [str(grid) for grid in grids], bounds=bounds, dst_path=target, method="first", mem_limit=256
            )
        except (rasterio.errors.RasterioError, ValueError) as error:
            names = ", ".join(grid.name for grid in grids)
            raise InputError(
                f"{names} do not fit together ({error}); warp them to one projection first"
            ) from error
        yield target


def _bounds(raster: "DatasetReader", border: "Border", to_m: float) -> tuple[float, float, float, float]:
    """Return the part of a raster near the stretch, in the raster's own projection, on its own cells."""
    west, south, east, north = reach_bounds(border, to_m)
    moved = pyproj.Transformer.from_crs(4326, raster.crs.to_wkt(), always_xy=True).transform_bounds(
        west, south, east, north, densify_pts=50
    )
    box = rasterio.windows.from_bounds(*moved, transform=raster.transform).round_offsets().round_lengths()
    bounds: tuple[float, float, float, float] = rasterio.windows.bounds(box, raster.transform)
    return bounds


def _windows(raster: "DatasetReader", border: "Border", to_m: float) -> "Iterator[Window]":
    """Yield the windows of a raster that may hold cells near the stretch."""
    whole = rasterio.windows.Window(0, 0, raster.width, raster.height)
    box = rasterio.windows.from_bounds(*_bounds(raster, border, to_m), transform=raster.transform)
    try:
        box = box.round_offsets().round_lengths().intersection(whole)
    except rasterio.errors.WindowError:  # the raster lies elsewhere
        return
    for top in range(box.row_off, box.row_off + box.height, WINDOW):
        for left in range(box.col_off, box.col_off + box.width, WINDOW):
            window = rasterio.windows.Window(left, top, WINDOW, WINDOW).intersection(box)
            edge = (
                np.array([0, window.height / 2, window.height]),
                np.array([0, window.width / 2, window.width]),
            )
            lon, lat = _degrees(raster, window, *edge)
            distance_m = index_of(border).distance_m(lon.ravel(), lat.ravel())
            size_m = GEOD.inv(lon[0, 0], lat[0, 0], lon[2, 2], lat[2, 2])[2]
            if distance_m.min() <= to_m + size_m / 2:
                yield window


def _add(
    window: "Window",
    raster: "DatasetReader",
    border: "Border",
    found: "dict[str, NDArray[np.float64]]",
    area: dict[str, float],
) -> None:
    """Add the cells of a window to the people, and to the area without a figure, by distance."""
    cells = np.ma.masked_less(np.ma.masked_invalid(raster.read(1, window=window, masked=True)), 0)
    width_m = _cell_m(raster, window)
    distance_m = _distances(raster, window, border, cell_m=width_m)
    transform = rasterio.windows.transform(window, raster.transform)
    bounds = rasterio.windows.bounds(window, raster.transform)
    parts = max(round(width_m / BIN_M), 1)
    for side, whole in border.sides.items():
        shape = _in_window(whole, bounds, raster)
        if shape.is_empty:
            continue
        held = rasterio.features.geometry_mask([shape], cells.shape, transform, invert=True)
        last = found[side].shape[1] - 1
        held &= distance_m <= last * BIN_M
        first = np.rint(distance_m[held] / BIN_M - parts / 2).astype(np.int64)
        lacking = np.ma.getmaskarray(cells)[held]
        people = np.where(lacking, 0.0, cells.data[held])
        for part in range(parts):  # a cell's people are spread over its width
            bins = np.clip(first + part, 0, last)
            found[side][0] += np.bincount(bins, people / parts, minlength=last + 1)
        found[side][1] += np.bincount(np.clip(first, 0, last), lacking, minlength=last + 1)
        area[side] += float(held.sum())


def _in_window(area: Any, bounds: tuple[float, float, float, float], raster: "DatasetReader") -> Any:
    """Return the part of an area (EPSG:4326) in a window, in the raster's projection."""
    to = pyproj.Transformer.from_crs(4326, raster.crs.to_wkt(), always_xy=True)
    box = to.transform_bounds(*bounds, densify_pts=20, direction="INVERSE")
    part = shapely.clip_by_rect(area, *box)
    return shapely.transform(part, lambda xy: np.column_stack(to.transform(xy[:, 0], xy[:, 1])))


def _distances(
    raster: "DatasetReader", window: "Window", border: "Border", *, cell_m: float
) -> "NDArray[np.float64]":
    """Return the distance of each cell's centre: of a lattice of points, drawn out between them, and near the line exactly."""
    step = max(int(LATTICE_M / cell_m), 1)
    rows, columns = (np.arange(0, size + step, step, dtype=float) for size in (window.height, window.width))
    lon, lat = _degrees(raster, window, rows, columns)
    known = index_of(border).distance_m(lon.ravel(), lat.ravel()).reshape(lon.shape)
    down, across = (np.arange(size) + 0.5 for size in (window.height, window.width))
    between = np.array([np.interp(across, columns, row) for row in known])
    distance_m = np.array([np.interp(down, rows, column) for column in between.T]).T
    near = distance_m <= EXACT_M
    if near.any():
        row, column = (numbers.astype(float) for numbers in np.nonzero(near))
        lon, lat = _points(raster, window, row + 0.5, column + 0.5)
        distance_m[near] = index_of(border).distance_m(lon, lat)
    return distance_m


def _degrees(
    raster: "DatasetReader", window: "Window", rows: "NDArray[np.float64]", columns: "NDArray[np.float64]"
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return longitude and latitude of the crossings of rows and columns of a window, shape (rows, columns)."""
    across, down = np.meshgrid(columns, rows)
    lon, lat = _points(raster, window, down.ravel(), across.ravel())
    return lon.reshape(down.shape), lat.reshape(down.shape)


def _points(
    raster: "DatasetReader", window: "Window", rows: "NDArray[np.float64]", columns: "NDArray[np.float64]"
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    t = raster.transform
    x, y = t.c + (window.col_off + columns) * t.a, t.f + (window.row_off + rows) * t.e
    to = pyproj.Transformer.from_crs(raster.crs.to_wkt(), 4326, always_xy=True)
    lon, lat = to.transform(x, y)
    return np.asarray(lon), np.clip(lat, -90, 90)


def _cell_m(raster: "DatasetReader", window: "Window") -> float:
    """Return the width of the cells in the middle of a window, metres: the root of their area."""
    rows, columns = window.height / 2 + np.array([0.0, 1.0]), window.width / 2 + np.array([0.0, 1.0])
    lon, lat = _degrees(raster, window, rows, columns)
    across = GEOD.inv(lon[0, 0], lat[0, 0], lon[0, 1], lat[0, 1])[2]
    down = GEOD.inv(lon[0, 0], lat[0, 0], lon[1, 0], lat[1, 0])[2]
    return float(np.sqrt(across * down))
