"""Borders and countries in another point of view than the default: the same data, some of it given to another country.

Also what the data show otherwise than the default point of view, or than one side of a border has it.
"""

import shapely
from shapely import MultiLineString, MultiPolygon

from gazetteer.boundaries.borders_store import Boundaries
from gazetteer.errors import UnknownBorderError

DEPARTURES = (
    (
        {"IL-PS"},
        "East Jerusalem lies in Israel's area in the data; Security Council resolutions 252 (1968), 478 (1980) and 2334 (2016) hold it occupied",
    ),
    (
        {"IL-JO", "IL-LB", "IL-SY"},
        "the Golan Heights lie in Israel's area in the data; Security Council resolution 497 (1981) holds them Syrian",
    ),
    (
        {"CN-IN", "CN-PK", "IN-PK"},
        "in Jammu and Kashmir, Ladakh and Aksai Chin the data follow the lines of control; their final status is not agreed upon by the parties (note on United Nations map 4140)",
    ),
    ({"EG-SD"}, "the Halaib triangle lies in Egypt's area in the data, as administered; Sudan claims it"),
)
"""Where the lines of the data are not those that the General Assembly recognises, or rest on no agreement, by border."""


def notes(data: Boundaries, view: str, a: str, b: str) -> list[str]:
    """Return what there is to know about a border: what the data leave out, what is not agreed, what a view changes."""
    pair = "-".join(sorted((a, b)))
    found = [note for borders, note in DEPARTURES if pair in borders]
    found += [row["note"] for row in data.notes["overlaps"] if row["between"] == pair]
    if view != "un":
        found += [
            f"point of view {view}: {row['note']}; not shown: {row['lacks']}"
            for row in data.views.get(view, [])
        ]
    return found


def line(data: Boundaries, view: str, a: str, b: str) -> MultiLineString:
    """Return the land border of two countries in a view.

    Raises
    ------
    UnknownBorderError
        There is none, or the view gives one of the countries away.
    """
    lines: list[shapely.LineString] = []
    reason: UnknownBorderError | None = None
    for first, second in pairs(data, view, a, b):
        try:
            lines += data.line(first, second).geoms
        except UnknownBorderError as error:
            reason = reason or error
    for row in data.views[view]:
        if {row["from"], row["to"]} == {a, b}:
            lines += data.cut(view, row["from"]).geoms
    if not lines:
        raise reason or UnknownBorderError(f"{a} and {b} share no land border in the data")
    return MultiLineString(shapely.get_parts(shapely.line_merge(MultiLineString(lines))).tolist())


def polygon(data: Boundaries, view: str, country: str) -> MultiPolygon:
    """Return the land area of a country in a view.

    Raises
    ------
    UnknownBorderError
        The data have no such country, or the view gives it away.
    """
    _check(data, view, country)
    area: shapely.Geometry = data.polygon(country)
    for row in data.views[view]:
        if country == row["to"]:
            area = shapely.union(area, data.part(view, row["from"]))
        elif country == row["from"]:
            area = shapely.difference(area, data.part(view, country))
    return MultiPolygon([part for part in shapely.get_parts(area) if isinstance(part, shapely.Polygon)])


def neighbours(data: Boundaries, view: str, country: str) -> list[str]:
    """Return the countries that share a land border with one in a view."""
    _check(data, view, country)
    own = {country, *_absorbed(data, view, country)}
    taken = {row["from"]: row["to"] for row in data.views[view] if not row["zone"]}
    found = {taken.get(other, other) for part in own for other in data.neighbours(part)}
    return sorted(found - own)


def pairs(data: Boundaries, view: str, a: str, b: str) -> list[tuple[str, str]]:
    """Return the pairs of the default view whose borders together are one of this view.

    Raises
    ------
    UnknownBorderError
        The view gives one of the countries away.
    """
    _check(data, view, a)
    _check(data, view, b)
    return [
        (first, second)
        for first in [a, *_absorbed(data, view, a)]
        for second in [b, *_absorbed(data, view, b)]
    ]


def _absorbed(data: Boundaries, view: str, country: str) -> list[str]:
    """Return the countries that a view gives to another as a whole."""
    return [row["from"] for row in data.views[view] if row["to"] == country and not row["zone"]]


def _check(data: Boundaries, view: str, country: str) -> None:
    for row in data.views[view]:
        if row["from"] == country and not row["zone"]:
            raise UnknownBorderError(
                f"in the point of view {view} {country} is part of {row['to']}: {row['note']}"
            )
