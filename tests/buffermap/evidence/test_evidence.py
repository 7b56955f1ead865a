"""A page's evidence: written with the page, computed again, and what differs is said."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import buffermap as bm
from buffermap.cli import cli
from buffermap.errors import InputError
from buffermap.evidence import package

TEXT = """---
url: https://paper.example/a
archived_url: https://archive.example/1/a
published: 2026-03-04
---
A buffer zone 10 km deep along the border of the Sumy region is being made, the governor Petro Melnyk said.
It was quiet in Sumy and in Khotin.
"""


def run(*words: str) -> Any:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(*words: str) -> Path:
    done = run("map", "articles", "-o", "map.html", "--also", "evidence.zip", *words)
    assert done.exit_code == 0, done.output
    return Path("evidence.zip")


def changed(path: Path, name: str, change: Callable[[str], str], *, listed: bool = True) -> None:
    """Change a member, and its hash in the manifest as a forger would."""
    members = package.unpacked(path)
    members[name] = change(members[name].decode()).encode()
    manifest = json.loads(members[package.MANIFEST])
    if listed:
        manifest["members"][name] = package.sha256(members[name])
    members[package.MANIFEST] = json.dumps(manifest).encode()
    path.write_bytes(package.packed(members))


def test_what_a_page_rests_on_is_in_one_file_without_any_path_or_text(folder: Path) -> None:
    members = package.unpacked(made())
    manifest = json.loads(members["manifest.json"])
    assert manifest["command"] == "buffermap map articles --output map.html --also evidence.zip"
    assert manifest["page"]["sha256"] == package.sha256((folder / "map.html").read_bytes())
    assert f'"id":"{manifest["page"]["id"]}"' in (folder / "map.html").read_text(encoding="utf-8")
    [article] = package.rows_of(members["articles.jsonl"], name="articles")
    assert article["text_sha256"] == package.sha256(TEXT.encode())
    assert article["archived_url"] == "https://archive.example/1/a"
    assert "Khotin" in members["sentences.jsonl"].decode()
    assert b"Melnyk" in members["statements.jsonl"]
    assert b"source" in members["scenario.toml"]
    assert str(folder).encode() not in b"".join(members.values())
    first = Path("evidence.zip").read_bytes()
    assert made().read_bytes() == first


@pytest.mark.usefixtures("folder")
def test_it_is_computed_again_with_and_without_the_articles() -> None:
    made()
    whole = bm.verify("evidence.zip", "articles")
    assert whole.lines()[-1] == "OK"
    assert {check.state for check in whole.checks} == {"as it was", "same"}
    alone = run("verify", "evidence.zip")
    assert alone.exit_code == 0
    assert "OK, but for what was not computed: articles, sentences, statements" in alone.output
    assert "settlements.csv: same" in alone.output


def test_another_text_is_named(folder: Path) -> None:
    made()
    (folder / "articles" / "a.txt").write_text(TEXT.replace("10 km", "15 km"), encoding="utf-8")
    done = run("verify", "evidence.zip", "articles")
    assert done.exit_code == 1
    assert "depth: \"('10 km',)\" in the file, \"('15 km',)\" from the texts" in done.output
    assert "a.txt: text_sha256" in done.output
    assert done.output.splitlines()[-1].startswith("DIFFERS: what the texts say of the zone, articles.jsonl")


@pytest.mark.usefixtures("folder")
def test_a_forged_row_is_found_by_computing_and_a_damaged_one_by_its_hash() -> None:
    path = made()
    changed(path, "settlements.csv", lambda text: text.replace("Khotin", "Khotyn"))
    found = {check.name: check for check in bm.verify(path).checks}
    assert found["the file"].state == "as it was"
    assert [line.split(":")[0] for line in found["settlements.csv"].details] == [
        "only in the file",
        "only computed now",
    ]
    path = made()
    changed(path, "settlements.csv", lambda text: text.replace("Khotin", "Khotyn"), listed=False)
    found = {check.name: check for check in bm.verify(path).checks}
    assert found["the file"].details == ("settlements.csv is not what the manifest lists",)
    path = made()
    changed(path, "zone.geojson", lambda text: text.replace('"area_km2":', '"area_km2": 1, "was":'))
    assert "DIFFERS: zone.geojson" in bm.verify(path).lines()


def test_corrections_an_own_line_and_a_layer_are_part_of_it(folder: Path) -> None:
    (folder / "fix.toml").write_text(
        'format = 1\n[[correction]]\nsurface = "Khotin"\nnot_a_place = true\n', encoding="utf-8"
    )
    (folder / "strip.geojson").write_text(
        json.dumps({"type": "LineString", "coordinates": [[34.0, 51.2], [34.6, 51.3]]}), encoding="utf-8"
    )
    (folder / "layer.csv").write_text("name,lat,lon\nNear,51.22,34.1\nFar,52.9,34.1\n", encoding="utf-8")
    made("--corrections", "fix.toml", "--line", "strip.geojson", "--depth", "9km", "--places", "layer.csv")
    members = package.unpacked(Path("evidence.zip"))
    assert b"not_a_place" in members["corrections.toml"]
    assert b"Near" in members["settlements.csv"]
    assert b"Near" not in members["scenario.toml"]
    (folder / "strip.geojson").unlink()
    assert bm.verify("evidence.zip", "articles", places="layer.csv").lines()[-1] == "OK"
    without = bm.verify("evidence.zip", "articles")
    assert "not computed: zone and settlements" in without.lines()[-1]
    (folder / "layer.csv").write_text("name,lat,lon\nNear,51.23,34.1\n", encoding="utf-8")
    assert not bm.verify("evidence.zip", places="layer.csv").ok


def test_a_page_without_a_depth_or_a_zone_has_evidence_too(folder: Path) -> None:
    made("--border", "RU-UA", "--along", "Sumy")
    found = bm.verify("evidence.zip")
    assert found.ok
    assert "stretch: same" in found.lines()
    (folder / "articles" / "a.txt").write_text("It was quiet in Sumy.", encoding="utf-8")
    made()
    assert bm.verify("evidence.zip").lines()[-1].startswith("NOT VERIFIED")
    assert bm.verify("evidence.zip", "articles").ok


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--share", "public"], "use --share desk"),
        (["--text", "links"], "choose --text sentences"),
    ],
)
def test_it_says_no_more_than_the_page_may(words: list[str], message: str) -> None:
    done = run("map", "articles", "-o", "map.html", "--also", "evidence.zip", *words)
    assert done.exit_code == 1
    assert message in str(done.exception)
    assert not Path("map.html").exists()


@pytest.mark.usefixtures("folder")
def test_it_lies_beside_the_page() -> None:
    done = run("map", "articles", "-o", "map.html", "--also", "../evidence.zip")
    assert done.exit_code == 1
    assert "beside the page" in str(done.exception)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"../x": b"1", "manifest.json": b"{}"}, "it holds '../x'"),
        ({"scenario.toml": b""}, "no single manifest.json"),
        ({"manifest.json": b"["}, "no JSON"),
        ({"manifest.json": b"[" * 100_000}, "no JSON"),
        ({"manifest.json": b'{"format": 2}'}, "this buffermap reads 1"),
        ({"manifest.json": b'{"format": 1, "members": []}'}, "has no members"),
    ],
)
def test_what_is_no_evidence_file_is_refused_in_one_line(
    tmp_path: Path, members: dict[str, bytes], message: str
) -> None:
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(InputError, match=message) as caught:
        bm.verify(path)
    assert "\n" not in str(caught.value)
    path.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(InputError, match="cannot be read as a zip file"):
        bm.verify(path)


def test_a_scenario_from_outside_reads_no_other_file(folder: Path) -> None:
    path = made()
    (folder / "secret.geojson").write_text("{}", encoding="utf-8")
    line = f'version = 2\n[line]\nvalue = "{folder}/secret.geojson"\n[[depth]]\nvalue = "5 km"\n'
    changed(path, "scenario.toml", lambda _: line)
    found = {check.name: check for check in bm.verify(path).checks}
    assert found["zone and settlements"].details == (
        "cannot be computed: the scenario names another line than line.geojson",
    )


def test_built_up_land_and_grids_are_no_part_of_it(folder: Path) -> None:
    """Neither what was given is named in the file, nor is what a file from outside names read."""
    land = {"type": "Polygon", "coordinates": [[[34, 50.8], [35, 50.8], [35, 51.2], [34, 51.2], [34, 50.8]]]}
    (folder / "land.geojson").write_text(
        json.dumps({"type": "Feature", "properties": {}, "geometry": land}), encoding="utf-8"
    )
    path = made("--built-up", "land.geojson")
    assert b"land.geojson" not in package.unpacked(path)["scenario.toml"]
    (folder / "land.geojson").unlink()
    assert bm.verify(path, "articles").ok
    more = (
        f'\n[population_grid]\nvalue = ["{folder}/secret.tif"]\n[built_up]\nvalue = "{folder}/secret.gpkg"\n'
    )
    changed(path, "scenario.toml", lambda text: text + more)
    found = {check.name: check for check in bm.verify(path).checks}
    assert not any("secret" in detail for check in found.values() for detail in check.details)
