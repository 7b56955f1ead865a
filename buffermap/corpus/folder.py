"""The folder of an archive: parts that are there whole or not at all, a manifest, and what failed."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from buffermap.corpus.reader import KEY, Part
from buffermap.corpus.schema import ARTICLES, TABLES, VERSION
from buffermap.errors import InputError
from buffermap.export.atomic import whole_file
from buffermap.paths import MANIFEST, is_archive

FAILED = "failed.jsonl"
_LOCK = ".lock"


def _check_counts(manifest: Mapping[str, Any]) -> None:
    """Check that a manifest says how much there is, as whole numbers."""
    counts = {
        "parts": manifest["parts"],
        **{key: manifest["counts"][key] for key in ("articles", "mentions", "statements")},
    }
    wrong = [key for key, count in counts.items() if type(count) is not int or count < 0]
    if wrong or not isinstance(manifest["reading"], dict):
        raise ValueError(f"{', '.join(wrong) or 'reading'} is none")


@dataclass(frozen=True, slots=True)
class Archive:
    """What `buffermap.extract_parts` wrote: a folder of Parquet files, part by part.

    Parameters
    ----------
    folder
        Where it lies.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import buffermap as bm
    >>> with TemporaryDirectory() as folder:
    ...     archive = bm.extract_parts(bm.read("Trains between Sumy and Kyiv run again."), f"{folder}/archive")
    ...     archive.dataset("mentions").to_table(columns=["surface", "name"]).to_pylist()
    [{'surface': 'Sumy', 'name': 'Sumy'}, {'surface': 'Kyiv', 'name': 'Kyiv'}]
    """

    folder: Path

    @property
    def manifest(self) -> dict[str, Any]:
        """What it was made of, and how much is in it.

        Raises
        ------
        InputError
            There is none, it cannot be read, or it is of another version.
        """
        path = self.folder / MANIFEST
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            version = found["made_of"]["schema"]
            if found["complete"]:
                _check_counts(found)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}: no manifest of an archive ({error})") from error
        if version != VERSION:
            raise InputError(
                f"{path}: tables of version {version}, this program reads {VERSION}; extract again"
            )
        return found

    def dataset(self, table: str) -> ds.Dataset:
        """Return one of its tables (``mentions``, ``articles``, ``statements``, ``distances``, ``unnamed``), unread."""
        if table not in TABLES:
            raise InputError(f"an archive has no table {table!r}; it has {', '.join(sorted(TABLES))}")
        return ds.dataset([str(path) for path in self.files(table)], schema=TABLES[table], format="parquet")

    def files(self, table: str) -> list[Path]:
        """Return the files of a table, in the order of the articles."""
        return sorted((self.folder / table).glob("part-*.parquet"))

    def part(self, table: str, number: int) -> Path:
        """Return the file of a part."""
        return self.folder / table / f"part-{number:06d}.parquet"

    def read(self, table: str, number: int, *, columns: list[str] | None = None) -> pa.Table:
        """Return a table of a part.

        Raises
        ------
        InputError
            The part is missing or damaged, or is no such table.
        """
        path = self.part(table, number)
        try:
            return pq.read_table(path, columns=columns, schema=TABLES[table])
        except (OSError, ValueError, TypeError, pa.ArrowException) as error:
            what = str(error).partition("\n")[0]
            raise InputError(
                f"{path}: a part that cannot be read ({what}); --resume reads its articles anew"
            ) from error

    def written(self, number: int) -> dict[str, Any] | None:
        """Return what a part says of itself, None where it is not whole."""
        if not all(self.part(name, number).is_file() for name in TABLES):
            return None
        return _told(self.part("articles", number))

    def write(self, part: Part) -> None:
        """Write a part; its articles come last and say that it is whole."""
        for name, content in part.files.items():
            with whole_file(self.part(name, part.number)) as draft:
                draft.write_bytes(content)

    def write_manifest(self, values: Mapping[str, Any]) -> None:
        """Write the manifest."""
        with whole_file(self.folder / MANIFEST) as draft:
            draft.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def close(self, parts: int) -> Counter[str]:
        """Drop what an earlier run wrote beyond so many parts, list what failed, and return how much is in all parts."""
        totals: Counter[str] = Counter(dict.fromkeys((*TABLES, "failed"), 0))
        failed = []
        for name in reversed(TABLES):
            for path in self.files(name):
                if int(path.stem.removeprefix("part-")) >= parts:
                    path.unlink()
        for path in self.files("articles"):
            told = _told(path) or {}
            totals.update({name: told.get(name, 0) for name in totals})
            failed += list(_failed(path)) if told.get("failed") else []
        with whole_file(self.folder / FAILED) as draft:
            lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in failed]
            draft.write_text("".join(lines), encoding="utf-8")
        return totals


def opened(folder: Path, *, resume: bool) -> tuple[Archive, filelock.BaseFileLock]:
    """Return the archive of a folder that is made where it is missing, and its lock, which is held.

    Raises
    ------
    InputError
        The folder holds something else, or an archive though none is to be resumed, or another run writes to it.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; name a folder for the parts")
    if is_archive(folder) and not resume:
        raise InputError(
            f"{folder} holds an archive: go on with it by --resume (resume=True), or name another folder"
        )
    if folder.is_dir() and not is_archive(folder) and any(one.name != _LOCK for one in folder.iterdir()):
        raise InputError(f"{folder} holds other files; name an empty or a new folder")
    for name in TABLES:
        (folder / name).mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise InputError(f"another run writes to {folder}; wait for its end") from None
    return Archive(folder), lock


def _told(path: Path) -> dict[str, Any] | None:
    """Return what a file of a part says of itself, None where it is damaged."""
    try:
        found = json.loads((pq.read_schema(path).metadata or {})[KEY])
    except (OSError, pa.ArrowException, ValueError, KeyError):
        return None
    return found if isinstance(found, dict) else None


def _failed(path: Path) -> Iterator[dict[str, str]]:
    columns = ["doc_id", "text_sha256", "error"]
    for one in pq.read_table(path, columns=columns, schema=ARTICLES).to_pylist():
        if one["error"] is not None:
            yield one
