"""The options of layers are the same on every command that takes one."""

import geopandas as gpd
import pytest
from shapely import LineString, Point

BORDER = ["--border", "FI-RU", "--side", "RU", "--depth", "30km"]


@pytest.fixture
def layers(tmp_path):
    """Return a file with towns, villages and a line."""
    path = tmp_path / "mine.gpkg"
    for layer, lon in (("towns", 28.75), ("villages", 28.9)):
        table = gpd.GeoDataFrame(
            {"label_a": [layer], "label_b": ["x"]}, geometry=[Point(lon, 60.9)], crs="EPSG:4326"
        )
        table.to_file(path, layer=layer)
    line = gpd.GeoDataFrame({"a": [1]}, geometry=[LineString([(28.5, 60.8), (29, 61)])], crs="EPSG:4326")
    line.to_file(path, layer="front")
    return path


def test_a_layer_of_several_is_asked_for_and_columns_are_named(run, layers):
    code, _, err = run("settlements", "--places", layers, *BORDER)
    assert code == 1
    assert "several layers: towns, villages, front; choose with --sublayer NAME" in err
    code, _, err = run("settlements", "--places", layers, "--sublayer", "towns", *BORDER)
    assert code == 1
    assert "say so with --map name=COLUMN" in err
    code, out, _ = run(
        "settlements",
        "--places",
        layers,
        "--sublayer",
        "towns",
        "--map",
        "name=label_a",
        *BORDER,
        "-f",
        "csv",
    )
    assert code == 0
    assert "towns" in out


def test_a_line_and_places_of_one_file(run, layers, tmp_path):
    chosen = ["--sublayer", "front", "--side", "left", "--depth", "5km"]
    code, _, err = run("zone", "--line", layers, *chosen, "-o", tmp_path / "z.geojson")
    assert (code, "mine left 5 km" in err) == (0, True)


def test_a_page_with_a_layer_of_a_file_with_several(run, layers, tmp_path):
    (tmp_path / "a.txt").write_text("Trains between Vyborg and Helsinki ran on Monday.", encoding="utf-8")
    chosen = ["--places", layers, "--sublayer", "towns", "--map", "name=label_a"]
    code, _, err = run("map", tmp_path / "a.txt", "-o", tmp_path / "m.html", *BORDER, *chosen)
    assert code == 0, err
    assert (tmp_path / "m.html").stat().st_size > 1000


TRACK = """<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>"""
WALK = '<trk><trkseg><trkpt lat="60.8" lon="28.5"/><trkpt lat="61" lon="29"/></trkseg></trk>'
MARKS = '<wpt lat="60.9" lon="28.75"><name>Hut</name></wpt><wpt lat="60.8" lon="28.9"><name>Ford</name></wpt>'


def test_what_a_receiver_recorded_is_a_line_or_points(run, tmp_path):
    path = tmp_path / "walk.gpx"
    path.write_text(TRACK.format(WALK), encoding="utf-8")
    code, _, err = run(
        "zone", "--line", path, "--side", "left", "--depth", "5km", "-o", tmp_path / "z.geojson"
    )
    assert (code, "walk left 5 km" in err) == (0, True)
    path.write_text(TRACK.format(MARKS), encoding="utf-8")
    code, out, _ = run("settlements", "--places", path, *BORDER, "-f", "csv")
    assert (code, "Hut" in out) == (0, True)
    path.write_text(TRACK.format(MARKS + WALK), encoding="utf-8")
    code, _, err = run("settlements", "--places", path, *BORDER)
    assert (code, "waypoints, tracks; choose with --sublayer" in err) == (1, True)


def test_a_scenario_names_a_layer_of_a_file(run, layers):
    scenario = layers.with_name("s.toml")
    text = """version = 2\n[line]\nvalue = "mine.gpkg"\n{}\n[[depth]]\nvalue = "5 km"\n[outputs]\nzone = "z.geojson"\n"""
    scenario.write_text(text.format(""), encoding="utf-8")
    assert "several layers" in run("run", scenario)[2]
    scenario.write_text(text.format('sublayer = "front"'), encoding="utf-8")
    assert run("run", scenario)[0] == 0
    wrong = text.replace("[[depth]]", '[side]\nvalue = "both"\nsublayer = "x"\n[[depth]]')
    scenario.write_text(wrong.format(""), encoding="utf-8")
    assert "unknown key 'sublayer' in [side]" in run("run", scenario)[2]


def test_run_says_what_it_has_read(run, tmp_path):
    (tmp_path / "a.txt").write_text("Ferries between Rostock and Gedser stopped.", encoding="utf-8")
    scenario = tmp_path / "s.toml"
    scenario.write_text(
        'version = 2\narticles = ["a.txt"]\n[border]\nvalue = "EE-LV"\n[outputs]\nmap = "m.html"\n',
        encoding="utf-8",
    )
    assert "read 1 article from 1 file (text 1), 1 without a date" in run("run", scenario)[2]
    assert '{"reading": {"files": {"text": 1}' in run("run", scenario, "--json")[2]
