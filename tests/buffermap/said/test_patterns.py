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
