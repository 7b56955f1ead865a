"""Zones by ours and by peers on one border: time, deviation of the edge, vertices.

Run as ``python tests/benchmarks/bench_zone.py [PAIR] [DEPTH_KM ...]``. Peers are geopandas' buffer in the UTM zone
of the line's middle and in an azimuthal equal-area projection around it, both with ``quad_segs=64``.
"""

import sys
import time

import geopandas as gpd
import numpy as np
import shapely

from gazetteer.boundaries import border_line
from geo.border import Border
from geo.distance import DistanceIndex
from geo.zone import zone

RUNS = 3


def utm(line, depth_m):
    table = gpd.GeoSeries([line], crs=4326)
    return table.to_crs(table.estimate_utm_crs()).buffer(depth_m, quad_segs=64).to_crs(4326).iloc[0]


def equal_area(line, depth_m):
    west, south, east, north = line.bounds
    crs = f"+proj=laea +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +ellps=WGS84"
    table = gpd.GeoSeries([line], crs=4326)
    return table.to_crs(crs).buffer(depth_m, quad_segs=64).to_crs(4326).iloc[0]


def ours(line, depth_m):
    return zone(Border(line=line), depth_m=depth_m).geometry  # a new border: set-up counts


def deviation_m(area, index, depth_m):
    """Deviation at every vertex of the edge and at quarters between."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(area))]
    start = np.vstack([ring[:-1] for ring in rings])
    step = np.vstack([np.diff(ring, axis=0) for ring in rings])
    samples = np.vstack([start + part * step for part in (0, 0.25, 0.5, 0.75)])
    return np.abs(index.distance_m(*samples.T) - depth_m)


def main(pair="RU-UA", *depths_km):
    line = border_line(*pair.split("-"))
    index = DistanceIndex(line)
    print("border  depth km  way         seconds  cpu s  mean m     max m    vertices")
    for depth_km in map(float, depths_km or (1, 10, 30, 100)):
        for make in (ours, equal_area, utm):
            walls, cpus = [], []
            for _ in range(RUNS):
                wall, cpu = time.perf_counter(), time.process_time()
                area = make(line, depth_km * 1000)
                walls.append(time.perf_counter() - wall)
                cpus.append(time.process_time() - cpu)
            off = deviation_m(area, index, depth_km * 1000)
            print(
                f"{pair}  {depth_km:8g}  {make.__name__:10}  {min(walls):7.2f}  {min(cpus):5.2f}  {off.mean():6.3f}"
                f"  {off.max():8.3f}  {shapely.get_num_coordinates(area):10d}"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
