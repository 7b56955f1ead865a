"""What stands beside a zone: the other zones with why they are others, and what is said against it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from buffermap.said.values import Statement
from buffermap.said.zones.described import DescribedZone, Different

Why = Literal[
    "article", "nowhere", "place", "side", "depth", "denied", "called_off", "compared", "another", "loose"
]
"""Why a zone is another one than the one beside it; in words: ``apart.*`` of the strings."""

WITHDRAWN = frozenset({"denied", "called_off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherZone:
    """A zone beside the one that is drawn, and why it is another."""

    zone: DescribedZone
    why: tuple[Why, ...]


def other_zones(drawn: DescribedZone, zones: Iterable[DescribedZone]) -> list[OtherZone]:
    """Return the zones that are others than the drawn one, in their order, each with why."""
    return [
        OtherZone(zone=zone, why=tuple(_reasons(drawn, zone)) or ("loose",))
        for zone in zones
        if zone.zone_id != drawn.zone_id
    ]


def against(drawn: DescribedZone, zones: Iterable[DescribedZone]) -> tuple[Different, ...]:
    """Return what is said against a zone: by its own sentences, and that another article withdraws it there."""
    found = [*drawn.contradictions]
    for zone in zones:
        if zone.zone_id != drawn.zone_id and _withdraws(zone, drawn) and zone.standing is not None:
            slot = zone.standing
            found.append(
                Different(
                    field="standing", value=slot.value, statement=slot.statement, evidence=slot.evidence
                )
            )
    return tuple(sorted(found, key=lambda one: one.field != "standing"))


def withdrawn(zone: DescribedZone) -> bool:
    """Whether all that a text claims of a zone is that it is denied or called off."""
    return zone.standing is not None and zone.standing.value in WITHDRAWN


def _withdraws(zone: DescribedZone, drawn: DescribedZone) -> bool:
    """Whether a zone is the drawn one, denied; or called off, and not before the drawn one was spoken of."""
    if not withdrawn(zone) or _compared(zone) or zone.border is None or _elsewhere(drawn, zone):
        return False
    if zone.standing is not None and zone.standing.value == "denied":
        return True
    return _day(zone) >= _day(drawn)


def _reasons(drawn: DescribedZone, zone: DescribedZone) -> Iterator[Why]:
    if zone.doc_id != drawn.doc_id:
        yield "article"
    if _compared(zone):
        yield "compared"
    if zone.border is None:
        yield "nowhere"
    elif _elsewhere(drawn, zone):
        yield "place"
    if drawn.side and zone.side and zone.side.value != drawn.side.value:
        yield "side"
    if drawn.depth and zone.depth and zone.depth.value != drawn.depth.value:
        yield "depth"
    if withdrawn(zone) and zone.standing is not None:
        yield "denied" if zone.standing.value == "denied" else "called_off"
    if any(one.apart for one in zone.statements):
        yield "another"


def _elsewhere(drawn: DescribedZone, zone: DescribedZone) -> bool:
    """Whether two zones lie along different borders, divisions or places; what only one says is no difference."""
    pairs = [frozenset(one.border.value) for one in (drawn, zone) if one.border]
    if len(set(pairs)) > 1:
        return True
    spots = [_divisions(one) for one in (drawn, zone)]
    if all(spots) and not spots[0] & spots[1]:
        return True
    around = {one.around.value.name for one in (drawn, zone) if one.around}
    return len(around) > 1


def _divisions(zone: DescribedZone) -> set[str]:
    return {place.name for place in zone.along.value} if zone.along else set()


def _compared(zone: DescribedZone) -> bool:
    """Whether a zone is only named for comparison."""
    roles = [one.role for said in zone.statements for one in said.named if one.place.country]
    return bool(roles) and all(role == "compared" for role in roles)


def _day(zone: DescribedZone) -> str:
    """Return the latest day on which a zone is spoken of; what has no date counts as of now."""
    return max(map(_dated, zone.statements), default="9")


def _dated(one: Statement) -> str:
    return ((one.said_on.value if one.said_on else None) or one.published or "9")[:10]


def same_stretch(zone: DescribedZone, *, border: str, along: Sequence[str] = ()) -> bool:
    """Whether a zone lies along just this stretch: the border (``RU-UA``, in any order), and the same divisions of it."""
    if zone.border is None or sorted(zone.border.value) != sorted(border.split("-")):
        return False
    return _divisions(zone) == set(along) and (zone.around is None or bool(along))
