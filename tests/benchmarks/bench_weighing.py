"""What weighing adds to reading, on articles of which nothing was learned: python tests/benchmarks/bench_weighing.py.

Each file of annotated articles (``buffermap/build/articles``) is left out in turn, the weights are learned from the
others, and its articles are drawn with and without them. The first files (``older``, ``kinds``) were looked into by those
who wrote the rules, the later ones (``manner``) were written afterwards, by others: only these say how well both do.
"""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from buffermap.build.annotated import FOLDER, annotated, rows_of
from buffermap.build.train import learn, lessons
from buffermap.said.weigh import choosing
from buffermap.said.weigh.model import Model
from tests.benchmarks.bench_articles import judged, share


def _count(read, *, weighed):
    found = Counter()
    for row, article in read:
        statements = article.statements
        if not weighed:
            statements = [replace(one, context=None) for one in statements]
        name, _ = judged(row, statements)
        found[name] += 1
    return found


def _line(name, found):
    zones = found["right"] + found["wrong"] + found["nothing"]
    none = found["rightly nothing"] + found["allowed"] + found["drawn for none"]
    print(
        f"{name:22} right {share(found['right'], zones):42} nothing {share(none - found['drawn for none'], none)}"
    )


def main():
    paths = [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.jsonl"))
    every = {path: [(row, annotated(row)) for row in rows_of(path)] for path in paths}
    total = {"read": Counter(), "weighed": Counter()}
    for held, read in every.items():
        others = [article for path, pairs in every.items() if path != held for _, article in pairs]
        learned = {name: Model(one["weights"], one["least"]) for name, one in learn(lessons(others)).items()}
        choosing.models = lambda learned=learned: learned
        for name, counted in (("read", _count(read, weighed=False)), ("weighed", _count(read, weighed=True))):
            _line(f"{held.stem} {name}", counted)
            if held.stem.startswith("manner"):
                total[name] += counted
    for name, counted in total.items():
        _line(f"all manner {name}", counted)


if __name__ == "__main__":
    main()
