"""Fuzz every reader: ``python -m tests.fuzz [--seconds 600] [TARGET ...]`` (needs atheris: ``pip install atheris``).

Each target runs in a process of its own for its share of the time, guided by the code that an input reaches. What fails
otherwise than with an error for the user ends with exit code 1, its input kept under ``out/fuzz``.
"""

import argparse
import logging
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OUT = Path("out") / "fuzz"
PERMALINK = "permalink"
"""The one reader that is not Python: the page's script, in a browser."""


def main() -> int:
    """Run the targets one after the other; return 1 if any of them failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=600, help="for all targets together")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--room", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if find_spec("atheris") is None:
        print("fuzzing skipped: needs atheris (pip install atheris)")
        return 0
    if options.one:
        return _fuzz(options.one, options.seconds, options.room)
    from tests.fuzz.targets import TARGETS  # loads every reader

    known = [*TARGETS, PERMALINK]
    unknown = set(options.targets) - set(known)
    if unknown:
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    # below ten seconds a reader the browser is left to the tests, which try the first hundred addresses
    chosen = options.targets or (known if options.seconds >= 10 * len(known) else list(TARGETS))
    share = max(1, options.seconds // len(chosen))
    failed = [
        name
        for name in chosen
        if not (_opens(share) if name == PERMALINK else _passes(name, share, TARGETS[name].room))
    ]
    print(
        f"{len(chosen)} readers fuzzed, {share} s each: {'failed: ' + ', '.join(failed) if failed else 'nothing found'}"
    )
    return 1 if failed else 0


def _passes(name: str, seconds: int, room: str) -> bool:
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--one", name, "--room", room, "--seconds", str(seconds)],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    done = [line for line in run.stderr.splitlines() if line.startswith("Done ")]
    print(f"{name:16} {done[-1] if done else 'stopped'}", flush=True)
    if run.returncode:
        print(run.stderr[-3000:])
    return run.returncode == 0


def _opens(seconds: int) -> bool:
    """Try addresses on a page in a browser; without one nothing is tried, and the line says so."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "tests/browser/test_permalinks.py"],
        capture_output=True, text=True, check=False, env=os.environ | {"BUFFERMAP_FUZZ_SECONDS": str(seconds)},
    )  # fmt: skip
    print(f"{PERMALINK:16} {run.stdout.strip().splitlines()[-1]}", flush=True)
    if run.returncode:
        print(run.stdout[-3000:])
    return run.returncode == 0


def _fuzz(name: str, seconds: int, room: str) -> int:
    import atheris

    with atheris.instrument_imports(include=[room], enable_loader_override=False):
        from tests.fuzz.targets import TARGETS, attempt

    logging.disable(logging.WARNING)  # remarks on what cannot be read are what is asked for here
    folder = OUT / name.replace(" ", "-")
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed)
        attempt(TARGETS[name], seed)  # the first run opens the data, which no input's time should hold
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={seconds}",
            "-max_len=4096",
            "-timeout=20",
            "-rss_limit_mb=4000",
            "-seed=1",
            f"-artifact_prefix={folder}/",
            str(folder / "corpus"),
        ],
        lambda data: attempt(TARGETS[name], data),
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
