"""The map as SVG, without a browser: for readers without scripts, for print and for a graphics desk.

Layers carry names, text stays text; the hypothetical line, the legend and the credits are part of the drawing.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import shapely

from buffermap.headline import caption, headline
from buffermap.page.credits import credits_line, terms
from buffermap.page.picture.frame import Frame
from buffermap.page.picture.names import dots, labels
from buffermap.page.picture.scene import (
    attributes,
    colours,
    hatches,
    legend,
    mark,
    scene,
    stacked,
    style,
    text,
)
from buffermap.page.picture.states import holds, states
from buffermap.page.sharing import words_of
from buffermap.page.wire import world
from buffermap.words import Words
from buffermap.zones import dateline

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from buffermap.page.data import PageData, PageZone

FOOT = 30  # pixels below the map for the credits, and for each line of the caption
FOOT_LINE = 17
SANS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
MARGIN = 0.09  # of the map's width, around what it shows
DOT_CELL, CROWD, CROWDED_CELL = (
    5,
    2500,
    9,
)  # pixels, dots in view, pixels: as in dots.js, wider squares in a crowd
BESIDE = 5  # pixels: a division's line so near to a border is the same line, less exact

_LEADING_ZERO = re.compile(r"\b0(?=\.)")


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
    words, frame = words_of(data), _frame(data, width, height)
    said = _wrapped(caption(data, words), most=width / 7.3)  # whole: it is what makes the map a hypothesis
    tall = height + FOOT + FOOT_LINE * len(said)
    layers = {
        "Sea": f'<path d="M0 0H{width}V{height}H0Z" {style("sea")}/>',
        "Countries": "".join(_countries(data, frame)),
        "Waters": _waters(data, frame),
        "Divisions": _divisions(data, frame),
        "Hypothetical zone": _zone(data.zone, frame),
        "Hypothetical zone B": _zone(data.other, frame, which="B"),
        "Stretch of the border": _stretch(data.zone, frame, words),
        "Stretch of the border B": _stretch(data.other, frame, words),
        "Settlements": "".join(_settlements(data, frame)),
        "Named places": "".join(_named(data, frame, words)),
        "Labels": f"<g {style('label')}>{''.join(labels(data, frame, words))}</g>",
        "Legend": legend(_facts(data), words, width=width),
        "Caption": "".join(_foot(data, words, frame, said)),
    }
    beside = {"Legend", "Caption"}
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
            f'viewBox="0 0 {width} {tall}" font-family="{SANS}" role="img">'
        ),
        f"<title>{text(headline(data, words))}</title><desc>{text(caption(data, words))}</desc>",
        f"<metadata>{text(terms(data)['picture'])}</metadata>",
        f'<defs><clipPath id="drawn-frame"><path d="M0 0H{width}V{height}H0Z"/></clipPath>{hatches()}</defs>',
        f'<path d="M0 0H{width}V{tall}H0Z" fill="{colours()["paper"]}"/><g clip-path="url(#drawn-frame)">',
        stacked(layers, layers.keys() - beside),
        "</g>",
        stacked(layers, beside),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _facts(data: "PageData") -> set[str]:
    """Return what is drawn, as the legend's rows ask for it."""
    drawn = {
        "zone": data.zone,
        "other": data.other,
        "settlements": data.settlements is not None and data.zone is not None,
        "mentions": dots(data),
    }
    return {name for name, there in drawn.items() if there}


