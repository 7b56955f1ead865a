"""Builds the rivers and lakes below the map: ``python -m gazetteer.build waters``. Coarse: nothing is measured from them."""

from pathlib import Path

import h5py
import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gazetteer.boundaries.waters import FILE, LAKES, LEVELS
from gazetteer.build import manifest, rivers
from gazetteer.build.sources import debian_file
from gazetteer.files.blocks import UNITS_PER_DEGREE, pack_lines, write_blocks

SHORES = "usr/share/gmt-gshhg/binned_GSHHS_f.nc"
LAKE, LEAST_KM2 = 2, 100.0
"""Level of lakes among the shores, and the smallest that is kept."""
_TOLERANCES_DEG = dict(zip(LEVELS, (0.004, 0.004, 0.011), strict=True)) | {LAKES: 0.013}
_UNIT = 2_500
"""Vertices are kept to four-hundredths of a degree: 280 m."""


def build(*, cache: Path, data: Path) -> str:
    """Write rivers and lakes; return a line for the person who runs it."""
    known = rivers.pieces(cache)
    shapes = {
        name: shapely.line_merge(shapely.MultiLineString(known.lines(levels=[level])))
        for level, name in enumerate(LEVELS, start=1)
    } | {LAKES: shapely.GeometryCollection(_lakes(cache))}
    blocks = {name: _packed(shape, name) for name, shape in shapes.items()}
    path = data / FILE
    write_blocks(path, blocks, meta={})
    manifest.record(
        path,
        description="rivers and lakes to draw below a map, coarse; nothing is measured from them",
        sources=[rivers.WORLD_DATA_BANK],
        data=data,
    )
    return f"{path.stat().st_size / 1e3:.0f} kB"


def _packed(shape: BaseGeometry, name: str) -> bytes:
    """Pack the lines of a shape, thinned and rounded, without those that are too small to be seen."""
    thin = shapely.simplify(shapely.get_parts(shape), _TOLERANCES_DEG[name])
    steps = [
        np.round(shapely.get_coordinates(one) * UNITS_PER_DEGREE / _UNIT).astype(np.int64) for one in thin
    ]
    lines = [one[np.r_[True, (np.diff(one, axis=0) != 0).any(axis=1)]] * _UNIT for one in steps]
    return pack_lines((one for one in lines if len(one) >= (4 if name == LAKES else 2)), unit=_UNIT)


def _lakes(cache: Path) -> list[LineString]:
    """Return the shores of lakes as rings; the source has them cut at the edges of its tiles."""
    with h5py.File(debian_file("gmt-gshhg-full", rivers.WORLD_DATA_BANK, SHORES, cache=cache)) as file:
        packed, polygon = (
            file[name][:] for name in ("Embedded_npts_levels_exit_entry_for_a_segment", "Id_of_GSHHS_ID")
        )
        km2 = file["The_km_squared_area_of_polygons"][:]
        lonlat = rivers.unbinned(file, packed >> 9)
    ends = np.cumsum(packed >> 9)
    wanted = np.flatnonzero(((packed >> 6 & 7) == LAKE) & (np.abs(km2[polygon]) >= LEAST_KM2))
    shores: dict[int, list[LineString]] = {}
    for one in wanted.tolist():
        line = lonlat[ends[one] - (packed[one] >> 9) : ends[one]]
        if len(line) > 1:
            shores.setdefault(int(polygon[one]), []).append(LineString(line))
    merged = [
        part
        for lines in shores.values()
        for part in shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))
    ]
    return [ring for ring in merged if ring.is_ring]
