"""Trains the geoparser: ``python -m gazetteer.build train`` (or ``python -m gazetteer.build.train``).

Reads the corpora in ``BUFFERMAP_EVAL_DIR``, prints cross-validated and cross-corpus figures, and writes
``gazetteer/data/geoparser.columns`` from all of them. The same input gives the same bytes.
"""

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from gazetteer.build import manifest
from gazetteer.build.corpora import (
    NEAR_KM,
    WITHOUT_ADJECTIVES,
    Example,
    Ranking,
    eval_dir,
    examples,
    invented,
    ranking,
)
from gazetteer.build.sources import Source
from gazetteer.build.train_usage import learnt_usage
from gazetteer.entries.lexicon import Lexicon
from gazetteer.files.columns import read_columns, write_columns
from gazetteer.files.store import open_gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention
from gazetteer.models.model import MODEL_FILE, Calibration, Model, UseTrees
from gazetteer.models.trees import Trees, from_lightgbm
from gazetteer.models.wordvectors import open_word_vectors
from gazetteer.paths import DATA
from gazetteer.reading.recognise import THRESHOLD
from gazetteer.sphere import distance_km

Floats = npt.NDArray[np.float64]
CORPORA = ("tr-news", "geovirus")
FOLDS = 10
_COMMON = {"verbose": -1, "seed": 1, "num_threads": 1, "deterministic": True, "force_row_wise": True}
RECOGNISER = {
    **_COMMON, "objective": "binary", "learning_rate": 0.06, "num_leaves": 12, "min_data_in_leaf": 20,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
}  # fmt: skip
RECOGNISER_ROUNDS = 150
WEAK_WEIGHT = 0.3
RANKER = {
    **_COMMON, "objective": "lambdarank", "lambdarank_truncation_level": 10, "learning_rate": 0.07, "num_leaves": 10,
    "min_data_in_leaf": 15, "feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
}  # fmt: skip
RANKER_ROUNDS = 120


def fit_recogniser(material: Sequence[Example], weak: Sequence[Example]) -> Trees:
    """Learn which names name places, from annotated documents and, at less weight, from invented ones."""
    used = [example for example in (*material, *weak) if example.spans]
    features = np.vstack([example.features()[example.usable()] for example in used])
    labels = np.concatenate([example.labels()[example.usable()] for example in used])
    weights = np.concatenate(
        [
            np.full(int(example.usable().sum()), WEAK_WEIGHT if example.corpus == "weak" else 1.0)
            for example in used
        ]
    )
    data = lightgbm.Dataset(features, labels, weight=weights)
    return from_lightgbm(lightgbm.train(RECOGNISER, data, RECOGNISER_ROUNDS))


def fit_ranker(material: Sequence[Ranking]) -> Trees:
    """Learn which candidate is meant, from groups that hold right and wrong ones."""
    rows, labels, sizes = [], [], []
    for item in material:
        features = item.candidates.features(item.candidates.first_guess())
        for number in range(len(item.groups)):
            here = slice(item.candidates.offsets[number], item.candidates.offsets[number + 1])
            right = item.right[here]
            if 0 < right.sum() < len(right):
                rows.append(features[here])
                labels.append(right)
                sizes.append(len(right))
    data = lightgbm.Dataset(np.vstack(rows), np.concatenate(labels), group=sizes)
    return from_lightgbm(lightgbm.train(RANKER, data, RANKER_ROUNDS))


def calibrate(raw: Floats, right: npt.NDArray[np.bool_], *, bins: int = 24) -> Calibration:
    """Return the monotone map from raw scores to the share that is right (pool adjacent violators, then knots)."""
    order = np.argsort(raw, kind="stable")
    blocks: list[list[float]] = []
    for chunk in np.array_split(order, min(bins, len(order))):
        blocks.append(
            [float(raw[chunk].mean()), float((right[chunk].sum() + 0.5) / (len(chunk) + 1)), len(chunk)]
        )
        while len(blocks) > 1 and blocks[-1][1] < blocks[-2][1]:
            x, y, size = blocks.pop()
            below = blocks[-1]
            total = below[2] + size
            blocks[-1] = [
                (below[0] * below[2] + x * size) / total,
                (below[1] * below[2] + y * size) / total,
                total,
            ]
    return Calibration(np.array([block[0] for block in blocks]), np.array([block[1] for block in blocks]))


@dataclass(frozen=True, slots=True, eq=False)
class Extra:
    """What every model gets beside the annotated documents: invented ones, and how names are used."""

    weak: list[Example]
    usage: UseTrees


