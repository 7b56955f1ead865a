"""Page data as two blocks of text: a short JSON head, and everything else packed; safe inside script elements.

``docs/page-format.md`` describes the format; ``js/unpack.js`` reads it.
"""

import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from buffermap.page.data import (
    FORMAT,
    MAX_DEPTH_M,
    PageArticle,
    PageData,
    PageMention,
    PagePlace,
    PageSettlements,
    PageZone,
    safe_url,
)
from buffermap.page.lines import PageOwn
from buffermap.page.wire import pack, topology, world
from buffermap.page.wire.events import events
from buffermap.page.wire.people import people
from buffermap.zones import dateline

NEAR_DEGREES = 3e-5  # 3 m: half a pixel at zoom 14, the closest at which the zone must be true to a pixel
LINE_DEGREES = 1e-5  # 1.1 m: with the grid's 0.8 m no distance to a line that may be asked for is 2 m off
FAR_DEGREES = 1e-3  # 110 m: a pixel at zoom 10, for what is only looked at
MAX_CANDIDATES = 6
STATEMENT = "label depth_m depth_text depth_unit depth_upper side speaker voice quoted_by standing date dated event zone chosen here ask"
ZONE = "zone_id label basis side side_of depth_m depth_of standing composite placed here drawn"
FIELD = "name value sentence speaker voice unstated"
CLAIM = "sentence origin goal comparison verdict to_border"
METRES = ("claimed_m", "nearest_m", "centre_m", "farthest_m")
KM_PER_DEGREE = 111.32

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # all but the line feed between two names


def json_for_script(value: Any) -> str:
    """JSON that can stand inside a script element: no ``<``, no line separators that end a JavaScript line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot be written to a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The two texts of a page's data: ``head`` is JSON, ``bulk`` gzip to the base 85."""

    head: str
    bulk: str


