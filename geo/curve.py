"""How many settlements and inhabitants lie within any depth: distances sorted once, a depth is a look-up."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike

from geo.ellipsoid import Floats, Ints
from geo.errors import GeometryError


class Counts(NamedTuple):
    """Sums by depth, one entry per depth.

    ``population`` is the sum of the figures that exist; ``without_figure`` says how many settlements have none.
    """

    depth_m: Floats
    settlements: Ints
    population: Floats
    without_figure: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DepthCurve:
    """Settlements in the order of their distance, with running sums.

    Parameters
    ----------
    distance_m
        Ascending distances in metres, shape (n,).
    population, without_figure
        Inhabitants and settlements without a figure among the nearest 0, 1, … n settlements, shape (n + 1,).
    """

    distance_m: Floats
    population: Floats
    without_figure: Ints

    @classmethod
    def of(cls, distance_m: ArrayLike, population: ArrayLike | None = None) -> Self:
        """Sort settlements by distance.

        Parameters
        ----------
        distance_m
            Distance of every settlement in metres.
        population
            Inhabitants; NaN or negative where unknown. None: unknown for all.

        Raises
        ------
        GeometryError
            When distances are not finite or the populations are not as many.
        """
        distance = np.asarray(distance_m, dtype=np.float64)
        people = (
            np.full(len(distance), np.nan) if population is None else np.asarray(population, dtype=np.float64)
        )
        if distance.shape != people.shape:
            raise GeometryError(f"{len(distance)} distances do not go with {len(people)} populations")
        if not np.isfinite(distance).all():
            raise GeometryError("distances are not finite")
        order = np.argsort(distance, kind="stable")
        unknown = ~(people[order] >= 0)
        return cls(
            distance_m=distance[order],
            population=np.r_[0.0, np.cumsum(np.where(unknown, 0.0, people[order]))],
            without_figure=np.r_[0, np.cumsum(unknown)],
        )

    def at(self, depth_m: ArrayLike) -> Counts:
        """Return the sums within each of the depths, the depth included."""
        depth = np.atleast_1d(np.asarray(depth_m, dtype=np.float64))
        count = np.searchsorted(self.distance_m, depth, side="right")
        return Counts(depth, count, self.population[count], self.without_figure[count])


def depth_curve(
    distance_m: ArrayLike, population: ArrayLike | None = None, *, depths_m: ArrayLike | None = None
) -> Counts:
    """Return settlements, inhabitants and missing figures within every depth.

    Parameters
    ----------
    distance_m, population
        See `DepthCurve.of`.
    depths_m
        Depths in metres; by default 0, 100 m, … 100 km.

    Examples
    --------
    >>> counts = depth_curve([1_000.0, 3_000.0, 9_000.0], [500, float("nan"), 80], depths_m=[2_000, 10_000])
    >>> counts.settlements.tolist(), counts.population.tolist(), counts.without_figure.tolist()
    ([1, 3], [500.0, 580.0], [0, 1])
    """
    depths = np.arange(0, 100_001, 100) if depths_m is None else depths_m
    return DepthCurve.of(distance_m, population).at(depths)
