"""What speaks for a length that an article names being the depth of a zone."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from buffermap.said.depth.measures import Measure, measures
from buffermap.said.values import Context, Quoted
from buffermap.said.weigh.features import Features, number_at, span_of_zone, stems, step
from buffermap.said.zones.clues import Clue
from buffermap.said.zones.described import DescribedZone
from buffermap.said.zones.geography import Pair
from buffermap.said.zones.told import Told

_SIZES_M = (100, 900, 2_900, 9_000, 16_000, 31_000, 51_000, 80_000, 130_000)
_LIKELY_M = (300.0, 150_000.0)
_FAR, _NEAR = 6, 2  # words beside a length
_CLAUSE = 8
_MOST = 8  # lengths of one sentence
_LONGEST = 1_200  # characters of a sentence
_SAME = 0.03
_LINES = (
    "border", "fronti", "bounda", "line", "fence", "границ", "рубеж", "кордон", "лини", "ліні", "госгра", "держко",
)  # fmt: skip
_ZONES = (
    "zone", "buffer", "strip", "belt", "cordon", "perime", "corrid", "area", "зон", "полос", "смуг", "пояс",
)  # fmt: skip
_JOINT = re.compile(r"[,;:.()–—]")
_ASKED = re.compile(r"\?[\"»”*\s]*$")


@dataclass(frozen=True, slots=True)
class Length:
    """A length and the sentence that names it."""

    measure: Measure
    quoted: Quoted


def length_candidates(told: Told) -> list[Length]:
    """Return the lengths that an article names, in its order."""
    read = {clue.statement.start: _read_without_unit(clue) for clue in (*told.zone, *told.others)}
    return [
        Length(measure, quoted)
        for quoted in told.context.sentences
        for measure in (*measures(quoted.text[:_LONGEST])[:_MOST], *read.get(quoted.start, ()))
    ]


def _read_without_unit(clue: Clue) -> tuple[Measure, ...]:
    """Return the depth that the rules read in a number alone: "from 10 km to three"."""
    said, depth = clue.statement, clue.statement.depth
    if depth is None or depth.high_m is None:
        return ()
    at, until = depth.evidence.start - said.start, depth.evidence.end - said.start
    if any(at < one.end and one.start < until for one in measures(said.sentence)):
        return ()
    metres = depth.high_m
    return (
        Measure(
            start=at, end=until, low_m=metres, high_m=metres, qualifier="exact", text=depth.evidence.text
        ),
    )


def none_features(told: Told, lengths: Sequence[Length]) -> Features:
    """Return what speaks for no length being the depth."""
    ruled = float(told.read.depth is None)
    return {"none": 1.0, f"none of:{min(4, len(lengths))}": 1.0, "none rule": ruled}


def length_features(told: Told, pair: Pair, lengths: Sequence[Length]) -> list[Features]:
    """Return for each length of an article what speaks for its being the zone's depth."""
    context = told.context
    own = {clue.statement.start: clue for clue in told.zone}
    every = {clue.statement.start: clue for clue in told.others} | own
    numbers = [number_at(context, start) for start in own]
    likely = [one for one in lengths if _LIKELY_M[0] <= one.measure.high_m <= _LIKELY_M[1]]
    high = [one.measure.high_m for one in lengths]
    first = next((one for one in lengths if one.quoted.start in own), None)
    asked = {one.number + 1 for one in context.sentences if _ASKED.search(one.text)}
    found = []
    for order, one in enumerate(lengths):
        size, sentence = one.measure.high_m, one.quoted
        clue = every.get(sentence.start)
        relation = "none" if clue is None else "own" if sentence.start in own else "other"
        times = sum(math.isclose(size, other, rel_tol=_SAME) for other in high)
        features: Features = {
            f"order:{min(order, 3)}": 1,
            f"all:{min(len(lengths), 6)}": 1,
            f"lengths:{min(4, sum(other.quoted is sentence for other in lengths))}": 1,
            f"times:{min(times, 3)}": 1,
            "again": times > 1,
            "largest": size == max(high),
            "smallest": size == min(high),
            "only likely": likely == [one],
            "first of zone": one is first,
            "whole": (size / 1000).is_integer(),
            "headline": sentence.number == 0,
            "asked": sentence.number in asked,
            f"relation {relation}": 1,
            **_read(told.read, clue, one.measure, relation),
            **_far(sentence.number, numbers, relation),
            **_words(sentence.text, one.measure),
            **_places(context, one, pair),
        }
        if clue is not None:
            features |= _statement(clue, one.measure)
        found.append({name: float(value) for name, value in features.items() if value})
    return found


