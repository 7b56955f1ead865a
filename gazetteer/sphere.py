"""Distances on the sphere: good to half a percent, enough to rank places; zones are measured on the ellipsoid instead."""

import math

import numpy as np
import numpy.typing as npt

EARTH_KM = 6371.0088
"""Mean radius."""
FARTHEST_KM = math.pi * EARTH_KM


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points in degrees; NaN where one is unknown."""
    a, b, east = math.radians(lat), math.radians(other_lat), math.radians(other_lon - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))


def distances_km(
    lat: npt.ArrayLike, lon: npt.ArrayLike, other_lat: npt.ArrayLike, other_lon: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Return the same for arrays of points, which are broadcast against each other."""
    a, b = np.radians(lat), np.radians(other_lat)
    east = np.radians(np.subtract(other_lon, lon))
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(east / 2) ** 2
    km: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return km
