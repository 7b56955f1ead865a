from buffermap.articles.article import Article
from buffermap.said.find import find
from buffermap.said.merge import contradictions, events, origins
from gazetteer.mention import Mention
from gazetteer.text.sentences import split

STORY = (
    "The army has completed a buffer zone along the border, the ministry said on Monday. Farmers in the valley were "
    "given a week to move their cattle, and two schools were closed until further notice."
)


def article(doc_id, text, published="2025-06-04"):
    return Article(doc_id=doc_id, text=text, published=published)


def read(one, **countries):
    mentions = [
        Mention(
            start=one.text.index(name),
            end=one.text.index(name) + len(name),
            surface=name,
            kind="country",
            country=code,
        )
        for name, code in countries.items()
    ]
    return find(one, split(one.text), mentions)


def test_a_reprint_is_one_origin():
    found = origins(
        [
            article("late", "Reprinted with thanks.\n" + STORY, "2025-06-05"),
            article(
                "other",
                "Something else altogether happened in another town on the very same day, said the mayor.",
            ),
            article("early", STORY),
        ]
    )
    assert [(one.doc_id, one.reprints) for one in found] == [("early", ("late",)), ("other", ())]


def test_texts_without_words_are_nobodys_reprints():
    assert len(origins([article("a", ""), article("b", "")])) == 2


def test_the_same_event_in_two_articles_is_one():
    first = article("a", "A security zone is planned, Peskov said on Tuesday.")
    second = article(
        "b", "On Tuesday Kremlin spokesman Dmitry Peskov said that they would create a security zone."
    )
    third = article("c", "A security zone is planned, Peskov said on 2 January 2024.")
    found = events([*read(first), *read(second), *read(third)])
    assert [one.sources for one in found] == [("a", "b"), ("c",)]


def test_contradictions_are_set_side_by_side_by_date():
    early = article(
        "a", "A 10 km buffer zone along the border between Russia and Ukraine was created.", "2025-06-01"
    )
    late = article("b", "There is no buffer zone along the border between Russia and Ukraine.", "2025-06-02")
    deep = article(
        "c", "A 20 km buffer zone along the border between Russia and Ukraine was created.", "2025-06-03"
    )
    statements = [one for each in (deep, late, early) for one in read(each, Russia="RU", Ukraine="UA")]
    found = {one.field: one for one in contradictions(statements)}
    assert found["standing"].values == ("zone", "no zone", "zone")
    assert [one.doc_id for one in found["standing"].statements] == ["a", "b", "c"]
    assert found["depth"].values == ("10000-10000 m", "20000-20000 m")
    assert "side" not in found


def test_statements_that_agree_contradict_nothing():
    one = read(
        article("a", "A 10 km buffer zone between Russia and Ukraine was created."), Russia="RU", Ukraine="UA"
    )
    assert contradictions([*one, *one]) == []
