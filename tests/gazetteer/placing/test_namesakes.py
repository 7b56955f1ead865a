"""Places of one name, told apart by the bearings of the text, through the whole geoparser."""

import pytest

from gazetteer.geoparse import Geoparser


@pytest.fixture(scope="module")
def parse():
    return Geoparser.open().parse


def places(mentions) -> dict[str, tuple[str, str]]:
    return {m.surface: (m.country, m.admin1) for m in mentions}


@pytest.mark.parametrize(
    "text",
    [
        "Police were called to Vienna (west of Washington) on Friday.",
        "Police were called to Vienna, 20 km west of Washington, on Friday.",
        "A tree fell west of Washington near Vienna and Fairfax.",
    ],
)
def test_the_place_that_lies_there_is_meant(parse, text):
    assert places(parse(text))["Vienna"] == ("US", "Virginia")


def test_without_a_bearing_the_great_one_is_meant(parse):
    assert places(parse("Police were called to Vienna on Friday."))["Vienna"][0] == "AT"


@pytest.mark.parametrize(
    "text",
    [
        "The flight between London and Paris was late.",
        "Paris, southeast of London, is where they met.",
        "The train between Vienna and Bratislava was full.",
    ],
)
def test_great_cities_stay_where_they_are_though_small_ones_fit_better(parse, text):
    countries = {country for country, _ in places(parse(text)).values()}
    assert countries <= {"GB", "FR", "AT", "SK"}


def test_a_name_that_comes_again_means_the_same_place(parse):
    mentions = parse("A fire broke out in Vienna (west of Washington). Vienna has one fire station.")
    assert [m.country for m in mentions if m.surface == "Vienna"] == ["US", "US"]


def test_the_reason_names_the_bearing(parse):
    mentions = parse("Police were called to Vienna (west of Washington) on Friday.")
    assert mentions[0].reason.endswith("the text says west of Washington")


def test_a_bearing_makes_a_place_of_a_doubtful_name(parse):
    texts = ("Walkers met in Hope, 3 km east of Flint.", "Walkers had lost all Hope.")
    found = [[m.surface for m in parse(text)] for text in texts]
    assert found == [["Hope", "Flint"], []]


def test_parts_of_a_longer_cyrillic_name_are_no_names(parse):
    assert [m.surface for m in parse("Пожежа сталася в селі Мала Данилівка біля Харкова.")] == [
        "Мала Данилівка",
        "Харкова",
    ]


@pytest.mark.parametrize(
    ("text", "surface", "admin1"),
    [
        ("На Краматорському напрямку бої йшли біля Миколаївки.", "Миколаївки", "Donetsk Oblast"),
        ("Hail fell on the Kramatorsk axis in Mykolaivka.", "Mykolaivka", "Donetsk Oblast"),
        ("Бої йшли біля Миколаївки.", "Миколаївки", None),
        ("На Запорізькому напрямку тихо.", "Запорізькому", "Zaporizhzhia Oblast"),
        ("На Курахівському напрямку тихо.", "Курахівському", "Donetsk Oblast"),
    ],
)
def test_a_stretch_of_front_places_the_villages_of_its_sentence(parse, text, surface, admin1):
    assert {m.surface: m.admin1 for m in parse(text)}[surface] == admin1


def test_troops_with_the_name_of_a_wind_are_no_place(parse):
    assert [m.surface for m in parse("Группировка Север вошла в Липцы.")] == ["Липцы"]


def test_large_cities_of_one_list_stay_where_they_are(parse):
    mentions = parse("Trains link Vienna, Paris and London.")
    assert [m.country for m in mentions] == ["AT", "FR", "GB"]
