"""What is fuzzed: each target takes bytes, and may fail only with an error that is meant for the user.

A target's seeds are small valid inputs; the fuzzer changes them and keeps what reaches new code.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import folium

from buffermap import pipeline
from buffermap.articles.article import Article, read
from buffermap.errors import BuffermapError
from buffermap.evidence import package
from buffermap.page.data import PageData
from buffermap.page.layers import layers_of
from buffermap.page.wire.encode import blocks
from buffermap.scenarios.file import format_scenario, parse_scenario
from buffermap.weeks import compare_pages
from buffermap.zones.depth import parse_depths
from gazetteer.corrections import Corrections
from gazetteer.files.blocks import Blocks, unpack_lines
from gazetteer.files.columns import read_columns
from gazetteer.names import online
from gazetteer.userdata.layer import read_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A reader, small valid inputs of it, and the room whose code guides the fuzzer."""

    run: Callable[[bytes], Any]
    seeds: tuple[bytes, ...]
    room: str = "buffermap.articles"


def _file(data: bytes, suffix: str, reader: Callable[[Path], Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        path.write_bytes(data)
        reader(path)


def _article(suffix: str) -> Callable[[bytes], None]:
    return lambda data: _file(data, suffix, lambda path: read(path, on_problem=lambda _: None))


def _layer(suffix: str) -> Callable[[bytes], None]:
    return lambda data: _file(data, suffix, read_points)


def _text(data: bytes) -> None:
    text = data.decode("utf-8", "replace")[:4000]
    for item in pipeline.parse([Article(doc_id="fuzz", text=text)]):
        for mention in item.mentions:
            assert item.article.text[mention.start : mention.end] == mention.surface


def _scenario(data: bytes) -> None:
    scenario = parse_scenario(data.decode("utf-8", "replace"))
    assert parse_scenario(format_scenario(scenario)) == scenario


def _geojson(data: bytes) -> None:
    found = json.loads(data)
    page = folium.Map()
    page._children.clear()
    layer = folium.GeoJson({"type": "Point", "coordinates": [0.0, 0.0]})
    layer.data = found
    layer.add_to(page)
    json.dumps(layers_of(page), allow_nan=False)


def _answer(data: bytes) -> None:
    found = json.loads(data)
    for item in found if isinstance(found, list) else []:
        if (answer := online._understood(item)) is not None:
            json.dumps(online._candidate(answer).name, allow_nan=False).encode("utf-8")


def _blocks(path: Path) -> None:
    blocks = Blocks(path)
    for name in blocks:
        unpack_lines(blocks.read(name))


def _evidence(path: Path) -> None:
    members = package.unpacked(path)
    package.manifest_of(members, name=path.name)
    for name in (package.ARTICLES, package.SENTENCES, package.STATEMENTS):
        package.rows_of(members.get(name, b""), name=name)


def _page() -> bytes:
    """Return the two blocks of a page without articles."""
    made = blocks(PageData())
    return f'<script type="application/json" id="bm-data">{made.head}</script><script type="text/plain" id="bm-bulk">{made.bulk}</script>'.encode()


_HTML = b"<html><head><title>A</title><meta charset=utf-8></head><body><p>Sumy and Kursk.</p></body></html>"
_MAIL = b"From: a@b.example\r\nSubject: Sumy\r\nDate: Mon, 1 Sep 2025 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSumy region.\r\n"
_CHAT = b'{"name": "News", "messages": [{"id": 1, "type": "message", "date": "2025-05-01T10:00:00", "text": ["Sumy", {"type": "bold", "text": " region"}]}]}'
_SRT = b"1\n00:00:01,000 --> 00:00:03,000\nA zone along\n\n2\n00:00:03,000 --> 00:00:05,000\nthe border of Sumy.\n"
_RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>Sumy</title><pubDate>Mon, 01 Sep 2025 10:00:00 GMT</pubDate><description>Kursk</description></item></channel></rss>'
_CSV = b"name,lat,lon,population\nKhotin,51.07,34.77,2500\nYunakivka,51.05,35.03,n/a\n"
_JSON = b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Khotin"}, "geometry": {"type": "Point", "coordinates": [34.77, 51.07]}}]}'
_TOML = b'version = 2\n[border]\nvalue = "RU-UA"\nsource = "analyst"\n[[depth]]\nvalue = "10 km"\nsource = "analyst"\n'
_ITEM = b'[{"osm_type": "node", "osm_id": 1, "lat": "50.9", "lon": "34.8", "name": "Sumy", "importance": 0.6, "address": {"country_code": "ua"}}]'

TARGETS: dict[str, Target] = {
    "text": Target(run=_text, seeds=(b"Putin ordered a 20 km buffer zone along the border of Sumy.", "Зона 5 км уздовж кордону, заявив він.".encode()), room="gazetteer.text"),
    "html": Target(run=_article(".html"), seeds=(_HTML,)),
    "json": Target(run=_article(".json"), seeds=(_CHAT, b'[{"title": "a", "text": "Sumy", "published": "2025-05-01"}]')),
    "jsonl": Target(run=_article(".jsonl"), seeds=(b'{"doc_id": "a", "text": "Sumy"}\n{"text": "Kursk"}\n',)),
    "csv": Target(run=_article(".csv"), seeds=(b"id,text,date\n1,Sumy region,2025-05-01\n",)),
    "mail": Target(run=_article(".eml"), seeds=(_MAIL,)),
    "captions": Target(run=_article(".srt"), seeds=(_SRT,)),
    "feed": Target(run=_article(".rss"), seeds=(_RSS,)),
    "any": Target(run=_article(""), seeds=(_HTML, _CHAT, _MAIL, _SRT, _RSS, _CSV)),
    "layer csv": Target(run=_layer(".csv"), seeds=(_CSV,), room="gazetteer.userdata"),
    "layer geojson": Target(run=_layer(".geojson"), seeds=(_JSON,), room="gazetteer.userdata"),
    "scenario": Target(run=_scenario, seeds=(_TOML, b'border = "RU-UA"\ndepth = "10 km, 20 km"\n'), room="buffermap.scenarios"),
    "corrections": Target(run=lambda data: _file(data, ".json", Corrections.read), seeds=(b'[{"surface": "Sumy", "geonameid": 692194}]',), room="gazetteer.corrections"),
    "added layer": Target(run=_geojson, seeds=(_JSON,), room="buffermap.page.layers"),
    "online answer": Target(run=_answer, seeds=(_ITEM,), room="gazetteer.names.online"),
    "depths": Target(run=lambda data: parse_depths(data.decode("utf-8", "replace")), seeds=(b"10km,12.5 mi,\xc2\xbd km",), room="buffermap.zones.depth"),
    "columns": Target(run=lambda data: _file(data, ".columns", read_columns), seeds=(b"\x00" * 64,), room="gazetteer.files"),
    "evidence": Target(run=lambda data: _file(data, ".zip", _evidence), seeds=(package.packed({package.MANIFEST: b'{"format": 1, "members": {}, "data": {}, "reading": {}, "stretch": {}}', package.ARTICLES: b'{"doc_id": "a"}\n'}),), room="buffermap.evidence"),
    "page": Target(run=lambda data: _file(data, ".html", lambda path: compare_pages(path, path)), seeds=(_page(),), room="buffermap.page.wire.unpack"),
    "blocks": Target(run=lambda data: _file(data, ".blocks", _blocks), seeds=(b"\x00" * 64,), room="gazetteer.files"),
}  # fmt: skip


def attempt(target: Target, data: bytes) -> None:
    """Run a target; what is said to the user, and what is no JSON to begin with, is no finding."""
    try:
        target.run(data)
    except (BuffermapError, json.JSONDecodeError):
        return
    except UnicodeDecodeError:
        if target.run in {_geojson, _answer}:
            return
        raise
