"""What the words around a name say about how it is used: the features that reading usage needs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.cues import CLASSES, DIRECTION, cue_bits
from gazetteer.document import Document
from gazetteer.entryfacts import NUMBERS, facts_of
from gazetteer.lexicon import Entry
from gazetteer.rowtable import RowTable
from gazetteer.wordlists import words
from gazetteer.wordvectors import WordVectors

WINDOW = 5
_GOVERNORS = words(
    "in at near from to of around outside inside across through toward towards into onto within via by with for against "
    "between over under about on upon after before during since than like as beyond along including except"
)
_LISTED = frozenset(("and", "or", ",", "the", "a", "an", "-", "both"))
_ADJECTIVE_ENDS = ("ern", "al", "ic", "ous")
_ARTICLES = frozenset(("the", "a", "an", ",", "of"))
_AUXILIARIES = words(
    "have has had is are was were be been being will would can could may might must shall should do does did not n't "
    "also now still already"
)
_NO_FACTS = (0.0,) * NUMBERS
_BEGIN, _END = "\x02", "\x03"
_MAX_STEPS = 10
_FARTHEST = 60  # words of a sentence that are looked at on either side: more than most sentences have


@dataclass(frozen=True, slots=True, eq=False)
class UseContext:
    """A name's surroundings: words by distance, the word that governs it, the one that follows its list.

    ``heads`` are the words that the governing preposition hangs on ("support for Iran"), ``doing`` the verb or noun
    behind the name (auxiliaries left out) and the second word of what follows. ``facts`` say what the name may mean.
    """

    before: list[str]
    after: list[str]
    shapes: tuple[str, str]
    governor: str
    follower: str
    own: list[str]
    others: list[str]
    position: int
    heads: tuple[str, str]
    doing: tuple[str, str]
    facts: tuple[float, ...]


def use_context(document: Document, first: int, last: int, entry: Entry | None) -> UseContext:
    """Return the surroundings of the tokens from ``first`` up to but without ``last``, a name of ``entry``."""
    low, high = document.bounds[document.sentence_of[first]]
    low, high = max(low, first - _FARTHEST), max(min(high, last + _FARTHEST), last)
    lower = document.lower[low:high]
    here, there = first - low, last - low
    shapes = document.shapes[low:high]
    governor, follower = _governor(lower, shapes, here), _follower(lower, shapes, there)
    return UseContext(
        before=[lower[here - step] if step <= here else _BEGIN for step in range(1, WINDOW + 1)],
        after=[
            lower[there - 1 + step] if there - 1 + step < len(lower) else _END
            for step in range(1, WINDOW + 1)
        ],
        shapes=(shapes[here - 1] if here else "", shapes[there] if there < len(shapes) else ""),
        governor=governor,
        follower=follower,
        own=lower[here:there],
        others=lower[:here] + lower[there:],
        position=here,
        heads=_heads(lower[:here], governor),
        doing=_doing(lower[there:], follower),
        facts=facts_of(entry).numbers if entry is not None else _NO_FACTS,
    )


def _governor(lower: list[str], shapes: list[str], here: int) -> str:
    """Return the preposition that governs a name, over adjectives and the names of a list; empty where none does."""
    for index in range(here - 1, max(-1, here - 1 - _MAX_STEPS), -1):
        word = lower[index]
        if word in _GOVERNORS:
            return word
        if not (
            word in _LISTED or shapes[index][0] == "X" or word in DIRECTION or word.endswith(_ADJECTIVE_ENDS)
        ):
            return f"*{word}"
    return ""


def _follower(lower: list[str], shapes: list[str], there: int) -> str:
    """Return the first word after a name and the names listed with it."""
    for index in range(there, min(len(lower), there + _MAX_STEPS)):
        if lower[index] not in _LISTED and shapes[index][0] != "X":
            return lower[index]
    return ""


def _heads(before: list[str], governor: str) -> tuple[str, str]:
    """Return what a governing preposition hangs on: the nearest word with content, and the second word before it."""
    if governor not in _GOVERNORS:
        return _BEGIN, _BEGIN
    nearest_first = before[::-1]
    at = nearest_first.index(governor)
    head = next((word for word in nearest_first[at + 1 : at + 4] if word not in _ARTICLES), _BEGIN)
    return head, nearest_first[at + 2] if at + 2 < len(nearest_first) else _BEGIN


def _doing(after: list[str], follower: str) -> tuple[str, str]:
    """Return the first word with content from the follower on, and the word behind the follower."""
    if follower not in after:
        return _END, _END
    at = after.index(follower)
    verb = next((word for word in after[at : at + 4] if word not in _AUXILIARIES), _END)
    return verb, after[at + 1] if at + 1 < len(after) else _END


def use_features(
    contexts: Sequence[UseContext], vectors: WordVectors, style: float
) -> npt.NDArray[np.float64]:
    """Return one row of features per name; ``style`` is -1 or 1 for the two ways of annotating, 0 between them."""
    _CUES.tidy()
    cued = [(*c.before[:2], *c.after[:2], c.governor, c.heads[0], c.doing[0]) for c in contexts]
    wordy = [(*c.before, *c.after, c.governor.lstrip("*"), c.follower, *c.heads, *c.doing) for c in contexts]
    parts = (
        vectors.of(wordy),
        vectors.means([c.others for c in contexts]),
        vectors.means([c.own for c in contexts]),
        _CUES.rows([[_CUES.number(word) for word in words_] for words_ in cued]),
        np.array([c.facts for c in contexts], np.float64),
        np.array([_bits(c, style) for c in contexts], np.float64),
    )
    return np.concatenate(parts, axis=1, dtype=np.float64)


_CUES = RowTable(cue_bits, width=len(CLASSES), dtype=np.uint8)


def _bits(context: UseContext, style: float) -> list[float]:
    before, after = context.shapes
    return [
        not before, not after, before[:1] == "X", after[:1] == "X", context.governor in _GOVERNORS,
        context.governor.startswith("*"), len(context.others), context.position, context.after[0] in ("'s", "’s"),
        context.follower == context.after[0], context.follower in _AUXILIARIES, style,
    ]  # fmt: skip
