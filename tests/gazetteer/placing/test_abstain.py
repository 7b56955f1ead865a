"""Names that the data lack where the text says they are: no point, and why."""

import pytest

from gazetteer.mention import Mention


def of(parser, text, surface) -> Mention:
    return next(mention for mention in parser.parse(text) if mention.surface == surface)


@pytest.mark.parametrize(
    ("text", "surface", "within"),
    [
        ("Doctors reached Arona in Tigray Region of Ethiopia by mule.", "Arona", "Tigray"),
        ("Floods cut off Bergheim (Sindh), Pakistan, for a week.", "Bergheim", "Sindh"),
        ("Трактор згорів у Новенькому Сумської області.", "Новенькому", "Sumy Oblast"),
        ("Lyptsi, Hlyboke and Strilecha in Kharkiv Oblast have no water.", "Hlyboke", "Kharkiv Oblast"),
    ],
)
def test_a_name_outside_what_the_text_says_holds_it_has_no_point(parser, text, surface, within):
    mention = of(parser, text, surface)
    assert (mention.geonameid, mention.lat, mention.lon, mention.country) == (None, None, None, None)
    assert mention.within == within
    assert mention.reason == f"not in the data; somewhere in {within}"
    assert mention.candidates


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("She moved to Springfield in Illinois last year.", "Springfield", "US"),
        ("Vovchansk and Lyptsi in Kharkiv Oblast have no water.", "Lyptsi", "UA"),
        ("The deal was signed in Bern, said the governments of Chad and Sudan.", "Bern", "CH"),
        ("They flew from Oslo to Denver in Colorado.", "Oslo", "NO"),
    ],
)
def test_a_name_that_lies_there_or_is_known_everywhere_keeps_its_point(parser, text, surface, country):
    mention = of(parser, text, surface)
    assert (mention.country, mention.within) == (country, None)
    assert mention.lat is not None


def test_a_village_of_another_country_than_all_of_the_text_is_not_meant(parser):
    text = "Cameroon: men on motorbikes burned Enger, the governor in Maroua said."
    mention = of(parser, text, "Enger")
    assert mention.lat is None
    assert mention.reason == "not in the data; the text speaks of Cameroon"


def test_a_village_far_from_what_it_is_placed_by_is_not_meant(parser):
    mention = of(parser, "Shots were heard near Novenke, north of Bilopillia.", "Novenke")
    assert mention.lat is None
    assert "near Bilopillia" in mention.reason


def test_a_withheld_name_is_withheld_where_it_comes_again(parser):
    text = "Gunmen came to Enger in Benue State. Police in Makurdi, Nigeria, sent men to Enger on Monday."
    assert [mention.lat for mention in parser.parse(text) if mention.surface == "Enger"] == [None, None]


@pytest.mark.parametrize(
    ("text", "surface", "within"),
    [
        (
            "The convoy was stopped in Kampungwa in Tete Province of Mozambique on Friday.",
            "Kampungwa",
            "Tete",
        ),
        (
            "Rain washed away Tchulumbe village in Tete Province, aid workers said on Friday.",
            "Tchulumbe",
            "Tete",
        ),
        ("The well in Dabo Kuma, Mopti Region, was mended by people from Bamako.", "Dabo Kuma", "Mopti"),
        ("Хата згоріла у селі Кучерявщина Сумської області.", "Кучерявщина", None),
        ("В деревне Малые Подгузки под Курском пожар.", "Малые Подгузки", None),
    ],
)
def test_a_name_that_no_list_has_is_kept_without_a_point(parser, text, surface, within):
    mention = of(parser, text, surface)
    assert (mention.lat, mention.geonameid, mention.within) == (None, None, within)
    assert mention.reason
