"""What is known of an article besides its text: front matter, dates, addresses, language. Found or unknown."""

import html
import re
from collections.abc import Mapping
from typing import Any

from buffermap.articles.dates import iso_date
from buffermap.articles.fieldtext import address, plain

FIELDS = {
    "title": ("title", "headline", "web_title", "subject", "source_headline"),
    "url": ("url", "link", "source_url", "canonical", "permalink", "web_url", "article_url", "external_url", "url_alias"),
    "published": (
        "published", "published_at", "published_date", "published_on", "publication_date", "publication_time",
        "publish_date", "pub_date", "pubdate", "date_published", "datepublished", "web_publication_date", "dc_date",
        "date", "datetime", "date_time", "event_date", "date_start", "posted_at", "created_at", "created",
        "date_created", "date_unixtime", "created_utc", "updated", "updated_at", "date_modified", "timestamp",
    ),
    "outlet": (
        "outlet", "source", "source_name", "site", "publisher", "site_name", "publication", "channel", "dc_publisher",
    ),
    "author": ("author", "authors", "byline", "creator", "dc_creator"),
    "archived_url": ("archived_url", "archive_url"),
    "retrieved": ("retrieved", "accessed", "retrieved_at"),
    "language": ("language", "lang", "dc_language"),
}  # fmt: skip
"""Fields of an article, and the names under which files carry them (`snake` of them); the first that is known counts."""

ID_NAMES = ("doc_id", "document_id", "article_id", "event_id_cnty", "event_id")
"""Names of a document's own id, best first: a bare ``id`` is unique in its file alone."""

# under which of its keys a value of several parts has what a field asks for, best first
_PARTS = ("name", "original", "created", "main", "rendered", "text", "value", "code", "$date", "#text", "_")

MAX_FRONT_MATTER = 16_384
"""Front matter ends within so many characters or is none."""

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_ENTRY = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(.*))?$")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Entries between two ``---`` lines at the head of a text, and where the prose begins.

    Only ``key: value`` lines are read, never YAML: values are plain strings, quotes around them are taken off.
    Without front matter the entries are empty and the prose begins at 0.
    """
    fence = _FENCE.match(text)
    if not fence:
        return {}, 0
    entries: dict[str, str] = {}
    at = fence.end()
    while at < min(len(text), MAX_FRONT_MATTER):
        line = _LINE.match(text, at)
        assert line  # noqa: S101 - the pattern matches anywhere
        at = line.end()
        if line[1].rstrip() == "---":
            return (entries, at) if entries else ({}, 0)
        entry = _ENTRY.match(line[1].rstrip())
        if not entry and not re.match(r"\s*$|[ \t#-]", line[1]):
            return {}, 0  # prose between two rules
        if entry and entry[2]:
            entries[entry[1].lower().replace(" ", "_").replace("-", "_")] = _unquoted(entry[2].strip())
    return {}, 0


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def fields(record: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the fields of an article from a record's entries, each normalised, or None where unknown."""
    known: dict[str, Any] = {}
    for key, value in record.items():
        known.setdefault(snake(key), value)
    found: dict[str, str | None] = {}
    for field, names in FIELDS.items():
        values = (_NORMALISED[field](_one(known[name])) for name in names if name in known)
        found[field] = next((value for value in values if value), None)
    return found


def own_id(record: Mapping[str, Any]) -> str | None:
    """Return the id that a record gives itself, None where it gives none."""
    known = {snake(key): value for key, value in record.items()}
    return next((found for name in ID_NAMES if (found := plain(known.get(name)))), None)


def snake(key: Any) -> str:
    """Return a column's name in one spelling: ``publishedAt``, ``dc:date`` and ``Event Date`` with low lines."""
    name = re.sub(r"(?<=[a-z\d])(?=[A-Z])", "_", str(key).strip())
    return re.sub(r"[\W_]+", "_", name).strip("_").lower()


def _one(value: Any) -> Any:
    """Return what a value of several parts says in one: of ``{"id": null, "name": "Example"}`` the name."""
    if isinstance(value, (list, tuple)) and value and all(isinstance(item, Mapping) for item in value):
        return [_one(item) for item in value]
    if isinstance(value, Mapping):
        parts = {str(key).lower(): part for key, part in value.items()}
        found = next((name for name in _PARTS if isinstance(parts.get(name), (str, int))), None)
        value = parts[found] if found else None
        return html.unescape(value) if found == "rendered" and isinstance(value, str) else value
    # the program that a post was written with is a link, and no outlet
    return None if isinstance(value, str) and value.lstrip().lower().startswith("<a ") else value


def title_in(text: str) -> str | None:
    """Headline of a text without front matter: a line at its head that reads like one and stands apart, or None."""
    paragraphs = re.split(r"(?:\r?\n[ \t]*){2,}", text[:2000].strip("\ufeff\r\n \t"))
    for paragraph in paragraphs[:2]:
        line = paragraph.lstrip("# ").strip()
        if len(line.split()) < 3:
            continue  # the name of a section
        like_one = "\n" not in line and len(line.split()) <= 30 and len(line) <= 200
        return plain(line) if like_one and len(paragraphs) > 1 and line[-1] not in '.:;,…"”»' else None
    return None


_LANGUAGE_NAMES = {
    "ua": "uk",
    "eng": "en",
    "ukr": "uk",
    "rus": "ru",
    "english": "en",
    "ukrainian": "uk",
    "russian": "ru",
    "українська": "uk",
    "русский": "ru",
}


def language(value: Any) -> str | None:
    """Primary language subtag in lower case (``en``, ``uk``) of a tag or an English name."""
    text = (plain(value) or "").lower()
    tag = _LANGUAGE_NAMES.get(text) or re.split(r"[-_]", text)[0]
    tag = _LANGUAGE_NAMES.get(tag, tag)
    return tag if re.fullmatch(r"[a-z]{2,3}", tag) else None


_NORMALISED = {
    "title": plain,
    "url": address,
    "published": iso_date,
    "outlet": plain,
    "author": plain,
    "archived_url": address,
    "retrieved": iso_date,
    "language": language,
}
