"""What is claimed of a zone's standing: the words that govern the zone phrase, outermost first.

"May be meant to carve out a zone" is a possibility, "ordered the army to create one" an order: among the
words left of the phrase in its clause the outermost governs. Where a phrase opens its clause, the words after it do.
"""

import re
from dataclasses import dataclass
from typing import cast

from buffermap.said.grammar import clauses, lexicon
from buffermap.said.grammar.patterns import has_cyrillic
from buffermap.said.standing import frames
from buffermap.said.values import Standing


@dataclass(frozen=True, slots=True)
class Found:
    """A standing, and the span of the words that say so."""

    standing: Standing
    start: int
    end: int


# Multiword cues that turn the meaning of a word inside them; they win over anything that they overlap.
_TURNED = lexicon.table("turned")
_ALL = lexicon.table("governing")
_GOVERNING = tuple(cue for cue in _ALL if cue.label != "stands")
_STANDS = tuple(lexicon.Cue("completed" if cue.label == "stands" else cue.label, cue.pattern) for cue in _ALL)
_GENERIC = lexicon.table("generic")
_DEMANDED = lexicon.pattern("governing", "demanded")
_OPEN = frozenset({"planned", "hypothetical"})
_PLAIN = frozenset({"completed", "under_way"})
_OVERRULES = frozenset({"under_way", "called_off", "denied"})
_ENDED = frozenset({"called_off", "denied"})
_OPENS = 20  # characters before the phrase that opens a sentence
_OWN_WINDOWS = 2  # left and right of the phrase in its own clause


def find_standing(sentence: str, start: int, end: int) -> Found | None:
    """Return what is claimed of the zone whose phrase stands at ``start:end``, or None where nothing tells."""
    found = _framed(sentence, start, end) or _governed(sentence, start, end)
    if found is not None:
        return _spoken_as(sentence, end, found) or _seen_from(sentence, start, end, found)
    located = frames.LOCATED.search(sentence, 0, start) or frames.SO_CALLED.search(sentence, 0, start)
    if located:
        return Found("completed", located.start(), start)
    if frames.ANY_ZONE.search(sentence, 0, start):
        return None
    stated = (
        frames.DEFINITE.search(sentence, 0, start)
        or frames.INDICATIVE.search(sentence, 0, start)
        or frames.INDICATIVE.search(sentence, end)
    )
    return Found("completed", *stated.span()) if stated else None


def _framed(sentence: str, start: int, end: int) -> Found | None:
    """Return what the frame of the whole sentence says: a condition, a question, "no zone", troops that leave one."""
    counterfactual = frames.COUNTERFACTUAL.search(sentence)
    conditional = counterfactual or frames.CONDITIONAL.search(sentence)
    if conditional and frames.IF_PASSED.search(conditional[0]):
        return Found("possible", *conditional.span())
    if conditional and (counterfactual or not _TURNED[-1].pattern.search(sentence)):
        return Found("hypothetical", *conditional.span())
    without = frames.WITHOUT.search(sentence, 0, start)
    if without and frames.NOTHING.match(sentence, end):
        return Found("demanded", without.start(), end)  # "without a zone there will be no peace"
    question = frames.QUESTION.match(sentence)
    if question and end <= question.end():
        return Found("possible", *question.span())
    negated = frames.NO_ZONE.search(sentence, 0, start)
    if negated:
        return Found("denied", negated.start(), start)
    presupposed = frames.PRESUPPOSED.search(sentence, 0, start) or _inside(sentence, start, end)
    return Found("completed", presupposed.start(), start) if presupposed else None


