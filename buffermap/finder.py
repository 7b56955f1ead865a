"""The mentions of articles, found with the analyst's choices, in this process or in several.

Loads neither pandas nor the geometry: the command line's `extract` starts fast with it.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from buffermap.articles.article import Article
from buffermap.parallel import ordered_map
from gazetteer.corrections import Corrections
from gazetteer.files.store import Gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention

BATCH = 8
"""Articles that go to a process at a time."""


class Finder:
    """Finds the mentions of articles; what it opens stays open.

    Parameters
    ----------
    corrections
        A corrections file (TOML) of the analyst.
    home
        ISO code of the country that the articles are written in and for: it settles close cases.
    boilerplate
        Whether places in teasers, comment forms and the like are kept; they are flagged.
    gazetteer
        Where names are looked up; by default the data that ship with what the user added.

    Raises
    ------
    CorrectionsError
        The corrections cannot be read.
    """

    def __init__(
        self,
        *,
        corrections: str | Path | None = None,
        home: str | None = None,
        boilerplate: bool = True,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        self.corrections = None if corrections is None else Corrections.read(Path(corrections))
        self.home = home.upper() if home else None
        self.boilerplate = boilerplate
        self.gazetteer = gazetteer
        self._parser: Geoparser | None = None

    def open(self) -> Geoparser:
        """Open data and model, once."""
        if self._parser is None:
            self._parser = Geoparser.open(self.gazetteer) if self.gazetteer else _shared_parser()
        return self._parser

    def __getstate__(self) -> dict[str, Any]:
        """Leave the opened data behind when sent to another process, which opens its own."""
        return {**self.__dict__, "_parser": None}

    def __call__(self, article: Article) -> list[Mention]:
        """Return the mentions of one article, in the order of its text, none of which overlap."""
        mentions = self.open().parse(
            article.text,
            start=article.body_start,
            home_country=self.home,
            corrections=self.corrections,
            doc_id=article.doc_id,
        )
        if self.boilerplate:
            return mentions
        return [mention for mention in mentions if "boilerplate" not in mention.flags]

    def with_article(self, article: Article) -> tuple[Article, list[Mention]]:
        """Return an article and its mentions."""
        return article, self(article)

    def each(self, articles: Iterable[Article], *, jobs: int = 1) -> Iterator[tuple[Article, list[Mention]]]:
        """Yield articles with their mentions, in their order, as they are found by so many processes."""
        if jobs == 1:
            return map(self.with_article, articles)
        return ordered_map(self.with_article, articles, jobs=jobs, batch=BATCH)


@cache
def _shared_parser() -> Geoparser:
    """Open the geoparser on the data that ship once in a process: they are read-only."""
    return Geoparser.open()
