"""BufferMap: a folium map that is a whole page, with sentences beside it and a zone of any depth on it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

import folium
from folium.template import Template

from buffermap import __version__
from buffermap.errors import InputError
from buffermap.page import bundle, encode, world
from buffermap.page.credits import credits_line
from buffermap.page.data import PageData, check
from buffermap.page.figure import OfflineFigure
from buffermap.page.static_map import svg
from buffermap.page.static_page import static_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from buffermap.articles import Article
    from geo.zone import Zone

REFUSED = (
    "Popup",
    "Tooltip",
    "GeoJsonPopup",
    "GeoJsonTooltip",
    "Icon",
    "DivIcon",
    "BeautifyIcon",
    "TileLayer",
)
"""folium elements that a page does not take: they run text as a template, put it in as HTML, or need the network."""


class BufferMap(folium.Map):
    """Articles, their places and a hypothetical zone on one offline page; also an ordinary folium map.

    Parameters
    ----------
    mentions
        What `buffermap.extract` returns, or finished :class:`~buffermap.page.data.PageData`.
    zone
        What `buffermap.zone` returns; None for a map of the mentioned places alone.
    articles, statements, scenario
        What the mentions come from, what the texts state of zones, and where the zone's assumptions come from.
    options
        Further options of the page, as `buffermap.compose.page_data` takes them.

    Raises
    ------
    InputError
        If the data do not hold together, or on saving if a layer was added that an offline page cannot show.

    Notes
    -----
    Layers that folium draws with Leaflet alone (``GeoJson``, ``Marker``, ``Polygon``, ``FeatureGroup`` …) may be
    added with ``add_child``. Popups and tooltips may not: folium compiles their text as a template.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}<div class="folium-map" id="{{ this.get_name() }}"></div>{% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {
            center: [0, 0], zoom: 2, minZoom: 2, maxZoom: 18, zoomControl: false, crs: L.CRS.EPSG3857,
            zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
            fadeAnimation: false, inertia: !matchMedia("(prefers-reduced-motion: reduce)").matches
        });
        {% endmacro %}
        """
    )

    def __init__(
        self,
        mentions: "PageData | gpd.GeoDataFrame | None" = None,
        zone: "Zone | None" = None,
        *,
        articles: "Sequence[Article]" = (),
        statements: "Sequence[Any]" = (),
        scenario: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(tiles=None)
        self.default_js, self.default_css = [], []  # Leaflet is in the page already
        if isinstance(mentions, PageData):
            self.data = mentions
        else:
            from buffermap.compose import page_data

            self.data = page_data(
                mentions, zone, articles=articles, statements=statements, scenario=scenario, **options
            )
        check(self.data)
        self._id = "main"  # folium's random id would make two pages of the same input differ
        self._frame()

    def _frame(self) -> None:
        """Put the map into a figure of its own."""
        OfflineFigure(
            title=self.data.title,
            language=self.data.language,
            body=static_page(self.data),
            data=encode.json_for_script(self._wire()),
            images=_tile_host(self.data),
        ).add_child(self)

    def _wire(self) -> dict[str, Any]:
        value = encode.wire(self.data)
        value["strings"] = bundle.strings()
        value["world"] = world.coarse()
        value["credits"] = credits_line(self.data)
        value["version"] = __version__
        return value

    def render(self, **kwargs: Any) -> str:
        """Render the map and its layers into the page."""
        for element in _descendants(self):
            if type(element).__name__ in REFUSED:
                raise InputError(
                    f"folium's {type(element).__name__} cannot stand on an offline page: it runs text as a template, "
                    "puts it in as HTML or needs the network; leave it out, or use a plain folium.Map"
                )
        super().render(**kwargs)  # type: ignore[no-untyped-call] # folium's own
        return ""

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - folium's signature
        """Write the page to a path or a binary file."""
        html = self.get_root().render(**kwargs).encode("utf-8")
        if isinstance(outfile, str | bytes | Path):
            Path(os.fsdecode(outfile)).write_bytes(html)
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
        path = Path(outfile)
        if path.suffix.lower() != ".svg":
            raise InputError(
                f"a {path.suffix or 'nameless'} picture is drawn by the browser: open the page and choose "
                "Download & cite, Map as picture (PNG); without a browser there is .svg"
            )
        path.write_text(svg(self.data), encoding="utf-8")


def _tile_host(data: PageData) -> str:
    """Return the one host that the policy lets images come from."""
    if data.tiles is None:
        return ""
    parts = urlsplit(data.tiles.url.replace("{s}", "*"))
    return f" {parts.scheme}://{parts.netloc}"


def _descendants(element: Any) -> list[Any]:
    children = list(element._children.values())  # noqa: SLF001 - branca has no other way
    return children + [below for child in children for below in _descendants(child)]
