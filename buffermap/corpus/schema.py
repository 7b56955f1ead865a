"""The tables of an archive: names, columns, types. `docs/scaling.md` explains them; a change raises `VERSION`."""

from typing import Any

import pyarrow as pa

VERSION = 1
"""Of the schemas: an archive of another version is read anew."""

_TEXT, _WHOLE, _REAL = pa.string(), pa.int64(), pa.float64()
_NAMES = pa.list_(_TEXT)


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


ARTICLES = _schema(
    doc_id=_TEXT, title=_TEXT, url=_TEXT, published=_TEXT, outlet=_TEXT, author=_TEXT, archived_url=_TEXT,
    retrieved=_TEXT, language=_TEXT, language_read=_TEXT, body_start=_WHOLE, characters=_WHOLE, text_sha256=_TEXT, mentions=_WHOLE,
    statements=_WHOLE, error=_TEXT,
)  # fmt: skip
"""A row an article. ``error`` says why one could not be read: it has no mentions then, and stands in failed.jsonl."""

CANDIDATE = pa.struct([
    ("geonameid", _WHOLE), ("score", _REAL), ("name", _TEXT), ("kind", _TEXT), ("country", _TEXT), ("admin1", _TEXT),
    ("lat", _REAL), ("lon", _REAL), ("reason", _TEXT),
])  # fmt: skip

MENTIONS = _schema(
    doc_id=_TEXT, start=_WHOLE, end=_WHOLE, surface=_TEXT, kind=_TEXT, usage=_TEXT, subtype=_TEXT, flags=_NAMES,
    geonameid=_WHOLE, name=_TEXT, country=_TEXT, admin1=_TEXT, admin1_code=_TEXT, lat=_REAL, lon=_REAL, within=_TEXT,
    score=_REAL, reason=_TEXT, candidates=pa.list_(CANDIDATE), sentence_start=_WHOLE, sentence=_TEXT,
    geometry=pa.binary(),
).with_metadata({
    "geo": '{"version": "1.1.0", "primary_column": "geometry", "columns": '
    '{"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}}}',
})  # fmt: skip
"""A row a mention, as `buffermap.extract` has it; GeoParquet, its point null where the mention is not placed."""

STATEMENTS = _schema(
    doc_id=_TEXT, statement_id=_TEXT, start=_WHOLE, end=_WHOLE, sentence=_TEXT, what=_TEXT, what_kind=_TEXT,
    where=_TEXT, where_kind=_TEXT, border=pa.list_(_NAMES), places=_NAMES, inside=_NAMES, within_m=_REAL, side=_TEXT,
    depth=_TEXT, depth_kind=_TEXT, depth_low_m=_REAL, depth_high_m=_REAL, claimed_standing=_TEXT, speaker=_TEXT,
    speaker_name=_TEXT, quoted_by=_TEXT, voice=_TEXT, said_on=_TEXT, said_on_text=_TEXT, published=_TEXT,
    continues=_TEXT, value=_TEXT,
)  # fmt: skip
"""A row a statement, as `buffermap.statements` has it; ``value`` is all of it as JSON, with the evidence."""

DISTANCES = _schema(
    doc_id=_TEXT, start=_WHOLE, end=_WHOLE, text=_TEXT, sentence=_TEXT, origin=_TEXT, goal=_TEXT, to_border=_TEXT,
    claimed_m=_REAL, comparison=_TEXT, value=_TEXT,
)  # fmt: skip
"""A row a distance that an article claims, not checked yet."""

UNNAMED = _schema(
    doc_id=_TEXT, start=_WHOLE, end=_WHOLE, text=_TEXT, sentence=_TEXT, count=_WHOLE, kind=_TEXT, country=_TEXT,
    where=_TEXT, value=_TEXT,
)  # fmt: skip
"""A row a group of places that an article counts without naming them."""

TABLES: dict[str, Any] = {
    "mentions": MENTIONS,
    "statements": STATEMENTS,
    "distances": DISTANCES,
    "unnamed": UNNAMED,
    "articles": ARTICLES,
}
"""In the order in which the files of a part are written: the part is there when its articles are."""
