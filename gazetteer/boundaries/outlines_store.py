"""Reads the cells of first-level divisions and the labels of borders from the file that holds them."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from gazetteer.files.blocks import UNITS_PER_DEGREE, Blocks, unpack_lines
from gazetteer.paths import DATA

_DIVISIONS = Path("boundaries") / "divisions.blocks"


class Outlines:
    """Cells of divisions: a country's polygon cut by a division's cell is the division's outline.

    Parameters
    ----------
    data
        Folder of the data that ship.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._blocks = Blocks(data / _DIVISIONS)
        self._country_of = {code: country for country, codes in self.codes.items() for code in codes}
        self._read = lru_cache(maxsize=8)(self._cells)
        self.cell = lru_cache(maxsize=512)(self._cell)

    @property
    def codes(self) -> dict[str, list[str]]:
        """Codes of the divisions that have an outline, by the country whose polygon they share out."""
        codes: dict[str, list[str]] = self._blocks.meta["codes"]
        return codes

    @property
    def notes(self) -> dict[str, Any]:
        """What there is to know about these outlines: accuracy, divisions without one."""
        return self._blocks.meta

    def country_of(self, code: str) -> str | None:
        """Return the country whose polygon a division is a part of; None where the data have no outline."""
        return self._country_of.get(code)

    def cells(self, country: str) -> dict[str, MultiPolygon]:
        """Return the cells of a country's divisions as stored: good for their bounds, not always valid."""
        return self._read(country)

    def _cell(self, code: str) -> MultiPolygon:
        """Return the cell of a division that has one."""
        return _sound(self._read(self._country_of[code])[code])

    def labels(self, a: str, b: str) -> NDArray[np.int32]:
        """Return runs along a border, ``a`` before ``b``: numbers of both sides' divisions, how many segments.

        A number counts in :attr:`codes` of its country, -1 where the country has no divisions.
        """
        return np.frombuffer(self._blocks.read(f"{a}-{b}"), "<i4").reshape(-1, 3)

    def _cells(self, country: str) -> dict[str, MultiPolygon]:
        content = self._blocks.read(country)
        n_cells, n_polygons = np.frombuffer(content, "<i4", 2).tolist()
        counts = np.frombuffer(content, "<i4", n_cells + n_polygons, 8)
        polygon_counts, ring_counts = counts[:n_cells], counts[n_cells:]
        vertices, starts = unpack_lines(content[8 + counts.nbytes :])
        rings = shapely.linearrings(
            vertices / UNITS_PER_DEGREE, indices=np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        )
        polygons = shapely.polygons(np.asarray(rings), indices=np.repeat(np.arange(n_polygons), ring_counts))
        parts = np.split(np.asarray(polygons), np.cumsum(polygon_counts)[:-1])
        return {
            code: MultiPolygon(part.tolist()) for code, part in zip(self.codes[country], parts, strict=True)
        }


def _sound(cell: MultiPolygon) -> MultiPolygon:
    """Return a cell as a valid shape: rounding to the grid can make a ring touch itself."""
    if cell.is_valid:
        return cell
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(cell)))
    return MultiPolygon(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON].tolist())
