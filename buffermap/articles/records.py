"""Records of JSON lines, CSV and Parquet files and of tables: streamed, one bad record never losing the next."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, count
from typing import IO, Any, cast

from buffermap.articles.decoding import decode, encoding_of
from buffermap.errors import InputError

MAX_BYTES = 64_000_000
"""No single document is larger; a collection belongs into JSON lines, CSV or Parquet."""

TEXT_NAMES = ("text", "body", "content", "article", "fulltext", "full_text")
"""Columns that hold the text where none is named; the first that is there counts."""

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
    names = (column,) if column else TEXT_NAMES
    known = {str(name).strip().lower(): value for name, value in record.items()}
    for name in names:
        value = known.get(name.lower())
        if isinstance(value, str):
            if value.strip():
                return value
            raise InputError("the text is empty")
    if any(name.lower() in known for name in names):
        raise InputError("there is no text")
    raise InputError(
        f"no text in {' or '.join(map(repr, names[:2]))}; the record has {', '.join(sorted(known))[:200] or 'nothing'}: "
        "name the one that holds the text (--column, in Python column=)"
    )


def has_text_column(record: Mapping[str, Any], column: str | None) -> bool:
    """Whether a record has a column for its text, be it empty in this one."""
    names = {column.lower()} if column else set(TEXT_NAMES)
    return any(str(name).strip().lower() in names for name in record)


def json_lines(stream: IO[bytes]) -> Iterator[Row]:
    """Read JSON objects, one a line, with constant memory."""
    for number, line in enumerate(_lines(_as_utf8(stream)), start=1):
        if line is None:
            yield number, InputError(f"the line is longer than {MAX_BYTES // 1_000_000} MB")
        elif line.strip():
            yield number, _object(line)


def _object(line: bytes) -> Mapping[str, Any] | InputError:
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


def json_document(data: bytes) -> Iterator[Row]:
    """Yield the records of a JSON file: one object, a list of objects, or an object that holds one such list."""
    try:
        found = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a JSON file ({error})") from error
    records = found if isinstance(found, list) else _records_in(found)
    for number, record in enumerate(records, start=1):
        yield number, record if isinstance(record, dict) else InputError("not a JSON object")


def _records_in(found: Any) -> list[Any]:
    """Return the records of what services answer: ``{"status": "ok", "articles": [...]}``."""
    if isinstance(found, dict) and not has_text_column(found, None):
        lists = [
            value
            for value in found.values()
            if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        if len(lists) == 1:
            return lists[0]
    return [found]


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
    delimiter = delimiter or max(",;\t|", key=header.count)
    rows = csv.DictReader(chain([header], lines), delimiter=delimiter)
    for number in count(1):
        try:
            yield number, {str(key): value for key, value in next(rows).items()}
        except StopIteration:
            return
        except csv.Error as error:
            yield number, InputError(f"not a CSV row ({error})")


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
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for record in batch.to_pylist():
                number += 1
                yield number, record
    except pa.ArrowException as error:
        raise InputError(f"not a readable Parquet file ({error})") from error


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
