"""The document around a folium map: everything inline, nothing from the network, a policy that allows only that.

folium and branca render text as templates, some of it twice. Nothing of the page's data passes through them: the
document is put together here from finished strings.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlsplit

from branca.element import Element, Figure, JavascriptLink, Link

from buffermap.errors import InputError
from buffermap.page import bundle

_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_SCRIPTED = 'document.documentElement.className = "js";'  # hides what is there for readers without scripts
_VENDORED = {"leaflet.js", "leaflet.css"}


class OfflineFigure(Figure):
    """A figure whose page needs no network, and says so in its content security policy."""

    def __init__(
        self, *, title: str, language: str, body: str, data: str, head: str = "", images: str = ""
    ) -> None:
        super().__init__(height="680px")
        self.page_title, self.language = title.encode("utf-8", "replace").decode("utf-8"), language
        self.body, self.data, self.head, self.images = body, data, head, images

    def render(self, **kwargs: Any) -> str:
        """Return the whole document."""
        _number_children(self)
        for child in list(self._children.values()):
            child.render(**kwargs)
        header = "".join(self._header_parts(kwargs))
        frame = bundle.shell().replace("<!--map-->", self.html.render(**kwargs), 1)
        layers = self.script.render(**kwargs).replace("</script", "<\\/script")
        if "L.marker(" in layers or "L.geoJson(" in layers:
            layers = bundle.marker_icons() + layers
        make_map = f"function buffermapMap() {{\n{layers}\nreturn map_main;\n}}\n"
        document = (
            f'<html lang="{escape(self.language)}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(self.page_title)}</title>\n<script>{_SCRIPTED}</script>\n"
            f"<style>{bundle.leaflet('leaflet.css')}</style>\n<style>{bundle.style()}</style>\n{header}{self.head}"
            f"</head>\n<body>\n{frame}\n{self.body}\n"
            f'<script type="application/json" id="bm-data">{self.data}</script>\n'
            '<script type="application/json" id="bm-state">{}</script>\n'
            f"<script>{bundle.leaflet('leaflet.js')}</script>\n<script>{make_map}</script>\n"
            f"<script>{bundle.script()}buffermapStart(L, buffermapMap);</script>\n</body>\n</html>\n"
        )
        policy = content_security_policy(document, images=self.images)
        tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        return "<!DOCTYPE html>\n" + document.replace("<head>\n", f"<head>\n{tag}", 1)

    def _header_parts(self, kwargs: dict[str, Any]) -> Iterator[str]:
        for name, element in self.header._children.items():  # noqa: SLF001 - branca has no other way
            if name == "meta_http":
                continue
            if isinstance(element, Link):
                yield from _inlined(element)
            else:
                yield element.render(**kwargs)


def _inlined(link: Any) -> Iterator[str]:
    """Return a library that a layer asks for from the package; Leaflet itself is in the page already."""
    name = urlsplit(link.url).path.rsplit("/", 1)[-1]
    if name not in _VENDORED:
        kind = "script" if isinstance(link, JavascriptLink) else "style sheet"
        raise InputError(
            f"a layer of the map needs the {kind} {link.url}, but this page is offline and holds Leaflet alone; "
            "leave the layer out, or draw it on a plain folium.Map"
        )
    yield ""


def _number_children(root: Any) -> None:
    """Give layers numbers for names: folium's are random, and the same input must give the same bytes."""
    stack, number = list(root._children.values()), 0  # noqa: SLF001 - branca has no other way
    while stack:
        element: Element = stack.pop(0)
        if getattr(element, "_id", None) != "main":
            element._id = f"n{number}"  # noqa: SLF001
            number += 1
        stack.extend(element._children.values())  # noqa: SLF001


def content_security_policy(document: str, *, images: str = "") -> str:
    """Allow the inline scripts and styles of this document by their hashes, and nothing else."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for tag, code in _INLINE.findall(document):
        digest = base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
        hashes[tag].append(f"'sha256-{digest}'")
    return (
        f"default-src 'none'; script-src {' '.join(dict.fromkeys(hashes['script']))}; "
        f"style-src {' '.join(dict.fromkeys(hashes['style']))}; img-src data: blob:{images}; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
