"""Zones against answers that are known, or computed without the code under test."""

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import LineString, MultiLineString, box

from geo.border import Border
from geo.distance import DistanceIndex
from geo.errors import DepthError, GeometryError
from geo.zone import zone

GEOD = Geod(ellps="WGS84")

#   .-------------.-------------.
#   |             |             |      two toy countries on the equator and, between them, the border:
#   |     WW      |     EE      |      the meridian 10°E from 1°S to 1°N
#   |             |             |
#   '-------------'-------------'
MERIDIAN = Border(
    line=MultiLineString([[(10, -1), (10, 1)]]),
    sides={"WW": box(8, -1, 10, 1), "EE": box(10, -1, 12, 1)},
    name="EE-WW",
)
NOTCHED = [(30.0, 50.0), (30.3, 50.1), (30.35, 50.4), (30.36, 50.1), (30.8, 50.2)]


def along(path, **options):
    return Border(line=MultiLineString([path]), name="toy", **options)


def edge_deviation_m(made, line):
    """Deviation at every vertex and eighth of the edge, to a line sampled every 100 metres: 0.1 m at most at 12 km."""
    dense = shapely.get_coordinates(shapely.segmentize(line, 1e-3))
    edge = shapely.get_coordinates(shapely.segmentize(made.geometry.boundary, 0.02))
    out = []
    for x, y in edge[:: len(edge) // 150]:
        s = GEOD.inv(np.full(len(dense), x), np.full(len(dense), y), *dense.T)[2]
        out.append(s.min() - made.depth_m)
    return np.array(out)


def test_beside_a_meridian_the_edge_lies_at_the_geodesic_depth():
    made = zone(MERIDIAN, side="EE", depth_m=30_000)
    lon, lat, _ = GEOD.fwd(10.0, 0.0, 90.0, 30_000)
    assert made.geometry.covers(shapely.Point(lon - 3e-6, lat))
    assert not made.geometry.covers(shapely.Point(lon + 3e-6, lat))
    assert made.geometry.bounds[:2] == pytest.approx((10, -1))


def test_beside_the_equator_the_area_is_that_of_a_stadium():
    made = zone(along([(0, 0), (2, 0)]), depth_m=20_000)
    length = GEOD.inv(0, 0, 2, 0)[2]
    # on a surface as large as the earth the strip is narrower than on a plane by a few millionths
    assert made.area_km2 == pytest.approx((2 * 20_000 * length + np.pi * 20_000**2) / 1e6, rel=1e-5)


def test_a_very_short_border_has_nearly_a_circle():
    made = zone(along([(25.26, -17.79), (25.26001, -17.79)]), depth_m=100_000)
    assert made.area_km2 == pytest.approx(np.pi * 100**2, rel=1e-4)
    assert made.edge_error_m < 0.25


def test_the_cusp_of_a_notch_lies_at_the_depth_from_both_arms():
    # a V whose arms open eastward: between them the two edges meet in a cusp on its axis, the equator
    made = zone(along([(1, 0.5), (0, 0), (1, -0.5)]), depth_m=30_000)
    axis = shapely.intersection(made.geometry, LineString([(0.05, 0), (2, 0)]))
    cusp = shapely.get_coordinates(axis).max(axis=0)[0]
    index = DistanceIndex(LineString([(1, 0.5), (0, 0)]))
    other = DistanceIndex(LineString([(0, 0), (1, -0.5)]))
    for arm in (index, other):
        assert arm.distance_m([cusp], [0.0])[0] == pytest.approx(30_000, abs=0.05)


@pytest.mark.parametrize("depth_m", [20, 1_000, 10_000, 100_000, 500_000])
@pytest.mark.parametrize("turn", [0, 149.65, -210])
def test_the_edge_is_where_it_says(depth_m, turn):
    path = [(x + turn, y) for x, y in NOTCHED[: 3 if depth_m < 1000 else 5]]
    made = zone(along(path), depth_m=depth_m)
    assert made.geometry.is_valid
    assert made.edge_error_m < min(0.25, depth_m / 40)


def test_the_stated_error_is_not_smaller_than_an_independent_one():
    made = zone(along(NOTCHED), depth_m=12_000)
    deviation = edge_deviation_m(made, made.border.line)
    assert len(deviation) > 100
    assert np.abs(deviation).max() < made.edge_error_m + 0.01


def test_a_hole_is_found_and_turned_as_rfc_7946_asks():
    ring = [GEOD.fwd(20, 40, a, 50_000)[:2] for a in np.linspace(0, 360, 73)]
    made = zone(along(ring), depth_m=30_000)
    (part,) = made.geometry.geoms
    assert part.exterior.is_ccw
    (hole,) = part.interiors
    assert not hole.is_ccw
    assert zone(along(ring), depth_m=49_000).geometry.geoms[0].interiors
    assert not zone(along(ring), depth_m=51_000).geometry.geoms[0].interiors


def test_the_corner_of_a_closed_line_is_one_corner_wherever_the_line_begins():
    square = [(0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5)]
    areas = []
    for begin in range(4):
        path = [*square[begin:], *square[: begin + 1]]
        areas.append(zone(along(path), depth_m=5_000).area_km2)
    assert areas == pytest.approx([areas[0]] * 4, rel=1e-5)


def test_sides_share_out_the_zone():
    both = zone(MERIDIAN, side="both", depth_m=20_000)
    east, west = (zone(MERIDIAN, side=side, depth_m=20_000) for side in ("EE", "WW"))
    assert east.area_km2 + west.area_km2 == pytest.approx(both.area_km2, abs=1e-6)
    assert shapely.intersection(east.geometry, west.geometry).area == pytest.approx(0, abs=1e-12)
    assert zone(MERIDIAN, side="everything", depth_m=20_000).area_km2 > both.area_km2
    assert len(both.geometry.geoms) == 1


def test_a_zone_does_not_leak_beyond_a_tripoint():
    # the border ends at 1°N, where a third country begins
    made = zone(MERIDIAN, side="both", depth_m=50_000)
    assert made.geometry.bounds[3] == pytest.approx(1, abs=1e-9)
    assert zone(MERIDIAN, side="everything", depth_m=50_000).geometry.bounds[3] > 1.4


def test_an_enclave_of_the_side_belongs_to_it():
    enclave = box(10.05, 0.05, 10.06, 0.06)
    sides = {"WW": shapely.union(MERIDIAN.sides["WW"], enclave), "EE": MERIDIAN.sides["EE"] - enclave}
    border = Border(line=MultiLineString([[(10, -1), (10, 1)]]), sides=sides)
    west, east = (zone(border, side=side, depth_m=20_000).geometry for side in ("WW", "EE"))
    assert west.covers(shapely.Point(10.055, 0.055))
    assert not east.covers(shapely.Point(10.055, 0.055))


def test_a_zone_across_180_degrees_is_cut_there():
    path = [(179.5, 60), (-179.5, 60.1)]
    sides = {"north": shapely.union(box(170, 59, 180, 70), box(-180, 59, -170, 70))}
    made = zone(along(path, sides=sides), side="north", depth_m=20_000)
    west, _, east, _ = made.geometry.bounds
    assert (west, east) == (-180, 180)
    assert not made.geometry.contains(shapely.Point(0, 60))
    plain = zone(along([(-0.5, 60), (0.5, 60.1)], sides={"n": box(-9, 59, 9, 70)}), side="n", depth_m=20_000)
    assert made.area_km2 == pytest.approx(plain.area_km2, rel=1e-6)


paths = st.lists(
    st.tuples(st.floats(-0.4, 0.4), st.floats(-0.3, 0.3)), min_size=2, max_size=9, unique=True
).map(lambda path: np.add(path, (30.0, 50.0)))
usable = paths.filter(lambda path: LineString(path).length > 1e-3)


def doubles_back(path):
    """Whether a line turns round and runs back within metres of itself: it is drawn from vertices moved by half a metre."""
    steps = np.diff(path, axis=0)
    length = np.hypot(*steps.T)
    along_, across = (
        (steps[:-1] * steps[1:]).sum(1),
        steps[:-1, 0] * steps[1:, 1] - steps[:-1, 1] * steps[1:, 0],
    )
    return bool(((np.abs(across) < 1e-4 * length[:-1] * length[1:]) & (along_ < 0)).any())


@settings(max_examples=25, deadline=None)
@example(np.add([(0.0, 0.0), (0.375, 3e-06), (0.0625, 0.0)], (30.0, 50.0)), 200.0, 0)
@given(usable, st.floats(200, 60_000), st.integers(0, 2**32 - 1))
def test_any_zigzag_contains_what_is_near_and_nothing_else(path, depth_m, seed):
    made = zone(along(path), depth_m=depth_m)
    assert made.geometry.is_valid
    rng = np.random.default_rng(seed)
    at = path[rng.integers(0, len(path), 300)]
    reach = depth_m * np.r_[rng.uniform(0, 1.5, 200), 1 + rng.uniform(-1e-3, 1e-3, 100)]
    lon, lat, _ = GEOD.fwd(*at.T, rng.uniform(0, 360, 300), reach)
    distance = DistanceIndex(LineString(path)).distance_m(lon, lat)
    exact_m = 1.0 if doubles_back(path) else 0.5
    clear = np.abs(distance - depth_m) > exact_m
    inside = shapely.contains_xy(made.geometry, lon, lat)
    assert (inside == (distance < depth_m))[clear].all()
    assert made.edge_error_m < exact_m


@settings(max_examples=12, deadline=None)
@given(usable, st.floats(500, 40_000), st.floats(1.01, 2))
def test_a_deeper_zone_covers_a_shallower_one_and_its_line(path, depth_m, factor):
    shallow, deep = (zone(along(path), depth_m=depth).geometry for depth in (depth_m, depth_m * factor))
    assert deep.covers(shallow)
    assert shallow.covers(LineString(path))


@settings(max_examples=12, deadline=None)
@given(usable, st.floats(500, 40_000), st.integers(1, 7), st.floats(-180, 180))
def test_order_direction_splitting_and_rotation_make_no_difference(path, depth_m, at, turn):
    at = min(at, len(path) - 1)
    plain = zone(along(path), depth_m=depth_m)
    pieces = [part[::-1] for part in (path[at:], path[: at + 1]) if len(part) > 1]
    split = zone(Border(line=MultiLineString(pieces)), depth_m=depth_m)
    turned = zone(along(np.add(path, (turn, 0.0))), depth_m=depth_m)
    quarter_metre_all_along_km2 = plain.geometry.length * 111.32 * 0.25e-3
    assert split.area_km2 == pytest.approx(plain.area_km2, abs=quarter_metre_all_along_km2)
    assert turned.area_km2 == pytest.approx(plain.area_km2, abs=quarter_metre_all_along_km2)


@pytest.mark.parametrize(
    ("depth_m", "message"),
    [
        (0, "above zero"),
        (-5, "above zero"),
        (float("nan"), "number of metres"),
        (float("inf"), "number of metres"),
        (5_000_000, "500 km, not 5000 km"),
        (0.2, "from 1 m"),
    ],
)
def test_impossible_depths_are_named(depth_m, message):
    with pytest.raises(DepthError, match=message):
        zone(MERIDIAN, depth_m=depth_m)


def test_a_side_that_the_border_does_not_have_is_named_with_those_it_has():
    with pytest.raises(GeometryError, match="no side 'XX'; it has WW, EE, both, everything"):
        zone(MERIDIAN, side="XX", depth_m=1000)
    with pytest.raises(GeometryError, match="it has everything"):
        zone(along(NOTCHED), side="both", depth_m=1000)


def test_a_zone_over_a_pole_is_refused():
    with pytest.raises(GeometryError, match="pole"):
        zone(along([(0, 89), (10, 89.5)]), depth_m=50_000)


def test_near_a_pole_a_zone_is_still_right():
    made = zone(along([(0, 83), (20, 83.5)]), depth_m=100_000)
    assert made.edge_error_m < 0.25
