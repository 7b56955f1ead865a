"""Writes a layer: rows of places in, the files that ``gazetteer.files.store`` opens out.

A layer is one or more *shards*, each a folder with at most ``SHARD_ROWS`` places sorted by id::

    places.columns   ids, points, populations, kinds, hierarchy   (gazetteer.files.columns)
    display.marisa   the names to show, each once
    names.marisa     folded name -> (row, flags), every name of every place

Rows are handled shard by shard, so memory does not grow with the size of a layer.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
import numpy.typing as npt

from gazetteer.files.columns import write_columns
from gazetteer.files.shard import CODE_PREFIX, FLAG_BITS, NO_NUMBER, SHARD_ROWS, SKELETON_PREFIX
from gazetteer.names.romanise import usual_romanisations
from gazetteer.names.spelling import SLAVIC, skeletons_of
from gazetteer.place import KINDS, Kind
from gazetteer.text.names import NameFlag, fold_all

CODED: tuple[Kind, ...] = ("country", "admin1")  # kinds whose code is shown
_OFFICIAL, _LOCAL, _CODE = int(NameFlag.OFFICIAL), int(NameFlag.LOCAL), int(NameFlag.CODE)
_ALTERNATE = int(NameFlag.ALTERNATE)
_KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_KEY_END = 0xFF << 32  # the byte between name and number, which no UTF-8 has
_SKELETON = SKELETON_PREFIX.encode()
_MOST_KNOWN = 300_000  # names; some 50 MB
_BLOCK = 1 << 14  # rows whose names are worked on together


class Row(NamedTuple):
    """One place on its way into a layer.

    ``names`` are all names by which it is found, each with its flags (the folding is done here; ``name`` and
    ``name_local`` need not be repeated). ``parent`` is the geonameid of the smallest division known to hold
    it (a division's own parent for divisions), 0 for none. ``lat`` and ``lon`` are NaN where there is no point.
    """

    geonameid: int
    name: str
    kind: Kind
    lat: float
    lon: float
    country: str = ""
    population: int = NO_NUMBER
    feature: str = ""
    parent: int = 0
    section_of: int = 0
    code: str = ""
    name_local: str = ""
    names: tuple[tuple[str, int], ...] = ()
    source: str = "GeoNames"


def build_layer(
    rows: Iterable[Row], out_dir: Path, *, name: str = "embedded", shard_rows: int | None = None
) -> int:
    """Write the layer ``name`` into the new folder ``out_dir`` and return its number of places.

    Rows may come in any order, the same geonameid only once. They are taken in portions of ``SHARD_ROWS``, each of which
    becomes a shard; so a layer of millions of rows is built in bounded memory, in linear time.

    Parameters
    ----------
    rows
        The places. A generator is fine.
    out_dir
        Folder to write, replaced if it exists. It is written aside (``out_dir`` + ``.part``) and renamed at
        the end, so that a reader never sees half of it.
    name
        Name of the layer, shown in every row's ``layer``.
    shard_rows
        How many rows a shard takes at most; ``SHARD_ROWS`` by default, never more than its numbers allow.
    """
    aside = out_dir.with_name(out_dir.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    total = 0
    for number, portion in enumerate(_portions(rows, shard_rows or SHARD_ROWS)):
        portion.sort(key=lambda row: row.geonameid)
        shard = aside / f"shard-{number:03d}"
        shard.mkdir()
        write_shard(portion, shard, layer=name)
        total += len(portion)
    if out_dir.exists():
        old = out_dir.with_name(out_dir.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        out_dir.rename(old)
        aside.rename(out_dir)
        shutil.rmtree(old)
    else:
        aside.rename(out_dir)
    return total


def write_shard(rows: list[Row], shard: Path, *, layer: str) -> None:
    """Write one shard from rows sorted by geonameid."""
    (
        ids,
        shown,
        kinds,
        lat,
        lon,
        country,
        population,
        feature,
        parent,
        section_of,
        code,
        local,
        _,
        source,
    ) = zip(*rows, strict=True)
    coded = [(index, code[index]) for index, kind in enumerate(kinds) if kind in CODED and code[index]]
    sections = [(index, city) for index, city in enumerate(section_of) if city]
    display = marisa_trie.Trie({*shown, *local, *(code for _, code in coded)})
    names = marisa_trie.BinaryTrie(_records(rows))
    countries, features = sorted(set(country)), sorted(set(feature))
    count = Counter(source)
    sources = sorted(count, key=lambda name: (-count[name], name))
    others = [(index, name) for index, name in enumerate(source) if name != sources[0]]
    number = {text: display[text] for text in {*shown, *local}} | {"": NO_NUMBER}
    columns: dict[str, npt.NDArray[Any]] = {
        "geonameid": np.array(ids, np.int32),
        "lat": _degrees(lat),
        "lon": _degrees(lon),
        "population": np.array(population, np.int64).clip(-1, 2**31 - 1).astype(np.int32),
        "parent": np.array(parent, np.int32),
        "name": np.array([number[text] for text in shown], np.int32),
        "name_local": np.array([number[text] for text in local], np.int32),
        "kind": np.array([_KIND_NUMBER[kind] for kind in kinds], np.uint8),
        "country": _indices(country, countries),
        "feature": _indices(feature, features),
        # the rest is sparse: rows, and what is said of them
        "code_row": np.array([index for index, _ in coded], np.int32),
        "code": np.array([display[code] for _, code in coded], np.int32),
        "section_row": np.array([index for index, _ in sections], np.int32),
        "section_of": np.array([city for _, city in sections], np.int32),
        "source_row": np.array([index for index, _ in others], np.int32),
        "source": _indices([name for _, name in others], sources),
    }
    meta = {"layer": layer, "countries": countries, "features": features, "sources": sources}
    write_columns(shard / "places.columns", columns, meta)
    for trie, file in ((display, "display.marisa"), (names, "names.marisa")):
        # through Python, whose errors name a full disk; the library's own only say "io error"
        (shard / file).write_bytes(trie.tobytes())


def _records(rows: list[Row]) -> Iterator[bytes]:
    """Yield the records of a ``RecordTrie(">I")``: folded name, and packed row and flags, for each name of each place.

    They are put together here, as the trie would; through its own interface a record costs twice as much.
    """
    folds, skeletons = _Memo(fold_all), _Memo(skeletons_of)
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        romanised = _romanised(block)
        spellings = [_spellings(row) if row.country in SLAVIC else () for row in block]
        folded = folds.of(set(chain(*map(_all_names, block), *romanised)))
        keys = skeletons.of(set(chain.from_iterable(spellings)))
        for index, (row, spelled, latin) in enumerate(zip(block, spellings, romanised, strict=True), start):
            flags = _flags(row, latin, folded)
            packed = _KEY_END | index << FLAG_BITS
            for key, flag in flags.items():
                yield key + (packed | flag).to_bytes(5, "big")
            if spelled:
                number = packed.to_bytes(5, "big")
                for key in {keys[name] for name in spelled}:
                    if key:
                        yield _SKELETON + key + number


def _romanised(block: list[Row]) -> list[dict[str, int]]:
    """Return for each Slavic settlement all usual romanisations of its Cyrillic names, each with its flags.

    Those of the local name are its own, as the local name is.
    """
    result: list[dict[str, int]] = [{}] * len(block)
    for country in SLAVIC:
        own = [i for i, row in enumerate(block) if row.country == country and row.kind == "settlement"]
        names = dict.fromkeys(name for i in own for name in _all_names(block[i]))
        usual = usual_romanisations(list(names), country)
        for i in own:
            others = (latin for name in _all_names(block[i]) for latin in usual.get(name, ()))
            local = usual.get(block[i].name_local, ())
            result[i] = dict.fromkeys(others, _ALTERNATE) | dict.fromkeys(local, _LOCAL)
    return result


def _flags(row: Row, romanised: dict[str, int], folded: dict[str, bytes]) -> dict[bytes, int]:
    """Return the keys of a row's names in the index, each with what kind of name it is."""
    flags = {folded[row.name]: _OFFICIAL}
    if row.name_local:
        key = folded[row.name_local]
        flags[key] = flags.get(key, 0) | _LOCAL
    for name, flag in row.names:
        key = folded[name]
        flags[key] = flags.get(key, 0) | flag
    for name, flag in romanised.items():
        key = folded[name]
        if key not in flags:
            flags[key] = flag
        elif flag == _LOCAL and not flags[key] & _OFFICIAL:
            flags[key] |= flag
    flags.pop(b"", None)
    if row.code:
        flags[(CODE_PREFIX + row.code).encode()] = _CODE
    return flags


class _Memo:
    """What a function of many names makes of each, encoded and kept for the next: villages share their names."""

    def __init__(self, function: Callable[[Sequence[str]], list[str]]) -> None:
        self._function = function
        self._known: dict[str, bytes] = {}

    def of(self, names: set[str]) -> dict[str, bytes]:
        """Return a mapping that holds all these names."""
        if len(self._known) + len(names) > _MOST_KNOWN:
            self._known.clear()
        new = list(names.difference(self._known))
        self._known.update(zip(new, map(str.encode, self._function(new)), strict=True))
        return self._known


def _all_names(row: Row) -> list[str]:
    return [row.name, row.name_local, *[name for name, _ in row.names]]


def _spellings(row: Row) -> list[str]:
    """Return the names by whose skeleton a Slavic place is found too: all but codes."""
    return [row.name, row.name_local, *[name for name, flag in row.names if flag != _CODE]]


def _degrees(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return degrees in units of 1e-5 (GeoNames' own precision); NaN becomes the smallest integer."""
    degrees = np.array(values, np.float64)
    scaled = np.where(np.isnan(degrees), -(2.0**31), np.rint(degrees * 1e5))
    return scaled.astype(np.int32)


def _indices(values: Sequence[str], table: list[str]) -> np.ndarray[tuple[int], np.dtype[Any]]:
    """Return the place of each value in the table, in as few bytes as the table allows."""
    place = {value: index for index, value in enumerate(table)}
    return np.array([place[value] for value in values], np.min_scalar_type(max(len(table) - 1, 0)))


def _portions(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield lists of at most ``size`` rows."""
    iterator = iter(rows)
    while portion := list(islice(iterator, size)):
        yield portion
