"""Progress is for people at a terminal, and only where they would wait."""

import io
import logging
import subprocess
import sys

import pytest

import buffermap as bm
from buffermap.show import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def at_a_terminal(monkeypatch):
    """Put a terminal in the place of standard error; within the test, where pytest no longer changes it."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm-256color")
    return stream


def test_what_takes_long_is_shown_on_a_terminal(monkeypatch):
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "AFTER_S", 0.0)
    assert list(progress.shown(range(3), what="articles", total=3)) == [0, 1, 2]
    assert "articles" in terminal.getvalue()


def test_what_is_quick_shows_nothing(monkeypatch):
    terminal = at_a_terminal(monkeypatch)
    assert list(progress.shown(range(3), what="articles")) == [0, 1, 2]
    assert terminal.getvalue() == ""


def test_quiet_and_pipes_see_nothing(monkeypatch):
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "AFTER_S", 0.0)
    log = logging.getLogger("buffermap")
    before = log.level
    try:
        log.setLevel(logging.ERROR)
        assert len(list(progress.shown(range(3), what="articles"))) == 3
    finally:
        log.setLevel(before)
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    assert len(list(progress.shown(range(3), what="articles"))) == 3
    assert terminal.getvalue() == ""


def test_logs_get_lines_with_rate_and_time_left(monkeypatch, caplog):
    caplog.set_level(logging.INFO, logger="buffermap")
    monkeypatch.setattr(progress, "EVERY_S", 0.0)
    assert len(list(progress.shown(range(2), what="articles", total=4))) == 2
    assert caplog.messages[1].startswith("2 articles of 4, ")
    assert caplog.messages[1].endswith(" s left")


def test_an_error_ends_the_bar(monkeypatch):
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "AFTER_S", 0.0)

    def items():
        yield 1
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        list(progress.shown(items(), what="articles"))
    assert (
        terminal.getvalue().endswith("\x1b[?25h") or "\x1b[?25h" in terminal.getvalue()
    )  # the cursor is back


def test_reading_and_extracting_show_it(monkeypatch):
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "AFTER_S", 0.0)
    articles = bm.read(["The mayor of Sumy spoke.", "The mayor of Kyiv spoke."])
    assert "read" in terminal.getvalue()
    bm.extract(articles)
    assert "2/2" in terminal.getvalue()


def test_nothing_else_prints():
    """The library itself writes neither to standard output nor, unasked, to standard error."""
    code = (
        "import buffermap as bm\n"
        "articles = bm.read('The mayor of Sumy spoke on Monday.')\n"
        "bm.extract(articles), bm.statements(articles)\n"
        "bm.zone(bm.border('EE-LV'), side='EE', depth='5 km').settlements()\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
