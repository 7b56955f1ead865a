"""Which settlements a zone holds, on two toy countries with known distances."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from buffermap import words
from buffermap.errors import InputError
from buffermap.zones import nearby
from buffermap.zones import zone as zones
from buffermap.zones.layers import columns_of, typed
from buffermap.zones.nearby import layers_by_side
from geo.line import own_border

GEOD = Geod(ellps="WGS84")


def layer(*places):
    """Settlements by (name, km east of the border at 50.5°N, population or None, country)."""
    rows = []
    for number, (name, km_east, population, country) in enumerate(places, start=1):
        lon, lat, _ = GEOD.fwd(30.0, 50.5, 90, km_east * 1000)
        rows.append(
            {
                "geonameid": number, "name": name, "kind": "settlement", "country": country, "lat": lat, "lon": lon,
                "population": population, "layer": "toy",
            }
        )  # fmt: skip
    return typed(pd.DataFrame(rows))


PLACES = layer(
    ("Near", 3, 900, "EE"),
    ("Edge", 9.6, 400, "EE"),
    ("Far", 30, 900, "EE"),
    ("Other side", -3.2, 100, "WW"),
    ("No figure", 4, None, "EE"),
    ("Metropolis", 18, 1_440_000, "EE"),
)


def test_only_the_chosen_side_is_inside(toy_border):
    table = zones.settlements(toy_border, side="EE", depth="10 km", places=PLACES)
    assert list(table["name"]) == ["Near", "No figure", "Edge", "Metropolis"]
    assert list(table["inside"]) == [True, True, True, False]


def test_a_point_less_accurate_than_its_margin_is_uncertain(toy_border):
    table = zones.settlements(toy_border, side="EE", depth="10 km", places=PLACES).set_index("name")
    # Edge: 0.4 km from the depth, point good to 1 km; Metropolis: 8 km off, point good to 12 km
    assert dict(table["status"]) == {
        "Near": "inside", "No figure": "inside", "Edge": "uncertain", "Metropolis": "uncertain",
    }  # fmt: skip


def test_distances_bearings_and_feet_are_geodesic(toy_border):
    row = zones.settlements(toy_border, side="EE", depth="10 km", places=PLACES).iloc[0]
    assert row["distance_m"] == pytest.approx(3000, abs=0.5)
    assert row["bearing"] == pytest.approx(270, abs=0.1)
    assert (row["border_lat"], row["border_lon"]) == pytest.approx((50.5, 30.0), abs=1e-3)
    assert row["side"] == "EE"


def test_both_sides_and_several_depths_give_a_row_each(toy_border):
    table = zones.settlements(toy_border, depth=["2 km", "10 km"], places=PLACES)
    inside = table[table["inside"]]
    assert list(zip(inside["zone_depth_m"], inside["name"], strict=True)) == [
        (10_000, "Near"), (10_000, "Other side"), (10_000, "No figure"), (10_000, "Edge"),
    ]  # fmt: skip


def test_everything_lists_what_is_outside(toy_border):
    table = zones.settlements(toy_border, side="EE", depth="10 km", places=PLACES, everything=True)
    assert len(table) == len(PLACES)
    assert dict(zip(table["name"], table["status"], strict=True))["Far"] == "outside"


def test_the_coverage_line_says_what_is_missing(toy_border):
    table = zones.settlements(toy_border, side="EE", depth="10 km", places=PLACES)
    assert table.attrs["coverage"] == (
        "10 km: 3 settlements listed (2 uncertain); completeness is that of the layers named; "
        "listed population Estonia at least 1,300 (1 without figure); undated, not current presence"
    )


def test_unknown_population_stays_unknown(toy_border):
    table = zones.settlements(toy_border, side="EE", depth="10 km", places=PLACES).set_index("name")
    assert pd.isna(table.loc["No figure", "population"])
    assert table.loc["No figure", "place_class"] == "unknown"


def test_no_settlements_is_an_empty_table_with_its_columns(toy_border):
    table = zones.settlements(toy_border, side="EE", depth="10 km", places=PLACES.iloc[:0])
    assert len(table) == 0
    assert list(table.columns[: len(nearby.COLUMNS)]) == nearby.COLUMNS


def test_a_depth_without_unit_and_an_unknown_side_are_refused(toy_border):
    with pytest.raises(InputError, match="no unit"):
        zones.settlements(toy_border, depth="10", places=PLACES)
    with pytest.raises(InputError, match="choose WW, EE or both"):
        zones.settlements(toy_border, side="XX", depth="10 km", places=PLACES)
    with pytest.raises(InputError, match="one of depth"):
        zones.settlements(toy_border, places=PLACES)


def test_rounding_keeps_three_digits():
    assert [words.round_to_3(n) for n in (0, 999, 1234, 215_678)] == [0, 999, 1230, 216_000]


def test_classes_follow_the_listed_population():
    figures = np.array([np.nan, 0, 4_999, 5_000, 50_000])
    from buffermap.zones.layers import place_class

    assert list(place_class(figures)) == ["unknown", "village", "village", "town", "city"]


def test_settlements_on_both_sides_of_180_degrees_are_on_a_side_of_an_own_line():
    line = own_border(shapely.LineString([(178, -16), (-178, -17)]), name="across")
    places = typed(
        pd.DataFrame(
            {"name": ["West", "East", "South"], "lat": [-16.0, -16.6, -17.4], "lon": [179.0, -178.6, -179.0]}
        )
    )
    found = nearby.near(line, places=places)
    assert dict(zip(found.columns["name"], found.columns["side"], strict=True)) == {
        "West": "left",
        "East": "left",
        "South": "right",
    }
    west, _, east, _ = nearby.reach_bounds(line, 1000.0)
    assert 177 < west < 178
    assert 182 < east < 183
    fiji = nearby.near(line, within_m=150_000.0).columns
    assert set(fiji["country"]) == {"FJ"}
    assert (fiji["lon"] > 0).any()


def test_a_layer_without_ids_has_none():
    places = typed(pd.DataFrame({"name": ["A", "B"], "lat": [50.5, 50.6], "lon": [30.1, 30.1]}))
    assert places["geonameid"].isna().all()
    assert columns_of(places)["geonameid"].tolist() == [0, 0]


def test_strays_of_a_dump_do_not_make_two_sides_alike():
    """A dump of one country holds some places of its neighbour; its own places stand over the embedded ones."""
    side = ["UA", "UA", "RU", "RU", "MD", ""]
    layer = ["GeoNames UA", "embedded", "embedded", "GeoNames UA", "GeoNames UA MD", "embedded"]
    assert layers_by_side(side, layer) == {
        "MD": ("GeoNames UA MD",),
        "RU": ("embedded",),
        "UA": ("GeoNames UA",),
    }
    assert layers_by_side(["left"], ["GeoNames UA"]) == {"left": ("GeoNames UA",)}


def test_a_point_in_no_area_of_the_data_is_of_the_country_that_its_layer_says(toy_border):
    lon, lat = np.array([29.0, 31.0, 30.5, 30.5, 29.0]), np.array([50.0, 50.0, 60.0, 60.0, 50.0])
    country = np.array(["WW", "EE", "EE", "XX", "EE"], object)
    found = nearby.side_of(toy_border, lon=lon, lat=lat, country=country)
    assert list(found) == ["WW", "EE", "EE", "", "WW"]


def test_where_a_depth_is_the_very_edge_of_a_point_it_is_uncertain(toy_border):
    near = nearby.near(toy_border, within_m=50_000, places=layer(("Edge", 5, 100, "EE")))
    distance_m, accuracy_m = float(near.columns["distance_m"][0]), float(near.accuracy_m[0])
    for edge_m, low, high in ((distance_m + accuracy_m, 0, 1), (distance_m - accuracy_m, 0, 1)):
        curve = zones.depth_curve(
            toy_border, side="EE", to_m=edge_m, step_m=edge_m, places=layer(("Edge", 5, 100, "EE"))
        )
        assert curve["depth_m"].iloc[1] == edge_m
        assert (curve["settlements_low"].iloc[1], curve["settlements_high"].iloc[1]) == (low, high)


def test_what_a_layer_does_not_say_is_filled_and_its_own_columns_follow():
    table = typed(
        pd.DataFrame(
            {
                "name": ["a", "b"],
                "lat": [1, 2],
                "lon": [3, 4],
                "kind": [None, "site"],
                "chief": [5, 6],
                "population": [None, "70000"],
            }
        )
    )
    assert list(table["kind"]) == ["settlement", "site"]
    assert list(table["layer"]) == ["own layer"] * 2
    assert table.columns[-1] == "chief"
    assert list(table["place_class"]) == ["unknown", "city"]
    assert table["geonameid"].isna().all()


def test_a_zone_shows_itself_with_what_it_rests_on(toy_border):
    zone = zones.zone(replace(toy_border, notes=("a <note>",)), side="EE", depth="5 km", ends="cut")
    html = re.sub(r"<svg.*?</svg>", "", zone._repr_html_(), flags=re.DOTALL)
    facts = dict(re.findall(r"<th[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>", html, re.DOTALL))
    assert facts == {
        "along": "the whole line",
        "ends": "cut",
        "area": f"{zone.area_km2:,.0f} km²",
        "edge computed to": f"{zone.edge_error_m:.2f} m",
        "accuracy of the line": "200 m",
        "point of view": "un",
        "to know": "a &lt;note&gt;",
    }
    assert "Hypothetical zone: EE-WW, EE, 5 km" in html
    assert repr(zone).startswith("<hypothetical Zone EE-WW, EE, 5 km: ")
