"""What is read in the mended text points into the text as read: mentions, sentences, every part of a statement."""

from dataclasses import fields, is_dataclass

import pytest

import buffermap as bm
from buffermap import pipeline
from buffermap.articles.article import Article
from buffermap.articles.mended import sentences_of

WRAPPED = """---
title: A strip
---
The council of the region said on Thursday that roads near Velyki
Sorochyntsi were closed. Foreign minister Anna Berg told reporters in
Riga that Latvia needs a buf-
fer zone 10 kilo\u00admetres deep along the border of Pskov Ob\u00adlast
in the east. A bridge near #Valka and one in #Valga were checked
and found to be in good order by engineers.
"""


def spans(value, found):
    """Collect the spans of a statement with the words that it gives for them."""
    if isinstance(value, (list, tuple)):
        for one in value:
            spans(one, found)
    if is_dataclass(value):
        known = {field.name: getattr(value, field.name) for field in fields(value)}
        if "start" in known and "text" in known:
            found.append((known["start"], known["end"], known["text"]))
        if "sentence_end" in known:
            found.append((known["sentence_start"], known["sentence_end"], known["sentence"]))
        for inner in known.values():
            spans(inner, found)
    return found


@pytest.fixture(scope="module")
def parsed():
    body = WRAPPED.index("The council")
    [item] = pipeline.parse([Article(doc_id="a", text=WRAPPED, body_start=body)])
    return item


def test_mentions_are_slices_of_the_text_as_read(parsed):
    assert all(WRAPPED[one.start : one.end] == one.surface for one in parsed.mentions)
    assert {"Velyki\nSorochyntsi", "Valka", "Valga"} <= {one.surface for one in parsed.mentions}


def test_a_sentence_over_several_lines_is_one(parsed):
    sentences = [WRAPPED[start:end] for start, end in sentences_of(parsed.article)]
    assert len(sentences) == 3
    assert sentences[1].startswith("Foreign minister")
    assert sentences[1].endswith("east.")


def test_statements_quote_the_text_as_read(parsed):
    [statement] = parsed.statements
    assert statement.depth.low_m == 10_000
    assert WRAPPED[statement.start : statement.end] == statement.sentence
    found = spans(statement, [])
    assert len(found) >= 4
    assert all(WRAPPED[start:end] == words for start, end, words in found)
    assert "Anna Berg" in (statement.speaker.words or "")


def test_the_table_of_mentions_has_the_same_sentences():
    table = bm.extract([Article(doc_id="a", text=WRAPPED)])
    for row in table.itertuples():
        assert WRAPPED[row.sentence_start :].startswith(row.sentence)
        assert row.sentence_start <= row.start < row.sentence_start + len(row.sentence)
