"""A whole archive read in parts that survive whatever stops the run."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow.parquet as pq

from buffermap import __version__
from buffermap.articles.article import Article, Problem, Source, iter_articles
from buffermap.articles.mended import sentences_of
from buffermap.articles.report import ReadingReport
from buffermap.articles.walk import is_there
from buffermap.corpus.folder import Archive, opened
from buffermap.corpus.pool import Engine, Processes, Workers, read_parts
from buffermap.corpus.reader import Part, Work
from buffermap.corpus.schema import MENTIONS, VERSION
from buffermap.corpus.tables import mentions_table
from buffermap.errors import InputError
from buffermap.export.provenance import Provenance
from buffermap.finder import Finder
from buffermap.paths import is_archive
from buffermap.scenarios.data import data_versions, digest
from buffermap.show.progress import shown
from gazetteer.corrections import Unmatched
from gazetteer.mention import Mention

log = logging.getLogger(__name__)

PART = 500
"""Articles of a part."""
BUDGET_S = 60.0
"""Seconds that an article may take."""


def extract_parts(
    source: Source,
    into: str | Path,
    *,
    resume: bool = False,
    jobs: int = 1,
    executor: Executor | None = None,
    corrections: str | Path | None = None,
    home: str | None = None,
    boilerplate: bool = True,
    outlets: bool = True,
    column: str | None = None,
    keep_people: bool = False,
    part: int = PART,
    budget_s: float = BUDGET_S,
    on_problem: Callable[[Problem], None] | None = None,
    report: ReadingReport | None = None,
) -> Archive:
    """Read an archive of any size into Parquet files, part by part; what stops the run costs the parts in work alone.

    Parameters
    ----------
    source
        As for `buffermap.read`; read as a stream, twice where the outlets of files are learnt.
    into
        A new or empty folder, or the one to go on with.
    resume
        Go on with a folder: parts that are whole, of the same articles and options, are kept.
    jobs
        Processes of this machine; of an ``executor``, its workers, so that it has enough to do.
    executor
        Reads the parts instead: what looks like `concurrent.futures.Executor`, such as Dask's
        ``client.get_executor(pure=False)``. It is left running.
    corrections, home, boilerplate, outlets
        As for `buffermap.extract`.
    column, keep_people, on_problem
        As for `buffermap.read`.
    part
        Articles of a part.
    budget_s
        Seconds that an article may take before it is given up (not where an ``executor`` reads).
    report
        Is filled with what was read as what.

    Returns
    -------
    Archive
        Its files have the same bytes from the same input, options, data and versions, however many processes read
        them and however often they were stopped. Articles that no worker could read are in its ``failed.jsonl``.

    Raises
    ------
    InputError
        Nothing could be read, the folder holds something else, or every worker fails.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import buffermap as bm
    >>> with TemporaryDirectory() as folder:
    ...     archive = bm.extract_parts(bm.read("Trains between Sumy and Kyiv run again."), f"{folder}/archive")
    ...     archive.manifest["counts"]["mentions"]
    2
    """
    if part < 1 or jobs < 1 or budget_s <= 0:
        raise InputError(f"part={part}, jobs={jobs}, budget_s={budget_s:g}: each must be above 0")
    _check_apart(source, Path(into))
    finder = Finder(corrections=corrections, home=home, boilerplate=boilerplate)
    finder.check()
    archive, lock = opened(Path(into), resume=resume)
    reading = ReadingReport() if report is None else report
    read = partial(iter_articles, source, column=column, keep_people=keep_people)
    with lock:
        made_of = _made_of(finder, corrections=corrections, outlets=outlets, part=part)
        _check_same(archive, made_of)
        archive.write_manifest({"complete": False, "made_of": made_of})
        total = None
        if outlets and is_readable_twice(source):
            first = ReadingReport()
            finder.learn(read(on_problem=_unheard, report=first))  # what is wrong is said the second time
            total = first.articles or None
        run = _Run(archive, finder, made_of, part)
        workers: Workers = Processes(jobs) if executor is None else Engine(executor, jobs)
        articles = read(on_problem=on_problem, report=reading)
        with workers:
            for _ in shown(
                run.articles_done(articles, workers, budget_s=budget_s), what="articles", total=total
            ):
                pass
        counts = archive.close(run.parts)
        archive.write_manifest(
            {"complete": True, "made_of": made_of, "input_sha256": run.input_sha256, "parts": run.parts}
            | {"counts": dict(counts), "reading": reading.as_record()}
        )
    if run.unmatched.left:
        log.warning("%s", run.unmatched)
    return archive


def _check_apart(source: Any, into: Path) -> None:
    """Refuse to write where articles are read from.

    Raises
    ------
    InputError
        The folder lies in one of the sources.
    """
    for one in source if isinstance(source, (list, tuple)) else [source]:
        if (
            isinstance(one, (str, Path))
            and is_readable_twice(one)
            and into.resolve().is_relative_to(Path(one).resolve())
        ):
            raise InputError(f"{into} lies in {one}, where articles are read from; name a folder outside it")


def write_mentions(
    out: IO[bytes], found: Iterable[tuple[Article, Sequence[Mention]]], *, provenance: Provenance
) -> None:
    """Write the mentions of articles as one Parquet file, some hundred articles at a time."""
    iterator = iter(found)
    told = json.dumps(provenance.to_dict(), ensure_ascii=False)
    schema = MENTIONS.with_metadata({**MENTIONS.metadata, b"buffermap": told.encode()})
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while portion := list(islice(iterator, PART)):
            writer.write_table(
                mentions_table((one, sentences_of(one), mentions) for one, mentions in portion)
            )


def is_readable_twice(source: Any) -> bool:
    """Whether what articles are read from is still there afterwards: no pipe, no standard input, no iterator."""
    if isinstance(source, Article):
        return True
    if isinstance(source, (list, tuple)):
        return all(map(is_readable_twice, source))
    return isinstance(source, (str, Path)) and str(source) != "-" and is_there(Path(source))


def _unheard(problem: Problem) -> None:
    del problem


def _made_of(finder: Finder, *, corrections: str | Path | None, outlets: bool, part: int) -> dict[str, Any]:
    """Return what every part depends on, besides its articles."""
    versions = json.dumps(data_versions(), sort_keys=True)
    return {
        "schema": VERSION,
        "software": f"buffermap {__version__}",
        "data_sha256": sha256(versions.encode()).hexdigest(),
        "corrections_sha256": None if corrections is None else digest(Path(corrections)),
        "home": finder.home,
        "boilerplate": finder.boilerplate,
        "outlets": outlets,
        "articles_a_part": part,
    }


def _check_same(archive: Archive, made_of: dict[str, Any]) -> None:
    """Refuse to go on with what was made in another way: half of each would be neither.

    Raises
    ------
    InputError
        It was.
    """
    if not is_archive(archive.folder):
        return
    before = archive.manifest["made_of"]
    if differing := [name for name in made_of if made_of[name] != before.get(name)]:
        raise InputError(
            f"{archive.folder} was made with another {', '.join(differing)}: name a new folder, or give the same again"
        )


class _Run:
    """One run: cuts articles into parts, leaves out those that are there, writes the others."""

    def __init__(self, archive: Archive, finder: Finder, made_of: dict[str, Any], part: int) -> None:
        self.archive = archive
        self.finder = finder
        self.part = part
        self.parts = 0
        self.unmatched = Unmatched(list(finder.corrections.items) if finder.corrections else [])
        self._run = _hash([made_of])
        self._input = sha256()

    @property
    def input_sha256(self) -> str:
        """Hash of all articles that were read, with what is known of them."""
        return self._input.hexdigest()

    def articles_done(
        self, articles: Iterable[Article], workers: Workers, *, budget_s: float
    ) -> Iterator[None]:
        """Read articles, write the parts, and yield once for each article that is done."""
        kept: list[int] = []
        for done in read_parts(self._works(articles, kept), workers, budget_s=budget_s):
            self.archive.write(done)
            log.info("part %d: %s", done.number, _told(done))
            yield from _times(done.counts["articles"])
            while kept:
                yield from _times(kept.pop())
        yield from _times(sum(kept))

    def _works(self, articles: Iterable[Article], kept: list[int]) -> Iterator[Work]:
        iterator = iter(articles)
        while portion := list(islice(iterator, self.part)):
            number, self.parts = self.parts, self.parts + 1
            for article in portion:
                self.unmatched.see(article.text, doc_id=article.doc_id, start=article.body_start)
            finder = self.finder.for_outlets(portion)
            content = _hash([asdict(article) for article in portion])
            self._input.update(content.encode())
            made_of = _hash([self._run, content, _learnt(finder)])
            written = self.archive.written(number)
            if written is not None and written["made_of"] == made_of:
                kept.append(len(portion))
                continue
            yield Work(number=number, articles=portion, finder=finder, run=self._run, made_of=made_of)


def _learnt(finder: Finder) -> list[Any]:
    """Return what a finder knows of outlets as plain values in a fixed order."""
    return [
        [name, [[doc_id, *_mass(mass)] for doc_id, mass in sorted(prior.own.items())]]
        for name, prior in sorted(finder.outlets.items())
    ]


def _mass(mass: Any) -> list[Any]:
    return [sorted(mass.divisions.items()), sorted(mass.countries.items())]


def _hash(values: list[Any]) -> str:
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _times(count: int) -> Iterator[None]:
    for _ in range(count):
        yield None


def _told(part: Part) -> str:
    return ", ".join(f"{count} {name}" for name, count in part.counts.items() if count)
