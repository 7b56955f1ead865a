"""Tables of events from files or frames, each with its points, days, words, and how exact they are."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from buffermap.articles.dates import iso_date
from buffermap.articles.decoding import replace_surrogates
from buffermap.articles.fieldtext import address, plain
from buffermap.articles.people import covered
from buffermap.errors import InputError
from buffermap.incidents import columns as layout
from buffermap.incidents.precision import precision_of
from gazetteer.userdata.layer import points_in
from gazetteer.userdata.mapping import guess
from gazetteer.userdata.tables import read_table

Points: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Longitudes and latitudes."""

log = logging.getLogger(__name__)

COLUMNS = (
    "event_id", "date", "type", "division", "text", "source", "url", "lat", "lon", "precision_m", "precision_source",
)  # fmt: skip
"""What is known of every event; the table's own columns follow, under ``own_…`` where they have such a name."""

MEASURED = ("distance_m", "side", "zone_depth_m", "inside", "status", "scenario_id")
"""What is known of an event once it was measured against a zone."""

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventTable:
    """Events of one file or frame: `COLUMNS` and its own, points as ``geometry``; what was read as what."""

    table: "gpd.GeoDataFrame"
    kind: layout.Kind
    columns: Mapping[str, str]
    notes: tuple[str, ...] = field(default=())
    name: str = "events"


def read_events(
    source: "str | Path | pd.DataFrame",
    *,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    sublayer: str | Sequence[str] | None = None,
    precision_m: float | None = None,
) -> EventTable:
    """Read a table of events.

    Parameters
    ----------
    source
        A file (any that layers are read from) or a frame.
    columns
        Which column holds what, field -> column; the others are guessed.
    sublayer
        Which layer or sheet of a file that has several.
    precision_m
        How exact points are of which nothing says so.

    Raises
    ------
    InputError
        There are no points; LayerError where the file cannot be read.
    """
    if isinstance(source, pd.DataFrame):
        table, name = source.reset_index(drop=True), "events"
    else:
        name = Path(source).name
        table, assumed = read_table(Path(source), sublayer=sublayer)
        for note in assumed:
            log.warning("%s", note)
    kind = layout.kind_of(table)
    found = layout.columns_of(table, kind, layout.chosen_columns(columns or {}))
    points, degrees = _points(table, {key: found[key] for key in ("lat", "lon") if key in found}, name)
    found = degrees | found
    known = ~(np.isnan(points[0]) | np.isnan(points[1]))
    if not known.any():
        raise InputError(
            f"{name}: no row has a point; name the columns: --events-map lat=COLUMN --events-map lon=COLUMN"
        )
    kept = table[known].reset_index(drop=True)
    made, told = _typed(kept, found, kind, (points[0][known], points[1][known]), precision_m=precision_m)
    if not known.all():
        told.append(f"{int((~known).sum()):,} rows without a point are left out")
    return EventTable(table=made, kind=kind, columns=found, notes=tuple(told), name=name)


def _points(table: "pd.DataFrame", chosen: Mapping[str, str], name: str) -> tuple[Points, dict[str, str]]:
    """Return longitudes and latitudes, NaN where a row has no point; and the columns that they were read from.

    Raises
    ------
    InputError
        The table is empty, or it is unclear which columns hold degrees.
    """
    if table.empty:
        raise InputError(f"{name}: the table has no rows")
    columns: dict[str, str] = {}
    shapes: Any
    if isinstance(table, gpd.GeoDataFrame):
        shapes = table.geometry if table.crs is None else table.to_crs("EPSG:4326").geometry
    else:
        mapping = guess(table, chosen={"name": "", **chosen}, has_points=False)
        for key, candidates in mapping.unclear.items():
            found = f"it may be {', '.join(candidates)}" if candidates else "no column looks like it"
            raise InputError(
                f"{name}: which column holds {key}? {found}; say so with --events-map {key}=COLUMN"
            )
        columns = {
            key: mapping.columns[key] for key in ("lat", "lon", "latlon", "wkt") if key in mapping.columns
        }
        shapes = points_in(table, chosen=columns)
    shapes = gpd.GeoSeries(shapes).set_crs("EPSG:4326", allow_override=True)
    is_point = shapes.isna() | shapes.is_empty | (shapes.geom_type == "Point")
    points = shapes.where(is_point, shapes.representative_point())
    return (points.x.to_numpy(float), points.y.to_numpy(float)), columns


def _typed(
    table: "pd.DataFrame",
    found: Mapping[str, str],
    kind: layout.Kind,
    points: Points,
    *,
    precision_m: float | None,
) -> "tuple[gpd.GeoDataFrame, list[str]]":
    """Return the table with the columns that all events have."""

    def values(key: str) -> list[Any]:
        return table[found[key]].tolist() if key in found else [None] * len(table)

    metres, sources, notes = precision_of(table, found, kind, default_m=precision_m)
    days = dates(values("date"))
    undated = sum(day is None for day in days)
    if undated:
        notes.append(f"{undated:,} of {len(days):,} have no day that can be read in one way")
    if "end" in found and (long := _longer_than_a_week(days, dates(values("end")))):
        notes.append(f"{long:,} last longer than a week: they count on their first day")
    types = [plain(value) for value in values("type")]
    known = {
        "event_id": [plain(value) for value in values("id")],
        "date": days,
        "type": [kind.types.get((text or "").removesuffix(".0"), text) for text in types],
        "division": [plain(value) for value in values("division")],
        "text": [_text(value) for value in values("text")],
        "source": [plain(value) for value in values("source")],
        "url": [address(value) for value in values("url")],
        "lat": points[1],
        "lon": points[0],
        "precision_m": np.where(np.isfinite(metres), metres, np.nan),
        "precision_source": sources,
    }
    own = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
    own = own.rename(
        columns={name: f"own_{name}" for name in own.columns if name in (*COLUMNS, *MEASURED, "mentions")}
    )
    frame = pd.concat([pd.DataFrame(known), own], axis=1)
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(*points), crs="EPSG:4326"), notes


def _text(value: Any) -> str | None:
    """Return what is said of an event, as it stands; addresses and numbers of people are covered."""
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return None
    return covered(replace_surrogates(str(value)).strip()) or None


def dates(values: Sequence[Any]) -> list[str | None]:
    """Return the days of a column; where the order of day and month shows in one date, it is that of all."""
    pairs = [found for value in values if isinstance(value, str) and (found := _NUMBERS.match(value.strip()))]
    day_first = any(int(one[1]) > 12 for one in pairs)
    month_first = any(int(one[2]) > 12 for one in pairs)
    order = "" if day_first == month_first else "dmy" if day_first else "mdy"
    return [_day(value, order) for value in values]


def _longer_than_a_week(first: Sequence[str | None], last: Sequence[str | None]) -> int:
    spans = [
        (date.fromisoformat(b) - date.fromisoformat(a)).days
        for a, b in zip(first, last, strict=True)
        if a and b
    ]
    return sum(span > 7 for span in spans)


def _day(value: Any, order: str) -> str | None:
    found = _NUMBERS.match(value.strip()) if order and isinstance(value, str) else None
    if found:
        first, second = int(found[1]), int(found[2])
        day, month = (first, second) if order == "dmy" else (second, first)
        value = f"{found[3]}-{month:02d}-{day:02d}"
    read = iso_date(value)
    return read[:10] if read else None
