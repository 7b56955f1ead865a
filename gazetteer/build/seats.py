"""Raions named after their seat: "Sumskyi Raion" is Sumy Raion in English, and found by both names.

Ukrainian, Russian and Belarusian raions bear an adjective of the town that they are run from. The town is the
settlement of the raion whose name shares most of the adjective's letters.
"""

import math
import re
from collections import defaultdict

from gazetteer.text.names import NameFlag as Flag
from gazetteer.text.names import fold
from gazetteer.userdata.layer_files import Row

_COUNTRIES = {"UA": "Raion", "RU": "District", "BY": "District"}
_RAION = re.compile(
    r"^(?P<adjective>[\w’' -]+?)(?P<ending>(?:s|ts|z)k(?:yi|yy|iy|y|i)) (?:Raion|Rayon|District|raion)$"
)
_CLASSES = ("Raion", "District")


def name_by_seat(rows: list[Row]) -> list[Row]:
    """Return the rows, raions with the names after their seat; Ukrainian ones also shown by it."""
    towns: dict[int, list[Row]] = defaultdict(list)
    above = {row.geonameid: row.parent for row in rows if row.kind == "admin2"}
    for row in rows:
        if row.kind == "settlement" and row.country in _COUNTRIES and not row.section_of:
            towns[row.parent].append(row)
            if row.parent in above:
                towns[above[row.parent]].append(row)
    return [
        _renamed(row, towns[row.geonameid] or towns[row.parent])
        if row.kind == "admin2" and row.country in _COUNTRIES
        else row
        for row in rows
    ]


def _renamed(row: Row, towns: list[Row]) -> Row:
    """Return a raion with further names: adjective and seat, each with the class words; and a point, if it had none."""
    extra: list[tuple[str, int]] = []
    shown, lat, lon = row.name, row.lat, row.lon
    match = _RAION.match(row.name)
    if match:
        stem = match["adjective"]
        for ending in ("sky", "skyi") if row.country == "UA" else ("sky", "skiy"):
            adjective = stem + match["ending"][: -len(match["ending"].lstrip("stz"))] + ending[1:]
            extra += [(f"{adjective} {word}", Flag.ALTERNATE) for word in _CLASSES]
            extra.append((adjective, Flag.SHORT))
        seat = find_seat(stem, towns)
        if seat is not None:
            extra += [(f"{seat.name} {word}", Flag.ALTERNATE) for word in _CLASSES]
            shown = f"{seat.name} Raion" if row.country == "UA" else shown
            if math.isnan(lat):
                lat, lon = seat.lat, seat.lon
    elif row.name.endswith(" Raion"):
        extra.append((row.name.removesuffix("Raion") + "District", Flag.ALTERNATE))
    elif row.name.endswith(" District"):
        extra.append((row.name.removesuffix("District") + "Raion", Flag.ALTERNATE))
    return row._replace(name=shown, lat=lat, lon=lon, names=((row.name, Flag.ALTERNATE), *row.names, *extra))


def find_seat(stem: str, towns: list[Row]) -> Row | None:
    """Return the town whose name shares most letters with an adjective's stem; None if none is close."""
    folded = fold(stem)
    best = max(
        towns, key=lambda row: (_shared(folded, fold(row.name)), row.population, row.name), default=None
    )
    if best is None:
        return None
    shared = _shared(folded, fold(best.name))
    return best if shared >= max(3, len(folded) - 2) and len(fold(best.name)) <= shared + 4 else None


def _shared(a: str, b: str) -> int:
    """Return the number of letters that two words begin with in common."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