def fit(material: Sequence[Example], lexicon: Lexicon, extra: Extra, *, inner_folds: int = 5) -> Model:
    """Learn everything from annotated documents; scores are calibrated on held-out folds of them."""
    weak = extra.weak
    rankings = {id(example): ranking(example, lexicon) for example in material}
    raw, right, placed, placed_right = [], [], [], []
    for train, test in folds(material, inner_folds):
        recogniser = fit_recogniser(train, weak)
        ranker = fit_ranker([item for example in train if (item := rankings[id(example)])])
        for example in test:
            if example.spans:
                usable = example.usable()
                raw.append(recogniser.predict(example.features())[usable])
                right.append(example.labels()[usable] > 0)
            if item := rankings[id(example)]:
                chances, truth = top_chances(item, ranker)
                placed.append(chances)
                placed_right.append(truth)
    return Model(
        recogniser=fit_recogniser(material, weak),
        ranker=fit_ranker([item for item in rankings.values() if item]),
        recognised=calibrate(np.concatenate(raw), np.concatenate(right)),
        placed=calibrate(np.concatenate(placed), np.concatenate(placed_right)),
        usage=extra.usage,
        vectors=open_word_vectors(),
        meta={},
    )


def top_chances(item: Ranking, ranker: Trees) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return every candidate's raw probability and whether it is right, in groups with gold."""
    candidates = item.candidates
    probability = candidates.softmax(
        ranker.predict(candidates.features(candidates.first_guess())) + candidates.rules()
    )
    known = np.maximum.reduceat(item.right, candidates.offsets[:-1])[candidates.group] > 0
    return probability[known], item.right[known] > 0


def folds(material: Sequence[Example], count: int) -> Iterable[tuple[list[Example], list[Example]]]:
    """Yield training and test documents, each document tested once, the same way every time."""
    number = [int(hashlib.sha256(example.doc_id.encode()).hexdigest(), 16) % count for example in material]
    for fold in range(count):
        yield (
            [example for example, at in zip(material, number, strict=True) if at != fold],
            [example for example, at in zip(material, number, strict=True) if at == fold],
        )


# -- measuring ------------------------------------------------------------------------------------------


def predict(model: Model, material: Sequence[Example], lexicon: Lexicon) -> list[list[Mention]]:
    """Return what a model finds in documents."""
    parser = Geoparser(lexicon.gazetteer, model, threshold=THRESHOLD)
    parser.lexicon = lexicon
    return [parser.parse(example.document.text) for example in material]


def figures(material: Sequence[Example], predicted: Sequence[Sequence[Mention]]) -> dict[str, float]:
    """Return the figures of recognition, placing and both together."""
    gold = found = exact = coded = hit = placed = pointed = 0
    for example, mentions in zip(material, predicted, strict=True):
        kept = _counted(example, mentions)
        by_span = {(g["start"], g["end"]): g for g in example.annotations}
        gold += len(by_span)
        found += len(kept)
        coded += sum(g.get("lat") is not None for g in by_span.values())
        for mention in kept:
            annotation = by_span.get((mention.start, mention.end))
            exact += annotation is not None
            right = annotation is not None and placed_right(mention, annotation)
            unknown = annotation is not None and annotation.get("lat") is None
            if not unknown:
                pointed += mention.lat is not None
                hit += annotation is not None
                placed += right
    precision, recall = placed / max(pointed, 1), placed / max(coded, 1)
    return {
        "recognition_f1": 2 * exact / max(found + gold, 1),
        "precision": exact / max(found, 1),
        "recall": exact / max(gold, 1),
        "placed_right": placed / max(hit, 1),
        "end_to_end_f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "end_to_end_recall": recall,
        "calibration_error": expected_calibration_error(scored(material, predicted)),
    }


