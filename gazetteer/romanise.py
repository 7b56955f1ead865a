"""Romanisation of Cyrillic names by national and BGN/PCGN rules.

``uk`` is the Ukrainian Resolution 55 of 2010 (the form that we show), ``uk-bgn`` BGN/PCGN 1965 as older maps
have it; ``ru`` BGN/PCGN 1947; ``be`` BGN/PCGN 1979; ``be-national`` the Belarusian Instruction of 2007;
``bg`` the Bulgarian law of 2009; ``sr`` and ``mk`` the Latin letters of these languages.
"""

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
    "ru": _RUSSIAN,
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
    "ru": {"е": "ye"},
    "be": {"е": "ye"},
    "be-national": {"е": "je", "ё": "jo", "ю": "ju", "я": "ja"},
}
_AFTER_VOWEL = frozenset({"ru", "be", "be-national"})
_SOFTENING = frozenset("аеёиоуыэюяіїєўйьъ'’ʼ")
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")


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
    table, initial = _TABLES[language], _INITIAL.get(language, {})
    out: list[str] = []
    before = ""
    text = text.translate(_APOSTROPHES)
    for char in text:
        letter = char.lower()
        latin = table.get(letter, letter if letter.isascii() or letter not in table else "")
        first = not before.isalpha() and before != "'"
        if letter in initial and (first or (language in _AFTER_VOWEL and before in _SOFTENING)):
            latin = initial[letter]
        elif language == "uk" and letter == "г" and before == "з":
            latin = "gh"
        out.append(latin.capitalize() if char != letter else latin)
        before = letter
    return "".join(out)
