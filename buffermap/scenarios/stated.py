"""The scenario that articles state: the zone that they support best, the others and what is denied beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from buffermap.said.values import Evidence, NamedPlace, Statement
from buffermap.said.zones.compose import zones_of
from buffermap.said.zones.described import DescribedZone, Slot
from buffermap.scenarios.scenario import Alternative, Entry, Scenario
from buffermap.zones.depth import depth_in_words

_WITHDRAWN = frozenset({"denied", "called_off"})
_NO_SIDE = "no side is stated with this stretch: both sides, counted apart"


def from_statements(
    statements: Iterable[Statement], *, articles: Sequence[str] = (), data: Mapping[str, str] | None = None
) -> Scenario | None:
    """Return the scenario that statements give, or None where none says where its zone lies.

    Parameters
    ----------
    statements
        As `buffermap.said` finds them, of one or many articles.
    articles
        What to write into the scenario as its articles.
    data
        Versions and hashes of the data.

    Returns
    -------
    Scenario or None
        The zone that the texts support best, as its article describes it: not withdrawn if possible, on the border
        that most articles speak of. What no sentence of that article says of that zone stays unstated; the other
        zones, and what is said differently of this one, are kept as alternatives.
    """
    zones = list(zones_of(statements))
    best = ranked(zones)
    if not best:
        return None
    chosen = best[0]
    along = None if chosen.along is None else _entry(chosen.along, _names(chosen.along.value))
    if along is not None:
        along = replace(along, note=_unused(chosen))
    side = Entry(value="both", note=_NO_SIDE)
    if chosen.side is not None:
        side = _entry(chosen.side, chosen.side.value)
    return Scenario(
        title=f"Hypothetical {chosen.what.value}, as described in {chosen.doc_id}",
        border=_border_entry(chosen, note=_unused(chosen) if along is None else None),
        along=along,
        around=None if chosen.around is None else _entry(chosen.around, chosen.around.value.name),
        side=side,
        depths=tuple(_depths(chosen)),
        articles=tuple(articles),
        data=dict(data or {}),
        alternatives=tuple(_alternatives(chosen, [*best[1:], *(z for z in zones if z.border is None)])),
    )


def ranked(zones: Sequence[DescribedZone]) -> list[DescribedZone]:
    """Return the zones whose stretch the texts give, the best supported first."""
    drawable = [zone for zone in zones if zone.border is not None]
    speak_of = Counter(pair for pair, _ in {(_pair(zone), zone.doc_id) for zone in drawable})
    return sorted(
        drawable, key=lambda zone: (_withdrawn(zone), -speak_of[_pair(zone)], -zone.support, _age(zone))
    )


def _pair(zone: DescribedZone) -> frozenset[str]:
    return frozenset(zone.border.value) if zone.border else frozenset()


def _withdrawn(zone: DescribedZone) -> bool:
    return zone.standing is not None and zone.standing.value in _WITHDRAWN


def _age(zone: DescribedZone) -> tuple[str, str]:
    """Order zones alike by date, the latest first, then by document."""
    dates = [(one.said_on.value if one.said_on else None) or one.published or "" for one in zone.statements]
    return "".join(chr(0x10FFFF - ord(char)) for char in max(dates)) or "\U0010ffff", zone.doc_id


def entry_of(evidence: Evidence, statement: Statement, value: str | tuple[str, ...] | None) -> Entry:
    """Return an assumption that a statement's words give."""
    return Entry(
        value=value,
        source="text",
        article=statement.doc_id,
        sentence=" ".join(evidence.sentence.split()),
        speaker=_who(statement),
        voice=statement.voice,
        said_on=statement.said_on.value if statement.said_on else None,
        standing=statement.claimed.standing if statement.claimed else None,
    )


def _who(statement: Statement) -> str | None:
    """Return who speaks, a pronoun with the name that it stands for."""
    speaker = statement.speaker
    if speaker is None or speaker.name in {None, speaker.words}:
        return speaker.words if speaker else None
    return f"{speaker.words} ({speaker.name})"


def _entry(slot: Slot[Any], value: str | tuple[str, ...]) -> Entry:
    return entry_of(slot.evidence, slot.statement, value)


def _unused(zone: DescribedZone) -> str | None:
    """Return the places that the zone's sentences name and that no value uses, as a note."""
    names = dict.fromkeys(one.place.surface for _, one in zone.unused)
    return f"not used: {', '.join(names)}" if names else None


def _border_entry(zone: DescribedZone, *, note: str | None = None) -> Entry | None:
    """Return the border: from the text where words name it, else what geography makes of them."""
    slot = zone.border
    if slot is None:
        return None
    value = "-".join(slot.value)
    if slot.note is None:
        return replace(_entry(slot, value), note=note)
    return Entry(value=value, source="default", note=slot.note)


def _names(places: Iterable[NamedPlace]) -> tuple[str, ...]:
    return tuple(place.name for place in places)


def _depths(zone: DescribedZone) -> Iterator[Entry]:
    """Yield the ends of a zone's depth; of "up to 30 km" the one that is said."""
    slot = zone.depth
    if slot is not None:
        for metres in dict.fromkeys(slot.value):
            if metres is not None:
                yield _entry(slot, depth_in_words(metres))


def _alternatives(chosen: DescribedZone, others: Sequence[DescribedZone]) -> list[Alternative]:
    """Return what the other zones are, and what is said otherwise of the chosen one, each different value once."""
    found = [
        Alternative(
            field=one.field, entry=entry_of(one.evidence, one.statement, one.value), zone_id=chosen.zone_id
        )
        for one in chosen.contradictions
        if one.field in {"side", "depth"}
    ]
    found += [
        Alternative(field="border", entry=_entry(slot, "-".join(slot.value)), zone_id=chosen.zone_id)
        for slot in chosen.others
    ]
    for zone in others:
        found += _fields(zone)
    used = {(one.field, one.entry.value) for one in _fields(chosen)}
    kept = []
    for one in found:
        key = (one.field, one.entry.value)
        if key not in used:
            used.add(key)
            kept.append(one)
    return kept


def _fields(zone: DescribedZone) -> list[Alternative]:
    """Return the fields of a zone that may be chosen instead."""
    entries: list[tuple[str, Entry]] = []
    if border := _border_entry(zone):
        entries.append(("border", border))
    if zone.along is not None:
        entries.append(("along", _entry(zone.along, _names(zone.along.value))))
    if zone.side is not None:
        entries.append(("side", _entry(zone.side, zone.side.value)))
    entries += [("depth", entry) for entry in _depths(zone)]
    return [Alternative(field=field, entry=entry, zone_id=zone.zone_id) for field, entry in entries]
