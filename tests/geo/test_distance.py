import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, MultiLineString, MultiPoint, Point, Polygon

from geo.border import Border
from geo.distance import BLOCK, DistanceIndex, index_of
from geo.errors import GeometryError

GEOD = Geod(ellps="WGS84")


def coordinates(count):
    pair = st.tuples(st.floats(-0.5, 0.5), st.floats(-0.3, 0.3))
    return st.lists(pair, min_size=count, max_size=12, unique=True)


def not_finite(value):
    with np.errstate(invalid="ignore"):  # GEOS itself stumbles over it
        return LineString([(0, 0), (1, value)])


def truth_m(line, lon, lat):
    """Distances by exact geodesics to pieces of at most 20 m, each laid out in the plane around the point."""
    out = np.full(len(lon), np.inf)
    for part in shapely.get_parts(line):
        dense = shapely.get_coordinates(part.segmentize(2e-4))
        for i, (x, y) in enumerate(zip(lon, lat, strict=True)):
            azimuth, _, s = GEOD.inv(np.full(len(dense), x), np.full(len(dense), y), *dense.T)
            plane = np.column_stack([s * np.sin(np.radians(azimuth)), s * np.cos(np.radians(azimuth))])
            out[i] = min(out[i], LineString(plane).distance(Point(0, 0)))
    return out


def test_along_a_meridian_the_distance_to_the_equator_is_the_meridian_arc():
    index = DistanceIndex(LineString([(0, 0), (10, 0)]))
    lat = np.array([0.0, 0.1, -1.0, 5.0])
    expected = GEOD.inv(np.full(4, 5.0), lat, np.full(4, 5.0), np.zeros(4))[2]
    assert index.distance_m(np.full(4, 5.0), lat) == pytest.approx(expected, abs=1e-3)


def test_off_a_meridian_the_distance_is_a_geodesic_at_right_angles():
    lon, lat, _ = GEOD.fwd(20.0, 45.0, 90.0, 80_000.0)
    index = DistanceIndex(LineString([(20, 44), (20, 46)]))
    assert index.distance_m([lon], [lat])[0] == pytest.approx(80_000, abs=1e-3)


def test_a_parallel_is_straight_in_longitude_and_latitude_not_a_geodesic():
    index = DistanceIndex(LineString([(-123, 49), (-95, 49)]))
    assert index.distance_m([-109.0], [49.0])[0] == pytest.approx(0, abs=1e-3)


def test_points_beyond_an_end_are_measured_to_the_end():
    index = DistanceIndex(LineString([(20, 44), (20, 46)]))
    lon, lat, _ = GEOD.fwd(20.0, 46.0, 30.0, 123_456.0)
    assert index.distance_m([lon], [lat])[0] == pytest.approx(123_456, abs=1e-3)


@pytest.mark.parametrize("lat", [0.0, 35.0, 60.0, 82.0])
@pytest.mark.parametrize("distance", [0.5, 3_000.0, 60_000.0, 149_000.0, 400_000.0])
def test_distances_are_right_to_a_millimetre_anywhere(lat, distance):
    rng = np.random.default_rng(5)
    line = LineString(np.column_stack([np.linspace(0, 1, 40), lat + 0.02 * rng.normal(size=40)]))
    index = DistanceIndex(line)
    at = rng.integers(0, 40, 25)
    lon, lat_, _ = GEOD.fwd(
        *shapely.get_coordinates(line)[at].T, rng.uniform(0, 360, 25), np.full(25, distance)
    )
    assert np.abs(index.distance_m(lon, lat_) - truth_m(line, lon, lat_)).max() < 1e-3


@settings(max_examples=30, deadline=None)
@given(coordinates(2), st.integers(0, 2**32 - 1), st.floats(-75, 75))
def test_any_zigzag_is_measured_right(path, seed, lat):
    line = LineString(np.add(path, (30.0, lat)))
    rng = np.random.default_rng(seed)
    lon, lat_ = 30 + rng.uniform(-1, 1, 6), lat + rng.uniform(-1, 1, 6)
    assert np.abs(DistanceIndex(line).distance_m(lon, lat_) - truth_m(line, lon, lat_)).max() < 1e-3


