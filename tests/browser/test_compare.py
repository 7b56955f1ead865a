"""A page of two zones: both drawn, who lies only in A, only in B, or in both."""

import dataclasses
import re
from typing import Any

import numpy as np
import shapely
from defusedxml import ElementTree
from playwright.sync_api import expect

from buffermap.headline import headline
from buffermap.page.data import PageData
from buffermap.words import Words
from geo.distance import DistanceIndex
from tests.browser import invented
from tests.browser.conftest import downloaded
from tests.browser.test_exports import rows_of
from tests.browser.test_statements import serious


def two_zones() -> PageData:
    """Return the invented page without articles, with a second zone along the northern half of the border."""
    base = invented.page(articles=(), sentences=(), mentions=(), places=(), statements=(), assumptions=())
    assert base.zone is not None
    assert base.settlements is not None
    points = shapely.get_coordinates(invented.border().line)
    north = shapely.MultiLineString([points[len(points) // 2 :]])
    table = base.settlements
    return dataclasses.replace(
        base,
        other=dataclasses.replace(
            base.zone, label="its northern half", line=north, side="both", depth_m=25_000.0, depth_origin="analyst"
        ),
        settlements=dataclasses.replace(
            table, distance_b_m=DistanceIndex(north).distance_m(table.lon, table.lat), side_b=table.side
        ),
    )  # fmt: skip


def relations(data: PageData, *, a_m: float, b_m: float) -> dict[str, int]:
    """Return how many settlements lie only in A (west), only in B (both sides), and in both."""
    table = data.settlements
    assert table is not None
    assert table.distance_b_m is not None
    a = (table.side == 0) & (table.distance_m <= a_m)
    b = (table.side >= 0) & (table.distance_b_m <= b_m)
    return {"a": int((a & ~b).sum()), "b": int((b & ~a).sum()), "both": int((a & b).sum())}


def counted(page: Any) -> dict[str, int]:
    rows = page.locator("#bm-compare-body tr")
    return {
        rows.nth(i).get_attribute("data-relation"): int(rows.nth(i).locator("td").first.inner_text().replace(",", ""))
        for i in range(rows.count())
    }  # fmt: skip


def test_settlements_are_counted_in_a_in_b_and_in_both(open_page: Any) -> None:
    data = two_zones()
    page = open_page(data)
    assert counted(page) == relations(data, a_m=15_000, b_m=25_000)
    page.locator("#bm-depth-b").fill("60")
    page.locator("#bm-depth-b").press("Enter")
    page.wait_for_function("() => window.buffermap.store.state.depthB === 60000")
    expect(page.locator("#bm-caption")).to_contain_text("B: within 60 km of its northern half")
    assert counted(page) == relations(data, a_m=15_000, b_m=60_000)
    page.locator("#bm-slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#bm-caption")).to_contain_text("A: within 16 km")
    assert counted(page) == relations(data, a_m=16_000, b_m=60_000)
    expect(page.locator("#bm-caption")).to_contain_text("Not a forecast, not control of territory.")


def test_both_zones_are_drawn_and_hatched_apart(open_page: Any) -> None:
    page = open_page(two_zones())
    expect(page.locator("#bm-legend")).to_contain_text("Zone B")
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.locator("#bm-do-svg").click()
    root = ElementTree.fromstring(got["bytes"].decode())
    label = "{http://www.inkscape.org/namespaces/inkscape}label"
    layers = {g.get(label): g for g in root.iter() if g.tag.endswith("}g")}
    hatches = set()
    for name in ("Hypothetical zone", "Hypothetical zone B"):
        paths = list(layers[name].iter("{http://www.w3.org/2000/svg}path"))
        assert len(paths[0].get("d")) > 500
        hatches.add((paths[1].get("fill"), paths[2].get("stroke"), paths[2].get("stroke-dasharray")))
    assert len({part for hatch in hatches for part in hatch}) == 6


def test_the_table_lists_one_relation_and_its_sums(open_page: Any) -> None:
    data = two_zones()
    expected = relations(data, a_m=15_000, b_m=25_000)
    page = open_page(data)
    page.get_by_role("button", name="Only in B").click()
    expect(page.locator("#bm-relation")).to_have_value("b")
    expect(page.locator("#bm-table-note")).to_have_text(f"{expected['b']} settlements")
    assert set(page.locator(".row .relation").all_inner_texts()) == {"B"}
    page.locator("#bm-sums").click()
    expect(page.locator("#bm-sum-table")).to_be_visible()
    assert (
        sum(map(int, page.locator("#bm-sum-table tbody td:nth-child(2)").all_inner_texts())) == expected["b"]
    )
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.locator("#bm-do-csv").click()
    rows = rows_of(got["bytes"])
    assert len(rows) == expected["b"]
    assert {row["relation"] for row in rows} == {"b"}
    assert all(float(row["distance_b_m"]) <= 25_000 for row in rows)
    assert got["bytes"].decode("utf-8-sig").startswith("geonameid,")


def test_without_a_script_both_zones_are_said(open_page: Any) -> None:
    page = open_page(two_zones(), wait="", java_script_enabled=False)
    expect(page.locator("#bm-static .hypothetical")).to_contain_text("B: within 25 km of its northern half")


def test_keyboard_and_phone(open_page: Any) -> None:
    page = open_page(two_zones(), size=(390, 844))
    expect(page.get_by_role("tab", name="Sentences")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#bm-slider-b").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => window.buffermap.store.state.depthB === 26000")
    assert np.isfinite(page.locator("#bm-compare").bounding_box()["height"])


def test_axe_finds_nothing_serious_with_two_zones(open_page: Any) -> None:
    page = open_page(two_zones())
    expect(page.locator(".row .relation").first).to_be_visible()
    assert serious(page) == []


def test_of_one_stretch_only_what_differs_is_named_and_both_curves_are_drawn(open_page: Any) -> None:
    data = two_zones()
    assert data.zone is not None
    data = dataclasses.replace(data, other=dataclasses.replace(data.zone, side="both", depth_m=25_000.0))
    page = open_page(data)
    title = page.locator("#bm-title")
    expect(title).to_contain_text("A: 15 km, Poland. B: 25 km, both sides. Only A would hold ")
    assert title.inner_text() == headline(data, Words("en"))
    expect(page.locator("#bm-basis")).to_have_text("Both along the invented border along Lowland.")
    expect(page.locator("#bm-label-a")).to_be_hidden()
    assert page.locator("#bm-curve .curve-listed").count() == 2
    before = page.locator(".curve-b").get_attribute("d")
    page.locator("#bm-sides-b button", has_text="Belarus").click()
    expect(title).to_contain_text("B: 25 km, Belarus")
    assert page.locator(".curve-b").get_attribute("d") != before
    said = page.locator("#bm-slider-b").get_attribute("aria-valuetext")
    assert said.startswith("25 km. A: 15 km, Poland.")


def test_the_list_of_two_zones_has_room(open_page: Any) -> None:
    page = open_page(two_zones(), size=(1280, 800))
    whole = """() => { const box = document.getElementById("bm-rows").getBoundingClientRect();
      return [...document.querySelectorAll(".row")].filter((r) => r.getBoundingClientRect().bottom <= box.bottom).length; }"""
    assert page.evaluate(whole) >= 6
    page.locator("#bm-rows").evaluate("e => { e.scrollTop = 200; }")
    expect(page.locator("#bm-depth")).to_have_class(re.compile("folded"))
