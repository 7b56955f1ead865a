"""Ends moved along the border, lines, areas, places and points of the reader's own: measured on the page as Python would."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from buffermap.page.compose import page_data
from buffermap.page.page import BufferMap
from buffermap.zones import nearby
from buffermap.zones.stretch import border
from tests.browser.conftest import downloaded, until
from tests.browser.test_access import violations
from tests.browser.test_ask import ROWS, STATUS

LINE = [
    (36.1, 49.6),
    (36.9, 49.9),
    (37.6, 49.7),
    (38.2, 49.9),
]  # winds, within the reach of the page's settlements
AREA = [(36.0, 49.7), (37.0, 49.6), (37.2, 50.0), (36.2, 50.1), (36.0, 49.7)]
PLACE = (50.0, 36.23)
DEPTH_M = 12_000.0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the part of the Russia–Ukraine border along one division, without any article."""
    path = tmp_path_factory.mktemp("own") / "page.html"
    BufferMap(page_data(None, border("RU-UA", along="Kharkiv"))).save(path)
    return path


def _typed(page: Any, text: str) -> str:
    page.fill("#bm-own-text", text)
    page.click("#bm-own-show")
    return str(page.inner_text("#bm-own-said"))


def _agrees(page: Any, stretch: Any, side: str) -> int:
    """Say how many settlements are inside, once every row of the page has Python's distance and status."""
    page.evaluate(
        "([depth, side]) => { const { store } = buffermap; store.set({ depth, side, depthBy: 'reader' }); store.flush(); }",
        [DEPTH_M, side],
    )
    rows = {int(i): (metres, status) for i, metres, status in page.evaluate(ROWS)}
    near = nearby.within_reach(stretch)
    table = nearby.table(near, side=side, depths_m=[DEPTH_M], everything=True)
    reach_m = page.evaluate("buffermap.model.data.zone.reach_m")
    assert reach_m > DEPTH_M
    table = table[table["distance_m"] <= reach_m]  # as far as the page says that it lists all
    for row in table.itertuples():
        metres, status = rows[row.geonameid]
        assert abs(metres - row.distance_m) < 2, row
        if abs(abs(row.distance_m - DEPTH_M) - row.accuracy_m) > 2:
            assert STATUS.get(status, "uncertain") == row.status, row
    return int(table["inside"].sum())


