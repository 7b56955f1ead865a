"""Settlements that a table may list twice: "Gorod Shebekino" beside "Shebekino", a source's village beside another's."""

from collections import defaultdict
from collections.abc import Iterator
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from gazetteer.text.names import fold

if TYPE_CHECKING:
    import pandas as pd  # loads slowly; text and pages need no table

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
    import pandas as pd  # loads slowly; text and pages need no table

    named: dict[str, set[int]] = defaultdict(set)
    for column in ("name", "name_local"):
        for index, name in enumerate(table[column].tolist()):
            if isinstance(name, str) and (key := _bare(name)):
                named[key].add(index)
    points = list(zip(table["lat"].tolist(), table["lon"].tolist(), strict=True))
    people = table["population"].to_numpy(float, na_value=-1.0).tolist()

    def rank(row: int) -> tuple[float, int]:
        return -people[row], row

    larger: dict[int, int] = {}
    for rows in named.values():
        pairs = [sorted(pair, key=rank) for pair in _close_pairs(rows, points)]
        for a, b in sorted(pairs, key=lambda pair: (rank(pair[0]), rank(pair[1]))):
            if b not in larger and a not in larger:
                larger[b] = a
    ids = table["geonameid"].tolist()
    found = [ids[larger[row]] if row in larger else None for row in range(len(table))]
    return pd.Series(found, index=table.index, dtype="Int64")


def _bare(name: str) -> str:
    """Return a folded name without the word that says what kind of settlement it is."""
    first, _, rest = fold(name).partition(" ")
    return rest if rest and first in _CLASS_WORDS else f"{first} {rest}".strip()


def _close_pairs(rows: set[int], points: list[tuple[float, float]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that lie close together; from south to north, so that few pairs are looked at."""
    ordered = sorted(rows, key=lambda row: (points[row], row))
    for number, row in enumerate(ordered):
        for at in range(number + 1, len(ordered)):
            other = ordered[at]
            if (points[other][0] - points[row][0]) * _DEGREE_M > APART_M:
                break
            if _apart_m(points[row], points[other]) <= APART_M:
                yield row, other


def _apart_m(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Distance of near points in metres, good enough to tell neighbours."""
    across = (there[1] - here[1]) * cos(radians(here[0]))
    return hypot(there[0] - here[0], across) * _DEGREE_M
