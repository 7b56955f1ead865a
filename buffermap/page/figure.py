"""The figure around a folium map: folium's layers in, one offline document out.

folium and branca render text as templates, some of it twice. Nothing of the page's data passes through them.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from branca.element import Element, Figure, JavascriptLink, Link

from buffermap.errors import InputError
from buffermap.page.data import PageData
from buffermap.page.document import document

_VENDORED = {"leaflet.js", "leaflet.css"}


class OfflineFigure(Figure):
    """A figure whose page needs no network, and says so in its content security policy."""

    def __init__(self, data: PageData) -> None:
        super().__init__(height="680px")
        self.page = data

    def render(self, **kwargs: Any) -> str:
        """Return the whole document."""
        _number_children(self)
        for child in list(self._children.values()):
            child.render(**kwargs)
        return document(
            self.page,
            map_html=self.html.render(**kwargs),
            map_script=self.script.render(**kwargs),
            header="".join(self._header_parts(kwargs)),
        )

    def _header_parts(self, kwargs: dict[str, Any]) -> Iterator[str]:
        for name, element in self.header._children.items():  # noqa: SLF001 - branca has no other way
            if name == "meta_http":
                continue
            if isinstance(element, Link):
                _refuse_unless_vendored(element)
            else:
                yield element.render(**kwargs)


def _refuse_unless_vendored(link: Any) -> None:
    """Let a layer ask for Leaflet, which is in the page already, and for nothing else."""
    name = urlsplit(link.url).path.rsplit("/", 1)[-1]
    if name not in _VENDORED:
        kind = "script" if isinstance(link, JavascriptLink) else "style sheet"
        raise InputError(
            f"a layer of the map needs the {kind} {link.url}, but this page is offline and holds Leaflet alone; "
            "leave the layer out, or draw it on a plain folium.Map"
        )


def _number_children(root: Any) -> None:
    """Give layers numbers for names: folium's are random, and the same input must give the same bytes."""
    stack, number = list(root._children.values()), 0  # noqa: SLF001 - branca has no other way
    while stack:
        element: Element = stack.pop(0)
        if getattr(element, "_id", None) != "main":
            element._id = f"n{number}"  # noqa: SLF001
            number += 1
        stack.extend(element._children.values())  # noqa: SLF001
