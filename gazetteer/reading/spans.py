"""What is known of a name in its place in the text: the features that recognition reads.

A span is a stretch of tokens that the gazetteer knows; whether it names a place there is decided by the words
around it, by what it may mean, and by what the rest of the document says.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.entries.entryfacts import NUMBERS, facts_of
from gazetteer.entries.lexicon import COUNTRY, Entry
from gazetteer.files.rowtable import RowTable
from gazetteer.models.vocabulary import BEFORE, BEHIND, Numbers, Vocabulary, WordRows
from gazetteer.models.wordvectors import WordVectors
from gazetteer.reading.cues import (
    CLASSES,
    FIRST_NAMES,
    MONTHS_DAYS,
    ORGANISATION,
    PERSON_TITLE,
    PLACE_TAIL,
    STREET,
    STRONG_LOCATIVE,
    cue_bits,
)
from gazetteer.reading.document import Document
from gazetteer.reading.hints import NO_HINT, hint_for
from gazetteer.reading.matcher import Match

_UPPER = frozenset(("Xx", "XX", "X.X.", "XxXx", "X"))
_SHAPES = ("Xx", "XX", "X.X.", "XxXx", "X", "x", "0")
_SIGNS = (",", ".", "(", ")", "-", "’s", '"', "/", ":", "—")
_SAME_SIGN = {"'s": "’s", "'S": "’s", "’S": "’s", "–": "—", "“": '"', "”": '"', "„": '"'}
_JOINING = frozenset(("of", "the", "and", "&", "de", "for", "'", "’"))
_AND = frozenset(("and", "or", "&", "/", "-"))
# words whose vectors are read: three before a name, its first, its last, and three behind it
_BEFORE, _BEHIND = np.array([-3, -2, -1, 0]), np.array([-1, 0, 1, 2])
_FIRST = 3
_NEIGHBOURS = [2, 1, 5, 6]  # of these the two before, nearest first, and the two behind
_NEXT = [2, 5]
_RUN = 6
_LONGEST_RUN = 60  # looked through for each name of a table in capitals, more would take for ever
_PLAUSIBLE = 4.5  # the prior of a name that is likely a place at all
_NOT_SURNAMES = ORGANISATION | STREET | PLACE_TAIL | MONTHS_DAYS


def _word_row(lower: str, shape: str) -> tuple[float, ...]:
    """Return what a word and its shape say as a neighbour."""
    return (*cue_bits(lower), *(shape == known for known in _SHAPES))


def _sign_row(lower: str, shape: str) -> tuple[float, ...]:
    del shape
    return tuple(_SAME_SIGN.get(lower, lower) == known for known in _SIGNS)


def _person_row(lower: str, shape: str) -> tuple[bool, ...]:
    """Return whether a word is a first name, one with a capital, and whether it may be a surname."""
    first_name = lower in FIRST_NAMES
    surname = shape in ("Xx", "X", "XxXx") and lower not in _NOT_SURNAMES
    return first_name, first_name and shape in _UPPER, surname


_WORD_ROWS = WordRows(_word_row, width=len(CLASSES) + len(_SHAPES), dtype=np.uint8)
_LOOKS = slice(len(CLASSES), len(CLASSES) + 4)
_MONTH = slice(CLASSES.index(MONTHS_DAYS), CLASSES.index(MONTHS_DAYS) + 1)
_SIGN_ROWS = WordRows(_sign_row, width=len(_SIGNS), dtype=np.uint8)
_PERSON_ROWS = WordRows(_person_row, width=3, dtype=np.bool_)
_ENTRY_ROWS: RowTable[Entry] = RowTable(
    lambda entry: facts_of(entry).numbers, width=NUMBERS, dtype=np.float64
)


class Span(NamedTuple):
    """A match with what rules want to know of its place in the text."""

    match: Match
    hint_fits: bool
    in_person_name: bool


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """The spans of a document, and what the features of each are put together from.

    ``values`` are groups of columns, in order; ``around`` has the numbers of the words around each span.
    """

    spans: list[Span]
    values: tuple[npt.NDArray[Any], ...]
    around: Numbers
    vocabulary: Vocabulary


def feature_matrix(described: Described, vectors: WordVectors) -> npt.NDArray[np.float64]:
    """Return the features of spans as rows: what the name may mean, how it stands, the words around it."""
    _ENTRY_ROWS.tidy()
    around, count = described.around, len(described.spans)
    words, signs = (
        table.rows(described.vocabulary, around[:, columns]).reshape(count, -1)
        for table, columns in ((_WORD_ROWS, _NEIGHBOURS), (_SIGN_ROWS, _NEXT))
    )
    parts = (
        _ENTRY_ROWS.rows([_ENTRY_ROWS.number(span.match.entry) for span in described.spans]),
        *described.values,
        words,
        signs,
        vectors.of_words(described.vocabulary, around).reshape(count, -1),
    )
    return np.concatenate(parts, axis=1, dtype=np.float64)


def describe(document: Document, found: list[Match]) -> Described:
    """Return what is known of every match of a document."""
    if not found:
        return Described([], (), np.zeros((0, len(_BEFORE) + len(_BEHIND)), np.int32), document.vocabulary)
    return _Describer(document, found).described()


class _Describer:
    """Holds what all spans of one document share."""

    def __init__(self, document: Document, found: list[Match]) -> None:
        self.document = document
        self.found = found
        self.words = document.tokens.words
        self.shapes = document.shapes
        self.lower = document.lower
        self.size = len(self.words)
        self.bounds = document.bounds
        self.lower_counts = Counter(
            [word for word, shape in zip(self.lower, self.shapes, strict=True) if shape == "x"]
        )
        self.key_counts = Counter([match.entry.key for match in found])
        self.starts_of: dict[int, list[Match]] = {}
        for match in found:
            self.starts_of.setdefault(match.first, []).append(match)
        self.longest = {first: max(match.last for match in here) for first, here in self.starts_of.items()}
        self.covered = self._longest_cover()
        self.surnames, self.good = self._document_evidence()
        self.of_entry = self._entry_values()

    def described(self) -> Described:
        """Return all spans."""
        rows = [self._rows(match) for match in self.found]
        around = self._around()
        own = _WORD_ROWS.rows(self.document.vocabulary, around[:, _FIRST])
        size, place, context = (np.array(part, np.float64) for part in zip(*rows, strict=True))
        person = self._person_values(around, size[:, 2] == 1)
        alone = (context[:, 8] == 0) & (context[:, 9] == 0)
        in_person_name = (person[:, 0] | person[:, 2]) & alone
        spans = map(Span, self.found, (context[:, 13] > 0).tolist(), in_person_name.tolist())
        values = (size, own[:, _LOOKS], place, own[:, _MONTH], context, person)
        return Described(list(spans), values, around, self.document.vocabulary)

    def _around(self) -> Numbers:
        """Return the numbers of the words around each span, with edges beyond its sentence."""
        document = self.document
        first = np.array([match.first for match in self.found])[:, None]
        last = np.array([match.last for match in self.found])[:, None]
        bounds = [self.bounds[document.sentence_of[match.first]] for match in self.found]
        low, high = np.array(bounds).T[:, :, None]
        before, behind = first + _BEFORE, last + _BEHIND
        numbers = document.numbers
        # what is beyond the text is beyond its sentence, too: whatever is taken for it is not used
        left = np.where(before >= low, numbers.take(before, mode="clip"), BEFORE)
        right = np.where(behind < np.maximum(high, last), numbers.take(behind, mode="clip"), BEHIND)
        return np.concatenate([left, right], axis=1)

    # -- the whole document ---------------------------------------------------------------------------

    def _longest_cover(self) -> list[int]:
        """Return for every token the largest number of words of a match over it."""
        cover = [0] * self.size
        for match in self.found:
            width = match.last - match.first
            for index in range(match.first, match.last):
                cover[index] = max(cover[index], width)
        return cover

    def _document_evidence(self) -> tuple[Counter[str], Counter[str]]:
        """Count how often each key stands as a surname, and how often behind a preposition of place."""
        surnames: Counter[str] = Counter()
        good: Counter[str] = Counter()
        for match in self.found:
            first = match.first
            if first == 0:
                continue
            before = self.lower[first - 1]
            if before in STRONG_LOCATIVE:
                good[match.entry.key] += 1
            elif (before in PERSON_TITLE and self.shapes[first - 1] in _UPPER) or (
                self.shapes[first - 1] in ("Xx", "X")
                and match.last - first == 1
                and not self.covered[first - 1]
                and not self.document.capitals[self.document.sentence_of[first]]
                and before not in MONTHS_DAYS
            ):
                surnames[match.entry.key] += 1
        return surnames, good

    def _country_mass(self, entries: Iterable[Entry]) -> Counter[int]:
        """Count the likeliest country of every different long match."""
        mass: Counter[int] = Counter()
        for entry in entries:
            facts = facts_of(entry)
            if entry.plain and facts.numbers[0] > _PLAUSIBLE:
                mass[facts.country] += 1
        return mass

    def _entry_values(self) -> dict[Entry, tuple[tuple[float, ...], tuple[float, ...]]]:
        """Return for every different entry what the document's other names say of it, and how often it is named."""
        entries = dict.fromkeys(match.entry for match in self.found)
        mass = self._country_mass(entries)
        whole = sum(mass.values()) or 1
        return {entry: (_mass_values(entry, mass, whole), self._counts(entry.key)) for entry in entries}

    def _counts(self, key: str) -> tuple[float, ...]:
        """Return how often the document uses a name, as a place or otherwise."""
        count, good, surnames = self.key_counts[key], self.good.get(key, 0), self.surnames.get(key, 0)
        return log2(1 + count), log2(1 + good), good / count, log2(1 + surnames), surnames / count

    # -- one span -------------------------------------------------------------------------------------

    def _rows(self, match: Match) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
        """Return the values of a span in three groups: its size; its sentence and its counts; what stands beside it."""
        first, last, entry = match.first, match.last, match.entry
        document = self.document
        sentence, width = document.sentence_of[first], last - first
        low, high = self.bounds[sentence]
        mass, counts = self.of_entry[entry]
        used_lower = log2(1 + self.lower_counts[self.lower[first]]) if width == 1 else 0.0
        size = (*mass, width, document.tokens.ends[last - 1] - document.tokens.starts[first])
        place = (
            first == low, document.capitals[sentence], *counts, used_lower, last == self.longest[first],
            self.covered[first] - width,
        )  # fmt: skip
        beside = (
            sentence / (1 + len(document.sentences)), *self._run_values(match, low, high),
            *self._neighbour_values(match), *self._hint_values(match),
        )  # fmt: skip
        return size, place, beside

    def _run_values(self, match: Match, low: int, high: int) -> tuple[float, ...]:
        """Return what the run of capitalised words around the span looks like."""
        shapes, lower, first = self.shapes, self.lower, match.first
        left, farthest = first, max(low, first - _LONGEST_RUN)
        while left > farthest and shapes[left - 1] in _UPPER:
            left -= 1
        right = match.last
        end = min(high, right + _RUN)
        organisation = street = tail = False
        while right < end:
            word = lower[right]
            if shapes[right] in _UPPER:
                organisation = organisation or word in ORGANISATION
                street = street or word in STREET
                tail = tail or word in PLACE_TAIL
            elif not (word in _JOINING and right + 1 < self.size and shapes[right + 1] in _UPPER):
                break
            right += 1
        return (
            first - left,
            right - match.last,
            organisation,
            street,
            tail,
            left < first and not ORGANISATION.isdisjoint(lower[left:first]),
            not PERSON_TITLE.isdisjoint(lower[max(0, left - 1) : first]),
        )

    def _hint_values(self, match: Match) -> tuple[bool, bool]:
        """Return whether a class word stands beside the name, and whether some candidate is of that class."""
        kind = hint_for(self.document, match).kind
        return kind != NO_HINT, kind != NO_HINT and kind in facts_of(match.entry).kinds

    def _person_values(self, around: Numbers, single: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Return whether each span stands in a person's name: behind a first name, or a first name itself."""
        rows = _PERSON_ROWS.rows(self.document.vocabulary, around[:, [_NEXT[0], _FIRST, _NEXT[1]]])
        behind, itself, goes_on = rows[:, 0, 1], rows[:, 1, 0] & single, rows[:, 2, 2]
        return np.column_stack([behind, itself, itself & goes_on, goes_on & ~behind])

    def _neighbour_values(self, match: Match) -> tuple[float, float, float, float]:
        """Return whether the span is the inner or the outer part of "Paris, Texas", or one of a list."""
        inner = outer = listed = 0.0
        last, first = match.last, match.first
        if last + 1 < self.size and self.words[last] == ",":
            for other in self.starts_of.get(last + 1, ()):
                inner = max(inner, contains(other.entry, match.entry))
                listed = max(listed, facts_of(other.entry).numbers[0] > 5)
        if first >= 2 and self.words[first - 1] == ",":
            for back in (2, 3, 4, 5):
                for other in self.starts_of.get(first - back, ()):
                    if other.last == first - 1:
                        outer = max(outer, contains(match.entry, other.entry))
                        listed = max(listed, facts_of(other.entry).numbers[0] > 5)
        return inner, outer, listed, self._joined(match)

    def _joined(self, match: Match) -> float:
        """Return how likely a place is joined to the span by "and", a stroke or a hyphen."""
        last, first = match.last, match.first
        joined = 0.0
        if last + 1 < self.size and self.words[last] in _AND:
            joined = max(
                (facts_of(other.entry).numbers[0] for other in self.starts_of.get(last + 1, ())), default=0.0
            )
        if first >= 2 and self.words[first - 1] in _AND:
            for other in self.starts_of.get(first - 2, ()):
                if other.last == first - 1:
                    joined = max(joined, facts_of(other.entry).numbers[0])
        return joined


def _mass_values(entry: Entry, mass: Counter[int], whole: int) -> tuple[float, ...]:
    """Return how much of the document's other names lies in the likeliest country of a name, and in any of them."""
    facts = facts_of(entry)
    mine = mass.get(facts.country, 0) - (facts.numbers[0] > _PLAUSIBLE)
    shared = facts.countries & mass.keys()
    return mine / whole, max(map(mass.__getitem__, shared), default=0) / whole


def contains(outer: Entry, inner: Entry) -> float:
    """Return 1 where some candidate of ``outer`` is the first-level division, 0.5 the country, of one of ``inner``."""
    mine, its = facts_of(outer), facts_of(inner)
    if not mine.divisions.isdisjoint(its.within_any):
        return 1.0
    return 0.5 if mine.kind == COUNTRY and mine.country in its.inner_countries else 0.0