def _inside(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """Return the words that put somebody or something into the zone, or take it out."""
    inside = frames.INSIDE.search(sentence, 0, start)
    if inside and (has_cyrillic(inside[0]) and not frames.LOCATIVE.search(sentence, start, end)):
        return None
    return None if inside and frames.BANNED.search(sentence, 0, inside.start()) else inside


def _spoken_as(sentence: str, end: int, found: Found) -> Found | None:
    """Return how surely who speaks behind the words says it: «ворог створить зону, припустив експерт»."""
    spoken = frames.SPOKEN_AS.match(sentence, end) if found.standing in _OPEN else None
    if spoken is None:
        return None
    label = cast("Standing", spoken.lastgroup)
    return Found(label, *spoken.span(label))


def _seen_from(sentence: str, start: int, end: int, found: Found) -> Found:
    """Turn what the governing words give by where the zone stands in the sentence, and how surely it is said."""
    dropped = (
        frames.DROPPED.match(sentence, end) if start <= _OPENS and found.standing not in _ENDED else None
    )
    if dropped:  # "the strip that the army laid out in August, 500 m wide, has been scrapped"
        return Found("called_off", *dropped.span(dropped.lastgroup or 0))
    maybe = frames.MAYBE.match(sentence)
    if maybe and found.standing in {"planned", "hypothetical", "under_way"}:
        return Found("possible", maybe.start(), maybe.end())
    if found.standing == "hypothetical" and (described := frames.DESCRIBED.match(sentence, end)):
        return Found("proposed", described.start(), described.end())
    if found.standing == "denied":
        return _not_denied(sentence, end) or found
    if found.standing == "hypothetical" and (told := frames.RELATIVE_NEXT.match(sentence, end, found.start)):
        return (
            _governing(sentence, *told.span(), own=False) or found
        )  # "the zone that Baku demands would run"
    return found


def _not_denied(sentence: str, end: int) -> Found | None:
    """Return the standing where a zone is only said not to do something."""
    if effect := frames.IN_EFFECT.match(sentence, end):
        return Found("hypothetical", effect.start(), effect.end())  # "a zone would not stop drones"
    idle = frames.IDLE.match(sentence, end)
    return Found("completed", idle.start(), idle.end()) if idle else None  # "the zone has not stopped drones"


def _governed(sentence: str, start: int, end: int) -> Found | None:
    """Return the standing that the nearest governing words give, in the own clause or the ones beside it."""
    parts = clauses.spans(sentence)
    own = clauses.index_at(parts, start)
    if own and frames.PARTICIPLE.match(
        sentence, *parts[own]
    ):  # "the armies would pull back, leaving a strip"
        main = _governing(sentence, *parts[own - 1], own=True)
        if main is not None and main.standing not in _PLAIN:
            return _conditioned(sentence, main, before=True)
    windows = _windows(sentence, parts, own, start, end)
    left, right = windows[:_OWN_WINDOWS]
    found = _left_of(sentence, left, right) or _right_of(sentence, right)
    if found is not None:
        return _conditioned(sentence, found, before=found.start < start)
    for window in windows[_OWN_WINDOWS:]:
        found = _governing(sentence, *window, own=False)
        if found is not None:
            return _conditioned(sentence, found, before=window[0] < start)
    return None


def _left_of(sentence: str, left: tuple[int, int], right: tuple[int, int]) -> Found | None:
    """Return what the words left of the phrase say; where they are a noun or an attribute, those behind it go first.

    "Plans for a zone were dropped", "work on the zone continues", "a proposed strip was dropped".
    """
    if frames.TO_MAKE.match(sentence, *left):
        behind = _governing(sentence, *right, own=True, nouns=False)
        if behind and behind.standing in _OVERRULES:
            return behind  # "efforts to carve out a zone are gathering pace"
    nominal = frames.NOMINAL.match(sentence, *left) is not None
    behind = _governing(sentence, *right, own=True, nouns=False) if nominal else None
    if behind:
        talks = frames.TALKS.match(sentence, *left) if behind.standing == "under_way" else None
        return Found("possible", *talks.span()) if talks else behind
    found = _governing(sentence, *left, own=True)
    if found is None:
        return None
    if _is_attribute(sentence, found, left[1]):
        return (
            _governing(sentence, *right, own=True, nouns=False)
            or _governing(sentence, left[0], found.start, own=False)
            or found
        )
    if frames.NOUNS.match(sentence, found.start):
        return _governing(sentence, *right, own=False, nouns=False) or found
    return found


def _right_of(sentence: str, right: tuple[int, int]) -> Found | None:
    """Return what the words behind the phrase say, verbs before nouns: "the zone plan was dropped"."""
    return _governing(sentence, *right, own=True, nouns=False) or _governing(sentence, *right, own=True)


def _conditioned(sentence: str, found: Found, *, before: bool) -> Found:
    """Turn a standing by the plan, condition or decree that the sentence puts it under; ``before`` the zone's words."""
    condition = frames.IF.search(sentence)
    if found.standing in {"planned", "hypothetical"} and (draft := frames.UNDER_PLAN.match(sentence)):
        return Found("proposed", *draft.span())
    if found.standing == "hypothetical":
        return _irrealis(sentence, found, condition=condition is not None, before=before)
    if condition and found.standing == "planned" and frames.PLAIN_FUTURE.match(sentence, found.start):
        return Found("possible", condition.start(), condition.end())
    decree = frames.BY_DECREE.match(sentence) or (
        frames.DECREE.search(sentence, 0, found.end) if before else None
    )
    if decree and found.standing in {"completed", "planned", "under_way"}:
        return Found("ordered", decree.start(), decree.end())
    return found


def _irrealis(sentence: str, found: Found, *, condition: bool, before: bool) -> Found:
    """Turn "would" by who says so: a plan or an agreement proposes, a speaker plans or asks."""
    if plan := frames.PLAN.search(sentence, 0, found.start):
        return Found("proposed", plan.start(), plan.end())
    if condition:
        return found
    if (need := frames.NEED.match(sentence, found.start)) and frames.REPORTED.search(sentence):
        return Found("demanded", *need.span())  # "any deal would have to include a corridor, he said"
    would = before and frames.ACTS.match(sentence, found.start) and frames.REPORTED.search(sentence)
    if would or frames.REPORTED.search(sentence, 0, found.start) or frames.PROMISED.search(sentence):
        return Found("planned", found.start, found.end)
    agreed = frames.AGREED.match(sentence, found.start)
    return Found("proposed", *agreed.span()) if agreed else found


def _is_attribute(sentence: str, found: Found, start: int) -> bool:
    """Whether the words that govern are an attribute of the zone: "a proposed strip was dropped"."""
    return (
        frames.ADJECTIVE.fullmatch(sentence, found.start, found.end) is not None
        and frames.ATTRIBUTE.fullmatch(sentence, found.end, start) is not None
    )


def _windows(
    sentence: str, parts: list[tuple[int, int]], own: int, start: int, end: int
) -> list[tuple[int, int]]:
    """Return the stretches of text to look for governing words in, nearest first."""
    left, right = parts[own]
    windows = [(left, start), (end, right)]
    for step in range(1, len(parts)):
        if own - step >= 0:
            windows.append(parts[own - step])
        if own + step < len(parts):
            windows.append(parts[own + step])
    beside = windows[
        _OWN_WINDOWS:
    ]  # "the zone, which the Kremlin promised, never came": the main clause goes first
    return windows[:_OWN_WINDOWS] + sorted(
        beside, key=lambda span: frames.RELATIVE.match(sentence, *span) is not None
    )


def _first(cue: lexicon.Cue, sentence: str, left: int, right: int, *, nouns: bool) -> re.Match[str] | None:
    """Return the first match of a cue that is no part of a name ("the Institute for Border Studies")."""
    for match in cue.pattern.finditer(sentence, left, right):
        named = (
            frames.IN_NAME.search(sentence, 0, match.start()) is not None
            and sentence[match.start()].isupper()
        )
        if not named and (nouns or not frames.NOUNS.match(sentence, match.start())):
            return match
    return None


def _governing(sentence: str, left: int, right: int, *, own: bool, nouns: bool = True) -> Found | None:
    """Return the outermost cue between two positions: turning words first, tenses last and in the own clause only."""
    tables = (_TURNED, _STANDS, _GENERIC) if own else (_TURNED, _GOVERNING)
    for table in tables:
        found = [
            (match.start(), order, cast("Standing", cue.label), match.end())
            for order, cue in enumerate(table)
            for match in [_first(cue, sentence, left, right, nouns=nouns)]
            if match
        ]
        if not found:
            continue
        at, _, standing, until = min(found)
        if standing == "called_off":
            demand = _DEMANDED.search(sentence, left, at)
            if demand:  # "urged the government to abandon the zone"
                return Found("demanded", demand.start(), demand.end())
        return Found(standing, at, until)
    return None
