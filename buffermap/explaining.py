"""From a settlement back to the sentence that puts it in a zone, and from articles to the zones that they describe."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from buffermap import pipeline, words
from buffermap.errors import InputError
from buffermap.page.compose.ask import ask_of
from buffermap.running import KEY, as_scenario, located, settlements_of
from buffermap.said.zones.beside import against, other_zones
from buffermap.said.zones.compose import zones_of
from buffermap.scenarios.scenario import Entry, Scenario, in_words, origin_in_words
from buffermap.scenarios.stated import entry_of, in_order
from buffermap.zones.depth import depth_in_words, format_depth
from gazetteer.text.names import fold
from geo.containment import point_accuracy_m

if TYPE_CHECKING:
    import geopandas as gpd

    from buffermap.articles.report import ReadingReport
    from buffermap.said.values import Statement
    from buffermap.said.zones.described import DescribedZone, Slot

REACH_M = 100_000.0  # how far from the stretch a settlement may lie to be explained
_SLOTS = ("border", "along", "around", "between", "inside", "side", "depth", "standing")


def explain(scenario: "Scenario | str | Path", settlement: str | None = None) -> list[str]:
    """Return the chain from a settlement back to the sentence: distance, accuracy, depth, assumptions, speakers.

    Below it stand the zones that the scenario's articles describe: the drawn one with each value's own sentence and
    speaker and what is said against it, then the others with why they are others.

    Parameters
    ----------
    scenario
        A scenario or its file; or articles, of which the best supported zone is explained.
    settlement
        A name, or a GeoNames id; without one only the zones are explained.

    Returns
    -------
    list of str
        Lines for people, from the place to what put it inside or outside.

    Raises
    ------
    InputError
        No settlement near the stretch has that name or id, or several have; or nothing gives a zone to measure from.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.scenarios.scenario import Entry
    >>> five = bm.Scenario(border=Entry(value="EE-LV"), side=Entry(value="EE"), depths=(Entry(value="5 km"),))
    >>> bm.explain(five, "Valga")[4]
    'at 5 km: inside (inside)'
    """
    return list(lines(explanation(scenario, settlement)))


def explanation(
    source: "Scenario | str | Path", settlement: str | None = None, *, reading: "ReadingReport | None" = None
) -> dict[str, Any]:
    """Return what `explain` says as plain values: ``settlement`` (lines), ``assumptions`` and ``zones``.

    ``reading`` is filled with what was read as what.
    """
    if isinstance(source, str | Path) and Path(source).suffix.lower() != ".toml":
        parsed = pipeline.parse([source], report=reading, keep="statements")
        statements = [one for item in parsed for one in item.statements]
        scenario = located(parsed) if settlement else None
        drawn = next((zone.zone_id for zone in in_order(zones_of(statements)) if zone.border), None)
    else:
        scenario = as_scenario(source)
        drawn = scenario.zone_id
        parsed = (
            pipeline.parse(scenario.articles, report=reading, keep="statements") if scenario.articles else []
        )
        statements = [one for item in parsed for one in item.statements]
    told = list(_settlement(scenario, settlement)) if scenario and settlement else []
    return {
        "settlement": told,
        "assumptions": [_entry(name, entry) for name, entry in scenario.entries()] if scenario else [],
        "zones": list(_zones(statements, drawn)),
    }


def lines(told: dict[str, Any]) -> Iterator[str]:
    """Yield an explanation as lines for people."""
    yield from told["settlement"]
    for one in told["assumptions"]:
        yield f"{one['name']}: {one['value']} [{one['source']}]{_because(one)}"
    for zone in told["zones"]:
        apart = f": {', '.join(zone['apart'])}" if zone["apart"] else ""
        kind = "zone drawn" if zone["drawn"] else "other zone" if apart else "zone"
        yield f"{kind} {zone['zone_id']}, {zone['what']}{apart}"
        for one in zone["slots"]:
            yield f"    {one['name']}: {one['value']}{_because(one)}"
        for one in zone["contradictions"]:
            yield f"    said otherwise, {one['name']}: {one['value']}{_because(one)}"
        if zone["not_used"]:
            yield f"    not used: {', '.join(zone['not_used'])}"


def _because(one: dict[str, Any]) -> str:
    return f" {one['origin']}" if one["origin"] else ""


def _entry(name: str, entry: Entry) -> dict[str, Any]:
    known = ("source", "sentence", "speaker", "voice", "said_on", "standing", "article", "note")
    values = {key: value for key in known if (value := getattr(entry, key)) is not None}
    return {"name": name, "value": in_words(entry.value), **values, "origin": origin_in_words(entry)}


def _zones(statements: "Sequence[Statement]", drawn: str | None) -> Iterator[dict[str, Any]]:
    """Yield the zones as described, the drawn one first, then as the texts support them."""
    zones = in_order(zones_of(statements))
    first = next((zone for zone in zones if zone.zone_id == drawn), None)
    apart = {one.zone.zone_id: one.why for one in other_zones(first, zones)} if first else {}
    say = words.Words()
    for zone in sorted(zones, key=lambda one: one is not first):
        yield {
            "zone_id": zone.zone_id,
            "what": zone.what.value,
            "drawn": zone is first,
            "apart": [say(f"apart.{why}") for why in apart.get(zone.zone_id, ())],
            "slots": list(_slots(zone)),
            "contradictions": [
                _entry(one.field, entry_of(one.evidence, one.statement, one.value))
                for one in against(zone, zones)
            ],
            "not_used": list(dict.fromkeys(one.place.surface for _, one in zone.unused)),
        }


def _slots(zone: "DescribedZone") -> Iterator[dict[str, Any]]:
    """Yield the values of a zone, each with its sentence and whose words it is; a note where it was worked out."""
    for name in _SLOTS:
        slot = zone.slots[name]
        if slot is not None:
            entry = entry_of(slot.evidence, slot.statement, _value(name, slot))
            told = _entry(name, entry)
            yield told | ({"note": slot.note, "origin": slot.note} if slot.note else {})


def _value(name: str, slot: "Slot[Any]") -> str | tuple[str, ...]:
    value, depth = slot.value, slot.statement.depth
    if name == "border":
        return "-".join(value)
    if name in {"along", "between"}:
        return tuple(place.name for place in value)
    if name == "depth" and depth is not None and depth.high_m is not None:
        return words.english(words.depth(depth))  # "up to" stays "up to"
    if name == "depth":
        return " to ".join(depth_in_words(metres) for metres in value if metres is not None)
    return value.name if name == "around" else str(value)


def _settlement(scenario: Scenario, settlement: str) -> Iterator[str]:
    """Yield where a settlement lies, how exact that is, and in which depths it is."""
    ask = ask_of(scenario)
    depths = scenario.depths_m or [REACH_M]
    table = settlements_of(scenario, ask, depths, everything=True)
    rows = table[_answers_to(table, settlement)]
    if rows.empty:
        raise InputError(
            f"no settlement within {format_depth(REACH_M)} of the stretch is called {settlement!r}"
        )
    places = rows.drop_duplicates(KEY)
    if len(places) > 1:
        several = "; ".join(
            f"{row['name']}, {row['admin1']} ({row['geonameid']})" for _, row in places.iterrows()
        )
        raise InputError(f"several settlements are called {settlement!r}: {several}; give the id")
    yield from _about(rows.iloc[0])
    yield _accuracy(rows.iloc[0], ask.stretch.accuracy_m)
    yield from _memberships(rows, stated=bool(scenario.depths))


def _answers_to(table: "gpd.GeoDataFrame", settlement: str) -> "pd.Series[bool]":
    if settlement.lstrip("-").isdigit():
        return table["geonameid"] == int(settlement)
    wanted = fold(settlement)
    local = table["name_local"].fillna("").astype(str)
    return (table["name"].map(fold) == wanted) | (local.map(fold) == wanted)


def _about(row: Any) -> Iterator[str]:
    unknown = pd.isna(row["population"])
    people = "no population listed" if unknown else f"listed population {int(row['population']):,}"
    place = ", ".join(str(part) for part in (row["name"], row["admin1"], row["country"]) if part)
    yield f"{place} ({row['geonameid']}, {row['layer']}): {people}"
    yield f"point {row['lat']:.5f}, {row['lon']:.5f}; on the side of {row['side'] or 'neither country'}"
    yield (
        f"{row['distance_m'] / 1000:.2f} km (geodesic, WGS84) from the stretch; nearest point of it "
        f"{row['border_lat']:.5f}, {row['border_lon']:.5f}"
    )


def _accuracy(row: Any, line_m: float) -> str:
    """Return how exact the distance is: as computed, and as far as point and line are known."""
    point_m = float(point_accuracy_m([row["population"]])[0])
    return (
        f"computed to less than a metre; the point stands for the place to {format_depth(round(point_m, -1))}, the line "
        f"is known to {format_depth(line_m)}: together {format_depth(round(point_m + line_m, -1))}"
    )


def _memberships(rows: "gpd.GeoDataFrame", *, stated: bool) -> Iterator[str]:
    if not stated:
        yield "no depth is stated: neither inside nor outside"
        return
    for _, row in rows.iterrows():
        why = "; the accuracy of point and line could change that" if row["status"] == "uncertain" else ""
        yield f"at {format_depth(float(row['zone_depth_m']))}: {'inside' if row['inside'] else 'outside'} ({row['status']}{why})"
