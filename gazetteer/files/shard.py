"""One folder of places, as ``gazetteer.userdata.layer_files`` writes it: columns, names to show, index of names."""

from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from gazetteer.errors import DataCorruptError, DataMissingError
from gazetteer.files.columns import read_columns

FLAG_BITS = 12
# with 20 bits for the row, a record of the name index is 4 bytes; a quarter of that keeps memory below 1 GB
SHARD_ROWS = 1 << 18
CODE_PREFIX = "="  # marks codes in the index of names; no folded name begins so
SKELETON_PREFIX = "~"  # likewise, for the skeletons of gazetteer.names.spelling
NO_NUMBER = -1


class Shard:
    """One folder of places: columns, names to show, and the index of names."""

    def __init__(self, folder: Path) -> None:
        self.columns, self.meta = read_columns(folder / "places.columns")
        self.display = _mapped(marisa_trie.Trie(), folder / "display.marisa")
        self.names = _mapped(marisa_trie.RecordTrie(">I"), folder / "names.marisa")
        self.size = len(self.columns["geonameid"])

    def source(self, row: int) -> str:
        """Return the source of a row within the shard."""
        rows = self.columns["source_row"]
        at = int(rows.searchsorted(row))
        number = self.columns["source"][at] if at < len(rows) and rows[at] == row else 0
        return str(self.meta["sources"][number])

    def row_of(self, geonameid: int) -> int:
        """Return the row within the shard, or -1."""
        ids = self.columns["geonameid"]
        if not -(2**31) <= geonameid < 2**31:
            return -1
        # of the column's own type: another would convert the whole column
        row = int(ids.searchsorted(np.int32(geonameid)))
        return row if row < self.size and ids[row] == geonameid else -1


def shard_folders(layer: Path) -> list[Path]:
    """Return the shards of a layer, in order; an empty list for what is no layer."""
    return sorted(folder for folder in layer.glob("shard-*") if folder.is_dir())


def _mapped(trie: Any, path: Path) -> Any:
    """Map a trie into memory."""
    if not path.is_file():
        raise DataMissingError(f"{path} is missing: install buffermap again, or rebuild the data")
    try:
        return trie.mmap(str(path))
    except (RuntimeError, OSError) as error:
        raise DataCorruptError(f"{path} is damaged: install buffermap again, or rebuild the data") from error
