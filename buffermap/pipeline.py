"""Articles to mentions, zones and maps: the one module that brings text, places and geometry together."""

import logging
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely import Point

from buffermap.articles.article import Article, Articles, iter_articles
from buffermap.articles.languages import how_read
from buffermap.articles.mended import sentences_of
from buffermap.articles.report import ReadingReport
from buffermap.errors import InputError
from buffermap.finder import Finder
from buffermap.names import Names
from buffermap.parsed import Parsed, parsed
from buffermap.paths import is_archive
from buffermap.said.table import claims_frame, statements_frame
from buffermap.said.zones.rows import zones_frame
from buffermap.show.progress import shown
from gazetteer.boundaries import borders
from gazetteer.corrections import Unmatched
from gazetteer.errors import UnknownPlaceError
from gazetteer.mention import Candidate, Mention
from gazetteer.names.lookup import LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from buffermap.corpus.stored import Keep
    from gazetteer.files.store import Gazetteer
    from gazetteer.place import Kind

log = logging.getLogger(__name__)

CANDIDATE_FIELDS = [field.name for field in fields(Candidate)]

MENTION_COLUMNS = [
    "doc_id", "start", "end", "surface", "kind", "usage", "subtype", "flags", "geonameid", "name", "country", "admin1",
    "admin1_code", "lat", "lon", "within", "score", "reason", "candidates",
    "sentence_start", "sentence", "title", "url", "published", "outlet", "language", "language_read",
]  # fmt: skip


def extract(
    articles: "Article | str | Iterable[Article | str]",
    *,
    corrections: str | Path | None = None,
    home: str | None = None,
    jobs: int = 1,
    boilerplate: bool = True,
    outlets: bool = True,
) -> "gpd.GeoDataFrame":
    """Find the places that articles mention.

    Parameters
    ----------
    articles
        What `buffermap.read` returns, one article, a text, or several texts.
    corrections
        A corrections file (TOML) of the analyst.
    home
        What the articles are written in and for, a country (``"US"``) or a first-level division (``"US.OH"``): it
        settles close cases. Without it, articles of one outlet (by domain or name) explain each other where there
        are at least three.
    jobs
        Processes to use; the order stays. A script that uses several keeps its calls below
        ``if __name__ == "__main__":``.
    boilerplate
        Whether places in teasers, comment forms and the like are kept; they are flagged ``boilerplate``.
    outlets
        Whether the articles of one outlet explain each other.

    Returns
    -------
    GeoDataFrame
        One row per mention with the columns `MENTION_COLUMNS` and `geometry`: the place's point (EPSG:4326), None
        where a mention cannot be placed. Only points of settlements and sites say where something is; those of
        divisions and countries are for labels. ``flags`` is a list of words and ``candidates`` a list of dicts, so that
        the table can be pickled and written as Parquet or JSON. ``language_read`` says what texts in the article's
        language are read for: "places and zones", "places", or "listed names" alone. ``attrs["reading"]`` says what was read as what, in
        which languages, and what was skipped and why.

    Raises
    ------
    CorrectionsError
        The corrections cannot be read.
    InputError
        What is given are no articles or texts.

    Examples
    --------
    >>> import buffermap as bm
    >>> mentions = bm.extract("Officials in Kyiv said that the Sumy region was quiet.")
    >>> mentions[["surface", "name", "kind", "usage"]].to_numpy().tolist()
    [['Kyiv', 'Kyiv', 'settlement', 'literal'], ['Sumy', 'Sumy Oblast', 'admin1', 'literal']]
    """
    given = as_articles(articles)
    finder = Finder(corrections=corrections, home=home, boilerplate=boilerplate)
    if outlets:
        finder.learn(given)
    found = finder.each(given, jobs=checked_jobs(jobs))
    frame = mentions_frame(shown(found, what="articles", total=len(given)))
    frame.attrs["reading"] = reading_of(articles, given).as_record()
    return frame


def reading_of(articles: Any, given: list[Article]) -> ReadingReport:
    """Return the report of the reading that articles came from, or what can be said of them without it."""
    return articles.report if isinstance(articles, Articles) else ReadingReport.of(given)


def checked_jobs(jobs: int) -> int:
    """Return a number of processes if it is one.

    Raises
    ------
    InputError
        It is no whole number from 1.
    """
    if not isinstance(jobs, int) or jobs < 1:
        raise InputError(f"jobs={jobs!r} is no number of processes; give 1 or more")
    return jobs


def as_articles(articles: "Article | str | Iterable[Article | str]") -> list[Article]:
    """Return a list of articles from articles, one article, a text, or several texts.

    Raises
    ------
    InputError
        It is something else, which `buffermap.read` may know how to read.
    """
    if isinstance(articles, Article):
        return [articles]
    if isinstance(articles, str):
        return [Article(doc_id="text", text=articles)]
    if hasattr(articles, "columns") or not isinstance(articles, Iterable):
        raise InputError(f"a {type(articles).__name__} is no article: read it first, bm.extract(bm.read(…))")
    given: list[Any] = list(articles)
    return [
        Article(doc_id=f"text:{number}", text=one) if isinstance(one, str) else _article(one)
        for number, one in enumerate(given, start=1)
    ]