@settings(max_examples=25, deadline=None)
@given(coordinates(3), st.integers(1, 10), st.floats(-180, 180))
def test_direction_splitting_and_longitude_make_no_difference(path, at, turn):
    path = np.add(path, (30.0, 50.0))
    at = min(at, len(path) - 2)
    lon, lat = np.array([29.5, 30.1, 31.0]), np.array([50.0, 50.05, 49.2])
    expected = DistanceIndex(LineString(path)).distance_m(lon, lat)
    split = MultiLineString([path[at:][::-1], path[: at + 1]])
    assert DistanceIndex(split).distance_m(lon, lat) == pytest.approx(expected, abs=1e-5)
    turned = LineString(np.add(path, (turn, 0.0)))
    assert DistanceIndex(turned).distance_m(lon + turn, lat) == pytest.approx(expected, abs=1e-5)


def test_a_segment_may_cross_the_antimeridian():
    torn = DistanceIndex(LineString([(179.5, 60), (-179.5, 60)]))
    whole = DistanceIndex(LineString([(-0.5, 60), (0.5, 60)]))
    lon, lat = np.array([-0.2, 0.0, 0.3]), np.array([60.1, 60.0, 59.0])
    assert torn.distance_m(lon + 180, lat) == pytest.approx(whole.distance_m(lon, lat), abs=1e-5)
    near = torn.nearest(np.array([-179.8]), np.array([60.1]))
    assert -180 <= near.lon[0] <= 180
    assert near.distance_m[0] == pytest.approx(GEOD.inv(-179.8, 60.1, near.lon[0], near.lat[0])[2], abs=1e-3)


def test_nearest_gives_the_foot_and_the_azimuth_to_it():
    near = DistanceIndex(LineString([(20, 44), (20, 46)])).nearest(np.array([21.0]), np.array([45.0]))
    assert near.lon[0] == pytest.approx(20)
    assert near.lat[0] == pytest.approx(45.006, abs=0.01)
    assert near.bearing_deg[0] == pytest.approx(270.3, abs=0.5)
    azimuth, _, distance = GEOD.inv(21.0, 45.0, near.lon[0], near.lat[0])
    assert (azimuth % 360, distance) == pytest.approx((near.bearing_deg[0], near.distance_m[0]), abs=1e-3)


def test_blocks_and_threads_keep_the_order_of_points():
    rng = np.random.default_rng(1)
    line = LineString(np.column_stack([np.linspace(30, 32, 300), 50 + 0.1 * rng.normal(size=300)]))
    lon, lat = rng.uniform(29, 33, 3 * BLOCK), rng.uniform(49, 51, 3 * BLOCK)
    index = DistanceIndex(line)
    many = index.distance_m(lon, lat)
    some = rng.integers(0, len(lon), 200)
    assert many[some] == pytest.approx(index.distance_m(lon[some], lat[some]), abs=1e-9)


def test_points_may_have_any_shape_and_none_is_no_error():
    index = DistanceIndex(LineString([(0, 0), (1, 0)]))
    assert index.distance_m(np.zeros((2, 3)), np.ones((2, 3))).shape == (2, 3)
    assert index.distance_m([], []).shape == (0,)


def test_the_index_of_a_border_is_built_once():
    border = Border(line=MultiLineString([[(0, 0), (1, 0)]]))
    assert index_of(border) is index_of(border)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LineString(), "empty"),
        (MultiLineString(), "empty"),
        (None, "empty"),
        (Point(1, 2), "not a Point"),
        (MultiPoint([(1, 2)]), "not a MultiPoint"),
        (Polygon([(0, 0), (1, 0), (1, 1)]), "boundary"),
        (LineString([(0, 0), (0, 0)]), "no length"),
        (not_finite(np.nan), "finite"),
        (not_finite(np.inf), "finite"),
        (LineString([(0, 120), (1, 121)]), "swapped; longitude comes first"),
        (LineString([(0, 220), (1, 221)]), "EPSG:4326"),
        (LineString([(500_000, 5_600_000), (501_000, 5_600_000)]), "EPSG:4326"),
    ],
)
def test_what_cannot_be_measured_is_named(line, message):
    with pytest.raises(GeometryError, match=message):
        DistanceIndex(line)


@pytest.mark.parametrize(
    ("lon", "lat", "message"),
    [([0.0], [91.0], "latitudes beyond"), ([np.nan], [0.0], "finite"), ([0.0, 1.0], [0.0], "do not go with")],
)
def test_points_that_cannot_be_measured_are_named(lon, lat, message):
    with pytest.raises(GeometryError, match=message):
        DistanceIndex(LineString([(0, 0), (1, 0)])).distance_m(lon, lat)


def test_heights_are_dropped():
    flat = DistanceIndex(LineString([(0, 0), (1, 0)])).distance_m([0.5], [1.0])
    assert DistanceIndex(LineString([(0, 0, 900), (1, 0, 10)])).distance_m([0.5], [1.0]) == flat
