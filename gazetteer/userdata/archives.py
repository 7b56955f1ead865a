"""Zip files from anywhere, read as streams: nothing is unpacked under a name that the archive chose."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from gazetteer.errors import LayerError


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """What an archive may hold; ``ratio`` is unpacked to packed size, looked at from ``ratio_from`` bytes on."""

    max_bytes: int = 8 * 1024**3
    max_members: int = 1000
    ratio: float = 100.0
    ratio_from: int = 64 * 1024**2


def is_zip(path: Path) -> bool:
    """Whether the file begins like a zip archive."""
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def check_zip(path: Path) -> None:
    """Read the archive through: its list, every limit, every checksum.

    Raises
    ------
    LayerError
        It is no zip archive, is damaged, or wants to be something that no data archive is.
    """
    with _opened(path, ArchiveLimits()) as archive:
        for member in archive.infolist():
            with _member(archive, member, ArchiveLimits()) as stream:
                while stream.read(1 << 20):
                    pass


@contextmanager
def open_data(
    path: Path, pattern: str, *, limits: ArchiveLimits | None = None
) -> Iterator[io.BufferedReader]:
    """Open a plain file, or the one member of a zip archive whose file name matches ``pattern`` (a regex).

    Raises
    ------
    LayerError
        No member matches, or several do; the archive is damaged, encrypted, a bomb, or has names that lead elsewhere.
    """
    limits = limits or ArchiveLimits()
    if not is_zip(path):
        with path.open("rb") as file:
            yield file
        return
    with _opened(path, limits) as archive:
        fitting = [m for m in archive.infolist() if re.fullmatch(pattern, PurePosixPath(m.filename).name)]
        if len(fitting) != 1:
            names = ", ".join(m.filename for m in archive.infolist()[:5]) or "nothing"
            found = "several fitting files" if fitting else "no fitting file"
            raise LayerError(f"{path.name} holds {found}: {names}")
        with _member(archive, fitting[0], limits) as stream:
            yield stream


@contextmanager
def checked_archive(
    source: Path | IO[bytes], name: str, *, limits: ArchiveLimits | None = None
) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive that was looked at: its list is within the limits and its names stay inside it.

    Raises
    ------
    LayerError
        The archive is damaged, encrypted, a bomb, or has names that lead elsewhere.
    """
    with _damage_named(name):
        archive = zipfile.ZipFile(source)
    with archive:
        _check(archive, name, limits or ArchiveLimits())
        yield archive


@contextmanager
def _opened(path: Path, limits: ArchiveLimits) -> Iterator[zipfile.ZipFile]:
    with checked_archive(path, path.name, limits=limits) as archive:
        yield archive


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    """Turn the many ways in which reading a damaged archive fails into one error."""
    try:
        yield
    except LayerError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,  # of zipfile, for a compression that it does not know
        ValueError,
        OSError,
        struct.error,
    ) as error:
        raise LayerError(f"{name} is not a whole zip archive ({error}); fetch it again") from error


def _check(archive: zipfile.ZipFile, name: str, limits: ArchiveLimits) -> None:
    """Refuse archives by their list of contents alone."""
    members = archive.infolist()
    if len(members) > limits.max_members:
        raise LayerError(f"{name} holds {len(members):,} files; at most {limits.max_members:,} are read")
    for member in members:
        path, windows = PurePosixPath(member.filename), PureWindowsPath(member.filename)
        if (
            path.is_absolute()
            or windows.drive
            or windows.is_absolute()
            or ".." in (*path.parts, *windows.parts)
        ):
            raise LayerError(f"{name} has a member that points outside the archive: {member.filename!r}")
        if member.flag_bits & 1:
            raise LayerError(f"{name} is encrypted; unpack it first")
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > limits.max_bytes or (total > limits.ratio_from and total > limits.ratio * max(packed, 1)):
        raise LayerError(
            f"{name} would unpack to {total / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB; not opened"
        )


def opened_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> AbstractContextManager[io.BufferedReader]:
    """Open a member of a checked archive; what is damaged in it is a LayerError when it is read."""
    return _member(archive, member, ArchiveLimits())


@contextmanager
def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: ArchiveLimits
) -> Iterator[io.BufferedReader]:
    """Stream one member, no further than its announced size."""
    with _damage_named(member.filename):
        packed = archive.open(member)
    with packed:
        yield io.BufferedReader(
            _Limited(packed, min(member.file_size, limits.max_bytes), member.filename), 1 << 20
        )


class _Limited(io.RawIOBase):
    """A stream that refuses to give more than was announced."""

    def __init__(self, stream: IO[bytes], size: int, name: str) -> None:
        self._stream, self._left, self._name = stream, size, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # the buffer that RawIOBase hands over
        with _damage_named(self._name):
            data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise LayerError(f"{self._name} is longer than its archive says")
        buffer[: len(data)] = data
        return len(data)
