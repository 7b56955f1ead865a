import math

import numpy as np
import pytest

from gazetteer.sphere import EARTH_KM, FARTHEST_KM, distance_km, distances_km


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((0.0, 0.0), (0.0, 90.0), math.pi / 2 * EARTH_KM),
        ((90.0, 10.0), (-90.0, 50.0), FARTHEST_KM),
        (
            (10.0, 179.5),
            (10.0, -179.5),
            2 * EARTH_KM * math.asin(math.cos(math.radians(10)) * math.sin(math.radians(0.5))),
        ),
        ((50.0, 36.0), (50.0, 36.0), 0.0),
    ],
)
def test_known_distances_by_both_forms(here, there, km):
    assert distance_km(*here, *there) == pytest.approx(km)
    assert distances_km(*here, *there) == pytest.approx(km)


def test_arrays_are_broadcast_and_unknown_points_stay_unknown():
    km = distances_km(
        np.array([[0.0], [10.0]]), np.array([[0.0], [0.0]]), np.array([0.0, np.nan]), np.zeros(2)
    )
    assert km.shape == (2, 2)
    assert km[0, 0] == 0
    assert np.isnan(km[:, 1]).all()
    assert math.isnan(distance_km(0.0, 0.0, math.nan, 0.0))
