"""What the documents of one outlet tell about each other, without labels: a paper of Ohio writes of Ohio's Oxford.

A document's *mass* is the share of each first-level division, and of each country, in what its names likely mean. In
the sum of the masses of an outlet's *other* documents a candidate has a prior: no document's error feeds itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
PASSES = 3
LEAST_OTHERS = 3  # fewer other documents tell nothing
DIVISION_WEIGHT, COUNTRY_WEIGHT = 1.5, 0.1
SMOOTHING = 0.15  # documents' worth of mass that tells little yet
ABOVE_TOWNS = 0.5  # the part of a town's bonus that a country, division or region of its name gets as well
HOME_COUNTRY, HOME_DIVISION = 1.5, 6.0  # how many documents a stated home is worth
HOME_AROUND = 2.5  # of those of a division, what its country gets


@dataclass(frozen=True, slots=True)
class Mass:
    """What documents are about: mass by row of the division and by number of the country, and of how many documents."""

    divisions: Mapping[int, float] = field(default_factory=dict)
    countries: Mapping[int, float] = field(default_factory=dict)
    documents: float = 0.0

    def plus(self, other: "Mass", *, sign: float = 1.0) -> "Mass":
        """Return the sum of both, or the difference."""
        return Mass(
            _summed(self.divisions, other.divisions, sign),
            _summed(self.countries, other.countries, sign),
            self.documents + sign * other.documents,
        )


def _summed(first: Mapping[int, float], second: Mapping[int, float], sign: float) -> dict[int, float]:
    total = dict(first)
    for place, mass in second.items():
        total[place] = total.get(place, 0.0) + sign * mass
    return total


@dataclass(frozen=True, slots=True)
class Prior:
    """What speaks for places before a document is read: its outlet's other documents, or a home that a person states."""

    mass: Mass
    stated: bool = False

    @classmethod
    def home(cls, *, country: int, division: int = -1) -> "Prior":
        """Return the prior of a stated home: a country, and a first-level division of it (its row) if known."""
        if division < 0:
            return cls(Mass({}, {country: HOME_COUNTRY}, HOME_COUNTRY), stated=True)
        return cls(Mass({division: HOME_DIVISION}, {country: HOME_AROUND}, HOME_DIVISION), stated=True)

    def scores(self, division: Rows, country: Rows, *, name: Rows, town: npt.NDArray[np.bool_]) -> Floats:
        """Return what is added to the scores of candidates.

        What the other documents never speak of gets nothing: a prior speaks for places and against none. It tells
        towns from their namesakes; countries, divisions and regions lose to a town of their name half as easily.

        Parameters
        ----------
        division, country
            Where each candidate lies, -1 for nowhere.
        name
            Which name it is a candidate of: ascending numbers.
        town
            Whether it is a settlement or a part of a division.
        """
        near = self._told(self.mass.divisions, division)
        wide = self._told(self.mass.countries, country)
        # an outlet's country is told better by its divisions
        weight = DIVISION_WEIGHT if self.stated else COUNTRY_WEIGHT
        scores: Floats = weight * wide + np.where(division >= 0, DIVISION_WEIGHT * near, 0.0)
        starts = np.flatnonzero(np.r_[True, name[1:] != name[:-1]])
        most = np.repeat(np.maximum.reduceat(scores, starts), np.diff([*starts, len(name)]))
        return np.where(town, scores, np.maximum(scores, ABOVE_TOWNS * most))

    def _told(self, masses: Mapping[int, float], places: Rows) -> Floats:
        """Return how much the documents speak for places: by their mass, and by their share of all."""
        known, where = np.unique(places, return_inverse=True)
        mass = np.array([max(masses.get(place, 0.0), 0.0) for place in known.tolist()])
        told: Floats = np.log1p(mass * mass / (max(self.mass.documents, 1.0) * SMOOTHING))
        return told[where]


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A document's candidates in little: number of the name, division, country, score and how often the name comes."""

    name: Rows
    division: Rows
    country: Rows
    score: Floats
    times: Floats
    town: npt.NDArray[np.bool_]

    def mass(self, prior: Prior | None = None) -> Mass:
        """Return what the document is about, by itself or with a prior."""
        if not len(self.name):
            return Mass(documents=1.0)
        scores = self.score
        if prior is not None:
            scores = scores + prior.scores(self.division, self.country, name=self.name, town=self.town)
        starts = np.flatnonzero(np.r_[True, self.name[1:] != self.name[:-1]])
        sizes = np.diff([*starts, len(self.name)])
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        share = powers / np.repeat(np.add.reduceat(powers, starts), sizes) * self.times
        share /= share.sum()
        return Mass(_by_place(self.division, share), _by_place(self.country, share), 1.0)


def _by_place(places: Rows, share: Floats) -> dict[int, float]:
    known, where = np.unique(places, return_inverse=True)
    sums = np.bincount(where, share)
    return {place: mass for place, mass in zip(known.tolist(), sums.tolist(), strict=True) if place >= 0}


@dataclass(frozen=True, slots=True, eq=False)
class OutletPrior:
    """What was learnt of an outlet, and which part of it is each document's own."""

    total: Mass
    own: Mapping[str, Mass]

    def without(self, doc_id: str) -> Prior | None:
        """Return the prior for a document: of the outlet's others; None where they are too few."""
        mine = self.own.get(doc_id)
        mass = self.total if mine is None else self.total.plus(mine, sign=-1.0)
        return Prior(mass) if mass.documents >= LEAST_OTHERS else None


def learn(weighed: Sequence[tuple[str, Weighed]], *, passes: int = PASSES) -> OutletPrior:
    """Learn an outlet's prior from its documents, by the names that they go by.

    Parameters
    ----------
    weighed
        Each document's name and candidates; the documents of one outlet.
    passes
        How often the documents are weighed again with what the others said.
    """
    masses = {doc_id: document.mass() for doc_id, document in weighed}
    for _ in range(passes - 1):
        known = OutletPrior(_total(masses.values()), masses)
        masses = {doc_id: document.mass(known.without(doc_id)) for doc_id, document in weighed}
    return OutletPrior(_total(masses.values()), masses)


def _total(masses: Iterable[Mass]) -> Mass:
    divisions: Counter[int] = Counter()
    countries: Counter[int] = Counter()
    documents = 0.0
    for mass in masses:
        for into, part in ((divisions, mass.divisions), (countries, mass.countries)):
            for place, share in part.items():
                into[place] += share  # type: ignore[assignment]
        documents += mass.documents
    return Mass(divisions, countries, documents)
