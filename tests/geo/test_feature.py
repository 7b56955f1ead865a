"""Stretches and zones as other programs read them."""

import geopandas as gpd
import shapely

from geo.zone import zone


def test_a_zone_is_a_feature_and_a_table_of_one_row(toy_border):
    drawn = zone(toy_border, side="EE", depth_m=3_000)
    assert shapely.geometry.shape(drawn).equals(drawn.geometry)
    read = gpd.GeoDataFrame.from_features([drawn], crs="EPSG:4326")
    table = drawn.to_gdf()
    assert table.crs == read.crs
    assert table.drop(columns="geometry").to_dict("records") == [drawn.facts()]
    assert read.geometry.item().equals(table.geometry.item())
    assert read["depth_m"].item() == 3_000


def test_a_stretch_is_its_line(toy_border):
    feature = toy_border.__geo_interface__
    assert feature["properties"] == {"name": toy_border.name, "along": None, "pov": "un", "accuracy_m": 200.0}
    assert shapely.geometry.shape(toy_border).equals(toy_border.line)
    assert toy_border.to_gdf().geometry.item().equals(toy_border.line)
