"""What a zone would hold on each side: settlements and listed people, and the range that the accuracies allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

TURNS = 0.5
"""Share of a range of people from which one settlement decides it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one side of a zone would hold, of what a layer lists.

    Parameters
    ----------
    code, name
        The side: an ISO code or the label of a line's side, and its name.
    settlements, low, high
        Inside by distance alone; certainly inside; and those that may be, by the accuracy of point and line.
    people, people_low, people_high
        Listed people of the same three.
    unknown
        How many of the ``high`` have no figure: then a sum of people has no upper end.
    largest
        Name of the most populous settlement inside; empty where no figure is listed.
    turns_on, turns_on_people
        The settlement that makes up most of the range of people, and its listed people; empty where none does.
    layers
        Which data list this side's settlements, by name.
    grid
        People by a population grid, at least and at most (by the accuracy of the line); None without one.
    """

    code: str
    name: str
    settlements: int
    low: int
    high: int
    people: int
    people_low: int
    people_high: int
    unknown: int
    largest: str = ""
    turns_on: str = ""
    turns_on_people: int = 0
    layers: tuple[str, ...] = ()
    grid: tuple[float, float, float] | None = None


def held(
    *,
    code: str,
    name: str,
    distance_m: "NDArray[np.float64]",
    accuracy_m: "NDArray[np.float64]",
    population: "NDArray[np.int64]",
    names: Sequence[str],
    depth_m: float,
    layers: tuple[str, ...] = (),
    shares: "NDArray[np.float64] | None" = None,
    grid: tuple[float, float, float] | None = None,
) -> Held:
    """Count the settlements of one side.

    Parameters
    ----------
    distance_m, accuracy_m
        Distance of each settlement to the stretch, and point plus border accuracy; metres, shape (n,).
    population
        Listed people; negative where unknown.
    shares
        Of what something decides on (see `buffermap.zones.extents`) how much lies within, at least, as it is and at
        most; NaN for others; shape (3, n).
    """
    inside = distance_m <= depth_m
    near = np.abs(distance_m - depth_m) <= accuracy_m
    people = np.maximum(population, 0)
    if shares is not None:
        decided = ~np.isnan(shares[0])
        near = np.where(decided, ~((inside & (shares[0] >= 1)) | (~inside & (shares[2] <= 0))), near)
    low, high = inside & ~near, inside | near
    parts = np.array([low, inside, high], float)
    if shares is not None:
        parts = np.where(np.isnan(shares), parts, shares)
    people_low, people_in, people_high = (round(each) for each in parts @ people)
    largest = _largest(population, inside)
    decides = _largest(population, near)
    width = people_high - people_low
    turns = decides is not None and 0 < people[decides] >= TURNS * width
    return Held(
        code=code,
        name=name,
        settlements=int(inside.sum()),
        low=int(low.sum()),
        high=int(high.sum()),
        people=people_in,
        people_low=people_low,
        people_high=people_high,
        unknown=int((population[high] < 0).sum()),
        largest="" if largest is None else names[largest],
        turns_on=names[decides] if turns and decides is not None else "",
        turns_on_people=int(people[decides]) if turns and decides is not None else 0,
        layers=layers,
        grid=grid,
    )


def _largest(population: "NDArray[np.int64]", chosen: "NDArray[np.bool_]") -> int | None:
    """Return the most populous of the chosen settlements that have a figure; of equals the first."""
    rows = np.flatnonzero(chosen & (population >= 0))
    return int(rows[np.argmax(population[rows])]) if len(rows) else None


def comparable(sides: Sequence[Held]) -> bool:
    """Whether the sides' counts rest on the same data: otherwise nothing may compare or add them."""
    return len({side.layers for side in sides if side.layers}) <= 1
