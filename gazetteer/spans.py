"""What is known of a name in its place in the text: the features that recognition reads.

A span is a stretch of tokens that the gazetteer knows; whether it names a place there is decided by the words
around it, by what it may mean, and by what the rest of the document says.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
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
from gazetteer.hints import NO_HINT, hint_for
from gazetteer.lexicon import ADMIN1, ADMIN2, COUNTRY, SETTLEMENT, Entry
from gazetteer.matcher import Match
from gazetteer.names import NameFlag
from gazetteer.wordvectors import WordVectors

_UPPER = frozenset(("Xx", "XX", "X.X.", "XxXx", "X"))
_SHAPES = ("Xx", "XX", "X.X.", "XxXx", "X", "x", "0")
_SIGNS = (",", ".", "(", ")", "-", "’s", '"', "/", ":", "—")
_JOINING = frozenset(("of", "the", "and", "&", "de", "for", "-", "'", "’", "."))
NO_WORD = ""
WINDOW = 3
CONTEXT_WORDS = 2 * WINDOW + 2


@lru_cache(maxsize=1 << 15)
def _cues(word: str) -> tuple[float, ...]:
    return cue_bits(word)


@lru_cache(maxsize=256)
def _one_hot_shape(shape: str) -> tuple[float, ...]:
    return tuple(float(shape == known) for known in _SHAPES)


@lru_cache(maxsize=1024)
def _one_hot_sign(word: str) -> tuple[float, ...]:
    word = {"'s": "’s", "'S": "’s", "’S": "’s", "–": "—", "“": '"', "”": '"', "„": '"'}.get(word, word)
    return tuple(float(word == known) for known in _SIGNS)


_NOT_SURNAMES = ORGANISATION | STREET | PLACE_TAIL | MONTHS_DAYS
_BEFORE = ("\x02", "", "bos")
_AFTER = ("\x03", "", "eos")


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A match with its context: numbers for the model, words for their vectors."""

    match: Match
    values: list[float]
    context: tuple[str, ...]
    hint_fits: bool
    in_person_name: bool


def feature_matrix(spans: list[Span], vectors: WordVectors) -> npt.NDArray[np.float64]:
    """Return the features of spans as rows: the numbers of each, then the vectors of the words around it."""
    numbers = np.array([span.values for span in spans], np.float64)
    return np.hstack([numbers, vectors.of([span.context for span in spans])])


def describe(document: Document, found: list[Match]) -> list[Span]:
    """Return the features of every match of a document."""
    return _Describer(document, found).spans()


