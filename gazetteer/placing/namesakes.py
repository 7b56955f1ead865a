"""Among places of one name, those that the text's own bearings point to: "Oleksandrivka (north of Kramatorsk)"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from gazetteer.entries.lexicon import ADMIN1, ADMIN2, SETTLEMENT, SITE, Lexicon
from gazetteer.languages import words_of
from gazetteer.placing.resolve import Resolution
from gazetteer.placing.siting import Floats, Sites, choose, fits
from gazetteer.reading.bearings import Bearing, find, lists
from gazetteer.reading.document import Document
from gazetteer.reading.hints import bare_last
from gazetteer.reading.matcher import Match

_UNLISTED_SHARE = 0.5  # of the least likely candidate's: the prior of those that ranking left out
# how far a bearing may outweigh all else: a village is easily told from its namesakes, a city hardly from a village
_CITY, _CLEAR = 50_000, 0.9
_CITY_TRUST, _VILLAGE_TRUST = 1.0, 0.5
_LEAST_PRIOR = 1e-4
_UNSURE = 0.85
_DIVISION_COST = 2.0  # nats: bearings are told from and of settlements
_HOLDS = 0.15
_SECTORS = words_of("sectors", "en", "uk", "ru")
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def told_apart(
    document: Document, matches: Sequence[Match], resolutions: list[Resolution], lexicon: Lexicon
) -> list[Resolution]:
    """Choose again among the candidates of names that the text places by other names.

    Parameters
    ----------
    document
        The text.
    matches, resolutions
        Its names, sorted, not overlapping, and what each means by itself and by the rest of the text.
    lexicon
        Where the candidates come from.

    Returns
    -------
    list of Resolution
        One for each name. A name that comes again without a bearing means what it meant the last time.
    """
    stated = [*bearings_of(document, matches), *_together(document, matches, resolutions, lexicon)]
    if not stated:
        return resolutions
    named = sorted({i for bearing in stated for i in (bearing.subject, *bearing.anchors)})
    known = {i: _candidates(resolutions[i], lexicon) for i in named}
    sites = {i: _sites(resolution) for i, resolution in known.items() if resolution is not None}
    weights = choose(stated, sites, same=_repeated(sites, resolutions))
    chosen: dict[int, Resolution] = {}
    for bearing in stated:
        members = (bearing.subject, *bearing.anchors)
        if all(i in weights for i in members) and _fit(bearing, sites, weights) > _HOLDS:
            for i in members if bearing.relation != "listed" else members[:1]:
                resolution = known[i]
                if resolution is not None and i not in chosen:
                    reason = _reason(bearing, i, known, weights, lexicon)
                    chosen[i] = _reordered(resolution, resolutions[i], weights[i], reason)
    return _passed_on(chosen, resolutions)


def bearings_of(document: Document, matches: Sequence[Match]) -> list[Bearing]:
    """Return the relations that a text states between its names, by their numbers; found once for a document."""
    known: tuple[Sequence[Match], list[Bearing]] | None = document.memo.get("bearings")
    if known is None or known[0] is not matches:
        known = document.memo["bearings"] = matches, find(document.text, spans_of(document, matches))
    return known[1]


def spans_of(document: Document, matches: Sequence[Match]) -> list[tuple[int, int]]:
    """Return where the bare names stand in the text."""
    starts, ends = document.tokens.starts, document.tokens.ends
    return [(starts[m.first], ends[bare_last(document, m) - 1]) for m in matches]


def _together(
    document: Document, matches: Sequence[Match], resolutions: Sequence[Resolution], lexicon: Lexicon
) -> Iterator[Bearing]:
    """Yield what lies together without a word that says so: villages in a list, and those of a stretch of front."""
    small = {number for number, one in enumerate(resolutions) if _is_open(one, lexicon)}
    if not small:
        return
    for pair in lists(document.text, spans_of(document, matches)):
        both = (pair.subject, *pair.anchors)
        for subject, anchor in (both, both[::-1]):
            if subject in small:
                yield replace(pair, subject=subject, anchors=(anchor,))
    for number, match in enumerate(matches):
        if document.lower[match.last : match.last + 1] and document.lower[match.last] in _SECTORS:
            sentence = document.sentence_of[match.first]
            for other in small - {number}:
                if document.sentence_of[matches[other].first] == sentence:
                    yield Bearing(subject=other, anchors=(number,), relation="listed")


def _is_open(resolution: Resolution, lexicon: Lexicon) -> bool:
    """Whether a small place with namesakes was chosen."""
    entry, top = resolution.entry, int(resolution.order[0])
    small = entry.kind[top] == SETTLEMENT and 10.0 ** entry.log_population[top] < _CITY
    unsure = float(resolution.probability[0]) < _UNSURE
    return bool(small and unsure and not entry.subtype and len(lexicon.uncut(entry)) > 1)


def _candidates(resolution: Resolution, lexicon: Lexicon) -> Resolution | None:
    """Return a resolution with every candidate that a bearing may be told of; None where it is told of none."""
    top = int(resolution.entry.kind[resolution.order[0]])
    if top not in (SETTLEMENT, SITE, ADMIN1, ADMIN2):
        return None
    entry = lexicon.uncut(resolution.entry)
    share = dict(zip(resolution.entry.row[resolution.order].tolist(), resolution.probability, strict=True))
    left_out = _UNLISTED_SHARE * float(resolution.probability[-1])
    probability = np.array([share.get(row, left_out) for row in entry.row.tolist()])
    may = np.isin(entry.kind, (SETTLEMENT, SITE, ADMIN1, ADMIN2)) & np.isfinite(entry.lat)
    order = np.flatnonzero(may)
    if not len(order):
        return None
    return replace(resolution, entry=entry, order=order, probability=probability[order])


def _sites(resolution: Resolution) -> Sites:
    """Return the points of candidates, with how likely each is."""
    entry, order = resolution.entry, resolution.order
    people = 10.0 ** entry.log_population[order]
    top = int(resolution.probability.argmax())
    clear = people[top] > _CITY and resolution.probability[top] > _CLEAR
    trust = _CITY_TRUST if clear else _VILLAGE_TRUST
    prior = trust * np.log(np.maximum(resolution.probability, _LEAST_PRIOR))
    prior -= _DIVISION_COST * np.isin(entry.kind[order], (ADMIN1, ADMIN2))
    return Sites(entry.lat[order], entry.lon[order], people, prior)


def _repeated(sites: Mapping[int, Sites], resolutions: Sequence[Resolution]) -> list[tuple[int, int]]:
    """Return pairs of names, one after the other, that are written alike."""
    by_name: dict[int, list[int]] = {}
    for i in sites:
        by_name.setdefault(id(resolutions[i]), []).append(i)
    return [pair for alike in by_name.values() for pair in pairwise(alike)]


def _fit(bearing: Bearing, sites: Mapping[int, Sites], weights: Mapping[int, Floats]) -> float:
    """Return how well the chosen candidates fit a relation."""
    chosen = [_only(sites[i], int(weights[i].argmax())) for i in (bearing.subject, *bearing.anchors)]
    return float(fits(bearing, chosen[0], chosen[1:]).item())


def _only(sites: Sites, index: int) -> Sites:
    one = slice(index, index + 1)
    return Sites(sites.lat[one], sites.lon[one], sites.people[one], sites.prior[one])


def _reordered(resolution: Resolution, before: Resolution, weights: Floats, reason: str) -> Resolution:
    """Return a resolution with its candidates in the order of their weights."""
    order = resolution.order[np.argsort(-weights, kind="stable")]
    same = resolution.entry.row[order[0]] == before.entry.row[before.order[0]]
    return replace(
        resolution,
        order=order,
        probability=np.sort(weights)[::-1],
        reason=f"{before.reason}; {reason}" if same else reason,
    )


def _reason(
    bearing: Bearing,
    name: int,
    known: Mapping[int, Resolution | None],
    weights: Mapping[int, Floats],
    lexicon: Lexicon,
) -> str:
    """Say in words which relation spoke for a candidate."""
    others = [i for i in (bearing.subject, *bearing.anchors) if i != name]
    said = {"between": "between", "listed": "in one list with"}.get(bearing.relation, "near")
    names = " and ".join(_chosen_name(known[i], weights[i], lexicon) for i in others)
    if bearing.degrees is None:
        return f"the text says {said} {names}"
    turned = bearing.degrees if name == bearing.subject else bearing.degrees + 180
    return f"the text says {_WINDS[round(turned / 45) % 8]} of {names}"


def _chosen_name(resolution: Resolution | None, weights: Floats, lexicon: Lexicon) -> str:
    if resolution is None:
        return ""
    return str(lexicon.describe(int(resolution.entry.row[resolution.order[int(weights.argmax())]]))["name"])


def _passed_on(chosen: Mapping[int, Resolution], resolutions: list[Resolution]) -> list[Resolution]:
    """Return all resolutions: a name without a bearing follows the last of its kind that has one, else the first."""
    latest = {id(resolutions[i]): chosen[i] for i in sorted(chosen, reverse=True)}
    result = []
    for i, resolution in enumerate(resolutions):
        key = id(resolution)
        if i in chosen:
            latest[key] = chosen[i]
        result.append(latest.get(key, resolution))
    return result
