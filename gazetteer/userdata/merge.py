"""Merging: entries of a source become rows of a layer, each place once, with what all sources say of it.

A place is the same place where the id is the same; without an id, where name, class and position agree. What the added
source says of it wins, and what it leaves out is filled from what was known. Where both say very different things a
conflict is listed: there a layer of the user's own wins too, while a dump, which claims to be of the source that is known
already, does not overrule it.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from gazetteer.files.store import Gazetteer
from gazetteer.place import KINDS, Kind
from gazetteer.sphere import distance_km
from gazetteer.text.names import NameFlag
from gazetteer.userdata.entries import Entry, has_point
from gazetteer.userdata.layer_files import Row
from gazetteer.userdata.neighbours import Neighbours
from gazetteer.userdata.shown import shown_names

NEAR_M = 3_000.0
_BLOCK = 4096
_FEWEST_VOTES, _CLEAR_SHARE = 20, 0.9
_SETTLEMENT = KINDS.index("settlement")
_COUNTRY, _ADMIN1, _ADMIN2 = (KINDS.index("country"), KINDS.index("admin1"), KINDS.index("admin2"))
_FEATURE = re.compile(r"(PPL[A-Z0-9]{0,2}|STLMT[A-Z]?|ADM[1-5]H?)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_OWN_IDS = (-2_147_000_000, -1_000_000)


class Conflict(NamedTuple):
    """Two sources that say different things of one place."""

    geonameid: int
    name: str
    what: str
    added: str
    known: str


@dataclass(slots=True, kw_only=True)
class MergeReport:
    """What became of the entries of a source."""

    places: int = 0
    joined: int = 0
    repeated: int = 0
    without_admin1: int = 0
    conflicts: list[Conflict] = field(default_factory=list)

    def summary(self) -> str:
        """Return one sentence."""
        parts = [
            f"{self.places:,} places",
            f"{self.joined:,} known before",
            f"{self.places - self.joined:,} new",
        ]
        if self.repeated:
            parts.append(f"{self.repeated:,} repeated ones left out")
        if self.without_admin1:
            parts.append(f"{self.without_admin1:,} without a first-level division")
        if self.conflicts:
            parts.append(f"{len(self.conflicts):,} conflicts listed")
        return ", ".join(parts)


class Merger:
    """Turns entries into rows over what is known already.

    Parameters
    ----------
    base
        Everything below the new layer.
    layer
        Name of the new layer; ids of places without a GeoNames id depend on it.
    source
        Who says so: the value of ``source`` in every row.
    overrules
        Whether the source wins where it grossly contradicts what is known.
    """

    def __init__(self, base: Gazetteer, *, layer: str, source: str, overrules: bool) -> None:
        self.base, self.layer, self.source, self.overrules = base, layer, source, overrules
        self.report = MergeReport()
        self._divisions: dict[tuple[str, str, int], int] = {}
        self._finer_of: dict[tuple[int, int], int] = {}
        self._countries: dict[str, str] = {}
        self._recoded: dict[str, str] = {}
        self._seen = IdSet()

    def check_codes(self, places: Iterable[tuple[int, str]]) -> tuple[str, ...]:
        """Learn which codes of first-level divisions mean other divisions in this source than they do to us.

        Parameters
        ----------
        places
            Ids and codes of places, as the source has them; those that are known already tell.

        Returns
        -------
        tuple of str
            A note on each code that is read otherwise.
        """
        told = list(places)
        rows = self.base.rows_of(np.array([geonameid for geonameid, _ in told], np.int64)).tolist()
        votes: dict[str, Counter[int]] = defaultdict(Counter)
        for (_, code), row in zip(told, rows, strict=True):
            if row >= 0 and self.base.admin1_row[row] >= 0:
                votes[code][int(self.base.admin1_row[row])] += 1
        notes = []
        for code in sorted(votes):
            division, count = votes[code].most_common(1)[0]
            meant, share = self.base.code(division), count / votes[code].total()
            if meant != code and count >= _FEWEST_VOTES and share >= _CLEAR_SHARE:
                self._recoded[code] = meant
                notes.append(
                    f"code {code} is read as {meant}, {self.base.name(division)}, where {share:.0%} of its known places lie"
                )
        return tuple(notes)

    def rows(self, entries: Iterable[Entry]) -> Iterator[Row]:
        """Yield rows from entries that carry GeoNames ids; one at a time, so that a dump of any size fits."""
        remaining = iter(entries)
        while block := list(islice(remaining, _BLOCK)):
            known = self.base.rows_of(np.array([entry.geonameid for entry in block], np.int32)).tolist()
            for entry, number, names in zip(block, known, shown_names(block), strict=True):
                if self._seen.add(entry.geonameid):
                    yield self._row(entry, entry.geonameid, number, names)
                else:
                    self.report.repeated += 1

    def rows_and_ids(self, entries: Sequence[Entry]) -> tuple[list[Row], list[int]]:
        """Return the rows of a layer whose entries may lack ids, and the id of each entry (0 for repeated ones)."""
        entries = [entry._replace(country=self._country(entry.country)) for entry in entries]
        ids = self._identify(entries)
        rows = []
        for index, (entry, geonameid, names) in enumerate(
            zip(entries, ids, shown_names(entries), strict=True)
        ):
            if self._seen.add(geonameid):
                number = self.base.row_of(geonameid)
                rows.append(self._row(entry, geonameid, -1 if number is None else number, names))
            else:
                self.report.repeated += 1
                ids[index] = 0
        return rows, ids

    # -- which place it is ----------------------------------------------------------------------------

    def _identify(self, entries: Sequence[Entry]) -> list[int]:
        """Return an id for each entry: its own, that of the place known at this spot by this name, or a new one."""
        ids = [entry.geonameid for entry in entries]
        claims: dict[int, tuple[float, int]] = {}
        taken = set(ids)
        for index, entry in enumerate(entries):
            if ids[index] or entry.kind != "settlement":
                continue
            for distance, row in self._same_name_near(entry):
                geonameid = int(self.base.geonameid[row])
                if geonameid not in taken and distance < claims.get(geonameid, (np.inf, 0))[0]:
                    claims[geonameid] = (distance, index)
                    break
        for geonameid, (_, index) in claims.items():
            ids[index] = geonameid
        used = set(ids)
        for index, entry in enumerate(entries):
            if not ids[index]:
                ids[index] = self._own_id(entry, used)
        return ids

    def _same_name_near(self, entry: Entry) -> list[tuple[float, int]]:
        """Return known settlements by one of the entry's names within reach, nearest first."""
        base, found = self.base, {}
        for text in {entry.name, entry.name_local, *(name for name, _ in entry.names)} - {""}:
            for row, _ in base.match(text):
                if row not in found and base.kind[row] == _SETTLEMENT and self._same_class(entry, row):
                    found[row] = 1000 * distance_km(entry.lat, entry.lon, base.lat[row], base.lon[row])
        reach = {row: max(NEAR_M, 10 * float(base.population[row].clip(0)) ** 0.5) for row in found}
        return sorted((distance, row) for row, distance in found.items() if distance <= reach[row])

    def _same_class(self, entry: Entry, row: int) -> bool:
        """Whether country and kind of settlement agree: a section of a city is not the village of its name."""
        country = self.base.countries[self.base.country[row]]
        section = self.base.features[self.base.feature[row]] == "PPLX"
        return entry.country in {"", country} and section == (entry.feature == "PPLX")

    def _own_id(self, entry: Entry, used: set[int]) -> int:
        """Return a negative id that the same place of the same layer gets again next time."""
        lowest, highest = _OWN_IDS
        text = "\x1f".join((self.layer, entry.key or f"{entry.name}\x1f{entry.lat:.5f}\x1f{entry.lon:.5f}"))
        number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
        own = lowest + number % (highest - lowest)
        while own in used:
            own = own + 1 if own < highest else lowest
        used.add(own)
        return own

    # -- what is known of it --------------------------------------------------------------------------

    def _row(self, entry: Entry, geonameid: int, number: int, names: tuple[str, str]) -> Row:
        """Put together what the entry says and what was known in row ``number`` (-1 for nothing).

        ``names`` are the name to show and the local name of a place that only this source has.
        """
        self.report.places += 1
        if number >= 0:
            self.report.joined += 1
            return self._joined(entry, number)
        name, name_local = names
        parent = self._parent(entry, 0)
        return Row(
            geonameid=geonameid,
            name=name,
            name_local=name_local,
            kind=entry.kind,
            lat=entry.lat,
            lon=entry.lon,
            country=entry.country or self._country_of(parent),
            population=entry.population,
            feature=_feature(entry.feature),
            parent=parent,
            code=_code(entry),
            names=entry.names
            if name == entry.name
            else ((entry.name, int(NameFlag.ALTERNATE)), *entry.names),
            source=self.source,
        )

    def _joined(self, entry: Entry, number: int) -> Row:
        """Put an entry over the place that is known in row ``number``."""
        known = self._known(number)
        entry = self._compared(entry, known)
        name, name_local = _show(entry, known)
        feature = _feature(entry.feature)
        above = int(self.base.parent_row[number])
        return Row(
            geonameid=known.geonameid,
            name=name,
            name_local=name_local,
            kind=known.kind,
            lat=entry.lat,
            lon=entry.lon,
            country=entry.country or known.country,
            population=entry.population if entry.population >= 0 else known.population,
            feature=known.feature if feature in {"", "PPL"} else feature,
            parent=self._parent(entry, int(self.base.geonameid[above]) if above >= 0 else 0),
            section_of=known.section_of,
            code=self.base.code(number),
            names=((entry.name, int(NameFlag.ALTERNATE)), *entry.names),
            source=self.source,
        )

    def _known(self, number: int) -> "_Known":
        """Return what rows and comparisons need of a known place; all of it would take several times longer."""
        base = self.base
        section = int(base.section_row[number])
        return _Known(
            geonameid=int(base.geonameid[number]),
            name=base.name(number),
            name_local=base.name_local(number) or "",
            kind=KINDS[base.kind[number]],
            lat=float(base.lat[number]),
            lon=float(base.lon[number]),
            country=base.countries[base.country[number]],
            population=int(base.population[number]),
            feature=base.features[base.feature[number]],
            section_of=int(base.geonameid[section]) if section >= 0 else 0,
        )

    def _compared(self, entry: Entry, known: "_Known") -> Entry:
        """List where the sources differ by more than rounding, growth or another choice of the middle.

        Of a dump, return the entry with what is known in place of what contradicts it.
        """
        apart = 1000 * distance_km(entry.lat, entry.lon, known.lat, known.lon)  # NaN where no point is known
        if apart > max(NEAR_M, 10 * max(known.population, 0) ** 0.5):
            added, before = f"{entry.lat:.4f} {entry.lon:.4f}", f"{known.lat:.4f} {known.lon:.4f}"
            self._note(known, f"points {apart / 1000:.1f} km apart", added, before)
            entry = self._keep(entry, lat=known.lat, lon=known.lon)
        if entry.population > 0 and known.population > 0:
            low, high = sorted((entry.population, known.population))
            if high > 2 * low and high - low > 500:
                self._note(known, "population", str(entry.population), str(known.population))
                entry = self._keep(entry, population=known.population)
        if entry.country and known.country and entry.country != known.country:
            self._note(known, "country", entry.country, known.country)
            entry = self._keep(entry, country=known.country, admin1="", admin2="")
        return entry

    def _keep(self, entry: Entry, **known: Any) -> Entry:
        return entry if self.overrules else entry._replace(**known)

    def _note(self, known: "_Known", what: str, added: str, before: str) -> None:
        self.report.conflicts.append(Conflict(known.geonameid, known.name, what, added, before))

    # -- where it belongs -----------------------------------------------------------------------------

    def _country(self, text: str) -> str:
        """Return the ISO 3166 alpha-2 code for a code or name of a country; empty where nothing fits."""
        if text not in self._countries:
            rows = (
                [row for row, _ in self.base.match(text) if self.base.kind[row] == _COUNTRY] if text else []
            )
            codes = {self.base.countries[self.base.country[row]] for row in rows}
            known = text in self.base.countries
            self._countries[text] = text if known else codes.pop() if len(codes) == 1 else ""
        return self._countries[text]

    def _country_of(self, division: int) -> str:
        """Return the country of a division; empty for none."""
        row = self.base.row_of(division) if division else None
        return "" if row is None else self.base.countries[self.base.country[row]]

    def _parent(self, entry: Entry, before: int) -> int:
        """Return the id of the smallest division that is known to hold the place; ``before`` is what was known."""
        if entry.kind in {"admin1", "country"}:
            return self._id_of_code(entry.country) if entry.kind == "admin1" else 0
        admin1 = self._recoded.get(entry.admin1, entry.admin1)
        above = self._division(entry.country, admin1, _ADMIN1)
        finer = entry.kind == "settlement" and admin1 == entry.admin1
        below = self._division(entry.country, entry.admin2, _ADMIN2) if finer else 0
        if not (below or above or before) and has_point(entry):
            before = self.neighbours.division(entry.lat, entry.lon, entry.country)
            self.report.without_admin1 += not before
        return below or self._finer(before, above) or self._id_of_code(entry.country)

    def _finer(self, before: int, above: int) -> int:
        """Choose what was known where it lies within the first-level division that the source names, else that.

        A dump does not overrule what was known.
        """
        if not (before and above):
            return above or before
        if (before, above) not in self._finer_of:
            row = self.base.row_of(before)
            division = -1 if row is None else int(self.base.admin1_row[row])
            same = division >= 0 and int(self.base.geonameid[division]) == above
            keeps = same or (division >= 0 and not self.overrules)
            self._finer_of[before, above] = before if keeps else above
        return self._finer_of[before, above]

    def _division(self, country: str, text: str, kind: int) -> int:
        """Return the id of a division by GeoNames code or by name; 0 where none or several fit."""
        if not text:
            return 0
        key = (country, text, kind)
        if key not in self._divisions:
            found = self._id_of_code(text)
            if not found:
                index = self.base.countries.index(country) if country in self.base.countries else -1
                rows = [r for r, _ in self.base.match(text) if self.base.kind[r] == kind]
                fitting = [r for r in rows if index in {-1, self.base.country[r]}]
                found = int(self.base.geonameid[fitting[0]]) if len(fitting) == 1 else 0
            self._divisions[key] = found
        return self._divisions[key]

    def _id_of_code(self, code: str) -> int:
        row = self.base.row_of_code(code) if code else None
        return 0 if row is None else int(self.base.geonameid[row])

    @cached_property
    def neighbours(self) -> Neighbours:
        """The known settlements, asked where a source leaves out the division."""
        return Neighbours(self.base)


