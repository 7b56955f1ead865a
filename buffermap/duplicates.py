"""Settlements that a table may list twice: "Gorod Shebekino" beside "Shebekino", a source's village beside another's."""

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

APART_M = 2_000.0
"""Two entries of one name that lie closer together are taken for one place."""
_DEGREE_M = 111_200.0
_CLASS_WORDS = frozenset(
    {
        "gorod", "misto", "selo", "derevnya", "poselok", "posyolok", "selyshche",
        "город", "місто", "село", "деревня", "поселок", "селище",
    }
)  # fmt: skip


def duplicate_of(table: "pd.DataFrame") -> "pd.Series[int]":
    """Return for each settlement the geonameid of a larger one that seems to be the same; missing for nearly all.

    Parameters
    ----------
    table
        Columns ``geonameid``, ``name``, ``name_local``, ``lat``, ``lon``, ``population``.

    Returns
    -------
    Series of Int64
        Of entries with the same name (but for words like "gorod") no farther than `APART_M` apart, all but the one with
        the largest population point to it. They stay in the table: which entry is right is for its reader to say.
    """
    import pandas as pd

    named: dict[str, set[int]] = defaultdict(set)
    for column in ("name", "name_local"):
        for index, name in enumerate(table[column].tolist()):
            if isinstance(name, str) and (key := _bare(name)):
                named[key].add(index)
    lat, lon = table["lat"].to_numpy(float), table["lon"].to_numpy(float)
    people = table["population"].to_numpy(float, na_value=-1.0)
    larger: dict[int, int] = {}
    for rows in named.values():
        for a, b in combinations(sorted(rows, key=lambda row: (-people[row], row)), 2):
            if b not in larger and a not in larger and _apart_m(lat[a], lon[a], lat[b], lon[b]) <= APART_M:
                larger[b] = a
    ids = table["geonameid"].tolist()
    found = [ids[larger[row]] if row in larger else None for row in range(len(table))]
    return pd.Series(found, index=table.index, dtype="Int64")


def _bare(name: str) -> str:
    """Return a folded name without the word that says what kind of settlement it is."""
    from gazetteer.names import fold

    first, _, rest = fold(name).partition(" ")
    return rest if rest and first in _CLASS_WORDS else f"{first} {rest}".strip()


def _apart_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance of near points in metres, good enough to tell neighbours."""
    across = (other_lon - lon) * np.cos(np.radians(lat))
    return float(np.hypot(other_lat - lat, across) * _DEGREE_M)
