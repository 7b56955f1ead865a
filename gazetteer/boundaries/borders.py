"""Country borders, country polygons and first-level outlines, as the data that ship hold them.

Countries go by their ISO 3166 alpha-2 code, divisions by their GeoNames code (``RU.41``). All geometry is in
EPSG:4326, longitude first. A country's polygon has exactly the vertices of its borders.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import shapely.affinity
from numpy.typing import NDArray
from shapely import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from gazetteer.boundaries import views
from gazetteer.boundaries.borders_store import Boundaries
from gazetteer.boundaries.outlines_store import Outlines
from gazetteer.errors import UnknownBorderError
from gazetteer.files.store import open_gazetteer
from gazetteer.place import Place
from gazetteer.userdata import boundaries as added

Bounds = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


def border_pairs() -> list[tuple[str, str]]:
    """Return all pairs of countries that share a land border, in alphabetical order."""
    return embedded().pairs


def neighbours(country: str, *, pov: str = "un") -> list[str]:
    """Return the countries that share a land border with one."""
    view = checked_view(pov)
    return embedded().neighbours(country) if view == "un" else views.neighbours(embedded(), view, country)


def border_line(a: str, b: str, *, pov: str = "un") -> MultiLineString:
    """Return the land border of two countries.

    Raises
    ------
    UnknownBorderError
        They share none in the data, or not in this point of view; the message says what there is.
    """
    view = checked_view(pov)
    return embedded().line(a, b) if view == "un" else views.line(embedded(), view, a, b)


def country_polygon(country: str, *, near: Bounds | None = None, pov: str = "un") -> MultiPolygon:
    """Return the land area of a country.

    Parameters
    ----------
    country
        ISO 3166 alpha-2 code.
    near
        Only the part within these bounds; the cut edges are not borders.
    pov
        Point of view.

    Raises
    ------
    UnknownBorderError
        The data have no such country, or not in this point of view.
    """
    view = checked_view(pov)
    area = embedded().polygon(country) if view == "un" else views.polygon(embedded(), view, country)
    return area if near is None else _clipped(area, near)


def checked_view(pov: str) -> str:
    """Return a point of view that the data can show.

    Raises
    ------
    UnknownBorderError
        They cannot; the message says what they can.
    """
    known = embedded().views
    if pov.lower() == "un" or pov.upper() in known:
        return "un" if pov.lower() == "un" else pov.upper()
    raise UnknownBorderError(
        f"the border data have no point of view {pov!r}; they show un (as the UN General Assembly has it) "
        f"and {', '.join(known)}"
    )


def border_notes(a: str, b: str, *, pov: str = "un") -> list[str]:
    """Return what there is to know about a border: areas in dispute, where the data depart from the point of view.

    Raises
    ------
    UnknownBorderError
        The data cannot show the point of view.
    """
    return views.notes(embedded(), checked_view(pov), a, b)


def runs(a: str, b: str, *, pov: str = "un") -> Iterator[tuple[MultiLineString, tuple[str, str]]]:
    """Yield the parts of a border along which both sides keep their first-level division, in the border's order.

    Each with the codes of the divisions, in the alphabetical order of the countries; empty where the data have none.
    """
    for segments, divisions, counts in _labelled(a, b, checked_view(pov)):
        parts = np.split(segments, np.cumsum(counts)[:-1])
        for part, (first, second) in zip(parts, divisions.tolist(), strict=True):
            yield _chained(part), (first, second)


def divisions_along(a: str, b: str, *, pov: str = "un") -> set[str]:
    """Return the codes of the divisions that a border touches on either side."""
    if checked_view(pov) == "un" and not added.version_with_boundaries():
        # labels alone: the geometry, which is most of the work, is not needed
        first, second = sorted((a, b))
        left, right, _ = outlines().labels(first, second).T
        sides = ((first, left), (second, right))
        return {
            code
            for one, numbers in sides
            for code in np.array(_codes(one))[np.unique(numbers)].tolist()
            if code
        }
    return {
        code
        for _, codes, _ in _labelled(a, b, checked_view(pov))
        for code in np.unique(codes).tolist()
        if code
    }


def stretch_lines(
    a: str, b: str, codes: Sequence[str], *, pov: str = "un", areas: Sequence[added.Area] = ()
) -> tuple[MultiLineString, MultiLineString]:
    """Return the part of a border that some divisions touch, and the rest of it.

    Parameters
    ----------
    codes
        First-level divisions.
    areas
        Divisions of any level whose boundaries the user has added: they touch the border where none of the same level in
        their country is nearer.
    """
    chosen: list[NDArray[np.float64]] = []
    others: list[NDArray[np.float64]] = []
    for segments, divisions, count in _labelled(a, b, checked_view(pov)):
        wanted = np.repeat(np.isin(divisions, codes).any(axis=1), count)
        for area in areas:
            cells = [cell for _, cell in added.areas_of(area.country, area.level) or ()]
            nearest = shapely.STRtree(cells).nearest(shapely.points(segments.mean(axis=1)))
            wanted = wanted | (nearest == area.number)
        chosen.append(segments[wanted])
        others.append(segments[~wanted])
    return _joined(np.concatenate(chosen)), _joined(np.concatenate(others))


_Labelled = tuple[NDArray[np.float64], NDArray[np.str_], NDArray[np.int32]]
"""Segments (n, 2, 2); the divisions on both sides of each run of them (m, 2); how many segments each run has (m)."""


def _labelled(a: str, b: str, view: str) -> list[_Labelled]:
    """Return the lines that make up a border in a view, with the divisions beside them."""
    if view == "un":
        return [_labelled_pair(a, b)]
    there = [
        pair for pair in views.pairs(embedded(), view, a, b) if pair[1] in embedded().neighbours(pair[0])
    ]
    given = [row["from"] for row in embedded().views[view] if {row["from"], row["to"]} == {a, b}]
    return [_labelled_pair(*pair) for pair in there] + [_labelled_cut(view, c) for c in given]


def _labelled_pair(a: str, b: str) -> _Labelled:
    first, second = sorted((a, b))
    left, right, count = outlines().labels(first, second).T
    divisions = np.column_stack([np.array(_codes(first))[left], np.array(_codes(second))[right]])
    segments = embedded().segments(first, second)
    version = added.version_with_boundaries()
    if version and (added.cells(first) or added.cells(second)):
        divisions, count = _relabelled(first, second, version)
    return segments, divisions, count


@lru_cache(maxsize=16)
def _relabelled(first: str, second: str, version: Path) -> tuple[NDArray[np.str_], NDArray[np.int32]]:
    """Label a border by the boundaries that the user has added (in this version), on the sides that have any."""
    del version  # part of the key only
    left, right, count = outlines().labels(first, second).T
    middle = shapely.points(embedded().segments(first, second).mean(axis=1))
    sides = [
        _nearest(middle, cells)
        if (cells := added.cells(country))
        else np.repeat(np.array(_codes(country))[numbers], count)
        for country, numbers in ((first, left), (second, right))
    ]
    labels = np.column_stack(sides)
    starts = np.flatnonzero(np.r_[True, (labels[1:] != labels[:-1]).any(axis=1)])
    return labels[starts], np.diff([*starts, len(labels)]).astype(np.int32)


def _labelled_cut(view: str, country: str) -> _Labelled:
    """Label a line that a view draws across a country by the divisions nearest to it on both sides."""
    lines = [shapely.get_coordinates(part) for part in embedded().cut(view, country).geoms]
    pairs = [np.stack([part[:-1], part[1:]], axis=1) for part in lines]
    segments = np.concatenate([*pairs, np.empty((0, 2, 2))])
    given = embedded().part(view, country)
    cells = {code: outlines().cell(code) for code in outlines().codes.get(country, [])}
    away = {code: bool(given.contains(cell.representative_point())) for code, cell in cells.items()}
    middle = shapely.points(segments.mean(axis=1))
    sides = [_nearest(middle, {c: cells[c] for c in cells if away[c] == side}) for side in (False, True)]
    return segments, np.column_stack(sides), np.ones(len(segments), dtype=np.int32)


def _nearest(points: NDArray[np.object_], cells: dict[str, MultiPolygon]) -> NDArray[np.str_]:
    """Return the code of the cell nearest to each point; empty without cells."""
    if not cells or not len(points):
        return np.full(len(points), "")
    found: NDArray[np.str_] = np.array(list(cells))[shapely.STRtree(list(cells.values())).nearest(points)]
    return found


def outline(place: Place | int | str) -> MultiPolygon | None:
    """Return the outline of a country or first-level division; None where the data have none.

    Parameters
    ----------
    place
        A place, its geonameid, or a code: GeoNames' of a division (``RU.41``), ISO 3166 of a country.

    Notes
    -----
    Along land borders the outline follows the accurate line; elsewhere it is 1-4 km off: to draw, not to measure.
    Boundaries that the user has added are returned as they are, those of second-level divisions too.
    """
    code = place if isinstance(place, str) else _code(place)
    if code in embedded().countries:
        return country_polygon(code)
    own = added.outline(place.geonameid if isinstance(place, Place) else place)
    if own is not None:
        return own
    country = outlines().country_of(code)
    if country is None:
        return None
    return _whole_outline(country, code)


@lru_cache(maxsize=64)
def _whole_outline(country: str, code: str) -> MultiPolygon:
    return _outline(country_polygon(country), outlines().cell(code))


def outlines_in(bounds: Bounds) -> Iterator[tuple[str, MultiPolygon]]:
    """Yield code and outline of each first-level division that reaches into some bounds, cut at the bounds."""
    frame = shapely.box(*bounds)
    for country in outlines().codes:
        if not frame.intersects(shapely.box(*embedded().bounds(country))):
            continue
        if own := added.cells(country):
            yield from ((c, part) for c, cell in own.items() if not (part := _clipped(cell, bounds)).is_empty)
            continue
        area = cut(country_polygon(country), bounds)
        for code, raw in outlines().cells(country).items():
            if not frame.intersects(shapely.box(*raw.bounds)):
                continue
            within = frame.contains_properly(shapely.box(*raw.bounds))
            found = _whole_outline(country, code) if within else _outline(area, outlines().cell(code))
            if not found.is_empty:
                yield code, found


def cut(shape: BaseGeometry, bounds: Bounds) -> BaseGeometry:
    """Cut a shape at bounds: quickly, or exactly where a ring that touches them leaves nothing to cut quickly."""
    try:
        return shapely.clip_by_rect(shape, *bounds)
    except shapely.GEOSException:
        return shapely.intersection(shapely.make_valid(shape), shapely.box(*bounds))


def _clipped(area: MultiPolygon, bounds: Bounds) -> MultiPolygon:
    return _areal(cut(area, bounds))


def _outline(area: BaseGeometry, cell: MultiPolygon) -> MultiPolygon:
    """Cut a country by a cell, by way of the part around the cell: a country has too many vertices for each."""
    west, south, east, north = cell.bounds
    near = cut(area, (west - 1e-3, south - 1e-3, east + 1e-3, north + 1e-3))
    return _areal(shapely.intersection(near if near.is_valid else shapely.make_valid(near), cell))


@lru_cache(maxsize=1)
def embedded() -> Boundaries:
    """Return the borders that ship."""
    return Boundaries()


def countries_near(lon: float, lat: float, *, within_m: float) -> list[str]:
    """Return the countries whose land may come within a distance of a point, in the order of their codes.

    A little too many rather than too few: distances are those of a sphere's degrees.
    """
    north = within_m / 110_000
    east = north / max(np.cos(np.radians(min(abs(lat) + north, 89.0))), 0.02)
    box = shapely.box(lon - east, lat - north, lon + east, lat + north)
    boxes = [shapely.affinity.translate(box, turn) for turn in (-360, 0, 360)]
    return [
        country
        for country in embedded().countries
        if any(shapely.box(*embedded().bounds(country)).intersects(one) for one in boxes)
        and any(embedded().polygon(country).intersects(one) for one in boxes)
    ]


@lru_cache(maxsize=1)
def outlines() -> Outlines:
    """Return the divisions that ship."""
    return Outlines()


def _code(place: Place | int) -> str:
    """Return the code under which the boundaries know a place; empty where they cannot know it."""
    if isinstance(place, Place):
        return (
            place.country if place.kind == "country" else (place.kind == "admin1" and place.admin1_code) or ""
        )
    gazetteer = open_gazetteer()
    row = gazetteer.row_of(place)
    return "" if row is None else gazetteer.code(row)


def _codes(country: str) -> list[str]:
    """Return the codes that a border's labels number; the last (-1) is that of no division."""
    return [*outlines().codes.get(country, []), ""]


def _joined(segments: NDArray[np.float64]) -> MultiLineString:
    """Return segments as lines as long as they can be."""
    merged = shapely.line_merge(_chained(segments))
    return MultiLineString(shapely.get_parts(merged).tolist())


def _chained(segments: NDArray[np.float64]) -> MultiLineString:
    """Return segments as lines, in their order and direction."""
    if not len(segments):
        return MultiLineString()
    parts = np.concatenate([[0], np.cumsum((segments[1:, 0] != segments[:-1, 1]).any(axis=1))])
    # a chain is the first point of each segment and the last of its last
    last = np.append(np.flatnonzero(np.diff(parts)), len(parts) - 1)
    points = np.insert(segments[:, 0], last + 1, segments[last, 1], axis=0)
    lines: Any = shapely.linestrings(points, indices=np.insert(parts, last + 1, parts[last]))
    return MultiLineString(lines.tolist())


def _areal(area: shapely.Geometry) -> MultiPolygon:
    """Return the polygons of a shape."""
    parts = shapely.get_parts(shapely.get_parts(area))
    return MultiPolygon(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON].tolist())
