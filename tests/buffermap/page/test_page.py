"""The page as a file and as a folium map: offline, the same bytes, words that take no side."""

import dataclasses
import json
import re
import sys
from html import unescape
from typing import Any

import folium
import pytest
from branca.element import Figure
from defusedxml import ElementTree

from buffermap.cli.map import command as map_command
from buffermap.errors import InputError
from buffermap.page import bundle
from buffermap.page.document import document
from buffermap.page.page import BufferMap
from buffermap.page.picture import static_map
from buffermap.words import strings
from geo.zone import zone
from tests.browser import invented

FORBIDDEN = r"target|threat|captur|gained|lost|exposure|at risk"


def html(page: BufferMap) -> str:
    """Return the page's document."""
    document: str = page.get_root().render()
    return document


def test_the_same_input_gives_the_same_bytes() -> None:
    assert html(BufferMap(invented.page())) == html(BufferMap(invented.page()))


def test_a_page_made_without_folium_is_the_same() -> None:
    assert html(BufferMap(invented.page())) == document(invented.page())


def test_rendering_twice_changes_nothing() -> None:
    page = BufferMap(invented.page())
    assert html(page) == html(page)


def test_a_page_names_no_other_place_to_load_from() -> None:
    document = html(BufferMap(invented.page()))
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=", document)
    assert "@import" not in document


def test_interface_words_take_no_side() -> None:
    for templates in strings().values():
        for key, text in templates.items():
            assert not re.search(rf"\b(?:{FORBIDDEN})", json.dumps(text), re.IGNORECASE), key
    assert not re.search(rf">[^<]*\b(?:{FORBIDDEN})\b", bundle.shell(), re.IGNORECASE)


def test_every_language_says_everything() -> None:
    english, ukrainian, *_ = strings().values()
    assert set(ukrainian) == set(english)


def test_every_string_that_the_page_asks_for_exists() -> None:
    asked = set(re.findall(r'data-t(?:-[\w-]+)?="([^"]+)"', bundle.shell()))
    asked |= set(re.findall(r'\bt\("([\w.-]+)"', bundle.script()))
    assert not asked - set(strings()["en"])


def test_the_script_holds_nothing_that_ends_it() -> None:
    assert "</script" not in bundle.script().lower()
    assert not re.search(
        r"\b(innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|eval\(|new Function)", bundle.script()
    )


def test_modules_may_not_share_a_name_or_need_each_other(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "main.js").write_text('import { a } from "./a.js";\nconst one = a;\n')
    (tmp_path / "js" / "a.js").write_text("export const a = 1;\nconst one = 2;\n")
    monkeypatch.setattr(bundle, "PAGE", tmp_path)
    with pytest.raises(ValueError, match=r"main\.js and a\.js both have a top-level one"):
        bundle.ordered("main.js")
    (tmp_path / "js" / "a.js").write_text('import { m } from "./main.js";\nexport const a = m;\n')
    with pytest.raises(ValueError, match=r"main\.js → a\.js → main\.js"):
        bundle.ordered("main.js")


def test_the_vendored_leaflet_is_the_npm_release() -> None:
    import hashlib

    known = {
        "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
        "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    }
    for name, digest in known.items():
        assert hashlib.sha256((bundle.LEAFLET / name).read_bytes()).hexdigest() == digest


def test_it_is_a_folium_map_that_takes_ordinary_layers() -> None:
    page = BufferMap(invented.page())
    assert isinstance(page, folium.Map)
    folium.GeoJson({"type": "Point", "coordinates": [23, 52]}).add_to(page)
    folium.Marker([52, 23]).add_to(page)
    folium.Polygon([[52, 23], [53, 23], [53, 24]]).add_to(page)
    again = BufferMap(invented.page())
    folium.GeoJson({"type": "Point", "coordinates": [23, 52]}).add_to(again)
    folium.Marker([52, 23]).add_to(again)
    folium.Polygon([[52, 23], [53, 23], [53, 24]]).add_to(again)
    assert html(page) == html(again)
    assert '"type":"Point","coordinates":[23.0,52.0]' in html(page)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (
            lambda: folium.Marker([52, 23], popup=folium.Popup(folium.IFrame("x"))),
            "a popup of HTML elements cannot stand",
        ),
        (lambda: folium.Marker([52, 23], icon=folium.DivIcon("{{7*191}}")), "DivIcon cannot stand"),
        (lambda: folium.TileLayer("OpenStreetMap"), "TileLayer cannot stand"),
    ],
)
def test_layers_that_would_run_text_or_need_the_network_are_refused(layer: Any, message: str) -> None:
    page = BufferMap(invented.page())
    layer().add_to(page)
    with pytest.raises(InputError, match=message):
        html(page)


def test_plugins_from_the_network_are_refused() -> None:
    from folium.plugins import MarkerCluster

    page = BufferMap(invented.page())
    MarkerCluster([[52, 23]]).add_to(page)
    with pytest.raises(InputError, match="MarkerCluster cannot stand on an offline page"):
        html(page)


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    shown = BufferMap(invented.page())._repr_html_()
    assert "srcdoc=" in shown
    assert "<script" not in shown


