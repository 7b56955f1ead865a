"""Lines and areas of the analyst's own, from any layer: pieces joined head to tail, points taken in their order."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from buffermap.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

NEAR_M = 100_000.0
"""A layer none of whose points is nearer to the line has to do with another one."""

_TOLERANCE_DEG = 1e-7
"""Ends of pieces that lie closer than this (a centimetre) are one point."""


def read_line(
    path: Path, *, sublayer: str | Sequence[str] | None = None, chosen: Mapping[str, str] | None = None
) -> "tuple[BaseGeometry, tuple[str, ...]]":
    """Read a line or an area from a layer; and notes on what was made of it.

    A layer of points alone (a table with degrees, say) is a line through them in their order.

    Raises
    ------
    InputError
        The file has no line, no area and no two points; LayerError where it cannot be read.
    """
    from gazetteer.userdata import layer, tables  # load pandas

    if not path.is_file():
        raise InputError(
            f"there is no file {path}; --line takes a file with a line, an area, or points in their order"
        )
    table, notes = tables.read_table(path, sublayer=sublayer)
    has_geometry = "geometry" in table.columns and hasattr(table, "geom_type")
    shapes: Any = table["geometry"] if has_geometry else layer.points_in(table, chosen=chosen)
    parts = [
        part
        for shape in shapes
        if shape is not None and not shape.is_empty
        for part in shapely.get_parts(shape)
    ]
    geometry, more = line_of(parts, name=path.name)
    return geometry, (*notes, *more)


def line_of(parts: "Sequence[BaseGeometry]", *, name: str) -> "tuple[BaseGeometry, tuple[str, ...]]":
    """Return the one line or area that shapes make, and notes on what was done to them.

    Raises
    ------
    InputError
        They are of several kinds, or too few points.
    """
    kinds = {part.geom_type.replace("LinearRing", "LineString") for part in parts}
    if kinds == {"Polygon"}:
        return shapely.union_all(list(parts)), ()
    if kinds == {"LineString"}:
        return joined(parts)
    if kinds == {"Point"} and len({part.coords[0][:2] for part in parts}) > 1:
        line = shapely.LineString([part.coords[0][:2] for part in parts])
        return line, (f"{name} holds points: the line runs through {len(parts):,} of them in their order",)
    if len(kinds) > 1:
        listed = ", ".join(sorted(kind.lower() for kind in kinds))
        raise InputError(f"{name} holds shapes of several kinds ({listed}); keep the line or the area alone")
    found = "a single point" if kinds else "no geometry"
    raise InputError(
        f"{name} has {found}; --line takes a file with a line, an area, or points in their order"
    )


def joined(parts: "Sequence[BaseGeometry]") -> "tuple[BaseGeometry, tuple[str, ...]]":
    """Return lines joined where their ends meet, those that run against the longer rest turned round; and notes."""
    pieces = [shapely.get_coordinates(part) for part in parts]
    chains: list[NDArray[np.float64]] = []
    turned: list[int] = []
    left = list(range(len(pieces)))
    while left:
        chain, backwards = _chain(pieces, left)
        chains.append(chain)
        turned += backwards
    if len(parts) == 1:
        return parts[0], ()
    lines = [shapely.LineString(chain) for chain in chains]
    geometry: Any = lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
    if not turned:
        return geometry, ()
    named = ", ".join(str(number + 1) for number in sorted(turned)[:8])
    several = "pieces" if len(turned) > 1 else "piece"
    return geometry, (f"pieces of the line met head to head: {several} {named} of {len(parts)} turned round",)


def _chain(pieces: "list[NDArray[np.float64]]", left: list[int]) -> "tuple[NDArray[np.float64], list[int]]":
    """Take from ``left`` the pieces that meet the first of them, end to end; and those of them that were turned."""
    order: list[tuple[int, bool]] = [(left.pop(0), False)]
    for at_end in (True, False):
        while True:
            number, is_turned = order[-1] if at_end else order[0]
            piece = pieces[number][::-1] if is_turned else pieces[number]
            found = _meeting(piece[-1] if at_end else piece[0], pieces, left)
            if len(found) != 1:  # an end of the line, or a crossroads
                break
            other, is_first = found[0]
            left.remove(other)
            order.insert(len(order) if at_end else 0, (other, is_first != at_end))
    lengths = {
        flag: sum(_length(pieces[number]) for number, turned in order if turned == flag)
        for flag in (False, True)
    }
    whole = np.vstack([pieces[number][::-1] if is_turned else pieces[number] for number, is_turned in order])
    whole = whole[np.r_[True, (np.diff(whole, axis=0) != 0).any(axis=1)]]  # where pieces meet, a point once
    against = lengths[True] > lengths[False]
    return (whole[::-1] if against else whole), [
        number for number, is_turned in order if is_turned != against
    ]


def _meeting(
    end: "NDArray[np.float64]", pieces: "list[NDArray[np.float64]]", left: list[int]
) -> list[tuple[int, bool]]:
    """Return the pieces that begin (True) or end (False) at a point."""
    found = []
    for number in left:
        for is_first, place in ((True, 0), (False, -1)):
            if np.abs(pieces[number][place] - end).max() <= _TOLERANCE_DEG:
                found.append((number, is_first))
    return found


def _length(piece: "NDArray[np.float64]") -> float:
    return float(np.hypot(*np.diff(piece, axis=0).T).sum())


def check_axes(
    lon: "NDArray[np.float64]",
    lat: "NDArray[np.float64]",
    distance_of: Any,
    *,
    border: str,
    option: str = "--map",
) -> str:
    """Return what there is to say of a layer far from the line, empty where some of it is near.

    Parameters
    ----------
    lon, lat
        Degrees, shape (n,).
    distance_of
        Returns metres to the line from longitudes and latitudes.
    option
        With which columns are named.

    Raises
    ------
    InputError
        No point is near, but would be with longitude and latitude exchanged.
    """
    if not len(lon):
        return ""
    nearest_m = float(np.min(distance_of(lon, lat)))
    if nearest_m <= NEAR_M:
        return ""
    told = f"none of {len(lon):,} points lies within {NEAR_M / 1000:.0f} km of {border}"
    fits = np.abs(lon) <= 90
    if fits.any() and float(np.min(distance_of(lat[fits], lon[fits]))) <= NEAR_M:
        raise InputError(
            f"{told}; latitude and longitude look swapped: say so with {option} lat=COLUMN {option} lon=COLUMN"
        )
    return f"{told} (the nearest is {nearest_m / 1000:,.0f} km away)"
