import math

import pytest

from geo.containment import classify, point_accuracy_m
from geo.errors import DepthError


def test_larger_places_have_less_certain_points():
    assert point_accuracy_m([0, 10_000, 1_421_125]).tolist() == pytest.approx([1000, 1000, 11_921], abs=1)


def test_a_place_without_a_figure_counts_as_small():
    assert point_accuracy_m([math.nan, -1]).tolist() == [1000, 1000]


def test_a_large_city_near_the_edge_is_uncertain_where_a_village_is_not():
    accuracy = point_accuracy_m([1_421_125, 500]) + 200
    assert classify([34_600, 34_600], depth_m=30_000, accuracy_m=accuracy).tolist() == [
        "uncertain",
        "outside",
    ]


def test_the_margin_itself_is_uncertain_and_without_accuracy_nothing_is():
    assert classify([9_000, 11_000, 11_001], depth_m=10_000, accuracy_m=1000).tolist() == [
        "uncertain",
        "uncertain",
        "outside",
    ]
    assert classify([10_000, 10_000.01], depth_m=10_000).tolist() == ["inside", "outside"]


def test_points_of_no_side_are_outside_however_near():
    assert classify([5.0, 5.0], depth_m=10_000, on_side=[True, False]).tolist() == ["inside", "outside"]


@pytest.mark.parametrize("depth_m", [0, -1, math.nan, math.inf])
def test_impossible_depths_are_refused(depth_m):
    with pytest.raises(DepthError):
        classify([1.0], depth_m=depth_m)
