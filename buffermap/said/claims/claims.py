"""Distance claims: how far one place is said to be from another, checked against geography.

"The Sumy region, just 200 miles from the capital" is true of some of the region and not of the rest: a claim about
an area is compared with its nearest edge, its centre and its farthest edge.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from buffermap.articles.article import Article
from buffermap.said.depth.measures import Measure, measures
from buffermap.said.grammar.patterns import LONGEST_SENTENCE, Pattern
from buffermap.said.values import NamedPlace
from buffermap.said.where.named import Group, as_place, inside, starting
from buffermap.said.where.ties import border_after, tie_of
from gazetteer.mention import Mention

Comparison = Literal["about", "less", "more"]
Verdict = Literal["fits", "fits_nearest", "fits_farthest", "does_not_fit", "unknown"]

TOLERANCE = 0.2
"""Newspapers round: a claim agrees with a distance when the two differ by at most this share of the larger."""

_FROM = Pattern(
    r"[\s,]*(?:(?:away|as the crow flies|further|farther|due|to the)\s+)*(?:(?:(?:north|south|east|west)\w*(?:[- ](?:north|south|east|west)\w*)?|inland|upstream|downstream|short)\s+)?(?:from|of|off|outside|away from)\s+"
    r"|[\s,]*(?:(?:северн|южн|восточн|западн|північн|південн|східн|західн|на\s+\w+)\w*\s+)?(?:от|від|до)\s+",
    re.IGNORECASE,
)
_NAME_LEAD = Pattern(
    r"(?:(?:the|its|their|a|an|[\w-]+ish|[\w-]+ian)\s+)*(?:(?:capital|city|town|village|port|border|regional|provincial|neighbouring|neighboring|nearby|eastern|western|northern|southern|central|polish|major)\s+)*(?:(?:city|town|village|capital|centre|center)\s+)?(?:of\s+)?"
    r"|(?:(?:столиц\w+|город\w*|міст\w*|сел\w*|посел\w+|обласн\w+|областн\w+)\s+)*",
    re.IGNORECASE,
)
_BORDER_WITH = Pattern(
    r"(?:(?:the|its|their|our)\s+)?(?:\w+\s+)?(?:border|frontier|boundary)\s+with\s+(?:the\s+)?|(?:\w+\s+)?(?:границ\w+|кордон\w*)\s+(?:с|со|з|із)\s+",
    re.IGNORECASE,
)
_APART = Pattern(
    r"\s*(?:apart|from each other|друг от друга|одне від одного|один від одного)\b", re.IGNORECASE
)
_WITHIN = Pattern(r"\b(?:within|under|less than|not more than)\s*(?:about\s*)?$", re.IGNORECASE)
_CAME = Pattern(
    r"\b(?:battalions?|troops?|soldiers?|men|people|refugees|residents?|families|units?|brigades?|forces|trucks?|\w+s) from (?:\w+ and )?(?:the )?$",
    re.IGNORECASE,
)
_REACH = 45
_BEFORE = 80  # characters before a name or a length that are looked at
_AREAS = frozenset({"admin1", "admin2", "country", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Geodesic metres from a place or an area to another: of an area nearest edge, centre, farthest edge."""

    nearest_m: float
    centre_m: float
    farthest_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceClaim:
    """A sentence's claim of how far two places are apart, and the verdict once geography is asked.

    ``to_border`` is the country whose border is meant where the claim is about a border, not a place.
    """

    doc_id: str
    start: int
    end: int
    text: str
    sentence_start: int
    sentence: str
    origin: NamedPlace
    goal: NamedPlace
    claimed_m: float
    comparison: Comparison
    to_border: str | None = None
    measured: Range | None = None
    verdict: Verdict = "unknown"


