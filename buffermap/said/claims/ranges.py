"""Measured distances for distance claims: geodesic, of areas from edge to edge."""

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

from buffermap.said.claims.claims import DistanceClaim, Range, is_area
from buffermap.said.values import NamedPlace
from gazetteer.boundaries import borders
from gazetteer.boundaries.borders import border_line
from gazetteer.errors import GazetteerError
from geo.distance import DistanceIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gazetteer.files.store import Gazetteer


class Measurer:
    """Measures how far the places of a claim are apart, on the WGS84 ellipsoid."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self.gazetteer = gazetteer
        self.geod = Geod(ellps="WGS84")

    def __call__(self, claim: DistanceClaim) -> Range | None:
        """Return the distances of a claim, None where a place has no point or the border is not known."""
        if claim.to_border is not None:
            return self._to_border(claim.origin, claim.to_border)
        origin, goal = claim.origin, claim.goal
        if is_area(goal) and not is_area(origin):
            origin, goal = goal, origin
        if origin.lat is None or goal.lat is None or origin.lon is None or goal.lon is None:
            return None
        lon, lat = self._points(origin)
        if lon.size == 0:
            lon, lat = np.array([origin.lon]), np.array([origin.lat])
        away = self._away(lon, lat, goal.lon, goal.lat)
        centre = self._away(np.array([_middle(lon)]), np.array([_middle(lat)]), goal.lon, goal.lat)[0]
        return Range(nearest_m=float(away.min()), centre_m=float(centre), farthest_m=float(away.max()))

    def _points(self, place: NamedPlace) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
        """Points that stand for a place: its outline's vertices, else its settlements, else its one point."""
        nothing = np.empty(0)
        if not is_area(place) or place.geonameid is None:
            return nothing, nothing
        outline = _outline(place.geonameid)
        if outline is not None:
            return outline
        row = self.gazetteer.row_of(place.geonameid)
        if row is None or place.kind not in {"admin1", "admin2", "country"}:
            return nothing, nothing
        rows = self.gazetteer.settlement_rows(countries=[place.country] if place.country else None)
        if place.kind != "country":
            column = self.gazetteer.admin1_row if place.kind == "admin1" else self.gazetteer.admin2_row
            rows = rows[column[rows] == row]
        return self.gazetteer.lon[rows], self.gazetteer.lat[rows]

    def _away(
        self, lon: "NDArray[np.float64]", lat: "NDArray[np.float64]", to_lon: float, to_lat: float
    ) -> "NDArray[np.float64]":
        _, _, metres = self.geod.inv(lon, lat, np.full(lon.shape, to_lon), np.full(lat.shape, to_lat))
        return np.asarray(metres, dtype=np.float64)

    def _to_border(self, origin: NamedPlace, country: str) -> Range | None:
        """Distances of a place to the border of its country with another one."""
        if origin.lat is None or origin.lon is None or not origin.country or origin.country == country:
            return None
        try:
            index = DistanceIndex(border_line(origin.country, country))
        except GazetteerError:
            return None
        lon, lat = self._points(origin)
        if lon.size == 0:
            lon, lat = np.array([origin.lon]), np.array([origin.lat])
        away = index.distance_m(lon, lat)
        centre = index.distance_m(np.array([_middle(lon)]), np.array([_middle(lat)]))[0]
        return Range(nearest_m=float(away.min()), centre_m=float(centre), farthest_m=float(away.max()))


def _middle(values: "NDArray[np.float64]") -> float:
    """Return the middle of an area along one axis: halfway between its edges."""
    return float((values.min() + values.max()) / 2)


def _outline(geonameid: int) -> "tuple[NDArray[np.float64], NDArray[np.float64]] | None":
    """Vertices of an area's outline, where the data have one."""
    try:
        shape = borders.outline(geonameid)
    except GazetteerError:
        return None  # its settlements stand for it
    if shape is None:
        return None
    points = shapely.get_coordinates(shape.segmentize(0.05))
    return points[:, 0], points[:, 1]
