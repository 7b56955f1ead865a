"""Zones by ours and by peers on one border: time, deviation of the edge, vertices, settlements on the wrong side.

Run as ``python tests/benchmarks/bench_zone.py [PAIR] [DEPTH_KM ...]``. Peers are geopandas' buffer in the UTM zone
of the line's middle and in an azimuthal equal-area projection around it, both with ``quad_segs=64``; and, where they
are installed:

- PostGIS' ``ST_Buffer(geography)`` with ``quad_segs=64``, where ``BUFFERMAP_POSTGIS`` names a database for psql, e.g.
  ``apt-get install postgresql-15-postgis-3``, ``createdb gis``, ``psql gis -c 'create extension postgis'``,
  ``BUFFERMAP_POSTGIS=gis``;
- turf's ``buffer`` with ``steps: 64``, where ``BUFFERMAP_TURF`` names a folder in which ``npm install @turf/turf`` ran.

Their time is that of the buffer alone, without starting, reading and writing.
"""

import json
import os
import subprocess
import sys
import time

import geopandas as gpd
import numpy as np
import shapely

from buffermap.zones.nearby import reach_bounds
from gazetteer.boundaries.borders import border_line
from gazetteer.files.store import open_gazetteer
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


def postgis(line, depth_m):
    """Return the zone and the seconds that the server took."""
    sql = (  # our own numbers and a line of the data, no one's input
        f"create temp table line as select st_geogfromtext('SRID=4326;{line.wkt}') as g;\n"  # noqa: S608 - see above
        "\\timing on\n"
        f"create temp table zone as select st_buffer(g, {depth_m}, 'quad_segs=64') as z from line;\n"
        "\\timing off\n"
        "select 'zone ' || st_astext(z::geometry) from zone;\n"
    )
    command = ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", os.environ["BUFFERMAP_POSTGIS"]]
    told = subprocess.run(command, input=sql, capture_output=True, text=True, check=True).stdout.splitlines()
    took = next(row for row in told if row.startswith("Time: "))
    area = next(row for row in told if row.startswith("zone "))
    return shapely.from_wkt(area.removeprefix("zone ")), float(took.split()[1].replace(",", ".")) / 1000


def turf(line, depth_m):
    """Return the zone and the seconds that the script took."""
    script = (
        "const turf = require('@turf/turf');"
        "const line = JSON.parse(require('fs').readFileSync(0));"
        "const began = process.hrtime.bigint();"
        f"const zone = turf.buffer(line, {depth_m / 1000}, {{units: 'kilometers', steps: 64}});"
        "const seconds = Number(process.hrtime.bigint() - began) / 1e9;"
        "console.log(JSON.stringify({zone: zone.geometry, seconds}));"
    )
    told = subprocess.run(
        ["node", "--stack-size=60000", "-e", script],
        input=json.dumps(shapely.geometry.mapping(line)),
        capture_output=True,
        text=True,
        check=True,
        cwd=os.environ["BUFFERMAP_TURF"],
    ).stdout
    answer = json.loads(told)
    return shapely.geometry.shape(answer["zone"]), answer["seconds"]


def installed():
    """Return the peers outside Python that are there."""
    peers = {"BUFFERMAP_POSTGIS": postgis, "BUFFERMAP_TURF": turf}
    return [peer for variable, peer in peers.items() if os.environ.get(variable)]


def timed(make, line, depth_m):
    """Return the zone, the shortest wall time of some runs, and the shortest processor time."""
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        area = make(line, depth_m)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return area, min(walls), min(cpus)


def flips(area, index, line, depth_m):
    """Return how many listed settlements lie in the zone and should not, or the other way round."""
    gazetteer = open_gazetteer()
    rows = np.asarray(gazetteer.settlement_rows(bbox=reach_bounds(Border(line=line), 1.5 * depth_m)))
    lon, lat = (np.asarray(column)[rows].astype(float) for column in (gazetteer.lon, gazetteer.lat))
    whole = area if area.is_valid else shapely.make_valid(area)
    shapely.prepare(whole)
    return int((shapely.contains_xy(whole, lon, lat) != (index.distance_m(lon, lat) <= depth_m)).sum())


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
    print("border  depth km  way         seconds  cpu s  mean m      max m    vertices  settlements wrong")
    for depth_km in map(float, depths_km or (1, 10, 30, 100)):
        depth_m = depth_km * 1000
        made = [(make.__name__, *timed(make, line, depth_m)) for make in (ours, equal_area, utm)]
        made += [(make.__name__, *make(line, depth_m), float("nan")) for make in installed()]
        for name, area, wall, cpu in made:
            off = deviation_m(area, index, depth_m)
            print(
                f"{pair}  {depth_km:8g}  {name:10}  {wall:7.2f}  {cpu:5.2f}  {off.mean():6.3f}  {off.max():9.3f}"
                f"  {shapely.get_num_coordinates(area):10d}  {flips(area, index, line, depth_m):10d}",
                flush=True,
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
