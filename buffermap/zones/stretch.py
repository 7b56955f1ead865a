"""The line that a zone is drawn along: a border, a stretch of it, or a line of the analyst's own.

Names in, geometry out. What cannot be found is an error that says what there is.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from buffermap.errors import InputError
from gazetteer.boundaries import borders
from gazetteer.errors import UnknownBorderError, UnknownPlaceError
from gazetteer.files.store import open_gazetteer
from gazetteer.names.lookup import resolve
from geo.between import between
from geo.border import Border
from geo.distance import index_of
from geo.line import own_border

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gazetteer.mention import Candidate
    from gazetteer.place import Kind

Point = tuple[float, float]
"""Latitude and longitude, degrees."""

_CODES = re.compile(r"\s*[A-Za-z]{2,3}\s*[-–—/]\s*[A-Za-z]{2,3}\s*")

FARTHEST_M = 500_000.0
"""Places farther from a border than its deepest zone do not choose a part of it."""

_COORDINATES = re.compile(r"\s*(?P<lat>[+-]?\d+(?:\.\d+)?)\s*[,;]\s*(?P<lon>[+-]?\d+(?:\.\d+)?)\s*")


def border(
    spec: str | None = None,
    *,
    along: str | Sequence[str] | None = None,
    between: "tuple[str | Point, str | Point] | None" = None,
    line: "str | Path | BaseGeometry | None" = None,
    pov: str = "un",
) -> "Border":
    """Choose a border or a stretch of it.

    Parameters
    ----------
    spec
        Two countries in either order (``"RU-UA"``; ISO 3166 codes of two or three letters, or names), or one country
        for the whole of its land border.
    along
        First-level divisions of either side, by any of their names: only the parts of the border that they touch.
    between
        Two places or ``(lat, lon)`` points: only the part of the border between their nearest points.
    line
        A file or geometry (EPSG:4326) with a line or area of your own instead of a border; its sides are ``left`` and
        ``right`` of a line's direction, ``inside`` and ``outside`` of an area.
    pov
        Point of view of the border data: ``un``, or a country's own where the data can show it.

    Returns
    -------
    Border
        The line, the areas on its ``sides`` and its stated accuracy. In a notebook it shows itself.

    Raises
    ------
    InputError
        The request does not hold together, or a division does not touch the border.
    UnknownBorderError
        There is no such border; the message names those that exist.
    UnknownPlaceError
        A name leads to no place.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.border("EE-LV")
    <Border EE-LV: 344.4 km, pov=un>
    >>> bm.border("EE-LV", along="Valga").along
    ('Valgamaa',)
    >>> import shapely
    >>> list(bm.border(line=shapely.LineString([(37.9, 47.6), (37.7, 48.2)])).sides)
    ['left', 'right']
    """
    if line is not None:
        if spec or along or between:
            raise InputError("a line of your own has no divisions or ends to choose by: give it alone")
        return _own_line(line)
    if not spec:
        raise InputError('name a border, for example "RU-UA", or a country for the whole of its border')
    if along and between:
        raise InputError("choose the stretch along divisions or between two places, not both")
    countries = countries_of(spec)
    whole = (
        _border_of_one(countries[0], pov)
        if len(countries) == 1
        else _border_of_two(countries[0], countries[1], pov)
    )
    if along:
        names = [along] if isinstance(along, str) else list(along)
        return _along(whole, names)
    return _between(whole, between) if between else whole


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
    codes = _gazetteer().countries
    if name.upper() in codes and len(name) == 2:
        return name.upper()
    found = _resolve(name, kind="country")
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


def _border_of_two(a: str, b: str, pov: str) -> "Border":
    line = borders.border_line(a, b, pov=pov)
    first, second = sorted((a, b))
    return Border(
        line=line,
        sides={code: borders.country_polygon(code, pov=pov) for code in (first, second)},
        name=f"{first}-{second}",
        pov=pov,
        notes=tuple(borders.border_notes(first, second, pov=pov)),
    )


def _border_of_one(country: str, pov: str) -> "Border":
    """Return the whole land border of a country; its sides are the country and all of its neighbours."""
    neighbours = borders.neighbours(country, pov=pov)
    if not neighbours:
        raise UnknownBorderError(f"{country} has no land border in the data")
    lines = [
        part
        for other in neighbours
        for part in shapely.get_parts(borders.border_line(country, other, pov=pov))
    ]
    return Border(
        line=shapely.MultiLineString(lines),
        sides={code: borders.country_polygon(code, pov=pov) for code in (country, *neighbours)},
        name=country,
        pov=pov,
        notes=tuple(dict.fromkeys(n for c in neighbours for n in borders.border_notes(country, c, pov=pov))),
    )


def _along(whole: "Border", names: Sequence[str]) -> "Border":
    """Return the parts of a border that first-level divisions touch."""
    touching = {pair: borders.divisions_along(*pair, pov=whole.pov) for pair in _pairs(whole)}
    divisions = [_division(whole, name, touching=sorted(set().union(*touching.values()))) for name in names]
    codes = {code for code, _ in divisions}
    along: list[Any] = []
    rest: list[Any] = []
    for pair, there in touching.items():
        chosen, others = borders.stretch_lines(*pair, sorted(codes & there), pov=whole.pov)
        along += shapely.get_parts(chosen).tolist()
        rest += shapely.get_parts(others).tolist()
    return replace(
        whole,
        line=shapely.MultiLineString(along),
        rest=shapely.MultiLineString(rest),
        along=tuple(dict.fromkeys(name for _, name in divisions)),
    )


def _pairs(whole: "Border") -> list[tuple[str, str]]:
    codes = list(whole.sides)
    if "-" in whole.name:
        return [(codes[0], codes[1])]
    return [(whole.name, other) for other in codes if other != whole.name]


def _division(whole: "Border", name: str, *, touching: Sequence[str]) -> tuple[str, str]:
    """Return code and name of the division of that name that touches the border."""
    gazetteer = _gazetteer()
    found = [
        (gazetteer.code(row), gazetteer.name(row))
        for candidate in _resolve(name, kind="admin1", countries=list(whole.sides))
        if (row := gazetteer.row_of(candidate.geonameid)) is not None
    ]
    for code, known in found:
        if code in touching:
            return code, known
    there = ", ".join(
        gazetteer.name(row) for code in touching if (row := gazetteer.row_of_code(code)) is not None
    )
    if found:
        raise InputError(f"{found[0][1]} does not touch the border {whole.name}; along it lie {there}")
    raise UnknownPlaceError(
        f"no first-level division called {name!r} in {' or '.join(whole.sides)}; along the border lie {there}"
    )


def _between(whole: "Border", ends: "tuple[str | Point, str | Point]") -> "Border":
    """Return the part of a border between the points nearest to two places."""
    points = [_point(end, near=whole) for end in ends]
    _check_nearby(whole, points)
    part, rest = between(whole.line, *[(lon, lat) for _, lat, lon in points])
    return replace(whole, line=part, rest=rest, along=(f"between {points[0][0]} and {points[1][0]}",))


def _check_nearby(whole: "Border", points: "list[tuple[str, float, float]]") -> None:
    """Refuse points that no zone along the border could reach: nearest points would be found for any slip."""
    for label, lat, lon in points:
        away_m = index_of(whole).distance_m([lon], [lat])[0]
        if away_m <= FARTHEST_M:
            continue
        swapped = abs(lon) <= 90 and index_of(whole).distance_m([lat], [lon])[0] <= FARTHEST_M
        hint = "; are latitude and longitude swapped? Latitude comes first" if swapped else ""
        raise InputError(f"{label} lies {away_m / 1000:,.0f} km from the border {whole.name}{hint}")


def _point(place: "str | Point", *, near: "Border") -> tuple[str, float, float]:
    """Return label, latitude and longitude of a place or of coordinates."""
    if not isinstance(place, str):
        lat, lon = place
        return f"{lat:g}, {lon:g}", *_checked(lat, lon, str(place))
    written = _COORDINATES.fullmatch(place)
    if written:
        return place.strip(), *_checked(float(written["lat"]), float(written["lon"]), place)
    for candidate in _resolve(place, countries=list(near.sides)):
        if (
            candidate.lat is not None
            and candidate.lon is not None
            and candidate.kind in ("settlement", "site")
        ):
            return candidate.name, candidate.lat, candidate.lon
    raise UnknownPlaceError(
        f"no settlement called {place!r} in {' or '.join(near.sides)}; give LAT,LON instead"
    )


def _checked(lat: float, lon: float, written: str) -> Point:
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        swapped = " (latitude comes first)" if abs(lat) <= 180 and abs(lon) <= 90 else ""
        raise InputError(f"{written!r} is no point on Earth{swapped}; write LAT,LON, for example 50.9,34.8")
    return lat, lon


def _own_line(line: "str | Path | BaseGeometry") -> "Border":
    """Return a line or area of the analyst's own, with its sides."""
    if isinstance(line, (str, Path)):
        name, geometry = Path(line).stem, _read_geometry(Path(line))
    else:
        name, geometry = "own line", line
    return own_border(geometry, name=name)


