"""Articles: text exactly as read, with what is known of its origin."""

import glob
import gzip
import io
import logging
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

from buffermap.articles import documents, metadata, records
from buffermap.articles.decoding import decode, replace_surrogates
from buffermap.errors import InputError
from buffermap.show.progress import shown

log = logging.getLogger(__name__)

TEXT_SUFFIXES = {".txt", ".md", ".markdown", ".text"}
SUFFIXES = TEXT_SUFFIXES | {
    *(".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"),
    *(".rss", ".atom", ".xml", ".pdf"),
}
"""Files that a folder is searched for; each may also be packed as ``.gz``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document. Offsets everywhere count code points of ``text``.

    ``text`` is the source after a BOM, front matter included, newlines untouched; the prose begins at
    ``body_start``. ``published`` is an ISO date or date-time; unknown fields are None.

    Examples
    --------
    >>> from buffermap import Article
    >>> Article(doc_id="a.txt", text="The mayor of Sumy spoke.", published="2026-01-03").title is None
    True
    """

    doc_id: str
    text: str
    body_start: int = 0
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    archived_url: str | None = None
    retrieved: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A document that could not be read, and why; ``str()`` of it is one line."""

    doc_id: str
    message: str

    def __str__(self) -> str:
        """``name: what is wrong``."""
        return " ".join(f"{self.doc_id}: {self.message}".split())


Source: TypeAlias = "str | bytes | os.PathLike[str] | Article | Mapping[str, Any] | IO[bytes] | Iterable[Any]"
Outcome: TypeAlias = "Article | Problem"


def read(
    source: Source, *, column: str | None = None, on_problem: Callable[[Problem], None] | None = None
) -> list[Article]:
    """Read articles.

    Parameters
    ----------
    source
        A text; a file (``.txt .md .html .jsonl .json .csv .tsv .parquet .rss .atom .xml .pdf``, each also with
        ``.gz``), a folder of such files (README* is skipped), a pattern such as ``"news/*.txt"``; ``"-"`` for
        standard input; bytes, an open binary file, a DataFrame or a Series of texts; or several of these. A string
        with a space or a line break that names no file is a text.
    column
        Column or key that holds the text; by default ``text``, else ``body``, ``content``, ``article``.
    on_problem
        Called with each document that cannot be read while the others go on; by default they are logged as warnings.

    Returns
    -------
    list of Article
        In the order of the source; files of a folder by name.

    Raises
    ------
    InputError
        Nothing could be read.

    Notes
    -----
    What takes longer than two seconds shows its progress on a terminal's standard error.

    Examples
    --------
    >>> import buffermap as bm
    >>> [article] = bm.read("The trains between Sumy and Kyiv run again.")
    >>> article.doc_id, article.language
    ('text', 'en')
    """
    return list(shown(iter_articles(source, column=column, on_problem=on_problem), what="articles read"))


def iter_articles(
    source: Source, *, column: str | None = None, on_problem: Callable[[Problem], None] | None = None
) -> Iterator[Article]:
    """Yield articles one by one as they are read, see `read`; JSON lines and CSV need constant memory."""
    report = on_problem or _log
    count = 0
    held: list[Problem] = []  # until something was read: one bad document alone is an error, not a remark
    for outcome in _outcomes(source, column):
        if isinstance(outcome, Article):
            count += 1
            for problem in held:
                report(problem)
            held = []
            yield outcome
        elif count or len(held) > 100:
            report(outcome)
        else:
            held.append(outcome)
    if not count:
        if len(held) == 1:
            raise InputError(str(held[0]))
        for problem in held:
            report(problem)
        raise InputError("no article could be read" if held else "no articles in the input")


def _log(problem: Problem) -> None:
    log.warning("%s", problem)


def _outcomes(source: Any, column: str | None) -> Iterator[Outcome]:
    if isinstance(source, Article):
        yield source
    elif isinstance(source, str):
        yield from _from_string(source, column)
    elif isinstance(source, os.PathLike):
        yield from _from_path(Path(source), column)
    elif isinstance(source, (bytes, bytearray)):
        yield from _from_stream(io.BytesIO(source), "bytes", column)
    elif isinstance(source, Mapping):
        yield from _from_rows(iter([(1, source)]), "record", column)
    elif hasattr(source, "read"):
        yield from _from_stream(_as_bytes(source), Path(str(getattr(source, "name", "stream"))).name, column)
    elif hasattr(source, "itertuples") or hasattr(source, "to_frame"):
        yield from _from_rows(records.table_rows(source), "row", column, is_table=True)
    elif isinstance(source, Iterable):
        for item in source:
            yield from _outcomes(item, column)
    else:
        raise InputError(f"cannot read articles from {type(source).__name__}; give a path, a text or a table")


def _as_bytes(stream: Any) -> IO[bytes]:
    """Return an open file as bytes: their encoding is ours to find."""
    if not isinstance(stream, io.TextIOBase):
        return cast("IO[bytes]", stream)
    return getattr(stream, "buffer", None) or io.BytesIO(stream.read().encode("utf-8", "surrogatepass"))


def _from_string(source: str, column: str | None) -> Iterator[Outcome]:
    if source == "-":
        yield from _from_stream(sys.stdin.buffer, "stdin", column)
    elif not source.strip():
        raise InputError("nothing to read: the text, or the name of the file, is empty")
    elif _is_prose(source):
        yield from _prose("text", source, {})
    elif source.lower().startswith(("http://", "https://")):
        raise InputError(
            f"{source} is an address: save the page as a file first, nothing is fetched from the web"
        )
    elif not Path(source).exists() and any(mark in source for mark in "*?["):
        yield from _from_pattern(source, column)
    else:
        yield from _from_path(Path(source), column)


def _is_prose(source: str) -> bool:
    """Whether a string is a text: it has line breaks or spaces, and no file or pattern is called that."""
    if "\n" in source or len(source) > 1000:
        return True
    looks_like_path = "*" in source or Path(source).suffix.lower() in {*SUFFIXES, ".gz"}
    return " " in source.strip() and not looks_like_path and not _exists(Path(source))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _from_pattern(pattern: str, column: str | None) -> Iterator[Outcome]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    if not found:
        raise InputError(f"no file matches {pattern!r}")
    for name in found:
        if not Path(name).name.lower().startswith("readme"):
            yield from _from_path(Path(name), column)


def _from_path(path: Path, column: str | None) -> Iterator[Outcome]:
    if str(path) == "-":
        yield from _from_stream(sys.stdin.buffer, "stdin", column)
        return
    try:
        if path.is_dir():
            yield from _from_folder(path, column)
        elif not path.exists():
            yield Problem(doc_id=str(path), message="no such file or folder")
        else:
            yield from _from_file(path, path.name, column)
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        yield Problem(doc_id="path", message=f"not a path ({error})")


def _from_folder(folder: Path, column: str | None) -> Iterator[Outcome]:
    empty = True
    for path in _files_in(folder):
        empty = False
        yield from _from_file(path, path.relative_to(folder).as_posix(), column)
    if empty:
        yield Problem(
            doc_id=str(folder), message=f"no articles in this folder ({' '.join(sorted(SUFFIXES))})"
        )


def _files_in(folder: Path) -> Iterator[Path]:
    """Files of a folder that are read as articles, by name."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _kind(name) in SUFFIXES and not name.startswith(".") and not name.lower().startswith("readme"):
                yield Path(place, name)


