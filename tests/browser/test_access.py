"""The page serves everyone: keyboard alone, screen readers, small screens, dark rooms, paper."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import invented
from tests.browser.conftest import until

SERIOUS = ("serious", "critical")


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", (1280, 800)), ("dark", (1280, 800)), ("light", (390, 844))]
)
def test_axe_finds_nothing_serious(scheme: Any, size: Any, open_page: Any) -> None:
    page = open_page(invented.page(), size=size, color_scheme=scheme)
    for tab in ("text", "table", "about"):
        page.evaluate(
            "(tab) => { const s = window.buffermap.store; s.set({ tab, place: 1, mention: null }); s.flush(); }",
            tab,
        )
        found = [v for v in Axe().run(page).response["violations"] if v["impact"] in SERIOUS]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []


def test_keyboard_alone_reaches_everything(open_page: Any) -> None:
    page = open_page(invented.page())
    focused = "() => document.activeElement.id || document.activeElement.className"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the depth"
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.buffermap.store.state.depth") == 16000
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(focused))
    assert {"bm-unstated", "bm-tab-text", "bm-search", "bm-panel-body"} & seen >= {
        "bm-unstated",
        "bm-tab-text",
        "bm-search",
    }
    assert any("m settlement" in name for name in seen)
    page.locator("#bm-tab-text").focus()
    passed = []
    while "table" not in passed:
        page.keyboard.press("ArrowRight")
        passed.append(page.evaluate("window.buffermap.store.state.tab"))
        assert len(passed) == len(set(passed))
    page.locator("#bm-rows").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("window.buffermap.store.state.row") is not None
    assert page.evaluate("document.activeElement.closest('.row') !== null")
    page.locator("#bm-map .leaflet-container").focus()
    zoom = page.evaluate("window.buffermap.map.getZoom()")
    page.keyboard.press("+")
    until(page, f"window.buffermap.map.getZoom() === {zoom + 1}")


def test_focus_is_visible_and_the_map_is_named(open_page: Any) -> None:
    page = open_page(invented.page())
    page.keyboard.press("Tab")
    assert page.locator(".skip:focus").bounding_box()["y"] >= 0
    said = page.locator("#bm-map").get_attribute("aria-label")
    assert said.startswith("Map. A zone of 15 km in Poland would hold ")
    assert "Not a forecast, not control of territory." in said


def test_phone_puts_the_map_above_and_scrolls_nothing_sideways(open_page: Any) -> None:
    page = open_page(invented.page(), size=(390, 844), has_touch=True, is_mobile=True)
    upper, lower = page.locator("#bm-map").bounding_box(), page.locator("#bm-panel").bounding_box()
    assert upper["y"] + upper["height"] <= lower["y"] + 1
    assert upper["height"] >= 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".m", has_text="Brook").first.tap()
    assert page.locator("#bm-card").is_visible()


def test_sides_of_countries_with_long_names_are_not_cut_off_on_a_phone(open_page: Any) -> None:
    page = open_page(invented.page(), size=(320, 700), has_touch=True, is_mobile=True)
    page.evaluate("""() => document.querySelectorAll("#bm-sides button").forEach((button, i) => {
        button.textContent = ["Central African Republic", "Congo - Kinshasa", "Both sides"][i]; })""")
    whole = "b => b.scrollWidth <= b.clientWidth && b.getBoundingClientRect().right <= innerWidth"
    assert [page.evaluate(whole, b) for b in page.locator("#bm-sides button").element_handles()] == [True] * 3


def test_dark_is_dark_on_page_and_map(open_page: Any) -> None:
    page = open_page(invented.page(), color_scheme="dark")
    light = "(c) => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number); return (r + g + b) / 3; }"
    for element in ("body", "#bm-head", "#bm-panel"):
        colour = page.locator(element).evaluate("e => getComputedStyle(e).backgroundColor")
        assert page.evaluate(light, colour) < 60
    pixel = "() => [...window.buffermap.view.layer.canvases.base.getContext('2d').getImageData(300, 300, 1, 1).data].slice(0, 3).join(',')"
    assert page.evaluate(light, page.evaluate(pixel)) < 60
    page.locator("#bm-theme").click()
    assert page.evaluate(light, page.evaluate(pixel)) > 180


def test_reduced_motion_stops_the_maps_animation(open_page: Any) -> None:
    page = open_page(invented.page(), reduced_motion="reduce")
    assert page.evaluate("window.buffermap.map.options.zoomAnimation") is False


def test_print_shows_map_line_assumptions_and_no_buttons(open_page: Any) -> None:
    page = open_page(invented.page())
    page.emulate_media(media="print")
    assert page.locator("#bm-caption").is_visible()
    assert page.locator("#bm-about").is_visible()
    assert not page.locator("#bm-tools-map").is_visible()
    assert not page.locator(".actions").is_visible()
    assert len(page.pdf()) > 10_000


def test_paper_holds_the_whole_map_and_the_whole_table(open_page: Any) -> None:
    page = open_page(invented.page())
    before = page.evaluate("[window.buffermap.map.getZoom(), window.buffermap.map.getSize().x]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    table = invented.settlements()
    west = table.side == 0
    listed = west & ((table.distance_m <= 15_000) | (abs(table.distance_m - 15_000) <= table.uncertainty_m))
    assert page.locator("#bm-paper-table tbody tr").count() == listed.sum() > 0
    uncertain = west & (abs(table.distance_m - 15_000) <= table.uncertainty_m)
    assert page.locator("#bm-paper-table tbody th", has_text="±").count() == uncertain.sum() > 0
    assert page.locator("#bm-legend-list").is_visible()
    page.set_viewport_size({"width": 700, "height": 900})  # as narrow as paper
    whole = "(() => { const c = document.getElementById('bm-caption'); return c.scrollHeight <= c.clientHeight + 1; })()"
    assert page.evaluate(whole)
    assert page.locator("#bm-legend").evaluate("e => getComputedStyle(e).position") == "static"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("window.buffermap.map.getBounds().contains(window.buffermap.view.homeBounds())")
    assert page.evaluate("window.buffermap.map.getSize().x") == 680
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#bm-paper-table tr").count() == 0
    until(page, f"window.buffermap.map.getSize().x === {before[1]}")
    assert page.evaluate("window.buffermap.map.getZoom()") == before[0]


def test_without_scripts_everything_essential_is_there(open_page: Any) -> None:
    page = open_page(invented.page(), java_script_enabled=False, wait="")
    text = page.locator("body").inner_text()
    for part in ("Hypothetical: places within 15 km", "Ends", "Brook", "told to prepare", "© nobody", "CC0"):
        assert part in text
    assert page.locator("#bm-static svg").is_visible()
    assert not page.locator("#bm-main").is_visible()
