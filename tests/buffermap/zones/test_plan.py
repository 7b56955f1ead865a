"""The planning table: areas and grids of added divisions, sums that are the whole, words for people."""

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely

import buffermap as bm
from buffermap.zones import layers
from buffermap.zones.people import people_of
from buffermap.zones.plan import in_words, plan, totals
from gazetteer.userdata.divisions import read_divisions
from gazetteer.userdata.library import Library
from geo.clip import area_km2

DEPTHS = ["5 km", "15 km"]
NORTH, SOUTH = shapely.box(20, 57.9, 30, 60), shapely.box(20, 56, 30, 57.9)


@pytest.fixture(scope="module")
def stretch():
    return bm.border("EE-LV")


@pytest.fixture
def communes(tmp_path, monkeypatch):
    """Invented third-level divisions of Estonia in the columns of the usual humanitarian files."""
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "est_admbnda_adm3.gpkg"
    table = {
        "ADM3_EN": ["Upper", "Lower"], "ADM3_UK": ["Горішня", "Долішня"], "ADM3_PCODE": ["EE010101", "EE010102"],
        "ADM2_EN": ["Middle", "Middle"], "ADM2_PCODE": ["EE0101", "EE0101"], "ADM0_PCODE": ["EE", "EE"],
    }  # fmt: skip
    gpd.GeoDataFrame(table, geometry=[NORTH, SOUTH], crs=4326).to_file(path)
    library = Library(user_dir=tmp_path / "data")
    divisions = read_divisions(path, gazetteer=library.gazetteer(), country="EE")
    assert set(divisions.table["level"]) == {3}
    library.add_boundaries(divisions, name="communes", source=path)


def test_divisions_add_up_to_the_sides(stretch):
    found = bm.settlements(stretch, depth=DEPTHS)
    zones = [bm.zone(stretch, depth=depth) for depth in DEPTHS]
    sums, whole = plan(found, zones, level="admin1"), totals(found, zones)
    for name in (
        "settlements_low",
        "settlements",
        "settlements_high",
        "population_low",
        "population_in_part",
    ):
        added = sums.groupby(["zone_depth_m", "side"])[name].sum().tolist()
        assert added == whole[name].tolist(), name
    areas = whole.groupby("zone_depth_m")["area_km2"].sum().tolist()
    assert areas == pytest.approx([zone.area_km2 for zone in zones], rel=1e-6)
    assert sums["area_km2"].isna().all(), "no outline of ours is fit to measure an area with"


@pytest.mark.usefixtures("communes")
def test_added_divisions_of_the_third_level_have_codes_and_areas(stretch):
    sums = bm.settlements(stretch, side="EE", depth=DEPTHS, by="admin3")
    zone = bm.zone(stretch, side="EE", depth="15 km")
    deep = sums[sums["zone_depth_m"] == 15_000].set_index("admin3")
    assert deep.loc["Upper", "p_code"] == "EE010101"
    upper = shapely.orient_polygons(shapely.intersection(zone.geometry, NORTH))
    assert deep.loc["Upper", "area_km2"] == pytest.approx(area_km2(upper), rel=1e-9)
    assert deep["area_km2"].sum() == pytest.approx(zone.area_km2, rel=1e-6)
    listed = bm.settlements(stretch, side="EE", depth="15 km")
    north = listed[listed["inside"] & (listed["lat"] > 57.9)]
    assert deep.loc["Upper", "settlements"] == len(north)


@pytest.mark.usefixtures("communes")
def test_a_side_without_boundaries_is_not_known_there(stretch):
    sums = bm.settlements(stretch, depth="15 km", by="admin3")
    latvia = sums[sums["side"] == "LV"]
    assert latvia["admin3"].isna().all()
    assert latvia["settlements"].sum() > 0
    shown = in_words(sums, language="uk")
    assert set(shown.loc[shown["Бік"] == "Латвія", "Громада (третій рівень)"]) == {"підрозділ невідомий"}
    assert {"Горішня", "Долішня"} <= set(shown["Громада (третій рівень)"])


