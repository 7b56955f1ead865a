import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.text.tokens import SKIPPED, tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia’s border", ["Russia", "’s", "border"]),
        ("the U.S.-led plan", ["the", "U.S.", "-", "led", "plan"]),
        ("Mar'inka and Slov’iansk", ["Mar'inka", "and", "Slov’iansk"]),
        ("Côte d'Ivoire", ["Côte", "d'Ivoire"]),
        ("O'Hare, N.C.", ["O'Hare", ",", "N.C."]),
        ("Russia-Ukraine", ["Russia", "-", "Ukraine"]),
        ("Brazil's May", ["Brazil", "'s", "May"]),
        ("50,000 troops on 3.5 km", ["50,000", "troops", "on", "3.5", "km"]),
    ],
)
def test_words(text, words):
    assert tokenise(text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "https://kyiv.ua/Lviv",
        "@Kyiv_Post",
        "#Kherson",
        "`Odesa`",
        "info@paris.fr",
        "pic.twitter.com/x",
        "Kremlin.ru",
    ],
)
def test_addresses_handles_and_code_are_one_skipped_token(text):
    assert tokenise(f"see {text} now").words == ["see", SKIPPED, "now"]


@given(st.text(max_size=200))
def test_offsets_lie_on_the_text(text):
    tokens = tokenise(text)
    assert all(a < b <= len(text) for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert tokens.starts == sorted(tokens.starts)
    for word, a, b in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert word in (SKIPPED, text[a:b])


def test_one_letter_after_an_apostrophe_belongs_to_a_cyrillic_word():
    assert tokenise("Над Твер'ю, у Підмосков’ї").words == ["Над", "Твер'ю", ",", "у", "Підмосков’ї"]


def test_a_long_word_is_read_once_however_long():
    """Looking for an address from each of its letters took time by the square: 24 seconds for 20,000 letters."""
    began = time.process_time()
    assert len(tokenise("a" * 200_000 + " @ Sumy").words) == 3
    assert time.process_time() - began < 5


def test_addresses_of_mail_are_one_token_wherever_they_begin():
    assert tokenise("Write to (a.b+c@mail.example.org) today").words == [
        "Write",
        "to",
        "(",
        SKIPPED,
        ")",
        "today",
    ]


def test_backticks_within_words_are_apostrophes_and_around_words_code():
    text = "Знам`янка та Кам`янське; run `Kamianske --all` twice"
    words = tokenise(text).words
    assert words[:4] == ["Знам`янка", "та", "Кам`янське", ";"]
    assert words[5:] == [SKIPPED, "twice"]
