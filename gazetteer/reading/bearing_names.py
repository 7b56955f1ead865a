"""Names that a bearing shows to be places: the second one in "near Sumy, north of Buymer", little known as it is."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gazetteer.entries.lexicon import SETTLEMENT
from gazetteer.reading.bearings import find
from gazetteer.reading.document import Document
from gazetteer.reading.hints import bare_last
from gazetteer.reading.matcher import Match

Floats = npt.NDArray[np.float64]

_LEAST = 0.1  # what is less likely a place is none, whatever stands beside it
_SURE = 0.4
_LIFTED = 0.45


def lift_by_bearings(document: Document, matches: Sequence[Match], probability: Floats) -> None:
    """Raise the probability, in place, of names that the text gives a direction of or from, or puts beside a sure place.

    Parameters
    ----------
    document
        The text.
    matches, probability
        Every stretch of words that some place goes by, and how likely each names one.
    """
    if (probability >= _SURE).all():
        return
    numbers = _apart(matches, probability)
    starts, ends = document.tokens.starts, document.tokens.ends
    spans = [(starts[matches[n].first], ends[bare_last(document, matches[n]) - 1]) for n in numbers]
    before = probability.copy()
    for bearing in find(document.text, spans):
        members = [numbers[i] for i in (bearing.subject, *bearing.anchors)]
        if bearing.degrees is not None or any(before[n] >= _SURE for n in members):
            for n in members:
                if (matches[n].entry.kind == SETTLEMENT).any():
                    probability[n] = max(probability[n], _LIFTED)


def _apart(matches: Sequence[Match], probability: Floats) -> list[int]:
    """Return the numbers of the likeliest matches that do not overlap, in the order of the text."""
    taken: set[int] = set()
    chosen = []
    for number in np.argsort(-probability, kind="stable").tolist():
        cells = range(matches[number].first, matches[number].last)
        if probability[number] >= _LEAST and taken.isdisjoint(cells):
            taken.update(cells)
            chosen.append(number)
    return sorted(chosen, key=lambda number: matches[number].first)
