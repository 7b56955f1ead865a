"""How many small mistakes the tests notice: a seeded sample of mutants, each against the tests of its own room.

``python -m tests.benchmarks.mutants [--count 300] [--seed 1] [--rooms geo,zones] [--only PATH:LINE]`` changes one expression or
statement of a room at a time in a copy of the project, runs the room's tests that reach the module (those that reach the
line first, until one fails), and prints each survivor and the share killed with its 95 % interval. Which tests reach
which line is measured first, with coverage. The page's script is no part of it: the browser's tests hold that.
"""

import argparse
import ast
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).parent.parent.parent
ROOMS = {
    "geo": ("geo", "tests/geo"),
    "gazetteer": ("gazetteer", "tests/gazetteer"),
    "export": ("buffermap/export", "tests/buffermap/export"),
    "zones": ("buffermap/zones", "tests/buffermap/zones"),
    "said": ("buffermap/said", "tests/buffermap/said"),
    "page": ("buffermap/page", "tests/buffermap/page"),
}
"""Rooms, with the folder of their code and of their tests; what builds the data is left out."""
PLUGIN = "tests.benchmarks.reached"
BESIDE_S = 20.0
"""How long the tests may take that reach only the module: a cache may hide from the others that they reach the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One small change: the module with it, and what to show of it."""

    path: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {short(self.before)}  →  {short(self.after)}"


def short(code: str) -> str:
    """Return code as one line of at most 70 characters."""
    line = " ".join(code.split())
    return line if len(line) <= 70 else line[:67] + "…"


# -- what can be changed ------------------------------------------------------------------------------

COMPARED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
ALTERNATIVE = re.compile(r"(?<=[(|:])[^\W_][\w’' -]*\|")
"""An alternative of a pattern that is a plain word and not the last one."""


class Sites(ast.NodeVisitor):
    """Collects the nodes of a module that can be changed, each with what it may become."""

    def __init__(self) -> None:
        self.found: list[tuple[ast.AST, list[str]]] = []

    def add(self, node: ast.AST, *ways: str) -> None:
        """Keep a node with the code that may stand in its place."""
        self.found.append((node, [way for way in ways if way != ast.unparse(node)]))

    def generic_visit(self, node: ast.AST) -> None:
        """Look into everything but types, decorators and what only type checkers read."""
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self.visit(child)

    def visit_Compare(self, node: ast.Compare) -> None:
        if len(node.ops) == 1:
            self.add(node, *(changed(node, ops=[other()]) for other in COMPARED[type(node.ops[0])]))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.add(node, changed(node, op=SWAPS[type(node.op)]()))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in SWAPS and not any(is_text(side) for side in (node.left, node.right)):
            self.add(node, changed(node, op=SWAPS[type(node.op)]()))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not | ast.USub):
            self.add(node, ast.unparse(node.operand))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in ("cast", "TypeVar", "NewType"):
            return
        if name in CALLS:
            self.add(node.func, CALLS[name])
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self.add(node, repr(not node.value))
        elif isinstance(node.value, int | float):
            self.add(node, repr(node.value + 1), repr(node.value * 2))
        elif isinstance(node.value, str):
            fewer = [
                node.value[: match.start()] + node.value[match.end() :]
                for match in ALTERNATIVE.finditer(node.value)
            ]
            self.add(node, *map(repr, fewer or [f"{node.value}_mutant"]))

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.add(node, "return None")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self.add(node, "pass")
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return
        self.add(node.test, "True", "False")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.add(test, "True")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.add(node, "pass")  # its words are for people

    def visit_Assert(self, node: ast.Assert) -> None:
        """An assertion is for readers and type checkers."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """The pieces of an f-string have no place of their own in Python 3.11."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if ast.unparse(node.value).split(".")[-1] not in ("Literal", "Callable", "Annotated"):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if "__all__" not in ast.unparse(node.targets[0]):
            self.generic_visit(node)

    def elements(self, node: ast.Tuple | ast.List | ast.Set) -> None:
        """A list of values of which one is gone; their own changes are found below."""
        if len(node.elts) > 1 and all(isinstance(one, ast.Constant) for one in node.elts):
            self.add(
                node, *(changed(node, elts=node.elts[:i] + node.elts[i + 1 :]) for i in range(len(node.elts)))
            )
        else:
            self.generic_visit(node)

    visit_Tuple = visit_List = visit_Set = elements  # noqa: N815 - the names that ast asks for


