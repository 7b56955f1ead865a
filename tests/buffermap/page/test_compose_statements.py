"""Statements on the page: which of their depths it offers for its stretch."""

import pytest

from buffermap import pipeline
from buffermap.articles.article import Article
from buffermap.page.compose import page_data
from buffermap.zones.stretch import border

HERE = "Russia plans a 10 km buffer zone along the border between Russia and Ukraine."
ELSEWHERE = (
    "Thailand wants a security zone along the border between Thailand and Cambodia. "
    "A buffer strip about 500 metres wide was laid out in August."
)


@pytest.mark.parametrize(("spec", "offered"), [("RU-UA", [10_000.0]), ("KH-TH", [500.0])])
def test_no_depth_is_offered_that_an_article_says_of_a_border_elsewhere(
    spec: str, offered: list[float]
) -> None:
    parsed = pipeline.parse([Article(doc_id="a", text=HERE), Article(doc_id="b", text=ELSEWHERE)])
    statements = page_data(parsed, border(spec)).statements
    assert [one.depth_m for one in statements if one.depth_m is not None] == offered
    assert any(one.depth_text for one in statements if one.depth_m is None)


def test_what_is_in_dispute_about_a_line_stands_among_the_assumptions() -> None:
    shown = {one.label: one.value for one in page_data(None, border("IL-SY")).assumptions}
    assert "Golan" in shown["To know"]
    assert "To know" not in {one.label for one in page_data(None, border("EE-LV")).assumptions}
