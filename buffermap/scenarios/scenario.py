"""Scenarios: the assumptions of a hypothetical zone, each with its source.

A scenario says which border, which stretch of it, which side, which depths, whose point of view, and for each of
these whether a text states it, the analyst chose it, or it is a default. What texts do not state stays unstated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from buffermap.errors import BuffermapError, InputError
from buffermap.said.zones.described import of_one
from buffermap.zones.depth import parse_depth
from buffermap.zones.given import checked_side
from buffermap.zones.people import People, level_of, people_of
from buffermap.zones.stretch import border

if TYPE_CHECKING:
    from geo.border import Border

Source = Literal["text", "default", "analyst"]

VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One assumption: its value and where it comes from.

    ``value`` is a text, a tuple of texts, or None for *unstated*. From a text, ``article`` and ``sentence`` lead
    back to it; ``speaker`` and ``voice`` say whose words they are. ``sublayer`` is the layer or sheet of a
    file that has several.
    """

    value: str | tuple[str, ...] | None
    source: Source = "default"
    article: str | None = None
    sentence: str | None = None
    speaker: str | None = None
    voice: str | None = None
    said_on: str | None = None
    standing: str | None = None
    note: str | None = None
    sublayer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What another statement or zone says instead; kept beside the choice, never merged into it.

    ``zone_id`` is the zone as described that it belongs to: those of the scenario's own zone are said against it, those
    of another are together that zone. ``field`` is border, along, around, side, depth, or standing: no value to take, but
    that somebody denies the zone or calls it off.
    """

    field: str
    entry: Entry
    zone_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioEvents:
    """Tables of events (files), and what may leave of them; see `buffermap.events`. The scenario itself holds no row."""

    files: tuple[str, ...]
    share: str = "aggregate"
    licence: str | None = None
    accessed: str | None = None
    precision: str | None = None
    sublayer: str | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Everything that a hypothetical zone rests on.

    Parameters
    ----------
    title
        A line for people.
    border
        ``RU-UA``, or None where an own ``line`` (a file) is used.
    along, between
        First-level divisions whose stretches count; or two places between which the stretch lies.
    around
        The place that a text says the zone lies around.
    side
        ISO code, ``left``, ``right`` or ``both``.
    depths
        One entry per depth, each with its own source; empty means *not stated*.
    ends, pov
        ``round`` or ``cut``; point of view of the border data.
    places, corrections, population_grid, built_up
        Files with the analyst's settlement layer and corrections, population grids and built-up land.
    by
        ``adm1`` to ``adm4``: the divisions by which the page sums up.
    articles
        What to read for the map: files or folders.
    events
        Tables of events for the map and counts.
    outputs
        Kind of output (``map``, ``settlements``, ``zone``, ``events``; ``adm1`` to ``adm4``: sums by division) to file name.
    data
        Versions and hashes of what the results rest on.
    alternatives
        What other statements say about border, stretch, side, depth or standing.
    zone_id
        The zone as described that the values were taken from.

    Examples
    --------
    >>> from buffermap import Scenario
    >>> from buffermap.scenarios.scenario import Entry
    >>> scenario = Scenario(border=Entry(value="EE-LV"), depths=(Entry(value="5 km", source="analyst"),))
    >>> scenario.depths_m, scenario.side.value, scenario.side.source
    ([5000.0], 'both', 'default')
    >>> scenario.stretch()
    <Border EE-LV: 344.4 km, pov=un>
    """

    title: str | None = None
    border: Entry | None = None
    line: Entry | None = None
    along: Entry | None = None
    between: Entry | None = None
    around: Entry | None = None
    side: Entry = field(default_factory=lambda: Entry(value="both"))
    depths: tuple[Entry, ...] = ()
    ends: Entry = field(default_factory=lambda: Entry(value="round"))
    pov: Entry = field(default_factory=lambda: Entry(value="un"))
    places: Entry | None = None
    corrections: Entry | None = None
    population_grid: Entry | None = None
    built_up: Entry | None = None
    by: Entry | None = None
    articles: tuple[str, ...] = ()
    events: ScenarioEvents | None = None
    outputs: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()
    zone_id: str | None = None
    version: int = VERSION

    @property
    def depth_texts(self) -> tuple[str, ...]:
        """The depths as texts with units, in the order of the file."""
        return tuple(entry.value for entry in self.depths if isinstance(entry.value, str))

    @property
    def depths_m(self) -> list[float]:
        """The depths in metres, ascending, each once."""
        return sorted({parse_depth(text) for text in self.depth_texts})

    @property
    def people(self) -> People:
        """What says where people live, and the divisions to sum up by."""
        grids, built_up, by = (
            None if entry is None else entry.value for entry in (self.population_grid, self.built_up, self.by)
        )
        return people_of(grids, str(built_up) if built_up else None, level=level_of(str(by)) if by else None)

    def stretch(self) -> "Border":
        """Return the stretch of the border, or the own line, that the scenario names."""

        def value(entry: Entry | None) -> Any:
            return None if entry is None else entry.value

        between = value(self.between)
        if self.around and not self.along:
            if self.border is None:
                return border(around=value(self.around), pov=str(self.pov.value))
            try:
                around = border(value(self.border), around=value(self.around), pov=str(self.pov.value))
                checked_side(around, str(value(self.side) or "both"))
            except BuffermapError:
                pass  # a place of no gazetteer, or one beyond the side that the text says: the border is what is left
            else:
                return around
        return border(
            value(self.border),
            along=list(value(self.along)) if self.along else None,
            between=(between[0], between[1]) if between else None,
            line=value(self.line),
            sublayer=self.line.sublayer if self.line else None,
            pov=str(self.pov.value),
        )

    @property
    def against(self) -> tuple[Alternative, ...]:
        """What is said against the scenario's own zone: that it is denied or called off, or otherwise."""
        return tuple(one for one in self.alternatives if self.zone_id and one.zone_id == self.zone_id)

    @property
    def is_composite(self) -> bool:
        """Whether the texts' values are words of different speakers, so that nobody said all of it."""
        told = [entry for name, entry in self.entries() if entry.source == "text" and name != "border"]
        if self.border and self.border.source == "text" and not (self.along or self.around):
            told.append(self.border)
        return not of_one(entry.speaker for entry in told)

    def instead(self, zone_id: str) -> "Scenario":
        """Return the scenario of another zone that this one keeps beside its own; nothing of this one's is lent to it.

        Raises
        ------
        InputError
            No alternatives have that id, or none of them says along which border the zone lies.
        """
        own = [one for one in self.alternatives if one.zone_id == zone_id and zone_id != self.zone_id]
        entries = {one.field: one.entry for one in own}
        if "border" not in entries:
            known = ", ".join(
                dict.fromkeys(one.zone_id or "" for one in self.alternatives if one.field == "border")
            )
            raise InputError(f"the scenario has no border for a zone {zone_id!r}; it has {known or 'none'}")
        return replace(
            self,
            title=None,
            line=None,
            border=entries["border"],
            along=entries.get("along"),
            between=None,
            around=entries.get("around"),
            side=entries.get("side", Entry(value="both")),
            depths=tuple(one.entry for one in own if one.field == "depth"),
            alternatives=tuple(one for one in self.alternatives if one.zone_id != zone_id),
            zone_id=zone_id,
        )

    def entries(self) -> "list[tuple[str, Entry]]":
        """Return what the zone rests on, by name and in the order in which it is shown; an unstated depth too."""
        named = [
            (name, getattr(self, name)) for name in ("border", "line", "along", "between", "around", "side")
        ]
        named += [("depth", entry) for entry in self.depths or (Entry(value=None),)]
        named += [("ends", self.ends), ("point of view", self.pov)]
        return [(name, entry) for name, entry in named if entry is not None]

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{name}</th><td>{escape(in_words(entry.value))}</td><td>{entry.source}</td>"
            f"<td style='text-align:left'>{escape(origin_in_words(entry))}</td></tr>"
            for name, entry in self.entries()
        )
        return f"<b>{escape(self.title or 'Scenario')}</b> (hypothetical)<table>{rows}</table>"


