"""Verbs of saying, and verbs of ordering, demanding, planning, doing: their forms in three languages."""

import re
from functools import cache, lru_cache

from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern, alternatives
from buffermap.said.grammar.tokens import Token

SAY_EN = lexicon.pattern("verbs", "say_en")
ACT_EN = lexicon.pattern("verbs", "act_en")
SAY_SLAVIC = lexicon.pattern("verbs", "say_slavic")
ACT_SLAVIC = lexicon.pattern("verbs", "act_slavic")
PASSIVE = Pattern(
    r"\b(?:was|were|been|being|is|are|be)\s+(?:(?:\w+ly|still|also|now|not|then|already|first)\s+)?$",
    re.IGNORECASE,
)


def stands(verbs: Pattern, sentence: str, token: Token) -> bool:
    """Whether one of the verbs stands at a token, alone or with the word behind it ("insists that")."""
    if is_one(verbs, token.text):
        return True
    found = verbs.match(sentence, token.start) if _begins(verbs, token.lower) else None
    return found is not None and found.end() > token.end


@lru_cache(maxsize=20_000)
def is_one(verbs: Pattern, word: str) -> bool:
    """Whether a word is one of the verbs; known words are remembered."""
    return verbs.fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def _begins(verbs: Pattern, word: str) -> bool:
    """Whether a word begins one of the verbs that have more than one."""
    return _beginnings(verbs).fullmatch(word) is not None


@cache
def _beginnings(verbs: Pattern) -> Pattern:
    parts = alternatives(verbs.source.removeprefix("(?:").removesuffix(")"))
    longer = [part.split(" ", 1)[0] for part in parts if " " in part.split("(?=", 1)[0]]
    return Pattern("|".join(longer) or "(?!)", verbs.flags)