def is_text(node: ast.AST) -> bool:
    """Say whether an operand is written out as text or a list: the other operator fails on it at once."""
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )


def changed(node: ast.AST, **fields: Any) -> str:
    """Return the code of a node with other fields."""
    known = {name: getattr(node, name) for name in node._fields}
    return ast.unparse(type(node)(**{**known, **fields}))


def mutants_of(path: str) -> Iterator[tuple[str, ast.AST, str]]:
    """Yield a module's changes: its path, the node, the code in its place."""
    sites = Sites()
    sites.visit(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    for node, ways in sites.found:
        for way in ways:
            yield path, node, way


def made(path: str, node: Any, after: str) -> Mutant:
    """Return a change with the module's new source."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    start = starts[node.lineno - 1] + node.col_offset
    end = starts[node.end_lineno - 1] + node.end_col_offset
    text = after if isinstance(node, ast.stmt) else f"({after})"
    new = source[:start] + text.encode() + source[end:]
    return Mutant(
        path=path, line=node.lineno, before=source[start:end].decode(), after=after, source=new.decode()
    )


def sample(room: str, count: int, seed: int) -> list[Mutant]:
    """Return a seeded sample of a room's mutants; a place is as likely as any other, however many ways it may change."""
    code, _ = ROOMS[room]
    places: dict[tuple[str, int, int, str], list[tuple[str, ast.AST, str]]] = {}
    for file in sorted((ROOT / code).rglob("*.py")):
        path = file.relative_to(ROOT).as_posix()
        if path.startswith("gazetteer/build/"):
            continue
        for _, node, way in mutants_of(path):
            key = (path, node.lineno, node.col_offset, type(node).__name__)  # type: ignore[attr-defined]
            places.setdefault(key, []).append((path, node, way))
    chance = random.Random(f"{seed} {room}")  # noqa: S311 - a sample, not a secret
    chosen = chance.sample(sorted(places), min(count, len(places)))
    return [made(*chance.choice(places[key])) for key in chosen]


# -- which tests reach what ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A room's tests: how long each took, and which ones reach a line of a module."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[str]]]

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests to run, those that reach the line before those that reach its module, quick ones first."""
        lines = self.lines.get(mutant.path, {})
        near = {test for test in lines.get(str(mutant.line), ()) if test in self.seconds}
        module = {test for tests in lines.values() for test in tests if test in self.seconds}
        first, then = (sorted(some, key=self.seconds.__getitem__) for some in (near, module - near))
        total_s = accumulate(self.seconds[test] for test in then)
        return [*first, *(test for test, so_far in zip(then, total_s, strict=True) if so_far < BESIDE_S)]


def reach(room: str, copy: Path) -> Reach:
    """Run a room's tests once with coverage, and return what they reach; tests that fail or skip are left out."""
    result = copy / f"reached-{room}.json"
    run_tests(
        copy, [ROOMS[room][1]], {"REACHED_TO": str(result), "REACHED_CODE": ROOMS[room][0]}, timeout_s=1200
    )
    known = json.loads(result.read_text())
    return Reach(seconds=known["seconds"], lines=known["lines"])


def run_tests(copy: Path, paths: list[str], extra: dict[str, str], timeout_s: float) -> bool:
    """Run tests in a copy of the project; return whether all passed in time."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", PLUGIN, *paths]
    if "REACHED_TO" in extra:
        command.remove("-x")
    environment = {**os.environ, "PYTHONPATH": str(copy), "CI": "true", "OMP_NUM_THREADS": "1", **extra}
    with subprocess.Popen(
        command,
        cwd=copy,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(timeout_s) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            return False


# -- the run ------------------------------------------------------------------------------------------


def copied(folder: Path) -> Path:
    """Copy what the tests need of the project."""
    for name in (
        "buffermap",
        "buffermap_errors",
        "gazetteer",
        "geo",
        "tests",
        "seeds",
        "pyproject.toml",
        "docs",
        "README.md",
    ):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("node_modules", ".git"))
        else:
            shutil.copy2(source, folder / name)
    return folder


def is_killed(mutant: Mutant, tests: list[str], seconds: dict[str, float], copy: Path) -> bool:
    """Say whether a test fails, or no longer ends, with a mutant in place."""
    if not tests:
        return False
    target = copy / mutant.path
    original = target.read_bytes()
    chosen = copy / "chosen.json"
    chosen.write_text(json.dumps(tests))
    try:
        rewrite(target, mutant.source.encode())
        files = sorted({test.split("::", maxsplit=1)[0] for test in tests})
        limit_s = 30 + 4 * sum(seconds[test] for test in tests)
        return not run_tests(copy, files, {"REACHED_CHOSEN": str(chosen)}, limit_s)
    finally:
        rewrite(target, original)


def rewrite(target: Path, source: bytes) -> None:
    """Write a module so that no compiled form of what stood there is taken for it."""
    target.write_bytes(source)
    for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
        compiled.unlink()


def interval(killed: int, count: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share."""
    z, share = 1.96, killed / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - half, middle + half


def stated(name: str, killed: int, count: int) -> str:
    """Return a line of the result."""
    low, high = interval(killed, count)
    return f"{name:10} {killed:4} of {count:4} = {killed / count:.2f} ({low:.2f}–{high:.2f})"


def options(words: list[str]) -> argparse.Namespace:
    """Read the command's options."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300, help="mutants in all, the same number a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", default=",".join(ROOMS))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", help="all mutants of one line instead of a sample: PATH:LINE")
    return parser.parse_args(words)


def main(words: list[str]) -> None:
    """Take the sample, run it, print who survived."""
    asked = options(words)
    rooms = asked.rooms.split(",")
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.jobs) as pool:
        copies: Queue[Path] = Queue()
        for number in range(asked.jobs):
            copies.put(copied(Path(folder) / str(number)))

        def with_copy(work: Any, *given: Any) -> Any:
            copy = copies.get()
            try:
                return work(*given, copy)
            finally:
                copies.put(copy)

        def verdict(room: str, mutant: Mutant, copy: Path) -> tuple[str, Mutant, bool, int]:
            tests = reached[room].tests(mutant)
            near = len(set(reached[room].lines.get(mutant.path, {}).get(str(mutant.line), ())) & set(tests))
            return room, mutant, is_killed(mutant, tests, reached[room].seconds, copy), near

        reached = dict(zip(rooms, pool.map(lambda room: with_copy(reach, room), rooms), strict=True))
        print(f"which tests reach what: {time.monotonic() - started:.0f} s", flush=True)
        chosen = [(room, mutant) for room in rooms for mutant in chosen_of(room, asked, len(rooms))]
        counts = {room: [0, 0] for room in rooms}
        for room, mutant, killed, near in pool.map(lambda one: with_copy(verdict, *one), chosen):
            counts[room][0] += killed
            counts[room][1] += 1
            if not killed:
                print(f"survived: {mutant}  [{near} tests reach the line]", flush=True)
    for room, (killed, count) in counts.items():
        print(stated(room, killed, count))
    print(stated("all", *(sum(pair) for pair in zip(*counts.values(), strict=True))))
    print(f"{time.monotonic() - started:.0f} s")


def chosen_of(room: str, asked: argparse.Namespace, rooms: int) -> list[Mutant]:
    """Return a room's share of the sample, or the mutants of the one line that is asked for."""
    if not asked.only:
        return sample(room, asked.count // rooms, asked.seed)
    path, _, line = asked.only.rpartition(":")
    if not path.startswith(ROOMS[room][0] + "/"):
        return []
    return [made(*one) for one in mutants_of(path) if one[1].lineno == int(line)]  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(sys.argv[1:])
