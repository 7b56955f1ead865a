"""The line that a zone is drawn along: a border, a stretch of it, or a line of the analyst's own.

Names in, geometry out. What cannot be found is an error that says what there is.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from buffermap.errors import InputError
from buffermap.zones.naming import Point, Spot, countries_of, places_called, spot, taken_for
from buffermap.zones.ownline import joined, read_line
from gazetteer.boundaries import borders
from gazetteer.boundaries.lines import RIVER_ACCURACY_M, NamedLine, named_lines
from gazetteer.errors import UnknownBorderError, UnknownPlaceError
from gazetteer.files.store import open_gazetteer
from gazetteer.userdata.boundaries import Area, area_called
from geo.around import around_point
from geo.between import between
from geo.border import Border
from geo.containment import point_accuracy_m
from geo.distance import index_of
from geo.line import own_border

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


FARTHEST_M = 500_000.0
"""Places farther from a border than its deepest zone do not choose a part of it."""


def border(
    spec: str | None = None,
    *,
    along: str | Sequence[str] | None = None,
    between: "tuple[str | Point, str | Point] | None" = None,
    around: "str | Point | None" = None,
    line: "str | Path | BaseGeometry | None" = None,
    sublayer: str | Sequence[str] | None = None,
    columns: Mapping[str, str] | None = None,
    pov: str = "un",
) -> "Border":
    """Choose a border, a stretch of it, or a place that zones lie around.

    Parameters
    ----------
    spec
        Two countries in either order (``"RU-UA"``; ISO 3166 codes of two or three letters, or names), or one country
        for the whole of its land border; or a line with a name of its own (``"Line of Control"``, ``"Green Line"``,
        ``"Litani"``; the sides of a river are its ``left`` and ``right`` bank).
    along
        First-level divisions of either side, by any of their names, or divisions of lower levels whose boundaries you
        added, by their names or codes there: only the parts of the border that they touch.
    between
        Two places or ``(lat, lon)`` points: only the part of the border between their nearest points.
    around
        A settlement or ``(lat, lon)`` point instead of a border: its zones are discs. Its sides are the countries near
        it; ``spec`` says in which countries to look for the name.
    line
        A file or geometry (EPSG:4326) with a line or area of your own instead of a border; its sides are ``left`` and
        ``right`` of a line's direction, ``inside`` and ``outside`` of an area. Points (of a table, say) are a line in
        their order; pieces that meet are joined, and those that run against the others turned, which is noted.
    sublayer
        Which layer or sheet of a file that has several.
    columns
        Which column of a table of points holds what: field -> column; the others are guessed.
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
        if spec or along is not None or between or around:
            raise InputError("a line of your own has no divisions or ends to choose by: give it alone")
        return own_line(line, sublayer=sublayer, columns=columns)
    if around is not None:
        if along is not None or between:
            raise InputError("a zone around a place follows no border: leave along and between out")
        return _around(around, countries=countries_of(spec) if spec else (), pov=pov)
    if not spec:
        raise InputError('name a border, for example "RU-UA", or a country for the whole of its border')
    if along and between:
        raise InputError("choose the stretch along divisions or between two places, not both")
    names = [along] if isinstance(along, str) else list(along or ())
    if any(not name.strip() for name in names):
        raise InputError(
            "the name of a division to go along is empty; name one, or leave it out for the whole border"
        )
    if (named := named_lines().find(spec)) and not (names or between):
        return _named(named, pov=pov)
    countries = countries_of(spec)
    whole = (
        _border_of_one(countries[0], pov)
        if len(countries) == 1
        else _border_of_two(countries[0], countries[1], pov)
    )
    if names:
        return _along(whole, names)
    return _between(whole, between) if between else whole


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
        inside = [known.name for known in named_lines().all if known.inside == country]
        there = f"; the data have its {', '.join(inside)}: --border {inside[0]!r}" if inside else ""
        raise UnknownBorderError(
            f"{country} has no land border in the data{there or '; for a line inside it use --line FILE'}"
        )
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
    """Return the parts of a border that divisions touch: of the first level, or of any whose boundaries were added."""
    touching = {pair: borders.divisions_along(*pair, pov=whole.pov) for pair in _pairs(whole)}
    there = sorted(set().union(*touching.values()))
    lower = {name: found for name in names if (found := _added_area(whole, name, there))}
    divisions = [_division(whole, name, touching=there) for name in names if name not in lower]
    codes = {one.code for one in divisions}
    along: list[Any] = []
    rest: list[Any] = []
    for pair, known in touching.items():
        areas = [area for area in lower.values() if area.country in pair]
        chosen, others = borders.stretch_lines(*pair, sorted(codes & known), pov=whole.pov, areas=areas)
        along += shapely.get_parts(chosen).tolist()
        rest += shapely.get_parts(others).tolist()
    if not along:
        raise InputError(
            f"{', '.join(one.name for one in lower.values())} does not touch the border {whole.name}"
        )
    called = [*(one.name for one in divisions), *(one.name for one in lower.values())]
    return replace(
        whole,
        line=shapely.MultiLineString(along),
        rest=shapely.MultiLineString(rest),
        along=tuple(dict.fromkeys(called)),
        notes=(*whole.notes, *(one.note for one in divisions if one.note)),
    )


