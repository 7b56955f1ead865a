"""Names that differ in a letter or two: the last resort of a look-up.

No second index: the candidates are the names that share their beginning with the query, or with the query after
one slip (a letter left out, added, changed, or two swapped) in its first letters.
"""

from itertools import islice
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from gazetteer.files.store import Gazetteer

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыьэюя"
SHORTEST = 4  # letters; shorter names have too many neighbours to guess
PREFIX = 4
PER_PREFIX = 4000
FARTHEST = 0.34  # of the letters
KEEP = 40
MOST_KEPT = 2_000_000  # names that are kept for the next look-ups, some 15 bytes each


def distance(a: str, b: str) -> float:
    """Return the share of letters in which two words differ, 0 to 1; swapped neighbours count once."""
    return float(OSA.normalized_distance(a, b))


def close_names(folded: str, gazetteer: Gazetteer) -> list[tuple[str, float]]:
    """Return the folded names of the data that are closest to a folded name, and how far they are (0 to 1)."""
    if len(folded) < SHORTEST:
        return []
    slips = max(1, int(FARTHEST * len(folded)))
    names = _neighbours(folded, gazetteer, slips=slips)
    found = process.extract(folded, names, scorer=OSA.distance, limit=KEEP, score_cutoff=slips)
    if not found:
        return []
    least = found[0][1]
    return [(name, slips / max(len(name), len(folded))) for name, slips, _ in found if slips <= least + 1]


def _neighbours(folded: str, gazetteer: Gazetteer, *, slips: int) -> list[str]:
    """Return the names that begin like the query, or like the query with one slip, and may be so few slips from it.

    A slip changes the length by one at most, and brings in or takes away one letter at most: most names are left out
    by that alone, all at once.
    """
    blocks = _KEPT.setdefault(gazetteer, _Kept()).around(folded[:PREFIX], gazetteer)
    if not blocks:
        return []
    text = "".join([block.text for block in blocks])
    sizes = np.concatenate([block.sizes for block in blocks])
    starts = np.cumsum(sizes) - sizes
    letters, asked = _letters(text, starts), _letters(folded, np.zeros(1, np.int64))
    near = np.abs(sizes - len(folded)) <= slips
    near &= (_count(letters & ~asked) <= slips) & (_count(asked & ~letters) <= slips)
    first = starts[near]
    ends = first + sizes[near]
    return [text[start:end] for start, end in zip(first.tolist(), ends.tolist(), strict=True)]


def _letters(text: str, starts: npt.NDArray[np.int64]) -> npt.NDArray[np.uint32]:
    """Return the letters of each name as bits of a number; some letters share a bit, which only hides differences."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters: npt.NDArray[np.uint32] = np.bitwise_or.reduceat(np.left_shift(np.uint32(1), codes & 31), starts)
    return letters


def _count(bits: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Return how many bits are set in each number."""
    counts: npt.NDArray[np.uint8] = (
        _BITS_OF_BYTE[bits.view(np.uint8)].reshape(-1, 4).sum(axis=1, dtype=np.uint8)
    )
    return counts


_BITS_OF_BYTE = np.array([byte.bit_count() for byte in range(256)], np.uint8)


class _Block(NamedTuple):
    """The names that begin alike, one after the other, and how long each is."""

    text: str
    sizes: npt.NDArray[np.int32]


class _Kept:
    """Blocks of names by their beginnings, read from the gazetteer when they are first asked for."""

    def __init__(self) -> None:
        self._blocks: dict[str, _Block | None] = {}
        self._around: dict[str, list[_Block]] = {}
        self._size = 0

    def around(self, start: str, gazetteer: Gazetteer) -> list[_Block]:
        """Return the blocks of names that begin like ``start``, or like it with one slip."""
        known = self._around.get(start)
        if known is None:
            if self._size > MOST_KEPT:
                self._blocks.clear()
                self._around.clear()
                self._size = 0
            blocks = (self._block(prefix, gazetteer) for prefix in _prefixes(start))
            known = self._around[start] = [block for block in blocks if block]
        return known

    def _block(self, prefix: str, gazetteer: Gazetteer) -> _Block | None:
        try:
            return self._blocks[prefix]
        except KeyError:
            names = list(islice(gazetteer.names_from(prefix), PER_PREFIX))
            sizes = np.fromiter(map(len, names), np.int32, len(names))
            block = self._blocks[prefix] = _Block("".join(names), sizes) if names else None
            self._size += len(names) + 1
            return block


_KEPT: "WeakKeyDictionary[Gazetteer, _Kept]" = WeakKeyDictionary()


def _prefixes(start: str) -> list[str]:
    """Return a beginning and what one slip makes of it, without those whose names another one's are among."""
    prefixes: list[str] = []
    for prefix in sorted(_slips(start)):
        if not (prefixes and prefix.startswith(prefixes[-1])):
            prefixes.append(prefix)
    return prefixes


def _slips(start: str) -> set[str]:
    """Return a beginning and all that one slip makes of it."""
    letters = LETTERS if start.isascii() else CYRILLIC
    splits = [(start[:i], start[i:]) for i in range(len(start) + 1)]
    left_out = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    changed = {a + c + b[1:] for a, b in splits if b for c in letters}
    added = {a + c + b for a, b in splits for c in letters}
    return {slip for slip in {start} | left_out | swapped | changed | added if len(slip) >= PREFIX - 1}
