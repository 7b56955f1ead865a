"""The guide: links lead somewhere, commands and options exist, Python blocks run."""

import importlib.util
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


@pytest.fixture(scope="module")
def build():
    """The script that writes the reference and the site."""
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name
)
def test_links_lead_somewhere(page, build):
    for target, _, heading in re.findall(r"\]\(([^)#:]*)(#([^)]+))?\)", page.read_text(encoding="utf-8")):
        path = (page.parent / target) if target else page
        assert path.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in map(build.anchor, headings), f"{target}#{heading}"


def test_the_guide_lists_all_its_pages(build):
    assert sorted(build.PAGES) == [page.name for page in PAGES]
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [page for page in build.PAGES if page != "README.md" and f"({page})" not in index] == []


def test_the_reference_holds_every_public_name_with_its_arguments(build):
    """Run `python docs/build.py` where this fails: the pages are older than the program."""
    import buffermap

    names = {name for group in build.FUNCTIONS.values() for name in group}
    assert names == set(dir(buffermap)) - {"__version__"}
    for page, make in build.GENERATED.items():
        now, written = make(), (ROOT / "docs" / page).read_text(encoding="utf-8")
        for pattern in (r"^#+ .+$", r"^    (\w+): .*,$", r"^- `\w+`", r"^  .*?(--[\w-]+)"):
            assert re.findall(pattern, written, re.MULTILINE) == re.findall(pattern, now, re.MULTILINE)


def test_the_guide_becomes_web_pages_that_need_nothing_from_outside(build, tmp_path):
    build.site(tmp_path)
    pages = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}
    assert len(pages) == len(build.PAGES)
    for name, html in pages.items():
        assert re.findall(r"<(?:script|link|iframe)\b|(?:src=|url\()[\"']?https?:", html) == []
        for target, heading in re.findall(r'href="([\w.-]+\.html)(?:#([^"]*))?"', html):
            assert target in pages, f"{name}: {target}"
            assert not heading or f'id="{heading}"' in pages[target]


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
