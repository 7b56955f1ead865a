"""Sentences that speak of a zone without its words: "It follows the frontier", "within 8 km of the border"."""

import re

from buffermap.said.depth.howdeep import is_deep
from buffermap.said.depth.measures import measures
from buffermap.said.grammar.patterns import Pattern

CLOSE_BY = 2
"""Sentences after a zone's where "it" is still the zone, and before it where it may be defined."""

_CLOSE = 30  # characters between "it is" and a length
_FAR = 60  # between "it follows" and the border
# What points back to the zone of the sentences before, at or near the beginning: "Most of it is", «Уся вона, …».
_CONTINUES = Pattern(
    r"\s*(?:[-–—•*]|\d{1,2}[/.)])?\s*[\"“«„]?\s*(?:(?:most|much|part|all|the rest|(?:to|on)? ?(?:either|both|each) sides?) of )?"
    r"(?:it|this|that|its (?:depth|width)|the (?:depth|width))\b"
    r"|\s*(?:[-–—•*]|\d{1,2}[/.)])?\s*[\"“«„]?\s*(?:[\w'’-]+,?\s+){0,3}?(?:она|оно|е[её] (?:глубина|ширина)|вона|воно|її (?:глибина|ширина))(?!\w)"
    r"|\s*(?:[-–—•*]|\d{1,2}[/.)])?\s*[\"“«„]?\s*(?:(?:in|в|у)\s+)?(?:depth\b|глубин\w|ширин\w|глибин\w)(?!\w)",
    re.IGNORECASE,
)
# "It concerns the A and B regions", «речь идёт об … областях»
_MEANS = Pattern(
    r"\b(?:it|this|that|the (?:measure|order|decision|ban|plan|change|rule)) (?:concerns?|covers?|appl(?:y|ies) (?:in|to)|affects?|refers to)\b"
    r"|\b(?:we|I|they)(?:['’]re| are| am| were) talking (?:of|about)\b|\b(?:we|I) mean\b|\b(?:provinces?|regions?|districts?|oblasts?|counties) (?:concerned|affected|involved|in question|covered)\b"
    r"|(?<!\w)(?:речь ид[её]т|речь шла|имел\w? в виду|име[ею]тся в виду|касается|йдеться|мова йде|мав на увазі|стосується)(?!\w)",
    re.IGNORECASE,
)
_REGIONS = Pattern(
    r"\b(?:regions?|oblasts?|provinces?|districts?|states?|governorates?)\b|(?<!\w)(?:област|провинц|провінц|район|повіт|воеводств|воєводств|уезд)\w*|щин[аиуі]\w{0,2}(?!\w)",
    re.IGNORECASE,
)
# "It follows the frontiers with …", «Вона становить один кілометр»
_LIES = Pattern(
    r"[\s,]*(?:[\w-]+\s+){0,2}?(?:follow|run|lie|lay|stretch|extend|reach|cover|take|is|was|will|would|measure)\w*\b"
    r"|[\s,]*(?:[\w’'-]+[\s,]+){0,5}?(?:был|буд|бут|станов|состав|достиг|сяга|тягн|тян|прот|проход|заход|лежа|пролят|охоп|охват|має|имеет)\w*",
    re.IGNORECASE,
)
_DEFINES = Pattern(
    r"\b(?P<inside>[\w.,-]+[\s-](?:kilomet|km|mile)\w*\s+(?:deep\s+)?(?:inside|into)\s+(?-i:[A-Z])\w+)|"
    r"\b(?P<within>within|(?:less|closer|nearer|fewer) than)\s+(?:about |some |the )?[\w.,-]+[\s-](?:kilomet|km|mile|met(?:er|re))\w*\s+(?:of|from|to)\b"
    r"|(?<!\w)(?P<less>(?:меньше|менее|ближе|менше|ближче)(?: чем| ніж)?(?: на| за)?|в пределах|у межах|в межах)\s+[\w.,-]+\s+(?:километр|кілометр|км|метр)\w*",
    re.IGNORECASE,
)
_DEPTH = Pattern(r"глубин|глибин|ширин|завшир|завглиб|\b(?:depth|width)\b", re.IGNORECASE)
_BORDERS = Pattern(
    r"\b(?:borders?|frontiers?|(?:demarcation|control|ceasefire|Durand|Blue|Green) line|line of (?:actual )?control)\b|(?<!\w)(?:(?:гос)?границ|кордон)",
    re.IGNORECASE,
)


