"""Tables of events: columns guessed, codes of precision in metres, in the zone or not by that precision, counted."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point

import buffermap as bm
from buffermap.incidents.columns import kinds
from buffermap.incidents.events import as_events, described
from buffermap.incidents.measuring import status_of
from buffermap.incidents.reading import dates
from tests.buffermap.incidents.made import ACROSS, DEEP, NEAR, NOTE, acled, ucdp, written


@pytest.fixture(scope="module")
def line():
    return bm.border("EE-LV")


def test_columns_of_acled_are_known_and_told(tmp_path, line):
    rows = [
        acled(1, NEAR),
        acled(2, DEEP, day="2025-03-19"),
        acled(3, ACROSS, kind="Protests", division="Valka"),
    ]
    found = bm.events(written(tmp_path / "a.csv", rows), line, side="EE", depth="10 km")
    assert described(found)[0] == (
        "3 events read as ACLED: lat=latitude lon=longitude id=event_id_cnty date=event_date precision=geo_precision text=notes "
        "type=event_type subtype=sub_event_type division=admin1 source=source"
    )
    assert found["date"].tolist() == ["2025-03-05", "2025-03-19", "2025-03-05"]
    assert found["text"].tolist() == [NOTE] * 3
    assert found["precision_m"].tolist() == [5000.0] * 3
    assert found["side"].tolist() == ["EE", "EE", "LV"]
    assert found["fatalities"].tolist() == ["0"] * 3  # its own columns follow
    assert found.crs == "EPSG:4326"


def test_columns_of_ucdp_are_known(tmp_path):
    found = bm.events(
        written(tmp_path / "u.csv", [ucdp(1, NEAR), ucdp(2, NEAR, code="2"), ucdp(3, NEAR, code="6")])
    )
    assert found["type"].tolist() == ["non-state violence"] * 3
    assert found["precision_m"].tolist()[:2] == [5_000.0, 25_000.0]
    assert np.isnan(found["precision_m"].iloc[2])
    assert (
        found["precision_source"].iloc[1]
        == "UCDP GED where_prec 2, within about 25 km of a known point (codebook)"
    )
    assert found["text"].tolist() == [NOTE] * 3


def test_events_of_many_days_count_on_their_first(tmp_path):
    rows = [ucdp(1, NEAR), {**ucdp(2, NEAR), "date_end": "2025-03-30"}]
    assert (
        described(bm.events(written(tmp_path / "u.csv", rows)))[-1]
        == "1 last longer than a week: they count on their first day"
    )


def test_a_log_of_ones_own_is_read_and_what_it_does_not_say_is_assumed(line):
    log = pd.DataFrame(
        {
            "Дата": ["21/03/2025", "04/03/2025"],
            "Широта": ["57,802", "58,05"],
            "Довгота": ["26,04", "26,12"],
            "Опис": ["Повінь", "Злива"],
        }
    )
    found = bm.events(log, line, depth="10 km")
    assert found["date"].tolist() == [
        "2025-03-21",
        "2025-03-04",
    ]  # the first day tells the order of the second
    assert found["text"].tolist() == ["Повінь", "Злива"]
    assert described(found)[-1] == "2 of 2 do not say how exact their point is: assumed: 5 km"
    assert bm.events(log, precision="2 km")["precision_m"].tolist() == [2000.0] * 2


@pytest.mark.parametrize(
    ("column", "values", "metres"),
    [
        ("precision_m", ["300", "1500"], [300.0, 1500.0]),
        ("radius_km", ["0,5", "2"], [500.0, 2000.0]),
        ("accuracy", ["2 km", "1 mi"], [2000.0, 1609.344]),
        ("accuracy", ["1", "3"], [5000.0, 5000.0]),  # codes of nobody knows what
        ("feature_code", ["PPLA2", "P.PPLX"], [5000.0, 2000.0]),
        ("fcode", ["ADM2", "PCLI"], [40000.0, np.nan]),
    ],
)  # fmt: skip
def test_precision_is_metres_whatever_the_table_calls_it(column, values, metres):
    table = pd.DataFrame({"lat": ["57.80", "57.81"], "lon": ["26.01", "26.02"], column: values})
    assert bm.events(table)["precision_m"].tolist() == pytest.approx(metres, nan_ok=True)


def test_every_code_says_where_its_figure_is_from():
    for kind in kinds().values():
        assert all(code.by and code.means and code.metres > 0 for code in kind.precision.values())


def test_the_same_geometry_as_settlements(line):
    """An event on a settlement's point, as exact as it, has its distance, side and status."""
    places = bm.settlements(line, side="EE", depth="20 km", everything=True)
    exact = np.maximum(1000.0, 10.0 * np.sqrt(places["population"].astype(float).fillna(0)))
    table = pd.DataFrame({"lat": places["lat"], "lon": places["lon"], "precision_m": exact})
    found = bm.events(table, line, side="EE", depth="20 km")
    assert found["distance_m"].to_numpy() == pytest.approx(places["distance_m"].to_numpy())
    assert found["side"].tolist() == places["side"].tolist()
    near = (places["side"].to_numpy() != "EE") & (places["distance_m"].to_numpy() <= exact + line.accuracy_m)
    assert near.sum() > 0
    assert np.where(near, "uncertain", places["status"]).tolist() == found["status"].tolist()


