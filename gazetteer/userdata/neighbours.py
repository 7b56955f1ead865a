"""Which first-level division a place lies in, where its source leaves that out: that of its nearest neighbours."""

import math
from collections import Counter, defaultdict
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.files.store import Gazetteer


class Neighbours:
    """Guesses a first-level division from the nearest settlements of the same country."""

    def __init__(self, base: Gazetteer, *, count: int = 3, reach_deg: float = 0.5) -> None:
        rows = base.settlement_rows()
        self._rows = rows[(base.admin1_row[rows] >= 0) & np.isfinite(base.lat[rows])]
        self._base, self._count, self._reach = base, count, reach_deg
        self._by_country: dict[str, _Cells] = {}

    def division(self, lat: float, lon: float, country: str) -> int:
        """Return the id of the division that most of the nearest settlements lie in; 0 where there are none."""
        if country not in self._by_country:
            self._by_country[country] = self._cells(country)
        there, east, divisions = self._by_country[country].around(lat, lon)
        apart = np.hypot(there - lat, ((east - lon + 180) % 360 - 180) * math.cos(math.radians(lat)))
        near = np.lexsort((divisions, apart))[: self._count]
        votes = Counter(divisions[near[apart[near] <= self._reach]].tolist())
        return votes.most_common(1)[0][0] if votes else 0

    def _cells(self, country: str) -> "_Cells":
        """Sort the settlements of a country into cells."""
        base = self._base
        code = base.countries.index(country) if country in base.countries else -1
        rows = self._rows[(base.country[self._rows] == code) | (country == "")]
        return _Cells(base.lat[rows], base.lon[rows], base.geonameid[base.admin1_row[rows]])


class _Cells:
    """Points with their divisions, by cells of half a degree."""

    def __init__(self, *columns: npt.NDArray[Any]) -> None:
        self._columns = columns
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._around: dict[tuple[int, int, int], list[npt.NDArray[Any]]] = {}
        north, east = (np.floor(2 * degrees).astype(int).tolist() for degrees in columns[:2])
        for index, cell in enumerate(zip(north, east, strict=True)):
            self._cells[cell].append(index)

    def around(self, lat: float, lon: float) -> list[npt.NDArray[Any]]:
        """Return what lies in the cell of a point and those that touch it, and a little farther east and west in the north."""
        y, x = math.floor(2 * lat), math.floor(2 * lon)
        wide = 1 + (abs(lat) > 55) + (abs(lat) > 65)
        if (y, x, wide) not in self._around:
            columns = [(east + 360) % 720 - 360 for east in range(x - wide, x + wide + 1)]
            cells = [self._cells.get((north, east), []) for north in (y - 1, y, y + 1) for east in columns]
            near = np.array([index for cell in cells for index in cell], np.intp)
            self._around[y, x, wide] = [column[near] for column in self._columns]
        return self._around[y, x, wide]
