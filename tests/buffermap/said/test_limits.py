"""Lengths from a border that clear or close land, and what later sentences say of it."""

import pytest

from buffermap.said.limits import keeps_people, limit, of_area


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
