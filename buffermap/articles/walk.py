"""From what a user gives (a path, a folder, an archive, a stream, a table) to the documents in it, one by one."""

import glob
import gzip
import io
import os
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, TypeAlias, cast

from buffermap.articles import jsonfiles, kinds, metadata, records
from buffermap.articles.captions import from_captions
from buffermap.articles.chatpages import from_chat_page
from buffermap.articles.chattexts import from_chat_text
from buffermap.articles.clippings import from_clippings
from buffermap.articles.crawls import from_warc
from buffermap.articles.decoding import declared_encoding, decode
from buffermap.articles.document import Document
from buffermap.articles.feeds import from_xml
from buffermap.articles.files import BY_SUFFIX, SUFFIXES, Kind, is_readme, members, not_looked_at, suffix_of
from buffermap.articles.mail import from_mail, from_mbox
from buffermap.articles.office import from_docx, from_odt, from_xlsx
from buffermap.articles.pages import from_html
from buffermap.articles.pdf import from_pdf
from buffermap.errors import InputError
from gazetteer.errors import LayerError
from gazetteer.userdata.archives import ArchiveLimits, checked_archive, opened_member

_MAX_ARCHIVE = 1_000_000_000
_LIMITS = ArchiveLimits(max_members=200_000)  # an export of a channel has its pictures beside it
_DEEPEST = 2  # archives within archives
_MOST_MESSAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to read: which column holds the text, and whether private people stay in."""

    column: str | None = None
    keep_people: bool = False


class Opened(NamedTuple):
    """A file (or stream) was opened and is read as something."""

    kind: Kind


class Named(NamedTuple):
    """A document with its id."""

    doc_id: str
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Documents that could not be read, and why; ``str()`` of it is one line.

    ``reason`` is the message without any name; ``count`` how many documents (records, files) it is said of.
    """

    doc_id: str
    message: str
    reason: str = ""
    count: int = 1

    def __str__(self) -> str:
        """``name: what is wrong``."""
        return " ".join(f"{self.doc_id}: {self.message}".split())


Outcome: TypeAlias = "Named | Problem | Opened"
_Numbered: TypeAlias = "tuple[int, Document | Mapping[str, Any] | InputError]"


def outcomes(source: Any, how: How) -> Iterator[Outcome]:
    """Yield the documents of a source; what cannot be read is a problem, and the others go on.

    Raises
    ------
    InputError
        The source is nothing that articles are read from.
    """
    if isinstance(source, str):
        yield from _from_string(source, how)
    elif isinstance(source, os.PathLike):
        yield from _from_path(Path(source), how)
    elif isinstance(source, (bytes, bytearray)):
        yield from _from_stream(io.BytesIO(source), "bytes", how)
    elif isinstance(source, Mapping):
        yield from _from_rows(iter([(1, source)]), "record", how)
    elif hasattr(source, "read"):
        yield from _from_stream(_as_bytes(source), Path(str(getattr(source, "name", "stream"))).name, how)
    elif hasattr(source, "itertuples") or hasattr(source, "to_frame"):
        yield from _from_rows(records.table_rows(source), "row", how, is_table=True)
    elif isinstance(source, Iterable):
        for item in source:
            yield from outcomes(item, how)
    else:
        raise InputError(f"cannot read articles from {type(source).__name__}; give a path, a text or a table")


def _as_bytes(stream: Any) -> IO[bytes]:
    """Return an open file as bytes: their encoding is ours to find."""
    if not isinstance(stream, io.TextIOBase):
        return cast("IO[bytes]", stream)
    return getattr(stream, "buffer", None) or io.BytesIO(stream.read().encode("utf-8", "surrogatepass"))


def _from_string(source: str, how: How) -> Iterator[Outcome]:
    if source == "-":
        yield from _from_stream(sys.stdin.buffer, "stdin", how)
    elif not source.strip():
        raise InputError("nothing to read: the text, or the name of the file, is empty")
    elif _is_prose(source):
        yield Named("text", Document(source, {}))
    elif not _is_address(source) and not Path(source).exists() and any(mark in source for mark in "*?["):
        yield from _from_pattern(source, how)
    else:
        yield from _from_path(Path(source), how, written=source)


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://", "http:/", "https:/", "www."))


def _is_prose(source: str) -> bool:
    """Whether a string is a text: it has line breaks or spaces, and no file or pattern is called that."""
    if "\n" in source or len(source) > 1000:
        return True
    looks_like_path = "*" in source or suffix_of(source) in {*BY_SUFFIX, ".gz"}
    return " " in source.strip() and not looks_like_path and not is_there(Path(source))


