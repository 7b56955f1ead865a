"""W3C Web Annotation: each mention or statement as a selection in its source text."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from buffermap.errors import InputError
from buffermap.export import columns
from buffermap.export.provenance import Provenance

_NOTHING: tuple[Any, ...] = (None, "", [])
CONTEXT = 32
"""Characters of prefix and suffix that help to find a quotation again."""

_BODY = ("kind", "usage", "subtype", "country", "admin1", "score", "reason", "what", "where", "side", "depth_m", "standing", "speaker", "voice")  # fmt: skip


def write(layers: Mapping[str, pd.DataFrame], path: Path, *, provenance: Provenance) -> None:
    """Write an annotation collection.

    Raises
    ------
    InputError
        A table has no ``doc_id``, ``start`` and ``end``: it is not about text.
    """
    items = [item for name, table in layers.items() for item in _annotations(name, table)]
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _identity("collection", *(item["id"] for item in items)),
        "type": "AnnotationCollection",
        "label": provenance.coverage or provenance.software,
        "generator": {"type": "Software", "name": provenance.software},
        "rights": provenance.licences,
        "total": len(items),
        "buffermap": provenance.to_dict(),
    }
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            json.dumps(head | {"first": page}, ensure_ascii=False) + "\n"
        )  # in one piece: `dump` is slow


def _identity(*parts: Any) -> str:
    """Return an address that the same selection always has: a UUID (version 8) of its hash."""
    digest = hashlib.blake2b("\n".join(map(str, parts)).encode(), digest_size=16).hexdigest()
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:]}"


def _annotations(layer: str, table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    missing = {"doc_id", "start", "end"} - set(table.columns)
    if missing:
        raise InputError(f"Web Annotations need text positions; {layer} lacks {', '.join(sorted(missing))}")
    frame = columns.nested(table)
    names = list(frame.columns)
    frame = frame.astype(object).where(frame.notna(), None)
    for values in zip(*(frame[name].tolist() for name in names), strict=True):
        yield _annotation(layer, dict(zip(names, values, strict=True)))


def _annotation(layer: str, row: dict[str, Any]) -> dict[str, Any]:
    start, end = int(row["start"]), int(row["end"])
    source = row.get("url") or f"urn:buffermap:{quote(str(row['doc_id']))}"
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "id": _identity(layer, row["doc_id"], start, end),
        "type": "Annotation",
        "motivation": "identifying" if row.get("geonameid") is not None else "describing",
        "body": list(_bodies(row)),
        "target": {"source": source, "selector": [_quotation(row, start, end), position]},
    }


def _bodies(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if row.get("geonameid") is not None and int(row["geonameid"]) > 0:
        yield {
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": f"https://sws.geonames.org/{int(row['geonameid'])}/",
        }
    told = [f"{key}: {row[key]}" for key in _BODY if row.get(key) not in _NOTHING]
    name = row.get("name") or row.get("surface")
    value = ", ".join([str(name), *told] if name else told)
    yield {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value}


def _quotation(row: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """Give the exact words, and what stands beside them in their sentence."""
    sentence, begin = row.get("sentence"), row.get("sentence_start")
    if not isinstance(sentence, str) or begin is None:
        return {"type": "TextQuoteSelector", "exact": row.get("surface") or sentence or ""}
    first, last = start - int(begin), end - int(begin)
    exact = row.get("surface") or sentence[max(first, 0) : last]
    return {
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": sentence[max(first - CONTEXT, 0) : max(first, 0)],
        "suffix": sentence[last : last + CONTEXT] if last > 0 else "",
    }
