"""Clauses by their joints: where the words that govern a phrase begin and end."""

import re
from functools import lru_cache
from itertools import pairwise

from buffermap.said.grammar.patterns import Pattern

_JOINT = Pattern(
    r"[;:!?…]|\s[–—-]\s|[,(](?!\d|\s*(?:that|что|чтобы|будто|що|щоб|нібито)(?!\w))|\)"
    r"|\b(?:after|before|while|whereas|because|although|though|unless|until|but|so that)\b"
    r"|\band\s+(?=(?:is|are|was|were|has|have|had|will|would|plans?|wants?|says?|said|that|then|now|it|he|she|they|we|nobody|no one|there)\b)"
    r"|(?<!\w)(?:но|а|однако|пока|хотя|потому что|после того как|перед тем как|але|проте|однак|поки|хоча|бо|тому що)(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def spans(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of a sentence's clauses, cut at punctuation and joining words, in order.

    A joint belongs to the clause that it opens, so that "after scrapping" keeps its "after".
    """
    cuts = [0]
    for joint in _JOINT.finditer(sentence):
        at = joint.start() if joint[0][0].isalpha() else joint.end()
        if at > cuts[-1]:
            cuts.append(at)
    cuts.append(len(sentence))
    return [(start, end) for start, end in pairwise(cuts) if sentence[start:end].strip()]


def index_at(clauses: list[tuple[int, int]], position: int) -> int:
    """Return which clause holds a position; the last one before it where none does."""
    held = 0
    for index, (start, end) in enumerate(clauses):
        if start <= position:
            held = index
        if start <= position < end:
            return index
    return held
