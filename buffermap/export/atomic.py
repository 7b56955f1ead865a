"""Files that are there whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from buffermap.errors import InputError

STDOUT = Path("-")
"""Stands for standard output."""


@contextmanager
def whole_file(path: Path, *, suffix: str = "") -> Iterator[Path]:
    """Give a temporary path beside the target, and put it in the target's place when the block ends well.

    For `STDOUT` the file's bytes are copied there. On an error nothing is left behind.

    Raises
    ------
    InputError
        The folder does not exist, or the path is a folder.
    """
    target = path if path == STDOUT else path.resolve()
    if target.is_dir():
        raise InputError(f"{path} is a folder; name a file in it")
    folder = Path(tempfile.gettempdir()) if path == STDOUT else target.parent
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder} to write {path.name} to")
    handle, name = tempfile.mkstemp(prefix=".buffermap-", suffix=suffix or target.suffix, dir=folder)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        if path == STDOUT:
            _copy_out(draft)
        elif target.exists() and not target.is_file():
            with target.open("wb") as device:  # a pipe or a device cannot be replaced
                device.write(draft.read_bytes())
        else:
            draft.chmod(target.stat().st_mode if target.exists() else _usual_mode())
            draft.replace(target)
    finally:
        for left in (draft, *(draft.with_name(draft.name + end) for end in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _copy_out(draft: Path) -> None:
    with draft.open("rb") as source:
        while block := source.read(1 << 20):
            sys.stdout.buffer.write(block)
    sys.stdout.buffer.flush()
