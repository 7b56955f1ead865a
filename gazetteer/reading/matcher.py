"""Names of the gazetteer in a document: every stretch of words that some place goes by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gazetteer.entries.lexicon import REGION, SETTLEMENT, Entry, Lexicon
from gazetteer.reading.cues import FUNCTION
from gazetteer.reading.document import Document
from gazetteer.text.names import NameFlag
from gazetteer.text.wordlists import words

MAX_WORDS = 7
# signs that may stand inside a name: Rostov-on-Don, St. Louis, Val d'Oise
_INSIDE = frozenset("-–.'’ʼ")
_OWNING = frozenset(("'s", "’s"))
_DOTTED_TOKENS = 5  # of the longest abbreviation: W . Va .
_DOTTED = words("st mt ft ste sta sto pt")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_DISTRICT = words("district raion rayon districts raions rayons region")
_CAPITALISED = frozenset(("Xx", "XX", "X.X.", "XxXx", "X"))


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """Tokens ``first`` up to but without ``last`` are a name of the candidates in ``entry``.

    ``skip`` characters of the first token are written together with the name and no part of it: l'Hérault.
    """

    first: int
    last: int
    entry: Entry
    skip: int = 0


def is_cyrillic(word: str) -> bool:
    """Whether a word, or some word of a text, is written in Cyrillic letters."""
    return not word.isascii() and _CYRILLIC.search(word) is not None


def matches(document: Document, lexicon: Lexicon) -> Iterator[Match]:
    """Yield all names that begin at a capitalised word, in order, longer ones first."""
    for index, shape in enumerate(document.shapes):
        if shape in _CAPITALISED and not is_cyrillic(document.tokens.words[index]):
            yield from _at(document, lexicon, index)


def _at(document: Document, lexicon: Lexicon, first: int) -> list[Match]:
    """Return the names that begin at one token, longest first."""
    found: list[Match] = []
    words_, folded, shapes = document.tokens.words, document.folded, document.shapes
    key = key_of_first = folded[first]
    if not key:
        return found
    index, limit = first, min(len(words_), first + 2 * MAX_WORDS)
    while True:
        last = index + 1
        entry = lexicon.entry(key)
        if entry is not None and shapes[index] not in ("x", "X"):
            found.append(Match(first, last, entry))
        if last < limit and words_[last] in _OWNING:
            # an apostrophe that is part of a name: St. John's, Prince George's County
            index, key = last, f"{key}s"
            entry = lexicon.entry(key) if last > first + 1 else None
            if entry is not None:
                found.append(Match(first, index + 1, entry))
        if not lexicon.has_prefix(key):
            break
        step = _next_word(document, index, limit)
        if step is None:
            break
        index = step
        key = f"{key} {folded[index]}"
    if (
        found
        and found[0].last == first + 1
        and key_of_first in FUNCTION
        and (shapes[first] == "Xx" or document.capitals[document.sentence_of[first]])
    ):
        # there are places called Of, In and Most, but a sentence that begins so hardly ever means them, nor a headline
        del found[0]
    found.reverse()
    return _with_tables(document, lexicon, first, found)


def _next_word(document: Document, index: int, limit: int) -> int | None:
    """Return the next word that could go on a name after token ``index``; None where the name must end."""
    words_, folded = document.tokens.words, document.folded
    after = index + 1
    if after >= limit or document.sentence_of[after] != document.sentence_of[index]:
        return None
    if folded[after]:
        return after if _adjacent(document, index, after) or words_[after][0].isalpha() else None
    sign = words_[after]
    if sign not in _INSIDE or after + 1 >= limit or not folded[after + 1]:
        return None
    if sign == "." and folded[index] not in _DOTTED:
        return None
    return after + 1


def _adjacent(document: Document, first: int, second: int) -> bool:
    """Whether nothing stands between two tokens."""
    return document.tokens.ends[first] == document.tokens.starts[second]


def _with_tables(document: Document, lexicon: Lexicon, first: int, found: list[Match]) -> list[Match]:
    """Add newspaper abbreviations (with their full stop) and demonyms, which the index of names does not hold."""
    words_ = document.tokens.words
    raw = words_[first]
    if document.folded[first] == "the":
        # The Hague has its article, the Kremlin and the Netherlands have it only at the beginning of a sentence
        found = [
            match
            for match in found
            if match.entry.kind[0] == SETTLEMENT and match.entry.flags[0] & NameFlag.OFFICIAL
        ]
        return [match for match in found if match.last > first + 1]
    if lexicon.in_tables(raw):
        found = _from_tables(document, lexicon, first, found)
    if (
        first
        and words_[first - 1].lower() == "the"
        and (entry := lexicon.articled(document.folded[first])) is not None
    ):
        found = [match for match in found if match.last != first + 1]
        found.append(Match(first, first + 1, entry))
    if not found and first + 1 < len(words_) and document.folded[first + 1] in _DISTRICT:
        entry = lexicon.raion(document.folded[first])
        if entry is not None:
            found.append(Match(first, first + 1, entry))
    return found


def _is_listed(document: Document, first: int, found: list[Match], entry: Entry) -> bool:
    """Whether a country's other name is a whole word that the index has too, and first: Palestine, also in Texas."""
    return document.shapes[first] == "Xx" and any(
        match.last == first + 1 and match.entry.row[0] == entry.row[0] and len(match.entry) > 1
        for match in found
    )


def _dotted(document: Document, first: int) -> Iterator[tuple[int, str]]:
    """Yield what begins at a token and ends with a full stop, written without a blank: "Minn.", "W.Va."."""
    words_, limit = document.tokens.words, min(len(document.tokens), first + _DOTTED_TOKENS)
    written = words_[first]
    for at in range(first + 1, limit):
        if not _adjacent(document, at - 1, at):
            return
        written += words_[at]
        if words_[at] == ".":
            yield at + 1, written


def _from_tables(document: Document, lexicon: Lexicon, first: int, found: list[Match]) -> list[Match]:
    """Add the abbreviations and demonyms that begin at a word which the tables have."""
    words_ = document.tokens.words
    raw = words_[first]
    size = len(words_)
    for last, dotted in _dotted(document, first):
        if (entry := lexicon.abbreviation(dotted)) is not None:
            found.insert(0, Match(first, last, entry))
    entry = lexicon.abbreviation(raw)
    if entry is not None and not _is_listed(document, first, found, entry):
        # an abbreviation outranks whatever village is called so
        found = [match for match in found if match.last != first + 1]
        found.append(Match(first, first + 1, entry))
    step = _next_word(document, first, min(size, first + 4))
    if step is not None and (entry := lexicon.demonym(f"{raw.lower()} {words_[step].lower()}")) is not None:
        found.insert(0, Match(first, step + 1, entry))
    if (entry := lexicon.demonym(raw.lower())) is not None:
        # "Western" is a province somewhere, but hardly ever that one; the Caribbean stays
        found = [match for match in found if match.last != first + 1 or match.entry.kind[0] >= REGION]
        if all(match.last != first + 1 for match in found):
            found.append(Match(first, first + 1, entry))
    return found
