"""Zones: everything no farther than a depth from a border, on one side of it or on all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.assemble import polygons
from geo.border import Border
from geo.clip import RightFrame, area_km2
from geo.distance import DistanceIndex, index_of
from geo.ellipsoid import Floats
from geo.ends import cut_ends, straight_on
from geo.errors import DepthError, GeometryError
from geo.feature import feature, one_row
from geo.front import chains

if TYPE_CHECKING:
    import geopandas as gpd

Ends = Literal["round", "cut"]

MOST_M = 500_000.0
"""Deeper zones are no buffer zones, and their accuracy has not been measured."""
AT_DEPTH_M = 1.0
"""Edges of a zone with cut ends that are farther off the depth belong to the cut."""
LEAST_M = 1.0
"""Shallower zones drown in the rounding of coordinates."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Zone:
    """All places no farther than a depth from a border.

    Parameters
    ----------
    border
        The line that the depth is measured from, with its sides.
    side
        Label of the side that the zone lies on; ``both`` for all the border's sides, ``everything`` for whatever
        lies within the depth, third countries and sea included.
    depth_m
        Depth in metres, geodesic on WGS84.
    ends
        ``round``: within the depth of the stretch. ``cut``: without what lies nearer to the line's continuation.
    geometry
        The zone in EPSG:4326; RFC 7946 orientation, split where it crosses 180°.
    edge_error_m
        Largest deviation of the edge from the depth, measured on this zone between its vertices, which lie at the depth;
        along cut ends, by how much at most a place is nearer to the line or to its continuation.
        Edges along borders and coasts do not count: they come from the sides' areas.
    area_km2
        Area on the ellipsoid.
    """

    border: Border
    side: str
    depth_m: float
    ends: Ends
    geometry: MultiPolygon
    edge_error_m: float
    area_km2: float

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The zone as a GeoJSON feature, for whatever reads those."""
        return feature(self.geometry, self.facts())

    def to_gdf(self) -> "gpd.GeoDataFrame":
        """Return a table of one row: the zone's `facts` and its geometry (EPSG:4326)."""
        return one_row(self.geometry, self.facts())

    def facts(self) -> dict[str, Any]:
        """Return what is known of the zone beside its geometry: ``border, along, side, depth_m, area_km2, edge_error_m, pov``."""
        return {
            "border": self.border.name,
            "along": ", ".join(self.border.along) or None,
            "side": self.side,
            "depth_m": self.depth_m,
            "area_km2": self.area_km2,
            "edge_error_m": self.edge_error_m,
            "pov": self.border.pov,
        }


def check_depth(depth_m: float) -> float:
    """Return the depth if a zone can have it.

    Raises
    ------
    DepthError
        When it is not a number, not positive, below one metre or above 500 km.
    """
    if not np.isfinite(depth_m):
        raise DepthError(f"a zone's depth is a number of metres, not {depth_m}")
    if depth_m <= 0:
        raise DepthError(f"a zone's depth is above zero, not {depth_m:g} m")
    if not LEAST_M <= depth_m <= MOST_M:
        raise DepthError(f"a zone's depth is from 1 m to 500 km, not {depth_m / 1000:g} km")
    return float(depth_m)


def zone(
    border: Border,
    *,
    side: str = "everything",
    depth_m: float,
    ends: Ends = "round",
    tolerance_m: float = 0.25,
) -> Zone:
    """Build the zone of a depth along a border.

    Parameters
    ----------
    border
        Line and sides.
    side
        A label of ``border.sides``, ``both``, or ``everything``.
    depth_m
        Depth in metres, 1 m to 500 km.
    ends
        Round by default; ``cut`` ends the zone where the line's continuation is nearer.
    tolerance_m
        How far the edge may depart from the depth; fewer vertices where it is larger.

    Raises
    ------
    DepthError
        When no zone can have this depth.
    GeometryError
        When the border has no such side, cannot be measured, or the zone reaches a pole.
    """
    depth_m = check_depth(depth_m)
    _check_side(border, side)
    index = index_of(border)
    _check_poles(index, depth_m)
    frame = RightFrame.around(index.pieces.lon)
    whole, error = _whole(border, frame, depth_m, min(tolerance_m, depth_m / 40))
    if ends == "cut":
        rest = border.rest or straight_on(index.pieces, 3 * depth_m)
        whole = cut_ends(whole, index, rest, depth_m=depth_m, frame=frame)
        error = max(error, _division_error_m(whole, index, rest, depth_m))
    geometry = frame.outward(frame.clip(whole, _areas(border, side)))
    return Zone(
        border=border,
        side=side,
        depth_m=depth_m,
        ends=ends,
        geometry=geometry,
        edge_error_m=error,
        area_km2=area_km2(geometry),
    )


