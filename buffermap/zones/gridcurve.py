"""People by a population grid within every depth at once, side by side: what a page's slider and a curve ask for.

A zone of one depth is summed exactly, cell by cell (`buffermap.zones.population`). For a hundred depths each cell is given
its distance to the stretch instead, and lies within a depth in proportion of how much of its width does: what that costs
in accuracy is in `docs/accuracy.md`. The raster is read in windows, so neither its size nor that of the zone matters.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
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
from buffermap.zones.population import grid_sums, needed, opened, origin_of_all
from geo.distance import DistanceIndex, index_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rasterio.io import DatasetReader
    from rasterio.windows import Window
    from shapely.geometry.base import BaseGeometry

    from geo.border import Border
    from geo.zone import Ends

GEOD = pyproj.Geod(ellps="WGS84")
STEP_M = 1_000.0
BIN_M = 25.0
WINDOW = 512
"""Cells of a side of what is worked on at once."""
CELL_M = 250.0
"""Wider cells are cut into parts of this width, each with its share of the people."""
LATTICE_M, EXACT_M = 400.0, 2_000.0
"""Distances are measured on a lattice this wide and drawn out between its points; near the line for each cell."""
_PEOPLE, _AREA, _LACKING = range(3)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Within:
    """People of one area within each depth.

    Parameters
    ----------
    people, low, high
        Within the depth, and within the depth less and more the accuracy of the line, shape (n,).
    no_data_share
        How much of the area within the depth has no figure, shape (n,).
    """

    people: "NDArray[np.float64]"
    low: "NDArray[np.float64]"
    high: "NDArray[np.float64]"
    no_data_share: "NDArray[np.float64]"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridCurve:
    """People within each depth by a grid.

    Parameters
    ----------
    depths_m
        Metres, shape (n,).
    sides
        By the label of each side.
    divisions
        By side and the name of a division, of those that reach into the deepest depth.
    source, year
        Of the grids; None where they do not say, or not the same.
    """

    depths_m: "NDArray[np.float64]"
    sides: dict[str, Within]
    divisions: dict[tuple[str, str], Within]
    source: str
    year: int | None


def grid_curve(
    border: "Border",
    grids: Sequence[str | Path],
    *,
    to_m: float = 100_000.0,
    step_m: float = STEP_M,
    depths_m: Sequence[float] | None = None,
    ends: "Ends" = "round",
    divisions: "Mapping[str, BaseGeometry] | None" = None,
) -> GridCurve:
    """Sum population grids within many depths.

    Parameters
    ----------
    border
        The stretch.
    grids
        Rasters of people per cell of one projection and cell size, those of several countries, say: where two overlap,
        the first that has a figure counts.
    to_m, step_m, depths_m
        Depths from 0 to ``to_m`` in steps, or these.
    ends
        Round, or cut where the line's continuation is nearer than the stretch.
    divisions
        Areas to sum by as well, name -> geometry (EPSG:4326); where two overlap, the last counts.

    Raises
    ------
    InputError
        A grid cannot be read, they do not fit together, or the libraries for it are not installed.
    """
    needed(*map(Path, grids))
    wanted = np.arange(0.0, to_m + step_m / 2, step_m) if depths_m is None else np.asarray(depths_m, float)
    deepest_m = float(wanted.max())
    areas = divisions or {}
    sums = _Sums(border=border, divisions=list(areas.values()), deepest_m=deepest_m, ends=ends)
    with (
        merged([Path(grid) for grid in grids], reach_bounds(border, deepest_m)) as path,
        opened(path) as raster,
    ):
        for window in _windows(raster, border, deepest_m):
            sums.add(raster, window)
    known, named = origin_of_all([Path(grid) for grid in grids]), len(areas) + 1
    return GridCurve(
        depths_m=wanted,
        sides={
            side: sums.within(slice(number * named, (number + 1) * named), wanted)
            for number, side in enumerate(border.sides)
        },
        divisions={
            (side, name): sums.within(slice(part, part + 1), wanted)
            for number, side in enumerate(border.sides)
            for part, name in enumerate(areas, start=number * named + 1)
            if sums.found[part, _AREA].any()
        },
        source=known["source"],
        year=known["year"],
    )


class _Sums:
    """People, area and area without a figure of every part of every side, in bins of the distance to the stretch."""

    def __init__(
        self, *, border: "Border", divisions: "Sequence[BaseGeometry]", deepest_m: float, ends: "Ends"
    ) -> None:
        self.border, self.divisions = border, divisions
        self.bins = int(np.ceil((deepest_m + border.accuracy_m) / BIN_M)) + 2
        # of each side first what lies in no division
        self.found = np.zeros((len(border.sides) * (len(divisions) + 1), 3, self.bins))
        cut = ends == "cut" and border.rest is not None and not border.rest.is_empty
        self.rest = DistanceIndex(border.rest) if cut and border.rest is not None else None

    def add(self, raster: "DatasetReader", window: "Window") -> None:
        """Add the cells of a window."""
        cells, lattice = _cells(raster, window)
        distance_m = lattice.distance_m(index_of(self.border), exact_m=EXACT_M)
        part = self._parts(lattice)
        held = (part >= 0) & (distance_m <= (self.bins - 1) * BIN_M)
        if self.rest is not None:
            held &= lattice.distance_m(self.rest, exact_m=EXACT_M) >= distance_m
        if not held.any():
            return
        missing = np.ma.getmaskarray(cells)
        lacking, figure = missing[held].astype(float), np.where(missing, 0.0, cells.data)[held]
        present, row = np.unique(part[held], return_inverse=True)
        pieces = max(round(lattice.cell_m / BIN_M), 1)
        first = np.rint(distance_m[held] / BIN_M - pieces / 2).astype(np.int64)
        for piece in range(pieces):  # what a cell holds is spread over its width
            bin_ = row * self.bins + np.clip(first + piece, 0, self.bins - 1)
            for kind, values in ((_PEOPLE, figure), (_AREA, np.ones(len(row))), (_LACKING, lacking)):
                counted = np.bincount(bin_, values / pieces, minlength=len(present) * self.bins)
                self.found[present, kind] += counted.reshape(len(present), self.bins)

    def _parts(self, lattice: "Lattice") -> "NDArray[np.int64]":
        """Return the row of `found` that each cell belongs to by its middle, -1 for none, shape of the lattice."""
        side = lattice.burnt(list(self.border.sides.values()))
        division = lattice.burnt(self.divisions) if self.divisions else np.zeros_like(side)
        return np.where(side > 0, (side - 1) * (len(self.divisions) + 1) + division, -1)

    def within(self, parts: slice, depths_m: "NDArray[np.float64]") -> Within:
        """Return the people of some parts together within each depth."""
        edges = np.arange(self.bins + 1) * BIN_M
        totals = np.cumsum(np.pad(self.found[parts].sum(axis=0), ((0, 0), (1, 0))), axis=1)

        def upto(kind: int, reach_m: "NDArray[np.float64]") -> "NDArray[np.float64]":
            return np.asarray(np.interp(reach_m, edges, totals[kind]), float)

        line_m = self.border.accuracy_m
        area = upto(_AREA, depths_m)
        return Within(
            people=upto(_PEOPLE, depths_m),
            low=upto(_PEOPLE, np.maximum(depths_m - line_m, 0)),
            high=upto(_PEOPLE, depths_m + line_m),
            no_data_share=np.divide(upto(_LACKING, depths_m), area, out=np.zeros(len(area)), where=area > 0),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Lattice:
    """The cells of a window of a raster, or finer ones: where they lie, and how far from a line."""

    transform: Any
    shape: tuple[int, int]
    crs: str

    @classmethod
    def of(cls, raster: "DatasetReader", window: "Window") -> "Lattice":
        """Return the cells of a window."""
        transform = rasterio.windows.transform(window, raster.transform)
        return cls(
            transform=transform, shape=(int(window.height), int(window.width)), crs=raster.crs.to_wkt()
        )

    def finer(self, parts: int) -> "Lattice":
        """Return the lattice with each cell cut into ``parts`` by ``parts``."""
        t = self.transform
        fine = rasterio.Affine(t.a / parts, 0.0, t.c, 0.0, t.e / parts, t.f)
        return Lattice(transform=fine, shape=(self.shape[0] * parts, self.shape[1] * parts), crs=self.crs)

    @cached_property
    def _to_degrees(self) -> pyproj.Transformer:
        return pyproj.Transformer.from_crs(self.crs, 4326, always_xy=True)

    def points(
        self, rows: "NDArray[np.float64]", columns: "NDArray[np.float64]"
    ) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
        """Return longitude and latitude of places in the lattice, counted in cells."""
        t = self.transform
        lon, lat = self._to_degrees.transform(t.c + columns * t.a, t.f + rows * t.e)
        return np.asarray(lon), np.clip(lat, -90, 90)

    def crossings(
        self, rows: "NDArray[np.float64]", columns: "NDArray[np.float64]"
    ) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
        """Return longitude and latitude where rows and columns cross, shape (rows, columns)."""
        across, down = np.meshgrid(columns, rows)
        lon, lat = self.points(down.ravel(), across.ravel())
        return lon.reshape(down.shape), lat.reshape(down.shape)

    @cached_property
    def cell_m(self) -> float:
        """Width of the cells in the middle, metres: the root of their area."""
        rows, columns = (size / 2 + np.array([0.0, 1.0]) for size in self.shape)
        lon, lat = self.crossings(rows, columns)
        across = GEOD.inv(lon[0, 0], lat[0, 0], lon[0, 1], lat[0, 1])[2]
        down = GEOD.inv(lon[0, 0], lat[0, 0], lon[1, 0], lat[1, 0])[2]
        return float(np.sqrt(across * down))

    def distance_m(self, index: DistanceIndex, *, exact_m: float) -> "NDArray[np.float64]":
        """Return the distance of each cell's middle: of every few cells, drawn out between them, and near the line of all."""
        step = max(int(LATTICE_M / self.cell_m), 1)
        rows, columns = (np.arange(0, size + step, step, dtype=float) for size in self.shape)
        lon, lat = self.crossings(rows, columns)
        known = index.distance_m(lon.ravel(), lat.ravel()).reshape(lon.shape)
        down, across = (np.arange(size) + 0.5 for size in self.shape)
        between = np.array([np.interp(across, columns, row) for row in known])
        distance_m = np.array([np.interp(down, rows, column) for column in between.T]).T
        near = distance_m <= exact_m
        if near.any():
            row, column = (numbers.astype(float) for numbers in np.nonzero(near))
            lon, lat = self.points(row + 0.5, column + 0.5)
            distance_m[near] = index.distance_m(lon, lat)
        return distance_m

    def burnt(self, areas: "Sequence[BaseGeometry]") -> "NDArray[np.int64]":
        """Return the number of the area (EPSG:4326) that holds each cell's middle, from 1; 0 for none."""
        to = self._to_degrees
        left, low, right, top = rasterio.transform.array_bounds(*self.shape, self.transform)
        box = to.transform_bounds(left, low, right, top, densify_pts=20)
        inside = [
            (number, shapely.clip_by_rect(area, *box))
            for number, area in enumerate(areas, start=1)
            if shapely.box(*box).intersects(shapely.box(*area.bounds))
        ]

        def move(xy: "NDArray[np.float64]") -> "NDArray[np.float64]":
            return np.column_stack(to.transform(xy[:, 0], xy[:, 1], direction="INVERSE"))

        shapes = [(shapely.transform(part, move), number) for number, part in inside if not part.is_empty]
        if not shapes:
            return np.zeros(self.shape, np.int64)
        burnt = rasterio.features.rasterize(shapes, self.shape, transform=self.transform, dtype="int32")
        return np.asarray(burnt, np.int64)


