"""What a file is: by its first bytes, else by its name. What is known and not read is refused by name."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from buffermap.articles.captions import are_captions
from buffermap.articles.chatpages import is_chat_page
from buffermap.articles.chattexts import are_chats
from buffermap.articles.clippings import are_clippings
from buffermap.articles.files import BY_SUFFIX, REFUSED, Kind, refusal_of, suffix_of
from buffermap.articles.mail import is_mail, is_mbox
from buffermap.errors import InputError

HEAD = 4096
"""Bytes that are looked at."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "PDF"),
    (b"PAR1", "Parquet"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"WARC/", "web archive"),
)
_REFUSED_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", REFUSED[".rtf"]),
    (
        b"\xd0\xcf\x11\xe0",
        "files of old Office programs and Outlook are not read; save it as .docx, .xlsx or .eml",
    ),
    (b"7z\xbc\xaf\x27\x1c", REFUSED[".7z"]),
    (b"Rar!\x1a\x07", REFUSED[".rar"]),
    (b"\x89PNG", "a picture holds no text; run optical character recognition first"),
    (b"\xff\xd8\xff", "a picture holds no text; run optical character recognition first"),
    (b"GIF8", "a picture holds no text; run optical character recognition first"),
    (b"SQLite format 3", "databases and GeoPackages hold no articles"),
)
_SAVED = re.compile(
    rb"^Snapshot-Content-Location:|^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE
)
_ASSIGNED = re.compile(r"\s*(?:window\.|var |let |const )[\w.$\[\]\"']{1,80}\s*=\s*[\[{]")


def kind_of(name: str, head: bytes) -> Kind:
    """Return what a file is.

    Raises
    ------
    InputError
        It is known and not read; the message says what to do instead.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    for magic, message in _REFUSED_MAGIC:
        if start.startswith(magic):
            raise InputError(message)
    if head[257:262] == b"ustar":
        raise InputError(REFUSED[".tar"])
    by_name = BY_SUFFIX.get(suffix_of(name))
    by_content = _textual(start)
    top = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    if by_content == "mail" and (by_name == "saved page" or _SAVED.search(top)):
        return "saved page"
    if by_content and by_name in {None, "text", "web page", "feed", "mail", "saved page"}:
        # a page may be called .xml, a mail .txt; a text that is called .html is a page without tags
        return by_content
    if by_name is None and (refused := refusal_of(name)):
        raise InputError(refused)
    return by_name or "text"


_TEXTUAL: tuple[tuple[Kind, Callable[[str], object]], ...] = (
    ("captions", are_captions),
    ("press clippings", are_clippings),
    ("chat text", are_chats),
    ("chat page", is_chat_page),
    ("web page", re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype html|<html)", re.IGNORECASE | re.DOTALL).match),
    ("feed", re.compile(r"<\?xml|<rss|<feed|<rdf:rdf", re.IGNORECASE).match),
    ("JSON", re.compile(r"\{\s*[\"}]|\[\s*[\[{\]]").match),
    ("JSON", _ASSIGNED.match),
)  # fmt: skip


def _textual(start: bytes) -> Kind | None:
    """Return what a text file is by its first lines, None where nothing tells."""
    if is_mail(start):
        return "mail"
    if is_mbox(start):
        return "mailbox"
    text = start[:HEAD].decode("utf-8", "ignore")
    return next((kind for kind, is_one in _TEXTUAL if is_one(text)), None)


def archive_kind(archive: zipfile.ZipFile) -> Kind:
    """Return what a zip archive is: an office document, or a folder that was packed.

    Raises
    ------
    InputError
        It is a kind of file that is not read.
    """
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "Word document"
    if "xl/workbook.xml" in names:
        return "workbook"
    if any(name.startswith("ppt/") for name in names) and "[Content_Types].xml" in names:
        raise InputError(REFUSED[".pptx"])
    if "mimetype" in names and "content.xml" in names:
        if b"text" not in archive.read("mimetype")[:80]:
            raise InputError(
                "of OpenDocument files only texts (.odt) are read; save it as .odt, .csv or .xlsx"
            )
        return "OpenDocument text"
    if "META-INF/container.xml" in names and "mimetype" in names:
        raise InputError(REFUSED[".epub"])
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        raise InputError(REFUSED[".wacz"])
    if names and all(Path(name).suffix.lower() in {".shp", ".shx", ".dbf", ".prj", ".cpg"} for name in names):
        raise InputError("a shapefile holds no articles; give it with --places or --line")
    return "archive"
