"""What a page says first, in words: what a zone would hold and how sure that is, on whose words it stands.

The words are templates (see `buffermap.words`); the page's script says the same of every other state of the page
(``js/state/finding.js``, ``js/state/stated.js``), and a test reads its states through both.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from buffermap.words import METRES_PER_UNIT, Phrase, Words, distance
from buffermap.zones.extents import shares_within
from buffermap.zones.held import Held, comparable, held

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from buffermap.page.data import PageData, PageZone
    from buffermap.page.said import PageDescribed, PageField, PageStatement


def finding(words: Words, *, depth: str, sides: Sequence[Held], grid: str = "") -> str:
    """Return what a zone would hold: settlements and people by side, how sure, and what it turns on.

    Sides that are listed from different data stand in sentences of their own.

    Parameters
    ----------
    depth
        The depth in words: "20 km".
    grid
        The grid that people are counted by, in a word or two; without one listed people are told.
    """
    if len(sides) == 1 or not comparable(sides):
        return " ".join(_alone(words, depth, side, grid) for side in sides)
    largest = max(sides, key=lambda side: side.turns_on_people)
    parts = words("finding.and").join(
        words(
            "finding.part",
            n=side.settlements,
            side=_side(words, side),
            range=_range(words, side, key="finding.rangeShort"),
        )
        + _people(words, side)
        for side in sides
    )
    both = words("finding.bothSides" if len(sides) == 2 else "finding.allSides")
    turns = words("finding.gridBy", source=grid) if grid else _turns(words, largest, with_largest=False)
    return words("finding.both", depth=depth, both=both, parts=parts, turns=turns)


def _alone(words: Words, depth: str, side: Held, grid: str) -> str:
    return words(
        "finding.one" if side.settlements else "finding.nobody",
        n=side.settlements,
        depth=depth,
        side=_side(words, side),
        range=_range(words, side),
        people=_people(words, side),
        turns=words("finding.gridBy", source=grid) if grid else _turns(words, side, with_largest=True),
    )


def _side(words: Words, side: Held) -> str:
    if side.code == "inside":
        return ""  # of an area there is nothing else
    return words(
        "finding.in" if len(side.code) == 2 else "finding.onSide", side=side_name(words, side.code, side.name)
    )


def _range(words: Words, side: Held, *, key: str = "finding.range") -> str:
    if side.low == side.high:
        return ""
    return words(key, low=words.number(side.low), high=words.number(side.high))


def _people(words: Words, side: Held) -> str:
    """Return the people by a grid, else the listed ones; where a figure lacks there is no upper end."""
    if side.grid:
        people, low, high = map(words.people, side.grid)
        key = "finding.grid" if low == high else "finding.gridRange"
        return words(key, people=people, low=low, high=high)
    if not side.high:
        return ""
    if side.unknown == side.high:
        return words("finding.noFigure")
    low, high = words.people(side.people_low), words.people(side.people_high)
    if side.unknown:
        known, of = words.number(side.high - side.unknown), words.number(side.high)
        if not side.people_low:
            return words("finding.notKnown", known=known, of=of)
        return words("finding.atLeast", people=low, known=known, of=of)
    return (
        words("finding.people", people=low)
        if low == high
        else words("finding.peopleRange", low=low, high=high)
    )


def _turns(words: Words, side: Held, *, with_largest: bool) -> str:
    if side.turns_on:
        return words("finding.turns", name=side.turns_on, people=words.people(side.turns_on_people))
    if with_largest and side.largest:
        return words("finding.largest", name=side.largest)
    return ""


def listed_line(words: Words, sides: Sequence[Held]) -> str:
    """Return the listed people of each side, for the line below one that tells people by a grid."""
    parts = [
        words(
            "finding.listedPart",
            side=side_name(words, side.code, side.name),
            people=people_range(words, side),
        )
        for side in sides
    ]
    largest = max(sides, key=lambda side: side.turns_on_people)
    return words(
        "finding.listedLine", parts=", ".join(parts), turns=_turns(words, largest, with_largest=False)
    )


def people_range(words: Words, side: Held) -> str:
    """Return the listed people of a side as a cell of a table."""
    low, high = words.people(side.people_low), words.people(side.people_high)
    if side.unknown:
        return words("figures.atLeast", people=low) if side.people_low else words("figures.notKnown")
    return low if low == high else words("figures.range", low=low, high=high)


def coverage(words: Words, sides: Sequence[tuple[str, int, int, tuple[str, ...]]]) -> str:
    """Return what the settlement data cover on each side.

    Parameters
    ----------
    sides
        Of each side: its name, the settlements listed within reach, those without a figure, and the layers' names.
    """
    counts: list[tuple[dict[str, Phrase], str]] = [
        ({"n": listed, "side": name, "unknown": words.number(unknown)}, layer_words(words, layers))
        for name, listed, unknown, layers in sides
    ]
    if len({layers for *_, layers in sides if layers}) <= 1:
        parts = ", ".join(words("cover.part", **count) for count, _ in counts)
        said = [words("cover.listed", parts=parts, layer=counts[0][1])] if counts else []
    else:
        said = [words("cover.side", **count, layer=layer) for count, layer in counts]
        said.append(words("cover.apart"))
    return " ".join([*said, words("cover.undated")])


def layer_words(words: Words, layers: tuple[str, ...]) -> str:
    """Return what a side's layers list."""
    own = [layer for layer in layers if layer != "embedded"]
    said = [words("cover.embedded")] if "embedded" in layers or not layers else []
    return "; ".join([*said, *([words("cover.layers", layers=", ".join(own))] if own else [])])


