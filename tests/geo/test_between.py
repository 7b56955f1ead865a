"""The part of a line between two places."""

import pytest
import shapely

from geo.between import between
from geo.errors import GeometryError

LINE = shapely.MultiLineString([[(30, 50), (31, 50), (32, 50)], [(40, 50), (41, 50)]])


def test_the_part_lies_between_the_nearest_points_in_either_order():
    for first, second in (((30.5, 50.2), (31.5, 49.9)), ((31.5, 49.9), (30.5, 50.2))):
        part, rest = between(LINE, first, second)
        west, south, east, north = part.bounds
        assert (west, east) == pytest.approx((30.5, 31.5), abs=1e-3)
        assert (south, north) == pytest.approx((50, 50))
        assert part.length + rest.length == pytest.approx(LINE.length)


def test_vertices_of_the_line_are_kept():
    part, _ = between(LINE, (30.5, 50), (31.5, 50))
    assert [31.0, 50.0] in shapely.get_coordinates(part).tolist()


def test_of_a_closed_line_the_shorter_way_is_taken():
    ring = shapely.LineString([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)])
    part, rest = between(ring, (1, -0.1), (-0.1, 1))
    assert part.length == pytest.approx(2, abs=0.02)
    assert rest.length == pytest.approx(38, abs=0.02)


def test_places_at_parts_that_do_not_meet_are_refused():
    with pytest.raises(GeometryError, match="do not meet"):
        between(LINE, (30.5, 50), (40.5, 50))


def test_one_point_is_no_part():
    with pytest.raises(GeometryError, match="same point"):
        between(LINE, (29, 50), (28, 50))
