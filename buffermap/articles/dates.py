"""Dates as articles and their files write them, to ISO; what can be read in two ways is unknown."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from buffermap.articles.fieldtext import plain

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan січня січень січ января январь янв",
            "february feb лютого лютий лют февраля февраль фев",
            "march mar березня березень бер марта март мар",
            "april apr квітня квітень кві апреля апрель апр",
            "may травня травень тра мая май",
            "june jun червня червень чер июня июнь июн",
            "july jul липня липень лип июля июль июл",
            "august aug серпня серпень сер августа август авг",
            "september sep sept вересня вересень вер сентября сентябрь сен",
            "october oct жовтня жовтень жов октября октябрь окт",
            "november nov листопада листопад лис ноября ноябрь ноя",
            "december dec грудня грудень гру декабря декабрь дек",
        ),
        start=1,
    )
    for name in names.split()
}
_WORD_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+({_WORD_MONTH})\b[\s.,-]*(\d{{4}})\b", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    rf"\b({_WORD_MONTH})\b[\s.]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,.-]+(\d{{4}})\b", re.IGNORECASE
)
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
# Wed May 21 10:00:00 +0000 2025
_STATUS_DATE = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) (?P<time>[\d:]{8}) (?P<zone>[+-]\d{4}) (?P<year>\d{4})"
)
# what may stand beside a date in a line that holds nothing else
_BESIDE = re.compile(
    r"""\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b
    |\b(?:published|updated|posted|date|on|at|by|am|pm|a\.m\.|p\.m\.|[ECMPGU][SMED]?TC?|року|года|р\.|г\.)
    |\d{1,2}:\d{2}(?::\d{2})?|[\s,.:;|()–—-]""",
    re.IGNORECASE | re.VERBOSE,
)


def iso_date(value: Any) -> str | None:
    """ISO date or date-time of one of the usual ways to write a date; None where it cannot be read in one way.

    ``3/4/2025`` is such a case: April in London, March in New York.
    """
    if isinstance(value, datetime):
        return None if value != value else value.isoformat()  # noqa: PLR0124 - not a time
    if isinstance(value, date):
        return value.isoformat()
    text = plain(value)
    if not text or len(text) > 80:
        return None
    return _digits(text) or _written(text)


def _written(text: str) -> str | None:
    return _iso_text(text) or _mail_date(text) or _found_date(text)


def _digits(text: str) -> str | None:
    """Read a date of digits alone: ``20250521``, ``20250521101500``, or seconds (milliseconds) since 1970."""
    bare = text.removesuffix(".0")
    if not bare.isascii() or not bare.isdigit():
        return None
    if len(bare) in {8, 14} and bare[:2] in {"19", "20"}:
        try:
            moment = datetime.strptime(bare.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
        return moment.date().isoformat() if len(bare) == 8 else moment.isoformat()
    if len(bare) in {10, 13}:
        return datetime.fromtimestamp(int(bare[:10]), UTC).isoformat()
    return None


def _iso_text(text: str) -> str | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _mail_date(text: str) -> str | None:
    if status := _STATUS_DATE.fullmatch(text):
        text = "{day} {month} {year} {time} {zone}".format(**status.groupdict())
    if not re.match(r"(?:\w{3}, *)?\d{1,2} \w{3} \d{4} \d", text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _found_date(text: str) -> str | None:
    for pattern, order in ((_ISO, "ymd"), (_DAY_MONTH, "dmy"), (_MONTH_DAY, "mdy")):
        match = pattern.search(text)
        if match:
            parts = dict(zip(order, match.groups(), strict=True))
            month = _MONTHS.get(parts["m"].lower()) or int(parts["m"])
            return _real_date(int(parts["y"]), month, int(parts["d"]))
    match = _NUMBERS.search(text)
    if not match:
        return None
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if mark == "." or first > 12 or first == second:
        return _real_date(year, second, first)
    return _real_date(year, first, second) if second > 12 else None


def _real_date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def date_in(text: str) -> str | None:
    """Date of an article from a line near its head or foot that holds a date and nothing else."""
    lines = [line.strip() for line in (text[:3000] + "\n" + text[-1000:]).splitlines()]
    for line in lines:
        if 8 <= len(line) <= 60 and any(char.isdigit() for char in line):
            found = _written(line)
            if found and not re.search(r"[^\W\d_]{3}", _BESIDE.sub("", _without_date(line))):
                return found
    return None


def _without_date(line: str) -> str:
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMBERS):
        line = pattern.sub("", line)
    return line
