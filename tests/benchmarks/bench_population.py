"""Measures summing a population grid of 100 m cells over the zone along a whole border.

Run: ``python tests/benchmarks/bench_population.py [RU-UA] [UA] [20km]``. The grid is made up: 3″ cells, of a size and layout
like the public ones, over the zone's bounds; each cell holds the same number, so that the right sum is known.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import rasterio

import buffermap as bm
from buffermap.zones.population import population

CELL = 3 / 3600
PEOPLE = 0.25


def made_up(path: Path, bounds: tuple[float, float, float, float]) -> Path:
    """Write a tiled, compressed grid with the same number in every cell."""
    west, south, east, north = bounds
    width, height = int((east - west) / CELL) + 2, int((north - south) / CELL) + 2
    options = {
        "driver": "GTiff",
        "width": width,
        "height": height,
        "count": 1,
        "dtype": "float32",
        "tiled": True,
    }
    options |= {
        "blockxsize": 512,
        "blockysize": 512,
        "compress": "deflate",
        "crs": "EPSG:4326",
        "nodata": -99999.0,
    }
    transform = rasterio.transform.from_origin(west, north, CELL, CELL)
    with rasterio.open(path, "w", transform=transform, **options) as file:
        for _, window in file.block_windows(1):
            file.write(np.full((window.height, window.width), PEOPLE, np.float32), 1, window=window)
    print(f"grid of {width:,} × {height:,} cells, {path.stat().st_size / 1e6:.0f} MB")
    return path


def main(border: str = "RU-UA", side: str = "UA", depth: str = "20km") -> None:
    """Draw the zone, make the grid, sum, compare."""
    zone = bm.zone(bm.border(border), side=side, depth=depth)
    with tempfile.TemporaryDirectory() as folder:
        grid = made_up(Path(folder) / "pop_2020.tif", zone.geometry.bounds)
        start, cpu = time.perf_counter(), time.process_time()
        table = population(zone, grid)
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    right = PEOPLE * zone.geometry.area / CELL**2
    found = float(table["population"].sum())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(zone.geometry.geoms)} parts: {wall:.1f} s by the clock, {cpu:.1f} s of processor, {peak:.0f} MB at most"
    )
    print(
        f"sum {found:,.1f}, right {right:,.1f}: {abs(found - right) / right:.1e} off; {table.attrs['coverage']}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
