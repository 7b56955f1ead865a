"""Records of JSON files of any shape: lines, lists, answers of services, exports."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any

from buffermap.articles import chats, records
from buffermap.articles.decoding import decode
from buffermap.articles.records import NumberedLine, Row
from buffermap.errors import InputError

MAX_BYTES = 512_000_000
"""No JSON document is larger; exports of whole accounts are hundreds of megabytes."""

_ASSIGNMENT = re.compile(r"\s*(?:window\.|var |let |const )[\w.$\[\]\"']{1,80}\s*=\s*(?=[\[{])")
_OPENINGS = {
    b"{",
    b"[",
    b"w",
    b"v",
    b"l",
    b"c",
}  # of an object, a list, and `window.…`, `var`, `let`, `const`
_DEEPEST = 6
# in which of its entries a record of a service keeps what it is about
_WRAPPERS = (
    "fields", "attributes", "_source", "tweet", "node", "properties", "post", "article", "document", "record",
)  # fmt: skip


def json_rows(stream: IO[bytes], *, column: str | None, keep_people: bool, are_lines: bool) -> Iterator[Row]:
    """Read the records of a JSON file; JSON lines are found whatever the file is called, with constant memory.

    Parameters
    ----------
    column
        Key that holds the text, where the user has named one.
    keep_people
        Whether the names of people of private chats stay.
    are_lines
        Whether the name of the file says that it has a record a line.

    Raises
    ------
    InputError
        The file is no JSON.
    """
    lines = records.numbered_lines(stream)
    first = next(lines, None)
    if first is None:
        raise InputError("the file is empty")
    second = next(lines, None)
    head = records.json_object(first[1])
    if isinstance(head, Mapping) and second is None:
        yield from _of_document(head, column=column, keep_people=keep_people)
        return
    rest = chain([first] if second is None else [first, second], lines)
    if isinstance(head, InputError) and first[1] and first[1].lstrip(b"\xef\xbb\xbf \t")[:1] in _OPENINGS:
        whole, tail = _gathered(rest)
        found = _document(whole, are_lines=are_lines)
        if found is not None:
            yield from _of_document(found, column=column, keep_people=keep_people)
            return
        rest = chain(whole, tail)
    elif isinstance(head, InputError) and not are_lines:
        raise InputError(str(head).replace("JSON object", "JSON file"))
    for number, line in rest:
        record = records.json_object(line)
        yield number, record if isinstance(record, InputError) else opened(record, column=column)


def _gathered(lines: Iterator[NumberedLine]) -> tuple[list[NumberedLine], Iterator[NumberedLine]]:
    """Return the lines of a document, and what goes beyond the longest of documents."""
    taken, size = [], 0
    for number, line in lines:
        taken.append((number, line))
        size += len(line or b"")
        if size > MAX_BYTES:
            return taken, lines
    return taken, iter(())


def _document(lines: list[NumberedLine], *, are_lines: bool) -> Any:
    """Return the one document that lines make, None where they are rather records of their own."""
    try:
        found = _loads(lines)
    except InputError:
        if not are_lines and not _has_object_lines(lines):
            raise
        return None
    holds_records = not isinstance(found, list) or any(isinstance(one, Mapping) for one in found)
    return found if holds_records or not are_lines else None


def _loads(lines: list[NumberedLine]) -> Any:
    text = decode(b"".join(line or b"" for _, line in lines))
    text = _ASSIGNMENT.sub("", text, count=1).rstrip().rstrip(";")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise InputError("not a JSON file (nested too deeply)") from error
    except ValueError as error:
        several = _several(text)
        if len(several) > 1:
            return several
        raise InputError(f"not a JSON file ({error})") from error


def _several(text: str) -> list[Any]:
    """Return the documents of a text that holds one after the other; none where it holds anything else."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n,\x1e":
            at += 1
    return found


def _has_object_lines(lines: list[NumberedLine]) -> bool:
    """Whether one of the first lines is a record by itself."""
    return any(isinstance(records.json_object(line), Mapping) for _, line in lines[:20])


def _of_document(found: Any, *, column: str | None, keep_people: bool) -> Iterator[Row]:
    """Yield the records of one JSON document."""
    chat_list = chats.chats_in(found)
    posts = (post for chat in chat_list for post in chats.posts(chat, keep_people=keep_people))
    rows: Iterator[Any] = iter(posts) if chat_list else iter(_records_in(found, column))
    for number, record in enumerate(rows, start=1):
        if isinstance(record, Mapping):
            yield number, opened(record, column=column)
        else:
            yield number, InputError("not a JSON object")


def _records_in(found: Any, column: str | None) -> list[Any]:
    """Return the records of a list, of what services answer (``{"status": "ok", "articles": [...]}``), or one."""
    if isinstance(found, list) and not (len(found) == 1 and isinstance(found[0], Mapping)):
        return found
    if isinstance(found, list):
        found = found[0]
    if not isinstance(found, Mapping) or records.has_text_column(opened(found, column=column), column):
        return [found]
    lists = list(_lists_in(found, depth=0))
    with_text = [
        (depth, one)
        for depth, one in lists
        if any(records.has_text_column(opened(record, column=column), column) for record in one[:50])
    ]
    if with_text:
        about = _outlet_of(found)
        # what the records refer to is kept deeper than they are
        _, chosen = min(with_text, key=lambda item: (item[0], -len(item[1])))
        return [{**about, **record} for record in chosen]
    return lists[0][1] if len(lists) == 1 else [found]


def _lists_in(found: Mapping[str, Any], *, depth: int) -> Iterator[tuple[int, list[Mapping[str, Any]]]]:
    """Yield the lists of records inside an object with how deep they lie."""
    for value in found.values():
        if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            yield depth, value
        elif isinstance(value, Mapping) and depth < _DEEPEST:
            yield from _lists_in(value, depth=depth + 1)


def _outlet_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the name of a feed that names itself (JSON Feed)."""
    title = found.get("title")
    is_feed = "jsonfeed.org" in str(found.get("version", "")) and isinstance(title, str)
    return {"outlet": title} if is_feed else {}


def opened(record: Mapping[str, Any], *, column: str | None) -> Mapping[str, Any]:
    """Return a record with what it keeps in one entry (``{"id": 1, "fields": {...}}``) laid beside the rest."""
    if column and "." in column and column not in record:
        value: Any = record
        for part in column.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return {**opened(record, column=None), column: value} if value is not None else record
    longer = record.get("note_tweet")  # a post beyond the old limit is cut in its own text
    if column is None and isinstance(longer, Mapping) and isinstance(longer.get("text"), str):
        return {**record, "text": longer["text"]}
    if records.has_text_column(record, column):
        return record
    for name in _WRAPPERS:
        inner = record.get(name)
        if isinstance(inner, Mapping) and records.has_text_column(inner, column):
            return {**{key: value for key, value in record.items() if key != name}, **inner}
    return record
