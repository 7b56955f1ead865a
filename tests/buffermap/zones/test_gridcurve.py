"""People by a grid within a hundred depths at once are those of the exact sums of each depth."""

import numpy as np
import pytest
from shapely import MultiLineString
from shapely.geometry import box

import buffermap as bm
from buffermap.zones.population import population
from geo.border import Border
from geo.zone import zone
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
            assert curve.sides[side].people[at] == pytest.approx(
                exact[side], rel=1e-2 if depth_m < 5_000 else 3e-3
            ), side
            assert curve.sides[side].low[at] <= curve.sides[side].people[at] <= curve.sides[side].high[at]
    assert (curve.source, curve.year) == ("WorldPop (xyz_ppp_2020.tif)", 2020)


def test_an_even_grid_is_its_area(tmp_path):
    even = grid(tmp_path / "even.tif", np.full((600, 1200), 6.0), cell=FINE)
    curve = grid_curve(drawn().border, [even], to_m=20_000)
    shape = drawn(depth_m=20_000).geometry
    both = curve.sides["AA"].people[-1] + curve.sides["BB"].people[-1]
    assert both == pytest.approx(6 * shape.area / FINE**2, rel=1e-3)
    assert curve.sides["AA"].people[0] < 0.01 * curve.sides["AA"].people[-1]
    assert not any(curve.sides[side].no_data_share.any() for side in ("AA", "BB"))


def test_files_of_two_countries_are_one_grid_and_overlaps_count_once(tmp_path):
    people = np.random.default_rng(8).gamma(0.3, 8.0, (600, 1200))
    whole = grid(tmp_path / "whole.tif", people, cell=FINE)
    west, east = people.copy(), people.copy()
    west[:, 660:] = east[:, :540] = -99999.0  # both have the strip in the middle
    halves = [grid(tmp_path / "west.tif", west, cell=FINE), grid(tmp_path / "east.tif", east, cell=FINE)]
    one, two = (grid_curve(drawn().border, files, to_m=30_000) for files in ([whole], halves))
    for side in ("AA", "BB"):
        assert two.sides[side].people == pytest.approx(one.sides[side].people, rel=1e-9)


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
        assert curve.sides[side].people[-1] == pytest.approx(exact[side], rel=2e-3)
    gaps = grid(tmp_path / "gaps.tif", np.full((600, 600), 1.0), cell=FINE)  # the west half alone
    sides = grid_curve(drawn().border, [gaps], to_m=10_000).sides
    assert sides["AA"].no_data_share[-1] == pytest.approx(0, abs=0.01)


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
    assert table["grid_population"].tolist() == whole.sides["AA"].people.tolist()
    assert (table["grid_population_low"] <= table["grid_population_high"]).all()


def test_divisions_have_their_own_people_and_add_up(uneven):
    areas = {"south": box(29, 49, 33, 50.5), "north": box(29, 50.5, 33, 51.2), "far": box(0, 0, 1, 1)}
    depths_m = [2_500.0, 20_000.0]
    curve = grid_curve(drawn().border, [uneven], depths_m=depths_m, divisions=areas)
    assert set(curve.divisions) == {(side, name) for side in ("AA", "BB") for name in ("south", "north")}
    exact = population([drawn(depth_m=depth_m) for depth_m in depths_m], uneven, divisions=areas)
    for (side, name), within in curve.divisions.items():
        rows = exact[(exact["country"] == side) & (exact["division"] == name)]
        assert within.people == pytest.approx(rows["population"].to_numpy(), rel=1e-2)
    for side in ("AA", "BB"):
        both = sum(curve.divisions[side, name].people for name in ("south", "north"))
        assert both == pytest.approx(curve.sides[side].people, rel=1e-9)


@pytest.mark.parametrize("metres", [400, 1_000, 3_000])
def test_wide_cells_are_cut_into_parts(tmp_path, metres):
    people = np.random.default_rng(2).gamma(0.5, 900.0, (80_000 // metres, 140_000 // metres))
    wide = grid(tmp_path / "wide.tif", people, west=570_000, north=5_640_000, cell=metres, crs="EPSG:32636")
    curve = grid_curve(drawn().border, [wide], depths_m=[4_000, 25_000])
    for number, depth_m in enumerate((4_000, 25_000)):
        exact = population(drawn(depth_m=depth_m), wide).set_index("country")["population"]
        for side in ("AA", "BB"):
            assert curve.sides[side].people[number] == pytest.approx(exact[side], rel=1e-2)


def test_cut_ends_leave_out_what_lies_beyond_them(uneven):
    whole = drawn().border
    border = Border(
        line=MultiLineString([[(31.0, 50.4), (31.0, 50.6)]]), sides=whole.sides, name="AA-BB", accuracy_m=10,
        rest=MultiLineString([[(31.0, 50.2), (31.0, 50.4)], [(31.0, 50.6), (31.0, 50.8)]]),
    )  # fmt: skip
    cut = grid_curve(border, [uneven], depths_m=[15_000], ends="cut").sides
    exact = population(zone(border, side="both", depth_m=15_000, ends="cut"), uneven).set_index("country")
    for side in ("AA", "BB"):
        assert cut[side].people[0] == pytest.approx(exact.loc[side, "population"], rel=5e-3)
