"""A text made ready for reading: tokens, sentences, folded words and shapes, computed once."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from gazetteer.names import fold
from gazetteer.sentences import split
from gazetteer.tokens import SKIPPED, Tokens, tokenise


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A text with its tokens and sentences; ``memo`` holds what readers of it want to work out only once.

    ``folded[i]`` is the folded word (empty for signs), ``lower[i]`` the word in lower case, ``shapes[i]`` its shape;
    ``sentence_of[i]`` the number of the sentence that token i belongs to; ``sentences`` the spans in code points,
    ``bounds`` in tokens.
    """

    text: str
    tokens: Tokens
    folded: list[str]
    lower: list[str]
    shapes: list[str]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    bounds: list[tuple[int, int]]
    capitals: list[bool] = field(default_factory=list)
    memo: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str, *, start: int = 0) -> "Document":
        """Cut a text into sentences and tokens; what lies before ``start`` is left out."""
        tokens = tokenise(text, start)
        sentences = split(text, start)
        known = list(map(_word_facts, tokens.words))
        bounds = _bounds(tokens.starts, sentences)
        shapes = [facts[2] for facts in known]
        return cls(
            text=text,
            tokens=tokens,
            folded=[facts[0] for facts in known],
            lower=[facts[1] for facts in known],
            shapes=shapes,
            sentences=sentences,
            sentence_of=[number for number, (low, high) in enumerate(bounds) for _ in range(low, high)],
            bounds=bounds,
            capitals=[_is_in_capitals(shapes[low:high]) for low, high in bounds],
        )

    def surface(self, first: int, last: int) -> str:
        """Return the text from token ``first`` up to but without token ``last``."""
        return self.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]


@lru_cache(maxsize=1 << 16)
def _word_facts(word: str) -> tuple[str, str, str]:
    """Return the folded word, the word in lower case, and its shape."""
    if word == SKIPPED:
        return "", word, "skip"
    return fold(word), word.lower(), shape_of(word)


def shape_of(word: str) -> str:
    """Return the shape of a word: ``Xx`` capitalised, ``XX`` capitals, ``X.`` dotted capitals, ``x``, ``0``, ``#``.

    Examples
    --------
    >>> [shape_of(word) for word in ("Sumy", "SUMY", "U.S.", "A", "town", "McCain", "20", ",")]
    ['Xx', 'XX', 'X.X.', 'X', 'x', 'XxXx', '0', ',']
    """
    first = word[0]
    if first.isdigit():
        return "0"
    if not first.isalpha():
        return word if len(word) == 1 else "#"
    return _upper_shape(word) if first.isupper() else _lower_shape(word)


def _upper_shape(word: str) -> str:
    if "." in word:
        return "X.X."
    if len(word) == 1:
        return "X"
    if word[1:].islower():
        return "Xx"
    return "XX" if word.isupper() else "XxXx"


def _lower_shape(word: str) -> str:
    if "." in word:
        return "x.x."
    return "x" if word.islower() or len(word) == 1 else "xX"


def _bounds(starts: list[int], sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for every sentence its first token and the one behind its last (both ascend)."""
    ends = [bisect_left(starts, end) for _, end in sentences[:-1]]
    return list(pairwise([0, *ends, len(starts)])) if sentences else []


def _is_in_capitals(shapes: list[str]) -> bool:
    """Whether a sentence is written in capitals or as a Title Where Nearly Every Word Is Capitalised."""
    upper = words = 0
    for shape, count in Counter(shapes).items():
        if shape == "x" or (shape[0] in "Xx" and len(shape) > 1):
            words += count
            upper += count if shape[0] == "X" else 0
    return words >= 4 and upper > 0.6 * words
