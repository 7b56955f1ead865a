"""The mentions of articles, found with the analyst's choices, in this process or in several.

Loads neither pandas nor the geometry: the command line's `extract` starts fast with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

from buffermap.articles.article import Article
from buffermap.outlets import learnt, outlet_of
from buffermap.parallel import ordered_map
from gazetteer.corrections import Corrections
from gazetteer.files.store import Gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention
from gazetteer.placing.outlet import OutletPrior, Prior

BATCH = 8
"""Articles that go to a process at a time."""


class Finder:
    """Finds the mentions of articles; what it opens stays open.

    Parameters
    ----------
    corrections
        A corrections file (TOML) of the analyst.
    home
        What the articles are written in and for: a country (``"US"``) or a first-level division (``"US.OH"``). It
        settles close cases, for all of them alike.
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
        self.home = home or None
        self.outlets: Mapping[str, OutletPrior] = {}
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
            prior=self._prior(article),
            corrections=self.corrections,
            doc_id=article.doc_id,
        )
        if self.boilerplate:
            return mentions
        return [mention for mention in mentions if "boilerplate" not in mention.flags]

    def check(self) -> None:
        """Open data and model, and read the home: what is wrong is said before anything is written.

        Raises
        ------
        UnknownPlaceError
            The home is no country or division.
        """
        parser = self.open()
        if self.home is not None:
            parser.home(self.home)

    def learn(self, articles: Iterable[Article]) -> None:
        """Learn what each outlet writes of, so that its articles explain each other; not where a home is stated."""
        if self.home is None:
            self.outlets = learnt(
                articles, lambda article: self.open().weigh(article.text, start=article.body_start)
            )

    def _prior(self, article: Article) -> Prior | None:
        """Return what speaks for places before an article is read."""
        if self.home is not None:
            return self.open().home(self.home)
        known = self.outlets.get(outlet_of(article)) if self.outlets else None
        return known.without(article.doc_id) if known else None

    def reads_like(self, article: Article) -> str:
        """Return what tells apart how the same text is read in two articles: empty where nothing does."""
        outlet = outlet_of(article) if self.outlets else ""
        alone = outlet in self.outlets and article.doc_id in self.outlets[outlet].own
        named = bool(self.corrections)
        return f"{outlet if outlet in self.outlets else ''}|{article.doc_id if alone or named else ''}"

    def for_outlets(self, articles: Iterable[Article]) -> "Finder":
        """Return this finder with what it learnt of these articles' outlets alone: light to send to a worker."""
        light = copy(self)
        outlets = {outlet_of(article) for article in articles} if self.outlets else set()
        light.outlets = {name: self.outlets[name] for name in sorted(outlets & set(self.outlets))}
        return light

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
