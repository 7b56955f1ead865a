"""People by a grid lead where there is one, the same in both scripts; divisions are summed, shaded and hatched."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect

from buffermap.headline import coverage_line, headline, listed_line, opening
from buffermap.page.data import PageData
from buffermap.page.people import PageGrid, PagePart, PageWithin
from buffermap.words import Words
from buffermap.zones.extents import LEVELS
from tests.browser import invented
from tests.browser.conftest import downloaded
from tests.browser.test_finding import SAY, opened, settlements

DEPTHS = np.arange(101.0)


def within(per_km: float, *, lacking: float = 0.0) -> PageWithin:
    """People that grow evenly with the depth; a fifth of a kilometre is how exact the line is."""
    return PageWithin(
        people=DEPTHS * per_km, low=np.maximum(DEPTHS - 0.2, 0) * per_km, high=(DEPTHS + 0.2) * per_km,
        lacking=np.full(101, lacking),
    )  # fmt: skip


def with_grid() -> PageData:
    """Return a page with people by a grid, a city that reaches from 25 to 35 km, and two divisions a side."""
    table = settlements(known=True)
    row = int(np.flatnonzero(table.population == 1_400_000)[0])
    extent = np.full((len(table), len(LEVELS)), np.nan)
    extent[row] = np.round(25_000 + 10_000 * LEVELS)
    base = invented.page(settlements=replace(table, extent=extent))
    assert base.zone is not None
    areas = (shapely.box(20, 52.2, 27, 54), shapely.box(20, 50, 27, 52.2))
    parts = tuple(
        PagePart(
            side=side, division=division, area=shapely.MultiPolygon([area.intersection(whole)]) if side else area,
            within=within(1_000.0 if side else 2_500.0, lacking=0.2 * division),
        )
        for side, whole in enumerate(invented.border().sides.values())
        for division, area in enumerate(areas)
    )  # fmt: skip
    grid = PageGrid(
        source="WorldPop (made_2021.tif)", year=2021, sides=(within(5_000.0), within(2_000.0, lacking=0.1))
    )
    return replace(base, zone=replace(base.zone, grid=grid, parts=parts))


def test_the_first_line_tells_people_by_the_grid_as_it_does_without_a_script(open_page: Any) -> None:
    data = with_grid()
    page = open_page(data)
    states = [[float(depth), side] for depth in range(700, 99_000, 4300) for side in ("PL", "both")]
    for language in page.evaluate("Object.keys(window.buffermap.model.data.strings)"):
        words = Words(language)
        for text, (depth, side) in zip(page.evaluate(SAY, [language, states]), states, strict=True):
            state = opened(data, language=language, depth=depth, side=side)
            assert headline(state, words) == text
        expect(page.locator("#bm-basis")).to_contain_text(listed_line(words, opening(state)))
        assert coverage_line(state, words) in page.locator("#bm-coverage").inner_text()


def test_the_grid_leads_in_line_table_and_curve(open_page: Any) -> None:
    page = open_page(with_grid())
    expect(page.locator("#bm-title")).to_have_text(
        "A zone of 15 km in Poland would hold 13 listed settlements (12 to 15 given the accuracy) and about 74,000 to 76,000 "
        "people; people by WorldPop, 2021, an estimate."
    )
    cells = page.locator("#bm-figures-body tr").first.locator("td").all_inner_texts()
    assert cells[1].split() == ["75,000", "74,000", "–", "76,000"]
    assert page.locator("#bm-figures thead th:not([hidden])").nth(2).text_content() == "People by grid"
    expect(page.locator("#bm-curve-key")).to_contain_text("People by WorldPop, 2021, 500,000 at the far end")
    assert page.locator(".curve-second").count() == 1
    plain = open_page(with_grid(), java_script_enabled=False, wait="")
    expect(plain.locator("#bm-static")).to_contain_text("Listed people: Poland")
    expect(plain.locator("#bm-static")).to_contain_text("People by the grid WorldPop (made_2021.tif), 2021")


def test_a_city_on_which_something_decides_is_held_in_part(open_page: Any) -> None:
    page = open_page(with_grid())
    held = """depth => {
      const { model, store } = window.buffermap;
      store.set({ depth, side: "PL" });
      store.flush();
      const s = model.data.settlements;
      const row = s.population.indexOf(1400000);
      return [s.parts(row, depth), model.statusOfRow(row, depth, "PL")];
    }"""
    parts, _ = page.evaluate(held, 30_000)
    assert parts == pytest.approx([0.48, 0.5, 0.52], abs=1e-9)
    assert page.evaluate(held, 24_000) == [[0, 0, 0], 0], (
        "outside, though its point is no more exact than 12 km"
    )
    assert page.evaluate(held, 36_000) == [[1, 1, 1], 1]


def test_divisions_are_summed_and_shaded(open_page: Any) -> None:
    page = open_page(with_grid())
    page.locator("#bm-tab-table").click()
    page.locator("#bm-sums").click()
    rows = page.locator("#bm-sum-table tbody tr")
    assert rows.count() == 2
    assert [row.split("\n")[0].split("\t")[0] for row in rows.all_inner_texts()] == [
        "Highland Poland",
        "Lowland + Poland",
    ]
    assert {row.locator("td").nth(1).inner_text() for row in rows.all()} == {"37,500"}
    assert page.evaluate("getComputedStyle(document.getElementById('bm-sum-box')).overflowY") == "auto", (
        "all are in reach"
    )
    plain = page.evaluate("document.querySelectorAll('#bm-legend-list li').length")
    page.locator("#bm-sums-shown").check()
    assert page.evaluate("document.querySelectorAll('#bm-legend-list li').length") == plain + 6
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.locator("#bm-do-svg").click()
    assert b"Highland: 37,500" in got["bytes"]


def test_the_brief_has_the_divisions(open_page: Any) -> None:
    page = open_page(with_grid(), hash="#embed")
    expect(page.locator("#bm-brief-divisions")).to_contain_text("Lowland +")
    expect(page.locator("#bm-brief-divisions")).to_contain_text("37,500")
