"""Verbs of saying, and verbs of ordering, demanding, planning, doing: their forms in three languages."""

import re

from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern

SAY_EN = lexicon.pattern("verbs", "say_en")
ACT_EN = lexicon.pattern("verbs", "act_en")
SAY_SLAVIC = lexicon.pattern("verbs", "say_slavic")
ACT_SLAVIC = lexicon.pattern("verbs", "act_slavic")
PASSIVE = Pattern(
    r"\b(?:was|were|been|being|is|are|be)\s+(?:(?:\w+ly|still|also|now|not|then|already|first)\s+)?$",
    re.IGNORECASE,
)


def two_words(say: Pattern, sentence: str, start: int, end: int) -> bool:
    """Whether a verb that needs the next word ("insists that") stands here."""
    found = say.match(sentence, start)
    return found is not None and found.end() > end
