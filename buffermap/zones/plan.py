"""The planning table: people and settlements by division for several depths, with its areas, a grid's people, and words."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from buffermap.paths import HEADINGS
from buffermap.words import Phrase, Words
from buffermap.zones.aggregate import OTHERS, by_division, keys_of, no_boundaries
from buffermap.zones.gridcurve import sums_of_all
from buffermap.zones.naming import places_called
from buffermap.zones.people import LEVELS, Level
from buffermap.zones.population import parts_of
from gazetteer.files.store import open_gazetteer
from gazetteer.userdata.boundaries import areas_of
from geo.clip import area_km2
from geo.rings import zones as nested

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.zone import Zone

Say = Callable[[Phrase], str]
_WHOLE = ["zone_depth_m", "side"]
_KEYS = ("country", "admin1_code", "p_code", "grid_source", "grid_year", "coverage", "scenario_id")


def plan(
    table: "pd.DataFrame",
    zones: "Sequence[Zone]",
    *,
    level: Level,
    min_cell: int = 0,
    grids: "Sequence[Path]" = (),
) -> "pd.DataFrame":
    """Return the sums by division with the area of each, and its people by a population grid.

    Parameters
    ----------
    table
        Settlements as `buffermap.settlements` returns them.
    zones
        The zones of the same depths.
    level, min_cell
        As for `buffermap.zones.aggregate.by_division`.
    grids
        Rasters of people per cell (see `buffermap.zones.population`).

    Returns
    -------
    DataFrame
        As `by_division` returns it, with ``area_km2`` and, with a grid, ``grid_population_low, grid_population,
        grid_population_high`` (within the depth less, and more, the accuracy of the line), ``grid_no_data_share, grid_source,
        grid_year``: where the boundaries of the divisions were added, null elsewhere. A division without any listed
        settlement is a row, too, unless small cells are merged.

    Raises
    ------
    InputError
        No boundaries of this level were added, though no settlement asks for them either.
    """
    sums = by_division(table, level=level, min_cell=min_cell)
    key = ["country", "p_code", level]
    areas = {
        (country, division.key or None, division.name): area
        for country in sorted({code for zone in zones for code in zone.border.sides})
        for division, area in areas_of(country, LEVELS.index(level) + 1) or ()
    }
    if not areas and table.empty and LEVELS.index(level) > 1:
        raise no_boundaries(level, (code for zone in zones for code in zone.border.sides if len(code) == 2))
    if not areas:
        return sums.assign(area_km2=pd.array([None] * len(sums), "Float64"))
    names = dict(zip(map(str, range(len(areas))), areas, strict=True))
    parts = _measured(zones, grids, divisions=dict(zip(names, areas.values(), strict=True)))
    named = pd.DataFrame(
        [names.get(number) or (None,) * 3 for number in parts["division"]],
        columns=key, index=parts.index, dtype=object,
    )  # fmt: skip
    parts = named.join(parts.drop(columns="division"))
    # a division that reaches a little over the border is no division of the other side
    own = parts[level].notna() & ((parts["country"] == parts["side"]) | (parts["side"].str.len() != 2))
    parts, rest = parts[own], _together(parts[~own].drop(columns=key))
    joined = sums.merge(parts, on=[*_WHOLE, *key], how="left" if min_cell > 1 else "outer", sort=True)
    joined = _with_rest(joined, rest, key)
    counts = [name for name in sums.columns if str(sums[name].dtype) == "Int64"]
    joined[counts] = joined[counts].where(joined["settlements"].notna(), 0)
    for name, by in (("scenario_id", "zone_depth_m"), ("coverage", "side")):
        if name in joined:  # of a division without any settlement as of the others
            known = dict(zip(joined[by], joined[name], strict=True)) | dict(
                zip(sums[by], sums[name], strict=True)
            )
            joined[name] = joined[by].map(known)
    joined.attrs = dict(table.attrs)
    return joined


def _together(parts: "pd.DataFrame") -> "pd.DataFrame":
    """Add up parts of the same depth and side."""
    how = {
        name: "sum" if name == "area_km2" or name.startswith("grid_population") else "max"
        for name in parts.columns.drop(_WHOLE)
    }
    return parts.groupby(_WHOLE, sort=True).agg(how).reset_index()


def _with_rest(table: "pd.DataFrame", rest: "pd.DataFrame", key: Sequence[str]) -> "pd.DataFrame":
    """Give what lies in no division to the row of its side that is not known, or to one of its own."""
    for part in rest.to_dict("records"):
        mine = (table["zone_depth_m"] == part["zone_depth_m"]) & (table["side"] == part["side"])
        unknown = table.index[mine & table[list(key[1:])].isna().all(axis=1)]
        row = unknown[0] if len(unknown) == 1 else len(table)
        country = part["side"] if len(part["side"]) == 2 else None
        table.loc[row, list(part)] = list(part.values())
        if len(unknown) != 1:
            table.loc[row, "country"] = country
    return table.sort_values([*_WHOLE, *key], kind="stable", ignore_index=True)


def totals(table: "pd.DataFrame", zones: "Sequence[Zone]", *, grids: "Sequence[Path]" = ()) -> "pd.DataFrame":
    """Return the sums of each side and depth, with its area and a grid's people: what the divisions add up to."""
    sums = by_division(table.assign(country=None, admin1=None, admin1_code=None), level="admin1")
    parts = _measured(zones, grids).drop(columns="division")
    joined = sums.drop(columns=keys_of("admin1")).merge(parts, on=_WHOLE, how="outer", sort=True)
    joined.attrs = dict(table.attrs)
    return joined


