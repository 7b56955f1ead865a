"""Values of fields from outside, made one line of plain text or a web address."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from buffermap.articles.decoding import replace_surrogates

MAX_FIELD = 2_048


def plain(value: Any) -> str | None:
    """One line of text without control characters; None for what is empty, not a number, or no scalar."""
    if isinstance(value, (list, tuple)):
        value = ", ".join(filter(None, map(plain, value)))
    if value is None or isinstance(value, (Mapping, bytes)) or value != value:  # noqa: PLR0124 - not a number
        return None
    text = "".join(char if char.isprintable() else " " for char in replace_surrogates(str(value)[:MAX_FIELD]))
    return " ".join(text.split()) or None


def address(value: Any) -> str | None:
    """Return a web address, or None for anything else: a file's path and a script are none."""
    text = plain(value)
    if not text or " " in text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
