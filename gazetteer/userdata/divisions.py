"""Boundaries of divisions that users add: read, repaired, checked, and tied to the divisions that are known."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from pyproj import Geod

from gazetteer.errors import GazetteerError, LayerError
from gazetteer.files.store import Gazetteer
from gazetteer.place import KINDS
from gazetteer.text.names import fold
from gazetteer.userdata.layer import require_clear
from gazetteer.userdata.mapping import guess
from gazetteer.userdata.tables import VECTORS, read_table

if TYPE_CHECKING:
    from shapely import MultiPolygon


_GEOD = Geod(ellps="WGS84")
_TIED = (1, 2)
"""Levels whose divisions the gazetteer knows."""
SLIVER_KM2 = 0.05
"""Overlaps and gaps smaller than this come from rounding, and are not reported."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Divisions:
    """Areas of divisions.

    Parameters
    ----------
    table
        Columns ``name, name_local, key, country, level, geonameid, geometry`` (MultiPolygon, WGS84), one row per
        division: ``key`` is the file's own code (a P-code, say); ``geonameid`` is 0 where no known division answers
        to it, and always below the second level.
    notes
        What was repaired, and what the checks found, one sentence each.
    """

    table: "gpd.GeoDataFrame"
    notes: tuple[str, ...] = ()

    def summary(self) -> str:
        """Return one sentence."""
        tied = int((self.table["geonameid"] != 0).sum())
        levels = " and ".join(str(level) for level in sorted(set(self.table["level"])))
        return f"{len(self.table):,} areas of level {levels}, {tied:,} of them tied to known divisions"

    def write(self, path: Path) -> None:
        """Write the areas as GeoParquet."""
        self.table.to_parquet(path)


def read_divisions(
    path: Path,
    *,
    gazetteer: Gazetteer,
    level: int | None = None,
    country: str = "",
    chosen: Mapping[str, str] | None = None,
    sublayer: str | None = None,
    country_polygon: Callable[[str], "shapely.Geometry"] | None = None,
) -> Divisions:
    """Read boundaries, repair and check them, and tie each area to a known division.

    Parameters
    ----------
    path
        Any vector file with polygons (OCHA COD-AB, geoBoundaries, GADM …).
    level
        1 to 4; guessed from the file where not given.
    country
        ISO 3166 alpha-2 code of all areas; else that of the settlements in them.
    country_polygon
        Gives the polygon of a country by its code, to see how the areas fit the border; not checked without it.

    Raises
    ------
    LayerError
        The file cannot be read, has no areas, or it is unclear which column names them.
    """
    if path.suffix.lower() not in VECTORS:
        raise LayerError(f"{path.name}: boundaries are read from {', '.join(sorted(VECTORS))}")
    table, notes = read_table(path, sublayer=sublayer)
    if not isinstance(table, gpd.GeoDataFrame):
        raise LayerError(f"{path.name} has no areas; boundaries are read from vector files")
    table, repaired = _areas(table, path.name)
    plain = table.drop(columns="geometry")
    mapping = guess(plain, chosen=chosen or {}, has_points=True)
    require_clear(mapping, path)
    names, locals_, keys = (_texts(plain, mapping.columns.get(key)) for key in ("name", "name_local", "key"))
    level = level or _guessed_level(mapping.columns["name"], path.stem, len(table))
    kind = KINDS.index("admin1" if level == 1 else "admin2")
    if level in _TIED:
        _require_longitude_first(table.geometry, names, gazetteer, kind)
    tied = [
        _tie(area, name, gazetteer, kind, country) for area, name in zip(table.geometry, names, strict=True)
    ]
    divisions = gpd.GeoDataFrame(
        {
            "name": names,
            "name_local": locals_,
            "key": keys,
            "country": [code for _, code in tied],
            "level": level,
            "geonameid": _once([geonameid if level in _TIED else 0 for geonameid, _ in tied]),
        },
        geometry=table.geometry.to_numpy(),
        crs=4326,
    )
    checks = (*_renamed(divisions, gazetteer), *_overlaps(divisions), *_gaps(divisions))
    return Divisions(table=divisions, notes=(*notes, *repaired, *checks, *_fit(divisions, country_polygon)))


def _texts(plain: Any, column: str | None) -> list[str]:
    """Return a column as texts, empty ones where there is none."""
    if column is None:
        return [""] * len(plain)
    texts: list[str] = plain[column].astype("string").fillna("").tolist()
    return texts


