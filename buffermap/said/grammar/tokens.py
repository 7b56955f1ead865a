"""A sentence cut into words, numbers and marks."""

from functools import lru_cache
from typing import NamedTuple

from buffermap.said.grammar.patterns import Pattern

_TOKEN = Pattern(r"[^\W\d_][\w]*(?:[-'’ʼ.](?=\w)[\w]+)*|\d+(?:[.,:]\d+)*|[^\w\s]")


class Token(NamedTuple):
    """A word, number or mark of a sentence."""

    start: int
    end: int
    text: str
    lower: str


@lru_cache(maxsize=64)
def tokens_of(sentence: str) -> list[Token]:
    """Cut a sentence into words, numbers and marks; the last ones are remembered, so nobody changes what is returned."""
    return [Token(m.start(), m.end(), m[0], m[0].lower()) for m in _TOKEN.finditer(sentence)]
