"""Walks round a line: there along its left and back along its right, turning at every junction and end."""

from dataclasses import dataclass

import numpy as np

from geo.ellipsoid import Floats, Ints, tangent_azimuth
from geo.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Walk:
    """Every piece of a line twice, once in each direction: one entry per step from vertex to vertex.

    Places where parts meet, cross at a vertex or repeat each other are one place, and the walker who comes there
    goes on along the next piece on the left: so walks depend neither on the order of the parts and their
    directions nor on where a line is split.

    Parameters
    ----------
    start, stop
        Vertices that a step leads from and to.
    normal_in
        Azimuth to the walker's left on arrival at ``start``, radians.
    turn
        How far the walker then turns to the right, radians; negative to the left, half a circle at an end.
    normal_out, normal_end
        Azimuth to the left at the beginning and the end of the step, running on, radians.
    """

    start: Ints
    stop: Ints
    normal_in: Floats
    turn: Floats
    normal_out: Floats
    normal_end: Floats

    @classmethod
    def round(cls, pieces: Pieces) -> "Walk":
        """Return the walks round all parts of a line."""
        start, stop, twin = _steps(pieces)
        lon, lat = pieces.lon, pieces.lat
        step_lon, step_lat = lon[stop] - lon[start], lat[stop] - lat[start]
        azimuth = tangent_azimuth(step_lon, step_lat, lat[start])
        normal_out = azimuth - np.pi / 2
        bend = tangent_azimuth(step_lon, step_lat, lat[stop]) - azimuth
        normal_end = normal_out + np.pi - (np.pi - bend) % (2 * np.pi)
        after, rotation = _next_clockwise(_places(pieces)[start], azimuth)
        before = np.empty_like(twin)
        before[after[twin]] = np.arange(len(twin))
        turn = np.empty_like(rotation)
        turn[after] = rotation - np.pi
        return cls(start, stop, normal_end[before], turn, normal_out, normal_end)


def _places(pieces: Pieces) -> Ints:
    """Return a number for the place of every vertex; vertices that coincide have one number."""
    turned = (pieces.lon + 180) % 360 - 180
    _, place = np.unique(turned + 1j * pieces.lat, return_inverse=True)
    return place.astype(np.int64)


def _steps(pieces: Pieces) -> tuple[Ints, Ints, Ints]:
    """Return the steps there and back along every part, without repeated ones, and the reverse of each."""
    first = np.flatnonzero(~pieces.last)
    place = _places(pieces)
    ends = np.sort(np.column_stack([place[first], place[first + 1]]), axis=1)
    _, kept = np.unique(ends[:, 0] * len(place) + ends[:, 1], return_index=True)
    first = first[np.sort(kept)]
    start, stop = np.r_[first, first[::-1] + 1], np.r_[first + 1, first[::-1]]
    return start, stop, np.arange(len(start))[::-1]


def _next_clockwise(place: Ints, azimuth: Floats) -> tuple[Ints, Floats]:
    """Return for every step the next one clockwise that leaves the same place, and the angle to it."""
    azimuth = azimuth % (2 * np.pi)
    order = np.lexsort((azimuth, place))
    group = np.flatnonzero(np.r_[True, np.diff(place[order]) > 0])
    size = np.diff(np.r_[group, len(order)])
    follower = np.arange(1, len(order) + 1)
    follower[group + size - 1] = group
    after = np.empty_like(order)
    after[order] = order[follower]
    rotation = azimuth[after] - azimuth
    full_turn = np.zeros(len(order))
    full_turn[order[group + size - 1]] = 2 * np.pi
    return after, rotation + full_turn
