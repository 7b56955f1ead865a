"""How many people a population grid counts inside a zone: fractional cells, missing data said aloud.

The grid is the user's own (WorldPop, GHS-POP, or any raster of counts per cell); this, and not the gazetteer's incomplete
list, answers how many people live within a depth. It is an estimate for the grid's year, not a count of who is there now.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

try:
    import rasterio
    from exactextract import exact_extract
    from exactextract.raster import RasterioRasterSource
except ImportError:  # they come with the extra `population`; said when a grid is given
    rasterio, RasterioRasterSource = None, object

from buffermap.errors import InputError
from geo.assemble import LEAST_AREA_DEG2, as_multipolygon, polygon_parts

if TYPE_CHECKING:
    import numpy.typing as npt
    from rasterio.io import DatasetReader
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from geo.zone import Zone

COLUMNS = [
    "border", "side", "depth_m", "country", "division", "population", "ring_population", "cells", "no_data_share",
    "source", "year",
]  # fmt: skip
CELLS_IN_MEMORY = 4_000_000
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
_FAMILIES = {
    "GHS-POP": re.compile(r"ghs[_-]?pop", re.IGNORECASE),
    "WorldPop": re.compile(r"[a-z]{3}_(ppp|pop|pd)_|worldpop", re.IGNORECASE),
    "GPW": re.compile(r"gpw", re.IGNORECASE),
    "LandScan": re.compile(r"landscan", re.IGNORECASE),
}
# between two vertices of a zone's edge lies a straight line in degrees; in another projection it is this finely cut
_SEGMENT_DEG = 0.005


def population(
    zones: "Zone | Sequence[Zone]",
    grid: str | Path,
    *,
    divisions: "Mapping[str, BaseGeometry] | None" = None,
    source: str | None = None,
    year: int | None = None,
) -> "pd.DataFrame":
    """Sum a population grid over zones: per country, per ring between two depths, per division.

    Parameters
    ----------
    zones
        One zone, or zones of one stretch and side with several depths.
    grid
        A raster of people per cell, of any projection.
    divisions
        Areas to sum by, name -> geometry (EPSG:4326): outlines of oblasts, say.
    source, year
        Of the grid; read from its name or tags where not given, and reported as unknown where they do not say.

    Returns
    -------
    DataFrame
        One row per depth, country and division. ``population`` is the sum of the cells times their share inside;
        ``ring_population`` that of the ring to the next smaller depth; ``cells`` the number of cells with a figure, in
        whole cells; ``no_data_share`` the share of the area without a figure (no data, or beyond the grid).

    Raises
    ------
    InputError
        The grid cannot be read, or the libraries for it are not installed.
    """
    ordered = sorted([zones] if not isinstance(zones, Sequence) else zones, key=lambda zone: zone.depth_m)
    parts = parts_of(ordered, divisions)
    sums, known = grid_sums([shape for _, _, _, shape in parts], Path(grid))
    rows = [
        {
            "border": zone.border.name,
            "side": zone.side,
            "depth_m": zone.depth_m,
            "country": country,
            "division": division,
            **values,
            "source": source or known["source"],
            "year": year or known["year"],
        }
        for (zone, country, division, _), values in zip(parts, sums, strict=True)
    ]
    table = pd.DataFrame(rows, columns=[column for column in COLUMNS if column != "ring_population"])
    table["year"] = table["year"].astype("Int64")
    inner = table.groupby(["country", "division"], dropna=False)["population"].shift(fill_value=0.0)
    table["ring_population"] = table["population"] - inner
    table = table[COLUMNS]
    table.attrs["coverage"] = coverage(table)
    return table


def parts_of(
    zones: "Iterable[Zone]", divisions: "Mapping[str, BaseGeometry] | None" = None
) -> "list[tuple[Zone, str, str | None, BaseGeometry]]":
    """Cut zones by side and division: zone, label of the side, name of the division (None in none of them), area."""
    return [
        (zone, side, division, shape)
        for zone in zones
        for side, area in _by_country(zone).items()
        for division, shape in _by_division(area, divisions).items()
    ]


def coverage(table: "pd.DataFrame") -> str:
    """Return the line that goes with every figure from a grid: whose it is, of when, and what it lacks."""
    if table.empty:
        return "No area to sum"
    years = table["year"].dropna()
    when = f"for {years.iloc[0]}" if len(years) else "of unknown year"
    gaps = float(table["no_data_share"].max())
    lacking = f"; up to {100 * gaps:.1f} % of an area has no figure" if gaps >= 0.0005 else ""
    return f"People by {table['source'].iloc[0]}, an estimate {when}, not current presence{lacking}"


def describe(table: "pd.DataFrame") -> str:
    """Return the sums by depth and country in one sentence, with their coverage."""
    sums = table.groupby(["depth_m", "country"], as_index=False)["population"].sum()
    rows = zip(sums["depth_m"].tolist(), sums["country"].tolist(), sums["population"].tolist(), strict=True)
    parts = [f"within {depth / 1000:g} km {country} {people:,.0f}" for depth, country, people in rows]
    return f"{table.attrs['coverage']}: {'; '.join(parts)}"


def grid_sums(shapes: "Sequence[BaseGeometry]", grid: Path) -> tuple[list[dict[str, float]], dict[str, Any]]:
    """Sum the cells of a raster over areas, each cell by its share inside.

    Parameters
    ----------
    shapes
        Areas in EPSG:4326.
    grid
        The raster. It is read in portions, so its size does not matter.

    Returns
    -------
    list of dict, dict
        ``population``, ``cells`` and ``no_data_share`` of each area; ``source`` and ``year`` of the grid.
    """
    needed(grid)
    with opened(grid) as raster:
        return _sums(list(shapes), raster), origin_of(raster, grid)


def needed(*grids: Path) -> None:
    """Check that grids can be read at all.

    Raises
    ------
    InputError
        The libraries are not installed, or there is no such file.
    """
    if rasterio is None:
        raise InputError("population grids need two more libraries: pip install 'buffermap[population]'")
    for grid in grids:
        if not grid.is_file():
            raise InputError(f"there is no population grid {grid}")


@contextmanager
def opened(grid: Path) -> "Iterator[DatasetReader]":
    """Open a raster whose cells can be placed on the Earth.

    Raises
    ------
    InputError
        It cannot be read, says no projection, or is rotated.
    """
    try:
        with rasterio.open(grid) as raster:
            if raster.crs is None:
                raise InputError(
                    f"{grid.name} does not say its coordinate system; set it first (gdal_edit -a_srs)"
                )
            if raster.transform.b or raster.transform.d:
                raise InputError(f"{grid.name} is rotated against its axes; warp it to a plain grid first")
            yield raster
    except rasterio.errors.RasterioError as error:
        raise InputError(f"{grid.name} cannot be read as a raster: {error}") from error


def _sums(shapes: "list[BaseGeometry]", raster: "DatasetReader") -> list[dict[str, float]]:
    areas = _projected(shapes, raster)
    found = exact_extract(
        _People(raster),
        gpd.GeoDataFrame(geometry=areas, crs=raster.crs.to_wkt()),
        ["sum", "count"],
        max_cells_in_memory=CELLS_IN_MEMORY,
        output="pandas",
    )
    cell = abs(raster.transform.a * raster.transform.e)
    whole = [area.area / cell for area in areas]
    return [
        {
            "population": float(people) if people == people else 0.0,  # noqa: PLR0124 - NaN: no cell has a figure
            "cells": float(cells),
            "no_data_share": min(1.0, max(0.0, 1 - cells / all_cells)) if all_cells else 0.0,
        }
        for people, cells, all_cells in zip(found["sum"], found["count"], whole, strict=True)
    ]


class _People(RasterioRasterSource):  # type: ignore[misc]  # the library has no types
    """A raster with everything that is no number of people taken for missing."""

    def read_window(self, x0: int, y0: int, nx: int, ny: int) -> Any:
        cells = np.ma.masked_invalid(super().read_window(x0, y0, nx, ny))
        return np.ma.masked_less(cells, 0)


def _projected(shapes: "list[BaseGeometry]", raster: "DatasetReader") -> "list[BaseGeometry]":
    """Bring areas to the raster's projection."""
    target = pyproj.CRS.from_wkt(raster.crs.to_wkt())
    if target.to_epsg() == 4326:
        return shapes
    transformer = pyproj.Transformer.from_crs(4326, target, always_xy=True)

    def move(points: "npt.NDArray[np.float64]") -> "npt.NDArray[np.float64]":
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return [shapely.transform(shapely.segmentize(shape, _SEGMENT_DEG), move) for shape in shapes]


