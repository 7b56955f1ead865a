"""Kills real processes that change the user's data, at random moments, and looks at what is left.

Run: ``python tests/benchmarks/kill_userdata.py [times]`` (200 by default, a few minutes). Each round starts a process that
replaces a dump by its other edition, kills it after a random time with SIGKILL, and then checks that exactly the old or
the new edition is there, whole: every file has its hash, the gazetteer opens and finds it. Another process reads all along.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from gazetteer.userdata.library import Library

SELO = 2_000_001
WRITER = """
import sys
from pathlib import Path
from gazetteer.userdata.library import Library
library = Library(user_dir=Path(sys.argv[1]), data_dir=Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
library.add_dump(Path(sys.argv[3]), countries=["UA"])
print("done", flush=True)
"""
READER = """
import sys, time
from pathlib import Path
from gazetteer.userdata.library import Library
library = Library(user_dir=Path(sys.argv[1]), data_dir=Path(sys.argv[2]))
print("reading", flush=True)
while True:
    gazetteer = library.gazetteer()
    found = {name for name in ("Starselo", "Novoselo") if gazetteer.match(name)}
    if found != {gazetteer.name(gazetteer.row_of(2000001))}:
        sys.exit(f"half a version: {found}")
    time.sleep(0.005)
"""


def edition(path: Path, name: str, villages: int) -> Path:
    """Write a dump whose first place tells which edition it is."""
    empty = "\t" * 8
    lines = [f"{SELO}\t{name}\t{name}\t\t50.5\t35.5\tP\tPPL\tUA\t\t21{empty}\n"]
    for i in range(1, villages):
        lat, lon = 48 + i % 300 / 100, 30 + i % 700 / 100
        lines += [f"{SELO + i}\tSelo {i}\tSelo {i}\tСело {i}\t{lat}\t{lon}\tP\tPPL\tUA\t\t21{empty}\n"]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def found(library: Library) -> str:
    """Return the edition that look-ups see, after checking every file."""
    wrong = library.verify()
    assert not wrong, wrong
    gazetteer = library.gazetteer()
    names = {name for name in ("Starselo", "Novoselo") if gazetteer.match(name)}
    assert len(names) == 1, names
    return names.pop()


def started(library: Library, dump: Path) -> "subprocess.Popen[bytes]":
    """Start a process that changes the data as soon as it reads a line."""
    args = [sys.executable, "-c", WRITER, library.user_dir, library.data_dir, dump]
    writer = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    writer.stdout.readline()
    return writer


def ended(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and close what led to it."""
    process.kill()
    process.wait()
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()


def main(times: int, villages: int, toy: Path, work: Path) -> None:
    """Run the rounds and print what was left."""
    library = Library(user_dir=work / "user", data_dir=toy)
    editions = {name: edition(work / f"{name}.txt", name, villages) for name in ("Starselo", "Novoselo")}
    writer = started(library, editions["Starselo"])
    start = time.perf_counter()
    writer.communicate(b"go\n")
    took = time.perf_counter() - start
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, library.user_dir, toy], stdout=subprocess.PIPE, text=True
    )
    reader.stdout.readline()
    rng, left, now = np.random.default_rng(5), Counter(), "Starselo"
    for _ in range(times):
        new = "Novoselo" if now == "Starselo" else "Starselo"
        writer = started(library, editions[new])
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
        time.sleep(rng.uniform(0, 1.3 * took))
        finished = writer.poll() is not None
        ended(writer)
        after = found(library)
        kind = "new" if after == new else "old"
        left[kind + (" (was done)" if finished else " (killed)")] += 1
        assert kind == "new" or not finished
        assert reader.poll() is None, "the reader met half a version"
        now = after
    library.add_dump(editions["Novoselo"], countries=["UA"])
    assert found(library) == "Novoselo"
    ended(reader)
    versions = sorted(p.name for p in (library.user_dir / "versions").iterdir())
    print(f"{times} kills within {1.3 * took:.2f} s of a change that takes {took:.2f} s: {dict(left)}")
    print(f"every time whole and readable; versions on disk at the end: {versions}")


if __name__ == "__main__":
    from tests.gazetteer.toy_places import build_toy

    with tempfile.TemporaryDirectory() as folder:
        toy = build_toy(Path(folder) / "toy")
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, 3000, toy, Path(folder))
