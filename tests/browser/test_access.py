"""The page serves everyone: keyboard alone, screen readers, small screens, dark rooms, paper."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import invented
from tests.browser.conftest import until

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[Any]:
    """Return what axe finds against WCAG 2.2 AA and against good practice, whatever its impact."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", (1280, 800)), ("dark", (1280, 800)), ("light", (390, 844))]
)
def test_axe_finds_nothing(scheme: Any, size: Any, open_page: Any) -> None:
    page = open_page(invented.page(), size=size, color_scheme=scheme)
    for tab in ("text", "statements", "table", "about"):
        page.evaluate(
            "(tab) => { const s = window.buffermap.store; s.set({ tab, place: 1, mention: null }); s.flush(); }",
            tab,
        )
        assert violations(page) == []
    page.evaluate("document.getElementById('bm-do-brief').click()")
    assert violations(page) == []


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


def pressed(page: Any, key: str, times: int = 1) -> str:
    """Press a key and return what has the focus then: its id, else its classes."""
    for _ in range(times):
        page.keyboard.press(key)
    said: str = page.evaluate("document.activeElement.id || document.activeElement.className")
    return said


def tab_to(page: Any, name: str, *, most: int = 60) -> None:
    """Walk by Tab until something with this id or class has the focus."""
    for _ in range(most):
        if name in pressed(page, "Tab").split():
            return
    raise AssertionError(f"no {name} within {most} stops")


def test_a_mention_is_reviewed_from_scratch_by_keyboard(open_page: Any) -> None:
    page = open_page(invented.page())
    pressed(page, "Tab")
    assert pressed(page, "Tab") == "skip"
    pressed(page, "Enter")  # past the depth, to the sentences
    tab_to(page, "m")
    first = page.evaluate("document.activeElement.textContent")
    assert first == "Alderton"
    assert "m" in pressed(page, "ArrowRight").split()
    assert page.evaluate("document.activeElement.textContent") == "Brook"
    assert pressed(page, "Enter") == "bm-card"
    assert page.locator("#bm-card").get_attribute("aria-label").startswith("Brook")
    tab_to(page, "bm-next", most=4)
    tab_to(page, "bm-review-open", most=4)
    pressed(page, "Enter")
    assert page.locator("#bm-card .review").get_attribute("open") is not None
    pressed(page, "Tab")
    pressed(page, "Enter")  # confirms
    until(page, "window.buffermap.store.state.reviews.size === 1")
    until(
        page, "document.activeElement.id === 'bm-review-confirmed'"
    )  # the card is drawn anew and takes it back
    assert "m" in pressed(page, "Escape").split()
    assert page.evaluate("document.activeElement.textContent").startswith("Brook")
    assert page.locator("#bm-card").is_hidden()


def test_a_sentence_is_one_stop_and_arrows_walk_in_it(open_page: Any) -> None:
    page = open_page(invented.page())
    stops = "[...document.querySelectorAll('.sentence')].map((s) => s.querySelectorAll('[tabindex=\"0\"]').length)"
    assert set(page.evaluate(stops)) == {1}
    page.locator(".m", has_text="Alderton").first.focus()
    pressed(page, "ArrowRight", 2)
    assert page.evaluate("document.activeElement.textContent") == "Caster"
    assert set(page.evaluate(stops)) == {1}
    pressed(page, "ArrowDown")
    assert page.evaluate("document.activeElement.closest('.sentence').dataset.sentence") == "1"
    pressed(page, "ArrowUp")
    assert page.evaluate("document.activeElement.textContent") == "Caster"


