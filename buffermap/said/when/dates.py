"""Dates in running text, English, Ukrainian and Russian, as absolute dates where they can be worked out.

Relative dates (yesterday, on Thursday, two days ago) count from the article's own date; without one they stay
unknown. A date that can be read two ways (3/6/2025) stays unknown too, and is never guessed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from buffermap.said.grammar import numerals
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.when import clock

Basis = Literal["absolute", "relative"]

_MONTH_STEMS = {
    1: "jan січ янв",
    2: "feb лют фев",
    3: "mar берез март",
    4: "apr квіт апр",
    5: "may трав ма",
    6: "jun черв июн",
    7: "jul лип июл",
    8: "aug серп авг",
    9: "sep верес сент",
    10: "oct жовт окт",
    11: "nov листоп нояб",
    12: "dec груд дек",
}
_MONTHS = {stem: number for number, stems in _MONTH_STEMS.items() for stem in stems.split()}
_DAY_STEMS = (
    "mon понед понеді",
    "tue втор вівт",
    "wed сред серед",
    "thu четв",
    "fri пятн пят",
    "sat субб субо",
    "sun воск неді",
)
_DAYS = {stem: number for number, stems in enumerate(_DAY_STEMS) for stem in stems.split()}

_EN_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_SL_MONTH = (
    r"(?:січ(?:ня|ень|ні)|лют(?:ого|ий|ому)|берез(?:ня|ень|ні)|квіт(?:ня|ень|ні)|трав(?:ня|ень|ні)|черв(?:ня|ень|ні)|лип(?:ня|ень|ні)|серп(?:ня|ень|ні)"
    r"|верес(?:ня|ень|ні)|жовт(?:ня|ень|ні)|листопад[аі]?|груд(?:ня|ень|ні)|январ[яье]|феврал[яье]|марта?|марте|апрел[яье]|ма[яйе]|июн[яье]|июл[яье]|августа?|августе|сентябр[яье]"
    r"|октябр[яье]|ноябр[яье]|декабр[яье])"
)
_EN_DAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_EN_FULL_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SL_DAY = (
    r"(?:понеділ(?:ок|ка|ку)|вівтор(?:ок|ка|ку)|серед[аиу]|четвер(?:га|гу|г)?|п['’ʼ]?ятниц[яіюи]|субот[аиу]|неділ[яіюи]"
    r"|понедельник[ау]?|вторник[ау]?|сред[ауы]|пятниц[аеуы]|суббот[ауы]|воскресень[еяю])"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_SL_YEAR = rf"{_YEAR}(?:\s*(?:года?|році|року|р\.|г\.|р|г)(?!\w))?"

_ISO = Pattern(
    rf"(?<!\d)(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?(?:\.\d+)?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_NUMERIC = Pattern(rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})(?!\d)")
_DAY_MONTH = Pattern(
    rf"(?<![\d.,])(?:the\s+)?(?P<d>\d{{1,2}}){_ORDINAL}(?:-?го)?\s+(?:of\s+)?(?P<m>{_EN_MONTH}|{_SL_MONTH})(?!\w)(?:,?\s+(?P<y>{_SL_YEAR}))?",
    re.IGNORECASE,
)
_MONTH_DAY = Pattern(
    rf"\b(?P<m>{_EN_MONTH})\s?(?P<d>\d{{1,2}}){_ORDINAL}(?![\d:.]\d)(?!\d)(?:(?:,|\s[-–—])?\s+(?P<y>{_YEAR})(?!\d))?",
    re.IGNORECASE,
)
_MONTH_YEAR = Pattern(rf"(?<!\w)(?P<m>{_EN_MONTH}|{_SL_MONTH}),?\s+(?P<y>{_SL_YEAR})", re.IGNORECASE)
_MONTH_ALONE = Pattern(
    rf"(?:\b(?:in|since|until|by|last|this|next|of|(?:in\s+)?(?:early|mid|late))[\s-]+(?P<m>{_EN_MONTH})(?!\s*\d)\b|(?<!\w)(?:в|у|на початку|в начале|в середине|в конце|наприкінці|в кінці|кінця|конца|с|з|із)\s+(?P<m2>{_SL_MONTH})(?!\w))",
    re.IGNORECASE,
)
_YEAR_ALONE = Pattern(
    rf"\b(?:in|since|from|of|by|until|during)\s+(?P<y>{_YEAR})\b(?![-–/])|(?<!\w)(?:в|у|с|з|до)\s+(?P<y2>{_YEAR})\s*(?:год\w*|ро[кц]\w*|г\.|р\.)",
    re.IGNORECASE,
)
_WEEKDAY = Pattern(
    rf"\b(?:(?P<which>last|next|this|coming)\s+)?(?P<day>{_EN_FULL_DAY})(?!s\b)\b"
    rf"|(?<!\w)(?:(?:в|во|у|на)\s+)?(?:(?P<which2>прошл\w+|минул\w+|следующ\w+|наступн\w+|эт\w+|ц\w{{1,3}})\s+)?(?P<day2>{_SL_DAY})(?!\w)",
    re.IGNORECASE,
)
_NEAR = Pattern(
    r"\b(?:(?P<y2>the day before yesterday)|(?P<y1>yesterday)|(?P<t0>today|tonight|this (?:morning|afternoon|evening))|(?P<t1>tomorrow))\b"
    r"|(?<!\w)(?:(?P<sy2>позавчора|позавчера)|(?P<sy1>вчора|учора|вчера)|(?P<st0>сьогодні|сегодня)|(?P<st2>післязавтра|послезавтра)|(?P<st1>завтра))(?!\w)",
    re.IGNORECASE,
)
_AGO = Pattern(
    rf"(?P<n>{numerals.DIGITS}|(?:{numerals.ENGLISH}))\s+(?P<u>minutes?|hours?|days?|weeks?|months?|years?)\s+ago\b"
    rf"|(?:(?P<n2>\d+|{numerals.SLAVIC})\s+)?(?P<u2>минут\w*|хвилин\w*|час(?:а|ов)?|годин\w*|дн(?:я|ей|і|ів)|день|сут(?:ок|ки)|добу|доби|недел[юьи]|тижн\w*|тиждень|месяц\w*|місяц\w*|місяць|год(?:а|у)?|лет|рок\w*|рік)\s+(?:назад|тому(?!\s+що))(?!\w)",
    re.IGNORECASE,
    needs=("ago", "назад", "тому"),
)
_SPAN = Pattern(
    r"\b(?:(?:earlier|later)\s+)?(?P<which>last|this|next)\s+(?P<u>week|month|year)\b"
    r"|(?<!\w)(?:на\s+|в\s+|у\s+)?(?P<which2>прошл\w+|минул\w+|эт\w+|ц\w{1,4}|следующ\w+|наступн\w+)\s+(?P<u2>недел\w+|тижн\w+|месяц\w*|місяц\w*|год\w*|ро[кц]\w*)(?!\w)",
    re.IGNORECASE,
)
_FUTURE = Pattern(
    r"\b(?:will|is (?:due|set|scheduled|expected) to|are (?:due|set|scheduled|expected) to)\b|відбудеться|зустрінуться|состоится|пройд[её]т|встретятся|будет|буде(?!\w)",
    re.IGNORECASE,
)
_MAY_HOLD = Pattern(
    rf"\d|(?:{_EN_FULL_DAY}|yesterday|today|tonight|tomorrow|morning|afternoon|evening|ago|week|month|year)\b|\b{_EN_MONTH}|{_SL_MONTH}|{_SL_DAY}|[ву]чора|вчера|сьогодні|сегодня|завтра|назад|тому|недел|тижн|месяц|місяц|прошл|минул",
    re.IGNORECASE,
)
_PAST = Pattern(r"last|прошл|минул", re.IGNORECASE)
_NEXT = Pattern(r"next|следующ|наступн", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRef:
    """A date that a text names.

    ``value`` is an ISO date, month (``2025-05``), week (``2025-W21``), year or date-time with its offset; a day of an
    unknown year is written as EDTF has it (``XXXX-05-22``); None where the words do not tell (no date to count from,
    or two readings).
    """

    start: int
    end: int
    text: str
    value: str | None
    basis: Basis


def find_dates(text: str, published: date | None = None) -> list[DateRef]:
    """Return the dates that a text names, in its order; the fuller of two that overlap is kept.

    Parameters
    ----------
    text
        A sentence or a dateline.
    published
        The article's date, from which relative dates count.
    """
    found: list[DateRef] = []
    if not _MAY_HOLD.search(text):
        return found
    for pattern, read, basis in _READERS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            made = read(match, text, published)
            if made is _NO_DATE:
                continue
            start, end = match.span()
            value = made
            if value and len(value) == 10:
                value, end = clock.with_time(text, end, value)
                if len(value) == 10:
                    value, start = clock.with_time_before(text, start, value)
            found.append(DateRef(start=start, end=end, text=text[start:end], value=value, basis=basis))
    return _without_echoes(sorted(found, key=lambda ref: ref.start), text)


def published_date(text: str, body_start: int = 0) -> DateRef | None:
    """Return the date that an article gives itself: a full date on a short line near its top or its end."""
    lines = list(re.finditer(r"[^\n]+", text[body_start:]))
    edge = [*lines[:12], *lines[-8:]] if len(lines) > 20 else lines
    for line in edge:
        if len(line[0].strip()) > 70:
            continue
        for ref in find_dates(line[0]):
            if ref.basis == "absolute" and ref.value and len(ref.value) >= 10:
                at = body_start + line.start()
                return DateRef(
                    start=at + ref.start, end=at + ref.end, text=ref.text, value=ref.value, basis="absolute"
                )
    return None


def as_date(value: str | None) -> date | None:
    """Return the day of an ISO date or date-time, or None where it is neither."""
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _without_echoes(found: list[DateRef], text: str) -> list[DateRef]:
    """Leave out "Thursday" and "today" beside the full date that they go with ("Thursday, 22 May 2025")."""
    kept = []
    for ref in found:
        if ref.basis == "relative" and any(
            other.basis == "absolute"
            and re.fullmatch(r"[\s,(]*", text[min(ref.end, other.end) : max(ref.start, other.start)])
            for other in found
        ):
            continue
        kept.append(ref)
    return kept


_NO_DATE = "no date"


def _safe(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return _NO_DATE


def _iso(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text, published
    day = _safe(int(match["y"]), int(match["m"]), int(match["d"]))
    if day and match["time"]:
        zone = match["zone"] or ""
        try:
            return datetime.fromisoformat(f"{day}T{match['time']}{zone}").isoformat()
        except ValueError:
            return day
    return day


def _numeric(match: re.Match[str], text: str, published: date | None) -> str | None:
    """Read 22.05.2025 day first; with slashes only where just one reading is a date or both are the same."""
    del published
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = _safe(year, second, first)
    if match["sep"] == "." or re.search(r"[А-Яа-яІіЇїЄє]", text):
        return day_first
    month_first = _safe(year, first, second)
    readings = {reading for reading in (day_first, month_first) if reading != _NO_DATE}
    if not readings:
        return _NO_DATE
    return readings.pop() if len(readings) == 1 else None


def _day_month(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text
    month, day = _month(match["m"]), int(match["d"])
    if match["y"]:
        return _safe(int(match["y"][:4]), month, day)
    if _safe(2024, month, day) == _NO_DATE:
        return _NO_DATE
    return _nearest_year(published, month, day)


def _month_year(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text, published
    return f"{int(match['y'][:4]):04}-{_month(match['m']):02}"


def _month_alone(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text
    near = _nearest_year(published, _month(match["m"] or match["m2"]), 15)
    return near[:7] if near and published else None


def _year_alone(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text, published
    return match["y"] or match["y2"]


def _weekday(match: re.Match[str], text: str, published: date | None) -> str | None:
    """Read a weekday as the article's own day or the last one before it, "next" as that of the week after."""
    if published is None:
        return None
    wanted = _day_number(match["day"] or match["day2"])
    which = match["which"] or match["which2"] or ""
    if _NEXT.match(which):
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=1)
        return (monday + timedelta(days=wanted)).isoformat()
    if not _PAST.match(which) and _FUTURE.search(text, max(0, match.start() - 60), match.start()):
        return (published + timedelta(days=(wanted - published.weekday()) % 7 or 7)).isoformat()
    days = (published.weekday() - wanted) % 7
    return (published - timedelta(days=days or 7 * bool(_PAST.match(which)))).isoformat()