def find_claims(
    article: Article, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> list[DistanceClaim]:
    """Return the distance claims of an article, unchecked (see `check`), in the order of the text."""
    found: list[DistanceClaim] = []
    for start, whole in sentences:
        end = min(whole, start + LONGEST_SENTENCE)
        if len(starting(mentions, start, end)) < 2:
            continue
        sentence = article.text[start:end]
        lengths = measures(sentence)
        if not lengths:
            continue
        local = inside(mentions, start, end)
        for measure in lengths:
            ends = _ends(sentence, measure, local)
            if ends is None:
                continue
            origin, goal, border = ends
            found.append(
                DistanceClaim(
                    doc_id=article.doc_id,
                    start=start + measure.start,
                    end=start + measure.end,
                    text=measure.text,
                    sentence_start=start,
                    sentence=sentence,
                    origin=as_place(origin),
                    goal=as_place(goal),
                    claimed_m=measure.high_m,
                    comparison=_comparison(sentence, measure),
                    to_border=border,
                )
            )
    return found


def judge(claimed_m: float, comparison: Comparison, measured: Range) -> Verdict:
    """Return whether a claim fits the measured distances.

    It fits where the centre agrees (or lies on the claimed side, for "less than" and "more than"); for an area it
    fits only its nearest or farthest part where a distance between that edge and the centre agrees.
    """
    if _agrees(claimed_m, comparison, measured.centre_m):
        return "fits"
    if measured.nearest_m < measured.farthest_m:
        low, high = sorted((measured.nearest_m, measured.centre_m))
        if _agrees_within(claimed_m, comparison, low, high):
            return "fits_nearest"
        low, high = sorted((measured.centre_m, measured.farthest_m))
        if _agrees_within(claimed_m, comparison, low, high):
            return "fits_farthest"
    return "does_not_fit"


def check(claim: DistanceClaim, measure: Callable[[DistanceClaim], Range | None]) -> DistanceClaim:
    """Return a claim with the measured distances and the verdict; unknown where a place has no point."""
    measured = measure(claim)
    if measured is None:
        return claim
    return replace(claim, measured=measured, verdict=judge(claim.claimed_m, claim.comparison, measured))


def _agrees(claimed: float, comparison: Comparison, distance: float) -> bool:
    if comparison == "less" and distance <= claimed:
        return True
    if comparison == "more" and distance >= claimed:
        return True
    return abs(claimed - distance) <= TOLERANCE * max(claimed, distance)


def _agrees_within(claimed: float, comparison: Comparison, low: float, high: float) -> bool:
    if comparison == "less":
        return _agrees(claimed, comparison, low)
    if comparison == "more":
        return _agrees(claimed, comparison, high)
    return low <= claimed <= high or _agrees(claimed, comparison, low) or _agrees(claimed, comparison, high)


def _comparison(sentence: str, measure: Measure) -> Comparison:
    if measure.qualifier == "up_to" or _WITHIN.search(
        sentence, max(0, measure.start - _BEFORE), measure.start
    ):
        return "less"
    return "more" if measure.qualifier == "at_least" else "about"


def _ends(
    sentence: str, measure: Measure, mentions: list[Mention]
) -> tuple[Mention, Mention, str | None] | None:
    """Return the two places that a length lies between, and the border meant, if a claim is made at all."""
    before = [
        m
        for m in mentions
        if m.end <= measure.start
        and m.subtype is None
        and m.lat is not None
        and not _CAME.search(sentence, max(0, m.start - _BEFORE), m.start)
    ]
    if _APART.match(sentence, measure.end) and len(before) > 1:
        return before[-2], before[-1], None
    goal = _goal(sentence, measure, mentions)
    if goal is not None and before:
        owned = border_after(sentence, Group(start=goal.start, end=goal.end, mentions=(goal,)))
        border = owned or _BORDER_WITH.search(sentence, measure.end, goal.start)
        return before[-1], goal, goal.country if border else None
    pair = _from_to(sentence, before)
    if pair and re.fullmatch(r"[\s,–—-]*(?:\w+\s*){0,3}", sentence[pair[1].end : measure.start]):
        return (*pair, None)
    return None


def _goal(sentence: str, measure: Measure, mentions: list[Mention]) -> Mention | None:
    found = _FROM.match(sentence, measure.end)
    if found is None:
        return None
    with_it = _BORDER_WITH.match(sentence, found.end())
    if with_it:
        return next((m for m in mentions if m.kind == "country" and m.start == with_it.end()), None)
    lead = _NAME_LEAD.match(sentence, found.end())
    at = lead.end() if lead else found.end()
    near = (m for m in mentions if found.end() <= m.start <= min(at + 3, found.end() + _REACH))
    return next(near, None) or next((m for m in mentions if m.start == found.end()), None)


def _from_to(sentence: str, before: list[Mention]) -> tuple[Mention, Mention] | None:
    """Return the last two places where they stand as "from A to B" or "between A and B"."""
    if len(before) < 2:
        return None
    left, right = before[-2:]
    tie = tie_of(sentence, Group(start=left.start, end=left.end, mentions=(left,)))
    between = sentence[left.end : right.start].strip().lower()
    if tie == "from" and re.search(r"(?:^|\s)(?:to|до)(?:\s+the)?$", between):
        return left, right
    return (left, right) if tie == "between" and between in {"and", "и", "і", "та"} else None


def is_area(place: NamedPlace) -> bool:
    """Whether a place is an area, so that a claim about it is one about a range."""
    return place.kind in _AREAS
