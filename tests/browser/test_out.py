"""What is shown goes out again: the scenario and the shapes of a page are those of the command line."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import expect
from shapely.geometry import shape

import buffermap as bm
from buffermap import mapping
from buffermap.page.page import BufferMap
from buffermap.page.wire.unpack import read_page
from buffermap.pipeline import parse
from buffermap.running import run
from buffermap.scenarios.file import read_scenario
from buffermap.scenarios.given import Named
from tests.browser.conftest import downloaded, until

TEXTS = (
    "A buffer zone 10 km deep along the border of the Sumy region is being made, the governor Petro Melnyk said.",
    "No zone is planned there, a spokesman of the ministry said.",
)


@pytest.fixture(scope="module")
def stated(tmp_path_factory: Any) -> Path:
    """A page of the zone that a text states, with its file."""
    folder = tmp_path_factory.mktemp("stated")
    articles = [
        bm.Article(doc_id=f"{n}.txt", text=text, published=f"2026-0{n}-03") for n, text in enumerate(TEXTS, 1)
    ]
    BufferMap(mapping.page_of(parse(articles), None).data).save(folder / "page.html")
    return folder / "page.html"


def saved(page: Any, name: str) -> bytes:
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.locator(f"#bm-do-{name}").click()
    return got["bytes"]


def typed(page: Any, kilometres: str) -> None:
    page.locator("#bm-depth-number").fill(kilometres)
    page.locator("#bm-depth-number").press("Enter")


def inside(page: Any) -> int:
    """Count the settlements that the page's figures name as inside."""
    cells = page.locator("#bm-figures-body tr td:nth-child(2)").all_inner_texts()
    return sum(int(cell.split()[0].replace(",", "")) for cell in cells)


def run_counts(folder: Path, toml: bytes) -> list[dict[str, str]]:
    """Run a scenario and return the rows of settlements that lie inside."""
    folder.mkdir()
    (folder / "s.toml").write_bytes(toml)
    run(folder / "s.toml")
    with (folder / "settlements.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["inside"] == "True"]


@pytest.mark.parametrize(
    ("change", "source"),
    [(lambda _: None, "text"), (lambda page: typed(page, "12.345"), "analyst")],
    ids=["as it opens", "a depth of the reader's"],
)
def test_the_scenario_of_a_page_counts_the_same_when_it_is_run(
    open_page: Any, stated: Path, tmp_path: Path, change: Callable[[Any], None], source: str
) -> None:
    page = open_page(stated)
    change(page)
    toml = saved(page, "scenario")
    rows = run_counts(tmp_path / "run", toml)
    read = read_scenario(tmp_path / "run" / "s.toml")
    assert len(rows) == inside(page) > 0
    assert [entry.source for entry in read.depths] == [source]
    assert read.along is not None
    assert read.along.sentence == TEXTS[0]
    assert "/" not in str(read.articles)


def test_the_side_that_the_reader_takes_is_the_analysts(open_page: Any, stated: Path, tmp_path: Path) -> None:
    page = open_page(stated)
    page.locator("#bm-sides button[data-side=RU]").click()
    until(page, "document.querySelectorAll('#bm-figures-body tr').length === 1")
    toml = saved(page, "scenario")
    rows = run_counts(tmp_path / "run", toml)
    read = read_scenario(tmp_path / "run" / "s.toml")
    assert (read.side.value, read.side.source) == ("RU", "analyst")
    assert len(rows) == inside(page)


def test_a_page_by_options_says_its_scenario_and_command(open_page: Any, tmp_path: Path) -> None:
    stretch = bm.border("EE-LV", between=("Valga", "57.9,25.1"))
    named = Named(border="EE-LV", between=("Valga", "57.9,25.1"))
    ask = mapping.wanted_zone(stretch, side="EE", depths_m=[24_140.16], ends="cut", named=named)
    page = open_page(mapping.page_of([], ask).data, permissions=["clipboard-read", "clipboard-write"])
    rows = run_counts(tmp_path / "run", saved(page, "scenario"))
    assert len(rows) == inside(page) > 0
    page.locator("summary", has_text="Download").click()
    page.locator("#bm-do-command").click()
    expect(page.locator("#bm-done")).to_have_text("Copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == (
        "buffermap settlements --border EE-LV --between Valga 57.9,25.1 --ends cut --side EE --depth 24.14016km"
    )


@pytest.mark.parametrize("depth_m", [3_000.0, 40_000.0])
@pytest.mark.parametrize("side", ["EE", "both"])
def test_the_zone_of_the_page_is_pythons(open_page: Any, depth_m: float, side: str) -> None:
    stretch = bm.border("EE-LV", along=["Valga"])
    ask = mapping.wanted_zone(stretch, side=side, depths_m=[depth_m], ends="round")
    page = open_page(mapping.page_of([], ask).data)
    value = json.loads(saved(page, "zone"))
    parts = {
        part: [f for f in value["features"] if f["properties"]["part"] == part]
        for part in ("zone", "stretch")
    }
    shapes = [shape(feature["geometry"]) for feature in parts["zone"]]
    assert all(one.is_valid for one in shapes)
    exact = bm.zone(stretch, side=side, depth_m=depth_m).geometry
    drawn = shapely.union_all(shapes)
    off = drawn.symmetric_difference(exact).area / exact.length  # mean width of what differs, degrees
    assert off < 2 / 111_000
    assert len(parts["zone"]) == (2 if side == "both" else 1)
    [line] = parts["stretch"]
    assert shape(line["geometry"]).hausdorff_distance(stretch.line) < 5 / 55_000
    assert "Not a forecast" in value["description"]


def test_permalink_and_copy_bring_back_what_was_chosen_review_included(
    open_page: Any, stated: Path, tmp_path: Path
) -> None:
    page = open_page(stated)
    typed(page, "14")
    page.locator("#bm-sides button[data-side=UA]").click()
    page.locator("#bm-tab-table").click()
    page.locator("#bm-find").fill("a")
    page.locator("#bm-table-head button").nth(0).click()
    page.evaluate(
        "() => { const { store } = window.buffermap; store.set({ reviews: new Map([[0, { verdict: 'confirmed', date: '2026-01-01' }]]), reviewer: 'A. B.' }); }"
    )
    until(page, "location.hash.includes('find=a') && location.hash.includes('depth=14')")
    wanted = rows_shown(page)
    link = page.evaluate("() => location.hash")
    (tmp_path / "copy.html").write_bytes(saved(page, "copy"))
    for source, fragment in ((stated, link), (tmp_path / "copy.html", "")):
        again = open_page(source, hash=fragment)
        assert rows_shown(again) == wanted
        assert again.locator("#bm-find").input_value() == "a"
        assert again.locator("#bm-depth-number").input_value() == "14"
        assert again.evaluate("() => window.buffermap.store.state.side") == "UA"
    reviews = again.evaluate(
        "() => [...window.buffermap.store.state.reviews].map(([m, r]) => [m, r.verdict])"
    )
    assert reviews == [[0, "confirmed"]]
    assert again.evaluate("() => window.buffermap.store.state.reviewer") == "A. B."


def rows_shown(page: Any) -> list[str]:
    until(page, "document.querySelectorAll('#bm-rows-inner [role=row]').length > 0")
    return [str(text) for text in page.locator("#bm-rows-inner [role=row]").all_inner_texts()]


def test_a_page_says_its_id_and_version(open_page: Any, stated: Path) -> None:
    page = open_page(stated)
    page.locator("#bm-tab-about").click()
    known = read_page(stated)["id"]
    expect(page.locator("#bm-about")).to_contain_text(f"Page {known}, format 3.")
