"""Statements on the page: which of their depths it offers for its stretch."""

from dataclasses import replace

import pytest

from buffermap import pipeline
from buffermap.articles.article import Article
from buffermap.page.compose import page_data
from buffermap.page.compose.statements import agreeing
from buffermap.said.values import NamedPlace
from buffermap.zones.stretch import border
from gazetteer.files.store import open_gazetteer
from gazetteer.mention import Mention

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


def test_a_depth_belongs_to_the_stretch_of_its_own_statement() -> None:
    text = (
        "Moscow plans a buffer zone along the border of the Kursk region with Ukraine.\n\n"
        "In Denmark the minister proposed a security zone up to 4 km wide around the port of Aarhus."
    )
    statements = page_data(
        pipeline.parse([Article(doc_id="a", text=text)]), border("RU-UA", along=["Kursk"])
    ).statements
    assert [one.here for one in statements] == [True, False]
    (port,) = [one for one in statements if one.depth_text]
    assert port.depth_upper


def test_a_name_means_on_the_page_what_its_statement_takes_it_for() -> None:
    text = "The general wants a buffer zone along the border of the Sumy and Kharkiv regions with Russia."
    (parsed,) = pipeline.parse([Article(doc_id="a", text=text)])
    data = page_data([parsed], border("RU-UA"))
    assert all(place.kind != "settlement" for place in data.places)
    city = mention("Kharkiv", geonameid=706483)
    place = NamedPlace(surface="Kharkiv", name="Kharkiv Oblast", kind="admin1", geonameid=706482)
    statement = replace(parsed.statements[0], where=replace(parsed.statements[0].where, places=(place,)))
    gazetteer = open_gazetteer()
    at = replace(city, start=text.index("Kharkiv"), end=text.index("Kharkiv") + 7)
    (read,) = agreeing([at], [statement], place_of=lambda i: gazetteer.place(gazetteer.row_of(i)))
    assert (read.kind, read.geonameid) == ("admin1", 706482)
    assert "alone: a city" in read.reason
    elsewhere = replace(city, start=900, end=907)
    assert agreeing([elsewhere], [statement], place_of=lambda _: None) == [elsewhere]


def mention(surface: str, **values: object) -> Mention:
    return Mention(start=0, end=len(surface), surface=surface, kind="settlement", reason="a city", **values)