def _article(one: Any) -> Article:
    if not isinstance(one, Article):
        raise InputError(f"a {type(one).__name__} is no article: read it first, bm.extract(bm.read(…))")
    return one


def mentions_frame(found: "Iterable[tuple[Article, Sequence[Mention]]]") -> "gpd.GeoDataFrame":
    """Mentions with their articles as the table that `extract` documents."""
    rows = [row for article, mentions in found for row in _mention_rows(article, mentions)]
    columns = {name: [row[name] for row in rows] for name in MENTION_COLUMNS}
    points: Any = [None if row["lat"] is None else Point(row["lon"], row["lat"]) for row in rows]
    return _geoframe(columns, points)


def _geoframe(columns: dict[str, Any], shapes: list[Any]) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # its import takes longer than reading a few articles, which needs no table

    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"))


def _mention_rows(article: Article, mentions: "Sequence[Mention]") -> list[dict[str, Any]]:
    sentences = sentences_of(article)
    starts = [start for start, _ in sentences]
    about = {
        name: getattr(article, name) for name in ("doc_id", "title", "url", "published", "outlet", "language")
    }
    about["language_read"] = how_read(article.language)
    rows = []
    for mention in mentions:
        start, end = sentences[max(bisect_right(starts, mention.start) - 1, 0)]
        row = {field.name: getattr(mention, field.name) for field in fields(mention)}
        row["flags"] = list(mention.flags)
        row["candidates"] = [plain(candidate) for candidate in mention.candidates]
        rows.append({**about, **row, "sentence_start": start, "sentence": article.text[start:end]})
    return rows


def plain(candidate: "Candidate") -> dict[str, Any]:
    """Return a candidate as a dict of its fields."""
    return {name: getattr(candidate, name) for name in CANDIDATE_FIELDS}


def parse(
    inputs: "Iterable[str | Path] | Iterable[Article]",
    *,
    corrections: str | Path | None = None,
    column: str | None = None,
    keep_people: bool = False,
    report: ReadingReport | None = None,
    gazetteer: "Gazetteer | None" = None,
    keep: "Keep" = "all",
) -> "list[Parsed]":
    """Read articles and everything that they say: sentences, mentions, zone statements.

    A document that cannot be read is named on the log and left out; the others go on. ``report`` is filled with what
    was read as what, and what was skipped; for ``keep_people`` see `buffermap.read`. Names are looked up in ``gazetteer``,
    by default in the data that ship with what the user added. Of an archive (see `buffermap.extract_parts`) nothing is
    read again; ``keep`` says what of it is wanted.

    Raises
    ------
    InputError
        None of the inputs holds a readable article, or an archive is to be read together with something else.
    """
    # a name on the command line is a path, even with spaces in it, never a text
    sources = [Path(one) if isinstance(one, str) else one for one in inputs]
    if any(isinstance(one, Path) and is_archive(one) for one in sources):
        if len(sources) > 1 or corrections is not None:
            raise InputError(
                "an archive is read alone, as it was extracted: extract the other articles, or with these corrections,"
                " to a folder of their own"
            )
        from buffermap.corpus.stored import read_archive  # loads pyarrow, which articles do without

        return read_archive(Path(str(sources[0])), keep=keep, report=report)
    read = []
    finder = Finder(corrections=corrections, gazetteer=gazetteer)
    unmatched = Unmatched(list(finder.corrections.items) if finder.corrections else [])
    articles = list(iter_articles(sources, column=column, keep_people=keep_people, report=report))
    finder.learn(articles)
    for article in shown(articles, what="articles", total=len(articles)):
        mentions = finder(article)
        unmatched.see(article.text, doc_id=article.doc_id, start=article.body_start)
        log.info("%s: %d mentions", article.doc_id, len(mentions))
        read.append(parsed(article, mentions, gazetteer=gazetteer))
    if unmatched.left:
        log.warning("%s", unmatched)
    return read


def statements(articles: "Article | str | Iterable[Article | str]") -> "pd.DataFrame":
    """Find what articles say about zones: where, side, depth, claimed standing, each with its speaker and sentence.

    Parameters
    ----------
    articles
        What `buffermap.read` returns, one article, a text, or several texts.

    Returns
    -------
    DataFrame
        One row per statement; see `buffermap.said.table` for the columns. Nothing unstated is filled in.

    Raises
    ------
    InputError
        What is given are no articles or texts.

    Examples
    --------
    >>> import buffermap as bm
    >>> said = bm.statements(
    ...     "The governor said that a buffer zone 15 km deep along the border of the Sumy region was needed."
    ... )
    >>> said[["what", "where", "side", "depth", "claimed_standing"]].to_numpy().tolist()
    [['buffer zone', 'along the border of Sumy Oblast', 'unstated', '15 km', 'demanded']]
    """
    given = as_articles(articles)
    return statements_frame([one for item in parse(given) for one in item.statements] if given else [])