def is_there(path: Path) -> bool:
    """Whether there is such a file; what is no path is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _from_pattern(pattern: str, how: How) -> Iterator[Outcome]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    if not found:
        raise InputError(f"no file matches {pattern!r}")
    for name in found:
        if not is_readme(Path(name).name):
            yield from _from_path(Path(name), how)


def _from_path(path: Path, how: How, *, written: str | None = None) -> Iterator[Outcome]:
    if str(path) == "-":
        yield from _from_stream(sys.stdin.buffer, "stdin", how)
        return
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        yield Problem(doc_id="path", message=f"not a path ({error})")
        return
    if is_folder:
        yield from _from_folder(path, how)
    elif is_there:
        yield from _from_file(path, path.name, how)
    elif _is_address(written or str(path)):
        address = re.sub(r"^(https?):/+", r"\1://", written or path.as_posix(), flags=re.IGNORECASE)
        raise InputError(
            f"{address} is an address: save the page first, as a file; nothing is fetched from the web"
        )
    else:
        yield Problem(doc_id=str(path), message="no such file or folder", reason="no such file or folder")


def _from_folder(folder: Path, how: How) -> Iterator[Outcome]:
    skipped: Counter[str] = Counter()
    is_empty = True
    for path in members(folder):
        reason = not_looked_at(path.name)
        if reason:
            skipped[reason] += 1
        elif reason is None:
            is_empty = False
            yield from _from_file(path, path.relative_to(folder).as_posix(), how)
    yield from _passed_over(skipped, folder.name or str(folder))
    if is_empty and not skipped:
        suffixes = " ".join(sorted(SUFFIXES))
        yield Problem(
            doc_id=str(folder), message=f"no articles in this folder ({suffixes})", reason="an empty folder"
        )


def _passed_over(skipped: Counter[str], name: str) -> Iterator[Problem]:
    """Yield one line a kind of file that was left out."""
    for reason, count in skipped.most_common():
        files = "1 file" if count == 1 else f"{count:,} files"
        yield Problem(doc_id=name, message=f"{files} skipped, {reason}", reason=reason, count=count)


def _from_file(path: Path, name: str, how: How) -> Iterator[Outcome]:
    try:
        with path.open("rb") as stream:
            yield from _from_stream(stream, name, how)
    except OSError as error:
        message = error.strerror or str(error)
        yield Problem(doc_id=name, message=message, reason=message)


def _from_stream(stream: IO[bytes], name: str, how: How, *, depth: int = 0) -> Iterator[Outcome]:
    """Documents of an open file; whatever is wrong with it is said with its name."""
    try:
        buffered = records.peekable(stream)
        if buffered.peek(2)[:2] == b"\x1f\x8b":
            buffered = records.peekable(gzip.GzipFile(fileobj=buffered))
        yield from _from_content(buffered, name, how, depth)
    except (InputError, LayerError) as error:
        yield Problem(doc_id=name, message=str(error), reason=str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Problem(doc_id=name, message=f"damaged .gz file ({error})", reason="a damaged .gz file")


def _from_content(stream: io.BufferedReader, name: str, how: How, depth: int) -> Iterator[Outcome]:
    kind = kinds.kind_of(name, _head(stream))
    if kind == "archive":
        yield from _from_archive(_whole(stream, _MAX_ARCHIVE), name, how, depth)
        return
    yield Opened(kind)
    if kind in {"CSV", "TSV"}:
        rows = records.csv_rows(stream, delimiter="\t" if kind == "TSV" else None)
        yield from _from_rows(rows, name, how, is_table=True)
    elif kind in {"JSON", "JSON lines"}:
        rows = jsonfiles.json_rows(
            stream, column=how.column, keep_people=how.keep_people, are_lines=kind == "JSON lines"
        )
        yield from _from_rows(rows, name, how)
    elif kind == "web archive":
        yield from _from_rows(from_warc(stream), name, how)
    elif kind == "Parquet":
        yield from _from_rows(records.parquet_rows(io.BytesIO(_whole(stream))), name, how, is_table=True)
    else:
        yield from _from_data(_whole(stream), kind, name, how)


def _head(stream: io.BufferedReader) -> bytes:
    return stream.peek(kinds.HEAD)[: kinds.HEAD]


def _whole(stream: IO[bytes], limit: int | None = None) -> bytes:
    limit = limit or records.MAX_BYTES
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"larger than {limit // 1_000_000} MB: not one article; use JSON lines or CSV")
    return data


def _from_data(data: bytes, kind: Kind, name: str, how: How) -> Iterator[Outcome]:
    """Documents of a file that is read whole."""
    chats = {"chat page": from_chat_page, "chat text": from_chat_text}
    many: dict[Kind, Callable[[bytes], Iterator[Document | InputError]]] = {
        "feed": from_xml,
        "mailbox": partial(from_mbox, keep_people=how.keep_people),
        "press clippings": lambda data: from_clippings(decode(data)),
    }
    if kind in many:
        yield from _from_rows(enumerate(many[kind](data), start=1), name, how)
    elif kind in chats:
        yield from _from_rows(chats[kind](decode(data), keep_people=how.keep_people), name, how)
    elif kind == "PDF":
        yield Named(name, from_pdf(data))
    elif kind in {"mail", "saved page"}:
        yield Named(name, from_mail(data, keep_people=how.keep_people))
    elif kind == "captions":
        yield Named(name, from_captions(decode(data)))
    elif kind == "web page":
        yield Named(name, from_html(decode(data, declared=declared_encoding(data))))
    else:
        text = decode(data)
        entries, body_start = metadata.front_matter(text)
        yield Named(name, Document(text, entries, body_start))


def _from_archive(data: bytes, name: str, how: How, depth: int) -> Iterator[Outcome]:
    """Documents of a zip archive: an office document, or a folder that was packed."""
    try:
        with checked_archive(io.BytesIO(data), name, limits=_LIMITS) as archive:
            kind = kinds.archive_kind(archive)
            if kind == "archive":
                yield from _from_members(archive, name, how, depth)
                return
            yield Opened(kind)
            if kind == "workbook":
                yield from _from_rows(from_xlsx(data), name, how, is_table=True)
            else:
                reader = from_docx if kind == "Word document" else from_odt
                yield Named(name, reader(archive))
    except LayerError as error:
        raise InputError(str(error)) from error


def _from_members(archive: zipfile.ZipFile, name: str, how: How, depth: int) -> Iterator[Outcome]:
    if depth >= _DEEPEST:
        raise InputError("archives within archives within archives; unpack it first")
    skipped: Counter[str] = Counter()
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        path = PurePosixPath(member.filename)
        if member.is_dir() or "__MACOSX" in path.parts or any(part.startswith(".") for part in path.parts):
            continue
        reason = not_looked_at(path.name)
        if reason:
            skipped[reason] += 1
        elif reason is None:
            yield from _from_member(archive, member, f"{name}/{path}", how, depth + 1)
    yield from _passed_over(skipped, name)


def _from_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, how: How, depth: int
) -> Iterator[Outcome]:
    try:
        with opened_member(archive, member) as stream:
            yield from _from_stream(stream, name, how, depth=depth)
    except LayerError as error:  # its head is damaged
        yield Problem(doc_id=name, message=str(error), reason="a damaged member of an archive")


def _from_rows(
    rows: "Iterator[_Numbered]", name: str, how: How, *, is_table: bool = False
) -> Iterator[Outcome]:
    """Documents of records, those of a table have all the same columns; equal problems of a file are one."""
    problems = _RecordProblems()
    for number, record in rows:
        told = (
            {}
            if isinstance(record, InputError)
            else record.record
            if isinstance(record, Document)
            else record
        )
        doc_id = metadata.own_id(told) or f"{name}:{number}"
        try:
            document = _of_record(record, how)
        except InputError as error:
            if is_table and isinstance(record, Mapping) and not records.has_text_column(record, how.column):
                yield Problem(doc_id=name, message=str(error), reason="a table without a column of texts")
                return
            problems.add(str(error), doc_id)
        else:
            yield Named(doc_id, document)
    yield from problems.of_file(name)


class _RecordProblems:
    """What is wrong with the records of a file, each message once."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, message: str, doc_id: str) -> None:
        """Count a record that is not read."""
        if message not in self._counts and len(self._counts) >= _MOST_MESSAGES:
            message = "other problems"
        self._counts[message] += 1
        self._first.setdefault(message, doc_id)

    def of_file(self, name: str) -> Iterator[Problem]:
        """Yield a problem a message: of one record with its id, of several with their number."""
        for message, count in self._counts.items():
            first = self._first[message]
            if count == 1:
                yield Problem(doc_id=first, message=message, reason=message)
            else:
                told = f"{count:,} records skipped: {message} (the first is {first})"
                yield Problem(doc_id=name, message=told, reason=message, count=count)


def _of_record(record: Document | Mapping[str, Any] | InputError, how: How) -> Document:
    """Return the document of a record.

    Raises
    ------
    InputError
        It has no text, or was none.
    """
    if isinstance(record, InputError):
        raise record
    if isinstance(record, Mapping):
        record = jsonfiles.opened(record, column=how.column)
        record = Document(records.text_of(record, how.column), record)
    if is_blank(record.text):
        raise InputError("the text is empty")
    return record


def is_blank(text: str) -> bool:
    """Whether a text has no sign that is seen."""
    return not text.strip().strip("\0\ufeff\u200b")
