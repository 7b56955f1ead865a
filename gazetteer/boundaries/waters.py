"""Rivers and lakes to draw below a map: coarse, never measured from."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from gazetteer.files.blocks import UNITS_PER_DEGREE, Blocks, unpack_lines
from gazetteer.paths import DATA

FILE = Path("boundaries") / "waters.blocks"
LEVELS = ("rivers 1", "rivers 2", "rivers 3")
"""Blocks of rivers, the largest first."""
LAKES = "lakes"

Bounds = tuple[float, float, float, float]


class Waters:
    """The rivers and lakes of the data that ship.

    Parameters
    ----------
    data
        Folder of the data.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._blocks = Blocks(data / FILE)

    def rivers(self, bounds: Bounds, *, most: int) -> MultiLineString:
        """Return the rivers within bounds (west, south, east, north): of as many levels as have that many vertices at most."""
        found: list[Any] = []
        left = most
        for level in LEVELS:
            here = [
                part for line in self._within(level, bounds) for part in _parts(line, bounds, "LineString")
            ]
            left -= int(shapely.get_num_coordinates(here).sum())
            if left < 0:
                break
            found += here
        return MultiLineString(found)

    def lakes(self, bounds: Bounds) -> MultiPolygon:
        """Return the lakes within bounds."""
        rings = self._within(LAKES, bounds)
        return MultiPolygon(
            [
                part
                for ring in rings
                for part in _parts(shapely.Polygon(shapely.get_coordinates(ring)), bounds, "Polygon")
            ]
        )

    def _within(self, block: str, bounds: Bounds) -> list[BaseGeometry]:
        lines = self._lines[block]
        boxes = shapely.bounds(lines)
        west, south, east, north = bounds
        meets = (
            (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        )
        return list(lines[meets])

    @cached_property
    def _lines(self) -> dict[str, NDArray[np.object_]]:
        return {name: self._read(name) for name in (*LEVELS, LAKES)}

    def _read(self, name: str) -> NDArray[np.object_]:
        vertices, starts = unpack_lines(self._blocks.read(name))
        number = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        lines = shapely.linestrings(vertices / UNITS_PER_DEGREE, indices=number)
        return np.asarray(lines, dtype=object)


def _parts(shape: BaseGeometry, bounds: Bounds, kind: str) -> list[Any]:
    """Return what of a shape lies within bounds."""
    clipped = shapely.clip_by_rect(shape, *bounds)
    return [part for part in shapely.get_parts(clipped).tolist() if part.geom_type == kind]


@lru_cache(maxsize=1)
def waters() -> Waters:
    """Return the rivers and lakes that ship."""
    return Waters()
