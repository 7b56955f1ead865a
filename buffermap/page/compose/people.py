"""People by grids, and divisions with what lies in them, as the page's values."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from buffermap import zones
from buffermap.page.data import PageZone
from buffermap.page.people import STEP_M, PageGrid, PagePart, PageWithin
from buffermap.zones.people import LEVELS
from gazetteer.files.store import open_gazetteer
from gazetteer.userdata.boundaries import areas_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from buffermap.page.compose.ask import Ask
    from buffermap.zones.gridcurve import Within
    from buffermap.zones.nearby import Near
    from buffermap.zones.people import Level, People


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Divisions:
    """The divisions of the settlements near a stretch, and those added ones that reach there without any.

    Parameters
    ----------
    countries, names, locals, codes
        Of each division; empty texts where unknown.
    areas
        Of those whose boundaries were added.
    index
        The division of each settlement, shape (n,).
    """

    countries: tuple[str, ...]
    names: tuple[str, ...]
    locals: tuple[str, ...]
    codes: tuple[str, ...]
    areas: "dict[int, MultiPolygon]"
    index: "NDArray[np.int32]"


def divisions_of(near: "Near", level: "Level" = "admin1") -> Divisions:
    """Return the divisions of a level of the settlements near a stretch.

    Raises
    ------
    InputError
        No boundaries of this level were added, and the settlements do not name theirs.
    """
    added = {
        country: areas
        for country in near.border.sides
        if (areas := areas_of(country, LEVELS.index(level) + 1)) is not None
    }
    if level == "admin1" and not added:
        table = near.columns
        keys = zip(table["country"], table["admin1"], table["admin1_code"], strict=True)
    else:
        divided = zones.in_divisions(near.table, level)
        keys = zip(divided["country"], divided[level], divided["p_code"], strict=True)
    rows = [(_text(country), _text(name), _text(code)) for country, name, code in keys]
    known: dict[tuple[str, str, str], int] = {key: n for n, key in enumerate(sorted(set(rows)))}
    index = np.array([known[row] for row in rows], np.int32)
    outlines: dict[int, MultiPolygon] = {}
    local = {}
    for country, divisions in added.items():
        for division, area in divisions:
            key = (country, division.name, division.key)
            outlines[known.setdefault(key, len(known))] = area
            local[key] = division.name_local
    return Divisions(
        countries=tuple(key[0] for key in known),
        names=tuple(key[1] for key in known),
        locals=tuple(local.get(key) or _local_name(key[2]) for key in known),
        codes=tuple(key[2] for key in known),
        areas=outlines,
        index=index,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _local_name(code: str) -> str:
    """Return the name that a first-level division has in its own country; empty where none is known."""
    gazetteer = open_gazetteer()
    row = gazetteer.row_of_code(code) if code else None
    return "" if row is None else gazetteer.place(row).name_local or ""


def with_grid(
    zone: PageZone, ask: "Ask", people: "People", areas: "Mapping[int, BaseGeometry] | None" = None
) -> tuple[PageZone, dict[tuple[str, int], PageWithin]]:
    """Return a zone with the people along its stretch by grids, and those of areas by side and number."""
    if not people.grids:
        return zone, {}
    curve = zones.grid_curve(
        ask.stretch, people.grids, to_m=zone.reach_m, step_m=STEP_M, ends=ask.ends,
        divisions={str(number): area for number, area in (areas or {}).items()},
    )  # fmt: skip
    sides = tuple(_within(curve.sides[side]) for side in ask.stretch.sides)
    held = {(side, int(number)): _within(one) for (side, number), one in curve.divisions.items()}
    return replace(zone, grid=PageGrid(source=curve.source, year=curve.year, sides=sides)), held


def with_people(zone: PageZone, ask: "Ask", near: "Near", divisions: Divisions, people: "People") -> PageZone:
    """Return a zone with the people along its stretch by grids, and with its divisions and theirs."""
    sides = list(ask.stretch.sides)
    parts = {
        (side, division)
        for side, division in zip(near.columns["side"], divisions.index.tolist(), strict=True)
        if side in sides
    }
    zone, held = with_grid(zone, ask, people, divisions.areas)
    if held:
        # a division that reaches a little over the border is no division of the other side
        parts |= {key for key in held if divisions.countries[key[1]] == key[0] or len(key[0]) != 2}
    made = (
        PagePart(
            side=sides.index(side),
            division=division,
            area=divisions.areas.get(division),
            code=divisions.codes[division],
            within=held.get((side, division)),
        )
        for side, division in sorted(parts, key=lambda key: (sides.index(key[0]), key[1]))
    )
    return replace(zone, parts=tuple(made))


def _within(within: "Within") -> PageWithin:
    return PageWithin(people=within.people, low=within.low, high=within.high, lacking=within.no_data_share)
