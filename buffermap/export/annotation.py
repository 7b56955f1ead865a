"""W3C Web Annotation: each mention or statement as a selection in its source text."""

import hashlib
import json
from itertools import repeat
from json.encoder import encode_basestring as quoted
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from buffermap.errors import InputError
from buffermap.export import columns
from buffermap.export.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


CONTEXT = 32
"""Characters of prefix and suffix that help to find a quotation again."""

_TOLD = ("kind", "usage", "subtype", "country", "admin1", "score", "reason", "what", "where", "side", "depth",
         "claimed_standing", "speaker", "voice", "review")  # fmt: skip


def write(layers: "Mapping[str, pd.DataFrame]", path: Path, *, provenance: Provenance) -> None:
    """Write an annotation collection.

    Raises
    ------
    InputError
        A table has no ``doc_id``, ``start`` and ``end``: it is not about text.
    """
    items = [item for name, table in layers.items() for item in _annotations(name, table)]
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _identity("\n".join(items)),
        "type": "AnnotationCollection",
        "label": provenance.coverage or provenance.software,
        "generator": {"type": "Software", "name": provenance.software},
        "rights": provenance.terms or provenance.licences,
        "total": len(items),
        "buffermap": provenance.to_dict(),
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1])
        file.write(', "first": {"type": "AnnotationPage", "startIndex": 0, "items": [\n')
        file.write(",\n".join(items))
        file.write("\n]}}\n")


def _identity(text: str) -> str:
    """Return an address that the same selection always has: a UUID (version 8) of its hash."""
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:]}"


def _annotations(layer: str, table: "pd.DataFrame") -> list[str]:
    """Return annotations as JSON, put together from texts: an object for each row would take three times as long."""
    missing = {"doc_id", "start", "end"} - set(table.columns)
    if missing:
        raise InputError(f"Web Annotations need text positions; {layer} lacks {', '.join(sorted(missing))}")
    frame = columns.flat(table)
    rows = zip(_targets(layer, frame), _motivations(frame), _bodies(frame), _quotations(frame), strict=True)
    return [
        f'{{"id":"{identity}","type":"Annotation","motivation":"{motivation}","body":[{body}],'
        f'"target":{{"source":{source},"selector":[{quotation},'
        f'{{"type":"TextPositionSelector","start":{start},"end":{end}}}]}}}}'
        for (identity, source, start, end), motivation, body, quotation in rows
    ]


def _targets(layer: str, frame: "pd.DataFrame") -> list[tuple[str, str, int, int]]:
    """Address of the annotation, JSON of its source's address, and the span."""
    doc_ids = columns.texts(frame["doc_id"])
    names = columns.each(frame["doc_id"], lambda value: quoted(f"urn:buffermap:{quote(columns.text(value))}"))
    urls = columns.each(frame["url"], quoted) if "url" in frame else [""] * len(frame)
    starts, ends = frame["start"].astype(int).tolist(), frame["end"].astype(int).tolist()
    return [
        (_identity(f"{layer}\n{doc_id}\n{start}\n{end}"), url or name, start, end)
        for doc_id, name, url, start, end in zip(doc_ids, names, urls, starts, ends, strict=True)
    ]


def _motivations(frame: "pd.DataFrame") -> list[str]:
    if "geonameid" not in frame:
        return ["describing"] * len(frame)
    return columns.each(frame["geonameid"], lambda _: "identifying", missing="describing")


def _bodies(frame: "pd.DataFrame") -> list[str]:
    """Bodies as JSON: the place's own address where it has one, and what is told of it in words."""
    places = columns.each(frame["geonameid"], _place_body) if "geonameid" in frame else [""] * len(frame)
    parts = (
        [columns.texts(frame["name" if "name" in frame else "surface"])]
        if {"name", "surface"} & set(frame)
        else []
    )
    parts += [
        columns.each(frame[key], lambda value, key=key: f"{key}: {columns.text(value)}")  # type: ignore[misc]
        for key in _TOLD
        if key in frame
    ]
    values = (
        [", ".join(filter(None, row)) for row in zip(*parts, strict=True)] if parts else [""] * len(frame)
    )
    return [
        f'{place}{{"type":"TextualBody","purpose":"describing","format":"text/plain","value":{quoted(value)}}}'
        for place, value in zip(places, values, strict=True)
    ]


def _place_body(geonameid: Any) -> str:
    number = int(geonameid)
    if number <= 0:  # a place of our own lists
        return ""
    return f'{{"type":"SpecificResource","purpose":"identifying","source":"https://sws.geonames.org/{number}/"}},'


def _quotations(frame: "pd.DataFrame") -> list[str]:
    """Give the exact words, and what stands beside them in their sentence."""
    surfaces = columns.texts(frame["surface"]) if "surface" in frame else repeat("", len(frame))
    sentences = columns.texts(frame["sentence"]) if "sentence" in frame else repeat("", len(frame))
    begins = frame["sentence_start" if "sentence_start" in frame else "start"].fillna(frame["start"])
    spans = zip(frame["start"].astype(int), frame["end"].astype(int), begins.astype(int), strict=True)
    return [
        _quotation(surface, sentence, first=start - begin, last=end - begin)
        for surface, sentence, (start, end, begin) in zip(surfaces, sentences, spans, strict=True)
    ]


def _quotation(surface: str, sentence: str, *, first: int, last: int) -> str:
    exact = surface or sentence[max(first, 0) : max(last, 0)]
    before = sentence[max(first - CONTEXT, 0) : max(first, 0)]
    after = sentence[last : last + CONTEXT] if last > 0 else ""
    return f'{{"type":"TextQuoteSelector","exact":{quoted(exact)},"prefix":{quoted(before)},"suffix":{quoted(after)}}}'
