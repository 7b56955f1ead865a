"""Lengths in a sentence, by the number and unit words of a language's file, and which of them is a zone's depth."""

import re
from dataclasses import dataclass
from functools import cache

from buffermap.said.plain.tongue import Tongue
from buffermap.said.values import DepthKind

_DIGITS = r"\d{1,3}(?:[ \u00a0.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_TOO_DEEP_M = 120_000.0


@dataclass(frozen=True, slots=True)
class Length:
    """A depth in metres and the span of its words."""

    kind: DepthKind
    low_m: float | None
    high_m: float | None
    start: int
    end: int


def depth_in(sentence: str, tongue: Tongue, at: int) -> Length | None:
    """Return the length of a sentence that says how deep a zone is: the nearest to its words that is no other length."""
    found = [
        length
        for match in _pattern(tongue).finditer(sentence)
        if (length := _length(sentence, match, tongue)) is not None
    ]
    return min(found, key=lambda length: abs(length.start - at), default=None)


@cache
def _pattern(tongue: Tongue) -> re.Pattern[str]:
    """Return a pattern of "number (to number) unit", and of adjectives in one word: dwukilometrowy."""
    words = "|".join(sorted(map(re.escape, tongue.numbers), key=len, reverse=True))
    units = "|".join(
        re.escape(unit.removeprefix("~")).replace(r"\*", r"\w{0,9}")
        for unit in sorted(tongue.units, key=len, reverse=True)
    )
    number = rf"(?:{_DIGITS}|(?<!\w)(?:{words})(?=[\s-]|$))"
    joined = rf"(?:\s*(?P<unit1>{units})?\s*(?:{tongue.lists['to'].pattern}|{tongue.lists['and'].pattern}|[-–—])\s*)"
    return re.compile(
        rf"(?<![\w.,])(?:(?P<low>{number}){joined})?(?P<high>{number})[\s\u00a0-]*(?P<unit>{units})(?!\w)"
        rf"|(?<!\w)(?P<prefix>{words})?(?P<adjective>{units})(?!\w)",
        re.IGNORECASE,
    )


def _length(sentence: str, match: re.Match[str], tongue: Tongue) -> Length | None:
    if match["unit"] is None:
        return _adjective(match, tongue)
    unit = _unit(match["unit"], tongue)
    high = _number(match["high"], tongue) * unit
    low = (
        _number(match["low"], tongue) * (_unit(match["unit1"], tongue) if match["unit1"] else unit)
        if match["low"]
        else None
    )
    before, after = sentence[: match.start()], sentence[match.end() :]
    if high > _TOO_DEEP_M or tongue.ends_with("long_before", before) or _begins(tongue, "long_after", after):
        return None
    kind: DepthKind = "exact"
    if low is not None and low < high:
        return Length("range", low, high, *match.span())
    if tongue.ends_with("up_to", before):
        kind = "up_to"
    elif tongue.ends_with("at_least", before):
        kind = "at_least"
    return Length(
        kind, None if kind == "up_to" else high, None if kind == "at_least" else high, *match.span()
    )


def _adjective(match: re.Match[str], tongue: Tongue) -> Length | None:
    """Return the length of an adjective: "dwukilometrową", "kilometrową"; a unit without a number is none."""
    word = match["adjective"]
    if not match["prefix"] and not any(
        unit.startswith("~") and _same(word, unit[1:]) for unit in tongue.units
    ):
        return None
    metres = (_number(match["prefix"], tongue) if match["prefix"] else 1.0) * _unit(word, tongue)
    return Length("exact", metres, metres, *match.span())


def _begins(tongue: Tongue, name: str, text: str) -> bool:
    found = tongue.find(name, text, 0, 40)
    return found is not None and not text[: found.start()].strip()


def _number(text: str, tongue: Tongue) -> float:
    lower = text.lower()
    if lower in tongue.numbers:
        return tongue.numbers[lower]
    plain = re.sub(r"[ \u00a0.](?=\d{3}(?!\d))", "", text)
    return float(plain.replace(",", "."))


def _unit(text: str, tongue: Tongue) -> float:
    return next(value for unit, value in tongue.units.items() if _same(text, unit.removeprefix("~")))


def _same(word: str, unit: str) -> bool:
    lower = word.lower()
    return lower.startswith(unit[:-1]) if unit.endswith("*") else lower == unit
