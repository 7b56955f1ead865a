"""Who and what lies within, as tables for people or files: what `buffermap settlements` and `events` put together."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from buffermap.incidents.listing import listed_events
from buffermap.page.sharing import LEAST_PEOPLE, MIN_CELL, check_share, may_be_named, own_line
from buffermap.show.tables import echo
from buffermap.zones import zone as zones
from buffermap.zones.aggregate import LEVELS
from buffermap.zones.given import checked_side
from buffermap.zones.plan import in_words, plan, totals
from buffermap.zones.population import describe, population

if TYPE_CHECKING:
    import pandas as pd

    from buffermap.page.sharing import Edition
    from buffermap.zones.aggregate import Level
    from geo.border import Border
    from geo.zone import Ends

__all__ = ["echo", "fitting", "level_of", "listed", "listed_events"]


def level_of(name: str) -> "Level":
    """Return the level that ``adm2`` or ``admin2`` names."""
    return LEVELS[int(name[-1]) - 1]


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
    grid: Path | None = None,
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
    grid
        A population grid of the user's own, whose sums over the zones are added.
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
        stretch, side=side, depths_m=depths_m, places=places, everything=everything, ends=ends
    )
    coverage = found.attrs["coverage"]
    if share == "public":
        check_share(share, own_line=own_line(stretch))
        min_cell = max(min_cell, MIN_CELL)
        if not by:
            found = found[may_be_named(found["geonameid"], found["population"], named)]
            coverage = f"{coverage}. Listed here are those of {LEAST_PEOPLE:,} people or more and those that articles name"
    if not by and grid is None:
        return {"settlements": found}, coverage
    drawn = zones.nested_zones(stretch, side=side, depths_m=depths_m, ends=ends)
    if grid is not None:
        coverage = f"{coverage}. {describe(population(drawn, grid))}"
    if not by:
        return {"settlements": found}, coverage
    tables = {
        "divisions": plan(found, drawn, level=by, min_cell=min_cell, grid=grid),
        "sides": totals(found, drawn, grid=grid),
    }
    if language:
        tables = {name: in_words(table, language=language) for name, table in tables.items()}
    return tables, coverage
