"""Zones in languages that are read by the words of a file: field by field, in words of our own."""

import re

import pytest

import buffermap as bm
from buffermap.errors import InputError
from buffermap.said.plain.lengths import depth_in
from buffermap.said.plain.tongue import pattern, read_tongue, tongue, tongues


def stated(text):
    return bm.statements([bm.Article(doc_id="a", text=text)])


SAID = [
        (
            "Minister obrony Litwy zapowiedział, że na granicy z Białorusią powstanie strefa buforowa o szerokości 4 km.",
            ["LT", "BY"], 4_000, "planned", "Minister",
        ),
        (
            "Die Regierung in Riga kündigte an der Grenze zu Russland eine sechs Kilometer tiefe Sicherheitszone an.",
            ["LV", "RU"], 6_000, "planned", "Die Regierung",
        ),
        (
            "Le gouverneur a dit que le Togo étudie une zone tampon de sept kilomètres à la frontière avec le Ghana.",
            ["TG", "GH"], 7_000, "possible", "gouverneur",
        ),
        (
            "El alcalde pidió una zona de seguridad de 800 metros en la frontera entre Honduras y Guatemala.",
            ["HN", "GT"], 800, "demanded", "alcalde",
        ),
    ]  # fmt: skip
TEXTS = [text for text, *_ in SAID]


@pytest.mark.parametrize(("text", "border", "depth_m", "standing", "speaker"), SAID)
def test_a_sentence_gives_border_depth_standing_and_speaker(text, border, depth_m, standing, speaker):
    (row,) = stated(text).to_dict("records")
    assert row["border"] == [border]
    assert row["depth_high_m"] == depth_m
    assert row["claimed_standing"] == standing
    assert row["speaker"].split()[0] in speaker


OPENINGS = (
    "W Wilnie od rana padał deszcz.",
    "In Riga regnete es.",
    "Il pleut sur Kara.",
    "Llueve sin parar en Copán.",
)


@pytest.mark.parametrize(("text", "opening"), [*zip(TEXTS, OPENINGS, strict=True)])
def test_a_sentence_says_the_same_further_down_and_its_words_lead_back(text, opening):
    (alone,), (after,) = (stated(one).to_dict("records") for one in (text, f"{opening}\n\n{text}"))
    shift = len(opening) + 2
    assert (after["start"], after["end"]) == (alone["start"] + shift, alone["end"] + shift)
    fields = alone.keys() - {"start", "end", "evidence"}
    assert {name: after[name] for name in fields} == {name: alone[name] for name in fields}
    for slot, one in alone["evidence"].items():
        assert text[one["start"] : one["end"]] == one["text"]
        moved = {"start": one["start"] + shift, "end": one["end"] + shift}
        assert {name: after["evidence"][slot][name] for name in moved} == moved


def test_whose_border_it_is_is_told_by_the_neighbours():
    text = "Na spotkaniu w Rzymie Estonia ogłosiła strefę ochronną przy granicy z Rosją."
    assert stated(text)["border"].tolist() == [[["EE", "RU"]]]


def test_a_border_that_nobody_says_whose_it_is_stays_open():
    text = "Der Minister kündigte an der Grenze zu Russland eine Schutzzone an."
    assert stated(text)["where_kind"].tolist() == ["unstated"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Kijów chce strefy zdemilitaryzowanej po rosyjskiej stronie granicy z Ukrainą.", "RU"),
        ("Mali et le Niger ont créé une zone neutre de part et d'autre de leur frontière commune.", "both"),
        ("El Salvador y Honduras crearon una zona de seguridad en la frontera.", "unstated"),
    ],
)
def test_a_side_is_what_the_words_say(text, side):
    assert stated(text)["side"].tolist() == [side]


@pytest.mark.parametrize(
    "text",
    [
        "W tej strefie ekonomicznej przy granicy z Ukrainą pracuje dwieście osób.",
        "Die Umweltzone reicht bis an die Grenze der Stadt, drei Kilometer vom Zentrum.",
        "La zone industrielle est à deux kilomètres de la frontière avec le Mali.",
        "La zona franca está a tres kilómetros de la frontera con Chile.",
    ],
)
def test_zones_of_other_trades_are_none(text):
    assert stated(text).empty


@pytest.mark.parametrize(
    ("code", "text", "low_m", "high_m"),
    [
        ("pl", "strefa od 200 metrów do 2 kilometrów", 200, 2_000),
        ("pl", "pięciokilometrowa strefa", 5_000, 5_000),
        ("pl", "kilometrową strefę", 1_000, 1_000),
        ("de", "eine bis zu 40 Kilometer tiefe Zone", None, 40_000),
        ("fr", "une zone d'au moins 12,5 km", 12_500, None),
        ("es", "una franja de 3 a 5 kilómetros", 3_000, 5_000),
        ("es", "una franja de 1.500 metros", 1_500, 1_500),
    ],
)
def test_lengths_are_read_by_the_words_of_the_file(code, text, low_m, high_m):
    length = depth_in(text, tongue(code), 0)
    assert (length.low_m, length.high_m) == (low_m, high_m)


def test_a_length_of_the_border_is_no_depth():
    assert depth_in("auf einer Länge von 70 km", tongue("de"), 0) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[zone]", "zone"),
        ('[words]\nhead = "x"', "head"),
        ('[standing]\nmaybe = "x"', "maybe"),
        ("[", "xx.toml"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(text, says):
    with pytest.raises(InputError, match=says):
        read_tongue("xx", text)


def test_a_pattern_has_stems_blanks_and_gaps():
    words = pattern(["stref*_buforow*", "hob…auf"])
    assert words.search("Strefy  buforowej")
    assert re.fullmatch(words, "hob die Zone wieder auf")
    assert not words.search("strefowy")


def test_every_file_has_a_word_for_each_standing():
    for code in tongues():
        assert len(tongue(code).standing) == 10, code