def cells_around(
    grid: Path, *, lon: float, lat: float, radius_m: float
) -> "tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]":
    """Return longitude, latitude and people of the cells, or parts of wide ones, within a radius of a point."""
    with opened(grid) as raster:
        ring = GEOD.fwd([lon] * 8, [lat] * 8, list(range(0, 360, 45)), [radius_m * 1.1] * 8)
        to = pyproj.Transformer.from_crs(4326, raster.crs.to_wkt(), always_xy=True)
        x, y = to.transform(ring[0], ring[1])
        nothing = (np.zeros(0),) * 3
        whole = rasterio.windows.Window(0, 0, raster.width, raster.height)
        box = rasterio.windows.from_bounds(min(x), min(y), max(x), max(y), transform=raster.transform)
        try:
            box = box.round_offsets().round_lengths().intersection(whole)
        except rasterio.errors.WindowError:  # the raster lies elsewhere
            return nothing
        if not box.width or not box.height:
            return nothing
        cells, lattice = _cells(raster, box)
    people = np.where(np.ma.getmaskarray(cells), 0.0, cells.data)
    rows, columns = (number.astype(float) + 0.5 for number in np.indices(people.shape))
    cell_lon, cell_lat = lattice.points(rows.ravel(), columns.ravel())
    off = GEOD.inv(np.full(people.size, lon), np.full(people.size, lat), cell_lon, cell_lat)[2]
    near = off <= radius_m
    return cell_lon[near], cell_lat[near], people.ravel()[near]


