import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.text.names import NameFlag, fold, kind_of_name


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Kam'yans’ke", "kamyanske"),
        ("Île-de-France", "ile de france"),
        ("U.S.", "us"),
        ("U. S.", "u s"),
        ("St.Petersburg", "st petersburg"),
        ("Washington, D.C.", "washington dc"),
        ("  ЙОШКАР–Ола ", "иошкар ола"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("नई दिल्ली", "नई दिल्ली"),
        ("東京", "東京"),
        ("Mar\u02bcinka", "marinka"),
        ("Mar\u00adi\u200bupol", "mariupol"),
        ("", ""),
        ("—", ""),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=20), st.text(max_size=20))
def test_folding_works_word_by_word(a, b):
    together = fold(f"{a} {b}")
    apart = " ".join(filter(None, (fold(a), fold(b))))
    # a dot before a space belongs to an acronym or it does not: that is the one thing that looks ahead
    assert together == apart


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kharkiv", NameFlag.ALTERNATE),
        ("Харків", NameFlag.ALTERNATE),
        ("東京", NameFlag.ALTERNATE),
        ("ALV", NameFlag.CODE),
        ("sheng hu li ya", None),
        ("http://example.org", None),
        ("", None),
        ("x" * 100, None),
        ("les Escaldes", NameFlag.ALTERNATE),
    ],
)
def test_kind_of_alternate_names(name, kind):
    assert kind_of_name(name) == kind
