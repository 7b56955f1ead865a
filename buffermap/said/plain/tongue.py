"""The words of a language whose sentences are read for zones without a grammar: one file, checked when loaded."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from buffermap.errors import InputError
from buffermap.paths import LANGUAGES
from buffermap.said.values import STANDINGS, Standing, WhatKind

KINDS: tuple[WhatKind, ...] = get_args(WhatKind)
LISTS = frozenset({
    "heads", "other_trades", "border", "with", "between", "and", "common", "both_sides", "side", "sides_after", "into", "around",
    "inside", "from", "to", "say", "roles", "roles_end", "according_to", "not", "long_before", "long_after", "up_to", "at_least",
    "common_border", "determiners",
})  # fmt: skip
_TABLES = frozenset({"zones", "standing", "units", "numbers", "adjectives", "words", "home"})
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """What a file says: a pattern for each list of words.

    ``units`` and ``numbers`` keep their values: metres, and how many. ``home`` is the country whose "government" and
    "border" a text in the language means where it names none (ISO code); empty for a language of several countries.
    """

    code: str
    home: str
    zones: tuple[tuple[WhatKind, re.Pattern[str]], ...]
    standing: tuple[tuple[Standing, re.Pattern[str]], ...]
    adjectives: tuple[tuple[str, re.Pattern[str]], ...]
    units: Mapping[str, float]
    numbers: Mapping[str, float]
    lists: Mapping[str, re.Pattern[str]]

    def find(self, name: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first word of a list in ``text[start:end]``."""
        return self.lists.get(name, _NEVER).search(text, start, len(text) if end is None else end)

    def last(self, name: str, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the last word of a list in ``text[start:end]``."""
        return max(self.lists.get(name, _NEVER).finditer(text, start, end), key=re.Match.start, default=None)

    def ends_with(self, name: str, text: str) -> re.Match[str] | None:
        """Return the word of a list with which a text ends, blanks aside."""
        found = self.last(name, text, max(0, len(text) - 60), len(text))
        return found if found and not text[found.end() :].strip(" ,«»\"„”“'’") else None


@cache
def tongues() -> frozenset[str]:
    """Return the codes of the languages that are read so."""
    return frozenset(path.stem for path in LANGUAGES.glob("*.toml"))


@cache
def tongue(code: str) -> Tongue:
    """Return the words of a language; its file is read and checked once."""
    return read_tongue(code, (LANGUAGES / f"{code}.toml").read_text(encoding="utf-8"))


def read_tongue(code: str, text: str) -> Tongue:
    """Read the text of a language's file and check it.

    Raises
    ------
    InputError
        It is not TOML, or has a section, list, kind of zone or standing of another name.
    """
    name = f"said/languages/{code}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: {error}") from None
    for given, known in (
        (data, _TABLES),
        (data.get("words", {}), LISTS),
        (data.get("zones", {}), KINDS),
        (data.get("standing", {}), STANDINGS),
    ):
        if strange := given.keys() - set(known):
            raise InputError(f"{name}: {min(strange)} is none of {', '.join(sorted(known))}")
    return Tongue(
        code=code,
        home=data.get("home", ""),
        zones=tuple((kind, pattern(words.split())) for kind, words in data.get("zones", {}).items()),
        standing=tuple((kind, pattern(words.split())) for kind, words in data.get("standing", {}).items()),
        adjectives=tuple(
            (target, pattern(words.split())) for target, words in data.get("adjectives", {}).items()
        ),
        units=_values(data.get("units", {})),
        numbers=_values(data.get("numbers", {})),
        lists={key: pattern(words.split()) for key, words in data.get("words", {}).items()},
    )


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words: ``*`` stands for any ending, ``_`` for a blank, ``…`` for up to three words between."""
    parts = sorted(words, key=len, reverse=True)
    if not parts:
        return _NEVER
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_part, parts))})(?!\w)", re.IGNORECASE)


def _part(word: str) -> str:
    text = re.escape(word).replace(r"\*", r"\w{0,20}").replace("_", r"\s+")
    return text.replace("…", r"\s+(?:[\w’'-]+\s+){0,3}?")


def _values(table: Mapping[str, Any]) -> Mapping[str, float]:
    """Return each word of "value = words" with its value."""
    return {word: float(value) for value, words in table.items() for word in words.split()}
