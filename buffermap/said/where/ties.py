"""How a name is tied to its sentence: in, along, around, from … to, on the side of."""

import re
from typing import Literal, cast

from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.where.named import Group

Tie = Literal[
    "inside", "side", "around", "along", "from", "to", "between", "river", "border_with", "border_of", "none"
]

_LEFT = lexicon.table("ties")
_RIVER_BEFORE = Pattern(r"(?:\briver|(?<!\w)(?:рек\w{1,2}|річк\w{1,2}|ріки|ріку|р\.))\s*$", re.IGNORECASE)
_RIVER_AFTER = Pattern(r"\s+(?:river|canal|reservoir)\b", re.IGNORECASE)
_SIDE_AFTER = Pattern(
    r"(?:['’]s)?\s+(?:(?:[\w-]+\s+)?(?:side|soil|territory|territories|land|lands|bank|part|regions?|provinces?)\b|(?:стороне|стороны|сторону|территори\w+|земл\w+|почв\w+|бок\w*|бік|стороні|боці|територі\w+|земл\w+))",
    re.IGNORECASE,
)
_BORDER_AFTER = Pattern(
    r"(?:['’]s?|['’])?\s+(?P<middle>(?:(?!(?:on|along|at|near|with|in|of|to|from|by|and|across)\s)[\w-]+\s+){0,2}?)(?P<noun>borders?|frontiers?|boundary|boundaries|границ\w*|кордон\w*|рубеж\w*|прикордон\w*|пограничь\w*|приграничь\w*)(?!\w)",
    re.IGNORECASE,
)
# "in Ukraine's northern Chernihiv region": the country stands between the name and what ties it
_POSSESSOR = Pattern(
    r"(?<!\w)(?:the\s+)?[^\W\d_][\w-]*(?:['’]s|s['’])\s+(?:(?!borders?|frontiers?|boundar|with|and|of|in)[a-z-]+\s+){0,2}$"
)


def tie_of(text: str, group: Group) -> Tie:
    """Return how a group of names is tied to the words before it."""
    left = text[max(0, group.start - 70) : group.start]
    if possessor := _POSSESSOR.search(left):
        left = left[: possessor.start()]
    if _RIVER_BEFORE.search(left) or river_after(text, group):
        return "river"
    return cast("Tie", next((cue.label for cue in _LEFT if cue.pattern.search(left)), "none"))


def river_after(text: str, group: Group) -> bool:
    """Whether the group is a river by the word after it: "the Astara river"."""
    return _RIVER_AFTER.match(text, group.end) is not None


def border_after(text: str, group: Group) -> re.Match[str] | None:
    """Return the border that a group owns ("Russia's western border", "the Afghan border"), if any."""
    return _BORDER_AFTER.match(text, group.end)


def owns_side(text: str, group: Group) -> bool:
    """Whether the group says on whose side or soil: "the Syrian side", "on Lebanese soil"."""
    return _SIDE_AFTER.match(text, group.end) is not None
