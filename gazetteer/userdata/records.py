"""What has been added: one record per layer, in the manifest of a version."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from gazetteer.errors import DataCorruptError

FORMAT = 1
LayerKind = Literal["dump", "layer", "boundaries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRecord:
    """One added layer and where it came from.

    Parameters
    ----------
    name
        What the user calls it; shown as ``layer`` beside each of its places.
    kind
        A GeoNames dump, a settlement layer, or boundaries.
    source, sha256, retrieved
        URL or file name of what was added, its hash, and the date.
    licence, attribution
        As the user or the source states them; empty where nobody did.
    countries
        Countries that a dump was restricted to.
    mapping
        Which column held what.
    rows
        Number of places or areas.
    summary
        What became of the rows, in a sentence.
    notes
        What was assumed or found while reading.
    """

    name: str
    kind: LayerKind
    source: str = ""
    sha256: str = ""
    retrieved: str = ""
    licence: str = ""
    attribution: str = ""
    countries: tuple[str, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    summary: str = ""
    notes: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Name of the layer's folder: readable, safe on every system, different for different names."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
        return f"{words or 'layer'}-{hashlib.sha256(self.name.encode()).hexdigest()[:6]}"


def write_manifest(version: Path, records: Sequence[LayerRecord]) -> None:
    """Write the manifest of a version: its layers, and size and hash of every file in it."""
    files = {
        path.relative_to(version).as_posix(): {"bytes": path.stat().st_size, "sha256": file_hash(path)}
        for path in sorted(version.rglob("*"))
        if path.is_file()
    }
    manifest = {"format": FORMAT, "layers": [asdict(record) for record in records], "files": files}
    (version / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8"
    )


def read_manifest(version: Path) -> tuple[list[LayerRecord], dict[str, dict[str, Any]]]:
    """Return the layers of a version, and what is known of its files.

    Raises
    ------
    DataCorruptError
        The manifest is missing, damaged, or of another format.
    """
    path = version / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT:
            raise DataCorruptError(
                f"{path} is of format {manifest['format']}, this buffermap reads {FORMAT}: add the data again"
            )
        known = {item.name for item in fields(LayerRecord)}
        records = [
            LayerRecord(**{k: v for k, v in item.items() if k in known}) for item in manifest["layers"]
        ]
        return records, dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, DataCorruptError):
            raise
        raise DataCorruptError(f"{path} is missing or damaged; run `buffermap data rebuild`") from error


def damaged_files(version: Path) -> list[str]:
    """Return what is wrong with the files of a version, one line each; empty where all is as it was written."""
    _, files = read_manifest(version)
    wrong = []
    for name, expected in files.items():
        path = version / name
        if not path.is_file():
            wrong.append(f"{name} is missing")
        elif path.stat().st_size != expected["bytes"]:
            wrong.append(f"{name} has {path.stat().st_size:,} bytes instead of {expected['bytes']:,}")
        elif file_hash(path) != expected["sha256"]:
            wrong.append(f"{name} has changed since it was written")
    return wrong


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
