"""Who lies within, by division: settlements and listed people with their bounds, naming no settlement.

Low and high are the envelope of the stated accuracies (of each point and of the line), no confidence interval: low leaves
out every settlement that may lie outside, high takes in every one that may lie inside.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from buffermap.errors import InputError
from buffermap.zones.layers import CITY
from buffermap.zones.nearby import SHARES, layers_by_side
from buffermap.zones.people import LEVELS, Level
from gazetteer.userdata.boundaries import divisions_of, version_with_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

COUNTS = (
    "settlements_low", "settlements", "settlements_high", "uncertain", "population_low", "population", "population_high",
    "population_unknown", "population_in_part", "in_part",
)  # fmt: skip
OTHERS = "other divisions"
"""What the row is called into which small cells are merged."""


def keys_of(level: Level) -> list[str]:
    """Return the columns that name a division of a level."""
    return ["country", "admin1_code", "admin1", *(["p_code", level] if level != "admin1" else ["p_code"])]


def by_division(table: "pd.DataFrame", *, level: Level, min_cell: int = 0) -> "pd.DataFrame":
    """Count the settlements of each division and add up their listed population, depth by depth and side by side.

    Parameters
    ----------
    table
        A settlement table as `buffermap.settlements` returns it.
    level
        ``admin1`` to ``admin4``. Where boundaries of this level were added, a settlement counts to the one that holds
        its point, and to "not known" where none does; below the second level there are no others.
    min_cell
        Divisions with fewer settlements than this (at most, by their accuracy) are merged into one row a side and depth.

    Returns
    -------
    DataFrame
        One row per depth, side and division: ``zone_depth_m, side``, the columns of `keys_of` (``p_code`` is the code
        in the user's file; all null where the division is not known), those of `COUNTS`, ``scenario_id`` and ``coverage``
        (the layers that list the side: sides on different layers are not to be compared or added).
        ``settlements`` are inside by their points; ``settlements_low`` certainly, ``settlements_high`` perhaps;
        ``uncertain`` those whose status is open. ``population`` is listed, of those inside, null where none has a
        figure; ``population_high`` is null where one lacks a figure (``population_unknown`` of those perhaps inside
        do): then a sum has no upper end. Cities are no points: ``population_in_part`` counts the people of the
        ``in_part`` cities at the edge in proportion of a disc of their accuracy; where built-up land or a grid decides on
        a city, the share that it gives counts in all four. The table's attributes are kept.

    Raises
    ------
    InputError
        There is no such level, or no boundaries of it were added for any country of the table.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.zones.aggregate import by_division
    >>> found = bm.settlements(bm.border("EE-LV"), side="EE", depth="10 km")
    >>> by_division(found, level="admin1")[["admin1", "settlements_low", "settlements"]].to_numpy().tolist()
    [['Pärnumaa', 2, 2], ['Valgamaa', 1, 1], ['Viljandi', 2, 2], ['Võrumaa', 0, 0]]
    """
    if level not in LEVELS:
        raise InputError(f"sums are by {', '.join(LEVELS[:-1])} or {LEVELS[-1]}, not by {level!r}")
    keys = ["zone_depth_m", "side", *keys_of(level)]
    counted = _counted(in_divisions(table, level))[[*keys, *_PARTS]]
    sums = _summed(counted, keys)
    if min_cell > 1:
        sums = _merged(sums, keys, min_cell=min_cell)
    if "scenario_id" in table:
        ids = dict(zip(table["zone_depth_m"], table["scenario_id"], strict=True))
        sums["scenario_id"] = sums["zone_depth_m"].map(ids)
    layers = layers_by_side(table["side"], table["layer"])
    sums["coverage"] = sums["side"].map({side: "; ".join(names) for side, names in layers.items()})
    sums.attrs = dict(table.attrs)
    return sums


_PARTS = (
    "settlements_low", "settlements", "settlements_high", "uncertain", "population_low", "population", "population_high",
    "population_unknown", "population_in_part", "in_part", "known",
)  # fmt: skip


def _counted(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return what each settlement adds to the sums."""
    inside = table["inside"].to_numpy(bool)
    unsure = (table["status"] == "uncertain").to_numpy(bool)
    low, high = inside & ~unsure, inside | unsure
    figure = table["population"].astype("Float64").to_numpy(float, na_value=np.nan)
    people, known = np.nan_to_num(figure), ~np.isnan(figure)
    part = unsure & (people >= CITY)
    share = np.where(part, _share_of_disc(table), inside)
    held = [low.astype(float), inside.astype(float), high.astype(float)]
    if "share" in table:  # built-up land or a grid decides for some, in the sums too
        shares = [table[name].to_numpy(float) for name in SHARES]
        held = [np.where(np.isnan(told), given, told) for told, given in zip(shares, held, strict=True)]
        share = np.where(np.isnan(shares[1]), share, shares[1])
        part = np.where(np.isnan(shares[1]), part, (shares[2] > 0) & (shares[0] < 1))
    parts = {
        "settlements_low": low, "settlements": inside, "settlements_high": high, "uncertain": unsure,
        "population_low": people * held[0], "population": people * held[1], "population_high": people * held[2],
        "population_unknown": high & ~known, "population_in_part": people * share, "in_part": part, "known": inside & known,
    }  # fmt: skip
    return table.assign(**{name: np.asarray(values, float) for name, values in parts.items()})


def _share_of_disc(table: "pd.DataFrame") -> "NDArray[np.float64]":
    """Return how much of a disc around each point, as large as its accuracy, is no farther than the depth.

    The edge is taken as straight, which over a city's width it nearly is.
    """
    radius = np.maximum(table["accuracy_m"].to_numpy(float), 1.0)
    depth_m = table["zone_depth_m"].to_numpy(float)
    reach = np.clip((depth_m - table["distance_m"].to_numpy(float)) / radius, -1.0, 1.0)
    share: NDArray[np.float64] = (np.arccos(-reach) + reach * np.sqrt(1 - reach**2)) / np.pi
    return share


def _summed(counted: "pd.DataFrame", keys: "Sequence[str]") -> "pd.DataFrame":
    sums = counted.groupby(list(keys), dropna=False, sort=True)[list(_PARTS)].sum().reset_index()
    whole = sums[list(_PARTS)].round().astype("Int64")
    nobody = (whole["known"] == 0) & (whole["settlements"] > 0)
    return sums[list(keys)].assign(
        **{name: whole[name] for name in COUNTS}
        | {"population": whole["population"].mask(nobody)}
        | {"population_high": whole["population_high"].mask(whole["population_unknown"] > 0)}
    )


def _merged(sums: "pd.DataFrame", keys: "Sequence[str]", *, min_cell: int) -> "pd.DataFrame":
    """Merge the smallest divisions of each depth and side until no row stands for fewer than ``min_cell``."""
    parts = []
    for _, rows in sums.groupby(["zone_depth_m", "side"], dropna=False, sort=False):
        ordered = rows.sort_values("settlements_high", kind="stable")
        upto = int((ordered["settlements_high"] < min_cell).sum())
        while 0 < upto < len(ordered) and ordered["settlements_high"].iloc[:upto].sum() < min_cell:
            upto += 1
        small, others = ordered.iloc[:upto], rows.drop(index=ordered.index[:upto])
        parts.append(others)
        if len(small):
            parts.append(_one_row(small, keys))
    return pd.concat(parts, ignore_index=True) if parts else sums


def _one_row(rows: "pd.DataFrame", keys: "Sequence[str]") -> "pd.DataFrame":
    sums = {name: rows[name].sum(min_count=len(rows) if name == "population_high" else 1) for name in COUNTS}
    first = rows.iloc[[0]].reset_index(drop=True)
    names = dict.fromkeys(keys[2:]) | {keys[-1] if keys[-1] != "p_code" else "admin1": OTHERS}
    return first.assign(**names, **{name: pd.array([value], "Int64") for name, value in sums.items()})


def _commonest(rows: "pd.DataFrame", keys: "Sequence[str]") -> "pd.DataFrame":
    """Return the region of each settlement as most of its division's have it, so that a division is one row."""
    regions = rows.groupby(list(keys), dropna=False)[["admin1_code", "admin1"]]
    counted = regions.value_counts(dropna=False).reset_index().drop_duplicates(list(keys))
    found = rows[list(keys)].merge(counted, on=list(keys), how="left").set_index(rows.index)
    known = rows[keys[0]].notna()
    return found[["admin1_code", "admin1"]].where(known, rows[["admin1_code", "admin1"]])


def in_divisions(table: "pd.DataFrame", level: Level) -> "pd.DataFrame":
    """Give every settlement its division: the added one that holds its point, else the one that its source names."""
    known = LEVELS.index(level) < 2
    table = table.assign(p_code=None, **({} if known else {level: None}))
    added = False
    for country in sorted(set(table["country"].dropna())) if version_with_boundaries() else ():
        mine = table.index[table["country"] == country]
        lon, lat = (table.loc[mine, name].to_numpy(float) for name in ("lon", "lat"))
        found = divisions_of(country, LEVELS.index(level) + 1, lon=lon, lat=lat)
        if found is None:
            continue
        added = True
        named = {level: "name", "p_code": "key", **({"admin1_code": "code"} if level == "admin1" else {})}
        for column, attribute in named.items():
            values = [getattr(one, attribute, None) or None for one in found]
            table[column] = table[column].astype(object).where(table["country"] != country, None)
            table.loc[mine, column] = pd.Series(values, index=mine, dtype=object)
        if level != "admin1":
            table.loc[mine, ["admin1_code", "admin1"]] = _commonest(table.loc[mine], [level, "p_code"])
    if not known and not added and len(table):
        raise no_boundaries(level, table["country"].dropna())
    return table


def no_boundaries(level: Level, countries: "Iterable[str]") -> InputError:
    """Return the error of sums by a level of which no boundaries are there."""
    return InputError(
        f"no boundaries of level {level[-1]} have been added for {', '.join(sorted(set(countries))) or 'this line'}: "
        "buffermap data add --boundaries FILE"
    )
