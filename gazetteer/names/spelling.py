"""Spelling rules: from a spelling that the data never listed to one that they have.

Two mechanisms. A *skeleton* is what all romanisations of a Ukrainian, Russian or Belarusian name share: one
letter for г and х, one for all vowels but у, no softness, no doubled letters, no ending. It is indexed with the names of these
countries, so ``Aleksandrovka`` leads to Oleksandrivka. *Variants* are for the rest of the world: Saint for
St., ue for ü. Either way the rules that made the difference can be named.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gazetteer.names.romanise import romanise
from gazetteer.text.names import fold, fold_all, replace_letters

SLAVIC = frozenset({"UA", "RU", "BY"})
"""Countries whose names are indexed by skeleton."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTERS = str.maketrans(
    {"і": "и", "ї": "и", "є": "е", "ґ": "г", "ў": "в", "’": "", "ʼ": "", "'": "", "ë": "ё"}
)
_HACEKS = str.maketrans(
    {
        "š": "sh", "č": "ch", "ž": "zh", "ŭ": "v", "ć": "ch", "ś": "s", "ź": "z", "ż": "zh", "ń": "n", "ł": "l", "c": "c", "ŝ": "shch",
    }
)  # fmt: skip

# what the letters of another language's spelling are in English, by language; longer ones first
_READINGS: tuple[tuple[str, dict[str, str]], ...] = (
    ("German spelling", {"schtsch": "shch", "tsch": "ch", "sch": "sh", "ch": "kh", "z": "ts", "w": "v", "j": "y"}),
    ("German spelling", {"schtsch": "shch", "tsch": "ch", "sch": "zh", "ch": "kh", "z": "ts", "w": "v", "j": "y"}),
    ("German spelling", {"schtsch": "shch", "tsch": "ch", "sch": "sh", "ss": "s", "s": "z", "ch": "kh", "z": "ts", "w": "v", "j": "y"}),
    ("German spelling", {"schtsch": "shch", "tsch": "ch", "sch": "zh", "ss": "s", "s": "z", "ch": "kh", "z": "ts", "w": "v", "j": "y"}),
    (
        "Polish spelling",
        {"szcz": "shch", "ch": "kh", "cz": "ch", "sz": "sh", "rz": "r", "ż": "zh", "ć": "t", "w": "v", "c": "ts", "j": "y", "ó": "o"},
    ),
    ("French spelling", {"chtch": "shch", "tch": "ch", "ch": "sh", "ou": "u", "j": "zh"}),
    (
        "Russian and Ukrainian first names",
        {"konstantin": "kostyantyn", "vladimir": "volodymyr", "nikit": "mykyt", "filipp": "pylyp", "ekaterin": "kateryn", "afanas": "panas"},
    ),
    ("letter c for к", {"ch": "ch", "ck": "k", "c": "k"}),
    ("letter c for ц", {"ch": "ch", "c": "ts"}),
    ("scientific transliteration", {"ch": "kh", "c": "ts", "j": "y"}),
)  # fmt: skip

# steps that take a romanised Slavic name to its skeleton, each with the name shown in reasons
_STEPS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (name, re.compile(pattern), replacement)
    for name, pattern, replacement in (
        ("x for ks", "x", "ks"),
        ("Mykola and Nikolai", r"\b(?:m[iy]kol|nikol)", "nikol"),
        ("Ukrainian vovk, Russian volk", "olch", "ovch"),
        ("tz and c for ts", "(?:tz|(?<!s)c(?!h))", "ts"),
        ("shch and sch", "s(?:s*h?ch|c(?!h)|zcz)", "sh"),
        ("dzh and j", "dzh|dj", "zh"),
        ("w and v", "w", "v"),
        ("f and v", "ff?\\b", "v"),
        ("g, h and kh", "kh|g", "h"),
        ("doubled letters", r"(zh|sh|ch|ts|[^\W\d_])\1+", r"\1"),
        ("adjective endings", r"(?<=[bcdfghklmnprstvz])(?:[iy]{1,2}j?|oi|oy|oj|oie|oye|oe|eie|eye|ee|e|o|a|aia|aya|aja|i|y|ie|ye|je|oho|oha)\b", "*"),
        ("y, i and j; i for o or e; softness", "[aeoiyj]*u[aeoiyj]*", "u"),
        ("y, i and j; i for o or e; softness", "[aeoiyj]+", "o"),
        ("adjective endings", r"[*ou]+\b", ""),
        ("ts and s before k", "ts(?=k)", "s"),
    )
)  # fmt: skip

