"""The map reads: what the zone holds has its name; evidence has room; phone, keyboard and search work."""

from dataclasses import replace
from typing import Any

import numpy as np
from playwright.sync_api import expect

from buffermap.page.data import PageLabel
from tests.browser import invented
from tests.browser.conftest import until

PLACED = "window.buffermap.view.labels.placed.map((label) => label.text)"


def test_settlements_inside_have_their_names_and_follow_the_depth(open_page: Any) -> None:
    page = open_page(invented.page())
    first = page.evaluate(PLACED)
    inside = page.evaluate(
        """() => { const { model, store, view } = window.buffermap; const s = model.data.settlements;
        const held = []; for (let row = 0; row < s.count; row++) if (model.statusOfRow(row, store.state.depth, store.state.side)) held.push(s.name(row));
        return held; }"""
    )
    assert len(set(first) & set(inside)) > 10
    page.locator("#bm-slider").fill("2")
    until(page, f"{PLACED}.filter((name) => name.startsWith('Hamlet')).length < {len(first) // 2}")


def test_no_place_is_named_twice(open_page: Any) -> None:
    base = invented.page()
    table = base.settlements
    assert table is not None
    points = np.column_stack([table.lon, table.lat])
    alone = np.sort(np.hypot(*(points[:, None] - points).transpose(2, 0, 1)), axis=1)[:, 1]
    alone[(table.side != 0) | (table.distance_m > 12_000) | (np.arange(len(table)) < 5)] = 0
    town = int(np.argmax(alone))  # there is room for a second label
    label = PageLabel(name=table.name[town], lat=table.lat[town], lon=table.lon[town], rank=90_000)
    page = open_page(invented.page(basemap=replace(base.basemap, labels=(label,))))
    assert page.evaluate(PLACED).count(table.name[town]) == 1


def test_what_is_selected_has_its_name(open_page: Any) -> None:
    page = open_page(invented.page())
    row = page.evaluate(
        """() => { const { model, map } = window.buffermap; const s = model.data.settlements;
        for (let row = s.count - 1; row > 0; row--) if (map.getBounds().contains([s.lat(row), s.lon(row)])) return row; }"""
    )
    name = page.evaluate("(row) => window.buffermap.model.data.settlements.name(row)", row)
    page.evaluate("(row) => window.buffermap.store.set({ row, depth: null })", row)
    until(page, f"{PLACED}.includes('{name}')")


def test_each_tab_keeps_its_scroll_and_the_depth_folds_while_one_reads(open_page: Any) -> None:
    data = invented.page()
    many = data.articles * 8
    sentences = tuple(
        type(s)(article=s.article + 3 * k, start=s.start, text=s.text)
        for k in range(8)
        for s in data.sentences
    )
    page = open_page(invented.page(articles=many, sentences=sentences), size=(1280, 800))
    body = "document.getElementById('bm-panel-body')"
    page.evaluate(f"{body}.scrollTop = 300")
    until(page, "document.getElementById('bm-depth').classList.contains('folded')")
    page.get_by_role("tab", name="Assumptions").click()
    page.get_by_role("tab", name="Sentences").click()
    until(page, f"{body}.scrollTop === 300")
    page.evaluate(f"{body}.scrollTop = 0")
    until(page, "!document.getElementById('bm-depth').classList.contains('folded')")


def test_enter_on_a_name_leads_to_its_card_and_escape_back(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator(".m", has_text="Caster").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bm-card")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#bm-card")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Caster"


def test_search_puts_the_exact_name_first_opens_by_enter_and_says_why_nothing_is_found(
    open_page: Any,
) -> None:
    page = open_page(invented.page())
    page.locator("#bm-search").fill("hamlet 2")
    assert page.locator(".found").first.inner_text().startswith("Hamlet 2,")
    page.keyboard.press("Enter")
    expect(page.locator("#bm-card h3")).to_have_text("Hamlet 2")
    page.locator("#bm-search").fill("zzzz")
    expect(page.locator("#bm-found")).to_contain_text("no listed settlement near the line")


def test_on_a_phone_the_map_has_half_and_targets_are_thumbs(open_page: Any) -> None:
    for size in ((390, 844), (320, 640)):
        page = open_page(invented.page(), size=size, has_touch=True, is_mobile=True)
        assert page.locator("#bm-map").bounding_box()["height"] >= size[1] / 2
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        for selector in (".tool", "#bm-sides button", ".menu summary", "#bm-slider"):
            assert page.locator(selector).first.bounding_box()["height"] >= 44
        page.locator("#bm-layers-button").tap()
        box = page.locator("#bm-layers").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]


def test_a_phone_on_its_side_shows_map_and_panel_beside_each_other(open_page: Any) -> None:
    page = open_page(invented.page(), size=(844, 390), has_touch=True, is_mobile=True)
    left, right = page.locator("#bm-map").bounding_box(), page.locator("#bm-panel").bounding_box()
    assert left["x"] + left["width"] <= right["x"] + 1
    assert left["height"] > 250
