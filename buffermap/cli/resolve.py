"""``buffermap resolve``: ranked candidates for a place name."""

import csv
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from buffermap.cli.shared import format_of, keep_inputs, note
from buffermap.errors import InputError
from buffermap.export import Provenance, describe_beside, provenance
from buffermap.export.atomic import whole_file
from buffermap.export.cells import cell, json_text
from buffermap.export.terms import of_outlines, of_sources
from buffermap.show.printable import printable
from gazetteer.place import KINDS

if TYPE_CHECKING:
    from gazetteer.place import Kind

FORMATS = ("table", "jsonl", "json", "csv", "geojson")
FIELDS = ("geonameid", "name", "kind", "country", "admin1", "lat", "lon", "population", "score", "reason")
_SUFFIXES = {".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".geojson": "geojson", ".txt": "table"}
_OUTLINED = frozenset({"country", "admin1"})

Answer = dict[str, Any]
"""One name and its candidates, as ``-f jsonl`` writes it."""


@click.command("resolve", no_args_is_help=True)
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--near", metavar="PLACE", help="Prefer what is near this place, or near LAT,LON.")
@click.option("--country", metavar="CC", help="Only places of this country (ISO code).")
@click.option("--kind", type=click.Choice(KINDS), help="Only places of this kind.")
@click.option("--limit", type=click.IntRange(1, 10), default=10, show_default=True, help="Candidates a name.")
@click.option(
    "--online", is_flag=True,
    help="Ask Nominatim (OpenStreetMap) instead of the gazetteer: one request a second, answers are kept.",
)  # fmt: skip
@click.option(
    "--server",
    envvar="BUFFERMAP_NOMINATIM",
    default="https://nominatim.openstreetmap.org",
    show_default=True,
    metavar="URL",
    help="Nominatim server for --online.",
)
@click.option(
    "-f", "--format", "format_", type=click.Choice(FORMATS),
    help="Format; by default that of the file name, else a table.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; standard output without it.",
)  # fmt: skip
def command(
    *,
    names: tuple[str, ...],
    near: str | None,
    country: str | None,
    kind: "Kind | None",
    limit: int,
    online: bool,
    server: str,
    format_: str | None,
    output: Path | None,
) -> None:
    r"""Look up which places a name may mean, best first, each with the reason.

    Any script and spelling will do, and "Kursk region" or "Paris, Texas". A NAME - reads names from standard
    input, one a line. A name without candidates gets an empty list.

    \b
    Examples:
      buffermap resolve Kharkov "Sumy region"
      buffermap resolve Oleksandrivka --near Sumy --country UA
      buffermap resolve "Belgorod Oblast" -f geojson -o belgorod.geojson
      cat names.txt | buffermap resolve - -f jsonl > candidates.jsonl
      buffermap resolve "Mala Rohan" --country UA --online
    """
    from buffermap.names import Names  # loads the gazetteer; --help needs none

    keep_inputs(outputs=[output], inputs=[name for name in names if name == "-"])
    look_up = Names(
        near=_near(near), country=country, kind=kind, limit=limit, server=server if online else None
    )
    if look_up.online:
        note(look_up.online.notice())
    answers = (
        {
            "query": name,
            "candidates": [
                {**_fields(candidate), "population": look_up.population(candidate.geonameid)}
                for candidate in look_up(name)
            ],
        }
        for name in _names(names)
    )
    chosen = format_ or format_of(output, _SUFFIXES)
    lines = _WRITERS[chosen](answers)
    if output is None or str(output) == "-":
        for line in lines:
            click.echo(line, nl=False)
        return
    with whole_file(output) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    if chosen == "csv":
        describe_beside(output, provenance=_told())


def _names(names: Sequence[str]) -> Iterator[str]:
    """Yield the names, those from standard input in the place of ``-``; empty lines are left out."""
    for name in names:
        if name != "-":
            yield name
            continue
        stream = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
        yield from filter(None, (line.strip() for line in stream))


def _near(near: str | None) -> str | tuple[float, float] | None:
    """Return a place name, or the point that LAT,LON gives."""
    parts = (near or "").split(",")
    if len(parts) != 2:
        return near
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except ValueError:
        return near
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(f"{near} is no point on Earth: latitude first, then longitude, in degrees")
    return lat, lon


def _fields(candidate: Any) -> Answer:
    """Return a candidate's fields in the order in which they are written."""
    return {name: getattr(candidate, name, None) for name in FIELDS}


def _jsonl(answers: Iterator[Answer]) -> Iterator[str]:
    """Write one line a name."""
    for answer in answers:
        yield json_text(answer) + "\n"


def _json(answers: Iterator[Answer]) -> Iterator[str]:
    """Write one JSON array."""
    yield json_text(list(answers), indent=2) + "\n"


def _csv(answers: Iterator[Answer]) -> Iterator[str]:
    """Write one row a candidate; a name without any has one row that is empty but for the name."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, ("query", "rank", *FIELDS), lineterminator="\n")
    writer.writeheader()
    for answer in answers:
        for rank, candidate in enumerate(answer["candidates"] or [{}], 1):
            row = {"query": answer["query"], "rank": rank if candidate else "", **candidate}
            writer.writerow({name: cell(value) for name, value in row.items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _table(answers: Iterator[Answer]) -> Iterator[str]:
    """Write a few readable lines a name."""
    for answer in answers:
        yield printable(f"{answer['query']}\n")
        if not answer["candidates"]:
            yield "  no place of this name\n"
        for candidate in answer["candidates"]:
            where = ", ".join(filter(None, (candidate["admin1"], candidate["country"])))
            point = "" if candidate["lat"] is None else f"{candidate['lat']:.4f}, {candidate['lon']:.4f}"
            yield printable(
                f"  {candidate['score']:>5.2f}  {candidate['name']:<28} {candidate['kind']:<10} {where:<34} {point:<20} "
                f"{candidate['geonameid']:>11}  {candidate['reason']}\n"
            )


def _told(*, outlines: bool = False) -> Provenance:
    """Return what a file of candidates rests on, and its licence."""
    told = provenance()
    return replace(told, terms=of_outlines(told) if outlines else of_sources(told))


def _geojson(answers: Iterator[Answer]) -> Iterator[str]:
    """Write a collection of the candidates: outlines where we have them, else points, else no geometry."""
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(candidate),
            "properties": {
                "query": answer["query"],
                "rank": rank,
                **{key: value for key, value in candidate.items() if key not in {"lat", "lon"}},
            },
        }
        for answer in answers
        for rank, candidate in enumerate(answer["candidates"], 1)
    ]
    outlines = any(feature["geometry"] and feature["geometry"]["type"] != "Point" for feature in features)
    told = _told(outlines=outlines).to_dict()
    yield json_text({"type": "FeatureCollection", "buffermap": told, "features": features}) + "\n"


def _geometry(candidate: Answer) -> Any:
    """Return the outline of a country or first-level division, the point of anything else."""
    if candidate["kind"] in _OUTLINED:
        from buffermap.names import outline  # as in the command

        shape = outline(candidate["geonameid"])
        if shape is not None:
            return shape
    if candidate["lat"] is None:
        return None
    return {"type": "Point", "coordinates": [candidate["lon"], candidate["lat"]]}


_WRITERS: dict[str, Callable[[Iterator[Answer]], Iterator[str]]] = {
    "table": _table,
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "geojson": _geojson,
}
