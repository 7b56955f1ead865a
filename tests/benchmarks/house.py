"""Print what the house looks like: files a room, arrows between rooms, late imports, `Any`, cold times.

``python tests/benchmarks/house.py [FOLDER]`` measures this checkout, or another one to compare with.
"""

import ast
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

PACKAGES = ("geo", "gazetteer", "buffermap")
COLD = {
    "import buffermap": ["-c", "import buffermap"],
    "buffermap --help": ["-m", "buffermap", "--help"],
    "buffermap map --help": ["-m", "buffermap", "map", "--help"],
    "buffermap resolve Kyiv": ["-m", "buffermap", "resolve", "Kyiv"],
}
RUNS = 5


def modules(root: Path) -> dict[str, Path]:
    """Return the modules of the packages by their dotted names."""
    found = {}
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def room_of(module: str) -> str:
    """Return the room that a module stands in: a folder like ``gazetteer.reading``, or a loose file."""
    return "geo" if module.split(".", maxsplit=1)[0] == "geo" else ".".join(module.split(".")[:2])


def imported(tree: ast.AST) -> set[str]:
    """Return the modules that a module imports when it runs; what only type checkers read is left out."""
    names: set[str] = set()

    class Visitor(ast.NodeVisitor):
        def visit_If(self, node: ast.If) -> None:
            if "TYPE_CHECKING" not in ast.dump(node.test):
                self.generic_visit(node)

        def visit_Import(self, node: ast.Import) -> None:
            names.update(alias.name for alias in node.names)

        def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
            if node.module:
                names.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})

    Visitor().visit(tree)
    return names


def late_imports(tree: ast.AST) -> int:
    """Count the imports inside functions."""
    lines = {
        inner.lineno
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    return len(lines)


def cold_ms(root: Path, words: list[str]) -> float:
    """Return the median time of a fresh process, milliseconds, less that of an empty one."""

    def once(arguments: list[str]) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=root, capture_output=True, check=True)
        return 1000 * (time.perf_counter() - began)

    def median(arguments: list[str]) -> float:
        return sorted(once(arguments) for _ in range(RUNS))[RUNS // 2]

    return median(words) - median(["-c", "pass"])


def main(root: Path) -> None:
    """Print the tables."""
    found = modules(root)
    texts = {name: path.read_text(encoding="utf-8") for name, path in found.items()}
    trees = {name: ast.parse(text) for name, text in texts.items()}
    files = Counter(room_of(name) for name in found)
    lines = {name: text.count("\n") for name, text in texts.items()}
    arrows: dict[str, set[str]] = defaultdict(set)
    for name, tree in trees.items():
        for target in imported(tree):
            if target.split(".")[0] in PACKAGES:
                here, there = room_of(name), room_of(target)
                if here != there and there in files and there not in PACKAGES[1:]:
                    arrows[here].add(there)
    both = {tuple(sorted((a, b))) for a, ends in arrows.items() for b in ends if a in arrows.get(b, ())}
    anys = sum(
        isinstance(node, ast.Name) and node.id == "Any" for tree in trees.values() for node in ast.walk(tree)
    )
    total = sum(lines.values())
    print(f"{len(found)} files, {total:,} lines; the largest has {max(lines.values())}")
    print(
        f"{sum(map(len, arrows.values()))} arrows between {len(files)} rooms, {len(both)} of them both ways: {sorted(both)}"
    )
    print(f"{sum(map(late_imports, trees.values()))} imports inside functions")
    print(f"{1000 * anys / total:.1f} Any per 1,000 lines")
    for name, words in COLD.items():
        print(f"{cold_ms(root, words):.0f} ms: {name}")
    for room, number in sorted(files.items()):
        print(f"{number:4} files  {room} -> {', '.join(sorted(arrows.get(room, ()))) or 'nothing'}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve())
