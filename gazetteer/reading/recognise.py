"""Which names in a text name places: every name of the gazetteer is judged where it stands."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.entries.lexicon import Lexicon
from gazetteer.models.model import Model
from gazetteer.reading.bearing_names import lift_by_bearings
from gazetteer.reading.by_rules import ruled_matches, ruled_sentences
from gazetteer.reading.cyrillic import cyrillic_matches, probabilities
from gazetteer.reading.document import Document
from gazetteer.reading.matcher import Match, matches
from gazetteer.reading.spanrules import with_rules
from gazetteer.reading.spans import describe, feature_matrix

Floats = npt.NDArray[np.float64]
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
    ruled = ruled_sentences(document)
    found = [match for match in matches(document, lexicon) if document.sentence_of[match.first] not in ruled]
    chances: list[Floats] = []
    if found:
        described = describe(document, found)
        raw = model.recogniser.predict(feature_matrix(described, model.vectors))
        chances.append(with_rules(document, described.spans, model.recognised(raw), model.vectors))
    if cyrillic := list(cyrillic_matches(document, lexicon)):
        found += cyrillic
        chances.append(np.array(probabilities(document, cyrillic, lexicon)))
    if ruled and (judged := list(ruled_matches(document, ruled, lexicon))):
        found += [match for match, _ in judged]
        chances.append(np.array([probability for _, probability in judged]))
    if not found:
        return []
    chance = np.concatenate(chances)
    lift_by_bearings(document, found, chance)
    return choose(found, chance, threshold=threshold)


def choose(found: list[Match], probability: Floats, *, threshold: float) -> list[Found]:
    """Take the likeliest spans first, leaving out what overlaps one already taken."""
    taken: set[int] = set()
    chosen: list[Found] = []
    for number in np.argsort(-probability, kind="stable"):
        if probability[number] < threshold:
            break
        match = found[number]
        cells = range(match.first, match.last)
        if taken.isdisjoint(cells):
            taken.update(cells)
            chosen.append(Found(match, float(probability[number])))
    chosen.sort(key=lambda found: found.match.first)
    return chosen
