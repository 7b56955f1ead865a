"""What is downloaded: tables, shapes, pictures with the hypothetical line and credits in them."""

import csv
import dataclasses
import html
import io
import json
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from PIL import Image
from playwright.sync_api import expect

from buffermap.page.data import PageSentence
from buffermap.page.picture import static_map
from buffermap.page.said import PageStatement
from geo.zone import zone
from tests.browser import invented
from tests.browser.conftest import downloaded


def saved(page: Any, name: str) -> tuple[str, bytes]:
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.locator(f"#bm-do-{name}").click()
    return got["name"].decode(), got["bytes"]


def test_csv_holds_the_rows_within_and_uncertain_and_no_remarks(open_page: Any) -> None:
    page = open_page(invented.page())
    saves: list[Any] = []
    page.on("download", lambda one: saves.append(one))  # noqa: PLW0108 - the driver takes no bound method
    name, content = saved(page, "csv")
    assert name == "a-strip-along-the-river-15km.csv"
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("geonameid,name,country,")
    rows = rows_of(content)
    page.wait_for_function("() => true")
    [about] = [
        json.loads(Path(one.path()).read_text())
        for one in saves
        if one.suggested_filename.endswith("-metadata.json")
    ]
    assert about["url"] == name
    assert about["dc:description"].startswith("Hypothetical: places within 15 km")
    assert {row["country"] for row in rows} <= {"PL", "BY"}
    assert {row["inside"] for row in rows} == {"True", "False"}
    table = invented.settlements()
    west = table.side == 0
    inside = west & (table.distance_m <= 15_000)
    near = west & (abs(table.distance_m - 15_000) <= table.uncertainty_m)
    assert len(rows) == (inside | near).sum()
    assert sum(row["status"] == "uncertain" for row in rows) == near.sum()
    assert [float(r["distance_m"]) for r in rows] == sorted(float(r["distance_m"]) for r in rows)
    assert next(r for r in rows if r["name"] == "Brook")["mentioned"] == "3"


def test_geojson_says_what_it_is(open_page: Any) -> None:
    _, content = saved(open_page(invented.page()), "geojson")
    value = json.loads(content)
    assert value["description"].startswith("A zone of 15 km in Poland would hold")
    assert "Hypothetical: places within 15 km" in value["description"]
    assert value["attribution"] == "© nobody"
    assert {f["geometry"]["type"] for f in value["features"]} == {"Point"}


def test_svg_has_named_layers_live_text_and_the_zone(open_page: Any) -> None:
    _, content = saved(open_page(invented.page()), "svg")
    root = ElementTree.fromstring(content.decode())
    layers = {
        g.get("{http://www.inkscape.org/namespaces/inkscape}label"): g
        for g in root.iter()
        if g.tag.endswith("}g")
    }
    assert {
        "Countries",
        "Hypothetical zone",
        "Stretch of the border",
        "Settlements",
        "Named places",
        "Labels",
        "Caption",
    } <= set(layers)
    assert len(next(layers["Hypothetical zone"].iter("{http://www.w3.org/2000/svg}path")).get("d")) > 500
    words = " ".join(root.itertext())
    assert "Hypothetical: places within 15 km" in words
    assert "Alderton" in words
    assert "© nobody" in words


INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}label"


def drawn(svg: str) -> dict[str, Any]:
    """Return what a drawing is made of: its layers in order, each one's styles, and the legend's words."""
    root = ElementTree.fromstring(svg)
    layers = [g for g in root.iter() if g.get(INKSCAPE)]
    styled = ("fill", "stroke", "stroke-dasharray", "stroke-width")
    ground = ("Sea", "Hypothetical zone", "Stretch of the border")
    return {
        "order": [g.get(INKSCAPE) for g in layers],
        "styles": {
            str(g.get(INKSCAPE)): {tuple((k, v) for k in styled if (v := e.get(k))) for e in g.iter()} - {()}
            for g in layers
            if g.get(INKSCAPE) in ground
        },
        "legend": [e.text for g in layers if g.get(INKSCAPE) == "Legend" for e in g.iter() if e.text],
    }


def test_pages_and_command_lines_pictures_are_drawn_from_one_scene(open_page: Any) -> None:
    data = invented.page()
    assert data.zone is not None
    exact = zone(invented.border(), side=invented.WEST, depth_m=15_000.0)
    data = dataclasses.replace(data, zone=dataclasses.replace(data.zone, geometry=exact.geometry))
    here, there = drawn(static_map.svg(data)), drawn(saved(open_page(data), "svg")[1].decode())
    assert [name for name in there["order"] if name in here["order"]] == here["order"]
    assert here["legend"] == there["legend"]
    for name, styles in here["styles"].items():
        page = {part for style in there["styles"][name] for part in style}
        assert {part for style in styles for part in style} <= page | {("fill", "none")}, name


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_png_is_the_map_with_a_foot(size: Any, open_page: Any) -> None:
    page = open_page(invented.page(), size=size)
    _, content = saved(page, "png")
    picture = Image.open(io.BytesIO(content)).convert("L")
    shown = page.locator("#bm-map").bounding_box()
    assert picture.width == pytest.approx(2 * shown["width"], abs=4)
    assert picture.height > 2 * shown["height"] + 100
    foot = picture.crop((0, int(2 * shown["height"]) + 4, picture.width, picture.height))
    assert foot.getextrema()[0] < 90  # words stand there
    assert len(picture.getcolors(256) or range(256)) > 20


