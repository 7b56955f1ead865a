"""The WGS84 ellipsoid in plain arrays: earth-centred coordinates, local axes, arcs under chords."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pyproj import Geod

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

A_M = 6378137.0
"""Equatorial radius in metres."""
F = 1 / 298.257223563
"""Flattening."""
E2 = F * (2 - F)
"""First eccentricity, squared."""


@cache
def geod() -> "Geod":
    """Return the geodesics of WGS84; one object for the whole process."""
    from pyproj import Geod  # pyproj opens its database, which only zones and far points need

    return Geod(a=A_M, f=F)


def ecef(lon: Floats, lat: Floats) -> Floats:
    """Turn degrees into earth-centred coordinates in metres, shape (n, 3)."""
    x, y = np.radians(lon), np.radians(lat)
    sin, cos = np.sin(y), np.cos(y)
    prime = A_M / np.sqrt(1 - E2 * sin * sin)
    return np.stack([prime * cos * np.cos(x), prime * cos * np.sin(x), prime * (1 - E2) * sin], axis=-1)


def radii(lat: Floats) -> tuple[Floats, Floats]:
    """Return the radii of curvature at a latitude in degrees: along the meridian and across it, in metres."""
    w2 = 1 - E2 * np.sin(np.radians(lat)) ** 2
    return A_M * (1 - E2) / (w2 * np.sqrt(w2)), A_M / np.sqrt(w2)


def east_north(lon: Floats, lat: Floats, vector: Floats) -> tuple[Floats, Floats]:
    """Return the components of earth-centred vectors (n, 3) that point east and north at each place."""
    x, y = np.radians(lon), np.radians(lat)
    sin_x, cos_x = np.sin(x), np.cos(x)
    along = cos_x * vector[:, 0] + sin_x * vector[:, 1]
    east = cos_x * vector[:, 1] - sin_x * vector[:, 0]
    return east, np.cos(y) * vector[:, 2] - np.sin(y) * along


def arc_over(chord: Floats, east: Floats, north: Floats, lat: Floats) -> Floats:
    """Return the geodesic length over a chord through the earth.

    Parameters
    ----------
    chord
        Straight distance between two places on the ellipsoid, metres.
    east, north
        Direction of the chord at the first place.
    lat
        Latitude halfway between the two places, degrees.

    Notes
    -----
    The ellipsoid along the chord is taken as a circle of Euler's radius at the middle. Against exact geodesics
    the error is below 0.1 mm at 100 km and below 1 mm at 200 km.
    """
    meridian, prime = radii(lat)
    flat = east * east + north * north
    curvature = np.divide(east * east / prime + north * north / meridian, flat, out=1 / prime, where=flat > 0)
    return 2 / curvature * np.arcsin(np.minimum(1.0, chord * curvature / 2))


def tangent_azimuth(step_lon: Floats, step_lat: Floats, lat: Floats) -> Floats:
    """Return the azimuth, in radians, in which a line straight in lon/lat passes a latitude."""
    meridian, prime = radii(lat)
    return np.arctan2(step_lon * prime * np.cos(np.radians(lat)), step_lat * meridian)
