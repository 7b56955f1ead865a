"""What callers give: wrong or swapped arguments are one line that says the way out."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

import buffermap as bm
from buffermap.zones.given import as_layer, checked_stretch, many_depths, one_depth


@pytest.mark.parametrize(
    ("depth", "depth_m", "words"),
    [
        ([], None, "no depth is given"),
        (None, [], "no depth is given"),
        (None, None, "give one of"),
        ("5 km", 5, "give one of"),
        (["1 km", "2 km"], None, r"2 are given; bm\.rings"),
        (5, None, "has no unit"),
        (["1 km", None], None, "None is no depth"),
        (None, "5 km", "'5 km' is no depth"),
    ],
)
def test_one_depth_or_a_line_of_what_to_write(depth, depth_m, words):
    with pytest.raises(bm.InputError, match=words) as told:
        one_depth(depth=depth, depth_m=depth_m)
    assert "\n" not in str(told.value)


def test_several_depths_of_any_sequence():
    assert many_depths(depth=("1 km", "2 mi"), depth_m=None) == [1000.0, 3218.688]
    assert many_depths(depth=None, depth_m=pd.Series([500, 700])) == [500.0, 700.0]


def test_what_is_no_stretch_says_how_to_make_one(toy_border):
    ten = bm.zone(toy_border, side="EE", depth="10 km")
    assert checked_stretch(toy_border) is toy_border
    for wrong, words in (
        ("EE-LV", r"write bm\.border\('EE-LV'\)"),
        (ten, r"give zone\.border"),
        (7, "a int is not"),
    ):
        with pytest.raises(bm.InputError, match=words):
            bm.settlements(wrong, depth="1 km")
    with pytest.raises(bm.InputError, match="side 7 is not a side"):
        bm.zone(toy_border, side=7, depth="1 km")
    with pytest.raises(bm.BuffermapError, match="reaches a pole"):
        bm.border(line=box(-180, -90, 180, 90))


def test_a_table_with_name_and_degrees_is_a_layer(toy_border):
    bare = pd.DataFrame(
        {"name": ["Alder", "Birch"], "lat": [50.51, 50.49], "lon": [30.02, 30.03], "note": ["a", "b"]}
    )
    points = gpd.GeoDataFrame(
        bare[["name", "note"]], geometry=gpd.points_from_xy(bare["lon"], bare["lat"]), crs=4326
    )
    for table in (bare, points.rename_geometry("where"), points.to_crs(3857)):
        found = bm.settlements(toy_border, side="EE", depth="5 km", places=table)
        assert found["name"].tolist() == ["Alder", "Birch"]
        assert found["note"].tolist() == ["a", "b"]
        assert found["population"].isna().all()
    again = bm.settlements(toy_border, side="EE", depth="1.5 km", places=found)
    assert again.loc[again["inside"], "name"].tolist() == ["Alder"]
    with pytest.raises(bm.LayerError, match="which column of the table holds lat"):
        as_layer(pd.DataFrame({"name": ["Alder", "Birch"]}))
    with pytest.raises(bm.InputError, match="a list is no settlement layer"):
        as_layer(["Alder"])


def test_rings_are_rows_and_bands_begin_where_the_last_ended(toy_border):
    drawn = bm.rings(toy_border, side="EE", depth_m=[2_000, 4_000])
    assert drawn["depth_m"].tolist() == [2_000, 4_000]
    bands = bm.rings(toy_border, side="EE", depth_m=[2_000, 4_000], bands=True)
    assert bands["from_m"].tolist() == [0, 2_000]
    assert bands.geometry.iloc[1].area < drawn.geometry.iloc[1].area
