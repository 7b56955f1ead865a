"""Zones put together from the sentences of an article; all sentences in words of our own."""

import pytest

from buffermap.articles.article import Article
from buffermap.said.find import find
from buffermap.said.zones.compose import zones_of
from gazetteer.geoparse import Geoparser
from gazetteer.text.sentences import split


@pytest.fixture(scope="module")
def described():
    parser = Geoparser.open()

    def read(*paragraphs, doc_id="a.txt"):
        text = "\n\n".join(paragraphs)
        article = Article(doc_id=doc_id, text=text)
        return zones_of(find(article, split(text), parser.parse(text)))

    return read


def slots(zone):
    return {
        "border": "-".join(sorted(zone.border.value)) if zone.border else None,
        "along": [place.name for place in zone.along.value] if zone.along else [],
        "side": zone.side.value if zone.side else None,
        "depth": zone.depth.value if zone.depth else None,
    }


def test_a_depth_two_paragraphs_on_and_a_division_in_the_headline_are_of_one_zone(described):
    [zone] = described(
        "Moscow wants a buffer zone in the Sumy region",
        "Russian generals spoke of the buffer zone at a meeting on Friday.",
        "The zone is to be 14 kilometres deep, one of them said.",
    )
    assert slots(zone) == {
        "border": "RU-UA", "along": ["Sumy Oblast"], "side": "UA", "depth": (None, 14_000.0),
    }  # fmt: skip
    assert zone.along.statement is not zone.depth.statement


def test_slots_of_two_speakers_are_a_composite(described):
    [zone] = described(
        "“A buffer zone in the Sumy region is needed,” Governor Ivan Petrenko said.",
        "The zone will be 9 kilometres deep, General Oleh Kravets said.",
    )
    assert zone.is_composite
    assert len(zone.speakers) == 2


def test_a_part_of_a_country_and_who_acts_give_the_border(described):
    [zone] = described("Turkey is setting up a safe zone in northeast Syria, officials in Ankara said.")
    assert slots(zone)["border"] == "SY-TR"
    assert slots(zone)["side"] == "SY"
    assert zone.border.note


def test_countries_that_share_no_border_are_no_border(described):
    zones = described("France and Kenya discussed a buffer zone in Paris.")
    assert all(zone.border is None for zone in zones)


def test_a_country_alone_is_no_stretch(described):
    [zone] = described("A Russian senator did not rule out a sanitary zone in Ukraine.")
    assert zone.border is None


def test_what_a_zone_is_to_shield_is_not_where_it_lies(described):
    [zone] = described(
        "Russia plans a buffer zone in the Kharkiv region to keep drones away from the Belgorod region."
    )
    assert slots(zone)["along"] == ["Kharkiv Oblast"]


def test_a_zone_likened_to_stays_apart_and_lends_nothing(described):
    first, second = described(
        "Rwanda says that it holds a security zone along its border with Burundi.",
        "Uganda once had a similar buffer zone, 30 kilometres deep, on its border with Kenya.",
    )
    assert slots(first)["depth"] is None
    assert slots(second) == {"border": "KE-UG", "along": [], "side": None, "depth": (None, 30_000.0)}


def test_a_denial_stands_beside_the_zone_that_it_denies(described):
    [zone] = described(
        "Chad has set up a 10 km buffer zone along its border with Sudan.",
        "There is no buffer zone along the border with Sudan, a Chadian officer said.",
    )
    assert zone.standing.value != "denied"
    assert [one.field for one in zone.contradictions] == ["standing"]


def test_places_that_no_slot_uses_are_kept(described):
    [zone] = described(
        "Latvia plans a buffer zone along the border with Belarus, and patrols near Daugavpils will grow."
    )
    assert "Daugavpils" in {one.place.surface for _, one in zone.unused}


def test_zones_of_two_articles_never_lend_each_other_a_slot(described):
    one = described("A buffer zone along the border between Chad and Sudan is planned.", doc_id="a.txt")
    other = described("The zone along the border between Chad and Sudan is 5 km deep.", doc_id="b.txt")
    assert [zone.zone_id for zone in one + other] == ["a.txt/zone-1", "b.txt/zone-1"]
    assert one[0].depth is None


def test_it_is_the_zone_of_the_sentence_before(described):
    [zone] = described(
        "Tunisia keeps a military buffer zone in its desert.",
        "It follows the frontier with Libya. Most of it is 12 kilometres deep.",
    )
    assert slots(zone)["border"] == "LY-TN"
    assert slots(zone)["depth"] == (None, 12_000.0)


