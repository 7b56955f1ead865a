"""Sums of a made-up population grid: right to rounding, honest about what is missing."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from shapely import MultiLineString
from shapely.geometry import MultiPolygon, Point, box

from buffermap.errors import InputError
from buffermap.zones.population import describe, grid_sums, origin_of, population
from geo.border import Border
from geo.zone import zone

rasterio = pytest.importorskip("rasterio", reason="needs buffermap[population]")
pytest.importorskip("exactextract", reason="needs buffermap[population]")

# rasterio multiplies its transforms in a way that its own dependency is about to drop
pytestmark = pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning")

CELL = 0.01


def grid(
    path,
    values,
    *,
    west=30.0,
    north=51.0,
    cell=CELL,
    crs="EPSG:4326",
    nodata=-99999.0,
    dtype="float32",
    **tags,
):
    """Write a raster whose upper left corner is at ``west``, ``north``."""
    height, width = values.shape
    transform = rasterio.transform.from_origin(west, north, cell, cell)
    options = {"driver": "GTiff", "height": height, "width": width, "count": 1, "dtype": dtype, "tiled": True}
    with rasterio.open(
        path, "w", **options, blockxsize=64, blockysize=64, crs=crs, transform=transform, nodata=nodata
    ) as file:
        file.write(values.astype(dtype), 1)
        file.update_tags(**tags)
    return path


def drawn(side="both", depth_m=5_000.0):
    """A zone along a meridian between two square countries."""
    line = MultiLineString([[(31.0, 50.2), (31.0, 50.8)]])
    sides = {"AA": MultiPolygon([box(30, 50, 31, 51)]), "BB": MultiPolygon([box(31, 50, 32, 51)])}
    return zone(Border(line=line, sides=sides, name="AA-BB", accuracy_m=10), side=side, depth_m=depth_m)


@pytest.fixture
def even(tmp_path):
    """100 × 200 cells from 30 to 32° E, 50 to 51° N, ten people in each."""
    return grid(tmp_path / "xyz_ppp_2020_UNadj.tif", np.full((100, 200), 10.0))


def test_whole_and_fractional_cells_are_summed_exactly(even):
    shapes = [box(30.5, 50.5, 30.6, 50.6), box(30.505, 50.505, 30.525, 50.515), Point(31, 50.5).buffer(0.2)]
    sums, _ = grid_sums(shapes, even)
    for shape, found in zip(shapes, sums, strict=True):
        assert found["population"] == pytest.approx(10 * shape.area / CELL**2, rel=1e-6)
        assert found["no_data_share"] == pytest.approx(0, abs=1e-9)


def test_a_gradient_is_summed_by_share(tmp_path):
    path = grid(tmp_path / "g.tif", np.arange(20_000.0).reshape(100, 200))
    (found,), _ = grid_sums([box(30.0, 50.995, 30.015, 51.0)], path)
    assert found["population"] == pytest.approx(0 * 0.5 + 1 * 0.25)


def test_missing_cells_are_no_zeros(tmp_path):
    values = np.full((100, 200), 10.0)
    values[:, :100] = -99999
    values[0, 100] = np.nan
    values[1, 100] = -5
    path = grid(tmp_path / "g.tif", values)
    (half, none, odd), _ = grid_sums(
        [box(30.5, 50, 31.5, 51), box(30, 50, 30.5, 51), box(31, 50.98, 31.01, 51)], path
    )
    assert half["no_data_share"] == pytest.approx(0.5, abs=1e-3)
    assert half["population"] == pytest.approx(10 * (5000 - 2), rel=1e-6)
    assert (none["population"], none["no_data_share"]) == (0, 1)
    assert (odd["population"], odd["no_data_share"]) == (0, 1)


def test_beyond_the_grid_is_missing(even):
    inside_half, outside = grid_sums([box(31.5, 50.2, 32.5, 50.4), box(40, 10, 41, 11)], even)[0]
    assert inside_half["no_data_share"] == pytest.approx(0.5)
    assert (outside["population"], outside["no_data_share"]) == (0, 1)


def test_whole_numbers_and_scaled_grids(tmp_path):
    path = grid(tmp_path / "i.tif", np.full((100, 200), 7), dtype="int32", nodata=-200)
    assert grid_sums([box(30.5, 50.5, 30.6, 50.6)], path)[0][0]["population"] == pytest.approx(700)
    with rasterio.open(path, "r+") as file:
        file.scales = (0.5,)
    assert grid_sums([box(30.5, 50.5, 30.6, 50.6)], path)[0][0]["population"] == pytest.approx(350)


def test_another_projection(tmp_path):
    """Cells of one km² in Mollweide, as the global grids have: area in km² is people, but for its sphere's 0.2 %."""
    path = grid(
        tmp_path / "GHS_POP_E2025_GLOBE.tif",
        np.full((600, 600), 1.0),
        west=2_000_000,
        north=6_200_000,
        cell=1000,
        crs="ESRI:54009",
    )
    (found,), origin = grid_sums([drawn(side="AA").geometry], path)
    assert found["population"] == pytest.approx(drawn(side="AA").area_km2, rel=3e-3)
    assert origin == {"source": "GHS-POP (GHS_POP_E2025_GLOBE.tif)", "year": 2025}


