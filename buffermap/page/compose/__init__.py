"""From articles, mentions, statements and a zone to the values that one page is made of."""

from functools import partial
from typing import TYPE_CHECKING

from shapely import MultiPoint, MultiPolygon

from buffermap import words
from buffermap.errors import InputError
from buffermap.export.provenance import data_sources, of_people
from buffermap.export.sharing import rule_of
from buffermap.page import sharing
from buffermap.page.compose import local
from buffermap.page.compose.ask import Ask, as_ask, ask_of
from buffermap.page.compose.basemap import basemap
from buffermap.page.compose.described import described, on_stretch, page_zones
from buffermap.page.compose.described import sentence_starts as zone_starts
from buffermap.page.compose.events import page_events
from buffermap.page.compose.frame import frame
from buffermap.page.compose.lines import Lines, coarse, lines_of
from buffermap.page.compose.people import divisions_of, with_people
from buffermap.page.compose.places import measured_places, page_settlements
from buffermap.page.compose.readings import (
    events_of,
    origins_of,
    page_claims,
    page_contradictions,
    page_unnamed,
)
from buffermap.page.compose.statements import (
    agreeing,
    countries_named,
    page_statement,
    sentence_starts,
)
from buffermap.page.compose.text import TextBuilder
from buffermap.page.data import (
    PageAssumption,
    PageBasemap,
    PageData,
    PageSide,
    PageSource,
    PageZone,
    TextMode,
    Tiles,
)
from buffermap.page.wire import world
from buffermap.parsed import Parsed, as_parsed
from buffermap.words import Language
from buffermap.zones import dateline, identity, nearby
from buffermap.zones.nearby import REACH_M, reach_bounds
from buffermap.zones.people import NOTHING
from gazetteer.boundaries import borders
from gazetteer.files.store import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from buffermap.articles.article import Article
    from buffermap.page.said import PageStatement
    from buffermap.page.sharing import Edition
    from buffermap.said.values import Statement
    from buffermap.said.zones.described import DescribedZone
    from buffermap.scenarios.scenario import Scenario
    from buffermap.zones.nearby import Near
    from buffermap.zones.people import People
    from gazetteer.files.store import Gazetteer
    from gazetteer.place import Place
    from geo.border import Border
    from geo.zone import Zone

ASK: words.Phrase = {
    "t": "hint.noZone",
    "command": "buffermap map INPUT --border RU-UA --along Kursk,Belgorod --side UA --depth 20km",
}


