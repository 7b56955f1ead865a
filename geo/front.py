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
GRAZED_M = 1e-4
"""A chain that nowhere comes closer to being the nearest only grazes the edge from within, and is no part of it."""
SHORTEST_M = 0.2
"""Seen stretches shorter than this between two hidden ones may be passed over."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Samples of the raw offset in the order of the walk.

    ``hidden_m`` says how much nearer than the depth another place of the line is; ``owner`` is the vertex before it.
    """

    mileage: Floats
    lon: Floats
    lat: Floats
    hidden_m: Floats
    owner: Ints

    @property
    def seen(self) -> Bools:
        """True where no other place of the line is nearer than the depth."""
        return self.hidden_m <= SEEN_M

    def with_more(self, more: "Samples") -> "Samples":
        """Return these samples and more of them, in the order of the walk."""
        order = np.argsort(np.concatenate([self.mileage, more.mileage]), kind="stable")
        return Samples(
            np.concatenate([self.mileage, more.mileage])[order],
            np.concatenate([self.lon, more.lon])[order],
            np.concatenate([self.lat, more.lat])[order],
            np.concatenate([self.hidden_m, more.hidden_m])[order],
            np.concatenate([self.owner, more.owner])[order],
        )


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
        self.spacing_m = np.sqrt(8 * sag_m * raw.depth_m)

    def chains(self) -> list[Floats]:
        samples = self._bisect_unproven(self._first_samples())
        return self._split(samples.with_more(self._cusps(samples)))

    def _sample(self, mileage: Floats) -> Samples:
        lon, lat = self.raw.at(mileage)
        owner, distance = self.index.owner(lon, lat)
        return Samples(mileage, lon, lat, self.raw.depth_m - distance, owner)

    def _first_samples(self) -> Samples:
        length = self.raw.strip_stop - self.raw.strip_start
        count = 2 + np.floor(length / self.spacing_m).astype(np.int64)
        strip = np.repeat(np.arange(len(count)), count)
        step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return self._sample(self.raw.strip_start[strip] + length[strip] * step / (count[strip] - 1))

    def _strip(self, mileage: Floats) -> Ints:
        return np.searchsorted(self.raw.strip_start, mileage, side="right")

    def _bisect_unproven(self, samples: Samples) -> Samples:
        """Add samples until every stretch between two hidden ones is proven hidden, or very short."""
        fresh = np.ones(len(samples.mileage), dtype=bool)
        while True:
            first = np.flatnonzero((fresh[1:] | fresh[:-1]) & ~samples.seen[1:] & ~samples.seen[:-1])
            length = samples.mileage[first + 1] - samples.mileage[first]
            # Distance changes by no more than one goes: what lies deep enough at both ends is hidden between them.
            unproven = (samples.hidden_m[first] + samples.hidden_m[first + 1] < length) & (
                length > SHORTEST_M
            )
            first = first[unproven]
            first = first[self._strip(samples.mileage[first]) == self._strip(samples.mileage[first + 1])]
            first = first[~self._one_hides_both(samples, first)]
            if not len(first):
                return samples
            more = self._sample((samples.mileage[first] + samples.mileage[first + 1]) / 2)
            samples = samples.with_more(more)
            fresh = np.zeros(len(samples.mileage), dtype=bool)
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
        left = np.flatnonzero(samples.seen[1:] != samples.seen[:-1])
        left = left[self._strip(samples.mileage[left]) == self._strip(samples.mileage[left + 1])]
        first_seen = samples.seen[left]
        seen = samples.mileage[np.where(first_seen, left, left + 1)]
        hidden_m = samples.hidden_m[np.where(first_seen, left, left + 1)]
        hidden = samples.mileage[np.where(first_seen, left + 1, left)]
        owner = samples.owner[np.where(first_seen, left + 1, left)]
        open_ = np.arange(len(left))
        while len(open_):
            at = self._meeting(seen[open_], hidden[open_], owner[open_])
            stuck = np.abs(hidden[open_] - at) < SEEN_M / 4
            at[stuck] = (seen[open_[stuck]] + hidden[open_[stuck]]) / 2
            now = self._sample(at)
            seen[open_[now.seen]], hidden_m[open_[now.seen]] = at[now.seen], now.hidden_m[now.seen]
            covered = open_[~now.seen]
            hidden[covered], owner[covered] = at[~now.seen], now.owner[~now.seen]
            done = (now.seen & ~stuck) | (np.abs(hidden[open_] - seen[open_]) < SEEN_M / 4)
            open_ = open_[~done]
        lon, lat = self.raw.at(seen)
        return Samples(seen, lon, lat, hidden_m, owner)

    def _meeting(self, seen: Floats, hidden: Floats, owner: Ints) -> Floats:
        """Return where between a seen and a hidden place the hiding piece lies at the depth itself."""

        def nearer(at: Floats, rows: Ints) -> Floats:
            by: Floats = self.raw.depth_m - self.index.to_owner(owner[rows], *self.raw.at(at))
            return by

        met = hidden.copy()
        rows = np.arange(len(met))
        a, b = seen, hidden
        fa, fb = nearer(a, rows), nearer(b, rows)
        for _ in range(30):
            # Illinois: a secant that halves the weight of an end that stays
            secant = b - fb * (b - a) / np.where(fb > fa, fb - fa, 1)
            at = np.where(fb > fa, np.clip(secant, np.minimum(a, b), np.maximum(a, b)), (a + b) / 2)
            f = nearer(at, rows)
            met[rows] = at
            right = f > 0
            fa, fb = np.where(right, fa / 2, f), np.where(right, f, fb / 2)
            a, b = np.where(right, a, at), np.where(right, at, b)
            going = (np.abs(f) >= SEEN_M / 4) & (np.abs(b - a) >= SEEN_M / 4)
            if not going.any():
                break
            rows, a, b, fa, fb = rows[going], a[going], b[going], fa[going], fb[going]
        return met

    def _split(self, samples: Samples) -> list[Floats]:
        """Cut the walk wherever something hidden lies between, or it leaps from one strip to another."""
        lon, lat = samples.lon[samples.seen], samples.lat[samples.seen]
        hidden_before = np.cumsum(~samples.seen)[samples.seen]
        strip = self._strip(samples.mileage[samples.seen])
        leap = np.hypot(np.diff(lon) * np.cos(np.radians(lat[1:])), np.diff(lat)) * 111_320
        begins = (np.diff(hidden_before) > 0) | ((np.diff(strip) > 0) & (leap > 2 * SEEN_M))
        cuts = np.flatnonzero(begins) + 1
        real = self._real(samples.mileage[samples.seen], samples.hidden_m[samples.seen], cuts)
        every = np.split(np.column_stack([lon, lat]), cuts)
        return [chain for chain, kept in zip(every, real, strict=True) if kept]

    def _real(self, mileage: Floats, hidden_m: Floats, cuts: Ints) -> Bools:
        """Tell which chains are the edge itself somewhere, and do not just come as near to it as is measured."""
        first, last = np.r_[0, cuts], np.r_[cuts, len(mileage)] - 1
        real = np.minimum.reduceat(hidden_m, first) <= GRAZED_M
        doubtful = np.flatnonzero(~real)
        middle = (mileage[first[doubtful]] + mileage[last[doubtful]]) / 2
        real[doubtful] = self._sample(middle).hidden_m <= GRAZED_M
        return real
