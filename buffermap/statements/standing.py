"""What is claimed of a zone's standing: the words that govern the zone phrase, outermost first.

"May be meant to carve out a zone" is a possibility, "ordered the army to create one" an order: among the
words left of the phrase in its clause the outermost governs. Where a phrase opens its clause, the words after it do.
"""

import re
from dataclasses import dataclass
from typing import cast

from buffermap.statements import clauses, lexicon
from buffermap.statements.patterns import Pattern
from buffermap.statements.values import Standing


@dataclass(frozen=True, slots=True)
class Found:
    """A standing, and the span of the words that say so."""

    standing: Standing
    start: int
    end: int


# Multiword cues that turn the meaning of a word inside them; they win over anything that they overlap.
_TURNED = lexicon.table("turned")
_GOVERNING = lexicon.table("governing")
_GENERIC = lexicon.table("generic")
_DEMANDED = lexicon.pattern("governing", "demanded")
_NOUNS = Pattern(
    r"(?:plans?|planning|work|construction|creation|proposals?|ideas?|talks|discussions?|decisions?|orders?|agreement)\b"
    r"|(?:план|работ|создани|строительств|предложени|иде[яиюей]|переговор|решени|приказ|роботи|робот|створенн|будівництв|пропозиці|іде[яїюєй]|рішенн|наказ|домовленіст)",
    re.IGNORECASE,
)
_REPORTED = Pattern(
    r"\b(?:said|told|announced|added|promised|vowed|stated|declared|explained|confirmed|noted|warned|claimed|insisted|reported)\b",
    re.IGNORECASE,
)
_PLAN = Pattern(
    r"\b(?:proposals?|plan|draft|initiative|blueprint|memorandum|roadmap|scheme)\b|(?<!\w)(?:предложени|пропозиц|план|проект|проєкт|инициатив|ініціатив)\w*",
    re.IGNORECASE,
)
_QUESTION = Pattern(
    r"^\W*(?:will|would|could|can|might|is|are|does|do|чи|ли|будет ли|чи буде)\b[^.!]*\?", re.IGNORECASE
)
_LOCATED = Pattern(
    r"\b(?:in|inside|from|within|across|through|into|outside|leave|left|thanks to|despite|behind|beyond|patrol|patrols|enter|entered|entering)\s+(?:the|a|an|this|that)?\s*(?:\w+\s+)?[\"“‘'«]?$|(?<!\w)(?:в|во|у|из|з|із|через|поза|внутри|всередині)\s+[\"“«]?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_COUNTERFACTUAL = Pattern(
    r"^\W*(?:Had|Were|Should)\s+(?!(?:he|she|they|we|you|it|I)\b.*\?)[^,?]{3,}|\bwould(?:\s+\w+)? have\b|\b(?:if|unless|suppose|imagine|in the event)\b[^.]*\bwould\b|\bwould\b[^.]*\bif\b"
    r"|\b(?:hypothetical|imaginary|theoretical(?:ly)?|in theory)\b"
    r"|гипотетич\w+|гіпотетич\w+|теоретич\w+|(?<!\w)если\s+бы(?!\w)|(?<!\w)якби(?!\w)|(?<!\w)якщо\s+б(?!\w)|(?<!\w)будь\s+у|случись|представ(?:им|ьте)|уяв(?:імо|іть)",
    re.IGNORECASE,
)
_DECREE = Pattern(
    r"\b(?:decree|law|order|resolution|bill|directive)\b[^.;]{0,60}\b(?:establish|creat|introduc|impos|declar|ban|set|clos|seal)\w*|указ\w*|постанов\w+|розпоряджен\w+",
    re.IGNORECASE,
)
_BY_DECREE = Pattern(
    r"\W*(?:by|under|with)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?(?:order|decree|law|resolution|edict)\b",
    re.IGNORECASE,
)
_NO_ZONE = Pattern(r"\b(?:no|жодн\w+|ніяк\w+|никак\w+)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_OWN_WINDOWS = 2  # left and right of the phrase in its own clause
_IF = Pattern(r"\bif\b|(?<!\w)(?:если|якщо|в случае|у разі)(?!\w)", re.IGNORECASE)
_PLAIN_FUTURE = Pattern(
    r"will|['’]ll|shall|буд\w+|прид[её]тся|доведеться|з['’ʼ]явит\w+|появится|созда\w+|створ\w+|\w+тим\w+|розшир\w+|расшир\w+|введ\w+|закри\w+|закро\w+|сформ\w+|побуд\w+|постро\w+|установ\w+|встанов\w+",
    re.IGNORECASE,
)


def find_standing(sentence: str, start: int, end: int) -> Found | None:
    """Return what is claimed of the zone whose phrase stands at ``start:end``, or None where nothing tells."""
    counterfactual = _COUNTERFACTUAL.search(sentence)
    if counterfactual and not _TURNED[-1].pattern.search(sentence):
        return Found("hypothetical", counterfactual.start(), counterfactual.end())
    question = _QUESTION.match(sentence)
    if question and end <= question.end():
        return Found("possible", question.start(), question.end())
    negated = _NO_ZONE.search(sentence, 0, start)
    if negated:
        return Found("denied", negated.start(), start)
    found = _governed(sentence, start, end)
    if found is not None:
        return found
    located = _LOCATED.search(sentence, 0, start)
    return Found("completed", located.start(), start) if located else None


def _governed(sentence: str, start: int, end: int) -> Found | None:
    """Return the standing that the nearest governing words give, in the own clause or the ones beside it."""
    parts = clauses.spans(sentence)
    own = clauses.index_at(parts, start)
    decree = _DECREE.search(sentence, 0, start) or _BY_DECREE.match(sentence)
    condition = _IF.search(sentence)
    for number, (left, right) in enumerate(_windows(parts, own, start, end)):
        found = _governing(sentence, left, right, own=number < _OWN_WINDOWS)
        if found is None:
            continue
        if number == 0 and _NOUNS.match(sentence, found.start):
            # "plans for a zone were dropped", "work on the zone continues": the verb behind the phrase governs
            found = _governing(sentence, end, parts[own][1], own=False, nouns=False) or found
        if found.standing == "hypothetical" and (plan := _PLAN.search(sentence, 0, found.start)):
            return Found("proposed", plan.start(), plan.end())
        if found.standing == "hypothetical" and _REPORTED.search(sentence, 0, found.start) and not condition:
            return Found("planned", found.start, found.end)
        if condition and found.standing == "planned" and _PLAIN_FUTURE.match(sentence, found.start):
            return Found("possible", condition.start(), condition.end())
        if decree and left < start and found.standing in {"completed", "planned", "under_way"}:
            return Found("ordered", decree.start(), decree.end())
        return found
    return None


def _windows(parts: list[tuple[int, int]], own: int, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of text to look for governing words in, nearest first."""
    left, right = parts[own]
    windows = [(left, start), (end, right)]
    for step in range(1, len(parts)):
        if own - step >= 0:
            windows.append(parts[own - step])
        if own + step < len(parts):
            windows.append(parts[own + step])
    return windows


def _governing(sentence: str, left: int, right: int, *, own: bool, nouns: bool = True) -> Found | None:
    """Return the outermost cue between two positions: turning words first, tenses last and in the own clause only."""
    tables = (_TURNED, _GOVERNING, _GENERIC) if own else (_TURNED, _GOVERNING)
    for table in tables:
        found = [
            (match.start(), order, cast("Standing", cue.label), match.end())
            for order, cue in enumerate(table)
            for match in [cue.pattern.search(sentence, left, right)]
            if match and (nouns or not _NOUNS.match(sentence, match.start()))
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
