"""The timeline and the facets: days, outlets, speakers and places choose what map and lists show."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import buffermap as bm
from buffermap import mapping
from buffermap.page.document import document
from buffermap.pipeline import parse
from tests.browser.conftest import until
from tests.browser.test_out import saved
from tests.browser.test_statements import serious

TEXTS = {
    "2026-01-05": ("North", "The road from Sumy to Kyiv is open again."),
    "2026-02-10": (
        "South",
        "A buffer zone 10 km deep along the border of the Sumy region is needed, Petro Melnyk said.",
    ),
    "2026-02-11": (
        "North",
        "A buffer zone along the border of the Sumy region is denied, Ada Finch said. Sumy was quiet.",
    ),
    "2026-03-20": ("South", "Trains between Kyiv and Lviv run."),
    "": ("South", "Lviv has a new tram."),
}


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: Any) -> Path:
    """A page of five articles of two outlets over three months, one without a date."""
    articles = [
        bm.Article(doc_id=f"{n}.txt", text=text, published=day or None, outlet=outlet)
        for n, (day, (outlet, text)) in enumerate(TEXTS.items(), 1)
    ]
    path = tmp_path_factory.mktemp("days") / "page.html"
    path.write_text(document(mapping.page_of(parse(articles), None).data), encoding="utf-8")
    return path


def articles(page: Any) -> list[str]:
    return [str(one.get_attribute("data-article")) for one in page.locator("#bm-articles article").all()]


def test_the_timeline_says_its_days_and_chooses_them_by_keys(open_page: Any, page_file: Path) -> None:
    page = open_page(page_file)
    page.locator("#bm-filter-box summary").click()
    now = page.locator("#bm-days-now")
    expect(now).to_have_text(
        "All days, January 5, 2026 to March 22, 2026. Articles 5 · Statements 2 1 article has no date."
    )
    first = page.locator("#bm-days-from")
    first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(now).to_contain_text(
        "Days shown: February 9, 2026 to March 22, 2026. Articles 3 of 5 · Statements 2 of 2"
    )
    assert articles(page) == ["1", "2", "3"]
    assert first.get_attribute("aria-valuetext") == "February 9, 2026"
    last = page.locator("#bm-days-to")
    last.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    until(page, "document.querySelectorAll('#bm-articles article').length === 2")
    expect(page.locator("#bm-caption")).to_contain_text(
        "Sentences and named places: February 9, 2026 to February 15, 2026 only."
    )
    assert "February 15, 2026 only" in saved(page, "svg").decode()
    shown = page.evaluate(
        "() => window.buffermap.view.shown.map((p) => window.buffermap.model.data.places[p].name)"
    )
    assert shown == ["Sumy"]
    page.locator("#bm-tab-statements").click()
    expect(page.locator("#bm-days")).to_be_visible()
    page.locator("#bm-days-all").focus()
    page.keyboard.press("Enter")
    expect(now).to_contain_text("All days")
    assert serious(page) == []


def test_facets_count_what_passes_the_other_filters(open_page: Any, page_file: Path) -> None:
    page = open_page(page_file)
    page.locator("#bm-filter-box summary").click()
    options = page.locator("#bm-f-outlet option")
    assert options.all_inner_texts() == ["All", "South (3)", "North (2)"]
    page.locator("#bm-f-naming").select_option(label="Kyiv (2)")
    until(page, "document.querySelectorAll('#bm-articles article').length === 2")
    assert options.all_inner_texts() == ["All", "North (1)", "South (1)"]
    page.locator("#bm-f-outlet").select_option("South")
    until(page, "document.querySelectorAll('#bm-articles article').length === 1")
    assert articles(page) == ["3"]
    until(page, "location.hash.includes('outlet=South') && location.hash.includes('naming=')")
    again = open_page(page_file, hash=page.evaluate("() => location.hash"))
    assert articles(again) == ["3"]
    assert "2 filters on" in again.locator("#bm-filters-summary").inner_text()


def test_a_card_says_when_its_place_is_named(open_page: Any, page_file: Path) -> None:
    page = open_page(page_file)
    page.locator("#bm-search").fill("Kyiv")
    page.locator("#bm-found button").first.click()
    expect(page.locator("#bm-card .card-time")).to_contain_text(
        "Named from January 5, 2026 to March 20, 2026"
    )
    assert page.locator("#bm-card .over-time rect").count() == 2


def test_a_page_of_one_day_has_no_timeline(open_page: Any, page_file: Path) -> None:
    del page_file
    parsed = parse([bm.Article(doc_id="a", text="Sumy is quiet.", published="2026-01-01")])
    page = open_page(mapping.page_of(parsed, None).data)
    page.locator("#bm-filter-box summary").click()
    expect(page.locator("#bm-days")).to_be_hidden()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-31", "last week"])
def test_odd_dates_make_a_timeline_or_none(open_page: Any, day: str) -> None:
    parsed = parse(
        [
            bm.Article(doc_id=str(n), text="Sumy is quiet.", published=date)
            for n, date in enumerate(("2026-01-01", "2026-01-09"))
        ]
    )
    data = mapping.page_of(parsed, None).data
    odd = dataclasses.replace(data.articles[0], published=day)
    page = open_page(dataclasses.replace(data, articles=(odd, *data.articles[1:])))
    page.locator("#bm-filter-box summary").click()
    spans = page.evaluate("() => document.querySelectorAll('#bm-days-bars rect').length")
    assert spans <= 100
