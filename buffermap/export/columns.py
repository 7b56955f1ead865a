"""Columns as file formats want them: plain values in plain types."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from buffermap.export.cells import CONTROLS

# columns in which only these kinds of place are ever drawn as dots
DOT_KINDS = ("settlement", "site")


def geometry_of(table: "pd.DataFrame") -> Any:
    """Return the array of geometries of a table (EPSG:4326), or None where it has no such column."""
    if not isinstance(table, gpd.GeoDataFrame) or table.active_geometry_name is None:
        return None
    shapes = table.geometry
    if shapes.crs is not None and shapes.crs.to_epsg() != 4326:
        shapes = shapes.to_crs("EPSG:4326")
    known: Any = shapes.to_numpy()
    # empty geometries and points without coordinates are no geometry in any of the formats
    nowhere = np.isnan(shapely.bounds(known)).any(axis=1)
    return np.where(nowhere, None, known)


def attributes_of(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return the table without its geometry, with a plain index and plain names."""
    columns = [name for name in table.columns if not isinstance(table[name].dtype, gpd.array.GeometryDtype)]
    plain = pd.DataFrame(table[columns]).reset_index(drop=True)
    plain.columns = pd.Index([str(name) for name in columns])
    return _reviewed(plain)


REVIEWED = ("confirmed", "corrected")


def _reviewed(table: "pd.DataFrame") -> "pd.DataFrame":
    """Put what a person decided on mentions ("confirmed by M. K. 2026-11-20: note") into a column of its own."""
    if not {"flags", "reason"} <= set(table.columns) or "review" in table.columns:
        return table
    review = [
        reason if flags is not None and set(REVIEWED) & set(flags) else None
        for flags, reason in zip(table["flags"], table["reason"], strict=True)
    ]
    return table.assign(review=pd.Series(review, index=table.index, dtype=object))


def flat(table: "pd.DataFrame") -> "pd.DataFrame":
    """Attributes as numbers, booleans and texts: lists of words become ``a; b``, deeper values JSON."""
    return _converted(attributes_of(table), _flat_value)


def nested(table: "pd.DataFrame") -> "pd.DataFrame":
    """Attributes with lists and objects kept, as JSON knows them."""
    return _converted(attributes_of(table), _plain)


def _converted(frame: "pd.DataFrame", convert: Callable[[Any], Any]) -> "pd.DataFrame":
    for name in frame.columns:
        if frame[name].dtype == object and _is_mixed(frame[name]):
            frame[name] = pd.Series(
                [convert(value) for value in frame[name]], index=frame.index, dtype=object
            )
        if isinstance(frame[name].dtype, pd.CategoricalDtype):
            frame[name] = frame[name].astype(object)
    return frame


def _is_mixed(column: "pd.Series[Any]") -> bool:
    kind = pd.api.types.infer_dtype(column, skipna=True)
    return kind not in {
        "string",
        "integer",
        "floating",
        "boolean",
        "empty",
        "datetime",
        "date",
        "mixed-integer-float",
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)) or hasattr(value, "tolist"):
        items = value.tolist() if hasattr(value, "tolist") else value
        return [_plain(item) for item in items] if isinstance(items, (list, tuple, set, frozenset)) else items
    return value


def _flat_value(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, list) and not any(isinstance(item, (dict, list)) for item in plain):
        return "; ".join(map(str, plain)) or None
    if isinstance(plain, (dict, list)):
        return json.dumps(plain, ensure_ascii=False) if plain else None
    return plain


MEASURES = {"_m": 3, "_km2": 6, "score": 4}
"""Decimals of texts by the end of a column's name: millimetres and square metres are more than is known."""


def measured(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Round distances, areas and scores for formats that write numbers as text; binary ones keep every bit."""
    ends = {name: end for name in frame.columns for end in MEASURES if name.endswith(end)}
    decimals = {name: MEASURES[end] for name, end in ends.items() if pd.api.types.is_float_dtype(frame[name])}
    return frame.round(decimals)


def is_text(column: "pd.Series[Any]") -> bool:
    """Whether a column holds texts (or nothing)."""
    if isinstance(column.dtype, pd.StringDtype):
        return True
    return column.dtype == object and pd.api.types.infer_dtype(column, skipna=True) in {"string", "mixed"}


def each(column: "pd.Series[Any]", make: Callable[[Any], str], *, missing: str = "") -> list[str]:
    """Make a text of every value; each different value is made once, which is what makes large tables quick."""
    try:
        codes, values = pd.factorize(column)
    except TypeError:  # lists and objects
        return [missing if value is None else make(value) for value in column.tolist()]
    made = [make(value) for value in values.tolist()]
    texts: list[str] = np.array([*made, missing], dtype=object)[codes].tolist()  # code -1 is the last
    return texts


def texts(column: "pd.Series[Any]", *, before: str = "", after: str = "", xml: bool = False) -> list[str]:
    """Values as text, empty where there is none.

    Parameters
    ----------
    before, after
        What stands around each value that there is.
    xml
        Whether the text is escaped for XML.
    """
    if pd.api.types.is_integer_dtype(column.dtype) and not column.hasnans:
        return [f"{before}{value}{after}" for value in column.tolist()]
    if pd.api.types.is_float_dtype(column.dtype):
        return [
            "" if value != value  # noqa: PLR0124 - not a number
            else f"{before}{value!r}{after}" if value % 1 else f"{before}{value:.0f}{after}"
            for value in column.to_numpy(float, na_value=np.nan).tolist()
        ]  # fmt: skip
    if xml and is_text(column):
        return each(
            column, lambda value: f"{before}{escaped(value if type(value) is str else text(value))}{after}"
        )
    return each(column, lambda value: f"{before}{text(value)}{after}")


def text(value: Any) -> str:
    """Return a value as text: whole numbers without a decimal point, true and false in lower case."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def escaped(text: str) -> str:
    """Text for XML content or attributes; characters that XML cannot hold become U+FFFD."""
    if not text.isprintable():
        text = CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text or '"' in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text