def stated_zones(articles: "Article | str | Iterable[Article | str]") -> "pd.DataFrame":
    """Put together the zones that articles describe: what several sentences say of one zone is one row.

    Parameters
    ----------
    articles
        What `buffermap.read` returns, one article, a text, or several texts.

    Returns
    -------
    DataFrame
        One row per zone; see `buffermap.said.zones.rows.ZONE_COLUMNS`. What no sentence says is None.

    Raises
    ------
    InputError
        What is given are no articles or texts.

    Examples
    --------
    >>> import buffermap as bm
    >>> said = bm.stated_zones("A buffer zone 10 km deep along the Estonian-Latvian border is needed, he said.")
    >>> said[["border", "depth_low_m", "depth_high_m"]].to_numpy().tolist()
    [[['EE', 'LV'], None, 10000.0]]
    """
    given = as_articles(articles)
    return zones_frame([one for item in parse(given) for one in item.statements] if given else [])


def distances(articles: "Article | str | Iterable[Article | str]") -> "pd.DataFrame":
    """Find what articles claim of distances between places, each checked against geography.

    Parameters
    ----------
    articles
        What `buffermap.read` returns, one article, a text, or several texts.

    Returns
    -------
    DataFrame
        One row per claim; see `buffermap.said.table.CLAIM_COLUMNS`.

    Raises
    ------
    InputError
        What is given are no articles or texts.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.distances("Chuhuiv lies 35 km from Kharkiv.")[["origin", "goal", "claimed_m", "verdict"]].to_numpy().tolist()
    [['Chuhuiv', 'Kharkiv', 35000.0, 'fits']]
    """
    given = as_articles(articles)
    return claims_frame([one for item in parse(given) for one in item.claims()] if given else [])


def resolve(
    name: str,
    *,
    near: str | tuple[float, float] | None = None,
    country: str | None = None,
    kind: "Kind | None" = None,
    limit: int = LIMIT,
    server: str | None = None,
) -> "list[Candidate]":
    """Rank the places that a name may mean.

    Parameters
    ----------
    name
        In any script and spelling; "Kursk region" and "Paris, Texas" are understood.
    near
        A place (name), or latitude and longitude in degrees: candidates closer to it come first.
    country
        ISO code: only places of this country.
    kind
        Only places of this kind: country, admin1, admin2, settlement, region, water, site.
    limit
        At most so many.
    server
        Address of a Nominatim server to ask instead of the gazetteer (once a second at most; answers are kept).

    Returns
    -------
    list of Candidate
        Best first, each with its score and reason; empty where nothing answers to the name.

    Raises
    ------
    InputError
        The country is no ISO code, or the server no address.

    Examples
    --------
    >>> import buffermap as bm
    >>> best = bm.resolve("Kharkov")[0]
    >>> best.name, best.country, best.reason
    ('Kharkiv', 'UA', 'alternate name')
    >>> bm.resolve("Kharkov", country="FR")
    []
    """
    return Names(near=near, country=country, kind=kind, limit=limit, server=server)(name)


def boundary(name: str, *, country: str | None = None) -> "gpd.GeoDataFrame":
    """Return the outline of a country or first-level division.

    Parameters
    ----------
    name
        Any of its names.
    country
        ISO code of the country that it lies in, where the name alone leads elsewhere.

    Returns
    -------
    GeoDataFrame
        One row: `geonameid`, `name`, `kind`, `country`, `geometry` (EPSG:4326). Outlines of divisions are
        1-4 km off away from borders: to draw and to label, never to measure from.

    Raises
    ------
    UnknownPlaceError
        Nothing answers to the name, or what does has no outline in the data.

    Examples
    --------
    >>> import buffermap as bm
    >>> outline = bm.boundary("Kursk region")
    >>> outline["name"].item(), outline.crs.to_string(), outline.geometry.item().geom_type
    ('Kursk Oblast', 'EPSG:4326', 'MultiPolygon')
    """
    found = resolve(name, country=country)
    for candidate in found:
        outline = borders.outline(candidate.geonameid)
        if outline is not None:
            about = {key: [getattr(candidate, key)] for key in ("geonameid", "name", "kind", "country")}
            return _geoframe(about, [outline])
    what = (
        f"{found[0].name} ({found[0].kind}) has no outline in the data" if found else "nothing answers to it"
    )
    raise UnknownPlaceError(f"boundary of {name!r}: {what}; `buffermap resolve {name!r}` lists what there is")
