"""What `buffermap statements` writes: tables for people and files, JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from buffermap import export, pipeline
from buffermap.articles.languages import how_read
from buffermap.articles.report import ReadingReport
from buffermap.cli.shared import echo_report, keep_inputs
from buffermap.errors import InputError
from buffermap.export.atomic import whole_file
from buffermap.export.cells import json_text
from buffermap.parsed import read_articles
from buffermap.said.merge import Contradiction, contradictions, events, origins
from buffermap.said.readable import unread, warn_unread
from buffermap.said.table import claims_frame, row, statements_frame, verdict_text
from buffermap.said.table import rows as list_statements
from buffermap.said.zones.rows import zone_rows, zones_frame
from buffermap.show.printable import printable
from buffermap.words import UNSTATED
from buffermap.zones.depth import depth_in_words

if TYPE_CHECKING:
    from buffermap.articles.article import Article
    from buffermap.said.claims.claims import DistanceClaim
    from buffermap.said.unnamed import UnnamedPlaces
    from buffermap.said.values import Statement

_NOTHING = "nothing is said about a zone"


def write(
    *,
    inputs: tuple[str, ...],
    format_: str | None,
    output: str | None,
    rows: str,
    zones: bool,
    column: str | None,
    keep_people: bool,
) -> None:
    """Read the inputs and write what they say of zones."""
    keep_inputs(outputs=export.files_of(Path(output), format_=format_) if output else [], inputs=inputs)
    reading = ReadingReport()
    parsed = pipeline.parse(inputs, column=column, keep_people=keep_people, report=reading, keep="statements")
    echo_report(reading)
    articles = [item.article for item in parsed]
    found = [one for item in parsed for one in item.statements]
    warn_unread(read_articles(parsed))
    if zones:
        _write_zones(found, format_ or _by_suffix(output), output)
        return
    claims = [one for item in parsed for one in item.claims()]
    unnamed = [one for item in parsed for one in item.unnamed()]
    chosen = format_ or _by_suffix(output)
    if rows == "distances" and chosen != "csv":
        raise InputError(
            "--rows distances makes a csv file; json and jsonl hold statements and distances together"
        )
    if chosen in {"csv", "webannotation"}:
        export.write(
            claims_frame(claims) if rows == "distances" else statements_frame(found),
            export.STDOUT if output in (None, "-") else Path(output),
            format_="jsonld" if chosen == "webannotation" else chosen,
            provenance=export.provenance(),
            layer=rows,
        )
        return
    if chosen == "table":
        text = printable("\n".join(_lines(articles, found, claims, unnamed)))
    elif chosen == "jsonl":
        text = "\n".join(json_text(line) for line in _by_document(articles, found, claims, unnamed))
    else:
        text = json_text(_document(articles, found, claims, unnamed), indent=1)
    _write(text, output)


def _write_zones(found: "list[Statement]", chosen: str, output: str | None) -> None:
    """Write the zones as described: a table for people, csv, or one line of JSON for each."""
    if chosen in {"csv", "webannotation"}:
        export.write(
            zones_frame(found),
            export.STDOUT if output in (None, "-") else Path(output or ""),
            format_="csv",
            provenance=export.provenance(),
            layer="zones",
        )
        return
    listed = zone_rows(found)
    if chosen == "table":
        _write(printable("\n".join(line for one in listed for line in _zone_lines(one)) or _NOTHING), output)
    elif chosen == "jsonl":
        _write("\n".join(json_text(one) for one in listed), output)
    else:
        _write(json_text({"zones": listed}, indent=1), output)


def _zone_lines(one: dict[str, Any]) -> Iterator[str]:
    """Yield a zone for people: where, side, depth, whose words, and what no value uses."""
    ends = [depth_in_words(one[name]) for name in ("depth_low_m", "depth_high_m") if one[name] is not None]
    where = [
        "-".join(one["border"]) if one["border"] else "border not stated",
        f"along {', '.join(one['along'])}" if one["along"] else "",
        f"around {one['around']}" if one["around"] else "",
        f"between {' and '.join(one['between'])}" if one["between"] else "",
    ]
    by = one["speaker"] or "nobody named"
    if one["composite"]:
        by = "words of " + ", ".join(f"{who} ({', '.join(slots)})" for who, slots in _whose(one).items())
    yield f"{one['zone_id']}  {one['what']}"
    yield f"    {'; '.join(part for part in where if part)}; side {one['side'] or 'not stated'}; depth {' to '.join(ends) or 'not stated'}"
    yield f"    described as {(one['standing'] or 'unstated').replace('_', ' ')}; {by}; {len(one['statements'])} statements"
    if one["unused_places"]:
        yield f"    not used: {', '.join(dict.fromkeys(place['surface'] for place in one['unused_places']))}"
    for other in one["contradictions"]:
        yield f"    said differently, {other['field']}: {other['value']} ({other['speaker'] or 'nobody named'})"


def _whose(one: dict[str, Any]) -> dict[str, list[str]]:
    """Return the slots of a zone by whose words they are."""
    found: dict[str, list[str]] = {}
    for slot in ("border", "along", "around", "between", "inside", "side", "depth", "standing"):
        if evidence := one[f"{slot}_evidence"]:
            found.setdefault(evidence["speaker"] or "the article itself", []).append(slot)
    return found


def _by_suffix(output: str | None) -> str:
    suffix = Path(output).suffix.removeprefix(".") if output else ""
    return {"jsonl": "jsonl", "json": "json", "csv": "csv", "jsonld": "webannotation"}.get(suffix, "table")


def _write(text: str, output: str | None) -> None:
    if output in (None, "-"):
        click.echo(text)
        return
    with whole_file(Path(output)) as path:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _lines(
    articles: "list[Article]",
    found: "list[Statement]",
    claims: "list[DistanceClaim]",
    unnamed: "list[UnnamedPlaces]",
) -> Iterator[str]:
    """Yield the table for people: one block per event, contradictions, claims and unnamed places below."""
    for origin in origins(articles):
        if origin.reprints:
            yield f"{origin.doc_id}: the same text in {', '.join(origin.reprints)}"
    for event in events(found):
        sources = f"  [{len(event.sources)} sources]" if len(event.sources) > 1 else ""
        for number, one in enumerate(event.statements):
            yield from _statement_lines(one, sources if number == 0 else "  [the same]")
    for against in contradictions(found):
        said = "; ".join(
            f"{value} ({_dated(item)}, {item.doc_id})"
            for value, item in zip(against.values, against.statements, strict=True)
        )
        yield f"said differently, {against.field}: {said}"
    for claim in claims:
        yield f"distance  {claim.doc_id}: {claim.origin.name} – {claim.goal.name}, “{claim.text}”: {verdict_text(claim)}"
    for place in unnamed:
        yield f"unnamed   {place.doc_id}: {place.text} ({place.kind}{', ' + place.where if place.where else ''})"
    silent = list(_silences(articles))
    yield from silent
    if not (found or claims or unnamed) and len(silent) < len(articles):
        yield _NOTHING


def _silences(articles: "list[Article]") -> Iterator[str]:
    """Yield which articles say nothing of zones because their language is not read for zones."""
    unheard = set(unread(articles))
    for article in articles:
        if article.doc_id in unheard:
            yield f"{article.doc_id}: not read for zones (language {article.language or 'unknown'})"


def _statement_lines(one: "Statement", note: str) -> Iterator[str]:
    values = row(one)
    yield f"{one.statement_id}  {values['what']} ({values['what_kind']}){note}"
    standing = values["claimed_standing"].replace("_", " ")
    by = f"{values['speaker']}" if values["speaker"] else "nobody named"
    if one.speaker and one.speaker.name:
        by += f" ({one.speaker.name})"
    if values["quoted_by"]:
        by += f", passed on by {values['quoted_by']}"
    yield f"    where {values['where']}; side {values['side']}; depth {values['depth']}"
    yield f"    described as {standing} by {by} ({values['voice']}), {values['said_on'] or 'date ' + UNSTATED}"
    yield f"    {' '.join(one.sentence.split())}"


def _dated(one: "Statement") -> str:
    return (one.said_on.value if one.said_on else None) or one.published or "no date"


def _by_document(
    articles: "list[Article]",
    found: "list[Statement]",
    claims: "list[DistanceClaim]",
    unnamed: "list[UnnamedPlaces]",
) -> Iterator[dict[str, Any]]:
    listed = list_statements(found)
    for article in articles:
        key = article.doc_id
        yield {
            "doc_id": key,
            "language": article.language,
            "language_read": how_read(article.language),
            "statements": [one for one in listed if one["doc_id"] == key],
            "distance_claims": [
                asdict(one) | {"verdict_text": verdict_text(one)} for one in claims if one.doc_id == key
            ],
            "unnamed_places": [asdict(one) for one in unnamed if one.doc_id == key],
        }


def _document(
    articles: "list[Article]",
    found: "list[Statement]",
    claims: "list[DistanceClaim]",
    unnamed: "list[UnnamedPlaces]",
) -> dict[str, Any]:
    return {
        "documents": list(_by_document(articles, found, claims, unnamed)),
        "origins": [asdict(one) for one in origins(articles)],
        "events": [
            {"statements": [item.statement_id for item in one.statements], "sources": one.sources}
            for one in events(found)
        ],
        "contradictions": [_contradiction(one) for one in contradictions(found)],
    }


def _contradiction(one: "Contradiction") -> dict[str, Any]:
    return {
        "field": one.field,
        "values": [
            {"statement_id": item.statement_id, "value": value, "date": _dated(item)}
            for value, item in zip(one.values, one.statements, strict=True)
        ],
    }
