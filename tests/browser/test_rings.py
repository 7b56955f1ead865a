"""Several depths at once: nested rings, and a second zone on any page, with the difference listed."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import buffermap as bm
from buffermap import mapping
from buffermap.page.document import document
from buffermap.running import run
from buffermap.scenarios.file import read_scenario
from tests.browser.conftest import downloaded, until
from tests.browser.test_out import saved, typed


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: Any) -> Path:
    """A page that was asked for three depths."""
    stretch = bm.border("EE-LV", along=["Valga"])
    ask = mapping.wanted_zone(stretch, side="EE", depths_m=[5_000.0, 10_000.0, 20_000.0], ends="round")
    path = tmp_path_factory.mktemp("rings") / "page.html"
    path.write_text(document(mapping.page_of([], ask).data), encoding="utf-8")
    return path


def table(page: Any) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in page.locator("#bm-ring-list tr").all()]


def counts(depths: list[str]) -> list[int]:
    stretch = bm.border("EE-LV", along=["Valga"])
    return [int(bm.zone(stretch, side="EE", depth=depth).settlements()["inside"].sum()) for depth in depths]


def test_several_depths_open_as_rings_with_what_each_holds_more(open_page: Any, page_file: Path) -> None:
    page = open_page(page_file)
    rows = table(page)
    inside = counts(["5 km", "10 km", "20 km"])
    assert [row[0] for row in rows] == ["5 km", "10 km", "20 km"]
    assert [int(row[1]) for row in rows] == inside
    assert [row[2] for row in rows] == ["", f"+{inside[1] - inside[0]}", f"+{inside[2] - inside[1]}"]
    drawn = page.evaluate("() => window.buffermap.store.state.rings")
    assert drawn == [10_000, 20_000]
    svg = saved(page, "svg").decode()
    assert svg.count("<title>10 km</title>") == 1


def test_a_ring_is_kept_and_dropped_by_keys(open_page: Any, page_file: Path) -> None:
    page = open_page(page_file)
    typed(page, "7")
    page.locator("#bm-ring").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('#bm-ring-list tr').length === 3")
    typed(page, "5")
    assert [row[0] for row in table(page)] == ["5 km", "7 km", "10 km", "20 km"]
    until(page, "decodeURIComponent(location.hash).includes('rings=7,10,20')")
    page.get_by_role("button", name="Remove the ring at 10 km").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('#bm-ring-list tr').length === 3")
    assert page.evaluate("() => document.activeElement.closest('#bm-ring-list') !== null")


def test_rings_leave_with_scenario_shapes_permalink_and_copy(
    open_page: Any, page_file: Path, tmp_path: Path
) -> None:
    page = open_page(page_file, hash="#map=7/57.9/26.2&depth=5&by=analyst&side=EE&rings=12")
    (tmp_path / "s.toml").write_bytes(saved(page, "scenario"))
    assert read_scenario(tmp_path / "s.toml").depths_m == [5_000.0, 12_000.0]
    run(tmp_path / "s.toml")
    assert (tmp_path / "settlements.csv").exists()
    value = json.loads(saved(page, "zone"))
    depths = [f["properties"]["depth_m"] for f in value["features"] if f["properties"]["part"] == "zone"]
    assert depths == [5_000, 12_000]
    (tmp_path / "copy.html").write_bytes(saved(page, "copy"))
    again = open_page(tmp_path / "copy.html")
    assert [row[0] for row in table(again)] == ["5 km", "12 km"]


def test_any_page_compares_with_a_second_zone_and_lists_the_difference(
    open_page: Any, page_file: Path, tmp_path: Path
) -> None:
    page = open_page(page_file)
    page.locator("#bm-pair").click()
    expect(page.locator("#bm-compare")).to_be_visible()
    expect(page.locator("#bm-figures")).to_be_hidden()
    page.locator("#bm-depth-b").fill("20")
    page.locator("#bm-depth-b").press("Enter")
    inside = counts(["5 km", "20 km"])
    only_b = page.locator("#bm-compare-body tr[data-relation=b] td").first
    expect(only_b).to_have_text(str(inside[1] - inside[0]))
    page.locator("#bm-compare-body tr[data-relation=b] button").click()
    expect(page.locator("#bm-table-note")).to_contain_text(str(inside[1] - inside[0]))
    expect(page.locator("#bm-title")).to_contain_text("A")
    until(
        page, "location.hash.includes('depthb=20') && location.hash.includes('relation=b')"
    )  # written a moment later
    link = page.evaluate("() => location.hash")
    (tmp_path / "copy.html").write_bytes(saved(page, "copy"))
    for source, fragment in ((page_file, link), (tmp_path / "copy.html", "")):
        again = open_page(source, hash=fragment)
        expect(again.locator("#bm-compare")).to_be_visible()
        expect(again.locator("#bm-compare-body tr[data-relation=b] td").first).to_have_text(
            str(inside[1] - inside[0])
        )
    names = []
    page.on("download", lambda one: names.append(one.suggested_filename))
    with downloaded(page):
        page.locator("summary", has_text="Download").click()
        page.locator("#bm-do-scenario").click()
    until(page, "true")
    assert names[0].endswith("a.toml")
    page.locator("#bm-unpair").click()
    expect(page.locator("#bm-figures")).not_to_have_attribute("hidden", "")
    expect(page.locator("#bm-compare")).to_be_hidden()
    expect(page.locator("#bm-relation")).to_be_hidden()
    expect(page.locator("label[for=bm-depth-number]")).to_have_text("Depth of the zone")
