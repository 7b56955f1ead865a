"""Inside, outside, or closer to the edge than the data can tell."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.ellipsoid import Floats
from geo.errors import DepthError

LEAST_POINT_ACCURACY_M = 1000.0
"""Points of settlements are no better than about a kilometre."""
ACCURACY_PER_ROOT_INHABITANT_M = 10.0
"""A settlement's built-up radius grows with the root of its population: 10 m for one, 12 km for 1.4 million."""


def point_accuracy_m(population: ArrayLike) -> Floats:
    """Return how far a settlement may reach from its point, in metres.

    Parameters
    ----------
    population
        Inhabitants; NaN or negative where unknown.

    Examples
    --------
    >>> point_accuracy_m([500, 250_000, float("nan")]).tolist()
    [1000.0, 5000.0, 1000.0]
    """
    people = np.nan_to_num(np.asarray(population, dtype=np.float64), nan=0.0)
    return np.maximum(LEAST_POINT_ACCURACY_M, ACCURACY_PER_ROOT_INHABITANT_M * np.sqrt(np.maximum(people, 0)))


def classify(
    distance_m: ArrayLike, *, depth_m: float, accuracy_m: ArrayLike = 0.0, on_side: ArrayLike = True
) -> NDArray[np.str_]:
    """Say of every point whether it lies in a zone: ``inside``, ``uncertain`` or ``outside``.

    Parameters
    ----------
    distance_m
        Distance to the border in metres.
    depth_m
        Depth of the zone in metres.
    accuracy_m
        Accuracy of the point and of the border together; a point no farther than this from the edge is
        ``uncertain``. With 0, a point at exactly the depth is inside.
    on_side
        False where a point lies on none of the zone's sides; it is outside whatever its distance.

    Raises
    ------
    DepthError
        When the depth is not a number above zero.

    Examples
    --------
    >>> classify([9_000.0, 19_500.0, 30_000.0], depth_m=20_000, accuracy_m=1_200).tolist()
    ['inside', 'uncertain', 'outside']
    """
    if not depth_m > 0 or not np.isfinite(depth_m):
        raise DepthError(f"a zone's depth is a number of metres above zero, not {depth_m}")
    distance, accuracy = np.asarray(distance_m, dtype=np.float64), np.asarray(accuracy_m, dtype=np.float64)
    margin = np.abs(distance - depth_m)
    status = np.where(distance <= depth_m, "inside", "outside")
    status = np.where((margin <= accuracy) & (accuracy > 0), "uncertain", status)
    return np.where(np.asarray(on_side, dtype=bool), status, "outside")
