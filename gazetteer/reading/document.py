"""A text made ready for reading: tokens, sentences, folded words and shapes, computed once."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.models.vocabulary import Numbers, Vocabulary, WordRows, vocabulary
from gazetteer.text.sentences import split
from gazetteer.text.tokens import Tokens


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A text with its tokens and sentences; ``memo`` holds what readers of it want to work out only once.

    ``folded[i]`` is the folded word (empty for signs), ``lower[i]`` the word in lower case, ``shapes[i]`` its shape;
    ``sentence_of[i]`` the number of the sentence that token i belongs to; ``sentences`` the spans in code points,
    ``bounds`` in tokens; ``numbers[i]`` the number of token i in ``vocabulary``.
    """

    text: str
    tokens: Tokens
    folded: list[str]
    lower: list[str]
    shapes: list[str]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    bounds: list[tuple[int, int]]
    vocabulary: Vocabulary
    numbers: Numbers
    capitals: list[bool] = field(default_factory=list)
    memo: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str, *, start: int = 0) -> "Document":
        """Cut a text into sentences and tokens; what lies before ``start`` is left out."""
        known = vocabulary()
        tokens, numbers = known.read(text, start)
        sentences = split(text, start)
        bounds = _bounds(tokens.starts, sentences)
        document = cls(
            text=text,
            tokens=tokens,
            folded=list(map(known.folded.__getitem__, numbers)),
            lower=list(map(known.lower.__getitem__, numbers)),
            shapes=list(map(known.shapes.__getitem__, numbers)),
            sentences=sentences,
            sentence_of=[number for number, (low, high) in enumerate(bounds) for _ in range(low, high)],
            bounds=bounds,
            vocabulary=known,
            numbers=np.array(numbers, np.int32),
        )
        document.capitals.extend(_in_capitals(document))
        return document

    def sums(self, rows: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """Return the sums by sentence of rows that there are by token."""
        result = np.zeros((len(self.bounds), rows.shape[1]), np.int64)
        filled = [number for number, (low, high) in enumerate(self.bounds) if low < high]
        if filled:
            lows = [self.bounds[number][0] for number in filled]
            result[filled] = np.add.reduceat(rows, lows, axis=0, dtype=np.int64)
        return result

    def surface(self, first: int, last: int) -> str:
        """Return the text from token ``first`` up to but without token ``last``."""
        return self.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]


def _bounds(starts: list[int], sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for every sentence its first token and the one behind its last (both ascend)."""
    ends = [bisect_left(starts, end) for _, end in sentences[:-1]]
    return list(pairwise([0, *ends, len(starts)])) if sentences else []


def _case(lower: str, shape: str) -> tuple[int, int]:
    """Return whether a word says something of its sentence's case, and whether it begins with a capital."""
    del lower
    tells = shape == "x" or (shape[0] in "Xx" and len(shape) > 1)
    return tells, tells and shape[0] == "X"


_CASES = WordRows(_case, width=2, dtype=np.uint8)


def _in_capitals(document: Document) -> list[bool]:
    """Return which sentences are in capitals or Titles Where Nearly Every Word Is Capitalised."""
    words, upper = document.sums(_CASES.rows(document.vocabulary, document.numbers)).T
    capitals: list[bool] = ((words >= 4) & (upper > 0.6 * words)).tolist()
    return capitals
