"""Events for a page: rows only where their rule lets them leave, else counts at the depths that the page offers."""

from typing import TYPE_CHECKING, Any

import numpy as np

from buffermap import incidents
from buffermap.export.sharing import citations, rule_of
from buffermap.page.data import safe_url
from buffermap.page.events import Counts, PageCounts, PageEvents, PageRows

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from buffermap.incidents.counting import By
    from buffermap.page.compose.ask import Ask

OFFERED_M = (5_000.0, 10_000.0, 20_000.0, 30_000.0)
"""Depths that a page offers where no text states one (``TRY`` of its script)."""


def page_events(found: "gpd.GeoDataFrame | None", ask: "Ask | None") -> PageEvents | None:
    """Return what a page holds of events (see `buffermap.incidents.events.as_events`)."""
    if found is None:
        return None
    told = rule_of(found)
    share = told["share"]
    return PageEvents(
        share=share,
        number=len(found),
        cited=tuple(citations(found)),
        notes=tuple(told["notes"]),
        counts=_counts(found, ask) if share == "aggregate" and ask is not None else (),
        rows=None if share == "aggregate" else _rows(found, ask, with_words=share != "derived"),
    )


def _counts(found: "gpd.GeoDataFrame", ask: "Ask") -> tuple[PageCounts, ...]:
    asked_m = [ask.depth_m, *(depth_m for depth_m, _ in ask.offered_m)]
    depths_m = sorted({*OFFERED_M, *(depth_m for depth_m in asked_m if depth_m)})
    made = []
    for side in dict.fromkeys(("both", *ask.stretch.sides)):
        table = incidents.measured(found, ask.stretch, side=side, depths_m=depths_m, ends=ask.ends)
        by: dict[By, dict[float, Counts]] = {one: _by(table, one) for one in ("week", "type", "division")}
        made += [
            PageCounts(side=side, depth_m=depth_m, **{one: counts[depth_m] for one, counts in by.items()})
            for depth_m in depths_m
        ]
    return tuple(made)


def _by(table: "pd.DataFrame", by: "By") -> dict[float, Counts]:
    """Return the counts of each depth."""
    counted = incidents.count_events(table, by=by)
    columns = [counted[name].tolist() for name in (by, *incidents.STATUSES)]
    rows = list(zip(counted["zone_depth_m"].tolist(), zip(*columns, strict=True), strict=True))
    return {depth: tuple(row for at, row in rows if at == depth) for depth in dict(rows)}


def _rows(found: "gpd.GeoDataFrame", ask: "Ask | None", *, with_words: bool) -> PageRows:
    nowhere = np.full(len(found), np.nan)
    distance_m, uncertainty_m, side = nowhere, nowhere, np.full(len(found), -1)
    if ask is not None:
        label, distance_m, uncertainty_m, beyond = incidents.measures(found, ask.stretch, ends=ask.ends)
        distance_m = np.where(beyond, np.inf, distance_m)
        numbers = {code: number for number, code in enumerate(ask.stretch.sides)}
        side = np.array([numbers.get(code, -1) for code in label])
    if not with_words:
        distance_m = np.round(distance_m, -3)
    words: dict[str, Any] = {}
    if with_words:
        words = {
            "lat": found["lat"].to_numpy(float),
            "lon": found["lon"].to_numpy(float),
            "text": _texts(found, "text"),
            "source": _texts(found, "source"),
            "url": tuple(safe_url(url) for url in _texts(found, "url")),
            "precision": _texts(found, "precision_source"),
        }
    return PageRows(
        date=_texts(found, "date"),
        type=_texts(found, "type"),
        division=_texts(found, "division"),
        distance_m=distance_m,
        uncertainty_m=uncertainty_m,
        side=side,
        **words,
    )


def _texts(found: "gpd.GeoDataFrame", column: str) -> tuple[str, ...]:
    return tuple("" if value is None or value != value else str(value) for value in found[column])  # noqa: PLR0124
