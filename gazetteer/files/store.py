"""Opens the places and names, in milliseconds: every file is mapped into memory, nothing is parsed.

Layers (the embedded one, then those that a user added) lie over each other: a place that a later layer knows
under the same geonameid hides the earlier one, while the names of both still lead to it. Rows are numbered
through all layers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.errors import DataMissingError
from gazetteer.files.intact import require_intact
from gazetteer.files.shard import CODE_PREFIX, FLAG_BITS
from gazetteer.files.shard import Shard as Shard  # noqa: PLC0414 - part of this module's interface
from gazetteer.files.shard import shard_folders as shard_folders  # noqa: PLC0414 - as above
from gazetteer.files.swap import current_version, default_user_dir
from gazetteer.paths import DATA
from gazetteer.place import KINDS, Place
from gazetteer.text.names import NameFlag, fold

_SUMMED = "sum of the settlements listed"
_NO_POINT = -(2**31)
_HIDDEN_FEATURES = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH", "PPLX", "STLMTX"})
_COUNTRY, _ADMIN1, _ADMIN2, _SETTLEMENT = 0, 1, 2, 3


class Match(NamedTuple):
    """A place that goes by a name: its row, and what kind of name it is to that place."""

    row: int
    flags: NameFlag | int


class Gazetteer:
    """Places and their names.

    Open it with :meth:`open` or, shared and cached, with :func:`open_gazetteer`.
    """

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = list(shards)
        self._starts = np.cumsum([0, *(shard.size for shard in shards)])
        self._single = len(self._shards) == 1
        self.size = int(self._starts[-1])

    @classmethod
    def open(cls, data_dir: Path | None = None, *, user_dir: Path | None = None) -> "Gazetteer":
        """Open the embedded data, and what the user has added over them.

        Parameters
        ----------
        data_dir
            Folder with the embedded layer ``places``; the one that ships by default.
        user_dir
            The user's data folder; by default ``BUFFERMAP_DATA_DIR`` or the platform's, but none where ``data_dir`` is given.

        Raises
        ------
        DataMissingError, DataCorruptError
            The data are not there, or damaged.
        """
        embedded = data_dir or DATA
        added = added_layers(data_dir, user_dir=user_dir)
        folders = shard_folders(embedded / "places")
        if not folders:
            raise DataMissingError(f"no places in {embedded}: install buffermap again, or rebuild the data")
        for layer in added:
            folders += shard_folders(layer)
        return cls([Shard(folder) for folder in folders])

    # -- columns, by row ------------------------------------------------------------------------------

    def _column(self, name: str) -> npt.NDArray[Any]:
        """Return one column through all shards (mapped when there is one shard, else joined)."""
        if self._single:
            return self._shards[0].columns[name]
        return np.concatenate([shard.columns[name] for shard in self._shards])

    @cached_property
    def geonameid(self) -> npt.NDArray[np.int32]:
        """GeoNames ids; negative for places of our own lists."""
        return self._column("geonameid")

    @cached_property
    def lat(self) -> npt.NDArray[np.float64]:
        """Latitudes in degrees; NaN where a place has no point."""
        return _to_degrees(self._column("lat"))

    @cached_property
    def lon(self) -> npt.NDArray[np.float64]:
        """Longitudes in degrees; NaN where a place has no point."""
        return _to_degrees(self._column("lon"))

    @cached_property
    def population(self) -> npt.NDArray[np.int32]:
        """Inhabitants; -1 where unknown. For divisions the sum of the settlements listed in them."""
        return self._column("population")

    @cached_property
    def kind(self) -> npt.NDArray[np.uint8]:
        """Index into :data:`gazetteer.place.KINDS`."""
        return self._column("kind")

    @cached_property
    def countries(self) -> list[str]:
        """ISO 3166 alpha-2 codes that ``country`` points into; the first is empty (no country)."""
        return sorted({code for shard in self._shards for code in shard.meta["countries"]} | {""})

    @cached_property
    def country(self) -> npt.NDArray[np.uint16]:
        """Index into ``countries``."""
        return self._coded("country", "countries", self.countries)

    @cached_property
    def features(self) -> list[str]:
        """GeoNames feature codes that ``feature`` points into; the first is empty (unknown)."""
        return sorted({code for shard in self._shards for code in shard.meta["features"]} | {""})

    @cached_property
    def feature(self) -> npt.NDArray[np.uint16]:
        """Index into ``features``."""
        return self._coded("feature", "features", self.features)

    def _coded(self, column: str, table: str, common: list[str]) -> npt.NDArray[np.uint16]:
        """Return a column of indices, moved from each shard's own table to the common one."""
        place = {code: index for index, code in enumerate(common)}
        parts = [
            np.array([place[code] for code in shard.meta[table]], np.uint16)[shard.columns[column]]
            for shard in self._shards
        ]
        return parts[0] if self._single else np.concatenate(parts)

    @cached_property
    def parent_row(self) -> npt.NDArray[np.int32]:
        """Row of the smallest division known to hold the place (admin2, admin1 or country); -1 for none."""
        ids, where = np.unique(self._column("parent"), return_inverse=True)
        rows = self.rows_of(ids)
        rows[ids == 0] = -1
        return rows[where]

    def rows_of(self, geonameids: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Return the rows of places by their ids, in the uppermost layer that has each; -1 for those that none has."""
        rows = np.full(len(geonameids), -1, np.int32)
        for start, shard in zip(self._starts, self._shards, strict=False):
            known = shard.columns["geonameid"]
            at = known.searchsorted(geonameids.astype(known.dtype)).clip(max=shard.size - 1)
            hit = known[at] == geonameids
            rows[hit] = start + at[hit]
        return rows

    def _row_or_none(self, geonameid: int) -> int:
        row = self.row_of(geonameid)
        return -1 if row is None else row

    @cached_property
    def admin2_row(self) -> npt.NDArray[np.int32]:
        """Row of the second-level division; -1 where unknown. A second-level division is its own."""
        parent = self.parent_row
        rows = np.where((parent >= 0) & (self.kind[parent] == _ADMIN2), parent, -1).astype(np.int32)
        own = np.flatnonzero(self.kind == _ADMIN2)
        rows[own] = own
        return rows

    @cached_property
    def admin1_row(self) -> npt.NDArray[np.int32]:
        """Row of the first-level division; -1 where unknown. A first-level division is its own."""
        upper = self.parent_row
        above = np.where((upper >= 0) & (self.kind[upper] == _ADMIN2), self.parent_row[upper], upper)
        rows = np.where((above >= 0) & (self.kind[above] == _ADMIN1), above, -1).astype(np.int32)
        own = np.flatnonzero(self.kind == _ADMIN1)
        rows[own] = own
        return rows

    @cached_property
    def section_row(self) -> npt.NDArray[np.int32]:
        """Row of the city that a section of a city belongs to; -1 for all other places."""
        rows = np.full(self.size, -1, np.int32)
        for start, shard in zip(self._starts, self._shards, strict=False):
            for row, city in zip(shard.columns["section_row"], shard.columns["section_of"], strict=True):
                rows[start + row] = self._row_or_none(int(city))
        return rows

    @cached_property
    def _codes(self) -> dict[int, str]:
        """Return the codes of countries and first-level divisions (``RU``, ``RU.41``) by row."""
        codes: dict[int, str] = {}
        for start, shard in zip(self._starts.tolist(), self._shards, strict=False):
            rows, keys = shard.columns["code_row"].tolist(), shard.columns["code"].tolist()
            codes.update(
                (start + row, shard.display.restore_key(key)) for row, key in zip(rows, keys, strict=True)
            )
        return codes

    # -- names ----------------------------------------------------------------------------------------

    def match(self, name: str) -> list[Match]:
        """Return the places that go by exactly this name, folded or not; an empty list if there are none."""
        return self.match_folded(fold(name))

    def match_folded(self, folded: str) -> list[Match]:
        """Return the places that go by this name, which is already folded."""
        if self._single:
            packed_names = self._shards[0].names.get(folded, ())
            return [_new(Match, (packed >> FLAG_BITS, packed & _FLAG_MASK)) for (packed,) in packed_names]
        named = [(start, found) for start, get in self._getters if (found := get(folded)) is not None]
        upper = self._upper_view
        if len(named) == 1:
            start, packed_names = named[0]
            return [
                _new(Match, (upper[start + (packed >> FLAG_BITS)], packed & _FLAG_MASK))
                for (packed,) in packed_names
            ]
        flags_of: dict[int, int] = {}
        for start, packed_names in named:
            for (packed,) in packed_names:
                row = upper[start + (packed >> FLAG_BITS)]
                flags_of[row] = flags_of.get(row, 0) | packed & _FLAG_MASK
        return [_new(Match, item) for item in flags_of.items()]

    @cached_property
    def _getters(self) -> list[tuple[int, Callable[[str], list[tuple[int]] | None]]]:
        """The first row of each shard and its look-up by name, found once: this is asked for every word of a text."""
        return [
            (start, shard.names.get)
            for start, shard in zip(self._starts[:-1].tolist(), self._shards, strict=True)
        ]

    def has(self, name: str) -> bool:
        """Whether any place goes by this name."""
        folded = fold(name)
        return any(folded in shard.names for shard in self._shards)

    def has_prefix(self, folded: str) -> bool:
        """Whether the folded name of any place begins so (or is it): for longest match."""
        return any(next(shard.names.iterkeys(folded), None) is not None for shard in self._shards)

    def names_from(self, prefix: str) -> Iterator[str]:
        """Return the folded names that begin with a folded prefix, each as often as places bear it."""
        return chain.from_iterable(shard.names.iterkeys(prefix) for shard in self._shards)

    # -- rows -----------------------------------------------------------------------------------------

    def row_of(self, geonameid: int) -> int | None:
        """Return the row of a place by its id, in the uppermost layer that has it."""
        for number in range(len(self._shards) - 1, -1, -1):
            row = self._shards[number].row_of(geonameid)
            if row >= 0:
                return int(self._starts[number]) + row
        return None

    def row_of_code(self, code: str) -> int | None:
        """Return the row of a division by GeoNames code (``RU.41``, ``UA.07.6312``) or of a country by ISO code."""
        matches = self.match_folded(CODE_PREFIX + code)
        return matches[0].row if matches else None

    def code(self, row: int) -> str:
        """Return the code of a country (``RU``) or first-level division (``RU.41``); empty for all else."""
        return self._codes.get(row, "")

    def name(self, row: int) -> str:
        """Return the name to show."""
        shard, local = self._locate(row)
        return str(shard.display.restore_key(int(shard.columns["name"][local])))

    def name_local(self, row: int) -> str | None:
        """Return the name in the local script, where known."""
        shard, local = self._locate(row)
        key = int(shard.columns["name_local"][local])
        return None if key < 0 else str(shard.display.restore_key(key))

    def names(self, row: int) -> list[str]:
        """Return all folded names of a place; slow (it reads the whole index), for looking at the data."""
        shard, local = self._locate(row)
        return sorted(name for name, (packed,) in shard.names.iteritems() if packed >> FLAG_BITS == local)

    def children(self, row: int) -> npt.NDArray[np.intp]:
        """Return the rows directly below a country or division."""
        return np.flatnonzero(self.parent_row == row)

    def place(self, row: int) -> Place:
        """Return everything known of one place."""
        shard, local = self._locate(row)
        column = shard.columns
        lat, lon = int(column["lat"][local]), int(column["lon"][local])
        admin1, admin2 = int(self.admin1_row[row]), int(self.admin2_row[row])
        population = int(column["population"][local])
        section = int(self.section_row[row])
        source = shard.source(local)
        kind = KINDS[column["kind"][local]]
        return Place(
            geonameid=int(column["geonameid"][local]),
            name=self.name(row),
            name_local=self.name_local(row),
            kind=kind,
            lat=None if lat == _NO_POINT else lat / 1e5,
            lon=None if lon == _NO_POINT else lon / 1e5,
            country=shard.meta["countries"][column["country"][local]],
            admin1=self.name(admin1) if admin1 >= 0 else None,
            admin1_code=self.code(admin1) or None if admin1 >= 0 else None,
            admin2=self.name(admin2) if admin2 >= 0 else None,
            population=None if population < 0 else population,
            population_source=None if population < 0 else _SUMMED if "admin" in kind else source,
            feature_code=shard.meta["features"][column["feature"][local]],
            section_of=int(self.geonameid[section]) if section >= 0 else None,
            source=source,
            layer=shard.meta["layer"],
        )

    def settlement_rows(
        self,
        *,
        bbox: tuple[float, float, float, float] | None = None,
        countries: Iterable[str] | None = None,
    ) -> npt.NDArray[np.intp]:
        """Return the rows that count as settlements: no sections of cities, no historical or abandoned places.

        Parameters
        ----------
        bbox
            West, south, east, north in degrees; west > east crosses the antimeridian.
        countries
            ISO 3166 alpha-2 codes.
        """
        keep = self._settlements
        if countries is not None:
            wanted = [self.countries.index(code) for code in countries if code in self.countries]
            keep = keep & np.isin(self.country, wanted)
        if bbox is not None:
            west, south, east, north = bbox
            inside = (self.lat >= south) & (self.lat <= north)
            if west <= east:
                inside &= (self.lon >= west) & (self.lon <= east)
            else:
                inside &= (self.lon >= west) | (self.lon <= east)
            keep = keep & inside
        return np.flatnonzero(keep)

    @cached_property
    def _settlements(self) -> npt.NDArray[np.bool_]:
        hidden = [index for index, code in enumerate(self.features) if code in _HIDDEN_FEATURES]
        keep: npt.NDArray[np.bool_] = (self.kind == _SETTLEMENT) & (self.section_row < 0)
        keep &= ~np.isin(self.feature, hidden)
        if not self._single:
            keep &= self._upper == np.arange(self.size)
        return keep

    # -- layers ---------------------------------------------------------------------------------------

    @cached_property
    def _upper(self) -> npt.NDArray[np.int32]:
        """Return for each row the row that hides it (itself where none does)."""
        upper = np.arange(self.size, dtype=np.int32)
        for over in range(1, len(self._shards)):
            ids = self._shards[over].columns["geonameid"]
            for under in range(over):
                below = self._shards[under].columns["geonameid"]
                _, rows, hidden = np.intersect1d(ids, below, assume_unique=True, return_indices=True)
                upper[self._starts[under] + hidden] = self._starts[over] + rows
        return upper

    @cached_property
    def _upper_view(self) -> memoryview:
        """Return the same for reading one by one: several times faster than indexing the array."""
        return self._upper.data

    def _locate(self, row: int) -> tuple[Shard, int]:
        """Return the shard of a row, and the row within it."""
        if self._single:
            return self._shards[0], row
        number = int(np.searchsorted(self._starts, row, side="right")) - 1
        return self._shards[number], row - int(self._starts[number])


_FLAG_MASK = (1 << FLAG_BITS) - 1
_new = (
    tuple.__new__
)  # a named tuple's own constructor takes twice as long, and every word of a text is looked up


def open_gazetteer(data_dir: Path | None = None, *, user_dir: Path | None = None) -> Gazetteer:
    """Open a gazetteer as :meth:`Gazetteer.open` does, once for the whole process (again when data are added)."""
    return _opened(data_dir, user_dir, tuple(added_layers(data_dir, user_dir=user_dir)))


@lru_cache(maxsize=4)
def _opened(data_dir: Path | None, user_dir: Path | None, added: tuple[Path, ...]) -> Gazetteer:
    del added  # part of the key only
    return Gazetteer.open(data_dir, user_dir=user_dir)


def added_layers(data_dir: Path | None = None, *, user_dir: Path | None = None) -> list[Path]:
    """Return the folders of the layers that the user has added, lowest first."""
    if user_dir is None and data_dir is not None:
        return []
    version = current_version(user_dir or default_user_dir())
    if version is None:
        return []
    require_intact(version)
    return sorted((version / "places").glob("*"))


def _to_degrees(scaled: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Return degrees from units of 1e-5."""
    degrees = scaled / 1e5
    degrees[scaled == _NO_POINT] = np.nan
    return degrees
