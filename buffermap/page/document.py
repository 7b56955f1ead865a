"""The page as one document: everything inline, nothing from the network, a policy that allows only that.

Nothing of the page's data passes through a template: the document is put together here from finished strings.
"""

import base64
import hashlib
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from buffermap import __version__
from buffermap.errors import InputError
from buffermap.export.atomic import STDOUT
from buffermap.headline import headline
from buffermap.page import bundle
from buffermap.page.credits import credits_line, terms
from buffermap.page.data import PageData, check
from buffermap.page.picture.scene import scene
from buffermap.page.picture.static_page import static_page
from buffermap.page.sharing import templates, words_of
from buffermap.page.wire import encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from buffermap.page.layers import Layer

MAP_HTML = '<div class="folium-map" id="map_main"></div>'
MAP_SCRIPT = """var map_main = L.map("map_main", {
center: [0, 0], zoom: 2, minZoom: 2, maxZoom: 18, zoomControl: false, crs: L.CRS.EPSG3857,
zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
fadeAnimation: false, inertia: !matchMedia("(prefers-reduced-motion: reduce)").matches
});"""

_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_SCRIPTED = 'document.documentElement.className = "js";'  # hides what is there for readers without scripts


def check_page_name(path: Path) -> None:
    """Refuse a name under which no browser would open the page.

    Raises
    ------
    InputError
        The name does not end in ``.html``; the message says how to get what was asked for.
    """
    if path.suffix.lower() in {".html", ".htm"} or path == STDOUT or (path.exists() and not path.is_file()):
        return  # a pipe or device takes what it is given
    ways = {
        ".pdf": "; open it and print it to get a PDF",
        ".svg": "; --also svg writes the map beside it as a picture",
        ".png": "; --also png writes the map beside it as a picture",
    }
    way = ways.get(path.suffix.lower(), "")
    raise InputError(f"{path}: a page is HTML; name it {path.with_suffix('.html').name}{way}")


def document(data: PageData, *, layers: "Sequence[Layer]" = ()) -> str:
    """Return the whole page.

    Parameters
    ----------
    data
        What the page is made of.
    layers
        Further layers of the map as data (see `buffermap.page.layers`).

    Raises
    ------
    InputError
        If the data do not hold together.
    """
    check(data)
    words = words_of(data)
    found, named = headline(data, words), words.say(data.title) if data.zone else ""
    title = (f"{named}: {found}" if named else found).encode("utf-8", "replace").decode("utf-8")
    icons = bundle.marker_icons() if layers else ""  # what Leaflet shows for a point
    make_map = f"function buffermapMap() {{\n{icons}{MAP_SCRIPT}\nreturn map_main;\n}}\n"
    blocks = encode.blocks(
        data,
        strings=templates(data),
        scene=scene(),
        credits=credits_line(data),
        terms=terms(data),
        version=__version__,
    )
    html = (
        f'<html lang="{escape(data.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<script>{_SCRIPTED}</script>\n"
        f"<style>{bundle.leaflet_style()}</style>\n<style>{bundle.style()}</style>\n"
        f"</head>\n<body>\n{bundle.shell().replace('<!--map-->', MAP_HTML, 1)}\n{static_page(data)}\n"
        f'<script type="application/json" id="bm-data">{blocks.head}</script>\n'
        f'<script type="text/plain" id="bm-bulk">{blocks.bulk}</script>\n'
        '<script type="application/json" id="bm-state">{}</script>\n'
        f"{_added(layers)}"
        f"<script>{bundle.leaflet('leaflet.js')}</script>\n<script>{make_map}</script>\n"
        f"<script>{bundle.script()}buffermapStart(L, buffermapMap);</script>\n</body>\n</html>\n"
    )
    policy = content_security_policy(html, images=_tile_host(data))
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
    return "<!DOCTYPE html>\n" + html.replace("<head>\n", f"<head>\n{tag}", 1)


def _added(layers: "Sequence[Layer]") -> str:
    """Return the data block of the layers that were added; a page without any has none."""
    if not layers:
        return ""
    return f'<script type="application/json" id="bm-added">{encode.json_for_script(list(layers))}</script>\n'


def content_security_policy(html: str, *, images: str = "") -> str:
    """Allow the inline scripts and styles of this document by their hashes, and nothing else."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for tag, code in _INLINE.findall(html):
        digest = base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
        hashes[tag].append(f"'sha256-{digest}'")
    return (
        f"default-src 'none'; script-src {' '.join(dict.fromkeys(hashes['script']))}; "
        f"style-src {' '.join(dict.fromkeys(hashes['style']))}; img-src data: blob:{images}; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _tile_host(data: PageData) -> str:
    """Return the one host that the policy lets images come from."""
    if data.tiles is None:
        return ""
    parts = urlsplit(data.tiles.url.replace("{s}", "*"))
    return f" {parts.scheme}://{parts.netloc}"
