"""Events on the page: diamonds apart from named places, week by week, counted live, hostile words as text."""

import pandas as pd
import pytest

import buffermap as bm
from tests.browser.conftest import until
from tests.browser.test_safety import HOSTILE
from tests.buffermap.incidents.made import ACROSS, DEEP, NEAR, NOTE, acled, ucdp

ARTICLE = bm.Article(
    doc_id="a",
    text="Buses in Valga stopped on Thursday, the town said.",
    title="Buses stop",
    published="2025-03-06",
    outlet="Courier",
)
TOWN = (57.77781, 26.0473)


def page_of(rows, **rule):
    zone = bm.zone(bm.border("EE-LV"), side="EE", depth="20 km")
    return bm.map_articles(ARTICLE, zone, events=bm.events(pd.DataFrame(rows), **rule))


@pytest.fixture(scope="module")
def rows():
    """Return rows of a table that may be passed on."""
    made = [ucdp(1, NEAR), ucdp(2, DEEP, day="2025-03-20"), ucdp(3, ACROSS, code="2"), ucdp(4, TOWN)]
    made[0]["url"] = "https://example.org/1"
    return made


@pytest.fixture(scope="module")
def shown(rows):
    return page_of(rows, share="rows", licence="CC BY 4.0")


def test_counts_are_live_and_the_same_as_in_python(open_page, shown, rows):
    page = open_page(shown)
    found = bm.events(pd.DataFrame(rows), bm.border("EE-LV"), side="EE", depth=["5 km", "20 km", "60 km"])
    for depth_m, held in found.groupby("zone_depth_m"):
        page.evaluate(f"buffermap.store.set({{ depth: {depth_m} }})")
        n, uncertain, outside = (
            (held["status"] == status).sum() for status in ("inside", "uncertain", "outside")
        )
        told = f"Events: {n} inside, {uncertain} uncertain by how exact their points are, {outside} outside"
        until(page, f"document.getElementById('bm-events-now').textContent === {told!r}")


def test_a_list_with_words_source_link_and_articles_that_are_near(open_page, shown):
    page = open_page(shown)
    page.click("#bm-tab-events")
    events = page.locator("#bm-events .event")
    assert events.count() == 3  # what lies outside is not listed
    assert NOTE in events.first.inner_text()
    assert page.get_attribute("#bm-events .event a", "href") == "https://example.org/1"
    page.click("[data-event='3'] button")
    near = page.locator("[data-event='3'] li")
    assert near.inner_text() == "March 6, 2025 · Courier · Buses stop"
    assert "they need not be about this event" in page.inner_text("[data-event='3']")
    near.locator("button").click()
    until(page, "buffermap.store.state.tab === 'text'")


def test_a_week_narrows_the_list_the_dots_and_the_articles(open_page, shown):
    page = open_page(shown)
    page.click("#bm-tab-events")
    weeks = page.locator("#bm-events .week")
    assert weeks.first.get_attribute("aria-label").startswith("Week of March 3, 2025: ")
    weeks.last.click()
    until(page, "buffermap.store.state.filters.from === '2025-03-17'")
    until(page, "buffermap.view.eventDots.drawn.length <= 1")
    assert page.locator("#bm-events .event").count() == 0
    weeks.last.click()
    until(page, "buffermap.store.state.filters.from === ''")


def test_a_link_leads_to_the_events(open_page, shown):
    page = open_page(shown, hash="#tab=events")
    assert page.is_visible("#bm-events")


def test_a_click_on_a_diamond_opens_its_event(open_page, shown):
    page = open_page(shown)
    x, y = page.evaluate(
        f"(() => {{ const p = buffermap.map.latLngToContainerPoint([{DEEP[0]}, {DEEP[1]}]); return [p.x, p.y]; }})()"
    )
    box = page.locator("#bm-map").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    until(page, "buffermap.store.state.event === 1")
    assert page.is_visible("#bm-events")
    assert page.locator("#bm-legend-list .event-in").count() == 1


def test_events_are_on_no_picture(open_page, shown):
    page = open_page(shown)
    keys = page.evaluate("[...document.querySelectorAll('#bm-legend-list i')].map((i) => i.className)")
    assert "key event" in keys
    with page.expect_download() as saved:
        page.click("text=Download & cite")
        page.click("#bm-do-svg")
    svg = saved.value.path().read_text(encoding="utf-8")
    assert "Event" not in svg
    assert NOTE not in svg


def test_counts_alone_at_the_depths_that_the_page_offers(open_page):
    page = open_page(page_of([acled(1, NEAR), acled(2, DEEP)]))
    page.click("#bm-tab-events")
    assert "Counts alone: rows of these tables do not leave." in page.inner_text("#bm-events")
    assert page.locator("#bm-events .event").count() == 0
    page.evaluate("buffermap.store.set({ depth: 10000 })")
    until(page, "document.getElementById('bm-events-now').textContent.startsWith('Events: 1 inside')")
    page.evaluate("buffermap.store.set({ depth: 11000 })")
    until(
        page,
        "document.getElementById('bm-events-now').textContent.includes('are held at 5 km, 10 km, 20 km, 30 km')",
    )


def test_print_says_for_whose_use(open_page, tmp_path):
    zone = bm.zone(bm.border("EE-LV"), side="EE", depth="20 km")
    found = bm.events(pd.DataFrame([acled(1, NEAR)]), share="own-use")
    bm.map_articles(ARTICLE, zone, events=found).save(tmp_path / "x.own-use.html")
    page = open_page(tmp_path / "x.own-use.html")
    assert page.title().startswith("For your own use")
    for size in (1280, 390):
        page.set_viewport_size({"width": size, "height": 800})
        assert page.is_visible("#bm-kicker")
    page.emulate_media(media="print")
    assert page.is_visible("#bm-kicker")
    assert "FOR YOUR OWN USE" in page.inner_text("#bm-kicker").upper()


def test_hostile_words_are_words(open_page):
    rows = []
    for number, hostile in enumerate(HOSTILE):
        text = hostile.encode("utf-8", "replace").decode("utf-8")  # no table holds half a surrogate pair
        row = ucdp(number, (NEAR[0] + number * 1e-4, NEAR[1]))
        rows.append(
            {
                **row,
                "source_headline": text,
                "source_article": text,
                "adm_1": text,
                "url": text,
                "type_of_violence": text,
            }
        )
    page = open_page(page_of(rows, share="rows", licence=HOSTILE[0]))
    page.click("#bm-tab-events")
    for _ in range(2):
        page.click("#bm-events .event button")
    shown = page.locator("#bm-events .event").count()
    assert shown == len(HOSTILE)
    assert page.locator("#bm-events script, #bm-events img, #bm-events iframe, #bm-events svg").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('#bm-events a')].every((a) => /^https?:/.test(a.href))"
    )
    assert "<script>alert(1)</script>" in page.inner_text("#bm-events")
