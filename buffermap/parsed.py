"""Articles with all that was read from them, from the pipeline or back from a table of mentions."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from buffermap.articles.article import Article
from buffermap.said.claims.claims import check, find_claims
from buffermap.said.claims.ranges import Measurer
from buffermap.said.unnamed import find_unnamed
from gazetteer.files.store import open_gazetteer
from gazetteer.mention import Mention
from gazetteer.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd

    from buffermap.said.claims.claims import DistanceClaim
    from buffermap.said.unnamed import UnnamedPlaces
    from buffermap.said.values import Statement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parsed:
    """An article with its sentences, the places that it mentions and what it states of zones."""

    article: Article
    sentences: "Sequence[tuple[int, int]]"
    mentions: "Sequence[Mention]"
    statements: "Sequence[Statement]" = ()

    def claims(self) -> "list[DistanceClaim]":
        """Return the article's distance claims, each with geography's verdict."""
        found = find_claims(self.article, self.sentences, self.mentions)
        if not found:
            return []

        measurer = Measurer(open_gazetteer())
        return [check(claim, measurer) for claim in found]

    def unnamed(self) -> "list[UnnamedPlaces]":
        """Return the places that the article counts without naming them."""
        return find_unnamed(self.article, self.sentences, self.mentions)


def as_parsed(
    mentions: "gpd.GeoDataFrame | Sequence[Parsed] | None",
    *,
    articles: "Sequence[Article]" = (),
    statements: "Sequence[Statement]" = (),
) -> list[Parsed]:
    """Return parsed articles from a table of mentions; without the articles, only their sentences with mentions."""
    if mentions is None:
        return []
    if isinstance(mentions, Sequence):  # asked first: articles parsed already need no pandas
        return list(mentions)
    known = {article.doc_id: article for article in articles}
    return [
        Parsed(
            article=known.get(str(doc_id)) or _article_of(rows),
            sentences=_sentences_of(rows, known.get(str(doc_id))),
            mentions=list(_mentions_of(rows)),
            statements=[statement for statement in statements if statement.doc_id == doc_id],
        )
        for doc_id, rows in mentions.groupby("doc_id", sort=False)
    ]


def _sentences_of(rows: "pd.DataFrame", article: Article | None) -> list[tuple[int, int]]:
    if article is not None:
        return split(article.text, article.body_start)
    return [(start, start + len(text)) for start, text in _texts(rows)]


def _texts(rows: "pd.DataFrame") -> list[tuple[int, str]]:
    """Sentences of a table of mentions with their offsets, ascending, each once."""
    return sorted({(int(s), str(t)) for s, t in zip(rows["sentence_start"], rows["sentence"], strict=True)})


def _article_of(rows: "pd.DataFrame") -> Article:
    """Return an article whose text holds the sentences of its mentions, each at its offset."""
    text = ""
    for start, sentence in _texts(rows):
        text = text.ljust(start, "\n")[:start] + sentence
    first = rows.iloc[0]
    about: dict[str, Any] = {
        name: _known(first.get(name)) for name in ("title", "url", "published", "outlet")
    }
    return Article(doc_id=str(first["doc_id"]), text=text, **about)


def _mentions_of(rows: "pd.DataFrame") -> "Iterator[Mention]":
    names = [field.name for field in fields(Mention)]
    for record in rows.sort_values("start")[names].to_dict("records"):
        values: dict[str, Any] = {str(name): _known(value) for name, value in record.items()}
        values["geonameid"] = None if values["geonameid"] is None else int(values["geonameid"])
        yield Mention(**values)


def _known(value: Any) -> Any:
    """Return None for what pandas writes where there is no value."""
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - NaN is not itself
