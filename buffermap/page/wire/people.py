"""People by grids and divisions as the page's script reads them: rows of numbers, one for each depth."""

from typing import TYPE_CHECKING, Any

import numpy as np

from buffermap.page.data import PageZone
from buffermap.page.wire import pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from buffermap.page.people import PageWithin


def people(zone: PageZone, add: "Callable[[BaseGeometry], int]") -> tuple[dict[str, Any], bytes]:
    """Return the people along a zone's stretch as plain values for JSON, and their numbers as one part.

    The numbers are four rows of differences for each side, and for each division that has people by a grid: people
    within each depth, how many fewer at least and more at most, and parts in a thousand of the area without a figure.

    Parameters
    ----------
    add
        Takes a shape to the page's others and returns its number.
    """
    grid = zone.grid
    told = [] if grid is None else [*grid.sides, *(part.within for part in zone.parts if part.within)]
    value: dict[str, Any] = {}
    if zone.parts:
        value["parts"] = [
            {"side": part.side, "division": part.division}
            | ({"within": True} if part.within else {})
            | ({"area": add(part.area)} if part.area is not None else {"code": part.code})
            for part in zone.parts
        ]
    if grid is not None:
        value["grid"] = {
            "name": grid.name, "source": grid.source, "year": grid.year, "steps": len(grid.sides[0].people),
        }  # fmt: skip
    numbers = b"".join(pack.planes(np.diff(row, prepend=0)) for one in told for row in _rows(one))
    return value, numbers


def _rows(within: "PageWithin") -> tuple[Any, ...]:
    whole = [np.rint(each).astype(np.int64) for each in (within.people, within.low, within.high)]
    return whole[0], whole[0] - whole[1], whole[2] - whole[0], np.rint(within.lacking * 1000).astype(np.int64)
