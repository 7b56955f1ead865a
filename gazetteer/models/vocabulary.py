"""Words by number: what a word is by itself is worked out once, however often texts use it.

A text is cut at its blanks first. The stretches between them ("said,", "(AP)") come again and again, so their tokens
are kept; only new ones are looked at letter by letter.
"""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from operator import add
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.text.names import fold
from gazetteer.text.tokens import SKIPPED, Tokens, is_plain, pieces, tokenise

Numbers = npt.NDArray[np.int32]
Stretch = tuple[tuple[int, ...], tuple[int, ...]]
BEFORE, BEHIND = 0, 1  # the numbers of what stands for words before and behind a sentence
_EDGES = ("\x02", "\x03")
_LIMIT = 1 << 16
_LONGEST = 40  # letters of a stretch worth keeping
_STRETCH = re.compile(r"\S+\s*")


class Vocabulary:
    """Words that texts use, each with a number; ``folded``, ``lower`` and ``shapes`` are lists by number."""

    def __init__(self) -> None:
        self.words = list(_EDGES)
        self.folded = ["", ""]
        self.lower = list(_EDGES)
        self.shapes = ["", ""]
        self._numbers: dict[str, int] = {}
        self._stretches = _Stretches(self)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self.words)

    def number(self, word: str) -> int:
        """Return the number of a word."""
        try:
            return self._numbers[word]
        except KeyError:
            return self._added(word)

    def read(self, text: str, start: int = 0) -> tuple[Tokens, list[int]]:
        """Cut a text into tokens from ``start`` on; return them, and the numbers of their words."""
        if not is_plain(text, start):
            tokens = tokenise(text, start)
            return tokens, list(map(self.number, tokens.words))
        stretches = _STRETCH.findall(text, start)
        if not stretches:
            return Tokens([], [], []), []
        begin = text.index(stretches[0][0], start)
        known, steps = zip(*map(self._stretches.__getitem__, stretches), strict=True)
        numbers = list(chain.from_iterable(known))
        words = list(map(self.words.__getitem__, numbers))
        starts = list(accumulate(chain.from_iterable(steps), initial=begin))
        starts.pop()
        return Tokens(words, starts, list(map(add, starts, map(len, words)))), numbers

    def is_full(self) -> bool:
        """Whether so many words are known that a new vocabulary should be begun."""
        return len(self.words) > _LIMIT or len(self._stretches) > _LIMIT

    def _added(self, word: str) -> int:
        with self._lock:
            if word in self._numbers:
                return self._numbers[word]
            self.folded.append("" if word == SKIPPED else fold(word))
            self.lower.append(word.lower())
            self.shapes.append("skip" if word == SKIPPED else shape_of(word))
            self.words.append(word)
            number = self._numbers[word] = len(self.words) - 1
            return number


class _Stretches(dict[str, Stretch]):
    """The tokens of what stands between blanks: their numbers, and how far each begins before the next one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, stretch: str) -> Stretch:
        words = pieces(stretch.rstrip())
        steps = list(map(len, words))
        steps[-1] += len(stretch) - sum(steps)
        found = tuple(map(self._vocabulary.number, words)), tuple(steps)
        if len(stretch) <= _LONGEST:
            self[stretch] = found
        return found


class WordRows:
    """Numbers for each word of a vocabulary, side by side in a matrix; a row is made when it is first asked for.

    Parameters
    ----------
    make
        Returns the row of a word in lower case and its shape.
    width
        Numbers in a row.
    dtype
        What the matrix holds.
    """

    def __init__(
        self, make: Callable[[str, str], Sequence[float]], *, width: int, dtype: npt.DTypeLike
    ) -> None:
        self._make = make
        self._width = width
        self._dtype = dtype
        self._vocabulary: Vocabulary | None = None
        self._matrix: npt.NDArray[Any] = np.zeros((0, width), dtype)
        self._known = np.zeros(0, np.bool_)

    def rows(self, vocabulary: Vocabulary, numbers: Numbers) -> npt.NDArray[Any]:
        """Return the rows of words by their numbers; the shape is that of ``numbers`` with one axis more."""
        if vocabulary is not self._vocabulary or len(vocabulary) > len(self._known):
            self._make_room(vocabulary)
        known = self._known.take(numbers)
        if not known.all():
            for number in set(numbers[~known].tolist()):
                self._matrix[number] = self._make(vocabulary.lower[number], vocabulary.shapes[number])
                self._known[number] = True
        return self._matrix.take(numbers, axis=0)

    def _make_room(self, vocabulary: Vocabulary) -> None:
        """Grow with the vocabulary, or begin again with a new one."""
        kept = len(self._known) if vocabulary is self._vocabulary else 0
        size = max(1024, 2 * len(vocabulary))
        matrix, known = np.zeros((size, self._width), self._dtype), np.zeros(size, np.bool_)
        matrix[:kept], known[:kept] = self._matrix[:kept], self._known[:kept]
        self._matrix, self._known, self._vocabulary = matrix, known, vocabulary


_current = [Vocabulary()]


def vocabulary() -> Vocabulary:
    """Return the vocabulary that texts are read with now; it is changed for a new one when it is full."""
    if _current[0].is_full():
        _current[0] = Vocabulary()
    return _current[0]


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