def _renamed(divisions: "gpd.GeoDataFrame", gazetteer: Gazetteer) -> list[str]:
    """Areas that are known under a name that is no spelling of the file's."""
    rows = [
        (name, gazetteer.row_of(number))
        for name, number in zip(divisions["name"], divisions["geonameid"], strict=True)
        if number
    ]
    other = [
        f"{name} as {gazetteer.name(row)}"
        for name, row in rows
        if row is not None and row not in {match.row for match in gazetteer.match(name)}
    ]
    if not other:
        return []
    more = f", and {len(other) - 3:,} more" if len(other) > 3 else ""
    return [
        f"{len(other):,} areas are known under another name, tables keep the file's: {', '.join(other[:3])}{more}"
    ]


def _areas(table: "gpd.GeoDataFrame", name: str) -> "tuple[gpd.GeoDataFrame, tuple[str, ...]]":
    """Keep what has an area, as valid multipolygons."""
    geometry = table.geometry
    area = geometry.geom_type.isin(["Polygon", "MultiPolygon", "GeometryCollection"]) & ~geometry.is_empty
    if not area.any():
        raise LayerError(f"{name} has no areas; settlements go in with --layer")
    table = table[area].reset_index(drop=True)
    shapes = shapely.force_2d(table.geometry.to_numpy())
    broken = ~shapely.is_valid(shapes)
    whole = [_polygons(shapely.make_valid(shape)) for shape in shapes]
    table = table.set_geometry(gpd.GeoSeries(whole, crs=4326))
    notes = [f"{int((~area).sum()):,} rows without an area left out"] if not area.all() else []
    if broken.any():
        notes.append(f"{int(broken.sum()):,} areas crossed themselves and were repaired")
    return table, tuple(notes)


def _polygons(shape: shapely.Geometry) -> "MultiPolygon":
    """Return the polygons of a shape, without the lines and points that a repair leaves."""
    parts = [p for p in shapely.get_parts(shape, return_index=False) if p.geom_type.endswith("Polygon")]
    return shapely.MultiPolygon([q for p in parts for q in shapely.get_parts(p)])


def _guessed_level(column: str, stem: str, count: int) -> int:
    """Return the level that the column or the file is called by; of none, by the number of areas."""
    for text in (column.lower(), stem.lower()):
        for level in (4, 3, 2, 1):
            if any(
                mark in text for mark in (f"adm{level}", f"admin{level}", f"adm_{level}", f"name_{level}")
            ):
                return level
    return 1 if count <= 100 else 2


def _require_longitude_first(
    areas: "gpd.GeoSeries", names: Sequence[str], gazetteer: Gazetteer, kind: int
) -> None:
    """Refuse areas that hold the divisions of their names only when latitude and longitude are swapped."""
    straight = swapped = 0
    for area, name in zip(areas, names, strict=True):
        rows = [row for row, _ in gazetteer.match(name) if gazetteer.kind[row] == kind]
        lon, lat = gazetteer.lon[rows], gazetteer.lat[rows]
        straight += bool(shapely.contains_xy(area, lon, lat).any())
        swapped += bool(shapely.contains_xy(area, lat, lon).any())
    if swapped > max(1, 5 * straight):
        raise LayerError(
            f"{swapped:,} areas hold the divisions that they are named after only with latitude and longitude swapped: "
            "write longitude first"
        )


def _tie(area: shapely.Geometry, name: str, gazetteer: Gazetteer, kind: int, country: str) -> tuple[int, str]:
    """Return the id of the known division that the area is, and its country.

    It is the division of this very name that some of the settlements inside belong to, else that of most of them; where
    there are too few, the one that goes by the name.
    """
    column = gazetteer.admin1_row if KINDS[kind] == "admin1" else gazetteer.admin2_row
    west, south, east, north = shapely.bounds(area).tolist()
    rows = gazetteer.settlement_rows(
        bbox=(west, south, east, north), countries=[country] if country else None
    )
    rows = rows[shapely.contains_xy(area, gazetteer.lon[rows], gazetteer.lat[rows])]
    codes = Counter(gazetteer.countries[gazetteer.country[row]] for row in rows)
    code = country or (codes.most_common(1)[0][0] if codes else "")
    votes = Counter(int(row) for row in column[rows] if row >= 0)
    row, most = votes.most_common(1)[0] if votes else (-1, 0)
    same = [
        match.row
        for match in gazetteer.match(name)
        if gazetteer.kind[match.row] == kind
        and code in {"", gazetteer.countries[gazetteer.country[match.row]]}
    ]
    shown = [other for other in same if fold(gazetteer.name(other)) == fold(name)]
    if (
        len(shown) == 1 and votes[shown[0]]
    ):  # a city beside its suburbs, which count to the division around it
        row = shown[0]
    elif most < max(2, 0.6 * votes.total()):
        row = same[0] if len(same) == 1 else -1
    return (int(gazetteer.geonameid[row]) if row >= 0 else 0), code


