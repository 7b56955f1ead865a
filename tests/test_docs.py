"""The guide: links lead somewhere, commands and options exist, Python blocks run."""

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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_guide_lists_all_its_pages():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.name != "README.md" and f"({page.name})" not in index] == []


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
