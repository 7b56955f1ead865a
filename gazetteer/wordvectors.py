"""Fifty numbers for each of the commonest English words: words of like use have like numbers.

They let the trees read words that the training corpora never held. Source: GloVe (Wikipedia and Gigaword), public
domain; cut to the commonest words and to eight bits by :mod:`gazetteer.build.vectors`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import numpy.typing as npt

from gazetteer.columns import read_columns
from gazetteer.errors import DataMissingError
from gazetteer.store import DATA
from gazetteer.vocabulary import Numbers, Vocabulary, WordRows

SIZE = 50
WORDS_FILE = "words.marisa"
VECTORS_FILE = "words.columns"
_CACHE_LIMIT = 50_000
_SAME = {"’s": "'s", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "--", "—": "--"}


class WordVectors:
    """Vectors by word; a word that is not known has zeros."""

    def __init__(self, words: marisa_trie.Trie, vectors: npt.NDArray[np.int8]) -> None:
        self._vectors = vectors
        self._numbers = _Numbers(words)
        self._by_word = WordRows(lambda lower, _shape: (self.number(lower),), width=1, dtype=np.int32)

    @classmethod
    def open(cls, folder: Path | None = None) -> "WordVectors":
        """Map the words and vectors into memory."""
        folder = folder or DATA
        path = folder / WORDS_FILE
        if not path.is_file():
            raise DataMissingError(f"{path} is missing: install buffermap again, or rebuild the data")
        columns, _ = read_columns(folder / VECTORS_FILE)
        return cls(marisa_trie.Trie().mmap(str(path)), columns["vectors"].reshape(-1, SIZE))

    def number(self, word: str) -> int:
        """Return the row of a word in lower case; 0, the row of zeros, for one that is not known."""
        return self._numbers[word]

    def of(self, words: Sequence[Sequence[str]]) -> npt.NDArray[np.int8]:
        """Return the vectors of rows of words side by side: shape (rows, words * 50)."""
        return self._vectors[self._numbers_of(words)].reshape(len(words), -1)

    def _numbers_of(self, words: Sequence[Sequence[str]]) -> npt.NDArray[np.int64]:
        """Return the rows of all words, one after the other."""
        return np.fromiter(map(self._numbers.__getitem__, chain.from_iterable(words)), np.int64)

    def of_words(self, vocabulary: Vocabulary, numbers: Numbers) -> npt.NDArray[np.int8]:
        """Return the vectors of words of a vocabulary; the shape is that of ``numbers`` with one axis more."""
        vectors: npt.NDArray[np.int8] = self._vectors[self._by_word.rows(vocabulary, numbers)[..., 0]]
        return vectors

    def grouped(self, groups: Sequence[Sequence[str]]) -> "Grouped":
        """Return groups of words by their numbers."""
        return Grouped(self._numbers_of(groups), np.array([len(group) for group in groups], np.int64))

    def means(self, groups: "Grouped") -> npt.NDArray[np.float64]:
        """Return the mean vector of each group of words; zeros for a group without any."""
        return groups.sums(self._vectors[groups.numbers].astype(np.int32)) / groups.divisors()

    @property
    def table(self) -> npt.NDArray[np.int8]:
        """The vectors of all words by number: shape (words + 1, 50)."""
        return self._vectors


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """Numbers of words, those of each group after those of the one before; ``sizes`` says how many each group has."""

    numbers: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]

    def sums(self, rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the sum of each group's rows, one for each number; zeros for a group without any."""
        return self._reduced(np.add, rows)

    def most(self, rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the largest values of each group's rows; zeros for a group without any."""
        return self._reduced(np.maximum, rows)

    def divisors(self) -> npt.NDArray[np.int64]:
        """Return what sums are divided by to make means: shape (groups, 1)."""
        return np.maximum(self.sizes, 1)[:, None]

    def _reduced(self, how: np.ufunc, rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
        filled = self.sizes > 0
        result = np.zeros((len(self.sizes), rows.shape[1]), rows.dtype)
        if filled.any():
            starts = (np.cumsum(self.sizes) - self.sizes)[filled]
            result[filled] = how.reduceat(rows, starts, axis=0)
        return result


class _Numbers(dict[str, int]):
    """The rows of words by word, looked up once."""

    def __init__(self, words: marisa_trie.Trie) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, word: str) -> int:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        # a lone surrogate has no bytes to look up; what is left of its word may still be one
        known = _SAME.get(word, word).encode("utf-8", "ignore").decode("utf-8")
        number = self[word] = self._words.get(known, -1) + 1 if known else 0
        return number


@cache
def open_word_vectors() -> WordVectors:
    """Open the vectors that ship, once for the whole process."""
    return WordVectors.open()
