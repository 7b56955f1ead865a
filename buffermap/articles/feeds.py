"""Entries of RSS and Atom files."""

import html.entities
import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from buffermap.articles.decoding import declared_encoding, decode
from buffermap.articles.document import Document
from buffermap.articles.pages import markup_text
from buffermap.errors import InputError

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")
_TEXTS = ("encoded", "content", "description", "summary")
_FIELDS = {
    "title": "title",
    "pubdate": "published",
    "published": "published",
    "date": "dc_date",
    "issued": "date",
    "updated": "updated",
    "modified": "updated",
    "creator": "author",
    "language": "language",
    "source": "outlet",
}


def from_xml(data: bytes) -> Iterator[Document]:
    """Entries of an RSS or Atom file, one document each.

    Raises
    ------
    InputError
        The file is no feed, is damaged, or defines entities of its own (which may grow without end).
    """
    try:
        text = _DECLARATION.sub("", decode(data, declared=declared_encoding(data)), count=1)
        root = fromstring(_NAMED.sub(_character, text))
    except DefusedXmlException as error:
        raise InputError("the file defines XML entities of its own; not opened") from error
    except (ParseError, ValueError) as error:
        yield from _by_feedparser(data, error)
        return
    entries = [node for node in root.iter() if _local(node) in {"item", "entry"}]
    if not entries:
        raise InputError(f"no entries of a feed in this XML file (its root is <{_local(root)}>)")
    about = _about(root)
    for entry in entries:
        yield _entry(entry, about)


def _character(entity: re.Match[str]) -> str:
    """Return the character that HTML calls by a name that XML does not know (``&nbsp;``)."""
    return html.entities.html5.get(entity[0][1:], entity[0])


def _local(node: Element) -> str:
    """Name of an element without its namespace, in lower case."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _about(root: Element) -> dict[str, Any]:
    """Return what the feed says of itself."""
    head = next((node for node in root if _local(node) == "channel"), root)
    about: dict[str, Any] = {
        "language": next((v for k, v in root.attrib.items() if k.endswith("}lang")), None)
    }
    for node in head:
        if _local(node) == "title":
            about.setdefault("outlet", node.text)
        elif _local(node) == "language":
            about["language"] = node.text
    return about


def _entry(entry: Element, about: dict[str, Any]) -> Document:
    texts: dict[str, str] = {}
    record: dict[str, Any] = {}
    for node in entry:
        name = _local(node)
        if name in _TEXTS:
            texts.setdefault(name, _content(node))
        elif name == "link" and node.get("rel", "alternate") == "alternate":
            record.setdefault("link", node.get("href") or node.text)
        elif name == "author":
            record.setdefault("author", next((n.text for n in node if _local(n) == "name"), None))
        elif name in _FIELDS and (node.text or "").strip():
            record.setdefault(_FIELDS[name], _content(node) if name == "title" else node.text)
    text = max(
        (markup_text(text) if "<" in text or "&" in text else text for text in texts.values()),
        key=len,
        default="",
    )
    return Document(text.strip(), {**about, **record})


def _content(node: Element) -> str:
    """Return the text of an element; of one with markup inside (Atom's xhtml) the text of its parts, a line each."""
    if len(node) == 0:
        return node.text or ""
    return "\n\n".join(piece.strip() for piece in node.itertext() if piece.strip())


def _by_feedparser(data: bytes, error: Exception) -> Iterator[Document]:
    """Read a feed that is no well-formed XML, where the extra for it is installed."""
    try:
        import feedparser  # an extra
    except ImportError:
        raise InputError(f"not a readable RSS or Atom file ({error})") from error
    try:
        feed = feedparser.parse(io.BytesIO(data))
    except Exception:  # noqa: BLE001 - damaged files raise errors of many kinds
        raise InputError(f"not a readable RSS or Atom file ({error})") from error
    if not feed.entries:
        raise InputError(f"not a readable RSS or Atom file ({error})") from error
    about = {"outlet": feed.feed.get("title"), "language": feed.feed.get("language")}
    for entry in feed.entries:
        contents = [part.get("value", "") for part in entry.get("content", ())]
        markup = max([*contents, entry.get("summary", "")], key=len)
        record = {name: entry.get(name) for name in ("title", "link", "author", "published", "updated")}
        yield Document(markup_text(markup), {**about, **record})
