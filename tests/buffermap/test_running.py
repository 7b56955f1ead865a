import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from buffermap.cli import cli
from buffermap.comparing import compare
from buffermap.errors import InputError, ScenarioError
from buffermap.explaining import explain
from buffermap.running import outputs as run
from buffermap.running import read_scenario as opened
from buffermap.scenarios.data import data_versions, differing_data, file_hashes
from buffermap.scenarios.file import read_scenario
from buffermap.scenarios.scenario import Scenario

# east of the border: one degree of longitude is about 71 km here
PLACES = """geonameid,name,lat,lon,country,admin1,population
1,Near,50.5,30.05,EE,East,1200
2,Middle,50.5,30.2,EE,East,
3,Far,50.5,30.5,EE,Far East,500
4,West,50.5,29.95,WW,West,80
5,Twin,50.4,30.1,EE,East,10
6,Twin,50.6,30.1,EE,East,20
"""

SCENARIO = """version = 1
title = "Toy"

[border]
value = "EE-WW"
source = "text"
article = "a.txt"
sentence = "A zone along the border of EE and WW was ordered."
speaker = "the president"
voice = "reported"

[side]
value = "EE"
source = "analyst"

[places]
value = "places.csv"
source = "analyst"

[outputs]
settlements = "inside.csv"
zone = "zone.geojson"
"""


@pytest.fixture
def folder(tmp_path, toy_border, monkeypatch):
    for user in ("scenarios.scenario",):
        monkeypatch.setattr(f"buffermap.{user}.border", lambda *_, **__: toy_border)
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    for name, depth in (("ten", "10 km"), ("twenty", "20 km")):
        text = SCENARIO + f'\n[[depth]]\nvalue = "{depth}"\nsource = "analyst"\n'
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "none.toml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def test_running_twice_gives_the_same_bytes(folder):
    results = []
    for name in ("first", "second"):
        into = folder / name
        into.mkdir()
        assert len(list(run(opened(folder / "ten.toml"), into=into))) == 2
        results.append({path.name: path.read_bytes() for path in into.iterdir()})
    assert results[0] == results[1]
    assert b"Near" in results[0]["inside.csv"]
    assert b"Far" not in results[0]["inside.csv"]


def test_a_deeper_scenario_holds_more(folder):
    found = compare(opened(folder / "ten.toml"), opened(folder / "twenty.toml"))
    relation = dict(zip(found.table["name"], found.table["relation"], strict=True))
    assert relation == {"Near": "both", "Middle": "only_b", "Twin": "both"}
    assert found.counts() == {"only_a": 0, "only_b": 1, "both": 3, "status_changed": 1}
    assert (found.depth_a_m, found.depth_b_m) == (10_000, 20_000)
    middle = found.divisions[found.divisions["relation"] == "only_b"].iloc[0]
    assert (middle["settlements"], middle["population"], middle["without_figure"]) == (1, 0, 1)


def test_a_scenario_compared_with_itself_differs_in_nothing(folder):
    found = compare(opened(folder / "ten.toml"), opened(folder / "ten.toml"))
    assert found.counts() == {"only_a": 0, "only_b": 0, "both": 3, "status_changed": 0}


def test_one_depth_can_be_given_for_both(folder):
    found = compare(opened(folder / "none.toml"), opened(folder / "twenty.toml"), depth_m=20_000)
    assert found.counts()["both"] == 4


def test_no_depth_is_never_guessed(folder):
    with pytest.raises(InputError, match="states no depth"):
        compare(opened(folder / "none.toml"), opened(folder / "ten.toml"))
    with pytest.raises(InputError, match="needs a depth and none is stated"):
        list(run(opened(folder / "none.toml"), into=folder))


def test_a_settlement_leads_back_to_the_sentence(folder):
    lines = explain(opened(folder / "ten.toml"), "near")
    text = "\n".join(lines)
    assert "Near, East, EE (1, places.csv): listed population 1,200" in text or "Near, East, EE (1," in text
    assert "at 10 km: inside" in text
    assert (
        "border: EE-WW [text] “A zone along the border of EE and WW was ordered.” — the president (reported), a.txt"
        in text
    )
    assert "3.5" in lines[2]


