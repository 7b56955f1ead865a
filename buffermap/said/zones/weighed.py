"""A zone with what the article as a whole says for its slots, where that is not what its sentences read like."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from buffermap.said.values import Context, Depth, DepthKind, Evidence, NamedPlace, Statement
from buffermap.said.weigh.choosing import Choice, choose, is_length
from buffermap.said.weigh.depths import Length
from buffermap.said.weigh.features import quoted_at
from buffermap.said.zones.clues import Clue, unlisted_divisions
from buffermap.said.zones.described import DescribedZone, Slot
from buffermap.said.zones.geography import Pair, division_name
from buffermap.said.zones.told import Told

_BORDER = (
    "no words of this zone name its border: worked out from the places and countries that the texts name"
)
_SIDE = "no words of this zone say its side: worked out from what the article says around"


def weighed(told: Told) -> DescribedZone:
    """Return a zone with the border, divisions, side and depth for which most speaks in its article."""
    read, zone = told.read, told.zone
    choice = choose(told)
    if choice is None:
        # a disc around a town lies where the town does, whatever speaks for a border
        return read if read.around is not None else replace(read, border=None, along=None)
    mine = told.is_read(choice.pair)
    along = _along(told, choice)
    same = is_length(choice.length, read.depth.value if read.depth else None)
    return replace(
        read,
        border=read.border if mine else _border(zone, choice.pair),
        along=along,
        around=read.around if mine and along is None else None,
        side=_side(read, zone, along, choice),
        depth=read.depth if same else _depth(zone, choice.length),
    )


def _border(zone: Sequence[Clue], pair: Pair) -> Slot[tuple[str, str]]:
    """Return the border with the statement that names it; where none does, with the one that it follows from."""
    value = (min(pair), max(pair))
    named = next((c.statement for c in zone if pair in c.pairs and c.statement.where.evidence), None)
    if named is not None and named.where.evidence is not None:
        stated = next((one for one in named.where.pairs if frozenset(one) == pair), value)
        return Slot(value=stated, statement=named, evidence=named.where.evidence)
    first = next((c.statement for c in zone if c.statement.where.evidence), zone[0].statement)
    evidence = first.where.evidence or first.what.evidence
    return Slot(value=value, statement=first, evidence=evidence, note=_BORDER)


def _along(told: Told, choice: Choice) -> Slot[tuple[NamedPlace, ...]] | None:
    """Return the divisions, with the words of the zone's own sentences that name one, else those of the article."""
    read = told.read.along
    if read is not None and {place.admin1_code for place in read.value} == set(choice.codes):
        return read
    found = (next(_named(told, choice.pair, code), None) for code in choice.codes)
    named = [one for one in found if one is not None]
    if not named:
        return None
    _, evidence, statement = named[0]
    return Slot(value=tuple(place for place, _, _ in named), statement=statement, evidence=evidence)


def _named(told: Told, pair: Pair, code: str) -> Iterator[tuple[NamedPlace, Evidence, Statement]]:
    """Yield where a division is named, the zone's own sentences first."""
    context = told.context
    for clue in told.zone:
        for one in (*clue.divisions, *unlisted_divisions(clue.statement, pair)):
            if one.code == code:
                yield one.place, one.evidence, clue.statement
    for seen in context.places:
        if seen.place.kind == "admin1" and seen.place.admin1_code == code:
            evidence = _evidence(context, seen.start, seen.end)
            if evidence is not None:
                place = replace(seen.place, name=division_name(code))
                yield place, evidence, _elsewhere(told.zone[0].statement, evidence)


def _evidence(context: Context, start: int, end: int) -> Evidence | None:
    """Return words of the article as evidence."""
    quoted = quoted_at(context, start)
    if quoted is None:
        return None
    return Evidence(
        start=start,
        end=end,
        text=quoted.text[start - quoted.start : end - quoted.start],
        sentence_start=quoted.start,
        sentence_end=quoted.end,
        sentence=quoted.text,
        voice="headline" if quoted.number == 0 else "author",
    )


def _elsewhere(statement: Statement, evidence: Evidence) -> Statement:
    """Return a statement for words of the article that none of its speakers is known to have said."""
    return replace(statement, speaker=None, claimed=None, voice=evidence.voice)


def _side(
    read: DescribedZone, zone: Sequence[Clue], along: Slot[tuple[NamedPlace, ...]] | None, choice: Choice
) -> Slot[str] | None:
    """Return the side with the words that say it; where none do, with those that it follows from."""
    side = choice.side
    if side is None or (read.side is not None and read.side.value == side):
        return None if side is None else read.side
    for clue in zone:
        one = clue.statement
        if side in clue.lands or (side == "both" and clue.both):
            evidence = one.side.evidence if one.side else one.where.evidence or one.what.evidence
            return Slot(value=side, statement=one, evidence=evidence)
    if along is not None and along.value[0].country == side:
        return Slot(value=side, statement=along.statement, evidence=along.evidence, note=_SIDE)
    first = zone[0].statement
    return Slot(value=side, statement=first, evidence=first.where.evidence or first.what.evidence, note=_SIDE)


def _depth(zone: Sequence[Clue], length: Length | None) -> Slot[tuple[float | None, float | None]] | None:
    """Return a length as the depth, with its sentence; of a sentence about no zone nobody is said to speak."""
    if length is None:
        return None
    measure, quoted = length.measure, length.quoted
    own = next((clue.statement for clue in zone if clue.statement.start == quoted.start), None)
    evidence = Evidence(
        start=quoted.start + measure.start,
        end=quoted.start + measure.end,
        text=measure.text,
        sentence_start=quoted.start,
        sentence_end=quoted.end,
        sentence=quoted.text,
        speaker=own.what.evidence.speaker if own else None,
        voice=own.voice if own else "headline" if quoted.number == 0 else "author",
    )
    kind = cast("DepthKind", measure.qualifier)
    depth = Depth(kind=kind, low_m=measure.low_m, high_m=measure.high_m, evidence=evidence)
    statement = replace(own or _elsewhere(zone[0].statement, evidence), depth=depth)
    low = measure.low_m if measure.qualifier == "range" else None
    return Slot(value=(low, measure.high_m), statement=statement, evidence=evidence)
