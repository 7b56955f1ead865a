import pytest
import shapely
from shapely import MultiLineString, box

from geo.border import Border
from geo.errors import DepthError
from geo.rings import bands, difference, overlap, zones
from geo.zone import zone

BORDER = Border(
    line=MultiLineString([[(10, -0.5), (10.1, 0), (10, 0.5)]]),
    sides={"WW": shapely.Polygon([(8, -0.5), (10, -0.5), (10.1, 0), (10, 0.5), (8, 0.5)])},
)


def test_rings_are_nested_and_bands_share_them_out():
    nested = zones(BORDER, side="WW", depths_m=[30_000, 10_000, 20_000, 10_000])
    assert [one.depth_m for one in nested] == [10_000, 20_000, 30_000]
    assert nested[1].geometry.covers(nested[0].geometry)
    cut = bands(nested)
    assert [(band.from_m, band.to_m) for band in cut] == [(0, 10_000), (10_000, 20_000), (20_000, 30_000)]
    assert sum(band.area_km2 for band in cut) == pytest.approx(nested[-1].area_km2, rel=1e-9)
    assert overlap(nested[0], nested[2]).area_km2 == pytest.approx(nested[0].area_km2, rel=1e-9)


def test_what_two_zones_share_and_do_not_share_is_the_first():
    other = zone(
        Border(line=MultiLineString([[(9.8, -0.5), (9.9, 0.5)]]), sides={"b": box(8, -2, 11, 2)}),
        side="b",
        depth_m=15_000,
    )
    one = zone(BORDER, side="WW", depth_m=20_000)
    shared, alone = overlap(one, other), difference(one, other)
    assert shared.area_km2 > 0
    assert shared.area_km2 + alone.area_km2 == pytest.approx(one.area_km2, rel=1e-9)


def test_zones_that_do_not_meet_share_nothing():
    far = zone(Border(line=MultiLineString([[(50, 0), (51, 0)]])), depth_m=1000)
    shared = overlap(zone(BORDER, depth_m=1000), far)
    assert shared.geometry.is_empty
    assert shared.area_km2 == 0


def test_no_depth_is_no_ring():
    with pytest.raises(DepthError, match="at least one"):
        zones(BORDER, side="WW", depths_m=[])
