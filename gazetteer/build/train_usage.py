"""Learns literal from associative uses of names, from sentences annotated so."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.build.corpora import read_corpus
from gazetteer.entries.lexicon import Lexicon
from gazetteer.models.trees import Trees, from_lightgbm
from gazetteer.models.wordvectors import open_word_vectors
from gazetteer.reading.document import Document
from gazetteer.reading.usagefeatures import use_context, use_features

FOLDS = 10
SOURCES = ("relocar", "semeval")
PARAMETERS = {
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "objective": "binary",
    "extra_trees": True, "learning_rate": 0.08, "num_leaves": 14, "min_data_in_leaf": 15, "feature_fraction": 0.15,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
}  # fmt: skip
ROUNDS = 300
SEEDS = (1, 2, 3)
_BOUNDS = np.arange(-1.5, 0.55, 0.05)  # raw scores that may divide the literal from the associative


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One annotated name in its sentences."""

    doc_id: str
    source: str
    features: npt.NDArray[np.float64]
    associative: bool


def read_uses(lexicon: Lexicon) -> list[Use]:
    """Return the annotated names of ``usage.jsonl``."""
    uses, vectors = [], open_word_vectors()
    for record in read_corpus("usage"):
        document = Document.read(record["text"])
        for gold in record["gold"]:
            start, end = gold["start"], gold["end"]
            covered = [
                index
                for index, (a, b) in enumerate(zip(document.tokens.starts, document.tokens.ends, strict=True))
                if a < end and b > start
            ]
            if covered:
                first, last = covered[0], covered[-1] + 1
                name = " ".join(filter(None, document.folded[first:last]))
                context = use_context(document, first, last, lexicon.entry(name))
                source = record["doc_id"].split("-")[0]
                [features] = use_features(document, [context], vectors)
                uses.append(Use(record["doc_id"], source, features, gold["usage"] == "associative"))
    return uses


def learn_usage(uses: Sequence[Use]) -> tuple[Trees, dict[str, dict[str, float]]]:
    """Learn from annotated uses: trees whose sum is above 0 for the associative, and their figures on unseen uses.

    The figures are accuracy and F1 of the associative in ten-fold cross-validation, by source and for all. Nothing
    tells the trees which source a use is from, nor is the bound for a fold chosen by the uses in it.
    """
    features = np.array([use.features for use in uses])
    labels = np.array([use.associative for use in uses])
    fold = np.array([int(hashlib.sha256(use.doc_id.encode()).hexdigest(), 16) % FOLDS for use in uses])
    raw, bound = np.zeros(len(uses)), np.zeros(len(uses))
    for at in range(FOLDS):
        raw[fold == at] = _fit(features[fold != at], labels[fold != at]).predict(features[fold == at])
    for at in range(FOLDS):
        bound[fold == at] = best_bound(raw[fold != at], labels[fold != at])
    source = np.array([use.source for use in uses])
    groups = (*((name, source == name) for name in SOURCES), ("all", source != ""))
    figures = {name: _scores((raw > bound)[mine], labels[mine]) for name, mine in groups}
    return _fit(features, labels).raised(-best_bound(raw, labels)), figures


def _fit(features: npt.NDArray[np.float64], labels: npt.NDArray[np.bool_]) -> Trees:
    """Return the mean of a few runs that differ in their seeds."""
    import lightgbm  # only training needs it: what divides the scores is asked without

    parts = [
        from_lightgbm(
            lightgbm.train(
                {**PARAMETERS, "seed": seed}, lightgbm.Dataset(features, labels.astype(np.float64)), ROUNDS
            )
        )
        for seed in SEEDS
    ]
    return Trees.mean(parts)


def best_bound(raw: npt.NDArray[np.float64], labels: npt.NDArray[np.bool_]) -> float:
    """Return the score above which the associative are found best, by their F1 there and at the bounds beside it."""
    f1 = np.array([_scores(raw > bound, labels)["associative_f1"] for bound in _BOUNDS])
    return float(_BOUNDS[1 + np.argmax(f1[:-2] + f1[1:-1] + f1[2:])])


def _scores(said: npt.NDArray[np.bool_], gold: npt.NDArray[np.bool_]) -> dict[str, float]:
    hits = float((said & gold).sum())
    return {
        "accuracy": float((said == gold).mean()),
        "associative_f1": 2 * hits / max(float(said.sum() + gold.sum()), 1.0),
        "majority": float(max(gold.mean(), 1 - gold.mean())),
    }
