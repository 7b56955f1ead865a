"""Literal or associative: ``python tests/benchmarks/bench_usage.py``.

Ten-fold by source, which the model is not told; and invented reports of verbs and towns that it has not seen.
"""

from gazetteer.build.train_usage import learnt_usage
from gazetteer.entries.lexicon import Lexicon
from gazetteer.files.store import open_gazetteer


def main() -> None:
    """Print accuracy, F1 of the associative, and what always guessing the majority would reach."""
    _, figures = learnt_usage(Lexicon(open_gazetteer()))
    for source, values in figures.items():
        print(f"{source:24}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))


if __name__ == "__main__":
    main()
