"""What the words around a name say about how it is used: the features that reading usage needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from gazetteer.cues import CLASSES, DIRECTION, FUNCTION, cue_bits
from gazetteer.document import Document
from gazetteer.entryfacts import NUMBERS, facts_of
from gazetteer.lexicon import Entry
from gazetteer.rowtable import RowTable
from gazetteer.topics import topic_table
from gazetteer.wordlists import words
from gazetteer.wordvectors import WordVectors, open_word_vectors

WINDOW = 5
_PREPOSITIONS = (
    "in", "at", "from", "to", "of", "by", "with", "for", "against", "between", "over", "on", "about", "after", "than",
    "like", "as", "into", "near", "across", "throughout", "through", "within", "around", "outside", "towards", "under",
    "including",
)  # fmt: skip
_GOVERNORS = words("toward onto inside via upon before during since beyond along except") | frozenset(
    _PREPOSITIONS
)
_LISTED = frozenset(("and", "or", ",", "the", "a", "an", "-", "both"))
_PASSED = _LISTED | words("( ) its his their either neither then modern")
_ADJECTIVE_ENDS = ("ern", "al", "ic", "ous")
_ARTICLES = frozenset(("the", "a", "an", ",", "of"))
_AUXILIARIES = words(
    "have has had is are was were be been being will would can could may might must shall should do does did not n't "
    "also now still already"
)
_VERBS = _AUXILIARIES | words(
    "won lost beat signed agreed refused said says became joined invaded declared wants needs faces faced hosted sent "
    "took made played defeated finished began announced rejected accepted supported"
)
_CLAUSE_BEGINS = words(
    "that but and or when while if because although though whereas which who where so since until before after as "
    "however meanwhile then thus , ; : ( \" ' ` “ ” — – -"
)
_OWNING = frozenset(("'s", "’s", "'", "’"))
_NO_FACTS = (0.0,) * NUMBERS
_BEGIN, _END = "\x02", "\x03"
_MAX_STEPS = 14
_MAX_COMPOUND = 5
_FARTHEST = 60  # words of a sentence that are looked at on either side: more than most sentences have
_LONG_TEXT, _MANY_SENTENCES, _OFTEN = 200, 10, 5  # what is longer than this is no longer told apart


@dataclass(frozen=True, slots=True, eq=False)
class UseContext:
    """A name's surroundings: words by distance, the word that governs it, the one that follows its list.

    ``heads`` are the words that the governing preposition hangs on ("support for Iran"), ``doing`` the verb or noun
    behind the name (auxiliaries left out) and the second word of what follows. ``compound`` is the last word of what
    the name begins ("US health authorities"), the first one, and the word behind. ``marks`` are plain numbers, and
    ``facts`` say what the name may mean.
    """

    before: list[str]
    after: list[str]
    governor: str
    follower: str
    own: list[str]
    others: list[str]
    heads: tuple[str, str]
    doing: tuple[str, str]
    compound: tuple[str, str, str]
    marks: tuple[float, ...]
    facts: tuple[float, ...]


def use_context(document: Document, first: int, last: int, entry: Entry | None) -> UseContext:
    """Return the surroundings of the tokens from ``first`` up to but without ``last``, a name of ``entry``."""
    low, high = document.bounds[document.sentence_of[first]]
    low, high = max(low, first - _FARTHEST), max(min(high, last + _FARTHEST), last)
    view = _View(document.lower[low:high], document.shapes[low:high], first - low, last - low)
    lower, here, there = view.lower, view.here, view.there
    at, listed_before = _governor_at(view)
    behind, listed_after = _follower_at(view)
    governor = lower[at] if at >= 0 else _BEGIN
    follower = lower[behind] if behind < len(lower) else _END
    end, owning = _compound_end(view)
    start = there + owning
    compound = (
        lower[end - 1] if end > start else _END,
        lower[start] if start < len(lower) else _END,
        lower[end] if end < len(lower) else _END,
    )
    capitals = sum(shape[0] == "X" for shape in view.shapes[start:end])
    return UseContext(
        before=[lower[here - step] if step <= here else _BEGIN for step in range(1, WINDOW + 1)],
        after=[
            lower[there - 1 + step] if there - 1 + step < len(lower) else _END
            for step in range(1, WINDOW + 1)
        ],
        governor=governor,
        follower=follower,
        own=lower[here:there],
        others=lower[:here] + lower[there:],
        heads=_heads(lower[:here], governor, at),
        doing=_doing(lower, behind),
        compound=compound,
        marks=(
            owning, end - start, capitals, listed_before, here - 1 - at, listed_after, behind - there,
            *_marks_of_words(view, governor, follower), *_marks_of_text(document, first),
        ),
        facts=facts_of(entry).numbers if entry is not None else _NO_FACTS,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """A sentence in lower case with its shapes, and where in it the name stands."""

    lower: list[str]
    shapes: list[str]
    here: int
    there: int


def _governor_at(view: _View) -> tuple[int, bool]:
    """Return where the word stands that governs a name, over adjectives and a list's names, and whether it has those.

    -1 where the sentence begins with the name or its list.
    """
    lower, shapes, listed = view.lower, view.shapes, False
    at = view.here - 1
    while at >= 0 and view.here - 1 - at < _MAX_STEPS:
        word = lower[at]
        if word in _GOVERNORS or not _is_passed(word, shapes[at]):
            break
        listed = listed or (word in (",", "and", "or") and at > 0 and shapes[at - 1][0] == "X")
        at -= 1
    return at, listed


def _is_passed(word: str, shape: str) -> bool:
    return (
        word in _PASSED
        or shape[0] == "X"
        or word in DIRECTION
        or word.endswith(_ADJECTIVE_ENDS)
        or word.endswith("ly")
    )


def _follower_at(view: _View) -> tuple[int, bool]:
    """Return where the first word after a name and the names listed with it stands, and whether there are such."""
    lower, shapes, listed = view.lower, view.shapes, False
    at, size = view.there, len(view.lower)
    while at < min(size, view.there + _MAX_STEPS) and (lower[at] in _LISTED or shapes[at][0] == "X"):
        listed = listed or (lower[at] in (",", "and", "or") and at + 1 < size and shapes[at + 1][0] == "X")
        at += 1
    return at, listed


def _compound_end(view: _View) -> tuple[int, bool]:
    """Return where what a name begins or owns ends, and whether the name owns it: "US health authorities"."""
    lower, there = view.lower, view.there
    owning = there < len(lower) and lower[there] in _OWNING
    start = at = there + owning
    while at < min(len(lower), start + _MAX_COMPOUND):
        word = lower[at]
        if not word[0].isalpha() or word in FUNCTION or word in _GOVERNORS or word in _AUXILIARIES:
            break
        if _is_verb(word) and (at > start or not owning):
            break
        at += 1
    return at, owning


def _is_verb(word: str) -> bool:
    return word in _VERBS or (len(word) > 3 and word.endswith("ed"))


def _heads(before: list[str], governor: str, at: int) -> tuple[str, str]:
    """Return what a governing preposition hangs on: the nearest word with content, and the second word before it."""
    if governor not in _GOVERNORS:
        return _BEGIN, _BEGIN
    nearest_first = before[:at][::-1]
    head = next((word for word in nearest_first[:3] if word not in _ARTICLES), _BEGIN)
    return head, nearest_first[1] if len(nearest_first) > 1 else _BEGIN


def _doing(lower: list[str], at: int) -> tuple[str, str]:
    """Return the first word with content from the follower on, and the word behind the follower."""
    verb = next((word for word in lower[at : at + 4] if word not in _AUXILIARIES), _END)
    return verb, lower[at + 1] if at + 1 < len(lower) else _END


def _marks_of_words(view: _View, governor: str, follower: str) -> list[float]:
    """Return what the words beside a name look like: verbs, nouns, the beginning of a clause."""
    lower, here, there = view.lower, view.here, view.there
    before, after = lower[here - 1] if here else _BEGIN, lower[there] if there < len(lower) else _END
    shape_before = view.shapes[here - 1] if here else ""
    shape_after = view.shapes[there] if there < len(lower) else ""
    begins = governor == _BEGIN or governor in _CLAUSE_BEGINS
    does = _is_verb(follower)
    return [
        not here, there >= len(lower), shape_before[:1] == "X", shape_after[:1] == "X",
        before == _BEGIN or before in _CLAUSE_BEGINS, before == "the", before == ",", before == "(", after == ")",
        before.endswith("ed"), before.endswith("ing"), _is_verb(after),
        after[0].isalpha() and not _is_verb(after) and after not in FUNCTION and after not in _GOVERNORS,
        governor in _GOVERNORS, governor == _BEGIN, begins, governor.endswith("ed"), begins and does, does,
        follower == after, follower in _AUXILIARIES, follower[0].isalpha(), follower in _GOVERNORS,
        follower.endswith("ed"), follower.endswith("ing"), follower.endswith("s"),
        len(lower), here,
        *_ONE_OF_PREPOSITIONS.get(governor, _NO_PREPOSITION),
    ]  # fmt: skip


def _marks_of_text(document: Document, first: int) -> tuple[float, ...]:
    """Return how long the text is, where in it the name stands, how often it comes, and how its sentence looks."""
    counts: Counter[str] | None = document.memo.get("counts")
    if counts is None:
        counts = document.memo["counts"] = Counter(document.lower)
    sentence = document.sentence_of[first]
    return (
        min(len(document.bounds), _MANY_SENTENCES),
        min(sentence, _MANY_SENTENCES),
        min(len(document.lower), _LONG_TEXT),
        min(counts[document.lower[first]], _OFTEN),
        *_look_of(document, sentence),
    )


def _look_of(document: Document, sentence: int) -> tuple[int, int]:
    """Return how many words of a sentence have capitals, and how many are numbers."""
    known: tuple[int, int] | None = document.memo.get(("look", sentence))
    if known is None:
        low, high = document.bounds[sentence]
        shapes = document.shapes[low:high]
        known = sum(shape[0] == "X" for shape in shapes), shapes.count("0")
        document.memo["look", sentence] = known
    return known


_NO_PREPOSITION = (0.0,) * len(_PREPOSITIONS)
_ONE_OF_PREPOSITIONS = {
    word: tuple(float(word == other) for other in _PREPOSITIONS) for word in _PREPOSITIONS
}


def use_features(contexts: Sequence[UseContext], vectors: WordVectors) -> npt.NDArray[np.float64]:
    """Return one row of features per name."""
    _CUES.tidy()
    cued = [(*c.before[:2], *c.after[:2], c.governor, c.heads[0], c.doing[0]) for c in contexts]
    wordy = [(*c.before, *c.after, c.governor, c.follower, *c.heads, *c.doing, *c.compound) for c in contexts]
    others = vectors.grouped([c.others for c in contexts])
    about = _topics()[others.numbers]
    parts = (
        vectors.of(wordy),
        vectors.means(others),
        vectors.means(vectors.grouped([c.own for c in contexts])),
        _CUES.rows([[_CUES.number(word) for word in words_] for words_ in cued]),
        others.most(about),
        others.sums(about.astype(np.int32)) / others.divisors(),
        np.array([c.marks for c in contexts], np.float64),
        np.array([c.facts for c in contexts], np.float64),
    )
    return np.concatenate(parts, axis=1, dtype=np.float64)


_CUES = RowTable(cue_bits, width=len(CLASSES), dtype=np.uint8)


@cache
def _topics() -> npt.NDArray[np.int8]:
    """Return what words are about, by their numbers."""
    return topic_table(open_word_vectors())
