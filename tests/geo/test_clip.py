"""What of a zone lies within the areas of both sides: joined by their edges where they share them, else by overlay."""

import numpy as np
import shapely
from shapely import box

from geo.clip import RightFrame

FRAME = RightFrame(10.0)
ZONE = shapely.MultiPolygon([box(9, -1, 11, 1)])


def within(*areas):
    return FRAME.clip(ZONE, list(areas))


def test_sides_that_share_their_edge_leave_no_seam():
    west = shapely.Polygon([(5, -5), (10, -5), (10.2, 0.3), (10, 5), (5, 5)])
    east = shapely.Polygon([(15, -5), (15, 5), (10, 5), (10.2, 0.3), (10, -5)])
    joined = within(west, east)
    assert len(joined.geoms) == 1
    assert joined.equals(ZONE)


def test_sides_that_overlap_or_share_half_an_edge_are_still_joined():
    for east in (box(9.9, -5, 15, 5), box(10, -5, 15, 0.5), box(10.1, -5, 15, 5)):
        joined = within(box(5, -5, 10, 5), east)
        assert joined.is_valid
        assert joined.equals(shapely.intersection(ZONE, shapely.union(box(5, -5, 10, 5), east)))


def test_islands_count_only_where_the_zone_reaches_them():
    side = shapely.MultiPolygon([box(5, -5, 10, 5), box(10.5, 0.5, 10.6, 0.6), box(14, 0, 14.1, 0.1)])
    joined = within(side, box(10.8, -5, 15, -0.5))
    assert np.isclose(joined.area, 2 + 0.01 + 0.2 * 0.5)


def test_a_zone_across_180_degrees_takes_both_ends_of_the_world():
    zone = shapely.MultiPolygon([box(179, 0, 181, 1)])
    joined = RightFrame(180.0).clip(zone, [box(170, -5, 180, 5), box(-180, -5, -170, 5)])
    assert joined.equals(zone)
