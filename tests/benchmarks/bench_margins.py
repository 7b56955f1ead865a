"""All settlements near all land borders: which side of 1, 10, 30 and 100 km, by how much, and what a peer says of it.

Run as ``python tests/benchmarks/bench_margins.py [PAIR ...]``; all borders without. The judge is code of its own: the
nearest of the line's vertices and of points every 25 m between them by scipy's tree, then geodesics (GeographicLib
through pyproj) to those around them. Settlements within a metre of a depth are judged again with a point every metre.
"""

import sys

import numpy as np
import shapely
from pyproj import Geod, Transformer
from scipy.spatial import cKDTree

from buffermap.zones.nearby import reach_bounds
from gazetteer.boundaries.borders import border_line, border_pairs
from gazetteer.files.store import open_gazetteer
from geo.border import Border
from geo.distance import DistanceIndex
from geo.zone import zone

GEOD = Geod(ellps="WGS84")
EARTH_CENTRED = Transformer.from_crs(4979, 4978, always_xy=True)
DEPTHS_M = (1_000.0, 10_000.0, 30_000.0, 100_000.0)
REACH_M = 101_000.0
STEP_M = 25.0


def earth_centred(lon, lat):
    return np.column_stack(EARTH_CENTRED.transform(lon, lat, np.zeros(len(lon))))


class Judge:
    """Distances without the code under test: good to step² / (8 · distance), at 1 km 0.1 m, at 10 km 1 cm."""

    def __init__(self, line, step_m):
        parts = []
        for part in shapely.get_parts(line):
            path = shapely.get_coordinates(part)
            count = np.maximum(1, np.ceil(GEOD.inv(*path[:-1].T, *path[1:].T)[2] / step_m)).astype(int)
            at = np.repeat(np.arange(len(count)), count)
            fraction = (np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)) / count[at]
            parts.append(np.vstack([path[at] + np.diff(path, axis=0)[at] * fraction[:, None], path[-1:]]))
        self.points = np.vstack(parts)
        self.tree = cKDTree(earth_centred(*self.points.T))

    def distance_m(self, lon, lat):
        _, near = self.tree.query(earth_centred(lon, lat), k=min(8, len(self.points)))
        near = near.reshape(len(lon), -1)
        every = [GEOD.inv(lon, lat, *self.points[column].T)[2] for column in near.T]
        return np.min(every, axis=0)


def judged(line, lon, lat, ours):
    """Return the judge's distances, closer looks included."""
    truth = Judge(line, STEP_M).distance_m(lon, lat)
    for row in np.flatnonzero(np.min([np.abs(truth - d) for d in DEPTHS_M], axis=0) < 1):
        box = shapely.Point(lon[row], lat[row]).buffer(
            1.1 * ours[row] / 111_000 / np.cos(np.radians(lat[row])) + 0.01
        )
        close = shapely.intersection(line, box)
        truth[row] = Judge(close, 1.0).distance_m(lon[[row]], lat[[row]])[0]
    return truth


def main(*pairs):
    gazetteer = open_gazetteer()
    margins = []
    counts = dict.fromkeys(("settlements", "answers", "wrong by distance", "wrong by polygon"), 0)
    largest = 0.0
    for a, b in [tuple(p.split("-")) for p in pairs] or border_pairs():
        line = border_line(a, b)
        border = Border(line=line, name=f"{a}-{b}")
        rows = np.asarray(gazetteer.settlement_rows(bbox=reach_bounds(border, REACH_M)))
        lon, lat = (
            np.asarray(gazetteer.lon)[rows].astype(float),
            np.asarray(gazetteer.lat)[rows].astype(float),
        )
        distance = DistanceIndex(line).distance_m(lon, lat)
        near = distance <= REACH_M
        rows, lon, lat, distance = rows[near], lon[near], lat[near], distance[near]
        if not len(rows):
            continue
        truth = judged(line, lon, lat, distance)
        largest = max(largest, float(np.abs(truth - distance)[distance > 1000].max(initial=0)))
        counts["settlements"] += len(rows)
        for depth_m in DEPTHS_M:
            drawn = zone(border, depth_m=depth_m).geometry
            shapely.prepare(drawn)
            inside = truth <= depth_m
            counts["answers"] += len(rows)
            counts["wrong by distance"] += int(((distance <= depth_m) != inside).sum())
            counts["wrong by polygon"] += int((shapely.contains_xy(drawn, lon, lat) != inside).sum())
            margins += [
                (abs(t - depth_m), depth_m, f"{a}-{b}", gazetteer.name(int(row)), t - depth_m)
                for row, t in zip(rows, truth, strict=True)
                if abs(t - depth_m) < 20
            ]
    print(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    print(f"largest difference from the judge beyond 1 km: {largest:.3f} m")
    print("smallest margins: border, depth, settlement, metres beyond the depth")
    for _, depth_m, border_name, name, margin in sorted(margins)[:12]:
        print(f"  {border_name}  {depth_m / 1000:g} km  {name}  {margin:+.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
