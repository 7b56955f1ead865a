"""Learn how much each feature tells: ``python -m buffermap.build.train [FILE.jsonl ...]``.

Without files, from the annotated articles beside this module, and from the development articles beside
BUFFERMAP_EVAL_DIR where that is set, of which no text is in the project. The same articles give the same weights.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

from buffermap.build.annotated import FOLDER, Annotated, Truth, annotated, rows_of
from buffermap.said.weigh.borders import border_candidates, border_features
from buffermap.said.weigh.depths import length_candidates, length_features, none_features
from buffermap.said.weigh.divisions import division_candidates, division_features
from buffermap.said.weigh.features import Features
from buffermap.said.weigh.sides import side_candidates, side_features
from buffermap.said.zones.clues import clue_of
from buffermap.said.zones.compose import read_zones
from buffermap.said.zones.geography import Pair
from buffermap.said.zones.told import Told

WEIGHTS = Path(__file__).parents[1] / "said" / "weigh" / "weights.json"
# How strongly weights are drawn to zero, and what a candidate must reach, for each question.
PULL = {"border": 3.0, "division": 2.0, "side": 4.0, "depth": 3.0}
LEAST = {"border": 0.5, "division": 0.1, "side": None, "depth": None}
# What is added to what was learned: the rules read short texts better than long articles teach, and no depth is better
# than another one.
ADDED = {
    "border": {"rule": 0.6, "rule none": -0.6},
    "division": {"rule yes": 0.6, "rule no": -0.6},
    "side": {"country rule": 0.6, "both rule": 0.6, "none rule": 0.6},
    "depth": {"rule": 0.6, "none rule": 0.6, "none": 0.25},
}
_SEEN = 3  # articles in which a feature must occur
_SMALL = 0.025  # smaller weights tell nothing

Weights = dict[str, float]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates of which one or none is right; ``right`` says for each how right it is, ``none`` whether none may be."""

    candidates: Sequence[Features]
    right: Sequence[float]
    none: float = 0.0
    weigh: Sequence[float] = ()


@dataclass(slots=True)
class Lessons:
    """What articles teach for each question."""

    border: list[Group] = field(default_factory=list)
    division: list[Group] = field(default_factory=list)
    side: list[Group] = field(default_factory=list)
    depth: list[Group] = field(default_factory=list)


def lessons(articles: Iterable[Annotated]) -> Lessons:
    """Return what annotated articles teach."""
    found = Lessons()
    for article in articles:
        clues = sorted(map(clue_of, article.statements), key=lambda clue: clue.statement.start)
        elsewhere = Counter(pair for clue in clues for pair in clue.pairs)
        offered = [
            (told, pair)
            for told in read_zones(article.doc_id, clues, elsewhere)
            if told.context.sentences
            for pair in border_candidates(told)
        ]
        if not offered or (article.truths and not any(one.pairs for one in article.truths)):
            continue  # a zone along a line that is no border
        right = [any(pair in one.pairs for one in article.truths) for _, pair in offered]
        found.border.append(
            Group(
                [border_features(told, pair) for told, pair in offered],
                [float(one) for one in right],
                none=float(not any(right)),
            )
        )
        fitting = [one for one, fits in zip(offered, right, strict=True) if fits]
        if fitting:
            told, pair = max(fitting, key=lambda one: (one[0].is_read(one[1]), -one[0].number))
            _slots(found, told, pair, [one for one in article.truths if pair in one.pairs])
    return found


def _slots(found: Lessons, told: Told, pair: Pair, truths: Sequence[Truth]) -> None:
    """Add what the zone of an article teaches of divisions, sides and depths."""
    codes = division_candidates(told, pair)
    best = [float(truths[0].names(code)) for code in codes]
    unsure = [any(one.names(code) for one in truths) for code in codes]
    found.division.append(
        Group(
            division_features(told, pair, codes),
            best,
            weigh=[float(is_best or not may) for is_best, may in zip(best, unsure, strict=True)],
        )
    )
    sides = side_candidates(pair)
    found.side.append(
        Group(
            [side_features(told, pair, one) for one in sides],
            [float(any(truth.has_side(one) for truth in truths)) for one in sides],
        )
    )
    lengths = length_candidates(told)
    none = any(not truth.depths_m for truth in truths)
    right = [float(any(one.has_depth(length.measure.high_m) for one in truths)) for length in lengths]
    found.depth.append(
        Group(
            [*length_features(told, pair, lengths), none_features(told, lengths)],
            [*right, float(none)],
        )
    )


