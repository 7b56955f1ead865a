"""The zone that a page opens with: asked for by options, given in Python, or stated by a text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from buffermap.export.provenance import Assumption, of_measuring, provenance
from buffermap.scenarios.given import Named, given
from buffermap.zones import zone as zones
from buffermap.zones.depth import format_depth, parse_depth
from buffermap.zones.given import checked_side, checked_zone
from geo.border import Border
from geo.zone import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from buffermap.page.data import Origin
    from buffermap.scenarios.scenario import Entry, Scenario


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ask:
    """The zone that a page opens with, and who set its side and depth.

    ``depth_m`` None is "depth not stated": the stretch is drawn as a line and the reader may set a depth. ``offered_m``
    are the other depths that were asked for, each with who asked.
    ``depth_source`` names whose words a depth from the text is; ``statement`` is the document and the sentence (blanks
    folded) of the statement that gives the stretch; ``zone_id`` the zone as described that it all was taken from;
    ``composite`` whether its values are words of different speakers, so that nobody states all of it. ``scenario`` is
    what a scenario file would say; None where none could name the stretch.
    """

    stretch: "Border"
    side: str = "both"
    depth_m: float | None = None
    offered_m: "tuple[tuple[float, Origin], ...]" = ()
    ends: Literal["round", "cut"] = "round"
    side_origin: "Origin" = "default"
    depth_origin: "Origin" = "default"
    depth_source: str = ""
    statement: tuple[str, str] | None = None
    zone_id: str | None = None
    composite: bool = False
    assumptions: tuple[Assumption, ...] = ()
    zone: "Zone | None" = None
    scenario: "Scenario | None" = None


def as_ask(zone: "Zone | Border | Ask | None") -> Ask | None:
    """Return what a page opens with, from a zone or a stretch given in Python: the analyst set them.

    Raises
    ------
    InputError
        It is neither.
    """
    if zone is None or isinstance(zone, Ask):
        return zone
    if not isinstance(zone, Border):
        zone = checked_zone(zone)
    if not isinstance(zone, Zone):
        return Ask(stretch=zone, assumptions=tuple(assumed(zone)), scenario=given(zone))
    return asked(zone.border, side=zone.side, depths_m=[zone.depth_m], ends=zone.ends, zone=zone)


def asked(
    stretch: "Border",
    *,
    side: str,
    depths_m: "Sequence[float]",
    ends: Literal["round", "cut"],
    zone: "Zone | None" = None,
    named: Named | None = None,
) -> Ask:
    """Return a zone that the analyst asks for, of the first of some depths; ``named`` is how its stretch was asked for."""
    return Ask(
        stretch=stretch,
        side=side,
        depth_m=depths_m[0] if depths_m else None,
        offered_m=tuple((depth_m, "analyst") for depth_m in depths_m[1:]),
        ends=ends,
        side_origin="default" if side == "both" else "analyst",
        depth_origin="analyst" if depths_m else "default",
        zone=zone,
        assumptions=tuple(assumed(stretch, side=side, depths_m=depths_m, ends=ends)),
        scenario=given(stretch, side=side, depths_m=depths_m, ends=ends, named=named),
    )


def ask_of(scenario: "Scenario") -> Ask:
    """Return what a scenario opens a page with; its first depth, if it has one."""
    stretch = scenario.stretch()
    side = checked_side(stretch, _text(scenario.side) or "both")
    ends: Literal["round", "cut"] = "cut" if _text(scenario.ends) == "cut" else "round"
    first = scenario.depths[0] if scenario.depths else None
    depth_m = parse_depth(text) if first and (text := _text(first)) else None
    places = (scenario.along, scenario.around, scenario.border, scenario.side)
    located = next((entry for entry in places if entry and entry.article and entry.sentence), None)
    return Ask(
        stretch=stretch,
        side=side,
        depth_m=depth_m,
        offered_m=tuple(
            (parse_depth(text), entry.source) for entry in scenario.depths[1:] if (text := _text(entry))
        ),
        ends=ends,
        side_origin=scenario.side.source,
        depth_origin=first.source if first else "default",
        depth_source=(first.speaker or "") if first else "",
        statement=(located.article, located.sentence)
        if located and located.article and located.sentence
        else None,
        zone_id=None
        if any(entry and entry.source == "analyst" for entry in places[:-1])
        else scenario.zone_id,
        composite=scenario.is_composite,
        zone=None if depth_m is None else zones.zone(stretch, side=side, depth_m=depth_m, ends=ends),
        assumptions=tuple(_entries(scenario, stretch)),
        scenario=scenario,
    )


def assumed(
    stretch: "Border",
    *,
    side: str = "both",
    depths_m: "Sequence[float]" = (),
    ends: Literal["round", "cut"] = "round",
) -> "Iterator[Assumption]":
    """Yield what a zone given by options or in Python rests on."""
    yield from provenance(stretch).assumptions
    yield Assumption(name="Side", value=side, origin="default" if side == "both" else "analyst")
    yield Assumption(
        name="Depth",
        value=", ".join(map(format_depth, depths_m)) or "not stated",
        origin="analyst" if depths_m else "default",
    )
    yield Assumption(name="Ends", value=ends, origin="default" if ends == "round" else "analyst")


def _entries(scenario: "Scenario", stretch: "Border") -> "Iterator[Assumption]":
    """Yield a scenario's entries, what it leaves unstated included."""
    for name, entry in scenario.entries():
        if name == "ends":
            yield from _against(scenario)
        yield Assumption(
            name=name.capitalize(),
            value=", ".join(_texts(entry)) or "not stated",
            origin=entry.source if entry.value is not None else "default",
            sentence=entry.sentence,
            article=entry.article,
            speaker=entry.speaker,
            standing=entry.standing,
        )
        if entry.note and entry.source == "text":
            yield Assumption(name="To know", value=entry.note, origin=entry.source)
    yield from of_measuring(stretch)


def _against(scenario: "Scenario") -> "Iterator[Assumption]":
    """Yield what is said against a scenario's zone, or otherwise of it."""
    for one in scenario.against:
        said = ", ".join(_texts(one.entry))
        yield Assumption(
            name="Said otherwise",
            value=said if one.field == "standing" else f"{one.field} {said}",
            origin=one.entry.source,
            sentence=one.entry.sentence,
            article=one.entry.article,
            speaker=one.entry.speaker,
            standing=one.entry.standing,
        )


def _texts(entry: "Entry | None") -> list[str]:
    if entry is None or entry.value is None:
        return []
    return [entry.value] if isinstance(entry.value, str) else list(entry.value)


def _text(entry: "Entry | None") -> str | None:
    return next(iter(_texts(entry)), None)
