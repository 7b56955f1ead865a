"""Which language a text is in, and what of texts in it is read.

>>> language_in("Der Minister sagte, dass die Grenze zu ist."), how_read("pl"), how_read("el"), how_read(None)
('de', 'places and zones', 'listed names', 'listed names')
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Literal

from buffermap.paths import LANGUAGES
from gazetteer.languages import codes, letters, telling

HowRead = Literal["places and zones", "places", "listed names"]

READ_FOR_PLACES = frozenset(codes())
"""Languages whose texts are read for places by words of their own: those with a file in `gazetteer/languages`."""
READ_FOR_ZONES = frozenset(path.stem for path in LANGUAGES.iterdir() if path.suffix in {".txt", ".toml"})
"""Languages whose sentences are read for zones: those with a file in `said/languages`."""

_SAMPLE = 2_000
_LEAST_HITS, _LEAST_SHARE = 2, 0.08
_CYRILLIC = ("uk", "ru", "be", "bg", "sr", "mk")
_ONLY = {"uk": "іїєґ", "ru": "ыэъё"}
# scripts of one language that is common in news, and letters that tell another of the same script
_SCRIPTS = {
    "ar": "\u0620-\u064a", "he": "\u05d0-\u05ea", "el": "\u0370-\u03ff", "ka": "\u10a0-\u10ff", "hy": "\u0531-\u0587",
    "am": "\u1200-\u137f", "hi": "\u0900-\u097f", "bn": "\u0980-\u09ff", "ta": "\u0b80-\u0bff", "th": "\u0e00-\u0e7f",
    "km": "\u1780-\u17ff", "my": "\u1000-\u109f", "ko": "\uac00-\ud7af", "ja": "\u3040-\u30ff", "zh": "\u4e00-\u9fff",
}  # fmt: skip
_SMALL = re.compile(r"(?<!\w)[a-zß-öø-ÿąćęłńœśźżğışñ]\w*")
_PERSIAN = re.compile("[پچژگ]")


def language_in(text: str) -> str | None:
    """Return the language of a text's first two thousand characters (ISO 639-1), None where nothing tells it."""
    written = text[:_SAMPLE]
    sample = written.lower()
    latin = re.findall("[a-zß-ɏ]+", sample)
    cyrillic = re.findall("[а-ӿ]+", sample)
    sizes = sum(map(len, latin)), sum(map(len, cyrillic))
    if sum(sizes) * 2 < sum(map(str.isalpha, sample)):
        return _by_script(sample)
    if sizes[1] > sizes[0]:
        return _cyrillic(sample, cyrillic)
    hits = _hits(latin, others=_CYRILLIC) + _letter_hits(written)
    best = max(hits, key=hits.__getitem__, default=None)
    return best if best and hits[best] >= max(_LEAST_HITS, _LEAST_SHARE * len(latin)) else None


def how_read(language: str | None) -> HowRead:
    """Return what is read of texts in a language: the value of the column ``language_read``."""
    if language in READ_FOR_ZONES:
        return "places and zones"
    return "places" if language in READ_FOR_PLACES else "listed names"


def _cyrillic(sample: str, words: list[str]) -> str | None:
    """Return the language of a Cyrillic text: by letters that only one has, else by its words."""
    if sample.count("ў") * 200 > sum(map(len, words)):
        return "be"
    own = {code: sum(map(sample.count, only)) for code, only in _ONLY.items()}
    if own["uk"] != own["ru"]:
        return max(own, key=own.__getitem__)
    hits = _hits(words, others=())
    first, *rest = sorted(((hits[code], code) for code in _ONLY), reverse=True)
    return first[1] if first[0] > rest[0][0] else None


def _by_script(sample: str) -> str | None:
    """Return the language that the script of most letters stands for; kana among Han is Japanese."""
    counts = {code: len(re.findall(f"[{script}]", sample)) for code, script in _SCRIPTS.items()}
    best = "ja" if counts["ja"] else max(counts, key=counts.__getitem__)
    if best == "ar" and _PERSIAN.search(sample):
        return "fa"
    return best if counts[best] else None


def _hits(words: list[str], *, others: tuple[str, ...]) -> Counter[str]:
    """Count for each language but ``others`` which words are among its commonest."""
    hits: Counter[str] = Counter()
    for word in words:
        hits.update(code for code in _by_word().get(word, ()) if code not in others)
    return hits


def _letter_hits(text: str) -> Counter[str]:
    """Count the letters that few languages have; names, which keep theirs in any language, are left out."""
    small = Counter("".join(_SMALL.findall(text)))
    return Counter(
        {code: found for code, own in _letters().items() if (found := sum(small[letter] for letter in own))}
    )


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    return {code: own for code in telling() if code not in _CYRILLIC and (own := letters(code))}


@cache
def _by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, words in telling().items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found
