"""Places, settlements and the stretch as the page's values: measured, outlined, labelled."""

from typing import TYPE_CHECKING, Any

import numpy as np

from buffermap.page.compose.lines import lands
from buffermap.page.compose.people import Divisions
from buffermap.page.data import PLACE_CLASSES, PagePlace, PageSettlements
from buffermap.words import Words
from buffermap.zones.nearby import layers_by_side, point_uncertainty_m, side_of
from geo.border import Border
from geo.distance import index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from buffermap.page.lines import PageLine
    from buffermap.zones.nearby import Near
    from gazetteer.place import Place

OUTLINED = ("country", "admin1", "admin2")  # kinds that are drawn as outlines, never as dots
MOST_OUTLINES = 100  # of an archive that is not shown whole: of the divisions that most articles name


def page_place(place: "Place", *, outline: "BaseGeometry | None" = None, **measured: Any) -> PagePlace:
    """Return a place as the page shows it, with its outline or its measured distance."""
    return PagePlace(
        geonameid=place.geonameid,
        name=place.name,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        name_local=place.name_local,
        country=place.country,
        admin1=place.admin1,
        admin1_code=place.admin1_code,
        population=place.population,
        outline=outline,
        **measured,
    )


def measured_places(
    places: "Sequence[Place]",
    *,
    border: "Border | None",
    outline_of: "Callable[[Place], BaseGeometry | None]",
    in_all: "Mapping[int, tuple[int, int]]",
) -> tuple[PagePlace, ...]:
    """Return places with their outlines, and with distance and side where there is a stretch to measure to.

    ``in_all`` is how many mentions of each place, and articles with it, an archive holds that is not shown whole.
    """
    dots = [i for i, place in enumerate(places) if place.kind not in OUTLINED and place.lat is not None]
    measured: dict[int, dict[str, Any]] = {}
    if border is not None and dots:
        lon = np.array([places[i].lon for i in dots], float)
        lat = np.array([places[i].lat for i in dots], float)
        distance_m = index_of(border).distance_m(lon, lat)
        country = np.array([places[i].country for i in dots], object)
        side = side_of(border, lon=lon, lat=lat, country=country)
        population = np.array([places[i].population or np.nan for i in dots], float)
        uncertainty_m = point_uncertainty_m(border, population)
        for number, i in enumerate(dots):
            measured[i] = {
                "distance_m": float(distance_m[number]),
                "uncertainty_m": float(uncertainty_m[number]),
                "side": side[number] or None,
            }
    for i, place in enumerate(places):
        if place.geonameid in in_all:
            mentions, articles = in_all[place.geonameid]
            measured.setdefault(i, {}).update(mentions_in_all=mentions, articles_in_all=articles)
    outlined = [i for i, place in enumerate(places) if place.kind in OUTLINED]
    if in_all:
        # ``sorted`` keeps the order of the page among equals
        outlined = sorted(outlined, key=lambda i: -measured.get(i, {}).get("articles_in_all", 0))[
            :MOST_OUTLINES
        ]
    outlines = {i: outline_of(places[i]) for i in sorted(outlined, key=lambda i: places[i].country)}
    return tuple(
        page_place(place, outline=outlines.get(i), **measured.get(i, {})) for i, place in enumerate(places)
    )


def page_settlements(
    near: "Near",
    divisions: Divisions,
    *,
    ends: str = "round",
    language: str = "en",
    lines: "Sequence[PageLine]" = (),
) -> PageSettlements:
    """Return the settlements near a stretch as the page's columns; cut ends put what lies beyond infinitely far.

    ``lines`` are the borders that travel with the page: in the land of which of their countries each settlement lies.
    """
    named = Words(language).name
    table = near.columns
    sides = list(near.border.sides)
    listing = layers_by_side(table["side"], table["layer"])
    of_lines = lands(lines)
    land = side_of(
        Border(line=near.border.line, sides=of_lines),
        lon=table["lon"],
        lat=table["lat"],
        country=table["country"],
    )
    return PageSettlements(
        geonameid=table["geonameid"].astype(np.int64),
        lat=table["lat"],
        lon=table["lon"],
        population=np.where(np.isnan(table["population"]), -1, table["population"]).astype(np.int64),
        distance_m=np.where(near.beyond_ends, np.inf, table["distance_m"])
        if ends == "cut"
        else table["distance_m"],
        uncertainty_m=near.accuracy_m,
        side=np.array([sides.index(label) if label in sides else -1 for label in table["side"]], np.int8),
        division=divisions.index,
        place_class=np.array([PLACE_CLASSES.index(name) for name in table["place_class"]], np.int8),
        name=tuple(named(*names) for names in zip(table["name"], table["name_local"], strict=True)),
        divisions=divisions.names,
        countries=divisions.countries,
        locals=divisions.locals,
        layers=tuple(listing.get(label, ()) for label in sides),
        layer=", ".join(sorted(set(table["layer"]))) or "embedded",
        land=np.array([list(of_lines).index(code) if code else -1 for code in land], np.int8)
        if lines
        else None,
        lands=tuple(of_lines),
        listed=tuple(layers_by_side(land, table["layer"]).get(code, ()) for code in of_lines),
        extent=near.extent,
    )
