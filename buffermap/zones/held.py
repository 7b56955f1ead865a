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
) -> Held:
    """Count the settlements of one side.

    Parameters
    ----------
    distance_m, accuracy_m
        Distance of each settlement to the stretch, and point plus border accuracy; metres, shape (n,).
    population
        Listed people; negative where unknown.
    """
    inside = distance_m <= depth_m
    near = np.abs(distance_m - depth_m) <= accuracy_m
    people = np.maximum(population, 0)
    low, high = inside & ~near, inside | near
    sums = [int(people[chosen].sum()) for chosen in (inside, low, high)]
    largest = _largest(population, inside)
    decides = _largest(population, near)
    width = sums[2] - sums[1]
    turns = decides is not None and 0 < people[decides] >= TURNS * width
    return Held(
        code=code,
        name=name,
        settlements=int(inside.sum()),
        low=int(low.sum()),
        high=int(high.sum()),
        people=sums[0],
        people_low=sums[1],
        people_high=sums[2],
        unknown=int((population[high] < 0).sum()),
        largest="" if largest is None else names[largest],
        turns_on=names[decides] if turns and decides is not None else "",
        turns_on_people=int(people[decides]) if turns and decides is not None else 0,
        layers=layers,
    )


def _largest(population: "NDArray[np.int64]", chosen: "NDArray[np.bool_]") -> int | None:
    """Return the most populous of the chosen settlements that have a figure; of equals the first."""
    rows = np.flatnonzero(chosen & (population >= 0))
    return int(rows[np.argmax(population[rows])]) if len(rows) else None


def comparable(sides: Sequence[Held]) -> bool:
    """Whether the sides' counts rest on the same data: otherwise nothing may compare or add them."""
    return len({side.layers for side in sides if side.layers}) <= 1
