"""Builds the lines that have a name of their own: ``python -m gazetteer.build lines``.

Most are borders or parts of them, which the data hold already; of those the file keeps how they are found. A line
inside a country is where two time zones meet, with the country's land on either side of it. A river is its course.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.boundaries.borders_store import Boundaries
from gazetteer.boundaries.lines import FILE
from gazetteer.build import manifest, rivers
from gazetteer.build.borders_source import ZONES, zone_area
from gazetteer.build.sources import OWN, read_table
from gazetteer.files.blocks import UNITS_PER_DEGREE, pack_lines, write_blocks
from gazetteer.paths import TABLES

_ON_LAND_DEG = 0.002
"""How far from a simplified coast the end of a line may lie."""


def build(*, cache: Path, data: Path) -> str:
    """Write the named lines; return a line for the person who runs it."""
    blocks: dict[str, bytes] = {}
    flowing = read_table(TABLES / "rivers.csv")
    blocks |= {f"{row['name']}/line": _packed([rivers.course(row, cache=cache)]) for row in flowing}
    rows = [*read_table(TABLES / "lines.csv"), *flowing]
    for row in rows:
        if row.get("inside"):
            blocks |= _line_inside(row, Boundaries(data).polygon(row["inside"]))
    path = data / FILE
    write_blocks(path, blocks, meta={"lines": [_described(row) for row in rows]})
    manifest.record(
        path,
        description="lines that have a name of their own: which border they are, or their course and the land on their sides",
        sources=[ZONES, rivers.WORLD_DATA_BANK, OWN],
        data=data,
        notes={
            "rivers": "95 of 100 points of rivers that are borders lie within 2.1 km of the border, half within 400 m"
        },
    )
    return f"{len(rows)} lines, {path.stat().st_size / 1e3:.0f} kB"


def _described(row: Mapping[str, str]) -> dict[str, Any]:
    """Return what is known of a line, its lists as lists."""
    lists = {
        key: [part for part in row.get(key, "").split(",") if part] for key in ("aliases", "along", "sides")
    }
    return {
        "name": row["name"],
        **lists,
        "countries": row.get("countries", ""),
        "inside": row.get("inside", ""),
        "published_km": float(row["published_km"]),
        "source": row["source"],
        "note": row["note"],
    }


def _line_inside(row: Mapping[str, str], country: BaseGeometry) -> dict[str, bytes]:
    """Return the course of a line inside a country, and the country's land on each of its sides."""
    first, second = (zone_area(zone) for zone in row["zones"].split(","))
    shared = shapely.line_merge(shapely.intersection(first.boundary, second.boundary))
    course = shapely.line_merge(shapely.intersection(shared, shapely.buffer(country, _ON_LAND_DEG)))
    sides = (shapely.intersection(country, first), shapely.difference(country, first))
    named = dict(zip(row["sides"].split(","), sides, strict=True))
    return {
        f"{row['name']}/line": _packed(_parts(course, "LineString")),
        **{
            f"{row['name']}/{side}": _packed([shell.exterior for shell in _parts(area, "Polygon")])
            for side, area in named.items()
        },
    }


def _parts(shape: BaseGeometry, kind: str) -> list[Any]:
    return [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == kind]


def _packed(lines: list[BaseGeometry]) -> bytes:
    return pack_lines(
        np.round(shapely.get_coordinates(line) * UNITS_PER_DEGREE).astype(np.int64) for line in lines
    )
