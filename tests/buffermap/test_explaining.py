"""Every zone that articles describe: the drawn one first, each value with its words, the others with why they are others."""

import json

import pytest
from click.testing import CliRunner

from buffermap.cli import cli
from buffermap.explaining import explain, explanation

TEXT = (
    "Chad plans a 10 km buffer zone along its border with Sudan, Minister Idriss Saleh said.\n\n"
    "Rebel spokesman Adam Haroun denied that there would be a buffer zone along the border with Sudan.\n\n"
    "Niger once kept a similar security strip of 4 km along its border with Libya.\n\n"
    "Patrols near Adré will grow."
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_drawn_zone_comes_first_with_whose_words_each_value_is(article):
    first, *others = explanation(article)["zones"]
    assert (first["drawn"], first["apart"]) == (True, [])
    slots = {one["name"]: one for one in first["slots"]}
    assert slots["depth"]["value"] == "10 km"
    assert slots["depth"]["speaker"] == "Minister Idriss Saleh"
    assert "10 km" in slots["depth"]["sentence"]
    assert [one["drawn"] for one in others] == [False] * len(others)


def test_a_denial_stands_with_the_zone_and_another_zone_says_why_it_is_another(article):
    lines = explain(article)
    denial = next(i for i, line in enumerate(lines) if "said otherwise, standing: denied" in line)
    other = next(i for i, line in enumerate(lines) if line.startswith("other zone"))
    assert denial < other
    assert "Adam Haroun" in lines[denial]
    assert "another place, another depth" in lines[other]


def test_a_scenario_tells_of_its_articles_zones_and_an_analysts_line_is_none_of_them(article, tmp_path):
    made = tmp_path / "s.toml"
    run = CliRunner().invoke
    assert run(cli, ["scenario", str(article), "-o", str(made)]).exit_code == 0
    told = json.loads(run(cli, ["explain", "--json", "Adré", str(made)]).stdout)
    assert told["settlement"][0].startswith("Adré")
    assert [one["value"] for one in told["assumptions"] if one["name"] == "depth"] == ["10 km"]
    assert [one["zone_id"] for one in told["zones"] if one["drawn"]] == ["a.txt/zone-1"]
    own = made.read_text(encoding="utf-8").replace('zone_id = "a.txt/zone-1"\n', "", 1)
    made.write_text(own, encoding="utf-8")
    assert not any(one["drawn"] for one in explanation(made)["zones"])


def test_more_than_a_settlement_and_a_source_is_wrong_usage(article):
    assert CliRunner().invoke(cli, ["explain", "Um", "Dukhun", str(article)]).exit_code == 2


def test_up_to_stays_up_to(tmp_path):
    path = tmp_path / "b.txt"
    path.write_text(
        "Chad plans a buffer zone up to 14 km deep along its border with Sudan.", encoding="utf-8"
    )
    assert any(line.startswith("    depth: up to 14 km") for line in explain(path))
