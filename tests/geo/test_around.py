"""Zones around a point: discs by the machinery of lines."""

import math

import pyproj
import pytest
import shapely

from geo.around import around_point
from geo.zone import zone

WHOLE = {"here": shapely.box(0, 0, 60, 80)}


@pytest.mark.parametrize("depth_m", [1_000, 25_000, 100_000])
@pytest.mark.parametrize(("lon", "lat"), [(34.8, 50.9), (10.0, 1.0), (30.0, 70.0)])
def test_a_zone_around_a_point_is_a_disc(lon, lat, depth_m):
    disc = zone(around_point(lon, lat, sides=WHOLE, name="middle"), side="here", depth_m=depth_m)
    edge = shapely.get_coordinates(disc.geometry)
    _, _, away_m = pyproj.Geod(ellps="WGS84").inv([lon] * len(edge), [lat] * len(edge), *edge.T)
    assert max(abs(away_m - depth_m)) < 1
    assert disc.area_km2 == pytest.approx(math.pi * (depth_m / 1000) ** 2, rel=0.005)


def test_countries_divide_a_disc():
    sides = {"west": shapely.box(20, 40, 30, 60), "east": shapely.box(30, 40, 40, 60)}
    middle = around_point(30.0, 50.0, sides=sides)
    west, east, both = (zone(middle, side=side, depth_m=10_000) for side in ("west", "east", "both"))
    assert west.area_km2 == pytest.approx(east.area_km2, rel=1e-3)
    assert west.area_km2 + east.area_km2 == pytest.approx(both.area_km2, rel=1e-6)
