"""The edge of a zone as chains of points: where the raw offset of a line has no place of the line nearer.

The raw offset is sampled as densely as the tolerance asks. A stretch of it between two hidden samples is left only
when it is proven hidden; where a seen sample follows a hidden one, the cusp between them is computed: the point at
the depth from two places of the line at once.
"""

from dataclasses import dataclass

import numpy as np

from geo.distance import DistanceIndex
from geo.ellipsoid import Bools, Floats, Ints
from geo.offset import Offset, offset

SEEN_M = 0.002
"""A point of the raw offset counts as seen if nothing is nearer by more."""
SHORTEST_M = 0.2
"""Seen stretches shorter than this between two hidden ones may be passed over."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Samples of the raw offset in the order of the walk.

    ``hidden_m`` says how much nearer than the depth another place of the line is; ``owner`` is the vertex before it.
    """

    element: Ints
    fraction: Floats
    lon: Floats
    lat: Floats
    hidden_m: Floats
    owner: Ints

    @property
    def seen(self) -> Bools:
        """True where no other place of the line is nearer than the depth."""
        return self.hidden_m <= SEEN_M

    def take(self, rows: Ints) -> "Samples":
        """Return some of the samples in the given order."""
        return Samples(
            self.element[rows],
            self.fraction[rows],
            self.lon[rows],
            self.lat[rows],
            self.hidden_m[rows],
            self.owner[rows],
        )

    def joined(self, more: "Samples") -> "Samples":
        """Return these samples and more of them, in the order of the walk."""
        both = Samples(
            np.concatenate([self.element, more.element]),
            np.concatenate([self.fraction, more.fraction]),
            np.concatenate([self.lon, more.lon]),
            np.concatenate([self.lat, more.lat]),
            np.concatenate([self.hidden_m, more.hidden_m]),
            np.concatenate([self.owner, more.owner]),
        )
        return both.take(np.lexsort((both.fraction, both.element)))


def chains(index: DistanceIndex, depth_m: float, *, sag_m: float) -> list[Floats]:
    """Return the parts of the zone's edge between cusps, in no order.

    Parameters
    ----------
    index
        Distances to the line.
    depth_m
        Depth of the zone.
    sag_m
        How far an arc may rise above the chord between two samples.

    Returns
    -------
    Arrays of shape (n, 2): longitude and latitude in degrees, the zone on the right.
    """
    return _Front(index, offset(index.pieces, depth_m), sag_m).chains()


