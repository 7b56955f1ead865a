"""Near 180 degrees: lines are cut, boxes run on, areas are found on both sides."""

import shapely

from buffermap.zones import dateline

#      179        180=-180       -179
#  -----+------------+-------------+-----
#       o============|=============o            a line across, in two parts or as one long step
ACROSS = shapely.LineString([(179, 66), (-179, 66.5)])


def test_a_long_step_crosses_the_short_way() -> None:
    west, east = sorted(shapely.get_parts(dateline.wrapped(ACROSS)), key=lambda p: -p.bounds[0])
    assert west.bounds == (179, 66, 180, 66.25)
    assert east.bounds == (-180, 66.25, -179, 66.5)


def test_an_ordinary_line_is_left_as_it_is() -> None:
    line = shapely.LineString([(23, 52), (24, 53)])
    assert dateline.wrapped(line) is line
    assert dateline.box_around(line) == (23, 52, 24, 53)


def test_the_box_of_a_line_across_is_narrow() -> None:
    assert dateline.box_around(dateline.wrapped(ACROSS)) == (179, 66, 181, 66.5)


def test_gaps_elsewhere_do_not_turn_a_box() -> None:
    parts = shapely.MultiLineString([[(-10, 0), (-9, 0)], [(100, 0), (101, 0)], [(20, 5), (21, 5)]])
    assert dateline.box_around(parts) == (-10, 0, 101, 5)


def test_areas_are_clipped_on_both_sides() -> None:
    area = shapely.MultiPolygon([shapely.box(170, 60, 180, 70), shapely.box(-180, 60, -170, 70)])
    parts = dateline.clipped(area, (179, 65, 181, 67), "Polygon")
    assert sorted(p.bounds for p in parts) == [(-180, 65, -179, 67), (179, 65, 180, 67)]
    assert dateline.clipped(area, (10, 65, 11, 67), "Polygon") == []


def test_a_box_beyond_180_is_two_ordinary_ones() -> None:
    assert dateline.ordinary((170, -5, 190, 5)) == [(-180, -5, -170, 5), (170, -5, 180, 5)]
    assert dateline.ordinary((-190, -5, -170, 5)) == [(-180, -5, -170, 5), (170, -5, 180, 5)]
    assert dateline.ordinary((10, 0, 20, 5)) == [(10, 0, 20, 5)]
    assert dateline.ordinary((-300, 0, 200, 5)) == [(-180, 0, 180, 5)]


def test_parts_are_turned_to_where_a_map_shows_them() -> None:
    area = shapely.MultiPolygon([shapely.box(170, 60, 180, 70), shapely.box(-180, 60, -170, 70)])
    assert dateline.near(area, 181.0).bounds == (170, 60, 190, 70)
    assert dateline.near(area, -179.0).bounds == (-190, 60, -170, 70)