_SOUND_STEPS = 10  # those before the endings: they leave the vowels alone
_SOFT = (
    ("y, i and j", re.compile("[iyj]+"), "i"),
    ("softness", re.compile(r"i(?=[aeou])|(?<=[ou])i\b"), ""),
)

# spellings of words in names all over the world; both directions are tried
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("Saint and St.", "saint", "st"),
    ("Sainte and Ste.", "sainte", "ste"),
    ("Mount and Mt.", "mount", "mt"),
    ("Fort and Ft.", "fort", "ft"),
    ("Port and Pt.", "point", "pt"),
    ("& and 'and'", "and", ""),
    ("North and N.", "north", "n"),
    ("South and S.", "south", "s"),
    ("Santa and Sta.", "santa", "sta"),
    ("articles", "the", ""),
    ("articles", "al", "el"),
    ("articles", "al", "ash"),
    ("articles", "al", "an"),
    ("articles", "al", "ar"),
    ("articles", "al", "as"),
    ("articles", "al", "ad"),
    ("articles", "al", "az"),
    ("articles", "al", ""),
    ("articles", "el", ""),
)
# letters that are written in several ways; both directions are tried
_LETTER_RULES: tuple[tuple[str, str, str], ...] = (
    ("ue for ü", "ue", "u"),
    ("oe for ö", "oe", "o"),
    ("ae for ä", "ae", "a"),
    ("aa for å", "aa", "a"),
    ("ou for u", "ou", "u"),
    ("oo for u", "oo", "u"),
    ("ee for i", "ee", "i"),
    ("ph for f", "ph", "f"),
    ("q for k", "q", "k"),
    ("k for c", "k", "c"),
    ("kh for h", "kh", "h"),
    ("gh for g", "gh", "g"),
    ("dh for d", "dh", "d"),
    ("th for t", "th", "t"),
    ("w for v", "w", "v"),
    ("w for u", "w", "u"),
    ("y for i", "y", "i"),
    ("j for y", "j", "y"),
    ("j for i", "j", "i"),
    ("z for s", "z", "s"),
    ("e for a", "e", "a"),
    ("o for u", "o", "u"),
    ("i for e", "i", "e"),
    ("ch for sh", "ch", "sh"),
    ("dj for j", "dj", "j"),
    ("final h", "h", ""),
    ("final -yy", "y", "yy"),
)
_DOUBLED = re.compile(r"([^\W\d_])\1")


@lru_cache(maxsize=1 << 14)
def skeleton(name: str) -> str:
    """Return what all romanisations of a Slavic name share, word by word; empty if nothing is left.

    Examples
    --------
    >>> skeleton("Kharkiv") == skeleton("Kharkov") == skeleton("Харьков")
    True
    >>> skeleton("Oleksandrivka") == skeleton("Aleksandrovka"), skeleton("Sumy") == skeleton("Samara")
    (True, False)
    """
    text = to_latin(name)
    for _, pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text.replace("*", "").strip()


@lru_cache(maxsize=1 << 14)
def sound(name: str) -> str:
    """Return a romanised Slavic name as it sounds: one letter for what systems of romanisation differ in, and no more.

    Vowels and endings stay, so that of names that share a skeleton the one that is meant can be told.

    Examples
    --------
    >>> sound("Woznesensk") == sound("Voznesens'k"), sound("Horodnya") == sound("Gorodnia"), sound("Berislav") == sound("Boryslav")
    (True, True, False)
    """
    text = to_latin(name)
    for _, pattern, replacement in (*_STEPS[:_SOUND_STEPS], *_SOFT):
        text = pattern.sub(replacement, text)
    return text


