"""The map that a page opens with, as a picture and without a browser."""

from pathlib import Path

from buffermap.errors import InputError
from buffermap.page.data import PageData
from buffermap.page.static_map import svg


def write_picture(data: PageData, outfile: str | Path) -> None:
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
    path.write_text(svg(data), encoding="utf-8")
