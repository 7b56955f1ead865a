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
        assert bool(line.countries) != bool(line.inside)
        assert line.source
        assert line.note
