import pytest

from buffermap.articles.article import Article
from buffermap.said.unnamed import find_unnamed
from gazetteer.mention import Mention


def read(text, *mentions):
    return find_unnamed(Article(doc_id="a", text=text), [(0, len(text))], list(mentions))


@pytest.mark.parametrize(
    ("text", "count", "kind", "where"),
    [
        (
            "They took four Ukrainian villages near the border, evacuated before.",
            4,
            "village",
            "near the border",
        ),
        ("He wants every area in four major regions.", 4, "region", None),
        ("Several border towns in the Sumy region were shelled.", None, "town", "in the Sumy region"),
        ("About twenty-three settlements along the line are empty.", 23, "settlement", "along the line"),
        ("Обстрілу зазнали чотири села біля кордону.", 4, "village", "біля кордону"),
        ("Обстрелу подверглись двадцать семь сёл области.", 27, "village", None),
        ("Закрыты десятки населённых пунктов вдоль границы.", None, "settlement", "вдоль границы"),
        ("Кілька прикордонних громад відселили.", None, "district", None),
        ("Дома есть в двух приграничных районах.", 2, "district", None),
    ],
)
def test_places_are_counted_with_kind_and_whereabouts(text, count, kind, where):
    [one] = read(text)
    assert (one.count, one.kind, one.where) == (count, kind, where)
    assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "text",
    [
        "One village near Sumy.",
        "In 2024 villages burned.",
        "Two people died in villages.",
        "A village of 400 people.",
        "Nothing.",
    ],
)
def test_what_counts_no_places_is_left_alone(text):
    assert read(text) == []


def test_the_adjective_in_front_gives_the_country():
    text = "Three Ukrainian villages burned."
    adjective = Mention(
        start=6, end=15, surface="Ukrainian", kind="country", country="UA", subtype="adjective"
    )
    [one] = read(text, adjective)
    assert one.country == "UA"


def test_places_that_are_named_at_once_are_not_unnamed():
    text = "Two villages: Ryzhivka and Bilovody."
    named = Mention(start=14, end=22, surface="Ryzhivka", kind="settlement", country="UA")
    assert read(text, named) == []
