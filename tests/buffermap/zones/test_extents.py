"""How much of a city lies within: by built-up land or by a grid, in place of a disc."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiLineString, MultiPolygon
from shapely.geometry import box

from buffermap.errors import InputError
from buffermap.zones import layers, nearby
from buffermap.zones.aggregate import by_division
from buffermap.zones.extents import LEVELS, shares_within
from buffermap.zones.people import people_of
from buffermap.zones.zone import listed
from geo.border import Border

LINE = MultiLineString([[(30.0, 49.0), (30.0, 51.0)]])
SIDES = {"AA": MultiPolygon([box(28, 49, 30, 51)]), "BB": MultiPolygon([box(30, 49, 32, 51)])}
STRETCH = Border(line=LINE, sides=SIDES, name="AA-BB", accuracy_m=200)
KM = 1 / 71.7  # a kilometre in degrees of longitude at 50 degrees north


def towns(**more):
    """A city 20 km from the line, and a village beside it."""
    table = {
        "name": ["City", "Hamlet"], "lat": [50.0, 50.0], "lon": [30 + 20 * KM, 30 + 24.2 * KM],
        "country": ["BB", "BB"], "admin1": ["Shire", "Shire"], "population": [400_000, 300],
    }  # fmt: skip
    return layers.typed(pd.DataFrame({**table, **more}))


def within(depth_km, **given_):
    return listed(STRETCH, side="BB", depths_m=[depth_km * 1000], places=towns(), people=people_of(**given_))


@pytest.fixture
def land(tmp_path):
    """Two quarters of the city, 16 to 22 km from the line, and one of the village, which is not the city's."""
    quarters = [box(30 + 16 * KM, 49.98, 30 + 18 * KM, 50.02), box(30 + 18 * KM, 49.98, 30 + 22 * KM, 50.02)]
    path = tmp_path / "built.gpkg"
    hamlet = box(30 + 24 * KM, 49.99, 30 + 24.5 * KM, 50.01)
    gpd.GeoDataFrame(geometry=[*quarters, hamlet], crs=4326).to_file(path)
    return path


def test_built_up_land_decides_how_much_of_a_city_lies_within(land):
    city = within(19, built_up=land).set_index("name").loc["City"]
    assert city["share"] == pytest.approx(0.5, abs=0.02)
    assert city["share_high"] - city["share_low"] == pytest.approx(0.4 / 6, abs=0.01)
    assert (bool(city["inside"]), city["status"]) == (False, "uncertain")
    sums = by_division(within(19, built_up=land), level="admin1").iloc[0]
    assert sums["population"] == pytest.approx(200_000, rel=0.04)
    assert (
        sums["population_low"]
        < sums["population"]
        == sums["population_in_part"]
        < sums["population_high"]
        < 230_000
    )
    assert sums["in_part"] == 1


def test_what_lies_wholly_within_is_no_longer_uncertain(land):
    assert within(23).set_index("name").loc["City", "status"] == "uncertain", (
        "6 km of accuracy, by its point alone"
    )
    assert within(23, built_up=land).set_index("name").loc["City", "status"] == "inside"
    assert within(15).set_index("name").loc["City", "status"] == "uncertain"
    assert "City" not in set(within(15, built_up=land)["name"])


def test_the_coverage_counts_the_part(land):
    told = within(19, built_up=land).attrs["coverage"]
    assert re.search(
        r"0 settlements listed \(1 uncertain\).*listed population Barbados (19|20)\d,000;", told
    ), told


def test_land_without_areas_is_refused(tmp_path):
    path = tmp_path / "points.geojson"
    gpd.GeoDataFrame(geometry=gpd.points_from_xy([30.0], [50.0]), crs=4326).to_file(path)
    with pytest.raises(InputError, match=r"points\.geojson holds no areas of built-up land"):
        within(19, built_up=path)


@pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning")
def test_a_grid_decides_where_its_people_are(tmp_path):
    rasterio = pytest.importorskip("rasterio", reason="needs buffermap[population]")
    people = np.zeros((400, 800), np.float32)  # 30 to 32 E, 49.5 to 50.5 N
    column = int(21 * KM / 0.0025)
    people[190:210, column - 2 : column + 2] = 50.0  # all of them 21 km from the line
    path = tmp_path / "made_2021.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=800, height=400, count=1, dtype="float32", crs="EPSG:4326",
        transform=rasterio.transform.from_origin(30, 50.5, 0.0025, 0.0025),
    ) as raster:  # fmt: skip
        raster.write(people, 1)
    city = within(20.2, grid=path).set_index("name").loc["City"]
    assert (bool(city["inside"]), city["share"]) == (True, 0.0)
    assert city["status"] == "uncertain", "its point says otherwise"
    assert within(22, grid=path).set_index("name").loc["City", "status"] == "inside"
    gone = np.zeros((400, 800), np.float32)
    with rasterio.open(path, "r+") as raster:
        raster.write(gone, 1)
    assert within(20.2, grid=path)["share"].isna().all(), "a grid without people there decides nothing"


def test_without_files_nothing_changes():
    plain = listed(STRETCH, side="BB", depths_m=[19_000.0], places=towns())
    assert list(plain.columns) == list(within(19).columns)
    assert "share" not in plain


@settings(deadline=None, max_examples=60)
@given(
    distance_m=st.lists(st.floats(0, 60_000), min_size=1, max_size=12),
    spread=st.lists(st.floats(0, 9_000), min_size=1, max_size=40),
    people=st.lists(st.one_of(st.none(), st.integers(0, 3_000_000)), min_size=12, max_size=12),
    depth_m=st.floats(100, 60_000),
)
def test_low_is_not_above_inside_nor_inside_above_high(distance_m, spread, people, depth_m):
    n = len(distance_m)
    population = np.array([np.nan if one is None else one for one in people[:n]], float)
    middle = np.array(distance_m)
    drawn_out = np.quantile(np.array(spread), LEVELS)
    extent = np.where(
        (population >= layers.CITY)[:, None], middle[:, None] + drawn_out - drawn_out[20], np.nan
    )
    columns = {
        "lon": np.full(n, 31.0), "lat": np.full(n, 50.0), "distance_m": middle, "population": population,
        "side": np.full(n, "BB", object), "country": np.full(n, "BB", object), "layer": np.full(n, "own", object),
    }  # fmt: skip
    near = nearby.Near(
        border=STRETCH, columns=columns, accuracy_m=nearby.point_uncertainty_m(STRETCH, population),
        beyond_ends=np.zeros(n, bool), extent=extent,
    )  # fmt: skip
    inside = middle <= depth_m
    status, shares = nearby.statuses(near, depth_m=depth_m, allowed=np.ones(n, bool))
    frame = pd.DataFrame({name: values for name, values in columns.items() if name != "distance_m"}).assign(
        distance_m=middle, accuracy_m=near.accuracy_m, zone_depth_m=depth_m, inside=inside, status=status,
        admin1="Shire", admin1_code="BB.1", **dict(zip(nearby.SHARES, shares, strict=True)),
    )  # fmt: skip
    frame["population"] = frame["population"].astype("Int64")
    sums = by_division(frame, level="admin1").iloc[0]
    assert sums["settlements_low"] <= sums["settlements"] <= sums["settlements_high"]
    held = [sums[name] for name in ("population_low", "population", "population_high")]
    held[2] = np.inf if pd.isna(held[2]) else held[2]
    held[1] = held[0] if pd.isna(held[1]) else held[1]
    assert held[0] <= held[1] <= held[2]
    low, part, high = (np.nan_to_num(share) for share in shares)
    assert (low <= part).all()
    assert (part <= high).all()
    assert (shares_within(extent, 1e12)[~np.isnan(extent[:, 0])] == 1).all()
