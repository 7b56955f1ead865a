"""A file of compressed blocks, each read alone, and the way coordinates are packed in them.

Coordinates are whole millionths of a degree (0.1 m). A block holds lines: the first vertex of each, then steps from
vertex to vertex, their bytes sorted by significance so that they compress well.
"""

import json
import mmap
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import DataCorruptError, DataMissingError

UNITS_PER_DEGREE = 1_000_000

Vertices = NDArray[np.int32]
"""Longitude and latitude in millionths of a degree, shape (n, 2)."""

_MAGIC = b"bmblock1"
_HEAD = struct.Struct("<8sI")
_LINES = struct.Struct("<IIIB")


class Blocks:
    """A file of named blocks, opened by its index alone.

    Parameters
    ----------
    path
        File that :func:`write_blocks` wrote.

    Raises
    ------
    DataMissingError
        There is no such file.
    DataCorruptError
        It is another kind of file, or cut short.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                # A map outlives the file's name: who replaces the file does not disturb who reads it.
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            magic, size = _HEAD.unpack_from(self._bytes)
            head = (
                {}
                if magic != _MAGIC
                else json.loads(zlib.decompress(self._bytes[_HEAD.size : _HEAD.size + size]))
            )
        except FileNotFoundError:
            raise DataMissingError(f"{path} is missing: reinstall buffermap, or build the data") from None
        except (struct.error, zlib.error, ValueError) as error:
            raise DataCorruptError(f"{path} is damaged ({error}): reinstall buffermap") from error
        if not head:
            raise DataCorruptError(f"{path} is not a file of boundaries: reinstall buffermap")
        self._where: dict[str, tuple[int, int]] = {
            name: (offset, length) for name, offset, length in head["blocks"]
        }
        self._start = _HEAD.size + size
        self.meta: dict[str, Any] = head["meta"]

    def __contains__(self, name: str) -> bool:
        return name in self._where

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def read(self, name: str) -> bytes:
        """Return the content of a block."""
        offset, length = self._where[name]
        begin = self._start + offset
        try:
            return zlib.decompress(self._bytes[begin : begin + length])
        except zlib.error as error:
            raise DataCorruptError(f"{self._path} is damaged at {name}: reinstall buffermap") from error


def write_blocks(path: Path, blocks: Mapping[str, bytes], *, meta: Mapping[str, Any]) -> None:
    """Write named blocks and what there is to know about them; the same input gives the same bytes."""
    packed = {name: zlib.compress(content, 9) for name, content in blocks.items()}
    offsets = np.cumsum([0, *(len(content) for content in packed.values())]).tolist()
    index = [
        [name, offset, len(content)] for (name, content), offset in zip(packed.items(), offsets, strict=False)
    ]
    head = zlib.compress(
        json.dumps({"blocks": index, "meta": meta}, ensure_ascii=False, separators=(",", ":")).encode(), 9
    )
    partial = path.with_suffix(".partial")
    partial.parent.mkdir(parents=True, exist_ok=True)
    partial.write_bytes(b"".join([_HEAD.pack(_MAGIC, len(head)), head, *packed.values()]))
    partial.replace(path)


def pack_lines(lines: Iterable[NDArray[np.int32] | NDArray[np.int64]], *, unit: int = 1) -> bytes:
    """Pack lines for a block.

    Parameters
    ----------
    lines
        Vertices of each line.
    unit
        Inner vertices are kept to so many millionths of a degree; the ends are always exact, so that lines meet.
    """
    kept = [np.asarray(line, dtype=np.int64) for line in lines]
    counts = np.array([len(line) for line in kept], dtype="<u4")
    ends = np.array([[line[0], line[-1]] for line in kept], dtype="<i4").reshape(-1, 2, 2)
    steps = [np.diff(_rounded(line, unit), axis=0) for line in kept]
    zigzag = _zigzag(np.concatenate([*steps, np.empty((0, 2), np.int64)]))
    width = max(1, (int(zigzag.max(initial=0)).bit_length() + 7) // 8)
    planes = zigzag.astype("<u4").view(np.uint8).reshape(-1, 2, 4)[:, :, :width].transpose(1, 2, 0)
    head = _LINES.pack(len(kept), len(zigzag), unit, width)
    return b"".join([head, counts.tobytes(), ends.tobytes(), planes.tobytes()])


def unpack_lines(content: bytes) -> tuple[Vertices, NDArray[np.int64]]:
    """Return the vertices of all lines of a block, and where each line begins and the last one ends."""
    n_lines, n_steps, unit, width = _LINES.unpack_from(content)
    at = _LINES.size
    counts = np.frombuffer(content, "<u4", n_lines, at).astype(np.int64)
    ends = np.frombuffer(content, "<i4", n_lines * 4, at + 4 * n_lines).reshape(-1, 2, 2)
    planes = np.frombuffer(content, np.uint8, n_steps * 2 * width, at + 20 * n_lines).reshape(
        2, width, n_steps
    )
    zigzag = np.zeros((n_steps, 2, 4), np.uint8)
    zigzag[:, :, :width] = planes.transpose(2, 0, 1)
    packed = zigzag.view("<u4")[:, :, 0]
    steps = (packed >> 1).astype(np.int32) ^ -(packed & 1).astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(counts)])
    vertices = np.empty((int(starts[-1]), 2), np.int32)
    first = starts[:-1]
    inner = np.ones(len(vertices), dtype=bool)
    inner[first] = False
    vertices[inner] = steps
    # Each line's first step carries it from the end of the line before to its own beginning.
    begin = _rounded_ends(ends[:, 0], unit)
    vertices[first] = 0
    total = np.cumsum(vertices, axis=0, dtype=np.int32)
    vertices = (total + np.repeat(begin - total[first], counts, axis=0)) * np.int32(unit)
    vertices[first] = ends[:, 0]
    vertices[starts[1:] - 1] = ends[:, 1]
    return vertices, starts


def _rounded(line: NDArray[np.int64], unit: int) -> NDArray[np.int64]:
    return line if unit == 1 else np.round(line / unit).astype(np.int64)


def _rounded_ends(ends: NDArray[np.int32], unit: int) -> NDArray[np.int32]:
    return ends if unit == 1 else np.round(ends / unit).astype(np.int32)


def _zigzag(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    """Fold signed steps into unsigned numbers, small ones staying small."""
    return (steps << 1) ^ (steps >> 63)
