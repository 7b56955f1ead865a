"""Options of the whole program, before and after the command's name; help that a stranger can read."""

import json

import click
import pytest

from buffermap.cli import COMMANDS, cli


def commands(group=cli, path=()):
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        yield pytest.param((*path, name), command, id=" ".join((*path, name)))
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The mayor of Sumy spoke on Monday.", encoding="utf-8")
    return path


@pytest.mark.parametrize(("path", "command"), list(commands()))
def test_every_command_takes_them_and_shows_examples_line_by_line(run, path, command):
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--json", "--quiet", "-q", "--verbose", "-v"} <= options
    code, text, _ = run(*path, "--help")
    assert code == 0
    assert "\\b" not in text
    if path[0] != "data":
        assert f"\n    buffermap {path[0]} " in text or f" | buffermap {path[0]} " in text
    assert len([line for line in text.splitlines() if "--quiet" in line]) == 1


def test_commands_are_changed_once():
    for name in COMMANDS:
        first, again = (cli.get_command(click.Context(cli), name) for _ in range(2))
        assert [parameter.opts for parameter in first.params].count(["-q", "--quiet"]) == 1
        assert first is again


@pytest.mark.parametrize("where", ["before", "after"])
def test_quiet_leaves_only_results_and_errors(run, tmp_path, where):
    words = ["zone", "--border", "EE-LV", "--side", "EE", "--depth", "5km", "-o", tmp_path / "z.geojson"]
    assert "hypothetical" in run(*words)[2]
    assert run(*(["-q", *words] if where == "before" else [*words, "--quiet"])) == (0, "", "")
    bad = ["extract", tmp_path / "none.txt"]
    code, out, err = run(*(["-q", *bad] if where == "before" else [*bad, "-q"]))
    assert (code, out, err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("where", ["before", "after"])
def test_verbose_says_what_is_done(run, article, where):
    words = ["statements", article]
    code, _, err = run(*(["-v", *words] if where == "before" else [*words, "--verbose"]))
    assert code == 0
    assert "buffermap: a.txt: 1 mentions" in err
    assert "a.txt: 1 mentions" not in run(*words)[2]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["extract", "none.txt", "--json"], 1),
        (["--json", "extract", "none.txt"], 1),
        (["zone", "--json"], 2),
        (["zone", "--depht", "5km", "--json"], 2),
        (["map", "--json", "--", "--json"], 2),
    ],
)
def test_errors_as_json(run, words, code):
    stopped, out, err = run(*words)
    assert (stopped, out) == (code, "")
    assert json.loads(err)["exit_code"] == code


def test_a_file_called_like_the_option_is_no_wish_for_it(run):
    code, _, err = run("extract", "--", "--json")
    assert (code, err) == (1, "buffermap: --json: no such file or folder\n")


def test_messages_do_not_command_the_terminal(run, tmp_path):
    for name in ("a\x1b[31m.txt", "b\n.txt"):
        (tmp_path / name).write_text(" ", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Sumy and Kyiv.", encoding="utf-8")
    _, _, err = run("statements", tmp_path)
    assert "\x1b" not in err
    assert [line.split(":")[0] for line in err.splitlines()][:2] == ["buffermap"] * 2
    assert len(err.splitlines()) == 5  # and what was read, in which language, how much was skipped


def test_a_single_hyphen_is_standard_output(run, article):
    code, out, _ = run("extract", article, "-o", "-", "-f", "jsonl")
    assert (code, json.loads(out)["doc_id"]) == (0, "a.txt")
    assert "Sumy" in run("resolve", "Sumy", "-o", "-")[1]


def test_the_shell_completes_commands_options_and_files(capsys, monkeypatch):
    for words, expected in (
        ("buffermap set", "plain,settlements"),
        ("buffermap zone --bo", "plain,--border"),
        ("buffermap map se", "file,se"),
    ):
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
        monkeypatch.setenv("_BUFFERMAP_COMPLETE", "bash_complete")
        with pytest.raises(SystemExit):
            cli.main(prog_name="buffermap")
        assert expected in capsys.readouterr().out.split()


@pytest.mark.parametrize("words", [["extract", "a.txt"], ["resolve", "Sumy"]])
def test_a_suffix_that_cannot_be_written_is_refused(run, article, monkeypatch, words):
    monkeypatch.chdir(article.parent)
    code, _, err = run(*words, "-o", "out.xlsx")
    assert (code, (article.parent / "out.xlsx").exists()) == (1, False)
    assert "choose .jsonl" in err


def test_notes_name_the_stretch_and_what_a_layer_lacks(run, tmp_path):
    """A slip of the pen in a division's name shows: the note says which one was understood."""
    told = run(
        "zone", "--border", "EE-LV", "--along", "Valgama", "--depth", "5km", "-o", tmp_path / "z.geojson"
    )[2]
    assert told.startswith("EE-LV along Valgamaa both 5 km: ")
    (tmp_path / "clinics.csv").write_text("name,lat,lon\nClinic,57.85,26.0\n", encoding="utf-8")
    told = run("settlements", "--border", "EE-LV", "--depth", "50km", "--places", tmp_path / "clinics.csv")[2]
    assert "1 settlement listed" in told
    assert "listed population Latvia none (1 without figure)" in told


def test_a_run_ends_with_what_was_read(run, tmp_path):
    (tmp_path / "a.txt").write_text("Trains between Sumy and Kyiv ran on time.", encoding="utf-8")
    (tmp_path / "b.rtf").write_text("{\\rtf1 x}", encoding="utf-8")
    _, out, err = run("extract", tmp_path, "-f", "jsonl")
    assert "read 1 article from 1 file (text 1), 1 without a date" in err
    assert "skipped 1, for the reasons named above" in err
    assert "read 1 article" not in out
    assert "read 1 article" not in run("extract", tmp_path, "-f", "jsonl", "--quiet")[2]
    reading = json.loads(run("statements", tmp_path, "--json")[2].splitlines()[-1])["reading"]
    assert (reading["articles"], reading["undated"], reading["skipped"][0]["kind"]) == (1, 1, "format")


def test_people_are_covered_unless_asked_for(run, tmp_path):
    (tmp_path / "a.txt").write_text(
        "A buffer zone near Sumy, write to ole@example.org about it.", encoding="utf-8"
    )
    assert "ole@example.org" not in "".join(map(str, run("statements", tmp_path)))
    assert "ole@example.org" in run("statements", tmp_path, "--keep-people")[1]
