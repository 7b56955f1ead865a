"""What the library takes for articles, and what it says of the rest."""

import pandas as pd
import pytest

import buffermap as bm
from buffermap.errors import InputError

WORDS = "The mayor of Sumy spoke on Monday."


def test_one_text_several_texts_and_articles():
    for given, doc_ids in (
        (WORDS, ["text"]),
        ([WORDS, WORDS], ["text:1", "text:2"]),
        (bm.read(WORDS), ["text"]),
        (bm.read(WORDS)[0], ["text"]),
    ):
        assert bm.extract(given)["doc_id"].tolist() == doc_ids


def test_nothing_is_an_empty_table():
    assert bm.extract([]).empty
    assert list(bm.extract([]).columns) == list(bm.extract(WORDS).columns)
    assert bm.statements([]).empty


@pytest.mark.parametrize("ask", [bm.extract, bm.statements])
@pytest.mark.parametrize("given", [None, 5, pd.DataFrame({"text": [WORDS]}), [5]])
def test_what_must_be_read_first_is_said(ask, given):
    with pytest.raises(InputError, match="is no article: read it first"):
        ask(given)


def test_a_country_is_two_letters():
    assert bm.resolve("Sumy", country="ua")[0].country == "UA"
    with pytest.raises(InputError, match="Ukraine is no ISO country code"):
        bm.resolve("Sumy", country="Ukraine")
