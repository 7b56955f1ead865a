"""Boundaries that the user has added (COD-AB, geoBoundaries, …): they stand in for the outlines that ship.

Asking costs next to nothing where none have been added: what reads them is imported only then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from gazetteer.files.store import Gazetteer, open_gazetteer
from gazetteer.files.swap import current_version, default_user_dir
from gazetteer.text.names import fold

if TYPE_CHECKING:
    from shapely import MultiPolygon

    from gazetteer.userdata.divisions import AddedOutlines


def version_with_boundaries(user_dir: Path | None = None) -> Path | None:
    """Return the version of the user's data in force, where it holds boundaries; else None."""
    version = current_version(user_dir or default_user_dir())
    return version if version and any((version / "layers").glob("*/divisions.parquet")) else None


def outline(place: int | str) -> "MultiPolygon | None":
    """Return the added area of a division of any level, by geonameid or GeoNames code; None where there is none."""
    version = version_with_boundaries()
    if version is None:
        return None
    geonameid = place if isinstance(place, int) else _id_of_code(place, open_gazetteer())
    return _added(version).outline(geonameid) if geonameid else None


def cells(country: str) -> "dict[str, MultiPolygon]":
    """Return the added areas of a country's first-level divisions by code; empty where there are none."""
    version = version_with_boundaries()
    return {} if version is None else _cells(version, country)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """An added division: its names and code in the user's file, and GeoNames' code where it is a known one."""

    name: str
    name_local: str = ""
    key: str = ""
    code: str = ""


def divisions_of(
    country: str, level: int, *, lon: Sequence[float], lat: Sequence[float]
) -> list[Division | None] | None:
    """Return the added divisions that hold points, None for a point in none of them.

    None in all where no boundaries of this level were added for the country.
    """
    areas = areas_of(country, level)
    if areas is None:
        return None
    found: list[Division | None] = [None] * len(lon)
    points, holding = shapely.STRtree([area for _, area in areas]).query(
        shapely.points(lon, lat), predicate="intersects"
    )
    for point, area in zip(points.tolist(), holding.tolist(), strict=True):
        found[point] = areas[area][0]
    return found


def areas_of(country: str, level: int) -> "list[tuple[Division, MultiPolygon]] | None":
    """Return the added divisions of a country and level with their areas; None where none were added."""
    version = version_with_boundaries()
    return None if version is None else _areas(version, country, level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An added division by its number in `areas_of`, with the name that the user's file gives it."""

    country: str
    level: int
    number: int
    name: str


def area_called(name: str, countries: Sequence[str]) -> list[Area]:
    """Return the added divisions of a name or code, those of the upper levels first."""
    wanted = fold(name)
    return [
        Area(country=country, level=level, number=number, name=division.name)
        for level in range(1, 5)
        for country in countries
        for number, (division, _) in enumerate(areas_of(country, level) or ())
        if wanted in {fold(division.name), fold(division.name_local), fold(division.key)}
    ]


@lru_cache(maxsize=8)
def _areas(version: Path, country: str, level: int) -> "list[tuple[Division, MultiPolygon]] | None":
    table = _added(version).divisions(country, level)
    if table is None:
        return None
    gazetteer = open_gazetteer()
    rows = [gazetteer.row_of(geonameid) if geonameid else None for geonameid in table["geonameid"].tolist()]
    local = table["name_local"].tolist() if "name_local" in table else [""] * len(table)
    divisions = [
        Division(name=name, name_local=own, key=key, code="" if row is None else gazetteer.code(row))
        for name, own, key, row in zip(
            table["name"].tolist(), local, table["key"].tolist(), rows, strict=True
        )
    ]
    return list(zip(divisions, table.geometry.to_numpy(), strict=True))


@lru_cache(maxsize=8)
def _cells(version: Path, country: str) -> "dict[str, MultiPolygon]":
    added = _added(version)
    table = added.divisions(country, 1)
    gazetteer = open_gazetteer()
    found = {}
    for geonameid in [] if table is None else table["geonameid"].tolist():
        row, area = gazetteer.row_of(geonameid), added.outline(geonameid)
        if geonameid and area is not None and row is not None and (code := gazetteer.code(row)):
            found[code] = area
    return found


def _added(version: Path) -> "AddedOutlines":
    from gazetteer.userdata.divisions import opened_outlines  # loads geopandas, seldom needed

    return opened_outlines(version)


def _id_of_code(code: str, gazetteer: Gazetteer) -> int:
    row = gazetteer.row_of_code(code) if code else None
    return 0 if row is None else int(gazetteer.geonameid[row])