def test_search_is_opened_by_enter_and_left_by_escape(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator("#bm-search").fill("brook")
    assert pressed(page, "Enter") == "bm-card"
    assert page.locator("#bm-card h3").inner_text().startswith("Brook")
    assert pressed(page, "Escape") == "bm-search"
    page.locator("#bm-search").fill("nowhere at all")
    assert "begins like this" in page.locator("#bm-found").inner_text()


def test_a_distance_is_measured_without_a_mouse(open_page: Any) -> None:
    page = open_page(invented.page())
    page.locator("#bm-measure").focus()
    pressed(page, "Enter")
    page.keyboard.type("52.0, 23.0")
    pressed(page, "Enter")
    page.keyboard.type("52.0 24.0")
    pressed(page, "Enter")
    said = page.locator("#bm-measured [role=status]")
    assert said.inner_text().startswith("68.6")  # a degree at this latitude
    page.keyboard.type("Nowhere")
    pressed(page, "Enter")
    assert "“Nowhere” is no pair of coordinates" in said.inner_text()
    assert pressed(page, "Escape") == "bm-measure"
    assert page.locator("#bm-measured").is_hidden()


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (844, 390), (480, 300)])
def test_small_screens_and_frames_scroll_nothing_sideways_and_hide_nothing(size: Any, open_page: Any) -> None:
    page = open_page(invented.page(), size=size, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.locator("#bm-map").bounding_box()["height"] >= size[1] * 0.5 - 1
    small = """() => [...document.querySelectorAll("#bm-depth button, .actions summary, .actions button, #bm-tools-map button, #bm-tabs button, .m")]
      .filter((b) => b.checkVisibility({ contentVisibilityAuto: true })).map((b) => [b.id || b.className, b.getBoundingClientRect()])
      .filter(([, r]) => r.width < 24 || r.height < 23.5).map(([name]) => name)"""
    assert page.evaluate(small) == []
    page.locator("#bm-caption-more").tap()
    whole = "(() => { const c = document.getElementById('bm-caption'); return c.scrollWidth <= c.clientWidth + 1; })()"
    assert page.evaluate(whole)


def test_on_a_phone_one_sheet_is_open_at_a_time(open_page: Any) -> None:
    page = open_page(invented.page(), size=(390, 844), has_touch=True, is_mobile=True)
    page.locator("#bm-legend summary").tap()
    page.locator("#bm-layers-button").tap()
    assert page.locator("#bm-layers").is_visible()
    assert page.locator("#bm-legend").get_attribute("open") is None
    page.keyboard.press("Escape")
    page.locator("#bm-measure").tap()
    assert page.locator("#bm-layers").is_hidden()
    assert page.locator("#bm-measured").is_visible()


def test_contrast_of_what_the_map_draws_is_three_to_one(open_page: Any) -> None:
    for scheme in ("light", "dark"):
        page = open_page(invented.page(), color_scheme=scheme)
        ratios = page.evaluate("""() => {
          const colours = window.buffermap.view.colours;
          const light = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
            .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = light(colours.land);
          return ["line", "dot", "dotInside", "zoneEdge", "zoneEdgeB", "border", "mention", "mentionInside", "accent", "label"].map((name) => {
            const [a, b] = [ground, light(colours[name])].sort((x, y) => y - x);
            return [name, (a + 0.05) / (b + 0.05)];
          }); }""")
        assert [(name, round(ratio, 2)) for name, ratio in ratios if ratio < 3] == []


def test_far_from_the_zone_an_inset_keeps_it(open_page: Any) -> None:
    page = open_page(invented.page())
    inset = page.locator("#bm-inset")
    expect(inset).to_contain_text("where this is")
    page.evaluate("window.buffermap.map.setView([40, 60], 7, { animate: false })")
    expect(inset).to_contain_text("the zone is here")
    inset.click()
    until(page, "window.buffermap.map.getBounds().contains(window.buffermap.view.homeBounds())")


def test_the_brief_is_one_view_and_one_page(open_page: Any) -> None:
    page = open_page(invented.page(), size=(900, 600), hash="#embed")
    assert page.locator("#bm-panel").is_hidden()
    assert page.locator("#bm-brief tbody tr").count() >= 3
    expect(page.locator("#bm-brief blockquote")).to_contain_text("A strip fifteen kilometres deep")
    assert "embed" in page.evaluate("location.hash")
    page.locator("#bm-whole").click()
    assert page.locator("#bm-panel").is_visible()
    assert "embed" not in page.evaluate("location.hash")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    bottom = page.locator("#bm-brief").evaluate("e => e.getBoundingClientRect().bottom + scrollY")
    assert bottom < 940  # pixels of a letter's height within the margins
