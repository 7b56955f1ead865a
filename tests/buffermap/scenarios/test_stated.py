"""What a scenario takes from zones as described: the best supported first, nobody credited with others' words."""

import pytest

from buffermap.articles.article import Article
from buffermap.page.compose.ask import ask_of
from buffermap.said.find import find
from buffermap.scenarios.stated import from_statements
from gazetteer.geoparse import Geoparser
from gazetteer.text.sentences import split


@pytest.fixture(scope="module")
def made():
    parser = Geoparser.open()

    def read(*paragraphs):
        text = "\n\n".join(paragraphs)
        return from_statements(find(Article(doc_id="a.txt", text=text), split(text), parser.parse(text)))

    return read


def test_other_zones_are_one_choice_away_with_their_id(made):
    scenario = made(
        "Latvia has ordered a buffer zone along its border with Belarus.",
        "Finland once kept a similar buffer zone of 3 km along its border with Russia.",
    )
    assert scenario.border.value in {"LV-BY", "BY-LV"}
    others = {(one.field, one.entry.value, one.zone_id) for one in scenario.alternatives}
    assert ("depth", "3 km", "a.txt/zone-2") in others
    assert scenario.depths == ()


def test_a_depth_of_another_speaker_is_not_stated_by_who_speaks_of_the_stretch(made):
    scenario = made(
        "“We will set up a buffer zone in the Sumy region,” General Igor Lapin said.",
        "The zone will be 9 kilometres deep, analyst Oleh Kravets said.",
    )
    assert [entry.value for entry in scenario.depths] == ["9 km"]
    assert scenario.depths[0].speaker != scenario.along.speaker
    assert ask_of(scenario).depth_source == ""


def test_places_that_nothing_uses_stand_beside_the_stretch(made):
    scenario = made(
        "Latvia plans a buffer zone along the border with Belarus, and patrols near Daugavpils grow."
    )
    assert "Daugavpils" in scenario.border.note
    assert any("Daugavpils" in one.value for one in ask_of(scenario).assumptions)


def test_a_town_that_the_data_know_is_drawn_around(made):
    scenario = made("Armenia and Azerbaijan discussed a demilitarised zone around Ijevan.")
    assert (scenario.border.value, scenario.border.source) == ("AM-AZ", "default")
    assert scenario.around.value == "Ijevan"
    assert "Ijevan" in ask_of(scenario).stretch.name
