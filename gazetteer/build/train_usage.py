"""Learns literal from associative uses of names, from sentences annotated so."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np
import numpy.typing as npt

from gazetteer.build.corpora import read_corpus
from gazetteer.document import Document
from gazetteer.lexicon import Lexicon
from gazetteer.trees import Trees, from_lightgbm
from gazetteer.usage import ASSOCIATIVE_ABOVE, neutral_scores
from gazetteer.usagefeatures import UseContext, use_context, use_features
from gazetteer.wordvectors import open_word_vectors

FOLDS = 10
STYLES = {"relocar": -1.0, "semeval": 1.0}
PARAMETERS = {
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "objective": "binary",
    "learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 15, "feature_fraction": 0.15, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5.0,
}  # fmt: skip
ROUNDS = 250
SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One annotated name in its sentences."""

    doc_id: str
    source: str
    context: UseContext
    associative: bool


def features_of(uses: Sequence[Use]) -> npt.NDArray[np.float64]:
    """Return the features of uses, each with the style of its source."""
    vectors = open_word_vectors()
    rows = [use_features([use.context], vectors, STYLES[use.source]) for use in uses]
    return np.concatenate(rows)


def read_uses(lexicon: Lexicon) -> list[Use]:
    """Return the annotated names of ``usage.jsonl``."""
    uses = []
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
                uses.append(Use(record["doc_id"], source, context, gold["usage"] == "associative"))
    return uses


def fit_usage(uses: Sequence[Use]) -> Trees:
    """Learn from annotated uses: the mean of a few runs that differ in their seeds."""
    return _fit(features_of(uses), np.array([use.associative for use in uses], np.float64))


def _fit(features: npt.NDArray[np.float64], labels: npt.NDArray[np.float64]) -> Trees:
    parts = [
        from_lightgbm(
            lightgbm.train({**PARAMETERS, "seed": seed}, lightgbm.Dataset(features, labels), ROUNDS)
        )
        for seed in SEEDS
    ]
    return Trees.mean(parts)


def usage_figures(uses: Sequence[Use]) -> dict[str, dict[str, float]]:
    """Return accuracy and F1 of the associative, in ten-fold cross-validation, by source and for all.

    With the style of its source known, and ("unknown") as the geoparser reads a text, where it is not.
    """
    features = features_of(uses)
    labels = np.array([use.associative for use in uses])
    fold = np.array([int(hashlib.sha256(use.doc_id.encode()).hexdigest(), 16) % FOLDS for use in uses])
    raw, neutral = np.zeros(len(uses)), np.zeros(len(uses))
    for at in range(FOLDS):
        trees = _fit(features[fold != at], labels[fold != at].astype(np.float64))
        here = np.flatnonzero(fold == at)
        raw[here] = trees.predict(features[here])
        neutral[here] = neutral_scores(
            trees, [uses[number].context for number in here.tolist()], open_word_vectors()
        )
    source = np.array([use.source for use in uses])
    groups = (*((name, source == name) for name in STYLES), ("all", source != ""))
    return {
        name + ending: _scores(scores[mine] > ASSOCIATIVE_ABOVE, labels[mine])
        for ending, scores in (("", raw), (", style unknown", neutral))
        for name, mine in groups
    }


def _scores(said: npt.NDArray[np.bool_], gold: npt.NDArray[np.bool_]) -> dict[str, float]:
    hits = float((said & gold).sum())
    return {
        "accuracy": float((said == gold).mean()),
        "associative_f1": 2 * hits / max(float(said.sum() + gold.sum()), 1.0),
        "majority": float(max(gold.mean(), 1 - gold.mean())),
    }
