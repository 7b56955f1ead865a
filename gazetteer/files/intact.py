"""Whether added data are as they were written: found when they are opened, not by what a look-up stumbles over.

Hashing takes longer than opening, so what has been checked is remembered by size and time of change; a file that has
changed since is hashed again.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from gazetteer.errors import DataCorruptError

CHECKED = "checked.json"
"""In the user's data folder: which files of which version have been found whole."""

_HINT = "run `buffermap data rebuild`, or remove the layer and add it again"


def require_intact(version: Path) -> None:
    """Check the files of a version that look-ups open against its manifest.

    Raises
    ------
    DataCorruptError
        One of them is missing, shorter, longer or changed; the message names it.
    """
    stamp = version.parent.parent / CHECKED
    seen = _seen(stamp).get(version.name, {})
    now: dict[str, list[Any]] = {}
    for name, expected in _files(version).items():
        if not name.startswith("places/"):
            continue
        path = version / name
        try:
            found = path.stat()
        except FileNotFoundError:
            raise DataCorruptError(f"{path} is missing; {_HINT}") from None
        now[name] = [found.st_size, found.st_mtime_ns, expected["sha256"]]
        if seen.get(name) == now[name]:
            continue
        if found.st_size != expected["bytes"] or _sha256(path) != expected["sha256"]:
            raise DataCorruptError(f"{path} is damaged: it has changed since it was written; {_HINT}")
    if now != seen:
        _remember(stamp, {version.name: now})


def _files(version: Path) -> dict[str, dict[str, Any]]:
    path = version / "manifest.json"
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {
            str(name): {"bytes": entry["bytes"], "sha256": entry["sha256"]} for name, entry in files.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataCorruptError(f"{path} is missing or damaged; {_HINT}") from error


def _seen(stamp: Path) -> dict[str, Any]:
    try:
        seen = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return seen if isinstance(seen, dict) else {}


def _remember(stamp: Path, seen: dict[str, Any]) -> None:
    """Keep what was checked; a folder that cannot be written to is checked anew each time."""
    aside = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    with suppress(OSError):
        aside.write_text(json.dumps(seen), encoding="utf-8")
        aside.replace(stamp)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
