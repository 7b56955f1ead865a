import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buffermap.errors import InputError
from buffermap.zones.depth import METRES_PER_UNIT, format_depth, parse_depth, parse_depths


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("20 km", 20_000),
        ("20km", 20_000),
        ("20KM", 20_000),
        ("15mi", 24_140.16),
        ("15 miles", 24_140.16),
        ("3 nmi", 5_556),
        ("500 m", 500),
        ("12.5 km", 12_500),
        (".5km", 500),
        ("+1 km", 1_000),
        ("  7 km ", 7_000),
        ("7\N{NO-BREAK SPACE}km", 7_000),
        ("1000 km", 1_000_000),
    ],
)
def test_a_number_with_a_unit_is_metres(text, metres):
    assert parse_depth(text) == pytest.approx(metres, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("20", "has no unit; write for example 20km"),
        ("", "is not a number with a unit"),
        ("km", "is not a number with a unit"),
        ("deep", "is not a number with a unit"),
        ("0 km", "greater than zero"),
        ("-5 km", "greater than zero"),
        ("−5 km", "greater than zero"),
        ("nan km", "finite"),
        ("inf km", "finite"),
        ("-inf km", "finite"),
        ("1001 km", "more than 1000 km"),
        ("9" * 400 + " km", "finite"),
        ("20 leagues", "unknown unit 'leagues'"),
        ("20 km2", "is not a number with a unit"),
        ("1,5 km", "decimal point"),
        ("1.2.3 km", "no readable number"),
        ("1e3 km", "is not a number with a unit"),
        ("20 km and more of it than anybody would want to type", "is not a number"),
    ],
)
def test_what_is_not_a_depth_says_why_in_one_line(text, cause):
    with pytest.raises(InputError, match=cause) as caught:
        parse_depth(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_list_of_depths_is_sorted_and_each_is_there_once():
    assert parse_depths("20km, 10 km,20000 m") == [10_000, 20_000]


@pytest.mark.parametrize(
    ("text", "metres"), [("7,5 km", [7500]), ("2,5km,4km", [2500, 4000]), ("4km,6km", [4000, 6000])]
)
def test_a_comma_before_one_last_digit_is_a_decimal_comma(text, metres):
    assert parse_depths(text) == pytest.approx(metres)


@pytest.mark.parametrize("text", ["", " , "])
def test_an_empty_list_of_depths_is_an_error(text):
    with pytest.raises(InputError, match="no depth"):
        parse_depths(text)


@pytest.mark.parametrize(
    ("metres", "text"), [(999, "999 m"), (1_000, "1 km"), (12_500, "12.5 km"), (0.25, "0.25 m")]
)
def test_depths_are_written_in_the_larger_unit_that_fits(metres, text):
    assert format_depth(metres) == text


@given(st.floats(1e-3, 9.99e5), st.sampled_from([None, *METRES_PER_UNIT]))
def test_what_is_written_can_be_read_back(metres, unit):
    written = format_depth(metres, unit=unit)
    assert math.isclose(parse_depth(written), metres, rel_tol=1e-3 if metres < 1 else 1e-6, abs_tol=1e-3)
