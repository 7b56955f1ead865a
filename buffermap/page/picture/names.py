"""Names on the drawn map: which are wanted most, and where each has room."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from buffermap.page.picture.scene import colours, text
from buffermap.page.picture.states import states

if TYPE_CHECKING:
    from buffermap.page.data import PageData, PageMention, PagePlace
    from buffermap.page.picture.frame import Frame
    from buffermap.words import Words

MAX_LABELS = 60
CITY, TOWN = 200_000, 10_000  # people: as in labels.js
POSITIONS = ((1, 0), (-1, 0), (0, -1.4), (0, 1.4))  # around a point, the best first

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that wants to stand beside its point."""

    text: str
    lon: float
    lat: float
    size: float
    colour: str
    bold: bool = False


def dots(data: "PageData") -> "list[PagePlace]":
    """Return named places that are drawn as dots: literal ones, and a headline's, with a point that is theirs."""
    literal = {m.place for m in data.mentions if m.usage == "literal" or _names_in_headline(m)}
    return [
        place
        for i, place in enumerate(data.places)
        if i in literal
        and place.kind in ("settlement", "site")
        and place.lat is not None
        and place.lon is not None
    ]


def _names_in_headline(mention: "PageMention") -> bool:
    """Whether a name stands in a headline, where it is read too easily for what is done in its name."""
    return mention.subtype == "metonym" and "headline" in mention.flags


def _wanted(data: "PageData", words: "Words") -> Iterator[Name]:
    """Yield names, the most wanted first: named places, cities, who lies within by people, towns by size."""
    ink = colours()
    for place in dots(data):
        if place.lon is not None and place.lat is not None:
            name = words.name(place.name, place.name_local)
            yield Name(text=name, lon=place.lon, lat=place.lat, size=12, colour=ink["ink"], bold=True)
    towns = sorted(data.basemap.labels, key=lambda la: -la.rank)
    quiet = [Name(text=la.name, lon=la.lon, lat=la.lat, size=11, colour=ink["label"]) for la in towns]
    cities = sum(la.rank >= CITY for la in towns)
    yield from quiet[:cities]
    table, zone = data.settlements, data.zone
    if table is not None and zone is not None and data.other is None:
        rows = np.flatnonzero(np.logical_or(*states(table, zone)))
        for i in rows[np.argsort(-table.population[rows], kind="stable")][: 2 * MAX_LABELS].tolist():
            point = {"lon": float(table.lon[i]), "lat": float(table.lat[i])}
            bold = bool(table.population[i] >= TOWN)
            yield Name(text=table.name[i], **point, size=12 if bold else 10.5, colour=ink["ink"], bold=bold)
    yield from quiet[cities:]


def labels(data: "PageData", frame: "Frame", words: "Words") -> Iterator[str]:
    """Yield names that do not touch, each in the first free position around its point."""
    taken: list[Box] = []
    said: set[str] = set()
    for name in _wanted(data, words):
        if len(taken) >= MAX_LABELS:
            return
        (x, y) = frame.points(np.array([[name.lon, name.lat]], float))[0]
        if name.text in said or not (0 < x < frame.width and 0 < y < frame.height):
            continue
        for dx, dy in POSITIONS:
            box = _box(x + 8 * dx, y + 9 * dy, name, dx)
            inside = box[0] > 0 and box[2] < frame.width and box[1] > 0 and box[3] < frame.height
            if inside and not any(_touch(box, other) for other in taken):
                taken.append(box)
                said.add(name.text)
                yield _drawn(name, x + 8 * dx, y + 9 * dy, dx)
                break


def _box(x: float, y: float, name: Name, dx: int) -> Box:
    wide = 0.58 * name.size * len(name.text)
    left = x - (0 if dx > 0 else wide if dx < 0 else wide / 2)
    return (left - 2, y - name.size / 2, left + wide + 2, y + name.size / 2)


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _drawn(name: Name, x: float, y: float, dx: int) -> str:
    anchor = "" if dx > 0 else f' text-anchor="{"end" if dx < 0 else "middle"}"'
    weight = ' font-weight="600"' if name.bold else ""
    place = f'x="{x:.0f}" y="{y + name.size * 0.36:.0f}"'
    return f'<text {place} font-size="{name.size:g}"{weight}{anchor} fill="{name.colour}">{text(name.text)}</text>'
