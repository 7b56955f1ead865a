"""Addresses of any words open the page: made at random from what addresses are made of and from what breaks programs."""

import os
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import numpy as np

from tests.browser import invented
from tests.browser.conftest import until

KEYS = [
    "map", "depth", "by", "side", "sideby", "place", "mention", "row", "statement", "basis", "sideOf",
    "depthOf", "tab", "lang", "article", "from", "to", "kind", "speaker", "query", "associative",
    "confidence", "rings", "pair", "depthb", "sideb", "sort", "find", "division", "relation", "sums", "outlet", "naming", "__proto__", "constructor", "embed",
]  # fmt: skip
WORDS = [
    "", "0", "-1", "1e999", "NaN", "Infinity", "1.5", "none", "both", "__proto__", "constructor", "toString", "hasOwnProperty",
    "<img src=x onerror=alert(1)>", "javascript:alert(1)", "'\"`${1}", "\u202e\u0000", "\ud83d", "%", "%zz", "..", "5/51/23",
    "19/90/540", "0/-91/0", "9/51.1/1e308", "table", "statements", "about", "text", "en", "uk", "PL", "BY", "reader", "2026-13-45",
    "9" * 400, "(" * 50, "a" * 5000,
]  # fmt: skip
SEED = 7
SECONDS = float(os.environ.get("BUFFERMAP_FUZZ_SECONDS", "0"))
"""How long addresses are tried; without it the first hundred are."""


def addresses() -> Iterator[str]:
    """Yield addresses without end, the same ones in every run."""
    rng = np.random.default_rng(SEED)
    while True:
        parts = [
            f"{quote(_one(KEYS, rng))}{_one(['=', '', '=='], rng)}{_written(_one(WORDS, rng), rng)}"
            for _ in range(rng.integers(1, 9))
        ]
        yield "#" + _one(["&", "&&", ";"], rng).join(parts)


def _one(words: list[str], rng: np.random.Generator) -> str:
    return words[rng.integers(len(words))]


def _written(word: str, rng: np.random.Generator) -> str:
    return quote(word, errors="surrogatepass") if rng.random() < 0.7 else word.replace("\ud83d", "%ED%A0%BD")


def test_any_address_leaves_a_page_that_can_be_read(open_page: Any) -> None:
    page = open_page(invented.page())
    end = time.monotonic() + SECONDS
    for number, address in enumerate(addresses()):
        if number >= 100 and time.monotonic() > end:
            break
        page.evaluate(
            "address => { history.replaceState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }",
            address,
        )
        readable = page.evaluate(
            "() => document.querySelector('h1').textContent.trim() !== '' && document.querySelectorAll('[role=tab]').length > 1"
        )
        assert readable, address


def test_any_address_opens_a_page(open_page: Any) -> None:
    tried = addresses()
    for _ in range(6):
        page = open_page(invented.page(), hash=next(tried))
        until(page, "document.querySelector('h1').textContent.trim() !== ''")
        page.context.close()
