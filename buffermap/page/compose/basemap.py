"""What lies below everything else on the map: countries and divisions near the stretch, names of the larger towns."""

from typing import TYPE_CHECKING

import numpy as np

from buffermap.page.data import PageArea, PageBasemap, PageLabel
from buffermap.page.wire import world
from gazetteer.boundaries import borders

if TYPE_CHECKING:
    from gazetteer.files.store import Gazetteer

Bounds = tuple[float, float, float, float]

MAX_LABELS = 250


def basemap(gazetteer: "Gazetteer", *, bounds: Bounds) -> PageBasemap:
    """Return the basemap of a view (west, south, east, north; degrees)."""
    areas = (*world.countries_in(bounds), *_areas(gazetteer, bounds))
    return PageBasemap(areas=areas, labels=_labels(gazetteer, bounds), bounds=bounds)


def _areas(gazetteer: "Gazetteer", bounds: Bounds) -> tuple[PageArea, ...]:
    """Outlines of the first-level divisions that reach into the view."""
    areas = []
    for code, outline in borders.outlines_in(bounds):
        row = gazetteer.row_of_code(code)
        if row is not None:
            areas.append(PageArea(code=code, name=gazetteer.name(row), level=1, area=outline))
    return tuple(areas)


def _labels(gazetteer: "Gazetteer", bounds: Bounds) -> tuple[PageLabel, ...]:
    """Names of the most populous settlements in the view."""
    rows = gazetteer.settlement_rows(bbox=bounds)
    population = gazetteer.population[rows]
    largest = rows[np.argsort(-population, kind="stable")[:MAX_LABELS]]
    return tuple(
        PageLabel(
            name=gazetteer.name(row),
            lat=float(gazetteer.lat[row]),
            lon=float(gazetteer.lon[row]),
            rank=max(int(gazetteer.population[row]), 0),
        )
        for row in largest.tolist()
    )
