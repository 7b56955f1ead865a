"""The drawn map's one scene: layers and their order, styles, marks and legend.

``scene.json`` holds it; the page's script draws its SVG and PNG by the same file.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from buffermap.page import bundle
from buffermap.paths import SCENE

if TYPE_CHECKING:
    from buffermap.words import Words

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LETTER = 6.4  # pixels of a letter in the legend, on average


@cache
def scene() -> dict[str, Any]:
    """Return the scene as the page's script reads it."""
    value: dict[str, Any] = json.loads(SCENE.read_text(encoding="utf-8"))
    return value


@cache
def colours() -> dict[str, str]:
    """Return the map's light colours from the page's style sheet, the one place that names them."""
    block = bundle.style().split("}", 1)[0]
    return dict(re.findall(r"--map-(\w+):([^;]+)", block))


def attributes(values: Mapping[str, Any]) -> str:
    """Write attributes; a fill or stroke that is the name of a colour becomes that colour."""
    ink = colours()
    pairs = ((k, ink.get(str(v), v) if k in ("fill", "stroke") else v) for k, v in values.items())
    return " ".join(f'{key}="{text(str(value))}"' for key, value in pairs)


def style(name: str) -> str:
    """Return the attributes of a named style."""
    return attributes(scene()["styles"][name])


def mark(name: str) -> str:
    """Return a mark, drawn around the origin."""
    return "".join(f"<{tag} {attributes(values)}/>" for tag, values in scene()["marks"][name])


def hatches() -> str:
    """Return the definitions of the zones' hatchings."""
    return "".join(
        f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate({hatch["turn"]})">'
        f'<path d="M0 0V8" {attributes({"stroke": hatch["stroke"]})} stroke-width="1.5"/></pattern>'
        for name, hatch in scene()["hatches"].items()
    )


def stacked(layers: Mapping[str, str], names: Iterable[str]) -> str:
    """Return the layers that hold something, in the scene's order, as far as they are asked for."""
    wanted = [name for name in scene()["order"] if name in set(names)]
    return "\n".join(
        f'<g id="drawn-{name.lower().replace(" ", "-")}" inkscape:groupmode="layer" inkscape:label="{name}">{layers[name]}</g>'
        for name in wanted
        if layers.get(name)
    )


def legend(facts: set[str], words: "Words", *, width: int) -> str:
    """Return the legend at the right: the rows whose conditions hold of what is drawn."""
    rows = [(key, words(said)) for key, said, when in scene()["legend"] if _holds(when, facts)]
    if not rows:
        return ""
    wide = round(max(len(said) for _, said in rows) * LETTER + 52)
    left = width - wide - 12
    box = attributes({"x": left, "y": 12, "width": wide, "height": 19 * len(rows) + 16})
    ink = colours()["ink"]
    items = "".join(
        f'<g transform="translate({left + 22} {30 + 19 * i})">{mark(key)}<text x="18" y="4" font-size="12" fill="{ink}">{text(said)}</text></g>'
        for i, (key, said) in enumerate(rows)
    )
    return f"<rect {box} {style('box')}/>{items}"


def _holds(when: str, facts: set[str]) -> bool:
    return all((word.removeprefix("!") in facts) != word.startswith("!") for word in when.split())


def text(said: str) -> str:
    """Escape a text for XML; what XML cannot hold is dropped."""
    return escape(_UNPRINTABLE.sub("", said))
