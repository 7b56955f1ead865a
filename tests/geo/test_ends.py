import numpy as np
import pytest
import shapely
from shapely import LineString, MultiLineString
from shapely.ops import substring

from geo.border import Border
from geo.distance import DistanceIndex
from geo.errors import GeometryError
from geo.zone import zone

ZIGZAG = LineString([(30, 50), (30.5, 50.2), (31, 50), (31.5, 50.4), (32, 50)])


@pytest.mark.parametrize("depth_m", [2_000, 20_000])
def test_a_cut_stretch_ends_where_the_rest_of_the_border_is_nearer(depth_m):
    line = MultiLineString([substring(ZIGZAG, 0.7, 1.4)])
    rest = MultiLineString([substring(ZIGZAG, 0, 0.7), substring(ZIGZAG, 1.4, 9)])
    made = zone(Border(line=line, rest=rest), depth_m=depth_m, ends="cut")
    west, south, east, north = zone(Border(line=line), depth_m=depth_m).geometry.bounds
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(west, east, 4000), rng.uniform(south, north, 4000)
    here, there = (DistanceIndex(part).distance_m(lon, lat) for part in (line, rest))
    clear = (np.abs(here - depth_m) > 1) & (np.abs(here - there) > 1)
    want = (here < depth_m) & (here < there)
    assert (shapely.contains_xy(made.geometry, lon, lat) == want)[clear].all()


def test_without_a_continuation_the_cut_runs_square_across_the_end():
    border = Border(line=MultiLineString([[(30, 0), (31, 0)]]))
    made = zone(border, depth_m=20_000, ends="cut")
    west, _, east, _ = made.geometry.bounds
    assert (west, east) == pytest.approx((30, 31), abs=1e-4)


def test_a_closed_line_has_no_ends():
    ring = MultiLineString([[(0, 0), (1, 0), (1, 1), (0, 0)]])
    with pytest.raises(GeometryError, match="no ends to cut"):
        zone(Border(line=ring), depth_m=1000, ends="cut")


def test_the_stated_error_counts_the_cut_too():
    line = MultiLineString([substring(ZIGZAG, 0.7, 1.4)])
    rest = MultiLineString([substring(ZIGZAG, 0, 0.7), substring(ZIGZAG, 1.4, 9)])
    made = zone(Border(line=line, rest=rest), depth_m=30_000, ends="cut")
    edge = shapely.get_coordinates(shapely.segmentize(made.geometry.boundary, 0.002))
    here, there = (DistanceIndex(part).distance_m(*edge.T) for part in (line, rest))
    off = np.minimum(np.abs(here - 30_000), np.abs(here - there))
    assert (np.abs(here - 30_000) > 100).sum() > 50
    assert off.max() < made.edge_error_m + 0.02
    assert made.edge_error_m < 0.3
