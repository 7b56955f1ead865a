"""Sweeps over scenarios, and a user's own layer against a zone, in the toy countries."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

import buffermap as bm
from buffermap.errors import InputError, LayerError
from buffermap.scenarios.scenario import Alternative, Entry, Scenario
from buffermap.scenarios.sweep import SWEEP_COLUMNS, inside, sweep
from buffermap.zones.zone import depth_curve, zone


@pytest.fixture
def layer(tmp_path):
    """Six settlements at 1, 5, 9 km east and west of the meridian, as a file of the user's own."""
    geod = Geod(ellps="WGS84")
    rows = []
    for number, (country, azimuth, metres, population) in enumerate(
        [("EE", 90, 1000, 100), ("EE", 90, 5000, None), ("EE", 90, 9000, 300), ("WW", 270, 1000, 7), ("WW", 270, 5000, 70), ("WW", 270, 9000, 700)]
    ):  # fmt: skip
        lon, lat, _ = geod.fwd(30, 50.5, azimuth, metres)
        rows.append({"name": f"Town {number}", "country": country, "admin1": "North" if number % 2 else "South", "lon": lon, "lat": lat, "population": population})  # fmt: skip
    path = tmp_path / "towns.csv"
    pd.DataFrame(rows).astype({"population": "Int64"}).to_csv(path, index=False)
    return path


def test_one_row_for_every_combination(toy_border, layer):
    table = sweep(toy_border, depths=["3 km", "7 km"], sides=["EE", "both"], places=layer)
    assert list(table.columns) == list(SWEEP_COLUMNS)
    found = table.set_index(["side", "depth_m"])
    assert found["settlements"].to_dict() == {
        ("EE", 3000.0): 1, ("EE", 7000.0): 2, ("both", 3000.0): 2, ("both", 7000.0): 4,
    }  # fmt: skip
    assert found.loc[("EE", 7000.0), "population"] == 100
    assert found.loc[("EE", 7000.0), "population_unknown"] == 1


def test_sweep_and_curve_say_how_few_and_how_many(toy_border, layer):
    """Points are accurate to 1 km, the line to 200 m: at 5.5 km the settlement at 5 km is uncertain, no other."""
    row = sweep(toy_border, depths_m=[5500.0], sides=["EE"], places=layer).iloc[0]
    found = ["settlements_low", "settlements", "settlements_high", "uncertain"]
    assert row[found].tolist() == [1, 2, 2, 1]
    curve = depth_curve(toy_border, side="EE", places=layer, to_m=11_000, step_m=500).set_index("depth_m")
    assert curve.loc[5500.0, found[:3]].tolist() == [1, 2, 2]
    assert curve.loc[8000.0, found[:3]].tolist() == [2, 2, 3]
    swept = sweep(toy_border, depths_m=curve.index[1:], sides=["EE"], places=layer).set_index("depth_m")
    assert curve[found[:3]].iloc[1:].equals(swept[found[:3]])


def test_depths_without_settlements_are_rows_too(toy_border, layer):
    table = sweep(toy_border, depths_m=[10.0, 3000.0], places=layer)
    assert table["settlements"].tolist() == [0, 2]
    assert table["population"].isna().tolist() == [True, False]


def test_named_stretches_and_divisions(toy_border, layer):
    table = sweep({"a": toy_border, "b": toy_border}, depths=["20 km"], places=layer, by="admin1")
    assert table["scenario"].unique().tolist() == ["a", "b"]
    sums = table[table["scenario"] == "a"].groupby("admin1")["settlements"].sum()
    assert sums.to_dict() == {"North": 3, "South": 3}


def test_wrong_sides_and_depths_are_named(toy_border, layer):
    with pytest.raises(InputError, match="is not a side of EE-WW"):
        sweep(toy_border, depths=["3 km"], sides=["XX"], places=layer)
    with pytest.raises(InputError, match="give one of"):
        sweep(toy_border, places=layer)


@pytest.mark.parametrize("ask", [bm.zone, bm.settlements, bm.sweep])
def test_a_name_is_no_stretch_yet(ask):
    with pytest.raises(InputError, match=r"write bm.border\('RU-UA'\)"):
        ask("RU-UA", **({"depths": ["5 km"]} if ask is bm.sweep else {"depth": "5 km"}))
    with pytest.raises(InputError, match=r"write bm.border\('RU-UA'\)"):
        bm.depth_curve("RU-UA")


def test_one_side_needs_no_list_and_levels_are_named(toy_border, layer):
    assert sweep(toy_border, depths=["3 km"], sides="EE", places=layer)["side"].tolist() == ["EE"]
    with pytest.raises(InputError, match="admin3 or admin4, not by 'oblast'"):
        sweep(toy_border, depths=["3 km"], by="oblast", places=layer)
    with pytest.raises(InputError, match=r"a str is no zone: bm\.zone"):
        inside(gpd.GeoDataFrame(geometry=[], crs=4326), toy_border.name)


