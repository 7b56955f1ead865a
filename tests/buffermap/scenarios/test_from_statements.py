import re

from buffermap.articles.article import Article
from buffermap.said.find import find
from buffermap.scenarios.file import format_scenario, parse_scenario
from buffermap.scenarios.scenario import in_words, origin_in_words
from buffermap.scenarios.stated import from_statements
from gazetteer.mention import Mention
from gazetteer.text.sentences import split

KNOWN = {
    "Kursk": ("admin1", "Kursk Oblast", "RU", "RU.41"),
    "Bryansk": ("admin1", "Bryansk Oblast", "RU", "RU.10"),
    "Russia": ("country", "Russia", "RU", None),
    "Ukraine": ("country", "Ukraine", "UA", None),
    "Belarus": ("country", "Belarus", "BY", None),
}


def read(text, doc_id="a.txt", published=None):
    mentions = [
        Mention(
            start=at.start(),
            end=at.end(),
            surface=name,
            kind=kind,
            name=full,
            country=code,
            admin1_code=admin1,
        )
        for name, (kind, full, code, admin1) in KNOWN.items()
        for at in re.finditer(name, text)
    ]
    return find(Article(doc_id=doc_id, text=text, published=published), split(text), mentions)


def test_divisions_give_the_one_border_that_they_share():
    made = from_statements(
        read(
            "“We have ordered a buffer zone along the border of the Kursk and Bryansk regions,” the president said."
        )
    )
    assert made is not None
    assert (made.border.value, made.border.source) == ("RU-UA", "default")
    assert (made.along.value, made.along.source) == (("Kursk Oblast", "Bryansk Oblast"), "text")
    assert (made.along.speaker, made.along.voice, made.along.standing) == (
        "the president",
        "quoted",
        "ordered",
    )
    assert (made.side.value, made.side.source, made.depths) == ("both", "default", ())


def test_several_borders_are_never_chosen_from():
    assert from_statements(read("A buffer zone along the border of the Bryansk region was ordered.")) is None


def test_another_statement_may_name_which_border_is_meant():
    statements = read("A buffer zone along the border of the Bryansk region was ordered.") + read(
        "Officials announced a security zone along the border between Russia and Belarus.", doc_id="b.txt"
    )
    made = from_statements(statements)
    assert (made.border.value, made.border.source) == ("BY-RU", "default")
    assert "worked out" in made.border.note
    assert made.along.article == "a.txt"


def test_a_stated_depth_and_side_are_used_and_others_kept_beside():
    statements = read(
        "A 10 km buffer zone along the border between Russia and Ukraine, inside Ukraine, is planned."
    )
    statements += read("The buffer zone in Russia will be 20 km deep.", doc_id="b.txt")
    made = from_statements(statements)
    assert made.depth_texts == ("10 km",)
    assert (made.side.value, made.side.source) == ("UA", "text")
    others = {(one.field, one.entry.value, one.entry.article) for one in made.alternatives}
    assert others == {("depth", "20 km", "b.txt"), ("side", "RU", "b.txt")}


def test_a_range_gives_both_its_ends():
    made = from_statements(
        read("A zone of 15 to 20 kilometres along the border between Russia and Ukraine is planned.")
    )
    assert made.depth_texts == ("15 km", "20 km")


def test_a_denial_is_taken_only_where_nothing_else_is_said():
    denied = read(
        "There is no buffer zone along the border between Russia and Ukraine, Kyiv said.", doc_id="b.txt"
    )
    planned = read("A buffer zone along the border between Russia and Belarus is planned.", doc_id="c.txt")
    assert from_statements(denied + planned).border.value == "RU-BY"
    assert from_statements(denied).border.value == "RU-UA"


def test_the_border_that_most_articles_speak_of_comes_first():
    once = read("A 10 km buffer zone along the border between Russia and Belarus is planned.", doc_id="a.txt")
    twice = [
        statement
        for name in ("b.txt", "c.txt")
        for statement in read(
            "A buffer zone along the border between Russia and Ukraine is planned.", doc_id=name
        )
    ]
    assert from_statements(once).border.value == "RU-BY"
    assert from_statements(once + twice).border.value == "RU-UA"


def test_without_a_location_there_is_no_scenario():
    assert from_statements(read("A buffer zone is planned, officials said.")) is None
    assert from_statements([]) is None


def test_what_texts_give_survives_the_file():
    made = from_statements(
        read("A 10 km buffer zone along the border between Russia and Ukraine is planned, “they” said."),
        articles=["a.txt"],
        data={"places": "x"},
    )
    assert parse_scenario(format_scenario(made)) == made


def test_origins_are_told_in_words():
    made = from_statements(read("The army plans a buffer zone along the border between Russia and Ukraine."))
    assert origin_in_words(made.border) == (
        "“The army plans a buffer zone along the border between Russia and Ukraine.” — "
        "The army (author), described as planned, a.txt"
    )
    assert in_words(None) == "not stated"
    assert in_words(("a", "b")) == "a, b"


def test_within_a_distance_of_a_border_is_its_depth():
    made = from_statements(
        read("A security zone within 5 km of the border between Russia and Ukraine was closed.")
    )
    assert made is not None
    assert [entry.value for entry in made.depths] == ["5 km"]
    assert made.depths[0].source == "text"


def test_a_southern_border_is_the_one_that_others_name():
    text = "Russia plans a buffer zone along its southern border. Ukraine rejects a zone on the border between Russia and Ukraine."
    made = from_statements(read(text))
    assert made is not None
    assert made.border.value == "RU-UA"
    assert made.border.source == "text"


def test_a_pronoun_is_kept_with_its_name():
    made = from_statements(
        read(
            "President Anna Kovalenko spoke. “We will set up a buffer zone on the border between Russia and Ukraine,” she said."
        )
    )
    assert made is not None
    assert made.border.speaker.startswith("she (")