def test_an_end_is_moved_by_keys_to_where_a_division_changes(made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=12&side=UA&tab=ask")
    first = page.evaluate(
        "buffermap.model.answers.border('RU-UA').changes().map((v) => buffermap.model.answers.border('RU-UA').at(v))"
    )
    page.focus("#bm-end-1")
    page.keyboard.press("PageUp")
    until(page, "buffermap.store.state.asked?.between")
    asked = page.evaluate("buffermap.store.state.asked.between")
    assert asked[1] in first
    before = page.get_attribute("#bm-end-1", "aria-valuetext")
    page.keyboard.press("ArrowLeft")
    until(
        page, f"document.getElementById('bm-end-1').getAttribute('aria-valuetext') !== {json.dumps(before)}"
    )
    assert page.evaluate("document.activeElement.id") == "bm-end-1"
    asked = page.evaluate("buffermap.store.state.asked.between")
    ends = [(lat, lon) for lon, lat in asked]
    assert _agrees(page, border("RU-UA", between=(ends[0], ends[1])), "UA") > 0
    again = open_page(made, hash=page.evaluate("location.hash"))
    assert again.evaluate("buffermap.store.state.asked.between") == asked


def test_an_end_is_dragged_along_the_border_and_sticks_where_a_division_changes(
    made: Path, open_page: Any
) -> None:
    page = open_page(made, hash="#depth=12&side=UA&tab=ask")
    box = page.locator(".end-handle").first.bounding_box()
    at = page.evaluate(
        """() => { const b = buffermap.model.answers.border('RU-UA'); const v = b.changes().find((each) => b.metres[each] > 900000 && b.metres[each] < 1300000);
        const [lon, lat] = b.at(v); const p = buffermap.map.latLngToContainerPoint([lat, lon]); const r = buffermap.map.getContainer().getBoundingClientRect();
        return { x: p.x + r.left, y: p.y + r.top, point: [lon, lat] }; }"""
    )
    page.mouse.move(box["x"] + 11, box["y"] + 11)
    page.mouse.down()
    page.mouse.move(at["x"] + 4, at["y"] + 3, steps=6)
    page.mouse.up()
    until(page, "buffermap.store.state.asked?.between")
    assert at["point"] in page.evaluate("buffermap.store.state.asked.between")


def test_a_division_is_chosen_by_a_click_on_the_map(made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#map=8/51.2/34.0&depth=12&side=UA&tab=ask")
    spot = page.evaluate(
        "(() => { const p = buffermap.map.latLngToContainerPoint([51.05, 33.6]); const r = buffermap.map.getContainer().getBoundingClientRect(); return [p.x + r.left, p.y + r.top]; })()"
    )
    page.mouse.click(*spot)
    until(page, "buffermap.store.state.asked?.along.length === 2")
    assert page.get_by_role("checkbox", name="Sumy Oblast").is_checked()


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_typed_line_has_pythons_sides_and_distances(side: str, made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=12&side=UA&tab=ask")
    assert "km from all of this line" in _typed(page, "\n".join(f"{lat}, {lon}" for lon, lat in LINE))
    assert _agrees(page, border(line=shapely.LineString(LINE)), side) > 0
    assert "the line" in page.inner_text("#bm-caption")
    reach = page.evaluate("buffermap.model.data.zone.reach_m / 1000")
    assert (
        float(page.get_attribute("#bm-slider", "max")) == reach < 100
    )  # no deeper than the page lists settlements


def test_an_area_that_is_pasted_and_a_place_have_pythons_numbers(made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=12&side=UA&tab=ask")
    area = {
        "type": "Feature",
        "properties": {"name": "A wood"},
        "geometry": {"type": "Polygon", "coordinates": [AREA]},
    }
    _typed(page, json.dumps(area))
    assert "A wood" in page.inner_text("#bm-caption")
    for side in ("inside", "outside"):
        assert _agrees(page, border(line=shapely.Polygon(AREA)), side) > 0
    _typed(page, f"{PLACE[0]}, {PLACE[1]}")
    assert _agrees(page, border(around=PLACE), "UA") > 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("50.3", "could not be read"),
        ("{", "could not be read"),
        ('{"type": "Feature", "geometry": null}', "No line"),
        ("50.0, 36.0\n50.0, 37.0\n49.8, 36.5\n50.2, 36.5", "crosses itself"),
        ("91, 36.2", "nowhere"),
        ("10.0, 36.2", "too far"),
        (
            '{"type": "MultiLineString", "coordinates": [[[36, 50], [36.1, 50]], [[37, 50], [37.1, 50]]]}',
            "do not follow",
        ),
        ('{"type": "LineString", "coordinates": [[36, "x"], [36.1, 50]]}', "could not be read"),
    ],
)
def test_what_is_no_line_is_refused_in_words(text: str, said: str, made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=12&side=UA&tab=ask")
    assert said in _typed(page, text)
    assert page.evaluate("buffermap.store.state.asked") is None


def test_a_line_is_drawn_by_clicks_and_leaves_the_page_in_nothing(
    made: Path, open_page: Any, tmp_path: Path
) -> None:
    page = open_page(made, hash="#map=9/49.9/36.8&depth=12&side=UA&tab=ask")
    page.click("#bm-own-draw")
    box = page.locator("#map_main").bounding_box()
    for x, y in ((200, 300), (420, 350), (600, 250)):
        page.mouse.click(box["x"] + x, box["y"] + y)
    assert len(page.input_value("#bm-own-text").splitlines()) == 3
    page.click("#bm-own-show")
    until(page, "buffermap.store.state.asked?.line?.length === 3")
    page.set_input_files(
        "#bm-points-file",
        files=[{"name": "p.csv", "mimeType": "text/csv", "buffer": b"name,lat,lon\nOurs,49.95,36.9\n"}],
    )
    until(page, "buffermap.store.state.points.length === 1")
    link = page.evaluate("location.hash")
    assert "36.9" not in link
    assert "side=both" in link  # that of the page's own stretch
    assert page.locator("#bm-do-scenario").evaluate("(button) => button.hidden")
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.click("#bm-do-copy")
    copy = got["bytes"].decode()
    typed = page.input_value("#bm-own-text").split()[0].strip(",")
    state = copy.split('id="bm-state">')[1].split("</script>")[0]
    assert "Ours" not in copy
    assert typed not in state
    assert json.loads(state)["asked"] is None
    (tmp_path / "copy.html").write_bytes(got["bytes"])
    assert "along Kharkiv" in open_page(tmp_path / "copy.html").inner_text("#bm-caption")


def test_own_points_have_their_distance_and_status(made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=12&side=UA&tab=ask")
    rows = b'\xef\xbb\xbfName;Latitude;Longitude\r\n"Well; east";50,1;37,0\r\n=Trap;48.9;36.2\r\n<b>;50.35;36.5\r\n'
    page.set_input_files("#bm-points-file", files=[{"name": "p.csv", "mimeType": "text/csv", "buffer": rows}])
    until(page, "document.querySelectorAll('#bm-ask tbody tr').length === 3")
    stretch = border("RU-UA", along="Kharkiv")
    from geo.distance import index_of

    away = index_of(stretch).distance_m(np.array([37.0, 36.2, 36.5]), np.array([50.1, 48.9, 50.35]))
    page.locator("summary", has_text="Download")
    with downloaded(page) as got:
        page.click("#bm-points-save")
    saved = got["bytes"].decode("utf-8-sig").splitlines()
    assert saved[0] == "name,lat,lon,distance_m,side,zone_depth_m,status"
    assert saved[1].startswith("Well; east,50.1,37,")
    assert saved[2].startswith("'=Trap,")
    for line, metres in zip(saved[1:], away, strict=True):
        assert abs(float(line.split(",")[3]) - metres) < 2
    page.click("#bm-points-remove")
    until(page, "document.querySelectorAll('#bm-ask tbody tr').length === 0")


@pytest.mark.parametrize(("scheme", "size"), [("light", (1280, 800)), ("dark", (390, 844))])
def test_axe_finds_nothing_in_the_panel(scheme: Any, size: Any, made: Path, open_page: Any) -> None:
    page = open_page(made, hash="#depth=12&side=UA&tab=ask", size=size, color_scheme=scheme)
    _typed(page, "50.0, 36.23")
    page.set_input_files(
        "#bm-points-file", files=[{"name": "p.csv", "mimeType": "text/csv", "buffer": b"lat,lon\n50.1,37\n"}]
    )
    until(page, "buffermap.store.state.points.length === 1")
    assert violations(page) == []


def test_a_page_around_a_place_draws_its_disc_and_takes_a_line_near_it(open_page: Any) -> None:
    page = open_page(BufferMap(page_data(None, border(around="Kharkiv"))), hash="#depth=30&by=reader&tab=ask")
    assert page.evaluate("buffermap.view.zone.contour(buffermap.view.layer.view(), 30000).edges.length") == 1
    assert "km from all of this line" in _typed(page, "50.0, 36.3\n49.9, 36.5")
