"""How time and memory grow: with the depth, with the length of the border, with the number of points.

Run as ``python tests/benchmarks/bench_growth.py``. Each line is a process of its own, so that its memory is its own.
"""

import multiprocessing
import resource
import time

import numpy as np
import shapely

from gazetteer.boundaries.borders import border_line
from geo.border import Border
from geo.distance import DistanceIndex
from geo.zone import zone

DEPTHS_KM = (0.5, 1, 3, 10, 30, 100, 300)
PAIRS = ("EE-LV", "ES-FR", "RU-UA", "CA-US", "AR-CL", "BD-IN")
POINTS = (1_000, 10_000, 100_000, 1_000_000, 4_000_000)


def report(name, work, line):
    wall, cpu = time.perf_counter(), time.process_time()
    vertices = work()
    print(
        f"{name:22}  {shapely.get_num_coordinates(line):9,d}  {time.perf_counter() - wall:7.2f}"
        f"  {time.process_time() - cpu:7.2f}  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:6d}  {vertices:10,d}",
        flush=True,
    )


def draw(pair, depth_km):
    line = border_line(*pair.split("-"))
    border = Border(line=line)

    def work():
        return shapely.get_num_coordinates(zone(border, depth_m=depth_km * 1000).geometry)

    report(f"{pair} {depth_km:g} km", work, line)


def measure(pair, count):
    line = border_line(*pair.split("-"))
    west, south, east, north = line.bounds
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(west, east, count), rng.uniform(south, north, count)
    report(f"{pair} {count:,} points", lambda: len(DistanceIndex(line).distance_m(lon, lat)), line)


def main():
    jobs = [(draw, "RU-UA", depth) for depth in DEPTHS_KM]
    jobs += [(draw, pair, 10) for pair in PAIRS]
    jobs += [(measure, "RU-UA", count) for count in POINTS]
    print("what                    line vert.  seconds    cpu s      MB    vertices or points")
    for work, *arguments in jobs:
        process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
