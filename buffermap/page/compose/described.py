"""Zones as described, as the page's values: each slot with its own sentence and speaker, and why it is another zone."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from buffermap import words
from buffermap.page.compose.local import localised
from buffermap.page.said import PageDescribed, PageField
from buffermap.said.zones.beside import against, other_zones, same_stretch
from buffermap.said.zones.compose import zones_of
from buffermap.scenarios.stated import in_order
from gazetteer.files.store import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from buffermap.page.compose.ask import Ask
    from buffermap.page.compose.lines import Lines
    from buffermap.page.lines import PageOwn
    from buffermap.said.values import Statement
    from buffermap.said.zones.described import DescribedZone, Different, Slot

    SentenceAt = Callable[[str, int], int | None]


def described(statements: "Sequence[Statement]") -> "list[DescribedZone]":
    """Return the zones that statements describe, the best supported first."""
    return in_order(zones_of(statements))


def on_stretch(zones: "Sequence[DescribedZone]", ask: "Ask") -> frozenset[str]:
    """Return the ids of the zones on the stretch of a page: only of them a depth or a side is *stated* there.

    They lie along the same border and divisions, or around the same place, or are what the page's zone was taken from.
    """
    return frozenset(zone.zone_id for zone in zones if _is_drawn(zone, ask) or _lies_on(zone, ask))


def page_zones(
    zones: "Sequence[DescribedZone]",
    statements: "Sequence[Statement]",
    *,
    ask: "Ask | None",
    sentence_at: "SentenceAt",
    lines: "Lines",
) -> "Iterator[PageDescribed]":
    """Yield zones as the page shows them, in their order.

    Parameters
    ----------
    statements
        In the order of the page's own.
    sentence_at
        Number of the page's sentence that begins at an offset of a document, None if it has none.
    lines
        The borders that travel with the page.
    """
    number = {one.statement_id: i for i, one in enumerate(statements)}
    here = frozenset() if ask is None else on_stretch(zones, ask)
    drawn = next((zone for zone in zones if ask is not None and _is_drawn(zone, ask)), None)
    why = {} if drawn is None else {one.zone.zone_id: one.why for one in other_zones(drawn, zones)}
    for zone in zones:
        where = zone.along or zone.around or zone.between or zone.border or zone.what
        yield PageDescribed(
            zone_id=zone.zone_id,
            label=zone.what.value,
            fields=tuple(_fields(zone, sentence_at)),
            against=tuple(_against(one, sentence_at) for one in against(zone, zones)),
            why=why.get(zone.zone_id, ()),
            unused=tuple(dict.fromkeys(one.place.surface for _, one in zone.unused)),
            basis=number.get(where.statement.statement_id),
            side=zone.side.value if zone.side else None,
            side_of=_number(zone.side, number),
            depth_m=_first(zone.depth.value) if zone.depth else None,
            depth_of=_number(zone.depth, number),
            standing=zone.standing.value if zone.standing else "",
            composite=zone.is_composite,
            placed=zone.border is not None,
            here=zone.zone_id in here,
            drawn=zone is drawn,
            own=_own(zone, lines),
        )


def _own(zone: "DescribedZone", lines: "Lines") -> "PageOwn | None":
    """Return the stretch that a zone lies on, where the page can show it."""
    if zone.border is None or zone.between:
        return None
    side = zone.side.value if zone.side else ""
    depth_m = _first(zone.depth.value) if zone.depth else None
    if zone.around:
        return lines.around(zone.around.value.name, zone.border.value, side=side, depth_m=depth_m)
    along = [place.name for place in zone.along.value] if zone.along else ()
    return lines.own(zone.border.value, along=along, side=side, depth_m=depth_m)


def _is_drawn(zone: "DescribedZone", ask: "Ask") -> bool:
    """Whether the page's zone was taken from this one, by its id or by the sentence that gives the stretch."""
    if ask.zone_id is not None:
        return zone.zone_id == ask.zone_id
    return any((one.doc_id, " ".join(one.sentence.split())) == ask.statement for one in zone.statements)


def _lies_on(zone: "DescribedZone", ask: "Ask") -> bool:
    if zone.around is not None and ask.stretch.name.startswith("around "):
        return ask.stretch.name.startswith(f"around {zone.around.value.name}")
    return same_stretch(zone, border=ask.stretch.name, along=ask.stretch.along)


def _number(slot: "Slot[Any] | None", number: dict[str, int]) -> int | None:
    return None if slot is None else number.get(slot.statement.statement_id)


def _first(metres: tuple[float | None, float | None]) -> float | None:
    """Return the depth that a zone opens with: its low end, or the one end that is said."""
    return metres[0] if metres[0] is not None else metres[1]


def _fields(zone: "DescribedZone", sentence_at: "SentenceAt") -> "Iterator[PageField]":
    where = zone.along or zone.around or zone.between or zone.border
    yield _field("where", words.zone_where(zone), where, sentence_at)
    side = zone.side.statement.side if zone.side else None
    said: words.Phrase = {"t": words.UNSTATED}
    if zone.side is not None:
        both = zone.side.value == "both"
        said = words.side(side) if both and side else [words.country(zone.side.value)]
    yield _field("side", said, zone.side, sentence_at)
    depth = zone.depth.statement.depth if zone.depth else None
    said = words.depth(depth) if depth else {"t": words.UNSTATED}
    if zone.depth is not None and (depth is None or depth.high_m is None):
        said = [words.distance(metres) for metres in zone.depth.value if metres is not None]
    yield _field("depth", said, zone.depth, sentence_at)
    claimed = zone.standing
    standing: words.Phrase = {"t": f"standing.{claimed.value}"} if claimed else {"t": words.UNSTATED}
    yield _field("claimed standing", standing, claimed, sentence_at)


def _field(name: str, value: words.Phrase, slot: "Slot[Any] | None", sentence_at: "SentenceAt") -> PageField:
    if slot is None:
        return PageField(name=name, value=value, unstated=True)
    return _said(PageField(name=name, value=value, speaker=slot.speaker), slot, sentence_at)


def _against(one: "Different", sentence_at: "SentenceAt") -> PageField:
    said: words.Phrase = {"t": f"standing.{one.value}"}
    if one.field == "depth":
        said = words.depth(one.statement.depth)
    elif one.field == "side":
        said = words.side(one.statement.side)
    speaker = one.statement.speaker
    who = (speaker.name or speaker.words) if speaker else None
    name = "claimed standing" if one.field == "standing" else one.field
    return _said(PageField(name=name, value=said, speaker=who), one, sentence_at)


def _said(field: PageField, slot: "Slot[Any] | Different", sentence_at: "SentenceAt") -> PageField:
    """Return a field with the words that it was read from, and local names of its places."""
    evidence = slot.evidence
    return replace(
        field,
        value=localised(field.value, open_gazetteer()),
        sentence=sentence_at(slot.statement.doc_id, evidence.sentence_start),
        start=evidence.start - evidence.sentence_start,
        end=evidence.end - evidence.sentence_start,
        voice=evidence.voice,
    )


def sentence_starts(zones: "Sequence[DescribedZone]") -> "Iterator[tuple[str, int]]":
    """Yield the documents and the beginnings of the sentences that zones rest on."""
    for zone in zones:
        for slot in zone.slots.values():
            if slot is not None:
                yield zone.doc_id, slot.evidence.sentence_start
