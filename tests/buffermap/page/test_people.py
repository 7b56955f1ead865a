"""A page's people by a grid are those of its own stretch, by side, division and depth."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

import buffermap as bm
from buffermap.page.wire import encode
from buffermap.page.wire.people import people
from gazetteer.userdata.divisions import read_divisions
from gazetteer.userdata.library import Library

rasterio = pytest.importorskip("rasterio", reason="needs buffermap[population]")
pytest.importorskip("exactextract", reason="needs buffermap[population]")

# rasterio multiplies its transforms in a way that its own dependency is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")

TEXT = "A buffer zone 10 km deep along the Estonian-Latvian border is needed, he said."
NORTH, SOUTH = shapely.box(20, 57.8, 30, 60), shapely.box(20, 56, 30, 57.8)


@pytest.fixture
def raster(tmp_path):
    path = tmp_path / "bal_ppp_2019.tif"
    cells = np.random.default_rng(3).gamma(0.4, 3.0, (1200, 2400)).astype(np.float32)
    with rasterio.open(
        path, "w", driver="GTiff", width=2400, height=1200, count=1, dtype="float32", crs="EPSG:4326",
        transform=rasterio.transform.from_origin(22, 59.5, 0.003, 0.003),
    ) as file:  # fmt: skip
        file.write(cells, 1)
    return path


@pytest.fixture
def halves(tmp_path, monkeypatch):
    """Two invented second-level divisions of Estonia."""
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "adm2.gpkg"
    table = {"ADM2_EN": ["Upper", "Lower"], "ADM2_PCODE": ["EE01", "EE02"], "ADM0_PCODE": ["EE", "EE"]}
    gpd.GeoDataFrame(table, geometry=[NORTH, SOUTH], crs=4326).to_file(path)
    library = Library(user_dir=tmp_path / "data")
    divisions = read_divisions(path, gazetteer=library.gazetteer(), country="EE")
    library.add_boundaries(divisions, name="halves", source=path)


def scenario(folder, raster, *, name="s.toml", depth="10 km", outputs='map = "m.html"'):
    file = folder / name
    file.write_text(
        f'version = 2\n[border]\nvalue = "EE-LV"\n[side]\nvalue = "EE"\n[[depth]]\nvalue = "{depth}"\n'
        f'[population_grid]\nvalue = ["{raster.name}"]\n[by]\nvalue = "adm2"\n[outputs]\n{outputs}\n',
        encoding="utf-8",
    )
    return file


@pytest.mark.usefixtures("halves")
def test_people_travel_by_side_division_and_depth(raster):
    page = bm.map_articles(TEXT, grid=raster, by="admin2").data
    stretch = bm.border("EE-LV")
    curve = bm.depth_curve(stretch, side="EE", grid=raster)
    assert page.zone.grid.name == "WorldPop, 2019"
    assert len(page.zone.grid.sides[0].people) == 101
    assert page.zone.grid.sides[0].people == pytest.approx(curve["grid_population"].to_numpy())
    named = {page.settlements.divisions[part.division]: part for part in page.zone.parts if part.within}
    assert set(named) == {"Upper", "Lower"}
    both = sum(part.within.people for part in named.values())
    assert both == pytest.approx(page.zone.grid.sides[0].people, rel=1e-9)
    assert [item.label for item in page.assumptions][-1] == "Population grid"
    assert str(raster.parent) not in str(page.assumptions), "no local path enters a page"


@pytest.mark.usefixtures("halves")
def test_the_wire_holds_whole_people_as_differences(raster):
    zone = bm.map_articles(TEXT, grid=raster, by="admin2").data.zone
    value, numbers = people(zone, lambda _: 0)
    assert len(numbers) == (2 + 2) * 4 * 4 * 101
    first = np.frombuffer(numbers[: 4 * 101], np.uint8).reshape(4, 101).T.copy().view("<u4").ravel()
    steps = (first >> 1).astype(np.int64) ^ -(first & 1).astype(np.int64)
    assert np.cumsum(steps).tolist() == np.rint(zone.grid.sides[0].people).astype(int).tolist()
    assert value["grid"]["steps"] == 101
    assert sum("within" in part for part in value["parts"]) == 2


def test_a_page_without_a_grid_has_no_numbers_of_it():
    page = bm.map_articles(TEXT).data
    assert page.zone.grid is None
    value, parts = encode.wire(page)
    assert "people" not in parts
    assert "grid" not in value["zone"]
    assert {part["code"] for part in value["zone"]["parts"]} > {"EE.21"}, (
        "their outlines are those of the basemap"
    )
    again = replace(page, zone=replace(page.zone, parts=()))
    assert "parts" not in encode.wire(again)[0]["zone"]


@pytest.mark.usefixtures("halves")
def test_a_scenario_names_its_grid_and_run_and_diff_take_another(raster, tmp_path):
    file = scenario(tmp_path, raster, outputs='map = "m.html"\nadm2 = "plan.csv"\nsettlements = "s.csv"')
    lines = bm.run(file)
    assert any("WorldPop (bal_ppp_2019.tif)" in line for line in lines)
    assert (tmp_path / "m.html").exists()
    other = raster.rename(tmp_path / "bal_ppp_2011.tif")
    assert any("2011" in line for line in bm.run(file, grid=other))
    deep = scenario(tmp_path, other, name="deep.toml", depth="20 km")
    shallow = scenario(tmp_path, other, name="shallow.toml")
    found = bm.compare(shallow, deep).grid.set_index(["relation", "side"])["grid_population"]
    zones = [bm.zone(bm.border("EE-LV"), side="EE", depth=depth) for depth in ("10 km", "20 km")]
    inner, outer = (zone.population(other)["population"].sum() for zone in zones)
    assert found["both", "EE"] == pytest.approx(inner, rel=1e-6)
    assert found["only_b", "EE"] == pytest.approx(outer - inner, rel=1e-5)
    both = bm.map_comparison(shallow, deep).data
    assert both.zone.grid.sides[0].people == pytest.approx(both.other.grid.sides[0].people)


def test_a_sweep_takes_a_grid(raster):
    table = bm.sweep(bm.border("EE-LV"), sides=["EE"], depths=["5 km", "15 km"], grid=raster)
    curve = bm.depth_curve(bm.border("EE-LV"), side="EE", grid=raster).set_index("depth_m")
    assert table["grid_population"].to_numpy() == pytest.approx(
        curve.loc[[5_000, 15_000], "grid_population"].to_numpy()
    )
    assert (table["grid_population_low"] < table["grid_population_high"]).all()
    assert set(table["grid_year"]) == {2019}
