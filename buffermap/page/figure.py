"""The figure around a folium map: a map with layers in, one offline document out.

folium and branca render text as templates, some of it twice. Nothing of the page passes through them: neither its data
nor the layers that were added to it.
"""

from html import escape
from typing import Any

from branca.element import Element, Figure

from buffermap.errors import InputError
from buffermap.page.data import PageData
from buffermap.page.document import document
from buffermap.page.layers import layers_of

HEIGHT = "680px"


class FramedPage(Element):
    """A whole page within another figure: its own document in a frame, with its own policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        # a figure within a figure renders this text as a template once more: no brace may stand in it
        self.frame = escape(html).replace("{", "&#123;").replace("}", "&#125;")

    def render(self, **kwargs: Any) -> str:
        """Return the frame."""
        del kwargs
        return (
            f'<iframe title="buffermap" srcdoc="{self.frame}" allowfullscreen '
            f'style="width: 100%; height: {HEIGHT}; border: none"></iframe>'
        )


class OfflineFigure(Figure):
    """A figure whose page needs no network, and says so in its content security policy."""

    def __init__(self, data: PageData) -> None:
        super().__init__(height=HEIGHT)
        self.page = data

    def render(self, **kwargs: Any) -> str:
        """Return the whole document."""
        del kwargs
        for part in (self.header, self.html, self.script):
            added = [name for name in part._children if name != "meta_http"]  # noqa: SLF001 - branca has no other way
            if added:
                raise InputError(
                    f"the page holds only what buffermap writes; {added[0]!r} was added to its document: "
                    "add layers to the map, or use a plain folium.Map"
                )
        return document(self.page, layers=layers_of(self))
