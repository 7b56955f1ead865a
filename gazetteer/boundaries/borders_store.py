"""Reads country borders and land areas from the file that holds them."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, MultiPolygon

from gazetteer.errors import UnknownBorderError
from gazetteer.files.blocks import UNITS_PER_DEGREE, Blocks, Vertices, unpack_lines
from gazetteer.paths import DATA

_COUNTRIES = Path("boundaries") / "countries.blocks"


class Boundaries:
    """The borders and land areas of all countries, each read when it is asked for.

    Parameters
    ----------
    data
        Folder of the data that ship.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._blocks = Blocks(data / _COUNTRIES)
        self.polygon = lru_cache(maxsize=8)(self._polygon)

    @property
    def notes(self) -> dict[str, Any]:
        """What there is to know about these borders: lengths, overlaps, gaps, what is lacking, accuracy."""
        return self._blocks.meta

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """All pairs of countries that share a land border, in alphabetical order."""
        names = (name.split("-") for name in self._blocks if "-" in name and "@" not in name)
        return [(a, b) for a, b in names]

    @cached_property
    def countries(self) -> list[str]:
        """All countries that have an area in the data."""
        return list(self._blocks.meta["countries"])

    def neighbours(self, country: str) -> list[str]:
        """Return the countries that share a land border with one."""
        return sorted({b if a == country else a for a, b in self.pairs if country in (a, b)})

    def line(self, a: str, b: str) -> MultiLineString:
        """Return the land border of two countries."""
        self._check_border(a, b)
        vertices, starts = unpack_lines(self._blocks.read("-".join(sorted((a, b)))))
        lines = np.split(vertices / UNITS_PER_DEGREE, starts[1:-1])
        merged = shapely.line_merge(MultiLineString(lines))
        return MultiLineString(shapely.get_parts(merged).tolist())

    def segments(self, a: str, b: str) -> NDArray[np.float64]:
        """Return the segments of a border as stored: both ends of each, shape (n, 2, 2), degrees."""
        self._check_border(a, b)
        vertices, starts = unpack_lines(self._blocks.read("-".join(sorted((a, b)))))
        within = np.ones(len(vertices) - 1, dtype=bool)
        within[starts[1:-1] - 1] = False
        degrees = vertices / UNITS_PER_DEGREE
        segments: NDArray[np.float64] = np.stack([degrees[:-1], degrees[1:]], axis=1)[within]
        return segments

    def _polygon(self, country: str) -> MultiPolygon:
        """Return the land area of a country."""
        if country not in self.countries:
            raise UnknownBorderError(self._no_country(country))
        vertices, starts = self._arcs(country)
        return _polygons(vertices, starts, np.frombuffer(self._blocks.read(f"{country}/rings"), "<i4"))

    @cached_property
    def _bounds(self) -> dict[str, tuple[float, float, float, float]]:
        bounds: dict[str, tuple[float, float, float, float]] = self._blocks.meta["bounds"]
        return bounds

    @cached_property
    def views(self) -> dict[str, list[dict[str, str]]]:
        """What each point of view other than ``un`` gives to another country, and what it lacks."""
        views: dict[str, list[dict[str, str]]] = {}
        for row in self.notes["views"]:
            views.setdefault(row["view"], []).append(row)
        return views

    def part(self, view: str, country: str) -> MultiPolygon:
        """Return the part of a country that a view gives away: all of it, or a part."""
        name = f"{view}@{country}/area"
        if name not in self._blocks:
            return self.polygon(country)
        vertices, starts = unpack_lines(self._blocks.read(name))
        return MultiPolygon([(ring, []) for ring in np.split(vertices / UNITS_PER_DEGREE, starts[1:-1])])

    def cut(self, view: str, country: str) -> MultiLineString:
        """Return the land border that a view draws across a country; empty where it gives away all of it."""
        name = f"{view}@{country}/line"
        if name not in self._blocks:
            return MultiLineString()
        vertices, starts = unpack_lines(self._blocks.read(name))
        return MultiLineString(np.split(vertices / UNITS_PER_DEGREE, starts[1:-1]))

    def bounds(self, country: str) -> tuple[float, float, float, float]:
        """Return west, south, east and north of a country, in degrees."""
        return self._bounds[country]

    def _arcs(self, country: str) -> tuple[Vertices, NDArray[np.int64]]:
        """Return all arcs of a country: borders and coast in the order of their names."""
        borders = ["-".join(pair) for pair in self.pairs if country in pair]
        names = sorted([*borders, country, f"{country}/exact"])
        blocks = [unpack_lines(self._blocks.read(name)) for name in names if name in self._blocks]
        vertices = np.concatenate([part for part, _ in blocks])
        counts = np.concatenate([np.diff(starts) for _, starts in blocks])
        return vertices, np.concatenate([[0], np.cumsum(counts)])

    def _check_border(self, a: str, b: str) -> None:
        if "-".join(sorted((a, b))) not in self._blocks:
            raise UnknownBorderError(self._no_border(a, b))

    def _no_border(self, a: str, b: str) -> str:
        """Say why there is no border of two countries, and what there is."""
        lacking = self.notes["lacking"]
        for country in (a, b):
            if country in lacking or country not in self.countries:
                return self._no_country(country)
        if a == b:
            return f"a border has two sides; {self._has(a)}"
        return f"{a} and {b} share no land border in the data; {self._has(a)}"

    def _no_country(self, country: str) -> str:
        lacking: dict[str, str] = self.notes["lacking"]
        return lacking.get(country, f"the data have no country {country!r}; use ISO codes such as UA or RU")

    def _has(self, country: str) -> str:
        neighbours = self.neighbours(country)
        return f"{country} has borders with {', '.join(neighbours)}" if neighbours else f"{country} has none"


def _polygons(vertices: Vertices, starts: NDArray[np.int64], packed: NDArray[np.int32]) -> MultiPolygon:
    """Put arcs together to rings, rings to polygons."""
    n_polygons, n_rings, n_arcs = packed[:3].tolist()
    ring_counts, arc_counts, steps = np.split(packed[3:], [n_polygons, n_polygons + n_rings])
    references = np.cumsum(steps[:n_arcs])
    arcs = np.abs(references) - 1
    lengths = starts[arcs + 1] - starts[arcs] - 1  # each arc ends where the next begins
    at = np.concatenate([[0], np.cumsum(lengths)])
    offset = np.arange(int(at[-1])) - np.repeat(at[:-1], lengths)
    forward = np.repeat(references > 0, lengths)
    take = np.where(
        forward, np.repeat(starts[arcs], lengths) + offset, np.repeat(starts[arcs + 1] - 1, lengths) - offset
    )
    ring_of_arc = np.repeat(np.arange(n_rings), arc_counts)
    ring = np.repeat(ring_of_arc, lengths)
    rings = shapely.linearrings(vertices[take] / UNITS_PER_DEGREE, indices=ring)
    polygons = shapely.polygons(rings, indices=np.repeat(np.arange(n_polygons), ring_counts))
    return MultiPolygon(polygons.tolist())
