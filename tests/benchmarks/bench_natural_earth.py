"""How far Natural Earth's border is from the one that ships, and which settlements it would put on the other side.

Run as ``python tests/benchmarks/bench_natural_earth.py WORLD_MAP.gpkg [PAIR] [WITHIN_KM]``; the file is the one in
Debian's package ``qgis-common`` (``/usr/share/qgis/resources/data/world_map.gpkg``).
"""

import sys

import geopandas as gpd
import numpy as np
import shapely

from buffermap.zones.nearby import reach_bounds
from gazetteer.boundaries.borders import border_line, country_polygon
from gazetteer.files.store import open_gazetteer
from geo.border import Border
from geo.distance import DistanceIndex


def main(world_map, pair="RU-UA", within_km="5"):
    a, b = pair.split("-")
    countries = gpd.read_file(world_map, layer="countries")
    code = next(c for c in ("ISO_A2_EH", "iso_a2_eh", "ISO_A2", "iso_a2") if c in countries)
    theirs = {c: countries[countries[code] == c].geometry.union_all() for c in (a, b)}
    line = border_line(a, b)
    drawn = DistanceIndex(line)
    shared = shapely.intersection(theirs[a].boundary, theirs[b].boundary)
    lines = [part for part in shapely.get_parts(shapely.line_merge(shared)) if part.geom_type == "LineString"]
    path = shapely.get_coordinates(shapely.segmentize(shapely.MultiLineString(lines), 0.005))
    off = drawn.distance_m(*path.T)
    off = off[off < 20_000]  # what is farther is another line, as around Crimea
    print(f"{pair}: Natural Earth is {off.mean():,.0f} m off on average, {off.max():,.0f} m at most")
    within_m = 1000 * float(within_km)
    gazetteer = open_gazetteer()
    rows = np.asarray(gazetteer.settlement_rows(bbox=reach_bounds(Border(line=line), 3 * within_m)))
    lon, lat = (np.asarray(column)[rows].astype(float) for column in (gazetteer.lon, gazetteer.lat))
    near_ours = drawn.distance_m(lon, lat) <= within_m
    near_theirs = DistanceIndex(shapely.MultiLineString(lines)).distance_m(lon, lat) <= within_m
    for country in (a, b):
        ours = near_ours & shapely.intersects_xy(country_polygon(country), lon, lat)
        there = near_theirs & shapely.intersects_xy(theirs[country], lon, lat)
        print(
            f"{country}: {ours.sum()} settlements within {within_km} km, {there.sum()} by Natural Earth: "
            f"{(ours & ~there).sum()} lost, {(there & ~ours).sum()} gained"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
