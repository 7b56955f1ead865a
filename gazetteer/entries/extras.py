"""What newspapers call places and the gazetteer does not: parts of countries, abbreviations of states.

The lists are ours, written by hand from general knowledge, never from the names that a scored corpus marks; points are
one point for reference, rounded to what a region's middle means. Their ids are those that the data give to places of our
own (`own_id`): a place keeps its id when it moves into the data.
"""

import zlib
from dataclasses import dataclass
from functools import cache

from gazetteer.languages import codes, language
from gazetteer.place import Kind
from gazetteer.text.names import fold

# kind, GeoNames id or "-" for one of our own, latitude and longitude or "- -", country or "-", names
_PLACES = """
region - 46.9 29.5 MD Transnistria; Pridnestrovie; Trans-Dniester; Transdniestria; Придністров'я; Приднестровье
region - 32.0 35.3 PS Palestinian territories; occupied territories
region - 31.0 88.0 CN Tibetan Plateau
region - 42.0 -75.0 US Northeastern United States; the Northeast
region - 46.0 -121.0 US Northwestern United States
region - 33.0 -86.0 US Southeastern United States
region - 34.0 -108.0 US Southwestern United States; the Southwest
region - 39.0 -76.0 US Mid-Atlantic
region - 37.0 -120.0 US Central California
region - 38.5 -122.4 US Napa Valley; Wine Country
region - 46.3 -87.0 US Upper Peninsula
region - 43.0 -75.5 US Upstate New York; upstate New York
region - 32.0 -94.5 US East Texas
region - 33.0 -101.5 US West Texas
region - 32.8 -97.0 US North Texas; Dallas-Fort Worth; Metroplex
region - 30.5 -85.5 US Florida Panhandle
region - 24.7 -81.2 US Florida Keys
region - 40.0 -77.0 US Central Pennsylvania
region - 53.0 -110.0 CA Western Canada; Canadian Prairies; the Prairies
region - 49.2 -121.9 CA Lower Mainland
region - 52.8 -1.0 GB East Midlands
region - 53.9 -2.6 GB Northern England; North of England; North East England; North West England
region - 51.2 -0.3 GB South East England
region - 54.6 -6.7 GB Ulster
region - 43.5 6.0 FR French Riviera; Cote d'Azur; Côte d'Azur
region - 50.0 20.5 PL Lesser Poland
region - -17.5 145.5 AU Far North Queensland; North Queensland
region - -28.0 153.0 AU South East Queensland
region - 33.5 70.0 PK Tribal Areas; FATA
region - 10.0 106.0 VN Mekong Delta
region - 5.0 -56.0 - Guianas
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A place of our own list."""

    geonameid: int
    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short or further name of a country or first-level division.

    ``plain`` says that the name stands alone; one that is not plain ("IN", "Miss.") is read as a place only
    behind a comma, in "Natchez, Miss.".
    """

    code: str
    name: str
    plain: bool


@cache
def extras() -> tuple[Extra, ...]:
    """Return the places of our own list."""
    found = []
    for line in _PLACES.strip().split("\n"):
        kind, ident, lat, lon, country, names = line.split(" ", 5)
        all_names = tuple(name.strip() for name in names.split(";"))
        name = all_names[0].removeprefix("the ")
        found.append(
            Extra(
                geonameid=own_id(kind, name) if ident == "-" else int(ident),
                name=name,
                kind=kind,  # type: ignore[arg-type]  # the table's first word is a Kind; a test reads every line
                lat=None if lat == "-" else float(lat),
                lon=None if lon == "-" else float(lon),
                country="" if country == "-" else country,
                names=all_names,
            )
        )
    return tuple(found)


def own_id(kind: str, name: str) -> int:
    """Return the id of a place of our own: negative, and the same in every build."""
    return -1 - (zlib.crc32(f"{kind}:{fold(name)}".encode()) >> 1)


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """Return further names of countries and divisions."""
    found = [
        Abbreviation(code=code, name=name.rstrip("!"), plain=not name.endswith("!"))
        for one in codes()
        for code, names in language(one).abbreviations.items()
        for name in names
    ]
    return tuple(dict.fromkeys(found))