def _frame(data: "PageData", width: int, height: int) -> Frame:
    """Return the view that holds the stretch and the zone, or the named places."""
    drawn = [g for zone in (data.zone, data.other) if zone for g in (zone.geometry, zone.line)]
    shapes = [part for g in drawn if g is not None for part in shapely.get_parts(g)]
    shapes = shapes or [shapely.Point(p.lon or 0, p.lat or 0) for p in dots(data)]
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
    box = data.basemap.bounds
    corners = None if box is None else frame.xy(np.array([[box[0], box[3]], [box[2], box[1]]])).round(1)
    covered = corners is not None and bool(
        (corners[0] <= 0).all() and (corners[1] >= (frame.width, frame.height)).all()
    )
    both = attributes({**scene()["styles"]["country"], **scene()["styles"]["land"]})
    for code, rings in () if covered else world.rings().items():
        d = "".join(_d(_seen(frame, ring)) for ring in rings)
        if d:
            yield f'<path d="{d}" {both}><title>{text(code)}</title></path>'
    if box is None or corners is None:
        return
    exact = [area for area in data.basemap.areas if area.level == 0]
    if covered:  # where they are cut off is out of sight
        yield from (_path(frame.shape(area.area), both, area.name) for area in exact)
        return
    (left, top), (right, bottom) = corners.tolist()
    yield f'<path d="M{left} {top}H{right}V{bottom}H{left}Z" {style("sea")}/>'
    yield from (_path(frame.shape(area.area), style("land"), area.name) for area in exact)
    rims = shapely.union_all([shapely.box(*part).exterior for part in dateline.ordinary(box)])
    for area in exact:
        border = shapely.line_merge(shapely.difference(area.area.boundary, rims))
        yield _path(frame.shape(border), style("country"), area.name)


def _seen(frame: Frame, ring: "NDArray[np.float64]") -> "BaseGeometry":
    """Return a coarse ring in pixels, as far as it is in view."""
    turn = round((float(ring[:, 0].min() + ring[:, 0].max()) / 2 - frame.middle) / 360)
    xy = frame.xy(ring - (360 * turn, 0))
    low, high = xy.min(axis=0), xy.max(axis=0)
    if len(xy) < 4 or (high < -9).any() or low[0] > frame.width + 9 or low[1] > frame.height + 9:
        return shapely.Polygon()
    return frame.cut(shapely.Polygon(xy))


def _waters(data: "PageData", frame: Frame) -> str:
    if data.basemap.waters is None:
        return ""
    rivers, lakes = data.basemap.waters
    return _path(frame.shape(lakes), style("lake"), "") + _path(frame.shape(rivers), style("river"), "")


def _divisions(data: "PageData", frame: Frame) -> str:
    """Lines between divisions, each once, and not beside the exact borders, which they follow less truly."""
    inner = [_rounded(frame.shape(area.area, thin=0)) for area in data.basemap.areas if area.level == 1]
    outer = [_rounded(frame.shape(area.area, thin=2)) for area in data.basemap.areas if area.level == 0]
    beside = shapely.union_all(outer).buffer(BESIDE, quad_segs=1)
    merged = shapely.line_merge(shapely.difference(shapely.union_all(inner), beside))
    long = [line for line in shapely.get_parts(merged) if line.length > 2 * BESIDE]
    return _path(shapely.MultiLineString([shapely.simplify(line, 1) for line in long]), style("division"), "")


def _rounded(shape: "BaseGeometry") -> "BaseGeometry":
    """Return a shape's outline on whole pixels: neighbours keep the line that they share, in few points."""
    rings = [np.rint(shapely.get_coordinates(ring)) for ring in shapely.get_rings(shapely.get_parts(shape))]
    steps = [ring[np.append((np.diff(ring, axis=0) != 0).any(axis=1), True)] for ring in rings]
    return shapely.MultiLineString([ring for ring in steps if len(ring) > 1])


def _zone(zone: "PageZone | None", frame: Frame, *, which: str = "") -> str:
    if zone is None or zone.geometry is None or zone.geometry.is_empty:
        return ""
    d, styles = _d(frame.shape(zone.geometry)), scene()["styles"]
    edge = attributes({**styles[f"edge{which}"], **styles[f"hatch{which}"]})
    return f'<path d="{d}" {style(f"zone{which}")}/><path d="{d}" {edge}/>'


def _stretch(zone: "PageZone | None", frame: Frame, words: Words) -> str:
    return "" if zone is None else _path(frame.shape(zone.line), style("stretch"), words.say(zone.label))


