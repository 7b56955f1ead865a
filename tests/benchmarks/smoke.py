"""A small benchmark of the whole chain on the project's own data: ``python tests/benchmarks/smoke.py``.

Prints seconds per step. Nothing here passes or fails by time; the figures of the README come from the full benchmarks.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def timed(label: str, step: Callable[[], object]) -> object:
    """Run a step, print how long it took, return what it returned."""
    start = time.perf_counter()
    result = step()
    print(f"{time.perf_counter() - start:8.3f} s  {label}")
    return result


def run(*arguments: str) -> str:
    """Run the command line in a new process, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "buffermap", *arguments], check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout


def main() -> None:
    """Time the commands that everybody runs, then the library's steps in one process."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        timed("buffermap --help", lambda: run("--help"))
        timed("buffermap extract seeds -f jsonl", lambda: run("extract", "seeds", "-f", "jsonl"))
        timed("buffermap map seeds", lambda: run("map", "seeds", "-o", str(page)))
        print(f"{page.stat().st_size / 1e6:8.3f} MB the page")
        stretch = [
            "--border",
            "RU-UA",
            "--along",
            "Kursk,Belgorod,Bryansk",
            "--side",
            "UA",
            "--depth",
            "20km",
        ]
        timed("buffermap settlements (20 km)", lambda: run("settlements", *stretch, "-f", "csv"))

    import buffermap as bm

    border = timed("bm.border RU-UA", lambda: bm.border("RU-UA"))
    zone = timed("bm.zone 20 km, both sides", lambda: bm.zone(border, depth="20 km"))
    print(f"{zone.edge_error_m:8.3f} m  its edge error")
    timed("settlements at 20 km", zone.settlements)
    timed("bm.depth_curve", lambda: bm.depth_curve(border, side="UA"))


if __name__ == "__main__":
    main()