class _Describer:
    """Holds what all spans of one document share."""

    def __init__(self, document: Document, found: list[Match]) -> None:
        self.document = document
        self.found = found
        self.words = document.tokens.words
        self.shapes = document.shapes
        self.lower = [word.lower() for word in self.words]
        self.size = len(self.words)
        self.lower_counts = Counter(
            word for word, shape in zip(self.lower, self.shapes, strict=True) if shape == "x"
        )
        self.key_counts = Counter(match.entry.key for match in found)
        self.starts_of: dict[int, list[Match]] = {}
        for match in found:
            self.starts_of.setdefault(match.first, []).append(match)
        self.covered = self._longest_cover()
        self.surnames, self.good = self._document_evidence()
        self.country_mass = self._country_mass()

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
        for key in {id(match.entry): match for match in self.found if match.entry.plain}.values():
            entry = key.entry
            if entry.prior[0] > 4.5:
                mass[int(entry.country[0])] += 1
        return mass

    # -- one span -------------------------------------------------------------------------------------

    def _token(self, index: int, sentence: int) -> tuple[str, str]:
        """Return word in lower case and shape of a token of the same sentence, or a mark for its edge."""
        if index < 0 or index >= self.size or self.document.sentence_of[index] != sentence:
            return (
                ("\x02", "")
                if index < 0 or (index < self.size and self.document.sentence_of[index] < sentence)
                else ("\x03", "")
            )
        return self.lower[index], self.shapes[index]

    def _span(self, match: Match) -> Span:
        first, last = match.first, match.last
        sentence = self.document.sentence_of[first]
        before = [self._token(first - step, sentence) for step in range(1, WINDOW + 1)]
        after = [self._token(last - 1 + step, sentence) for step in range(1, WINDOW + 1)]
        values = _entry_values(match.entry, self)
        values += self._shape_values(match, sentence)
        values += self._run_values(match, sentence)
        neighbours = self._neighbour_values(match)
        inner_or_outer = neighbours[0] + neighbours[1] > 0
        values += neighbours
        hints = self._hint_values(match)
        values += hints
        person = self._person_values(match, sentence)
        values += person
        for word, shape in (before[0], before[1], after[0], after[1]):
            values += _cues(word)
            values += _one_hot_shape(shape)
        values += _one_hot_sign(before[0][0])
        values += _one_hot_sign(after[0][0])
        context = (
            *(word for word, _ in reversed(before)),
            self.lower[first],
            self.lower[last - 1],
            *(word for word, _ in after),
        )
        return Span(match, values, context, hints[1] > 0, person[0] + person[2] > 0 and not inner_or_outer)

    def _shape_values(self, match: Match, sentence: int) -> list[float]:
        first, last = match.first, match.last
        key = match.entry.key
        count = self.key_counts[key]
        own = self.lower[first]
        return [
            last - first,
            self.document.tokens.ends[last - 1] - self.document.tokens.starts[first],
            *_one_hot_shape(self.shapes[first])[:4],
            float(first == 0 or self.document.sentence_of[first - 1] != sentence),
            float(self.document.capitals[sentence]),
            log2(1 + count),
            log2(1 + self.good[key]),
            self.good[key] / count,
            log2(1 + self.surnames[key]),
            self.surnames[key] / count,
            log2(1 + self.lower_counts[own]) if last - first == 1 else 0.0,
            float(last - first == max(other.last - other.first for other in self.starts_of[first])),
            float(self.covered[first] - (last - first)),
            float(own in MONTHS_DAYS),
            sentence / (1 + len(self.document.sentences)),
        ]

    def _run_values(self, match: Match, sentence: int) -> list[float]:
        """Return what the run of capitalised words around the span looks like."""
        shapes, lower, sentence_of = self.shapes, self.lower, self.document.sentence_of
        left = match.first
        while left > 0 and sentence_of[left - 1] == sentence and shapes[left - 1] in _UPPER:
            left -= 1
        right = match.last
        steps = 0
        organisation = street = tail = 0.0
        while right < self.size and steps < 6 and sentence_of[right] == sentence:
            if shapes[right] in _UPPER:
                word = lower[right]
                organisation = organisation or float(word in ORGANISATION)
                street = street or float(word in STREET)
                tail = tail or float(word in PLACE_TAIL)
            elif not (
                lower[right] in _JOINING
                and right + 1 < self.size
                and shapes[right + 1] in _UPPER
                and lower[right] not in (".", "-")
            ):
                break
            right += 1
            steps += 1
        before_organisation = float(any(lower[index] in ORGANISATION for index in range(left, match.first)))
        person_before = float(
            any(lower[index] in PERSON_TITLE for index in range(max(0, left - 1), match.first))
        )
        return [
            match.first - left,
            right - match.last,
            organisation,
            street,
            tail,
            before_organisation,
            person_before,
        ]

    def _hint_values(self, match: Match) -> list[float]:
        """Return whether a class word stands beside the name, and whether some candidate is of that class."""
        hint = hint_for(self.document, match)
        fits = hint.kind != NO_HINT and bool((match.entry.kind == hint.kind).any())
        return [float(hint.kind != NO_HINT), float(fits)]

    def _person_values(self, match: Match, sentence: int) -> list[float]:
        """Return whether the span stands in a person's name: behind a first name, or a first name itself."""
        first, last = match.first, match.last
        before = (
            first > 0
            and self.document.sentence_of[first - 1] == sentence
            and self.shapes[first - 1] in _UPPER
        )
        after = (
            last < self.size
            and self.document.sentence_of[last] == sentence
            and self.shapes[last] in ("Xx", "X", "XxXx")
        )
        behind = before and self.lower[first - 1] in FIRST_NAMES
        itself = last - first == 1 and self.lower[first] in FIRST_NAMES
        goes_on = after and self.lower[last] not in _NOT_SURNAMES
        return [float(behind), float(itself), float(itself and goes_on), float(goes_on and not behind)]

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
        if last + 1 < self.size and self.words[last] in ("and", "or", "&", "/", "-"):
            joined = max(
                (float(other.entry.prior[0]) for other in self.starts_of.get(last + 1, ())), default=0.0
            )
        if first >= 2 and self.words[first - 1] in ("and", "or", "&", "/", "-"):
            for other in self.starts_of.get(first - 2, ()):
                if other.last == first - 1:
                    joined = max(joined, float(other.entry.prior[0]))
        return joined