def headline(data: "PageData", words: Words) -> str:
    """Return the page's first line: what its zone would hold, or what it shows where no depth is stated."""
    zone = data.zone
    if zone is None:
        return words.say(data.title)
    if data.other is not None:
        name = _short if zone.label == data.other.label else _said  # of one stretch only what differs
        said = {"a": name(zone, words), "b": name(data.other, words)}
        layers = set(data.settlements.layers if data.settlements else ()) - {()}
        if len(layers) > 1:
            return words("finding.twoApart", **said)
        return words("finding.two", **said, **_relations(data, words))
    sides = opening(data)
    if zone.depth_m is None or not sides:
        return words("finding.unstated" if data.statements else "finding.unset", stretch=zone.label)
    grid = zone.grid.name if zone.grid else ""
    return finding(words, depth=depth_said(data, words), sides=sides, grid=grid)


def opening(data: "PageData") -> list[Held]:
    """Return what the zone that the page opens with would hold, on each of its sides; empty without a depth."""
    zone, table = data.zone, data.settlements
    if zone is None or table is None or zone.depth_m is None:
        return []
    counts = []
    for number, side in enumerate(zone.sides):
        if zone.side not in ("both", side.code):
            continue
        rows = np.flatnonzero(table.side == number)
        # of equally large ones the nearest is named, as on the page
        rows = rows[np.argsort(table.distance_m[rows], kind="stable")]
        counts.append(
            held(
                code=side.code,
                name=side.name,
                distance_m=np.round(table.distance_m[rows], 1),
                accuracy_m=np.rint(table.uncertainty_m[rows]),
                population=table.population[rows],
                names=[table.name[row] for row in rows.tolist()],
                depth_m=zone.depth_m,
                layers=table.layers[number] if number < len(table.layers) else (),
                shares=_shares(zone, None if table.extent is None else table.extent[rows], zone.depth_m),
                grid=None if zone.grid is None else zone.grid.sides[number].at(zone.depth_m),
            )
        )
    return counts


def _shares(
    zone: "PageZone", extent: "NDArray[np.float64] | None", depth_m: float
) -> "NDArray[np.float64] | None":
    """Return how much of each settlement lies within, at least, as it is and at most; None where nothing decides."""
    if extent is None:
        return None
    line_m = zone.border_accuracy_m
    return np.array([shares_within(extent, depth_m + by) for by in (-line_m, 0.0, line_m)])


def caption(data: "PageData", words: Words) -> str:
    """Return the line that stands on every picture of the map: hypothetical, and who said what."""
    zone = data.zone
    if zone is None:
        return words("caption.none")
    if data.other is not None:
        return words("caption.two", a=_said(zone, words), b=_said(data.other, words))
    against = "".join(f" {line}" for line in said_against(drawn_zone(data), words))
    if zone.depth_m is None:
        return words("caption.unstated", stretch=zone.label, against=against)
    return words(
        "caption",
        depth=depth_said(data, words),
        stretch=zone.label,
        side=_on(zone, words),
        by=depth_by(data, words),
        sideBy=side_by(data, words),
        against=against,
    )


