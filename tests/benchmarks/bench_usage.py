"""Literal or associative, ten-fold, by source, which the model is not told: ``python tests/benchmarks/bench_usage.py``."""

from gazetteer.build.train_usage import learn_usage, read_uses
from gazetteer.entries.lexicon import Lexicon
from gazetteer.files.store import open_gazetteer


def main() -> None:
    """Print accuracy, F1 of the associative, and what always guessing the majority would reach."""
    _, figures = learn_usage(read_uses(Lexicon(open_gazetteer())))
    for source, values in figures.items():
        print(f"{source:24}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))


if __name__ == "__main__":
    main()
