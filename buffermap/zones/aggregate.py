"""Sums by division: what a settlement table says, published without naming a settlement."""

from typing import Literal, get_args

import pandas as pd

from buffermap.errors import InputError
from gazetteer.userdata.boundaries import divisions_of, version_with_boundaries

Level = Literal["admin1", "admin2"]

COLUMNS = ("settlements", "uncertain", "population", "population_unknown")


def by_division(table: "pd.DataFrame", *, level: Level) -> "pd.DataFrame":
    """Count the settlements of each division and add up their listed population, depth by depth.

    Parameters
    ----------
    table
        A settlement table as :func:`buffermap.zones.nearby` returns it.
    level
        First- or second-level divisions. Where boundaries of this level were added, a settlement counts to the one
        that holds its point.

    Returns
    -------
    DataFrame
        One row per depth and division, with ``zone_depth_m, country, admin1_code, admin1`` (and ``admin2``), then
        ``settlements`` (inside), ``uncertain`` (whose status the accuracy of the data leaves open, inside or not),
        ``population`` (listed, of those inside; null where none has a figure) and ``population_unknown`` (how many
        inside have no figure). The attributes of the table, its coverage among them, are kept.

    Raises
    ------
    InputError
        There is no such level.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.zones.aggregate import by_division
    >>> found = bm.settlements(bm.border("EE-LV"), side="EE", depth="10 km")
    >>> by_division(found, level="admin1")[["admin1", "settlements"]].to_numpy().tolist()
    [['Pärnumaa', 2], ['Valgamaa', 1], ['Viljandi', 2], ['Võrumaa', 0]]
    """
    if level not in get_args(Level):
        raise InputError(f"sums are by {' or '.join(get_args(Level))}, not by {level!r}")
    table = _in_added_divisions(table, level)
    keys = ["zone_depth_m", "country", "admin1_code", "admin1", *(["admin2"] if level == "admin2" else [])]
    inside = table["inside"].astype(bool)
    population = table["population"].astype("Int64").where(inside)
    counted = pd.DataFrame(
        {
            **{key: table[key] for key in keys},
            "settlements": inside.astype("int64"),
            "uncertain": (table["status"] == "uncertain").astype("int64"),
            "population": population,
            "population_unknown": (inside & population.isna()).astype("int64"),
        }
    )
    groups = counted.groupby(keys, dropna=False, sort=True)
    sums = groups.agg(
        settlements=("settlements", "sum"),
        uncertain=("uncertain", "sum"),
        population=("population", lambda figures: figures.sum(min_count=1)),
        population_unknown=("population_unknown", "sum"),
    ).reset_index()
    sums["population"] = sums["population"].astype("Int64")
    if "scenario_id" in table:
        sums["scenario_id"] = sums["zone_depth_m"].map(
            dict(zip(table["zone_depth_m"], table["scenario_id"], strict=True))
        )
    sums.attrs = dict(table.attrs)
    return sums


def _in_added_divisions(table: "pd.DataFrame", level: Level) -> "pd.DataFrame":
    """Put the divisions whose boundaries the user has added in place of those that the sources name."""
    if version_with_boundaries() is None:
        return table
    table = table.copy()
    for country in set(table["country"].dropna()):
        mine = table.index[table["country"] == country]
        lon, lat = (table.loc[mine, name].to_numpy(float) for name in ("lon", "lat"))
        found = divisions_of(country, 1 if level == "admin1" else 2, lon=lon, lat=lat)
        if found is None:
            continue
        held = pd.DataFrame(found, index=mine, columns=["name", "code"]).replace("", None)
        held = held[held["name"].notna()]
        table.loc[held.index, level] = held["name"]
        if level == "admin1":
            table.loc[held.index, "admin1_code"] = held["code"]
    return table
