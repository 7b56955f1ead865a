"""Which place each name means: candidates ranked by what they are and by what else the document names."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.entries.lexicon import ADMIN2, SETTLEMENT, SITE, Entry, Lexicon
from gazetteer.models.model import Model
from gazetteer.placing.context import MAX_GROUPS, Candidates, Group, groups_of
from gazetteer.placing.outlet import Prior, Weighed
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
    document: Document, found: list[Match], lexicon: Lexicon, model: Model, *, prior: Prior | None = None
) -> list[Resolution]:
    """Return for each match of a document which place it means.

    Parameters
    ----------
    prior
        What the other documents of its outlet, or a stated home, say for places before it is read.
    """
    result: list[Resolution | None] = [None] * len(found)
    groups = groups_of(document, found, lexicon)
    for at in range(0, len(groups), MAX_GROUPS):
        for group, resolution in _ranked(groups[at : at + MAX_GROUPS], model, prior, lexicon):
            for member in group.members:
                result[member] = resolution
    return [resolution for resolution in result if resolution is not None]


def weigh(document: Document, found: list[Match], lexicon: Lexicon, model: Model) -> Weighed:
    """Return what the names of a document may mean, in little: what an outlet's prior is learnt from."""
    groups = groups_of(document, found, lexicon)[:MAX_GROUPS]
    candidates = Candidates(groups)
    return Weighed(
        name=candidates.group,
        division=np.where(candidates.division >= 0, candidates.division, -1),
        country=candidates.country,
        score=_scores(candidates, model),
        times=candidates.weight[candidates.group] ** 2,
        town=_towns(candidates),
    )


def _towns(candidates: Candidates) -> npt.NDArray[np.bool_]:
    """Return which candidates are smaller than first-level divisions."""
    return np.isin(candidates.kind, (SETTLEMENT, ADMIN2, SITE))


def _scores(candidates: Candidates, model: Model) -> Floats:
    """Return what speaks for each candidate within the document."""
    features = candidates.features(candidates.first_guess())
    scores = candidates.rules()
    several = candidates.several()  # the only place of a name needs no score
    scores[several] += model.ranker.predict(features[several])
    return scores


def _ranked(
    groups: list[Group], model: Model, prior: Prior | None, lexicon: Lexicon
) -> list[tuple[Group, Resolution]]:
    """Rank the candidates of each group."""
    candidates = Candidates(groups)
    scores = alone = _scores(candidates, model)
    if prior is not None:
        scores = alone + prior.scores(
            candidates.division, candidates.country, name=candidates.group, town=_towns(candidates)
        )
    probability = candidates.softmax(scores)
    starts = candidates.offsets.tolist()
    resolutions = []
    for group, start, end in zip(groups, starts, starts[1:], strict=False):
        own = probability[start:end]
        order = (-own).argsort(kind="stable")
        reason = _reason(group, candidates, start + int(order[0]), lexicon)
        if prior is not None and int(alone[start:end].argmax()) != int(order[0]):
            reason = f"{reason}; {_said_by(prior)}"
        resolutions.append((group, Resolution(group.entry, order, own[order], reason)))
    return resolutions


def _said_by(prior: Prior) -> str:
    """Say in words that a prior decided."""
    if prior.stated:
        return "chosen for the home that was given"
    return f"chosen for what {round(prior.mass.documents)} other articles of the outlet are about"


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
