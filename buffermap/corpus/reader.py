"""What a worker does: a part's articles in, its Parquet files out, as bytes that depend on nothing else."""

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from buffermap.articles.article import Article
from buffermap.articles.mended import through
from buffermap.corpus.tables import Read, tables_of, text_hash
from buffermap.errors import GazetteerError, InputError
from buffermap.finder import Finder
from buffermap.parsed import parsed
from buffermap.said.claims.claims import find_claims
from buffermap.show.printable import one_line
from gazetteer.mention import Mention

KEY = b"buffermap"
"""Of a part's metadata: what it was made of, and how much is in it."""
_MOST_REMEMBERED = 20_000  # mentions of texts that are known again: some 30 MB


_Key: TypeAlias = tuple[str, int, str]


class _Known(NamedTuple):
    """What a text holds, whoever printed it."""

    sentences: Sequence[tuple[int, int]]
    mentions: Sequence[Mention]
    says: bool
    """Whether it says anything of zones or distances."""


class Memory:
    """Texts that were read a while ago, so that reprints are known again: a bounded number of mentions."""

    def __init__(self, most: int = _MOST_REMEMBERED) -> None:
        self.lock = Lock()  # engines may give a process several threads
        self._most = most
        self._known: OrderedDict[_Key, _Known] = OrderedDict()
        self._size = 0

    def get(self, key: _Key) -> _Known | None:
        """Return what a text holds, None where it is new or was forgotten."""
        if key in self._known:
            self._known.move_to_end(key)
        return self._known.get(key)

    def put(self, key: _Key, known: _Known) -> None:
        """Remember a text, and forget those that were not met for longest."""
        self._known[key] = known
        self._size += len(known.mentions) + 1
        while self._size > self._most:
            _, oldest = self._known.popitem(last=False)
            self._size -= len(oldest.mentions) + 1


def read_article(article: Article, finder: Finder, memory: Memory) -> Read:
    """Return all that is found in an article; of a text known again only what is the article's own is read."""
    key = (text_hash(article.text), article.body_start, finder.reads_like(article))
    known = memory.get(key)
    if known is None:
        read = _read(article, finder(article))
        says = bool(read.statements or read.claims or read.unnamed)
        memory.put(key, _Known(read.sentences, read.mentions, says))
        return read
    if known.says:  # dates and ids are the article's own
        return _read(article, known.mentions)
    return Read(article=article, sentences=known.sentences, mentions=known.mentions)


def _read(article: Article, mentions: Sequence[Mention]) -> Read:
    whole = parsed(article, mentions)
    return Read(
        article=article,
        sentences=whole.sentences,
        mentions=mentions,
        statements=whole.statements,
        claims=through(find_claims, article, whole.sentences, mentions, mended=whole.mended),
        unnamed=whole.unnamed(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A part to read.

    Parameters
    ----------
    number
        Of the part.
    articles
        In their order.
    finder
        Finds their mentions.
    run
        Hash of what all parts of a run depend on.
    made_of
        Hash of all that this part depends on; its files carry it.
    skip
        Articles (by their place) that no worker survived, and why.
    """

    number: int
    articles: Sequence[Article]
    finder: Finder
    run: str
    made_of: str
    skip: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that was read: its files, and how much is in it."""

    number: int
    files: Mapping[str, bytes]
    counts: Mapping[str, int]


def read_part(work: Work) -> Part:
    """Read the articles of a part; one that fails is tried once more, by itself, and then left out with the reason."""
    memory = _memory_of(work.run)
    with memory.lock:
        found = [
            Read(article=article, error=work.skip[at])
            if at in work.skip
            else _attempted(article, work.finder, memory)
            for at, article in enumerate(work.articles)
        ]
    tables = tables_of(found)
    counts = {name: table.num_rows for name, table in tables.items()}
    counts["failed"] = sum(one.error is not None for one in found)
    about = {KEY: json.dumps({"part": work.number, "made_of": work.made_of} | counts).encode()}
    files = {name: _file(table, about) for name, table in tables.items()}
    return Part(number=work.number, files=files, counts=counts)


@lru_cache(maxsize=1)
def _memory_of(run: str) -> Memory:
    """Return this process' memory of texts; another run, whose data may differ, has another."""
    del run
    return Memory()


def _attempted(article: Article, finder: Finder, memory: Memory) -> Read:
    for _ in range(2):
        try:
            return read_article(article, finder, memory)
        except (
            GazetteerError,
            InputError,
        ):  # something is wrong with the data or the options, not with the article
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other articles go on
            reason = one_line(f"{type(error).__name__}: {error}")
    return Read(article=article, error=reason)


def _file(table: pa.Table, about: Mapping[bytes, bytes]) -> bytes:
    """Return a table as a Parquet file; the same table gives the same bytes."""
    sink = pa.BufferOutputStream()
    described = table.replace_schema_metadata({**(table.schema.metadata or {}), **about})
    pq.write_table(described, sink, compression="zstd")
    return bytes(sink.getvalue())
