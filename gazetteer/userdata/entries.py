"""Entries: places as one source has them, before they are merged with what is known."""

import gzip
import json
import math
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gazetteer.errors import DataCorruptError
from gazetteer.place import Kind


class Entry(NamedTuple):
    """One place as one source has it.

    ``geonameid`` is 0 where the source has none, ``population`` -1 where it has no figure, ``lat`` and ``lon``
    NaN where it has no point. ``admin1`` and ``admin2`` are GeoNames codes (``UA.15``) or, in layers, names.
    ``key`` is the source's own id (a p-code, say). ``names`` are further names with their flags
    (:class:`gazetteer.text.names.NameFlag`).
    """

    name: str
    lat: float
    lon: float
    kind: Kind = "settlement"
    key: str = ""
    geonameid: int = 0
    name_local: str = ""
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    feature: str = ""
    population: int = -1
    names: tuple[tuple[str, int], ...] = ()


def write_entries(path: Path, entries: Iterable[Entry]) -> int:
    """Write entries, one JSON line each, in the order in which they come; return their number.

    The same entries give the same bytes.
    """
    total = 0
    with (
        path.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=3, mtime=0, filename="") as file,
    ):
        for entry in entries:
            file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
            total += 1
    return total


def read_entries(path: Path) -> Iterator[Entry]:
    """Read the entries back, one at a time.

    Raises
    ------
    DataCorruptError
        The file is not what was written.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            for line in file:
                *fields, names = json.loads(line)
                yield Entry._make((*fields, tuple((text, flags) for text, flags in names)))
    except (OSError, EOFError, ValueError, TypeError, zlib.error) as error:
        raise DataCorruptError(f"{path} is damaged ({error}); remove this layer and add it again") from error


def has_point(entry: Entry) -> bool:
    """Whether the entry has a point on the globe."""
    return (
        math.isfinite(entry.lat)
        and abs(entry.lat) <= 90
        and math.isfinite(entry.lon)
        and abs(entry.lon) <= 180
    )
