"""Which rows of events leave, and under which rule."""

import pandas as pd
import pytest

from buffermap.errors import InputError
from buffermap.export.sharing import KEY, checked_share, citations, leaving, marked, rule_of


@pytest.mark.parametrize(
    ("share", "licence", "restrictions", "why"),
    [
        ("everyone", None, [], "not as 'everyone'"),
        ("rows", "CC BY 4.0", ["", "A's terms forbid it"], "A's terms forbid it: share them as aggregate"),
        ("derived", None, ["A's terms forbid it"], "A's terms forbid it"),
        ("rows", None, [], "rows need the licence"),
        ("rows", "  ", [""], "rows need the licence"),
    ],
)
def test_a_rule_that_may_not_be_chosen_says_why(share, licence, restrictions, why):
    with pytest.raises(InputError, match=why):
        checked_share(share, licence, restrictions)


@pytest.mark.parametrize(
    ("share", "licence", "restrictions"),
    [
        ("aggregate", None, ["no"]),
        ("own-use", None, ["no"]),
        ("derived", None, ["", ""]),
        ("rows", "CC0", [""]),
    ],
)
def test_a_rule_that_may_be_chosen_is_kept(share, licence, restrictions):
    assert checked_share(share, licence, restrictions) == share


def events(**rule):
    table = pd.DataFrame(
        {"date": ["2025-03-01"], "text": ["a word"], "distance_m": [1600.0], "lat": [1.0], "side": ["EE"]}
    )
    table.attrs[KEY] = {"datasets": [], "columns": [], "notes": [], **rule}
    return table


def test_what_leaves_follows_the_rule():
    plain = pd.DataFrame({"text": ["a"]})
    assert leaving(plain) is plain
    assert list(leaving(events(share="rows"))) == ["date", "text", "distance_m", "lat", "side"]
    derived = leaving(events(share="derived"))
    assert derived.to_dict("records") == [{"date": "2025-03-01", "distance_km": 2.0, "side": "EE"}]
    assert leaving(derived) is derived
    for share in ("aggregate", "own-use"):
        with pytest.raises(InputError, match=f"their rule is {share}"):
            leaving(events(share=share))
        counts = marked(pd.DataFrame({"n": [1]}), events(share=share))
        assert leaving(counts) is counts
        assert rule_of(counts)["share"] == share
    assert rule_of(plain)["share"] == "aggregate"


def test_a_source_is_cited_once_with_what_is_known_of_it():
    one = {"citation": "A (2025)", "name": "a.csv", "accessed": "2025-03-02", "licence": "CC BY 4.0"}
    two = {"citation": "", "name": "b.csv", "accessed": None, "licence": None}
    assert citations(events(datasets=[one, two, one])) == [
        "A (2025); accessed 2025-03-02; licence: CC BY 4.0",
        "b.csv; access date not stated",
    ]
    assert citations(pd.DataFrame()) == []
