"""Arrow in, Arrow out: the one call that engines with columns of their own need."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from buffermap.articles import metadata
from buffermap.articles.article import Article, iter_articles
from buffermap.articles.mended import sentences_of
from buffermap.articles.records import has_text_column
from buffermap.corpus.schema import MENTIONS
from buffermap.corpus.tables import mentions_table
from buffermap.errors import InputError
from buffermap.finder import Finder


def extract_table(
    table: pa.Table,
    *,
    column: str | None = None,
    corrections: str | Path | None = None,
    home: str | None = None,
    boilerplate: bool = True,
    keep_people: bool = False,
) -> pa.Table:
    """Find the places that the articles of an Arrow table mention, each article by itself.

    What it opens stays open in its process, so that an engine may call it batch by batch.

    Parameters
    ----------
    table
        A row an article: its text, and what is known of it, in columns as `buffermap.read` knows them (``doc_id``,
        ``title``, ``published`` …). Rows without an id are called ``row:1`` and so on.
    column
        The column of the texts; by default ``text``, else ``body``, ``content`` …
    corrections, home, boilerplate
        As for `buffermap.extract`.
    keep_people
        As for `buffermap.read`.

    Returns
    -------
    pyarrow.Table
        A row a mention, with the columns of ``buffermap.corpus.schema.MENTIONS``, whatever the batch holds.

    Raises
    ------
    InputError
        There is no column of texts.

    Examples
    --------
    >>> import buffermap as bm
    >>> import pyarrow as pa
    >>> news = pa.table({"doc_id": ["a", "b"], "text": ["Trains to Sumy run again.", "Nothing new."]})
    >>> bm.extract_table(news).select(["doc_id", "surface", "admin1_code"]).to_pylist()
    [{'doc_id': 'a', 'surface': 'Sumy', 'admin1_code': 'UA.21'}]
    """
    rows: list[dict[str, Any]] = table.to_pylist()
    if not rows:
        return MENTIONS.empty_table()
    if not has_text_column(rows[0], column):
        raise InputError(f"no column of texts among {', '.join(rows[0])}; name it with column=")
    finder = Finder(corrections=corrections, home=home, boilerplate=boilerplate)
    named = [row if metadata.own_id(row) else row | {"doc_id": f"row:{at}"} for at, row in enumerate(rows, 1)]
    return mentions_table(
        (article, sentences_of(article), finder(article)) for article in _articles(named, column, keep_people)
    )


def _articles(rows: list[dict[str, Any]], column: str | None, keep_people: bool) -> list[Article]:  # noqa: FBT001 - passed on
    """Return the articles of rows; a batch of empty texts has none, which is no error there."""
    found: list[Article] = []
    try:
        found.extend(iter_articles(rows, column=column, keep_people=keep_people))
    except InputError:
        if found:
            raise
    return found
