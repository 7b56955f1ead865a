"""Articles with all that was read from them, from the pipeline or back from a table of mentions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from buffermap.articles.article import Article
from buffermap.articles.mended import mended_text, sentences_of, through
from buffermap.errors import InputError
from buffermap.said.claims.claims import check, find_claims
from buffermap.said.claims.ranges import Measurer
from buffermap.said.find import find
from buffermap.said.unnamed import find_unnamed
from gazetteer.files.store import open_gazetteer
from gazetteer.mention import Candidate, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd

    from buffermap.said.claims.claims import DistanceClaim
    from buffermap.said.unnamed import UnnamedPlaces
    from buffermap.said.values import Statement
    from gazetteer.files.store import Gazetteer
    from gazetteer.text.mending import Mended


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parsed:
    """An article with its sentences, the places that it mentions and what it states of zones."""

    article: Article
    sentences: "Sequence[tuple[int, int]]"
    mentions: "Sequence[Mention]"
    statements: "Sequence[Statement]" = ()
    gazetteer: "Gazetteer | None" = None
    """Where its places were looked up; None for the data that ship."""
    mended: "Mended | None" = None
    """Its text without the traces of layout; None where that was not asked for yet."""
    stored_claims: "Sequence[DistanceClaim] | None" = None
    stored_unnamed: "Sequence[UnnamedPlaces] | None" = None
    """What an archive has of it, whose articles are no whole texts; None where the text is there to be read."""

    def claims(self) -> "list[DistanceClaim]":
        """Return the article's distance claims, each with geography's verdict."""
        found = self.stored_claims
        if found is None:
            found = through(find_claims, self.article, self.sentences, self.mentions, mended=self.mended)
        if not found:
            return []

        measurer = Measurer(self.gazetteer or open_gazetteer())
        return [check(claim, measurer) for claim in found]

    def unnamed(self) -> "list[UnnamedPlaces]":
        """Return the places that the article counts without naming them."""
        if self.stored_unnamed is not None:
            return list(self.stored_unnamed)
        return through(find_unnamed, self.article, self.sentences, self.mentions, mended=self.mended)


def read_articles(items: "Iterable[Parsed]") -> "Iterator[Article]":
    """Yield the articles whose whole text was read, not those of an archive."""
    return (item.article for item in items if item.stored_unnamed is None)


def parsed(
    article: Article, mentions: "Sequence[Mention]", *, gazetteer: "Gazetteer | None" = None
) -> Parsed:
    """Return an article with all that it says, given the places that it mentions and where they were looked up."""
    mended = mended_text(article)
    sentences = sentences_of(article, mended)
    return Parsed(
        article=article,
        sentences=sentences,
        mentions=mentions,
        statements=through(partial(find, gazetteer=gazetteer), article, sentences, mentions, mended=mended),
        gazetteer=gazetteer,
        mended=mended,
    )


def as_parsed(
    mentions: "gpd.GeoDataFrame | Sequence[Parsed] | None",
    *,
    articles: "Sequence[Article]" = (),
    statements: "pd.DataFrame | Sequence[Statement] | None" = None,
) -> list[Parsed]:
    """Return parsed articles from a table of mentions.

    Parameters
    ----------
    mentions
        What `buffermap.extract` returns; or articles already parsed, which stay as they are.
    articles
        What the mentions come from; of an article that is not among them only the sentences with mentions are known.
    statements
        What the articles state of zones: a table of `buffermap.statements` (rows of it that were left out are no
        statements), or statements. By default what is found in `articles`.

    Raises
    ------
    InputError
        A row of the table is no statement of these articles.
    """
    if mentions is None:
        return []
    if isinstance(mentions, Sequence):  # asked first: articles parsed already need no pandas
        return list(mentions)
    tables = {str(doc_id): rows for doc_id, rows in mentions.groupby("doc_id", sort=False)}
    known = {article.doc_id: article for article in articles}
    read = []
    for doc_id in [*known, *(name for name in tables if name not in known)]:
        rows = tables.get(doc_id)
        found = [] if rows is None else list(_mentions_of(rows))
        if doc_id in known:
            read.append(parsed(known[doc_id], found))
            continue
        article, sentences = _article_of(tables[doc_id]), _sentences_of(tables[doc_id])
        said = [] if statements is None else find(article, sentences, found)
        read.append(Parsed(article=article, sentences=sentences, mentions=found, statements=said))
    return read if statements is None else _with_statements(read, statements)


def _with_statements(read: list[Parsed], statements: "pd.DataFrame | Sequence[Statement]") -> list[Parsed]:
    """Return the articles with these statements alone."""
    if isinstance(statements, Sequence):
        return [
            replace(one, statements=[said for said in statements if said.doc_id == one.article.doc_id])
            for one in read
        ]
    wanted = set(zip(statements["doc_id"], statements["start"], statements["end"], strict=True))
    found = {(said.doc_id, said.start, said.end) for one in read for said in one.statements}
    if not wanted <= found:
        raise InputError(
            f"{len(wanted - found)} of {len(wanted)} statements are not of these articles: give articles= with what "
            "bm.statements read"
        )
    return [
        replace(
            one, statements=[said for said in one.statements if (said.doc_id, said.start, said.end) in wanted]
        )
        for one in read
    ]


def _sentences_of(rows: "pd.DataFrame") -> list[tuple[int, int]]:
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
        values["flags"] = tuple(values["flags"])
        values["candidates"] = tuple(
            Candidate(**{name: _known(part) for name, part in one.items()}) for one in values["candidates"]
        )
        values["geonameid"] = None if values["geonameid"] is None else int(values["geonameid"])
        yield Mention(**values)


def _known(value: Any) -> Any:
    """Return None for what pandas writes where there is no value."""
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - NaN is not itself
