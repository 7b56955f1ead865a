"""What is downloaded: tables, shapes, pictures with the hypothetical line and credits in them."""

import csv
import io
import json
from typing import Any

import pytest
from defusedxml import ElementTree
from PIL import Image

from tests.browser import invented
from tests.browser.conftest import downloaded


def saved(page: Any, name: str) -> tuple[str, bytes]:
    page.locator("summary", has_text="Download").click()
    with downloaded(page) as got:
        page.locator(f"#bm-do-{name}").click()
    return got["name"].decode(), got["bytes"]


def test_csv_holds_the_rows_within_and_uncertain_with_the_line_above(open_page: Any) -> None:
    name, content = saved(open_page(invented.page()), "csv")
    assert name == "a-strip-along-the-river-15km.csv"
    lines = content.decode("utf-8-sig").splitlines()
    assert "Hypothetical: places within 15 km" in lines[0]
    rows = list(
        csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.strip('"').startswith("#"))))
    )
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
    assert value["description"].startswith("Hypothetical")
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
        "Mentioned places",
        "Labels",
        "Caption",
    } <= set(layers)
    assert len(next(layers["Hypothetical zone"].iter("{http://www.w3.org/2000/svg}path")).get("d")) > 500
    words = " ".join(root.itertext())
    assert "Hypothetical: places within 15 km" in words
    assert "Alderton" in words
    assert "© nobody" in words


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
    page.wait_for_timeout(100)
    line = page.evaluate("() => navigator.clipboard.readText().catch(() => '')")
    assert "A strip along the river" in line
    assert "© nobody" in line
