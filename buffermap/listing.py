"""Who lies within, as a table for people or files: what `buffermap settlements` puts together."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from buffermap.show.tables import echo
from buffermap.zones import zone as zones
from buffermap.zones.aggregate import Level, by_division

if TYPE_CHECKING:
    import pandas as pd

    from geo.border import Border
    from geo.zone import Ends

__all__ = ["echo", "listed"]


def listed(
    stretch: "Border",
    *,
    side: str,
    depths_m: Sequence[float],
    ends: "Ends",
    places: "pd.DataFrame | str | Path | None" = None,
    everything: bool = False,
    by: Level | None = None,
    grid: Path | None = None,
) -> "tuple[pd.DataFrame, str]":
    """Return the settlements of zones, or sums by division, and the sentence that says what they cover.

    Parameters
    ----------
    stretch, side, depths_m, ends, places, everything
        As for `buffermap.settlements`.
    by
        Sums by divisions of this level, naming no settlement.
    grid
        A population grid of the user's own, whose sums over the zones are added to the sentence.
    """
    found = zones.settlements(
        stretch, side=side, depth_m=depths_m, places=places, everything=everything, ends=ends
    )
    coverage = found.attrs["coverage"]
    if grid:
        from buffermap.zones.population import describe, population  # loads libraries of an extra

        drawn = [zones.zone(stretch, side=side, depth_m=depth_m, ends=ends) for depth_m in depths_m]
        coverage = f"{coverage}. {describe(population(drawn, grid))}"
    return (by_division(found, level=by) if by else found), coverage
