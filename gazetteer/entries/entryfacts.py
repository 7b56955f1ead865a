"""What a name may mean, summed up: numbers for recognition, and which names may hold which. Worked out once per entry."""

from dataclasses import dataclass
from math import log2

import numpy as np

from gazetteer.entries.lexicon import ADMIN1, ADMIN2, COUNTRY, SETTLEMENT, Entry
from gazetteer.text.names import NameFlag

NUMBERS = 18
_LIKELY = 3.5
_CACHE_LIMIT = 30_000


@dataclass(frozen=True, slots=True, eq=False)
class EntryFacts:
    """What does not depend on where a name stands.

    ``kind`` and ``country`` are those of the likeliest candidate, ``kinds`` and ``countries`` those of all, ``inner_countries`` without candidates that are countries themselves.
    ``divisions`` are the rows of candidates that are first-level divisions; ``within`` the first-level divisions that
    smaller candidates lie in, ``towns_within`` those of settlements only. What a name may hold goes by its likely
    candidates: ``likely_countries``, ``likely_divisions``, ``likely_seconds`` (the divisions above second-level ones).
    """

    numbers: tuple[float, ...]
    kind: int
    kinds: frozenset[int]
    country: int
    countries: frozenset[int]
    inner_countries: frozenset[int]
    divisions: frozenset[int]
    within_any: frozenset[int]
    within: frozenset[int]
    towns_within: frozenset[int]
    likely_countries: frozenset[int]
    likely_divisions: frozenset[int]
    likely_seconds: frozenset[int]

    @property
    def log_most_people(self) -> float:
        """Return log10 of the people of the largest candidate."""
        return self.numbers[2]

    @property
    def seat(self) -> int:
        """Return the rank of the highest seat among the candidates, as of entries."""
        return int(self.numbers[4])

    def may_hold(self, inner: "EntryFacts") -> bool:
        """Whether some likely candidate is a country or division that some candidate of the other lies in."""
        return not (
            self.likely_countries.isdisjoint(inner.inner_countries)
            and self.likely_divisions.isdisjoint(inner.within)
            and self.likely_seconds.isdisjoint(inner.towns_within)
        )


_FACTS: dict[Entry, EntryFacts] = {}


def facts_of(entry: Entry) -> EntryFacts:
    """Return the facts of an entry."""
    facts = _FACTS.get(entry)
    if facts is None:
        if len(_FACTS) > _CACHE_LIMIT:
            _FACTS.clear()
        facts = _FACTS[entry] = _worked_out(entry)
    return facts


def _worked_out(entry: Entry) -> EntryFacts:
    kind, row, admin1, country = entry.kind, entry.row, entry.admin1, entry.country
    top = entry.prior >= entry.prior[0] - _LIKELY
    division = (kind == ADMIN1) & (row >= 0)
    small = (kind == SETTLEMENT) | (kind == ADMIN2)
    seconds = admin1[top & (kind == ADMIN2)]
    return EntryFacts(
        numbers=_numbers(entry),
        kind=int(kind[0]),
        kinds=_set(kind),
        country=int(country[0]),
        countries=_set(country),
        inner_countries=_set(country[kind != COUNTRY]),
        divisions=_set(row[division]),
        within_any=_set(admin1[kind != ADMIN1]),
        within=_set(admin1[small]),
        towns_within=_set(admin1[kind == SETTLEMENT]),
        likely_countries=_set(country[top & (kind == COUNTRY)]),
        likely_divisions=_set(row[top & division]),
        likely_seconds=_set(seconds[seconds >= 0]),
    )


def _set(values: "np.ndarray[tuple[int, ...], np.dtype[np.integer]]") -> frozenset[int]:
    return frozenset(values.tolist())


def _numbers(entry: Entry) -> tuple[float, ...]:
    """Return the numbers that recognition reads."""
    kinds = set(entry.kind.tolist())
    flags, first = int(np.bitwise_or.reduce(entry.flags)), int(entry.flags[0])
    return (
        float(entry.prior[0]),
        float(entry.log_population[0]),
        float(entry.log_population.max()),
        log2(1 + len(entry)),
        float(entry.seat.max()),
        float(COUNTRY in kinds),
        float(ADMIN1 in kinds),
        float(ADMIN2 in kinds),
        float(SETTLEMENT in kinds),
        float(max(kinds) > SETTLEMENT),
        float(entry.subtype == "adjective"),
        float(entry.subtype == "demonym"),
        float(bool(flags & NameFlag.ABBREVIATION)),
        float(not entry.plain),
        float(bool(first & (NameFlag.OFFICIAL | NameFlag.ENGLISH))),
        float(bool(flags & NameFlag.OFFICIAL)),
        float(bool(first & NameFlag.CODE)),
        float(entry.prior[0] - entry.prior[1]) if len(entry) > 1 else 5.0,
    )
