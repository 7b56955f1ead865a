"""What is known of languages: one file each, data only, checked when loaded.

A file ``uk.toml`` has word lists (``[words]``), class words of divisions (``[[divisions]]``), short names of states
(``[abbreviations]``), adjectives of countries and names of their people (``[adjectives]``, ``[people]``). To add a language is
to add a file here; every list says in a comment what it is for.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gazetteer.errors import DataCorruptError

LISTS = frozenset(
    {
        "prepositions", "persons", "never", "openers", "common", "first_names", "near_countries", "between",
        "institutions", "befallen", "commands", "settlements",
    }
)  # fmt: skip
_TABLES = ("abbreviations", "adjectives", "people")
_DIVISION_KEYS = {"forms", "listed", "feminine", "kind", "towns", "countries"}
_TARGET = re.compile(r"[A-Z]{2}(?:\.\w+)?|=\w.*")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassWord:
    """A class word of divisions in all its forms, as it stands behind an adjective: Сумська область.

    Parameters
    ----------
    forms
        The word in all cases and numbers.
    listed
        The words that follow the adjective where the data list the division, likeliest first; empty for none.
    feminine
        Whether the adjective before it is feminine.
    kind
        What such a division is, where the word alone says it.
    towns
        Whether it is named after its town, which stands for it where the data lack it.
    countries
        Where such towns are looked for, by ISO code.
    """

    forms: frozenset[str]
    listed: tuple[str, ...] = ()
    feminine: bool = False
    kind: str = "admin1"
    towns: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language; what its file does not give is empty."""

    code: str
    words: Mapping[str, frozenset[str]]
    divisions: tuple[ClassWord, ...]
    abbreviations: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[str, ...]]
    people: Mapping[str, tuple[str, ...]]


@cache
def language(code: str) -> Language:
    """Return a language by its ISO 639-1 code.

    Raises
    ------
    DataCorruptError
        There is no file for it, or the file is not as the module says.
    """
    path = _FOLDER / f"{code}.toml"
    try:
        return read_language(code, path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataCorruptError(f"no language {code}: {path.name} is not in {_FOLDER}") from None


def words_of(name: str, *codes: str) -> frozenset[str]:
    """Return the words of one list in several languages together."""
    return frozenset[str]().union(*(language(code).words.get(name, frozenset()) for code in codes))


def read_language(code: str, text: str) -> Language:
    """Read the text of a language's file and check it.

    Raises
    ------
    DataCorruptError
        It is not TOML, has a section or list of another name, a word twice, capitals, or a target that is no code.
    """
    name = f"languages/{code}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataCorruptError(f"{name}: {error}") from None
    known = {"words", "divisions", *_TABLES}
    if strange := [*(data.keys() - known), *(data.get("words", {}).keys() - LISTS)]:
        raise DataCorruptError(f"{name}: {min(strange)} is none of {', '.join(sorted(known | LISTS))}")
    return Language(
        code=code,
        words=MappingProxyType(
            {key: _words(value, f"{name}, {key}") for key, value in data.get("words", {}).items()}
        ),
        divisions=tuple(_class_word(item, name) for item in data.get("divisions", ())),
        **{key: _targets(data.get(key, {}), f"{name}, {key}") for key in _TABLES},
    )


def _words(text: str, where: str) -> frozenset[str]:
    """Return the words of a list, each written once and in lower case."""
    words = text.split()
    wrong = [word for word in words if word != word.lower()]
    wrong += [word for word in set(words) if words.count(word) > 1] if len(set(words)) < len(words) else []
    if wrong:
        raise DataCorruptError(f"{where}: {wrong[0]!r} must stand there once, in lower case")
    return frozenset(word.replace("_", " ") for word in words)


def _class_word(item: Mapping[str, Any], name: str) -> ClassWord:
    if strange := item.keys() - _DIVISION_KEYS:
        raise DataCorruptError(
            f"{name}, divisions: {min(strange)} is none of {', '.join(sorted(_DIVISION_KEYS))}"
        )
    given = {key: item[key] for key in ("feminine", "kind", "towns") if key in item}
    return ClassWord(
        forms=_words(item.get("forms", ""), f"{name}, divisions"),
        listed=tuple(item.get("listed", ())),
        countries=tuple(item.get("countries", ())),
        **given,
    )


def _targets(table: Mapping[str, str], where: str) -> Mapping[str, tuple[str, ...]]:
    if wrong := [target for target in table if not _TARGET.fullmatch(target)]:
        raise DataCorruptError(f"{where}: {wrong[0]!r} is no ISO code, and no =Name of a region")
    return MappingProxyType(
        {target: tuple(word.replace("_", " ") for word in text.split()) for target, text in table.items()}
    )
