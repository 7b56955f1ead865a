"""Zones within areas, and the longitudes that both are drawn in."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geo.assemble import as_multipolygon, polygon_parts
from geo.ellipsoid import A_M, E2, Floats


@dataclass(frozen=True, slots=True)
class RightFrame:
    """Longitudes that run on across 180° around a centre, so that nothing near it is torn apart."""

    centre: float

    @classmethod
    def around(cls, lon: Floats) -> "RightFrame":
        """Return the frame around longitudes that run on within each part of a line."""
        middle = (lon + 180) % 360 - 180
        if middle.min() - middle.max() > -270:
            return cls(float((middle.min() + middle.max()) / 2))
        east = middle % 360
        return cls(float((east.min() + east.max()) / 2))

    def inward(self, lonlat: Floats) -> Floats:
        """Bring longitudes within half a turn of the centre."""
        turns = np.round((lonlat[:, 0] - self.centre) / 360)
        return lonlat - np.column_stack([360 * turns, np.zeros(len(turns))]) if turns.any() else lonlat

    def clip(self, whole: MultiPolygon, areas: list[BaseGeometry] | None) -> MultiPolygon:
        """Return what of a zone in this frame lies within areas of ordinary longitudes; all of it without areas."""
        if areas is None:
            return whole
        near = self._near(whole, areas)
        parts = [p for area in near for p in polygon_parts(shapely.intersection(whole, area))]
        return as_multipolygon(polygon_parts(shapely.union_all(parts)) if len(near) > 1 else parts)

    def outward(self, whole: MultiPolygon) -> MultiPolygon:
        """Return a zone of this frame in ordinary longitudes, cut at 180° as RFC 7946 asks."""
        if whole.is_empty:
            return whole
        west, _, east, _ = whole.bounds
        if west >= -180 and east <= 180:
            return whole
        parts = []
        for turn in (-360, 0, 360):
            slab = shapely.clip_by_rect(whole, -180 + turn, -90, 180 + turn, 90)
            parts += polygon_parts(shapely.make_valid(_moved(slab, -turn)))
        return as_multipolygon(parts)

    @staticmethod
    def _turned(box: tuple[float, float, float, float]) -> bool:
        return box[0] < -180 or box[2] > 180

    def _near(self, whole: MultiPolygon, areas: list[BaseGeometry]) -> list[BaseGeometry]:
        """Return what of areas lies near a zone of this frame: in one piece where they share their edges exactly."""
        west, south, east, north = whole.bounds + np.array([-0.01, -0.01, 0.01, 0.01])
        turns = (-360, 0, 360) if self._turned((west, south, east, north)) else (0,)
        cuts = [
            _moved(shapely.clip_by_rect(area, west - turn, south, east - turn, north), turn)
            for area in areas
            for turn in turns
        ]
        if len(cuts) > 1:
            # quick, and right where it gives something valid; a line between countries is the same on both sides
            with suppress(shapely.GEOSException):
                joined = shapely.coverage_union_all(_islands_left_out(whole, cuts))
                if joined.is_valid:
                    return [joined]
        return [cut if cut.is_valid else shapely.make_valid(cut) for cut in cuts if not cut.is_empty]


def _islands_left_out(whole: MultiPolygon, cuts: list[BaseGeometry]) -> Any:
    """Return the parts of areas whose boxes a zone reaches into."""
    parts = shapely.get_parts(cuts)
    shapely.prepare(whole)
    return parts[shapely.intersects(whole, shapely.box(*shapely.bounds(parts).T))]


def _moved(geometry: BaseGeometry, degrees: float) -> BaseGeometry:
    return translate(geometry, xoff=degrees) if degrees else geometry


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area of polygons on the ellipsoid in square kilometres; edges are straight in lon/lat."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon_parts(geometry))]
    if not rings:
        return 0.0
    start = np.vstack([ring[:-1] for ring in rings])
    step = np.vstack([np.diff(ring, axis=0) for ring in rings])
    # The band between the equator and an edge, by Gauss's rule; shells count up and holes down, for they run the
    # other way.
    nodes, weights = np.polynomial.legendre.leggauss(5)
    bands = sum(
        w / 2 * _below(start[:, 1] + (1 + x) / 2 * step[:, 1]) for x, w in zip(nodes, weights, strict=True)
    )
    return float(-np.sum(bands * np.radians(step[:, 0]))) / 1e6


def _below(lat: Floats) -> Floats:
    """Return the area, per radian of longitude, between the equator and a latitude in degrees."""
    sine, e = np.sin(np.radians(lat)), np.sqrt(E2)
    band: Floats = A_M**2 * (1 - E2) / 2 * (sine / (1 - E2 * sine * sine) + np.arctanh(e * sine) / e)
    return band
