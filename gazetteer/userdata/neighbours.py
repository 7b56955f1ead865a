"""Which first-level division a place lies in, where its source leaves that out: that of its nearest neighbours."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from gazetteer.store import Gazetteer


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
        near = sorted(
            (apart, division)
            for there, east, division in _around(self._by_country[country], lat, lon)
            if (apart := math.hypot(there - lat, _turn(east - lon) * math.cos(math.radians(lat))))
            <= self._reach
        )
        votes = Counter(division for _, division in near[: self._count])
        return votes.most_common(1)[0][0] if votes else 0

    def _cells(self, country: str) -> "_Cells":
        """Sort the settlements of a country into cells of half a degree."""
        base = self._base
        code = base.countries.index(country) if country in base.countries else -1
        mine = self._rows[(base.country[self._rows] == code) | (country == "")]
        divisions = base.geonameid[base.admin1_row[mine]].tolist()
        cells: _Cells = defaultdict(list)
        for lat, lon, division in zip(
            base.lat[mine].tolist(), base.lon[mine].tolist(), divisions, strict=True
        ):
            cells[math.floor(2 * lat), math.floor(2 * lon)].append((lat, lon, division))
        return cells


_Cells = dict[tuple[int, int], list[tuple[float, float, int]]]


def _around(cells: _Cells, lat: float, lon: float) -> Iterator[tuple[float, float, int]]:
    """Yield what lies in the cell of a point and those that touch it, and a little farther east and west in the north."""
    y, x = math.floor(2 * lat), math.floor(2 * lon)
    wide = 1 + (abs(lat) > 55) + (abs(lat) > 65)
    for north in (y - 1, y, y + 1):
        for east in range(x - wide, x + wide + 1):
            yield from cells.get((north, (east + 360) % 720 - 360), ())


def _turn(degrees: float) -> float:
    """Return a difference of longitudes between -180 and 180."""
    return (degrees + 180) % 360 - 180
