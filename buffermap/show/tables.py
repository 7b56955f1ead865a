"""Tables for a terminal: aligned and coloured for people, plain tab-separated lines for pipes."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from buffermap.export.columns import flat, texts
from buffermap.show.printable import one_line
from buffermap.zones.depth import depth_in_words

if TYPE_CHECKING:
    import pandas as pd

SHOWN = {
    "settlements": (
        "name",
        "place_class",
        "admin1",
        "population",
        "zone_depth_m",
        "distance_m",
        "side",
        "status",
    ),
    "events": (
        "date",
        "type",
        "division",
        "zone_depth_m",
        "distance_m",
        "side",
        "status",
        "precision_m",
        "source",
        "text",
    ),
    "mentions": ("doc_id", "surface", "name", "kind", "country", "usage", "score", "sentence"),
    "statements": (
        "doc_id",
        "what",
        "where",
        "side",
        "depth",
        "claimed_standing",
        "speaker",
        "voice",
        "sentence",
    ),
    "zones": ("border", "along", "side", "depth_m", "area_km2", "edge_error_m"),
}
"""Columns that a terminal has room for; files hold all of them."""

_KINDS = {
    "precision_m": "events",
    "outside": "counts",
    "zone_depth_m": "settlements",
    "surface": "mentions",
    "claimed_standing": "statements",
    "edge_error_m": "zones",
}
_HEADINGS = {
    "zone_depth_m": "depth",
    "depth_m": "depth",
    "distance_m": "distance",
    "precision_m": "exact to",
    "area_km2": "area",
    "edge_error_m": "edge error",
    "place_class": "class",
    "population": "listed pop.",
    "doc_id": "document",
    "admin1": "division",
    "claimed_standing": "said to be",
}


_PIPED = {
    "distance_m": 1,
    "precision_m": 0,
    "depth_m": 1,
    "zone_depth_m": 1,
    "area_km2": 3,
    "edge_error_m": 3,
    "score": 4,
}
"""Decimals of columns in lines for pipes."""

_SHAPES: dict[str, Callable[[Any], str]] = {
    "zone_depth_m": depth_in_words,
    "depth_m": depth_in_words,
    "distance_m": lambda value: f"{value / 1000:.2f} km",
    "precision_m": lambda value: f"{value / 1000:g} km",
    "area_km2": lambda value: f"{value:,.0f} km²",
    "edge_error_m": lambda value: f"{value:.2f} m",
    "population": lambda value: f"{int(value):,}",
    "score": lambda value: f"{value:.2f}",
}


def echo(
    table: "pd.DataFrame",
    *,
    above: str = "",
    columns: Sequence[str] | None = None,
    file: IO[str] | None = None,
    notes: bool = True,
) -> None:
    """Print a table: for people where the stream is a terminal, as tab-separated lines of all columns where not.

    Parameters
    ----------
    above
        Lines that belong above the table, such as its coverage. Piped, it goes to standard error.
    columns
        Which columns; by default those of `SHOWN` that fit the table. Piped, all but the geometry.
    file
        Where to; standard output by default.
    notes
        Whether a piped table has its lines above on standard error.

    Notes
    -----
    Lines for pipes carry distances in whole decimetres: files (``-o``) have all digits that mean something.
    ``NO_COLOR`` turns colours off, ``FORCE_COLOR`` turns them on where the output is piped to a pager.
    """
    stream = file or sys.stdout
    if stream.isatty() or os.environ.get("FORCE_COLOR"):
        _echo_rich(table, above, columns or shown_columns(table), stream)
    else:
        if above and notes:
            sys.stderr.write(above + "\n")
        _echo_plain(table, columns, stream)


def shown_columns(table: "pd.DataFrame") -> list[str]:
    """Return the columns that a terminal shows of a table."""
    kind = next((kind for mark, kind in _KINDS.items() if mark in table.columns), None)
    names = [str(name) for name in table.columns if name != "geometry"]
    if kind is None:
        return names
    chosen = [name for name in SHOWN.get(kind, names) if name in names]
    return [name for name in chosen if name != "zone_depth_m" or len(set(table[name])) > 1]


def _echo_rich(table: "pd.DataFrame", above: str, columns: Sequence[str], stream: IO[str]) -> None:
    # without a terminal rich assumes 80 columns; a pager has the terminal's
    console = Console(file=stream, highlight=False, width=shutil.get_terminal_size((120, 24)).columns)
    for line in above.splitlines():
        console.print(Text(one_line(line)))
    wrapped = (
        {"text"}
        if "precision_m" in columns
        else {"sentence", "where"}
        if "claimed_standing" in columns
        else {"reason"}
    )
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        number = name in _SHAPES
        grid.add_column(
            Text(_HEADINGS.get(name, name)), justify="right" if number else "left", no_wrap=name not in wrapped, overflow="ellipsis",
        )  # fmt: skip
    for row in rows(table, columns):
        # texts of others are never read as rich's markup
        style = "dim" if "uncertain" in row or "associative" in row else ""
        grid.add_row(*(Text(cell) for cell in row), style=style)
    console.print(grid)


def rows(table: "pd.DataFrame", columns: Iterable[str]) -> Iterable[list[str]]:
    """Yield rows as texts for people: rounded, with units, empty where unknown."""
    columns = list(columns)
    missing = table[columns].isna().to_numpy()
    values = zip(*(table[name].tolist() for name in columns), strict=True)
    for row, gone in zip(values, missing, strict=True):
        yield [
            "" if absent else _cell(name, value)
            for name, value, absent in zip(columns, row, gone, strict=True)
        ]


def _cell(name: str, value: Any) -> str:
    if name in _SHAPES:
        return _SHAPES[name](value)
    return one_line(value if isinstance(value, str) else str(value))


def _echo_plain(table: "pd.DataFrame", columns: Sequence[str] | None, stream: IO[str]) -> None:
    frame = flat(table)
    frame = frame.round({name: digits for name, digits in _PIPED.items() if name in frame})
    if columns:
        frame = frame[list(columns)]
    stream.write("\t".join(frame.columns) + "\n")
    cells = [[one_line(text) for text in texts(frame[name])] for name in frame.columns]
    stream.writelines("\t".join(row) + "\n" for row in zip(*cells, strict=True))
