"""Files that are there whole or not at all: the one way in which anything is written for a user."""

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from buffermap.errors import InputError

try:
    import fcntl
except ImportError:  # Windows has no such locks: there leftovers go by their age
    fcntl = None  # type: ignore[assignment]

STDOUT = Path("-")
"""Stands for standard output."""

_PREFIX = ".buffermap-"
_STALE_S = 86_400.0  # where nothing can be locked, no draft is a day in the making
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DEVICES = ("/dev/", "/proc/")


@contextmanager
def whole_file(path: Path, *, suffix: str = "") -> Iterator[Path]:
    """Give a temporary path, and put it in the target's place when the block ends well.

    The draft stands in a folder of its own beside the target, which no other user can enter or guess. A link in the
    target's place is replaced, never followed. Pipes, devices and `STDOUT` are written to. On an error nothing is left
    behind; what a killed program left is removed by the next one that writes to the same folder.

    Parameters
    ----------
    path
        Where the file shall be; `STDOUT` for standard output.
    suffix
        Suffix of the draft, for writers that choose a format by it; that of the path by default.

    Raises
    ------
    InputError
        The folder does not exist or cannot be written to, the path is a folder, or the disk is full.
    """
    streamed = path == STDOUT or _is_device(path)
    target = path if streamed else _checked(path)
    folder = Path(tempfile.gettempdir()) if streamed else target.parent
    try:
        with _drafts(folder) as room:
            draft = room / f"draft{suffix or path.suffix}"
            draft.touch()
            yield draft
            if streamed:
                _copy_out(draft, path)
            else:
                _put(draft, target)
    except OSError as error:
        ours = error.errno in _FULL or _PREFIX in str(error.filename)
        if not ours:
            raise
        raise InputError(
            f"{path}: cannot write ({(error.strerror or str(error)).lower()}); nothing was changed"
        ) from error


def refuse_overwriting(outputs: Iterable[str | Path], inputs: Iterable[str | Path]) -> None:
    """Refuse to write where an input of the same command stands, under whatever name, and to write a file twice.

    Parameters
    ----------
    outputs
        Files that are going to be written.
    inputs
        Files that are read; ``-`` is what standard input comes from.

    Raises
    ------
    InputError
        An output is one of the inputs, or two outputs are one file.
    """
    seen: set[str] = set()
    standing: list[tuple[Path, os.stat_result]] = []
    for output in map(Path, outputs):
        if output == STDOUT or _is_device(output):
            continue
        place = os.path.normcase(output.parent.resolve() / output.name)
        if place in seen:
            raise InputError(f"two outputs of this command are called {output}; give each its own name")
        seen.add(place)
        if (found := _stat(output)) is not None:
            standing.append((output, found))
    for given in inputs if standing else ():
        read = _stat(Path(given))
        for output, found in standing:
            if read is not None and os.path.samestat(found, read):
                raise InputError(f"{output} is an input of this command; write to another file")


def _stat(path: Path) -> os.stat_result | None:
    """Return which file a path leads to, ``-`` to that of standard input; None where to none."""
    try:
        return os.fstat(sys.stdin.fileno()) if path == STDOUT else path.stat()
    except (OSError, ValueError):  # no such file, no file behind the stream, no path
        return None


def _is_device(path: Path) -> bool:
    """Whether a path is a pipe, a device or a terminal: something that can be written to, not replaced."""
    # the link /dev/stdout may lead to a file: one that the shell has opened, and not for us to replace
    if path.is_symlink() and str(path.absolute()).startswith(_DEVICES):
        return True
    return path.exists() and not path.is_file() and not path.is_dir()


def _checked(path: Path) -> Path:
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise InputError(f"there is no folder {path.parent} to write {path.name} to")
    target = path.parent.resolve() / path.name
    if target.exists() and not target.is_symlink() and not os.access(target, os.W_OK):
        raise InputError(f"{path} may not be changed; write to another file")
    return target


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """Give a folder for drafts, locked while it is in use; remove it afterwards, and what others left."""
    _sweep(folder)
    room = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    lock = _locked(room)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked(room: Path) -> int | None:
    """Lock a folder until the handle is closed, by the system where the program is killed; None where taken."""
    if fcntl is None:
        return None
    handle = os.open(room, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _sweep(folder: Path) -> None:
    """Remove drafts of programs that were killed: folders of our own that nobody holds."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*"):
            with suppress(OSError):
                _sweep_one(left)


def _sweep_one(left: Path) -> None:
    about = left.lstat()
    if left.is_symlink() or not left.is_dir() or (hasattr(os, "getuid") and about.st_uid != os.getuid()):
        return
    age_s = time.time() - about.st_mtime
    if age_s < 1.0:  # perhaps made a moment ago and not locked yet
        return
    lock = _locked(left)
    if lock is not None or (fcntl is None and age_s > _STALE_S):
        shutil.rmtree(left, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def _put(draft: Path, target: Path) -> None:
    """Put a draft in its place once the disk holds all of it."""
    handle = os.open(draft, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    kept = target.exists() and not target.is_symlink()
    draft.chmod(target.stat().st_mode & 0o777 if kept else _usual_mode())
    draft.replace(target)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _copy_out(draft: Path, path: Path) -> None:
    with draft.open("rb") as source:
        if path == STDOUT:
            shutil.copyfileobj(source, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        with path.open("wb") as device:
            shutil.copyfileobj(source, device)