def learn(found: Lessons) -> dict[str, dict[str, Weights | float | None]]:
    """Return the weights of each question, in the form of the file."""
    learned = {
        "border": _choice(found.border, pull=PULL["border"], with_none=True),
        "division": _each(found.division, pull=PULL["division"]),
        "side": _choice(found.side, pull=PULL["side"]),
        "depth": _choice(found.depth, pull=PULL["depth"]),
    }
    for question, added in ADDED.items():
        for name, more in added.items():
            learned[question][name] = learned[question].get(name, 0.0) + more
    return {name: {"least": LEAST[name], "weights": _rounded(learned[name])} for name in learned}


def _rounded(weights: Mapping[str, float]) -> Weights:
    return {name: round(value, 2) for name, value in sorted(weights.items()) if abs(value) > _SMALL}


def _columns(groups: Sequence[Group]) -> dict[str, int]:
    seen = Counter(name for group in groups for one in group.candidates for name in one)
    return {
        name: at for at, name in enumerate(name for name, count in sorted(seen.items()) if count >= _SEEN)
    }


def _matrix(groups: Sequence[Group], columns: Mapping[str, int], *, bias: float) -> csr_array:
    """Return a row of features for each candidate; the last column is what all share."""
    rows = [one for group in groups for one in group.candidates]
    cells = [
        (row, columns[name], value)
        for row, features in enumerate(rows)
        for name, value in sorted(features.items())
        if name in columns
    ]
    cells += [(row, len(columns), bias) for row in range(len(rows))]
    at, of, values = zip(*cells, strict=True)
    return csr_array((values, (at, of)), shape=(len(rows), len(columns) + 1))


def _choice(groups: Sequence[Group], *, pull: float, with_none: bool = False) -> Weights:
    """Fit a choice among the candidates of each group, and none of score 0 where there may be none."""
    groups = [group for group in groups if any(group.right) or group.none]
    columns = _columns(groups)
    matrix = _matrix(groups, columns, bias=float(with_none))  # without "none", what all share decides nothing
    of = np.concatenate([np.full(len(group.candidates), at) for at, group in enumerate(groups)])
    right = np.concatenate([group.right for group in groups])
    none = np.array([group.none for group in groups])
    pulls = np.full(len(columns) + 1, pull)
    pulls[-1] = 0.01

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = np.exp(np.clip(matrix @ weights, -40, 40))
        total, good = np.full(len(groups), float(with_none)), none.copy()
        np.add.at(total, of, odds)
        np.add.at(good, of, odds * right)
        slope = odds / total[of] - odds * right / good[of]
        value = -np.log(good / total).sum() + 0.5 * (pulls * weights**2).sum()
        return float(value), matrix.T @ slope + pulls * weights

    return _fitted(loss, columns)


def _each(groups: Sequence[Group], *, pull: float) -> Weights:
    """Fit whether each candidate holds, on its own."""
    columns = _columns(groups)
    matrix = _matrix(groups, columns, bias=1.0)
    right = np.concatenate([group.right for group in groups])
    weigh = np.concatenate([group.weigh for group in groups])
    pulls = np.full(len(columns) + 1, pull)
    pulls[-1] = 0.01

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = matrix @ weights
        slope = weigh * (1 / (1 + np.exp(-np.clip(score, -40, 40))) - right)
        value = (weigh * (np.logaddexp(0, score) - right * score)).sum() + 0.5 * (pulls * weights**2).sum()
        return float(value), matrix.T @ slope + pulls * weights

    return _fitted(loss, columns)


def _fitted(loss: object, columns: Mapping[str, int]) -> Weights:
    start = np.zeros(len(columns) + 1)
    # to the end: sums of floats differ from run to run, where they lead does not
    ends = {"maxiter": 5_000, "maxfun": 10_000, "ftol": 1e-15, "gtol": 1e-8}
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options=ends).x
    return {**{name: float(fitted[at]) for name, at in columns.items()}, "": float(fitted[-1])}


def _development() -> list[Path]:
    folder = os.environ.get("BUFFERMAP_EVAL_DIR")
    return sorted((Path(folder).parent / "cases" / "articles").glob("*.jsonl")) if folder else []


def main() -> None:
    """Learn from files and write the weights."""
    paths = [Path(name) for name in sys.argv[1:]] or [*sorted(FOLDER.glob("*.jsonl")), *_development()]
    learned = learn(lessons(annotated(row) for path in paths for row in rows_of(path)))
    WEIGHTS.write_text(json.dumps(learned, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print({name: len(one["weights"]) for name, one in learned.items()})  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