def test_how_exact_a_point_is_decides(line):
    rows = [acled(number, NEAR, code=code) for number, code in enumerate("123")]
    found = bm.events(pd.DataFrame(rows), line, side="EE", depth=["1 km", "20 km", "60 km"])
    statuses = found.pivot_table(
        index="own_geo" if "own_geo" in found else "geo_precision",
        columns="zone_depth_m",
        values="status",
        aggfunc="first",
    )
    assert statuses.to_numpy().tolist() == [
        ["uncertain", "inside", "inside"],
        ["uncertain", "uncertain", "inside"],
        ["uncertain", "uncertain", "uncertain"],
    ]


def test_beyond_the_line_is_uncertain_only_as_far_as_a_point_is_inexact():
    status = status_of(
        np.array([3e3, 3e3, 3e3]),
        depth_m=1e4,
        accuracy_m=np.array([2e3, 4e3, np.inf]),
        on_side=np.array([False] * 3),
    )
    assert status.tolist() == ["outside", "uncertain", "uncertain"]


def test_counts_by_week_show_the_weeks_of_nothing(line):
    days = ["2025-02-24", "2025-03-02", "2025-03-17", "soon"]
    rows = [acled(number, NEAR, day=day) for number, day in enumerate(days)]
    found = bm.events(pd.DataFrame(rows), line, side="EE", depth="20 km")
    counted = bm.count_events(found, by="week")
    assert counted[["week", "inside"]].to_numpy().tolist() == [
        ["2025-02-24", 2], ["2025-03-03", 0], ["2025-03-10", 0], ["2025-03-17", 1], ["not stated", 1],
    ]  # fmt: skip
    assert bm.count_events(found, by="month")["month"].tolist() == ["2025-02", "2025-03", "not stated"]
    assert bm.count_events(found, by="division")[["division", "inside"]].to_numpy().tolist() == [
        ["Valgamaa", 4]
    ]
    with pytest.raises(bm.InputError, match="counted by week, month, type, division"):
        bm.count_events(found, by="year")


def test_a_day_thousands_of_years_off_lists_no_thousands_of_weeks():
    rows = pd.DataFrame([acled(1, NEAR, day="0101-03-05"), acled(2, NEAR)])
    assert len(bm.count_events(bm.events(rows))) == 2


def test_several_tables_and_what_stands_in_two_of_them(tmp_path):
    first = written(tmp_path / "a.csv", [acled(1, NEAR), acled(2, DEEP)])
    second = written(tmp_path / "b.csv", [acled(2, DEEP), acled(3, ACROSS)], delimiter=";")
    found = bm.events([first, second])
    assert found["event_id"].tolist() == ["INV1", "INV2", "INV3"]
    assert "1 events stand twice: counted once" in described(found)


@pytest.mark.parametrize("name", ["list.json", "answer.json", "lines.jsonl", "points.geojson", "table.xlsx"])
def test_formats(tmp_path, name):
    rows, path = (
        [
            acled(1, NEAR),
            acled(2, DEEP, note="half \ud800" if "json" in name and "geo" not in name else NOTE),
        ],
        tmp_path / name,
    )
    if name == "table.xlsx":
        pd.DataFrame(rows).to_excel(path, index=False)
    elif name == "points.geojson":
        points = [Point(lon, lat) for lat, lon in (NEAR, DEEP)]
        gpd.GeoDataFrame(rows, geometry=points, crs="EPSG:4326").to_file(path)
    else:
        text = {
            "list.json": json.dumps(rows),
            "answer.json": json.dumps({"status": 200, "data": rows, "messages": []}),
            "lines.jsonl": "\n".join(map(json.dumps, rows)),
        }
        path.write_text(text[name], encoding="utf-8")
    found = bm.events(path)
    assert found[["event_id", "date"]].to_numpy().tolist() == [["INV1", "2025-03-05"], ["INV2", "2025-03-05"]]
    assert found["lat"].tolist() == pytest.approx([NEAR[0], DEEP[0]])


