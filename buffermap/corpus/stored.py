"""From an archive back to what its articles say: part by part, without any text read again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from heapq import heappush, heappushpop
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec
import pyarrow as pa

from buffermap.articles.article import Article
from buffermap.articles.report import ReadingReport
from buffermap.corpus.folder import Archive
from buffermap.errors import InputError
from buffermap.parsed import Parsed
from buffermap.said.claims.claims import DistanceClaim
from buffermap.said.unnamed import UnnamedPlaces
from buffermap.said.values import Statement
from gazetteer.mention import Candidate, Mention

Keep: TypeAlias = Literal["all", "statements", "strongest"]
"""What is wanted of an archive: everything, no mentions, or for a large one as much as a page can show."""

MOST_ARTICLES = 2_000
"""Of an archive of more articles a page shows the strongest sentences of each place and says how many there are."""
MOST_MENTIONS = 8_000
"""Mentions that a page shows then."""
MOST_EACH = 5
"""Of them at most so many of one place."""
MOST_STATEMENTS = 1_000
"""Statements that a page shows then."""

_SPOKEN = {"statements": Statement, "distances": DistanceClaim, "unnamed": UnnamedPlaces}
_ABOUT = [one.name for one in fields(Article) if one.name not in {"text", "body_start"}]
_PLACED = ["doc_id", "geonameid", "score", "usage", "flags", "sentence"]


class InAll(NamedTuple):
    """How often an archive names a place, and in how many articles."""

    mentions: int
    articles: int


class Gathered(list[Parsed]):
    """Articles of an archive, and how often all of it names each place where not all is among them."""

    def __init__(self, parsed: Iterable[Parsed], in_all: Mapping[int, InAll] | None = None) -> None:
        super().__init__(parsed)
        self.in_all = in_all or {}


def read_archive(folder: Path, *, keep: Keep = "all", report: ReadingReport | None = None) -> Gathered:
    """Return what the articles of an archive say.

    Parameters
    ----------
    folder
        Of an archive of any size: of ``strongest`` and ``statements`` the memory does not grow with the mentions.
    keep
        What of it.
    report
        Is filled with what was read as what, and how much of it is kept.

    Raises
    ------
    InputError
        The archive is not complete.
    """
    archive = Archive(folder)
    manifest = archive.manifest
    if not manifest["complete"]:
        raise InputError(
            f"{archive.folder} is not complete; go on with `buffermap extract … -o {archive.folder}/ --resume`"
        )
    if report is not None:
        report.add(manifest["reading"])
    if keep != "strongest" or manifest["counts"]["articles"] <= MOST_ARTICLES:
        everything = (one for number in range(manifest["parts"]) for one in _part(archive, number, keep=keep))
        return Gathered(everything)
    return _strongest(archive, manifest, report)


def _part(
    archive: Archive,
    number: int,
    *,
    keep: Keep = "all",
    rows: Sequence[int] | None = None,
    only: set[str] | None = None,
) -> Iterator[Parsed]:
    """Yield the articles of a part; of its mentions these rows, and of its articles those with something left or in ``only``."""
    spoken = {name: _values(archive, name, number, kind) for name, kind in _SPOKEN.items()}
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if keep != "statements":
        table = archive.read("mentions", number).drop_columns(["geometry"])
        for row in (table if rows is None else table.take(rows)).to_pylist():
            mentions[row["doc_id"]].append(row)
    for about in archive.read("articles", number).to_pylist():
        doc_id = about["doc_id"]
        if about["error"] is not None or (only is not None and doc_id not in mentions and doc_id not in only):
            continue
        told = {name: values.get(doc_id, []) for name, values in spoken.items()}
        if only is not None and doc_id not in only:
            told = {name: [] for name in told}
        yield _parsed(about, mentions.get(doc_id, []), **told)


def _values(archive: Archive, name: str, number: int, kind: type[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    decoder = msgspec.json.Decoder(kind)
    for row in archive.read(name, number, columns=["doc_id", "value"]).to_pylist():
        try:
            found[row["doc_id"]].append(decoder.decode(row["value"]))
        except msgspec.MsgspecError as error:
            raise InputError(
                f"{archive.part(name, number)}: a row that is none of {name} ({error})"
            ) from error
    return found


def _parsed(
    about: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    *,
    statements: Sequence[Statement],
    distances: Sequence[DistanceClaim],
    unnamed: Sequence[UnnamedPlaces],
) -> Parsed:
    """Return an article with the sentences that are known of it, each at its offset."""
    texts = {row["sentence_start"]: row["sentence"] for row in rows}
    texts |= {one.sentence_start: one.sentence for one in distances}
    texts |= {one.sentence_start: one.sentence for one in unnamed}
    for one in statements:
        texts[one.start] = one.sentence
        texts |= {said.sentence_start: said.sentence for said in _evidence(one)}
    pieces, at = [], 0
    spans = []
    for start, sentence in sorted(texts.items()):
        if start < at:
            continue  # words of a longer sentence that is there
        pieces += [(" " if start - at <= 1 else "\n") * (start - at), sentence]
        at = start + len(sentence)
        spans.append((start, at))
    return Parsed(
        article=Article(text="".join(pieces), **{name: about[name] for name in _ABOUT}),
        sentences=spans,
        mentions=[_mention(row) for row in rows],
        statements=statements,
        stored_claims=distances,
        stored_unnamed=unnamed,
    )


def _evidence(statement: Statement) -> Iterator[Any]:
    slots = (statement.what, statement.where, statement.side, statement.depth, statement.claimed)
    yield from (slot.evidence for slot in slots if slot is not None and slot.evidence is not None)
    yield from (evidence for _, evidence in statement.lead)


def _mention(row: Mapping[str, Any]) -> Mention:
    values = {one.name: row[one.name] for one in fields(Mention)}
    values["flags"] = tuple(values["flags"])
    values["candidates"] = tuple(Candidate(**one) for one in values["candidates"])
    return Mention(**values)


def _strongest(archive: Archive, manifest: Mapping[str, Any], report: ReadingReport | None) -> Gathered:
    """Return the strongest sentences of each place, statements, and how often each place is named in all."""
    best, in_all = _ranked(archive, manifest["parts"])
    rows = _chosen(best, in_all)
    only = _stated(archive, manifest["parts"])
    kept = [
        one
        for number in range(manifest["parts"])
        if rows.get(number) or only.get(number)
        for one in _part(archive, number, rows=sorted(rows.get(number, [])), only=only.get(number, set()))
    ]
    if report is not None:
        report.gathered = {
            "mentions": manifest["counts"]["mentions"],
            "mentions_shown": sum(len(one.mentions) for one in kept),
            "statements": manifest["counts"]["statements"],
            "statements_shown": sum(len(one.statements) for one in kept),
        }
    return Gathered(kept, in_all)


def _ranked(archive: Archive, parts: int) -> tuple[dict[int, list[Any]], dict[int, InAll]]:
    """Return of each place its best mentions and how often it is named.

    A mention is ``(strength, -part, -row, sentence)``; of an article, and of sentences that are printed again, one is taken.
    """
    best: dict[int, list[Any]] = defaultdict(list)
    mentions: Counter[int] = Counter()
    articles: Counter[int] = Counter()
    for number in range(parts):
        table = archive.read("mentions", number, columns=_PLACED)
        seen = set()
        strengths = _strengths(table)
        ids, places, sentences = (table[name].to_pylist() for name in ("doc_id", "geonameid", "sentence"))
        mentions.update(place for place in places if place is not None)
        order = sorted(range(len(ids)), key=lambda row: (-strengths[row], row))
        for row in order:
            place = places[row]
            if place is None or (place, ids[row]) in seen:
                continue
            seen.add((place, ids[row]))
            articles[place] += 1
            heap = best[place]
            if any(one[3] == sentences[row] for one in heap):
                continue
            item = (strengths[row], -number, -row, sentences[row])
            if len(heap) < MOST_EACH:
                heappush(heap, item)
            else:
                heappushpop(heap, item)
    return best, {place: InAll(count, articles[place]) for place, count in mentions.items()}


def _strengths(table: pa.Table) -> list[float]:
    """Return how much a mention says where something is: its score, less where it is no location or not the article's."""
    columns = (table[name].to_pylist() for name in ("score", "usage", "flags"))
    return [
        score + (usage == "literal") - ("boilerplate" in flags)
        for score, usage, flags in zip(*columns, strict=True)
    ]