def files_read(sources: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Yield the files that paths on a command line are read from: each file, and those of each folder."""
    for path in map(Path, sources):
        yield from _files_in(path) if path.is_dir() else (path,)


def _kind(name: str) -> str:
    """Suffix that says what a file holds, without ``.gz``."""
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _from_file(path: Path, name: str, column: str | None) -> Iterator[Outcome]:
    try:
        with path.open("rb") as stream:
            yield from _from_stream(stream, name, column)
    except OSError as error:
        yield Problem(doc_id=name, message=error.strerror or str(error))


def _from_stream(stream: IO[bytes], name: str, column: str | None) -> Iterator[Outcome]:
    """Articles of an open file; whatever is wrong with it is said with its name."""
    try:
        buffered = records.peekable(stream)
        if buffered.peek(2)[:2] == b"\x1f\x8b":
            buffered = records.peekable(gzip.GzipFile(fileobj=buffered))
        yield from _from_content(buffered, name, column)
    except InputError as error:
        yield Problem(doc_id=name, message=str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Problem(doc_id=name, message=f"damaged .gz file ({error})")


def _from_content(stream: io.BufferedReader, name: str, column: str | None) -> Iterator[Outcome]:
    kind = _kind(name) or _guess(stream.peek(512))
    streamed: dict[str, Callable[[IO[bytes]], Iterator[records.Row]]] = {
        ".jsonl": records.json_lines,
        ".ndjson": records.json_lines,
        ".csv": records.csv_rows,
        ".tsv": partial(records.csv_rows, delimiter="\t"),
    }
    if kind in streamed:
        is_table = kind in {".csv", ".tsv"}
        yield from _from_rows(streamed[kind](stream), name, column, is_table=is_table)
        return
    data = stream.read(records.MAX_BYTES + 1)
    if len(data) > records.MAX_BYTES:
        raise InputError(
            f"larger than {records.MAX_BYTES // 1_000_000} MB: not one article; use JSON lines or CSV"
        )
    if kind == ".parquet":
        yield from _from_rows(records.parquet_rows(io.BytesIO(data)), name, column, is_table=True)
    elif kind == ".json":
        yield from _from_rows(records.json_document(data), name, column)
    elif kind in {".rss", ".atom", ".xml"}:
        for number, entry in enumerate(documents.from_feed(data), start=1):
            yield from _prose(f"{name}:{number}", entry.text, entry.record)
    elif kind == ".pdf":
        yield from _prose(name, *documents.from_pdf(data))
    elif kind in {".html", ".htm", ".xhtml"}:
        yield from _prose(name, *documents.from_html(decode(data)))
    else:
        text = decode(data)
        entries, body_start = metadata.front_matter(text)
        yield from _prose(name, text, entries, body_start=body_start)


def _guess(head: bytes) -> str:
    """Suffix that a stream without a name would have, by its first bytes."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    if start.startswith(b"{"):
        return ".jsonl"
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if start.startswith((b"<?xml", b"<rss", b"<feed")):
        return ".xml"
    return {b"par1": ".parquet", b"%pdf": ".pdf"}.get(start[:4], ".txt")


def _from_rows(
    rows: Iterator[records.Row], name: str, column: str | None, *, is_table: bool = False
) -> Iterator[Outcome]:
    """Articles of records; those of a table have all the same columns."""
    for number, record in rows:
        fallback = f"{name}:{number}"
        if isinstance(record, InputError):
            yield Problem(doc_id=fallback, message=str(record))
            continue
        doc_id = metadata.plain(record.get("doc_id")) or fallback
        try:
            text = records.text_of(record, column)
        except InputError as error:
            if is_table and not records.has_text_column(record, column):
                yield Problem(doc_id=name, message=str(error))  # once, not for each of its rows
                return
            yield Problem(doc_id=doc_id, message=str(error))
        else:
            yield from _prose(doc_id, text, record)


def _prose(doc_id: str, text: str, record: Mapping[str, Any], *, body_start: int = 0) -> Iterator[Outcome]:
    """One article of a text and what its source says of it; what it does not say is looked for in the text."""
    text = replace_surrogates(text)
    body = text[body_start:] if body_start else text
    if not body.strip().strip("\0\ufeff\u200b"):
        yield Problem(doc_id=doc_id, message="the text is empty")
        return
    known = metadata.fields(record)
    known["title"] = known["title"] or metadata.title_in(body)
    known["published"] = known["published"] or metadata.date_in(body)
    known["language"] = known["language"] or metadata.language_in(body)
    yield Article(doc_id=doc_id, text=text, body_start=body_start, **known)