def test_several_borders_by_the_workers_of_an_executor(toy_border, layer):
    other = replace(toy_border, name="toy", along=("North",))
    asked = {"depths": ["3 km", "7 km"], "places": layer}
    alone = sweep([toy_border, other], **asked)
    assert alone["scenario"].unique().tolist() == ["EE-WW", "toy along North"]
    with ThreadPoolExecutor(2) as pool:
        pd.testing.assert_frame_equal(sweep([toy_border, other], executor=pool, **asked), alone)
        assert pool.submit(len, "left running").result() == 12


def test_a_scenario_is_swept_with_the_other_zones_of_its_texts():
    said = Scenario(
        border=Entry(value="EE-LV", source="text"),
        side=Entry(value="EE", source="text"),
        depths=(Entry(value="10 km", source="text"),),
        zone_id="zone-1",
        alternatives=(
            Alternative(field="border", entry=Entry(value="EE-RU"), zone_id="zone-2"),
            Alternative(field="depth", entry=Entry(value="5 km"), zone_id="zone-2"),
            Alternative(field="depth", entry=Entry(value="30 km"), zone_id="zone-1"),
            Alternative(field="border", entry=Entry(value="LT-LV"), zone_id="zone-3"),
        ),
    )
    with pytest.raises(InputError, match="no depth is stated for zone-3; give one of depths="):
        sweep(said)
    told = replace(said, alternatives=said.alternatives[:3])
    columns = ["scenario", "border", "side", "depth_m"]
    assert sweep(told)[columns].to_numpy().tolist() == [
        ["zone-1", "EE-LV", "EE", 10_000.0],
        ["zone-2", "EE-RU", "both", 5000.0],
    ]
    table = sweep({"week": said}, depths=["20 km"], sides="both")
    assert table["scenario"].tolist() == ["week: zone-1", "week: zone-2", "week: zone-3"]
    line = bm.border("LT-LV")
    assert table["settlements"].iloc[2] == sweep(line, depths=["20 km"])["settlements"].iloc[0]


def test_own_points_lines_and_areas(toy_border):
    ten = zone(toy_border, side="EE", depth="10 km")
    geod = Geod(ellps="WGS84")
    east, _, _ = geod.fwd(30, 50.5, 90, 20_000)
    shapes = [
        shapely.Point(geod.fwd(30, 50.5, 90, 4000)[:2]),
        shapely.Point(geod.fwd(30, 50.5, 270, 4000)[:2]),
        shapely.box(30, 50.45, east, 50.55),
        shapely.LineString([(30, 50.5), (east, 50.5)]),
        None,
    ]
    frame = gpd.GeoDataFrame({"what": list("abcde")}, geometry=shapes, crs="EPSG:4326", index=[5, 6, 7, 8, 9])
    for crs in ("EPSG:4326", "EPSG:3857"):
        found = inside(frame.to_crs(crs), ten)
        assert found.crs == crs
        assert found.index.tolist() == [5, 6, 7, 8, 9]
        assert found["distance_m"].to_numpy()[:2] == pytest.approx([4000, 4000], abs=0.01)
        assert found["inside"].tolist() == [True, False, True, True, False]
        assert found["share"].to_numpy()[2:4] == pytest.approx([0.5, 0.5], abs=0.002)
        assert np.isnan(found["distance_m"].to_numpy()[4])


def test_own_tables_must_say_their_projection(toy_border):
    ten = zone(toy_border, side="EE", depth="10 km")
    with pytest.raises(InputError, match=r"frame\.set_crs"):
        inside(gpd.GeoDataFrame(geometry=[shapely.Point(1, 1)]), ten)
    with pytest.raises(LayerError, match="holds lat\\? it may be a; call it lat"):
        inside(pd.DataFrame({"a": [1]}), ten)


def test_degrees_in_columns_are_enough_and_rows_without_them_stay(toy_border):
    geod = Geod(ellps="WGS84")
    lon, lat = geod.fwd(30, 50.5, 90, 4000)[:2]
    table = pd.DataFrame({"kind": ["well", "well"], "lat": [lat, None], "lon": [lon, None]}, index=[7, 3])
    found = inside(table, zone(toy_border, side="EE", depth="10 km"))
    assert found.index.tolist() == [7, 3]
    assert found["inside"].tolist() == [True, False]
    assert found["distance_m"].iloc[0] == pytest.approx(4000, abs=0.5)


def test_swapped_arguments_are_one_line(toy_border):
    ten = zone(toy_border, side="EE", depth="10 km")
    with pytest.raises(InputError, match="takes the table first"):
        inside(ten, pd.DataFrame({"lat": [1.5], "lon": [2.5]}))


def test_cut_ends_leave_out_what_lies_beyond_them():
    whole = bm.border("EE-LV", along="Valga")
    counts = [
        int(sweep(whole, depths=["40 km"], sides="EE", ends=ends)["settlements"].iloc[0])
        for ends in ("round", "cut")
    ]
    assert counts[0] > counts[1]
