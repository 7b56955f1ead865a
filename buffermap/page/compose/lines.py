"""Which borders travel with a page, and what stretch of them a text speaks of."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely import MultiLineString

from buffermap.errors import InputError
from buffermap.page.lines import PageLine, PageOwn, PageRun
from buffermap.zones.naming import spot
from gazetteer.boundaries import borders
from gazetteer.errors import UnknownPlaceError
from geo.border import Border

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from buffermap.words import Phrase
    from gazetteer.files.store import Gazetteer

MORE_VERTICES = 30_000
"""How much of further borders a page carries beside its own, before thinning: about 50 kB."""

_COARSE_DEG = 0.005  # 0.5 km, for asking what lies near a line at all

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lines:
    """The borders that travel with a page, and the names of the divisions along each by their codes."""

    lines: tuple[PageLine, ...] = ()
    names: tuple[dict[str, str], ...] = ()

    def own(
        self,
        pair: "Iterable[str]",
        *,
        along: "Sequence[str]" = (),
        side: str = "",
        depth_m: float | None = None,
    ) -> PageOwn | None:
        """Return the stretch along divisions of a border by their names; None where it does not travel with the page."""
        wanted = set(pair)
        number = next((i for i, line in enumerate(self.lines) if set(line.border.split("-")) == wanted), None)
        if number is None:
            return None
        codes = {name: code for code, name in self.names[number].items()}
        if any(name not in codes for name in along):
            return None
        return PageOwn(
            line=number,
            along=tuple(sorted(codes[name] for name in along)),
            side=side if side in wanted else "",
            depth_m=depth_m,
        )

    def around(
        self, name: str, pair: "Sequence[str]", *, side: str = "", depth_m: float | None = None
    ) -> PageOwn | None:
        """Return a place that a text's zone lies around; None where no line travels that settlements could lie near."""
        if not self.lines:
            return None
        try:
            middle = spot(name, countries=pair)
        except (UnknownPlaceError, InputError):
            return None
        at = (round(middle.lon, 5), round(middle.lat, 5))
        return PageOwn(around=at, name=middle.label, side=side if side in pair else "", depth_m=depth_m)


def lines_of(stretch: Border, spoken_of: "Iterable[Pair]", gazetteer: "Gazetteer") -> Lines:
    """Return the page's own border, and of those that its texts speak of (of a country's whole one, its parts) as many as it can carry.

    Parameters
    ----------
    spoken_of
        Pairs of countries, as often as texts speak of them.
    """
    pairs = _own_pairs(stretch)
    room = MORE_VERTICES
    of_one = [(stretch.name, code) for code in stretch.sides] if stretch.name in stretch.sides else []
    spoken = Counter((min(pair), max(pair)) for pair in [*spoken_of, *of_one] if pair[0] != pair[1])
    for pair, _ in spoken.most_common():
        size = _vertices(pair, stretch.pov)
        if pair not in pairs and 0 < size <= room:
            pairs.append(pair)
            room -= size
    named = [_names(pair, stretch.pov, gazetteer) for pair in pairs]
    return Lines(
        lines=tuple(_line(pair, stretch.pov, names) for pair, names in zip(pairs, named, strict=True)),
        names=tuple({code: name for code, (name, _) in names.items()} for names in named),
    )


def coarse(lines: "Sequence[PageLine]") -> list[Border]:
    """Return the lines as they are good enough for asking what lies near them at all."""
    wholes = [MultiLineString([part for run in line.runs for part in run.line.geoms]) for line in lines]
    return [Border(line=shapely.simplify(whole, _COARSE_DEG, preserve_topology=False)) for whole in wholes]


def lands(lines: "Sequence[PageLine]") -> dict[str, "BaseGeometry"]:
    """Return the areas of the countries of some lines."""
    return {code: area for line in lines for code, area in line.areas.items()}


def _own_pairs(stretch: Border) -> list[Pair]:
    """Return the pair of countries that a stretch is part of the border of; nothing for lines of other kinds."""
    codes = stretch.name.split("-")
    if len(codes) != 2 or any(code not in stretch.sides for code in codes):
        return []
    return [(min(codes), max(codes))]


def _vertices(pair: Pair, pov: str) -> int:
    """Return how many vertices a border has; none where there is no such border."""
    if pair[1] not in borders.neighbours(pair[0], pov=pov):
        return 0
    return int(shapely.get_num_coordinates(borders.border_line(*pair, pov=pov)))


def _line(pair: Pair, pov: str, names: "dict[str, tuple[str, Phrase]]") -> PageLine:
    return PageLine(
        border="-".join(pair),
        runs=tuple(
            PageRun(line=line, divisions=divisions)
            for line, divisions in borders.runs(*pair, pov=pov)
            if not line.is_empty
        ),
        areas={code: borders.country_polygon(code, pov=pov) for code in pair},
        names={code: phrase for code, (_, phrase) in names.items()},
    )


def _names(pair: Pair, pov: str, gazetteer: "Gazetteer") -> "dict[str, tuple[str, Phrase]]":
    """Return the names of the divisions along a border, and the names as phrases, by code."""
    found: dict[str, tuple[str, Phrase]] = {}
    for code in sorted(borders.divisions_along(*pair, pov=pov)):
        row = gazetteer.row_of_code(code)
        if row is not None:
            place = gazetteer.place(row)
            local = {"local": place.name_local} if place.name_local else {}
            found[code] = (place.name, {"p": place.geonameid, "name": place.name, **local})
    return found
