"""The scenario that articles state: the zone that they support best, the others and what is denied beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from buffermap import words
from buffermap.errors import InputError
from buffermap.said.values import Evidence, NamedPlace, Statement
from buffermap.said.zones.beside import against, withdrawn
from buffermap.said.zones.compose import zones_of
from buffermap.said.zones.described import DescribedZone, Slot
from buffermap.scenarios.scenario import Alternative, Entry, Scenario
from buffermap.zones.depth import depth_in_words
from gazetteer.boundaries.lines import named_lines

_LOOSE_DEPTHS = frozenset({"up_to", "at_least", "about"})
_NO_SIDE = "no side is stated with this stretch: both sides, counted apart"


def from_statements(
    statements: Iterable[Statement],
    *,
    articles: Sequence[str] = (),
    data: Mapping[str, str] | None = None,
    zone_id: str | None = None,
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
    zone_id
        The zone as described to start from; by default the one that the texts support best.

    Returns
    -------
    Scenario or None
        The zone that the texts support best, as its article describes it: not withdrawn if possible, on the border
        that most articles speak of. What no sentence of that article says of that zone stays unstated; the other
        zones, and what is said differently of this one, are kept as alternatives.

    Raises
    ------
    InputError
        There is no zone of that id, or the text says no border for it.
    """
    zones = in_order(zones_of(statements))
    chosen = _chosen(zones, zone_id)
    if chosen is None:
        return None
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
        alternatives=tuple(_alternatives(chosen, zones)),
        zone_id=chosen.zone_id,
    )


def in_order(zones: Sequence[DescribedZone]) -> list[DescribedZone]:
    """Return zones with the best supported first; those whose border the texts do not give are last."""
    speak_of = Counter(pair for pair, _ in {(_pair(zone), zone.doc_id) for zone in zones if zone.border})
    return sorted(
        zones,
        key=lambda zone: (
            zone.border is None,
            withdrawn(zone),
            -speak_of[_pair(zone)],
            -zone.support,
            _age(zone),
        ),
    )


def _chosen(zones: Sequence[DescribedZone], zone_id: str | None) -> DescribedZone | None:
    """Return the zone to draw, of zones in order: the one of an id, else the first whose border is known."""
    if zone_id is None:
        return next((zone for zone in zones if zone.border is not None), None)
    known = {zone.zone_id: zone for zone in zones}
    if zone_id not in known:
        listed = ", ".join(known) or "none: no statement describes a zone"
        raise InputError(f"no zone {zone_id!r} is described in the articles; described are {listed}")
    if known[zone_id].border is None:
        raise InputError(f"the text does not say along which border {zone_id} lies; name it with --border")
    return known[zone_id]


def _pair(zone: DescribedZone) -> frozenset[str]:
    return frozenset(zone.border.value) if zone.border else frozenset()


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
    return replace(entry_of(slot.evidence, slot.statement, value), note=slot.note)


def _unused(zone: DescribedZone) -> str | None:
    """Return the places that the zone's sentences name and that no value uses, as a note."""
    names = dict.fromkeys(one.place.surface for _, one in zone.unused)
    told = [f"not used: {', '.join(names)}"] if names else []
    waters = (one.place for said in zone.statements for one in said.named if one.place.kind == "water")
    rivers = dict.fromkeys(river.name for place in waters if (river := named_lines().find(place.name)))
    told += [f'not drawn: {name}, whose course is --border "{name}"' for name in rivers]
    return "; ".join(told) or None


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
    """Yield the ends of a zone's depth; of "up to 30 km" the one that is said, with a note that it is the far end."""
    slot = zone.depth
    if slot is not None:
        said = slot.statement.depth
        loose = said is not None and said.kind in _LOOSE_DEPTHS
        note = f"said: {words.english(words.depth(said))}" if loose else None
        for metres in dict.fromkeys(slot.value):
            if metres is not None:
                yield replace(_entry(slot, depth_in_words(metres)), note=note)


def _alternatives(chosen: DescribedZone, zones: Sequence[DescribedZone]) -> list[Alternative]:
    """Return what is said against the chosen zone, and each other zone, whole: all that its text gives of it.

    Of zones that are the same but for their words the first is kept.
    """
    found = [*_against(chosen, zones)]
    found = list({(one.field, one.entry.value): one for one in reversed(found)}.values())[::-1]
    told = {_values(chosen), ()}
    for zone in zones:
        if _values(zone) not in told:
            told.add(_values(zone))
            found += _fields(zone)
    return found


def _against(chosen: DescribedZone, zones: Sequence[DescribedZone]) -> Iterator[Alternative]:
    """Yield what is said against a zone: that it is denied or called off, another side, other depths."""
    for one in against(chosen, zones):
        values = [one.value]
        if one.field == "side" and not (chosen.border and one.value in chosen.border.value):
            continue  # of another border: nothing to choose here
        if one.field == "depth":
            depth = one.statement.depth
            ends = dict.fromkeys((depth.low_m, depth.high_m)) if depth else {}
            values = [depth_in_words(metres) for metres in ends if metres is not None]
        for value in values:
            entry = entry_of(one.evidence, one.statement, value)
            yield Alternative(field=one.field, entry=entry, zone_id=chosen.zone_id)


def _values(zone: DescribedZone) -> tuple[tuple[str, str | tuple[str, ...] | None], ...]:
    return tuple((one.field, one.entry.value) for one in _fields(zone))


def _fields(zone: DescribedZone) -> list[Alternative]:
    """Return the fields of a zone that may be chosen instead."""
    entries: list[tuple[str, Entry]] = []
    if border := _border_entry(zone):
        entries.append(("border", border))
    if zone.along is not None:
        entries.append(("along", _entry(zone.along, _names(zone.along.value))))
    if zone.around is not None:
        entries.append(("around", _entry(zone.around, zone.around.value.name)))
    if zone.side is not None:
        entries.append(("side", _entry(zone.side, zone.side.value)))
    entries += [("depth", entry) for entry in _depths(zone)]
    return [Alternative(field=field, entry=entry, zone_id=zone.zone_id) for field, entry in entries]
