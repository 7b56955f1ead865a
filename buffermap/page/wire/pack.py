"""Numbers as few bytes: columns and arcs become one gzip'd block of text for the page to unpack."""

import base64
import gzip
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


def planes(values: NDArray[np.integer]) -> bytes:
    """Int32 as four byte planes: high bytes, mostly alike, stand together and compress to almost nothing."""
    zigzag = _zigzag(values.astype(np.int64)).astype("<u4")
    split: bytes = zigzag.view(np.uint8).reshape(-1, 4).T.tobytes()
    return split


def varints(values: NDArray[np.integer]) -> bytes:
    """Signed integers in zigzag LEB128: seven bits a byte, small ones short."""
    rest = _zigzag(values.astype(np.int64))
    groups = np.stack([(rest >> (7 * k)) & 0x7F for k in range(5)], axis=1)
    longer = np.stack([(rest >> (7 * (k + 1))) > 0 for k in range(5)], axis=1)
    used = np.column_stack([np.ones(len(rest), bool), longer[:, :4]])
    stream: bytes = (groups | (longer << 7)).astype(np.uint8)[used].tobytes()
    return stream


def arcs(chains: list[NDArray[np.int64]]) -> bytes:
    """Arcs as varints: per arc its number of points, then x and y as differences from the point before."""
    numbers: list[NDArray[np.int64]] = []
    last = np.zeros((1, 2), np.int64)
    for chain in chains:
        steps = np.diff(chain, axis=0, prepend=last)
        numbers += [np.array([len(chain)]), steps.ravel()]
        last = chain[-1:]
    return varints(np.concatenate(numbers)) if numbers else b""


_TO_HTML = str.maketrans(
    "<&>", ",./"
)  # Python's digits to the base 85, but for three that mean something in HTML


def text85(data: bytes) -> str:
    """Bytes as text that can stand in a script element: five characters for four bytes."""
    return base64.b85encode(data).decode("ascii").translate(_TO_HTML)


def standard85(text: str) -> str:
    """Return a text of `text85` in Python's own digits."""
    return text.strip().translate({value: key for key, value in _TO_HTML.items()})


def block(parts: Mapping[str, bytes]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Join named parts into a text of their gzip; also where each begins and how long it is.

    The same parts give the same text.
    """
    where, start = {}, 0
    for name, part in parts.items():
        where[name] = (start, len(part))
        start += len(part)
    return text85(zipped(b"".join(parts.values()))), where


def zipped(data: bytes, *, level: int = 6) -> bytes:
    """Gzip data to the same bytes everywhere: no time in the header, and always the same system.

    Which system the header names (its tenth byte) differs between versions of Python; readers do not care.
    """
    packed = gzip.compress(data, compresslevel=level, mtime=0)
    return packed[:9] + b"\x03" + packed[10:]


def _zigzag(values: NDArray[np.int64]) -> NDArray[np.int64]:
    return (values << 1) ^ (values >> 63)