class _Known(NamedTuple):
    """What is known of a place: an id, 0 for none, in ``section_of``; a population of -1 is none."""

    geonameid: int
    name: str
    name_local: str
    kind: Kind
    lat: float
    lon: float
    country: str
    population: int
    feature: str
    section_of: int


class IdSet:
    """A set of ids below 2³¹ that takes one bit each, in pages: millions of them cost megabytes."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def add(self, number: int) -> bool:
        """Add an id; return whether it is new."""
        page, bit = number >> 16, number & 0xFFFF
        bits = self._pages.setdefault(page, bytearray(8192)) if page not in self._pages else self._pages[page]
        mask = 1 << (bit & 7)
        new = not bits[bit >> 3] & mask
        bits[bit >> 3] |= mask
        return new


def _show(entry: Entry, known: _Known) -> tuple[str, str]:
    """Return the name to show, in Latin letters where any source has one, and the local name."""
    cyrillic = _CYRILLIC.search(entry.name) is not None
    local = entry.name_local or known.name_local or (entry.name if cyrillic else "")
    return (known.name if cyrillic or entry.geonameid else entry.name), local


@lru_cache(maxsize=4096)
def _feature(text: str) -> str:
    """Return a GeoNames feature code; empty for what a layer may have in its place."""
    return text if _FEATURE.fullmatch(text) else ""


def _code(entry: Entry) -> str:
    return {"admin1": entry.admin1, "admin2": entry.admin2}.get(entry.kind, "")
