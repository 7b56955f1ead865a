"""What the README says is so: its commands run, its help text is the program's."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(marker: str) -> str:
    """Return the code block that follows an HTML comment of the README."""
    found = re.search(rf"<!-- {marker} -->\s*```\w*\n(.*?)```", README, re.DOTALL)
    assert found, f"README.md has no block marked {marker}"
    return found[1].strip()


def buffermap(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "buffermap", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )


def test_the_help_text_in_the_readme_is_the_programs():
    assert block_after("help") == buffermap("--help").stdout.strip()


def test_the_first_command_makes_a_map_of_the_seeds(tmp_path):
    command = block_after("map")
    assert command.endswith(".venv/bin/buffermap map seeds -o map.html")
    buffermap("map", "seeds", "-o", str(tmp_path / "map.html"))
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Hypothetical" in page


def test_the_second_command_runs_these_tests():
    assert "[test]" in block_after("tests")
    assert block_after("tests").endswith("pytest")


def test_every_command_is_documented():
    from buffermap.cli import COMMANDS

    for name in COMMANDS:
        assert f"buffermap {name}" in README, f"README.md does not mention `buffermap {name}`"


def test_pictures_and_files_that_the_readme_links_to_exist():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