def drawn_zone(data: "PageData") -> "PageDescribed | None":
    """Return the zone as described that the page opens with; None where nothing that a text describes is drawn."""
    return next((zone for zone in data.zones if zone.drawn), None)


def said_against(zone: "PageDescribed | None", words: Words) -> list[str]:
    """Return what is said against a zone in sentences: who denies it, who calls it off, what is said differently."""
    if zone is None:
        return []
    lines = []
    for standing, key in (("denied", "basis.denied"), ("called_off", "basis.calledOff")):
        said = {"t": f"standing.{standing}"}
        who = [one.speaker or words("speaker.none") for one in zone.against if one.value == said]
        if who:
            lines.append(words(key, who=", ".join(dict.fromkeys(who))))
    other = [_otherwise(one, words) for one in zone.against if one.name != "claimed standing"]
    if other:
        lines.append(words("basis.differently", values="; ".join(dict.fromkeys(other))))
    return lines


def _otherwise(field: "PageField", words: Words) -> str:
    said = f"{words(f'field.{field.name}').lower()}: {words.say(field.value)}"
    return f"{said} ({field.speaker})" if field.speaker else said


def coverage_line(data: "PageData", words: Words) -> str:
    """Return what the settlement data cover, side by side; of a layer that names no sides what the page came with."""
    zone, table = data.zone, data.settlements
    if zone is None or table is None or not table.layers:
        return _with_rest(data, f"{words.say(data.coverage)} {_grid_line(zone, words)}".strip(), words)
    sides = []
    for number, side in enumerate(zone.sides):
        rows = (table.side == number) & (table.distance_m - table.uncertainty_m <= zone.reach_m)
        unknown = int((table.population[rows] < 0).sum())
        name = side_name(words, side.code, side.name)
        sides.append((name, int(rows.sum()), unknown, table.layers[number]))
    return _with_rest(data, f"{coverage(words, sides)} {_grid_line(zone, words)}".strip(), words)


def _grid_line(zone: "PageZone | None", words: Words) -> str:
    """Return whose grid people are counted by, of when, and what it lacks; empty without one."""
    if zone is None or zone.grid is None:
        return ""
    lacking = max(float(each.lacking[-1]) for each in zone.grid.sides)
    year = words("cover.gridYear", year=str(zone.grid.year)) if zone.grid.year else ""
    lacks = (
        words("cover.gridLacks", share=words.number(100 * lacking, decimals=1)) if lacking >= 0.0005 else ""
    )
    return words("cover.grid", source=zone.grid.source, year=year, lacks=lacks)


def _with_rest(data: "PageData", said: str, words: Words) -> str:
    """Add to what is covered what a public page only counts."""
    return f"{said} {words.say(data.public.rest)}".strip() if data.public else said


def side_name(words: Words, code: str, name: str) -> str:
    """Return a side's name: a country's in the page's language, else as the data name it."""
    known = words.country(code)
    return name if known == code else known


def _on(zone: "PageZone", words: Words) -> str:
    names = {side.code: side.name for side in zone.sides}
    if zone.side != "both":
        return words("caption.side", side=side_name(words, zone.side, names.get(zone.side, zone.side)))
    return words("caption.bothSides") if len(names) > 1 else ""


def _said(zone: "PageZone", words: Words) -> str:
    """Return one of two zones in words."""
    if zone.depth_m is None:
        return words("caption.noDepth", stretch=zone.label, side=_on(zone, words))
    return words(
        "caption.within", depth=distance(zone.depth_m, unit="km"), stretch=zone.label, side=_on(zone, words)
    )


def _short(zone: "PageZone", words: Words) -> str:
    """Return depth and side alone."""
    names = {side.code: side.name for side in zone.sides}
    side = words("zone.both") if zone.side == "both" else side_name(words, zone.side, names[zone.side])
    depth = words("zone.noDepth") if zone.depth_m is None else distance(zone.depth_m, unit="km")
    return words("zone.short", depth=depth, side=side)