def page_data(
    mentions: "gpd.GeoDataFrame | Sequence[Parsed] | None" = None,
    zone: "Zone | Border | Ask | None" = None,
    *,
    articles: "Sequence[Article]" = (),
    statements: "pd.DataFrame | Sequence[Statement] | None" = None,
    scenario: "Scenario | None" = None,
    places: "pd.DataFrame | None" = None,
    title: str | None = None,
    language: Language = "en",
    text_mode: TextMode = "sentences",
    tiles: Tiles | None = None,
    reading: "Mapping[str, object] | None" = None,
    events: "gpd.GeoDataFrame | None" = None,
    share: "Edition" = "desk",
    people: "People | None" = None,
) -> PageData:
    """Compose a page.

    Parameters
    ----------
    mentions
        What `buffermap.extract` returns, or articles already parsed.
    zone
        A zone, a stretch whose depth nobody states, or None for the mentions alone.
    articles, statements
        The articles that the mentions come from (needed for ``text_mode="full"``), and what they state of zones:
        see `buffermap.parsed.as_parsed`.
    scenario
        A `buffermap.Scenario`: its zone and assumptions, where `zone` is None.
    places
        A settlement layer (see `buffermap.zones.layers`); the gazetteer by default.
    reading
        What was read as what, as plain values (`buffermap.articles.report`); by default what the table of mentions
        carries in its ``attrs["reading"]``.
    events
        What `buffermap.events` returns, each event once (`buffermap.incidents.events.as_events`).
    share
        ``desk``, or ``public``: see `buffermap.page.sharing`.
    people
        Population grids, built-up land, and the divisions to sum up by; by default those of the scenario.
    """
    in_all = getattr(
        mentions, "in_all", {}
    )  # of an archive that is too large to be shown, or compared, whole
    known = reading or getattr(mentions, "attrs", {}).get("reading")
    gazetteer = open_gazetteer()
    parsed = as_parsed(mentions, articles=articles, statements=statements)
    ask = as_ask(zone if zone is not None or scenario is None else ask_of(scenario))
    told = people or (scenario.people if scenario is not None else NOTHING)
    text = TextBuilder(gazetteer=gazetteer)
    claims, unnamed = [item.claims() for item in parsed], [item.unnamed() for item in parsed]
    stated = [statement for item in parsed for statement in item.statements]
    zones = described(stated)
    zone_sentences = list(zone_starts(zones))
    for number, (item, origin) in enumerate(
        zip(parsed, origins_of(parsed) if not in_all else [None] * len(parsed), strict=True)
    ):
        starts = [start for statement in item.statements for start in sentence_starts(statement)]
        starts += [claim.sentence_start for claim in claims[number]]
        starts += [places.sentence_start for places in unnamed[number]]
        starts += [start for doc_id, start in zone_sentences if doc_id == item.article.doc_id]
        text.add(
            item.article,
            item.sentences,
            agreeing(item.mentions, item.statements, place_of=partial(_place, gazetteer)),
            extra=starts,
            text_mode=text_mode,
            reprint_of=origin,
        )
    article = {item.article.doc_id: number for number, item in enumerate(parsed)}
    sharing.check_share(share, own_line=ask is not None and sharing.own_line(ask.stretch))
    if share == "public" and events is not None and rule_of(events)["share"] == "own-use":
        raise InputError("rows of events for your own use are not for a public page; share them as aggregate")
    lines = Lines()
    if ask is not None and share == "desk":  # a public page tells what it does not name for one stretch only
        lines = lines_of(ask.stretch, (one.border.value for one in zones if one.border), gazetteer)
    near = None if ask is None else _near(ask, places, lines, told)
    public = None
    if share == "public" and ask is not None and near is not None:
        near, others = sharing.named_only(near, (place.geonameid for place in text.places))
        public = sharing.public_of(sharing.unnamed(others, ask))
        events = None if events is None else sharing.past_embargo(events)
    drawn, listed = None, None
    if ask is not None and near is not None:
        divisions = divisions_of(near, told.level)
        drawn = with_people(
            page_zone(ask, places=places, text_mode=text_mode, lines=lines), ask, near, divisions, told
        )
        listed = page_settlements(near, divisions, ends=ask.ends, language=language, lines=lines.lines)
    page = PageData(
        title=_for_own_use(title or _title(parsed, ask), events),
        language=language,
        text_mode=text_mode,
        articles=tuple(text.articles),
        sentences=tuple(text.sentences),
        mentions=tuple(text.mentions),
        places=measured_places(
            text.places,
            border=ask.stretch if ask else None,
            outline_of=_outline_of,
            in_all=in_all,
        ),
        statements=tuple(_statements(parsed, text, zones, ask=ask, lines=lines)),
        zones=tuple(
            page_zones(
                zones,
                stated,
                ask=ask,
                sentence_at=lambda doc_id, start: text.sentence(article[doc_id], start),
                lines=lines,
            )
        ),
        contradictions=tuple(page_contradictions(stated)),
        claims=tuple(one for i, found in enumerate(claims) for one in page_claims(i, found, text)),
        unnamed=tuple(one for i, found in enumerate(unnamed) for one in page_unnamed(i, found, text)),
        zone=drawn,
        lines=lines.lines,
        settlements=listed,
        basemap=_basemap(gazetteer, text, ask, lines, language=language),
        assumptions=tuple(_assumptions(ask, parsed, text, told)) if ask else (),
        sources=tuple(sources()),
        events=page_events(events, ask),
        coverage=nearby.coverage_of_layer(nearby.of_stretch(near, depth_m=_deepest_m(ask)))
        if ask and near
        else "",
        hint="" if ask else ASK,
        reading=words.reading(known) if known else (),
        public=public,
        tiles=tiles,
    )
    return page if share == "desk" else sharing.without_list(page)


def _place(gazetteer: "Gazetteer", geonameid: int) -> "Place | None":
    row = gazetteer.row_of(geonameid)
    return None if row is None else gazetteer.place(row)


def _near(ask: Ask, places: "pd.DataFrame | None", lines: Lines, people: "People") -> "Near":
    """Measure the settlements that any depth of a page may hold, along any border that travels with it."""
    return nearby.within_reach(
        ask.stretch,
        depth_m=_deepest_m(ask),
        places=places,
        also=coarse(lines.lines),
        people=people,
        ends=ask.ends,
    )


def _deepest_m(ask: Ask) -> float:
    return max([ask.depth_m or 0, *(depth_m for depth_m, _ in ask.offered_m)])


def page_zone(
    ask: Ask,
    *,
    places: "pd.DataFrame | None" = None,
    text_mode: TextMode = "sentences",
    lines: Lines = Lines(),  # noqa: B008 - frozen
) -> PageZone:
    """Return the stretch and the zone that a page opens with."""
    stretch = ask.stretch
    scenario, options = frame(ask, places=places, text_mode=text_mode)
    return PageZone(
        label=local.stretch(stretch, open_gazetteer()),
        border=stretch.name,
        line=dateline.wrapped(stretch.line),
        sides=tuple(
            PageSide(code=code, name=words.english(words.country(code)), area=area)
            for code, area in stretch.sides.items()
        ),
        side=ask.side,
        depth_m=ask.depth_m,
        offered_m=ask.offered_m,
        depth_origin=ask.depth_origin,
        depth_source=ask.depth_source,
        side_origin=ask.side_origin,
        ends=ask.ends,
        rest=stretch.rest,
        pov=stretch.pov,
        border_accuracy_m=stretch.accuracy_m,
        geometry=ask.zone.geometry if ask.zone else None,
        edge_error_m=ask.zone.edge_error_m if ask.zone else None,
        own=lines.own(stretch.name.split("-"), along=stretch.along),
        basis=identity.basis(stretch, ends=ask.ends, layer=places),
        scenario=scenario,
        options=options,
    )


