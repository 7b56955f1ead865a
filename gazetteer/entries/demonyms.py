"""Adjectives and names of people that point to a place: Ukrainian, Ukrainians, Turk, Muscovite, Texan, український, росіяни.

They are written in the files of :mod:`gazetteer.languages`. Targets: an ISO country code, the GeoNames code of a
first-level division, or ``=Name`` for a continent, region or city (``=Name,CC`` where several share the name).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from gazetteer.languages import language

_SLAVIC = ("uk", "ru")
# of adjectives in -ський, -ский and -цький
_ADJECTIVE_ENDS = (
    "ий", "ого", "ому", "им", "ім", "ом", "ій", "ої", "ою", "у", "а", "ая", "ой", "ое", "ую", "е", "і", "ие", "их", "ими",
)  # fmt: skip
# singular as it ends, then what takes its place in the other cases of singular and plural
_PEOPLE_ENDS = (
    ("єць", ("йця", "йцю", "йцем", "йці", "йців", "йцям", "йцями", "йцях")),
    ("ець", ("ця", "цю", "цем", "ці", "ців", "цям", "цями", "цях")),
    ("ец", ("ца", "цу", "цем", "це", "цы", "цев", "цам", "цами", "цах")),
    ("нин", ("нина", "нину", "нином", "нині", "не", "ни", "н", "нам", "нами", "нах")),
    ("ка", ("ки", "ку", "кою", "кой", "ці", "ке", "ок", "кам", "ками", "ках")),
    ("", ("а", "у", "ові", "ом", "ем", "е", "і", "и", "ы", "ів", "ов", "ей", "ам", "ами", "ах")),
)


@dataclass(frozen=True, slots=True)
class Demonym:
    """What an adjective or a name of people points to."""

    target: str
    subtype: Literal["adjective", "demonym"]


@cache
def demonyms() -> dict[str, Demonym]:
    """Return every form in lower case, words separated by single spaces, with its target."""
    table: dict[str, Demonym] = {}
    english = language("en")
    for target, adjectives in english.adjectives.items():
        for adjective in adjectives:
            table.setdefault(_key(adjective), Demonym(target, "adjective"))
            if adjective.endswith(("an", "i", "ch")) and not adjective.endswith(("nch", "i-Kiribati")):
                table.setdefault(_key(adjective + "s"), Demonym(target, "demonym"))
    for target, people in english.people.items():
        for person in people:
            singular, _, plural = person.partition("/")
            table.setdefault(_key(singular), Demonym(target, "demonym"))
            table.setdefault(_key(plural or singular + "s"), Demonym(target, "demonym"))
    for code in _SLAVIC:
        for form, demonym in _slavic(code):
            table.setdefault(form, demonym)
    return table


def _slavic(code: str) -> Iterator[tuple[str, Demonym]]:
    """Yield the forms of a Ukrainian or Russian table in all cases, in lower case."""
    for target, adjectives in language(code).adjectives.items():
        for adjective in adjectives:
            for ending in _ADJECTIVE_ENDS:
                yield adjective.removesuffix("ий") + ending, Demonym(target, "adjective")
    for target, people in language(code).people.items():
        for person in people:
            singular, _, plural = person.partition("/")
            own, ends = next((end, others) for end, others in _PEOPLE_ENDS if singular.endswith(end))
            for form in (singular, plural, *(singular.removesuffix(own) + end for end in ends)):
                yield form, Demonym(target, "demonym")


def _key(form: str) -> str:
    """Hyphens of the table stand for blanks, as hyphens in a text may."""
    return form.lower().replace("-", " ")
