"""From articles to the page: what `buffermap map`, `buffermap run` and Python share."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buffermap import incidents, pipeline, words
from buffermap.articles.report import ReadingReport
from buffermap.errors import BuffermapError, InputError
from buffermap.export.atomic import whole_file
from buffermap.export.sharing import check_own_use, rule_of
from buffermap.page.compose import page_data
from buffermap.page.compose.ask import Ask, as_ask, ask_of, asked
from buffermap.page.data import PageData, TextMode, Tiles
from buffermap.page.document import check_page_name, document
from buffermap.page.picture.svg import check_format, write_picture
from buffermap.parsed import Parsed, read_articles
from buffermap.said.readable import warn_unread
from buffermap.scenarios.given import Named
from buffermap.scenarios.scenario import Entry, with_people
from buffermap.scenarios.stated import from_statements
from buffermap.words import Language
from buffermap.zones.given import as_layer, checked_side
from buffermap.zones.nearby import lists
from buffermap.zones.people import NOTHING, Files, Level, People, people_of
from buffermap.zones.zone import zone as draw

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from buffermap.articles.article import Article
    from buffermap.page.page import BufferMap
    from buffermap.page.sharing import Edition
    from geo.border import Border
    from geo.zone import Ends, Zone

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Made:
    """A page, and what it was made of."""

    data: PageData
    parsed: Sequence[Parsed]
    ask: Ask | None
    reading: ReadingReport

    def summary(self) -> str:
        """Return one line on what the page holds."""
        along = words.english(words.stretch(self.ask.stretch)) if self.ask else ""
        zone = f"zone along {along}" if self.ask else "no zone: no statement gives its location"
        if (told := self.reading.gathered) is not None:
            shown = f"{told['mentions_shown']:,} of {told['mentions']:,} mentions, {told['statements_shown']:,} of"
            return f"{self.reading.articles:,} articles: {shown} {told['statements']:,} statements; {zone}"
        mentions = [mention for item in self.parsed for mention in item.mentions]
        placed = sum(mention.geonameid is not None for mention in mentions)
        statements = sum(len(item.statements) for item in self.parsed)
        say = words.Words()
        counts = f"{say('text.count', n=len(self.parsed))}, {say('count.mentions', n=len(mentions))} ({placed} placed)"
        return f"{counts}, {say('count.statements', n=statements)}; {zone}"

    def villages(self) -> str:
        """Return how to get the villages that the embedded data lack, for every country of the zone; empty if none lacks."""
        zone, table = self.data.zone, self.data.settlements
        if zone is None or table is None or not table.layers:
            return ""
        lacking = [
            side.code
            for side, layers in zip(zone.sides, table.layers, strict=False)
            if len(side.code) == 2
            and not any(layer != "embedded" and lists(layer, side.code) for layer in layers)
        ]
        if not lacking:
            return ""
        way = f"buffermap data add {' '.join(lacking)} brings every village"
        if len(lacking) < len(zone.sides):
            return f"until both sides have the same data they cannot be compared: {way} there too"
        return f"most places under 500 inhabitants are missing: {way}"


def map_articles(
    articles: "Article | str | Iterable[Article | str]",
    zone: "Zone | Border | None" = None,
    *,
    corrections: str | Path | None = None,
    places: "pd.DataFrame | str | Path | None" = None,
    title: str | None = None,
    language: Language = "en",
    text_mode: TextMode = "sentences",
    tiles: Tiles | None = None,
    zone_id: str | None = None,
    events: "pd.DataFrame | str | Path | None" = None,
    share: "Edition" = "desk",
    grid: Files = None,
    built_up: str | Path | None = None,
    by: Level | None = None,
) -> "BufferMap":
    """Make the page of articles in one call, as ``buffermap map`` does.

    Parameters
    ----------
    articles
        What `buffermap.read` returns, one article, a text, or several texts.
    zone
        What `buffermap.zone` returns, or a stretch whose depth nobody states; by default the zone whose location a
        statement of the articles gives, if there is one.
    corrections
        A corrections file (TOML) of the analyst.
    places
        A settlement layer of your own, a table or a file; by default the gazetteer with the data you added.
    title
        Of the page.
    language
        Of the interface: ``en``, ``uk``, ``pl`` or ``ru``.
    text_mode
        How much of the articles the page carries: ``sentences``, ``full`` or ``links``.
    tiles
        Online tiles below the map, where the page may ask a server.
    zone_id
        Without a ``zone``: the one of the articles to draw, as `stated_zones` lists it; by default the one that they
        support best.
    events
        What `buffermap.events` returns, or its file; counts alone are on the page unless their rule lets rows leave.
    share
        ``desk``: all of it; ``public``: it names the places that the articles name and those of ten thousand listed
        people or more, counts the others by district, and leaves out events of the last three days.
    grid
        Rasters of people per cell: the page then tells people by them, those of the list below.
    built_up
        Polygons of built-up land, which decide how much of a city lies within.
    by
        ``admin1`` to ``admin4``: the divisions that the page sums up by; below the second those that you added.

    Returns
    -------
    BufferMap
        It shows itself in a notebook; ``save("map.html")`` writes it.

    Raises
    ------
    InputError
        What is given are no articles or texts, or no zone or stretch; or no zone of that id can be drawn.

    Examples
    --------
    >>> import buffermap as bm
    >>> page = bm.map_articles("A buffer zone 10 km deep along the Estonian-Latvian border is needed, he said.")
    >>> len(page.data.statements), page.data.zone.border
    (1, 'EE-LV')
    """
    from buffermap.page.page import BufferMap  # loads folium, which the command line's pages do without

    given = pipeline.as_articles(articles)
    parsed = pipeline.parse(given, corrections=corrections)
    made = page_of(
        parsed,
        as_ask(zone),
        reading=pipeline.reading_of(articles, given),
        places=as_layer(places),
        title=title,
        language=language,
        text_mode=text_mode,
        tiles=tiles,
        zone_id=zone_id,
        events=None if events is None else incidents.as_events(events),
        share=share,
        people=people_of(grid, built_up, level=by),
    )
    return BufferMap(made.data)


def page_of(
    parsed: Sequence[Parsed],
    ask: Ask | None,
    *,
    places: "pd.DataFrame | None" = None,
    title: str | None = None,
    language: Language = "en",
    text_mode: TextMode = "sentences",
    tiles: Tiles | None = None,
    reading: ReadingReport | None = None,
    zone_id: str | None = None,
    events: "gpd.GeoDataFrame | None" = None,
    share: "Edition" = "desk",
    places_file: str | None = None,
    people: People = NOTHING,
) -> Made:
    """Make a page of parsed articles, with the zone that is asked for or else the one that a statement locates.

    ``places_file`` is where ``places`` were read from, for the scenario that the page writes.
    """
    chosen = ask or _stated(parsed, zone_id)
    if chosen and chosen.scenario and places_file:
        layer = Entry(value=places_file, source="analyst")
        chosen = replace(chosen, scenario=replace(chosen.scenario, places=layer))
    if chosen and chosen.scenario:
        chosen = replace(chosen, scenario=with_people(chosen.scenario, people))
    reading = reading or ReadingReport.of(item.article for item in parsed)
    data = page_data(
        parsed, chosen, places=places, title=title, language=language, text_mode=text_mode, tiles=tiles,
        reading=reading.as_record() if parsed else None, events=events, share=share, people=people,
    )  # fmt: skip
    return Made(data=data, parsed=parsed, ask=chosen, reading=reading)


def _stated(parsed: Sequence[Parsed], zone_id: str | None) -> Ask | None:
    """Return the zone whose location a statement of the articles gives, None where there is none."""
    warn_unread(read_articles(parsed))
    statements = [statement for item in parsed for statement in item.statements]
    scenario = from_statements(statements, zone_id=zone_id)
    if scenario is None:
        return None
    try:
        return ask_of(scenario)
    except BuffermapError as error:  # the page is written all the same
        if zone_id is not None:
            raise
        log.warning("the zone that the texts state is not drawn: %s", error)
        return None


def wanted_zone(
    stretch: "Border", *, side: str, depths_m: Sequence[float], ends: "Ends", named: Named | None = None
) -> Ask:
    """Return the zone that the analyst asks for; the page opens with the first depth and offers the others."""
    side = checked_side(stretch, side)
    zone = draw(stretch, side=side, depth_m=depths_m[0], ends=ends) if depths_m else None
    return asked(stretch, side=side, depths_m=depths_m, ends=ends, zone=zone, named=named)


def named_by(options: Mapping[str, Any]) -> Named:
    """Return how the options of a command name a stretch."""
    return Named(**{name: options[name] for name in Named.__slots__})


def files_beside(target: Path, names: str) -> tuple[list[Path], Path | None]:
    """Return the files that are to lie beside a page: pictures (``svg``, ``png``), and its evidence (``NAME.zip``).

    Raises
    ------
    InputError
        The page's name is none of a page, or no such picture can be made here.
    """
    check_page_name(target)
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    evidence = [name for name in wanted if name.lower().endswith(".zip")]
    if any(Path(name).name != name for name in evidence) or len(evidence) > 1:
        raise InputError(f"{evidence[0]}: one evidence file lies beside the page; name it evidence.zip")
    suffixes = [f".{name}" for name in wanted if name not in evidence]
    for suffix in suffixes:
        check_format(suffix)
    pictures = [target.with_suffix(suffix) for suffix in suffixes]
    return pictures, target.with_name(evidence[0]) if evidence else None


def map_inputs(
    inputs: Iterable[str | Path],
    ask: Ask | None,
    target: Path,
    *,
    pictures: Iterable[Path] = (),
    corrections: str | Path | None = None,
    column: str | None = None,
    keep_people: bool = False,
    places: "pd.DataFrame | str | Path | None" = None,
    title: str | None = None,
    language: Language = "en",
    text_mode: TextMode = "sentences",
    tiles_url: str | None = None,
    tiles_attribution: str = "",
    zone_id: str | None = None,
    events: "gpd.GeoDataFrame | None" = None,
    share: "Edition" = "desk",
    places_file: str | None = None,
    people: People = NOTHING,
) -> Made:
    """Read inputs and write their page, whole or not at all, and pictures of its map.

    A target that cannot be written and a layer that cannot be read are said before the articles are read.
    """
    layer = as_layer(places)
    if events is not None:
        check_own_use(rule_of(events)["share"], target)
    with whole_file(target) as path:
        reading = ReadingReport()
        parsed = pipeline.parse(
            inputs, corrections=corrections, column=column, keep_people=keep_people, report=reading,
            keep="strongest",
        )  # fmt: skip
        if text_mode == "full" and any(one.stored_unnamed is not None for one in parsed):
            raise InputError("an archive does not hold the whole texts; choose --text sentences or links")
        made = page_of(
            parsed, ask, places=layer, title=title, language=language, text_mode=text_mode, reading=reading,
            tiles=Tiles(url=tiles_url, attribution=tiles_attribution) if tiles_url else None, zone_id=zone_id,
            events=events, share=share, places_file=places_file, people=people,
        )  # fmt: skip
        path.write_text(document(made.data), encoding="utf-8", newline="\n")
    for picture in pictures:
        write_picture(made.data, picture)
    return made
