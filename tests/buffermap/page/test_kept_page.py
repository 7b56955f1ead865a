"""What three pages hold, value by value: a change of any is seen, and meant.

``python -m tests.buffermap.page.test_kept_page`` writes `kept/*.txt` anew; read the difference.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import buffermap as bm
from buffermap.articles.article import Article
from buffermap.page.data import PageData
from buffermap.page.picture.static_page import static_page
from buffermap.page.wire.encode import wire
from tests.browser import invented
from tests.buffermap.incidents.made import acled

KEPT = Path(__file__).with_name("kept")
ELSEWHERE = re.compile(r"(page|parts)\.(shapes|labels|areas|arcs|zone\.(edge_error_m|basis|scenario))\b")
"""What has tests of its own: how shapes are made and packed, hashes, the text of a scenario."""
ARTICLES = (
    Article(
        doc_id="one.txt",
        title="A strip along the river",
        published="2026-03-02",
        url="https://news.example/one",
        outlet="The Example",
        text=(
            "TALLINN — Estonia plans a buffer zone 5 km deep on its side of the border with Latvia, the interior minister "
            "Anu Kask said on Monday.\n\nValga and Võru lie near it. “Nobody will have to move,” she said.\n\n"
            "Residents of three villages were told to register. The zone would be 8 km deep, a mayor in Riga said."
        ),
    ),
    Article(
        doc_id="two.txt",
        text="Latvia denied that there would be a buffer zone along the border with Estonia. A Latvian "
        "officer said on 4 March 2026 that posts stand 12 km from Valka.",
    ),
)


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """Yield a line for each value; long rows of numbers as their count and a sum of their bytes."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}")
    elif isinstance(value, list | tuple) and value and not plain(value):
        for number, item in enumerate(value):
            yield from leaves(item, f"{path}[{number}]")
    else:
        shown = f"bytes {value.hex()}" if isinstance(value, bytes) else repr(value)
        if len(shown) > 300:
            shown = f"{shown[:60]} … {len(shown)} characters, {zlib.crc32(shown.encode()):08x}"
        yield f"{path.removeprefix('.')} = {shown}"


def plain(value: Any) -> bool:
    """Say whether a list holds no further lists and dictionaries."""
    return not any(isinstance(item, dict | list | tuple) for item in value)


def events() -> pd.DataFrame:
    near, far = (57.80, 26.05), (57.95, 26.30)
    return pd.DataFrame([acled(n, near if n % 2 else far, day=f"2025-03-{n + 1:02}") for n in range(6)])


def two_articles() -> PageData:
    return bm.map_articles(ARTICLES).data


def for_the_public() -> PageData:
    zone = bm.zone(bm.border("EE-LV"), side="EE", depth="10 km")
    return bm.map_articles(ARTICLES, zone, events=events(), share="public", language="uk").data


PAGES = (two_articles, for_the_public, invented.page)


def lines(data: PageData) -> list[str]:
    value, parts = wire(data)
    rows = leaves({"page": value, "parts": parts})
    html = re.sub(r"(?<=>)(?=<[^/])", "\n", static_page(data))
    drawn = re.sub(r'(?<= d=")[^"]+', "…", html)
    return [*(row for row in rows if not ELSEWHERE.match(row)), *(line[:1000] for line in drawn.splitlines())]


@pytest.mark.parametrize("made", PAGES, ids=lambda made: made.__name__)
def test_a_page_holds_what_it_held(made):
    assert lines(made()) == (KEPT / f"{made.__name__}.txt").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for make in PAGES:
        (KEPT / f"{make.__name__}.txt").write_text("\n".join(lines(make())) + "\n", encoding="utf-8")
