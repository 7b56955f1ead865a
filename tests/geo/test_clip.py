"""Zones are drawn in a frame of longitudes that run on, and come back with ordinary ones."""

import numpy as np
import pytest
import shapely

from geo.assemble import as_multipolygon
from geo.clip import RightFrame


@pytest.mark.parametrize(
    ("lon", "centre"),
    [
        ([30, 31, 33], 31.5),
        ([-75, -70], -72.5),
        ([179, -179, -177], 181),
        ([179, 181, 183], 181),
        ([0, 1], 0.5),
    ],
)
def test_the_centre_lies_in_the_middle_of_what_runs_on(lon, centre):
    assert RightFrame.around(np.array(lon, float)).centre % 360 == pytest.approx(centre % 360)


def test_longitudes_are_within_half_a_turn_of_the_centre():
    lonlat = np.array([(-179.0, 10), (179, 11), (2, 12), (-30, 13)])
    inward = RightFrame(170.0).inward(lonlat)
    assert inward.tolist() == [[181, 10], [179, 11], [2, 12], [330, 13]]
    assert RightFrame(-170.0).inward(lonlat).tolist() == [[-179, 10], [-181, 11], [2, 12], [-30, 13]]
    assert lonlat[0, 0] == -179


def test_a_zone_across_180_degrees_comes_back_in_two_parts():
    whole = as_multipolygon([shapely.box(178, 10, 184, 12)])
    parts = RightFrame(180.0).outward(whole)
    assert sorted(part.bounds for part in parts.geoms) == [(-180, 10, -176, 12), (178, 10, 180, 12)]
