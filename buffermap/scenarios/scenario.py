"""Scenarios: the assumptions of a hypothetical zone, each with its source.

A scenario says which border, which stretch of it, which side, which depths, whose point of view, and for each of
these whether a text states it, the analyst chose it, or it is a default. What texts do not state stays unstated.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from buffermap.said.values import Evidence, Statement
from buffermap.zones.depth import depth_in_words, parse_depth
from buffermap.zones.stretch import border
from gazetteer.boundaries import borders

if TYPE_CHECKING:
    from geo.border import Border

Source = Literal["text", "default", "analyst"]

VERSION = 1

_RANK = {"along-divisions": 0, "border": 1, "country-border": 2}
_WITHDRAWN = frozenset({"denied", "called_off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One assumption: its value and where it comes from.

    ``value`` is a text, a tuple of texts, or None for *unstated*. From a text, ``article`` and ``sentence`` lead
    back to it; ``speaker`` and ``voice`` say whose words they are.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What another statement says instead; kept beside the choice, never merged into it."""

    field: str
    entry: Entry


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
    side
        ISO code, ``left``, ``right`` or ``both``.
    depths
        One entry per depth, each with its own source; empty means *not stated*.
    ends, pov
        ``round`` or ``cut``; point of view of the border data.
    places, corrections
        Files with the analyst's settlement layer and corrections.
    articles
        What to read for the map: files or folders.
    outputs
        Kind of output (``map``, ``settlements``, ``zone``) to file name.
    data
        Versions and hashes of what the results rest on.
    alternatives
        What other statements say about border, stretch, side or depth.

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
    side: Entry = field(default_factory=lambda: Entry(value="both"))
    depths: tuple[Entry, ...] = ()
    ends: Entry = field(default_factory=lambda: Entry(value="round"))
    pov: Entry = field(default_factory=lambda: Entry(value="un"))
    places: Entry | None = None
    corrections: Entry | None = None
    articles: tuple[str, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()
    version: int = VERSION

    @property
    def depth_texts(self) -> tuple[str, ...]:
        """The depths as texts with units, in the order of the file."""
        return tuple(entry.value for entry in self.depths if isinstance(entry.value, str))

    @property
    def depths_m(self) -> list[float]:
        """The depths in metres, ascending, each once."""
        return sorted({parse_depth(text) for text in self.depth_texts})

    def stretch(self) -> "Border":
        """Return the stretch of the border, or the own line, that the scenario names."""

        def value(entry: Entry | None) -> Any:
            return None if entry is None else entry.value

        between = value(self.between)
        return border(
            value(self.border),
            along=list(value(self.along)) if self.along else None,
            between=(between[0], between[1]) if between else None,
            line=value(self.line),
            pov=str(self.pov.value),
        )

    def _repr_html_(self) -> str:
        entries = [(name, getattr(self, name)) for name in ("border", "line", "along", "between", "side")]
        entries += [("depth", entry) for entry in self.depths or (Entry(value=None),)]
        entries += [("ends", self.ends), ("point of view", self.pov)]
        rows = "".join(
            f"<tr><th>{name}</th><td>{escape(in_words(entry.value))}</td><td>{entry.source}</td>"
            f"<td style='text-align:left'>{escape(origin_in_words(entry))}</td></tr>"
            for name, entry in entries
            if entry is not None
        )
        return f"<b>{escape(self.title or 'Scenario')}</b> (hypothetical)<table>{rows}</table>"


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
        One statement gives the stretch: not withdrawn if possible, on the border that most articles speak of, the
        one that names it most closely (divisions before a whole border), with a depth if possible, the latest first.
        Its side and depth are used; where it states none they stay unstated, and what others say is kept as
        alternatives.
    """
    stated = list(statements)
    named = _named_borders(stated)
    located = [(one, place) for one in stated if (place := _located(one, named)) is not None]
    if not located:
        return None
    speak_of = Counter(pair for pair, _ in {(_pair(border), one.doc_id) for one, (border, _) in located})
    ordered = sorted(located, key=lambda found: _preference(found[0], speak_of[_pair(found[1][0])]))
    chosen, (border, along) = ordered[0]
    side = _side(chosen)
    depths = tuple(_depths(chosen))
    return Scenario(
        title=f"Hypothetical {chosen.what.words}, as described in {chosen.doc_id}",
        border=border,
        along=along,
        side=side
        or Entry(value="both", note="no side is stated with this stretch: both sides, counted apart"),
        depths=depths,
        articles=tuple(articles),
        data=dict(data or {}),
        alternatives=tuple(_alternatives(chosen, stated, ordered, border, along)),
    )


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


def _pair(border: Entry) -> frozenset[str]:
    """Return the countries of a border, in whichever order they are written."""
    return frozenset(str(border.value).split("-"))


def _preference(statement: Statement, speak_of_it: int) -> tuple[bool, int, int, bool, bool, str, str]:
    """Order of statements to take the stretch from, by how many articles speak of its border: the first is taken."""
    standing = statement.claimed.standing if statement.claimed else None
    date = (statement.said_on.value if statement.said_on else None) or statement.published or ""
    later_first = "".join(chr(0x10FFFF - ord(char)) for char in date) or "\U0010ffff"
    return (
        standing in _WITHDRAWN,
        -speak_of_it,
        _RANK[statement.where.kind],
        statement.depth is None or statement.depth.high_m is None,
        statement.voice == "commentary",
        later_first,
        statement.statement_id,
    )


def _named_borders(statements: Iterable[Statement]) -> dict[str, Entry]:
    """Return the borders that statements name as such, in both spellings, with the first statement of each."""
    found: dict[str, Entry] = {}
    for one in statements:
        if one.where.kind == "border" and one.where.evidence is not None:
            for a, b in one.where.pairs:
                for spelling in (f"{a}-{b}", f"{b}-{a}"):
                    found.setdefault(spelling, entry_of(one.where.evidence, one, f"{a}-{b}"))
    return found


def _located(statement: Statement, named: Mapping[str, Entry]) -> tuple[Entry, Entry | None] | None:
    """Border and divisions of a statement that says where its zone lies, or None."""
    where = statement.where
    if where.evidence is None or where.kind not in _RANK:
        return None
    if where.kind == "border" and where.pairs:
        return entry_of(where.evidence, statement, "-".join(where.pairs[0])), None
    if where.kind == "country-border" and where.country:
        other = where.neighbour or next((c for c in where.inside if c != where.country), None)
        if other:
            return entry_of(where.evidence, statement, f"{where.country}-{other}"), None
        # "the southern border": the one border of that country that the statements name as such
        of_it = {entry.value: entry for border, entry in named.items() if where.country in border.split("-")}
        return (next(iter(of_it.values())), None) if len(of_it) == 1 else None
    if where.kind == "along-divisions":
        return _of_divisions(statement, named)
    return None


def _of_divisions(statement: Statement, named: Mapping[str, Entry]) -> tuple[Entry, Entry | None] | None:
    """Border and stretch of named divisions: of the borders that all of them touch the one that a statement names.

    Where no statement names one, the only one; several are never chosen from.
    """
    where = statement.where
    divisions = [place for place in where.places if place.kind == "admin1" and place.admin1_code]
    if where.evidence is None or not divisions:
        return None
    along = entry_of(where.evidence, statement, tuple(place.name for place in divisions))
    if where.pairs:
        return entry_of(where.evidence, statement, "-".join(where.pairs[0])), along
    borders = borders_of([place.admin1_code or "" for place in divisions])
    stated = list(dict.fromkeys(named[border] for border in borders if border in named))
    if len(stated) == 1:
        return stated[0], along
    if len(borders) != 1:
        return None
    note = "the only border between countries that all of these divisions touch, by the border data"
    return Entry(value=borders[0], source="default", note=note), along


def borders_of(codes: Sequence[str]) -> list[str]:
    """Return the borders (``RU-UA``) that every one of some first-level divisions touches."""
    countries = {code.partition(".")[0] for code in codes}
    if len(countries) != 1:
        return ["-".join(sorted(countries))] if len(countries) == 2 else []
    country = countries.pop()
    return [
        "-".join(sorted((country, neighbour)))
        for neighbour in borders.neighbours(country)
        if borders.divisions_along(country, neighbour).issuperset(codes)
    ]


def _side(statement: Statement) -> Entry | None:
    if statement.side is None or len(statement.side.countries) != 1:
        return None
    return entry_of(statement.side.evidence, statement, statement.side.countries[0])


def _depths(statement: Statement) -> list[Entry]:
    depth, where = statement.depth, statement.where
    if depth is None or depth.high_m is None:
        if where.within_m is None or where.evidence is None or where.kind not in _RANK:
            return []
        return [entry_of(where.evidence, statement, depth_in_words(where.within_m))]
    ends = [depth.low_m, depth.high_m] if depth.kind == "range" else [depth.high_m]
    return [
        entry_of(depth.evidence, statement, depth_in_words(metres)) for metres in ends if metres is not None
    ]


def _alternatives(
    chosen: Statement,
    statements: Sequence[Statement],
    located: Sequence[tuple[Statement, tuple[Entry, Entry | None]]],
    border: Entry,
    along: Entry | None,
) -> list[Alternative]:
    """Return what the other statements say of stretch, side and depth, each different value once, in their order."""
    found: list[Alternative] = []
    for other, (other_border, other_along) in located:
        if other is not chosen:
            found.append(Alternative(field="border", entry=other_border))
            if other_along:
                found.append(Alternative(field="along", entry=other_along))
    for other in statements:
        if other is chosen:
            continue
        side = _side(other)
        if side:
            found.append(Alternative(field="side", entry=side))
        found.extend(Alternative(field="depth", entry=entry) for entry in _depths(other))
    used = {("border", border.value), ("along", along.value if along else None)}
    used |= {("depth", entry.value) for entry in _depths(chosen)}
    own_side = _side(chosen)
    used.add(("side", own_side.value if own_side else None))
    kept = []
    for one in found:
        key = (one.field, one.entry.value)
        if key not in used:
            used.add(key)
            kept.append(one)
    return kept
