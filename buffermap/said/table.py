"""Statements as rows: for tables, files and the command line."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from buffermap import words
from buffermap.export.cells import frame
from buffermap.said.claims.claims import DistanceClaim, is_area
from buffermap.said.values import Evidence, Statement
from buffermap.said.zones.compose import zones_of
from buffermap.said.zones.described import DescribedZone
from buffermap.said.zones.rows import contradictions, unused_places
from buffermap.words import UNSTATED

if TYPE_CHECKING:
    import pandas as pd  # loads slowly; text and pages need no table

COLUMNS = [
    "statement_id", "doc_id", "start", "end", "sentence", "what", "what_kind", "where", "where_kind", "border", "places",
    "inside", "within_m", "side", "depth", "depth_kind", "depth_low_m", "depth_high_m", "claimed_standing", "speaker",
    "speaker_name", "quoted_by", "voice", "said_on", "said_on_text", "published", "continues", "zone_id",
    "unused_places", "contradictions", "evidence",
]  # fmt: skip
"""Columns of the table of statements. ``evidence`` maps each stated field to its span, words, speaker and voice."""


def statements_frame(statements: Iterable[Statement]) -> "pd.DataFrame":
    """Return statements as a DataFrame with the columns `COLUMNS`, one row each, in their order."""
    return frame(rows(statements), COLUMNS)


def rows(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Return statements as rows, each with the zone as described that it belongs to."""
    stated = list(statements)
    zones = zones_of(stated)
    zone_of = {one.statement_id: zone for zone in reversed(zones) for one in zone.statements}
    return [row(one, zone_of.get(one.statement_id), zones) for one in stated]


CLAIM_COLUMNS = [
    "doc_id", "start", "end", "text", "sentence", "origin", "origin_kind", "goal", "goal_kind", "to_border", "claimed_m",
    "comparison", "nearest_m", "centre_m", "farthest_m", "verdict", "verdict_text",
]  # fmt: skip
"""Columns of the table of distance claims; the measured distances are geodesic, in metres."""


def claims_frame(claims: Iterable[DistanceClaim]) -> "pd.DataFrame":
    """Return distance claims as a DataFrame with the columns `CLAIM_COLUMNS`, one row each, in their order."""
    return frame([claim_row(one) for one in claims], CLAIM_COLUMNS)


def claim_row(claim: DistanceClaim) -> dict[str, Any]:
    """Return one distance claim as a row, with the verdict in words."""
    measured = claim.measured
    return {
        "doc_id": claim.doc_id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "sentence": claim.sentence,
        "origin": claim.origin.name,
        "origin_kind": claim.origin.kind,
        "goal": claim.goal.name,
        "goal_kind": claim.goal.kind,
        "to_border": claim.to_border,
        "claimed_m": claim.claimed_m,
        "comparison": claim.comparison,
        "nearest_m": measured.nearest_m if measured else None,
        "centre_m": measured.centre_m if measured else None,
        "farthest_m": measured.farthest_m if measured else None,
        "verdict": claim.verdict,
        "verdict_text": verdict_text(claim),
    }


def verdict_text(claim: DistanceClaim) -> str:
    """Return a verdict as people read it, with the distances: from the nearest edge, the centre and the farthest."""
    area = claim.origin if is_area(claim.origin) or not is_area(claim.goal) else claim.goal
    said = {
        "fits": "fits",
        "fits_nearest": f"fits only for the nearest part of {area.name}",
        "fits_farthest": f"fits only for the farthest part of {area.name}",
        "does_not_fit": "does not fit",
        "unknown": "cannot be checked",
    }[claim.verdict]
    if claim.measured is None:
        return said
    near, centre, far = (
        round(metres / 1000)
        for metres in (claim.measured.nearest_m, claim.measured.centre_m, claim.measured.farthest_m)
    )
    measured = f"{centre} km" if near == far else f"{near} km nearest, {centre} km centre, {far} km farthest"
    return f"{said} ({measured})"


def row(
    statement: Statement, zone: DescribedZone | None = None, zones: Sequence[DescribedZone] = ()
) -> dict[str, Any]:
    """Return one statement as a row; what is not stated says so, numbers that nobody gives are None.

    With its ``zone`` also that zone's id, the places of its sentence that no slot of the zone uses, and what other
    sentences say against that zone: of all the ``zones`` that the articles describe.
    """
    where, depth, speaker = statement.where, statement.depth, statement.speaker
    said_on = statement.said_on
    return {
        "statement_id": statement.statement_id,
        "doc_id": statement.doc_id,
        "start": statement.start,
        "end": statement.end,
        "sentence": statement.sentence,
        "what": statement.what.words,
        "what_kind": statement.what.kind,
        "where": words.english(words.where(where)),
        "where_kind": where.kind,
        "border": [list(pair) for pair in where.pairs],
        "places": [place.name for place in where.places],
        "inside": list(where.inside),
        "within_m": where.within_m,
        "side": ", ".join(statement.side.countries) if statement.side else UNSTATED,
        "depth": words.english(words.depth(depth)),
        "depth_kind": depth.kind if depth else None,
        "depth_low_m": depth.low_m if depth else None,
        "depth_high_m": depth.high_m if depth else None,
        "claimed_standing": statement.claimed.standing if statement.claimed else UNSTATED,
        "speaker": speaker.words if speaker else None,
        "speaker_name": (speaker.name or speaker.words) if speaker else None,
        "quoted_by": speaker.quoted_by if speaker else None,
        "voice": statement.voice,
        "said_on": said_on.value if said_on else None,
        "said_on_text": said_on.words if said_on else None,
        "published": statement.published,
        "continues": statement.continues,
        "zone_id": zone.zone_id if zone else None,
        "unused_places": unused_places(zone, statement) if zone else [],
        "contradictions": [
            one
            for one in (contradictions(zone, zones) if zone else [])
            if (one["doc_id"], statement.start <= one["start"] < statement.end) != (statement.doc_id, True)
        ],
        "evidence": {name: asdict(evidence) for name, evidence in evidence_of(statement)},
    }


def evidence_of(statement: Statement) -> list[tuple[str, Evidence]]:
    """Return the stated fields of a statement with the words that they were read from."""
    fields = [
        ("what", statement.what.evidence),
        ("where", statement.where.evidence),
        ("side", statement.side.evidence if statement.side else None),
        ("depth", statement.depth.evidence if statement.depth else None),
        ("standing", statement.claimed.evidence if statement.claimed else None),
    ]
    return [(name, evidence) for name, evidence in fields if evidence is not None]
