"""Posts of Telegram exports as pages (messages.html, messages2.html …): read like the JSON of the same export."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from buffermap.articles.pages import markup_text
from buffermap.errors import InputError

_HEAD = re.compile(r"<title>\s*Exported Data\s*</title>.{0,2000}?CheckLocation\(\)", re.DOTALL)
_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_MESSAGES = f".//div[{_CLASS.format('message')} and {_CLASS.format('default')}]"
_TEXT = f".//div[{_CLASS.format('text')}]"
_DATE = f"./div[{_CLASS.format('body')}]/div[{_CLASS.format('date')}]/@title"
_AUTHOR = f"./div[{_CLASS.format('body')}]/div[{_CLASS.format('from_name')}]"
_TITLE = f".//div[{_CLASS.format('page_header')}]{_TEXT[1:]}"
_MOMENT = re.compile(r"(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?: UTC([+-]\d\d:?\d\d))?")


def is_chat_page(head: str) -> bool:
    """Whether a page begins like those that Telegram exports."""
    return bool(_HEAD.search(head))


def from_chat_page(markup: str, *, keep_people: bool) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the posts of a page as records, numbered from one; what a service wrote is none.

    The page does not say whether the chat is a channel. Its name enters where all posts are the chat's own: a chat of
    people has other authors. Of a post its text and date enter.

    Raises
    ------
    InputError
        The page has no posts.
    """
    root = etree.HTML(markup.replace("\0", ""))
    messages = [] if root is None else root.xpath(_MESSAGES)
    if not messages:
        raise InputError("no posts on this page of a Telegram export")
    name = _words(root.xpath(_TITLE))
    authors = {_words([node]) for message in messages for node in message.xpath(_AUTHOR)}
    outlet = name if keep_people or authors == {name} else None
    author = ""
    for number, message in enumerate(messages, start=1):
        author = (
            _words(message.xpath(_AUTHOR)) or author
        )  # posts that follow one another name their author once
        texts = (
            markup_text(etree.tostring(node, encoding="unicode", with_tail=False))
            for node in message.xpath(_TEXT)
        )
        record: dict[str, Any] = {
            "text": "\n\n".join(texts),
            "outlet": outlet,
            "date": _date(message.xpath(_DATE)),
        }
        yield number, record | ({"author": author} if keep_people else {})


def _words(nodes: list[Any]) -> str:
    return " ".join("".join(nodes[0].itertext()).split()) if nodes else ""


def _date(titles: list[str]) -> str | None:
    """Return the date-time that a post shows when it is pointed at, with the zone where it names one."""
    found = _MOMENT.fullmatch(titles[0].strip()) if titles else None
    if not found:
        return None
    try:
        moment = datetime.strptime(found[1], "%d.%m.%Y %H:%M:%S").isoformat()  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    return moment + (found[2] or "")