@pytest.mark.parametrize("within", [lambda: Figure(), lambda: Figure().add_subplot(1, 2, 1)])  # noqa: PLW0108
def test_in_another_figure_the_page_stands_whole_in_a_frame_and_is_no_template(within: Any) -> None:
    page = BufferMap(dataclasses.replace(invented.page(), title="{{7*191}}"))
    alone = html(page)
    part = within()
    part.add_child(page)
    shown = (part if part._parent is None else part._parent).render()
    [frame] = re.findall(r'srcdoc="([^"]*)"', shown)
    assert "{" not in frame
    assert unescape(frame) == alone


def test_two_pages_stand_in_one_figure() -> None:
    figure = Figure()
    for _ in range(2):
        figure.add_child(BufferMap(invented.page()))
    assert figure.render().count("srcdoc=") == 2


def test_the_static_map_is_a_drawing_with_named_layers_and_live_text(tmp_path: Any) -> None:
    data = invented.page()
    assert data.zone is not None
    exact = zone(invented.border(), side=invented.WEST, depth_m=15_000.0)
    data = dataclasses.replace(data, zone=dataclasses.replace(data.zone, geometry=exact.geometry))
    BufferMap(data).save_picture(tmp_path / "map.svg")
    root = ElementTree.parse(tmp_path / "map.svg").getroot()
    layers = [
        g.get("{http://www.inkscape.org/namespaces/inkscape}label")
        for g in root.iter()
        if g.tag.endswith("}g")
    ]
    assert {
        "Sea",
        "Countries",
        "Hypothetical zone",
        "Stretch of the border",
        "Settlements",
        "Named places",
        "Labels",
        "Legend",
        "Caption",
    } <= set(layers)
    words = " ".join(root.itertext())
    assert "Hypothetical: places within 15 km of the invented border along Lowland" in words
    assert "depth stated by Ada Finch" in words
    assert "© nobody" in words
    assert "style=" not in static_map.svg(data)  # a strict policy would drop it


def test_the_hypothetical_line_stands_whole_below_the_map() -> None:
    data = invented.page()
    assert data.zone is not None
    many = "the border along " + ", ".join(f"Division {i}" for i in range(30))
    drawn = static_map.svg(dataclasses.replace(data, zone=dataclasses.replace(data.zone, label=many)))
    root = ElementTree.fromstring(drawn)
    lines = [
        t
        for t in root.iter("{http://www.w3.org/2000/svg}text")
        if t.get("font-weight") == "600" and t.get("x") == "12"
    ]
    assert " ".join(str(line.text) for line in lines).endswith("Not a forecast, not control of territory.")
    bottom = float(str(root.get("viewBox")).split()[3])
    assert max(float(str(line.get("y"))) for line in lines) < bottom - 20


def test_a_png_is_the_same_drawing_in_pixels(tmp_path: Any) -> None:
    pytest.importorskip("resvg_py", reason="needs the extra png")
    from PIL import Image

    BufferMap(invented.page()).save_picture(tmp_path / "map.png")
    picture = Image.open(tmp_path / "map.png").convert("L")
    drawing = ElementTree.fromstring(static_map.svg(invented.page()))
    width, height = map(float, str(drawing.get("viewBox")).split()[2:])
    assert picture.size == (2 * width, 2 * height)
    foot = picture.crop((0, picture.height - 90, picture.width, picture.height))
    assert foot.getextrema()[0] < 90, "the hypothetical line and the credits are drawn"


def test_a_png_says_what_it_needs(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(InputError, match=r"pip install 'buffermap\[png\]'.*there is \.svg"):
        BufferMap(invented.page()).save_picture(tmp_path / "map.png")
    assert not (tmp_path / "map.png").exists()
    with pytest.raises(InputError, match=r"no \.tif pictures"):
        BufferMap(invented.page()).save_picture(tmp_path / "map.tif")


def test_tiles_are_named_in_the_policy_and_nothing_else() -> None:
    from buffermap.page.data import Tiles

    tiles = Tiles(url="https://{s}.tiles.example/{z}/{x}/{y}.png", attribution="© Tiles")
    document = html(BufferMap(invented.page(tiles=tiles)))
    assert "img-src data: blob: https://*.tiles.example;" in document.replace("&#x27;", "'")


@pytest.mark.parametrize("also", ["gif", "svg,gif", "svg/../../x"])
def test_pictures_that_cannot_be_made_are_refused_before_anything_is_written(
    tmp_path: Any, also: str
) -> None:
    (tmp_path / "a.txt").write_text("Shelling near Sumy.", encoding="utf-8")
    page = tmp_path / "a.html"
    options = [str(tmp_path / "a.txt"), "-o", str(page), "--also", also]
    with pytest.raises(InputError, match="pictures are made here"):
        map_command.main(options, standalone_mode=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
