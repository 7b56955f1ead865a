"""What is known of an article besides its text: front matter, dates, addresses, language. Found or unknown."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from buffermap.articles.decoding import replace_surrogates

FIELDS = {
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url", "canonical"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "datepublished"),
    "outlet": ("outlet", "source", "site", "publisher", "site_name"),
    "author": ("author", "authors", "byline", "creator"),
    "archived_url": ("archived_url", "archive_url"),
    "retrieved": ("retrieved", "accessed", "retrieved_at"),
    "language": ("language", "lang"),
}
"""Fields of an article, and the names under which files carry them; the first that is there counts."""

MAX_FRONT_MATTER = 16_384
"""Front matter ends within so many characters or is none."""
MAX_FIELD = 2_048

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_ENTRY = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(.*))?$")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Entries between two ``---`` lines at the head of a text, and where the prose begins.

    Only ``key: value`` lines are read, never YAML: values are plain strings, quotes around them are taken off.
    Without front matter the entries are empty and the prose begins at 0.
    """
    fence = _FENCE.match(text)
    if not fence:
        return {}, 0
    entries: dict[str, str] = {}
    at = fence.end()
    while at < min(len(text), MAX_FRONT_MATTER):
        line = _LINE.match(text, at)
        assert line  # noqa: S101 - the pattern matches anywhere
        at = line.end()
        if line[1].rstrip() == "---":
            return (entries, at) if entries else ({}, 0)
        entry = _ENTRY.match(line[1].rstrip())
        if not entry and not re.match(r"\s*$|[ \t#-]", line[1]):
            return {}, 0  # prose between two rules
        if entry and entry[2]:
            entries[entry[1].lower().replace(" ", "_").replace("-", "_")] = _unquoted(entry[2].strip())
    return {}, 0


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def fields(record: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the fields of an article from a record's entries, each normalised, or None where unknown."""
    known = {str(key).strip().lower(): value for key, value in record.items()}
    found: dict[str, str | None] = {}
    for field, names in FIELDS.items():
        values = (_NORMALISED[field](known[name]) for name in names if name in known)
        found[field] = next((value for value in values if value), None)
    return found


def plain(value: Any) -> str | None:
    """One line of text without control characters; None for what is empty, not a number, or no scalar."""
    if isinstance(value, (list, tuple)):
        value = ", ".join(filter(None, map(plain, value)))
    if value is None or isinstance(value, (Mapping, bytes)) or value != value:  # noqa: PLR0124 - not a number
        return None
    text = "".join(char if char.isprintable() else " " for char in replace_surrogates(str(value)[:MAX_FIELD]))
    return " ".join(text.split()) or None


def address(value: Any) -> str | None:
    """Return a web address, or None for anything else: a file's path and a script are none."""
    text = plain(value)
    if not text or " " in text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


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
    return _iso_text(text) or _mail_date(text) or _found_date(text)


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
    if not re.match(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d", text):
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
            found = iso_date(line)
            if found and not re.search(r"[^\W\d_]{3}", _BESIDE.sub("", _without_date(line))):
                return found
    return None


def _without_date(line: str) -> str:
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMBERS):
        line = pattern.sub("", line)
    return line


def title_in(text: str) -> str | None:
    """Headline of a text without front matter: a line at its head that reads like one and stands apart, or None."""
    paragraphs = re.split(r"(?:\r?\n[ \t]*){2,}", text[:2000].strip("\ufeff\r\n \t"))
    for paragraph in paragraphs[:2]:
        line = paragraph.lstrip("# ").strip()
        if len(line.split()) < 3:
            continue  # the name of a section
        like_one = "\n" not in line and len(line.split()) <= 30 and len(line) <= 200
        return plain(line) if like_one and line[-1] not in '.:;,…"”»' else None
    return None


_LANGUAGE_NAMES = {
    "ua": "uk",
    "eng": "en",
    "ukr": "uk",
    "rus": "ru",
    "english": "en",
    "ukrainian": "uk",
    "russian": "ru",
    "українська": "uk",
    "русский": "ru",
}
_COMMON = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the of and to in that is was for on with as said by from at it has are were an be",
        "de": "der die das und in den von zu mit ist im für auf nicht ein eine dem des sich auch",
        "fr": "le la les des et en du une est dans pour que qui sur au par pas avec il ce",
        "es": "el la los las de y en que del se por con una para es al lo como más su",
        "pl": "w i na z się do nie że jest o od po za przez jak dla oraz ale był to",
    }.items()
}


def language(value: Any) -> str | None:
    """Primary language subtag in lower case (``en``, ``uk``) of a tag or an English name."""
    text = (plain(value) or "").lower()
    tag = _LANGUAGE_NAMES.get(text) or re.split(r"[-_]", text)[0]
    tag = _LANGUAGE_NAMES.get(tag, tag)
    return tag if re.fullmatch(r"[a-z]{2,3}", tag) else None


def language_in(text: str) -> str | None:
    """Language of a text's first two thousand characters, where it is one of those that we tell apart."""
    sample = text[:2000].lower()
    cyrillic = sum(map(len, re.findall("[а-ӿ]+", sample)))
    words = re.findall("[a-zß-ɏ]+", sample)
    if cyrillic > sum(map(len, words)):
        if sample.count("ў") * 200 > cyrillic:
            return "be"
        ukrainian, russian = (sum(map(sample.count, letters)) for letters in ("іїєґ", "ыэёъ"))
        return None if ukrainian == russian else "uk" if ukrainian > russian else "ru"
    hits = {tag: sum(map(common.__contains__, words)) for tag, common in _COMMON.items()}
    best = max(hits, key=hits.__getitem__)
    return best if hits[best] >= max(2, 0.08 * len(words)) else None


_NORMALISED = {
    "title": plain,
    "url": address,
    "published": iso_date,
    "outlet": plain,
    "author": plain,
    "archived_url": address,
    "retrieved": iso_date,
    "language": language,
}
