"""Accuracy of the geoparser that ships, by the public scorer: ``python tests/benchmarks/bench_geoparse.py [--cv]``.

Without ``--cv`` the corpora are those that the model was trained on, so the figures are too good: they show that
nothing broke. ``--cv`` trains anew without the documents that are tested, within and across corpora, which takes
some minutes; so does ``--ablate``, which leaves out one group of features at a time, across corpora.
``--ceiling`` says how many of the annotated places the gazetteer can reach, and how many of those are placed right.
``--plot FILE.png`` draws the reliability diagram of the cross-corpus scores.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.build import train
from gazetteer.build.corpora import Example, eval_dir, examples, invented, read_corpus, right_candidates
from gazetteer.entries.lexicon import Lexicon
from gazetteer.files.store import open_gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention
from gazetteer.models.model import open_model
from gazetteer.placing.context import Candidates, groups_of

DROP = {"geovirus": ("adjective", "demonym", "nested"), "tr-news": ()}
# columns of the ranker's features that belong together (see gazetteer.placing.context.Candidates.features)
RANKER_GROUPS = {
    "population": (0, 1, 2, 3),
    "kind and seat": (6, 7, 8, 9, 10, 11, 12, 13),
    "class words": (21, 22, 23),
    "containers": (24, 25),
    "country context": (26, 27, 28),
    "division context": (29, 30, 31),
    "distance to other places": (32, 33, 34, 35),
}


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--ceiling", action="store_true")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show the commonest errors of each sort")
    options = parser.parse_args()
    if not (options.cv or options.ablate or options.plot or options.ceiling):
        score_shipped(options.errors)
        return
    lexicon = Lexicon(open_gazetteer())
    material = [example for corpus in train.CORPORA for example in examples(corpus, lexicon)]
    extra = train.Extra(invented(lexicon), open_model().usage)
    if options.cv:
        show("cross-corpus", train.cross_corpus(material, lexicon, extra))
        show("10-fold", train.cross_validated(material, lexicon, extra))
    if options.ceiling:
        ceiling(material, lexicon, extra)
    if options.plot:
        plot(material, lexicon, extra, options.plot)
    if options.ablate:
        ablate(material, lexicon, extra)


def score_shipped(errors: int) -> None:
    """Score the model that ships with the public scorer."""
    parser = Geoparser.open()
    for corpus, drop in DROP.items():
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            for record in read_corpus(corpus):
                mentions = [_line(mention) for mention in parser.parse(record["text"])]
                file.write(json.dumps({"doc_id": record["doc_id"], "mentions": mentions}) + "\n")
            file.flush()
            scorer = [
                sys.executable,
                str(eval_dir() / "geoparse_eval.py"),
                "score",
                str(eval_dir() / f"{corpus}.jsonl"),
                file.name,
            ]
            scorer += [word for kind in drop for word in ("--drop-kind", kind)]
            subprocess.run([*scorer, *(["--errors", str(errors)] if errors else [])], check=True)


def _line(mention: Mention) -> dict[str, Any]:
    return {
        name: getattr(mention, name)
        for name in ("start", "end", "surface", "kind", "subtype", "geonameid", "lat", "lon")
    }


def show(title: str, figures: dict[str, dict[str, float]]) -> None:
    """Print figures by corpus."""
    for corpus, values in figures.items():
        print(f"{title:28} {corpus:9}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))


def ceiling(material: Sequence[Example], lexicon: Lexicon, extra: train.Extra) -> None:
    """Show how many gold mentions have the right place among their candidates, and what becomes of those.

    The candidates are the geoparser's own for the annotated span; the right one has the gold's id or lies within
    161 km. Models are trained on the other corpus.
    """
    for corpus in train.CORPORA:
        model = train.fit([example for example in material if example.corpus != corpus], lexicon, extra)
        test = [example for example in material if example.corpus == corpus]
        parser = Geoparser(lexicon.gazetteer, model)
        parser.lexicon = lexicon
        pointed = known = reached = found = right = 0
        for example in test:
            mentions = {(m.start, m.end): m for m in parser.parse(example.document.text)}
            within = reachable(example, lexicon)
            pointed += sum(gold.get("lat") is not None for gold in example.annotations)
            known += len(within)
            for gold in example.annotations:
                span = gold["start"], gold["end"]
                if not within.get(span):
                    continue
                reached += 1
                mention = mentions.get(span)
                found += mention is not None
                right += mention is not None and train.placed_right(mention, gold)
        print(
            f"{corpus:9} with a point {pointed}  name listed {known / pointed:.3f}  right place listed {reached / pointed:.3f}"
            f"  of these found {found / reached:.3f}, of these placed right {right / found:.3f}"
        )


def reachable(example: Example, lexicon: Lexicon) -> dict[tuple[int, int], bool]:
    """Return for the gold spans with a point that some place goes by whether the right one is among the candidates."""
    pairs = [
        (span.match, gold)
        for span, gold in zip(example.spans, example.gold, strict=True)
        if gold and gold.get("lat") is not None
    ]
    result: dict[tuple[int, int], bool] = {}
    groups = groups_of(example.document, [match for match, _ in pairs], lexicon) if pairs else []
    for group in groups:
        for member in group.members:
            match, gold = pairs[member]
            hit = bool(right_candidates(group, gold, lexicon).any())
            span = example.offsets(match)
            result[span] = result.get(span, False) or hit
    return result


def ablate(material: Sequence[Example], lexicon: Lexicon, extra: train.Extra) -> None:
    """Show what the ranker loses without each group of its features, across corpora."""
    whole: Callable[..., Any] = Candidates.features
    show("all features", train.cross_corpus(material, lexicon, extra))
    for name, columns in RANKER_GROUPS.items():

        def without(self: Candidates, guess: Any, *, columns: tuple[int, ...] = columns) -> Any:
            features = whole(self, guess).copy()
            features[:, list(columns)] = 0.0
            return features

        Candidates.features = without  # type: ignore[method-assign]
        show(f"without {name}", train.cross_corpus(material, lexicon, extra))
    Candidates.features = whole  # type: ignore[method-assign]


def plot(material: Sequence[Example], lexicon: Lexicon, extra: train.Extra, path: Path) -> None:
    """Draw the share right by score, for models that have not seen the corpus."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--")
    for corpus in train.CORPORA:
        model = train.fit([example for example in material if example.corpus != corpus], lexicon, extra)
        test = [example for example in material if example.corpus == corpus]
        scored = np.array(train.scored(test, train.predict(model, test, lexicon)), np.float64)
        number = np.minimum((scored[:, 0] * 10).astype(int), 9)
        used = [at for at in range(10) if (number == at).sum() >= 5]
        axes.plot(
            [scored[number == at, 0].mean() for at in used], [scored[number == at, 1].mean() for at in used],
            marker="o", label=corpus,
        )  # fmt: skip
    axes.set(
        xlabel="score", ylabel="share right", xlim=(0, 1), ylim=(0, 1), title="Trained on the other corpus"
    )
    axes.legend()
    figure.savefig(path, dpi=120)


if __name__ == "__main__":
    main()
