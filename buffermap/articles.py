"""Articles: text exactly as read, with what is known of its origin."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document. Offsets everywhere count code points of ``text``.

    ``text`` is the source after a BOM, front matter included, newlines untouched; the prose begins at
    ``body_start``. ``published`` is an ISO date or date-time; unknown fields are None.
    """

    doc_id: str
    text: str
    body_start: int = 0
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    archived_url: str | None = None
    retrieved: str | None = None
    language: str | None = None
