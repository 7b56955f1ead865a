"""How exact the point of each event is, in metres, and where that figure comes from."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from buffermap.articles.metadata import snake
from buffermap.errors import InputError
from buffermap.incidents.columns import Code, Kind, kinds
from buffermap.zones.depth import parse_depth

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

DEFAULT_M = 5_000.0
"""Of a point that nothing says how exact it is: a town with its outskirts. It is an assumption, and shown as one."""

_UNITS = (("_km", 1_000.0), ("_m", 1.0))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MOST_CODES = (
    10  # bare numbers that are all below this, in a column without a unit, are codes of nobody knows what
)


def precision_of(
    table: "pd.DataFrame", columns: Mapping[str, str], kind: Kind, *, default_m: float | None = None
) -> "tuple[NDArray[np.float64], list[str], list[str]]":
    """Return how far each event may be from its point.

    Parameters
    ----------
    table, columns, kind
        The table, which column holds what, and the source that it comes from.
    default_m
        The user's figure for points that nothing is said of; `DEFAULT_M` without one.

    Returns
    -------
    tuple
        Metres, shape (n,), infinite where a point stands for a country and the like; of each the figure's source in
        words; and notes on what was assumed.
    """
    column = columns.get("precision")
    assumed = DEFAULT_M if default_m is None else default_m
    by_default = f"{'set' if default_m is not None else 'assumed'}: {assumed / 1000:g} km"
    if column is None:
        values: list[tuple[float, str] | None] = [None] * len(table)
    else:
        texts = table[column].astype("string").fillna("").str.strip().tolist()
        values = _read(texts, column, kind)
    metres = np.array([assumed if value is None else value[0] for value in values], np.float64)
    sources = [by_default if value is None else value[1] for value in values]
    missing = sum(value is None for value in values)
    notes = (
        [f"{missing:,} of {len(values):,} do not say how exact their point is: {by_default}"]
        if missing
        else []
    )
    return metres, sources, notes


def _read(texts: list[str], column: str, kind: Kind) -> list[tuple[float, str] | None]:
    name = snake(column)
    if name == kind.precision_column:
        return [
            _of_code(kind.precision.get(text.removesuffix(".0")), f"{kind.name} {column} {text}")
            for text in texts
        ]
    classes = kinds()["geonames"].precision
    if any(_class_of(text, classes) for text in texts):
        return [_of_code(_class_of(text, classes), f"GeoNames {text}") for text in texts]
    unit = next((factor for end, factor in _UNITS if name.endswith(end)), None)
    bare = [float(text.replace(",", ".")) for text in texts if _NUMBER.fullmatch(text)]
    if unit is None and bare and max(bare) < _MOST_CODES:
        return [None] * len(texts)
    return [_of_length(text, column, unit or 1.0) for text in texts]


def _of_code(code: Code | None, name: str) -> tuple[float, str] | None:
    return None if code is None else (code.metres, f"{name}, {code.means} ({code.by})")


def _class_of(text: str, classes: Mapping[str, Code]) -> Code | None:
    """Return what a class of GeoNames stands for: the longest that the text begins with."""
    bare = text.upper().rpartition(".")[2]
    return classes.get(max((one for one in classes if bare.startswith(one)), key=len, default=""))


def _of_length(text: str, column: str, unit: float) -> tuple[float, str] | None:
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", ".")) * unit, f"the table's own {column}"
    try:
        return parse_depth(text), f"the table's own {column}"
    except InputError:
        return None