def test_the_citation_line_is_copied(open_page: Any) -> None:
    page = open_page(invented.page(), permissions=["clipboard-read", "clipboard-write"])
    page.locator("summary", has_text="Download").click()
    page.locator("#bm-do-cite").click()
    expect(page.locator("#bm-done")).not_to_be_empty()
    line = page.evaluate("() => navigator.clipboard.readText().catch(() => '')")
    assert "A strip along the river" in line
    assert "would hold" in line
    assert "page.html#map=" in line  # the file alone: its folder is nobody else's
    assert "/" not in line.split("page.html")[0].rsplit(" ", 1)[-1]
    assert "© nobody" in line


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Return a CSV's records."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_exports_carry_what_a_person_decided(open_page: Any) -> None:
    base = invented.page()
    before = dataclasses.replace(
        base.mentions[0], flags=("confirmed",), reason="confirmed by M. K. 2026-11-20: seen on the map"
    )
    page = open_page(dataclasses.replace(base, mentions=(before, *base.mentions[1:])))
    expect(page.locator("#bm-checked")).to_contain_text("1 of 11")
    page.locator(".m", has_text="Brook").first.click()
    page.locator("#bm-card summary").click()
    page.get_by_role("button", name="far away").click()
    page.locator("#bm-card .note").fill("the other Brook")
    page.locator("#bm-card .note").press("Tab")
    page.locator("summary", has_text="Review").click()
    page.locator("#bm-reviewer").fill("=cmd")
    page.keyboard.press("Escape")
    expect(page.locator("#bm-checked")).to_contain_text("2 of 11")
    name, content = saved(page, "mentions")
    assert name == "a-strip-along-the-river-15km.places.csv"
    rows = {(row["doc_id"], row["start"]): row for row in rows_of(content)}
    assert (
        rows["a.txt", str(40 + len("Officials in "))]["review"]
        == "confirmed by M. K. 2026-11-20: seen on the map"
    )
    changed = next(row for row in rows.values() if row["review"].startswith("corrected by =cmd 20"))
    assert changed["surface"] == "Brook"
    assert changed["review"].endswith(": the other Brook")
    assert changed["distance_m"]
    _, content = saved(page, "csv")
    settlement = next(row for row in rows_of(content) if row["name"] == "Brook")
    assert settlement["review"] == changed["review"]
    _, content = saved(page, "geojson")
    features = json.loads(content)["features"]
    assert (
        next(f for f in features if f["properties"]["name"] == "Brook")["properties"]["review"]
        == changed["review"]
    )


def test_statements_leave_as_a_table(open_page: Any) -> None:
    _, content = saved(open_page(invented.page()), "statements")
    (row,) = rows_of(content)
    assert row["what"] == "strip under discussion"
    assert row["depth_m"] == "15000"
    assert row["date"] == "2026-03-02"
    assert "Ada Finch" in row["sentence"]


SENTENCES = [
    "“We won't — not now, not ever — leave,” she said; costs rose 5%, R&D fell (a-b-c) & that's all.",
    "Short, sweet!",
    "— Так, — сказав він, — «зона» буде, але не тут: за 20‑кілометровою лінією, мабуть, о п'ятій.",
    "#1 in the list, 100% sure: a/b?c=d&e=f",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_text_fragment_leads_to_the_very_sentence(sentence: str, open_page: Any, tmp_path: Any) -> None:
    from urllib.parse import unquote

    article = dataclasses.replace(invented.page().articles[0], url="https://example.org/a#top")
    text = (PageSentence(article=0, start=0, text=sentence),)
    statement = PageStatement(label="zone", sentences=(0,))
    page = open_page(invented.page(
        articles=(article,), sentences=text, mentions=(), places=(), assumptions=(), statements=(statement,)
    ))  # fmt: skip
    href = page.locator(".to-source").get_attribute("href")
    address, _, fragment = href.partition(":~:text=")
    assert address == "https://example.org/a#top"
    assert not set("-&\"'“” ") & set(fragment)
    assert fragment.count(",") == (len(sentence.split()) > 10)
    for part in fragment.split(","):
        assert unquote(part) in sentence
    # what the publisher's page does with it: the browser scrolls there
    filler = "<p>Filler, far from it.</p>" * 400
    published = tmp_path / "published.html"
    published.write_text(
        f"<!doctype html><meta charset=utf-8>{filler}<p id=it>{html.escape(sentence)}</p>{filler}"
    )
    again = open_page(published, hash=f"#:~:text={fragment}", wait="")
    again.wait_for_function(
        "() => { const at = document.getElementById('it').getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight; }"
    )
