"""Which names in a text name places: every name of the gazetteer is judged where it stands."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.document import Document
from gazetteer.lexicon import Lexicon
from gazetteer.matcher import Match, matches
from gazetteer.model import Model
from gazetteer.spans import Span, describe

THRESHOLD = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A span that names a place, with the probability of that."""

    match: Match
    probability: float


def recognise(
    document: Document, lexicon: Lexicon, model: Model, *, threshold: float = THRESHOLD
) -> list[Found]:
    """Return the names of places in a document, in order, none overlapping."""
    spans = describe(document, list(matches(document, lexicon)))
    if not spans:
        return []
    raw = model.recogniser.predict(np.array([span.values for span in spans], np.float64))
    return choose(spans, model.recognised(raw), threshold=threshold)


def choose(spans: list[Span], probability: npt.NDArray[np.float64], *, threshold: float) -> list[Found]:
    """Take the likeliest spans first, leaving out what overlaps one already taken."""
    taken: set[int] = set()
    chosen: list[Found] = []
    for number in np.argsort(-probability, kind="stable"):
        if probability[number] < threshold:
            break
        match = spans[number].match
        cells = range(match.first, match.last)
        if taken.isdisjoint(cells):
            taken.update(cells)
            chosen.append(Found(match, float(probability[number])))
    chosen.sort(key=lambda found: found.match.first)
    return chosen
