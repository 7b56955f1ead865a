"""Tables for people in a terminal, plain lines for pipes."""

import io

import pandas as pd
import pytest

from buffermap.show import tables


class Terminal(io.StringIO):
    def isatty(self):
        return True


def settlements():
    return pd.DataFrame(
        {
            "geonameid": [1, 2],
            "name": ["Суми", "[red]Mark\x1b[31m\nup[/red]"],
            "place_class": ["city", "village"],
            "admin1": ["Sumy Oblast", None],
            "population": pd.array([256474, None], dtype="Int64"),
            "zone_depth_m": [20000.0, 32186.88],
            "distance_m": [31234.56, 0.0],
            "side": ["UA", "UA"],
            "status": ["inside", "uncertain"],
        }
    )


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_terminal_gets_units_and_the_line_above():
    stream = Terminal()
    tables.echo(settlements(), above="2 settlements listed", file=stream)
    text = stream.getvalue()
    assert text.startswith("2 settlements listed")
    for expected in ("256,474", "20 km", "20 mi", "31.23 km", "Sumy Oblast", "Суми"):
        assert expected in text
    assert "geonameid" not in text


def test_no_text_of_others_commands_the_terminal():
    stream = Terminal()
    tables.echo(settlements(), file=stream)
    assert "[red]Mark [31m up[/red]" in stream.getvalue()
    assert "\x1b[31m" not in stream.getvalue()


def test_no_color_is_heeded(monkeypatch):
    coloured = Terminal()
    tables.echo(settlements(), file=coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    tables.echo(settlements(), file=plain)
    assert "\x1b[1m" in coloured.getvalue()
    assert "\x1b[3" not in plain.getvalue()


def test_a_pipe_gets_tabs_and_all_columns(capsys):
    tables.echo(settlements(), above="2 settlements listed")
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert captured.err == "2 settlements listed\n"
    assert lines[0].split("\t")[:2] == ["geonameid", "name"]
    assert lines[1].split("\t") == [
        "1",
        "Суми",
        "city",
        "Sumy Oblast",
        "256474",
        "20000",
        "31234.6",
        "UA",
        "inside",
    ]
    assert len(lines) == 3


def test_one_depth_needs_no_column_and_unknown_tables_show_all():
    assert "zone_depth_m" not in tables.shown_columns(settlements().head(1))
    assert tables.shown_columns(pd.DataFrame({"a": [1], "geometry": [None]})) == ["a"]


def test_an_empty_table_has_its_header(capsys):
    tables.echo(settlements().iloc[:0])
    assert capsys.readouterr().out.count("\n") == 1
    stream = Terminal()
    tables.echo(settlements().iloc[:0], file=stream)
    assert "distance" in stream.getvalue()
