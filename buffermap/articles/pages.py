"""Text and origin of web pages. Offsets count in the text that comes out of here."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from buffermap.articles.document import Document

# what holds no prose whatever stands in it
_UNREAD = frozenset(
    [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "button", "select",
        "option", "textarea",
    ]
)  # fmt: skip
# what holds none by custom: a missing end tag, or a form around the whole page, makes an exception
_ASIDE = frozenset(["nav", "footer", "aside", "form", "menu", "dialog"])
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th",
        "tr", "ul",
    ]
)  # fmt: skip
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_META = {
    "og:title": "title",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "article:published": "published",
    "datepublished": "published",
    "publishdate": "published",
    "pubdate": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "og:site_name": "outlet",
    "author": "author",
    "og:url": "url",
}
_LINKED = {
    "headline": "title",
    "datePublished": "published",
    "inLanguage": "language",
    "articleBody": "article_body",
}
_ENOUGH = 200  # characters of a main part that make a text of its own
_DEEPEST = 1000  # levels of a page; what nests deeper is not laid out but stripped
_CHUNK = 1 << 16
_PROSE = re.compile(r"[.!?…]['\"”»)]*(?:\s|$)")


@dataclass(slots=True)
class _Block:
    """A run of text between two block tags."""

    in_article: bool
    in_aside: bool
    pieces: list[str] = field(default_factory=list)
    linked: int = 0  # characters inside links


class _TooDeepError(Exception):
    """The page nests deeper than any page that is read."""


class _Page:
    """Reads a page once: its text block by block, each with the part that it stands in, and its metadata."""

    def __init__(self) -> None:
        self.record: dict[str, Any] = {}
        self.blocks: list[_Block] = []
        self._open: list[tuple[str, bool]] = []  # tags that matter, and whether each is an article's part
        self._depth = 0
        self._unread = 0
        self._preformatted = 0
        self._links = 0
        self._collect: tuple[str, list[str]] | None = None
        self._new_block()

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Open an element."""
        tag, values = tag.lower(), {str(name).lower(): value or "" for name, value in attrs.items()}
        self._read_origin(tag, values)
        if tag in _VOID:
            if tag in _BLOCKS:
                self._new_block()
            return
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeepError
        is_article = tag in {"article", "main"} or "articleBody" in values.get("itemprop", "").split()
        if is_article or tag in _ASIDE:
            self._open.append((tag, is_article))
        self._unread += tag in _UNREAD
        self._preformatted += tag == "pre"
        self._links += tag == "a"
        if tag in _BLOCKS or is_article:
            self._new_block()

    def end(self, tag: str) -> None:
        """Close an element."""
        tag = tag.lower()
        if self._collect and self._collect[0] == tag:
            self._read_collected(tag, "".join(self._collect[1]))
            self._collect = None
        if tag in _VOID:
            return
        self._depth -= 1
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        self._unread -= tag in _UNREAD
        self._preformatted -= tag == "pre"
        self._links -= tag == "a"
        if tag in _BLOCKS:
            self._new_block()

    def data(self, data: str) -> None:
        """Take text."""
        if self._collect:
            self._collect[1].append(data)
        if self._unread:
            return
        block = self.blocks[-1]
        block.pieces.append(data if self._preformatted else re.sub(r"[ \t\r\n\f]+", " ", data))
        if self._links:
            block.linked += len(data)

    def comment(self, _text: str) -> None:
        """Pass over a comment."""

    def close(self) -> None:
        """Be asked for a result, as the parser does of its target."""

    def _new_block(self) -> None:
        in_article = any(is_article for _, is_article in self._open)
        last = next((is_article for _, is_article in reversed(self._open)), True)
        if self.blocks and not self.blocks[-1].pieces:
            self.blocks.pop()
        self.blocks.append(_Block(in_article=in_article and last, in_aside=bool(self._open) and not last))

    def _read_origin(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "html" and values.get("lang"):
            self.record.setdefault("language", values["lang"])
        elif tag == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            if name in _META and values.get("content"):
                self.record.setdefault(_META[name], values["content"])
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self.record["url"] = values.get("href", "")
        elif tag == "time" and values.get("datetime"):
            self.record.setdefault("time", values["datetime"])
        if tag == "title" or (tag == "script" and values.get("type", "").lower() == "application/ld+json"):
            self._collect = (tag, [])

    def _read_collected(self, tag: str, text: str) -> None:
        if tag == "title":
            self.record.setdefault("title_tag", text)
            return
        for node in _linked_data(text):
            for key, name in _LINKED.items():
                if isinstance(node.get(key), str):
                    self.record.setdefault(name, node[key])


def _linked_data(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects at the top of a page's JSON-LD block."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    if isinstance(data, Mapping):
        data = data.get("@graph", [data])
    if isinstance(data, list):
        yield from (node for node in data if isinstance(node, Mapping))


def from_html(markup: str) -> Document:
    """Take the main text of a web page, by trafilatura where it is installed, else by its article or body.

    The page's metadata are read here in both cases. A page that is filled by its script alone still carries its text
    where it describes itself for search engines (JSON-LD).
    """
    page = _read(markup)
    if page is None:
        return Document(stripped(markup), {})
    record = dict(page.record)
    # a headline of the page's own metadata lacks the outlet's name that <title> carries
    record.setdefault("title", record.pop("title_tag", None))
    record.setdefault("published", record.pop("time", None))
    described = record.pop("article_body", "")
    text = _by_trafilatura(markup) or _main_text(page.blocks)
    if len(described) > 2 * len(text):
        text = markup_text(described) if "<" in described else described
    return Document(text, record)


def _read(markup: str) -> _Page | None:
    """Read a page; None for one that nests too deeply."""
    page = _Page()
    parser = etree.HTMLParser(target=page)
    # lone surrogates are no text for the parser; a NUL would end its input
    markup = markup.replace("\0", "\N{REPLACEMENT CHARACTER}")
    try:
        for at in range(0, len(markup), _CHUNK):
            parser.feed(markup[at : at + _CHUNK])
        parser.close()
    except _TooDeepError:
        return None
    except etree.LxmlError:  # an empty page, for one
        pass
    return page


def _main_text(blocks: list[_Block]) -> str:
    """Return the text of the article's part, else of all but menus and the like, else of what reads like prose."""
    article = _joined(block for block in blocks if block.in_article)
    if len(article) >= _ENOUGH:
        return article
    body = _joined(block for block in blocks if not block.in_aside)
    inside = [block for block in blocks if block.in_aside and _is_prose(block)]
    # the end of a menu may be missing, and a form may hold the whole page
    if sum(len(_text(block)) for block in inside) > 2 * len(body):
        return _joined(block for block in blocks if not block.in_aside or _is_prose(block))
    return body


def _is_prose(block: _Block) -> bool:
    text = _text(block)
    return len(text) >= 40 and block.linked < 0.5 * len(text) and bool(_PROSE.search(text))


def _text(block: _Block) -> str:
    return "".join(block.pieces).strip(" \t\n")


def _joined(blocks: Iterator[_Block]) -> str:
    lines = (line.strip(" \t") for block in blocks for line in "".join(block.pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _by_trafilatura(markup: str) -> str | None:
    try:
        import trafilatura  # of the extra `formats`
    except ImportError:
        return None
    try:
        text = trafilatura.extract(
            markup, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - a page that the extractor cannot parse still has its plain text
        return None
    return text if isinstance(text, str) else None


def markup_text(markup: str) -> str:
    """Plain text of a fragment of HTML."""
    page = _read(markup)
    return stripped(markup) if page is None else _joined(iter(page.blocks))


def stripped(markup: str) -> str:
    """Return what stands between the tags of a page, each stretch a line: work that grows with its length alone."""
    pieces = markup.split("<")
    lines = [pieces[0], *(piece.partition(">")[2] for piece in pieces[1:])]
    return "\n\n".join(line for line in map(str.strip, lines) if line)
