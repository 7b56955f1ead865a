"""The map as SVG, without a browser: for readers without scripts, for print and for a graphics desk.

Layers carry names, text stays text; the hypothetical line, the legend and the credits are part of the drawing.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import shapely

from buffermap.headline import caption, headline
from buffermap.page import bundle
from buffermap.page.credits import credits_line, terms
from buffermap.page.picture.states import holds, states
from buffermap.page.wire import world
from buffermap.words import Words
from buffermap.zones import dateline
from gazetteer.boundaries.borders import cut

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from buffermap.page.data import PageData, PageMention, PagePlace, PageZone

FOOT = 30  # pixels below the map for the credits, and for each line of the caption
FOOT_LINE = 17
SANS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
MARGIN = 0.09  # of the map's width, around what it shows
MAX_LABELS = 40
DOT_CELL = 5  # pixels
MAX_RINGS = 400

_LEADING_ZERO = re.compile(r"\b0(?=\.)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A Mercator view: ``scale`` pixels to the world's width; ``left`` and ``top`` in those pixels."""

    scale: float
    left: float
    top: float
    width: int
    height: int

    @property
    def middle(self) -> float:
        """Longitude of the view's middle."""
        return 360 * ((self.left + self.width / 2) / self.scale - 0.5)

    def points(self, lonlat: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return pixels of single points: of their copies around the world those nearest the view's middle."""
        turns = np.round((lonlat[:, 0] - self.middle) / 360)
        return self.xy(lonlat - np.column_stack([360 * turns, np.zeros(len(turns))]))

    def xy(self, lonlat: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return pixels of degrees, (n, 2) to (n, 2)."""
        sin = np.sin(np.radians(np.clip(lonlat[:, 1], -85, 85)))
        world = np.column_stack(
            [lonlat[:, 0] / 360 + 0.5, 0.5 - np.log((1 + sin) / (1 - sin)) / (4 * math.pi)]
        )
        return world * self.scale - (self.left, self.top)

    def shape(self, geometry: "BaseGeometry") -> "BaseGeometry":
        """Return a geometry in pixels, clipped to the view and thinned to half a pixel."""
        # a drawing needs no valid areas: thinning line by line is many times faster than keeping them so
        drawn = shapely.transform(dateline.near(geometry, self.middle), self.xy)
        return shapely.simplify(self.cut(drawn), 0.6, preserve_topology=False)

    def cut(self, drawn: "BaseGeometry") -> "BaseGeometry":
        """Return what of a shape in pixels lies in the view or just beyond."""
        return cut(drawn, (-9, -9, self.width + 9, self.height + 9))


def svg(data: "PageData", *, width: int = 900, height: int = 620) -> str:
    """Draw the map that a page opens with.

    Parameters
    ----------
    data
        What the page is made of; of the zone its exact ``geometry``.
    width, height
        Size of the map itself in pixels; caption and credits stand below it.

    Returns
    -------
    str
        A whole SVG document with presentation attributes only, so that a strict page may hold it.
    """
    words, frame, ink = Words(data.language), _frame(data, width, height), colours()
    labels = list(_labels(data, frame, words))
    said = _wrapped(caption(data, words), most=width / 6.9)  # whole: it is what makes the map a hypothesis
    tall = height + FOOT + FOOT_LINE * len(said)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
            f'viewBox="0 0 {width} {tall}" font-family="{SANS}" role="img">'
        ),
        f"<title>{_text(headline(data, words))}</title><desc>{_text(caption(data, words))}</desc>",
        f"<metadata>{_text(terms(data)['picture'])}</metadata>",
        (
            f'<defs><clipPath id="bm-frame"><path d="M0 0H{width}V{height}H0Z"/></clipPath>'
            '<pattern id="bm-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<path d="M0 0V7" stroke="{ink["zoneHatch"]}" stroke-width="1.4"/></pattern>'
            '<pattern id="bm-hatchB" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
            f'<path d="M0 0V7" stroke="{ink["zoneHatchB"]}" stroke-width="1.4"/></pattern></defs>'
        ),
        f'<path d="M0 0H{width}V{tall}H0Z" fill="{ink["paper"]}"/><g clip-path="url(#bm-frame)">',
        _layer("Sea", f'<path d="M0 0H{width}V{height}H0Z" fill="{ink["sea"]}"/>'),
        _layer("Countries", "".join(_countries(data, frame))),
        _layer("Divisions", "".join(_divisions(data, frame))),
        _layer("Hypothetical zone", _zone(data.zone, frame)),
        _layer("Hypothetical zone B", _zone(data.other, frame, second=True)),
        _layer(
            "Stretch of the border", _stretch(data.zone, frame, words) + _stretch(data.other, frame, words)
        ),
        _layer("Settlements", "".join(_settlements(data, frame))),
        _layer("Named places", "".join(_named(data, frame, words))),
        _layer("Labels", "".join(labels)),
        "</g>",
        _layer("Legend", _legend(data, words, width)),
        _layer("Caption", "".join(_foot(data, words, frame, said))),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


@cache
def colours() -> dict[str, str]:
    """Return the map's light colours from the page's style sheet, the one place that names them."""
    block = bundle.style().split("}", 1)[0]
    return dict(re.findall(r"--map-(\w+): ([^;]+);", block))


def _frame(data: "PageData", width: int, height: int) -> Frame:
    """Return the view that holds the stretch and the zone, or the named places."""
    drawn = [g for zone in (data.zone, data.other) if zone for g in (zone.geometry, zone.line)]
    shapes = [part for g in drawn if g is not None for part in shapely.get_parts(g)]
    shapes = shapes or [shapely.Point(p.lon or 0, p.lat or 0) for p in _dots(data)]
    shapes = shapes or [shapely.box(-150.0, -50.0, 160.0, 70.0)]
    west, south, east, north = dateline.box_around(shapely.GeometryCollection(shapes))
    low, high = np.array([west, south]), np.array([east, north])
    unit = Frame(scale=1.0, left=0.0, top=0.0, width=1, height=1)
    corners = unit.xy(np.array([[low[0], high[1]], [high[0], low[1]]]))
    span = np.maximum(corners[1] - corners[0], 40 / (256 * 2**9))
    scale = min(width, height * span[0] / span[1]) * (1 - 2 * MARGIN) / span[0]
    middle = (corners[0] + corners[1]) / 2 * scale
    return Frame(
        scale=scale, left=middle[0] - width / 2, top=middle[1] - height / 2, width=width, height=height
    )


def _countries(data: "PageData", frame: Frame) -> Iterator[str]:
    """Coarse countries of the view; above them, where there are exact ones, those."""
    ink = colours()
    style = f'fill="{ink["land"]}" stroke="{ink["line"]}" stroke-width="1"'
    box = data.basemap.bounds
    corners = None if box is None else frame.xy(np.array([[box[0], box[3]], [box[2], box[1]]])).round(1)
    covered = corners is not None and bool(
        (corners[0] <= 0).all() and (corners[1] >= (frame.width, frame.height)).all()
    )
    for code, rings in () if covered else world.rings().items():
        d = "".join(_d(_seen(frame, ring)) for ring in rings)
        if d:
            yield f'<path d="{d}" {style}><title>{_text(code)}</title></path>'
    if box is None or corners is None:
        return
    (left, top), (right, bottom) = corners.tolist()
    yield f'<path d="M{left} {top}H{right}V{bottom}H{left}Z" fill="{ink["sea"]}"/>'
    for area in data.basemap.areas:
        if area.level == 0:
            yield _path(frame.shape(area.area), f'fill="{ink["land"]}"', area.name)
    rims = shapely.union_all([shapely.box(*part).exterior for part in dateline.ordinary(box)])
    for area in data.basemap.areas:
        if area.level == 0:
            border = shapely.line_merge(shapely.difference(area.area.boundary, rims))
            yield _path(
                frame.shape(border), f'fill="none" stroke="{ink["line"]}" stroke-width="1"', area.name
            )


def _seen(frame: Frame, ring: "NDArray[np.float64]") -> "BaseGeometry":
    """Return a coarse ring in pixels, as far as it is in view."""
    turn = round((float(ring[:, 0].min() + ring[:, 0].max()) / 2 - frame.middle) / 360)
    xy = frame.xy(ring - (360 * turn, 0))
    low, high = xy.min(axis=0), xy.max(axis=0)
    if len(xy) < 4 or (high < -9).any() or low[0] > frame.width + 9 or low[1] > frame.height + 9:
        return shapely.Polygon()
    return frame.cut(shapely.Polygon(xy))


def _divisions(data: "PageData", frame: Frame) -> Iterator[str]:
    style = f'fill="none" stroke="{colours()["division"]}" stroke-width="0.8" stroke-dasharray="4 3"'
    for area in data.basemap.areas:
        if area.level == 1:
            yield _path(shapely.simplify(frame.shape(area.area), 1.5), style, area.name)


def _zone(zone: "PageZone | None", frame: Frame, *, second: bool = False) -> str:
    if zone is None or zone.geometry is None or zone.geometry.is_empty:
        return ""
    ink, which = colours(), "B" if second else ""
    d = _d(frame.shape(zone.geometry))
    edge = f'stroke="{ink[f"zoneEdge{which}"]}" stroke-width="1.4" stroke-dasharray="{"2 3" if second else "7 4"}"'
    return (
        f'<path d="{d}" fill="{ink[f"zone{which}"]}" fill-rule="evenodd"/>'
        f'<path d="{d}" fill="url(#bm-hatch{which})" fill-rule="evenodd" {edge}/>'
    )


def _stretch(zone: "PageZone | None", frame: Frame, words: Words) -> str:
    if zone is None:
        return ""
    style = f'fill="none" stroke="{colours()["border"]}" stroke-width="2" stroke-linejoin="round"'
    return _path(frame.shape(zone.line), style, words.say(zone.label))


def _settlements(data: "PageData", frame: Frame) -> Iterator[str]:
    table, zone, ink = data.settlements, data.zone, colours()
    if table is None or zone is None or not len(table):
        return
    xy = frame.points(np.column_stack([table.lon, table.lat]))
    seen = ((xy > 0) & (xy < (frame.width, frame.height))).all(axis=1)
    inside, near = states(table, zone)
    if data.other is not None:  # two zones: whoever lies in one of them
        inside, near = inside | states(table, data.other, second=True)[0], np.zeros(len(table), bool)
    yield _dots_path(xy[seen & ~inside & ~near], ink["dot"], 2.6)
    yield _dots_path(xy[seen & inside & ~near], ink["dotInside"], 4.6)
    if (seen & near).sum() > MAX_RINGS:
        yield _dots_path(xy[seen & near], ink["zoneEdge"], 3.4)
        return
    for x, y in xy[seen & near].tolist():
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.8" fill="{ink["paper"]}" stroke="{ink["dotInside"]}" stroke-width="1.2"/>'
            f'<path d="M{x - 2:.1f} {y + 2:.1f}l4 -4" stroke="{ink["dotInside"]}"/>'
        )


def _dots_path(xy: "NDArray[np.float64]", colour: str, size: float) -> str:
    """Return many dots as one path of points with round ends: a few bytes each."""
    if not len(xy):
        return ""
    cells = np.unique(np.rint(xy / DOT_CELL).astype(np.int64), axis=0, return_index=True)[1]
    xy = xy[np.sort(cells)]  # many settlements under one dot are one dot
    d = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in xy.tolist())
    return f'<path d="{d}" stroke="{colour}" stroke-width="{size}" stroke-linecap="round" fill="none"/>'


def _names_in_headline(mention: "PageMention") -> bool:
    """Whether a name stands in a headline, where it is read too easily for what is done in its name."""
    return mention.subtype == "metonym" and "headline" in mention.flags


def _dots(data: "PageData") -> "list[PagePlace]":
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


def _named(data: "PageData", frame: Frame, words: Words) -> Iterator[str]:
    ink = colours()
    for place in _dots(data):
        (x, y) = frame.points(np.array([[place.lon, place.lat]], float))[0]
        if not (0 < x < frame.width and 0 < y < frame.height):
            continue
        within = holds(data.zone, place)
        fill, edge = (ink["mentionInside"], ink["paper"]) if within else (ink["paper"], ink["mention"])
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{edge}" stroke-width="2">'
            f"<title>{_text(words.name(place.name, place.name_local))}</title></circle>"
        )


def _labels(data: "PageData", frame: Frame, words: Words) -> Iterator[str]:
    """Names that do not touch: named places first, then towns by size."""
    ink = colours()
    wanted = [(words.name(p.name, p.name_local), p.lon, p.lat, 12, "600", ink["ink"]) for p in _dots(data)]
    towns = sorted(data.basemap.labels, key=lambda la: -la.rank)
    wanted += [(la.name, la.lon, la.lat, 11, "400", ink["label"]) for la in towns]
    taken: list[tuple[float, float, float, float]] = []
    for name, lon, lat, size, weight, colour in wanted:
        (x, y) = frame.points(np.array([[lon, lat]], float))[0]
        box = (x + 5, y - size / 2, x + 9 + 0.58 * size * len(name), y + size / 2)
        if not (x > 0 and box[2] < frame.width and 0 < y < frame.height) or len(taken) >= MAX_LABELS:
            continue
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        yield (
            f'<text x="{x + 8:.1f}" y="{y + size * 0.36:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}" '
            f'stroke="{ink["labelHalo"]}" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke">{_text(name)}</text>'
        )


def _legend(data: "PageData", words: Words, width: int) -> str:
    ink = colours()
    rows: list[tuple[str, str]] = []
    if data.zone is not None:
        key = '<path d="M0 -6h20v12h-20z" fill="url(#bm-hatch{0})" stroke="{1}" stroke-dasharray="{2}"/>'
        rows.append((key.format("", ink["zoneEdge"], "4 2"), "legend.zoneA" if data.other else "legend.zone"))
        if data.other is not None:
            rows.append((key.format("B", ink["zoneEdgeB"], "2 2"), "legend.zoneB"))
        rows += [
            (f'<path d="M0 0h20" stroke="{ink["border"]}" stroke-width="2"/>', "legend.border"),
        ]
    if data.settlements is not None and data.zone is not None:
        rows.append((f'<circle cx="10" r="2.5" fill="{ink["dotInside"]}"/>', "legend.inside"))
        ring = f'<circle cx="10" r="2.8" fill="{ink["paper"]}" stroke="{ink["dotInside"]}"/><path d="M8 2l4 -4" stroke="{ink["dotInside"]}"/>'
        rows.append((ring, "legend.near"))
    if _dots(data):
        rows.append(
            (
                f'<circle cx="10" r="4.5" fill="{ink["paper"]}" stroke="{ink["mention"]}" stroke-width="2"/>',
                "legend.mention",
            )
        )
    if not rows:
        return ""
    wide = max(len(words(key)) for _, key in rows) * 6.1 + 48
    left = width - wide - 10
    items = "".join(
        f'<g transform="translate({left + 10:.0f} {26 + 19 * i})">{mark}<text x="30" y="4" font-size="11.5" fill="{ink["ink"]}">{_text(words(key))}</text></g>'
        for i, (mark, key) in enumerate(rows)
    )
    return f'<rect x="{left:.0f}" y="10" width="{wide:.0f}" height="{19 * len(rows) + 14}" rx="4" fill="{ink["paper"]}" fill-opacity="0.93"/>{items}'


def _foot(data: "PageData", words: Words, frame: Frame, said: list[str]) -> Iterator[str]:
    ink = colours()
    for i, line in enumerate(said):
        yield f'<text x="12" y="{frame.height + 20 + FOOT_LINE * i}" font-size="13" font-weight="600" fill="{ink["ink"]}">{_text(line)}</text>'
    credit = f"{credits_line(data)} · {words('made')}"
    yield f'<text x="12" y="{frame.height + FOOT + FOOT_LINE * len(said) - 10}" font-size="10.5" fill="{ink["label"]}">{_text(credit)}</text>'


def _wrapped(text: str, *, most: float) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > most and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _path(shape: "BaseGeometry", style: str, name: str) -> str:
    d = _d(shape)
    return f'<path d="{d}" fill-rule="evenodd" {style}><title>{_text(name)}</title></path>' if d else ""


def _d(shape: "BaseGeometry") -> str:
    """Return path data of a shape in pixels, one decimal."""
    out = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            rings = list(shapely.get_rings(part))
        elif part.geom_type == "LineString":
            rings = [part]
        else:
            continue
        for ring in rings:
            points = np.rint(shapely.get_coordinates(ring) * 10).astype(np.int64)
            steps = np.diff(points, axis=0)
            steps = steps[(steps != 0).any(axis=1)]
            if len(steps):
                out.append(f"M{_numbers(points[0])}l{_numbers(steps.ravel())}")
    return "".join(out)


def _numbers(tenths: "NDArray[np.int64]") -> str:
    """Write numbers as short as path data may be: no leading zero, no blank before a sign."""
    text = " ".join(f"{value / 10:g}" for value in tenths.tolist())
    return _LEADING_ZERO.sub("", text).replace(" -", "-")


def _layer(name: str, content: str) -> str:
    if not content:
        return ""
    slug = name.lower().replace(" ", "-")
    return f'<g id="drawn-{slug}" inkscape:groupmode="layer" inkscape:label="{name}">{content}</g>'


def _text(text: str) -> str:
    """Escape a text for XML; what XML cannot hold is dropped."""
    return escape(_UNPRINTABLE.sub("", text))
