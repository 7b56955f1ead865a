"""Depths as people type and read them: a number with its unit, ``20 km``, ``15mi``, ``3 nmi``, ``500 m``."""

import math
import re

from buffermap.errors import InputError
from buffermap.words import METRES_PER_UNIT, short_unit

MAX_DEPTH_M = 1_000_000.0
"""Deeper than this a zone along a border is surely a slip of the unit."""

_UNIT_WORDS = {
    "metre": "m",
    "metres": "m",
    "meter": "m",
    "meters": "m",
    "kilometre": "km",
    "kilometres": "km",
    "kilometer": "km",
    "kilometers": "km",
    "kms": "km",
    "mile": "mi",
    "miles": "mi",
    "nm": "nmi",
}
_UNITS = "km, mi, nmi or m"
_DEPTH = re.compile(
    r"(?P<number>[^\s\d.]?\s*(?:\d[\d.,\s_]*|\.\d+)|nan|[+-]?inf(?:inity)?)\s*(?P<unit>[^\W\d_]*)",
    re.IGNORECASE,
)
# A comma between depths; in "12,5 km" it is that of a number.
_COMMA = re.compile(r"(?<!\d),|,(?!\d\s*[^\W\d_])")
_DECIMAL = re.compile(r"(?<=\d),(?=\d\s*[^\W\d_])")
_NUMBER = re.compile(r"\+?(\d+(\.\d*)?|\.\d+)")


def parse_depth(text: str) -> float:
    """Return a depth in metres.

    Parameters
    ----------
    text
        A number with a decimal point and a unit: km, mi (statute miles), nmi or m, with or without a space.

    Returns
    -------
    float
        Metres, greater than zero and at most ``MAX_DEPTH_M``.

    Raises
    ------
    InputError
        Where the unit is missing or unknown, or the number is not one, not positive or too large.

    Examples
    --------
    >>> parse_depth("20 km"), parse_depth("500m"), parse_depth("3 nmi")
    (20000.0, 500.0, 5556.0)
    """
    stripped = text.strip()
    found = _DEPTH.fullmatch(stripped) if len(stripped) < 500 else None
    if found is None:
        raise InputError(
            f"depth {_shown(text)} is not a number with a unit; write for example 20km ({_UNITS})"
        )
    value = _number(found["number"], text)
    unit = _unit(found["unit"], stripped)
    metres = value * METRES_PER_UNIT[unit]
    if metres > MAX_DEPTH_M:
        raise InputError(
            f"depth {_shown(text)} is more than {format_depth(MAX_DEPTH_M)}; check the unit ({_UNITS})"
        )
    if metres <= 0:
        raise InputError(f"depth {_shown(text)} must be greater than zero, for example 20km")
    return metres


def parse_depths(text: str) -> list[float]:
    """Return the depths of a comma-separated list in metres, ascending, each once.

    As each needs a unit, a comma before one last digit is a decimal comma: ``12,5 km``.

    Raises
    ------
    InputError
        As `parse_depth`, and where the list is empty.
    """
    parts = [part for part in _COMMA.split(text) if part.strip()]
    if not parts:
        raise InputError(f"no depth in {_shown(text)}; write for example 10km,20km ({_UNITS})")
    return sorted({parse_depth(_DECIMAL.sub(".", part)) for part in parts})


def format_depth(depth_m: float, *, unit: str | None = None) -> str:
    """Return a depth as text that `parse_depth` reads back, in km from one kilometre up, else in m.

    Parameters
    ----------
    depth_m
        Metres.
    unit
        One of km, mi, nmi, m to be used instead.

    Examples
    --------
    >>> format_depth(20000), format_depth(24140.16, unit="mi"), format_depth(500)
    ('20 km', '15 mi', '500 m')
    """
    if unit is None:
        unit = "km" if depth_m >= METRES_PER_UNIT["km"] else "m"
    return f"{_short(depth_m / METRES_PER_UNIT[unit])} {unit}"


def depth_in_words(depth_m: float) -> str:
    """Return a depth as somebody would say it: in the unit in which it is a short number.

    Examples
    --------
    >>> depth_in_words(20_000.0), depth_in_words(24_140.16), depth_in_words(5_556.0), depth_in_words(1_234.5)
    ('20 km', '15 mi', '3 nmi', '1.2345 km')
    """
    return format_depth(depth_m, unit=short_unit(depth_m))


def _short(value: float) -> str:
    """Fewest digits that keep a micrometre, and never an exponent."""
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _number(written: str, text: str) -> float:
    number = "".join(written.split())
    if number.lower().lstrip("+-") in {"nan", "inf", "infinity"} or number.startswith(("-", "−", "–")):
        raise InputError(f"depth {_shown(text)} must be a finite number greater than zero, for example 20km")
    if not _NUMBER.fullmatch(number):
        raise InputError(
            f"depth {_shown(text)} has no readable number; write digits and a decimal point, like 12.5km"
        )
    value = float(number)
    if not math.isfinite(value):
        raise InputError(f"depth {_shown(text)} must be a finite number greater than zero, for example 20km")
    return value


def _unit(written: str, text: str) -> str:
    unit = written.lower()
    unit = _UNIT_WORDS.get(unit, unit)
    if not unit:
        raise InputError(f"depth {_shown(text)} has no unit; write for example {text.strip()}km ({_UNITS})")
    if unit not in METRES_PER_UNIT:
        raise InputError(f"depth {_shown(text)} has an unknown unit {_shown(written)}; use {_UNITS}")
    return unit


def _shown(text: str) -> str:
    """Quote what was asked, short enough for one line."""
    return repr(text if len(text) <= 40 else text[:39] + "…")