def _settlements(data: "PageData", frame: Frame) -> Iterator[str]:
    """Dots by listed people: hollow without a figure, crossed where the data decide nothing."""
    table, zone, ink = data.settlements, data.zone, colours()
    if table is None or zone is None or not len(table):
        return
    xy = frame.points(np.column_stack([table.lon, table.lat]))
    seen = ((xy > 0) & (xy < (frame.width, frame.height))).all(axis=1)
    inside, near = states(table, zone)
    if data.other is not None:  # two zones: whoever lies in one of them
        inside, near = inside | states(table, data.other, second=True)[0], np.zeros(len(table), bool)
    size = np.rint(2 * dot_radius(table.population)) / 2
    seen &= _spaced(xy, table.population, CROWDED_CELL if seen.sum() > CROWD else DOT_CELL)
    unknown = table.population < 0
    yield from _dots_paths(xy, size, seen & ~inside & ~near, ink["dot"])
    yield from _dots_paths(xy, size + 0.5, seen & inside & ~near & ~unknown, ink["dotInside"])
    hollow = seen & ((inside & unknown) | near)
    yield from _dots_paths(xy, size + 1.6, hollow, ink["dotInside"])
    yield from _dots_paths(xy, size + 0.4, hollow, ink["paper"])
    slashes = "".join(f"M{x - 2:.0f} {y + 2:.0f}l4-4" for x, y in xy[seen & near].tolist())
    yield f'<path d="{slashes}" stroke="{ink["dotInside"]}"/>' if slashes else ""


def dot_radius(population: "NDArray[np.int64]") -> "NDArray[np.float64]":
    """Radius of settlements' dots in pixels, as the page's script has it."""
    return np.asarray(np.minimum(6, 1.5 + np.sqrt(np.maximum(0, population)) / 110))


def _spaced(xy: "NDArray[np.float64]", population: "NDArray[np.int64]", cell: int) -> "NDArray[np.bool_]":
    """Whether a settlement is the largest of its square: many under one dot are one dot."""
    order = np.argsort(-population, kind="stable")
    first = np.unique(np.rint(xy[order] / cell).astype(np.int64), axis=0, return_index=True)[1]
    chosen = np.zeros(len(xy), bool)
    chosen[order[first]] = True
    return chosen


def _dots_paths(
    xy: "NDArray[np.float64]", size: "NDArray[np.float64]", chosen: "NDArray[np.bool_]", colour: str
) -> Iterator[str]:
    """Yield dots of one colour, a path for each size."""
    for radius in np.unique(size[chosen]).tolist():
        yield _dots_path(xy[chosen & (size == radius)], colour, 2 * radius)


def _dots_path(xy: "NDArray[np.float64]", colour: str, size: float) -> str:
    """Return many dots as one path of points with round ends: a few bytes each."""
    if not len(xy):
        return ""
    d = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in xy.tolist())
    return f'<path d="{d}" stroke="{colour}" stroke-width="{size:g}" stroke-linecap="round" fill="none"/>'


def _named(data: "PageData", frame: Frame, words: Words) -> Iterator[str]:
    for place in dots(data):
        (x, y) = frame.points(np.array([[place.lon, place.lat]], float))[0]
        if not (0 < x < frame.width and 0 < y < frame.height):
            continue
        kind = mark("mention-in" if holds(data.zone, place) else "mention-out")
        name = text(words.name(place.name, place.name_local))
        yield f'<g transform="translate({x:.1f} {y:.1f})"><title>{name}</title>{kind}</g>'


def _foot(data: "PageData", words: Words, frame: Frame, said: list[str]) -> Iterator[str]:
    ink = colours()
    for i, line in enumerate(said):
        yield f'<text x="12" y="{frame.height + 20 + FOOT_LINE * i}" font-size="13" font-weight="600" fill="{ink["ink"]}">{text(line)}</text>'
    credit = f"{credits_line(data)} · {words('made')}"
    yield f'<text x="12" y="{frame.height + FOOT + FOOT_LINE * len(said) - 10}" font-size="10.5" fill="{ink["label"]}">{text(credit)}</text>'


def _wrapped(text: str, *, most: float) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > most and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _path(shape: "BaseGeometry", style: str, name: str) -> str:
    d = _d(shape)
    return f'<path d="{d}" fill-rule="evenodd" {style}><title>{text(name)}</title></path>' if d else ""


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
