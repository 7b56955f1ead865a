"""How deep a zone is said to be: which of a sentence's lengths speaks of it, and depths without a number."""

import re
from dataclasses import dataclass

from buffermap.said.depth.measures import CHANGED, Measure, measures
from buffermap.said.depth.others import measures_other
from buffermap.said.grammar import clauses, numerals
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.values import DepthKind

_DEEP_BEFORE = Pattern(
    r"(?:depth|width|wide|deep|radius|breadth|thick\w*|глубин\w*|ширин\w*|радиус\w*|толщин\w*|глибин\w*|завглибшки|завширшки|завтовшки|радіус\w*|вширь|вглубь|вглиб|углиб)"
    r"(?:\s+(?:of|which|will|would|to|is|was|be|reach\w*|at|in|does not exceed|не\s+\w+|составля\w+|составит|становить|становитиме|сягає|достига\w+|до|у|в|на))*\s*(?:[-–:(]\s*)?$",
    re.IGNORECASE,
)
_DEEP_AFTER = Pattern(
    r"(?:\s*\([^)]*\))?[-\s]*(?:(?:should|must|would|will|to) separate|(?:north|south|east|west)\w* of [^,.;]{0,30}?(?:border|frontier|boundary|line)\b|around\s(?!the world)|deep|wide|thick|broad|in (?:depth|width|breadth|radius)|across|inland|into|inside|radius"
    r"|(?:(?:away|back|in|inland|inwards?)\s+)?from (?:the |its |their |our |\S+ )*?(?:border|frontier|boundary|line|river)|(?:of|from) the (?:border|frontier|line)|(?:on|to) (?:either|both|each) sides?"
    r"|в глубину|в ширину|вглубь|углубь|от (?:\w+ ){0,3}(?:(?:гос)?границ|рубеж|лини)\w*|по обе стороны|завглибшки|завширшки|углиб|вглиб|від (?:\w+ ){0,3}(?:(?:держ)?кордон|ліні)\w*|по обидва боки|у глибину|в глибину|у ширину)",
    re.IGNORECASE,
)
_LONG_BEFORE = Pattern(
    r"(?:\b(?:length of|stretch(?:es|ing|ed)? (?:for|over)?|long|runs? for|running|total(?:l?ing)?|front(?: line)? of|advanc\w+|travel\w+|push\w+ forward|drove|fl[ey]w?|range of|altitude of)"
    r"|протяж[её]нн?\w+|(?:про|рас|по)?тян\w+|простира\w+|простяг\w+|розтяг\w+|длин\w+|длиною|довжин\w+|завдовжки|продвин\w+|просун\w+|проехал\w*|прош[её]л|проїха\w+|дальност\w+|дальніст\w+|на высоте|на висоті)\s*(?:in|of|by|for|some|about|over|до|на|в|у)?\s*$",
    re.IGNORECASE,
)
_LONG_AFTER = Pattern(
    r"[-\s]*(?:long\b|in length|length of|stretch of|of (?:the )?(?:border|frontier|frontline|front)|front\s?line\b|range\b|past\b|в длину|в довжину|у довжину|завдовжки|протяж\w+|(?:гос)?границ\w+ (?:с|со)|(?:держ)?кордону з|севернее|південніше|північніше|южнее)",
    re.IGNORECASE,
)
_GROWTH = Pattern(
    r"(?:\b(?:by|another|further|additional|extra|an additional)|(?<!\w)(?:ещ[её] на|ще на|дополнительн\w+|додатков\w+|больше на|більше на|увелич\w+ на|збільш\w+ на|расшир\w+ на|розшир\w+ на))\s*(?:about|up to|some)?\s*$",
    re.IGNORECASE,
)
_GROWN = Pattern(r"\s*(?:more|further|deeper|wider|больше|шире|глубже|більше|ширше|глибше)\b", re.IGNORECASE)
_PLACE_DISTANCE = Pattern(
    r"\s*(?:\w+\s+){0,2}?(?:away from|(?:north|south|east|west)\w*(?:[- ]?(?:east|west)\w*)? of|from(?! (?:the |its |their |our |\S+ )*?(?:border|frontier|boundary|line))|outside|от(?! (?:\S+ ){0,3}(?:(?:гос)?границ|рубеж|лини))|від(?! (?:\S+ ){0,3}(?:(?:держ)?кордон|ліні)))\s",
    re.IGNORECASE,
)
_OF_AFTER_ZONE = Pattern(
    r"^[\"”“»’'\s–—-]*(?:\([^)]*\)\s*)?(?:of|with|at|to|in|up|a|на|в|із|з|до|от|від|between|from|roughly|about|some|\s)*$",
    re.IGNORECASE,
)
_BACK = Pattern(
    r"\b(?:pull\w*|move\w*|draw\w*|push\w*)\s+(?:\w+\s+){0,3}?back(?:\s+(?:by|at least|some|about))?\s+$|\bwithdr[ae]w\w*\s+(?:\w+\s+){0,3}?$|(?:отвод|отвест|отвед|відвод|відвест|відвед)\w*\s+(?:\w+\s+){0,3}?(?:на|до)\s+$",
    re.IGNORECASE,
)
_TO = Pattern(r"(?:\bto|(?<!\w)до)\s+$", re.IGNORECASE)
_GOAL = Pattern(r"(?:to|до)\s", re.IGNORECASE)
_FROM = Pattern(r".{0,8}?(?<!\w)(?:from|с|со|з|із|зі|від|от)\s", re.IGNORECASE)
_PAST = Pattern(
    r"\b(?:until (?:now|then|recently)|up to now|previously|formerly|originally|at first|initially|used to|instead of|rather than|not just|compared with|down from|up from)\b[^.;]*$"
    r"|(?<!\w)(?:до сих пор|раньше|ранее|до этого|прежде|вместо|первоначально|изначально|сначала|досі|раніше|до цього|замість|спершу|спочатку)(?!\w)[^.;—]*$",
    re.IGNORECASE,
)
_ELLIPTIC = Pattern(
    rf"(?:\b(?:to|within|only|now|just|is|are)|(?<!\w)(?:до|на|лишь|только|лише|тільки|теперь|тепер|стало))\s+(?P<number>{numerals.DIGITS}|{numerals.ENGLISH}|{numerals.SLAVIC})(?=\s*(?:[.,;:)»”\"]|$))",
    re.IGNORECASE,
)
_TOO_DEEP = 120_000.0  # metres
_SAME = 130  # characters before a length in which it is said that it was so
_ALONG = Pattern(
    r"\b(?:along|from|between)\b|вдоль|вздовж|уздовж|между|між|(?<!\w)(?:от|від)\s", re.IGNORECASE
)
_COAST = Pattern(r"\b(?:coast|sea|offshore|shore)|берег\w*|мор[яеі]", re.IGNORECASE)
_IMPLIED = Pattern(
    r"\b(?:out of|beyond|outside)(?: the)? (?:range|reach)(?: of[^,.;]*)?|(?:difficult|hard|impossible) to (?:breach|overcome|penetrate|cross|reach)[^,.;]*|so deep that[^,.;]*|deep enough[^,.;]*|wide enough[^,.;]*"
    r"|за (?:пределы|пределами) досягаемости[^,.;]*|вне досягаемости[^,.;]*|трудно (?:было )?преодолеть[^,.;]*|поза (?:межами )?досяжн\w+[^,.;]*|за межі досяжн\w+[^,.;]*|важко (?:було )?подолати[^,.;]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A depth in metres (None for an implied one) and the span of its words."""

    kind: DepthKind
    low_m: float | None
    high_m: float | None
    start: int
    end: int


def was(sentence: str, at: int) -> bool:
    """Whether the length that begins at a position is what a zone had before: "until now 10 km"."""
    return _PAST.search(sentence, max(0, at - _SAME), at) is not None


def _elliptic(sentence: str, former: Measure) -> Found | None:
    """Return the number without a unit that a zone has now: "instead of 30 km, only 15", "from 10 km to three"."""
    later = _ELLIPTIC.search(sentence, former.end)
    value = numerals.value(later["number"]) if later else None
    changed = was(sentence, former.start) or (
        _FROM.match(sentence, max(0, former.start - 8), former.start + 5)
        and CHANGED.search(sentence, 0, former.start)
    )
    if later is None or value is None or not changed:
        return None
    before = numerals.value(re.split(r"[\s-]", former.text)[0])
    unit = former.high_m / before if before else 1000.0
    return Found("exact", value * unit, value * unit, *later.span("number"))


def find_depth(sentence: str, start: int, end: int) -> Found | None:
    """Return the depth that a sentence gives for the zone whose phrase stands at ``start:end``, or None."""
    own = next((one for one in measures(sentence) if start <= one.start and one.end <= end), None)
    if own is not None and not was(
        sentence, own.start
    ):  # the words for the zone are a length: "within 5 km of the border"
        return Found(own.qualifier, own.low_m, own.high_m, own.start, own.end)
    parts = clauses.spans(sentence)
    lengths = [one for one in measures(sentence) if not measures_other(sentence, one, start, end)]
    now = [one for one in lengths if not was(sentence, one.start)] or lengths
    if now == lengths and lengths and (later := _elliptic(sentence, lengths[-1])):
        return later
    if len(now) == 1 < len(lengths):
        (one,) = now  # "at first it was 5 km deep, now it is 2 km"
        return Found(one.qualifier, one.low_m, one.high_m, one.start, one.end)
    lengths = now
    if any(not one.nautical for one in lengths):
        lengths = [
            one for one in lengths if not (one.nautical and _COAST.search(sentence, one.end, one.end + 40))
        ]
    alone = len(lengths) == 1
    scored = [
        (_score(sentence, parts, one, start, end, alone=alone), -index, one)
        for index, one in enumerate(lengths)
    ]
    best = max(scored, default=None)
    if best is not None and best[0] >= 1:
        one = best[2]
        grown = one.qualifier == "range" and _FROM.match(sentence, max(0, one.start - 8), one.start + 5)
        changed = grown or (one.qualifier == "up_to" and _GOAL.match(one.text))
        if changed and CHANGED.search(sentence, 0, one.start):  # "is widened (from 2) to 5 km"
            return Found("exact", one.high_m, one.high_m, one.start, one.end)
        return Found(one.qualifier, one.low_m, one.high_m, one.start, one.end)
    implied = _IMPLIED.search(sentence)
    return Found("implied", None, None, *implied.span()) if implied else None


def _score(
    sentence: str, parts: list[tuple[int, int]], one: Measure, start: int, end: int, *, alone: bool
) -> float:
    """How surely a length is the depth of the zone; below one it is not."""
    left, right = sentence[max(0, one.start - 40) : one.start], sentence[one.end : one.end + 60]
    deep = bool(
        _DEEP_BEFORE.search(left)
        or _DEEP_AFTER.match(right)
        or one.text.endswith(("deep", "wide", "thick", "broad"))
    )
    if _GROWTH.search(left) or _GROWN.match(right) or (not deep and _is_long(sentence, one, left, right)):
        return 0.0
    goal = _TO.search(left)
    if goal and CHANGED.search(sentence, 0, one.start - len(goal[0])):
        return 5.0  # "the 5-km zone will be widened to 20 km"
    apart = abs(clauses.index_at(parts, one.start) - clauses.index_at(parts, start))
    score = 2.0 if apart == 0 else 0.6 if apart == 1 else 0.2
    if 0 <= start - one.end <= 40 and not re.search(r"[,;:]", sentence[one.end : start]):
        score += 2.0
    if 0 <= one.start - end <= 20 and _OF_AFTER_ZONE.match(sentence[end : one.start]):
        score += 1.5
    if deep:
        score += 1.5
    elif _BACK.search(left):
        score += 1.0
    elif _PLACE_DISTANCE.match(right):
        score -= 1.5 if re.search(r"[,(]\s*(?:\w+\s+){0,2}$", left) else 0.5
    elif alone and apart:
        score += 0.5  # the only length of a sentence about a zone
    return score


def _is_long(sentence: str, one: Measure, left: str, right: str) -> bool:
    """Whether a length runs along something: "a 700-km belt along the border"."""
    return (
        _LONG_BEFORE.search(left) is not None
        or _LONG_AFTER.match(right) is not None
        or (one.low_m >= _TOO_DEEP and _ALONG.search(sentence, one.end) is not None)
    )


def is_deep(sentence: str) -> bool:
    """Whether a sentence gives a length as a depth or width, whatever of."""
    return any(
        _DEEP_BEFORE.search(sentence, max(0, one.start - 40), one.start)
        or _DEEP_AFTER.match(sentence, one.end)
        for one in measures(sentence)
    )
