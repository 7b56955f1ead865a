"""Lengths from a border that clear or close land, and what later sentences say of it."""

import pytest

import buffermap as bm
from buffermap import pipeline
from buffermap.said.limits import keeps_people, limit, of_area
from buffermap.said.zones.compose import zones_of


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Farmers were told to leave everything within 4 km of the Polish border.",
            "within 4 km of the Polish border",
        ),
        (
            "Both armies will keep their howitzers at least 9 km back from the line.",
            "at least 9 km back from the line",
        ),
        ("Herders must stay 30 km away from the frontier.", "30 km away from the frontier"),
        ("Въезд ближе трёх километров от границы запрещён.", "ближе трёх километров от границы"),
    ],
)
def test_what_is_cleared_or_closed_up_to_a_length_is_a_limit(sentence, words):
    found = limit(sentence)
    assert found
    assert sentence[slice(*found)] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "Residents left Khotin, 5 km from the border, after the shelling.",
        "The evacuated village lies 5 km from the border.",
        "Troops held positions 6 km from the border while families were evacuated.",
        "The governor said 400 km of border were closed.",
        "Они эвакуировали Белополье, 8 км от границы.",
    ],
)
def test_how_far_a_place_lies_is_no_limit(sentence):
    assert limit(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Officials said the area reached between one and three kilometres.", "the area"),
        ("The ban will cover 2 km of woodland.", "The ban"),
        ("Запрет распространяется на пять километров.", "Запрет"),
        ("They want six kilometres of our land.", "six kilometres"),
    ],
)
def test_another_word_for_the_zone_says_how_far_it_reaches(sentence, words):
    found = of_area(sentence)
    assert found
    assert sentence[slice(*found)] == words


def test_people_are_kept_from_a_border():
    assert keeps_people("The ministry barred civilians from the border with Belarus.")
    assert keeps_people("Область ограничила въезд в приграничье у границы.")
    assert not keeps_people("The army cleared mines along the border.")
    assert not keeps_people("The ministry barred civilians from the airport.")


def zones(text):
    (article,) = bm.read(text)
    (item,) = pipeline.parse([article])
    return zones_of(item.statements)


def test_the_depth_is_found_in_the_sentence_that_gives_it():
    (zone,) = zones(
        "Moscow is carving out a buffer zone in the Chernihiv region. Little is known of it. Its depth is put at 9 km."
    )
    assert zone.depth
    assert zone.depth.value == (None, 9000.0)


def test_an_answer_to_how_deep_is_the_depth():
    (zone,) = zones(
        "Russia wants a buffer zone along the border of the Sumy region. How deep would it be? Officials speak of 12 km."
    )
    assert zone.depth
    assert zone.depth.value[1] == 12_000.0


def test_who_keeps_people_from_a_border_does_so_on_its_own_land():
    (zone,) = zones("Latvia barred civilians from a security zone within 2 km of the border with Belarus.")
    assert zone.side
    assert zone.side.value == "LV"


def test_a_ban_is_no_denial():
    (zone,) = zones(
        "Nobody may live within 7 km of the Russian border in the Sumy region any more. The zone was set up on Monday."
    )
    assert zone.depth
    assert zone.depth.value[1] == 7000.0


def test_where_a_zone_might_one_day_reach_is_not_where_it_lies():
    (zone,) = zones(
        "The army was ordered to set up a security strip along the border of the Kursk region. "
        "Asked whether the strip might one day reach parts of the Chernihiv region, the deputy secretary said nothing."
    )
    assert zone.along
    assert [place.name for place in zone.along.value] == ["Kursk Oblast"]


def test_another_depth_that_is_demanded_is_another_zone():
    (zone,) = zones(
        "Since Monday a closed zone of 1 km along the border with Belarus has been in force in Latvia. "
        "Minsk said that it would demand a demilitarised zone of 40 km on both sides of the border."
    )
    assert zone.depth
    assert zone.depth.value[1] == 1000.0
    assert zone.side is None or zone.side.value == "LV"


def test_people_on_both_sides_are_no_side():
    (zone,) = zones(
        "Georgia wants a buffer zone along its border with Armenia, officials on both sides said."
    )
    assert zone.side is None
