"""Text and origin of web pages, feeds and PDFs. Offsets count in the text that comes out of here."""

import io
import json
import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, NamedTuple

from buffermap.errors import InputError

# the parts of a page that hold no prose of its own
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "head",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_META = {
    "og:title": "title",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "og:site_name": "outlet",
    "author": "author",
    "og:url": "url",
}


class Document(NamedTuple):
    """Text of a document, and what it says of its own origin, not normalised."""

    text: str
    record: dict[str, Any]


class _Page(HTMLParser):
    """Reads a page once: its visible text block by block, its main part, its metadata."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.record: dict[str, Any] = {}
        self.pieces: list[str] = []
        self.main: list[str] = []
        self._open: Counter[str] = Counter()  # a page's nesting may be broken: each tag is counted by itself
        self._collect: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html" and values.get("lang"):
            self.record.setdefault("language", values["lang"])
        elif tag == "meta":
            self._read_meta(values)
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self.record["url"] = values.get("href", "")
        elif tag == "time" and values.get("datetime"):
            self.record.setdefault("time", values["datetime"])
        if tag == "title" or (tag == "script" and values.get("type", "").lower() == "application/ld+json"):
            self._collect = (tag, [])
        if tag in _BLOCKS:
            self._write("\n")
        if tag not in _VOID:
            self._open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._collect and self._collect[0] == tag:
            self._read_collected(tag, "".join(self._collect[1]))
            self._collect = None
        if self._open[tag] > 0:
            self._open[tag] -= 1
        if tag in _BLOCKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if self._collect:
            self._collect[1].append(data)
        elif not any(self._open[hidden] for hidden in _HIDDEN):
            self._write(data if self._open["pre"] else re.sub(r"[ \t\r\n\f]+", " ", data))

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        if self._open["article"] or self._open["main"]:
            self.main.append(piece)

    def _read_meta(self, values: Mapping[str, str]) -> None:
        name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        if name in _META and values.get("content"):
            self.record.setdefault(_META[name], values["content"])

    def _read_collected(self, tag: str, text: str) -> None:
        if tag == "title":
            self.record.setdefault("title_tag", text)
            return
        for node in _linked_data(text):
            for key, name in (
                ("headline", "title"),
                ("datePublished", "published"),
                ("inLanguage", "language"),
            ):
                if isinstance(node.get(key), str):
                    self.record.setdefault(name, node[key])


def _linked_data(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects at the top of a page's JSON-LD block."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(data, Mapping):
        data = data.get("@graph", [data])
    if isinstance(data, list):
        yield from (node for node in data if isinstance(node, Mapping))


def from_html(markup: str) -> Document:
    """Take the main text of a web page, by trafilatura where it is installed, else by its article or body.

    The page's metadata are read here in both cases.
    """
    page = _Page()
    page.feed(markup)
    page.close()
    record = dict(page.record)
    # a headline of the page's own metadata lacks the outlet's name that <title> carries
    record.setdefault("title", record.pop("title_tag", None))
    record.setdefault("published", record.pop("time", None))
    main = _joined(page.main)
    fallback = main if len(main) >= 200 else _joined(page.pieces)
    return Document(_by_trafilatura(markup) or fallback, record)


def _by_trafilatura(markup: str) -> str | None:
    try:
        import trafilatura
    except ImportError:
        return None
    try:
        text = trafilatura.extract(
            markup, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - a page that the extractor cannot parse still has its plain text
        return None
    return text if isinstance(text, str) else None


def _joined(pieces: list[str]) -> str:
    lines = (line.strip(" \t") for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def from_pdf(data: bytes) -> Document:
    """Text of a PDF's pages.

    Raises
    ------
    InputError
        pypdf is not installed, or the file is damaged, encrypted, or pictures only.
    """
    try:
        import pypdf
    except ImportError:
        raise InputError("reading PDF needs pypdf: pip install 'buffermap[formats]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, by us
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
    except Exception as error:  # damaged files raise errors of many kinds
        raise InputError(f"not a readable PDF ({error})") from error
    if not text.strip():
        raise InputError("this PDF holds pictures of text; run optical character recognition first")
    return Document(text, {"title": about.title, "author": about.author} if about else {})


def from_feed(data: bytes) -> Iterator[Document]:
    """Entries of an RSS or Atom file, one document each.

    Raises
    ------
    InputError
        feedparser is not installed, or the file is no feed.
    """
    try:
        import feedparser
    except ImportError:
        raise InputError("reading feeds needs feedparser: pip install 'buffermap[formats]'") from None
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries and feed.bozo:
        raise InputError(f"not a readable RSS or Atom file ({feed.get('bozo_exception')})")
    about = {"outlet": feed.feed.get("title"), "language": feed.feed.get("language")}
    for entry in feed.entries:
        contents = [part.get("value", "") for part in entry.get("content", ())]
        markup = max([*contents, entry.get("summary", "")], key=len)
        record = {name: entry.get(name) for name in ("title", "link", "author", "published")}
        yield Document(markup_text(markup), {**about, **record, "id": entry.get("id")})


def markup_text(markup: str) -> str:
    """Plain text of a fragment of HTML."""
    page = _Page()
    page.feed(markup)
    page.close()
    return _joined(page.pieces)
