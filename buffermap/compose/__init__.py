"""From articles, mentions, statements and a zone to the values that one page is made of."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from buffermap.compose.parsed import Parsed, as_parsed
from buffermap.compose.places import measured_places, page_settlements
from buffermap.compose.statements import page_statement, sentence_starts
from buffermap.compose.text import TextBuilder
from buffermap.page.data import (
    PageAssumption,
    PageBasemap,
    PageData,
    PageSettlements,
    PageSide,
    PageSource,
    PageZone,
    TextMode,
    Tiles,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import pandas as pd

    from buffermap.articles import Article
    from buffermap.page.data import Origin
    from buffermap.statements.values import Statement
    from gazetteer.store import Gazetteer
    from geo.border import Border
    from geo.zone import Zone

ASK = (
    "No article here says both that a zone is meant and where. "
    "To ask for one: buffermap map INPUT --border RU-UA --along Kursk,Belgorod --side UA --depth 20km"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ask:
    """The zone that a page opens with: a stretch, and who set its side and depth.

    ``depth_m`` None is "depth not stated": the stretch is drawn as a line and the reader may set a depth.
    """

    stretch: "Border"
    side: str = "both"
    depth_m: float | None = None
    ends: Literal["round", "cut"] = "round"
    side_origin: "Origin" = "default"
    depth_origin: "Origin" = "default"
    depth_source: str = ""
    statement_id: str | None = None
    assumptions: tuple[PageAssumption, ...] = ()
    zone: "Zone | None" = None


def page_data(
    mentions: "gpd.GeoDataFrame | Sequence[Parsed] | None" = None,
    zone: "Zone | Border | Ask | None" = None,
    *,
    articles: "Sequence[Article]" = (),
    statements: "Sequence[Statement]" = (),
    scenario: Any = None,
    places: "pd.DataFrame | None" = None,
    title: str | None = None,
    language: Literal["en", "uk"] = "en",
    text_mode: TextMode = "sentences",
    tiles: Tiles | None = None,
) -> PageData:
    """Compose a page.

    Parameters
    ----------
    mentions
        What `buffermap.extract` returns, or articles already parsed.
    zone
        A zone, a stretch whose depth nobody states, or None for the mentions alone.
    articles, statements
        The articles that the mentions come from (needed for ``text_mode="full"``), and what they state of zones.
    scenario
        A `buffermap.Scenario`: its zone and assumptions, where `zone` is None.
    places
        A settlement layer (see `buffermap.layers`); the gazetteer by default.
    """
    from gazetteer.store import open_gazetteer

    gazetteer = open_gazetteer()
    parsed = as_parsed(mentions, articles=articles, statements=statements)
    ask = as_ask(zone if zone is not None or scenario is None else scenario.ask())
    text = TextBuilder(gazetteer=gazetteer)
    for item in parsed:
        starts = [start for statement in item.statements for start in sentence_starts(statement)]
        text.add(item.article, item.sentences, item.mentions, extra=starts, text_mode=text_mode)
    page_zone, settlements, coverage = (None, None, "") if ask is None else _zone_values(ask, places=places)
    return PageData(
        title=title or _title(parsed, ask),
        language=language,
        text_mode=text_mode,
        articles=tuple(text.articles),
        sentences=tuple(text.sentences),
        mentions=tuple(text.mentions),
        places=measured_places(text.places, border=ask.stretch if ask else None, outline_of=_outline_of),
        statements=tuple(_statements(parsed, text, chosen=ask.statement_id if ask else None)),
        zone=page_zone,
        settlements=settlements,
        basemap=_basemap(gazetteer, text, ask),
        assumptions=ask.assumptions or _assumptions(ask) if ask else (),
        sources=tuple(_sources()),
        coverage=coverage,
        hint="" if ask else ASK,
        tiles=tiles,
    )


def as_ask(zone: "Zone | Border | Ask | None") -> Ask | None:
    """Return what a page opens with, from a zone or a stretch given in Python: the analyst set them."""
    from geo.zone import Zone

    if zone is None or isinstance(zone, Ask):
        return zone
    if isinstance(zone, Zone):
        return Ask(
            stretch=zone.border, side=zone.side, depth_m=zone.depth_m, ends=zone.ends, zone=zone,
            side_origin="analyst", depth_origin="analyst",
        )  # fmt: skip
    return Ask(stretch=zone)


def _zone_values(ask: Ask, *, places: "pd.DataFrame | None") -> tuple[PageZone, PageSettlements, str]:
    """Return the stretch, the settlements near it, and the sentence that says what they cover."""
    from buffermap import settlements

    reach_m = max(settlements.REACH_M, (ask.depth_m or 0) + settlements.MAX_ACCURACY_M)
    near = settlements.near(ask.stretch, within_m=reach_m, places=places)
    coverage = settlements.coverage_of_layer(near)
    return _page_zone(ask), page_settlements(near), coverage


def _page_zone(ask: Ask) -> PageZone:
    stretch = ask.stretch
    return PageZone(
        label=stretch_label(stretch),
        border=stretch.name,
        line=stretch.line,
        sides=tuple(
            PageSide(code=code, name=_country_name(code), area=area) for code, area in stretch.sides.items()
        ),
        side=ask.side,
        depth_m=ask.depth_m,
        depth_origin=ask.depth_origin,
        depth_source=ask.depth_source,
        side_origin=ask.side_origin,
        ends=ask.ends,
        pov=stretch.pov,
        border_accuracy_m=stretch.accuracy_m,
        geometry=ask.zone.geometry if ask.zone else None,
        edge_error_m=ask.zone.edge_error_m if ask.zone else None,
    )


def stretch_label(stretch: "Border") -> str:
    """Return a stretch in words, as it stands in "places within 20 km of …"."""
    along = f" along {', '.join(stretch.along)}" if stretch.along else ""
    return f"{stretch.name} border{along}" if stretch.name else "the line"


def _country_name(code: str) -> str:
    from gazetteer.store import open_gazetteer

    gazetteer = open_gazetteer()
    row = gazetteer.row_of_code(code)
    return code if row is None else gazetteer.name(row)


def _outline_of(place: Any) -> Any:
    from gazetteer import boundaries

    return boundaries.outline(place)


def _basemap(gazetteer: "Gazetteer", text: TextBuilder, ask: Ask | None) -> PageBasemap:
    from buffermap.compose.basemap import basemap
    from buffermap.settlements import REACH_M, reach_bounds

    if ask is not None:
        return basemap(gazetteer, bounds=reach_bounds(ask.stretch, 2 * REACH_M))
    points = [
        (place.lon, place.lat)
        for place in text.places
        if place.lat is not None and place.lon is not None and place.kind in ("settlement", "site", "admin1")
    ]
    if not points:
        return PageBasemap()
    lon, lat = sorted(x for x, _ in points), sorted(y for _, y in points)
    # the middle eight tenths: one far capital must not stretch the detailed basemap over a continent
    cut = len(points) // 10
    return basemap(
        gazetteer,
        bounds=(lon[cut] - 2, max(lat[cut] - 1.5, -90), lon[-1 - cut] + 2, min(lat[-1 - cut] + 1.5, 90)),
    )


def _statements(parsed: "Iterable[Parsed]", text: TextBuilder, *, chosen: str | None) -> "Iterable[Any]":
    for number, item in enumerate(parsed):
        for statement in item.statements:
            yield page_statement(
                statement,
                sentence_at=partial(text.sentence, number),
                chosen=chosen is not None and statement.statement_id == chosen,
            )


def _assumptions(ask: Ask) -> tuple[PageAssumption, ...]:
    """Return what a zone given by options or in Python rests on."""
    from buffermap.depth import format_depth
    from buffermap.export.provenance import provenance

    rows = [
        PageAssumption(label=item.name, value=item.value, origin=item.origin)
        for item in provenance(ask.stretch).assumptions
    ]
    depth = "not stated" if ask.depth_m is None else format_depth(ask.depth_m)
    return (
        *rows,
        PageAssumption(label="Side", value=ask.side, origin=ask.side_origin),
        PageAssumption(label="Depth", value=depth, origin=ask.depth_origin),
        PageAssumption(label="Ends", value=ask.ends, origin="default" if ask.ends == "round" else "analyst"),
    )


def _sources() -> "Iterable[PageSource]":
    from buffermap.export.provenance import data_sources

    for source in data_sources():
        yield PageSource(
            name=source.name, version=source.version, licence=source.licence, attribution=source.attribution
        )


def _title(parsed: "Sequence[Parsed]", ask: Ask | None) -> str:
    if ask is not None:
        return f"Hypothetical zone, {stretch_label(ask.stretch)}"
    if len(parsed) == 1:
        return parsed[0].article.title or parsed[0].article.doc_id
    return f"Places in {len(parsed)} articles"
