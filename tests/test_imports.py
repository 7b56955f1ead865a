"""Imports inside functions: few, each with its reason; help and `import buffermap` load nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from buffermap.cli import COMMANDS

ROOT = Path(__file__).parent.parent
MOST = 60
HEAVY = {"numpy", "pandas", "geopandas", "shapely", "pyproj", "folium", "scipy", "rich"}


def late_imports():
    """Yield file and line of every import inside a function."""
    for package in ("geo", "gazetteer", "buffermap", "buffermap_errors"):
        for path in sorted((ROOT / package).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            lines = text.splitlines()
            functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
            inside = {
                node.lineno
                for function in functions
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom)
            }
            for number in sorted(inside):
                yield f"{path.relative_to(ROOT)}:{number}", lines[number - 2 : number]


def test_few_imports_hide_in_functions():
    assert len(list(late_imports())) <= MOST


def test_each_says_why():
    """In a comment at its end, or on the line above."""
    silent = [where for where, lines in late_imports() if not any("# " in line for line in lines)]
    assert silent == []


def loaded(*words):
    code = (
        "import sys, buffermap;"
        "from buffermap.cli import main\n"
        f"try: main({list(words)!r})\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage: buffermap" in run.stdout
    return HEAVY & set(run.stderr.split())


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS), ["data", "add"]], ids=" ".join)
def test_help_loads_nothing_heavy(words):
    assert loaded(*words, "--help") == set()


def test_a_map_without_tables_loads_no_pandas(tmp_path):
    (tmp_path / "a.txt").write_text(
        "A zone 10 km deep along the border of the Sumy region is needed, he said.", encoding="utf-8"
    )
    code = (
        "import sys; from buffermap.cli import main\n"
        f"main(['-q', 'map', {str(tmp_path / 'a.txt')!r}, '-o', {str(tmp_path / 'a.html')!r}])\n"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pandas", "geopandas", "pyarrow", "folium"} & set(run.stdout.split()) == set()
