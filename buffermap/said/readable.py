"""Which articles are in a language whose sentences are not read for zones."""

import logging
from collections.abc import Iterable

from buffermap.articles.article import Article
from buffermap.articles.languages import READ_FOR_ZONES, language_in

log = logging.getLogger(__name__)


def unread(articles: Iterable[Article]) -> list[str]:
    """Return the ids of the articles that are in another language than those whose zone words are known."""
    return [article.doc_id for article in articles if not _is_read(article)]


def warn_unread(articles: Iterable[Article]) -> None:
    """Say which articles are in a language whose zone words are not known: silence would read as "nothing said"."""
    names = unread(articles)
    if names:
        others = f" and {len(names) - 1} others" if len(names) > 1 else ""
        known = ", ".join(sorted(READ_FOR_ZONES))
        log.warning("%s%s: in another language; zones are read in %s", names[0], others, known)


def _is_read(article: Article) -> bool:
    """Whether the language is one that is read, or nothing tells which it is: what the text shows goes first."""
    language = language_in(article.text[article.body_start :]) or article.language
    return language is None or language in READ_FOR_ZONES
