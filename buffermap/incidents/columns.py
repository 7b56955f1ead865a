"""Which column of a table of events holds what, and which source the table comes from."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from buffermap.articles.metadata import snake
from buffermap.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_HERE = Path(__file__).parent
_LEAST = 2  # columns of a source by which its tables are known


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a code of precision means: metres around the point, in words, and where the figure comes from."""

    metres: float
    means: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A source of events that is known by its columns; ``restricted`` says why its rows may not be passed on."""

    name: str = "own table"
    columns: tuple[str, ...] = ()
    citation: str = ""
    restricted: str = ""
    precision_column: str = ""
    precision: Mapping[str, Code] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)


@cache
def kinds() -> dict[str, Kind]:
    """Return the sources that are known, and the classes of GeoNames."""
    made = {}
    for key, told in tomllib.loads((_HERE / "sources.toml").read_text(encoding="utf-8")).items():
        codes = {code: Code(**meaning) for code, meaning in told.pop("precision", {}).items()}
        made[key] = Kind(**{**told, "columns": tuple(told.get("columns", ()))}, precision=codes)
    return made


@cache
def fields() -> dict[str, tuple[str, ...]]:
    """Return what is looked for in a table, with the names that columns of it have."""
    told = tomllib.loads((_HERE / "columns.toml").read_text(encoding="utf-8"))
    return {key: tuple(names) for key, names in told.items()}


def kind_of(table: "pd.DataFrame") -> Kind:
    """Return the source that a table comes from, by its columns; one of no known source is the user's own."""
    names = {snake(name) for name in table.columns}
    shared = {key: len(names.intersection(kind.columns)) for key, kind in kinds().items()}
    best = max(shared, key=shared.__getitem__)
    return kinds()[best] if shared[best] >= _LEAST else Kind()


def chosen_columns(choices: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    """Return which column holds what, of a mapping or of ``text=NOTES`` and its like; ``text=`` says that none does.

    Raises
    ------
    InputError
        A text is not of this form, or names no field.
    """
    if not isinstance(choices, Mapping):
        pairs = [text.partition("=") for text in choices]
        choices = {key.strip(): column.strip() for key, equals, column in pairs if equals}
        if len(choices) < len(pairs):
            raise InputError("columns are named as FIELD=COLUMN, for example text=notes, each field once")
    for key in choices:
        if key not in fields():
            raise InputError(f"{key!r} is nothing that events have: choose {', '.join(fields())}")
    return dict(choices)


def columns_of(table: "pd.DataFrame", kind: Kind, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds which field: what the user chose, else the first that has a name for it and is not empty.

    Raises
    ------
    InputError
        A chosen column does not exist.
    """
    for key, column in chosen.items():
        if column and column not in table.columns:
            listed = ", ".join(map(str, table.columns))
            raise InputError(f"there is no column {column!r} for {key}; there are: {listed}")
    by_name: dict[str, str] = {}
    for column in table.columns:
        by_name.setdefault(snake(column), str(column))
    found = {key: column for key, column in chosen.items() if column}
    for key, names in fields().items():
        if key in chosen:
            continue
        wanted = (kind.precision_column, *names) if key == "precision" else names
        taken = set(found.values())
        fitting = (by_name[name] for name in wanted if name in by_name and by_name[name] not in taken)
        best = next((one for one in fitting if _is_filled(table[one])), None)
        if best is not None:
            found[key] = best
    return found


def _is_filled(column: "pd.Series") -> bool:
    return bool((column.dropna().astype(str).str.strip() != "").any())
