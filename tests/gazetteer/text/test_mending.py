"""Mending: what layout did to a text is undone, and every offset leads back to the text as read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.text.mending import mend, unwrapped

WRAPPED = """Engineers of the railway said on Friday that the bridge near Mala
Danylivka would stay closed until the end of the month, and that
trains from Poltava to the east would go by way of Krasno-
hrad. Nobody was hurt.

They will be replaced by buses of the city, it was said, which
leave each hour."""


def test_invisible_signs_go_and_offsets_lead_back():
    text = "A road near Oster\u00adburg and Li\u200bnz."
    mended = mend(text)
    assert mended.text == "A road near Osterburg and Linz."
    start = mended.text.index("Osterburg")
    assert text[slice(*mended.source(start, start + 9))] == "Oster\u00adburg"
    start = mended.text.index("Linz")
    assert text[slice(*mended.source(start, start + 4))] == "Li\u200bnz"
    assert mended.text[slice(*mended.mended(12, 22))] == "Osterburg"


def test_wrapped_lines_run_on_and_cut_words_are_whole():
    mended = mend(WRAPPED)
    assert "near Mala Danylivka would" in mended.text
    assert "way of Krasnohrad. Nobody" in mended.text
    assert "hurt.\n\nThey" in mended.text
    assert "which leave each hour." in mended.text
    start = mended.text.index("Krasnohrad")
    assert WRAPPED[slice(*mended.source(start, start + 10))] == "Krasno-\nhrad"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Fire near #Вінниця today", "Fire near Вінниця today"),
        ("#VinnytsiaOblast is quiet", "Vinnytsia Oblast is quiet"),
        ("in #Bila_Tserkva tonight", "in Bila Tserkva tonight"),
        ("#USA and #НАТО", "USA and НАТО"),
        ("page#Vinnytsia, /#Lviv, &#8217; #1 and # Title", "page#Vinnytsia, /#Lviv, &#8217; #1 and # Title"),
    ],
)
def test_hashtags_are_words(written, read):
    mended = mend(written)
    assert mended.text == read
    assert mended.source(0, 0) == (0, 0) or written.startswith("#")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the north-\neast of it", "the north-east of it"),
        ("towns of Kamian-\nPodilskyi", "towns of Kamian-Podilskyi"),
        ("a list:\n- one\n- two", "a list:\n- one\n- two"),
        ("in 2014-\n2015", "in 2014-\n2015"),
    ],
)
def test_hyphens_at_the_end_of_lines(written, read):
    assert mend(written).text == read


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv\nLviv\nOdesa\nPoltava",
        "Headline of the first story here\nAnother one, somewhat longer than that\nA third\nAnd the last of them all",
        "- The first point of the list is so long\n- The second point of the list is long\n- The third one too, as it is",
        "One sentence stands in each line here.\nThe next has another length, it seems.\nAnd one.\nThe end.",
    ],
)
def test_what_was_not_wrapped_stays(text):
    assert mend(text).text == text
    assert mend(text).is_same


def test_what_lies_before_the_prose_stays():
    text = "---\ntitle: a-\nb\n---\nof Kras-\nnohrad"
    assert mend(text, 20).text == "---\ntitle: a-\nb\n---\nof Krasnohrad"


def test_a_narrow_column_of_a_page():
    lines = "The mayor said on Monday\nthat roads to Velykyi\nBurluk would be closed,\nas those near it are.\nA new one is built."
    assert "Velykyi Burluk" in unwrapped(lines.replace("\n", "  \n"))


@given(st.text(alphabet="aB -\n\r\u00ad#_.я\u200b", max_size=80))
def test_every_span_leads_back(text):
    mended = mend(text)
    for at in range(len(mended.text)):
        start, end = mended.source(at, at + 1)
        assert 0 <= start <= end <= len(text)
    starts = [mended.source(at, at + 1)[0] for at in range(len(mended.text))]
    assert starts == sorted(starts)


@pytest.mark.parametrize("piece", ["a-\n", "#aB", "\u00ad", "x\n", "#", "a" * 60 + "\n", "-\r\n"])
def test_time_grows_with_the_length(piece):
    begin = time.process_time()
    mend(piece * 50_000)
    assert time.process_time() - begin < 3


def test_stress_marks_over_cyrillic_vowels_go_and_other_marks_stay():
    text = "У Черні\u0301гові й Чорто\u0301рийську; caf\u0065\u0301, И\u0306"
    mended = mend(text)
    assert mended.text == "У Чернігові й Чорторийську; caf\u0065\u0301, И\u0306"
    start = mended.text.index("Чернігові")
    begin, end = mended.source(start, start + len("Чернігові"))
    assert text[begin:end] == "Черні\u0301гові"
