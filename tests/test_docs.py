"""The guide: its reference is whole, its files exist, its commands and Python blocks run.

Links, signatures and notebooks are checked where the guide is built, in `.ci/run`: warnings are errors there.
"""

import json
import re
import shlex
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))


def blocks(language):
    for page in PAGES:
        for number, block in enumerate(
            re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        ):
            yield pytest.param(block, id=f"{page.name}-{number}")


def test_the_reference_holds_every_public_name():
    import buffermap

    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    named = re.findall(r"^\.\. auto\w+:: buffermap\.(\w+)$", text, re.MULTILINE)
    assert sorted(named) == sorted(set(dir(buffermap)) - {"__version__"})


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs(path):
    """Run nbstripout on one that fails: a change shows what changed, and the guide is built with fresh outputs."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


@pytest.mark.parametrize("name", ["extending.md", "page-format.md"])
def test_files_that_a_page_names_are_there(name):
    there = {
        path.relative_to(ROOT).as_posix()
        for folder in ("buffermap", "gazetteer", "geo", "tests")
        for path in (ROOT / folder).rglob("*")
    }
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for named in re.findall(r"`([\w/-]+\.(?:py|txt|toml|csv|json|js|tsv))`", text):
        if "xx." not in named:
            assert (ROOT / named).exists() or any(
                path == named or path.endswith(f"/{named}") for path in there
            ), named


@pytest.mark.parametrize("block", list(blocks("bash")))
def test_commands_and_options_exist(block):
    from buffermap.cli import cli

    for line in block.strip().splitlines():
        program, name, *words = shlex.split(line, comments=True)
        assert program == "buffermap"
        command = cli.get_command(click.Context(cli), name)
        assert command, name
        options = {
            option for parameter in command.params for option in parameter.opts + parameter.secondary_opts
        }
        assert [word for word in words if word.startswith("-") and word != "-" and word not in options] == []


@pytest.mark.parametrize("block", list(blocks("python")))
def test_python_blocks_run(block, tmp_path, monkeypatch):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "docs", "exec"), {})  # noqa: S102 - our own examples