def test_gdelt_with_its_header_is_known():
    row = {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20250305",
        "EventRootCode": "19",
        "ActionGeo_Lat": str(NEAR[0]),
        "ActionGeo_Long": str(NEAR[1]),
    }
    found = bm.events(
        pd.DataFrame([{**row, "ActionGeo_Type": "4"}, {**row, "GLOBALEVENTID": "2", "ActionGeo_Type": "1"}])
    )
    assert described(found)[0].startswith(
        "2 events read as GDELT: lat=ActionGeo_Lat lon=ActionGeo_Long id=GLOBALEVENTID"
    )
    assert found["precision_m"].tolist() == pytest.approx([5000.0, np.nan], nan_ok=True)


def test_a_row_without_a_point_loses_itself_alone():
    rows = [acled(1, NEAR), {**acled(2, NEAR), "latitude": "n/a"}, {**acled(3, NEAR), "longitude": "526.1"}]
    found = bm.events(pd.DataFrame(rows))
    assert found["event_id"].tolist() == ["INV1"]
    assert described(found)[1:] == ["2 rows without a point are left out"]


def test_swapped_axes_and_another_country_are_said(line):
    swapped = pd.DataFrame([{"latitude": NEAR[1], "longitude": NEAR[0]}])
    with pytest.raises(bm.InputError, match="look swapped: say so with --events-map lat=COLUMN"):
        bm.events(swapped, line, depth="5 km")
    far = bm.events(pd.DataFrame([acled(1, (10.5, 20.25))]), line, depth="5 km")
    assert "none of 1 points lies within 100 km of EE-LV" in described(far)[-1]


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([{"date": "2025-03-05", "text": NOTE}], {}, "which column holds lat.*--events-map lat=COLUMN"),
        ([{"lat": "x", "lon": "y"}], {}, "no row has a point; name the columns"),
        ([], {}, "no rows"),
        ([acled(1, NEAR)], {"columns": {"notes": "x"}}, "'notes' is nothing that events have"),
        ([acled(1, NEAR)], {"columns": {"text": "note"}}, "no column 'note' for text"),
        ([acled(1, NEAR)], {"depth": "5 km"}, "a depth needs a stretch"),
        ([acled(1, NEAR)], {"precision": "5"}, "no unit"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line(rows, options, message):
    with pytest.raises(bm.BuffermapError, match=message) as caught:
        bm.events(pd.DataFrame(rows), **options)
    assert "\n" not in str(caught.value)


def test_words_of_events_can_be_read_for_places():
    rows = pd.DataFrame(
        [acled(1, NEAR, note="Buses between Valga and Tartu stopped."), acled(2, NEAR, note=" ")]
    )
    assert bm.events(rows, mentions=True)["mentions"].fillna("").tolist() == ["Valga; Tartu", ""]


def test_addresses_of_people_are_covered_and_links_are_web_addresses():
    row = {"lat": "57.8", "lon": "26.0", "notes": "Ask ole@example.org", "url": "javascript:alert(1)"}
    [event] = bm.events(pd.DataFrame([row])).to_dict("records")
    assert event["text"] == "Ask •••••••••••••••"
    assert event["url"] is None


def test_the_order_of_days_and_months_shows_in_one_date_or_stays_open():
    assert dates(["3/4/2025", "3/25/2025"]) == ["2025-03-04", "2025-03-25"]
    assert dates(["3/4/2025", "25/3/2025"]) == ["2025-04-03", "2025-03-25"]
    assert dates(["3/4/2025", "5/4/2025"]) == [None, None]


def test_sweeps_count_events_too(line):
    found = bm.events(pd.DataFrame([acled(1, NEAR), acled(2, DEEP)]), line, depth="5 km")
    table = bm.sweep(line, depths=["20 km", "60 km"], sides=["EE"], events=found)
    assert table[["events", "events_uncertain", "events_outside"]].to_numpy().tolist() == [
        [1, 0, 1],
        [2, 0, 0],
    ]
    with pytest.raises(bm.InputError, match="not counted by division"):
        bm.sweep(line, depths=["20 km"], by="admin1", events=found)


def test_measured_events_can_be_measured_again(line):
    found = bm.events(pd.DataFrame([acled(1, NEAR), acled(2, DEEP)]), line, depth=["5 km", "20 km"])
    again = as_events(found)
    assert len(again) == 2
    assert "status" not in again
    assert again.attrs == found.attrs


def test_the_guide_has_every_figure():
    guide = (Path(__file__).parents[3] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for key, kind in kinds().items():
        for code, meaning in kind.precision.items():
            length = (
                f"{meaning.metres / 1000:g} km"
                if np.isfinite(meaning.metres)
                else "no distance says anything"
            )
            name = "GeoNames" if key == "geonames" else kind.name
            assert f"| {name} | {code} | {meaning.means} | {length} | {meaning.by} |" in guide
