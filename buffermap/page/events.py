"""What a page holds of events: counts alone, or rows where the rule of their tables lets these leave."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Share = Literal["aggregate", "derived", "rows", "own-use"]

Counts = tuple[tuple[str, int, int, int], ...]
"""Label, and how many events are inside, uncertain and outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCounts:
    """Counts at one depth on one side (``both``, or its code); ``week`` counts by Mondays, "not stated" apart."""

    side: str
    depth_m: float
    week: Counts
    type: Counts
    division: Counts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageRows:
    """Events as columns of equal length.

    Parameters
    ----------
    date
        ISO days, empty where unknown.
    type, division
        What the table states, empty where it states nothing.
    distance_m, uncertainty_m
        Distance to the stretch, infinite beyond the ends of a cut zone, and accuracy of point and line together,
        infinite where a point stands for a country; NaN where the page has no zone.
    side
        Index into the zone's sides, -1 elsewhere.
    lat, lon, text, source, url, precision
        Degrees, words, and where the accuracy comes from; None where only what was derived may leave.
    """

    date: tuple[str, ...]
    type: tuple[str, ...]
    division: tuple[str, ...]
    distance_m: "NDArray[np.float64]"
    uncertainty_m: "NDArray[np.float64]"
    side: "NDArray[np.int64]"
    lat: "NDArray[np.float64] | None" = None
    lon: "NDArray[np.float64] | None" = None
    text: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None
    url: tuple[str | None, ...] | None = None
    precision: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEvents:
    """Events of one page: how many, under which rule, whose (``cited``), what was assumed, and counts or rows."""

    share: Share
    number: int
    cited: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    counts: tuple[PageCounts, ...] = ()
    rows: PageRows | None = None
