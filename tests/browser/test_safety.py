"""Nothing that an article, a name or a layer says can run, load, or change the page."""

import csv
import dataclasses
import io
import json
from typing import Any

import folium
import numpy as np
import pytest
from branca.element import Figure
from defusedxml import ElementTree
from playwright.sync_api import expect

import buffermap as bm
from buffermap.page.data import PageArea, PageLabel, PageSource
from buffermap.page.page import BufferMap
from tests.browser import invented
from tests.browser.conftest import downloaded

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!--<script>alert(3)//-->",
    '<img src=x onerror="alert(4)">',
    '"><svg onload=alert(5)>',
    "<iframe srcdoc='<script>parent.alert(6)</script>'></iframe>",
    "<a href='javascript:alert(7)'>x</a>",
    "{{7*191}}",
    "{{ ''.__class__.__mro__ }}{% raise 'x' %}",
    "{#",
    "{% raw %}",
    "${alert(8)} `alert(9)` '+alert(10)+'",
    "line\u2028separator\u2029paragraph",
    "\u202egnp.exe right to left \u2066override\u2069",
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+9)*cmd",
    "\t=1+1",
    "]]>&amp;&lt;script&gt;alert(11)&lt;/script&gt;",
    "nul\x00 bell\x07 escape\x1b[31m",
    "lone \ud800 surrogate",
    "__proto__ constructor toString",
    "Z̸̡̢a̵l̶g̷o͟ " + "é" * 40,
    "word" * 5000,
    "spaced words " * 800,
]  # fmt: skip

URLS = ["javascript:alert(1)", " https://x.example", "data:text/html,<script>alert(1)</script>", 'https://ok.example/?q="><script>', "HTTPS://ok.example/a b", "//evil.example", "file:///etc/passwd", "vbscript:x", "http:///x", "https://ok.example/#:~:text=x"]  # fmt: skip


def hostile_page() -> Any:
    """Put a hostile text into every place of a page where a text can stand."""
    data = invented.page()
    n = len(HOSTILE)
    articles = tuple(
        dataclasses.replace(data.articles[0], doc_id=text, title=text, outlet=text, author=text, published=text, url=URLS[i % len(URLS)], archived_url=URLS[-i % len(URLS)])
        for i, text in enumerate(HOSTILE)
    )  # fmt: skip
    sentences, mentions = [], []
    for i, text in enumerate(HOSTILE):
        sentences.append(dataclasses.replace(data.sentences[0], article=i, text=f"{text} Alderton {text}"))
        mentions.append(dataclasses.replace(data.mentions[0], sentence=i, start=0, end=len(text), surface=text, place=i % 6, reason=text, flags=(text,),
                                            candidates=tuple(dataclasses.replace(c, name=text, place=text, reason=text) for c in data.mentions[0].candidates)))  # fmt: skip
    places = tuple(
        dataclasses.replace(p, name=HOSTILE[i], name_local=HOSTILE[i + 6], admin1=HOSTILE[i + 3])
        for i, p in enumerate(data.places)
    )
    statement = data.statements[0]
    statements = tuple(
        dataclasses.replace(statement, label=text, date=text, depth_text=text, sentences=(i,), fields=(dataclasses.replace(statement.fields[0], name=text, value=text, speaker=text, sentence=i),))
        for i, text in enumerate(HOSTILE)
    )  # fmt: skip
    assert data.settlements is not None
    assert data.zone is not None
    table = data.settlements
    names = tuple(HOSTILE[i % n] for i in range(len(table)))
    return invented.page(
        title=HOSTILE[0], articles=articles, sentences=tuple(sentences), mentions=tuple(mentions), places=places, statements=statements,
        settlements=dataclasses.replace(table, name=names, divisions=(HOSTILE[14], HOSTILE[1]), layer=HOSTILE[2],
                                        distance_m=np.minimum(table.distance_m, 5000.0)),
        zone=dataclasses.replace(data.zone, label=HOSTILE[3], depth_source=HOSTILE[7], sides=tuple(dataclasses.replace(s, name=HOSTILE[4]) for s in data.zone.sides)),
        basemap=dataclasses.replace(data.basemap, areas=(*data.basemap.areas, PageArea(code="XX", name=HOSTILE[1], level=1, area=data.basemap.areas[0].area)),
                                    labels=tuple(PageLabel(name=t, lat=52.0, lon=23.0, rank=9) for t in HOSTILE)),
        assumptions=tuple(dataclasses.replace(data.assumptions[1], label=t, value=t, note=t, sentence=i) for i, t in enumerate(HOSTILE)),
        sources=tuple(PageSource(name=t, version=t, licence=t, attribution=t, accuracy=t, url=URLS[i % len(URLS)]) for i, t in enumerate(HOSTILE)),
        coverage=HOSTILE[1], hint=HOSTILE[3],
    )  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_hostile_texts_are_only_text(scripts: Any, open_page: Any) -> None:
    page = open_page(hostile_page(), wait="html.ready" if scripts else "", java_script_enabled=scripts)
    html = page.content()
    assert "1337" not in page.locator("body").inner_text()
    assert html.count("<script") == 8  # ours, the three data blocks, and one in a string of the script
    assert page.locator("img, iframe:not([id]), object, embed").count() == 0
    hrefs = page.locator("a[href]").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert all(
        href.startswith(("https://ok.example", "HTTPS://ok.example", "#", "https://leafletjs.com"))
        for href in hrefs
    )
    if not scripts:
        return
    for tab in ("table", "about", "text"):
        page.locator(f"#bm-tab-{tab}").click()
    for i in range(len(HOSTILE)):
        page.evaluate(
            "(i) => { window.buffermap.store.set({ mention: i, place: i % 6, row: null }); window.buffermap.store.flush(); }",
            i,
        )
    for text in HOSTILE[:9]:
        page.locator("#bm-search").fill(text[:30])
    page.mouse.move(400, 400)
    assert page.evaluate("Object.prototype.polluted === undefined && document.scripts.length") == 7


