"""What the border data rule out and complete: shared borders, divisions that touch them, parts of countries."""

from functools import lru_cache

import numpy as np
import shapely

from buffermap.said.where.neighbours import are_neighbours
from gazetteer.boundaries import borders
from gazetteer.errors import UnknownBorderError
from gazetteer.files.store import open_gazetteer

Pair = frozenset[str]
"""The two countries of a border, by their ISO codes."""

_DEPTH = 1 / 3
"""Part of a country's height or width that "the north" of it takes."""


def shared(one: str, other: str) -> Pair | None:
    """Return the border of two countries, None where they share none."""
    return frozenset((one, other)) if one != other and are_neighbours(one, other) else None


def known(pair: Pair) -> bool:
    """Whether the border data hold a border: they have none of what only texts call a country."""
    one, other = sorted(pair)
    return other in _neighbours(one)


@lru_cache(maxsize=512)
def touched(code: str) -> frozenset[Pair]:
    """Return the borders between countries that a first-level division (``RU.41``) touches."""
    country = code.partition(".")[0]
    return frozenset(
        frozenset((country, other))
        for other in _neighbours(country)
        if code in borders.divisions_along(*sorted((country, other)))
    )


@lru_cache(maxsize=256)
def along(pair: Pair) -> frozenset[str]:
    """Return the first-level divisions that a border touches, on both its sides."""
    return frozenset(borders.divisions_along(*sorted(pair)))


@lru_cache(maxsize=512)
def division_name(code: str) -> str:
    """Return a division's name; its code where the gazetteer has none."""
    gazetteer = open_gazetteer()
    row = gazetteer.row_of_code(code)
    return code if row is None else gazetteer.name(row)


@lru_cache(maxsize=512)
def lies_in_part(pair: Pair, country: str, direction: str) -> bool:
    """Whether a border runs through the named part of one of its countries: Lebanon's with Israel in its south.

    Parameters
    ----------
    direction
        ``north``, ``south-east`` and so on.
    """
    other = next(iter(pair - {country}))
    try:
        line = shapely.get_coordinates(borders.border_line(country, other))
        west, south, east, north = borders.embedded().bounds(country)
    except UnknownBorderError:
        return False
    lon, lat = line[:, 0], line[:, 1]
    fits = np.ones(len(line), dtype=bool)
    height, width = (north - south) * _DEPTH, (east - west) * _DEPTH
    for word, inside in (
        ("north", lat > north - height),
        ("south", lat < south + height),
        ("east", lon > east - width),
        ("west", lon < west + width),
    ):
        if word in direction:
            fits &= inside
    return bool(fits.any())


@lru_cache(maxsize=256)
def _neighbours(country: str) -> frozenset[str]:
    try:
        return frozenset(borders.neighbours(country))
    except UnknownBorderError:
        return frozenset()