def _near(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text
    if published is None:
        return None
    days = {"y2": -2, "y1": -1, "t0": 0, "t1": 1, "t2": 2}[(match.lastgroup or "").removeprefix("s")]
    return (published + timedelta(days=days)).isoformat()


def _ago(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text
    number = numerals.value(match["n"] or match["n2"] or "1")
    unit = (match["u"] or match["u2"]).lower()
    if number is None:
        number = 1.0
    if published is None or number > 1000:
        return None
    if (
        unit.startswith(("minute", "hour", "мин", "хвил", "час", "год"))
        and not unit.startswith(("года", "году"))
        and unit != "год"
    ):
        hours = number if not unit.startswith(("minute", "мин", "хвил")) else number / 60
        return (
            published.isoformat()
            if hours < 12
            else (published - timedelta(days=round(hours / 24))).isoformat()
        )
    if unit.startswith(("day", "дн", "ден", "сут", "доб")):
        return (published - timedelta(days=number)).isoformat()
    if unit.startswith(("week", "недел", "тиж")):
        return (published - timedelta(weeks=number)).isoformat()
    if unit.startswith(("month", "меся", "міся")):
        months = published.year * 12 + published.month - 1 - int(number)
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{published.year - int(number):04}"


def _span(match: re.Match[str], text: str, published: date | None) -> str | None:
    del text
    if published is None:
        return None
    which, unit = match["which"] or match["which2"], (match["u"] or match["u2"]).lower()
    step = -1 if _PAST.match(which) else 1 if _NEXT.match(which) else 0
    if unit.startswith(("week", "недел", "тиж")):
        year, week, _ = (published + timedelta(weeks=step)).isocalendar()
        return f"{year:04}-W{week:02}"
    if unit.startswith(("month", "меся", "міся")):
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{published.year + step:04}"


def _nearest_year(published: date | None, month: int, day: int) -> str | None:
    """Return the date of that day and month that lies nearest to the article's."""
    if published is None:
        return f"XXXX-{month:02}-{day:02}"
    near = [made for year in (-1, 0, 1) if (made := as_date(_safe(published.year + year, month, day)))]
    return min(near, key=lambda made: abs(made - published)).isoformat() if near else None


def _month(written: str) -> int:
    folded = written.lower()
    return next(
        number
        for stem, number in sorted(_MONTHS.items(), key=lambda item: -len(item[0]))
        if folded.startswith(stem)
    )


def _day_number(written: str) -> int:
    folded = numerals.fold_slavic(written)
    return next(number for stem, number in _DAYS.items() if folded.startswith(stem))


_Reader = Callable[[re.Match[str], str, date | None], str | None]
_READERS: tuple[tuple[Pattern, _Reader, Basis], ...] = (
    (_ISO, _iso, "absolute"),
    (_NUMERIC, _numeric, "absolute"),
    (_DAY_MONTH, _day_month, "absolute"),
    (_MONTH_DAY, _day_month, "absolute"),
    (_MONTH_YEAR, _month_year, "absolute"),
    (_NEAR, _near, "relative"),
    (_AGO, _ago, "relative"),
    (_WEEKDAY, _weekday, "relative"),
    (_SPAN, _span, "relative"),
    (_MONTH_ALONE, _month_alone, "absolute"),
    (_YEAR_ALONE, _year_alone, "absolute"),
)
