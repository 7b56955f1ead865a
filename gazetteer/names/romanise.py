"""Romanisation of Cyrillic names by national and BGN/PCGN rules.

``uk`` is the Ukrainian Resolution 55 of 2010 (the form that we show), ``uk-bgn`` BGN/PCGN 1965 as older maps
have it; ``ru`` BGN/PCGN 1947; ``be`` BGN/PCGN 1979; ``be-national`` the Belarusian Instruction of 2007;
``bg`` the Bulgarian law of 2009; ``sr`` and ``mk`` the Latin letters of these languages. ``uk-press`` and ``ru-press`` are
what newspapers and reports write besides: Hulyaipole, Enakievo.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gazetteer.text.names import replace_letters

_COMMON = dict(
    zip(
        "абвгдежзиклмнопрстуфхцчш",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
        ],
        strict=True,
    )
)
_RUSSIAN = _COMMON | {
    "ё": "yo",
    "й": "y",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
}
_UKRAINIAN = _COMMON | {
    "г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "'": "",
}  # fmt: skip
_BELARUSIAN = _COMMON | {
    "г": "h", "ё": "yo", "і": "i", "й": "y", "ў": "w", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "'": "",
}  # fmt: skip
_SERBIAN = _COMMON | {
    "ђ": "đ", "ж": "ž", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "ć", "х": "h", "ц": "c", "ч": "č", "џ": "dž", "ш": "š",
}  # fmt: skip

_TABLES: dict[str, dict[str, str]] = {
    "uk": _UKRAINIAN,
    "uk-bgn": _UKRAINIAN | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    "uk-press": _UKRAINIAN | {"є": "ye", "ю": "yu", "я": "ya"},
    "ru": _RUSSIAN,
    "ru-press": _RUSSIAN | {"ё": "e"},
    "be": _BELARUSIAN,
    "be-national": _BELARUSIAN
    | {
        "ж": "ž", "ц": "c", "ч": "č", "ш": "š", "х": "ch", "й": "j", "ў": "ŭ", "е": "ie", "ё": "io", "ю": "iu", "я": "ia",
    },
    "bg": _COMMON | {"й": "y", "х": "h", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya"},
    "sr": _SERBIAN,
    "mk": _SERBIAN | {"ѓ": "gj", "ѕ": "dz", "ќ": "kj"},
}  # fmt: skip

# letters that read otherwise at the start of a word, or after a vowel or a sign
_INITIAL: dict[str, dict[str, str]] = {
    "uk": {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    "uk-press": {"й": "y"},
    "ru": {"е": "ye"},
    "be": {"е": "ye"},
    "be-national": {"е": "je", "ё": "jo", "ю": "ju", "я": "ja"},
}
_AFTER_VOWEL = frozenset({"ru", "be", "be-national"})
_SOFTENING = "аеёиоуыэюяіїєўйьъ"
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ`´"), "'")
# by country, which systems write its names, and the letters that a name in that system's language has not
_USUAL: dict[str, tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]] = {
    "UA": (
        (("uk", "uk-bgn", "uk-press"), re.compile("[ыэёъўЫЭЁЪЎ]")),
        (("ru", "ru-press"), re.compile("[іїєґўІЇЄҐЎ]")),
    ),
    "RU": ((("ru", "ru-press"), re.compile("[іїєґўІЇЄҐЎ]")),),
    "BY": (
        (("be", "be-national"), re.compile("[иїєґщъИЇЄҐЩЪ]")),
        (("ru", "ru-press"), re.compile("[іїєґўІЇЄҐЎ]")),
    ),
}
_CYRILLIC_NAME = re.compile("[\u0400-\u04ff .'’ʼ-]{4,}")
# Krasnyy, Velykyi, Belgorodskiy: reports write the ending with one letter
_LONG_ENDING = re.compile(r"(?:yi|yy|iy)\b")


def romanise(text: str, language: str) -> str:
    """Write a Cyrillic name in Latin letters.

    Parameters
    ----------
    text
        The name; what is not a Cyrillic letter of the language stays as it is.
    language
        One of the systems above.

    Examples
    --------
    >>> romanise("Згурівка", "uk"), romanise("Ямпіль", "uk"), romanise("Курчатов", "ru"), romanise("Енакиево", "ru")
    ('Zghurivka', 'Yampil', 'Kurchatov', 'Yenakiyevo')
    """
    system = _SYSTEMS.get(language) or _system(language)
    text = replace_letters(text, _APOSTROPHES)
    if system.context:
        text = system.context.sub(lambda match: system.in_context[match[0]], text)
    return replace_letters(text, system.letters)


def usual_romanisations(names: Sequence[str], country: str) -> dict[str, tuple[str, ...]]:
    """Return how the Cyrillic ones of a country's names are usually written in Latin letters, for each that has any.

    Parameters
    ----------
    names
        Names in any script, different from each other; those of fewer than four letters are left out.
    country
        ISO 3166 alpha-2 code; countries without a system have none.

    Examples
    --------
    >>> usual_romanisations(["Костянтинівка", "Kostiantynivka"], "UA")
    {'Костянтинівка': ('Kostiantynivka', 'Kostyantynivka')}
    """
    found: dict[str, dict[str, None]] = {}
    cyrillic = [name for name in names if _CYRILLIC_NAME.fullmatch(name)]
    for systems, foreign in _USUAL.get(country, ()):
        own = [name for name in cyrillic if not foreign.search(name)]
        for system in systems if own else ():
            # all at once: each step of a system goes over the text of all names
            for name, latin in zip(own, romanise("\n".join(own), system).split("\n"), strict=True):
                forms = found.setdefault(name, {})
                forms[latin] = None
                forms[_LONG_ENDING.sub("y", latin)] = None
    return {name: tuple(forms) for name, forms in found.items()}


class _System(NamedTuple):
    """A system made ready: letters that read otherwise where they stand, and what all others read."""

    context: re.Pattern[str] | None
    in_context: dict[str, str]
    letters: dict[int, str]


_SYSTEMS: dict[str, _System] = {}


def _system(language: str) -> _System:
    """Make a system ready and keep it."""
    initial = _both_cases(_INITIAL.get(language, {}))
    places = [rf"(?<![^\W\d_])(?<!')[{''.join(initial)}]"] if initial else []
    if initial and language in _AFTER_VOWEL:
        places.append(rf"(?<=[{_SOFTENING}{_SOFTENING.upper()}'])[{''.join(initial)}]")
    if language in ("uk", "uk-press"):
        initial |= _both_cases({"г": "gh"})
        places.append("(?<=[зЗ])[гГ]")
    letters = str.maketrans(_both_cases(_TABLES[language]))
    system = _System(re.compile("|".join(places)) if places else None, initial, letters)
    return _SYSTEMS.setdefault(language, system)


def _both_cases(letters: dict[str, str]) -> dict[str, str]:
    """Add the capitals: Ж reads Zh."""
    return letters | {
        letter.upper(): latin.capitalize() for letter, latin in letters.items() if letter.upper() != letter
    }