def skeletons_of(names: Sequence[str]) -> list[str]:
    """Return the skeletons of many names: each step is taken once over all of them, which is several times faster."""
    if not names:
        return []
    latin = _all_to_latin(names)
    different = list(dict.fromkeys(latin))  # the same name in several scripts is often one by now
    text = "\n".join(different)
    for _, pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    keys = [key.strip() for key in text.replace("*", "").split("\n")]
    key_of = dict(zip(different, keys, strict=True))
    return [key_of[name] for name in latin]


def skeletons(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the skeletons that a spelling may have, each with the reading that gives it (empty: English), and the text so read."""
    seen = set()
    for reading, text in _readings(name):
        key, heard = skeleton(text), sound(text)
        if key and heard not in seen:
            seen.add(heard)
            yield key, reading, text


def explain(query: str, name: str) -> str:
    """Name the rules that take one spelling to the other, in the order in which they are applied.

    Examples
    --------
    >>> explain("Chernigov", "Chernihiv")
    'g, h and kh; y, i and j; i for o or e; softness'
    """
    a, b = to_latin(query), to_latin(name)
    rules: list[str] = []
    for rule, pattern, replacement in _STEPS:
        if a == b:
            break
        x, y = pattern.sub(replacement, a), pattern.sub(replacement, b)
        if _difference(x, y) < _difference(a, b) and rule not in rules:
            rules.append(rule)
        a, b = x, y
    return "; ".join(rules) or "apostrophes, hyphens, case"


def variants(folded: str) -> Iterator[tuple[str, str]]:
    """Yield other spellings of a folded name by one rule each (words, then letters), with the rule's name."""
    words = folded.split()
    for rule, one, other in _WORDS:
        for a, b in ((one, other), (other, one)):
            if a and a in words:
                yield " ".join(filter(None, (b if word == a else word for word in words))), rule
    if " " in folded:
        yield folded.replace(" ", ""), "written together"
    for rule, one, other in _LETTER_RULES:
        for a, b in ((one, other), (other, one)):
            is_final = rule.startswith("final")
            if a and a in folded and (not is_final or folded.endswith(a)):
                yield (folded.removesuffix(a) + b if is_final else folded.replace(a, b)), rule
    if rule_text := _DOUBLED.sub(r"\1", folded):
        yield rule_text, "doubled letters"


@lru_cache(maxsize=1 << 14)
def to_latin(name: str) -> str:
    """Return a name in plain Latin small letters: Cyrillic romanised, háčeks and apostrophes gone."""
    text = name.casefold()
    if _CYRILLIC.search(text):
        text = romanise(text.translate(_LETTERS), "ru")
    return fold(text.translate(_HACEKS))


def _all_to_latin(names: Sequence[str]) -> list[str]:
    """Return many names in plain Latin small letters; those in Cyrillic are romanised together."""
    lower = "\n".join([name.replace("\n", " ") for name in names]).casefold().split("\n")
    cyrillic = [index for index, name in enumerate(lower) if not name.isascii() and _CYRILLIC.search(name)]
    written = replace_letters("\n".join([lower[index] for index in cyrillic]), _LETTERS)
    for index, name in zip(cyrillic, romanise(written, "ru").split("\n"), strict=False):
        lower[index] = name
    return fold_all(replace_letters("\n".join(lower), _HACEKS).split("\n"))


def _readings(name: str) -> Iterator[tuple[str, str]]:
    """Yield a spelling as it is, and as readers of other languages mean it."""
    yield "", name
    text = name.casefold()
    if _CYRILLIC.search(text):
        return
    for reading, letters in _READINGS:
        read = _read(text, letters)
        if read != text:
            yield reading, read


def _read(text: str, letters: dict[str, str]) -> str:
    """Put English letters for those of another language, all at once."""

    def english(match: re.Match[str]) -> str:
        return letters[match[0]]

    return re.sub("|".join(letters), english, text)


def _difference(a: str, b: str) -> int:
    """Return how many letters two words differ in, roughly: what a common beginning and end leave over."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return max(len(a), len(b)) - start - end
