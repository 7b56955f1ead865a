"""Numbers as few bytes: columns and arcs become one gzip'd block of text for the page to unpack."""

import gzip
import string
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
    stream, used = np.empty((len(rest), 5), np.uint8), np.ones((len(rest), 5), bool)
    for place in range(5):
        stream[:, place] = rest & 0x7F
        rest >>= 7
        goes_on = rest > 0
        stream[:, place] |= goes_on.astype(np.uint8) << 7
        used[:, place + 1 :] = goes_on[:, None]
    packed: bytes = stream[used].tobytes()
    return packed


def arcs(chains: list[NDArray[np.int64]]) -> bytes:
    """Arcs as varints: per arc its number of points, then x and y as differences from the point before."""
    numbers: list[NDArray[np.int64]] = []
    last = np.zeros((1, 2), np.int64)
    for chain in chains:
        steps = np.diff(chain, axis=0, prepend=last)
        numbers += [np.array([len(chain)]), steps.ravel()]
        last = chain[-1:]
    return varints(np.concatenate(numbers)) if numbers else b""


_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase + "!#$%&()*+-;<=>?@^_`{|}~"
_TO_HTML = str.maketrans(
    "<&>", ",./"
)  # Python's digits to the base 85, but for three that mean something in HTML


def text85(data: bytes) -> str:
    """Bytes as text that can stand in a script element: five characters for four bytes."""
    padding = -len(data) % 4
    words = np.frombuffer(data + bytes(padding), ">u4").astype(np.uint32)
    digits = np.empty((len(words), 5), np.uint8)
    for place in range(4, -1, -1):
        words, digits[:, place] = np.divmod(words, 85)
    packed = (
        np.frombuffer(_DIGITS.translate(_TO_HTML).encode("ascii"), np.uint8)[digits].tobytes().decode("ascii")
    )
    return packed[: len(packed) - padding]


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