def _relations(data: "PageData", words: Words) -> dict[str, str]:
    """Return how many settlements only A, only B and both would hold."""
    table, zone, other = data.settlements, data.zone, data.other
    if table is None or zone is None or other is None or table.distance_b_m is None or table.side_b is None:
        return dict.fromkeys(("onlyA", "onlyB", "both"), words.number(0))
    in_a = _within(zone, table.distance_m, table.side)
    in_b = _within(other, table.distance_b_m, table.side_b)
    counts = {"onlyA": in_a & ~in_b, "onlyB": in_b & ~in_a, "both": in_a & in_b}
    return {name: words.number(int(rows.sum())) for name, rows in counts.items()}


def _within(
    zone: "PageZone",
    distance_m: "NDArray[np.float64]",
    side: "NDArray[np.int8]",
) -> "NDArray[np.bool_]":
    codes = [each.code for each in zone.sides]
    chosen = side >= 0 if zone.side == "both" else side == codes.index(zone.side)
    return chosen & (distance_m <= (-1 if zone.depth_m is None else zone.depth_m))


def depth_statement(data: "PageData") -> "PageStatement | None":
    """Return the statement whose depth the page opens with: the one behind the zone, else one of the same stretch."""
    depth_m = data.zone.depth_m if data.zone and data.zone.depth_origin == "text" else None
    if depth_m is None:
        return None
    zone = drawn_zone(data)
    if zone is not None and zone.depth_m == depth_m and zone.depth_of is not None:
        return data.statements[zone.depth_of]
    known = [s for s in data.statements if s.depth_m == depth_m and (s.chosen or s.here)]
    return next((s for s in known if s.chosen), known[0] if known else None)


def depth_said(data: "PageData", words: Words) -> str:
    """Return the opening depth in the unit of the text that states it, with kilometres beside it."""
    depth_m = (data.zone.depth_m if data.zone else None) or 0.0
    stated = depth_statement(data)
    plain = words.distance(depth_m, unit="km")
    if stated is None or stated.depth_unit not in METRES_PER_UNIT or stated.depth_unit == "km":
        return plain
    return f"{words.distance(depth_m, unit=stated.depth_unit)} ({plain})"


def depth_by(data: "PageData", words: Words) -> str:
    """Return who set the depth that the page opens with."""
    zone = data.zone
    if zone is None or zone.depth_m is None:
        return words("depth.by.none")
    if zone.depth_origin != "text":
        return words(f"depth.by.{zone.depth_origin}")
    said, stated = _slot(data, attrgetter("depth_m")), depth_statement(data)
    who = zone.depth_source if said is None else said.speaker("depth")
    composite = said is not None and said.composite
    if stated is None or not stated.depth_upper or not stated.depth_text:
        return _by(words, who, composite=composite)
    end = words("depth.farEnd" if stated.depth_m == zone.depth_m else "depth.nearEnd")
    return _by(words, who, stated.depth_text, end, composite=composite)


def side_by(data: "PageData", words: Words) -> str:
    """Return who set the side that the page opens with."""
    zone = data.zone
    if zone is None or zone.side_origin != "text":
        return words(f"side.by.{zone.side_origin if zone else 'default'}")
    said = _slot(data, attrgetter("side"))
    if said is not None:
        return _by(words, said.speaker("side"), composite=said.composite)
    stated = next((s for s in data.statements if s.chosen and s.side == zone.side), None)
    own = stated and next((f.speaker for f in stated.fields if f.name == "side" and f.speaker), None)
    return _by(words, own or (stated.speaker if stated else None))


def _slot(data: "PageData", value: "Callable[[PageZone | PageDescribed], object]") -> "PageDescribed | None":
    """Return the described zone that the page opens with, if what it opens with is this zone's value."""
    said = drawn_zone(data)
    return said if said is not None and data.zone is not None and value(said) == value(data.zone) else None


def _by(words: Words, who: str | None, text: str = "", end: str = "", *, composite: bool = False) -> str:
    """Return whose words a value is: *stated* only by who said all of the zone; of a range the words, and which end."""
    if not who:
        return words("depth.upToText", text=text, end=end) if text else words("depth.stated")
    if text:
        return words("depth.upToWords" if composite else "depth.upTo", who=who, text=text, end=end)
    return words("depth.wordsOf" if composite else "depth.statedBy", who=who)