class _Front:
    def __init__(self, index: DistanceIndex, raw: Offset, sag_m: float) -> None:
        self.index = index
        self.raw = raw
        self.length_m = raw.length_m()
        self.spacing_m = np.sqrt(8 * sag_m * raw.depth_m)

    def chains(self) -> list[Floats]:
        samples = self._bisect_unproven(self._first_samples())
        samples = samples.joined(self._cusps(samples))
        return _split(samples)

    def _sample(self, element: Ints, fraction: Floats) -> Samples:
        lon, lat = self.raw.at(element, fraction)
        owner, distance = self.index.owner(lon, lat)
        return Samples(element, fraction, lon, lat, self.raw.depth_m - distance, owner)

    def _first_samples(self) -> Samples:
        span = self.raw.high - self.raw.low
        count = 2 + np.floor(self.length_m * span / self.spacing_m).astype(np.int64)
        element = np.repeat(np.arange(len(count)), count)
        step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return self._sample(element, self.raw.low[element] + span[element] * step / (count[element] - 1))

    def _bisect_unproven(self, samples: Samples) -> Samples:
        """Add samples until every stretch between two hidden ones is proven hidden, or very short."""
        fresh = np.ones(len(samples.element), dtype=bool)
        while True:
            first = np.flatnonzero((samples.element[1:] == samples.element[:-1]) & (fresh[1:] | fresh[:-1]))
            first = first[~samples.seen[first] & ~samples.seen[first + 1]]
            gap = samples.fraction[first + 1] - samples.fraction[first]
            length = gap * self.length_m[samples.element[first]]
            # Distance changes by no more than one goes: what lies deep enough at both ends is hidden between them.
            unproven = (samples.hidden_m[first] + samples.hidden_m[first + 1] < length) & (
                length > SHORTEST_M
            )
            first = first[unproven]
            first = first[~self._one_hides_both(samples, first)]
            if not len(first):
                return samples
            fraction = (samples.fraction[first] + samples.fraction[first + 1]) / 2
            more = self._sample(samples.element[first], fraction)
            samples = samples.joined(more)
            fresh = np.zeros(len(samples.element), dtype=bool)
            fresh[first + 1 + np.arange(len(first))] = True

    def _one_hides_both(self, samples: Samples, first: Ints) -> Bools:
        """Tell whether what hides one end of a stretch hides the other too, and so all between."""
        hides = np.zeros(len(first), dtype=bool)
        for owner, at in ((first, first + 1), (first + 1, first)):
            distance = self.index.to_owner(samples.owner[owner], samples.lon[at], samples.lat[at])
            hides |= distance < self.raw.depth_m - SEEN_M
        return hides

    def _cusps(self, samples: Samples) -> Samples:
        """Return one seen sample at the very end of every seen stretch that a hidden one follows or precedes."""
        same = samples.element[1:] == samples.element[:-1]
        left = np.flatnonzero(same & (samples.seen[1:] != samples.seen[:-1]))
        seen_left = samples.seen[left]
        element = samples.element[left]
        seen = np.where(seen_left, samples.fraction[left], samples.fraction[left + 1])
        hidden = np.where(seen_left, samples.fraction[left + 1], samples.fraction[left])
        owner = np.where(seen_left, samples.owner[left + 1], samples.owner[left])
        open_ = np.arange(len(left))
        while len(open_):
            rows, length = open_, self.length_m[element[open_]]
            at = self._meeting(element[rows], seen[rows], hidden[rows], owner[rows])
            stuck = np.abs(hidden[rows] - at) * length < SEEN_M / 4
            at[stuck] = (seen[rows[stuck]] + hidden[rows[stuck]]) / 2
            now = self._sample(element[rows], at)
            seen[rows[now.seen]] = at[now.seen]
            covered = rows[~now.seen]
            hidden[covered], owner[covered] = at[~now.seen], now.owner[~now.seen]
            done = (now.seen & ~stuck) | (np.abs(hidden[rows] - seen[rows]) * length < SEEN_M / 4)
            open_ = rows[~done]
        lon, lat = self.raw.at(element, seen)
        return Samples(element, seen, lon, lat, np.zeros(len(seen)), owner)

    def _meeting(self, element: Ints, seen: Floats, hidden: Floats, owner: Ints) -> Floats:
        """Return where between a seen and a hidden place the hiding piece lies at the depth itself."""

        def nearer(at: Floats) -> Floats:
            by: Floats = self.raw.depth_m - self.index.to_owner(owner, *self.raw.at(element, at))
            return by

        a, b = seen.copy(), hidden.copy()
        fa, fb = nearer(a), nearer(b)
        for _ in range(30):
            # Illinois: a secant that halves the weight of an end that stays
            secant = b - fb * (b - a) / np.where(fb > fa, fb - fa, 1)
            at = np.where(fb > fa, np.clip(secant, np.minimum(a, b), np.maximum(a, b)), (a + b) / 2)
            f = nearer(at)
            if (np.abs(f) < SEEN_M / 4).all() or (np.abs(b - a) * self.length_m[element] < SEEN_M / 4).all():
                break
            right = f > 0
            fa = np.where(right, fa / 2, f)
            fb = np.where(right, f, fb / 2)
            a, b = np.where(right, a, at), np.where(right, at, b)
        return at


def _split(samples: Samples) -> list[Floats]:
    """Cut the walk wherever something hidden lies between, or it leaps."""
    kept = samples.take(np.flatnonzero(samples.seen))
    between = np.cumsum(~samples.seen)[samples.seen]
    leap = np.hypot(np.diff(kept.lon) * np.cos(np.radians(kept.lat[1:])), np.diff(kept.lat)) * 111_320
    same = kept.element[1:] == kept.element[:-1]
    cuts = np.flatnonzero((np.diff(between) > 0) | (~same & (leap > 2 * SEEN_M))) + 1
    return np.split(np.column_stack([kept.lon, kept.lat]), cuts)
