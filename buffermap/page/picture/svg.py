"""The map that a page opens with, as a picture and without a browser."""

from pathlib import Path
from typing import Any

from buffermap.errors import InputError
from buffermap.export.atomic import whole_file
from buffermap.page.data import PageData
from buffermap.page.picture.static_map import svg

PIXELS = 2.0  # of a PNG for each unit of the drawing: sharp on dense screens and in print
FORMATS = (".svg", ".png")


def write_picture(data: PageData, outfile: str | Path) -> None:
    """Write the map that the page opens with as a picture: ``.svg``, or ``.png`` with the extra of that name.

    Raises
    ------
    InputError
        For another suffix, or where what draws the PNG is not installed, with the way to get the picture.
    """
    path = Path(outfile)
    check_format(path.suffix)
    drawing = svg(data)
    with whole_file(path) as draft:
        draft.write_bytes(drawing.encode("utf-8") if path.suffix.lower() == ".svg" else _png(drawing))


def check_format(suffix: str) -> None:
    """Refuse a picture that cannot be made here.

    Raises
    ------
    InputError
        For another suffix than ``.svg`` and ``.png``, or where what draws the PNG is not installed.
    """
    if suffix.lower() not in FORMATS:
        raise InputError(
            f"no {suffix or 'nameless'} pictures are made here; there is .svg and .png, and the page prints to PDF"
        )
    if suffix.lower() == ".png":
        _resvg()


def _resvg() -> Any:
    try:
        import resvg_py  # of the extra `png`
    except ImportError:
        raise InputError(
            "a .png picture needs resvg: pip install 'buffermap[png]'; without it there is .svg, or open the page and "
            "choose Download & cite, Map as picture (PNG)"
        ) from None
    return resvg_py


def _png(drawing: str) -> bytes:
    # system fonts draw the words; one of these two is nearly everywhere
    return bytes(
        _resvg().svg_to_bytes(
            svg_string=drawing, zoom=PIXELS, sans_serif_family=_sans(), background="#ffffff"
        )
    )


def _sans() -> str:
    """Return a family that the system has for words without serifs; resvg drops words whose family it lacks."""
    known = (("LiberationSans-Regular.ttf", "Liberation Sans"), ("DejaVuSans.ttf", "DejaVu Sans"))
    folders = (Path("/usr/share/fonts"), Path.home() / ".fonts", Path.home() / ".local/share/fonts")
    for file, family in known:
        if any(next(folder.rglob(file), None) for folder in folders if folder.is_dir()):
            return family
    return "Arial"
