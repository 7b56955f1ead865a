"""Fifty numbers for each of the commonest English words: words of like use have like numbers.

They let the trees read words that the training corpora never held. Source: GloVe (Wikipedia and Gigaword), public
domain; cut to the commonest words and to eight bits by :mod:`gazetteer.build.vectors`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

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
        self._words = words
        self._vectors = vectors
        self._numbers: dict[str, int] = {}
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
        try:
            return self._numbers[word]
        except KeyError:
            if len(self._numbers) > _CACHE_LIMIT:
                self._numbers.clear()
            # a lone surrogate has no bytes to look up; what is left of its word may still be one
            known = _SAME.get(word, word).encode("utf-8", "ignore").decode("utf-8")
            number = self._numbers[word] = self._words.get(known, -1) + 1 if known else 0
            return number

    def of(self, words: Sequence[Sequence[str]]) -> npt.NDArray[np.int8]:
        """Return the vectors of rows of words side by side: shape (rows, words * 50)."""
        number = self.number
        numbers = np.array([[number(word) for word in row] for row in words], np.int32)
        return self._vectors[numbers].reshape(len(words), -1)

    def of_words(self, vocabulary: Vocabulary, numbers: Numbers) -> npt.NDArray[np.int8]:
        """Return the vectors of words of a vocabulary; the shape is that of ``numbers`` with one axis more."""
        vectors: npt.NDArray[np.int8] = self._vectors[self._by_word.rows(vocabulary, numbers)[..., 0]]
        return vectors

    def means(self, groups: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """Return the mean vector of each group of words; zeros for a group without any."""
        sizes = np.array([len(group) for group in groups], np.int64)
        filled = sizes > 0
        result = np.zeros((len(groups), SIZE))
        if filled.any():
            number = self.number
            rows = self._vectors[[number(word) for group in groups for word in group]].astype(np.int32)
            starts = (np.cumsum(sizes) - sizes)[filled]
            result[filled] = np.add.reduceat(rows, starts, axis=0) / sizes[filled, None]
        return result


@cache
def open_word_vectors() -> WordVectors:
    """Open the vectors that ship, once for the whole process."""
    return WordVectors.open()
