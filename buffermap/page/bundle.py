"""The page's script, style and strings, read from the package and joined without any tool but Python.

The script is plain modules; here their ``import`` and ``export`` words go, they are put one after the other in the
order of their needs and wrapped in one function. Two modules may therefore not use the same top-level name.
"""

import base64
import json
import re
from functools import cache
from pathlib import Path

from buffermap.page import squeeze
from buffermap.paths import LEAFLET, PAGE

_IMPORT = re.compile(r'^import\s[^;]*?from\s+"(?:\.{1,2}/)(?:[\w-]+/)?([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|class|const|let)", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


@cache
def script() -> str:
    """Return all modules as one script that leaves ``buffermapStart(L, makeMap)`` behind."""
    modules = [module(name) for name in ordered("main.js")]
    code = squeeze.script("\n".join(modules))
    return f'(() => {{\n"use strict";\n{code}\nwindow.buffermapStart = start;\n}})();\n'


def ordered(first: str) -> list[str]:
    """Return the names of a module and all that it needs, needed ones first.

    Raises
    ------
    ValueError
        If two modules use the same top-level name, or need each other.
    """
    order: list[str] = []
    under_way: list[str] = []
    owner: dict[str, str] = {}

    def visit(name: str) -> None:
        if name in order:
            return
        if name in under_way:
            raise ValueError(f"modules need each other: {' → '.join([*under_way, name])}")
        under_way.append(name)
        source = _source(name)
        for needed in _IMPORT.findall(source):
            visit(needed)
        for top in _TOP_LEVEL.findall(_EXPORT.sub("", source)):
            if top in owner:
                raise ValueError(f"{name} and {owner[top]} both have a top-level {top}")
            owner[top] = name
        under_way.pop()
        order.append(name)

    visit(first)
    return order


def module(name: str) -> str:
    """Return one module without its import and export words."""
    return _EXPORT.sub("", _IMPORT.sub("", _source(name)))


def _source(name: str) -> str:
    """Return a module's text; names are unique, so an import's folders need not be followed."""
    return _files(PAGE / "js")[name].read_text(encoding="utf-8")


@cache
def _files(folder: Path) -> dict[str, Path]:
    """Return the modules' files by their names."""
    return {path.name: path for path in folder.rglob("*.js")}


@cache
def style() -> str:
    """Return the page's style sheet."""
    return squeeze.style((PAGE / "app.css").read_text(encoding="utf-8"))


@cache
def leaflet_style() -> str:
    """Return the style sheet of the vendored Leaflet."""
    return squeeze.style(leaflet("leaflet.css"))


@cache
def shell() -> str:
    """Return the page's empty frame; the script fills it with words and data."""
    return (PAGE / "shell.html").read_text(encoding="utf-8")


@cache
def leaflet(name: str) -> str:
    """Return a text file of the vendored, unmodified Leaflet."""
    return (LEAFLET / name).read_text(encoding="utf-8")


@cache
def marker_icons() -> str:
    """Return the line that gives Leaflet its own marker pictures from within the page."""
    images = LEAFLET / "images"
    files = {
        "iconUrl": "marker-icon.png",
        "iconRetinaUrl": "marker-icon-2x.png",
        "shadowUrl": "marker-shadow.png",
    }
    encoded = {
        key: base64.b64encode((images / name).read_bytes()).decode("ascii") for key, name in files.items()
    }
    urls = {key: f"data:image/png;base64,{text}" for key, text in encoded.items()}
    return f'L.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({json.dumps(urls)});\n'
