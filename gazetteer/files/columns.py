"""A file of columns: numpy arrays side by side behind a JSON header, opened by memory mapping.

Arrow would do the same, but importing it costs more time than everything else that a look-up needs.
"""

import json
import mmap
import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.errors import DataCorruptError, DataMissingError

_MAGIC = b"BMCOLS1\n"
_ALIGN = 64


def write_columns(path: Path, columns: dict[str, npt.NDArray[Any]], meta: dict[str, Any]) -> None:
    """Write columns and a JSON description to ``path``: aside first, then swapped in by one rename.

    The bytes depend on nothing but the arguments. All integers and floats are written little-endian.
    """
    layout: dict[str, list[Any]] = {}
    offset = 0
    for name, column in columns.items():
        layout[name] = [column.dtype.newbyteorder("<").str, offset, len(column)]
        offset += _padded(column.nbytes)
    header = json.dumps({"columns": layout, "meta": meta}, ensure_ascii=False, sort_keys=True).encode()
    aside = path.with_name(path.name + ".part")
    with aside.open("wb") as file:
        file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        file.write(b"\0" * (_padded(file.tell()) - file.tell()))
        for column in columns.values():
            data = np.ascontiguousarray(column, column.dtype.newbyteorder("<")).tobytes()
            file.write(data + b"\0" * (_padded(len(data)) - len(data)))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def read_columns(path: Path) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    """Map a file of columns into memory: read-only arrays by name, and the description.

    Raises
    ------
    DataMissingError
        There is no such file.
    DataCorruptError
        The file is not one of ours, or shorter than its header says.
    """
    try:
        with path.open("rb") as file:
            buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise DataMissingError(f"{path} is missing: install buffermap again, or rebuild the data") from None
    except ValueError:
        raise DataCorruptError(f"{path} is empty: install buffermap again, or rebuild the data") from None
    if buffer[:8] != _MAGIC:
        raise DataCorruptError(
            f"{path} is not a file of columns: install buffermap again, or rebuild the data"
        )
    try:
        end = 16 + int.from_bytes(buffer[8:16], "little")
        header = json.loads(buffer[16:end])
        start = _padded(end)
        columns = {
            name: np.frombuffer(buffer, dtype, count, start + offset)
            for name, (dtype, offset, count) in header["columns"].items()
        }
        return columns, header["meta"]
    except (ValueError, KeyError, TypeError) as error:
        raise DataCorruptError(f"{path} is damaged: install buffermap again, or rebuild the data") from error


def _padded(size: int) -> int:
    """Return the next multiple of the alignment."""
    return -(-size // _ALIGN) * _ALIGN
