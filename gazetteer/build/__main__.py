"""Builds the data: ``python -m gazetteer.build places [--cache FOLDER] [--data FOLDER]``.

Each step is a module of this package with a function ``build(*, cache, data)``.
"""

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path

from platformdirs import user_cache_path

from gazetteer.paths import DATA

STEPS = {
    "places": "gazetteer.build.places",
    "borders": "gazetteer.build.borders",
    "outlines": "gazetteer.build.outlines",  # cut by the borders, so after them
    "lines": "gazetteer.build.lines",  # as well
    "waters": "gazetteer.build.waters",
}
MODELS = {  # asked for by name only: they need corpora and vectors that the data do not
    "vectors": "gazetteer.build.vectors",
    "train": "gazetteer.build.train",
}
LISTS = {"sections": "gazetteer.build.sections_list"}  # for people to read; they write no data


def main(arguments: list[str] | None = None) -> None:
    """Run the steps asked for, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m gazetteer.build", description=__doc__)
    parser.add_argument(
        "steps", nargs="*", metavar="STEP", help=f"any of {', '.join(STEPS | MODELS | LISTS)}"
    )
    parser.add_argument(
        "--cache", type=Path, default=user_cache_path("buffermap-build"), help="downloads are kept here"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="where the data go")
    options = parser.parse_args(arguments)
    known = STEPS | MODELS | LISTS
    if unknown := set(options.steps) - set(known):
        parser.error(f"no step {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    for step in options.steps or STEPS:
        started = time.monotonic()
        result = import_module(known[step]).build(cache=options.cache, data=options.data)
        print(f"{step}: {result} ({time.monotonic() - started:.0f} s)", file=sys.stderr)


if __name__ == "__main__":
    main()
