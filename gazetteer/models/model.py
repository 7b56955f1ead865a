"""The trained parts of the geoparser: one file, opened by memory mapping."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.files.columns import read_columns
from gazetteer.models.trees import Trees
from gazetteer.models.wordvectors import WordVectors, open_word_vectors
from gazetteer.paths import DATA

MODEL_FILE = "geoparser.columns"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """A monotone map from a raw score to a probability, linear between its knots."""

    x: Floats
    y: Floats

    def __call__(self, raw: Floats) -> Floats:
        """Return probabilities for raw scores."""
        return np.interp(raw, self.x, self.y)


@dataclass(frozen=True, slots=True, eq=False)
class UseTrees:
    """Trees that tell literal from associative uses, and the sums that divide them.

    Countries are often meant as actors, towns seldom: ``bounds`` are that of countries, and that of all else.
    """

    trees: Trees
    bounds: Floats

    def predict(self, features: Floats, countries: npt.NDArray[np.bool_]) -> Floats:
        """Return for each use, of a country or not, a number above 0 where it is associative."""
        beyond: Floats = self.trees.predict(features) - self.bounds[np.where(countries, 0, 1)]
        return beyond


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What was learnt: which spans name places, which candidate is meant, how names are used, what scores are worth."""

    recogniser: Trees
    ranker: Trees
    usage: UseTrees
    recognised: Calibration
    placed: Calibration
    vectors: WordVectors
    meta: dict[str, Any]

    @classmethod
    def open(cls, path: Path | None = None) -> "Model":
        """Open the model file; the one that ships by default."""
        columns, meta = read_columns(path or DATA / MODEL_FILE)
        return cls(
            recogniser=Trees.from_columns(columns, "recogniser", meta["depth"]["recogniser"]),
            ranker=Trees.from_columns(columns, "ranker", meta["depth"]["ranker"]),
            usage=UseTrees(
                Trees.from_columns(columns, "usage", meta["depth"]["usage"]), columns["usage.bounds"]
            ),
            recognised=Calibration(columns["recognised.x"], columns["recognised.y"]),
            placed=Calibration(columns["placed.x"], columns["placed.y"]),
            vectors=open_word_vectors(),
            meta=meta,
        )


@cache
def open_model() -> Model:
    """Open the model that ships, once for the whole process."""
    return Model.open()
