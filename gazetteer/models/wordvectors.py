"""Fifty numbers for each of the commonest English words: words of like use have like numbers.

They let the trees read words that the training corpora never held. Source: GloVe (Wikipedia and Gigaword), public
domain; cut to the commonest words and to eight bits by :mod:`gazetteer.build.vectors`.
"""

from functools import cache
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from gazetteer.errors import DataMissingError
from gazetteer.files.columns import read_columns
from gazetteer.models.vocabulary import Numbers, Vocabulary, WordRows
from gazetteer.paths import DATA

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

    def of_words(self, vocabulary: Vocabulary, numbers: Numbers) -> npt.NDArray[np.int8]:
        """Return the vectors of words of a vocabulary; the shape is that of ``numbers`` with one axis more."""
        vectors: npt.NDArray[np.int8] = self._vectors.take(self.rows_of(vocabulary, numbers), axis=0)
        return vectors

    def rows_of(self, vocabulary: Vocabulary, numbers: Numbers) -> Numbers:
        """Return where in ``table`` words of a vocabulary are, in the shape of ``numbers``; 0 for unknown ones."""
        rows: Numbers = self._by_word.rows(vocabulary, numbers)[..., 0]
        return rows

    @property
    def table(self) -> npt.NDArray[np.int8]:
        """The vectors of all words by number: shape (words + 1, 50)."""
        return self._vectors


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