def _chosen(best: Mapping[int, Sequence[Any]], in_all: Mapping[int, InAll]) -> dict[int, list[int]]:
    """Return the rows to show by their part: the places of most articles first, of each as many as there is room for."""
    places = sorted(best, key=lambda place: (-in_all[place].articles, place))[:MOST_MENTIONS]
    rows: dict[int, list[int]] = defaultdict(list)
    left = MOST_MENTIONS
    for rank in range(MOST_EACH):
        for place in places:
            ordered = sorted(best[place], reverse=True)
            if rank < len(ordered) and left:
                _, part, row, _ = ordered[rank]
                rows[-part].append(-row)
                left -= 1
    return rows


def _stated(archive: Archive, parts: int) -> dict[int, set[str]]:
    """Return the articles to show for what they state, by their part: those that state a depth or a place first."""
    found = []
    for number in range(parts):
        columns = ["doc_id", "where_kind", "depth_kind"]
        for row in archive.read("statements", number, columns=columns).to_pylist():
            empty = (row["where_kind"] == "unstated") + (row["depth_kind"] is None)
            found.append((empty, number, row["doc_id"]))
    only: dict[int, set[str]] = defaultdict(set)
    for _, number, doc_id in sorted(found)[:MOST_STATEMENTS]:
        only[number].add(doc_id)
    return only
