"""Lines that have a name of their own."""

import shapely

from gazetteer.boundaries.lines import named_lines
from geo.sketch import length_km


def test_lines_are_found_by_name_alias_and_article():
    lines = named_lines()
    assert lines.find("the blue line").countries == "IL-LB"
    assert lines.find("LoC") is lines.find("Line of Control")
    assert lines.find("Maginot Line") is None


def test_a_line_inside_a_country_has_land_on_both_sides():
    lines = named_lines()
    green = lines.find("Green Line")
    areas = lines.areas(green)
    assert list(areas) == ["north", "south"]
    assert all(area.is_valid for area in areas.values())
    assert shapely.intersection(*areas.values()).area < 1e-6
    north, south = shapely.Point(33.36, 35.19), shapely.Point(33.36, 35.16)
    assert areas["north"].contains(north)
    assert areas["south"].contains(south)


def test_the_course_is_about_as_long_as_published():
    """Ours follows every bend, and runs on beside the Sovereign Base Areas."""
    lines = named_lines()
    green = lines.find("Green Line")
    assert green.published_km <= length_km(lines.course(green)) <= 1.25 * green.published_km


def test_every_line_says_who_published_its_length_and_what_to_know():
    for line in named_lines().all:
        assert [bool(line.countries), bool(line.inside), line.is_river].count(True) == 1
        assert line.source
        assert line.note


def test_rivers_are_found_with_and_without_the_word_and_never_hide_a_country():
    lines = named_lines()
    assert lines.find("the Litani") is lines.find("Litani River")
    assert lines.find("River Seim") is lines.find("Seym")
    assert lines.find("Jordan River").is_river
    assert lines.find("Jordan") is None


def test_rivers_pass_the_towns_that_lie_on_them_in_the_direction_of_their_flow():
    lines = named_lines()
    towns = {"Litani River": [(35.54, 33.34), (35.25, 33.34)], "Seim": [(34.68, 51.57), (33.87, 51.33)], "Euphrates": [(39.01, 35.95), (40.92, 34.45)],
             "Mekong": [(102.6, 17.97), (104.92, 11.57)], "Siverskyi Donets": [(36.60, 50.60), (37.28, 49.21)]}  # fmt: skip
    for name, passed in towns.items():
        course = lines.course(lines.find(name)).geoms[0]
        assert all(course.distance(shapely.Point(town)) < 0.05 for town in passed)
        assert course.project(shapely.Point(passed[0])) < course.project(shapely.Point(passed[1]))
        assert course.is_simple


def test_a_river_is_about_as_long_as_published_or_says_what_is_missing():
    lines = named_lines()
    for line in lines.all:
        if line.is_river:
            share = length_km(lines.course(line)) / line.published_km
            assert 0.5 <= share <= 1.02
            assert share >= 0.7 or "missing" in line.note
