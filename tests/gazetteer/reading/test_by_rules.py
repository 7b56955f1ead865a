"""Names in sentences of languages that are read by the rules of their file."""

import pytest

from gazetteer.errors import DataCorruptError
from gazetteer.languages import read_language, ruled
from gazetteer.reading.by_rules import ruled_sentences
from gazetteer.reading.document import Document


def places(parser, text):
    return [(mention.surface, mention.name) for mention in parser.parse(text) if mention.lat is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wczoraj byli w Lublinie, a potem pojechali do Kowla i Równego.", ["Lublin", "Kovel", "Rivne"]),
        ("Delegacja wróciła z Litwy do Białegostoku przez Suwałki.", ["Lithuania", "Białystok", "Suwałki"]),
        (
            "Der Konvoi fuhr von Leipzig über Prag nach Brünn und wurde dort nicht erwartet.",
            ["Leipzig", "Prague", "Brno"],
        ),
        ("Die Kinder und ihre Eltern kamen aus der Türkei und dem Irak.", ["Turkey", "Iraq"]),
        (
            "Le convoi est parti de Dosso pour l'Algérie et n'est pas revenu à Niamey.",
            ["Dosso", "Algeria", "Niamey"],
        ),
        (
            "El convoy salió de Riohacha hacia Maracaibo, pero no llegó a Venezuela.",
            ["Riohacha", "Maracaibo", "Venezuela"],
        ),
    ],
)
def test_names_are_found_in_their_cases_and_behind_their_prepositions(parser, text, expected):
    assert [name for _, name in places(parser, text)] == expected


def test_a_proclitic_is_no_part_of_the_name(parser):
    text = "Les secours sont partis de l'Aveyron et d'Orléans."
    assert [surface for surface, _ in places(parser, text)] == ["Aveyron", "Orléans"]


def test_an_adjective_behind_its_class_word_names_the_division(parser):
    (only,) = parser.parse("W powiecie augustowskim nie ma już śniegu.")
    assert (only.surface, only.kind, only.country) == ("augustowskim", "admin2", "PL")


@pytest.mark.parametrize(
    "text",
    [
        "Das Essen und die Rede waren gut, aber die Gefahr ist nicht vorbei.",
        "Como dijo García, la Mesa no se reunirá hasta el lunes.",
        "Wczoraj Maria i Jan Nowak nie byli w domu, ale wrócili.",
        "Selon le juge Bernard, la séance a été levée hier.",
    ],
)
def test_common_words_and_people_are_no_places(parser, text):
    assert places(parser, text) == []


def test_sentences_of_each_language_are_read_by_their_own_rules(parser):
    text = "Officials in Kyiv said that it was quiet. Premier powiedział, że wrócił z Radomia."
    assert ruled_sentences(Document.read(text)) == {1: "pl"}
    assert places(parser, text) == [("Kyiv", "Kyiv"), ("Radomia", "Radom")]


def test_a_small_foreign_town_needs_more_than_its_name(parser):
    assert places(parser, "Wczoraj Anderson powiedział, że to nie jest jego sprawa.") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [('[reading]\nletter = "x"', "letter"), ('[reading]\n[classes]\ntown = "x"', "town")],
)
def test_a_section_of_rules_that_is_not_as_it_should_be_is_refused(text, says):
    with pytest.raises(DataCorruptError, match=says):
        read_language("xx", text)


def test_every_ruled_language_has_what_reading_needs():
    for code, rules in ruled().items():
        assert rules.classes, code
