"""Sentences of our own, read without the gazetteer: standing, speaker, depth; and articles of a few sentences."""

import csv
from pathlib import Path

import pytest

from buffermap.articles.article import Article
from buffermap.said.find import find
from gazetteer.mention import Mention
from gazetteer.text.sentences import split

READINGS = Path(__file__).with_name("statement_readings.tsv")


def readings():
    with READINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def country(text, surface, code, subtype=None):
    start = text.index(surface)
    return Mention(
        start=start,
        end=start + len(surface),
        surface=surface,
        kind="country",
        name=surface,
        country=code,
        subtype=subtype,
    )


def division(text, surface, name, code):
    start = text.index(surface)
    return Mention(
        start=start,
        end=start + len(surface),
        surface=surface,
        kind="admin1",
        name=name,
        country=code[:2],
        admin1_code=code,
    )


def read(text, mentions=(), **about):
    return find(Article(doc_id="a", text=text, **about), split(text), list(mentions))


@pytest.mark.parametrize("row", readings(), ids=lambda row: row["sentence"])
def test_sentences_of_our_own(row):
    text = row["sentence"]
    found = find(Article(doc_id="a", text=text), [(0, len(text))], [])
    if not row["words"]:
        assert found == []
        return
    assert len(found) == 1
    one = found[0]
    assert row["speaker"] in (one.speaker.words if one.speaker else "")
    depth = one.depth
    stated = [] if depth is None or depth.high_m is None else sorted({depth.low_m, depth.high_m})
    assert stated == pytest.approx([float(part) for part in row["depth_m"].split("-") if part], abs=1)


def test_standings_of_sentences_of_our_own():
    """As in `test_standing`: right but for those that are listed as missed."""
    missed = READINGS.with_name("readings_missed.tsv").read_text(encoding="utf-8").splitlines()[1:]
    wrong = set()
    for row in readings():
        if row["words"]:
            one = find(Article(doc_id="a", text=row["sentence"]), [(0, len(row["sentence"]))], [])[0]
            if (one.claimed.standing if one.claimed else "") != row["standing"]:
                wrong.add(f"{row['standing']}\t{row['sentence']}")
    assert wrong == set(missed)


def test_every_field_keeps_the_words_that_it_was_read_from():
    text = "Officials said on Monday that a 10 km buffer zone along the border with Armenia was planned."
    [one] = read(text, [country(text, "Armenia", "AM")], published="2025-06-04")
    for evidence in (one.what.evidence, one.where.evidence, one.depth.evidence, one.claimed.evidence):
        assert text[evidence.start : evidence.end] == evidence.text
        assert (evidence.speaker, evidence.voice) == ("Officials", "reported")
    assert (one.said_on.value, one.said_on.words) == ("2025-06-02", "Monday")


def test_what_no_words_state_stays_unstated():
    [one] = read("The buffer zone was discussed.")
    assert (one.where.kind, one.side, one.depth, one.speaker, one.said_on) == (
        "unstated",
        None,
        None,
        None,
        None,
    )


def test_a_side_in_a_headline_and_a_stretch_in_a_quote_stay_apart():
    text = (
        "Army To Establish Buffer Zone Inside Ukraine\n\nThe order came late.\n\n"
        "“We will create a buffer zone along the border of the Kursk and Bryansk regions,” the president said."
    )
    mentions = [
        country(text, "Ukraine", "UA"),
        division(text, "Kursk", "Kursk Oblast", "RU.41"),
        division(text, "Bryansk", "Bryansk Oblast", "RU.10"),
    ]
    headline, quote = read(text, mentions)
    assert (headline.voice, headline.side.countries, headline.where.places) == ("headline", ("UA",), ())
    assert (quote.voice, quote.side, quote.speaker.words) == ("quoted", None, "the president")
    assert [place.name for place in quote.where.places] == ["Kursk Oblast", "Bryansk Oblast"]


def test_a_quotation_in_two_sentences_has_one_speaker():
    text = "“We have approved a buffer zone. It will be deep,” the general said."
    [one, *_] = read(text)
    assert (one.speaker.words, one.voice, one.claimed.standing) == ("the general", "quoted", "ordered")


def test_a_pronoun_gets_the_name_of_who_spoke_before():
    text = "Peskov said that talks went on. He said a security zone was possible."
    [one] = read(text)
    assert (one.speaker.words, one.speaker.name) == ("He", "Peskov")


def test_who_passes_words_on_is_kept():
    text = "According to the agency, Lavrov said that a demilitarised zone was being created."
    [one] = read(text)
    assert (one.speaker.words, one.speaker.quoted_by) == ("Lavrov", "the agency")


def test_the_zone_means_the_one_spoken_of_before():
    text = "The army plans a security strip on the border. The strip will be 12 km wide."
    first, second = read(text)
    assert (second.continues, second.depth.high_m) == (first.statement_id, 12_000)


def test_whose_southern_border_is_told_by_who_speaks():
    text = "Russian President Putin spoke again. Putin wants a buffer zone along the southern border."
    one = read(text, [country(text, "Russian", "RU", "adjective")])[-1]
    assert (one.where.kind, one.where.country, one.where.direction) == ("country-border", "RU", "south")


def test_a_depth_without_a_number_keeps_its_words():
    [one] = read("The security zone must be deep enough to keep the guns out of range, the mayor said.")
    assert one.depth is not None
    assert (one.depth.kind, one.depth.low_m, one.depth.high_m) == ("implied", None, None)


def test_texts_without_a_zone_cost_nothing_and_say_nothing():
    assert read("Nothing of the kind is said here.") == []
    assert read("") == []


@pytest.mark.parametrize(
    "text",
    ["““„«» buffer zone ''' »", "buffer zone " * 2000, "km " * 3000 + "buffer zone", "\x00buffer zone\ufffd"],
)
def test_odd_texts_are_read_in_time(text):
    assert isinstance(find(Article(doc_id="a", text=text), [(0, len(text))], []), list)


@pytest.mark.parametrize("thing", ["clinics in Wales", "the museum of glass", "otters and their habitat"])
def test_zones_around_things_of_another_trade_are_none(thing):
    assert read(f"A 100-metre buffer zone around {thing} took effect on Monday.") == []
