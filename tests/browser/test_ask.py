"""Another stretch, asked on the page: what the page computes is what Python says, in numbers, in words and in paint."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from buffermap.articles.article import Article
from buffermap.page.compose import page_data
from buffermap.page.compose.ask import asked
from buffermap.page.page import BufferMap
from buffermap.pipeline import parse
from buffermap.scenarios.file import read_scenario
from buffermap.zones import nearby
from buffermap.zones.stretch import border
from buffermap.zones.zone import zone
from tests.browser.conftest import downloaded
from tests.browser.test_zone_edge import PAINTED, pixels_off

DEPTHS_M = (5_000.0, 20_000.0, 63_000.0)
SAME_M = 2.0  # a place so near to the edge may have another status here than in Python

STRETCHES: tuple[tuple[str, ...], ...] = (
    ("Bryansk Oblast",),
    ("Kursk Oblast",),
    ("Voronezh Oblast",),
    ("Rostov Oblast",),
    ("Chernihiv Oblast",),
    ("Kharkiv Oblast",),
    ("Donetsk Oblast",),
    ("Bryansk Oblast", "Luhansk Oblast"),
    ("Sumy Oblast", "Kharkiv Oblast", "Rostov Oblast"),
    (),
)

ROWS = """() => {
  const { model, store } = buffermap;
  const s = model.data.settlements;
  return [...Array(s.count).keys()].map((row) => [s.geonameid[row], s.distance[row], model.statusOfRow(row, store.state.depth, store.state.side)]);
}"""
OUTSIDE, INSIDE = 0, 1
STATUS = {OUTSIDE: "outside", INSIDE: "inside"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the part of the Russia–Ukraine border along one division, without any article."""
    path = tmp_path_factory.mktemp("ask") / "page.html"
    BufferMap(page_data(None, border("RU-UA", along="Sumy"))).save(path)
    return path


def _ask(page: Any, along: tuple[str, ...], depth_m: float, side: str) -> None:
    page.evaluate(
        """([names, depth, side]) => {
          const { model, store } = buffermap;
          const [line] = model.data.lines;
          const along = Object.keys(line.names).filter((code) => names.includes(line.names[code].name)).sort();
          store.set({ asked: Object.freeze({ border: line.border, along, between: null, line: null, around: null, name: "" }), depth, side, depthBy: "reader" });
          store.flush();
        }""",
        [list(along), depth_m, side],
    )


def test_ten_stretches_are_answered_as_python_answers_them(made: Path, open_page: Any) -> None:
    """Ten stretches, three depths, two sides: each status, but for places within 2 m of the edge, and each distance."""
    page = open_page(made)
    doubtful = []
    for along in STRETCHES:
        near = nearby.within_reach(border("RU-UA", along=list(along) or None))
        known = dict(
            zip(near.columns["geonameid"].tolist(), near.columns["distance_m"].tolist(), strict=True)
        )
        for depth_m in DEPTHS_M:
            for side in ("RU", "UA"):
                _ask(page, along, depth_m, side)
                rows = {int(i): (metres, status) for i, metres, status in page.evaluate(ROWS)}
                assert set(known) <= set(rows)
                off = max(abs(rows[i][0] - metres) for i, metres in known.items())
                assert off < SAME_M, f"{along}: a distance is {off:.2f} m off"
                table = nearby.table(near, side=side, depths_m=[depth_m], everything=True)
                for i, metres, accuracy_m, status in zip(
                    table["geonameid"], table["distance_m"], table["accuracy_m"], table["status"], strict=True
                ):
                    if STATUS.get(rows[i][1], "uncertain") != status:
                        doubtful.append((along, side, depth_m, i, abs(abs(metres - depth_m) - accuracy_m)))
                outside = set(rows) - set(known)
                assert all(rows[i][1] == OUTSIDE for i in outside)
    assert all(margin <= SAME_M for *_, margin in doubtful), doubtful


