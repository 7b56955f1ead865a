"""Writes a layer: rows of places in, the files that ``gazetteer.store`` opens out.

A layer is one or more *shards*, each a folder with at most ``SHARD_ROWS`` places sorted by id::

    places.columns   ids, points, populations, kinds, hierarchy   (gazetteer.columns)
    display.marisa   the names to show, each once
    names.marisa     folded name -> (row, flags), every name of every place

Rows are handled shard by shard, so memory does not grow with the size of a layer.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
import numpy.typing as npt

from gazetteer.columns import write_columns
from gazetteer.names import NameFlag, fold
from gazetteer.place import KINDS, Kind
from gazetteer.shard import CODE_PREFIX, FLAG_BITS, NO_NUMBER, SHARD_ROWS, SKELETON_PREFIX
from gazetteer.spelling import SLAVIC, skeletons_of

CODED: tuple[Kind, ...] = ("country", "admin1")  # kinds whose code is shown
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


def build_layer(rows: Iterable[Row], out_dir: Path, *, name: str = "embedded") -> int:
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
    """
    aside = out_dir.with_name(out_dir.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    total = 0
    for number, portion in enumerate(_portions(rows, SHARD_ROWS)):
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
    shown = {row.name for row in rows} | {row.name_local for row in rows}
    display = marisa_trie.Trie(shown | {row.code for row in rows if row.kind in CODED})
    names = marisa_trie.RecordTrie(">I", _records(rows))
    countries, features = sorted({row.country for row in rows}), sorted({row.feature for row in rows})
    source = Counter(row.source for row in rows)
    sources = sorted(source, key=lambda name: (-source[name], name))
    codes = [(index, row.code) for index, row in enumerate(rows) if row.code and row.kind in CODED]
    sections = [(index, row.section_of) for index, row in enumerate(rows) if row.section_of]
    others = [(index, row.source) for index, row in enumerate(rows) if row.source != sources[0]]
    columns: dict[str, npt.NDArray[Any]] = {
        "geonameid": np.array([row.geonameid for row in rows], np.int32),
        "lat": _degrees(row.lat for row in rows),
        "lon": _degrees(row.lon for row in rows),
        "population": np.array([row.population for row in rows], np.int64)
        .clip(-1, 2**31 - 1)
        .astype(np.int32),
        "parent": np.array([row.parent for row in rows], np.int32),
        "name": np.array([display[row.name] for row in rows], np.int32),
        "name_local": np.array([display[row.name_local] if row.name_local else -1 for row in rows], np.int32),
        "kind": np.array([KINDS.index(row.kind) for row in rows], np.uint8),
        "country": _indices([row.country for row in rows], countries),
        "feature": _indices([row.feature for row in rows], features),
        # the rest is sparse: rows, and what is said of them
        "code_row": np.array([index for index, _ in codes], np.int32),
        "code": np.array([display[code] for _, code in codes], np.int32),
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


def _records(rows: list[Row]) -> Iterator[tuple[str, tuple[int]]]:
    """Yield folded name and packed (row, flags), one record for each name of each place."""
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        keys = _skeletons(block)
        for index, row in enumerate(block, start):
            flags: dict[str, int] = {fold(row.name): int(NameFlag.OFFICIAL)}
            if row.name_local:
                _add(flags, row.name_local, NameFlag.LOCAL)
            for name, flag in row.names:
                _add(flags, name, flag)
            if row.code:
                flags[CODE_PREFIX + row.code] = int(NameFlag.CODE)
            for name in _spellings(row):
                if key := keys[name]:
                    flags.setdefault(SKELETON_PREFIX + key, 0)
            for folded, flag in flags.items():
                if folded:
                    yield folded, (index << FLAG_BITS | flag,)


def _skeletons(rows: list[Row]) -> dict[str, str]:
    """Return the skeleton of each Slavic name of some rows."""
    names = list(dict.fromkeys(name for row in rows for name in _spellings(row)))
    return dict(zip(names, skeletons_of(names), strict=True))


def _spellings(row: Row) -> list[str]:
    """Return the names of a place that are found by their skeleton too: those of Slavic countries, codes left out."""
    if row.country not in SLAVIC:
        return []
    others = (name for name, flag in row.names if flag != NameFlag.CODE)
    return [row.name, row.name_local, *others]


def _add(flags: dict[str, int], name: str, flag: int) -> None:
    """Note one more name; the same folded name with several flags has them all."""
    folded = fold(name)
    flags[folded] = flags.get(folded, 0) | int(flag)


def _degrees(values: Iterable[float]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return degrees in units of 1e-5 (GeoNames' own precision); NaN becomes the smallest integer."""
    degrees = np.fromiter(values, np.float64)
    scaled = np.where(np.isnan(degrees), -(2.0**31), np.rint(degrees * 1e5))
    return scaled.astype(np.int32)


def _indices(values: list[str], table: list[str]) -> np.ndarray[tuple[int], np.dtype[Any]]:
    """Return the place of each value in the table, in as few bytes as the table allows."""
    place = {value: index for index, value in enumerate(table)}
    return np.array([place[value] for value in values], np.min_scalar_type(max(len(table) - 1, 0)))


def _portions(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield lists of at most ``size`` rows."""
    iterator = iter(rows)
    while portion := list(islice(iterator, size)):
        yield portion
