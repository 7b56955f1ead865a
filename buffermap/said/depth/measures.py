"""Lengths in running text, three languages: ``15 to 20 kilometres``, ``10-km-deep``, ``двокілометрову``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from buffermap.said.grammar import lexicon, numerals
from buffermap.said.grammar.patterns import Pattern
from buffermap.words import METRES_PER_UNIT

Qualifier = Literal["exact", "about", "range", "up_to", "at_least"]

_UNIT = Pattern(
    r"(?P<nmi>nautical[-\s]miles?|nmi|морськ\w+\s+мил\w+|морск\w+\s+мил\w+)\b"
    r"|(?P<km>kilomet(?:re|er)s?|kms?|к[иі]лометр\w*|км)(?![^\W_])"
    r"|(?P<mi>miles?|mi|миль|мил[яиею]\w{0,2}|мильн\w{2,3})(?![^\W_])"
    r"|(?P<yd>yards?|ярд\w*)(?![^\W_])|(?P<ft>feet|foot|ft|фут\w*)(?![^\W_])"
    r"|(?P<m>met(?:re|er)s?|mtrs?|м[еє]тр\w*|m|м)(?![^\W_])(?!\.\w)",
    re.IGNORECASE,
)
_STEMS = (
    "kilom", "km", "mile", "metre", "meter", "mtr", "yard", "feet", "foot", "nmi", "кілом", "килом", "км", "мил", "метр",
    "ярд", "фут",
)  # fmt: skip
_SHORT = Pattern(r"\d[\s\u00a0\u202f-]*(?:m|M|mi|ft|м|М)(?!\w)")
_SQUARE = Pattern(r"(?:square|sq\.?|cubic|квадратн\w+|кв\.?|кубічн\w+|кубическ\w+)[-\s]*$", re.IGNORECASE)
_AFTER_SQUARE = Pattern(r"\s?[²2³3](?!\d)|\s*/|\s+per\b|[-\s]an[-\s]hour|\s+(?:на|за)\s+годин", re.IGNORECASE)
_SEPARATOR = r"(?:[-\u2010\u2011\s\u00a0\u202f]|-?(?:ти|х|ми)-?)*"
_NUMBER = rf"(?:(?<![\w.,])(?:{numerals.DIGITS})|\b(?:{numerals.ENGLISH})\b|{numerals.SLAVIC})"
_GLUED = rf"(?:(?<![\w.,])(?:{numerals.DIGITS})|\b(?:{numerals.ENGLISH})|{numerals.SLAVIC})"
_OWN_UNIT = r"(?:kilomet(?:re|er)s?|km|met(?:re|er)s?|miles?|mi|к[иі]лометр\w*|км|метр\w*|м|m)"
_RANGE = (
    r"(?:\b(?:up )?to\b|\bor\b|\band\b|\bдо\b|\bили\b|\bчи\b|\bабо\b|\bи\b|\bі\b|\bта\b|[-\u2010-\u2015−]"
    r"|,\s*(?:maybe|perhaps|possibly|at most|if not|может(?: быть)?|возможно|а то и|може|можливо|а то й|максимум|от силы)\b,?)"
)
_BEFORE = Pattern(rf"(?P<number>{_GLUED})(?:\s*\(\d[\d.,]*\))?{_SEPARATOR}$", re.IGNORECASE)  # "ten (10) km"
_LOW = Pattern(
    rf"(?:(?P<opening>between|from|від|от|між|между)\s+)?(?P<low>{_NUMBER})(?:[-\s\u00a0]*{_OWN_UNIT})?"
    rf"[-\s\u00a0]*(?P<conn>{_RANGE})[-\s\u00a0]*$",
    re.IGNORECASE,
)
_QUALIFIERS = lexicon.table("qualifiers")
_WIDE = Pattern(r"-(?:wide|deep|thick|broad)|\s+(?:wide|deep|thick|broad)\b", re.IGNORECASE)
_ADJECTIVE = Pattern(r"(?:к[иі]ло)?метров(?:ая|ую|ой|ую|ый|ого|ое|ые|а|у|ої|ій|ий|е|ою)$", re.IGNORECASE)


_METRES = METRES_PER_UNIT | {"yd": 0.9144, "ft": 0.3048}
_AND_A_HALF = Pattern(r"\s+and\s+a\s+half\b", re.IGNORECASE)
_AFTER_UNIT = Pattern(
    rf"(?<=[вів])\s+(?:на\s+|зо\s+|із\s+|со\s+)?(?P<number>{numerals.SLAVIC})(?!\w)",
    re.IGNORECASE,
)
_ONE_WIDE = Pattern(
    r"(?:(?:ширин|глубин|глибин)\w*\s+(?:в|у)|завширшки|завглибшки|ширин\w+|глубин\w+|глибин\w+)\s+$",
    re.IGNORECASE,
)
# «ближе километра», «в километре от»
_ONE = frozenset({"километра", "километре", "кілометра", "кілометрі"})
_WITHIN_ONE = Pattern(r"(?<!\w)(?:ближе|менее|меньше|ближче|менше|около|близько|до|в|за)\s+$", re.IGNORECASE)
_WIDE_AFTER = Pattern(
    r"\s+(?:в\s+|у\s+)?(?:ширин\w+|глубин\w+|глибин\w+|завширшки|завглибшки)", re.IGNORECASE
)
CHANGED = Pattern(
    r"(?:\b(?:widen|expand|extend|enlarg|deepen|broaden|shr[aiu]nk|narrow|reduc|cut)\w*\s+(?:[^\s,.;:]+\s+){0,6}?|(?:сокра[тщ]|уменьш|увелич|расшир|вырос|сузи|довед|довел|розшир|збільш|скоро[тч]|зменш|звузи|зросл)\w*,?\s+(?:[^\s.;:]+\s+){0,10})$",
    re.IGNORECASE,
)
_VAGUE = Pattern(
    r"(?:several|few|many|dozens of|tens of|hundreds of|thousands of|couple of|кілька|декілька|десятки|сотні|несколько|десятки|сотни|кільканадцять)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A length in a text: its span, metres (``low_m`` to ``high_m``), and how exact the text makes it."""

    start: int
    end: int
    low_m: float
    high_m: float
    qualifier: Qualifier
    text: str
    nautical: bool = False


