"""Pages of web archives (.warc)."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import IO

from buffermap.articles.decoding import declared_encoding, decode
from buffermap.articles.document import Document
from buffermap.articles.pages import from_html
from buffermap.errors import InputError

_MAX_HEAD = 1 << 16
_MAX_PAGE = 16_000_000
_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def from_warc(stream: IO[bytes]) -> Iterator[tuple[int, Document | InputError]]:
    """Yield the web pages among the responses of an archive, numbered by their record.

    Raises
    ------
    InputError
        The file is no whole archive.
    """
    number = 0
    while (version := _next_line(stream)) is not None:
        if not version.startswith(b"WARC/"):
            raise InputError(f"not a whole web archive (record {number + 1} does not begin with WARC/)")
        number += 1
        head = _headers(stream)
        try:
            left = int(head.get("content-length", ""))
        except ValueError:
            raise InputError(f"not a whole web archive (record {number} has no length)") from None
        block = stream.read(min(left, _MAX_PAGE))
        while left > _MAX_PAGE and (rest := stream.read(min(left - _MAX_PAGE, _MAX_PAGE))):
            left -= len(rest)
        if head.get("warc-type") == "response" and (page := _page(block, head)):
            yield number, page


def _next_line(stream: IO[bytes]) -> bytes | None:
    """Return the next line that is not empty, None at the end."""
    while line := stream.readline(_MAX_HEAD):
        if line.strip():
            return line
    return None


def _headers(stream: IO[bytes]) -> dict[str, str]:
    """Return the headers up to the next empty line, their names in lower case."""
    found: dict[str, str] = {}
    while (line := stream.readline(_MAX_HEAD)).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def _page(block: bytes, about: dict[str, str]) -> Document | InputError | None:
    """Return the page of a response, None for what is no page or no success."""
    response = io.BytesIO(block)
    status = response.readline(_MAX_HEAD).split()
    head = _headers(response)
    kind = head.get("content-type", "")
    if len(status) < 2 or status[1] != b"200" or not _HTML.match(kind):
        return None
    try:
        body = _unpacked(response.read(), head)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        return InputError(f"a damaged page ({error})")
    told = _CHARSET.search(kind)
    page = from_html(decode(body, declared=told[1] if told else declared_encoding(body)))
    url = about.get("warc-target-uri", "").strip("<>")
    return Document(page.text, {**page.record, "url": url, "retrieved": about.get("warc-date")})


def _unpacked(body: bytes, head: dict[str, str]) -> bytes:
    if head.get("transfer-encoding", "").lower() == "chunked":
        body = _unchunked(body)
    encoding = head.get("content-encoding", "").lower()
    if encoding == "gzip" and body[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=io.BytesIO(body)).read(_MAX_PAGE)
    return zlib.decompressobj().decompress(body, _MAX_PAGE) if encoding == "deflate" else body


def _unchunked(body: bytes) -> bytes:
    """Join the chunks of a transfer; a body that is joined already comes back as it is."""
    source, pieces = io.BytesIO(body), []
    while size := source.readline(100).split(b";")[0].strip():
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return body
        pieces.append(source.read(int(size, 16)))
        source.readline(4)
    return b"".join(pieces) or body