def contains(outer: Entry, inner: Entry) -> float:
    """Return 1 where some candidate of ``outer`` is the first-level division, 0.5 the country, of one of ``inner``."""
    top = outer.kind[0]
    best = 0.0
    divisions = outer.row[(outer.kind == ADMIN1) & (outer.row >= 0)]
    if len(divisions) and np.isin(inner.admin1[inner.kind != ADMIN1], divisions).any():
        best = 1.0
    if top == COUNTRY and best < 0.5 and (inner.country[inner.kind != COUNTRY] == outer.country[0]).any():
        best = 0.5
    return best


def _entry_values(entry: Entry, shared: _Describer) -> list[float]:
    static = _static_values(entry)
    total = sum(shared.country_mass.values()) or 1
    mine = shared.country_mass.get(int(entry.country[0]), 0) - (entry.prior[0] > 4.5)
    any_share = max((shared.country_mass.get(code, 0) for code in static[1]), default=0)
    return [*static[0], mine / total, any_share / total]


_STATIC: dict[int, tuple[Entry, list[float], list[int]]] = {}


def _static_values(entry: Entry) -> tuple[list[float], list[int]]:
    """Return what does not depend on the document; kept by entry."""
    known = _STATIC.get(id(entry))
    if known is not None and known[0] is entry:
        return known[1], known[2]
    kinds: npt.NDArray[np.int64] = entry.kind
    flags = int(np.bitwise_or.reduce(entry.flags))
    values = [
        float(entry.prior[0]),
        float(entry.log_population[0]),
        float(entry.log_population.max()),
        log2(1 + len(entry)),
        float(entry.seat.max()),
        float((kinds == COUNTRY).any()),
        float((kinds == ADMIN1).any()),
        float((kinds == ADMIN2).any()),
        float((kinds == SETTLEMENT).any()),
        float((kinds > SETTLEMENT).any()),
        float(entry.subtype == "adjective"),
        float(entry.subtype == "demonym"),
        float(bool(flags & NameFlag.ABBREVIATION)),
        float(not entry.plain),
        float(bool(int(entry.flags[0]) & (NameFlag.OFFICIAL | NameFlag.ENGLISH))),
        float(bool(flags & NameFlag.OFFICIAL)),
        float(bool(int(entry.flags[0]) & NameFlag.CODE)),
        float(entry.prior[0] - entry.prior[1]) if len(entry) > 1 else 5.0,
    ]
    countries = sorted({int(code) for code in entry.country})
    if len(_STATIC) > 60_000:
        _STATIC.clear()
    _STATIC[id(entry)] = (entry, values, countries)
    return values, countries


WIDTH = 20 + 18 + 7 + 4 + 2 + 4 + 4 * (len(CLASSES) + len(_SHAPES)) + 2 * len(_SIGNS)
