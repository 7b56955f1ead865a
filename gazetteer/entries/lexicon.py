"""What a surface may mean: candidates from the gazetteer, our own list and the table of demonyms, as arrays.

Every answer is kept, so a name that comes again costs a dictionary look-up.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.entries.demonyms import demonyms
from gazetteer.entries.extras import Extra, abbreviations, extras
from gazetteer.files.store import Gazetteer
from gazetteer.names.divisions import divisions
from gazetteer.place import KINDS
from gazetteer.text.names import NameFlag, fold

MAX_CANDIDATES = 40
_CACHE_LIMIT = 60_000
_NO_ADMIN = -1
_MAX_NAMES = 200
COUNTRY, ADMIN1, ADMIN2, SETTLEMENT, REGION, WATER, SITE = range(7)
_ADJECTIVE_END = re.compile(r"s?s(?:k|kii|kij|ki|kiy|kyi|kyj|kyy|ky|koho|koi|kogo)$")
_ADJECTIVE_ENDS = ("kiy", "kyi", "kyy", "ky", "ki", "kii", "kij")
_OWN_NAME = NameFlag.OFFICIAL | NameFlag.ENGLISH | NameFlag.LOCAL | NameFlag.ABBREVIATION | NameFlag.ADJECTIVE
# what stands in for the population of places that have none, by kind: how likely each is to be meant
_KIND_WEIGHT = np.array([3.0, 1.0, -1.2, 0.0, 5.0, 5.0, 5.5])
_OWN_NAME_WEIGHT = 1.8
# the data seldom say which Cyrillic name is a town's own, and which is what neighbours call it
_CYRILLIC, _CYRILLIC_NAME = "\u0400", 1.1
_BY_RULE = 1.5
_SEAT = {"PPLC": 3, "PPLA": 2, "PPLA2": 1}


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """The candidates of one name, most likely first; arrays of one length.

    ``row`` is a gazetteer row, or ``-1 - i`` for the i-th place of our own list. ``prior`` orders candidates by
    themselves; ``log_population`` is log10, 0 where unknown; ``seat`` is 3 for capitals, 2 and 1 for seats of
    divisions. ``plain`` is False for abbreviations that name a place only behind a comma. ``stands_for`` is what the
    candidates, all towns, stand for where the data lack it: a ``hromada``, an ``okrug``.
    """

    key: str
    row: npt.NDArray[np.int32]
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    kind: npt.NDArray[np.int64]
    country: npt.NDArray[np.int64]
    admin1: npt.NDArray[np.int64]
    log_population: npt.NDArray[np.float64]
    flags: npt.NDArray[np.int64]
    seat: npt.NDArray[np.int64]
    prior: npt.NDArray[np.float64]
    plain: bool = True
    subtype: str = ""
    stands_for: str = ""

    def __len__(self) -> int:
        return len(self.row)


class Lexicon:
    """Names to candidates, over a gazetteer and our own list."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.extras = extras()
        self._extra_rows: dict[str, list[int]] = {}
        for index, extra in enumerate(self.extras):
            for name in extra.names:
                self._extra_rows.setdefault(fold(name), []).append(-1 - index)
        self._extra_prefixes = {
            " ".join(key.split()[:size])
            for key in self._extra_rows
            for size in range(1, len(key.split()) + 1)
        }
        self._division_rows = self._read_divisions()
        self._abbreviations = {item.name: item for item in abbreviations()}
        self._abbreviation_keys = {
            fold(item.name): item for item in abbreviations() if item.plain and len(fold(item.name)) > 2
        }
        self._abbreviation_prefixes = {
            " ".join(key.split()[:size])
            for key in self._abbreviation_keys
            for size in range(1, len(key.split()) + 1)
        }
        self._demonyms = demonyms()
        self._demonym_prefixes = {form.split()[0] for form in self._demonyms if " " in form}
        self._table_words = _table_words(self._abbreviations, self._demonyms)
        self._seat_of = np.array([_SEAT.get(code, 0) for code in gazetteer.features], np.int64)
        self._entries: dict[str, Entry | None] = {}
        self._prefixes: dict[str, bool] = {}
        self._described: dict[int, dict[str, Any]] = {}
        self._shown: dict[int, dict[str, Any]] = {}

    def entry(self, key: str) -> Entry | None:
        """Return the candidates of a folded name; None where no place goes by it."""
        try:
            return self._entries[key]
        except KeyError:
            if len(self._entries) > _CACHE_LIMIT:
                self._entries.clear()
            entry = self._entries[key] = self._look_up(key)
            return entry

    def has_prefix(self, key: str) -> bool:
        """Whether any name begins with these folded words."""
        try:
            return self._prefixes[key]
        except KeyError:
            if len(self._prefixes) > _CACHE_LIMIT:
                self._prefixes.clear()
            found = (
                key in self._extra_prefixes
                or key in self._demonym_prefixes
                or key in self._abbreviation_prefixes
                or key in self._division_rows
                or self.gazetteer.has_prefix(key)
            )
            self._prefixes[key] = found
            return found

    def articled(self, key: str) -> Entry | None:
        """Return the region, water or site that a folded name stands for behind "the": the West, the Rockies."""
        entry = self.entry(f"the {key}")
        return entry if entry is not None and entry.kind[0] >= REGION else None

    def raion(self, key: str) -> Entry | None:
        """Return the divisions that an adjective before "district" names, however its ending is romanised."""
        stem = _ADJECTIVE_END.sub("", key)
        if stem == key or len(stem) < 3:
            return None
        for ending in _ADJECTIVE_ENDS:
            entry = (
                self.entry(f"{stem}s{ending}")
                or self.entry(f"{stem}s{ending} rayon")
                or self.entry(f"{stem}s{ending} raion")
            )
            if entry is not None and (entry.kind == ADMIN2).any():
                return entry
        return None

    def with_division(self, entry: Entry, kind: int) -> Entry:
        """Return the entry with the divisions of ``kind`` that are named after its settlements added to it."""
        key = f"+{kind}{entry.key}"
        known = self._entries.get(key)
        if known is None:
            above = self.gazetteer.admin1_row if kind == ADMIN1 else self.gazetteer.admin2_row
            towns = entry.row[(entry.kind == SETTLEMENT) & (entry.row >= 0)]
            rows = {int(above[row]) for row in towns if self._named_alike(int(above[row]), entry.key)}
            if not rows and kind == ADMIN2:
                rows = self._divisions_from(entry)
            found = list(zip(entry.row.tolist(), entry.flags.tolist(), strict=True))
            found += [(row, int(NameFlag.SHORT)) for row in sorted(rows)]
            known = self._entries[key] = self._build(entry.key, found) if rows else entry
        return known

    def _divisions_from(self, entry: Entry) -> set[int]:
        """Return second-level divisions whose name goes on from a town's, in the same first-level division."""
        towns = {int(admin1) for admin1 in entry.admin1[entry.kind == SETTLEMENT]} - {_NO_ADMIN}
        stem = entry.key[: max(4, len(entry.key) - 1)]
        names = islice(self.gazetteer.names_from(stem), _MAX_NAMES)
        rows = {match.row for name in names for match in self.gazetteer.match_folded(name)}
        kind, admin1 = self.gazetteer.kind, self.gazetteer.admin1_row
        return {row for row in rows if kind[row] == ADMIN2 and int(admin1[row]) in towns}

    def _named_alike(self, row: int, key: str) -> bool:
        """Whether a division's name begins like a folded name: Sudzhanskiy Rayon and Sudzha."""
        return row >= 0 and fold(self.gazetteer.name(row))[:4] == key[:4]

    def in_tables(self, raw: str) -> bool:
        """Whether some abbreviation, demonym or adjective begins with a word: most words can be passed by."""
        return raw in self._table_words or raw.lower() in self._table_words

    def abbreviation(self, raw: str) -> Entry | None:
        """Return the division or country that a newspaper abbreviation, dots and case kept, stands for."""
        item = self._abbreviations.get(raw)
        if item is None:
            return None
        key = f"={raw}"
        if key not in self._entries:
            row = self._row_named(item.code)
            rows = [] if row is None else [(row, int(NameFlag.ABBREVIATION))]
            self._entries[key] = self._build(raw, rows, plain=item.plain) if rows else None
        return self._entries[key]

    def _row_named(self, code: str) -> int | None:
        """Return the row of a country or division by its code, of another place by "=" and its name."""
        if not code.startswith("="):
            return self.gazetteer.row_of_code(code)
        named = self.entry(fold(code[1:]))
        return None if named is None else int(named.row[0])

    def demonym(self, form: str) -> Entry | None:
        """Return where an adjective or a name of people, in lower case, points to."""
        found = self._demonyms.get(form)
        if found is None:
            return None
        key = f"~{form}"
        if key not in self._entries:
            self._entries[key] = self._demonym_entry(form, found.target, found.subtype)
        return self._entries[key]

    def any_of(self, keys: tuple[str, ...], *, exact: str = "") -> Entry | None:
        """Return the candidates of several folded names together: the forms an inflected name may be a case of.

        What is called by the form ``exact`` as it stands goes before what a rule leads to.
        """
        if len(keys) == 1:
            return self.entry(keys[0])
        joined = "|".join((*keys, f"={exact}") if exact in keys else keys)
        if joined not in self._entries:
            flags: dict[int, int] = {}
            for entry in filter(None, map(self.entry, keys)):
                for row, flag in zip(entry.row.tolist(), entry.flags.tolist(), strict=True):
                    flags[row] = flags.get(row, 0) | flag
            whole = self.entry(exact) if exact in keys else None
            ahead = frozenset(whole.row.tolist()) if whole is not None else frozenset()
            self._entries[joined] = self._build(joined, list(flags.items()), ahead=ahead) if flags else None
        return self._entries[joined]

    def uncut(self, entry: Entry) -> Entry:
        """Return an entry with every place of its name, however many there are."""
        if len(entry) < MAX_CANDIDATES:
            return entry
        key = f"*{entry.key}"
        known = self._entries.get(key)
        if known is None:
            flags = dict(zip(entry.row.tolist(), entry.flags.tolist(), strict=True))
            for name in entry.key.split("|"):
                for match in self.gazetteer.match_folded(name):
                    flags.setdefault(match.row, int(match.flags))
            known = self._entries[key] = self._build(entry.key, list(flags.items()), limit=len(flags))
        return known

    def built(
        self,
        key: str,
        rows: Callable[[], Iterable[int]],
        *,
        stands_for: str = "",
        flags: Mapping[int, int] = MappingProxyType({}),
    ) -> Entry | None:
        """Return an entry of rows that the caller finds, kept under a key that no folded name can be."""
        key = f"#{key}"
        if key not in self._entries:
            found = [(row, flags.get(row, int(NameFlag.SHORT))) for row in rows()]
            self._entries[key] = self._build(key, found, stands_for=stands_for) if found else None
        return self._entries[key]

    def _read_divisions(self) -> dict[str, int]:
        """Return the rows of divisions by the names of our own table."""
        gazetteer = self.gazetteer
        rows: dict[str, int] = {}
        for division in divisions():
            if division.country not in gazetteer.countries:
                continue  # a gazetteer of few countries has none of its divisions
            country = gazetteer.countries.index(division.country)
            for key in (fold(division.english), *division.keys):
                own = [
                    match.row
                    for match in gazetteer.match_folded(key)
                    if gazetteer.kind[match.row] == ADMIN1 and gazetteer.country[match.row] == country
                ]
                if own:
                    rows.update(dict.fromkeys(division.keys, own[0]))
                    break
        return rows

    # -- building -------------------------------------------------------------------------------------

    def _look_up(self, key: str) -> Entry | None:
        rows = [(match.row, int(match.flags)) for match in self.gazetteer.match_folded(key)]
        abbreviation = self._abbreviation_keys.get(key)
        if abbreviation is not None and fold(abbreviation.code) != key:
            row = self._row_named(abbreviation.code)
            if row is not None and all(row != known for known, _ in rows):
                rows.append((row, int(NameFlag.ENGLISH)))
        division = self._division_rows.get(key)
        if division is not None and all(division != known for known, _ in rows):
            rows.append((division, int(NameFlag.LOCAL)))
        rows += [(row, int(NameFlag.OFFICIAL | NameFlag.ENGLISH)) for row in self._extra_rows.get(key, ())]
        return self._build(key, rows) if rows else None

    def _demonym_entry(self, form: str, target: str, subtype: str) -> Entry | None:
        if not target.startswith("="):
            row = self.gazetteer.row_of_code(target)
            return (
                None if row is None else self._build(form, [(row, int(NameFlag.ADJECTIVE))], subtype=subtype)
            )
        name, _, country = target[1:].replace("_", " ").partition(",")
        entry = self.entry(fold(name))
        if entry is None:
            return None
        codes = self.gazetteer.countries
        wanted = [
            (int(row), int(NameFlag.ADJECTIVE))
            for row, kind, index in zip(entry.row, entry.kind, entry.country, strict=True)
            if (kind >= REGION if not country else kind == SETTLEMENT and codes[index] == country)
        ]
        return self._build(form, wanted[:1], subtype=subtype) if wanted else None

    def _build(
        self,
        key: str,
        found: list[tuple[int, int]],
        *,
        plain: bool = True,
        subtype: str = "",
        stands_for: str = "",
        limit: int = MAX_CANDIDATES,
        ahead: frozenset[int] = frozenset(),
    ) -> Entry:
        gazetteer = self.gazetteer
        rows = np.array([row for row, _ in found], np.int32)
        flags = np.array([flag for _, flag in found], np.int64)
        own = rows < 0
        safe = np.where(own, 0, rows)
        kind = gazetteer.kind[safe].astype(np.int64)
        lat, lon = gazetteer.lat[safe].copy(), gazetteer.lon[safe].copy()
        country = gazetteer.country[safe].astype(np.int64)
        admin1 = gazetteer.admin1_row[safe].astype(np.int64)
        population = gazetteer.population[safe].astype(np.float64)
        seat = self._seat_of[gazetteer.feature[safe]]
        for index in np.flatnonzero(own):
            extra = self.extras[-1 - rows[index]]
            kind[index], lat[index], lon[index] = KINDS.index(extra.kind), _nan(extra.lat), _nan(extra.lon)
            country[index] = gazetteer.countries.index(extra.country)
            admin1[index], population[index], seat[index] = _NO_ADMIN, 0, 0
        log_population = np.log10(np.maximum(population, 1.0))
        other_name = _CYRILLIC_NAME if key > _CYRILLIC else 0.0
        prior = log_population + _KIND_WEIGHT[kind] + 0.5 * seat
        prior += np.where((flags & _OWN_NAME) != 0, _OWN_NAME_WEIGHT, other_name)
        if ahead:
            prior -= _BY_RULE * ~np.isin(rows, list(ahead))
        order = np.argsort(-prior, kind="stable")[:limit]
        return Entry(
            key, rows[order], lat[order], lon[order], kind[order], country[order], admin1[order],
            log_population[order], flags[order], seat[order], prior[order], plain, subtype, stands_for,
        )  # fmt: skip

    def row_of(self, geonameid: int) -> int | None:
        """Return the row of a place by its id, in the gazetteer or in our own list."""
        for index, extra in enumerate(self.extras):
            if extra.geonameid == geonameid:
                return -1 - index
        return self.gazetteer.row_of(geonameid)

    # -- what a candidate is --------------------------------------------------------------------------

    def describe(self, row: int) -> dict[str, Any]:
        """Return the fields of a mention or candidate that describe its place; not to be changed."""
        known = self._described.get(row)
        if known is None:
            if len(self._described) > _CACHE_LIMIT:
                self._described.clear()
            known = self._described[row] = self._describe(row)
        return known

    def shown(self, row: int) -> dict[str, Any]:
        """Return the same without what only mentions have; not to be changed."""
        known = self._shown.get(row)
        if known is None:
            if len(self._shown) > _CACHE_LIMIT:
                self._shown.clear()
            fields = self.describe(row).items()
            known = self._shown[row] = {key: value for key, value in fields if key != "admin1_code"}
        return known

    def _describe(self, row: int) -> dict[str, Any]:
        if row < 0:
            return _describe_extra(self.extras[-1 - row])
        gazetteer = self.gazetteer
        admin1 = int(gazetteer.admin1_row[row])
        lat, lon = float(gazetteer.lat[row]), float(gazetteer.lon[row])
        return {
            "geonameid": int(gazetteer.geonameid[row]),
            "name": gazetteer.name(row),
            "kind": KINDS[gazetteer.kind[row]],
            "country": gazetteer.countries[gazetteer.country[row]],
            "admin1": gazetteer.name(admin1) if admin1 >= 0 else None,
            "admin1_code": (gazetteer.code(admin1) or None) if admin1 >= 0 else None,
            "lat": None if math.isnan(lat) else lat,
            "lon": None if math.isnan(lon) else lon,
        }


def _table_words(abbreviations: Iterable[str], demonyms: Iterable[str]) -> frozenset[str]:
    """Return the abbreviations as written, with and without their full stop, and what begins them and demonyms."""
    written = {
        form for name in abbreviations for form in (name, name.removesuffix("."), name.partition(".")[0])
    }
    return frozenset(written.union(form.split()[0] for form in demonyms))


def _describe_extra(extra: Extra) -> dict[str, Any]:
    return {
        "geonameid": extra.geonameid,
        "name": extra.name,
        "kind": extra.kind,
        "country": extra.country,
        "admin1": None,
        "admin1_code": None,
        "lat": extra.lat,
        "lon": extra.lon,
    }


def _nan(value: float | None) -> float:
    return math.nan if value is None else value
