"""What a page holds of people by the user's grids, and of the divisions that it sums up by."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

STEP_M = 1_000.0
"""Between two depths of which a page knows the people; in between it draws a straight line."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageWithin:
    """People within each depth (0, `STEP_M`, …), at least and at most by the accuracy of the line, shape (n,).

    ``lacking`` is the share of the area within that has no figure.
    """

    people: "NDArray[np.float64]"
    low: "NDArray[np.float64]"
    high: "NDArray[np.float64]"
    lacking: "NDArray[np.float64]"

    def at(self, depth_m: float) -> tuple[float, float, float]:
        """Return the people within a depth, at least and at most, as the page's script draws them out."""
        people, low, high = (
            float(np.interp(depth_m / STEP_M, np.arange(len(each)), np.rint(each)))
            for each in (self.people, self.low, self.high)
        )
        return people, low, high


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageGrid:
    """People by grids on each of a zone's sides; whose grids (``source``, with the names of files) and of when."""

    source: str
    year: int | None
    sides: tuple[PageWithin, ...]

    @property
    def name(self) -> str:
        """The grids in a word or two: "WorldPop, 2020"."""
        families = dict.fromkeys(one.split(" (")[0] for one in self.source.split(", "))
        return ", ".join([*families, *([str(self.year)] if self.year else [])])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PagePart:
    """A division as far as it lies on one side.

    Parameters
    ----------
    side, division
        Indices into the zone's sides and the settlements' divisions.
    area
        Its area where its boundaries were added; else ``code`` names an area of the basemap, if there is one.
    within
        Its people by the zone's grids, where its boundaries were added.
    """

    side: int
    division: int
    area: "BaseGeometry | None" = None
    code: str = ""
    within: PageWithin | None = None
