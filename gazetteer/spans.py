"""What is known of a name in its place in the text: the features that recognition reads.

A span is a stretch of tokens that the gazetteer knows; whether it names a place there is decided by the words
around it, by what it may mean, and by what the rest of the document says.
"""

from collections import Counter
from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt

from gazetteer.cues import (
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
from gazetteer.document import Document
from gazetteer.entryfacts import NUMBERS, facts_of
from gazetteer.hints import NO_HINT, hint_for
from gazetteer.lexicon import COUNTRY, Entry
from gazetteer.matcher import Match
from gazetteer.rowtable import RowTable
from gazetteer.wordvectors import WordVectors

_UPPER = frozenset(("Xx", "XX", "X.X.", "XxXx", "X"))
_SHAPES = ("Xx", "XX", "X.X.", "XxXx", "X", "x", "0")
_SIGNS = (",", ".", "(", ")", "-", "’s", '"', "/", ":", "—")
_SAME_SIGN = {"'s": "’s", "'S": "’s", "’S": "’s", "–": "—", "“": '"', "”": '"', "„": '"'}
_JOINING = frozenset(("of", "the", "and", "&", "de", "for", "'", "’"))
_AND = frozenset(("and", "or", "&", "/", "-"))
WINDOW = 3
_EDGES = ("\x02", "\x03")  # what stands for the words before and behind a sentence
_RUN = 6
_LONGEST_RUN = 60  # looked through for each name of a table in capitals, more would take for ever
_PLAUSIBLE = 4.5  # the prior of a name that is likely a place at all
_NOT_SURNAMES = ORGANISATION | STREET | PLACE_TAIL | MONTHS_DAYS


def _word_row(token: tuple[str, str]) -> tuple[float, ...]:
    """Return what a word and its shape say as a neighbour."""
    word, shape = token
    return (*cue_bits(word), *(shape == known for known in _SHAPES))


def _sign_row(word: str) -> tuple[float, ...]:
    return tuple(_SAME_SIGN.get(word, word) == known for known in _SIGNS)


_WORD_ROWS = RowTable(_word_row, width=len(CLASSES) + len(_SHAPES), dtype=np.uint8)
_SIGN_ROWS = RowTable(_sign_row, width=len(_SIGNS), dtype=np.uint8)
_ENTRY_ROWS: RowTable[Entry] = RowTable(
    lambda entry: facts_of(entry).numbers, width=NUMBERS, dtype=np.float64
)


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A match with its context.

    ``values`` are numbers for the model; ``context`` the words whose vectors it reads; ``neighbours`` the two words
    before and the two behind, with their shapes.
    """

    match: Match
    values: list[float]
    context: tuple[str, ...]
    neighbours: tuple[tuple[str, str], ...]
    hint_fits: bool
    in_person_name: bool


def feature_matrix(spans: list[Span], vectors: WordVectors) -> npt.NDArray[np.float64]:
    """Return the features of spans as rows: what the name may mean, how it stands, the words around it."""
    for table in (_WORD_ROWS, _SIGN_ROWS, _ENTRY_ROWS):
        table.tidy()
    around = [[_WORD_ROWS.number(token) for token in span.neighbours] for span in spans]
    signs = [[_SIGN_ROWS.number(span.neighbours[at][0]) for at in (0, 2)] for span in spans]
    parts = (
        _ENTRY_ROWS.rows([_ENTRY_ROWS.number(span.match.entry) for span in spans]),
        np.array([span.values for span in spans], np.float64),
        _WORD_ROWS.rows(around),
        _SIGN_ROWS.rows(signs),
        vectors.of([span.context for span in spans]),
    )
    return np.concatenate(parts, axis=1, dtype=np.float64)


def describe(document: Document, found: list[Match]) -> list[Span]:
    """Return what is known of every match of a document."""
    return _Describer(document, found).spans()


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
            word for word, shape in zip(self.lower, self.shapes, strict=True) if shape == "x"
        )
        self.key_counts = Counter(match.entry.key for match in found)
        self.starts_of: dict[int, list[Match]] = {}
        for match in found:
            self.starts_of.setdefault(match.first, []).append(match)
        self.longest = {first: max(match.last for match in here) for first, here in self.starts_of.items()}
        self.covered = self._longest_cover()
        self.surnames, self.good = self._document_evidence()
        self.country_mass = self._country_mass()
        self.all_mass = sum(self.country_mass.values()) or 1

    def spans(self) -> list[Span]:
        return [self._span(match) for match in self.found]

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

    def _country_mass(self) -> Counter[int]:
        """Count the likeliest country of every different long match."""
        mass: Counter[int] = Counter()
        for entry in dict.fromkeys(match.entry for match in self.found if match.entry.plain):
            facts = facts_of(entry)
            if facts.numbers[0] > _PLAUSIBLE:
                mass[facts.country] += 1
        return mass

    # -- one span -------------------------------------------------------------------------------------

    def _span(self, match: Match) -> Span:
        first, last = match.first, match.last
        lower, shapes = self.lower, self.shapes
        low, high = self.bounds[self.document.sentence_of[first]]
        before = [
            lower[index] if index >= low else _EDGES[0] for index in range(first - 1, first - 1 - WINDOW, -1)
        ]
        after = [lower[index] if index < high else _EDGES[1] for index in range(last, last + WINDOW)]
        neighbours = self._neighbour_values(match)
        hints = self._hint_values(match)
        person = self._person_values(match, low, high)
        values = [
            *self._mass_values(match.entry),
            *self._shape_values(match),
            *self._run_values(match, low, high),
        ]
        return Span(
            match=match,
            values=[*values, *neighbours, *hints, *person],
            context=(*reversed(before), lower[first], lower[last - 1], *after),
            neighbours=(
                (before[0], shapes[first - 1] if first > low else ""),
                (before[1], shapes[first - 2] if first - 1 > low else ""),
                (after[0], shapes[last] if last < high else ""),
                (after[1], shapes[last + 1] if last + 1 < high else ""),
            ),
            hint_fits=hints[1] > 0,
            in_person_name=person[0] + person[2] > 0 and neighbours[0] + neighbours[1] == 0,
        )

    def _mass_values(self, entry: Entry) -> list[float]:
        """Return how much of the document's other names lies in the likeliest country of a name, and in any of them."""
        mass, facts = self.country_mass, facts_of(entry)
        mine = mass.get(facts.country, 0) - (facts.numbers[0] > _PLAUSIBLE)
        shared = facts.countries & mass.keys()
        return [mine / self.all_mass, max(map(mass.__getitem__, shared), default=0) / self.all_mass]

    def _shape_values(self, match: Match) -> list[float]:
        """Return what the name looks like, and how often the document uses it so or otherwise."""
        first, last, key = match.first, match.last, match.entry.key
        document, shape, own = self.document, self.shapes[first], self.lower[first]
        count, good, surnames = self.key_counts[key], self.good.get(key, 0), self.surnames.get(key, 0)
        sentence = document.sentence_of[first]
        return [
            last - first,
            document.tokens.ends[last - 1] - document.tokens.starts[first],
            shape == "Xx", shape == "XX", shape == "X.X.", shape == "XxXx",
            first == self.bounds[sentence][0],
            document.capitals[sentence],
            log2(1 + count),
            log2(1 + good),
            good / count,
            log2(1 + surnames),
            surnames / count,
            log2(1 + self.lower_counts[own]) if last - first == 1 else 0.0,
            last == self.longest[first],
            self.covered[first] - (last - first),
            own in MONTHS_DAYS,
            sentence / (1 + len(document.sentences)),
        ]  # fmt: skip

    def _run_values(self, match: Match, low: int, high: int) -> list[float]:
        """Return what the run of capitalised words around the span looks like."""
        shapes, lower, first = self.shapes, self.lower, match.first
        left = first
        while left > max(low, first - _LONGEST_RUN) and shapes[left - 1] in _UPPER:
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
        return [
            first - left,
            right - match.last,
            organisation,
            street,
            tail,
            not ORGANISATION.isdisjoint(lower[left:first]),
            not PERSON_TITLE.isdisjoint(lower[max(0, left - 1) : first]),
        ]

    def _hint_values(self, match: Match) -> list[float]:
        """Return whether a class word stands beside the name, and whether some candidate is of that class."""
        hint = hint_for(self.document, match)
        fits = hint.kind != NO_HINT and hint.kind in facts_of(match.entry).kinds
        return [hint.kind != NO_HINT, fits]

    def _person_values(self, match: Match, low: int, high: int) -> list[float]:
        """Return whether the span stands in a person's name: behind a first name, or a first name itself."""
        first, last, lower = match.first, match.last, self.lower
        behind = first > low and self.shapes[first - 1] in _UPPER and lower[first - 1] in FIRST_NAMES
        itself = last - first == 1 and lower[first] in FIRST_NAMES
        goes_on = (
            last < high and self.shapes[last] in ("Xx", "X", "XxXx") and lower[last] not in _NOT_SURNAMES
        )
        return [behind, itself, itself and goes_on, goes_on and not behind]

    def _neighbour_values(self, match: Match) -> list[float]:
        """Return whether the span is the inner or the outer part of "Paris, Texas", or one of a list."""
        inner = outer = listed = 0.0
        last, first = match.last, match.first
        if last + 1 < self.size and self.words[last] == ",":
            for other in self.starts_of.get(last + 1, ()):
                inner = max(inner, contains(other.entry, match.entry))
                listed = max(listed, float(other.entry.prior[0] > 5))
        if first >= 2 and self.words[first - 1] == ",":
            for back in (2, 3, 4, 5):
                for other in self.starts_of.get(first - back, ()):
                    if other.last == first - 1:
                        outer = max(outer, contains(match.entry, other.entry))
                        listed = max(listed, float(other.entry.prior[0] > 5))
        return [inner, outer, listed, self._joined(match)]

    def _joined(self, match: Match) -> float:
        """Return how likely a place is joined to the span by "and", a stroke or a hyphen."""
        last, first = match.last, match.first
        joined = 0.0
        if last + 1 < self.size and self.words[last] in _AND:
            joined = max(
                (float(other.entry.prior[0]) for other in self.starts_of.get(last + 1, ())), default=0.0
            )
        if first >= 2 and self.words[first - 1] in _AND:
            for other in self.starts_of.get(first - 2, ()):
                if other.last == first - 1:
                    joined = max(joined, float(other.entry.prior[0]))
        return joined


def contains(outer: Entry, inner: Entry) -> float:
    """Return 1 where some candidate of ``outer`` is the first-level division, 0.5 the country, of one of ``inner``."""
    mine, its = facts_of(outer), facts_of(inner)
    if not mine.divisions.isdisjoint(its.within_any):
        return 1.0
    return 0.5 if mine.kind == COUNTRY and mine.country in its.inner_countries else 0.0