# rasterio multiplies its transforms in a way that its own dependency is about to drop
@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
@pytest.mark.usefixtures("communes")
def test_a_grid_is_summed_by_division(stretch, tmp_path):
    rasterio = pytest.importorskip("rasterio", reason="needs the extra population")
    grid = tmp_path / "made_2020.tif"
    cells = np.ones((400, 1000), np.float32)
    with rasterio.open(
        grid, "w", driver="GTiff", width=1000, height=400, count=1, dtype="float32", crs="EPSG:4326",
        transform=rasterio.transform.from_origin(20, 60, 0.01, 0.01),
    ) as raster:  # fmt: skip
        raster.write(cells, 1)
    sums = bm.settlements(stretch, side="EE", depth="15 km", by="admin3", grid=grid)
    geometry = bm.zone(stretch, side="EE", depth="15 km").geometry
    people = dict(zip(sums["admin3"], sums["grid_population"], strict=True))
    for name, area in (("Upper", NORTH), ("Lower", SOUTH)):
        assert people[name] == pytest.approx(shapely.intersection(geometry, area).area / 1e-4, abs=1)
    assert set(sums["grid_year"].dropna()) == {2020}
    assert (sums["grid_population_low"] < sums["grid_population"]).all()
    assert (sums["grid_population"] < sums["grid_population_high"]).all()
    wider = bm.zone(stretch, side="EE", depth_m=15_000 + stretch.accuracy_m)
    whole = bm.settlements(stretch, side="EE", depth="15 km", by="admin1", grid=grid)
    assert "share" not in whole
    assert sums["grid_population_high"].sum() == pytest.approx(
        wider.population(grid)["population"].sum(), abs=1
    )


def test_the_workbook_holds_divisions_sides_and_what_they_rest_on(run, tmp_path):
    target = tmp_path / "plan.xlsx"
    code, _, told = run(
        "settlements", "--border", "EE-LV", "--side", "EE", "--depth", "5km,15km", "--by", "adm1", "--language", "uk",
        "-o", target,
    )  # fmt: skip
    assert code == 0, told
    sheets = openpyxl.load_workbook(target)
    assert sheets.sheetnames == ["divisions", "sides", "Assumptions and sources"]
    head, first, *_ = sheets["divisions"].iter_rows(values_only=True)
    assert head[:4] == ("Глибина (км)", "Бік", "Область", "Населених пунктів, щонайменше")
    assert head[-1] == "Сценарій"
    assert first[0] == 5
    assert isinstance(first[head.index("Населених пунктів усередині")], int)


# rasterio multiplies its transforms in a way that its own dependency is about to drop
@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
@pytest.mark.usefixtures("communes")
def test_what_lies_in_no_division_is_a_row_and_the_sums_are_the_whole(stretch, tmp_path):
    rasterio = pytest.importorskip("rasterio", reason="needs the extra population")
    grid = tmp_path / "made_2020.tif"
    with rasterio.open(
        grid, "w", driver="GTiff", width=1000, height=400, count=1, dtype="float32", crs="EPSG:4326",
        transform=rasterio.transform.from_origin(20, 60, 0.01, 0.01),
    ) as raster:  # fmt: skip
        raster.write(np.ones((400, 1000), np.float32), 1)
    people = people_of(grid)
    found = bm.settlements(stretch, depth=DEPTHS)
    zones = [bm.zone(stretch, depth=depth) for depth in DEPTHS]
    sums = plan(found, zones, level="admin3", grids=people.grids)
    whole = totals(found, zones, grids=people.grids).set_index(["zone_depth_m", "side"])
    for name in ("settlements", "area_km2", "grid_population", "grid_population_low", "grid_population_high"):
        added = sums.groupby(["zone_depth_m", "side"])[name].sum()
        assert added.to_numpy(float) == pytest.approx(whole[name].to_numpy(float), abs=3), name
    latvia = sums[(sums["side"] == "LV") & sums["grid_population"].notna()]
    assert len(latvia) == len(DEPTHS), "of the side without boundaries one row a depth"
    assert sums["scenario_id"].notna().all()
    assert set(in_words(sums, language="en")["Third-level division"]) == {
        "Upper",
        "Lower",
        "division not known",
    }