@pytest.mark.parametrize(
    ("along", "at"),
    [(("Kharkiv Oblast",), (50.1, 37.0)), (("Rostov Oblast",), (47.6, 38.6)), ((), (52.2, 33.0))],
)
def test_the_edge_of_another_stretch_is_the_exact_one_to_a_pixel(
    along: tuple[str, ...], at: tuple[float, float], made: Path, open_page: Any
) -> None:
    page = open_page(made, size=(900, 600))
    exact = zone(border("RU-UA", along=list(along) or None), side="UA", depth_m=20_000.0).geometry
    _ask(page, along, 20_000.0, "UA")
    for zoom in (7, 11):
        got = page.evaluate(PAINTED.replace('side: "PL"', 'side: "UA"'), [20_000.0, *at, zoom])
        wrong, seen = pixels_off(exact, got)
        assert seen
        assert wrong <= 1.0, f"zoom {zoom}: a pixel {wrong:.2f} px from the edge is on the wrong side"


def test_divisions_are_chosen_by_keys_and_all_that_shows_them_follows(made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=20&side=UA&tab=ask")
    box = page.get_by_role("checkbox", name="Kharkiv Oblast")
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    assert page.evaluate("document.activeElement.id") == box.get_attribute(
        "id"
    )  # what was drawn anew keeps the focus
    for where in ("#bm-basis", "#bm-caption"):
        assert "Kharkiv Oblast" in page.inner_text(where)
        assert "omputed on th" in page.inner_text(where)
    expected = nearby.within_reach(border("RU-UA", along=["Sumy", "Kharkiv"]))
    inside = int((nearby.on_side(expected, "UA") & (expected.columns["distance_m"] <= 20_000)).sum())
    assert f"would hold {inside} listed settlements" in page.inner_text("#bm-title")
    assert f"{inside} " in page.inner_text("#bm-figures-body")
    listed = np.count_nonzero(expected.columns["side"] == "UA")
    assert f"Ukraine {listed}" in page.inner_text("#bm-coverage")
    link = page.evaluate("location.hash")
    page.click("#bm-ask-back")
    assert "omputed" not in page.inner_text("#bm-caption")
    again = open_page(made, hash=link)
    assert "Kharkiv Oblast" in again.inner_text("#bm-caption")
    assert f"would hold {inside} listed settlements" in again.inner_text("#bm-title")


def test_the_whole_border_is_one_button_away(made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=10&side=both&tab=ask")
    page.click("#bm-ask-whole")
    assert page.get_attribute("#bm-ask-whole", "aria-pressed") == "true"
    expected = nearby.within_reach(border("RU-UA"))
    near = expected.columns["distance_m"] <= 10_000
    held = {side: int((nearby.on_side(expected, side) & near).sum()) for side in ("RU", "UA")}
    title = page.inner_text("#bm-title")
    assert f"in Russia {held['RU']} listed settlements" in title
    assert f"in Ukraine {held['UA']} listed settlements" in title


def test_an_address_that_asks_for_no_stretch_of_the_page_opens_its_own(made: Path, open_page: Any) -> None:
    for address in (
        "border=XX-YY",
        "border=RU-UA&along=RU.99",
        "border=RU-UA&between=1,2;3,4",
        "border=RU-UA&between=%00",
    ):
        page = open_page(made, hash=f"#map=7/51/34&depth=20&{address}")
        assert "omputed" not in page.inner_text("#bm-caption")
        assert "Sumy Oblast" in page.inner_text("#bm-caption")


def test_what_is_asked_leaves_as_a_scenario_that_python_answers_alike(
    made: Path, open_page: Any, tmp_path: Path
) -> None:
    page = open_page(made, hash="#depth=15&side=UA&tab=ask")
    page.get_by_role("checkbox", name="Kursk Oblast").click()
    expected = nearby.within_reach(border("RU-UA", along=["Sumy", "Kursk"]))
    inside = int((nearby.on_side(expected, "UA") & (expected.columns["distance_m"] <= 15_000)).sum())
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.click("#bm-do-scenario")
    (tmp_path / "asked.toml").write_bytes(got["bytes"])
    scenario = read_scenario(tmp_path / "asked.toml")
    stretch = scenario.stretch()
    assert set(stretch.along) == {"Sumy Oblast", "Kursk Oblast"}
    assert [entry.value for entry in scenario.depths] == ["15 km"]
    assert scenario.side.value == "UA"
    assert f"would hold {inside} listed" in page.inner_text("#bm-title")
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.click("#bm-do-copy")
    (tmp_path / "copy.html").write_bytes(got["bytes"])
    again = open_page(tmp_path / "copy.html")
    assert "Kursk Oblast" in again.inner_text("#bm-caption")
    assert again.inner_text("#bm-title") == page.inner_text("#bm-title")


TEXTS = (
    "The army plans a buffer zone 8 km deep on the Latvian side of the Estonia-Latvia border, Kalnins said.",
    "A security zone 6 km wide around the town of Valmiera was proposed by the minister, Anda Kalnins.",
    "A buffer zone 15 km deep along the border of the Valga region with Latvia was ordered by General Ozols.",
)


def test_a_statement_is_one_click_to_its_own_stretch_side_and_depth(open_page: Any) -> None:
    articles = [Article(doc_id=str(i), text=text) for i, text in enumerate(TEXTS)]
    data = page_data(parse(articles), border("EE-LV", along="Valga"))
    page = open_page(BufferMap(data), hash="#depth=25&side=EE&by=reader&tab=statements")
    numbers = {s.depth_m or (s.own and s.own.depth_m): i for i, s in enumerate(data.statements)}

    def click(depth_m: float) -> tuple[str, str]:
        page.locator(f'[data-statement="{numbers[depth_m]}"] .use').click()
        return page.inner_text("#bm-caption"), page.inner_text("#bm-basis")

    caption, basis = click(8_000.0)
    assert "within 8 km of the Estonia–Latvia border, on the side of Latvia" in caption
    assert "Valga" not in caption
    assert "Kalnins" in basis
    assert "Ozols" not in caption + basis  # nobody's words are borrowed for another stretch
    caption, _ = click(6_000.0)
    assert "within 6 km of Valmiera" in caption
    expected = nearby.within_reach(border("EE-LV", around="Valmiera"))
    inside = int((expected.columns["distance_m"] <= 6_000).sum())
    assert f"in Latvia {inside} " in page.inner_text("#bm-title")
    caption, basis = click(15_000.0)  # the page's own stretch: not computed here
    assert "along Valgamaa" in caption
    assert "omputed" not in caption + basis
    page.click("#bm-tab-ask")
    page.get_by_role("checkbox", name="Valgamaa").click()
    assert "set by reader" in page.inner_text("#bm-depth-by")  # 15 km are stated of another stretch
    assert "Ozols" not in page.inner_text("#bm-caption")
    page.click("#bm-tab-about")
    assumed = page.inner_text("#bm-about .assumptions")
    assert "Valgamaa" not in assumed  # the page's own stretch is not assumed of another
    assert "set by reader" in assumed


def test_no_stretch_is_deeper_than_the_page_lists_settlements(open_page: Any) -> None:
    deep = "A buffer zone 140 km deep along the Estonia-Latvia border was ordered by General Ozols."
    ask = asked(border("EE-LV", along="Valga"), side="LV", depths_m=[130_000.0], ends="round")
    page = open_page(
        BufferMap(page_data(parse([Article(doc_id="a", text=deep)]), ask)), hash="#tab=statements"
    )
    assert page.evaluate("buffermap.model.data.zone.reach_m") >= 130_000
    assert page.locator("#bm-statements .use").count() == 0  # its own depth cannot be shown whole
    assert page.locator("#bm-statements .asks").count() == 1
    page.click("#bm-tab-ask")
    page.click("#bm-ask-whole")
    assert page.evaluate("[buffermap.store.state.depth, buffermap.model.data.zone.reach_m]") == [
        100_000,
        100_000,
    ]
    assert "set by reader" in page.inner_text("#bm-depth-by")
