"""Text to map and back, depth, filters, table, review, permalink: what a reader does."""

import json
import re
import tomllib
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import invented
from tests.browser.conftest import downloaded, until

STATE = "() => { const s = window.buffermap.store.state; return { depth: s.depth, by: s.depthBy, side: s.side, place: s.place, mention: s.mention, row: s.row, tab: s.tab }; }"
SPOT = """(name) => { const { view, model, map } = window.buffermap;
  const place = model.data.places.find((p) => p.name === name);
  const at = map.latLngToContainerPoint([place.lat, place.lon]); const box = map.getContainer().getBoundingClientRect();
  return [box.left + at.x, box.top + at.y]; }"""


def state(page: Any) -> dict[str, Any]:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    value: dict[str, Any] = page.evaluate(STATE)
    return value


def test_a_name_leads_to_its_place_and_a_dot_to_all_its_sentences(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator(".m", has_text="Caster").first.click()
    assert state(page)["place"] == 2
    assert page.locator("#bm-card h3").inner_text().startswith("Caster")
    page.keyboard.press("Escape")
    assert page.locator("#bm-card").is_hidden()
    page.mouse.click(*page.evaluate(SPOT, "Brook"))
    assert state(page)["place"] == 1
    assert page.locator(".m.same").count() == 3
    assert page.locator(".m.selected").inner_text() == "Brook"
    assert page.locator("#bm-card .nav").inner_text().strip() == "1 of 3"
    page.locator("#bm-next").click()
    page.locator("#bm-next").click()
    assert page.locator("#bm-card .nav").inner_text().strip() == "3 of 3"
    assert page.locator(".m.selected").evaluate("e => e.closest('article').dataset.article") == "1"


def test_depth_is_typed_slid_and_clicked_and_said_to_be_the_readers(open_page: Any) -> None:
    page = open_page(invented.page())
    assert "depth stated by Ada Finch" in page.locator("#bm-caption").inner_text()
    before = page.locator("#bm-figures-body").inner_text()
    page.locator("#bm-depth-number").fill("42.125")
    page.keyboard.press("Enter")
    assert state(page) | {"depth": 42125, "by": "reader"} == state(page)
    assert "within 42.125 km" in page.locator("#bm-caption").inner_text()
    assert page.locator("#bm-figures-body").inner_text() != before
    page.locator("#bm-slider").focus()
    page.keyboard.press("ArrowRight")
    assert state(page)["depth"] == 43000
    page.locator("#bm-curve").click(
        position={"x": 0.5 * page.locator("#bm-curve").bounding_box()["width"], "y": 10}
    )
    assert abs(state(page)["depth"] - 50_000) <= 1000
    page.locator("#bm-presets .chip").first.click()
    assert state(page) | {"depth": 15_000, "by": "text"} == state(page)
    page.locator("#bm-unstated").click()
    assert state(page)["depth"] is None
    assert "depth not stated" in page.locator("#bm-caption").inner_text()
    assert page.locator("#bm-figures-body td").first.inner_text() == "–"
    assert page.locator("#bm-slider").get_attribute("aria-valuetext") == "Depth not stated"


def test_live_figures_are_those_of_the_data(open_page: Any) -> None:
    page = open_page(invented.page())
    table = invented.settlements()
    for depth, side in ((15_000, 0), (60_000, 1), (100_000, 0)):
        page.evaluate(
            "([d, s]) => window.buffermap.store.set({ depth: d, side: s })", [depth, ["PL", "BY"][side]]
        )
        state(page)
        inside = (table.distance_m <= depth) & (table.side == side)
        near = (abs(table.distance_m - depth) <= table.uncertainty_m) & (table.side == side)
        sure, possible = inside & ~near, inside | near
        people = int(table.population[sure & (table.population >= 0)].sum())
        unknown = (table.population[possible] < 0).sum()
        cells = page.locator("#bm-figures-body td").all_inner_texts()
        assert cells[0] == f"{inside.sum():,} {sure.sum():,} – {possible.sum():,}"
        most = int(table.population[possible & (table.population >= 0)].sum())
        low, high = (f"{float(f'{number:.3g}'):,.0f}" for number in (people, most))
        assert cells[1] == (f"at least {low}" if unknown else f"{low} – {high}")
        assert cells[2] == f"{unknown:,}"


def test_sides_switch_and_are_counted_apart(open_page: Any) -> None:
    page = open_page(invented.page())
    page.get_by_role("button", name="Both sides").click()
    assert page.locator("#bm-figures-body tr").count() == 2
    page.get_by_role("button", name="Belarus").click()
    assert page.locator("#bm-figures-body th").all_inner_texts() == ["Belarus"]
    assert "on the side of Belarus" in page.locator("#bm-caption").inner_text()


def test_search_and_filters_narrow_sentences_and_dots(open_page: Any) -> None:
    page = open_page(invented.page())
    assert page.locator(".m.off").count() == 1  # the demonym, off by default
    page.locator("#bm-search").fill("eskw")
    assert page.locator("article").count() == 1
    page.locator("#bm-found button").first.click()
    assert state(page)["place"] == 4
    page.locator("#bm-search").fill("")
    page.locator("#bm-filter-box summary").click()
    page.locator("#bm-f-associative").check()
    page.locator("#bm-f-kind").select_option("country")
    state(page)
    assert page.locator(".sentence").count() == 1
    page.locator("#bm-filters-clear").click()
    page.locator("#bm-f-from").fill("2026-03-04")
    state(page)
    assert page.locator("article").count() == 2
    assert page.evaluate("window.buffermap.view.shown.length") == 4


def test_table_sorts_filters_and_follows_the_map(open_page: Any) -> None:
    page = open_page(invented.page())
    page.evaluate("window.buffermap.store.set({ depth: 80000, side: 'both' })")
    page.locator("#bm-tab-table").click()
    assert page.locator(".row").count() < 60  # of many more: only those in sight exist
    page.get_by_role("button", name="People").click()
    assert page.locator(".row .name").first.inner_text() == "Alderton"
    page.locator("#bm-find").fill("hamlet 12")
    state(page)
    names = page.locator(".row .name").all_inner_texts()
    assert names
    assert all(name.startswith("Hamlet 12") for name in names)
    page.locator(".row").first.click()
    assert page.locator("#bm-card h3").inner_text().strip() == names[0].replace("±", "").strip()
    page.locator("#bm-find").fill("")
    page.locator("#bm-division").select_option(label="Highland")
    state(page)
    assert set(page.locator(".row .division").all_inner_texts()) == {"Highland"}
    page.locator("#bm-sums").click()
    state(page)
    assert page.locator("#bm-sum-table tbody tr").count() == 4
    page.locator("#bm-sums").click()
    page.mouse.click(*page.evaluate(SPOT, "Dunmere"))
    assert state(page)["row"] is None or state(page)["place"] == 3


def test_review_leaves_as_corrections_and_is_counted(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator(".m", has_text="Brook").first.click()
    page.locator("#bm-card summary").click()
    page.get_by_role("button", name="far away").click()
    page.locator(".m", has_text="Caster").first.click()
    page.get_by_role("button", name="Not a place").click()
    assert "2 of" in page.locator("#bm-checked").inner_text()
    page.locator("summary", has_text="Review").click()
    page.locator("#bm-reviewer").fill('A "careful" editor')
    with downloaded(page) as got:
        page.locator("#bm-corrections").click()
    entries = tomllib.loads(got["bytes"].decode())["correction"]
    assert entries[0]["surface"] == "Brook"
    assert entries[0]["geonameid"] == 77
    assert entries[0]["start"] == 40 + len("Officials in Alderton said farms near ")
    assert entries[1]["not_a_place"] is True
    assert entries[1]["reviewer"] == 'A "careful" editor'


def test_the_address_holds_the_state_and_back_goes_back(open_page: Any) -> None:
    page = open_page(invented.page())
    page.get_by_role("button", name="Both sides").click()
    page.locator("#bm-tab-table").click()
    state(page)
    address = page.evaluate("location.hash")
    assert "side=both" in address
    page.go_back()
    assert state(page)["tab"] == "text"
    again = open_page(invented.page(), hash=address)
    assert state(again) | {"side": "both", "tab": "table"} == state(again)


def test_an_address_from_elsewhere_cannot_break_the_page(open_page: Any) -> None:
    page = open_page(
        invented.page(),
        hash="#map=99/1/x&depth=1e999&side=<b>&place=-1&row=9999999&tab=zzz&lang=xx&article=7",
    )
    assert page.locator("#bm-tabs [aria-selected=true]").inner_text() == "Sentences"


@pytest.mark.parametrize("word", ["__proto__", "constructor", "toString", "hasOwnProperty"])
def test_words_of_the_language_itself_ask_for_nothing(open_page: Any, word: str) -> None:
    page = open_page(
        invented.page(), hash=f"#lang={word}&tab={word}&side={word}&map=5/51/1e308&speaker={word}"
    )
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("tab").first.inner_text().strip()


def test_layers_measure_and_language(open_page: Any) -> None:
    page = open_page(invented.page())
    page.get_by_role("button", name="Layers").click()
    page.get_by_role("checkbox", name="Hypothetical zone").uncheck()
    assert state(page)
    assert page.evaluate("window.buffermap.store.state.layers.zone") is False
    page.keyboard.press("Escape")
    page.locator("#bm-measure").click()
    box = page.locator("#bm-map").bounding_box()
    page.mouse.click(box["x"] + 300, box["y"] + 300)
    page.mouse.click(box["x"] + 400, box["y"] + 300)
    assert "km" in page.locator("#bm-measured").inner_text()
    page.keyboard.press("Escape")
    page.locator("#bm-language").select_option("uk")
    state(page)
    assert page.locator("#bm-tab-text").inner_text() == "Речення"
    assert page.evaluate("document.documentElement.lang") == "uk"
    assert "Гіпотетично" in page.locator("#bm-caption").inner_text()


@pytest.mark.parametrize("mode", ["links", "full"])
def test_text_modes_say_so(mode: Any, open_page: Any) -> None:
    page = open_page(invented.page(text_mode=mode))
    assert (
        page.locator("#bm-mode")
        .inner_text()
        .startswith({"links": "Names and links only", "full": "Full text"}[mode])
    )
    if mode == "links":
        assert "told to prepare" not in page.content()


def test_a_page_without_zone_shows_its_places_and_the_hint(open_page: Any) -> None:
    page = open_page(invented.page(zone=None, settlements=None, statements=(), hint="Ask with --border."))
    assert page.locator("#bm-depth").is_hidden()
    assert page.locator("#bm-hint").inner_text() == "Ask with --border."
    assert page.locator("#bm-tab-table").is_hidden()
    assert page.evaluate("window.buffermap.view.dots.anchors.length") >= 4


def test_a_page_without_articles_is_a_table(open_page: Any) -> None:
    page = open_page(
        invented.page(articles=(), sentences=(), mentions=(), places=(), statements=(), assumptions=())
    )
    assert state(page)["tab"] == "table"


def test_saved_copy_opens_as_it_was_left(open_page: Any, tmp_path: Any) -> None:
    page = open_page(invented.page())
    page.evaluate("window.buffermap.store.set({ depth: 33000, depthBy: 'reader', side: 'both' })")
    page.locator(".m", has_text="Brook").first.click()
    page.locator("#bm-card summary").click()
    page.get_by_role("button", name="Confirm").click()
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.locator("#bm-do-copy").click()
    copy = tmp_path / "copy.html"
    copy.write_bytes(got["bytes"])
    again = open_page(copy)
    assert state(again) | {"depth": 33000, "side": "both"} == state(again)
    assert "1 of" in again.locator("#bm-checked").inner_text()
    saved = got["bytes"].decode()
    assert json.loads(saved.split('id="bm-state">')[1].split("</script>")[0])["depth"] == 33000


def test_home_coordinates_scale_and_full_screen(open_page: Any) -> None:
    page = open_page(invented.page())
    opened = page.evaluate("() => window.buffermap.map.getBounds().toBBoxString()")
    page.get_by_role("button", name="Zoom in").click()
    until(
        page,
        f"window.buffermap.map.getBounds().toBBoxString() !== '{opened}' && !window.buffermap.map._animatingZoom",
    )
    page.get_by_role("button", name="Whole stretch").click()
    until(
        page,
        f"window.buffermap.map.getBounds().toBBoxString() === '{opened}' && !window.buffermap.map._animatingZoom",
    )
    x, y = page.evaluate(SPOT, "Brook")
    page.mouse.move(x, y)
    expect(page.locator("#bm-coordinates")).to_have_text(re.compile(r"^52\.0\d+, 23\.4\d+$"))
    expect(page.locator("#bm-tip")).to_contain_text("Brook 3 sentences")
    expect(page.locator(".leaflet-control-scale-line").first).to_have_text(re.compile(r"\d km$"))
    expect(page.locator(".leaflet-control-scale-line").last).to_have_text(re.compile(r"\d mi$"))
    page.evaluate(
        "() => { document.documentElement.requestFullscreen = async () => { window.asked = true; }; }"
    )
    page.get_by_role("button", name="Full screen").click()
    assert page.evaluate("window.asked")


def test_next_and_previous_walk_over_all_articles_and_obey_the_filters(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator(".m", has_text="Brook").first.click()
    nav = page.locator("#bm-card .nav")
    for button, counter in (
        ("next", "2 of 3"),
        ("next", "3 of 3"),
        ("next", "1 of 3"),
        ("previous", "3 of 3"),
    ):
        page.locator(f"#bm-{button}").click()
        expect(nav).to_have_text(counter)
    expect(page.locator(".m.selected")).to_be_in_viewport()
    page.locator("#bm-filter-box summary").click()
    page.locator("#bm-f-article").select_option("1")
    expect(nav).to_contain_text("of 2")
    page.locator("#bm-f-article").select_option("")
    page.locator("#bm-f-confidence").fill("95")
    expect(page.locator("#bm-articles")).to_contain_text("No sentence fits these filters.")
    page.locator("#bm-filters-clear").click()
    expect(page.locator("article")).to_have_count(3)


def test_a_place_that_is_not_drawn_says_why(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator(".m", has_text="Plainish").first.click()
    expect(page.locator("#bm-card")).to_contain_text("Not drawn: no outline of it is at hand")
    page.locator(".m", has_text="Brook").first.click()
    expect(page.locator("#bm-card")).not_to_contain_text("Not drawn")


def test_the_deciding_sentence_stands_first_and_says_what_is_open(open_page: Any) -> None:
    page = open_page(invented.page(), size=(1280, 800))
    rests = page.locator("#bm-rests")
    expect(rests.locator("blockquote")).to_contain_text("A strip fifteen kilometres deep")
    expect(rests.locator(".origin.text").first).to_contain_text("fifteen kilometres")
    expect(rests.locator(".origin.none")).to_have_count(2)  # where and side
    whole = """() => { const panel = document.getElementById("bm-panel-body").getBoundingClientRect();
      return [...document.querySelectorAll("#bm-rests blockquote, .sentence")].filter((e) => {
        const box = e.getBoundingClientRect(); return box.height && box.top >= panel.top && box.bottom <= panel.bottom; }).length; }"""
    assert page.evaluate(whole) >= 3


def test_a_crowd_of_dots_is_spaced_and_the_legend_says_so(open_page: Any) -> None:
    page = open_page(invented.page(settlements=invented.settlements(9000)))
    assert page.evaluate("window.buffermap.view.dots.several")
    nearest = """() => { const { dots, layer } = window.buffermap.view; const view = layer.view(); const at = new Set();
      for (let k = 0; k < dots.drawnCount; k++) { const row = dots.drawn[k];
        at.add(`${Math.floor((dots.x[row] * view.size - view.left) / 9)}/${Math.floor((dots.y[row] * view.size - view.top) / 9)}`); }
      return [at.size, dots.drawnCount]; }"""
    squares, drawn = page.evaluate(nearest)
    assert squares == drawn
    page.locator("#bm-legend").evaluate("e => { e.open = true; }")
    expect(page.locator("#bm-several")).to_be_visible()
    page.evaluate("window.buffermap.map.setView([52.2, 23.5], 12, { animate: false })")
    expect(page.locator("#bm-several")).to_be_hidden()
