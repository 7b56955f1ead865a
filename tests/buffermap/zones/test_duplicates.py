"""Settlements that a table may list twice."""

import pandas as pd

from buffermap.zones.duplicates import duplicate_of


def table(*rows: tuple[int, str, str | None, float, float, float | None]) -> pd.DataFrame:
    columns = ["geonameid", "name", "name_local", "lat", "lon", "population"]
    return pd.DataFrame(rows, columns=columns).astype({"population": "Int64"})


def test_the_smaller_of_two_entries_of_one_name_points_to_the_larger():
    found = duplicate_of(
        table(
            (1, "Gorod Shebekino", "Город Шебекино", 50.417, 36.917, 39_680),
            (2, "Shebekino", "Шебекино", 50.413, 36.925, 45_194),
            (3, "Shebekino", "Шебекино", 50.6, 36.925, None),  # another one, far off
            (4, "misto Sopych", "Сопич", 51.852, 34.364, None),
            (5, "Sopych", None, 51.850, 34.361, None),
            (6, "Gorod", None, 51.850, 34.361, None),
        )
    )
    assert found.tolist() == [2, pd.NA, pd.NA, pd.NA, 4, pd.NA]


def test_three_entries_of_one_place_point_to_one():
    rows = [(number, "Selo", None, 50.0, 36.0 + number / 1000, float(number)) for number in (1, 2, 3)]
    assert duplicate_of(table(*rows)).tolist() == [3, 3, pd.NA]
    assert duplicate_of(table()).tolist() == []
