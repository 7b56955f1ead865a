"""Builds country borders and polygons: ``python -m gazetteer.build borders``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from gazetteer.build import manifest
from gazetteer.build.borders_arcs import Topology, topology
from gazetteer.build.borders_partition import partition
from gazetteer.build.borders_source import LAND, ZONE_TAB, ZONES, land, territories, zone_area
from gazetteer.build.sources import read_table
from gazetteer.files.blocks import UNITS_PER_DEGREE, Vertices, pack_lines, write_blocks
from gazetteer.paths import TABLES

FILE = Path("boundaries") / "countries.blocks"
COAST_UNIT = 100
"""Coasts are kept to ten-thousandths of a degree (10 m), ends excepted."""
_FINER = "rivers and ridges are followed bend by bend; the published figure is from coarser maps"
_SHORTER = "the published figure follows another line or counts tidal water, which is sea here"
_MARGIN = (-0.001, -0.001, 0.001, 0.001)
_GEOD = Geod(ellps="WGS84")


def build(*, cache: Path, data: Path) -> str:
    """Write the borders of all countries; return a line for the person who runs it."""
    areas = partition(territories(), land(cache))
    found = topology(areas)
    lines = _by_owners(found)
    lengths = {name: _length_km(arcs) for name, arcs in lines.items() if "-" in name}
    notes = _notes(lengths)
    path = data / FILE
    write_blocks(
        path,
        dict(_blocks(found, lines)) | dict(_view_blocks(areas)),
        meta={"countries": list(areas), "bounds": _bounds(areas), **notes},
    )
    manifest.record(
        path,
        description="land borders and land areas of all countries but Antarctica",
        sources=[ZONES, ZONE_TAB, LAND],
        data=data,
        notes=notes,
    )
    vertices = sum(len(arc) for arc in found.arcs)
    return (
        f"{len(lengths)} borders, {sum(lengths.values()):,.0f} km, {vertices:,} vertices, "
        f"{path.stat().st_size / 1e6:.1f} MB"
    )


def _bounds(areas: Mapping[str, BaseGeometry]) -> dict[str, list[float]]:
    """Return the bounds of each country, a little wide."""
    return {
        country: [round(edge + margin, 3) for edge, margin in zip(area.bounds, _MARGIN, strict=True)]
        for country, area in areas.items()
    }


def _by_owners(found: Topology) -> dict[str, list[Vertices]]:
    """Return arcs by name of their block: ``RU-UA`` for a border, ``UA`` and ``UA/exact`` for a coast."""
    blocks: dict[str, list[Vertices]] = defaultdict(list)
    for name, arc in zip(_block_names(found), found.arcs, strict=True):
        blocks[name].append(arc)
    return dict(sorted(blocks.items()))


def _block_names(found: Topology) -> list[str]:
    """Return for each arc the block it belongs to; edges that are no border but not on the coast's grid stay exact."""
    return [
        f"{owners[0]}/exact" if len(owners) == 1 and (arc[1:-1] % COAST_UNIT).any() else "-".join(owners)
        for arc, owners in zip(found.arcs, found.owners, strict=True)
    ]


def _blocks(found: Topology, lines: dict[str, list[Vertices]]) -> Iterable[tuple[str, bytes]]:
    """Yield arcs by owners, then each country's polygons in terms of them."""
    for name, arcs in lines.items():
        yield name, pack_lines(arcs, unit=COAST_UNIT if name in found.polygons else 1)
    local = _numbers_in_blocks(found)
    for country, polygons in found.polygons.items():
        names = [name for name in lines if country in name.partition("/")[0].split("-")]
        before = dict(
            zip(names, np.cumsum([0, *(len(lines[name]) for name in names)]).tolist(), strict=False)
        )
        renumbered = [
            [[_signed(before, local, reference) for reference in ring] for ring in polygon]
            for polygon in polygons
        ]
        yield f"{country}/rings", _pack_rings(renumbered)


