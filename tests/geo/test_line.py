import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Point, Polygon

from geo.errors import GeometryError
from geo.line import REACH_M, own_border
from geo.zone import zone

HOOK = LineString([(30, 50), (31, 50), (31, 50.5), (30.5, 50.5), (30.5, 50.2)])


def test_left_and_right_are_seen_in_the_direction_of_the_line():
    sides = own_border(LineString([(30, 50), (31, 50)])).sides
    assert sides["left"].covers(Point(30.5, 50.1))
    assert sides["right"].covers(Point(30.5, 49.9))
    sides = own_border(LineString([(31, 50), (30, 50)])).sides
    assert sides["right"].covers(Point(30.5, 50.1))


def test_a_hook_has_its_inner_side_on_the_left():
    sides = own_border(HOOK).sides
    assert sides["left"].covers(Point(30.8, 50.3))
    assert sides["right"].covers(Point(31.1, 50.3))
    assert shapely.intersection(sides["left"], sides["right"]).area == pytest.approx(0, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(-0.2, 0.2), min_size=2, max_size=8), st.floats(1_000, 40_000))
def test_the_sides_of_any_line_that_runs_on_share_out_its_zone(lats, depth_m):
    border = own_border(LineString([(30 + i / 5, 50 + lat) for i, lat in enumerate(lats)]))
    left, right = (zone(border, side=side, depth_m=depth_m) for side in ("left", "right"))
    whole = zone(border, side="everything", depth_m=depth_m)
    assert left.area_km2 + right.area_km2 == pytest.approx(whole.area_km2, rel=1e-7)
    assert 0.2 < left.area_km2 / whole.area_km2 < 0.8


def test_an_area_has_an_inside_and_an_outside_with_its_holes():
    ring = shapely.box(10, 10, 11, 11) - shapely.box(10.4, 10.4, 10.6, 10.6)
    border = own_border(ring, name="camp")
    assert border.sides["inside"].covers(Point(10.2, 10.2))
    assert border.sides["outside"].covers(Point(10.5, 10.5))
    assert border.sides["outside"].covers(Point(11.5, 10.5))
    assert border.name == "camp"


def test_a_line_with_gaps_is_one_line():
    border = own_border(MultiLineString([[(30, 50), (31, 50)], [(31.1, 50), (32, 50)]]))
    assert border.sides["left"].covers(Point(31.05, 50.01))
    assert len(border.line.geoms) == 2


def test_a_line_across_180_degrees_has_sides():
    border = own_border(LineString([(179, 60), (-179, 60)]))
    made = zone(border, side="left", depth_m=10_000)
    assert made.geometry.bounds == pytest.approx((-180, 60, 180, 60.09), abs=0.01)
    assert len(made.geometry.geoms) == 2
    for area in border.sides.values():
        assert area.bounds[0] == -180
        assert area.bounds[2] == 180
    assert border.sides["left"].contains(Point(-179.5, 61))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LineString([(0, 0), (1, 1), (1, 0), (0, 1)]), "crosses itself"),
        (Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "not valid"),
        (Polygon(), "empty"),
        (LineString(), "empty"),
        (None, "empty"),
        (Point(0, 0), "not a Point"),
    ],
)
def test_what_has_no_sides_is_named(line, message):
    with pytest.raises(GeometryError, match=message):
        own_border(line)


@pytest.mark.parametrize(
    ("line", "left", "right"),
    [
        # the last segment of each runs north, the first one east
        ([(30, 50), (31, 50), (31, 50.5)], [(30.9, 50.9), (29.5, 50.1)], [(31.1, 50.9), (29.5, 49.9)]),
        ([(30, 50), (30.2, 50), (30.4, 50.3), (31, 50), (31, 50.5)], [(30.9, 50.9)], [(31.1, 50.9)]),
    ],
)
def test_beyond_its_ends_a_line_runs_straight_on(line, left, right):
    sides = own_border(LineString(line)).sides
    assert all(sides["left"].covers(Point(point)) for point in left)
    assert all(sides["right"].covers(Point(point)) for point in right)
    assert not any(sides["left"].covers(Point(point)) for point in right)


def test_sides_reach_as_far_as_a_zone_may_and_no_farther():
    sides = own_border(LineString([(30, 50), (31, 51)])).sides
    west, south, east, north = shapely.union_all(list(sides.values())).bounds
    reach_deg = REACH_M / 111_000
    assert (south, north) == (
        pytest.approx(50 - reach_deg, abs=0.01),
        pytest.approx(51 + reach_deg, abs=0.01),
    )
    wide_deg = reach_deg / math.cos(math.radians(north))
    assert (west, east) == (pytest.approx(30 - wide_deg, abs=0.01), pytest.approx(31 + wide_deg, abs=0.01))
