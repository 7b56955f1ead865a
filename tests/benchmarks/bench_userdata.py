"""Measures adding dumps, and look-ups with them.

Run: ``python tests/benchmarks/bench_userdata.py add DUMP.txt`` (a real dump, through the command line),
``... lookup DUMP.txt`` (that dump and two made-up ones of the size of Russia and Belarus), ``... million [N ...]``
(made-up dumps of N places: time and memory of each).
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

SYLLABLES = [
    "ba",
    "ve",
    "hor",
    "di",
    "zhy",
    "kra",
    "lu",
    "my",
    "no",
    "pil",
    "ro",
    "sta",
    "tro",
    "shu",
    "yar",
    "ka",
]
CYRILLIC = [
    "ба",
    "ве",
    "гор",
    "ди",
    "жи",
    "кра",
    "лу",
    "ми",
    "но",
    "піль",
    "ро",
    "ста",
    "тро",
    "шу",
    "яр",
    "ка",
]


def made_up(path: Path, places: int, *, country: str, first_id: int, seed: int = 1) -> Path:
    """Write a dump of places with names in two scripts, as alike as the names of villages are."""
    rng = np.random.default_rng(seed)
    parts = rng.integers(len(SYLLABLES), size=(places, 4))
    lat, lon = rng.uniform(45, 55, places), rng.uniform(25, 60, places)
    with path.open("w", encoding="utf-8") as file:
        for i in range(places):
            name = "".join(SYLLABLES[k] for k in parts[i]).capitalize()
            local = "".join(CYRILLIC[k] for k in parts[i]).capitalize()
            columns = [
                first_id + i,
                name,
                name,
                f"{local},{name}ka",
                f"{lat[i]:.5f}",
                f"{lon[i]:.5f}",
                "P",
                "PPL",
            ]
            columns += [
                country,
                "",
                f"{1 + i % 20:02d}",
                "",
                "",
                "",
                (i % 3 and 0) or i % 5000,
                "",
                "",
                "",
                "",
            ]
            file.write("\t".join(map(str, columns)) + "\n")
    return path


def add(dump: Path, user_dir: Path) -> tuple[float, float, float]:
    """Add a dump through the command line: seconds by the clock, of the processor, and peak memory in MB."""
    command = [sys.executable, "-m", "buffermap", "data", "add", "--from", str(dump)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=os.environ | {"BUFFERMAP_DATA_DIR": str(user_dir)}, check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def bench_add(dump: Path) -> None:
    """Add one dump to an empty folder, three times."""
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            wall, cpu, peak = add(dump, Path(folder))
            print(f"{dump.name}: {wall:.2f} s by the clock, {cpu:.2f} s of processor, {peak:.0f} MB")


def bench_million(sizes: list[int]) -> None:
    """Add made-up dumps of growing size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            dump = made_up(Path(folder) / "XX.txt", size, country="UA", first_id=20_000_000)
            wall, cpu, peak = add(dump, Path(folder) / "user")
            print(
                f"{size:,} places: {wall:.1f} s by the clock, {cpu:.1f} s of processor, {1e6 * cpu / size:.1f} µs each, {peak:.0f} MB"
            )


def bench_lookup(dump: Path) -> None:
    """Open and look up with a real dump and two made-up ones."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        user_dir = folder / "user"
        for file in (
            dump,
            made_up(folder / "RU.txt", 180_000, country="RU", first_id=20_000_000),
            made_up(folder / "BY.txt", 30_000, country="BY", first_id=30_000_000, seed=2),
        ):
            add(file, user_dir)
        from gazetteer.files.store import Gazetteer

        opening = []
        for _ in range(20):
            start = time.perf_counter()
            gazetteer = Gazetteer.open(user_dir=user_dir)
            opening.append(time.perf_counter() - start)
        names = [line.split("\t")[1] for line in dump.read_text(encoding="utf-8").splitlines()[::10]]
        gazetteer.match("Sumy")
        best = min(_timed(gazetteer, names) for _ in range(5))
        print(
            f"opened in {1000 * min(opening):.1f} ms (first {1000 * opening[0]:.1f}); {1e6 * best / len(names):.1f} µs a look-up"
        )


def _timed(gazetteer: "object", names: list[str]) -> float:
    start = time.perf_counter()
    for text in names:
        gazetteer.match(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1] == "add":
        bench_add(Path(sys.argv[2]))
    elif sys.argv[1] == "lookup":
        bench_lookup(Path(sys.argv[2]))
    else:
        bench_million([int(text) for text in sys.argv[2:]] or [250_000, 500_000, 1_000_000])
