"""Sums by division name no settlement, lose none, and say how far they may be off."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buffermap.errors import InputError
from buffermap.zones.aggregate import OTHERS, by_division
from geo.containment import classify

NAMES = [
    "name", "side", "country", "admin1_code", "admin1", "admin2", "population", "inside", "status", "zone_depth_m",
    "distance_m",
]  # fmt: skip


def table(rows: list[tuple[object, ...]] | None = None) -> pd.DataFrame:
    sumy, kharkiv = ("UA", "UA", "UA.21", "Sumy Oblast"), ("UA", "UA", "UA.07", "Kharkiv Oblast")
    frame = pd.DataFrame(
        rows
        or [
            ("A", *sumy, "Sumy Raion", 100, True, "inside", 10_000, 5_000),
            ("B", *sumy, "Sumy Raion", None, True, "uncertain", 10_000, 9_800),
            ("C", *sumy, None, 30, False, "uncertain", 10_000, 10_200),
            ("D", *kharkiv, "Bohodukhiv Raion", None, True, "inside", 10_000, 100),
            ("E", "RU", "RU", None, None, None, 7, True, "inside", 10_000, 100),
            ("A", *sumy, "Sumy Raion", 100, True, "inside", 20_000, 5_000),
        ],
        columns=NAMES,
    )
    frame["population"] = frame["population"].astype("Int64")
    frame.attrs["coverage"] = "6 settlements listed"
    return frame.assign(accuracy_m=1_200.0, layer="embedded", lon=30.0, lat=50.0)


def test_settlements_are_counted_by_first_level_division():
    sums = by_division(table(), level="admin1")
    assert "name" not in sums.columns
    assert sums.attrs["coverage"] == "6 settlements listed"
    sumy = sums[(sums["admin1_code"] == "UA.21") & (sums["zone_depth_m"] == 10_000)].iloc[0]
    assert (sumy["settlements"], sumy["uncertain"], sumy["population"]) == (2, 2, 100)
    assert (sumy["settlements_low"], sumy["settlements_high"]) == (1, 3)
    assert (sumy["population_low"], sumy["population_unknown"]) == (100, 1)
    assert pd.isna(sumy["population_high"]), "one without a figure: no upper end"
    kharkiv = sums[sums["admin1_code"] == "UA.07"].iloc[0]
    assert pd.isna(kharkiv["population"])
    assert kharkiv["population_unknown"] == 1
    assert sums["settlements"].sum() == 5, "also the one without a division"


def test_second_level_divisions_and_depths_stay_apart():
    sums = by_division(table(), level="admin2")
    assert len(sums) == 5
    deep = sums[sums["zone_depth_m"] == 20_000].iloc[0]
    assert (deep["admin2"], deep["settlements"], deep["population"]) == ("Sumy Raion", 1, 100)


def test_an_empty_table_gives_empty_sums():
    assert by_division(table().head(0), level="admin1").empty


def test_a_city_at_the_edge_counts_in_part():
    side = ("UA", "UA", "UA.07", "Kharkiv Oblast", "Kharkiv Raion")
    rows = [
        ("K", *side, 1_000_000, False, "uncertain", 30_000, 34_000),
        ("L", *side, 50, True, "inside", 30_000, 900),
    ]
    sums = by_division(table(rows).assign(accuracy_m=[10_000.0, 1_200.0]), level="admin2").iloc[0]
    assert (sums["population_low"], sums["population"], sums["population_high"]) == (50, 50, 1_000_050)
    reach = -0.4
    share = (np.arccos(-reach) + reach * np.sqrt(1 - reach**2)) / np.pi
    assert sums["population_in_part"] == round(50 + 1_000_000 * share)
    assert sums["in_part"] == 1


def test_small_cells_are_merged_until_none_is_small():
    sums = by_division(table(), level="admin2", min_cell=3)
    assert sums["settlements_high"].tolist() == [1, 4, 1], (
        "a side with fewer in all has nothing to merge with"
    )
    assert set(sums["admin2"]) == {OTHERS}
    assert sums["settlements"].sum() == by_division(table(), level="admin2")["settlements"].sum()


def test_levels_without_boundaries_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path))
    with pytest.raises(InputError, match="no boundaries of level 3 have been added for RU, UA"):
        by_division(table(), level="admin3")
    with pytest.raises(InputError, match="admin1, admin2, admin3 or admin4, not by 'oblast'"):
        by_division(table(), level="oblast")  # type: ignore[arg-type]


def test_sides_on_different_data_are_named():
    sums = by_division(
        table().assign(layer=["GeoNames UA"] * 4 + ["embedded", "GeoNames UA"]), level="admin1"
    )
    assert dict(zip(sums["side"], sums["coverage"], strict=True)) == {"RU": "embedded", "UA": "GeoNames UA"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 40_000), st.one_of(st.none(), st.integers(0, 2_000_000)), st.sampled_from("abc"),
            st.sampled_from(["RU", "UA"]),
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from([0, 2, 5]),
)  # fmt: skip
def test_bounds_hold_and_divisions_add_up(places, min_cell):
    depth_m = 20_000.0
    distance_m = np.array([place[0] for place in places])
    people = pd.array([place[1] for place in places], "Int64")
    accuracy_m = np.maximum(1_200.0, 10 * np.sqrt(people.to_numpy(float, na_value=0)))
    status = classify(distance_m, depth_m=depth_m, accuracy_m=accuracy_m)
    frame = pd.DataFrame(
        {
            "side": [place[3] for place in places], "country": [place[3] for place in places], "admin1_code": None,
            "admin1": "one", "admin2": [place[2] for place in places], "population": people, "inside": distance_m <= depth_m,
            "status": status, "zone_depth_m": depth_m, "distance_m": distance_m, "accuracy_m": accuracy_m, "layer": "embedded",
        }
    )  # fmt: skip
    sums = by_division(frame, level="admin2", min_cell=min_cell)
    assert (sums["settlements_low"] <= sums["settlements"]).all()
    assert (sums["settlements"] <= sums["settlements_high"]).all()
    middle = sums["population"].fillna(0)
    assert (sums["population_low"] <= middle).all()
    assert (sums["population_low"] <= sums["population_in_part"]).all()
    bounded = sums["population_high"].notna()
    assert (middle[bounded] <= sums["population_high"][bounded]).all()
    assert (sums["population_in_part"][bounded] <= sums["population_high"][bounded]).all()
    assert sums["settlements"].sum() == (distance_m <= depth_m).sum()
    assert sums["population"].sum() == int(
        np.nansum(people.to_numpy(float, na_value=np.nan)[distance_m <= depth_m])
    )
