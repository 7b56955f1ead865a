"""Writes the manifest: each builder records the files that it has written."""

import fcntl
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gazetteer.build.sources import Source
from gazetteer.files.manifest import MANIFEST, file_sha256
from gazetteer.paths import DATA


def record(
    path: Path,
    *,
    description: str,
    sources: Iterable[Source],
    data: Path = DATA,
    notes: dict[str, Any] | None = None,
) -> None:
    """Enter a file into the manifest of its data folder, or bring its entry up to date.

    Parameters
    ----------
    path
        The file, below ``data``, complete and in place.
    description
        What it holds, in one line.
    sources
        What it was made from.
    notes
        Anything that a reader of ``buffermap data info`` should know: accuracy, what is missing, figures. JSON only.
    """
    target = data / MANIFEST
    # builders may run side by side
    with (data / "__init__.py").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files = json.loads(target.read_text(encoding="utf-8"))["files"] if target.exists() else {}
        files[path.relative_to(data).as_posix()] = {
            "description": description,
            "bytes": path.stat().st_size,
            "sha256": file_sha256(path),
            "sources": [asdict(source) for source in sources],
            "notes": notes or {},
        }
        files = {name: entry for name, entry in files.items() if (data / name).exists()}
        text = json.dumps({"files": files}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        aside = target.with_name(target.name + ".part")
        aside.write_text(text, encoding="utf-8")
        aside.replace(target)
