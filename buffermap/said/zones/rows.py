"""Zones as described, as rows: for tables, files and the command line."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from buffermap.export.cells import frame
from buffermap.said.values import Statement
from buffermap.said.zones.beside import against
from buffermap.said.zones.compose import zones_of
from buffermap.said.zones.described import DescribedZone, Slot

if TYPE_CHECKING:
    import pandas as pd

_SLOTS = ("what", "border", "along", "around", "between", "inside", "side", "depth", "standing")
ZONE_COLUMNS = [
    "zone_id", "doc_id", "what", "border", "along", "around", "between", "line", "inside", "side", "depth_low_m",
    "depth_high_m", "standing", "speaker", "composite", "statements", "unused_places", "contradictions",
    *(f"{name}_evidence" for name in _SLOTS),
]  # fmt: skip
"""Columns of the table of zones. ``*_evidence`` holds document, start, end, speaker and, where worked out, a note."""


def zones_frame(statements: Iterable[Statement]) -> "pd.DataFrame":
    """Return the zones that statements describe as a DataFrame with the columns `ZONE_COLUMNS`, one row each."""
    return frame(zone_rows(statements), ZONE_COLUMNS)


def zone_rows(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Return the zones that statements describe as rows."""
    zones = zones_of(statements)
    return [zone_row(zone, zones) for zone in zones]


def zone_row(zone: DescribedZone, zones: Sequence[DescribedZone] = ()) -> dict[str, Any]:
    """Return one zone as a row; what no sentence says is None, never taken from another zone.

    Of the other ``zones`` only what withdraws this one is told: as a contradiction.
    """
    low, high = zone.depth.value if zone.depth else (None, None)
    values: dict[str, Any] = {
        "zone_id": zone.zone_id,
        "doc_id": zone.doc_id,
        "what": zone.what.value,
        "border": list(zone.border.value) if zone.border else None,
        "along": [place.name for place in zone.along.value] if zone.along else [],
        "around": zone.around.value.name if zone.around else None,
        "between": [place.name for place in zone.between.value] if zone.between else [],
        "line": None,
        "inside": zone.inside.value if zone.inside else None,
        "side": zone.side.value if zone.side else None,
        "depth_low_m": low,
        "depth_high_m": high,
        "standing": zone.standing.value if zone.standing else None,
        "speaker": None if zone.is_composite else next(iter(zone.speakers), None),
        "composite": list(zone.speakers) if zone.is_composite else [],
        "statements": [one.statement_id for one in zone.statements],
        "unused_places": unused_places(zone),
        "contradictions": contradictions(zone, zones),
    }
    return values | {f"{name}_evidence": _evidence(zone.slots[name], zone.doc_id) for name in _SLOTS}


def contradictions(zone: DescribedZone, zones: Sequence[DescribedZone] = ()) -> list[dict[str, Any]]:
    """Return what is said against a zone, or otherwise of it, each with whose words it is and where they stand."""
    return [
        {
            "field": one.field,
            "value": one.value,
            "speaker": (said.name or said.words) if (said := one.statement.speaker) else None,
            **_span(one.evidence.start, one.evidence.end, one.statement.doc_id),
        }
        for one in against(zone, zones)
    ]


def unused_places(zone: DescribedZone, statement: Statement | None = None) -> list[dict[str, Any]]:
    """Return the places that a zone's sentences (or one of them) name and that no slot uses."""
    return [
        {"surface": one.place.surface, "name": one.place.name, **_span(one.start, one.end, zone.doc_id)}
        for said, one in zone.unused
        if statement is None or said is statement
    ]


def _evidence(slot: "Slot[Any] | None", doc_id: str) -> dict[str, Any] | None:
    if slot is None:
        return None
    found = _span(slot.evidence.start, slot.evidence.end, doc_id) | {"speaker": slot.speaker}
    return found | {"note": slot.note} if slot.note else found


def _span(start: int, end: int, doc_id: str) -> dict[str, Any]:
    return {"doc_id": doc_id, "start": start, "end": end}
