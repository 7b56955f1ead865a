"""Names of organisations that names of places stand in: the Ohio State Highway Patrol, the University of Texas."""

from gazetteer.reading.cues import ORGANISATION
from gazetteer.reading.document import Document
from gazetteer.reading.matcher import Match

_UPPER = ("Xx", "XX", "X.X.", "XxXx", "X")
_WITHIN = ("of", "and", "&", "for")
_LONGEST = 5  # words behind the place's name


def organisation_around(document: Document, match: Match) -> str:
    """Return the word that makes the capitalised run around a name an organisation's name; empty for none."""
    low, high = document.bounds[document.sentence_of[match.first]]
    lower, shapes, words = document.lower, document.shapes, document.tokens.words
    for at in range(match.last, min(high, match.last + _LONGEST)):
        if shapes[at] not in _UPPER and lower[at] not in _WITHIN:
            break
        if lower[at] in ORGANISATION and shapes[at] in _UPPER:
            return words[at]
    before = match.first - 2
    if before >= low and lower[before + 1] in ("of", "for") and lower[before] in ORGANISATION:
        return words[before] if shapes[before] in _UPPER else ""
    return ""