def _cells(raster: "DatasetReader", window: "Window") -> "tuple[np.ma.MaskedArray[Any, Any], Lattice]":
    """Return the people of a window's cells, those of wide cells spread over their parts, and where these lie."""
    cells = np.ma.masked_less(np.ma.masked_invalid(raster.read(1, window=window, masked=True)), 0)
    whole = Lattice.of(raster, window)
    parts = max(int(np.ceil(whole.cell_m / CELL_M)), 1)
    for axis in (0, 1):
        cells = np.ma.repeat(cells, parts, axis=axis)
    return cells / parts**2, whole.finer(parts)


Box = tuple[float, float, float, float]


@contextmanager
def merged(grids: Sequence[Path], box: Box) -> Iterator[Path]:
    """Give one raster of several: itself, or a temporary one of what lies in a box (EPSG:4326)."""
    if len(grids) == 1:
        yield grids[0]
        return
    with TemporaryDirectory() as folder:
        target = Path(folder) / grids[0].name
        with opened(grids[0]) as first:
            bounds = _bounds(first, box)
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


def sums_of_all(
    shapes: "Sequence[BaseGeometry]", grids: Sequence[Path]
) -> tuple[list[dict[str, float]], dict[str, Any]]:
    """Sum grids over areas cell by cell, as `buffermap.zones.population.grid_sums` does of one."""
    needed(*grids)
    if not len(shapes):
        return [], origin_of_all(grids)
    west, south, east, north = shapely.total_bounds(list(shapes)).tolist()
    with merged(grids, (west, south, east, north)) as path:
        sums, _ = grid_sums(shapes, path)
    return sums, origin_of_all(grids)