def test_people_of_a_zone_by_country_ring_and_division(even):
    deep, shallow = drawn(depth_m=10_000.0), drawn(depth_m=5_000.0)
    table = population([deep, shallow], even, divisions={"North": box(30, 50.5, 32, 51)})
    assert set(table["country"]) == {"AA", "BB"}
    assert set(table["division"].dropna()) == {"North"}
    assert list(table["depth_m"].unique()) == [5_000, 10_000]
    assert set(table["year"]) == {2020}
    whole = population(deep, even)
    assert table[table["depth_m"] == 10_000]["population"].sum() == pytest.approx(whole["population"].sum())
    assert table["ring_population"].sum() == pytest.approx(whole["population"].sum())
    assert (table["ring_population"] > 0).all()
    expected = 10 * deep.geometry.area / CELL**2
    assert whole["population"].sum() == pytest.approx(expected, rel=1e-6)
    assert (
        table.attrs["coverage"]
        == "People by WorldPop (xyz_ppp_2020_UNadj.tif), an estimate for 2020, not current presence"
    )


def test_one_side_only(even):
    table = population(drawn(side="BB"), even, source="Mine", year=2021)
    assert list(table["country"]) == ["BB"]
    assert (table["source"][0], table["year"][0]) == ("Mine", 2021)
    people = table["population"][0]
    assert (
        describe(table)
        == f"People by Mine, an estimate for 2021, not current presence: within 5 km BB {people:,.0f}"
    )


def test_year_and_source_may_be_unknown_or_in_the_tags(tmp_path):
    values = np.full((100, 200), 1.0)
    table = population(drawn(side="AA"), grid(tmp_path / "people.tif", values))
    assert "of unknown year" in table.attrs["coverage"]
    tagged = grid(tmp_path / "tagged.tif", values, TIFFTAG_DATETIME="2019:01:01 00:00:00")
    assert population(drawn(side="AA"), tagged)["year"][0] == 2019


def test_missing_figures_are_said(tmp_path):
    values = np.full((100, 200), 1.0)
    values[:, 98:100] = -99999
    table = population(drawn(side="AA"), grid(tmp_path / "g.tif", values))
    assert "% of an area has no figure" in table.attrs["coverage"]


def test_what_cannot_be_read_is_one_line(tmp_path):
    with pytest.raises(InputError, match="there is no population grid"):
        grid_sums([], tmp_path / "none.tif")
    (tmp_path / "a.tif").write_bytes(b"not a raster")
    with pytest.raises(InputError, match="cannot be read as a raster"):
        grid_sums([box(0, 0, 1, 1)], tmp_path / "a.tif")
    with pytest.raises(InputError, match="coordinate system"):
        grid_sums([box(0, 0, 1, 1)], grid(tmp_path / "b.tif", np.ones((4, 4)), crs=None))


@pytest.mark.parametrize(
    ("name", "tags", "source", "year"),
    [
        (
            "GHS_POP_E2030_GLOBE_R2023A_54009_100.tif",
            {},
            "GHS-POP (GHS_POP_E2030_GLOBE_R2023A_54009_100.tif)",
            2030,
        ),
        ("ukr_ppp_2020_UNadj.tif", {}, "WorldPop (ukr_ppp_2020_UNadj.tif)", 2020),
        ("mine.tif", {"DATE": "2019:05:01"}, "mine.tif", 2019),
        ("block12020.tif", {}, "block12020.tif", None),
    ],
)
def test_source_and_year_of_a_grid_are_in_its_name_or_its_tags(name, tags, source, year):
    found = origin_of(SimpleNamespace(tags=lambda: tags), Path(name))
    assert found == {"source": source, "year": year}


def test_slivers_along_shared_edges_are_no_areas(even):
    """Divisions whose common edges are off by a rounding leave slivers between them that no sum could take."""
    off = 1e-13
    west = box(30, 50, 31.3 + off, 50.7), box(30, 50.7 + off, 31.3, 51)
    east = box(31.3 - off, 50, 32, 51)
    areas = {"low": west[0], "high": west[1], "east": east}
    table = population(drawn(depth_m=60_000), even, divisions=areas)
    assert table["division"].notna().all(), "nothing of the zone lies in no division"
    whole = population(drawn(depth_m=60_000), even)
    assert table["population"].sum() == pytest.approx(whole["population"].sum(), rel=1e-9)
