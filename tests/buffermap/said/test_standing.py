"""How a zone stands: sentences of our own, the zone in brackets."""

from collections import defaultdict
from pathlib import Path

import pytest

from buffermap.said.standing.read import find_standing
from buffermap.said.values import STANDINGS

SENTENCES = defaultdict(list)
for row in Path(__file__).with_name("statement_standings.tsv").read_text(encoding="utf-8").splitlines()[1:]:
    SENTENCES[row.split("\t")[0]].append(row.split("\t")[1])
MISSED = defaultdict(set)
for row in Path(__file__).with_name("standings_missed.tsv").read_text(encoding="utf-8").splitlines()[1:]:
    MISSED[row.split("\t")[0]].add(row.split("\t")[1])


def standing_of(marked):
    start, end = marked.index("["), marked.index("]") - 1
    found = find_standing(marked.replace("[", "").replace("]", ""), start, end)
    return found and found.standing


@pytest.mark.parametrize("standing", STANDINGS)
def test_many_ways_to_say_a_standing(standing):
    """Every sentence is read right but those that are listed as missed: a further one fails, and so does one no longer missed."""
    assert len(SENTENCES[standing]) >= 30
    wrong = {one for one in SENTENCES[standing] if standing_of(one) != standing}
    assert wrong == MISSED[standing]


def test_a_zone_that_nothing_is_said_of_has_no_standing():
    assert standing_of("[Buffer zone]: what we know") is None


def test_the_words_that_say_so_are_kept():
    sentence = "Plans for a buffer zone were quietly dropped."
    found = find_standing(sentence, 12, 23)
    assert sentence[found.start : found.end] == "were quietly dropped"


@pytest.mark.parametrize(
    ("standing", "marked"),
    [
        ("proposed", "Mediators suggest that both armies pull back, creating a [buffer zone]."),
        ("possible", "Ворог створить [буферну зону], припустив експерт."),
        ("demanded", "The [zone] will reach the river, insisted the general."),
    ],
)
def test_main_clauses_and_words_of_saying_bound_what_is_real(standing, marked):
    assert standing_of(marked) == standing


@pytest.mark.parametrize(
    "marked",
    [
        "Patrols may stop lorries and look at papers in a ten-kilometre [belt] along the frontier.",
        "Безкоштовного проїзду в прикордонну [смугу] для дачників немає.",
    ],
)
def test_what_ends_in_a_zone_does_not_end_the_zone(marked):
    assert standing_of(marked) not in {"called_off", "denied"}
