import csv
import io
import json

import pytest
from click.testing import CliRunner

from buffermap.cli.resolve import command
from buffermap.errors import InputError
from gazetteer.errors import SourceUnavailableError
from tests.gazetteer.http_server import head, serve, status


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


SUMY = {
    "osm_type": "node", "osm_id": 1, "lat": "50.9216", "lon": "34.8003", "name": "Sumy", "addresstype": "city",
    "importance": 0.6, "display_name": "Sumy, Ukraine", "address": {"country_code": "ua"},
}  # fmt: skip
VILLAGE = SUMY | {
    "osm_id": 2,
    "lat": "48.5",
    "name": "Sumy village",
    "addresstype": "village",
    "importance": 0.7,
}


def nominatim(*items):
    body = json.dumps(items).encode()

    def answer(handler):
        head(handler, 200, Content_Type="application/json; charset=utf-8", Content_Length=len(body))
        handler.wfile.write(body)

    return answer


def online(server, *arguments):
    return CliRunner().invoke(
        command, [*arguments, "--online", "--server", server.url, "-f", "jsonl"], catch_exceptions=False
    )


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path / "data"))


def test_online_asks_the_server_and_says_whose_data_these_are():
    with serve(nominatim(VILLAGE, SUMY)) as server:
        near = online(server, "Sumy", "--near", "50.9,34.8")
        again = online(server, "Sumy", "--kind", "settlement", "--limit", "1")
    assert [c["name"] for c in json.loads(near.stdout)["candidates"]] == ["Sumy", "Sumy village"]
    assert [c["name"] for c in json.loads(again.stdout)["candidates"]] == ["Sumy village"]
    assert "OpenStreetMap contributors" in near.stderr
    assert "policies/nominatim" in near.stderr
    assert len(server.requests) == 1


def test_nothing_is_asked_without_the_option():
    with serve(nominatim(SUMY)) as server:
        CliRunner().invoke(command, ["Sumy", "--server", server.url], catch_exceptions=False)
    assert server.requests == []


def test_a_server_that_refuses_is_one_error():
    with serve(status(403)) as server, pytest.raises(SourceUnavailableError, match="refuses"):
        online(server, "Sumy")
    with pytest.raises(InputError, match="no address"):
        CliRunner().invoke(command, ["Sumy", "--online", "--server", "ftp://x"], catch_exceptions=False)