def _once(ids: list[int]) -> list[int]:
    """Untie all areas but the first of one division: better no outline than a wrong one."""
    counts = Counter(ids)
    return [number if counts[number] == 1 else 0 for number in ids]


def _overlaps(divisions: "gpd.GeoDataFrame") -> list[str]:
    """Areas that lie over each other."""
    shapes = divisions.geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    found = []
    for a, b in zip(left[left < right], right[left < right], strict=True):
        shared = area_km2(shapely.intersection(shapes[a], shapes[b], grid_size=1e-9))
        if shared > SLIVER_KM2:
            found.append((shared, divisions["name"][a], divisions["name"][b]))
    if not found:
        return []
    worst, one, other = max(found)
    return [f"{len(found):,} pairs of areas overlap, most of all {one} and {other} ({worst:,.1f} km²)"]


def _gaps(divisions: "gpd.GeoDataFrame") -> list[str]:
    """Holes between areas that belong to none of them."""
    union = shapely.union_all(divisions.geometry.to_numpy(), grid_size=1e-9)
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    areas = [area for ring in rings if (area := area_km2(shapely.Polygon(ring))) > SLIVER_KM2]
    if not areas:
        return []
    return [
        f"{len(areas):,} holes between the areas, {sum(areas):,.1f} km² together (lakes, or land that is missing)"
    ]


def _fit(
    divisions: "gpd.GeoDataFrame", country_polygon: Callable[[str], "shapely.Geometry"] | None
) -> list[str]:
    """How well the areas of a country fill the polygon that the border comes from."""
    notes: list[str] = []
    if country_polygon is None:
        return notes
    for code in sorted(set(divisions["country"].tolist()) - {""}):
        mine = divisions[divisions["country"] == code]
        try:
            whole = country_polygon(code)
        except GazetteerError as error:
            notes.append(f"fit with the border not checked: {error}")
            continue
        union = shapely.union_all(mine.geometry.to_numpy(), grid_size=1e-9)
        outside = area_km2(shapely.difference(union, whole))
        missing = area_km2(shapely.difference(whole, union))
        notes.append(
            f"{outside:,.0f} km² of the areas lie outside {code} as our border data have it, "
            f"{missing:,.0f} km² ({100 * missing / area_km2(whole):.1f} %) of {code} in none of them"
        )
    return notes


def area_km2(shape: Any) -> float:
    """Geodesic area on WGS84 in km²."""
    return float(sum(abs(_GEOD.geometry_area_perimeter(p)[0]) for p in _polygons(shape).geoms) / 1e6)


class AddedOutlines:
    """The areas of all boundary layers that a user has added; later layers over earlier ones."""

    def __init__(self, version: Path) -> None:
        paths = sorted((version / "layers").glob("*/divisions.parquet"))
        self._tables = [gpd.read_parquet(path) for path in paths]

    def outline(self, geonameid: int) -> "MultiPolygon | None":
        """Return the area of a division; None where no added layer has it."""
        for table in reversed(self._tables):
            found = table.geometry[table["geonameid"] == geonameid]
            if len(found):
                return _polygons(found.iloc[0])
        return None

    def divisions(self, country: str, level: int) -> "gpd.GeoDataFrame | None":
        """Return all areas of one level in a country, of the uppermost layer that has any."""
        for table in reversed(self._tables):
            found = table[(table["country"] == country) & (table["level"] == level)]
            if len(found):
                return found.reset_index(drop=True)
        return None


@cache
def opened_outlines(version: Path) -> AddedOutlines:
    """Return the boundaries of one version, read once."""
    return AddedOutlines(version)