def _counted(example: Example, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of the kinds that a corpus annotates."""
    if example.corpus not in WITHOUT_ADJECTIVES:
        return list(mentions)
    return [mention for mention in mentions if mention.subtype not in ("adjective", "demonym", "nested")]


def scored(material: Sequence[Example], predicted: Sequence[Sequence[Mention]]) -> list[tuple[float, bool]]:
    """Return the score of every mention, and whether it is found and placed right."""
    result = []
    for example, mentions in zip(material, predicted, strict=True):
        by_span = {(g["start"], g["end"]): g for g in example.annotations}
        for mention in _counted(example, mentions):
            annotation = by_span.get((mention.start, mention.end))
            if annotation is None or annotation.get("lat") is not None:
                result.append((mention.score, annotation is not None and placed_right(mention, annotation)))
    return result


def placed_right(mention: Mention, annotation: dict[str, Any]) -> bool:
    """Whether a mention has the annotation's place, or lies within 161 km of it."""
    if annotation.get("lat") is None or mention.lat is None or mention.lon is None:
        return False
    if mention.geonameid == annotation.get("geonameid"):
        return True
    return distance_km(annotation["lat"], annotation["lon"], mention.lat, mention.lon) <= NEAR_KM


def expected_calibration_error(scored: Sequence[tuple[float, bool]], *, bins: int = 10) -> float:
    """Return the mean gap between score and share right, over ten bins of the score."""
    if not scored:
        return 0.0
    scores = np.array([score for score, _ in scored])
    right = np.array([hit for _, hit in scored], np.float64)
    number = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [
        abs(scores[number == at].mean() - right[number == at].mean()) * (number == at).sum()
        for at in range(bins)
        if (number == at).any()
    ]
    return float(sum(gaps) / len(scores))


def cross_validated(
    material: Sequence[Example], lexicon: Lexicon, extra: Extra, *, count: int = FOLDS
) -> dict[str, dict[str, float]]:
    """Return figures by corpus, every document parsed by a model that has not seen it."""
    tested: list[Example] = []
    predicted: list[list[Mention]] = []
    for train, test in folds(material, count):
        model = fit(train, lexicon, extra, inner_folds=3)
        tested += test
        predicted += predict(model, test, lexicon)
    result = {}
    for corpus in CORPORA:
        mine = [number for number, example in enumerate(tested) if example.corpus == corpus]
        result[corpus] = figures([tested[n] for n in mine], [predicted[n] for n in mine])
    return result


def cross_corpus(material: Sequence[Example], lexicon: Lexicon, extra: Extra) -> dict[str, dict[str, float]]:
    """Return figures of each corpus by a model that was trained on the other alone."""
    result = {}
    for corpus in CORPORA:
        model = fit([example for example in material if example.corpus != corpus], lexicon, extra)
        test = [example for example in material if example.corpus == corpus]
        result[corpus] = figures(test, predict(model, test, lexicon))
    return result


MODEL_LICENCE = "CC BY 4.0 (weights and single tokens only; none of the corpora's text)"
CREDITS = (
    ("TR-News (Kamalloo and Rafiei)", "WWW 2018"),
    ("GeoVirus (Gritta et al.)", "ACL 2018"),
    ("ReLocaR (Gritta et al.)", "ACL 2017"),
    ("SemEval task 8, metonymy (Markert and Nissim)", "2007"),
    ("texts of our own making", "1"),
)


def write_model(model: Model, path: Path, meta: dict[str, Any]) -> None:
    """Write the model file."""
    columns = {
        **model.recogniser.columns("recogniser"),
        **model.ranker.columns("ranker"),
        **model.usage.trees.columns("usage"),
        "usage.bounds": model.usage.bounds,
        "recognised.x": model.recognised.x,
        "recognised.y": model.recognised.y,
        "placed.x": model.placed.x,
        "placed.y": model.placed.y,
    }
    depth = {
        "recogniser": model.recogniser.depth,
        "ranker": model.ranker.depth,
        "usage": model.usage.trees.depth,
    }
    write_columns(path, columns, {**meta, "depth": depth})


def build(*, cache: Path, data: Path) -> str:
    """Train, measure, write and enter into the manifest, as a step of the build."""
    del cache
    main(["--out", str(data / MODEL_FILE)])
    enter(data)
    return MODEL_FILE


def enter(data: Path) -> None:
    """Enter the model and its figures into the manifest."""
    path = data / MODEL_FILE
    _, meta = read_columns(path)
    manifest.record(
        path,
        description="model: recognition, ranking and usage of place names, as trees",
        sources=[
            Source(name=name, version=version, licence=MODEL_LICENCE, attribution=name)
            for name, version in CREDITS
        ],
        data=data,
        notes={key: value for key, value in meta.items() if key not in ("depth", "columns")},
    )


def main(args: Sequence[str] | None = None) -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DATA / MODEL_FILE)
    parser.add_argument("--quick", action="store_true", help="train and write, measure nothing")
    parser.add_argument("--no-folds", action="store_true", help="measure across corpora only")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--usage", action="store_true", help="learn anew only how names are used")
    options = parser.parse_args(args)
    eval_dir()
    lexicon = Lexicon(open_gazetteer())
    if options.usage:
        refit_usage(lexicon, options.out)
        return
    material = [example for corpus in CORPORA for example in examples(corpus, lexicon)]
    meta: dict[str, Any] = {"trained_on": [*CORPORA, "usage"]}
    usage, usage_figures = learnt_usage(lexicon)
    meta["usage_cross_validated"] = rounded(usage_figures)
    extra = Extra(invented(lexicon), usage)
    if not options.quick:
        meta["cross_corpus"] = rounded(cross_corpus(material, lexicon, extra))
        if not options.no_folds:
            meta["cross_validated"] = rounded(cross_validated(material, lexicon, extra, count=options.folds))
    show(meta)
    write_model(fit(material, lexicon, extra), options.out, meta)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


def show(meta: dict[str, Any]) -> None:
    """Print the figures that go into the model file."""
    for name in ("usage_cross_validated", "cross_corpus", "cross_validated"):
        for corpus, values in meta.get(name, {}).items():
            print(f"{name:22} {corpus:9}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))


def refit_usage(lexicon: Lexicon, path: Path) -> None:
    """Write the model that is there with its part for usage, and the figures of that, learnt anew."""
    model = Model.open(path)
    usage, usage_figures = learnt_usage(lexicon)
    meta = {key: value for key, value in model.meta.items() if key != "depth"}
    write_model(replace(model, usage=usage), path, {**meta, "usage_cross_validated": rounded(usage_figures)})
    enter(path.parent)


def rounded(values: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Return figures with four decimals."""
    return {name: {key: round(value, 4) for key, value in inner.items()} for name, inner in values.items()}


if __name__ == "__main__":
    main()
