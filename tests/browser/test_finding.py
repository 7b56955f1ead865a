"""The page leads with what it finds, in the same words with and without its script, and never says more than is known."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from buffermap.headline import headline
from buffermap.page.data import PageData
from buffermap.page.said import PageField, PageStatement
from buffermap.words import Words
from tests.browser import invented
from tests.browser.conftest import downloaded, until

SAY = """([language, states]) => {
  const { store } = window.buffermap;
  store.set({ language });
  store.flush();
  return states.map(([depth, side]) => {
    store.set({ depth, side, depthBy: "analyst", depthOf: null });
    store.flush();
    return document.getElementById("bm-title").textContent;
  });
}"""


def settlements(*, known: bool) -> Any:
    """Return the invented settlements with a large city 30 km from the line on the west side."""
    table = invented.settlements()
    population = table.population.copy()
    if known:
        population = np.maximum(population, 0)
    row = int(np.flatnonzero((table.side == 0) & (table.distance_m > 29_000))[0])
    population[row] = 1_400_000
    uncertainty = table.uncertainty_m.copy()
    uncertainty[row] = 12_000
    return replace(
        table, population=population, uncertainty_m=uncertainty, layers=(("embedded",), ("embedded",))
    )


def opened(data: PageData, *, language: str, depth: float, side: str) -> PageData:
    """Return a page that opens in another state."""
    zone = data.zone
    assert zone is not None
    zone = replace(zone, depth_m=depth, side=side, depth_origin="analyst")
    return replace(data, zone=zone, language=language)


@pytest.mark.parametrize("known", [True, False])
def test_the_first_line_says_the_same_with_and_without_a_script(open_page: Any, known: bool) -> None:  # noqa: FBT001
    data = invented.page(settlements=settlements(known=known))
    page = open_page(data)
    states = [[float(depth), side] for depth in range(1500, 99_000, 3900) for side in ("PL", "both")]
    for language in page.evaluate("Object.keys(window.buffermap.model.data.strings)"):
        told = page.evaluate(SAY, [language, states])
        for text, (depth, side) in zip(told, states, strict=True):
            state = opened(data, language=language, depth=depth, side=side)
            assert headline(state, Words(language)) == text


def test_the_line_stands_in_title_alternative_and_slider(open_page: Any) -> None:
    page = open_page(invented.page(settlements=settlements(known=True), title=""))
    found = page.locator("#bm-title").inner_text()
    assert found.startswith("A zone of 15 km in Poland would hold ")
    assert page.title() == found
    assert found in page.locator("#bm-map").get_attribute("aria-label")
    assert page.locator("#bm-slider").get_attribute("aria-valuetext") == found
    page.locator("#bm-slider").fill("25")
    expect(page.locator("#bm-title")).to_contain_text("A zone of 25 km in Poland")
    assert page.locator("#bm-slider").get_attribute("aria-valuetext").startswith("A zone of 25 km")


def test_sides_of_different_layers_are_never_added_or_compared(open_page: Any) -> None:
    table = replace(settlements(known=True), layers=(("PL villages",), ("embedded",)))
    page = open_page(invented.page(settlements=table))
    page.get_by_role("button", name="Both sides").click()
    expect(page.locator("#bm-apart")).to_be_visible()
    assert page.locator("#bm-title").inner_text().count("A zone of 15 km in ") == 2
    assert page.locator(".curve-people").count() == 0
    expect(page.locator("#bm-curve-key")).to_contain_text("choose a side")
    expect(page.locator("#bm-coverage")).to_contain_text("in Poland")
    expect(page.locator("#bm-coverage")).to_contain_text("as complete as PL villages")
    page.get_by_role("button", name="Belarus").click()
    expect(page.locator("#bm-apart")).to_be_hidden()
    assert page.locator(".curve-people").count() == 1


def test_a_depth_is_stated_only_of_its_own_stretch(open_page: Any) -> None:
    elsewhere = PageStatement(
        label="strip", sentences=(4,), speaker="the harbour master", depth_m=18_520.0, depth_unit="nmi",
        fields=(PageField(name="where", value="from one pier to another"),),
    )  # fmt: skip
    base = invented.page()
    page = open_page(invented.page(statements=(*base.statements, elsewhere)))
    assert page.locator("#bm-presets .chip").count() == 1
    page.locator("#bm-elsewhere summary").click()
    chip = page.locator("#bm-elsewhere .chip")
    expect(chip).to_contain_text("said of from one pier to another, the harbour master")
    chip.click()
    expect(page.locator("#bm-caption")).to_contain_text("depth set by reader")
    assert "harbour master" not in page.locator("#bm-caption").inner_text()
    assert "harbour master" not in page.locator("#bm-basis").inner_text()
    again = open_page(
        invented.page(statements=(*base.statements, elsewhere)),
        hash="#depth=18.52&by=text&depthOf=1&map=8/52/23",
    )
    expect(again.locator("#bm-caption")).to_contain_text("depth set by reader")


def test_up_to_is_not_the_number_alone(open_page: Any) -> None:
    base = invented.page()
    statement = replace(
        base.statements[0], depth_upper=True, depth_text="up to fifteen kilometres", here=True
    )
    data = invented.page(statements=(statement,))
    page = open_page(data)
    said = "stated by Ada Finch as “up to fifteen kilometres”, drawn at its far end"
    expect(page.locator("#bm-caption")).to_contain_text(said)
    expect(page.locator("#bm-presets .chip").first).to_contain_text("up to fifteen kilometres")
    plain = open_page(data, java_script_enabled=False, wait="")
    expect(plain.locator("#bm-static .hypothetical")).to_contain_text(said)


def test_a_side_that_no_text_states_is_named_as_such(open_page: Any) -> None:
    base = invented.page()
    assert base.zone is not None
    zone = replace(base.zone, side="both", side_origin="default")
    page = open_page(invented.page(zone=zone))
    expect(page.locator("#bm-caption")).to_contain_text(
        "on both sides; depth stated by Ada Finch; side not stated"
    )
    page.get_by_role("button", name="Poland").click()
    expect(page.locator("#bm-caption")).to_contain_text("side set by reader")


def test_ticks_stand_where_the_slider_puts_their_depths(open_page: Any) -> None:
    page = open_page(invented.page())
    for k, at in ((1, 25), (2, 50), (3, 75)):
        page.locator("#bm-slider").fill(str(at))
        middle = page.evaluate(
            """([k, at]) => {
              const tick = document.querySelectorAll("#bm-ticks span")[k].getBoundingClientRect();
              const line = document.getElementById("bm-curve-now").getBoundingClientRect();
              const slider = document.getElementById("bm-slider").getBoundingClientRect();
              return [tick.left + tick.width / 2, line.left + line.width / 2, slider.left + 9 + (slider.width - 18) * at / 100];
            }""",
            [k, at],
        )
        assert max(middle) - min(middle) < 2


def test_review_work_outlives_a_reload_until_it_is_deleted(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator(".m", has_text="Brook").first.click()
    page.locator(".review summary").click()
    page.locator(".review .chip").first.click()
    until(page, "window.buffermap.store.state.reviews.size === 1")
    leaving = "(() => { const e = new Event('beforeunload', { cancelable: true }); window.dispatchEvent(e); return e.defaultPrevented; })()"
    assert page.evaluate(leaving)  # there is work that no file holds
    page.locator("#bm-review summary").click()
    with downloaded(page):
        page.locator("#bm-corrections").click()
    page.reload()
    page.wait_for_selector("html.ready", state="attached")
    assert page.evaluate("window.buffermap.store.state.reviews.size") == 1
    expect(page.locator("#bm-checked")).to_contain_text("1 of")
    page.evaluate("window.buffermap.store.set({ reviews: new Map(window.buffermap.store.state.reviews) })")
    until(page, leaving)
    page.locator("#bm-review summary").click()
    expect(page.locator("#bm-kept")).to_contain_text("in this browser only")
    page.locator("#bm-forget").click()
    assert page.evaluate("[window.buffermap.store.state.reviews.size, localStorage.length]") == [0, 0]
    assert not page.evaluate(leaving)


def test_a_large_city_near_the_edge_is_held_partly(open_page: Any) -> None:
    page = open_page(invented.page(settlements=settlements(known=True)))
    page.locator("#bm-slider").fill("30")
    expect(page.locator("#bm-title")).to_contain_text("it turns on")
    row = page.evaluate("window.buffermap.model.data.settlements.population.indexOf(1400000)")
    page.evaluate("(row) => window.buffermap.store.set({ row })", row)
    expect(page.locator("#bm-card")).to_contain_text("partly, by the accuracy of a large city")


def test_the_table_says_how_many_of_its_rows_are_within(open_page: Any) -> None:
    page = open_page(invented.page(), hash="#tab=table")
    table = invented.settlements()
    west = table.side == 0
    inside = west & (table.distance_m <= 15_000)
    near = west & (abs(table.distance_m - 15_000) <= table.uncertainty_m)
    expect(page.locator("#bm-table-note")).to_have_text(
        f"{inside.sum()} within ({(inside & ~near).sum()} to {(inside | near).sum()} given the accuracy); "
        f"{(inside | near).sum()} listed with the uncertain ones (±)"
    )
