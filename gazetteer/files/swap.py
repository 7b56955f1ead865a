"""A versioned folder of built data: built aside, swapped in by one rename, never seen half done.

::

    user_dir/
      lock                one writer at a time (the system frees it when the writer dies)
      current             one line: the name of the version in force; replaced by a single rename
      versions/000007/    complete and never changed again

A reader looks at ``current`` and opens that folder. It never waits and never sees a version under construction.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gazetteer.errors import DataCorruptError, UserDataError

_NAME = re.compile(r"\d{6,12}")
_STAGING = ".building-"
_KEPT = 2  # the version in force and the one before it, which a slow reader may just be opening
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def default_user_dir() -> Path:
    """Where data that users add live: ``BUFFERMAP_DATA_DIR``, else the platform's user data folder."""
    chosen = os.environ.get("BUFFERMAP_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path  # not needed where the variable is set

    return user_data_path("buffermap", appauthor=False)


def current_version(user_dir: Path) -> Path | None:
    """Return the folder of the version in force, or None where nothing has been added.

    Raises
    ------
    DataCorruptError
        ``current`` does not name a version, or names one that is not there.
    """
    pointer = user_dir / "current"
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        name = ""
    folder = user_dir / "versions" / name
    if not _NAME.fullmatch(name) or not folder.is_dir():
        raise DataCorruptError(
            f"{pointer} does not name a version of the added data; run `buffermap data rebuild`, "
            "or remove the folder and add the data again"
        )
    return folder


@contextmanager
def writing(user_dir: Path, *, timeout_s: float = 30.0) -> Iterator[None]:
    """Hold the writers' lock.

    Raises
    ------
    UserDataError
        Another process keeps the lock for longer than ``timeout_s``, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # only writing needs it

    try:
        user_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(user_dir / "lock", timeout=timeout_s)
        lock.acquire()
    except Timeout:
        raise UserDataError(
            f"another buffermap is changing the data in {user_dir}; try again when it is done"
        ) from None
    except OSError as error:
        raise UserDataError(
            f"cannot write to {user_dir}: {error.strerror or error}; choose another folder with BUFFERMAP_DATA_DIR"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def new_version(user_dir: Path) -> Iterator[Path]:
    """Give an empty folder to build in; when the block ends without an error it becomes the version in force.

    The caller holds the lock of ``writing``. After an error, or a kill at any moment, the old version is in force.

    Raises
    ------
    UserDataError
        The disk is full (or a quota or file size limit is reached); the old version is in force.
    """
    versions = user_dir / "versions"
    try:
        versions.mkdir(parents=True, exist_ok=True)
        _sweep(versions)
        staging = versions / f"{_STAGING}{os.getpid()}"
        staging.mkdir()
        try:
            yield staging
            _flush(staging)
            name = _next_name(versions)
            staging.rename(versions / name)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        _flush_folder(versions)
        _point_to(user_dir, name)
    except OSError as error:
        if error.errno in _FULL:
            raise UserDataError(
                f"no space left in {user_dir} ({error.strerror}); nothing was changed, the data added before are still in force"
            ) from error
        raise
    _prune(versions, keep=name)


def versions_on_disk(user_dir: Path) -> list[str]:
    """Names of complete versions, oldest first."""
    with suppress(FileNotFoundError):
        return sorted(p.name for p in (user_dir / "versions").iterdir() if _NAME.fullmatch(p.name))
    return []


def _next_name(versions: Path) -> str:
    numbers = [int(name) for name in versions_on_disk(versions.parent)]
    return f"{max(numbers, default=0) + 1:06d}"


def _point_to(user_dir: Path, name: str) -> None:
    aside = user_dir / ".current.new"
    with aside.open("w", encoding="ascii") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(user_dir / "current")
    _flush_folder(user_dir)


def _sweep(versions: Path) -> None:
    """Remove what writers that were killed have left; under the lock there is no other."""
    for left in versions.glob(_STAGING + "*"):
        shutil.rmtree(left, ignore_errors=True)


def _prune(versions: Path, *, keep: str) -> None:
    old = [name for name in versions_on_disk(versions.parent) if name < keep]
    for name in old[: max(0, len(old) - (_KEPT - 1))]:
        shutil.rmtree(versions / name, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Have the system write every file, so that a power cut after the rename finds them whole."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
