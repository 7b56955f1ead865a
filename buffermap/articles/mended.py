"""Reading an article through its mended text, with every offset of what comes out in the article's own.

Readers (of sentences, statements, claims) see words made whole and lines that run on; what they return is moved back,
so that ``article.text[start:end]`` is what the source has.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from buffermap.articles.article import Article
from gazetteer.mention import Mention
from gazetteer.text.mending import Mended, mend
from gazetteer.text.sentences import split

T = TypeVar("T")
Spans = Sequence[tuple[int, int]]

_SPANS = (("start", "end"), ("sentence_start", "sentence_end"))
_LONE = ("sentence_start",)
_QUOTES = {"start": ("text", "sentence"), "sentence_start": ("sentence",)}


def mended_text(article: Article) -> Mended:
    """Return an article's text without the traces of layout."""
    return mend(article.text, article.body_start)


def sentences_of(article: Article, mended: Mended | None = None) -> list[tuple[int, int]]:
    """Return the spans of an article's sentences; one that was wrapped over lines is one."""
    mended = mended or mended_text(article)
    if mended.is_same:
        return split(article.text, article.body_start)
    return [
        mended.source(*span)
        for span in split(mended.text, mended.mended(article.body_start, len(article.text))[0])
    ]


def through(
    read: Callable[[Article, Spans, Sequence[Mention]], list[T]],
    article: Article,
    sentences: Spans,
    mentions: Sequence[Mention],
    *,
    mended: Mended | None = None,
) -> list[T]:
    """Return what a reader finds in an article's mended text, its offsets moved to the article's own.

    Parameters
    ----------
    read
        Takes an article, its sentences and its mentions, and returns frozen dataclasses.
    article, sentences, mentions
        With offsets of the article's text as read.
    mended
        Its text as `mended_text` returns it, where that is known.
    """
    mended = mended or mended_text(article)
    if mended.is_same:
        return read(article, sentences, mentions)
    view = replace(
        article, text=mended.text, body_start=mended.mended(article.body_start, len(article.text))[0]
    )
    spans = [mended.mended(start, end) for start, end in sentences]
    seen = [_moved_mention(mention, mended) for mention in mentions]
    return [_moved_back(one, mended, article.text) for one in read(view, spans, seen)]


def _moved_mention(mention: Mention, mended: Mended) -> Mention:
    start, end = mended.mended(mention.start, mention.end)
    return replace(mention, start=start, end=end, surface=mended.text[start:end])


def _moved_back(value: Any, mended: Mended, source: str) -> Any:
    """Return a value with its spans, and those of the values inside it, moved; quotes are the source's own words."""
    if isinstance(value, tuple) and not isinstance(value, str):
        moved = [_moved_back(one, mended, source) for one in value]
        return type(value)(*moved) if hasattr(value, "_fields") else tuple(moved)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    known: dict[str, Any] = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: _moved_back(inner, mended, source) for name, inner in known.items()}
    for first, last in _SPANS:
        if isinstance(known.get(first), int) and isinstance(known.get(last), int):
            start, end = mended.source(known[first], known[last])
            changed |= {first: start, last: end}
            for name in _QUOTES[first]:
                if (
                    isinstance(known.get(name), str)
                    and known[name] == mended.text[known[first] : known[last]]
                ):
                    changed[name] = source[start:end]
    for name in _LONE:
        if name in known and "sentence_end" not in known and isinstance(known[name], int):
            changed[name] = mended.source(known[name], known[name] + 1)[0]
    return replace(value, **changed)