def _is(measure: Measure, metres: float | None) -> bool:
    return metres is not None and math.isclose(measure.high_m, metres, rel_tol=_SAME)


def _read(read: DescribedZone, clue: Clue | None, measure: Measure, relation: str) -> Features:
    """Return what the rules read as the depth of the zone and of the sentence."""
    ruled = None if read.depth is None else read.depth.value[1] or read.depth.value[0]
    own = None if clue is None or clue.depth is None else clue.depth[1]
    return {
        "rule": _is(measure, ruled),
        "rule none": ruled is None,
        "rule other": ruled is not None and not _is(measure, ruled),
        f"read {relation}": _is(measure, own),
        "read other length": own is not None and not _is(measure, own),
    }


def _far(number: int, numbers: Sequence[int], relation: str) -> Features:
    """Return how far a sentence is from the zone's."""
    if not numbers:
        return {}
    behind = [number - one for one in numbers if one <= number]
    return {
        f"{relation} far:{min(4, *(abs(number - one) for one in numbers))}": 1,
        f"{relation} behind:{min(*behind, 5) if behind else 'none'}": 1,
    }


def _words(text: str, measure: Measure) -> Features:
    """Return the words beside a length, in its clause and its sentence."""
    before, after = text[: measure.start], text[measure.end :]
    left, right = stems(before)[::-1], stems(after)
    found: Features = {
        f"size:{step(measure.high_m, _SIZES_M)}": 1,
        f"qualifier {measure.qualifier}": 1,
        **{f"inner {stem}": 1 for stem in stems(measure.text) if stem != "#"},
        **{f"clause left {stem}": 1 for stem in stems(_JOINT.split(before)[-1])[-_CLAUSE:]},
        **{f"clause right {stem}": 1 for stem in stems(_JOINT.split(after)[0])[:_CLAUSE]},
        **{f"sentence {stem}": 0.5 for stem in stems(text)},
    }
    for side, words in (("left", left), ("right", right)):
        for at, word in enumerate(words[:_FAR]):
            found[f"{side} {'near' if at < _NEAR else 'far'} {word}"] = 1
        for name, kind in (("line", _LINES), ("zone", _ZONES)):
            at = next((at for at, word in enumerate(words) if word.startswith(kind)), 99)
            found[f"{side} {name}:{step(at, (3, 7, 99))}"] = 1
    return found


def _statement(clue: Clue, measure: Measure) -> Features:
    """Return what the statement says in whose sentence a length stands."""
    said = clue.statement
    at, until = span_of_zone(said)
    apart = len(stems(said.sentence[until : measure.start] or said.sentence[measure.end : at]))
    found: Features = {
        f"kind {said.what.kind}": 1,
        "continues": said.continues is not None,
        "apart": said.apart,
        "within its words": at <= measure.start < until,
        f"words {'behind' if measure.start >= at else 'before'}:{step(apart, (1, 4, 8, 15))}": 1,
    }
    if said.claimed is not None:
        found[f"standing {said.claimed.standing}"] = 1
    return found


def _places(context: Context, one: Length, pair: Pair) -> Features:
    """Return which places the sentence of a length names, and those just beside it."""
    start = one.quoted.start
    named = [seen for seen in context.places if start <= seen.start < one.quoted.end]
    after = next((s for s in named if 0 <= s.start - start - one.measure.end < 35), None)
    before = [s for s in named if 0 <= start + one.measure.start - s.end < 25]
    found: Features = {
        "pair named": any(seen.place.country in pair for seen in named),
        "others named": any(seen.place.country and seen.place.country not in pair for seen in named),
        f"places:{min(2, sum(seen.place.kind == 'settlement' for seen in named))}": 1,
    }
    if after is not None:
        found[f"right place {after.place.kind}"] = 1
    if before:
        found[f"left place {before[-1].place.kind}"] = 1
    return found