def _bounds(raster: "DatasetReader", box: Box) -> Box:
    """Return the part of a raster in a box (EPSG:4326), in the raster's own projection, on its own cells."""
    to = pyproj.Transformer.from_crs(4326, raster.crs.to_wkt(), always_xy=True)
    moved = to.transform_bounds(*box, densify_pts=50)
    window = rasterio.windows.from_bounds(*moved, transform=raster.transform).round_offsets().round_lengths()
    bounds: Box = rasterio.windows.bounds(window, raster.transform)
    return bounds


def _windows(raster: "DatasetReader", border: "Border", to_m: float) -> "Iterator[Window]":
    """Yield the windows of a raster that may hold cells near the stretch."""
    whole = rasterio.windows.Window(0, 0, raster.width, raster.height)
    box = rasterio.windows.from_bounds(
        *_bounds(raster, reach_bounds(border, to_m)), transform=raster.transform
    )
    try:
        box = box.round_offsets().round_lengths().intersection(whole)
    except rasterio.errors.WindowError:  # the raster lies elsewhere
        return
    size = max(int(WINDOW / max(np.ceil(Lattice.of(raster, box).cell_m / CELL_M), 1)), 16)
    for top in range(box.row_off, box.row_off + box.height, size):
        for left in range(box.col_off, box.col_off + box.width, size):
            window = rasterio.windows.Window(left, top, size, size).intersection(box)
            edge = (np.array([0, length / 2, length]) for length in (window.height, window.width))
            lon, lat = Lattice.of(raster, window).crossings(*edge)
            distance_m = index_of(border).distance_m(lon.ravel(), lat.ravel())
            size_m = GEOD.inv(lon[0, 0], lat[0, 0], lon[2, 2], lat[2, 2])[2]
            if distance_m.min() <= to_m + size_m / 2:
                yield window
