"""Names that the data lack where the text says they are: no point, and why."""

import csv
from pathlib import Path

import pytest

from gazetteer.mention import Mention
from gazetteer.placing.outlet import Mass, Prior
from gazetteer.placing.siting import Point, between_km

ABSENT = Path(__file__).with_name("absent_villages.tsv")


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
        ("Хата згоріла у селі Кучерявщина Сумської області.", "Кучерявщина", "Sumy Oblast"),
        ("В деревне Малые Подгузки под Курском пожар.", "Малые Подгузки", None),
    ],
)
def test_a_name_that_no_list_has_is_kept_without_a_point(parser, text, surface, within):
    mention = of(parser, text, surface)
    assert (mention.lat, mention.geonameid, mention.within) == (None, None, within)
    assert mention.reason


@pytest.mark.parametrize(
    ("text", "surface", "reason"),
    [
        ("Snow closed the school of Verona, Manitoba.", "Verona", "not in the data; somewhere in Manitoba"),
        ("The mayor of Windsor, Ontario, spoke.", "Windsor", None),
        ("In Verona, Chad and Sudan signed the paper.", "Verona", None),
        (
            "Lagos and Abuja were calm, Nigeria said; a preacher from Kirkop was held.",
            "Kirkop",
            "not in the data; the text speaks of Nigeria",
        ),
        ("Ministers of Kenya and Uganda met in Davos, officials in Nairobi said.", "Davos", None),
        (
            "A bakery burnt in Chelsea, a neighbourhood of Nairobi.",
            "Chelsea",
            "not in the data; no place of this name lies near Nairobi",
        ),
        ("A bakery burnt in the Boston suburb of Quincy.", "Quincy", None),
        ("Crews went to Trenton, the Ontario provincial office said.", "Trenton", None),
        (
            "В Белгородской области дождь залил Шебекино, Ковров и Валуйки.",
            "Ковров",
            "not in the data; listed with towns of Belgorod Oblast",
        ),
    ],
)
def test_places_that_nothing_in_the_text_speaks_for_have_no_point(parser, text, surface, reason):
    mention = of(parser, text, surface)
    assert (mention.lat is None, mention.reason if mention.lat is None else None) == (
        reason is not None,
        reason,
    )


def test_what_an_outlet_writes_of_speaks_for_a_place(parser):
    text = "Hearings go on in Marseille and Lyon, France. The owner, from Coshocton, is ill."
    before = of(parser, text, "Coshocton")
    assert before.lat is None
    gazetteer = parser.lexicon.gazetteer
    ohio, us = gazetteer.row_of_code("US.OH"), gazetteer.countries.index("US")
    told = of_prior(parser, text, "Coshocton", Prior(Mass({ohio: 9.0}, {us: 9.0}, 10.0)))
    assert (told.admin1, told.lat is None) == ("Ohio", False)


def of_prior(parser, text, surface, prior) -> Mention:
    return next(mention for mention in parser.parse(text, prior=prior) if mention.surface == surface)


@pytest.mark.parametrize(
    ("text", "surface", "kind", "within"),
    [
        ("The well of Kampungwa in Mozambique ran dry.", "Kampungwa", "settlement", "Mozambique"),
        ("Shells hit Jezzine and Dabbouriye in southern Lebanon.", "Dabbouriye", "settlement", "Lebanon"),
        ("They walked from Goma to Kashuwe without rest.", "Kashuwe", "settlement", None),
        ("Rain fell in Tchulumbe on Monday.", "Tchulumbe", "settlement", None),
        ("A bus runs between Kashuwe and Goma.", "Kashuwe", "settlement", None),
        ("Hail fell on Jezzinou, Dabbouriye and Goma.", "Jezzinou", "settlement", None),
        ("Колодец вырыли у Подгузок в Рыльском районе.", "Подгузок", "settlement", "Rylsky District"),
        ("The road to La Pescuera, Honduras, is closed.", "La Pescuera", "settlement", "Honduras"),
        ("Сгорел дом, жителей Подгузок Курской области вывезли.", "Подгузок", "settlement", "Kursk Oblast"),
    ],
)
def test_unlisted_names_are_seen_in_more_forms(parser, text, surface, kind, within):
    mention = of(parser, text, surface)
    assert (mention.kind, mention.lat, mention.within) == (kind, None, within)


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested Drovatov in Mozambique.",
        "The minister met Kovachenda, Honduras said.",
        "Shares of Zyntrexa fell after talks in Goma.",
        "He had a letter from Drovatov and left Goma.",
    ],
)
def test_people_and_firms_are_no_unlisted_places(parser, text):
    assert {mention.surface for mention in parser.parse(text)} <= {"Mozambique", "Honduras", "Goma"}


def test_villages_near_borders_that_the_data_lack_fall_to_no_namesake(parser):
    named = 0
    with ABSENT.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        there = Point(float(row["lat"]), float(row["lon"]))
        for mention in parser.parse(row["text"]):
            if mention.surface == row["name"]:
                named += 1
                if mention.lat is not None and mention.lon is not None:
                    assert between_km(there, Point(mention.lat, mention.lon)) < 500, row["text"]
    assert named >= len(rows) - 5


def test_a_text_about_the_whole_world_has_no_elsewhere(parser) -> None:
    """Towns of three countries do not speak against one another: no two of them say where the text is."""
    found = parser.parse("A ship calls at Ushuaia, later at Longyearbyen and in spring at Nuku'alofa.")
    assert [mention.surface for mention in found if mention.geonameid is None] == []
