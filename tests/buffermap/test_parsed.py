"""Tables of mentions and statements become the page's values again, whatever file they went through."""

import pickle

import geopandas as gpd
import pandas as pd
import pytest

import buffermap as bm
from buffermap.parsed import as_parsed
from buffermap.pipeline import parse

STATED = (
    "Officials visited Sumy on Friday. A buffer zone 12 km deep along the border of the Sumy region is needed, "
    "the minister said."
)
PLAIN = "Trains between Kyiv and Kharkiv run again. A security strip 3 km wide along the Chernihiv region was refused."


@pytest.fixture(scope="module")
def articles():
    return [bm.Article(doc_id="one", text=STATED), bm.Article(doc_id="two", text=PLAIN)]


@pytest.fixture(scope="module")
def mentions(articles):
    return bm.extract(articles)


def test_the_table_of_mentions_holds_plain_values(mentions, tmp_path):
    first = mentions.iloc[0]
    assert isinstance(first["flags"], list)
    assert {type(one) for one in first["candidates"]} == {dict}
    mentions.to_parquet(tmp_path / "m.parquet")
    pd.DataFrame(mentions.drop(columns="geometry")).to_json(
        tmp_path / "m.json", orient="records", double_precision=15
    )
    back = [
        gpd.read_parquet(tmp_path / "m.parquet"),
        pd.read_json(tmp_path / "m.json", orient="records", precise_float=True),
        pickle.loads(pickle.dumps(mentions)),  # noqa: S301 - our own bytes
    ]
    given = [list(one.mentions) for one in as_parsed(mentions)]
    for table in back:
        assert [list(one.mentions) for one in as_parsed(table)] == given


def test_several_processes_find_the_same(articles, mentions):
    pd.testing.assert_frame_equal(pd.DataFrame(bm.extract(articles, jobs=2)), pd.DataFrame(mentions))
    with pytest.raises(bm.InputError, match="no number of processes"):
        bm.extract(articles, jobs=0)


def test_articles_bring_their_statements_and_the_sentences_without_a_place(articles, mentions):
    read = as_parsed(mentions, articles=articles)
    whole = parse(articles)
    assert [one.statements for one in read] == [one.statements for one in whole]
    assert [one.sentences for one in read] == [one.sentences for one in whole]
    assert [list(one.statements) for one in as_parsed(mentions)] == [[], []]


def test_a_table_of_statements_chooses_which_are_shown(articles, mentions):
    said = bm.statements(articles)
    assert len(said) == 2
    kept = as_parsed(mentions, articles=articles, statements=said[said["doc_id"] == "one"])
    assert [len(one.statements) for one in kept] == [1, 0]
    assert [len(one.statements) for one in as_parsed(mentions, statements=said)] == [1, 1]
    with pytest.raises(bm.InputError, match="1 of 2 statements are not of these articles"):
        as_parsed(mentions[mentions["doc_id"] == "one"], statements=said)


def test_the_page_shows_the_statements_of_its_articles(articles, mentions):
    assert len(bm.BufferMap(mentions, articles=articles).data.statements) == 2
    said = bm.statements(articles)
    assert len(bm.BufferMap(mentions, articles=articles, statements=said.head(1)).data.statements) == 1


def test_swapped_arguments_of_a_page_are_one_line(toy_border, mentions, articles):
    with pytest.raises(bm.InputError, match="takes the mentions first"):
        bm.BufferMap(toy_border, mentions)
    with pytest.raises(bm.InputError, match="a GeoDataFrame is no zone"):
        bm.BufferMap(mentions, mentions)
    with pytest.raises(bm.InputError, match="a list holds no mentions"):
        bm.BufferMap(articles)