def with_people(scenario: Scenario, people: People) -> Scenario:
    """Return a scenario with the analyst's own grids, built-up land and level in place of its own, where they are given."""
    grids, built_up = tuple(map(str, people.grids)), people.built_up
    by = f"adm{people.level[-1]}"
    return replace(
        scenario,
        population_grid=Entry(value=grids, source="analyst") if grids else scenario.population_grid,
        built_up=Entry(value=str(built_up), source="analyst") if built_up else scenario.built_up,
        by=Entry(value=by, source="analyst") if by != "adm1" else scenario.by,
    )


def in_words(value: str | tuple[str, ...] | None) -> str:
    """Return a value as people read it."""
    if value is None:
        return "not stated"
    return value if isinstance(value, str) else ", ".join(value)


def origin_in_words(entry: Entry) -> str:
    """Return where an entry comes from: who says it, how, where, and the sentence itself."""
    if entry.source != "text":
        return entry.note or ""
    who = f"{entry.speaker} ({entry.voice})" if entry.speaker else (entry.voice or "")
    standing = f"described as {entry.standing.replace('_', ' ')}" if entry.standing else ""
    origin = ", ".join(part for part in (who, entry.said_on, standing, entry.article) if part)
    return f"“{_unquoted(entry.sentence or '')}” — {origin}"


def _unquoted(sentence: str) -> str:
    """Return a sentence without the quotation marks around it: part of a longer quotation has but one of them."""
    return sentence.strip('“”„"«» ') if sentence[:1] in '“„«"' or sentence[-1:] in '”»"' else sentence
