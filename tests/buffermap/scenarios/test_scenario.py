import json

import pytest

from buffermap.errors import ScenarioError
from buffermap.paths import SCENARIO_SCHEMA
from buffermap.scenarios.file import (
    format_scenario,
    json_schema,
    parse_scenario,
    read_scenario,
    write_scenario,
)
from buffermap.scenarios.scenario import Alternative, Entry, Scenario

FULL = Scenario(
    title='A "quoted" title, with \\ and ünïcode',
    border=Entry(value="RU-UA", note="the only border"),
    along=Entry(
        value=("Kursk Oblast", "Belgorod Oblast"),
        source="text",
        article="a.txt",
        sentence="A zone “along the border” was ordered.",
        speaker="the president",
        voice="quoted",
        said_on="2025-05-22",
        standing="ordered",
    ),
    side=Entry(value="UA", source="analyst"),
    depths=(Entry(value="10 km", source="analyst"), Entry(value="15 mi", source="analyst")),
    articles=("seeds",),
    outputs={"map": "map.html", "settlements": "inside.csv"},
    data={"places": "abc", "gazetteer data": "def"},
    alternatives=(
        Alternative(
            field="along",
            entry=Entry(
                value=("Sumy Oblast",), source="text", article="b.txt", sentence="In the Sumy region."
            ),
        ),
    ),
)

MINIMAL = """\
version = 1

[border]
value = "RU-UA"
source = "analyst"
"""


def test_what_is_written_is_read_back():
    assert parse_scenario(format_scenario(FULL)) == FULL


def test_the_same_scenario_gives_the_same_bytes(tmp_path):
    write_scenario(FULL, tmp_path / "a.toml")
    write_scenario(read_scenario(tmp_path / "a.toml"), tmp_path / "b.toml")
    assert (tmp_path / "a.toml").read_bytes() == (tmp_path / "b.toml").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml", "b.toml"] or len(
        list(tmp_path.iterdir())
    ) == 2


def test_what_no_text_states_is_default_and_stays_unstated():
    scenario = parse_scenario(MINIMAL)
    assert (scenario.side.value, scenario.side.source) == ("both", "default")
    assert scenario.depths == ()


def test_a_short_file_without_tables_is_the_analysts():
    scenario = parse_scenario(
        'border = "TH-KH"\nalong = "Sa Kaeo, Trat"\ndepth = "10 km, 20 km"\nside = "TH"\narticles = "in"\n'
    )
    assert scenario.version == 2
    assert scenario.border == Entry(value="TH-KH", source="analyst")
    assert scenario.along == Entry(value=("Sa Kaeo", "Trat"), source="analyst")
    assert scenario.depth_texts == ("10 km", "20 km")
    assert scenario.articles == ("in",)
    assert parse_scenario(format_scenario(scenario)) == scenario


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            MINIMAL + "\n[dephts]\nvalue = 1\n",
            r"s\.toml, line 7: unknown key 'dephts'; did you mean 'depth'\?",
        ),
        (
            MINIMAL + "\n[side]\nvalu = 'UA'\n",
            r"s\.toml, line 8: unknown key 'valu' in \[side\]; did you mean 'value'\?",
        ),
        (MINIMAL + "\n[side]\nsource = 'analyst'\n", r"line 7: \[side\] has no value"),
        (MINIMAL + "\n[side]\nvalue = 3\n", r"line 8: value must be text in quotation marks, not 3"),
        (
            MINIMAL + "\n[side]\nvalue = 'UA'\nsource = 'anlyst'\n",
            r"line 9: source = 'anlyst' in \[side\]; did you mean 'analyst'\?",
        ),
        (
            MINIMAL + "\n[side]\nvalue = 'UA'\nsource = 'text'\n",
            r"line 9: \[side\] has source = \"text\" but no article",
        ),
        (MINIMAL + "\n[[depth]]\nvalue = '10'\n", r"line 8: depth '10' has no unit"),
        (
            MINIMAL + "\n[[depth]]\nvalue = '10 km'\n\n[[depth]]\nvalue = '-1 km'\n",
            r"line 11: depth '-1 km' must be",
        ),
        (MINIMAL + "\n[depth]\nvalue = '10 km'\n", r"line 7: depth must be written as \[\[depth\]\]"),
        (MINIMAL + "\n[ends]\nvalue = 'rond'\n", r"line 8: ends = 'rond'; did you mean 'round'\?"),
        (MINIMAL + "\n[between]\nvalue = ['Sumy']\n", r"line 8: \[between\] takes two places"),
        (MINIMAL + "\n[along]\nvalue = 'Kursk'\n", r"line 8: value must be a list of texts"),
        (
            MINIMAL + "\n[outputs]\nmaps = 'm.html'\n",
            r"line 8: unknown key 'maps' in \[outputs\]; did you mean 'map'\?",
        ),
        (
            MINIMAL + "\n[[alternative]]\nfield = 'deep'\nvalue = 'x'\n",
            r"line 8: field = 'deep' .*did you mean 'depth'\?",
        ),
        ("version = 1\n", r"s\.toml: name one line"),
        (MINIMAL + "\n[line]\nvalue = 'x.geojson'\n", r"s\.toml: name one line"),
        ("version = 1\n[border]\nvalue = 'Russia'\n", r"line 3: border 'Russia' is not two country codes"),
        ("version = 99\n", r"line 1: version 99 is later than 2"),
        ("# mine\nversion = -7\n", r"line 2: version is -7; versions are whole numbers"),
        (
            "version = 1\n[border]\nvalue = " + "[" * 5000 + "\n",
            r"line 3: lists or tables stand in each other too deep",
        ),
        ("version = " + "9" * 5000 + "\n", r"s\.toml: .*digits"),
        ("version = 'one'\n", "version must be a whole number"),
        ("version = \n", r"s\.toml: .*line 1"),
        ('border = "RU-UA"\ndepth = 20\n', r"line 2: depth must be written as \[\[depth\]\]"),
    ],
)
def test_what_does_not_hold_together_is_named_with_its_line(text, message):
    with pytest.raises(ScenarioError, match=message) as caught:
        parse_scenario(text, name="s.toml")
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "s.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="not UTF-8"):
        read_scenario(tmp_path / "s.toml")


def test_the_published_schema_is_the_one_that_is_checked():
    published = SCENARIO_SCHEMA
    assert json.loads(published.read_text(encoding="utf-8")) == json_schema()


def test_scenarios_show_their_assumptions_escaped():
    said = Entry(value="20 km", source="text", article="a.txt", sentence="<b>20 km</b>", speaker="A & B")
    html = Scenario(border=Entry(value="RU-UA", source="analyst"), depths=(said,))._repr_html_()
    assert "<td>RU-UA</td><td>analyst</td>" in html
    assert "&lt;b&gt;20 km&lt;/b&gt;" in html
    assert "A &amp; B" in html
    assert "not stated" in Scenario()._repr_html_()
