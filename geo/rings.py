"""Several depths at once, and what two zones share or do not share."""

from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon

from geo.assemble import as_multipolygon, polygon_parts
from geo.border import Border
from geo.clip import area_km2
from geo.errors import DepthError
from geo.zone import Ends, Zone, check_depth, zone


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """A part of one or two zones: EPSG:4326 polygons and their area on the ellipsoid."""

    geometry: MultiPolygon
    area_km2: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Band(Area):
    """What lies farther from the border than one depth and no farther than the next, in metres."""

    from_m: float
    to_m: float


def zones(border: Border, *, side: str, depths_m: Iterable[float], ends: Ends = "round") -> list[Zone]:
    """Build a zone for every depth, the shallowest first; each lies within the next.

    Raises
    ------
    DepthError
        When there is no depth, or one that no zone can have.
    GeometryError
        See `geo.zone.zone`.
    """
    depths = sorted({check_depth(depth) for depth in depths_m})
    if not depths:
        raise DepthError("rings need at least one depth")
    return [zone(border, side=side, depth_m=depth, ends=ends) for depth in depths]


def bands(nested: Iterable[Zone]) -> list[Band]:
    """Cut nested zones of one border into bands that do not overlap."""
    ordered = sorted(nested, key=lambda one: one.depth_m)
    out = []
    inner: Zone | None = None
    for outer in ordered:
        part = difference(outer, inner) if inner else Area(geometry=outer.geometry, area_km2=outer.area_km2)
        from_m = inner.depth_m if inner else 0.0
        out.append(Band(geometry=part.geometry, area_km2=part.area_km2, from_m=from_m, to_m=outer.depth_m))
        inner = outer
    return out


def overlap(one: Zone, other: Zone) -> Area:
    """Return what lies in both zones."""
    return _area(shapely.intersection(one.geometry, other.geometry))


def difference(one: Zone, other: Zone) -> Area:
    """Return what lies in the first zone and not in the second."""
    return _area(shapely.difference(one.geometry, other.geometry))


def _area(geometry: shapely.Geometry) -> Area:
    whole = as_multipolygon(polygon_parts(geometry))
    return Area(geometry=whole, area_km2=area_km2(whole))
