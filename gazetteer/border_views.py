"""Borders and countries in another point of view than the default: the same data, some of it given to another country."""

import shapely
from shapely import MultiLineString, MultiPolygon

from gazetteer.borders_store import Boundaries
from gazetteer.errors import UnknownBorderError


def line(data: Boundaries, view: str, a: str, b: str) -> MultiLineString:
    """Return the land border of two countries in a view.

    Raises
    ------
    UnknownBorderError
        There is none, or the view gives one of the countries away.
    """
    lines: list[shapely.LineString] = []
    reason: UnknownBorderError | None = None
    for first, second in _pairs(data, view, a, b):
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


def _pairs(data: Boundaries, view: str, a: str, b: str) -> list[tuple[str, str]]:
    """Return the pairs of the default view whose borders together are one of this view."""
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
