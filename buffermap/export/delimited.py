"""CSV: UTF-8, one header line and no remarks: what it rests on stands beside it (see `describe_beside`)."""

from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from buffermap.errors import InputError
from buffermap.export import columns
from buffermap.export.cells import FORMULA, cell, uncontrolled
from buffermap.export.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def write(
    layers: "Mapping[str, pd.DataFrame]", path: Path, *, provenance: Provenance, formula_safe: bool = True
) -> None:
    """Write one table; geometry stays out where ``lon`` and ``lat`` tell it, else becomes WKT.

    Parameters
    ----------
    formula_safe
        Put an apostrophe before texts that a spreadsheet would run as a formula (they begin with = + - @).

    Raises
    ------
    InputError
        There are several layers: CSV holds one.
    """
    del provenance  # see `describe_beside`: comment lines would break most readers
    if len(layers) != 1:
        raise InputError(
            f"a CSV file holds one table, not {', '.join(layers)}; write .xlsx, or one file each"
        )
    [table] = layers.values()
    frame = columns.measured(columns.flat(table))
    shapes = columns.geometry_of(table)
    if shapes is not None and not {"lon", "lat"} <= set(frame.columns):
        frame["wkt"] = shapely.to_wkt(shapes, rounding_precision=7)
    for name in frame.columns:
        if columns.is_text(frame[name]):
            frame[name] = frame[name].map(uncontrolled, na_action="ignore")
        if formula_safe and columns.is_text(frame[name]):
            frame[name] = harmless(frame[name])
    if formula_safe:
        frame.columns = [cell(name) for name in frame.columns]
    frame.to_csv(path, index=False, lineterminator="\n")


def harmless(column: "pd.Series[str]") -> "pd.Series[str]":
    """Texts that no spreadsheet takes for a formula."""
    risky = column.str.startswith(FORMULA, na=False).astype(bool)
    return column.mask(risky, "'" + column[risky].reindex(column.index)) if risky.any() else column