def test_what_lies_within_a_length_of_the_border_is_the_zone_that_follows(described):
    [zone] = described(
        "Nobody may camp within five kilometres of the Serbian border, the Hungarian minister said.",
        "The belt is a security zone, he added.",
    )
    assert slots(zone)["border"] == "HU-RS"
    assert slots(zone)["depth"] == (None, 5_000.0)


def test_the_division_of_the_headline_is_the_articles_own_word(described):
    [zone] = described(
        "Pskov region closes land to visitors",
        "A security zone of three kilometres along the border with Estonia is in force, the governor said.",
    )
    assert slots(zone) == {
        "border": "EE-RU", "along": ["Pskov Oblast"], "side": "RU", "depth": (None, 3_000.0),
    }  # fmt: skip
    assert zone.along.speaker is None


def test_a_zone_along_a_front_within_a_country_is_no_border(described):
    [zone] = described(
        "A demilitarised zone of 10 km along the line of contact in the Donetsk region is proposed."
    )
    assert zone.border is None


@pytest.mark.parametrize(
    "text",
    [
        "Vets set up a buffer zone along the border with Mongolia; cows are vaccinated against foot-and-mouth disease.",
        "The heritage forest has a buffer zone along the border with Belarus. Loggers leave, and bison and lynx return.",
        "A buffer zone at sea between Kenya and Somalia would keep trawlers and fishing vessels off the sea border.",
    ],
)
def test_zones_of_other_trades_are_none(described, text):
    assert described(text) == []


def test_what_a_zone_shields_says_across_which_border_it_lies(described):
    [zone] = described("A sanitary zone on Russian territory is to protect the Kharkiv region.")
    assert slots(zone)["border"] == "RU-UA"
    assert slots(zone)["side"] == "RU"
    assert slots(zone)["along"] == []


def test_a_dateline_and_a_venue_are_no_side_of_a_border(described):
    [zone] = described(
        "ADDIS ABABA - Sudan and South Sudan agreed to mark a demilitarised zone along their common border."
    )
    assert slots(zone)["border"] == "SD-SS"


def test_what_is_meant_by_the_zone_is_said_in_the_next_sentence(described):
    [zone] = described(
        "The governor asked for a buffer zone on Ukrainian territory.",
        "It concerns the Kharkiv and Sumy regions. In depth it should reach 30 km, he said.",
    )
    assert slots(zone) == {
        "border": "RU-UA", "along": ["Kharkiv Oblast", "Sumy Oblast"], "side": "UA", "depth": (None, 30_000.0),
    }  # fmt: skip


def test_a_division_in_a_form_that_no_list_has_is_found_along_its_border(described):
    [zone] = described(
        "Таджикистан создаст зону отчуждения вдоль границы с Афганистаном в Хатлонской области."
    )
    assert slots(zone)["along"] == ["Khatlon"]
    assert slots(zone)["side"] == "TJ"


def test_inside_a_country_goes_on_after_an_aside(described):
    [zone] = described(
        "A 15 km strip along the border with Iran, watched by both states, inside Iraq is proposed."
    )
    assert slots(zone)["side"] == "IQ"


def test_a_division_without_an_outline_gives_the_border_but_no_stretch_of_it(described):
    [zone] = described("Uganda will secure a buffer zone of 30 kilometres in Congo's Ituri province.")
    assert slots(zone) == {"border": "CD-UG", "along": [], "side": "CD", "depth": (None, 30_000.0)}


def test_a_division_that_is_named_only_after_the_zone_heads_nothing(described):
    [zone] = described(
        "Estonia will set up a buffer zone along the border with Russia.",
        "The Pskov region held elections.",
    )
    assert slots(zone)["along"] == []


def test_a_border_in_a_region_is_a_part_of_the_border(described):
    [zone] = described(
        "Nobody may camp within 9 km of the Chadian border in the West Darfur region, a security zone now."
    )
    assert slots(zone)["border"] == "SD-TD"
    assert slots(zone)["along"] == ["West Darfur"]


def test_where_somebody_says_something_is_no_side(described):
    [zone] = described(
        "Росіяни планують буферну зону на Чернігівщині.",
        "Глибину зони в Москві називають різну: від восьми до дванадцяти кілометрів.",
    )
    assert slots(zone)["side"] == "UA"
    assert slots(zone)["depth"] == (8_000.0, 12_000.0)


def test_a_trade_zone_in_held_parts_of_a_region_is_no_border(described):
    [zone] = described(
        "The parts of the Donetsk region that Ukraine still holds may become a demilitarised free trade zone."
    )
    assert zone.border is None
