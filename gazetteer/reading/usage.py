"""Literal or associative: a location, or the people, government, organisation or style named after it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.entries.lexicon import COUNTRY
from gazetteer.mention import Subtype, Usage
from gazetteer.models.model import Model
from gazetteer.reading.cues import OFFICE
from gazetteer.reading.document import Document
from gazetteer.reading.hints import NO_HINT, hint_for
from gazetteer.reading.matcher import Match, is_cyrillic
from gazetteer.reading.organisations import organisation_around
from gazetteer.reading.usagefeatures import UseContext, use_context, use_features
from gazetteer.text.wordlists import words

LOCATIVE_NOUNS = words(
    "border borders border_region territory territories soil airspace coast coastline region regions city cities town towns "
    "village villages capital province provinces side land lands frontier factory plant airport port airbase base farm "
    "hospital school road highway front frontline countryside waters island islands mountains desert steppe district "
    "districts area areas oblast oblasts state states county counties settlement settlements suburb suburbs mainland "
    "market streets prison jail church"
)
# what happens to places, not to governments
_UNDERGONE = words(
    "shelled bombed bombarded flooded evacuated captured liberated besieged encircled razed located situated"
)
_DASHES = frozenset("—–-")
_DATELINE_TOKENS = 14
_CAPITAL_WORDS = frozenset(("XX", "X.X."))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name is used, and why that was thought."""

    usage: Usage = "literal"
    subtype: Subtype | None = None
    flags: tuple[str, ...] = ()
    reason: str = ""


def read_usages(document: Document, found: Sequence[Match], model: Model) -> list[Reading]:
    """Return how each name of a document is used."""
    readings = [_by_rule(document, match) for match in found]
    open_cases = [number for number, reading in enumerate(readings) if reading is None]
    learnt: dict[int, Reading] = {}
    if open_cases:
        contexts = [
            use_context(document, found[number].first, found[number].last, found[number].entry)
            for number in open_cases
        ]
        countries = np.array([found[number].entry.kind[0] == COUNTRY for number in open_cases])
        raw = model.usage.predict(use_features(document, contexts, model.vectors), countries)
        for number, context, score in zip(open_cases, contexts, raw.tolist(), strict=True):
            learnt[number] = _learnt(document, context, score)
    return [reading or learnt[number] for number, reading in enumerate(readings)]


def _by_rule(document: Document, match: Match) -> Reading | None:
    """Return what the form of a name or the words beside it settle; None where they settle nothing."""
    if match.entry.subtype == "demonym":
        return Reading("associative", "demonym", reason="names people")
    if match.entry.subtype == "adjective":
        flags = ("locative",) if _is_locative(document, match) else ()
        return Reading("associative", "adjective", flags, "an adjective")
    if organisation := organisation_around(document, match):
        return Reading("associative", "nested", reason=f"inside a name with “{organisation}”")
    after = _word(document, match.last, match)
    if after in OFFICE:
        return Reading("associative", "metonym", reason=f"says whose “{after}” it is")
    return Reading() if _is_surely_literal(document, match) else None


def _is_surely_literal(document: Document, match: Match) -> bool:
    """Whether a name has its class word, undergoes something, stands in a dateline, or is written in Cyrillic."""
    return (
        hint_for(document, match).kind != NO_HINT
        or _is_undergone(document, match)
        or is_dateline(document, match)
        or is_cyrillic(document.tokens.words[match.first])
    )


def _learnt(document: Document, context: UseContext, score: float) -> Reading:
    """Return what the trees say, with the words that most likely made them."""
    if score <= 0:
        return Reading()
    after, follower = (
        document.lower[at] if 0 <= at < context.high else "" for at in (context.last, context.follower)
    )
    follower = after if after.isalpha() else follower
    reason = f"reads as an actor beside “{follower}”" if follower.isalpha() else "reads as an actor"
    return Reading("associative", "metonym", reason=reason)


def is_dateline(document: Document, match: Match) -> bool:
    """Whether a name stands in a dateline: "LVIV, Ukraine (AP) —", "DOVER, Del. -"; capitals, then a dash."""
    low, high = document.bounds[document.sentence_of[match.first]]
    if document.shapes[low] not in _CAPITAL_WORDS or document.capitals[document.sentence_of[low]]:
        return False
    end = min(high, low + _DATELINE_TOKENS)
    dash = next((at for at in range(low + 1, end) if document.tokens.words[at] in _DASHES), low)
    if not match.first < dash or not _is_spaced(document, dash):
        return False
    inside = range(low + 1, dash)
    return all(document.shapes[at] != "x" for at in inside) and all(
        document.shapes[at] == "XX" for at in inside if at < match.last and match.first == low
    )


def _is_spaced(document: Document, at: int) -> bool:
    """Whether a blank stands before a token: a dash between words, not a hyphen."""
    return document.tokens.starts[at] > document.tokens.ends[at - 1]


def _word(document: Document, index: int, match: Match) -> str:
    """Return a word of the same sentence in lower case; empty beyond it."""
    if 0 <= index < len(document.tokens) and document.sentence_of[index] == document.sentence_of[match.first]:
        return document.tokens.words[index].lower()
    return ""


def _is_locative(document: Document, match: Match) -> bool:
    """Whether a place noun follows within three words: "Ukrainian factory", "Russian border regions"."""
    for index in range(match.last, match.last + 3):
        word = _word(document, index, match)
        if word in LOCATIVE_NOUNS:
            return True
        if not word.isalpha() or document.shapes[index][0] == "X":
            return False
    return False


def _is_undergone(document: Document, match: Match) -> bool:
    """Whether something is said to happen to a place as places: Kharkiv was shelled."""
    passive = _word(document, match.last, match) in ("was", "were", "is", "are")
    return passive and _word(document, match.last + 1, match) in _UNDERGONE
