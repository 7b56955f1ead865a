"""Where names may lie, by the relations between them that a text states: which of several points fit best together.

:func:`choose` weighs the candidates of all names of a text at once, :func:`fits` those of one relation. Nothing here
knows a text or a gazetteer.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.reading.bearings import Bearing
from gazetteer.sphere import distance_km, distances_km

Floats = npt.NDArray[np.float64]

WITHIN_DEG = 67.5
"""A stated direction holds within this angle: the eight winds are 45° apart, and reports round to the next but one."""
WITHIN_KM = 60.0
_CITY_KM, _CITY = 110.0, 200_000  # centres of regions place villages all over theirs
_NEAR_KM = 30.0
_DETOUR_KM = 20.0
_EDGE = 40  # how sharply a relation ends at its widest angle and distance
_SAME_KM = 0.05  # no place is placed by itself
_VILLAGE = 5_000.0  # people; texts place larger places by others that are farther off
_SIZE_POWER = 0.3
_LEAST_FIT, _LEAST_DIRECTED = (
    1e-4,
    1e-6,
)  # what a relation that does not hold leaves over; one that says which way
_LISTED_KM, _LEAST_LISTED = 40.0, 0.04  # lists need not hold what lies together
_SAME_NAME = math.log(0.05)  # how seldom one text means two places by one name
_ROUNDS = 6
_MOST_BETWEEN = 80  # candidates of each name: the relation weighs all triples


class Point(NamedTuple):
    """Degrees on WGS84, and inhabitants (0 where unknown)."""

    lat: float
    lon: float
    people: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """The points that one name may mean, as arrays of one length; ``prior`` is how likely each is before, in nats."""

    lat: Floats
    lon: Floats
    people: Floats
    prior: Floats

    @classmethod
    def of(cls, points: Sequence[Point]) -> "Sites":
        """Return points that are equally likely."""
        lat, lon, people = (np.array(values, np.float64) for values in zip(*points, strict=True))
        return cls(lat, lon, people, np.zeros(len(points)))

    def __len__(self) -> int:
        return len(self.lat)

    def likeliest(self, most: int) -> npt.NDArray[np.intp]:
        """Return the numbers of the likeliest ones, at most so many."""
        return np.argsort(-self.prior, kind="stable")[:most]


@dataclass(frozen=True, slots=True, eq=False)
class _Factor:
    """How well the candidates of some names fit together, in nats: one axis for each name."""

    members: tuple[int, ...]
    fit: Floats


def choose(
    bearings: Iterable[Bearing], sites: Mapping[int, Sites], *, same: Iterable[tuple[int, int]] = ()
) -> dict[int, Floats]:
    """Weigh the candidates of all names of a text by the relations between them.

    Parameters
    ----------
    bearings
        The relations of one text.
    sites
        For each name its possible points; relations of names without any are left out.
    same
        Pairs of names that are written alike and have the same candidates: one text seldom means two places by them.

    Returns
    -------
    dict
        For each name in a relation the weight of each candidate, adding up to 1.

    Notes
    -----
    Belief propagation over maxima: what a relation says of a name is the best that the other names allow, without what
    it said of them itself. Where nothing fits, the weights are what they were before.
    """
    told = [b for b in bearings if all(len(sites.get(i, ())) for i in (b.subject, *b.anchors))]
    factors = [_factor(b, sites) for b in told]
    names = sorted({name for factor in factors for name in factor.members})
    factors += [_alike(a, b, sites) for a, b in same if a in names and b in names]
    said = {
        (number, name): np.zeros(len(sites[name])) for number, f in enumerate(factors) for name in f.members
    }
    of_name: dict[int, list[int]] = {name: [] for name in names}
    for number, name in said:
        of_name[name].append(number)
    beliefs = {name: sites[name].prior for name in names}
    for _ in range(_ROUNDS if factors else 0):
        said = {key: _message(factors[key[0]], *key, beliefs, said) for key in said}
        beliefs = {
            name: sites[name].prior + sum((said[number, name] for number in of_name[name]), start=np.zeros(1))
            for name in names
        }
    return {name: _shares(belief) for name, belief in beliefs.items()}


def _message(
    factor: _Factor,
    number: int,
    name: int,
    beliefs: Mapping[int, Floats],
    said: Mapping[tuple[int, int], Floats],
) -> Floats:
    """Return what one relation says of one name: for each candidate the best that the other names allow."""
    total = factor.fit
    for axis, other in enumerate(factor.members):
        if other != name:
            shape = [1] * factor.fit.ndim
            shape[axis] = -1
            total = total + (beliefs[other] - said[number, other]).reshape(shape)
    axes = tuple(axis for axis, other in enumerate(factor.members) if other != name)
    best: Floats = total.max(axis=axes)
    relative: Floats = best - best.max()
    return relative


def _factor(bearing: Bearing, sites: Mapping[int, Sites]) -> _Factor:
    """Return how well the candidates of a relation's names fit it."""
    members = (bearing.subject, *bearing.anchors)
    fit = fits(bearing, sites[bearing.subject], [sites[anchor] for anchor in bearing.anchors])
    least = {"listed": _LEAST_LISTED, "direction": _LEAST_DIRECTED, "part": _LEAST_DIRECTED}
    return _Factor(members, np.log(np.maximum(fit, least.get(bearing.relation, _LEAST_FIT))))


