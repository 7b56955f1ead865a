"""Which words name a zone on the ground, and which look like one: airports, banks, boredom, history."""

import csv
from pathlib import Path

import pytest

from buffermap.articles.article import Article
from buffermap.said.find import find
from buffermap.said.what import find_zones
from gazetteer.geoparse import Geoparser
from gazetteer.text.sentences import split

WORDS = Path(__file__).with_name("zone_words.tsv")


def test_tells_zones_from_what_looks_like_one():
    """Annotated before any rule was run on them; those that are still read wrong say so in their row."""
    parse = Geoparser.open().parse
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = set()
    for row in rows:
        text = row["sentence"]
        found = find(Article(doc_id="a", text=text), split(text), parse(text))
        if bool(found) != (row["zone"] == "yes"):
            wrong.add(text)
    assert wrong == {row["sentence"] for row in rows if row["read"] == "missed"}


@pytest.mark.parametrize(
    ("real", "other"),
    [
        ("a security zone of five kilometres", "the security zone of Tirana airport"),
        ("a buffer zone between the two armies", "a buffer zone between breakfast and work"),
        ("a gray zone along the frontier", "a gray zone of tax law"),
        ("a no-fly zone along the border", "a no-fly zone over the country"),
        ("a buffer zone was laid out in 2019", "a buffer zone was laid out in 1923"),
        ("a demilitarised free economic zone on the border", "a free economic zone on the border"),
        ("закрыли для чужих зону вдоль границы", "закрыли курортную зону вдоль границы"),
        ("зону безопасности в пять километров", "зону безопасности аэропорта"),
        ("буферна зона між двома арміями", "буферна зона між роботою і сном"),
        (
            "демилитаризованная свободная экономическая зона у границы",
            "свободная экономическая зона у границы",
        ),
    ],
)
def test_what_a_zone_is_tied_to_decides(real, other):
    assert find_zones(real)
    assert not find_zones(other)
