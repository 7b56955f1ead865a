"""The file itself: a zip of a few members, the same bytes from the same content, read with care."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from buffermap.errors import InputError
from buffermap.export.cells import json_text

FORMAT = 1
MANIFEST = "manifest.json"
SCENARIO = "scenario.toml"
CORRECTIONS = "corrections.toml"
LINE = "line.geojson"
SETTLEMENTS: Final = "settlements.csv"
ZONE: Final = "zone.geojson"
ARTICLES: Final = "articles.jsonl"
SENTENCES: Final = "sentences.jsonl"
STATEMENTS: Final = "statements.jsonl"
MEMBERS = (
    "README.txt", MANIFEST, SCENARIO, CORRECTIONS, LINE, SETTLEMENTS, f"{SETTLEMENTS}-metadata.json", ZONE, ARTICLES,
    SENTENCES, STATEMENTS,
)  # fmt: skip
"""What may stand in an evidence file; nothing else is read, under whatever name."""

_MOST = 500_000_000
"""Bytes that a file may unpack to."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return members as a zip: in the order of `MEMBERS`, without times."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in MEMBERS:
            if name in members:
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), members[name], zipfile.ZIP_DEFLATED)
    return file.getvalue()


def unpacked(path: Path) -> dict[str, bytes]:
    """Return the members of an evidence file.

    Raises
    ------
    InputError
        It is none, or holds something that no evidence file has.
    """
    if path.stat().st_size > _MOST:
        raise InputError(f"{path.name} is larger than any evidence file ({_MOST // 1_000_000} MB)")
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            infos = archive.infolist()
            names = [info.filename for info in infos]
            strange = [name for name in names if name not in MEMBERS]
            if MANIFEST not in names or strange or len(set(names)) < len(names):
                what = f"it holds {strange[0][:60]!r}" if strange else f"it holds no single {MANIFEST}"
                raise InputError(
                    f"{path.name} is no evidence file: {what}; `buffermap map … --also evidence.zip` makes one"
                )
            if sum(info.file_size for info in infos) > _MOST:
                raise InputError(f"{path.name} would unpack to more than {_MOST // 1_000_000} MB")
            return {info.filename: _read(archive, info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read as a zip file: {error}") from error


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member that is no longer than it says."""
    with archive.open(info) as file:
        content = file.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise zipfile.BadZipFile(f"{info.filename} is longer than it says")
    return content


def manifest_of(members: Mapping[str, bytes], *, name: str) -> dict[str, Any]:
    """Return the manifest of an evidence file.

    Raises
    ------
    InputError
        It cannot be read, or is of a later format.
    """
    try:
        manifest = json.loads(members[MANIFEST])
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: {MANIFEST} is no JSON") from error
    if not isinstance(manifest, dict):
        raise InputError(f"{name}: {MANIFEST} is no object")
    if manifest.get("format") != FORMAT:
        raise InputError(
            f"{name}: format {str(manifest.get('format'))[:20]!r}; this buffermap reads {FORMAT}; update buffermap"
        )
    for key in ("members", "data", "reading", "stretch"):
        if not isinstance(manifest.get(key), dict):
            raise InputError(f"{name}: {MANIFEST} has no {key}")
    return manifest


def lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as lines of JSON."""
    return "".join(f"{json_text(dict(row))}\n" for row in rows).encode("utf-8", "replace")


def rows_of(content: bytes, *, name: str) -> list[dict[str, Any]]:
    """Return the rows of lines of JSON.

    Raises
    ------
    InputError
        A line is no object.
    """
    try:
        rows = [json.loads(line) for line in content.decode("utf-8").splitlines() if line]
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON lines") from error
    if not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{name} holds a line that is no object")
    return rows


def sha256(content: bytes) -> str:
    """Return a hash as it stands in the manifest."""
    return hashlib.sha256(content).hexdigest()