def _measured(
    zones: "Sequence[Zone]", grids: "Sequence[Path]", *, divisions: "Mapping[str, BaseGeometry] | None" = None
) -> "pd.DataFrame":
    """Return the area of each part of zones by side and division, and its people by grids."""
    rows: list[dict[str, Any]] = [
        {
            "zone_depth_m": zone.depth_m,
            "side": side,
            "division": division,
            "area_km2": area_km2(shapely.orient_polygons(shape)),
        }
        for zone, side, division, shape in parts_of(zones, divisions)
    ]
    if grids and zones:
        _add_grid_sums(rows, zones, grids, divisions)
    return pd.DataFrame(rows, columns=None if rows else [*_WHOLE, "division", "area_km2"])


def _add_grid_sums(
    rows: list[dict[str, Any]],
    zones: "Sequence[Zone]",
    grids: "Sequence[Path]",
    divisions: "Mapping[str, BaseGeometry] | None",
) -> None:
    """Add to each part the people by grids within its depth, and within that less and more the accuracy of the line."""
    first, line_m = zones[0], zones[0].border.accuracy_m
    reaches = {zone.depth_m + by for zone in zones for by in (-line_m, 0.0, line_m)}
    drawn = nested(first.border, side=first.side, depths_m=[m for m in reaches if m > 0], ends=first.ends)
    parts = parts_of(drawn, divisions)
    sums, known = sums_of_all([shape for *_, shape in parts], grids)
    found = {(zone.depth_m, *key): one for (zone, *key, _), one in zip(parts, sums, strict=True)}
    for row in rows:
        key = (row["side"], row["division"])
        for name, by in (("_low", -line_m), ("", 0.0), ("_high", line_m)):
            held = found.get((row["zone_depth_m"] + by, *key))
            row[f"grid_population{name}"] = round(held["population"]) if held else 0
        here = found.get((row["zone_depth_m"], *key))
        row["grid_no_data_share"] = round(here["no_data_share"], 4) if here else 0.0
        row["grid_source"], row["grid_year"] = known["source"], known["year"]


def in_words(table: "pd.DataFrame", *, language: str) -> "pd.DataFrame":
    """Return a planning table for people: headings with units and names of places in a language.

    Numbers stay numbers: depths in kilometres, everything else in the unit of its heading. Codes, sources and the divisions
    above stand at the end.
    """
    headings, say = _headings()[language], Words(language).say
    unknown, others = headings["unknown"], headings["others"]
    shown = table.assign(
        zone_depth_m=table["zone_depth_m"] / 1000, side=[_side(code, say) for code in table["side"]]
    )
    if "country" in shown:
        shown["country"] = [
            say({"c": code}) if isinstance(code, str) and code else None for code in shown["country"]
        ]
    if "area_km2" in shown:
        shown["area_km2"] = shown["area_km2"].astype("Float64").round(2)
    levels = [level for level in LEVELS if level in shown]
    for level in levels:
        nowhere = None if level != levels[-1] else unknown  # the region of a known district may be not known
        names = zip(shown[level], table["country"], strict=True)
        shown[level] = [
            nowhere if pd.isna(name) else others if name == OTHERS else _named(name, country, level, say)
            for name, country in names
        ]
    keys = [name for name in (*levels[:-1], *_KEYS) if name in shown]
    first = [
        name for name in (*_WHOLE, *levels[-1:]) if name in shown
    ]  # all that fits beside numbers on a small screen
    order = [*first, *(name for name in shown if name not in (*first, *keys)), *keys]
    return shown[order].rename(columns=headings)


def _side(code: str, say: Say) -> str:
    return say({"c": code}) if len(code) == 2 else code


def _named(name: str, country: object, level: Level, say: Say) -> str:
    """Return the name of a division in a language that is not ours, where its own country's name is known."""
    if not isinstance(country, str):
        return name
    added = (one for one, _ in areas_of(country, LEVELS.index(level) + 1) or () if one.name == name)
    local = next((one.name_local for one in added if one.name_local), "")
    if not local and level in {"admin1", "admin2"}:
        gazetteer = open_gazetteer()
        rows = [
            gazetteer.row_of(one.geonameid or 0)
            for one in places_called(name, kind=level, countries=[country])
        ]
        places = [gazetteer.place(row) for row in rows if row is not None]
        local = next((place.name_local for place in places if place.name == name and place.name_local), "")
    return say({"p": 0, "name": name, "local": local}) if local else name


@cache
def _headings() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(HEADINGS.read_text(encoding="utf-8"))
    return found
