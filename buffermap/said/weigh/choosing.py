"""The border, divisions, side and depth for which most speaks in an article."""

import math
from dataclasses import dataclass

from buffermap.said.weigh.borders import border_candidates, border_features
from buffermap.said.weigh.depths import Length, length_candidates, length_features, none_features
from buffermap.said.weigh.divisions import division_candidates, division_features
from buffermap.said.weigh.model import models
from buffermap.said.weigh.sides import side_candidates, side_features
from buffermap.said.zones.geography import Pair
from buffermap.said.zones.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen for a zone."""

    pair: Pair
    codes: tuple[str, ...]
    side: str | None
    length: Length | None


def choose(told: Told) -> Choice | None:
    """Return what most speaks for; None where too little speaks for any border."""
    pairs = border_candidates(told)
    model = models()["border"]
    best = model.best([border_features(told, pair) for pair in pairs])
    if best is None:
        return None
    pair = pairs[best]
    return Choice(
        pair=pair,
        codes=_divisions(told, pair),
        side=_side(told, pair),
        length=_length(told, pair),
    )


def _divisions(told: Told, pair: Pair) -> tuple[str, ...]:
    """Return the divisions of one country for which enough speaks."""
    codes = division_candidates(told, pair)
    model = models()["division"]
    features = division_features(told, pair, codes)
    scores = {code: model.score(one) for code, one in zip(codes, features, strict=True)}
    kept = [code for code in codes if model.least is None or scores[code] > model.least]
    best = max(kept, key=scores.__getitem__, default="")
    return tuple(code for code in kept if code.partition(".")[0] == best.partition(".")[0])


def _side(told: Told, pair: Pair) -> str | None:
    sides = side_candidates(pair)
    best = models()["side"].best([side_features(told, pair, one) for one in sides])
    return None if best is None else sides[best]


def _length(told: Told, pair: Pair) -> Length | None:
    lengths = length_candidates(told)
    features = length_features(told, pair, lengths)
    best = models()["depth"].best([*features, none_features(told, lengths)])
    return None if best is None or best == len(lengths) else lengths[best]


def is_length(length: Length | None, value: tuple[float | None, float | None] | None) -> bool:
    """Whether a depth that the rules read is that length."""
    if length is None or value is None:
        return length is None and value is None
    return value[1] is not None and math.isclose(length.measure.high_m, value[1], rel_tol=0.001)
