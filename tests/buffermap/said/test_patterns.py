import re

import pytest

from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern, alternatives, has_cyrillic


def test_compiles_only_when_asked():
    pattern = Pattern(r"zone|зон\w+", re.IGNORECASE)
    assert "full" not in vars(pattern)
    assert pattern.search("буферная Зона")[0] == "Зона"
    assert "full" in vars(pattern)


@pytest.mark.parametrize(
    ("source", "latin"),
    [
        (r"zone|зон\w+|\bbelt", r"zone|\bbelt"),
        (r"(?P<km>км)|mile", r"(?P<km>км)|mile"),  # a group that is asked for stays
        (r"(?:deep|глубин\w*)\s", r"(?:deep|глубин\w*)\s"),
        (r"зон|(?P<head>полос)", "(?!)"),
        (r"[а-я]|x", "x"),
    ],
)
def test_leaves_out_what_only_cyrillic_texts_can_match(source, latin):
    assert Pattern(source).of("in Latin letters").pattern == latin
    assert Pattern(source).of("кириллица").pattern == source


def test_cuts_at_bars_outside_groups_and_sets():
    assert alternatives(r"a|(?:b|c)d|[|]e|\||f") == ["a", "(?:b|c)d", "[|]e", r"\|", "f"]


def test_tells_scripts_apart():
    assert has_cyrillic("a зона")
    assert not has_cyrillic("a “zone”, číslo")


@pytest.mark.parametrize("name", ["verbs", "context", "kinds", "ties"])
def test_every_rule_compiles(name):
    for cue in lexicon.table(name):
        assert cue.pattern.full.flags & re.IGNORECASE
        assert cue.pattern.latin.search("") is None


@pytest.mark.parametrize(
    "text", ["The BORDER of İzmir and Ürgüp", "along borders", "Кордон і Border", "no line at all"]
)
def test_finds_in_lower_case_what_ignoring_case_finds(text):
    source = r"\bborders?\b|(?<!\w)[к-о]ордон\W+(?P<who>[А-Я]?)|\D{40}"
    plain, pattern = re.compile(source, re.IGNORECASE), Pattern(source, re.IGNORECASE)
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert [m[0] for m in pattern.finditer(text)] == [m[0] for m in plain.finditer(text)]
    assert pattern.words(text) == {m[0].lower() for m in plain.finditer(text)}
    assert (pattern.search(text, 4) is None) == (plain.search(text, 4) is None)


def test_minds_case_where_the_expression_does():
    pattern = Pattern(r"(?-i:[A-Z])\w+ zone", re.IGNORECASE)
    assert pattern.search("the Green ZONE")[0] == "Green ZONE"
    assert pattern.search("the green zone") is None


def test_a_text_without_what_a_match_holds_is_not_searched():
    pattern = Pattern(r"\d+ (?:days|weeks) ago", re.IGNORECASE, needs=("ago",))
    assert pattern.search("two or 3 days later") is None
    assert pattern.search("3 DAYS AGO")[0] == "3 DAYS AGO"


def test_a_match_in_capitals_keeps_the_letters_of_the_text():
    """Where the text is in lower case the first search is enough; elsewhere groups hold what is written."""
    pattern = Pattern(r"\b(?P<kind>buffer) (?P<what>zones?)\b", re.IGNORECASE)
    text = "a buffer zone, a Buffer Zone, BUFFER zones"
    assert [found["kind"] for found in pattern.finditer(text)] == ["buffer", "Buffer", "BUFFER"]
    assert [found.span() for found in pattern.finditer(text)] == [(2, 13), (17, 28), (30, 42)]
    assert pattern.search(text, 14)["what"] == "Zone"
    assert pattern.match("Buffer zones")["what"] == "zones"
    assert pattern.fullmatch("bUffer zone").groups() == ("bUffer", "zone")
