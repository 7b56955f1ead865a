"""The WGS84 ellipsoid in plain arrays: earth-centred coordinates, local axes, arcs under chords."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Vector = tuple[Floats, Floats, Floats]
"""Three coordinates, each an array of its own: numpy is several times faster than with rows of three."""

A_M = 6378137.0
"""Equatorial radius in metres."""
F = 1 / 298.257223563
"""Flattening."""
E2 = F * (2 - F)
"""First eccentricity, squared."""


@cache
def geod() -> "Geod":
    """Return the geodesics of WGS84; one object for the whole process."""
    return Geod(a=A_M, f=F)


def ecef(lon: Floats, lat: Floats) -> Floats:
    """Turn degrees into earth-centred coordinates in metres, shape (n, 3)."""
    return np.stack(ecef_columns(lon, lat), axis=-1)


def ecef_columns(lon: Floats, lat: Floats) -> Vector:
    """Turn degrees into earth-centred coordinates in metres, one array for each."""
    x, y = np.radians(lon), np.radians(lat)
    sin, cos = np.sin(y), np.cos(y)
    prime = A_M / np.sqrt(1 - E2 * sin * sin)
    off_axis = prime * cos
    return off_axis * np.cos(x), off_axis * np.sin(x), (1 - E2) * prime * sin


def radii(lat: Floats) -> tuple[Floats, Floats]:
    """Return the radii of curvature at a latitude in degrees: along the meridian and across it, in metres."""
    w2 = 1 - E2 * np.sin(np.radians(lat)) ** 2
    return A_M * (1 - E2) / (w2 * np.sqrt(w2)), A_M / np.sqrt(w2)


def arc2_over(chord: Vector, middle: Vector) -> Floats:
    """Return the squared geodesic length over chords through the earth.

    Parameters
    ----------
    chord
        From one place on the ellipsoid to the other, earth-centred metres.
    middle
        The place halfway along the chord.

    Notes
    -----
    The ellipsoid over the chord is taken as a circle, curved as the ellipsoid is in the chord's direction under its
    middle; this needs no angles. Against geodesics the error is below 0.1 mm at 100 km and below 1 mm at 200 km.
    """
    x, y, z = (c * c for c in chord)
    mx, my, mz = (c * c for c in middle)
    length2 = x + y + z
    bent = x + y + z / (1 - E2)
    middle2 = mx + my
    # The square of half the angle at the circle's centre, and from it that of arc by chord: asin(s) / s, squared.
    half2 = bent * bent * (middle2 + mz / (1 - E2)) / (4 * A_M * A_M * (middle2 + mz / (1 - E2) ** 2))
    half2 /= length2 + 1e-12
    return length2 * (1 + half2 * (1 / 3 + half2 * (8 / 45 + half2 * 4 / 35)))


def tangent_azimuth(step_lon: Floats, step_lat: Floats, lat: Floats) -> Floats:
    """Return the azimuth, in radians, in which a line straight in lon/lat passes a latitude."""
    meridian, prime = radii(lat)
    return np.arctan2(step_lon * prime * np.cos(np.radians(lat)), step_lat * meridian)
