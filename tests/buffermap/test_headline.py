"""The finding in words: what a zone would hold, how sure, what it turns on; the page's script is tested against it."""

from buffermap.headline import coverage, finding
from buffermap.words import Words
from buffermap.zones.held import Held


def side(**changes):
    values = {
        "code": "PL", "name": "Poland", "settlements": 12, "low": 12, "high": 12, "people": 5000, "people_low": 5000,
        "people_high": 5000, "unknown": 0, "largest": "Brook", "layers": ("embedded",),
    }  # fmt: skip
    return Held(**(values | changes))


def said(*sides, language="en"):
    return finding(Words(language), depth="7 km", sides=sides)


def test_exact_counts_have_no_range():
    assert said(side()) == (
        "A zone of 7 km in Poland would hold 12 listed settlements and 5,000 listed people; the largest is Brook."
    )


def test_the_accuracies_give_a_range_and_the_town_that_decides_it():
    text = said(
        side(
            low=11, high=14, people_low=4900, people_high=905_300, turns_on="Caster", turns_on_people=900_000
        )
    )
    assert "12 listed settlements (11 to 14 given the accuracy) and 4,900 to 905,000 listed people" in text
    assert text.endswith("; it turns on Caster (900,000).")


def test_a_missing_figure_leaves_no_upper_end():
    text = said(side(high=13, people_high=9000, unknown=3))
    assert "at least 5,000 listed people (10 of 13 have a figure)" in text
    assert "9,000" not in text
    assert "none with a figure" in said(side(people=0, people_low=0, people_high=0, unknown=12, largest=""))


def test_at_least_nobody_is_not_said():
    text = said(side(people=0, people_low=0, people_high=9000, high=13, unknown=10))
    assert "an unknown number of people (3 of 13 have a figure)" in text
    assert "at least" not in text


def test_nobody_inside_is_said_so():
    empty = side(settlements=0, low=0, high=0, people=0, people_low=0, people_high=0, largest="")
    assert said(empty) == "A zone of 7 km in Poland would hold no listed settlement."


def test_two_sides_share_a_sentence_only_where_one_layer_lists_both():
    other = side(code="BY", name="Belarus", settlements=1, low=1, high=1)
    together = said(side(), other)
    assert together.startswith("A zone of 7 km on both sides would hold in Poland 12 listed settlements")
    assert "; in Belarus 1 listed settlement and" in together
    apart = said(side(), side(code="BY", name="Belarus", layers=("BY",)))
    assert apart.count("A zone of 7 km in ") == 2


def test_each_side_says_what_its_own_layer_covers():
    words = Words("en")
    same = coverage(words, [("Poland", 9, 1, ("embedded",)), ("Belarus", 4, 0, ("embedded",))])
    assert same.startswith(
        "Listed within reach: Poland 9 (1 without a figure), Belarus 4 (0 without a figure); most"
    )
    apart = coverage(words, [("Poland", 900, 800, ("PL",)), ("Belarus", 4, 0, ("embedded",))])
    assert "in Poland: 900 (800 without a figure); as complete as PL." in apart
    assert "do not compare or add them" in apart
    assert "do not compare" not in same


def test_a_name_from_outside_is_no_template():
    text = said(side(largest="{turns} {people}"))
    assert text.endswith("; the largest is {turns} {people}.")