def _added_area(whole: "Border", name: str, touching: Sequence[str]) -> Area | None:
    """Return the added division of a name that is no first-level one along the border; None where there is none."""
    found = area_called(name, list(whole.sides))
    if not found or found[0].level == 1:
        return None
    try:
        first_level = _division(whole, name, touching=touching)
    except (UnknownPlaceError, InputError):
        return found[0]
    return found[0] if first_level.note else None  # a name as it stands beats one that is taken for a slip


def _pairs(whole: "Border") -> list[tuple[str, str]]:
    codes = list(whole.sides)
    if "-" in whole.name:
        return [(codes[0], codes[1])]
    return [(whole.name, other) for other in codes if other != whole.name]


class _Division(NamedTuple):
    code: str
    name: str
    note: str  # what is to be said of how it was found


def _division(whole: "Border", name: str, *, touching: Sequence[str]) -> _Division:
    """Return the division of that name that touches the border."""
    gazetteer = open_gazetteer()
    found = [
        _Division(gazetteer.code(row), gazetteer.name(row), taken_for(name, candidate))
        for candidate in places_called(name, kind="admin1", countries=list(whole.sides))
        if (row := gazetteer.row_of(candidate.geonameid)) is not None
    ]
    for one in found:
        if one.code in touching:
            return one
    there = ", ".join(
        gazetteer.name(row) for code in touching if (row := gazetteer.row_of_code(code)) is not None
    )
    if found:
        raise InputError(f"{found[0].name} does not touch the border {whole.name}; along it lie {there}")
    raise UnknownPlaceError(
        f"no first-level division called {name!r} in {' or '.join(whole.sides)}; along the border lie {there}"
    )


def _between(whole: "Border", ends: "tuple[str | Point, str | Point]") -> "Border":
    """Return the part of a border between the points nearest to two places."""
    points = [spot(end, countries=list(whole.sides)) for end in ends]
    _check_nearby(whole, points)
    part, rest = between(whole.line, *[(point.lon, point.lat) for point in points])
    return replace(
        whole,
        line=part,
        rest=rest,
        along=(f"between {points[0].label} and {points[1].label}",),
        notes=(*whole.notes, *(point.note for point in points if point.note)),
    )


def _check_nearby(whole: "Border", points: Sequence[Spot]) -> None:
    """Refuse points that no zone along the border could reach: nearest points would be found for any slip."""
    for point in points:
        away_m = index_of(whole).distance_m([point.lon], [point.lat])[0]
        if away_m <= FARTHEST_M:
            continue
        swapped = (
            abs(point.lon) <= 90 and index_of(whole).distance_m([point.lat], [point.lon])[0] <= FARTHEST_M
        )
        hint = "; are latitude and longitude swapped? Latitude comes first" if swapped else ""
        raise InputError(f"{point.label} lies {away_m / 1000:,.0f} km from the border {whole.name}{hint}")


def _around(place: "str | Point", *, countries: Sequence[str], pov: str) -> "Border":
    """Return a place as the middle of discs, with the countries near it as sides."""
    middle = spot(place, countries=countries)
    near = borders.countries_near(middle.lon, middle.lat, within_m=FARTHEST_M)
    discs = around_point(
        middle.lon,
        middle.lat,
        sides={code: borders.country_polygon(code, pov=pov) for code in near},
        name=f"around {middle.label}",
        accuracy_m=float(point_accuracy_m([middle.population or math.nan])[0]),
    )
    return replace(discs, notes=(*discs.notes, middle.note)) if middle.note else discs


def _named(line: NamedLine, *, pov: str) -> "Border":
    """Return a line that has a name of its own."""
    if line.countries:
        first, second = line.countries.split("-")
        whole = _border_of_two(first, second, pov)
        found = _along(whole, line.along) if line.along else whole
    elif line.is_river:
        found = own_border(named_lines().course(line), name=line.name, accuracy_m=RIVER_ACCURACY_M)
    else:
        found = Border(
            line=named_lines().course(line), sides=named_lines().areas(line), name=line.name, pov=pov
        )
    return replace(found, notes=(*found.notes, f"{line.name}: {line.note}"))


def own_line(
    line: "str | Path | BaseGeometry",
    *,
    sublayer: str | Sequence[str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> "Border":
    """Return a line or area of the analyst's own, with its sides; see `border`.

    Parameters
    ----------
    line
        A file, or a geometry (EPSG:4326).
    sublayer
        Which layer of a file that has several.
    columns
        Which column of a table of points holds what: field -> column.
    """
    if isinstance(line, (str, Path)):
        geometry, notes = read_line(Path(line), sublayer=sublayer, chosen=columns)
        return replace(own_border(geometry, name=Path(line).stem), notes=notes)
    if line.geom_type != "MultiLineString":
        return own_border(line, name="own line")
    geometry, notes = joined(list(shapely.get_parts(line)))
    return replace(own_border(geometry, name="own line"), notes=notes)
