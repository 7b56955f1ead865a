"""Features: names with numbers. They only say what a text holds; how much each tells is learned."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from buffermap.said.values import Context, Quoted, Statement
from buffermap.said.zones.clues import Clue

Features = dict[str, float]

STEM = 6  # letters that a word keeps: endings tell little here
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """Return the words and marks of a text without their endings; numbers are all alike.

    Examples
    --------
    >>> stems("A strip 5 km wide.")
    ('a', 'strip', '#', 'km', 'wide', '.')
    """
    return tuple("#" if word[0].isdigit() else word[:STEM].lower() for word in _WORD.findall(text))


def step(value: float, bounds: Iterable[float]) -> int:
    """Return how many bounds a value reaches."""
    return sum(value >= bound for bound in bounds)


def beside(text: str, start: int, end: int, *, before: int, behind: int) -> Features:
    """Return the words before and behind a span, each with its side."""
    left = stems(text[max(0, start - 60) : start])[-before:]
    right = stems(text[end : end + 60])[:behind]
    return {**{f"left {stem}": 1.0 for stem in left}, **{f"right {stem}": 1.0 for stem in right}}


def around_zone(statement: Statement, *, words: int) -> list[str]:
    """Return the words beside those that name the zone."""
    at, until = span_of_zone(statement)
    left, right = stems(statement.sentence[:at]), stems(statement.sentence[until:])
    return [*left[-words:], *right[:words]]


def span_of_zone(statement: Statement) -> tuple[int, int]:
    """Return where the words that name the zone stand in its sentence."""
    evidence = statement.what.evidence
    return evidence.start - statement.start, evidence.end - statement.start


def prefixed(prefix: str, features: Features) -> Features:
    """Return features under names of their own."""
    return {f"{prefix} {name}": value for name, value in features.items()}


def standings(zone: Sequence[Clue]) -> Features:
    """Return the standings that are claimed of a zone."""
    claimed = (clue.statement.claimed for clue in zone)
    return {f"standing {one.standing}": 1.0 for one in claimed if one is not None}


def number_at(context: Context, position: int) -> int:
    """Return the number of the sentence that holds a position."""
    found = quoted_at(context, position)
    return found.number if found else 0


def quoted_at(context: Context, position: int) -> Quoted | None:
    """Return the sentence that holds a position, of those that a context keeps."""
    held = None
    for one in context.sentences:
        if one.start > position:
            break
        held = one
    return held
