"""A page of two hypothetical zones: which settlements only A holds, only B, or both."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from buffermap import words
from buffermap.errors import InputError
from buffermap.export.provenance import of_people
from buffermap.page.compose import page_zone, sources
from buffermap.page.compose.ask import Ask, ask_of
from buffermap.page.compose.basemap import basemap
from buffermap.page.compose.people import divisions_of, with_grid
from buffermap.page.compose.places import page_settlements
from buffermap.page.data import PageAssumption, PageData, PageSettlements
from buffermap.words import Language
from buffermap.zones import nearby
from buffermap.zones import zone as zones
from buffermap.zones.depth import parse_depth
from buffermap.zones.layers import read_layer
from gazetteer.files.store import open_gazetteer
from geo.distance import DistanceIndex, index_of

if TYPE_CHECKING:
    import pandas as pd

    from buffermap.page.data import Origin
    from buffermap.scenarios.scenario import Entry, Scenario
    from buffermap.zones.layers import Columns


def two_zone_page(
    a: "Scenario",
    b: "Scenario",
    *,
    depths_m: tuple[float, float],
    title: str | None = None,
    language: Language = "en",
) -> PageData:
    """Compose a page that compares two scenarios.

    Parameters
    ----------
    depths_m
        Depths that the page opens with, of A and of B; the reader may change both.

    Raises
    ------
    InputError
        The scenarios name different settlement layers: their settlements could not be told to be the same.
    """
    asks = tuple(_deep(scenario, depth_m) for scenario, depth_m in zip((a, b), depths_m, strict=True))
    places = _layer(a, b)
    zones = tuple(
        with_grid(page_zone(ask, places=places), ask, scenario.people)[0]
        for ask, scenario in zip(asks, (a, b), strict=True)
    )
    settlements, coverage = _settlements(asks, places=places)
    reach = np.array([nearby.reach_bounds(ask.stretch, 2 * nearby.REACH_M) for ask in asks])
    west, south = reach[:, :2].min(axis=0).tolist()
    east, north = reach[:, 2:].max(axis=0).tolist()
    return PageData(
        title=title or {"t": "title.two", "a": a.title or "A", "b": b.title or "B"},
        language=language,
        zone=zones[0],
        other=zones[1],
        settlements=settlements,
        basemap=basemap(open_gazetteer(), bounds=(west, south, east, north), language=language),
        assumptions=tuple(
            PageAssumption(
                label=f"{letter}: {item.name}",
                value=words.assumption(item.name, item.value),
                origin=item.origin,
                note=item.sentence or "",
            )
            for letter, ask, scenario in zip("AB", asks, (a, b), strict=True)
            for item in (*ask.assumptions, *of_people(scenario.people))
        ),
        sources=tuple(sources()),
        coverage=coverage,
    )


def _deep(scenario: "Scenario", depth_m: float) -> Ask:
    """Return what a scenario asks for, at a depth of its own or another one."""
    ask = ask_of(scenario)
    if ask.depth_m == depth_m:
        return ask
    origin: Origin = next((entry.source for entry in scenario.depths if _metres(entry) == depth_m), "analyst")
    zone = zones.zone(ask.stretch, side=ask.side, depth_m=depth_m, ends=ask.ends)
    return replace(ask, depth_m=depth_m, depth_origin=origin, zone=zone)


def _metres(entry: "Entry") -> float | None:
    return parse_depth(entry.value) if isinstance(entry.value, str) else None


def _layer(a: "Scenario", b: "Scenario") -> "pd.DataFrame | None":
    names = [str(scenario.places.value) if scenario.places else None for scenario in (a, b)]
    if names[0] != names[1]:
        raise InputError(
            f"a page compares zones over one settlement layer; A has {names[0] or 'the embedded one'}, "
            f"B {names[1] or 'the embedded one'}"
        )
    return None if names[0] is None else read_layer(names[0])


def _settlements(
    asks: "tuple[Ask, ...]", *, places: "pd.DataFrame | None"
) -> tuple[PageSettlements, words.Phrase]:
    """Return the settlements near either stretch, measured to both."""
    a, b = asks
    near = [nearby.within_reach(ask.stretch, places=places) for ask in asks]
    known = set(zip(*(near[0].columns[name].tolist() for name in ("geonameid", "lon", "lat")), strict=True))
    spots = zip(*(near[1].columns[name].tolist() for name in ("geonameid", "lon", "lat")), strict=True)
    extra = np.array([spot not in known for spot in spots], bool)
    rows = {
        name: np.concatenate([values, near[1].columns[name][extra]])
        for name, values in near[0].columns.items()
    }
    (distance_a_m, side_a, beyond), (distance_b_m, side_b, beyond_b) = (_measured(ask, rows) for ask in asks)
    rows["distance_m"], rows["side"] = distance_a_m, side_a
    vaguer = max((a.stretch, b.stretch), key=lambda stretch: stretch.accuracy_m)
    both = nearby.Near(
        border=a.stretch,
        columns=rows,
        accuracy_m=nearby.point_uncertainty_m(vaguer, rows["population"]),
        beyond_ends=beyond,
    )
    sides = list(b.stretch.sides)
    table = replace(
        page_settlements(both, divisions_of(both), ends=a.ends),
        distance_b_m=np.where(beyond_b, np.inf, distance_b_m) if b.ends == "cut" else distance_b_m,
        side_b=np.array([sides.index(label) if label in sides else -1 for label in side_b], np.int8),
    )
    return table, nearby.coverage_of_layer(both)


def _measured(ask: Ask, rows: "Columns") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distances to a zone's stretch in metres, the side of each point, and whether it lies beyond the ends."""
    lon, lat = rows["lon"], rows["lat"]
    distance_m = index_of(ask.stretch).distance_m(lon, lat)
    side = nearby.side_of(ask.stretch, lon=lon, lat=lat, country=rows["country"])
    rest = ask.stretch.rest
    if rest is None or rest.is_empty:
        return distance_m, side, np.zeros(len(lon), bool)
    return distance_m, side, DistanceIndex(rest).distance_m(lon, lat) < distance_m
