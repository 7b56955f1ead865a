"""Countries below the map: coarse ones of the whole world in every page, exact ones near what a page is about.

``python -m buffermap.page.wire.world`` builds ``world.json`` from the borders that ship, the same bytes each time.
"""

import base64
import gzip
import json
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from buffermap.page.data import PageArea
from buffermap.page.wire import pack, topology
from buffermap.paths import WORLD
from gazetteer.boundaries import borders
from gazetteer.boundaries.borders_store import Boundaries

TOLERANCE_DEGREES = 0.1
COARSE_GRID = 30  # steps per degree
LEAST_ISLAND = 0.2  # square degrees; a country's largest part always stays
Bounds = tuple[float, float, float, float]


@cache
def coarse() -> dict[str, Any]:
    """Return the coarse outlines as the page's script reads them: arcs, and chains of them by country."""
    value: dict[str, Any] = json.loads(WORLD.read_text(encoding="utf-8"))
    return value


@cache
def arcs() -> bytes:
    """Return their arcs as a page carries them: varints, packed together with everything else."""
    return gzip.decompress(base64.b64decode(coarse()["arcs"]))


@cache
def rings() -> dict[str, list[NDArray[np.float64]]]:
    """Return the coarse outlines in degrees by ISO code, for maps that Python draws."""
    value = coarse()
    decoded = _arcs(arcs())
    return {code: [_ring(refs, decoded) for refs in chains] for code, _, chains in value["areas"]}


def countries_in(bounds: Bounds) -> tuple[PageArea, ...]:
    """Return the exact outlines, within bounds (degrees), of the countries that reach into them."""
    areas = []
    for code, outlines in rings().items():
        if any(_meets(outline, bounds) for outline in outlines):
            area = borders.country_polygon(code, near=bounds)
            if not area.is_empty:
                areas.append(PageArea(code=code, name=code, level=0, area=area))
    return tuple(areas)


def _meets(ring: NDArray[np.float64], bounds: Bounds) -> bool:
    """Whether a ring's own bounds meet these, thinning allowed for."""
    west, south, east, north = bounds
    slack = 2 * TOLERANCE_DEGREES
    low, high = ring.min(axis=0) - slack, ring.max(axis=0) + slack
    return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)


def build() -> dict[str, Any]:
    """Thin all countries together, so that neighbours keep the borders that they share."""
    codes = sorted(Boundaries().countries)
    shapes = [_without_islands(borders.country_polygon(code)) for code in codes]
    built = topology.build(shapes, tolerances=[TOLERANCE_DEGREES] * len(shapes))
    areas = [[code, code, chains] for code, chains in zip(codes, built.shapes, strict=True)]
    rounded = [np.rint(arc * (COARSE_GRID / topology.GRID)).astype(np.int64) for arc in built.arcs]
    bulk = pack.zipped(pack.arcs(rounded), level=9)
    return {"grid": COARSE_GRID, "areas": areas, "arcs": base64.b64encode(bulk).decode("ascii")}


def _without_islands(area: MultiPolygon) -> MultiPolygon:
    parts = np.array(shapely.get_parts(area))
    sizes = shapely.area(parts)
    kept = parts[(sizes >= LEAST_ISLAND) | (sizes == sizes.max())]
    return MultiPolygon([shapely.Polygon(shapely.get_exterior_ring(part)) for part in kept])


def _arcs(stream: bytes) -> list[Any]:
    """Undo :func:`pack.arcs`."""
    data = np.frombuffer(stream, np.uint8).astype(np.int64)
    ends = np.flatnonzero(data < 128)
    starts = np.concatenate([[0], ends[:-1] + 1])
    place = np.arange(len(data)) - np.repeat(starts, ends - starts + 1)
    values = np.add.reduceat((data & 127) << (7 * place), starts)
    values = (values >> 1) ^ -(values & 1)
    arcs, at, last = [], 0, np.zeros(2, np.int64)
    while at < len(values):
        n = int(values[at])
        arc = last + np.cumsum(values[at + 1 : at + 1 + 2 * n].reshape(n, 2), axis=0)
        arcs.append(arc / COARSE_GRID)
        last, at = arc[-1], at + 1 + 2 * n
    return arcs


def _ring(refs: list[int], arcs: list[Any]) -> Any:
    parts = [arcs[ref] if ref >= 0 else arcs[~ref][::-1] for ref in refs]
    return np.concatenate(parts)


if __name__ == "__main__":
    WORLD.write_text(json.dumps(build(), separators=(",", ":")) + "\n", encoding="utf-8")
