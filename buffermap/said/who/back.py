"""Sentences that only say who said the one before: "This was stated by X", «Об этом сообщил X», "X said so"."""

import re

from buffermap.said.grammar import phrases
from buffermap.said.grammar.lexis import Code, language, language_of
from buffermap.said.grammar.patterns import Pattern, has_cyrillic
from buffermap.said.grammar.tokens import Token, tokens_of

_FORMS = frozenset({"past", "part", "s", "pres", "base"})
_LONGEST = 400  # characters of such a sentence
_PASSIVE = Pattern(
    r"^\W*(?:this|that|it|the (?:news|information|decision|statement))\s+(?:was|is|has been)\s+(?:\w+ly\s+)?"
    r"(?P<verb>[a-z]+)\s+(?:[^,;:]{0,60}?\s)?by\s+",
    re.IGNORECASE,
)
_SO_SAYS = Pattern(r"^\W*so\s+(?P<verb>[a-z]+)\s+", re.IGNORECASE)
_SAID_SO = Pattern(
    r"\b(?P<verb>[a-z]+)\s+(?:so|this|it|that)(?=\s*(?:[.,;]|\b(?:at|in|on|to|during|after|when|as)\b))",
    re.IGNORECASE,
)
_ABOUT_THIS = Pattern(
    r"^\W*(?:об этом|о ч[её]м|про це|про що|(?:такую|эту) информацию|так(?:ие|і) (?:данные|дані)|(?:це|это))\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)


def find_sayer(sentence: str) -> tuple[int, int] | None:
    """Return the span of who is said to have said the sentence before, or None where this one says more than that."""
    if len(sentence) > _LONGEST:
        return None
    parts = tokens_of(sentence)
    return _slavic(sentence, parts) if has_cyrillic(sentence) else _english(sentence, parts)


def _english(sentence: str, parts: list[Token]) -> tuple[int, int] | None:
    for pattern in (_PASSIVE, _SO_SAYS):
        found = pattern.match(sentence)
        if found and _says("en", found["verb"]):
            return phrases.noun_phrase_after(sentence, parts, found.end(), slavic=False)
    found = _SAID_SO.search(sentence)
    if found is None or not _says("en", found["verb"]):
        return None
    index = next(n for n, part in enumerate(parts) if part.start == found.start("verb"))
    return phrases.noun_phrase_before(sentence, parts, index)


def _slavic(sentence: str, parts: list[Token]) -> tuple[int, int] | None:
    about = _ABOUT_THIS.match(sentence)
    if about is None:
        return None
    code = language_of(sentence, cyrillic=True)
    for index, part in enumerate(parts):
        if part.start < about.start("rest") or not _says(code, part.lower):
            continue
        opens = part.start == about.start("rest")
        before = None if opens else phrases.noun_phrase_before(sentence, parts, index, slavic=True)
        if before is not None and before[0] >= about.start("rest"):
            return before
        return phrases.noun_phrase_after(sentence, parts, part.end, slavic=True)
    return None


def _says(code: Code, verb: str) -> bool:
    """Whether a word is a verb of saying in the past or the present."""
    senses = language(code).senses(verb.lower())
    return any("say" in sense.roles and sense.form in _FORMS for sense in senses)
