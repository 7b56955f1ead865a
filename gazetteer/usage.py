"""Literal or associative: a location, or the people, government, organisation or style named after it."""

from dataclasses import dataclass

from gazetteer.cues import ORGANISATION, SAY
from gazetteer.document import Document
from gazetteer.matcher import Match
from gazetteer.mention import Subtype, Usage
from gazetteer.model import Model
from gazetteer.wordlists import words

LOCATIVE_NOUNS = words(
    "border borders border_region territory territories soil airspace coast coastline region regions city cities town towns "
    "village villages capital province provinces side land lands frontier factory plant airport port airbase base farm "
    "hospital school road highway front frontline countryside waters island islands mountains desert steppe district "
    "districts area areas oblast oblasts state states county counties settlement settlements suburb suburbs mainland "
    "market streets prison jail church"
)
_UPPER = ("Xx", "XX", "X.X.", "XxXx", "X")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a name is used, and why that was thought."""

    usage: Usage = "literal"
    subtype: Subtype | None = None
    flags: tuple[str, ...] = ()
    reason: str = ""


def read_usage(document: Document, match: Match, model: Model, *, chosen_kind: int) -> Reading:
    """Return how a name is used."""
    del model, chosen_kind
    if match.entry.subtype == "demonym":
        return Reading("associative", "demonym", reason="names people")
    if match.entry.subtype == "adjective":
        flags = ("locative",) if _is_locative(document, match) else ()
        return Reading("associative", "adjective", flags, "adjective")
    if organisation := _organisation(document, match):
        return Reading("associative", "nested", reason=f"inside a name with “{organisation}”")
    if _word(document, match.last, match) in SAY:
        return Reading("associative", "metonym", reason="acts or speaks like a government")
    return Reading()


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


def _organisation(document: Document, match: Match) -> str:
    """Return the word that makes the capitalised run around a name an organisation's name; empty for none."""
    index = match.last
    while index < match.last + 5:
        word = _word(document, index, match)
        if not word or (document.shapes[index] not in _UPPER and word not in ("of", "and", "&", "for")):
            break
        if word in ORGANISATION and document.shapes[index] in _UPPER:
            return document.tokens.words[index]
        index += 1
    if _word(document, match.first - 1, match) in ("of", "for"):
        before = match.first - 2
        if _word(document, before, match) in ORGANISATION and document.shapes[before] in _UPPER:
            return document.tokens.words[before]
    return ""
