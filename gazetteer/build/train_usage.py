"""Learns literal from associative uses of names, from sentences annotated so."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.build.corpora import read_corpus
from gazetteer.build.events import Part, event_records
from gazetteer.entries.lexicon import COUNTRY, Lexicon
from gazetteer.models.model import UseTrees
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
INVENTED, INVENTED_WEIGHT = 1_200, 0.15  # invented documents to learn from, and how much each counts
ASIDE = 900  # invented documents to measure by
SEEDS = (1, 2, 3)
_AROUND = 2  # bounds on either side that have a say
_BOUNDS = np.arange(-1.5, 0.55, 0.05)  # raw scores that may divide the literal from the associative


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One annotated name in its sentences."""

    doc_id: str
    source: str
    features: npt.NDArray[np.float64]
    associative: bool
    country: bool


def read_uses(lexicon: Lexicon) -> list[Use]:
    """Return the annotated names of ``usage.jsonl``."""
    return uses_of(read_corpus("usage"), lexicon)


def invented_uses(lexicon: Lexicon, *, part: Part = "learnt", count: int = INVENTED) -> list[Use]:
    """Return the names of invented lines about what happens to places, or is done in their name."""
    return uses_of(event_records(lexicon, part=part, count=count), lexicon)


def uses_of(records: Iterable[dict[str, Any]], lexicon: Lexicon) -> list[Use]:
    """Return the annotated names of records in the form of the corpora."""
    uses, vectors = [], open_word_vectors()
    for record in records:
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
                entry = lexicon.entry(name)
                country = entry is not None and int(entry.kind[0]) == COUNTRY
                context = use_context(document, first, last, entry)
                source = record["doc_id"].split("-")[0]
                [features] = use_features(document, [context], vectors)
                uses.append(Use(record["doc_id"], source, features, gold["usage"] == "associative", country))
    return uses


def learnt_usage(lexicon: Lexicon) -> tuple[UseTrees, dict[str, dict[str, float]]]:
    """Learn usage from all that there is to learn from; see `learn_usage`."""
    aside = invented_uses(lexicon, part="aside", count=ASIDE)
    return learn_usage(read_uses(lexicon), invented_uses(lexicon), aside)


def learn_usage(
    uses: Sequence[Use], invented: Sequence[Use], aside: Sequence[Use]
) -> tuple[UseTrees, dict[str, dict[str, float]]]:
    """Learn from annotated and from invented uses: trees, the bounds of the associative, and their figures.

    The figures are accuracy and F1 of the associative on unseen uses: by source and for all annotated ones in ten-fold
    cross-validation, and for invented ones of verbs and towns that were kept aside. Nothing tells the trees which
    source a use is from, nor is the bound for a fold chosen by the uses in it; the invented choose no bound.
    """
    annotated, more = _Material.of(uses, weight=1.0), _Material.of(invented, weight=INVENTED_WEIGHT)
    features, labels = annotated.features, annotated.labels
    fold = np.array([int(hashlib.sha256(use.doc_id.encode()).hexdigest(), 16) % FOLDS for use in uses])
    raw, said = np.zeros(len(uses)), np.zeros(len(uses), np.bool_)
    for at in range(FOLDS):
        raw[fold == at] = _fit(annotated.only(fold != at).joined(more)).predict(features[fold == at])
    for at in range(FOLDS):
        bounds = _best_bounds(raw[fold != at], annotated.only(fold != at))
        said[fold == at] = (raw > bounds[np.where(annotated.countries, 0, 1)])[fold == at]
    source = np.array([use.source for use in uses])
    groups = (*((name, source == name) for name in SOURCES), ("all", source != ""))
    figures = {name: _scores(said[mine], labels[mine]) for name, mine in groups}
    learnt = UseTrees(_fit(annotated.joined(more)), _best_bounds(raw, annotated))
    unseen = _Material.of(aside, weight=1.0)
    figures["invented_aside"] = _scores(learnt.predict(unseen.features, unseen.countries) > 0, unseen.labels)
    return learnt, figures


def _best_bounds(raw: npt.NDArray[np.float64], material: "_Material") -> npt.NDArray[np.float64]:
    """Return the best bound for countries, and that for all else."""
    parts = (material.countries, ~material.countries)
    return np.array([best_bound(raw[part], material.labels[part]) for part in parts])


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    """Features, labels and weights of uses to learn from."""

    features: npt.NDArray[np.float64]
    labels: npt.NDArray[np.bool_]
    countries: npt.NDArray[np.bool_]
    weights: npt.NDArray[np.float64]

    @classmethod
    def of(cls, uses: Sequence[Use], *, weight: float) -> "_Material":
        return cls(
            np.array([use.features for use in uses]),
            np.array([use.associative for use in uses]),
            np.array([use.country for use in uses]),
            np.full(len(uses), weight),
        )

    def only(self, chosen: npt.NDArray[np.bool_]) -> "_Material":
        return _Material(
            self.features[chosen], self.labels[chosen], self.countries[chosen], self.weights[chosen]
        )

    def joined(self, other: "_Material") -> "_Material":
        return _Material(
            np.vstack([self.features, other.features]),
            np.concatenate([self.labels, other.labels]),
            np.concatenate([self.countries, other.countries]),
            np.concatenate([self.weights, other.weights]),
        )


def _fit(material: _Material) -> Trees:
    """Return the mean of a few runs that differ in their seeds."""
    import lightgbm  # only training needs it: what divides the scores is asked without

    labels = material.labels.astype(np.float64)
    parts = [
        from_lightgbm(
            lightgbm.train(
                {**PARAMETERS, "seed": seed},
                lightgbm.Dataset(material.features, labels, weight=material.weights),
                ROUNDS,
            )
        )
        for seed in SEEDS
    ]
    return Trees.mean(parts)


def best_bound(raw: npt.NDArray[np.float64], labels: npt.NDArray[np.bool_]) -> float:
    """Return the score above which the associative are found best, by their F1 there and at the bounds around it."""
    f1 = np.array([_scores(raw > bound, labels)["associative_f1"] for bound in _BOUNDS])
    return float(_BOUNDS[_AROUND + np.argmax(np.convolve(f1, np.ones(2 * _AROUND + 1), "valid"))])


def _scores(said: npt.NDArray[np.bool_], gold: npt.NDArray[np.bool_]) -> dict[str, float]:
    hits = float((said & gold).sum())
    return {
        "accuracy": float((said == gold).mean()),
        "associative_f1": 2 * hits / max(float(said.sum() + gold.sum()), 1.0),
        "majority": float(max(gold.mean(), 1 - gold.mean())),
    }
