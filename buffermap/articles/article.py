"""Articles: text exactly as read, with what is known of its origin."""

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

from buffermap.articles import metadata
from buffermap.articles.dates import date_in
from buffermap.articles.decoding import replace_surrogates
from buffermap.articles.languages import language_in
from buffermap.articles.people import covered
from buffermap.articles.report import ReadingReport
from buffermap.articles.walk import How, Named, Opened, Problem, is_blank, outcomes
from buffermap.errors import InputError
from buffermap.show.progress import shown

__all__ = ["Article", "Articles", "Problem", "iter_articles", "read"]

log = logging.getLogger(__name__)

_NAMED = 3  # documents of one problem that are named; the others are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document. Offsets everywhere count code points of ``text``.

    ``text`` is the source after a BOM, front matter included, newlines untouched; the prose begins at
    ``body_start``. ``published`` is an ISO date or date-time; unknown fields are None.

    Examples
    --------
    >>> from buffermap import Article
    >>> Article(doc_id="a.txt", text="The mayor of Sumy spoke.", published="2026-01-03").title is None
    True
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


class Articles(list[Article]):
    """Articles as they were read: a list, with the report of the reading."""

    def __init__(self, articles: Iterable[Article] = (), *, report: ReadingReport | None = None) -> None:
        super().__init__(articles)
        self.report = report or ReadingReport()


Source: TypeAlias = str | bytes | os.PathLike[str] | Article | Mapping[str, Any] | IO[bytes] | Iterable[Any]


def read(
    source: Source,
    *,
    column: str | None = None,
    keep_people: bool = False,
    on_problem: Callable[[Problem], None] | None = None,
) -> Articles:
    """Read articles.

    Parameters
    ----------
    source
        A text; a file (``.txt .md .html .json .jsonl .csv .tsv .parquet .xlsx .rss .atom .xml .eml .mbox .mhtml .docx
        .odt .srt .vtt .warc .pdf``, each also with ``.gz``), a folder or ``.zip`` of such files (README* is skipped),
        a pattern such as ``"news/*.txt"``; ``"-"`` for standard input; bytes, an open binary file, a DataFrame or a
        Series of texts; or several of these. A string with a space or a line break that names no file is a text.
    column
        Column or key that holds the text (``fields.body`` for one inside another); by default ``text``, else
        ``body``, ``content``, ``article`` …
    keep_people
        Keep e-mail addresses, telephone numbers and the names of who wrote private mails and posts. By default the
        first two are covered with ``•``, sign by sign, so that offsets stay, and the others are not read.
    on_problem
        Called with what cannot be read while the others go on; by default it is logged as warnings.

    Returns
    -------
    list of Article
        In the order of the source; files of a folder by name. Its ``report`` says what was read as what, in which
        languages, and what was skipped and why.

    Raises
    ------
    InputError
        Nothing could be read.

    Notes
    -----
    What takes longer than two seconds shows its progress on a terminal's standard error.

    Examples
    --------
    >>> import buffermap as bm
    >>> articles = bm.read("The trains between Sumy and Kyiv run again.")
    >>> articles[0].doc_id, articles[0].language, articles.report.articles
    ('text', 'en', 1)
    """
    report = ReadingReport()
    found = iter_articles(
        source, column=column, keep_people=keep_people, on_problem=on_problem, report=report
    )
    return Articles(shown(found, what="articles read"), report=report)


def iter_articles(
    source: Source,
    *,
    column: str | None = None,
    keep_people: bool = False,
    on_problem: Callable[[Problem], None] | None = None,
    report: ReadingReport | None = None,
) -> Iterator[Article]:
    """Yield articles one by one as they are read, see `read`; JSON lines and CSV need constant memory.

    ``report`` is filled as they are.
    """
    report = ReadingReport() if report is None else report
    said = _Said(on_problem or _log)
    how = How(column=column, keep_people=keep_people)
    for outcome in _outcomes(source, how):
        if isinstance(outcome, Opened):
            report.files[outcome.kind] += 1
        elif isinstance(outcome, Problem):
            report.add_skipped(outcome.reason or outcome.message, outcome.count)
            said.add(outcome, is_read=report.articles > 0)
        else:
            article = outcome if isinstance(outcome, Article) else _article(outcome, how)
            report.add_article(published=article.published, language=article.language)
            said.release()
            yield article
    if report.articles:
        said.close()
        return
    if len(said.held) == 1:
        raise InputError(str(said.held[0]))
    said.release()
    said.close()
    raise InputError("no article could be read" if report.skipped else "no articles in the input")


class _Said:
    """Hands problems on, the first few of a kind by name, the others as their number."""

    def __init__(self, report: Callable[[Problem], None]) -> None:
        self.held: list[
            Problem
        ] = []  # until something was read: one bad document alone is an error, not a remark
        self._report = report
        self._counts: Counter[str] = Counter()

    def add(self, problem: Problem, *, is_read: bool) -> None:
        """Take a problem."""
        kind = problem.reason or problem.message
        self._counts[kind] += 1
        if self._counts[kind] > _NAMED:
            return
        if is_read:
            self._report(problem)
        else:
            self.held.append(problem)

    def release(self) -> None:
        """Hand on what was held."""
        held, self.held = self.held, []
        for problem in held:
            self._report(problem)

    def close(self) -> None:
        """Say how many there were beyond those that were named."""
        for kind, count in self._counts.items():
            if count > _NAMED:
                self._report(
                    Problem(
                        doc_id=f"and {count - _NAMED:,} more", message=kind, reason=kind, count=count - _NAMED
                    )
                )


def _log(problem: Problem) -> None:
    log.warning("%s", problem)


def _outcomes(source: Any, how: How) -> Iterator[Article | Named | Problem | Opened]:
    """Yield what a source holds; articles pass as they are, alone or among other sources."""
    if isinstance(source, Article):
        yield source
    elif isinstance(source, (list, tuple)) or (isinstance(source, Iterator) and not hasattr(source, "read")):
        for item in source:
            yield from _outcomes(item, how)
    else:
        for outcome in outcomes(source, how):
            if isinstance(outcome, Named) and is_blank(outcome.document.text[outcome.document.body_start :]):
                yield Problem(doc_id=outcome.doc_id, message="the text is empty", reason="the text is empty")
            else:
                yield outcome


def _article(named: Named, how: How) -> Article:
    """Return the article of a document; what its source does not say is looked for in the text."""
    document = named.document
    text = replace_surrogates(document.text)
    if not how.keep_people:
        text = covered(text)
    body = text[document.body_start :] if document.body_start else text
    known = metadata.fields(document.record)
    if known["title"] and not how.keep_people:
        known["title"] = covered(known["title"])
    known["title"] = known["title"] or metadata.title_in(body)
    known["published"] = known["published"] or date_in(body)
    known["language"] = known["language"] or language_in(body)
    return Article(doc_id=named.doc_id, text=text, body_start=document.body_start, **known)