def test_a_level_without_boundaries_says_how_to_add_them_though_nothing_lies_within(stretch):
    with pytest.raises(
        bm.InputError, match=r"no boundaries of level 3 have been added for EE, LV: buffermap data add"
    ):
        bm.settlements(stretch, depth="1 m", by="admin3")


def test_options_of_sums_need_sums(stretch, run):
    with pytest.raises(bm.InputError, match="add by='admin2'"):
        bm.settlements(stretch, depth="5 km", min_cell=5)
    code, _, told = run("settlements", "--border", "EE-LV", "--depth", "5km", "--language", "uk")
    assert code != 0
    assert "add --by adm2" in told


def test_a_place_in_another_countrys_polygon_is_flagged(stretch):
    places = pd.DataFrame(
        {"name": ["Here", "Astray"], "lat": [57.95, 57.95], "lon": [26.0, 26.01], "country": ["EE", "LV"]}
    )
    found = bm.settlements(stretch, depth="60 km", places=places).set_index("name")
    assert found["country_conflict"].to_dict() == {"Here": False, "Astray": True}
    assert set(found["side"]) == {"EE"}


def test_sides_on_different_data_are_warned_of(stretch, caplog):
    places = layers.typed(
        pd.DataFrame(
            {
                "name": ["Here", "There"],
                "lat": [57.95, 57.6],
                "lon": [26.0, 26.0],
                "country": ["EE", "LV"],
                "layer": ["own", "embedded"],
            }
        )
    )
    found = bm.settlements(stretch, depth="60 km", places=places, by="admin1")
    assert "do not compare or add them: EE on own, LV on embedded" in caplog.text
    assert dict(zip(found["side"], found["coverage"], strict=True)) == {"EE": "own", "LV": "embedded"}
    counted = bm.sweep(stretch, depths=["60 km"], places=places)
    assert counted["coverage"].tolist() == ["EE on own, LV on embedded"]


@pytest.mark.usefixtures("communes")
def test_a_stretch_follows_added_divisions_of_a_lower_level(stretch):
    upper, lower = bm.border("EE-LV", along="Upper"), bm.border("EE-LV", along=["EE010102"])
    assert (upper.along, lower.along) == (("Upper",), ("Lower",))
    assert upper.line.length + lower.line.length == pytest.approx(stretch.line.length)
    assert upper.line.bounds[1] > 57.89
    assert bm.border("EE-LV", along=["Upper", "Lower"]).line.length == pytest.approx(stretch.line.length)
    assert bm.border("EE-LV", along="Valgamaa").along == ("Valgamaa",)
    with pytest.raises(bm.UnknownPlaceError, match="no first-level division called 'Sideways'"):
        bm.border("EE-LV", along="Sideways")


def test_run_makes_the_sums_that_a_scenario_asks_for(run, tmp_path):
    (tmp_path / "s.toml").write_text(
        'version = 2\n[border]\nvalue = "EE-LV"\nsource = "analyst"\n[[depth]]\nvalue = "10 km"\nsource = "analyst"\n'
        '[outputs]\nadm1 = "plan.xlsx"\nadm2 = "plan.csv"\n',
        encoding="utf-8",
    )
    code, said, told = run("run", tmp_path / "s.toml")
    assert code == 0, told
    assert "plan.xlsx: 10 km: " in said + told
    assert openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames[:2] == ["divisions", "sides"]
    sums = pd.read_csv(tmp_path / "plan.csv")
    assert sums["settlements"].sum() == bm.settlements(bm.border("EE-LV"), depth="10 km")["inside"].sum()
