"""Who and what lies within, as tables for people or files: what `buffermap settlements` and `events` put together."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from buffermap.incidents.listing import listed_events
from buffermap.page.sharing import LEAST_PEOPLE, MIN_CELL, check_share, may_be_named, own_line
from buffermap.show.tables import echo
from buffermap.zones import zone as zones
from buffermap.zones.given import checked_side
from buffermap.zones.gridcurve import merged
from buffermap.zones.nearby import reach_bounds
from buffermap.zones.people import NOTHING, level_of
from buffermap.zones.plan import in_words, plan, totals
from buffermap.zones.population import describe, needed, origin_of_all, population

if TYPE_CHECKING:
    import pandas as pd

    from buffermap.page.sharing import Edition
    from buffermap.zones.people import Level, People
    from geo.border import Border
    from geo.zone import Ends, Zone

__all__ = ["echo", "fitting", "level_of", "listed", "listed_events"]


def fitting(
    tables: "dict[str, pd.DataFrame]", path: Path, *, format_: str | None = None
) -> "pd.DataFrame | dict[str, pd.DataFrame]":
    """Return of some tables what a file takes: a workbook all of them, other formats the first."""
    workbook = (format_ or path.suffix.removeprefix(".").lower()) == "xlsx"
    return tables if workbook else next(iter(tables.values()))


def listed(
    stretch: "Border",
    *,
    side: str,
    depths_m: Sequence[float],
    ends: "Ends",
    places: "pd.DataFrame | None" = None,
    everything: bool = False,
    by: "Level | None" = None,
    min_cell: int = 0,
    people: "People" = NOTHING,
    language: str | None = None,
    share: "Edition" = "desk",
    named: Iterable[int] = (),
) -> "tuple[dict[str, pd.DataFrame], str]":
    """Return the settlements of zones, or sums by division and by side, and the sentence that says what they cover.

    Parameters
    ----------
    stretch, side, depths_m, ends, places, everything
        As for `buffermap.settlements`.
    by, min_cell
        Sums by divisions of this level, naming no settlement; small ones merged.
    people
        Grids of the user's own, whose sums over the zones are added, and built-up land.
    language
        Of headings and names in the sums; by default the columns' own names.
    share, named
        ``public`` leaves out the settlements that are neither large nor among these ids, and merges small sums.

    Returns
    -------
    dict of DataFrame, str
        ``settlements``; or ``divisions`` and ``sides``.
    """
    side = checked_side(stretch, side)
    found = zones.listed(
        stretch, side=side, depths_m=depths_m, places=places, everything=everything, ends=ends, people=people,
    )  # fmt: skip
    coverage = found.attrs["coverage"]
    if share == "public":
        check_share(share, own_line=own_line(stretch))
        min_cell = max(min_cell, MIN_CELL)
        if not by:
            found = found[may_be_named(found["geonameid"], found["population"], named)]
            coverage = f"{coverage}. Listed here are those of {LEAST_PEOPLE:,} people or more and those that articles name"
    if not by and not people.grids:
        return {"settlements": found}, coverage
    drawn = zones.nested_zones(stretch, side=side, depths_m=depths_m, ends=ends)
    if people.grids:
        coverage = f"{coverage}. {_by_grids(drawn, people.grids)}"
    if not by:
        return {"settlements": found}, coverage
    tables = {
        "divisions": plan(found, drawn, level=by, min_cell=min_cell, grids=people.grids),
        "sides": totals(found, drawn, grids=people.grids),
    }
    if language:
        tables = {name: in_words(table, language=language) for name, table in tables.items()}
    return tables, coverage


def _by_grids(zones: "Sequence[Zone]", grids: Sequence[Path]) -> str:
    """Return the sums of grids over zones in one sentence."""
    needed(*grids)
    deepest_m = max(zone.depth_m for zone in zones)
    with merged(grids, reach_bounds(zones[0].border, deepest_m)) as grid:
        return describe(population(zones, grid, **origin_of_all(grids)))
