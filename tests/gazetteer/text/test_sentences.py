import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.text.sentences import split


def sentences(text, start=0):
    return [text[a:b] for a, b in split(text, start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Then it stopped.", ["It rained.", "Then it stopped."]),
        ("Mr. Smith met Dr. Jones.", ["Mr. Smith met Dr. Jones."]),
        ("The U.S. President left. He flew.", ["The U.S. President left.", "He flew."]),
        ("He lives in the U.S. The town is small.", ["He lives in the U.S.", "The town is small."]),
        ("Born in Paris, Tenn. (AP) he left.", ["Born in Paris, Tenn. (AP) he left."]),
        ("“We won.” They left.", ["“We won.”", "They left."]),
        ("“Is it?” she asked. No.", ["“Is it?” she asked.", "No."]),
        ("A fee of 3.5 million was paid.", ["A fee of 3.5 million was paid."]),
        ("J. R. Smith came. I left.", ["J. R. Smith came.", "I left."]),
        ("Heading\n\nFirst line. Second.", ["Heading", "First line.", "Second."]),
        ("Він приїхав у м. Суми. Потім поїхав.", ["Він приїхав у м. Суми.", "Потім поїхав."]),
        ("Это г. Курск. Там тихо.", ["Это г. Курск.", "Там тихо."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_where_sentences_end(text, expected):
    assert sentences(text) == expected


def test_hard_wrapped_lines_are_joined():
    text = (
        "The council of the small town decided on Monday that the bridge over\n"
        "the river would be rebuilt before the winter, the mayor told the local\n"
        "paper after the meeting, which had lasted for nearly five hours in the\n"
        "hall. Work begins soon."
    )
    assert len(sentences(text)) == 2


def test_start_leaves_out_front_matter():
    text = "---\ntitle: x\n---\nOne. Two."
    assert sentences(text, text.index("One")) == ["One.", "Two."]


@given(st.text(alphabet='aB .!?\n"“”’…\x00\ud800', max_size=120))
def test_every_character_but_blanks_is_in_exactly_one_sentence(text):
    spans = split(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    inside = {i for a, b in spans for i in range(a, b)}
    assert {i for i, character in enumerate(text) if not character.isspace()} <= inside
    assert all(not text[a].isspace() and not text[b - 1].isspace() for a, b in spans)


def test_time_grows_with_length_only():
    line = "word " * 200_000
    started = time.process_time()
    assert len(split(line)) == 1
    assert time.process_time() - started < 5