# "It is to lie wholly on the Syrian side", «Вона пройде білоруською територією»
_SIDES = Pattern(
    r"\b(?:on|inside|within|into)\b[^.;]{0,30}\b(?:side|territory|soil)\b"
    r"|(?<!\w)(?:на|по|с|со|з|із|в|у)\s[^.;]{0,30}(?:сторон|бок|боці|территори|територі|земл)\w*",
    re.IGNORECASE,
)
# "Nothing changes in its depth: 200 metres", «глубина её составляет три километра»
_OWN_DEPTH = Pattern(
    r"\b(?:its|the strip['’]s|the zone['’]s|the belt['’]s) (?:average |maximum |full |greatest )?(?:depth|width)\b"
    r"|(?<!\w)(?:глубин|ширин|глибин)\w{0,3} (?:её|ее|его|її|його)(?!\w)|(?<!\w)(?:её|ее|его|її|його) (?:глубин|ширин|глибин)\w{0,3}(?!\w)",
    re.IGNORECASE,
)
_HOW_DEEP = Pattern(
    r"\bhow (?:deep|wide|far|broad)\b[^.!?]*\?|\bwhat (?:depth|width)\b[^.!?]*\?"
    r"|(?<!\w)(?:как|як|насколько|наскільки)\w* (?:(?:\w+ ){0,2}?)(?:за)?(?:в|у)?(?:глуб|глиб|шир)\w*[^.!?]*\?|(?<!\w)(?:докуда|доки)(?!\w)[^.!?]*\?",
    re.IGNORECASE,
)


def means_regions(words: str) -> bool:
    """Whether the words that stand for a zone say that regions are meant: "we are talking of", "provinces concerned"."""
    return _MEANS.search(words) is not None


def own_depth(sentence: str) -> tuple[int, int] | None:
    """Return the words "its depth" of a sentence that says a length just behind them."""
    found = _OWN_DEPTH.search(sentence)
    if found is None:
        return None
    near = any(0 <= one.start - found.end() < _FAR for one in measures(sentence))
    return found.span() if near else None


def asks_depth(sentence: str) -> bool:
    """Whether a sentence asks how deep a zone is: a length in the answer is that."""
    return _HOW_DEEP.search(sentence) is not None


def pointing_back(sentence: str, *, near: bool, named: bool = False) -> tuple[int, int] | None:
    """Return the words of a sentence that stand for the zone spoken of before, if it says how deep that is or where.

    Parameters
    ----------
    near
        Whether the zone was spoken of just before: farther away only a depth is taken for the zone's.
    named
        Whether the sentence names a division.
    """
    means = _MEANS.search(sentence) if near else None
    if means is not None and (
        named or _REGIONS.search(sentence, means.end()) or _BORDERS.search(sentence, means.end())
    ):
        return means.span()
    opening = _CONTINUES.match(sentence)
    if opening is not None and _DEPTH.search(opening[0]) and any(measures(sentence)):
        return opening.end() - len(opening[0].strip()), opening.end()
    if opening is None or not (is_deep(sentence) or (near and _lies(sentence, opening.end()))):
        return None
    return opening.end() - len(opening[0].strip()), opening.end()


def _lies(sentence: str, at: int) -> bool:
    """Whether words from ``at`` on say how long something is or which border it follows."""
    runs = _LIES.match(sentence, at)
    if runs is None:
        return False
    length = any(0 <= one.start - runs.end() < _CLOSE for one in measures(sentence))
    lies = (_BORDERS, _SIDES)
    return length or any(pattern.search(sentence, runs.end(), runs.end() + _FAR) for pattern in lies)


def defining(sentence: str) -> tuple[int, int] | None:
    """Return the words that close or clear what lies within some length of a border, without calling it a zone."""
    found = _DEFINES.search(sentence)
    if found is None or not _BORDERS.search(sentence):
        return None
    return found.span(next(name for name, words in found.groupdict().items() if words))


def measured_at(sentence: str, words: str) -> int | None:
    """Return where the only length of a sentence begins that opens with "its depth", «завширшки вона»."""
    lengths = measures(sentence) if _DEPTH.search(words) else []
    return lengths[0].start if len(lengths) == 1 else None
