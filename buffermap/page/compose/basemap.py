"""What lies below everything else on the map: countries, waters and divisions near the stretch, names of larger towns."""

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon

from buffermap.page.data import PageArea, PageBasemap, PageLabel
from buffermap.page.wire import world
from buffermap.words import Words
from buffermap.zones import dateline
from gazetteer.boundaries import borders
from gazetteer.boundaries.waters import waters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from gazetteer.files.store import Gazetteer

Bounds = tuple[float, float, float, float]

MAX_LABELS = 250
MOST_OF_RIVERS = 6_000  # vertices
WIDEST = 120.0  # degrees of longitude
_BESIDE_DEG = 0.03  # so near a border of countries a river is the border, known better


def basemap(gazetteer: "Gazetteer", *, bounds: Bounds, language: str = "en") -> PageBasemap:
    """Return the basemap of a view (west, south, east, north; degrees), which may run on beyond 180."""
    west, _, east, _ = bounds
    if east - west > WIDEST:  # what the outlines of the world show well enough
        return PageBasemap(labels=_labels(gazetteer, dateline.ordinary(bounds), Words(language)))
    boxes = dateline.ordinary(bounds)
    areas = [
        area for box in boxes for area in (*world.countries_in(box), *_areas(gazetteer, box, Words(language)))
    ]
    return PageBasemap(
        areas=tuple(areas),
        waters=_waters(boxes, [one.area for one in areas if one.level == 0]),
        labels=_labels(gazetteer, boxes, Words(language)),
        bounds=bounds,
    )


def _waters(
    boxes: list[Bounds], countries: "Sequence[BaseGeometry]"
) -> "tuple[MultiLineString, MultiPolygon]":
    """Return the rivers and lakes of a view, without the rivers that are the border of countries."""
    boundaries = shapely.boundary(np.array(countries, dtype=object))
    borders_of = shapely.simplify(boundaries, _BESIDE_DEG / 3, preserve_topology=False)
    beside = shapely.union_all(shapely.buffer(borders_of, _BESIDE_DEG, quad_segs=1))
    rivers = [
        part
        for box in boxes
        for part in shapely.get_parts(shapely.difference(waters().rivers(box, most=MOST_OF_RIVERS), beside))
    ]
    lakes = [part for box in boxes for part in waters().lakes(box).geoms]
    return MultiLineString([one for one in rivers if one.length > 5 * _BESIDE_DEG]), MultiPolygon(lakes)


def _areas(gazetteer: "Gazetteer", bounds: Bounds, words: Words) -> "Iterator[PageArea]":
    """Outlines of the first-level divisions that reach into the view."""
    for code, outline in borders.outlines_in(bounds):
        row = gazetteer.row_of_code(code)
        if row is not None:
            name = words.name(gazetteer.name(row), gazetteer.place(row).name_local)
            yield PageArea(code=code, name=name, level=1, area=outline)


def _labels(gazetteer: "Gazetteer", boxes: list[Bounds], words: Words) -> tuple[PageLabel, ...]:
    """Names of the most populous settlements in the view."""
    rows = np.unique(np.concatenate([gazetteer.settlement_rows(bbox=box) for box in boxes]))
    population = gazetteer.population[rows]
    largest = rows[np.argsort(-population, kind="stable")[:MAX_LABELS]]
    return tuple(
        PageLabel(
            name=words.name(gazetteer.name(row), gazetteer.place(row).name_local),
            lat=float(gazetteer.lat[row]),
            lon=float(gazetteer.lon[row]),
            rank=max(int(gazetteer.population[row]), 0),
        )
        for row in largest.tolist()
    )
