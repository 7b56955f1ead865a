"""Times of day beside a date, with their time zone: ``3:02 PM CET``, ``05:45``, ``14:00 Kyiv time``."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from buffermap.said.grammar.patterns import Pattern

_TIME = Pattern(
    r"[\s,;–—-]*(?:at\s+|о\s+|в\s+|об\s+)?(?P<h>\d{1,2})[:.](?P<m>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,4}\b|Z\b|(?:по\s+)?(?:за\s+)?(?:Kyiv|Moscow|киевскому|московскому|київським|московським)(?:\s+(?:time|времени|часом))?)?",
    re.IGNORECASE,
)
_JOINS = Pattern(r"[\s,]*(?:on|в|у)?[\s,]*", re.IGNORECASE)
_OFFSETS = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "WET": 0,
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "IST": 2,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "PST": -8,
    "PDT": -7,
}
_NAMED = (
    (Pattern("kyiv|киев|київ", re.IGNORECASE), "Europe/Kyiv"),
    (Pattern("moscow|москов", re.IGNORECASE), "Europe/Moscow"),
    (Pattern(r"^ET$"), "America/New_York"),
    (Pattern(r"^PT$"), "America/Los_Angeles"),
    (Pattern(r"^CT$"), "America/Chicago"),
)
_EXPLICIT = Pattern(r"(?:UTC|GMT)([+-]\d{1,2})(?::?(\d\d))?", re.IGNORECASE)


def with_time(text: str, end: int, day: str) -> tuple[str, int]:
    """Return a date with the time of day that follows it in the text, and where that ends.

    The offset is given where the text names a time zone; without one the time is left as it stands.
    """
    found = _TIME.match(text, end)
    if found is None:
        return day, end
    moment = _moment(found, day)
    if moment is None:
        return day, end
    if "+" not in moment[10:] and "-" not in moment[10:]:
        return moment, found.end("half") if found["half"] else found.end("m")
    return moment, found.end()


def with_time_before(text: str, start: int, day: str) -> tuple[str, int]:
    """Return a date with the time of day just before it ("at 9:05 a.m. EST on March 4"), and where that begins."""
    for found in _TIME.finditer(text, max(0, start - 40), start):
        if _JOINS.fullmatch(text, found.end(), start):
            moment = _moment(found, day)
            if moment is not None:
                return moment, found.start("h")
    return day, start


def _moment(found: re.Match[str], day: str) -> str | None:
    """Return day and time as ISO text, with the offset of the time zone if one is named; None where it is no time."""
    hour, minute = int(found["h"]), int(found["m"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    try:
        moment = datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}")
    except ValueError:
        return None
    zone = _zone(found["zone"])
    return (moment.replace(tzinfo=zone) if zone else moment).isoformat(timespec="minutes")


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    explicit = _EXPLICIT.fullmatch(written)
    if explicit:
        hours, minutes = int(explicit[1]), int(explicit[2] or 0)
        return timezone(timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes))
    if written.upper() in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[written.upper()]))
    for pattern, name in _NAMED:
        if pattern.search(written):
            try:
                return ZoneInfo(name)
            except ZoneInfoNotFoundError:
                return None
    return None