@lru_cache(maxsize=64)
def measures(text: str) -> tuple[Measure, ...]:
    """Return the lengths that a text gives, in its order; areas, volumes and speeds are left out.

    The last texts are remembered: one sentence is asked several times.
    """
    return tuple(_measures(text)) if _may_measure(text) else ()


def _may_measure(text: str) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in _STEMS) or _SHORT.search(text) is not None


def _measures(text: str) -> Iterator[Measure]:
    pending: Measure | None = None
    for unit in _UNIT.finditer(text):
        after = pending.end if pending else 0
        if unit.start() < after or not _is_length(text, unit):
            continue
        measure = _read(text, unit, after=after)
        if measure is None:
            continue
        joined = pending and _join(text, pending, measure)
        if pending and not joined:
            yield pending
        pending = joined or measure
    if pending:
        yield pending


def _join(text: str, low: Measure, high: Measure) -> Measure | None:
    """Return "15 km to 20 km" as one range, or None where the two are no range."""
    between = text[low.end : high.start].strip().lower()
    if between not in {"to", "-", "–", "—"} and not (high.qualifier == "up_to" and not between):
        return None
    if low.qualifier not in {"exact", "about"} or low.low_m >= high.high_m:
        return None
    return Measure(
        start=low.start,
        end=high.end,
        low_m=low.low_m,
        high_m=high.high_m,
        qualifier="range",
        text=text[low.start : high.end],
        nautical=high.nautical,
    )


def _is_length(text: str, unit: re.Match[str]) -> bool:
    return not (
        _SQUARE.search(text, max(0, unit.start() - 15), unit.start()) or _AFTER_SQUARE.match(text, unit.end())
    )


def _read(text: str, unit: re.Match[str], *, after: int) -> Measure | None:
    metres = _METRES[unit.lastgroup or "m"]
    window = max(after, unit.start() - 60)
    before = text[window : unit.start()]
    number = _BEFORE.search(before)
    value = numerals.value(number["number"]) if number else None
    if number is None or value is None:
        return _inverted(text, unit, metres) or _bare(text, unit, metres)
    if len(unit[0]) == 1 and not before[number.start() :].strip(" \u00a0\u202f-")[0].isdigit():
        return None  # "a m" is no length
    start = _number_start(number)
    if _VAGUE.search(before, 0, start):
        return None  # "a few hundred metres"
    low, start = _low(before, start, value)
    qualifier, start = _qualifier(before, start, is_range=low is not None)
    end = unit.end() + _tail(text, unit.end())
    half = _AND_A_HALF.match(text, unit.end())
    if half and value == 1:
        value, end = 1.5, half.end()
    return Measure(
        start=window + start,
        end=end,
        low_m=(value if low is None else low) * metres if qualifier != "up_to" else 0.0,
        high_m=value * metres,
        qualifier=qualifier,
        text=text[window + start : end],
        nautical=unit.lastgroup == "nmi",
    )


