"""Raions by the names that texts give them: adjectives in Ukrainian and Russian, and their romanisations.

The source of the divisions has some of them under the name of a city council, some without a point, and few in both
languages; ``tables/raions.csv`` says what it lacks.
"""

import math
from collections.abc import Iterable, Iterator

from gazetteer.build import sources
from gazetteer.names.romanise import romanise
from gazetteer.paths import TABLES
from gazetteer.text.names import NameFlag as Flag
from gazetteer.text.names import fold
from gazetteer.userdata.layer_files import Row

_CLASSES = {"uk": "район", "ru": "район"}
_ENGLISH_CLASSES = ("Raion", "District")
_SYSTEMS = {"uk": ("uk", "uk-bgn"), "ru": ("ru",)}
_SHORT_ENDINGS = (("kyi", "ky"), ("kyy", "ky"), ("kiy", "ky"))


def with_raions(rows: list[Row]) -> list[Row]:
    """Return the rows, with the names and points of the table.

    Raises
    ------
    ValueError
        A code of the table is no second-level division, or its seat lies elsewhere.
    """
    table = {line["code"]: line for line in sources.read_table(TABLES / "raions.csv")}
    upper = {row.geonameid: row.parent for row in rows if row.kind == "admin2"}
    wanted = {fold(line["seat"]) for line in table.values() if line["seat"]}
    countries = {code[:2] for code in table}
    seats = {
        (upper.get(row.parent, row.parent), name): row
        for row in sorted(rows, key=lambda row: row.population)
        if row.kind == "settlement" and row.country in countries
        for name in wanted.intersection(map(fold, (row.name, *(name for name, _ in row.names))))
    }
    found = [
        _with_table(row, table.pop(row.code), seats) if row.kind == "admin2" and row.code in table else row
        for row in rows
    ]
    if table:
        raise ValueError(f"raions.csv: no second-level division has the code {min(table)}")
    return found


def _with_table(row: Row, line: dict[str, str], seats: dict[tuple[int, str], Row]) -> Row:
    """Return a division with what the table says of it."""
    lat, lon = row.lat, row.lon
    if line["seat"]:
        seat = seats.get((row.parent, fold(line["seat"])))
        if seat is None:
            raise ValueError(f"raions.csv: no town {line['seat']} in the division above {line['code']}")
        if math.isnan(lat):
            lat, lon = seat.lat, seat.lon
    shown = line["name"] or row.name
    local = f"{line['uk']} район" if row.country == "UA" else row.name_local or f"{line['ru']} район"
    names = dict.fromkeys([*_names(line, _adjectives(line)), *_by_class(shown), (row.name, Flag.ALTERNATE)])
    return row._replace(name=shown, lat=lat, lon=lon, name_local=local, names=(*row.names, *names))


def _adjectives(line: dict[str, str]) -> list[tuple[str, str]]:
    """Return the adjectives of a line with the language of each; the further ones by their letters."""
    further = [name for name in line["also"].split("|") if name]
    pairs = [(line["uk"], "uk"), (line["ru"], "ru")]
    pairs += [(name, "uk" if "ськ" in name or "цьк" in name else "ru") for name in further]
    return list(dict.fromkeys(pairs))


def _names(line: dict[str, str], adjectives: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """Yield a raion's names in Cyrillic, and romanised with the class words of English."""
    for adjective, language in adjectives:
        yield f"{adjective} {_CLASSES[language]}", Flag.ALTERNATE
        for system in _SYSTEMS[language]:
            latin = romanise(adjective, system)
            short = {latin.removesuffix(long) + end for long, end in _SHORT_ENDINGS if latin.endswith(long)}
            for form in dict.fromkeys((latin, *sorted(short))):
                for word in _ENGLISH_CLASSES:
                    yield f"{form} {word}", Flag.ALTERNATE
                if fold(form) != fold(line["name"]):
                    yield form, Flag.SHORT


def _by_class(shown: str) -> Iterator[tuple[str, int]]:
    """Yield the name shown with either class word of English, and without."""
    for word in _ENGLISH_CLASSES:
        if shown.endswith(f" {word}"):
            bare = shown.removesuffix(f" {word}")
            yield bare, Flag.SHORT
            yield from ((f"{bare} {other}", Flag.ALTERNATE) for other in _ENGLISH_CLASSES)
