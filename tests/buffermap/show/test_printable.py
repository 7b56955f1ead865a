"""Nothing that a terminal would obey goes to it from a hostile text, name or layer."""

import pytest
from click.testing import CliRunner

from buffermap.cli import cli

OBEYED = ("\x1b", "\x07", "\x9b", "\x7f", "\N{RIGHT-TO-LEFT OVERRIDE}")
HOSTILE = "\x1b]0;title\x07\x9b2J\x7f\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def invoke(*args):
        done = CliRunner().invoke(cli, args, color=True)  # as on a terminal
        assert done.exit_code == 0, done.output
        assert not [char for char in OBEYED if char in done.output], args
        return done.output

    return invoke


def test_texts_and_names_are_printed_without_control_characters(run, tmp_path):
    text = (
        f"A buffer zone {HOSTILE} 10 km deep along the border of the Kursk region was needed, said Putin. "
        + ("Nothing else was said on that day, and nobody asked. " * 5)
    )
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    assert "along the border of Kursk Oblast" in run("statements", "report.txt")
    assert "Kursk Oblast" in run("extract", "report.txt")
    assert "Kursk" in run("resolve", f"Kursk{HOSTILE}")


def test_layers_are_described_without_control_characters(run, tmp_path):
    rows = f'name,lat,lon,country,population\n"Evil{HOSTILE}town",50.95,35.0,UA,100\n'
    (tmp_path / "layer.csv").write_text(rows, encoding="utf-8")
    assert "1 places" in run("data", "add", "--layer", "layer.csv", "--name", f"mine{HOSTILE}")
    assert "mine" in run("data", "info")
    assert "Evil" in run("resolve", "Evil ]0;title 2J town")
    assert "Evil" in run("settlements", "--border", "RU-UA", "--side", "UA", "--depth", "30km")
