"""Sums by division name no settlement and lose none."""

import pandas as pd

from buffermap.zones.aggregate import by_division


def table() -> pd.DataFrame:
    rows = [
        ("A", "UA", "UA.21", "Sumy Oblast", "Sumy Raion", 100, True, "inside", 10_000),
        ("B", "UA", "UA.21", "Sumy Oblast", "Sumy Raion", None, True, "uncertain", 10_000),
        ("C", "UA", "UA.21", "Sumy Oblast", None, 30, False, "uncertain", 10_000),
        ("D", "UA", "UA.07", "Kharkiv Oblast", "Bohodukhiv Raion", None, True, "inside", 10_000),
        ("E", "RU", None, None, None, 7, True, "inside", 10_000),
        ("A", "UA", "UA.21", "Sumy Oblast", "Sumy Raion", 100, True, "inside", 20_000),
    ]
    names = [
        "name",
        "country",
        "admin1_code",
        "admin1",
        "admin2",
        "population",
        "inside",
        "status",
        "zone_depth_m",
    ]
    frame = pd.DataFrame(rows, columns=names)
    frame["population"] = frame["population"].astype("Int64")
    frame.attrs["coverage"] = "6 settlements listed"
    return frame


def test_settlements_are_counted_by_first_level_division():
    sums = by_division(table(), level="admin1")
    assert "name" not in sums.columns
    assert sums.attrs["coverage"] == "6 settlements listed"
    sumy = sums[(sums["admin1_code"] == "UA.21") & (sums["zone_depth_m"] == 10_000)].iloc[0]
    assert (sumy["settlements"], sumy["uncertain"], sumy["population"], sumy["population_unknown"]) == (
        2,
        2,
        100,
        1,
    )
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
