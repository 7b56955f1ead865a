"""Rivers and lakes below the map."""

import shapely

from gazetteer.boundaries.waters import FILE, waters
from gazetteer.paths import DATA

NILE_DELTA_TO_CAIRO = (30.0, 29.0, 33.0, 32.0)
LAKE_VICTORIA = (31.0, -3.5, 35.0, 1.0)


def test_rivers_run_where_towns_on_them_lie():
    rivers = waters().rivers(NILE_DELTA_TO_CAIRO, most=10_000)
    assert rivers.distance(shapely.Point(31.23, 30.04)) < 0.03  # Cairo
    assert rivers.distance(shapely.Point(30.2, 29.2)) > 0.3  # the desert


def test_what_is_asked_for_stays_within_the_view_and_the_number_of_vertices():
    west, south, east, north = NILE_DELTA_TO_CAIRO
    few = waters().rivers(NILE_DELTA_TO_CAIRO, most=50)
    all_of_them = waters().rivers(NILE_DELTA_TO_CAIRO, most=10_000)
    assert shapely.get_num_coordinates(few) <= 50 < shapely.get_num_coordinates(all_of_them)
    assert shapely.box(west, south, east, north).covers(all_of_them)


def test_lakes_are_areas():
    lakes = waters().lakes(LAKE_VICTORIA)
    assert lakes.is_valid
    assert lakes.contains(shapely.Point(33.0, -1.0))
    assert not lakes.contains(shapely.Point(34.75, -0.1))  # Kisumu lies on its shore


def test_the_file_is_small():
    assert (DATA / FILE).stat().st_size <= 400_000
