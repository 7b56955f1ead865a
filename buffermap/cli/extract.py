"""``buffermap extract``: mentions of places in articles, and the places that they mean."""

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any

import click

from buffermap.articles.article import iter_articles
from buffermap.articles.languages import how_read
from buffermap.articles.report import ReadingReport
from buffermap.cli.options import reading_options
from buffermap.cli.shared import echo_report, format_of, keep_inputs, note
from buffermap.errors import InputError
from buffermap.export import Provenance, describe_beside, provenance
from buffermap.export.atomic import STDOUT, whole_file
from buffermap.export.cells import cell
from buffermap.export.terms import of_sources
from buffermap.show.printable import one_line
from buffermap.show.progress import shown
from gazetteer.corrections import Unmatched

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from buffermap.articles.article import Article, Problem
    from gazetteer.mention import Mention

FORMATS = ("table", "jsonl", "csv", "geojson", "parquet")
FIELDS = (
    "start", "end", "surface", "kind", "usage", "subtype", "flags", "geonameid", "name", "country", "admin1",
    "admin1_code", "lat", "lon", "within", "score", "reason",
)  # fmt: skip
_TABLE = ("surface", "name", "kind", "country", "admin1", "usage", "score")
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".geojson": "geojson",
    ".json": "geojson",
    ".parquet": "parquet",
    ".txt": "table",
}


