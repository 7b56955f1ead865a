"""A million geodesic distances to a border, and a few thousand with set-up: time, error, memory.

Run as ``python tests/benchmarks/bench_distance.py [PAIR]``; best of several runs, for machines are never quite idle.
"""

import resource
import sys
import time

import numpy as np
from pyproj import Geod

from gazetteer.boundaries.borders import border_line
from geo.curve import DepthCurve
from geo.distance import DistanceIndex

GEOD = Geod(ellps="WGS84")
RUNS = 5


def best(work):
    """Return the shortest wall time and processor time of some runs, and what the last one gave."""
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus), result


def main(pair="RU-UA"):
    line = border_line(*pair.split("-"))
    rng = np.random.default_rng(0)
    index = DistanceIndex(line)
    index.distance_m([0.0], [0.0])  # imports
    at = rng.integers(0, len(index.pieces.lon), 1_000_000)
    lon, lat, _ = GEOD.fwd(
        index.pieces.lon[at],
        index.pieces.lat[at],
        rng.uniform(0, 360, len(at)),
        rng.uniform(0, 120_000, len(at)),
    )
    print(f"{pair}: {len(index.pieces.lon)} pieces")
    wall, cpu, few = best(lambda: DistanceIndex(line).distance_m(lon[:3000], lat[:3000]))
    print(f"3,000 points with set-up: {wall * 1e3:.0f} ms (processor {cpu * 1e3:.0f} ms)")
    wall, cpu, many = best(lambda: index.distance_m(lon, lat))
    print(f"1,000,000 points: {wall:.2f} s (processor {cpu:.2f} s)")
    west, south, east, north = line.bounds
    box_lon, box_lat = rng.uniform(west, east, 1_000_000), rng.uniform(south, north, 1_000_000)
    wall, cpu, _ = best(lambda: index.distance_m(box_lon, box_lat))
    print(f"1,000,000 points anywhere in the border's bounds: {wall:.2f} s (processor {cpu:.2f} s)")
    wall, _, _ = best(lambda: DepthCurve.of(many, many).at(np.arange(0, 100_001, 100)))
    print(f"depth curve over 0-100 km of a million points: {wall:.3f} s")
    near = index.nearest(lon[:20_000], lat[:20_000])
    exact = GEOD.inv(lon[:20_000], lat[:20_000], near.lon, near.lat)[2]
    print(
        f"largest difference from the geodesic to the nearest place: {np.abs(near.distance_m - exact).max() * 1e3:.3f} mm"
    )
    assert np.allclose(few, many[:3000])
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
