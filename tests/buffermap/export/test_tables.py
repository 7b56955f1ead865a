"""What every table says of itself: whose scenario, under which licence, and nothing that a spreadsheet runs."""

import csv
import io
import json
import shutil
import subprocess

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner

import buffermap as bm
from buffermap import export
from buffermap.cli import cli
from buffermap.export.cells import cell, json_text
from buffermap.page.compose import page_data
from buffermap.paths import PAGE
from buffermap.zones import identity
from buffermap.zones.aggregate import by_division


def run(*words, **options):
    done = CliRunner().invoke(cli, [str(word) for word in words], **options)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def stretch():
    return bm.border("EE-LV")


def test_one_scenario_has_one_id_wherever_it_leaves(stretch, tmp_path):
    found = bm.settlements(stretch, side="EE", depth=["5 km", "10 km"])
    [five, ten] = found["scenario_id"].unique()
    assert five != ten
    zone = bm.zone(stretch, side="EE", depth="10 km")
    path = tmp_path / "s.csv"
    run("settlements", "--border", "EE-LV", "--side", "EE", "--depth", "10km", "-o", path)
    assert pd.read_csv(path)["scenario_id"].unique().tolist() == [ten]
    run("zone", "--border", "LV-EE", "--side", "EE", "--depth", "10km", "-o", tmp_path / "z.geojson")
    assert gpd.read_file(tmp_path / "z.geojson")["scenario_id"].tolist() == [ten]
    assert set(by_division(found, level="admin1")["scenario_id"]) == {five, ten}
    shown = page_data(None, zone).zone
    assert shown is not None
    assert identity.scenario_id(shown.basis, side="EE", depth_m=10_000.0) == ten


def test_other_assumptions_are_another_scenario(stretch):
    whole = identity.basis(stretch)
    part = bm.border("EE-LV", along="Valga")
    layer = pd.DataFrame({"name": ["A"], "lat": [57.8], "lon": [26.0]})
    others = [identity.basis(part), identity.basis(part, ends="cut"), identity.basis(stretch, layer=layer)]
    assert len({whole, *others}) == 4
    ids = {
        identity.scenario_id(whole, side=side, depth_m=m) for side in ("EE", "both") for m in (5e3, 5001.0)
    }
    assert len(ids) == 4


def test_a_page_computes_the_same_id():
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    program = f"""
import {{ scenarioId }} from "{(PAGE / "js" / "wire" / "identity.js").as_uri()}";
console.log(["UA", "both", "left"].flatMap((side) => [0, 500, 12874.752, 20000].map((m) => scenarioId("0a1b", side, m))).join(" "));
"""
    done = subprocess.run(
        [node, "--input-type=module", "-e", program], capture_output=True, text=True, check=True
    )
    expected = [
        identity.scenario_id("0a1b", side=side, depth_m=m)
        for side in ("UA", "both", "left")
        for m in (0, 500, 12_874.752, 20_000)
    ]
    assert done.stdout.split() == expected


def licence(path):
    if path.suffix == ".csv":
        return json.loads(path.with_name(path.name + "-metadata.json").read_text("utf-8"))["dc:license"]
    return json.loads(path.read_text("utf-8"))["buffermap"]["licence"]


def test_each_file_states_its_own_licence(tmp_path):
    article, line = tmp_path / "a.txt", tmp_path / "line.geojson"
    article.write_text("Trains between Valga and Riga run again.", encoding="utf-8")
    line.write_text(
        json.dumps({"type": "LineString", "coordinates": [[24.2, 57.6], [24.4, 57.7]]}), encoding="utf-8"
    )
    zone = ("--border", "EE-LV", "--side", "EE", "--depth", "5km")
    made = {
        "zone": run("zone", *zone, "-o", tmp_path / "zone.geojson"),
        "own": run("zone", "--line", line, "--depth", "5km", "-o", tmp_path / "own.geojson"),
        "inside": run("settlements", *zone, "-o", tmp_path / "inside.csv"),
        "mentions": run("extract", article, "-o", tmp_path / "mentions.geojson"),
        "table": run("extract", article, "-o", tmp_path / "table.csv"),
        "outline": run("resolve", "Valga county", "-o", tmp_path / "outline.geojson"),
        "names": run("resolve", "Valga", "-o", tmp_path / "names.csv"),
    }
    told = {
        path.stem: licence(path)
        for path in tmp_path.iterdir()
        if path.stem in made and "meta" not in path.name
    }
    assert set(told) == set(made)
    shared = {name for name, text in told.items() if "ODbL 1.0 (share-alike)" in text}
    assert shared == {"zone", "inside", "outline"}
    assert told["zone"].startswith("Zone geometry (every point on one side no farther than depth_m")
    assert "timezone-boundary-builder" in told["zone"]  # its vintage
    assert told["own"].startswith("Zone geometry")
    assert "a line of your own" in told["own"]
    for name in ("inside", "mentions", "table", "names"):
        assert "CC BY 4.0 (GeoNames, geonames.org)" in told[name]


def test_no_cell_and_no_header_runs(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text('name,lat,lon,"=1+1"\n@SUM(A1),57.8,26.0,-2\n', encoding="utf-8")
    text = run("settlements", "--border", "EE-LV", "--depth", "20km", "--places", own, "-f", "csv")
    rows = list(csv.reader(io.StringIO(text[text.index("geonameid") :])))
    assert "'=1+1" in rows[0]
    assert "'@SUM(A1)" in rows[1]
    for query in ("=cmd|x", "+1", "-1", "@x", "\tx"):
        [row] = csv.DictReader(io.StringIO(run("resolve", "-f", "csv", "--", query)))
        assert row["query"] == f"'{query}"


def test_control_characters_and_numbers_that_are_none_stay_out(tmp_path):
    assert cell("a\x1b[31mb\x00\tc\nd") == "a[31mb\tc\nd"
    assert cell(float("nan")) is None
    assert json.loads(json_text({"a": [float("inf"), 1.5], "b": (float("nan"),)})) == {
        "a": [None, 1.5],
        "b": [None],
    }
    table = pd.DataFrame({"name\x07": ["x\x1by"]})
    export.write(table, tmp_path / "t.csv", provenance=export.provenance())
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "name\nxy\n"
