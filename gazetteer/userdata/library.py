"""The user's data as a whole: what is added, removed, checked and built again.

Every change makes a new version (:mod:`gazetteer.files.swap`). In it, ``layers/NAME/`` keeps each layer as its source
had it, so that everything can be built again, and ``places/NNN-NAME/`` is what look-ups open. Layers lie over each
other in a fixed order: dumps first, then the user's own in the order in which they were added.
"""

import csv
import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from gazetteer.errors import DataCorruptError, LayerError
from gazetteer.files.store import Gazetteer, Shard, shard_folders
from gazetteer.files.swap import current_version, new_version, versions_on_disk, writing
from gazetteer.paths import DATA
from gazetteer.userdata.dump import Alternates, Tally, division_codes, read_dump
from gazetteer.userdata.entries import read_entries, write_entries
from gazetteer.userdata.layer_files import build_layer
from gazetteer.userdata.merge import Merger, MergeReport
from gazetteer.userdata.records import (
    LayerRecord,
    damaged_files,
    file_hash,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from gazetteer.userdata.divisions import Divisions
    from gazetteer.userdata.layer import Layer

Fill = Callable[[Path], None]
"""Writes a layer as its source has it into an empty folder."""

_ORDER = {"dump": 0, "layer": 1, "boundaries": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The data that a user has added.

    Parameters
    ----------
    user_dir
        The user's data folder.
    data_dir
        The embedded data; those that ship by default.
    """

    user_dir: Path
    data_dir: Path = DATA

    def records(self) -> list[LayerRecord]:
        """Return what has been added, lowest layer first."""
        version = current_version(self.user_dir)
        return read_manifest(version)[0] if version else []

    def gazetteer(self) -> Gazetteer:
        """Open the embedded places and all that has been added over them."""
        folders = shard_folders(self.data_dir / "places")
        version = current_version(self.user_dir)
        for layer in sorted((version / "places").glob("*")) if version else []:
            folders += shard_folders(layer)
        return Gazetteer([Shard(folder) for folder in folders])

    def conflicts_file(self, record: LayerRecord) -> Path | None:
        """Return the file that lists where a layer contradicts what was known; None where it does not."""
        version = current_version(self.user_dir)
        path = version / "layers" / record.slug / "conflicts.csv" if version else None
        return path if path and path.is_file() and "conflicts" in record.summary else None

    def verify(self) -> list[str]:
        """Return what is wrong with the added data, one line each; an empty list where nothing is."""
        version = current_version(self.user_dir)
        return damaged_files(version) if version else []

    # -- adding ---------------------------------------------------------------------------------------

    def add_dump(
        self, dump: Path, *, alternates: Path | None = None, countries: Sequence[str] = (), source: str = ""
    ) -> LayerRecord:
        """Add a GeoNames dump (a text file, or a zip with one), replacing an earlier one of the same countries.

        Raises
        ------
        LayerError
            It is no dump, or has nothing of the countries.
        UserDataError
            The folder is locked or full; what was there is untouched.
        """
        if not dump.is_file():
            raise LayerError(f"there is no file {dump}")
        label = " ".join(countries) or dump.stem
        record = LayerRecord(
            name=f"GeoNames {label}",
            kind="dump",
            source=source or dump.name,
            sha256=file_hash(dump),
            retrieved=_today(),
            licence="CC BY 4.0",
            attribution="GeoNames, geonames.org",
            countries=tuple(countries),
        )

        def fill(folder: Path) -> None:
            shutil.copyfile(dump, folder / "dump")
            if alternates:
                shutil.copyfile(alternates, folder / "alternates")

        return self._put(record, fill)

    def add_layer(
        self,
        layer: "Layer",
        *,
        name: str,
        source: Path,
        country: str = "",
        licence: str = "",
        attribution: str = "",
    ) -> LayerRecord:
        """Add a settlement layer, replacing an earlier one of the same name.

        Parameters
        ----------
        layer
            As :func:`gazetteer.userdata.layer.read_layer` returns it, all its columns clear.
        country
            ISO 3166 alpha-2 code of rows that name no country.
        """
        left_out = (f"{layer.dropped:,} rows without name or point left out",) if layer.dropped else ()
        record = LayerRecord(
            name=name,
            kind="layer",
            source=source.name,
            sha256=file_hash(source),
            retrieved=_today(),
            licence=licence,
            attribution=attribution,
            mapping=dict(layer.mapping.columns),
            notes=(*layer.notes, *left_out),
        )

        def fill(folder: Path) -> None:
            write_entries(folder / "entries.jsonl.gz", layer.entries(country=country))
            _write_table(layer.table, folder / "columns.parquet")

        return self._put(record, fill)

    def add_boundaries(
        self, divisions: "Divisions", *, name: str, source: Path, licence: str = "", attribution: str = ""
    ) -> LayerRecord:
        """Add boundaries of divisions, replacing earlier ones of the same name."""
        record = LayerRecord(
            name=name,
            kind="boundaries",
            source=source.name,
            sha256=file_hash(source),
            retrieved=_today(),
            licence=licence,
            attribution=attribution,
            rows=len(divisions.table),
            summary=divisions.summary(),
            notes=divisions.notes,
        )
        return self._put(record, lambda folder: divisions.write(folder / "divisions.parquet"))

    def remove(self, name: str) -> LayerRecord:
        """Remove a layer by its name.

        Raises
        ------
        LayerError
            There is no such layer.
        """
        with writing(self.user_dir):
            records = self.records()
            gone = next((r for r in records if name.casefold() in {r.name.casefold(), r.slug}), None)
            if gone is None:
                names = ", ".join(r.name for r in records) or "nothing has been added"
                raise LayerError(f"there is no added layer {name!r}; there are: {names}")
            self._write([r for r in records if r != gone], changed=gone.name, fill=None)
        return gone

    def rebuild(self) -> list[LayerRecord]:
        """Build everything again from the layers as they were added, over the present embedded data."""
        with writing(self.user_dir):
            version = self._newest_readable()
            if version is None:
                return []
            return self._write(read_manifest(version)[0], changed=None, fill=None, old=version)

    def _newest_readable(self) -> Path | None:
        """Return the version in force; where it is not readable the newest that is."""
        names = versions_on_disk(self.user_dir)
        try:
            candidates = [current_version(self.user_dir)]
        except DataCorruptError:
            candidates = []
        candidates += [self.user_dir / "versions" / name for name in reversed(names)]
        for version in filter(None, candidates):
            try:
                read_manifest(version)
            except DataCorruptError:
                continue
            return version
        return None

    # -- building -------------------------------------------------------------------------------------

    def _put(self, record: LayerRecord, fill: Fill) -> LayerRecord:
        """Add a layer in its place in the order, or replace the one of its name."""
        with writing(self.user_dir):
            records = [r for r in self.records() if r.slug != record.slug]
            records.append(record)
            records.sort(key=lambda r: _ORDER[r.kind])  # stable: otherwise as they were added
            written = self._write(records, changed=record.name, fill=fill)
        return next(r for r in written if r.slug == record.slug)

    def _write(
        self, records: list[LayerRecord], *, changed: str | None, fill: Fill | None, old: Path | None = None
    ) -> list[LayerRecord]:
        """Write a version with these layers; those under the changed one are taken over as they are."""
        old = old or current_version(self.user_dir)
        kept = read_manifest(old)[0] if old and changed is not None else []
        with new_version(self.user_dir) as version:
            folders = shard_folders(self.data_dir / "places")
            untouched = True
            for index, record in enumerate(records):
                layer = version / "layers" / record.slug
                if fill and record.name == changed:
                    layer.mkdir(parents=True)
                    fill(layer)
                elif old:
                    _link_tree(old / "layers" / record.slug, layer)
                if record.kind == "boundaries":
                    continue
                places = version / "places" / f"{index:03d}-{record.slug}"
                untouched = untouched and record.name != changed and kept[index : index + 1] == [record]
                if untouched and old:
                    _link_tree(old / "places" / places.name, places)
                else:
                    records[index] = self._build(record, layer, places, folders)
                folders += shard_folders(places)
            write_manifest(version, records)
        return records

    def _build(self, record: LayerRecord, layer: Path, places: Path, below: list[Path]) -> LayerRecord:
        """Build what look-ups open for one layer, over the layers below it."""
        places.parent.mkdir(exist_ok=True)
        with _no_garbage():
            return self._merge(record, layer, places, below)

    def _merge(self, record: LayerRecord, layer: Path, places: Path, below: list[Path]) -> LayerRecord:
        """Merge a layer with those below it and write the result."""
        base = Gazetteer([Shard(folder) for folder in below])
        source = "GeoNames" if record.kind == "dump" else record.name
        merger = Merger(base, layer=record.name, source=source, overrules=record.kind == "layer")
        notes = record.notes
        if record.kind == "dump":
            tally = Tally()
            listed = layer / "alternates"
            alternates = Alternates.read(listed) if listed.exists() else None
            recoded = merger.check_codes(division_codes(layer / "dump"))
            entries = read_dump(
                layer / "dump",
                tally=tally,
                alternates=alternates,
                countries=record.countries,
                label=record.source,
            )
            build_layer(merger.rows(entries), places, name=record.name)
            _require_places(record, tally)
            notes = (*tally.notes(), *recoded)
        else:
            rows, ids = merger.rows_and_ids(list(read_entries(layer / "entries.jsonl.gz")))
            build_layer(rows, places, name=record.name)
            _write_own(layer / "columns.parquet", ids, places / "own.parquet")
        _write_conflicts(layer / "conflicts.csv", merger.report)
        return replace(record, rows=merger.report.places, summary=merger.report.summary(), notes=notes)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Spare the search for cycles: there are none among millions of rows, and looking for them takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _require_places(record: LayerRecord, tally: Tally) -> None:
    if not tally.places:
        there = ", ".join(sorted(tally.countries)) or "no settlements at all"
        raise LayerError(
            f"{record.source} holds nothing of {' '.join(record.countries) or 'any country'} but {there}"
        )


def _link_tree(source: Path, target: Path) -> None:
    """Take over a folder whose files never change: by hard links where the file system has them."""
    shutil.copytree(source, target, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write_table(table: "pd.DataFrame", path: Path) -> None:
    """Write a layer's columns; what Parquet has no type for (lists of mixed things, say) as text."""
    plain = table.copy()
    for column in plain.columns[[pd.api.types.is_object_dtype(dtype) for dtype in plain.dtypes]]:
        texts = plain[column].map(lambda value: value if value is None else str(value))
        plain[column] = texts.astype("string")
    plain.columns = [str(column) for column in plain.columns]
    plain.to_parquet(path, index=False)


def _write_own(columns: Path, ids: list[int], path: Path) -> None:
    """Write the layer's columns beside the ids that its rows were given."""
    table = pd.read_parquet(columns).drop(columns="geonameid", errors="ignore")
    table.index = pd.Index(ids, name="geonameid", dtype="int64")
    table[table.index != 0].to_parquet(path)


def _write_conflicts(path: Path, report: MergeReport) -> None:
    path.unlink(missing_ok=True)  # it may be a hard link into the old version
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("geonameid", "name", "what", "added", "known"))
        writer.writerows(report.conflicts)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
