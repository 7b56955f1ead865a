"""In which languages statements are read, and which articles are in none of them."""

import logging
from collections.abc import Iterable

from buffermap.articles.article import Article
from buffermap.articles.metadata import language_in

log = logging.getLogger(__name__)

LANGUAGES = ("en", "uk", "ru")
IN_WORDS = "statements are read in English, Ukrainian and Russian"
_SAMPLE = 2_000


def unread(articles: Iterable[Article]) -> list[str]:
    """Return the ids of the articles that are in another language than those whose zone words are known."""
    return [article.doc_id for article in articles if not _is_read(article)]


def warn_unread(articles: Iterable[Article]) -> None:
    """Say which articles are in a language whose zone words are not known: silence would read as "nothing said"."""
    names = unread(articles)
    if names:
        others = f" and {len(names) - 1} others" if len(names) > 1 else ""
        log.warning("%s%s: in another language; %s", names[0], others, IN_WORDS)


def _is_read(article: Article) -> bool:
    sample = article.text[article.body_start :][:_SAMPLE]
    letters = [letter for letter in sample if letter.isalpha()]
    if not letters:
        return True
    known = sum(letter < "\u0530" for letter in letters)  # Latin, Greek and Cyrillic
    if known * 2 < len(letters):
        return False
    language = language_in(sample)
    return language in LANGUAGES or (language is None and article.language in {None, *LANGUAGES})