def _by_country(zone: "Zone") -> "dict[str, BaseGeometry]":
    """Return the part of a zone on each side."""
    if zone.side in zone.border.sides:
        return {zone.side: zone.geometry}
    parts = {label: _solid(zone.geometry.intersection(area)) for label, area in zone.border.sides.items()}
    return {label: part for label, part in parts.items() if not part.is_empty} or {zone.side: zone.geometry}


def _by_division(
    area: "BaseGeometry", divisions: "Mapping[str, BaseGeometry] | None"
) -> "dict[str | None, BaseGeometry]":
    """Return the part of an area in each division, and the rest under None."""
    if not divisions:
        return {None: area}
    parts: dict[str | None, BaseGeometry] = {}
    for name, outline in divisions.items():
        part = _solid(area.intersection(outline))
        if not part.is_empty:
            parts[name] = part
            area = _solid(area.difference(outline))
    if not area.is_empty:
        parts[None] = area
    return parts


def _solid(area: "BaseGeometry") -> "MultiPolygon":
    """Return the polygons of a cut, without the slivers that rounding leaves along shared edges."""
    return as_multipolygon([part for part in polygon_parts(area) if part.area > LEAST_AREA_DEG2])


def origin_of_all(grids: Sequence[Path]) -> dict[str, Any]:
    """Return the sources of grids, and their year where it is one."""
    known = []
    for grid in grids:
        with opened(grid) as raster:
            known.append(origin_of(raster, grid))
    years = {each["year"] for each in known}
    return {
        "source": ", ".join(dict.fromkeys(each["source"] for each in known)),
        "year": years.pop() if len(years) == 1 else None,
    }


def origin_of(raster: "DatasetReader", grid: Path) -> dict[str, Any]:
    """Read source and year of a grid from its file name, else from its tags."""
    tags = " ".join(str(value) for value in raster.tags().values())
    family = next((name for name, pattern in _FAMILIES.items() if pattern.search(grid.name)), None)
    found = _YEAR.search(grid.stem) or _YEAR.search(tags)
    return {
        "source": f"{family} ({grid.name})" if family else grid.name,
        "year": int(found[0]) if found else None,
    }