def _read_geometry(path: Path) -> "BaseGeometry":
    """Read all lines and areas of a vector file, in EPSG:4326."""
    import geopandas as gpd
    from pyogrio.errors import DataSourceError

    if not path.is_file():
        raise InputError(f"there is no file {path}; --line takes a vector file with a line or an area")
    try:
        table = gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
    except (DataSourceError, ValueError, OSError) as error:
        raise InputError(f"{path.name} cannot be read as a vector file: {error}") from None
    geometry: Any = table.geometry[~(table.geometry.isna() | table.geometry.is_empty)]
    if geometry.empty:
        raise InputError(f"{path.name} has no geometry; --line takes a file with a line or an area")
    if geometry.crs is None:
        raise InputError(f"{path.name} does not say its coordinate system; save it with one, best EPSG:4326")
    merged: BaseGeometry = geometry.to_crs(4326).union_all()
    return merged


def _resolve(
    name: str, *, kind: "Kind | None" = None, countries: Sequence[str] | None = None
) -> "list[Candidate]":
    """Return the places that a name may mean, best first, only those of some countries if any are given."""
    found: list[Candidate] = []
    wanted: Sequence[str | None] = countries or [None]
    for country in wanted:
        found += resolve(name, gazetteer=_gazetteer(), kind=kind, country=country)
    return sorted(found, key=lambda candidate: -candidate.score)


def _gazetteer() -> Any:
    return open_gazetteer()
