"""Kills real processes that write for the user, at random moments, and looks at what is left.

Run: ``python tests/benchmarks/kill_outputs.py [times]`` (40 a command by default, some minutes). Each round starts `map`,
`run` or `extract` where an older output stands, kills it with SIGKILL after a random time, and checks that every output is
the older one or the new one to the byte. At the end one whole run must leave nothing but its outputs in the folder.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

OLDER = b"what stood here before\n"
ARTICLE = (
    "The minister said on Monday that a buffer zone 10 km deep along the border of the Sumy region was needed.\n"
    "People in Hlukhiv, Shostka and Bilopillia were told to leave.\n"
)
SCENARIO = """version = 2
articles = ["a.txt"]
[border]
value = "RU-UA"
source = "analyst"
[along]
value = ["Sumy"]
source = "analyst"
[[depth]]
value = "10 km"
source = "analyst"
[outputs]
map = "page.html"
settlements = "inside.csv"
zone = "zone.geojson"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A command that runs in a folder, and the files that it writes there."""

    arguments: tuple[str, ...]
    outputs: tuple[str, ...]


JOBS = {
    "map": Job(arguments=("map", "a.txt", "-o", "page.html"), outputs=("page.html",)),
    "run": Job(arguments=("run", "s.toml"), outputs=("page.html", "inside.csv", "zone.geojson")),
    "extract": Job(arguments=("extract", "a.txt", "-o", "places.geojson"), outputs=("places.geojson",)),
}


def prepared(folder: Path) -> None:
    """Write the inputs of every command."""
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "s.toml").write_text(SCENARIO, "utf-8")


def started(job: Job, folder: Path) -> "subprocess.Popen[bytes]":
    """Start a command in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "buffermap", *job.arguments],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def rounds(job: Job, times: int, rng: np.random.Generator) -> str:
    """Kill a command some times and return what was left of its outputs, in words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared(folder)
        begin = time.perf_counter()
        assert started(job, folder).wait() == 0
        took_s = time.perf_counter() - begin
        new = {output: (folder / output).read_bytes() for output in job.outputs}
        left: Counter[str] = Counter()
        for _ in range(times):
            for output in job.outputs:
                (folder / output).write_bytes(OLDER)
            process = started(job, folder)
            time.sleep(rng.uniform(0.5, 1.1) * took_s)
            done = process.poll() is not None
            process.kill()
            process.wait()
            whole = [(folder / output).read_bytes() for output in job.outputs]
            for output, found in zip(job.outputs, whole, strict=True):
                assert found in (OLDER, new[output]), f"{output} is torn: {len(found)} bytes"
            left["done" if done else f"killed, {sum(found != OLDER for found in whole)} new"] += 1
        time.sleep(1.1)  # a draft of this second may still be somebody's
        assert started(job, folder).wait() == 0
        beside = {path.name for path in folder.iterdir()} - {"a.txt", "s.toml", *job.outputs}
        strange = {one for one in beside if one.startswith(".buffermap-") or "draft" in one}
        assert not strange, strange
        return f"{times} kills within {1.1 * took_s:.1f} s: {dict(left)}; every output whole, no draft left"


def main(times: int) -> None:
    """Run the rounds of every command."""
    rng = np.random.default_rng(11)
    for name, job in JOBS.items():
        print(f"{name}: {rounds(job, times, rng)}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
