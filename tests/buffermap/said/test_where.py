"""Where zones are said to be: within N km, whose southern border, lines with names, places that the gazetteer lacks."""

import csv
import re
from pathlib import Path

import pytest

from buffermap import words
from buffermap.articles.article import Article
from buffermap.said.find import find
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention
from gazetteer.text.sentences import split

READINGS = Path(__file__).with_name("where_readings.tsv")
KNOWN = {
    "Russia": ("country", "RU", 60.0, 100.0),
    "Ukraine": ("country", "UA", 49.0, 32.0),
    "Lebanon": ("country", "LB", 33.9, 35.9),
    "Israel": ("country", "IL", 31.5, 34.8),
    "Kherson": ("admin1", "UA", 46.6, 33.3),
    "Rafah": ("settlement", "PS", 31.3, 34.2),
    "Washington": ("admin1", "US", 47.5, -120.5),
}


def read(text):
    mentions = [
        Mention(
            start=at.start(),
            end=at.end(),
            surface=name,
            kind=kind,
            name=name,
            country=country,
            lat=lat,
            lon=lon,
        )
        for name, (kind, country, lat, lon) in KNOWN.items()
        for at in re.finditer(name, text)
    ]
    mentions.sort(key=lambda mention: mention.start)
    return find(Article(doc_id="a", text=text), split(text), mentions)[-1]


@pytest.mark.parametrize(
    ("text", "kind", "within_m"),
    [
        ("A security zone within 5 km of the border with Lebanon was closed, Israel said.", "border", 5000),
        ("The army declared everything within two miles of Rafah an exclusion zone.", "around", 3218.688),
        ("An exclusion zone in a radius of 3 km from Rafah was set up by the army.", "around", 3000),
        ("A buffer zone 5 km from Rafah was set up by the army.", "around", None),
    ],
)
def test_within_a_distance_of_a_place_or_a_border(text, kind, within_m):
    where = read(text).where
    assert where.kind == kind
    assert where.within_m == (pytest.approx(within_m) if within_m else None)
    assert ("within" in words.english(words.where(where))) is (within_m is not None)


def test_a_stretch_that_faces_a_country_is_no_zone_in_it():
    found = read("Russia closed a buffer zone of 200 m on the stretch facing Ukraine.")
    assert found.where.kind == "around"
    assert found.side is None


@pytest.mark.parametrize(
    ("text", "country", "neighbour"),
    [
        ("Russia plans a buffer zone along the southern border, and Ukraine objects.", "RU", "UA"),
        ("Russia told Ukraine that it plans a buffer zone along the northern border.", "UA", "RU"),
        ("Ukraine plans a buffer zone along its northern border, though Russia objects.", "UA", None),
    ],
)
def test_a_border_by_its_direction_is_the_one_that_lies_there(text, country, neighbour):
    where = read(text).where
    assert (where.kind, where.country, where.neighbour) == ("country-border", country, neighbour)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("A demilitarised zone lies between North and South Korea.", (("KP", "KR"),)),
        ("The army wants a buffer zone along the Military Demarcation Line.", (("KP", "KR"),)),
        ("India patrols a buffer strip along the Line of Actual Control.", (("IN", "CN"),)),
    ],
)
def test_lines_with_names(text, pairs):
    assert read(text).where.pairs == pairs


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("The army cleared a buffer strip along the Yarmouk.", "river", "Yarmouk"),
        ("A security zone in the Suwalki Gap was proposed by the envoy.", "around", "Suwalki Gap"),
        ("A neutral strip near the Ta Muen temple was proposed.", "around", "Ta Muen"),
        ("Угорщина пропонує створити зону безпеки вздовж річки Збруч.", "river", "Zbruch"),
    ],
)
def test_places_that_the_gazetteer_does_not_know(text, kind, name):
    where = read(text).where
    assert where.kind == kind
    assert [place.name for place in where.places] == [name]
    assert where.places[0].geonameid is None


def test_where_somebody_speaks_is_not_where_the_zone_is():
    one = read("In Washington, an official said that the buffer zone was an idea, not a plan.")
    assert one.where.kind == "unstated"
    assert one.side is None


def test_a_division_that_opens_the_sentence_says_on_whose_side():
    one = read(
        "In the Kherson region, the authorities announced a 500-metre prohibited zone along the Dnipro."
    )
    assert one.where.kind == "river"
    assert one.side is not None
    assert one.side.countries == ("UA",)


def readings():
    with READINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def parse():
    return Geoparser.open().parse


def in_words(where):
    whose = where.country or ", ".join("-".join(pair) for pair in where.pairs)
    names = ", ".join(place.name for place in where.places)
    return " ".join(part for part in (where.kind, whose, names, where.direction) if part)


@pytest.mark.parametrize("row", readings(), ids=lambda row: row["sentence"])
def test_sentences_of_our_own_with_the_places_that_they_name(row, parse):
    text = row["sentence"]
    one = find(Article(doc_id="a", text=text), split(text), parse(text))[-1]
    assert in_words(one.where) == row["where"]
    assert (", ".join(one.side.countries) if one.side else "") == row["side"]


def test_a_headline_that_stands_twice_is_one_statement(parse):
    text = "Army orders buffer zone inside Ukraine\n\nBy Our Reporter\n\nArmy orders buffer zone inside Ukraine\n\nIt is a plan."
    assert len(find(Article(doc_id="a", text=text), split(text), parse(text))) == 1
