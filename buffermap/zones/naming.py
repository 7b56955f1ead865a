"""Names of countries and places that choose a line, as codes and points."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from buffermap.errors import InputError
from gazetteer.errors import UnknownPlaceError
from gazetteer.files.store import open_gazetteer
from gazetteer.names.lookup import resolve

if TYPE_CHECKING:
    from gazetteer.mention import Candidate
    from gazetteer.place import Kind

Point = tuple[float, float]
"""Latitude and longitude, degrees."""

_CODES = re.compile(r"\s*[A-Za-z]{2,3}\s*[-–—/]\s*[A-Za-z]{2,3}\s*")

_COORDINATES = re.compile(r"\s*(?P<lat>[+-]?\d+(?:\.\d+)?)\s*[,;]\s*(?P<lon>[+-]?\d+(?:\.\d+)?)\s*")


def countries_of(spec: str) -> tuple[str, ...]:
    """Return the ISO alpha-2 codes that ``RU-UA``, ``Ukraine–Russia`` or ``UA`` name."""
    if _CODES.fullmatch(spec):
        # "NO-RU" is a pair, whatever country has a name that reads like it
        return _pair(spec, *_splits(spec)[0])
    try:
        return (country_code(spec),)
    except LookupError as unknown:
        parts = _splits(spec)
        for a, b in parts:
            try:
                return _pair(spec, a, b)
            except LookupError:
                continue
        if parts:
            country_code(parts[0][0])
            country_code(parts[0][1])
        raise unknown from None


def _pair(spec: str, a: str, b: str) -> tuple[str, str]:
    pair = country_code(a), country_code(b)
    if pair[0] == pair[1]:
        raise InputError(f"{spec!r} names one country twice; a border has two")
    return pair


def _splits(spec: str) -> list[tuple[str, str]]:
    """Return the ways to read a text as two names around a dash (names may hold hyphens themselves)."""
    marks = list(re.finditer(r"\s*(?:--|[-–—/])\s*", spec))
    pairs = [(spec[: mark.start()].strip(), spec[mark.end() :].strip()) for mark in marks]
    return [(a, b) for a, b in pairs if a and b]


def country_code(name: str) -> str:
    """Return the ISO alpha-2 code of a country by code or name.

    Raises
    ------
    UnknownPlaceError
        With the countries whose names come near.
    """
    name = name.strip()
    codes = open_gazetteer().countries
    if name.upper() in codes and len(name) == 2:
        return name.upper()
    found = places_called(name, kind="country")
    # A border is no place for guesses: a similar name is offered, not taken.
    exact = [candidate for candidate in found if "similar" not in candidate.reason]
    if exact:
        return exact[0].country
    meant = " or ".join(candidate.name for candidate in found[:2])
    raise UnknownPlaceError(
        f"no country is called {name!r}; did you mean {meant}?"
        if meant
        else f"no country is called {name!r}; use its ISO code or name, for example UA or Ukraine"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point that somebody named.

    Parameters
    ----------
    label
        Its name as the gazetteer has it, or the coordinates as written.
    lat, lon
        Degrees.
    country
        ISO 3166 code; empty for coordinates.
    population
        Listed inhabitants; None where unknown.
    note
        What is to be said of how it was found.
    """

    label: str
    lat: float
    lon: float
    country: str = ""
    population: int | None = None
    note: str = ""


def taken_for(written: str, candidate: "Candidate") -> str:
    """Say what a name was taken for where it is written as no source writes it."""
    by_rule = any(word in candidate.reason for word in ("similar", "spelling"))
    return f"“{written}” was taken for {candidate.name} ({candidate.reason})" if by_rule else ""


def spot(place: "str | Point", *, countries: Sequence[str] = ()) -> Spot:
    """Return the settlement or site that a name leads to, or the point that coordinates are.

    Parameters
    ----------
    place
        A name, ``"LAT,LON"``, or latitude and longitude.
    countries
        Where to look: ISO codes; everywhere by default.

    Raises
    ------
    InputError
        Coordinates that are no point on Earth.
    UnknownPlaceError
        No settlement or site is called so.
    """
    if not isinstance(place, str):
        lat, lon = checked(*place, written=str(place))
        return Spot(label=f"{lat:g}, {lon:g}", lat=lat, lon=lon)
    if written := _COORDINATES.fullmatch(place):
        lat, lon = checked(float(written["lat"]), float(written["lon"]), written=place)
        return Spot(label=place.strip(), lat=lat, lon=lon)
    for found in places_called(place, countries=countries):
        if found.lat is not None and found.lon is not None and found.kind in ("settlement", "site"):
            return Spot(
                label=found.name,
                lat=found.lat,
                lon=found.lon,
                country=found.country,
                population=_population(found.geonameid),
                note=taken_for(place, found),
            )
    where = f" in {' or '.join(countries)}" if countries else ""
    raise UnknownPlaceError(f"no settlement called {place!r}{where}; give LAT,LON instead")


def checked(lat: float, lon: float, *, written: str) -> Point:
    """Return latitude and longitude that are a point on Earth; ``written`` is how the user wrote them."""
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        swapped = " (latitude comes first)" if abs(lat) <= 180 and abs(lon) <= 90 else ""
        raise InputError(f"{written!r} is no point on Earth{swapped}; write LAT,LON, for example 50.9,34.8")
    return lat, lon


def places_called(
    name: str, *, kind: "Kind | None" = None, countries: Sequence[str] | None = None
) -> "list[Candidate]":
    """Return the places that a name may mean, best first, only those of some countries if any are given."""
    found: list[Candidate] = []
    wanted: Sequence[str | None] = countries or [None]
    for country in wanted:
        found += resolve(name, gazetteer=open_gazetteer(), kind=kind, country=country)
    return sorted(found, key=lambda candidate: -candidate.score)


def _population(geonameid: int) -> int | None:
    gazetteer = open_gazetteer()
    row = gazetteer.row_of(geonameid)
    return None if row is None else gazetteer.place(row).population
