"""What is known of languages: one file each, data only, checked when loaded.

A file ``uk.toml`` has word lists (``[words]``), class words of divisions (``[[divisions]]``), short names of states
(``[abbreviations]``), adjectives of countries and names of their people (``[adjectives]``, ``[people]``). A language that is
read by rules alone (``[reading]``) also gives class words by kind (``[classes]``), case endings (``[endings]``) and forms that
no ending explains (``[forms]``). To add a language is to add a file here; every list says in a comment what it is for.
``told_apart.toml`` has the commonest words of languages that are recognised and not read.
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
from gazetteer.place import KINDS

LISTS = frozenset(
    {
        "prepositions", "persons", "never", "openers", "common", "first_names", "near_countries", "sectors", "between",
        "institutions", "befallen", "commands", "settlements", "surnames", "telling", "letters", "articles", "joins",
    }
)  # fmt: skip
_TABLES = ("abbreviations", "adjectives", "people")
_DIVISION_KEYS = {"forms", "listed", "feminine", "kind", "towns", "countries"}
_READING_KEYS = {"script", "capital_nouns", "proclitics"}
_TOLD_APART = "told_apart"
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
class Rules:
    """How names are found in a language that no model was trained on.

    Parameters
    ----------
    script
        ``latin``, or ``arabic``, which has no capitals.
    capital_nouns
        Whether every noun has a capital.
    proclitics
        What is written together with the word that it belongs to, before a name: l', d'.
    classes
        Words beside a name that say its kind -> the kind.
    endings
        Endings, without diacritics, of a case -> what may stand in their place in a listed name.
    forms
        Forms that no ending explains -> the listed word.
    """

    script: str = "latin"
    capital_nouns: bool = False
    proclitics: tuple[str, ...] = ()
    classes: Mapping[str, str]
    endings: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language; what its file does not give is empty, and ``rules`` None."""

    code: str
    words: Mapping[str, frozenset[str]]
    divisions: tuple[ClassWord, ...]
    abbreviations: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[str, ...]]
    people: Mapping[str, tuple[str, ...]]
    rules: Rules | None = None


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that are read for places, ascending."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem != _TOLD_APART))


@cache
def ruled() -> Mapping[str, Rules]:
    """Return how names are found in the languages that are read by rules of their file alone."""
    return {code: rules for code in codes() if (rules := language(code).rules) is not None}


@cache
def telling() -> Mapping[str, frozenset[str]]:
    """Return the commonest words of every language that is recognised, those that are read first."""
    read = {
        code: words_of("telling", code) for code in sorted(codes(), key=lambda code: (code in ruled(), code))
    }
    return read | {code: lists["telling"] for code, lists in _told_apart().items()}


def letters(code: str) -> frozenset[str]:
    """Return the letters that few languages but this one have."""
    return (
        _told_apart().get(code, {}).get("letters", frozenset())
        if code not in codes()
        else words_of("letters", code)
    )


@cache
def _told_apart() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return the lists of the languages that are recognised and not read."""
    others = tomllib.loads((_FOLDER / f"{_TOLD_APART}.toml").read_text(encoding="utf-8"))
    return {
        code: {name: _words(text, f"{_TOLD_APART}.toml, {code}") for name, text in lists.items()}
        for code, lists in others.items()
    }


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
    known = {"words", "divisions", "reading", "classes", "endings", "forms", *_TABLES}
    if strange := [*(data.keys() - known), *(data.get("words", {}).keys() - LISTS)]:
        raise DataCorruptError(f"{name}: {min(strange)} is none of {', '.join(sorted(known | LISTS))}")
    return Language(
        code=code,
        words=MappingProxyType(
            {key: _words(value, f"{name}, {key}") for key, value in data.get("words", {}).items()}
        ),
        divisions=tuple(_class_word(item, name) for item in data.get("divisions", ())),
        rules=_rules(data, name) if "reading" in data else None,
        **{key: _targets(data.get(key, {}), f"{name}, {key}") for key in _TABLES},
    )


def _rules(data: Mapping[str, Any], name: str) -> Rules:
    """Return how names are found, from the sections of a file that say so."""
    reading = data["reading"]
    if strange := reading.keys() - _READING_KEYS:
        raise DataCorruptError(
            f"{name}, reading: {min(strange)} is none of {', '.join(sorted(_READING_KEYS))}"
        )
    if strange := data.get("classes", {}).keys() - set(KINDS):
        raise DataCorruptError(f"{name}, classes: {min(strange)} is none of {', '.join(KINDS)}")
    return Rules(
        script=reading.get("script", "latin"),
        capital_nouns=reading.get("capital_nouns", False),
        proclitics=tuple(reading.get("proclitics", "").split()),
        classes={
            word: kind
            for kind, text in data.get("classes", {}).items()
            for word in _words(text, f"{name}, classes, {kind}")
        },
        endings={
            ending: tuple("" if other == "-" else other for other in text.split())
            for ending, text in data.get("endings", {}).items()
        },
        forms=dict(data.get("forms", {})),
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