def test_what_leaves_a_hostile_page_is_harmless(open_page: Any) -> None:
    page = open_page(hostile_page())
    menu = page.locator("summary", has_text="Download")
    menu.click()
    with downloaded(page) as got:
        page.locator("#bm-do-csv").click()
    lines = got["bytes"].decode("utf-8-sig").splitlines()
    table = [row for row in csv.reader(io.StringIO("\n".join(lines))) if row and not row[0].startswith("#")]
    cells = [cell for row in table[1:] for cell in row]
    assert cells
    assert not [
        cell
        for cell in cells
        if cell.lstrip()[:1] in tuple("=+@") or (cell[:1] == "-" and not _is_number(cell))
    ]
    menu.click()
    with downloaded(page) as got:
        page.locator("#bm-do-svg").click()
    drawing = ElementTree.fromstring(got["bytes"].decode())
    tags = {element.tag.rsplit("}", 1)[-1] for element in drawing.iter()}
    assert tags <= {
        "svg",
        "title",
        "desc",
        "defs",
        "clipPath",
        "pattern",
        "path",
        "rect",
        "g",
        "circle",
        "metadata",
        "text",
    }
    menu.click()
    with downloaded(page) as got:
        page.locator("#bm-do-geojson").click()
    assert json.loads(got["bytes"])["features"]
    assert "/" not in got["name"].decode()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_the_policy_lets_nothing_in(open_page: Any) -> None:
    page = open_page(invented.page(), tolerated="Content Security Policy")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert "unsafe" not in policy
    assert "connect-src 'none'" in policy
    assert "default-src 'none'" in policy
    blocked = page.evaluate("""async () => {
      const told = []; document.addEventListener("securitypolicyviolation", (e) => told.push(e.effectiveDirective));
      try { await fetch("https://example.org/"); } catch {}
      const s = document.createElement("script"); s.textContent = "window.ran = 1"; document.body.append(s);
      await new Promise((r) => setTimeout(r, 50));
      return [told, window.ran]; }""")
    assert blocked == [["connect-src", "script-src-elem"], None]


def test_the_page_works_inside_a_notebooks_frame(open_page: Any, tmp_path: Any) -> None:
    outer = tmp_path / "notebook.html"
    outer.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><body>{BufferMap(invented.page())._repr_html_()}",
        encoding="utf-8",
    )
    page = open_page(outer, wait="")
    frame = page.frame_locator("iframe")
    frame.locator("html.ready").wait_for(state="attached")
    frame.locator(".m", has_text="Brook").first.click()
    assert frame.locator("#bm-card h3").inner_text() == "Brook"


def test_ordinary_folium_layers_work_from_the_file_alone(open_page: Any) -> None:
    import folium

    base = BufferMap(invented.page())
    folium.Marker([52.2, 23.2]).add_to(base)
    folium.GeoJson({"type": "Point", "coordinates": [23.6, 52.3]}).add_to(base)
    folium.GeoJson(invented.border().line).add_to(base)
    page = open_page(base)
    assert page.locator(".leaflet-marker-icon").count() == 2
    assert page.locator(".leaflet-marker-icon").first.evaluate("e => e.complete && e.naturalWidth") == 25
    assert page.locator(".leaflet-overlay-pane path").count() == 1


def test_a_public_page_says_what_it_names_and_gives_no_list(open_page: Any) -> None:
    made = bm.map_articles(
        "A buffer zone 20 km deep along the Estonian-Latvian border is needed, a deputy said.", share="public"
    )
    page = open_page(made)
    assert "settlements that this page names (those in the articles" in page.inner_text("#bm-title")
    assert "other listed settlements, not named here: " in page.inner_text("#bm-basis")
    for name in ("csv", "geojson"):
        assert page.eval_on_selector(f"#bm-do-{name}", "button => button.hidden")


def test_a_popup_is_text_and_opens_by_key_alone(open_page: Any) -> None:
    page = BufferMap(invented.page())
    for text in HOSTILE[:8]:
        folium.CircleMarker([52.2, 23.4], popup=text, tooltip=text).add_to(page)
    shown = open_page(page)
    first = shown.locator("path.leaflet-interactive[role=button]").first
    assert first.get_attribute("aria-label") == HOSTILE[0]
    first.focus()
    shown.keyboard.press("Enter")
    expect(shown.locator(".leaflet-popup-content")).to_have_text(HOSTILE[0])
    assert shown.locator(".leaflet-popup-content script").count() == 0


def test_a_page_works_within_another_figure(open_page: Any, tmp_path: Any) -> None:
    figure = Figure()
    figure.add_child(BufferMap(invented.page()))
    (tmp_path / "figure.html").write_text(figure.render(), encoding="utf-8")
    page = open_page(tmp_path / "figure.html", wait="")
    frame = page.frame_locator("iframe[title=buffermap]")
    frame.locator("html.ready").wait_for(state="attached")
    expect(frame.locator("#bm-title")).to_contain_text("A zone of 15 km in Poland would hold")
