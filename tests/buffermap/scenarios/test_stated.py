"""What a scenario takes from zones as described: the best supported first, nobody credited with others' words."""

from dataclasses import replace

import pytest

from buffermap.articles.article import Article
from buffermap.errors import InputError
from buffermap.page.compose.ask import ask_of
from buffermap.running import outputs
from buffermap.said.find import find
from buffermap.said.zones.beside import against
from buffermap.said.zones.compose import zones_of
from buffermap.scenarios.file import format_scenario, parse_scenario
from buffermap.scenarios.stated import from_statements, in_order
from gazetteer.geoparse import Geoparser
from gazetteer.text.sentences import split


@pytest.fixture(scope="module")
def made():
    parser = Geoparser.open()

    def read(*paragraphs, zone_id=None):
        text = "\n\n".join(paragraphs)
        found = find(Article(doc_id="a.txt", text=text), split(text), parser.parse(text))
        return from_statements(found, zone_id=zone_id)

    return read


SEVERAL = (
    "Latvia has ordered a buffer zone along its border with Belarus, Minister Anda Liepa said.",
    "The zone will be 12 kilometres deep, General Maris Ozols said.",
    "Opposition leader Janis Kalns denied that there would be a buffer zone on the border with Belarus.",
    "Local officials said that the zone would be 5 to 7 kilometres deep instead.",
    "Finland once kept a similar buffer zone of 3 km along its border with Russia.",
    "Estonia plans a security strip of 2 km along its border with Russia, its government said.",
)


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
    assert scenario.is_composite
    assert ask_of(scenario).composite


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


def test_every_other_zone_is_kept_whole_and_runs_without_a_value_of_the_first(made, tmp_path):
    scenario = made(*SEVERAL)
    others = {one.zone_id for one in scenario.alternatives} - {scenario.zone_id}
    assert len(others) == 2
    for zone_id in others:
        other = replace(scenario.instead(zone_id), outputs={"zone": "z.geojson", "map": "m.html"})
        assert (other.border.value, other.depth_texts) in {("FI-RU", ("3 km",)), ("EE-RU", ("2 km",))}
        assert other.side.value == "both"
        assert len(list(outputs(other, tmp_path))) == 2
        assert made(*SEVERAL, zone_id=zone_id).border.value == other.border.value


def test_every_value_said_otherwise_of_the_zone_can_be_taken_and_runs(made, tmp_path):
    scenario = made(*SEVERAL)
    depths = [one.entry for one in scenario.against if one.field == "depth"]
    assert [entry.value for entry in depths] == ["5 km", "7 km"]
    for entry in depths:
        taken = replace(scenario, depths=(entry,), outputs={"zone": "z.geojson"})
        assert len(list(outputs(taken, tmp_path))) == 1


def test_a_denial_stands_before_the_values_in_the_file_and_in_what_results_rest_on(made):
    scenario = made(*SEVERAL)
    text = format_scenario(scenario)
    assert text.index('value = "denied"') < text.index("[border]") < text.index('"a.txt/zone-2"')
    assert parse_scenario(text) == scenario
    told = [one for one in ask_of(scenario).assumptions if one.name == "Said otherwise"]
    assert (told[0].value, told[0].speaker.split()[-1]) == ("denied", "Kalns")


def test_a_zone_that_is_not_described_or_has_no_border_is_said_in_one_line(made):
    with pytest.raises(InputError, match=r"no zone 'a.txt/zone-9' .* described are a.txt/zone-1"):
        made(*SEVERAL, zone_id="a.txt/zone-9")
    with pytest.raises(InputError, match="does not say along which border"):
        made("The minister wants a buffer zone of 4 km.", zone_id="a.txt/zone-1")
    with pytest.raises(InputError, match="no border for a zone 'x'"):
        made(*SEVERAL).instead("x")


def test_a_river_that_limits_a_zone_is_not_drawn_but_named_with_the_way_to_its_course(made):
    scenario = made(
        "Israel wants a security zone in southern Lebanon between the border and the Litani River."
    )
    assert scenario.border.value in {"IL-LB", "LB-IL"}
    assert 'not drawn: Litani River, whose course is --border "Litani River"' in scenario.border.note


def test_up_to_stays_up_to(made):
    scenario = made(
        "Chad plans a buffer zone up to 14 km deep along its border with Sudan, the minister said."
    )
    assert [(entry.value, entry.note) for entry in scenario.depths] == [("14 km", "said: up to 14 km")]
    exact = made("Chad plans a buffer zone 14 km deep along its border with Sudan, the minister said.")
    assert [(entry.value, entry.note) for entry in exact.depths] == [("14 km", None)]


def test_whose_border_a_division_lies_on_is_nobody_elses_words(made):
    zone = made(
        "General Oleg Lapin said that a buffer zone 9 km deep was planned along the border in Ukraine's Sumy region.",
        "Villages within five kilometres of the border with Russia are being evacuated, governor Ihor Tkach said.",
    )
    assert zone.along.speaker == zone.depths[0].speaker
    assert not zone.is_composite


def dated(doc_id, text, *days):
    """The first zone of a text, with a sentence for each day."""
    zone = zones_of(find(Article(doc_id=doc_id, text=text), split(text), Geoparser.open().parse(text)))[0]
    [one, *_] = zone.statements
    return replace(zone, statements=tuple(replace(one, said_on=None, published=day) for day in days))


LATVIA = "Latvia will set up a buffer zone of 3 km along its border with Belarus, the minister said."
POLAND = "Poland will set up a buffer zone of 3 km along its border with Belarus, the minister said."


def test_of_zones_alike_the_one_that_was_spoken_of_last_comes_first():
    earlier, later = dated("a", LATVIA, "2025-05-05"), dated("b", POLAND, "2025-05-01", "2025-05-09")
    for zones in ([earlier, later], [later, earlier]):
        assert [zone.doc_id for zone in in_order(zones)] == ["b", "a"]


def test_a_zone_called_off_before_it_was_spoken_of_last_is_not_called_off():
    standing = "Latvia has scrapped the buffer zone of 3 km along its border with Belarus, the minister said."
    off = dated("b", standing, "2025-05-05")
    assert against(dated("a", LATVIA, "2025-05-01", "2025-05-09"), [off]) == ()
    assert [one.field for one in against(dated("a", LATVIA, "2025-05-01", "2025-05-02"), [off])] == [
        "standing"
    ]
    assert [one.field for one in against(dated("a", LATVIA, "2025-05-05"), [off])] == ["standing"]


def test_a_side_that_no_words_of_the_zone_say_is_marked_so(made):
    scenario = made(
        "Between Zolochiv and Vovchansk, along the border of Kharkiv oblast with Russia, the attackers razed a belt "
        "five kilometres deep."
    )
    assert (scenario.side.value, scenario.side.source) == ("UA", "text")
    assert "worked out" in scenario.side.note
    assert scenario.side.note in format_scenario(scenario)
