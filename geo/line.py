"""Lines of the analyst's own: a front line, a river, a road, with a left and a right side."""

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from geo.assemble import as_multipolygon, polygon_parts
from geo.border import Border
from geo.clip import RightFrame
from geo.ellipsoid import Bools, Floats
from geo.errors import GeometryError
from geo.pieces import cut

REACH_M = 600_000.0
"""Sides reach this far from the line: beyond the deepest zone."""


POLE_DEG = 89.9
"""No zone can be drawn where a line comes nearer to a pole."""


def own_border(line: BaseGeometry, *, name: str = "", accuracy_m: float = 200.0) -> Border:
    """Make a border of a line, or of the boundary of an area.

    Parameters
    ----------
    line
        EPSG:4326. A line, a multi-line whose parts follow each other in their order, or an area. Heights are
        dropped. A segment that spans more than 180° of longitude is taken to cross 180° the short way.
    name
        What the line is.
    accuracy_m
        How far the line may be from the truth.

    Returns
    -------
    A border with the sides ``left`` and ``right``, seen in the direction of the line; ``inside`` and ``outside`` of
    an area or of a closed line. Gaps between parts and the country beyond the line's ends are divided by straight
    continuations.

    Raises
    ------
    GeometryError
        When the line cannot be measured, reaches a pole, or crosses itself, so that it has no sides.
    """
    if line is not None and line.geom_type in {"Polygon", "MultiPolygon"}:
        line = _boundary(line)
    _refuse_poles(line)
    pieces = cut(line)
    lines = [
        np.column_stack([pieces.lon[a : b + 1], pieces.lat[a : b + 1]])
        for a, b in zip(pieces.starts, pieces.ends, strict=True)
    ]
    closed = all((part[0] == part[-1]).all() for part in lines)
    sides = _in_and_out(lines) if closed else _left_and_right(lines)
    parts = shapely.get_parts(shapely.force_2d(line))
    frame = RightFrame.around(np.concatenate([part[:, 0] for part in lines]))
    home = {label: frame.outward(as_multipolygon(polygon_parts(area))) for label, area in sides.items()}
    return Border(line=MultiLineString(list(parts)), sides=home, name=name, accuracy_m=accuracy_m)


def _refuse_poles(line: BaseGeometry) -> None:
    if line is not None and not line.is_empty and np.abs(np.array(line.bounds)[[1, 3]]).max() >= POLE_DEG:
        raise GeometryError(
            "the line reaches a pole, where longitude and latitude have no sides; end it before"
        )


def _boundary(area: BaseGeometry) -> BaseGeometry:
    if area.is_empty:
        raise GeometryError("the area is empty")
    if not area.is_valid:
        raise GeometryError(f"the area is not valid: {shapely.is_valid_reason(area)}; repair it first")
    return area.boundary


def _in_and_out(rings: list[Floats]) -> dict[str, BaseGeometry]:
    for ring in rings:
        _refuse_crossing(LineString(ring))
    inside: BaseGeometry = Polygon(rings[0])
    for ring in rings[1:]:
        inside = inside.symmetric_difference(Polygon(ring))
    return {"inside": inside, "outside": _box(rings).difference(inside)}


def _left_and_right(lines: list[Floats]) -> dict[str, BaseGeometry]:
    path = np.vstack(_on_one_sheet(lines))
    path = path[np.r_[True, (np.diff(path, axis=0) != 0).any(axis=1)]]
    _refuse_crossing(LineString(path))
    box = _box([path])
    extended = np.vstack([_beyond(path[::-1], box), path, _beyond(path, box)])
    faces = shapely.polygonize([shapely.union_all([box.exterior, LineString(extended) & box])])
    sides: dict[str, list[BaseGeometry]] = {"left": [], "right": []}
    for face in shapely.get_parts(faces):
        sides["left" if _on_left(face, extended) else "right"].append(face)
    return {label: shapely.union_all(parts) for label, parts in sides.items()}


def _refuse_crossing(path: LineString) -> None:
    if not path.is_simple:
        raise GeometryError("the line crosses itself, so it has no sides; cut it into lines that do not")


def _on_one_sheet(lines: list[Floats]) -> list[Floats]:
    """Turn parts by whole circles so that each begins within half a circle of where the last one ended."""
    out = [lines[0]]
    for part in lines[1:]:
        turns = np.round((out[-1][-1, 0] - part[0, 0]) / 360)
        out.append(part + np.array([360 * turns, 0.0]))
    return out


def _box(lines: list[Floats]) -> Polygon:
    every = np.vstack(lines)
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    high = REACH_M / 111_000
    south, north = max(south - high, -89.9), min(north + high, 89.9)
    wide = min(high / np.cos(np.radians(max(abs(south), abs(north)))), 179.0)
    return Polygon.from_bounds(west - wide, south, east + wide, north)


def _beyond(path: Floats, box: Polygon) -> Floats:
    """Return a point beyond the box, straight on from the end of a path."""
    way = path[-1] - path[-2]
    west, south, east, north = box.bounds
    far: Floats = path[-1] + way / np.hypot(*way) * 2 * np.hypot(east - west, north - south)
    return far[None, :]


def _on_left(face: Polygon, path: Floats) -> bool:
    """Tell on which side of a directed path a face lies, by the longer part of the path that bounds it.

    Whoever walks round a face with the face on the left walks along its part of the path either the path's way, and
    the face lies on the path's left, or against it.
    """
    walked = _steps(shapely.orient_polygons(face))
    along = np.hstack([path[:-1], path[1:]])[1:-1]
    length = np.hypot(*(along[:, 2:] - along[:, :2]).T)
    left, right = (length[_among(way, walked)].sum() for way in (along, along[:, [2, 3, 0, 1]]))
    if left + right:
        return bool(left > right)
    return _beside_continuation(face, path)


def _steps(face: Polygon) -> Floats:
    """Return the steps of a face's rings, rows of where each begins and ends."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(face)]
    return np.vstack([np.hstack([ring[:-1], ring[1:]]) for ring in rings])


def _among(rows: Floats, others: Floats) -> Bools:
    """Tell for each row of four numbers whether it is one of the others."""
    whole = np.dtype((np.void, 4 * 8))
    # adding zero makes one zero of both
    keys, known = (np.ascontiguousarray(table + 0.0).view(whole).ravel() for table in (rows, others))
    return np.isin(keys, known)


def _beside_continuation(face: Polygon, path: Floats) -> bool:
    """Tell the same of a face that only the straight continuations of the path's ends bound."""
    ends = np.array([0, len(path) - 2])
    steps = shapely.linestrings(np.stack([path[ends], path[ends + 1]], axis=1))
    shared = np.asarray(shapely.intersection(steps, face.boundary), dtype=object)
    length = shapely.length(shared)
    bounding = length > 0
    middle = shapely.get_coordinates(shapely.line_interpolate_point(shared[bounding], 0.5, normalized=True))
    along = (path[ends + 1] - path[ends])[bounding]
    to_left = np.column_stack([-along[:, 1], along[:, 0]]) / np.hypot(*along.T)[:, None] * 1e-8
    on_left = shapely.contains_xy(face, *(middle + to_left).T)
    return bool(length[bounding][on_left].sum() > length[bounding].sum() / 2)
