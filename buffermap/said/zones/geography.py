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

_NEAR_DEGREES = 1.5  # about 170 km: what half a large division measures
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
    """Return the borders between countries that a first-level division (``RU.41``) touches.

    A division of whose outline the data know nothing may touch those that its point lies near.
    """
    country = code.partition(".")[0]
    if not outlined(code):
        return frozenset(
            pair for other in _neighbours(country) if _is_near(code, pair := frozenset((country, other)))
        )
    return frozenset(
        frozenset((country, other))
        for other in _neighbours(country)
        if code in borders.divisions_along(*sorted((country, other)))
    )


@lru_cache(maxsize=512)
def outlined(code: str) -> bool:
    """Whether the data have a division's outline, so that stretches of a border can be told by it."""
    return code in borders.outlines().codes.get(code.partition(".")[0], [])


def _is_near(code: str, pair: Pair) -> bool:
    """Whether a division's point lies near a border, for divisions without an outline."""
    gazetteer = open_gazetteer()
    row = gazetteer.row_of_code(code)
    place = None if row is None else gazetteer.place(row)
    if place is None or place.lat is None or place.lon is None:
        return False
    coordinates = shapely.get_coordinates(borders.border_line(*sorted(pair)))
    east = (coordinates[:, 0] - place.lon) * np.cos(np.radians(place.lat))
    return bool(np.hypot(east, coordinates[:, 1] - place.lat).min() < _NEAR_DEGREES)


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
def beyond(pair: Pair, direction: str) -> str | None:
    """Return the country of a border that lies in a direction from the other: of North and South Korea the northern one."""
    one, other = sorted(pair)
    west, south, east, north = borders.embedded().bounds(one)
    left, bottom, right, top = borders.embedded().bounds(other)
    up, over = north + south - top - bottom, east + west - right - left
    ahead = {"north": up, "south": -up, "east": over, "west": -over}[direction]
    return one if ahead > 0 else other


@lru_cache(maxsize=256)
def _neighbours(country: str) -> frozenset[str]:
    try:
        return frozenset(borders.neighbours(country))
    except UnknownBorderError:
        return frozenset()