@click.command("extract", no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option(
    "-f", "--format", "format_", type=click.Choice(FORMATS),
    help="Format; by default that of the file name, else a table.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE|DIR/",
    help="File to write, or folder (DIR/) for an archive in Parquet parts; standard output without it.",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="ADDRESS",
    help="Let the workers of a Dask scheduler (tcp://…) read an archive; extra [dask].",
)  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on with the archive in DIR/; what is whole there is kept.")
@reading_options
@click.option(
    "--corrections", type=click.Path(dir_okay=False, path_type=Path),
    help="Your corrections of places, a TOML file.",
)  # fmt: skip
@click.option(
    "--home", metavar="CC",
    help="Country (US) or division (US.OH) that the articles are written in and for: settles close cases.",
)  # fmt: skip
@click.option(
    "--no-outlets", is_flag=True,
    help="Read each article by itself; else those of one outlet explain each other, where INPUT is files.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True,
    help="Processes to use; the order stays.",
)  # fmt: skip
@click.option(
    "--no-boilerplate", is_flag=True, help="Leave out places in teasers, comment forms and the like."
)
def command(
    *,
    inputs: tuple[str, ...],
    format_: str | None,
    output: str | None,
    scheduler: str | None,
    resume: bool,
    column: str | None,
    keep_people: bool,
    corrections: Path | None,
    home: str | None,
    no_outlets: bool,
    jobs: int,
    no_boilerplate: bool,
) -> None:
    r"""Find the places that articles mention: where in the text, which place, how sure.

    INPUT is a file, a folder, or - for standard input. JSON lines and CSV are read record by record. An archive of any
    size goes to a folder, with what it states of zones: a run that was stopped goes on with --resume,
    and map, statements and scenario take the folder as their INPUT.

    \b
    Examples:
      buffermap extract article.txt
      buffermap extract news.jsonl -f jsonl --jobs 4 > mentions.jsonl
      buffermap extract news/ -o archive/ --jobs 4
      cat page.html | buffermap extract - -f geojson -o places.geojson
    """
    if _is_folder(output):
        if format_ not in {None, "parquet"}:
            raise InputError(f"{output} is a folder, which gets Parquet files; name a file for {format_}")
        _into_folder(
            inputs, Path(str(output)), scheduler=scheduler, resume=resume, jobs=jobs, corrections=corrections, home=home,
            boilerplate=not no_boilerplate, outlets=not no_outlets, column=column, keep_people=keep_people,
        )  # fmt: skip
        return
    if resume or scheduler:
        raise InputError("--resume and --scheduler are for an archive: name a folder, -o DIR/")
    from buffermap.finder import Finder  # loads text and places; --help needs neither

    target = None if output is None else Path(output)
    chosen = format_ or format_of(target, _SUFFIXES)
    finder = Finder(corrections=corrections, home=home, boilerplate=not no_boilerplate)
    keep_inputs(outputs=[target], inputs=[*inputs, corrections])
    unmatched = Unmatched(list(finder.corrections.items) if finder.corrections else [])
    finder.check()  # what is wrong with the data or the home is said before anything is read
    reading = ReadingReport()
    read = partial(_read, inputs, column=column, keep_people=keep_people)
    with opened(target, is_binary=chosen == "parquet") as out:
        if not no_outlets and all(map(_is_readable_twice, inputs)):
            finder.learn(
                read(reading=ReadingReport(), name=_unheard)
            )  # what is wrong is said the second time
        articles = _seen(read(reading=reading, name=_named), unmatched)
        found = finder.each(articles, jobs=jobs)
        if output is not None or not sys.stdout.isatty():  # results on a terminal show for themselves
            found = shown(found, what="articles")
        if chosen == "parquet":
            _parquet().write_mentions(out, found, provenance=_told())
        else:
            WRITERS[chosen](out, map(_record_of, found))
    if chosen == "csv" and target is not None:
        describe_beside(target, provenance=_told())
    echo_report(reading)
    if unmatched.left:
        note(f"buffermap: {unmatched}")


def _is_folder(output: str | None) -> bool:
    """Whether an output is a folder, by its name or because it is one."""
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def _into_folder(
    inputs: Sequence[str], folder: Path, *, scheduler: str | None, jobs: int, **options: Any
) -> None:
    """Write an archive, and say on standard error what is in it."""
    reading = ReadingReport()
    sources = [name if name == "-" else Path(name) for name in inputs]
    try:
        with _workers(scheduler, jobs) as (executor, count):
            archive = _parquet().extract_parts(
                sources, folder, executor=executor, jobs=count, report=reading, on_problem=_named, **options
            )
    except KeyboardInterrupt:
        note(f"buffermap: what is whole in {folder} stays; the same command with --resume goes on")
        raise
    echo_report(reading)
    counts = archive.manifest["counts"]
    failed = f"; {counts['failed']} failed, see {folder / 'failed.jsonl'}" if counts["failed"] else ""
    note(
        f"{folder}: {counts['articles']:,} articles, {counts['mentions']:,} mentions,"
        f" {counts['statements']:,} statements{failed}"
    )


@contextmanager
def _workers(scheduler: str | None, jobs: int) -> "Iterator[tuple[Executor | None, int]]":
    """Give the workers of a Dask scheduler and their number, or none and the number of processes to use here."""
    if scheduler is None:
        yield None, jobs
        return
    try:
        distributed: Any = import_module("distributed")  # of the extra `dask`, typed in part only
    except ImportError:
        raise InputError('--scheduler needs Dask: pip install "buffermap[dask]"') from None
    try:
        client = distributed.Client(scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {scheduler} ({one_line(str(error))})") from error
    with client:
        yield client.get_executor(pure=False), max(1, sum(client.nthreads().values()))


def _parquet() -> ModuleType:
    from buffermap.corpus import extract  # loads pyarrow, which the other formats do without

    return extract


def _record_of(found: "tuple[Article, Sequence[Mention]]") -> dict[str, Any]:
    article, mentions = found
    return {
        "doc_id": article.doc_id,
        "language": article.language,
        "language_read": how_read(article.language),
        "mentions": [record(mention) for mention in mentions],
    }


def _named(problem: "Problem") -> None:
    click.echo(f"buffermap: {one_line(str(problem))}", err=True)


def _unheard(problem: "Problem") -> None:
    del problem


def _is_readable_twice(name: str) -> bool:
    """Whether an input is still there when it was read: no pipe, no standard input, no pattern of names."""
    return name != "-" and (Path(name).is_file() or Path(name).is_dir())


def _read(
    inputs: Sequence[str],
    *,
    column: str | None,
    keep_people: bool,
    reading: ReadingReport,
    name: "Callable[[Problem], None]",
) -> "Iterator[Article]":
    """Yield the articles of the inputs as they are read; a document that cannot be is named."""
    sources: Any = [name if name == "-" else Path(name) for name in inputs]
    return iter_articles(
        sources if len(sources) > 1 else sources[0],
        column=column,
        keep_people=keep_people,
        report=reading,
        on_problem=name,
    )


def record(mention: Any) -> dict[str, Any]:
    """Return a mention as the line of a file shows it."""
    fields: dict[str, Any] = {name: getattr(mention, name) for name in FIELDS}
    fields["flags"] = list(mention.flags)
    fields["candidates"] = [
        {"geonameid": candidate.geonameid, "score": candidate.score} for candidate in mention.candidates
    ]
    return fields


def _seen(articles: "Iterable[Article]", unmatched: Unmatched) -> "Iterator[Article]":
    for article in articles:
        unmatched.see(article.text, doc_id=article.doc_id, start=article.body_start)
        yield article


@contextmanager
def opened(output: Path | None, *, is_binary: bool = False) -> Iterator[Any]:
    """Open standard output, or a file that appears under its name only when it is whole."""
    if is_binary:
        with whole_file(output or STDOUT) as draft, draft.open("wb") as sink:
            yield sink
        return
    if output is None or str(output) == "-":
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=False)
        try:
            yield out
            out.flush()
        finally:
            out.detach()
        return
    with whole_file(output) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        yield file


def write_jsonl(out: IO[str], records: Iterable[dict[str, Any]]) -> None:
    """Write one line per document, each as soon as it is known."""
    for item in records:
        out.write(json.dumps(item, ensure_ascii=False) + "\n")
        out.flush()


def write_csv(out: IO[str], records: Iterable[dict[str, Any]]) -> None:
    """Write one row per mention."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["doc_id", *FIELDS, "review", "language_read"])
    for item in records:
        for mention in item["mentions"]:
            values = [
                " ".join(value) if isinstance(value, list) else value for value in map(mention.get, FIELDS)
            ] + [reviewed(mention), item["language_read"]]
            writer.writerow([cell(item["doc_id"]), *map(cell, values)])


def _told() -> Provenance:
    """Return what a file of mentions rests on, and its licence."""
    told = provenance()
    return replace(told, terms=of_sources(told))


def reviewed(mention: dict[str, Any]) -> str | None:
    """Return what a person decided on a mention (who, when, why), None where nobody did."""
    return mention["reason"] if {"confirmed", "corrected"} & set(mention["flags"]) else None


def write_geojson(out: IO[str], records: Iterable[dict[str, Any]]) -> None:
    """Write one feature per mention; a mention without a point has no geometry."""
    told = json.dumps(_told().to_dict(), ensure_ascii=False)
    out.write(f'{{"type": "FeatureCollection", "buffermap": {told}, "features": [')
    separator = "\n"
    for item in records:
        for mention in item["mentions"]:
            point = (
                None
                if mention["lat"] is None
                else {"type": "Point", "coordinates": [mention["lon"], mention["lat"]]}
            )
            properties = {"doc_id": item["doc_id"], **{name: mention[name] for name in FIELDS}}
            properties["review"] = reviewed(mention)
            properties["language_read"] = item["language_read"]
            feature = {"type": "Feature", "geometry": point, "properties": properties}
            out.write(separator + json.dumps(feature, ensure_ascii=False))
            separator = ",\n"
    out.write("\n]}\n")


def write_table(out: IO[str], records: Iterable[dict[str, Any]]) -> None:
    """Write a table for people, document by document."""
    for item in records:
        out.write(f"{one_line(item['doc_id'])}: {len(item['mentions'])} mentions\n")
        rows = [[one_line(_cell(mention[name])) for name in _TABLE] for mention in item["mentions"]]
        if not rows:
            continue
        widths = [max(len(row[at]) for row in [list(_TABLE), *rows]) for at in range(len(_TABLE))]
        for row in [list(_TABLE), *rows]:
            out.write(
                "  "
                + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
                + "\n"
            )
        absent = dict.fromkeys(_without_place(one) for one in item["mentions"] if one["geonameid"] is None)
        if absent:
            out.write(f"  seen and not placed: {one_line('; '.join(absent))}\n")


def _without_place(mention: dict[str, Any]) -> str:
    """Return a name that was seen and not placed, with the reason."""
    return f"{mention['surface']} ({mention['reason']})"


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


WRITERS: dict[str, Callable[[IO[str], Iterable[dict[str, Any]]], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "geojson": write_geojson,
}
