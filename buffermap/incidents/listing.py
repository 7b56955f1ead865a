"""Counts or rows of events with the sentences that belong above them, by what their rule lets be seen."""

from typing import TYPE_CHECKING

from buffermap.export.sharing import rule_of
from buffermap.incidents.counting import STATUSES, By, count_events
from buffermap.zones.depth import depth_in_words

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


def listed_events(
    found: "gpd.GeoDataFrame", *, by: By | None, everything: bool, to_screen: bool
) -> "tuple[pd.DataFrame, str]":
    """Return counts of events, or their rows where these may be seen, and the sentences that belong above.

    Parameters
    ----------
    found
        What `buffermap.events` returns for a zone.
    by
        Counts by this; without it rows, where the rule of the table lets them go where they are asked for.
    everything
        Also rows of events that lie outside.
    to_screen
        Whether they go to the user alone.
    """
    rule = rule_of(found)["share"]
    above = "\n".join(_totals(found))
    is_hidden = rule == "aggregate" or (rule == "own-use" and not to_screen)
    if by is not None or is_hidden:
        if by is None and to_screen:
            above += (
                "\ncounts by week alone: --by counts otherwise, --events-share says what else may be seen"
            )
        return count_events(found, by=by or "week"), above
    if rule == "own-use":
        above = f"For your own use: these rows are not to be passed on.\n{above}"
    return (found if everything else found[found["status"] != "outside"]), above


def _totals(found: "gpd.GeoDataFrame") -> "list[str]":
    lines = []
    for depth_m in dict.fromkeys(found["zone_depth_m"].tolist()):
        rows = found[found["zone_depth_m"] == depth_m]
        counts = ", ".join(f"{int((rows['status'] == status).sum()):,} {status}" for status in STATUSES)
        lines.append(
            f"{depth_in_words(depth_m)}: {len(rows):,} events, {counts} by how exact each point is (hypothetical)"
        )
    return lines