def test_explaining_says_what_is_missing(folder):
    with pytest.raises(InputError, match=r"several settlements are called 'Twin': Twin, East \([56]\); Twin"):
        explain(opened(folder / "ten.toml"), "Twin")
    with pytest.raises(InputError, match="no settlement within 100 km"):
        explain(opened(folder / "ten.toml"), "Atlantis")
    assert "at 10 km" in "\n".join(explain(opened(folder / "ten.toml"), "6"))
    assert "no depth is stated" in "\n".join(explain(opened(folder / "none.toml"), "Far"))


@pytest.mark.parametrize("name", ["../out.csv", "/out.csv", ""])
def test_outputs_stay_in_their_folder(folder, name):
    path = folder / "bad.toml"
    path.write_text(SCENARIO.replace('"inside.csv"', f'"{name}"'), encoding="utf-8")
    with pytest.raises(ScenarioError, match="leaves the folder"):
        opened(path)


def test_changed_data_are_named():
    assert differing_data(Scenario(), {"a": "1"}) == []
    assert differing_data(Scenario(data={"a": "1", "b": "2"}), {"a": "1", "b": "3", "c": "4"}) == ["b", "c"]


def test_changed_files_of_the_scenario_are_named(folder):
    path = folder / "ten.toml"
    scenario = read_scenario(path)
    before = file_hashes(scenario, folder)
    assert list(before) == ["file places.csv"]
    recorded = replace(scenario, data=before)
    assert differing_data(recorded, file_hashes(scenario, folder)) == []
    (folder / "places.csv").write_text(PLACES.replace("1200", "1201"), encoding="utf-8")
    assert differing_data(recorded, file_hashes(scenario, folder)) == ["file places.csv"]
    (folder / "places.csv").unlink()
    assert differing_data(recorded, file_hashes(scenario, folder)) == ["file places.csv"]
    assert differing_data(replace(scenario, data={"a": "1"}), {"a": "1", "file new.csv": "2"}) == []


def test_data_that_the_user_adds_have_hashes(tmp_path, monkeypatch):
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path))
    without = data_versions()
    assert not any(name.startswith("added ") for name in without)
    layer = tmp_path / "versions" / "000001" / "places" / "00-UA"
    layer.mkdir(parents=True)
    (layer / "names").write_text("a", encoding="utf-8")
    (tmp_path / "current").write_text("000001\n", encoding="ascii")
    assert differing_data(Scenario(data=without), data_versions()) == ["added places/00-UA/names"]


def test_running_says_what_differs(folder):
    path = folder / "ten.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[data]\n"file places.csv" = "0"\n', encoding="utf-8"
    )
    (folder / "out").mkdir()
    made = CliRunner().invoke(cli, ["run", str(path), "--into", str(folder / "out")], catch_exceptions=False)
    assert "the data differ from those that the scenario was made with" in made.stderr
    assert "file places.csv" in made.stderr


def test_the_commands_print_what_the_functions_find(folder):
    runner = CliRunner()
    pair = [str(folder / "ten.toml"), str(folder / "twenty.toml")]
    shown = runner.invoke(cli, ["diff", *pair], catch_exceptions=False)
    assert "only in A 0, only in B 1, in both 3, status differs 1" in shown.stdout
    document = json.loads(runner.invoke(cli, ["diff", *pair, "-f", "json"], catch_exceptions=False).stdout)
    assert document["counts"]["only_b"] == 1
    assert {row["name"] for row in document["settlements"]} == {"Near", "Middle", "Twin"}
    told = runner.invoke(cli, ["explain", "Near", pair[0]], catch_exceptions=False)
    assert "[text]" in told.stdout
    (folder / "out").mkdir()
    made = runner.invoke(cli, ["run", pair[0], "--into", str(folder / "out")], catch_exceptions=False)
    assert made.exit_code == 0
    assert (folder / "out" / "zone.geojson").is_file()


def test_files_are_found_from_the_scenarios_own_folder(folder):
    scenario = opened(folder / "ten.toml")
    assert scenario.places is not None
    assert scenario.places.value == str(folder / "places.csv")
    assert read_scenario(folder / "ten.toml").places.value == "places.csv"