def _outline_of(place: "Place") -> "MultiPolygon | None":
    """Return a division's outline; a country's is the coarse one that every page has below its map."""
    if place.kind != "country":
        return borders.outline(place)
    rings = world.rings().get(place.country)
    return None if rings is None else MultiPolygon([(ring, []) for ring in rings])


def _basemap(
    gazetteer: "Gazetteer", text: TextBuilder, ask: Ask | None, lines: Lines, *, language: str
) -> PageBasemap:
    if ask is not None:
        # a border far away is asked on the outlines of the world: else it would cost this one its rivers and names
        view = reach_bounds(ask.stretch, 2 * REACH_M)
        along = (reach_bounds(line, REACH_M) for line in coarse(lines.lines))
        bounds = nearby.around_all([view, *(one for one in along if nearby.overlap(view, one))])
        return basemap(gazetteer, bounds=bounds, language=language)
    points = [
        (place.lon, place.lat)
        for place in text.places
        if place.lat is not None and place.lon is not None and place.kind in ("settlement", "site", "admin1")
    ]
    if not points:
        return PageBasemap()
    around = dateline.box_around(MultiPoint(points))
    # points east of 180 degrees from those west of it are beyond it
    lon = sorted(x + 360 if x < around[0] else x for x, _ in points)
    lat = sorted(y for _, y in points)
    # the middle eight tenths: one far capital must not stretch the detailed basemap over a continent
    cut = len(points) // 10
    return basemap(
        gazetteer,
        bounds=(lon[cut] - 2, max(lat[cut] - 1.5, -90), lon[-1 - cut] + 2, min(lat[-1 - cut] + 1.5, 90)),
        language=language,
    )


def _statements(
    parsed: "Sequence[Parsed]",
    text: TextBuilder,
    zones: "Sequence[DescribedZone]",
    *,
    ask: Ask | None,
    lines: Lines,
) -> "Iterable[PageStatement]":
    event = iter(events_of([statement for item in parsed for statement in item.statements]))
    here = frozenset() if ask is None else on_stretch(zones, ask)
    numbered = reversed(list(enumerate(zones)))  # of a zone along two borders the first counts
    zone_of = {one.statement_id: number for number, zone in numbered for one in zone.statements}
    for number, item in enumerate(parsed):
        about = frozenset().union(*map(countries_named, item.statements))
        for statement in item.statements:
            at = partial(text.sentence, number)
            yield page_statement(
                statement,
                sentence_at=at,
                ask=ask,
                event=next(event),
                about=about,
                zone=zone_of.get(statement.statement_id),
                lines=lines,
                here=statement.statement_id in zone_of
                and zones[zone_of[statement.statement_id]].zone_id in here,
            )


def _assumptions(
    ask: Ask, parsed: "Sequence[Parsed]", text: TextBuilder, people: "People"
) -> "Iterable[PageAssumption]":
    """Yield what the zone rests on, each with the page's sentence that states it."""
    sentences: dict[tuple[str, str], int] = {}
    for number, sentence in enumerate(text.sentences):
        key = (parsed[sentence.article].article.doc_id, " ".join(sentence.text.split()))
        sentences.setdefault(key, number)
    for item in ask.assumptions:
        at = sentences.get((item.article, item.sentence)) if item.article and item.sentence else None
        value = local.assumption(item, ask.stretch, open_gazetteer())
        yield PageAssumption(label=item.name, value=value, origin=item.origin, sentence=at)
    for item in of_people(people):
        yield PageAssumption(label=item.name, value=item.value, origin=item.origin)


def sources() -> "Iterable[PageSource]":
    """Yield whose data a page shows, as their licences ask for."""
    for source in data_sources():
        yield PageSource(
            name=source.name, version=source.version, licence=source.licence, attribution=source.attribution
        )


def _for_own_use(title: words.Phrase, events: "gpd.GeoDataFrame | None") -> words.Phrase:
    """Put before the title that the page is for the user's own use, where it holds rows that may not be passed on."""
    if events is None or rule_of(events)["share"] != "own-use":
        return title
    return {"t": "title.ownUse", "title": title} if title else {"t": "events.ownUse"}


def _title(parsed: "Sequence[Parsed]", ask: Ask | None) -> words.Phrase:
    if ask is not None:
        return ""  # its first line says what the page finds
    if len(parsed) == 1:
        return parsed[0].article.title or parsed[0].article.doc_id
    return {"t": "title.places", "n": len(parsed)}