def _inverted(text: str, unit: re.Match[str], metres: float) -> Measure | None:
    """Read «километров десять», «кілометрів п’ять-шість»: the unit first means "about"."""
    found = _AFTER_UNIT.match(text, unit.end())
    if found is None:
        return None
    written = found["number"]
    if numerals.value(written.partition("-")[0]) is None:
        written = written.partition(" ")[0]  # of two words perhaps only the first is a number
    numbers = [value for part in written.split("-") if (value := numerals.value(part)) is not None]
    if not numbers:
        return None
    end = found.start("number") + len(written)
    return Measure(
        start=unit.start(),
        end=end,
        low_m=numbers[0] * metres,
        high_m=numbers[-1] * metres,
        qualifier="range" if len(numbers) > 1 else "about",
        text=text[unit.start() : end],
    )


def _bare(text: str, unit: re.Match[str], metres: float) -> Measure | None:
    """Read "a kilometre-wide strip" and «кілометрову смугу»: a unit as adjective means one of it."""
    wide = _WIDE.match(text, unit.end())
    one = unit[0].lower() in {"километр", "кілометр"} and bool(
        _ONE_WIDE.search(text, 0, unit.start()) or _WIDE_AFTER.match(text, unit.end())
    )
    one = one or (unit[0].lower() in _ONE and _WITHIN_ONE.search(text, 0, unit.start()) is not None)
    if len(unit[0]) < 4 or not (wide or one or _ADJECTIVE.search(unit[0])):
        return None
    if (unit.start() and text[unit.start() - 1].isalnum()) or _VAGUE.search(text, 0, unit.start()):
        return None
    end = wide.end() if wide else unit.end()
    return Measure(
        start=unit.start(),
        end=end,
        low_m=metres,
        high_m=metres,
        qualifier="exact",
        text=text[unit.start() : end],
    )


def _number_start(number: re.Match[str]) -> int:
    """Where the number begins: of two Cyrillic words perhaps only the second is one."""
    written = number["number"]
    words = re.split(r"[ \u00a0-]", written)
    if len(words) == 2 and not written[0].isdigit() and not written[0].isascii():
        first, second = numerals.value(words[0]), numerals.value(words[1])
        if first is None or second is None or numerals.value(written) == second:
            return number.start() + len(words[0]) + 1
    return number.start()


def _low(before: str, start: int, high: float) -> tuple[float | None, int]:
    """Return the lower end of a range that ends at ``start``, and where the range begins."""
    low = _LOW.search(before, 0, start)
    if low is None:
        return None, start
    if low["conn"].lower() in {"and", "и", "і", "та"} and not low["opening"]:
        return None, start
    value = numerals.value(low["low"])
    if value is None or value >= high or low["low"].lower() in {"a", "an"}:
        return None, start
    begin = low.start()
    if not low["opening"]:
        words = re.split(r"[ \u00a0-]", low["low"])
        if len(words) == 2 and numerals.value(words[0]) is None:
            begin += len(words[0]) + 1
    return value, begin


def _qualifier(before: str, start: int, *, is_range: bool) -> tuple[Qualifier, int]:
    if is_range:
        return "range", start
    for cue in _QUALIFIERS:
        found = cue.pattern.search(before, max(0, start - 30), start)
        if found and cue.label == "up_to" and CHANGED.search(before, 0, found.start()):
            return "exact", start  # "shrank to", «сократилась до»
        if found:
            return cast("Qualifier", cue.label), found.start() + len(found[0]) - len(found[0].lstrip())
    return "exact", start


def _tail(text: str, end: int) -> int:
    """Length of ``-deep``, ``-wide`` that belongs to the measure."""
    wide = _WIDE.match(text, end)
    return len(wide[0]) if wide and wide[0].startswith("-") else 0
