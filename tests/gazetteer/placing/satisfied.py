"""Whether places satisfy a relation that a text states, worked out apart from the program."""

from collections.abc import Sequence

from pyproj import Geod

from gazetteer.placing.siting import WITHIN_DEG, WITHIN_KM, Point, Sites, between_km, fits
from gazetteer.reading.bearings import Bearing

_GEOD = Geod(a=6_371_009, f=0)


def score(bearing: Bearing, subject: Point, anchors: Sequence[Point]) -> float:
    """Return how well points fit a relation by the program, from 0 (not at all) to 1."""
    return float(fits(bearing, Sites.of([subject]), [Sites.of([anchor]) for anchor in anchors]).item())


def holds(bearing: Bearing, subject: Point, anchors: Sequence[Point]) -> bool:
    """Whether points satisfy a relation: direction within 67.5°, distance within 60 km."""
    near = min(between_km(anchor, subject) for anchor in anchors) <= WITHIN_KM
    if bearing.degrees is None or not near:
        return near
    return angle_between(bearing.degrees, degrees_from(anchors[0], subject)) <= WITHIN_DEG


def degrees_from(a: Point, b: Point) -> float:
    """Return the initial direction from one point to another, clockwise from north."""
    return _GEOD.inv(a.lon, a.lat, b.lon, b.lat)[0] % 360


def angle_between(a: float, b: float) -> float:
    """Angle between two directions, 0 to 180."""
    return abs((a - b + 180) % 360 - 180)
