"""`buffermap events`, and events in `map` and `run`."""

import csv
import io
import json

import pytest

from buffermap.scenarios.file import format_scenario, read_scenario
from tests.buffermap.incidents.made import DEEP, NEAR, NOTE, acled, ucdp, written

ZONE = ["--border", "EE-LV", "--side", "EE", "--depth", "5km,20km"]


@pytest.fixture
def table(tmp_path):
    return written(
        tmp_path / "acled.csv", [acled(1, NEAR), acled(2, DEEP, day="2025-03-12", division="Tartumaa")]
    )


def test_counts_week_by_week_and_what_was_read_as_what(run, table):
    code, out, err = run("events", "--events", table, *ZONE)
    assert code == 0
    assert list(csv.reader(io.StringIO(out), delimiter="\t"))[1:] == [
        ["5000", "2025-03-03", "0", "1", "0"], ["5000", "2025-03-10", "0", "0", "1"],
        ["20000", "2025-03-03", "1", "0", "0"], ["20000", "2025-03-10", "0", "0", "1"],
    ]  # fmt: skip
    assert "2 events read as ACLED: lat=latitude lon=longitude" in err
    assert (
        "20 km: 2 events, 1 inside, 0 uncertain, 1 outside by how exact each point is (hypothetical)" in err
    )
    assert NOTE not in out + err


@pytest.mark.parametrize("by", ["division", "admin1"])
def test_counts_by_division(run, table, by):
    assert run("events", "--events", table, *ZONE, "--by", by)[1].splitlines()[1] == "5000\tTartumaa\t0\t0\t1"


def test_rows_with_their_sentence_for_the_user_alone(run, table, tmp_path):
    code, out, err = run("events", "--events", table, *ZONE, "--events-share", "own-use")
    assert (code, out.count(NOTE) > 0) == (0, True)
    assert "For your own use: these rows are not to be passed on." in err
    assert "outside" not in out
    assert "outside" in run("events", "--events", table, *ZONE, "--events-share", "own-use", "--all")[1]
    run("events", "--events", table, *ZONE, "--events-share", "own-use", "-o", tmp_path / "x.csv")
    assert NOTE not in (tmp_path / "x.csv").read_text(encoding="utf-8")


def test_rows_of_a_free_table_in_a_file(run, tmp_path):
    free = written(tmp_path / "ucdp.csv", [ucdp(1, NEAR), ucdp(2, DEEP)])
    share = ["--events-share", "rows", "--events-licence", "CC BY 4.0", "--events-accessed", "2025-06-01"]
    code, _, _ = run("events", "--events", free, *ZONE, *share, "-o", tmp_path / "x.geojson")
    assert code == 0
    made = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))
    assert [one["properties"]["text"] for one in made["features"]] == [NOTE, NOTE]
    assert "accessed 2025-06-01; licence: CC BY 4.0" in made["buffermap"]["licence"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--events-share", "rows"], "ACLED's terms of use"),
        (["--events-map", "text"], "FIELD=COLUMN"),
        (["--events-map", "lat=north"], "no column 'north' for lat"),
        (["--events-precision", "5"], "no unit"),
        (["-o", "acled.csv"], "is an input"),
    ],
)
def test_what_is_wrong_is_one_line(run, table, monkeypatch, words, message):
    monkeypatch.chdir(table.parent)
    before = table.read_bytes()
    code, _, err = run("events", "--events", "acled.csv", *ZONE, *words)
    assert (code, err.count("\n")) == (1, 1)
    assert message in err or "replace" in err or "overwrite" in err
    assert table.read_bytes() == before


def test_a_table_and_a_depth_are_needed(run, table):
    assert "no table of events is given; add --events FILE" in run("events", *ZONE)[2]
    assert "no depth given" in run("events", "--events", table, "--border", "EE-LV")[2]


def test_a_map_takes_events(run, table, tmp_path):
    (tmp_path / "a.txt").write_text("Buses between Valga and Tartu stopped.", encoding="utf-8")
    code, _, err = run("map", tmp_path / "a.txt", *ZONE, "--events", table, "-o", tmp_path / "m.html")
    assert (code, "2 events read as ACLED" in err) == (0, True)
    assert "Counts alone: rows of these tables do not leave." in (tmp_path / "m.html").read_text(
        encoding="utf-8"
    )
    own = ["--events", table, "--events-share", "own-use"]
    code, _, err = run("map", tmp_path / "a.txt", *ZONE, *own, "-o", tmp_path / "n.html")
    assert (code, "n.own-use.html" in err, (tmp_path / "n.html").exists()) == (1, True, False)


def test_a_table_given_as_articles_is_told_the_way(run, table):
    code, _, err = run("extract", table)
    assert (code, "with points is rather given with --events" in err) == (1, True)


@pytest.mark.usefixtures("table")
def test_run_takes_events_in_place_of_those_that_the_scenario_names(run, tmp_path):
    other = written(
        tmp_path / "log.csv", [{"lat": NEAR[0], "lon": NEAR[1], "when": "2025-04-01", "remarks": NOTE}]
    )
    text = 'version = 2\n[border]\nvalue = "EE-LV"\n[[depth]]\nvalue = "20 km"\n[events]\nvalue = ["acled.csv"]\n[outputs]\nevents = "e.csv"\n'
    scenario = tmp_path / "s.toml"
    scenario.write_text(text, encoding="utf-8")
    code, _, err = run("run", scenario)
    assert (code, "2 events read as ACLED" in err) == (0, True)
    assert "2025-03-10" in (tmp_path / "e.csv").read_text(encoding="utf-8")
    code, _, err = run("run", scenario, "--events", other, "--events-map", "date=when")
    assert (code, err.count("events read as"), "own table" in err) == (0, 1, True)
    assert "2025-03-31" in (tmp_path / "e.csv").read_text(encoding="utf-8")
    named = text.replace('["acled.csv"]', '["log.csv"]\ncolumns = ["date=when"]')
    scenario.write_text(named, encoding="utf-8")
    run("run", scenario)
    assert "2025-03-31" in (tmp_path / "e.csv").read_text(encoding="utf-8")
    assert 'columns = ["date=when"]' in format_scenario(read_scenario(scenario))


def test_a_scenario_without_events_makes_none(run, tmp_path):
    (tmp_path / "s.toml").write_text(
        'version = 2\n[border]\nvalue = "EE-LV"\n[[depth]]\nvalue = "5 km"\n[outputs]\nevents = "e.csv"\n',
        encoding="utf-8",
    )
    assert "the scenario names no [events]" in run("run", tmp_path / "s.toml")[2]
    (tmp_path / "s.toml").write_text(
        'version = 2\n[border]\nvalue = "EE-LV"\n[events]\nvalue = ["x.csv"]\nshare = "all"\n',
        encoding="utf-8",
    )
    assert (
        "line 6: events are shared as aggregate, derived, rows, own-use, not as 'all'"
        in run("run", tmp_path / "s.toml")[2]
    )
