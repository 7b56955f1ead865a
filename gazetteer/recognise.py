"""Which names in a text name places: every name of the gazetteer is judged where it stands."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.bearing_names import lift_by_bearings
from gazetteer.cues import SEATS_OF_POWER
from gazetteer.cyrillic import cyrillic_matches, probabilities
from gazetteer.document import Document
from gazetteer.lexicon import SITE, Lexicon
from gazetteer.matcher import Match, matches
from gazetteer.model import Model
from gazetteer.spans import Span, describe, feature_matrix

Floats = npt.NDArray[np.float64]
CERTAIN = 0.9
PERSON_FACTOR = 0.4  # what is left where a first name stands before or a surname after
SURE = 0.6
LIKELY = 0.45
ADJECTIVE_ABOVE = 0.18
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
    found = [span.match for span in spans]
    chances: list[Floats] = []
    if spans:
        raw = model.recogniser.predict(feature_matrix(spans, model.vectors))
        chances.append(_with_rules(document, spans, model.recognised(raw)))
    if cyrillic := list(cyrillic_matches(document, lexicon)):
        found += cyrillic
        chances.append(np.array(probabilities(document, cyrillic)))
    if not found:
        return []
    chance = np.concatenate(chances)
    lift_by_bearings(document, found, chance)
    return choose(found, chance, threshold=threshold)


def _with_rules(document: Document, spans: list[Span], probability: Floats) -> Floats:
    """Correct the probability of what the corpora hardly show or do not annotate, but a rule is sure of.

    The people of a place (Ukrainians), a name with its class word (Sumy City), a seat of power (the Kremlin) and
    most adjectives are found even where the trees, which learnt from annotators' habits, would leave them out;
    parts of people's names (Jordan Smith, Jack London) are not.
    """
    for number, span in enumerate(spans):
        entry, chance = span.match.entry, float(probability[number])
        if span.in_person_name and chance < CERTAIN:
            probability[number] = chance * PERSON_FACTOR
            continue
        if chance >= SURE:
            continue
        if span.hint_fits and entry.plain and document.shapes[span.match.first] != "x":
            probability[number] = SURE
        elif _is_likely(document, span, chance):
            probability[number] = max(chance, LIKELY)
    return probability


def _is_likely(document: Document, span: Span, chance: float) -> bool:
    """Whether a span is taken although the trees doubt it."""
    entry = span.match.entry
    if entry.subtype == "demonym":
        return True
    if entry.subtype == "adjective":
        return chance > ADJECTIVE_ABOVE
    return (
        entry.key.removeprefix("the ") in SEATS_OF_POWER
        and bool((entry.kind == SITE).any())
        and not _runs_on(document, span)
    )


def _runs_on(document: Document, span: Span) -> bool:
    """Whether a capitalised word goes on the name: Wall Street Journal."""
    last = span.match.last
    return (
        last < len(document.tokens)
        and document.sentence_of[last] == document.sentence_of[last - 1]
        and document.shapes[last] == "Xx"
        and not document.capitals[document.sentence_of[last]]
    )


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
