"""Records of JSON lines, CSV and Parquet files and of tables: streamed, one bad record never losing the next."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, count
from typing import IO, Any, cast

from buffermap.articles.chats import joined
from buffermap.articles.decoding import decode, encoding_of
from buffermap.articles.fieldtext import plain
from buffermap.articles.metadata import snake
from buffermap.articles.pages import markup_text
from buffermap.errors import InputError

MAX_BYTES = 64_000_000
"""No single document is larger; a collection belongs into JSON lines, CSV or Parquet."""

TEXT_NAMES = (
    "text", "body", "content", "article", "fulltext", "full_text", "article_text", "body_text", "article_body", "maintext", "main_text", "cleaned_text", "content_text", "content_html", "body_html", "raw_content", "rendered_content", "tweet_text", "post_text", "message", "caption", "story_text", "lead_paragraph",
)  # fmt: skip
"""Columns that hold the text where none is named, in the spelling of `snake`; the first that has one counts."""

_SUMMARIES = ("description", "summary", "abstract", "excerpt")
"""Columns that stand in where the text itself is missing."""

NumberedLine = tuple[int, bytes | None]
"""A line with its number, counted from one; None for one that is too long."""

# a column of the text may hold a page's markup: a fragment that begins with a block of its own
_MARKUP = re.compile(
    r"\s*<(?:p|div|h[1-6]|article|section|figure|ul|ol|table|html|!doctype)\b[^<>]*>", re.IGNORECASE
)
_VALUE = re.compile(
    r"https?://|\+?\d{8,}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}$|-?\d+\.\d+$", re.IGNORECASE
)
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)

Row = tuple[int, Mapping[str, Any] | InputError]
"""Number of a record, counted from one (lines of JSON lines), and the record or what is wrong with it."""


def text_of(record: Mapping[str, Any], column: str | None) -> str:
    """Return the text of a record.

    Raises
    ------
    InputError
        There is none; the message names the columns that there are.
    """
    names = _names(column)
    known = {snake(name): value for name, value in record.items()}
    found = [known[name] for name in names if name in known]
    texts = [
        text
        for value, name in ((known[name], name) for name in names if name in known)
        if (text := _text(value, name))
    ]
    if texts and texts[0].strip():
        return texts[0]
    if found:
        summary = next((t for name in _SUMMARIES if (t := _text(known.get(name), name)) and t.strip()), None)
        if summary and not column:
            return summary
        raise InputError("the text is empty" if isinstance(found[0], str) else "there is no text")
    asked = " or ".join(map(repr, [column] if column else TEXT_NAMES[:2]))
    there = ", ".join(plain(name) or "" for name in record)[:2000] or "nothing"
    hint = f"; perhaps --column {guess}" if (guess := _wordiest(record)) else ""
    if known.keys() & {"lat", "latitude"} and known.keys() & {"lon", "lng", "long", "longitude"}:
        hint += "; a table of events with points is rather given with --events"
    raise InputError(
        f"no text in {asked}; the record has {there}: "
        f"name the one that holds the text (--column, in Python column=){hint}"
    )


def _text(value: Any, name: str) -> str | None:
    """Return a value as text: pieces are joined, markup is taken off where the column is one of markup."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("rendered", "text", "content", "#text") if key in value), None)
    value = joined(value)
    if isinstance(value, bytes):
        value = decode(value)
    if not isinstance(value, str):
        return None
    return markup_text(value) if name.endswith("html") or _MARKUP.match(value) else value


def _names(column: str | None) -> tuple[str, ...]:
    return (snake(column),) if column else TEXT_NAMES


def _wordiest(record: Mapping[str, Any]) -> str | None:
    """Return the column with the longest prose, None where none has any."""
    prose = {
        name: value for name, value in record.items() if isinstance(value, str) and len(value.split()) >= 6
    }
    return max(prose, key=lambda name: len(prose[name])) if prose else None


def has_text_column(record: Mapping[str, Any], column: str | None) -> bool:
    """Whether a record has a column for its text, be it empty in this one."""
    names = set(_names(column))
    return any(snake(name) in names for name in record)


def numbered_lines(stream: IO[bytes]) -> Iterator[NumberedLine]:
    """Yield the lines of a stream that are not empty, with their numbers."""
    for number, line in enumerate(_lines(_as_utf8(stream)), start=1):
        if line is None or line.strip():
            yield number, line


def json_object(line: bytes | None) -> Mapping[str, Any] | InputError:
    """Return the object that a line holds, or what is wrong with it."""
    if line is None:
        return InputError(f"the line is longer than {MAX_BYTES // 1_000_000} MB")
    try:
        record = json.loads(decode(line))
    except InputError as error:
        return error
    except (ValueError, RecursionError) as error:
        return InputError(f"not a JSON object ({error})")
    return record if isinstance(record, dict) else InputError("not a JSON object")


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Lines of a stream; None for one that is too long, whose rest is skipped."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield None


