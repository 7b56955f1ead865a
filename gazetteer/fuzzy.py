"""Names that differ in a letter or two: the last resort of a look-up.

No second index: the candidates are the names that share their beginning with the query, or with the query after
one slip (a letter left out, added, changed, or two swapped) in its first letters.
"""

from collections.abc import Iterator
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from gazetteer.store import Gazetteer

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыьэюя"
SHORTEST = 4  # letters; shorter names have too many neighbours to guess
PREFIX = 4
PER_PREFIX = 4000
FARTHEST = 0.34  # of the letters
KEEP = 40


def distance(a: str, b: str) -> float:
    """Return the share of letters in which two words differ, 0 to 1; swapped neighbours count once."""
    return float(OSA.normalized_distance(a, b))


def close_names(folded: str, gazetteer: Gazetteer) -> list[tuple[str, float]]:
    """Return the folded names of the data that are closest to a folded name, and how far they are (0 to 1)."""
    if len(folded) < SHORTEST:
        return []
    names = list(_neighbours(folded, gazetteer))
    slips = max(1, int(FARTHEST * len(folded)))
    found = process.extract(folded, names, scorer=OSA.distance, limit=KEEP, score_cutoff=slips)
    if not found:
        return []
    least = found[0][1]
    return [(name, slips / max(len(name), len(folded))) for name, slips, _ in found if slips <= least + 1]


def _neighbours(folded: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the names that begin like the query, or like the query with one slip."""
    last = "\0"
    for prefix in sorted(_slips(folded[:PREFIX])):
        if prefix.startswith(last):  # its names have been read with those of the shorter prefix
            continue
        last = prefix
        yield from islice(gazetteer.names_from(prefix), PER_PREFIX)


def _slips(start: str) -> set[str]:
    """Return a beginning and all that one slip makes of it."""
    letters = LETTERS if start.isascii() else CYRILLIC
    splits = [(start[:i], start[i:]) for i in range(len(start) + 1)]
    left_out = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    changed = {a + c + b[1:] for a, b in splits if b for c in letters}
    added = {a + c + b for a, b in splits for c in letters}
    return {slip for slip in {start} | left_out | swapped | changed | added if len(slip) >= PREFIX - 1}
