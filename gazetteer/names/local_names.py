"""Which of a place's names is the one in its country's own script.

GeoNames' lists carry no languages in our source. For countries that write Cyrillic, the local name is the one
whose official romanisation comes closest to the name shown; for others the first in the country's script.
"""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import Levenshtein

from gazetteer.names.romanise import romanise
from gazetteer.text.names import fold

CYRILLIC = {
    "UA": "uk", "RU": "ru", "BY": "be", "BG": "bg", "RS": "sr", "MK": "mk", "KZ": "ru", "KG": "ru", "TJ": "ru", "MN": "ru",
    "ME": "sr", "BA": "sr",
}  # fmt: skip
_SCRIPTS = {
    "GR": "\u0370-\u03ff\u1f00-\u1fff",
    "CY": "\u0370-\u03ff\u1f00-\u1fff",
    "GE": "\u10a0-\u10ff",
    "AM": "\u0530-\u058f",
    "IL": "\u0590-\u05ff",
    "KR": "\uac00-\ud7af",
    "KP": "\uac00-\ud7af",
    "TH": "\u0e00-\u0e7f",
    "JP": "\u3040-\u30ff\u4e00-\u9fff",
    "CN": "\u4e00-\u9fff",
    "TW": "\u4e00-\u9fff",
    "HK": "\u4e00-\u9fff",
    "BD": "\u0980-\u09ff",
    "NP": "\u0900-\u097f",
    "KH": "\u1780-\u17ff",
    "MM": "\u1000-\u109f",
    "ET": "\u1200-\u137f",
    **dict.fromkeys(
        [
            "SA",
            "AE",
            "QA",
            "KW",
            "BH",
            "OM",
            "YE",
            "IQ",
            "SY",
            "LB",
            "JO",
            "PS",
            "EG",
            "LY",
            "SD",
            "TN",
            "DZ",
            "MA",
            "MR",
            "IR",
            "AF",
        ],
        "\u0620-\u064a",
    ),
}
_PATTERNS = {
    country: re.compile(f"[{chars} .'’\\-]*[{chars}][{chars} .'’\\-]*") for country, chars in _SCRIPTS.items()
}
CYRILLIC_NAME = re.compile("[\u0400-\u04ff .'’ʼ()\\-]+")
_CLASS_WORDS = {
    "UA": re.compile(r"[сцз]ька область$|[сцз]ький район$|^Автономна Республіка|^Місто ", re.IGNORECASE),
    "RU": re.compile(
        r"ая область$|ий край$|автономный округ$|^Республика |ая республика$|ий район$|^Город ", re.IGNORECASE
    ),
    "BY": re.compile(r"ая вобласць$|[кц]і раён$", re.IGNORECASE),
}
_LOWER = re.compile(r"(?<= )(?:Область|Край|Район|Раён|Вобласць|Автономный Округ)$")
_SYSTEMS = re.compile("[iyj]+")  # y, i and j before vowels and at the end
_RUSSIAN = re.compile("[ыэёъ]|ая область|ский", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
FARTHEST = 0.45  # of the letters: beyond it the Cyrillic name is another name, not this one


def local_name(name: str, names: Iterable[str], country: str) -> str:
    """Return the name in the script of the country, empty where none is found."""
    if country in CYRILLIC:
        found = {n: fold(romanise(n, CYRILLIC[country])) for n in names if CYRILLIC_NAME.fullmatch(n)}
        return closest(fold(name), found, CYRILLIC[country])
    pattern = _PATTERNS.get(country)
    if pattern is None:
        return ""
    return next((n for n in names if pattern.fullmatch(n)), "")


def division_local_name(name: str, names: Iterable[str], country: str) -> str:
    """Return a division's name in the country's script; in Cyrillic by its class word ("Курская область")."""
    if country not in _CLASS_WORDS:
        return "" if country in CYRILLIC else local_name(name, names, country)
    found = [n for n in names if _CLASS_WORDS[country].search(n)]
    if not found:
        return local_name(name, [n for n in names if country != "UA" or not _RUSSIAN.search(n)], country)
    return _LOWER.sub(lambda match: match[0].lower(), found[-1])


def official_name(name: str, local: str, romanised: tuple[str, str] = ("", ""), *, folded: str = "") -> str:
    """Return a Ukrainian name in the official romanisation, where the source differs only in its older spelling.

    Parameters
    ----------
    name, local
        The name, and the same in Cyrillic; empty where there is none.
    romanised, folded
        The local name romanised, as it is and folded, and the name folded, where they are known already.

    Examples
    --------
    >>> official_name("Verkhnya Syrovatka", "Верхня Сироватка"), official_name("Olenivka", "Оленевка")
    ('Verkhnia Syrovatka', 'Olenivka')
    """
    official = romanised[0] or romanise(local, "uk")
    if official == name or not local:
        return name
    a, b = romanised[1] or fold(official), folded or fold(name)
    return official if a == b or _plain(a) == _plain(b) else name


def _plain(folded: str) -> str:
    """Return a folded name without what older and newer Ukrainian systems differ in."""
    return _SYSTEMS.sub("i", folded).replace("zgh", "zh")


def closest(name: str, cyrillic: Mapping[str, str], language: str) -> str:
    """Return the Cyrillic name whose romanisation is closest to a name; empty where none is close.

    Parameters
    ----------
    name
        The folded name.
    cyrillic
        Cyrillic names, each with its folded romanisation.
    language
        A system of :func:`gazetteer.names.romanise.romanise`; of two Ukrainian names, the one with Ukrainian letters wins.
    """
    best, least = "", FARTHEST
    for candidate, latin in cyrillic.items():
        distance = 0.0 if latin == name else Levenshtein.normalized_distance(latin, name)
        if language == "uk" and _plain(latin) == _plain(name):
            distance = 0.0  # only the system differs: Novoselytsya is Новоселиця, not Новоселица
        if distance < least or (distance == least and _comes_first(candidate, best, language)):
            best, least = candidate, distance
    return best


def _comes_first(candidate: str, other: str, language: str) -> bool:
    """Whether of two names that are equally close the first is taken: the Ukrainian one, then by the alphabet."""
    if not other:
        return True
    keys = [(language == "uk" and not _UKRAINIAN.search(name), name) for name in (candidate, other)]
    return keys[0] < keys[1]
