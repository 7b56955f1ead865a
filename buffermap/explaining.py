"""From a settlement back to the sentence that puts it in a zone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from buffermap.errors import InputError
from buffermap.page.compose.ask import ask_of
from buffermap.running import KEY, as_scenario, settlements_of
from buffermap.scenarios.scenario import Scenario, in_words, origin_in_words
from buffermap.zones.depth import format_depth
from gazetteer.text.names import fold
from geo.containment import point_accuracy_m

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

REACH_M = 100_000.0  # how far from the stretch a settlement may lie to be explained


def explain(scenario: "Scenario | str | Path", settlement: str) -> list[str]:
    """Return the chain from a settlement back to the sentence: distance, accuracy, depth, assumptions, speakers.

    Parameters
    ----------
    scenario
        A scenario or its file.
    settlement
        A name, or a GeoNames id.

    Returns
    -------
    list of str
        Lines for people, from the place to what put it inside or outside.

    Raises
    ------
    InputError
        No settlement near the stretch has that name or id, or several have.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.scenarios.scenario import Entry
    >>> five = bm.Scenario(border=Entry(value="EE-LV"), side=Entry(value="EE"), depths=(Entry(value="5 km"),))
    >>> bm.explain(five, "Valga")[4]
    'at 5 km: inside (inside)'
    """
    scenario = as_scenario(scenario)
    ask = ask_of(scenario)
    depths = scenario.depths_m or [REACH_M]
    table = settlements_of(scenario, ask, depths, everything=True)
    rows = table[_answers_to(table, settlement)]
    if rows.empty:
        raise InputError(
            f"no settlement within {format_depth(REACH_M)} of the stretch is called {settlement!r}"
        )
    places = rows.drop_duplicates(KEY)
    if len(places) > 1:
        several = "; ".join(
            f"{row['name']}, {row['admin1']} ({row['geonameid']})" for _, row in places.iterrows()
        )
        raise InputError(f"several settlements are called {settlement!r}: {several}; give the id")
    stated = bool(scenario.depths)
    return [
        *_about(rows.iloc[0]),
        _accuracy(rows.iloc[0], ask.stretch.accuracy_m),
        *_memberships(rows, stated=stated),
        *_chain(scenario),
    ]


def _answers_to(table: "gpd.GeoDataFrame", settlement: str) -> "pd.Series[bool]":
    if settlement.lstrip("-").isdigit():
        return table["geonameid"] == int(settlement)
    wanted = fold(settlement)
    local = table["name_local"].fillna("").astype(str)
    return (table["name"].map(fold) == wanted) | (local.map(fold) == wanted)


def _about(row: Any) -> Iterator[str]:
    unknown = pd.isna(row["population"])
    people = "no population listed" if unknown else f"listed population {int(row['population']):,}"
    place = ", ".join(str(part) for part in (row["name"], row["admin1"], row["country"]) if part)
    yield f"{place} ({row['geonameid']}, {row['layer']}): {people}"
    yield f"point {row['lat']:.5f}, {row['lon']:.5f}; on the side of {row['side'] or 'neither country'}"
    yield (
        f"{row['distance_m'] / 1000:.2f} km (geodesic, WGS84) from the stretch; nearest point of it "
        f"{row['border_lat']:.5f}, {row['border_lon']:.5f}"
    )


def _accuracy(row: Any, line_m: float) -> str:
    """Return how exact the distance is: as computed, and as far as point and line are known."""
    point_m = float(point_accuracy_m([row["population"]])[0])
    return (
        f"computed to less than a metre; the point stands for the place to {format_depth(round(point_m, -1))}, the line "
        f"is known to {format_depth(line_m)}: together {format_depth(round(point_m + line_m, -1))}"
    )


def _memberships(rows: "gpd.GeoDataFrame", *, stated: bool) -> Iterator[str]:
    if not stated:
        yield "no depth is stated: neither inside nor outside"
        return
    for _, row in rows.iterrows():
        why = "; the accuracy of point and line could change that" if row["status"] == "uncertain" else ""
        yield f"at {format_depth(float(row['zone_depth_m']))}: {'inside' if row['inside'] else 'outside'} ({row['status']}{why})"


def _chain(scenario: Scenario) -> Iterator[str]:
    """Yield the assumptions that put it there, each with its source."""
    for name, entry in scenario.entries():
        origin = origin_in_words(entry)
        yield f"{name}: {in_words(entry.value)} [{entry.source}]{f' {origin}' if origin else ''}"