def blocks(data: PageData, **more: Any) -> Blocks:
    """Encode a page; ``more`` are further values that the script reads (strings, version, …)."""
    value, parts = wire(data)
    value |= more
    value["world"] = {
        "grid": world.coarse()["grid"],
        "areas": [[a, c] for a, _, c in world.coarse()["areas"]],
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    parts = {"data": text.encode("utf-8", "replace"), **parts, "world": world.arcs()}
    bulk, where = pack.block(parts)
    named = hashlib.sha256(bulk.encode("ascii")).hexdigest()[:16]
    return Blocks(head=json_for_script({"format": FORMAT, "id": named, "parts": where}), bulk=bulk)


def wire(data: PageData) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Page data in the shape that ``js/unpack.js`` reads, and the numbers in it as named parts.

    Offsets become UTF-16 units, as JavaScript counts.
    """
    with_text = data.text_mode != "links"
    candidates: dict[tuple[int, str, str], int] = {}
    value: dict[str, Any] = {
        "title": data.title,
        "language": data.language,
        "textMode": data.text_mode,
        "articles": [_article(a) for a in data.articles],
        "sentences": [
            [s.article, s.start, s.end, s.text if with_text else "", int(s.begins_paragraph)]
            for s in data.sentences
        ],
        "mentions": [_mention(m, data, candidates) for m in data.mentions],
        "candidates": [],
        "places": [_place(p) for p in data.places],
        "statements": [_statement(s, data) for s in data.statements],
        "zones": [_described(z, data) for z in data.zones],
        "contradictions": [
            {"field": c.field, "statements": list(c.statements), "values": list(c.values)}
            for c in data.contradictions
        ],
        "claims": [_span(c, CLAIM, data) for c in data.claims],
        "unnamed": [_span(u, "sentence kind count country where", data) for u in data.unnamed],
        "assumptions": [_dense(a, "label value origin sentence note") for a in data.assumptions],
        "sources": [
            _dense(s, "name version licence attribution accuracy") | {"url": safe_url(s.url)}
            for s in data.sources
        ],
        "events": events(data.events),
        "coverage": data.coverage,
        "hint": data.hint,
        "reading": list(data.reading),
        "public": None if data.public is None else {"rest": data.public.rest},
        "tiles": {"url": data.tiles.url, "attribution": data.tiles.attribution} if data.tiles else None,
    }
    value["candidates"] = [list(key) for key in candidates]
    geometry, parts = _geometry(data)
    return value | geometry, parts


def focus(zone: PageZone, *, margin_km: float = 5) -> tuple[float, float, float, float]:
    """Bounds (west, south, east, north) that hold every zone of a stretch that the page can show, in degrees."""
    return _around(dateline.wrapped(zone.line), zone.reach_m, margin_km=margin_km)


def _around(line: BaseGeometry, reach_m: float, *, margin_km: float = 5) -> tuple[float, float, float, float]:
    west, south, east, north = dateline.box_around(line)
    pad = (reach_m / 1000 + margin_km) / (KM_PER_DEGREE - 1)
    wide = pad / max(0.05, math.cos(math.radians(min(89.0, max(abs(south), abs(north)) + pad))))
    return west - wide, max(-90.0, south - pad), east + wide, min(90.0, north + pad)


def _geometry(data: PageData) -> tuple[dict[str, Any], dict[str, bytes]]:
    """All shapes as one topology, and the settlements' columns."""
    shapes: list[BaseGeometry] = []
    tolerances: list[float] = []

    def add(shape: BaseGeometry, tolerance: float) -> int:
        shapes.append(shape)
        tolerances.append(tolerance)
        return len(shapes) - 1

    parts: dict[str, bytes] = {}
    lines, areas_of = _lines(data, add)

    def placed(zone: PageZone | None, name: str) -> dict[str, Any] | None:
        if zone is None:
            return None
        box = focus(zone)
        known = areas_of.get(zone.border, {})  # that of the whole border
        value = _zone(zone) | {"line": add(_on_grid(dateline.wrapped(zone.line)), NEAR_DEGREES)}
        if zone.ends == "cut":
            value["rest"] = add(_rest(zone, box), NEAR_DEGREES)
        value["sides"] = [
            {
                "code": s.code,
                "name": s.name,
                "area": known[s.code] if s.code in known else add(_clip(s.area, box), NEAR_DEGREES),
            }
            for s in zone.sides
        ]
        more, numbers = people(zone, lambda area: add(_clip(area, box), FAR_DEGREES))
        if numbers:
            parts[name] = numbers
        return value | more

    zone, other = placed(data.zone, "people"), placed(data.other, "people_b")
    areas = [[a.code, a.name, a.level, add(a.area, FAR_DEGREES)] for a in data.basemap.areas]
    waters = [add(shape, FAR_DEGREES) for shape in data.basemap.waters or ()]
    outlines = [
        # the world's outlines hold the countries'
        [i, place.country if place.kind == "country" else add(place.outline, FAR_DEGREES)]
        for i, place in enumerate(data.places)
        if place.outline is not None and not place.outline.is_empty
    ]
    built = topology.build(shapes, tolerances=tolerances)
    parts = {"arcs": pack.arcs(built.arcs), **parts}
    settlements = None
    if data.settlements is not None and data.zone is not None:
        settlements, columns = _settlements(data.settlements, data.zone)
        parts |= columns
    value = {
        "zone": zone,
        "other": other,
        "lines": lines,
        "areas": areas,
        "waters": waters or None,
        "frame": [round(v * topology.GRID) for v in data.basemap.bounds] if data.basemap.bounds else None,
        "labels": [[la.name, round(la.lon, 4), round(la.lat, 4), la.rank] for la in data.basemap.labels],
        "outlines": outlines,
        "shapes": built.shapes,
        "settlements": settlements,
    }
    return value, parts


def _lines(
    data: PageData, add: Callable[[BaseGeometry, float], int]
) -> tuple[list[dict[str, Any]], dict[str, dict[str, int]]]:
    """Return the borders that a reader may ask for, and the shapes of their countries' areas by border and code."""
    lines, areas_of = [], {}
    for line in data.lines:
        whole = dateline.wrapped(
            shapely.MultiLineString([part for run in line.runs for part in run.line.geoms])
        )
        box = _around(whole, MAX_DEPTH_M)
        areas = {code: add(_clip(area, box), NEAR_DEGREES) for code, area in line.areas.items()}
        areas_of[line.border] = areas
        runs = [[add(dateline.wrapped(run.line), LINE_DEGREES), *run.divisions] for run in line.runs]
        lines.append(
            {
                "border": line.border,
                "runs": runs,
                "areas": areas,
                "names": line.names,
                "accuracy_m": line.accuracy_m,
            }
        )
    return lines, areas_of


def _on_grid(line: BaseGeometry) -> BaseGeometry:
    """Return a line that does not vanish on the grid: the centimetre in the middle of a disc becomes a step of it."""
    if line.length * topology.GRID >= 1:
        return line
    x, y = np.round(shapely.get_coordinates(line)[0] * topology.GRID)
    return shapely.MultiLineString([np.array([(x, y), (x + 1, y)]) / topology.GRID])


def _rest(zone: PageZone, box: tuple[float, float, float, float]) -> BaseGeometry:
    """Return the stretch's continuation as far as it can matter."""
    if zone.rest is not None and not zone.rest.is_empty:
        return shapely.MultiLineString(dateline.clipped(dateline.wrapped(zone.rest), box, "LineString"))

    steps = np.arange(0.0, 2 * zone.reach_m, 2000.0)
    lines = []
    for part in shapely.get_parts(shapely.line_merge(zone.line)):
        points = shapely.get_coordinates(part)
        if (points[0] != points[-1]).any():
            for end, before in ((points[0], points[1]), (points[-1], points[-2])):
                back = Geod(ellps="WGS84").inv(*before, *end)[1]
                n = len(steps)
                onward = Geod(ellps="WGS84").fwd([end[0]] * n, [end[1]] * n, [back + 180] * n, steps)
                lines.append(np.column_stack(onward[:2]))
    return dateline.wrapped(shapely.MultiLineString(lines)) if lines else shapely.MultiLineString()


def _clip(area: BaseGeometry, box: tuple[float, float, float, float]) -> BaseGeometry:
    return shapely.MultiPolygon(dateline.clipped(area, box, "Polygon"))


def _zone(zone: PageZone) -> dict[str, Any]:
    names = "label border side depth_m depth_origin depth_source side_origin ends pov border_accuracy_m edge_error_m basis scenario options"
    offered = {"offered_m": list(map(list, zone.offered_m))} if zone.offered_m else {}
    return _dense(zone, names) | offered | _own(zone.own) | {"reach_m": zone.reach_m}


def _article(article: PageArticle) -> dict[str, Any]:
    value = _dense(article, "doc_id title published outlet author language reprint_of")
    return value | {"url": safe_url(article.url), "archived_url": safe_url(article.archived_url)}


def _place(place: PagePlace) -> dict[str, Any]:
    names = "geonameid name name_local kind lat lon country admin1 population distance_m uncertainty_m side"
    value = _dense(place, f"{names} mentions_in_all articles_in_all")
    for key, digits in (("lat", 5), ("lon", 5), ("distance_m", 1), ("uncertainty_m", 0)):
        if key in value:
            value[key] = round(value[key], digits) if math.isfinite(value[key]) else None
    return value


def _mention(
    mention: PageMention, data: PageData, candidates: dict[tuple[int, str, str], int]
) -> dict[str, Any]:
    text = data.sentences[mention.sentence].text
    value = _dense(mention, "sentence surface kind place usage subtype reason")
    value["start"], value["end"] = utf16(text, mention.start), utf16(text, mention.end)
    value["score"] = round(mention.score, 3)
    if mention.flags:
        value["flags"] = list(mention.flags)
    ranked = []
    for candidate in mention.candidates[:MAX_CANDIDATES]:
        key = (candidate.geonameid, candidate.name, candidate.place)
        ranked.append(
            [candidates.setdefault(key, len(candidates)), round(candidate.score, 3), candidate.reason]
        )
    if ranked:
        value["candidates"] = ranked
    return value


def _statement(statement: Any, data: PageData) -> dict[str, Any]:
    value = _dense(statement, STATEMENT)
    value["sentences"] = list(statement.sentences)
    value |= _own(statement.own)
    value["fields"] = [_span(item, FIELD, data) for item in statement.fields]
    return value


def _described(zone: Any, data: PageData) -> dict[str, Any]:
    value = _dense(zone, ZONE)
    for name in ("fields", "against"):
        value[name] = [_span(item, FIELD, data) for item in getattr(zone, name)]
    return value | {"why": list(zone.why), "unused": list(zone.unused)} | _own(zone.own)


def _own(own: PageOwn | None) -> dict[str, Any]:
    """Return the stretch that a text speaks of, along divisions by their codes."""
    return {} if own is None else {"own": _dense(own, "line around name side depth_m") | {"along": own.along}}


def _span(item: Any, names: str, data: PageData) -> dict[str, Any]:
    """Named attributes of something that stands at ``start`` to ``end`` of a sentence."""
    row = _dense(item, names)
    for name in METRES:
        if (metres := getattr(item, name, None)) is not None:
            row[name] = round(metres)
    if item.sentence is not None and item.start is not None and item.end is not None:
        text = data.sentences[item.sentence].text
        row["start"], row["end"] = utf16(text, item.start), utf16(text, item.end)
    return row


def _settlements(table: PageSettlements, zone: PageZone) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Columns in the order that compresses best: by division, then id; the page sorts by distance itself."""
    order = np.lexsort((table.geonameid, table.division))
    population = table.population[order]
    uncertainty = np.rint(table.uncertainty_m[order]).astype(np.int64)
    usual = np.rint(usual_uncertainty_m(population, border_accuracy_m=zone.border_accuracy_m)).astype(
        np.int64
    )
    names = "\n".join([table.name[i] for i in order.tolist()])
    if names.count("\n") != len(table) - 1 or _CONTROL.search(names):
        names = "\n".join([_CONTROL.sub(" ", table.name[i]).replace("\n", " ") for i in order.tolist()])
    lon, lat = (np.rint(v[order] * topology.GRID).astype(np.int64) for v in (table.lon, table.lat))
    columns = {
        "geonameid": pack.planes(_steps(_low(table.geonameid[order]))),
        "id_high": pack.planes(_steps(_high(table.geonameid[order]))),
        "lon": pack.planes(_steps(lon)),
        "lat": pack.planes(_steps(lat)),
        "population": pack.planes(population),
        "distance": pack.planes(_decimetres(table.distance_m[order])),
        "side": pack.planes(table.side[order].astype(np.int64)),
        "division": pack.planes(_steps(table.division[order].astype(np.int64))),
        "place_class": pack.planes(table.place_class[order].astype(np.int64)),
        "names": names.encode("utf-8", "replace"),
    }
    if not columns["id_high"].strip(b"\0"):
        del columns["id_high"]
    if table.distance_b_m is not None and table.side_b is not None:
        columns["distance_b"] = pack.planes(_decimetres(table.distance_b_m[order]))
        columns["side_b"] = pack.planes(table.side_b[order].astype(np.int64))
    if table.land is not None:
        columns["land"] = pack.planes(table.land[order].astype(np.int64))
    if not np.array_equal(uncertainty, usual):
        columns["uncertainty"] = pack.planes(uncertainty)
    head = {
        "count": len(table),
        "divisions": list(table.divisions),
        "layer": table.layer,
        "layers": table.layers,
    }
    if table.land is not None:
        head["lands"] = list(table.lands)
        head["listed"] = dict(zip(table.lands, table.listed, strict=True))
    if table.countries:
        head["countries"] = list(table.countries)
    if any(table.locals):
        head["locals"] = list(table.locals)
    if table.extent is not None:
        known = np.flatnonzero(~np.isnan(table.extent[order, 0]))
        head["extents"] = [[row, table.extent[order][row].astype(int).tolist()] for row in known.tolist()]
    return head, columns


def _decimetres(metres: Any) -> Any:
    """Distances in tenths of a metre; -1 is infinitely far."""
    finite = np.isfinite(metres)
    return np.where(finite, np.rint(np.where(finite, metres, 0) * 10), -1).astype(np.int64)


def usual_uncertainty_m(population: Any, *, border_accuracy_m: float) -> Any:
    """Accuracy of a gazetteer point, max(1 km, 10 m·√population), plus the border's; metres."""
    return np.maximum(1000.0, 10.0 * np.sqrt(np.maximum(population, 0))) + border_accuracy_m


def utf16(text: str, offset: int) -> int:
    """Offset in UTF-16 code units, as JavaScript counts, of an offset in code points."""
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _dense(value: Any, names: str) -> dict[str, Any]:
    """Named attributes that say something, as a dict."""
    pairs = [(name, getattr(value, name)) for name in names.split()]
    return {name: v for name, v in pairs if v is not None and v is not False and v != ""}


def _steps(values: Any) -> Any:
    return np.diff(values, prepend=0)


def _low(values: Any) -> Any:
    return values & 0x3FFFFFFF


def _high(values: Any) -> Any:
    return values >> 30