_wholes: WeakKeyDictionary[Border, dict[tuple[float, float], tuple[MultiPolygon, float]]] = (
    WeakKeyDictionary()
)
KEPT = 4
"""So many zones of a border are kept uncut, because its sides are mostly asked for one after the other."""


def _whole(
    border: Border, frame: RightFrame, depth_m: float, tolerance_m: float
) -> tuple[MultiPolygon, float]:
    """Return everything within the depth, in the frame, and how far its edge departs from the depth."""
    kept = _wholes.setdefault(border, {})
    key = depth_m, tolerance_m
    if key not in kept:
        if len(kept) == KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = _drawn(border, frame, depth_m, tolerance_m)
    return kept[key]


GRIDS_DEG = (0.0, 1e-7, 1e-6, 1e-5)
"""A line that doubles back on itself within a millimetre is drawn from its vertices on a grid of a centimetre, or ten, or a metre."""


def _drawn(
    border: Border, frame: RightFrame, depth_m: float, tolerance_m: float
) -> tuple[MultiPolygon, float]:
    """Draw everything within the depth; the error is always measured against the line as it is."""
    index = index_of(border)
    tries = []
    for grid in GRIDS_DEG:
        line = shapely.set_precision(border.line, grid) if grid else border.line
        source = DistanceIndex(line) if grid else index
        edges = chains(source, depth_m, sag_m=0.8 * tolerance_m)
        whole = polygons(_inward(frame, edges), thin_m=0.15 * tolerance_m)
        error = float(edge_deviations_m(whole, index, depth_m).max())
        if whole.is_valid and error <= 2 * tolerance_m:
            return whole, error
        tries.append((not whole.is_valid, error, whole))
    _, error, whole = min(tries, key=lambda tried: tried[:2])
    return whole, error


def _inward(frame: RightFrame, edges: list[Floats]) -> list[Floats]:
    """Bring chains into the frame, all at once, for they are many."""
    return np.split(frame.inward(np.vstack(edges)), np.cumsum([len(edge) for edge in edges])[:-1])


def edge_deviations_m(whole: MultiPolygon, index: DistanceIndex, depth_m: float) -> Floats:
    """Return how far a zone's edge departs from its depth, at 1 to 3 places between any two vertices."""
    return np.abs(index.distance_m(*_edge_samples(whole).T) - depth_m)


def _edge_samples(whole: MultiPolygon) -> Floats:
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(whole))]
    start = np.vstack([ring[:-1] for ring in rings])
    step = np.vstack([np.diff(ring, axis=0) for ring in rings])
    # A chord of one arc departs most in its middle; where a long chord departs most is not known beforehand.
    long = np.hypot(*step.T) > np.median(np.hypot(*step.T))
    quarters = [start[long] + part * step[long] for part in (0.25, 0.75)]
    return np.vstack([start + step / 2, *quarters])


def _division_error_m(whole: MultiPolygon, index: DistanceIndex, rest: BaseGeometry, depth_m: float) -> float:
    """Return by how much, at most, a place on a cut end is nearer to the line or to its continuation."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(whole))]
    start, stop = (np.vstack([ring[part] for ring in rings]) for part in (np.s_[:-1], np.s_[1:]))
    inner = np.abs(index.distance_m(*start.T) - depth_m) > AT_DEPTH_M
    inner |= np.abs(index.distance_m(*stop.T) - depth_m) > AT_DEPTH_M
    if not inner.any():
        return 0.0
    start, step = start[inner], (stop - start)[inner]
    samples = np.vstack([start + part * step for part in np.linspace(0, 1, 9)])
    ours, theirs = index.distance_m(*samples.T), DistanceIndex(rest).distance_m(*samples.T)
    # Next to a corner of both edges a place may be as little off the one as off the other.
    return float(np.minimum(np.abs(ours - theirs), np.abs(ours - depth_m)).max())


def _check_side(border: Border, side: str) -> None:
    if side == "everything" or side in border.sides or (side == "both" and border.sides):
        return
    known = ", ".join([*border.sides, *(["both"] if border.sides else []), "everything"])
    raise GeometryError(f"the border {border.name or '(unnamed)'} has no side {side!r}; it has {known}")


def _check_poles(index: DistanceIndex, depth_m: float) -> None:
    if np.abs(index.pieces.lat).max() + depth_m / 110_000 >= 89.9:
        raise GeometryError("the zone would reach a pole, where longitude and latitude cannot draw it")


def _areas(border: Border, side: str) -> list[BaseGeometry] | None:
    if side == "everything":
        return None
    return list(border.sides.values()) if side == "both" else [border.sides[side]]
