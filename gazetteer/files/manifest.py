"""The manifest of the data: what each file holds, from which source, under which licence, with which hash."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer.errors import DataCorruptError, DataMissingError
from gazetteer.paths import DATA

MANIFEST = "manifest.json"
_HINT = "install buffermap again, or run `buffermap data rebuild`"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """One source of a file: name and version, licence, and the words that its licence asks us to show."""

    name: str
    version: str
    licence: str
    attribution: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One data file: path below the data folder, contents, size in bytes, hash, sources, and notes of its builder."""

    file: str
    description: str
    bytes: int
    sha256: str
    sources: tuple[SourceNote, ...]
    notes: dict[str, Any]


def load(data: Path | None = None) -> list[Entry]:
    """Read the manifest, sorted by file.

    Raises
    ------
    DataMissingError, DataCorruptError
        There is no manifest, or it cannot be read.
    """
    path = (data or DATA) / MANIFEST
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return [_entry(name, files[name]) for name in sorted(files)]
    except FileNotFoundError:
        raise DataMissingError(f"{path} is missing: {_HINT}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise DataCorruptError(f"{path} is damaged: {_HINT}") from error


def verify(data: Path | None = None) -> list[Entry]:
    """Check size and hash of every file of the manifest and return its entries.

    Raises
    ------
    DataMissingError
        A file is not there.
    DataCorruptError
        A file is not what the manifest says: expected and found hash are in the message.
    """
    folder = data or DATA
    entries = load(folder)
    for entry in entries:
        path = folder / entry.file
        if not path.is_file():
            raise DataMissingError(f"{path} is missing: {_HINT}")
        found = file_sha256(path)
        if found != entry.sha256:
            raise DataCorruptError(f"{path} has SHA-256 {found}, the manifest says {entry.sha256}: {_HINT}")
    return entries


def attributions(entries: list[Entry]) -> list[str]:
    """Return the attributions that maps and tables made from these files must carry, each once."""
    return list(dict.fromkeys(source.attribution for entry in entries for source in entry.sources))


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entry(name: str, values: dict[str, Any]) -> Entry:
    """Return one entry of the JSON as a value."""
    return Entry(
        file=name,
        description=values["description"],
        bytes=values["bytes"],
        sha256=values["sha256"],
        sources=tuple(SourceNote(**source) for source in values["sources"]),
        notes=values.get("notes", {}),
    )
