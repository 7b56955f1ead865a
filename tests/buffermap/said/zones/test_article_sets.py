"""A floor under the zones of real articles' structure: what has been reached on the development set stays reached."""

import pytest

from tests.benchmarks import bench_articles

FLOOR_RIGHT, FLOOR_NOTHING = 34, 15


@pytest.fixture(scope="module")
def found():
    folder = bench_articles.folder()
    if folder is None or not (folder / "articles_dev.jsonl").exists():
        pytest.skip(
            "needs the article sets, which may not be redistributed: BUFFERMAP_EVAL_DIR beside their folder"
        )
    return bench_articles.counts(bench_articles.read_rows(folder / "articles_dev.jsonl"))[0]


def test_as_many_zones_are_right_as_were(found):
    assert found["right"] >= FLOOR_RIGHT


def test_nothing_is_drawn_where_nothing_is_said(found):
    assert found["drawn for none"] == 0
    assert found["rightly nothing"] + found["allowed"] >= FLOOR_NOTHING


def test_no_article_crashes(found):
    assert found["crashed"] == 0


def test_a_share_is_given_with_its_interval():
    assert bench_articles.share(9, 10) == "9/10 = 0.90 (95 %: 0.60 to 0.98)"
