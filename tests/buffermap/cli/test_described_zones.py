"""Zones as described on the command line: listed, written as a scenario, drawn on a page, or said to be none."""

import json
import tomllib

import pytest
from click.testing import CliRunner

from buffermap.cli import cli

CHAD = "Chad plans a 10 km buffer zone along its border with Sudan, the minister said. Patrols near Adré will grow."
ITALIAN = "Il ministro ha detto che la zona cuscinetto lungo il confine è necessaria per la sicurezza degli abitanti, e che i villaggi non sono in pericolo."


@pytest.fixture
def run(tmp_path):
    def with_text(command, text, *options):
        article = tmp_path / "a.txt"
        article.write_text(text, encoding="utf-8")
        return CliRunner().invoke(cli, [command, str(article), *options])

    return with_text


def test_zones_are_listed_with_whose_words_they_are(run):
    shown = run("statements", CHAD, "--zones").stdout
    assert "a.txt/zone-1  buffer zone" in shown
    assert "side not stated; depth 10 km" in shown


def test_a_line_of_json_for_each_zone_and_the_zone_of_each_statement(run):
    zone = json.loads(run("statements", CHAD, "--zones", "-f", "jsonl").stdout)
    assert sorted(zone["border"]) == ["SD", "TD"]
    assert (zone["depth_low_m"], zone["depth_high_m"]) == (None, 10_000.0)
    assert CHAD[zone["depth_evidence"]["start"] : zone["depth_evidence"]["end"]] == "10 km"
    [statement] = json.loads(run("statements", CHAD, "-f", "jsonl").stdout)["statements"]
    assert statement["zone_id"] == zone["zone_id"]


def test_a_scenario_of_version_2_runs_and_so_does_one_of_version_1(run, tmp_path):
    made = tmp_path / "s.toml"
    assert run("scenario", CHAD, "-o", str(made)).exit_code == 0
    text = made.read_text(encoding="utf-8")
    assert tomllib.loads(text)["version"] == 2
    for version in ("2", "1"):
        made.write_text(text.replace("version = 2", f"version = {version}"), encoding="utf-8")
        assert CliRunner().invoke(cli, ["run", str(made)]).exit_code == 0


def test_where_no_statement_gives_a_zone_the_articles_own_border_is_the_way_out(run, tmp_path):
    made = run(
        "scenario",
        "Peru and Ecuador talked. Peru wants a buffer zone, officials said.",
        "-o",
        str(tmp_path / "s.toml"),
    )
    assert made.exit_code == 1
    assert "no statement gives the location of a zone" in str(made.exception)
    assert 'border = "EC-PE"' in str(made.exception)


def test_a_page_is_written_whatever_the_stated_zone_is(run, tmp_path, monkeypatch):
    def fail(*_, **__):
        from buffermap.errors import InputError

        raise InputError("no such stretch")

    monkeypatch.setattr("buffermap.scenarios.scenario.border", fail)
    page = tmp_path / "m.html"
    made = run("map", CHAD, "-o", str(page))
    assert (made.exit_code, page.exists()) == (0, True)
    assert "the zone that the texts state is not drawn: no such stretch" in made.stderr


def test_a_language_whose_zone_words_are_not_known_is_said(run):
    assert "zones are read in" in run("statements", ITALIAN).stderr
    assert "are read in" not in run("statements", CHAD).stderr
