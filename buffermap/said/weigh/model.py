"""The learned weights, and how candidates are weighed against one another."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from buffermap.said.weigh.features import Features


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one question's features; ``least`` is what a candidate must reach, None where one must be chosen."""

    weights: Mapping[str, float]
    least: float | None

    def score(self, features: Features) -> float:
        """Return how much speaks for a candidate; 0 is as likely as "none" where the question knows none."""
        known = self.weights
        told = (known[name] * value for name, value in features.items() if name in known)
        return known.get("", 0.0) + sum(told)

    def best(self, candidates: Sequence[Features]) -> int | None:
        """Return the number of the candidate for which most speaks, None where it is not enough or there is none."""
        if not candidates:
            return None
        scores = [self.score(one) for one in candidates]
        best = max(range(len(scores)), key=scores.__getitem__)
        return best if self.least is None or scores[best] > self.least else None


@lru_cache(maxsize=1)
def models() -> Mapping[str, Model]:
    """Return the model of each question: ``border``, ``division``, ``side``, ``depth``."""
    text = resources.files("buffermap.said.weigh").joinpath("weights.json").read_text(encoding="utf-8")
    return {name: Model(one["weights"], one["least"]) for name, one in json.loads(text).items()}
