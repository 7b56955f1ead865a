"""Lines that have a name of their own: the Blue Line, the Line of Control, the Green Line of Cyprus, the Litani.

Most are borders that the data have, whole or along some divisions; others run inside a country and bring the land on
their sides with them; rivers have their course, whose sides are the left and the right bank.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from shapely import MultiLineString, MultiPolygon

from gazetteer.files.blocks import UNITS_PER_DEGREE, Blocks, unpack_lines
from gazetteer.paths import DATA
from gazetteer.text.names import fold

FILE = Path("boundaries") / "lines.blocks"
RIVER_ACCURACY_M = 2_100.0
"""Nineteen of twenty points of rivers that are borders lie nearer than this to the accurate border."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """A line and how it is found.

    Parameters
    ----------
    name, aliases
        What it is called.
    countries
        The border that it is (``"IL-LB"``); empty for a line inside one country and for a river.
    along
        First-level divisions along which it is that border; empty for the whole.
    inside
        ISO 3166 code of the country that it runs through; empty for a border and for a river.
    sides
        Labels of the land on its sides, for a line inside a country.
    published_km, source
        Its length as a body gives it, and which; borders of ours follow every bend, rivers fewer.
    note
        What to know before relying on it.
    """

    name: str
    aliases: tuple[str, ...]
    countries: str
    along: tuple[str, ...]
    inside: str
    sides: tuple[str, ...]
    published_km: float
    source: str
    note: str

    @property
    def is_river(self) -> bool:
        """Whether it is a river's course."""
        return not (self.countries or self.inside)


class NamedLines:
    """The named lines of the data that ship.

    Parameters
    ----------
    data
        Folder of the data.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._blocks = Blocks(data / FILE)

    @cached_property
    def all(self) -> tuple[NamedLine, ...]:
        """Every line, in the order of the list."""
        rows: list[dict[str, Any]] = self._blocks.meta["lines"]
        return tuple(_line(row) for row in rows)

    def find(self, name: str) -> NamedLine | None:
        """Return the line of that name; None where there is none. Case, accents, "the" and "River" do not matter."""
        wanted = fold(name).removeprefix("the ")
        return next((line for line in self.all if wanted in _names(line)), None)

    def course(self, line: NamedLine) -> MultiLineString:
        """Return the course of a line inside a country or of a river, EPSG:4326."""
        return MultiLineString(self._arcs(f"{line.name}/line"))

    def areas(self, line: NamedLine) -> dict[str, MultiPolygon]:
        """Return the land on each side of a line inside a country, by the side's label."""
        return {
            side: MultiPolygon([(ring, []) for ring in self._arcs(f"{line.name}/{side}")])
            for side in line.sides
        }

    def _arcs(self, block: str) -> list[np.ndarray]:
        vertices, starts = unpack_lines(self._blocks.read(block))
        return np.split(vertices / UNITS_PER_DEGREE, starts[1:-1])


def _names(line: NamedLine) -> set[str]:
    names = {fold(name) for name in (line.name, *line.aliases)}
    rivers = (
        {f"{name} river" for name in names} | {f"river {name}" for name in names} if line.is_river else set()
    )
    return names | rivers


def _line(row: dict[str, Any]) -> NamedLine:
    lists = {key: tuple(row[key]) for key in ("aliases", "along", "sides")}
    known: dict[str, Any] = row | lists
    return NamedLine(**known)


@lru_cache(maxsize=1)
def named_lines() -> NamedLines:
    """Return the named lines that ship."""
    return NamedLines()
