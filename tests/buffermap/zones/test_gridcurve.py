"""People by a grid within a hundred depths at once are those of the exact sums of each depth."""

import numpy as np
import pytest

import buffermap as bm
from buffermap.zones.population import population
from tests.buffermap.zones.test_population import drawn, grid

rasterio = pytest.importorskip("rasterio", reason="needs buffermap[population]")
pytest.importorskip("exactextract", reason="needs buffermap[population]")

from buffermap.zones.gridcurve import grid_curve  # noqa: E402 - needs the extra

# rasterio multiplies its transforms in a way that its own dependency is about to drop
pytestmark = pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning")

FINE = 1 / 600
DEPTHS_M = (1_000, 7_000, 30_000)


@pytest.fixture
def uneven(tmp_path):
    """Cells of a sixth of a kilometre, each with its own number of people, some without a figure."""
    people = np.random.default_rng(4).gamma(0.3, 8.0, (600, 1200))
    people[:40] = -99999.0
    return grid(tmp_path / "xyz_ppp_2020.tif", people, cell=FINE)


def test_every_depth_is_near_its_exact_sum(uneven):
    curve = grid_curve(drawn().border, [uneven], to_m=40_000)
    for depth_m in DEPTHS_M:
        exact = population(drawn(depth_m=depth_m), uneven).set_index("country")["population"]
        at = int(np.flatnonzero(curve.depths_m == depth_m)[0])
        for side in ("AA", "BB"):
            assert curve.people[side][at] == pytest.approx(
                exact[side], rel=1e-2 if depth_m < 5_000 else 3e-3
            ), side
            assert curve.low[side][at] <= curve.people[side][at] <= curve.high[side][at]
    assert (curve.source, curve.year) == ("WorldPop (xyz_ppp_2020.tif)", 2020)


def test_an_even_grid_is_its_area(tmp_path):
    even = grid(tmp_path / "even.tif", np.full((600, 1200), 6.0), cell=FINE)
    curve = grid_curve(drawn().border, [even], to_m=20_000)
    shape = drawn(depth_m=20_000).geometry
    both = curve.people["AA"][-1] + curve.people["BB"][-1]
    assert both == pytest.approx(6 * shape.area / FINE**2, rel=1e-3)
    assert curve.people["AA"][0] < 0.01 * curve.people["AA"][-1]
    assert curve.no_data_share == {"AA": 0.0, "BB": 0.0}


def test_files_of_two_countries_are_one_grid_and_overlaps_count_once(tmp_path):
    people = np.random.default_rng(8).gamma(0.3, 8.0, (600, 1200))
    whole = grid(tmp_path / "whole.tif", people, cell=FINE)
    west, east = people.copy(), people.copy()
    west[:, 660:] = east[:, :540] = -99999.0  # both have the strip in the middle
    halves = [grid(tmp_path / "west.tif", west, cell=FINE), grid(tmp_path / "east.tif", east, cell=FINE)]
    one, two = (grid_curve(drawn().border, files, to_m=30_000) for files in ([whole], halves))
    for side in ("AA", "BB"):
        assert two.people[side] == pytest.approx(one.people[side], rel=1e-9)


def test_projected_grids_and_gaps(tmp_path):
    metric = grid(
        tmp_path / "utm_2015.tif",
        np.full((500, 900), 3.0),
        west=600_000,
        north=5_640_000,
        cell=200,
        crs="EPSG:32636",
    )
    curve = grid_curve(drawn().border, [metric], to_m=10_000)
    exact = population(drawn(depth_m=10_000), metric).set_index("country")["population"]
    for side in ("AA", "BB"):
        assert curve.people[side][-1] == pytest.approx(exact[side], rel=2e-3)
    gaps = grid(tmp_path / "gaps.tif", np.full((600, 600), 1.0), cell=FINE)  # the west half alone
    share = grid_curve(drawn().border, [gaps], to_m=10_000).no_data_share
    assert share["AA"] == pytest.approx(0, abs=0.01)


def test_grids_that_do_not_fit_or_are_missing_are_named(tmp_path, uneven):
    metric = grid(
        tmp_path / "utm.tif", np.ones((9, 9)), west=600_000, north=5_640_000, cell=200, crs="EPSG:32636"
    )
    with pytest.raises(bm.InputError, match=r"xyz_ppp_2020.tif, utm.tif do not fit together"):
        grid_curve(drawn().border, [uneven, metric])
    with pytest.raises(bm.InputError, match="there is no population grid"):
        grid_curve(drawn().border, [tmp_path / "none.tif"])


def test_the_depth_curve_takes_a_grid(uneven):
    border = drawn().border
    table = bm.depth_curve(border, side="AA", to_m=10_000, grid=uneven)
    whole = grid_curve(border, [uneven], to_m=10_000)
    assert table["grid_population"].tolist() == whole.people["AA"].tolist()
    assert (table["grid_population_low"] <= table["grid_population_high"]).all()
