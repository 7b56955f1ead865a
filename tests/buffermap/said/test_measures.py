import pytest

from buffermap.said.depth.howdeep import find_depth
from buffermap.said.depth.measures import measures
from buffermap.said.grammar.numerals import value
from buffermap.said.what import find_zones
from buffermap.said.who.quotes import quotes

MILE = 1609.344


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("half a dozen kilometres", 6000, 6000),
        ("a mile and a half deep", 1.5 * MILE, 1.5 * MILE),
        ("two and a half miles", 2.5 * MILE, 2.5 * MILE),
        ("five- to ten-mile", 5 * MILE, 10 * MILE),
        ("15 km to 20 km", 15_000, 20_000),
        ("1,200 metres", 1200, 1200),
        ("fifteen hundred metres", 1500, 1500),
        ("just under 4 km", 0, 4000),
        ("a 1,000-foot", 304.8, 304.8),
        ("a kilometre-wide", 1000, 1000),
        ("10 морских миль", 18_520, 18_520),
        ("километров пять-шесть", 5000, 6000),
        ("двадцатипятикилометровая", 25_000, 25_000),
        ("півкілометрова", 500, 500),
        ("п’ятнадцятикілометрову", 15_000, 15_000),
        ("от двух до трёх километров", 2000, 3000),
        ("до п’ятдесяти кілометрів", 0, 50_000),
        ("сто пятьдесят метров", 150, 150),
        ("шириной в километр", 1000, 1000),
        ("не менее 30 км", 30_000, 30_000),
        ("three (3) kilometres", 3000, 3000),
        ("four, perhaps six miles", 4 * MILE, 6 * MILE),
        ("сім, а то й дев'ять кілометрів", 7000, 9000),
        ("километров на шестьдесят", 60_000, 60_000),
        ("километров сорок", 40_000, 40_000),
    ],
)
def test_lengths_in_three_languages(text, low, high):
    [found] = measures(text)
    assert (found.low_m, found.high_m) == (pytest.approx(low), pytest.approx(high))
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "235 square kilometres",
        "100 km²",
        "60 km/h",
        "8 гигабайт",
        "several kilometres wide",
        "a few hundred metres",
        "90 kilometres per hour",
    ],
)
def test_what_is_no_length(text):
    assert list(measures(text)) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("two hundred and fifty", 250), ("", None), ("zone", None), ("зона", None), ("двести", 200)],
)
def test_numerals(text, number):
    assert value(text) == number


@pytest.mark.parametrize(
    ("sentence", "depth"),
    [
        ("a 120-km-long, 20-km-deep buffer zone", 20_000),
        ("The 40-kilometre-long buffer zone is 3 km wide.", 3000),
        ("The buffer zone, about 15km (9 miles) wide, is mined.", 15_000),
        ("The buffer zone, some 400 km from Kyiv, is empty.", None),
        ("Troops advanced 7 km and created a buffer zone.", None),
        ("The buffer zone was extended by three kilometres.", None),
        ("зона безопасности протяжённостью 100 км и глубиной 10 км", 10_000),
        ("зону безпеки розширили ще на 2 км", None),
    ],
)
def test_which_length_is_the_depth(sentence, depth):
    phrase = max(find_zones(sentence, named=1), key=lambda one: one.score)
    found = find_depth(sentence, phrase.start, phrase.end)
    assert (found.high_m if found else None) == depth


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“No zone,” he said. “Never.”", ["No zone,", "Never."]),
        ("'buffer zone’ along it and it's 'x y'", ["buffer zone", "x y"]),
        ("« a “b c” d »", [" a “b c” d ", "b c"]),
        ("„We have approved it,” the leader said", ["We have approved it,"]),
        ("“Long speech.\n\n“Second,” he said.", ["Long speech.", "Second,"]),
        ("rock 'n' roll isn't", ["n"]),
        ("", []),
    ],
)
def test_quotations(text, inner):
    assert [text[one.start : one.end] for one in quotes(text)] == inner
