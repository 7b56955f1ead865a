"""Which place each name means: candidates ranked by what they are and by what else the document names."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.entries.lexicon import Entry, Lexicon
from gazetteer.models.model import Model
from gazetteer.placing.context import MAX_GROUPS, Candidates, Group, groups_of
from gazetteer.reading.document import Document
from gazetteer.reading.matcher import Match

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Resolution:
    """The candidates of one mention in order of probability, and why the first is first."""

    entry: Entry
    order: npt.NDArray[np.int64]
    probability: Floats
    reason: str


def resolve(
    document: Document, found: list[Match], lexicon: Lexicon, model: Model, *, home_country: str | None = None
) -> list[Resolution]:
    """Return for each match of a document which place it means.

    Parameters
    ----------
    home_country
        ISO code of the country that the text is written in and for, where known.
    """
    result: list[Resolution | None] = [None] * len(found)
    codes = lexicon.gazetteer.countries
    home = codes.index(home_country) if home_country in codes else -1
    groups = groups_of(document, found, lexicon)
    for at in range(0, len(groups), MAX_GROUPS):
        for group, resolution in _ranked(groups[at : at + MAX_GROUPS], model, home, lexicon):
            for member in group.members:
                result[member] = resolution
    return [resolution for resolution in result if resolution is not None]


def _ranked(groups: list[Group], model: Model, home: int, lexicon: Lexicon) -> list[tuple[Group, Resolution]]:
    """Rank the candidates of each group."""
    candidates = Candidates(groups, home_country=home)
    features = candidates.features(candidates.first_guess())
    probability = candidates.softmax(model.ranker.predict(features) + candidates.rules())
    starts = candidates.offsets.tolist()
    resolutions = []
    for group, start, end in zip(groups, starts, starts[1:], strict=False):
        own = probability[start:end]
        order = (-own).argsort(kind="stable")
        reason = _reason(group, candidates, start + int(order[0]), lexicon)
        resolutions.append((group, Resolution(group.entry, order, own[order], reason)))
    return resolutions


def _reason(group: Group, candidates: Candidates, index: int, lexicon: Lexicon) -> str:
    """Say in words what spoke for a candidate."""
    parts = []
    kind = int(candidates.kind[index])
    if group.entry.subtype:
        parts.append(f"{group.entry.subtype} of the place")
    if group.hint.kind == kind:
        parts.append(f"“{group.hint.word}” beside the name")
    if group.container is not None and candidates.container[index] > 0:
        parts.append(f"lies in {lexicon.describe(int(group.container.row[0]))['name']}, named beside it")
    if len(group.entry) == 1:
        parts.append("the only place of this name")
    elif not parts:
        parts.append("the likeliest by size and by the other places in the text")
    return "; ".join(parts)