def _as_utf8(stream: IO[bytes]) -> IO[bytes]:
    """Turn a stream of UTF-16 lines into UTF-8; lines of other encodings are decoded one by one."""
    buffered = peekable(stream)
    head = buffered.peek(4)[:4]
    name, mark = (
        encoding_of(head)
        if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[:3] == b"\xef\xbb\xbf"
        else ("", 0)
    )
    buffered.read(mark)
    if not name or name == "utf-8":
        return buffered
    wide = io.TextIOWrapper(buffered, encoding=name, errors="replace", newline="")
    text = wide.read()
    wide.detach()  # the file stays its owner's
    return io.BytesIO(text.encode())


def csv_rows(stream: IO[bytes], *, delimiter: str | None = None) -> Iterator[Row]:
    """Rows of a CSV file with a header line; comma, semicolon, tab or bar is found by the header."""
    lines = _csv_lines(stream)
    header = next((line for line in lines if line.strip()), "")
    if not header:
        raise InputError("the file is empty")
    if told := _SEPARATOR_LINE.fullmatch(header):  # what spreadsheets put above the header
        delimiter, header = told[1], next(lines, "")
    # the limit is the module's own and only ever raised: articles are longer than its 128 kB
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    delimiter = max(",;\t|", key=header.count) if not delimiter or delimiter not in header else delimiter
    _require_names(header, delimiter)
    rows = csv.DictReader(chain([header], lines), delimiter=delimiter)
    for number in count(1):
        try:
            yield number, {str(key): value for key, value in next(rows).items()}
        except StopIteration:
            return
        except csv.Error as error:
            yield number, InputError(f"not a CSV row ({error})")


def _require_names(header: str, delimiter: str) -> None:
    """Refuse a table whose first row holds values.

    Raises
    ------
    InputError
        It has no header line.
    """
    cells = [cell.strip().strip('"') for cell in header.split(delimiter)]
    if len(cells) > 1 and sum(bool(_VALUE.match(cell)) for cell in cells) > 0.05 * len(cells):
        raise InputError(
            "the table has no header line (exports of GDELT have none): put the names of its columns above it, "
            "and save as articles what its addresses lead to"
        )


def _csv_lines(stream: IO[bytes]) -> Iterator[str]:
    """Lines of text; old programs end them with a carriage return alone."""
    for line in _lines(_as_utf8(stream)):
        text = _decoded(line)
        if "\r" in text.rstrip("\r\n"):
            yield from re.split(r"(?<=\r)(?!\n)", text)
        else:
            yield text


def _decoded(line: bytes | None) -> str:
    if line is None:
        raise InputError(f"a line is longer than {MAX_BYTES // 1_000_000} MB")
    return decode(line)


def parquet_rows(path: "str | IO[bytes]") -> Iterator[Row]:
    """Rows of a Parquet file, a batch at a time.

    Raises
    ------
    InputError
        The file is damaged or no Parquet.
    """
    import pyarrow.parquet  # loads slowly; only Parquet files need it

    try:
        file = pyarrow.parquet.ParquetFile(path)
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for record in _batch_rows(batch):
                number += 1
                yield number, record
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"not a readable Parquet file ({error})") from error


def _batch_rows(batch: Any) -> Iterator[Mapping[str, Any] | InputError]:
    """Rows of a batch; one that holds a value that is none (a year 33658, bytes that are no UTF-8) by itself."""
    try:
        yield from batch.to_pylist()
    except (OverflowError, ValueError):
        for at in range(batch.num_rows):
            yield _row_of(batch, at)


def _row_of(batch: Any, at: int) -> Mapping[str, Any] | InputError:
    """Return one row: what is wrong with its text loses the row, any other value that is wrong only itself."""
    record: dict[str, Any] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            record[name] = column[at].as_py()
        except UnicodeDecodeError:
            if snake(name) in TEXT_NAMES:
                return InputError(f"the column {plain(name)!r} holds bytes that are no UTF-8 text")
            record[name] = None
        except (OverflowError, ValueError):
            record[name] = None  # a date that no calendar has
    return record


def table_rows(table: Any) -> Iterator[Row]:
    """Rows of a DataFrame, or values of a Series as texts."""
    if hasattr(table, "columns"):
        names = [str(name) for name in table.columns]
        rows: Iterator[Any] = table.itertuples(index=False, name=None)
        for number, row in enumerate(rows, start=1):
            yield number, dict(zip(names, row, strict=True))
    else:
        for number, text in enumerate(table, start=1):
            yield number, {"text": text}


def peekable(stream: IO[bytes] | gzip.GzipFile) -> io.BufferedReader:
    """Return a stream whose head can be looked at before it is read."""
    if hasattr(stream, "peek"):
        return cast("io.BufferedReader", stream)
    return io.BufferedReader(cast("io.RawIOBase", stream), 1 << 16)