def _alike(a: int, b: int, sites: Mapping[int, Sites]) -> _Factor:
    """Return that two names of one spelling mean one place, unless much speaks against it."""
    return _Factor((a, b), np.where(np.eye(len(sites[a]), len(sites[b])) > 0, 0.0, _SAME_NAME))


def _shares(belief: Floats) -> Floats:
    powers = np.exp(belief - belief.max())
    shares: Floats = powers / powers.sum()
    return shares


def fits(bearing: Bearing, subject: Sites, anchors: Sequence[Sites]) -> Floats:
    """Return how well each combination of points fits a relation, 0 to 1: one axis for the subject and one per anchor."""
    if bearing.relation == "between":
        return _fits_between(subject, anchors[0], anchors[1])
    anchor = anchors[0]
    distance = _distances(subject, anchor)
    if bearing.relation == "listed":
        return np.where(distance < _SAME_KM, 0.0, np.exp(-distance / _LISTED_KM))
    smaller = np.minimum(subject.people[:, None], anchor.people[None, :])
    size = np.maximum(smaller / _VILLAGE, 1.0) ** _SIZE_POWER
    reach = np.maximum(size * WITHIN_KM, np.where(anchor.people >= _CITY, _CITY_KM, 0.0)[None, :])
    fit = _closeness(distance, reach)
    if bearing.relation in ("near", "part"):
        fit *= np.exp(-distance / (size * _NEAR_KM))
    if bearing.distance_km:
        fit *= np.exp(-np.abs(distance - bearing.distance_km) / max(5.0, 0.5 * bearing.distance_km))
    if bearing.degrees is not None:
        apart = np.abs((bearing.degrees - _directions(anchor, subject).T + 180) % 360 - 180)
        fit *= (1 - 0.6 * np.minimum(apart / WITHIN_DEG, 1.0) ** 2) / (1 + (apart / WITHIN_DEG) ** _EDGE)
    fit[distance < _SAME_KM] = 0.0
    return fit


def _fits_between(subject: Sites, one: Sites, other: Sites) -> Floats:
    """Return the same for lying between two; all but the likeliest are left out, where there are very many."""
    i, j, k = (sites.likeliest(_MOST_BETWEEN) for sites in (subject, one, other))
    to_one, to_other = _distances(subject, one)[np.ix_(i, j)], _distances(subject, other)[np.ix_(i, k)]
    detour = to_one[:, :, None] + to_other[:, None, :] - _distances(one, other)[np.ix_(j, k)][None]
    nearest = np.minimum(to_one[:, :, None], to_other[:, None, :])
    nearest[nearest < _SAME_KM] = np.inf
    fit = np.zeros((len(subject), len(one), len(other)))
    fit[np.ix_(i, j, k)] = _closeness(nearest, WITHIN_KM) * np.exp(-np.maximum(detour, 0.0) / _DETOUR_KM)
    return fit


def _closeness(distance: Floats, reach: "Floats | float") -> Floats:
    """Return 1 nearby, less and less up to the reach, next to nothing beyond it."""
    share = distance / reach
    near: Floats = (1 - 0.5 * np.minimum(share, 1.0)) / (1 + share**_EDGE)
    return near


def _distances(a: Sites, b: Sites) -> Floats:
    """Return great-circle distances in km: a row for each of ``a``, a column for each of ``b``."""
    return distances_km(a.lat[:, None], a.lon[:, None], b.lat, b.lon)


def _directions(a: Sites, b: Sites) -> Floats:
    """Return the initial directions from each of ``a`` to each of ``b``, in degrees clockwise from north."""
    phi, theta = np.radians(a.lat)[:, None], np.radians(b.lat)[None, :]
    east = np.radians(b.lon[None, :] - a.lon[:, None])
    y = np.sin(east) * np.cos(theta)
    x = np.cos(phi) * np.sin(theta) - np.sin(phi) * np.cos(theta) * np.cos(east)
    degrees: Floats = np.degrees(np.arctan2(y, x)) % 360
    return degrees


def between_km(a: Point, b: Point) -> float:
    """Great-circle distance."""
    return distance_km(a.lat, a.lon, b.lat, b.lon)
