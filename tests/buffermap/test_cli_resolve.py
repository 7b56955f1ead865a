import csv
import io
import json

import pytest
from click.testing import CliRunner

from buffermap.cli.resolve import command
from buffermap.errors import InputError


def run(*arguments, stdin=None):
    result = CliRunner().invoke(command, arguments, input=stdin, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_one_line_a_name_in_the_order_asked():
    lines = [
        json.loads(line)
        for line in run("Kharkov", "-", "Qqqqqqqqqqq", "-f", "jsonl", stdin="Sumy\n\n Kyiv \n").splitlines()
    ]
    assert [line["query"] for line in lines] == ["Kharkov", "Sumy", "Kyiv", "Qqqqqqqqqqq"]
    assert lines[-1]["candidates"] == []
    best = lines[0]["candidates"][0]
    assert best["geonameid"] == 706483
    assert set(best) == {
        "geonameid", "name", "kind", "country", "admin1", "lat", "lon", "population", "score", "reason",
    }  # fmt: skip
    assert all(len(line["candidates"]) <= 10 for line in lines)


def test_a_table_for_people():
    output = run("Kyiv", "Qqqqqqqqqqq", "--limit", "1")
    assert "Kyiv" in output
    assert "no place of this name" in output


def test_csv_has_a_row_for_each_candidate_and_for_names_without():
    rows = list(csv.DictReader(io.StringIO(run("Paris", "Qqqqqqqqqqq", "--limit", "2", "-f", "csv"))))
    assert [(row["query"], row["rank"]) for row in rows] == [
        ("Paris", "1"),
        ("Paris", "2"),
        ("Qqqqqqqqqqq", ""),
    ]


def test_geojson_has_outlines_of_divisions_and_points_of_settlements():
    features = json.loads(run("Belgorod", "--country", "RU", "-f", "geojson"))["features"]
    shapes = {feature["properties"]["kind"]: feature["geometry"]["type"] for feature in features}
    assert shapes["settlement"] == "Point"
    assert shapes["admin1"] in {"Polygon", "MultiPolygon"}


def test_files_are_written_whole(tmp_path):
    target = tmp_path / "answer.json"
    run("Kyiv", "-o", str(target))
    assert json.loads(target.read_text(encoding="utf-8"))[0]["query"] == "Kyiv"
    assert [path.name for path in tmp_path.iterdir()] == ["answer.json"]


def test_near_a_point():
    output = run("Springfield", "--near", "37.2,-93.3", "-f", "jsonl")
    assert json.loads(output)["candidates"][0]["admin1"] == "Missouri"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["Kyiv", "--country", "ZZ"], "ZZ is no ISO country code"),
        (["Kyiv", "--near", "95,30"], "no point on Earth"),
    ],
)
def test_wrong_options_say_what_to_do(arguments, message):
    with pytest.raises(InputError, match=message):
        CliRunner().invoke(command, arguments, catch_exceptions=False)
