"""BufferMap: a folium map that is a whole page, with sentences beside it and a zone of any depth on it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import folium
from branca.element import Figure

from buffermap.errors import InputError
from buffermap.export.atomic import whole_file
from buffermap.export.sharing import check_own_use
from buffermap.incidents.events import as_events
from buffermap.page.compose import page_data
from buffermap.page.data import PageData, check
from buffermap.page.document import document
from buffermap.page.figure import FramedPage, OfflineFigure
from buffermap.page.layers import layers_of
from buffermap.page.picture.svg import write_picture
from buffermap.parsed import Parsed
from buffermap.words import Language
from buffermap.zones.given import as_layer
from buffermap.zones.people import Files, Level, people_of
from geo.border import Border
from geo.zone import Zone

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from buffermap.articles.article import Article
    from buffermap.page.data import TextMode, Tiles
    from buffermap.said.values import Statement
    from buffermap.scenarios.scenario import Scenario


class BufferMap(folium.Map):
    """Articles, their places and a hypothetical zone on one offline page; also an ordinary folium map.

    Parameters
    ----------
    mentions
        What `buffermap.extract` returns, or finished :class:`~buffermap.page.data.PageData`.
    zone
        What `buffermap.zone` returns; a stretch whose depth nobody states; None for the mentioned places alone.
    articles
        What the mentions come from: the page then shows what they state of zones, and sentences without a place.
    statements
        What `buffermap.statements` returns, or part of it; by default what `articles` state.
    scenario
        Where the zone's assumptions come from; its zone is drawn where `zone` is None.
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
    events
        What `buffermap.events` returns, or its file: dated dots and a list where their rule lets rows leave, else counts.
    grid, built_up, by
        Population grids, built-up land, and the divisions to sum up by: see `buffermap.map_articles`.

    Raises
    ------
    InputError
        If the data do not hold together, or on saving if a layer was added that an offline page cannot show.

    Notes
    -----
    Layers of folium (``GeoJson``, ``Marker``, ``CircleMarker``, ``Circle``, ``PolyLine``, ``Polygon``, ``Rectangle``,
    ``FeatureGroup``) may be added with ``add_child``: their geometry and style are read and drawn by the page itself, so
    that nothing that a layer holds is run. A popup or tooltip of plain text is shown as that text, tags and all; popups of
    HTML elements and other layers are refused. In another figure the page stands in a frame of its own.

    Examples
    --------
    >>> import io
    >>> import buffermap as bm
    >>> page = bm.BufferMap(bm.extract("Trains between Sumy and Kyiv run again."))
    >>> file = io.BytesIO()
    >>> page.save(file, close_file=False)
    >>> file.getvalue()[:15]
    b'<!DOCTYPE html>'
    """

    def __init__(
        self,
        mentions: "PageData | gpd.GeoDataFrame | None" = None,
        zone: "Zone | Border | None" = None,
        *,
        articles: "Sequence[Article]" = (),
        statements: "pd.DataFrame | Sequence[Statement] | None" = None,
        scenario: "Scenario | None" = None,
        places: "pd.DataFrame | str | Path | None" = None,
        title: str | None = None,
        language: Language = "en",
        text_mode: "TextMode" = "sentences",
        tiles: "Tiles | None" = None,
        events: "pd.DataFrame | str | Path | None" = None,
        grid: Files = None,
        built_up: str | Path | None = None,
        by: Level | None = None,
    ) -> None:
        super().__init__(tiles=None)
        self.default_js, self.default_css = [], []  # Leaflet is in the page already
        if isinstance(mentions, PageData):
            self.data = mentions
        else:
            self.data = page_data(
                _checked_mentions(mentions),
                zone,
                articles=articles,
                statements=statements,
                scenario=scenario,
                places=as_layer(places),
                title=title,
                language=language,
                text_mode=text_mode,
                tiles=tiles,
                events=as_events(events),
                people=people_of(grid, built_up, level=by) if grid or built_up or by else None,
            )
        check(self.data)
        OfflineFigure(self.data).add_child(self)

    def render(self, **kwargs: Any) -> str:
        """Refuse layers that the page cannot hold; its own figure draws the others, another one gets the page in a frame."""
        del kwargs
        layers = layers_of(self)
        figure = self.get_root()
        if isinstance(figure, Figure) and not isinstance(figure, OfflineFigure):
            figure.html.add_child(FramedPage(document(self.data, layers=layers)), name=self.get_name())
        return ""

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - folium's signature
        """Write the page to a path, whole or not at all, or to a binary file."""
        if self.data.events and isinstance(outfile, str | bytes | Path):
            check_own_use(self.data.events.share, Path(os.fsdecode(outfile)))
        html = self.get_root().render(**kwargs).encode("utf-8")
        if isinstance(outfile, str | bytes | Path):
            with whole_file(Path(os.fsdecode(outfile))) as draft:
                draft.write_bytes(html)
            return
        outfile.write(html)
        if close_file:
            outfile.close()

    def save_picture(self, outfile: str | Path) -> None:
        """Write the map that the page opens with as a picture; SVG needs nothing else.

        Raises
        ------
        InputError
            For another suffix than ``.svg``, with the way to get that picture.
        """
        write_picture(self.data, outfile)


def _checked_mentions(mentions: Any) -> Any:
    """Return mentions if they are what a page shows, or say what was given instead."""
    if mentions is None or hasattr(mentions, "groupby"):
        return mentions
    if isinstance(mentions, (Zone, Border)):
        raise InputError("a page takes the mentions first: bm.BufferMap(bm.extract(articles), zone)")
    if isinstance(mentions, Sequence) and all(isinstance(one, Parsed) for one in mentions):
        return mentions
    raise InputError(
        f"a {type(mentions).__name__} holds no mentions: bm.BufferMap(bm.extract(articles), zone)"
    )