def _view_blocks(areas: Mapping[str, BaseGeometry]) -> Iterable[tuple[str, bytes]]:
    """Yield the parts of countries that some point of view gives to another: their outer rings, and the line of the cut."""
    for row in read_table(TABLES / "views.csv"):
        if row["zone"]:
            zone, whole = zone_area(row["zone"]), areas[row["from"]]
            part, rest = shapely.intersection(whole, zone), shapely.difference(whole, zone)
            cut = topology({"part": _polygonal(part), "rest": _polygonal(rest)})
            shells = shapely.get_exterior_ring(shapely.get_parts(_polygonal(part)))
            rings = [np.round(shapely.get_coordinates(shell) * UNITS_PER_DEGREE) for shell in shells]
            yield f"{row['view']}@{row['from']}/area", pack_lines(ring.astype(np.int64) for ring in rings)
            between = [arc for arc, owners in zip(cut.arcs, cut.owners, strict=True) if len(owners) == 2]
            yield f"{row['view']}@{row['from']}/line", pack_lines(between)


def _polygonal(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return MultiPolygon(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON].tolist())


def _numbers_in_blocks(found: Topology) -> list[tuple[str, int]]:
    """Return for each arc its block and its number in the block."""
    seen: dict[str, int] = defaultdict(int)
    numbers = []
    for name in _block_names(found):
        numbers.append((name, seen[name]))
        seen[name] += 1
    return numbers


def _signed(before: dict[str, int], local: list[tuple[str, int]], reference: int) -> int:
    """Renumber a reference: from one, over the country's blocks in the order of their names."""
    name, number = local[abs(reference) - 1]
    renumbered = before[name] + number + 1
    return renumbered if reference > 0 else -renumbered


def _pack_rings(polygons: list[list[list[int]]]) -> bytes:
    """Pack polygons: how many, rings of each, arcs of each ring, arc numbers as steps."""
    rings = [ring for polygon in polygons for ring in polygon]
    references = np.array([reference for ring in rings for reference in ring], dtype="<i4")
    return b"".join(
        np.asarray(values, dtype="<i4").tobytes()
        for values in (
            [len(polygons), len(rings), len(references)],
            [len(polygon) for polygon in polygons],
            [len(ring) for ring in rings],
            np.diff(references, prepend=np.int32(0)),
        )
    )


def _length_km(arcs: list[Vertices]) -> float:
    """Return the geodesic length of arcs."""
    return sum(_GEOD.line_length(*(arc / UNITS_PER_DEGREE).T) for arc in arcs) / 1000


def _notes(lengths: dict[str, float]) -> dict[str, Any]:
    """Return what a user should know of these borders: figures, choices, and what the source lacks."""
    return {
        "accuracy_m": 200,
        "coast_tolerance_m": 200,
        "lengths_km": {name: round(km, 1) for name, km in lengths.items()},
        "overlaps": [_choice(row, f"{row['a']}-{row['b']}") for row in read_table(TABLES / "overlaps.csv")],
        "gaps": [_choice(row, row["between"].replace(" ", "-")) for row in read_table(TABLES / "gaps.csv")],
        "lacking": {row["code"]: row["note"] for row in read_table(TABLES / "lacking.csv")},
        "views": read_table(TABLES / "views.csv"),
        "published": _published(lengths),
    }


def _choice(row: dict[str, str], between: str) -> dict[str, str]:
    return {"between": between, "owner": row["owner"], "note": row["note"]}


def _published(lengths: dict[str, float]) -> list[dict[str, Any]]:
    """Return the borders whose length differs from the published one by more than 5 %, with the reason."""
    off = []
    for row in read_table(TABLES / "border_lengths.csv"):
        ours, theirs = lengths.get(row["border"], 0.0), float(row["km"])
        if abs(ours - theirs) > 0.05 * theirs:
            note = row["note"] or (_FINER if ours > theirs else _SHORTER)
            off.append({"border": row["border"], "km": round(ours, 1), "published_km": theirs, "note": note})
    return off
