"""What the words around a name say about how it is used: the features that reading usage needs."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.entries.entryfacts import NUMBERS, facts_of
from gazetteer.entries.lexicon import Entry
from gazetteer.models.vocabulary import BEFORE, BEHIND, Numbers, WordRows
from gazetteer.models.wordvectors import SIZE, WordVectors
from gazetteer.reading.cues import CLASSES, DIRECTION, FUNCTION, cue_bits
from gazetteer.reading.document import Document
from gazetteer.reading.topics import open_topics
from gazetteer.text.wordlists import words

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
_BEGIN, _END = -2, -1  # what stands for tokens before and behind a sentence
_EDGES = np.array([BEFORE, BEHIND], np.int32)  # their words
_STEPS = np.arange(1, WINDOW + 1)
_LEAST = -128  # less than any word is about a subject
_MAX_STEPS = 14
_MAX_COMPOUND = 5
_FARTHEST = 60  # words of a sentence that are looked at on either side: more than most sentences have
_LONG_TEXT, _MANY_SENTENCES, _OFTEN = 200, 10, 5  # what is longer than this is no longer told apart


class UseContext(NamedTuple):
    """A name's surroundings by the numbers of tokens: the word that governs it, the one that follows its list.

    The name goes from ``first`` up to but without ``last``, what is looked at of its sentence from ``low`` to
    ``high``. ``heads`` are the words that the governing preposition hangs on ("support for Iran"), ``doing`` the verb
    or noun behind the name (auxiliaries left out) and the second word of what follows. ``compound`` is the last word
    of what the name begins ("US health authorities"), the first one, and the word behind. All are negative where a
    sentence has no such word. ``marks`` are plain numbers, and ``facts`` say what the name may mean.
    """

    low: int
    first: int
    last: int
    high: int
    governor: int
    follower: int
    heads: tuple[int, int]
    doing: tuple[int, int]
    compound: tuple[int, int, int]
    marks: tuple[float, ...]
    facts: tuple[float, ...]


# what a word is to who looks for the words around a name, as bits
(_CAPITAL, _GOVERNS, _IS_PASSED, _IS_LISTED, _JOINS, _ENDS_COMPOUND, _IS_VERB, _OWNS, _ARTICLE, _AUXILIARY) = (
    1 << bit for bit in range(10)
)  # fmt: skip


def _kind(word: str, shape: str) -> tuple[int]:
    """Return the bits of a word in lower case."""
    capital, governs = shape[:1] == "X", word in _GOVERNORS
    bits = (
        capital, governs, not governs and (capital or _is_passed(word)), capital or word in _LISTED,
        word in (",", "and", "or"),
        not word[0].isalpha() or word in FUNCTION or governs or word in _AUXILIARIES,
        _is_verb(word), word in _OWNING, word in _ARTICLES, word in _AUXILIARIES,
    )  # fmt: skip
    return (sum(said << bit for bit, said in enumerate(bits)),)


def _is_passed(word: str) -> bool:
    return word in _PASSED or word in DIRECTION or word.endswith((*_ADJECTIVE_ENDS, "ly"))


def _is_verb(word: str) -> bool:
    return word in _VERBS or (len(word) > 3 and word.endswith("ed"))


_KINDS = WordRows(_kind, width=1, dtype=np.uint16)


def use_context(document: Document, first: int, last: int, entry: Entry | None) -> UseContext:
    """Return the surroundings of the tokens from ``first`` up to but without ``last``, a name of ``entry``."""
    low, high = document.bounds[document.sentence_of[first]]
    low, high = max(low, first - _FARTHEST), max(min(high, last + _FARTHEST), last)
    kinds, lower = _kinds_of(document), document.lower
    before, listed_before = _governor_at(kinds, low, first)
    behind, listed_after = _follower_at(kinds, last, high)
    start, end = _compound_at(kinds, last, high)
    return UseContext(
        low=low,
        first=first,
        last=last,
        high=high,
        governor=before if before >= low else _BEGIN,
        follower=behind if behind < high else _END,
        heads=_heads(kinds, low, before),
        doing=_doing(kinds, behind, high),
        compound=(
            end - 1 if end > start else _END,
            start if start < high else _END,
            end if end < high else _END,
        ),
        marks=(
            start - last, end - start, sum([kind & _CAPITAL for kind in kinds[start:end]]), listed_before,
            first - 1 - before, listed_after, behind - last, first == low, last >= high,
            behind == last or (behind < high and lower[behind] == lower[last]), high - low, first - low,
        ),
        facts=facts_of(entry).numbers if entry is not None else _NO_FACTS,
    )  # fmt: skip


# where the marks stand
_SCANNED, _SAME, _LENGTHS = slice(0, 9), slice(9, 10), slice(10, 12)


def _kinds_of(document: Document) -> list[int]:
    """Return the bits of all words of a document."""
    kinds: list[int] | None = document.memo.get("kinds")
    if kinds is None:
        rows = _KINDS.rows(document.vocabulary, document.numbers)
        kinds = document.memo["kinds"] = rows[:, 0].tolist()
    return kinds


def _governor_at(kinds: list[int], low: int, first: int) -> tuple[int, bool]:
    """Return where the word stands that governs a name, over adjectives and a list's names, and whether it has those.

    Before ``low`` where the sentence begins with the name or its list.
    """
    listed, at = False, first - 1
    stop = max(low - 1, at - _MAX_STEPS)
    while at > stop and kinds[at] & _IS_PASSED:
        listed = listed or bool(kinds[at] & _JOINS and at > low and kinds[at - 1] & _CAPITAL)
        at -= 1
    return at, listed


def _follower_at(kinds: list[int], last: int, high: int) -> tuple[int, bool]:
    """Return where the first word after a name and the names listed with it stands, and whether there are such."""
    listed, at = False, last
    stop = min(high, last + _MAX_STEPS)
    while at < stop and kinds[at] & _IS_LISTED:
        listed = listed or bool(kinds[at] & _JOINS and at + 1 < high and kinds[at + 1] & _CAPITAL)
        at += 1
    return at, listed


def _compound_at(kinds: list[int], last: int, high: int) -> tuple[int, int]:
    """Return where what a name begins or owns starts and ends: "US health authorities".

    It starts behind the sign of a name that owns it.
    """
    owning = last < high and kinds[last] & _OWNS > 0
    start = at = last + owning
    stop = min(high, start + _MAX_COMPOUND)
    while at < stop and not kinds[at] & _ENDS_COMPOUND:
        if kinds[at] & _IS_VERB and (at > start or not owning):
            break
        at += 1
    return start, at


def _heads(kinds: list[int], low: int, at: int) -> tuple[int, int]:
    """Return what a governing preposition hangs on: the nearest word with content, and the second word before it."""
    if at < low or not kinds[at] & _GOVERNS:
        return _BEGIN, _BEGIN
    nearest_first = range(at - 1, max(low, at - 3) - 1, -1)
    head = next((near for near in nearest_first if not kinds[near] & _ARTICLE), _BEGIN)
    return head, at - 2 if at - 2 >= low else _BEGIN


def _doing(kinds: list[int], at: int, high: int) -> tuple[int, int]:
    """Return the first word with content from the follower on, and the word behind the follower."""
    verb = next((near for near in range(at, min(high, at + 4)) if not kinds[near] & _AUXILIARY), _END)
    return verb, at + 1 if at + 1 < high else _END


def _marks_of_text(document: Document, contexts: Sequence[UseContext]) -> npt.NDArray[np.int64]:
    """Return how long the text is, where in it each name stands, how often it comes, and how its sentence looks.

    The last two say how many words of the sentence have capitals, and how many are numbers.
    """
    lower, counts = document.lower, Counter(document.lower)
    sentences = [document.sentence_of[context.first] for context in contexts]
    texts, words_ = min(len(document.bounds), _MANY_SENTENCES), min(len(lower), _LONG_TEXT)
    marks = [
        (texts, min(sentence, _MANY_SENTENCES), words_, min(counts[lower[context.first]], _OFTEN))
        for sentence, context in zip(sentences, contexts, strict=True)
    ]
    looks = document.sums(_NUMERALS.rows(document.vocabulary, document.numbers))
    return np.hstack([np.array(marks), looks[sentences]])


_NUMERALS = WordRows(lambda _word, shape: (shape[:1] == "X", shape == "0"), width=2, dtype=np.uint8)


def _look(word: str, shape: str) -> tuple[float, ...]:
    """Return what a word beside a name looks like: a verb, a noun, the beginning of a clause, which preposition."""
    begins, verb, alphabetic, governs = word == "\x02", _is_verb(word), word[0].isalpha(), word in _GOVERNORS
    return (
        shape[:1] == "X", begins or word in _CLAUSE_BEGINS, word == "the", word == ",", word == "(", word == ")",
        word.endswith("ed"), word.endswith("ing"), word.endswith("s"), verb,
        alphabetic and not verb and word not in FUNCTION and not governs,
        governs, begins, word in _AUXILIARIES, alphabetic, *(word == known for known in _PREPOSITIONS),
    )  # fmt: skip


(
    _UPPER,
    _CLAUSE,
    _THE,
    _COMMA,
    _OPENS,
    _CLOSES,
    _ED,
    _ING,
    _S,
    _VERB,
    _NOUN,
    _GOVERNOR,
    _EMPTY,
    _HELPS,
    _LETTERS,
) = range(15)
_LOOK_COUNT = 15
_LOOKS = WordRows(_look, width=_LOOK_COUNT + len(_PREPOSITIONS), dtype=np.uint8)
_CUES = WordRows(lambda word, _shape: cue_bits(word), width=len(CLASSES), dtype=np.uint8)

# columns of the words around a name: before it and after it by distance, then those of its context
_AFTER, _RULES, _FOLLOWS, _HEAD, _DOES = WINDOW, 2 * WINDOW, 2 * WINDOW + 1, 2 * WINDOW + 2, 2 * WINDOW + 4
_CUED = [0, 1, _AFTER, _AFTER + 1, _RULES, _HEAD, _DOES]
_LOOKED_AT = [0, _AFTER, _RULES, _FOLLOWS]
# what is asked of those that are looked at, in the order of the features
_BESIDE = np.array(
    [
        (0, _UPPER), (1, _UPPER), (0, _CLAUSE), (0, _THE), (0, _COMMA), (0, _OPENS), (1, _CLOSES), (0, _ED), (0, _ING),
        (1, _VERB), (1, _NOUN), (2, _GOVERNOR), (2, _EMPTY), (2, _CLAUSE), (2, _ED),
    ]
).T  # fmt: skip
_BEHIND_IT = [_HELPS, _LETTERS, _GOVERNOR, _ED, _ING, _S]


def use_features(
    document: Document, contexts: Sequence[UseContext], vectors: WordVectors
) -> npt.NDArray[np.float64]:
    """Return one row of features for each of a document's names."""
    around, known = _words_around(document, contexts), document.vocabulary
    others, own, most, about = _sentence_values(document, contexts, vectors)
    parts = (
        vectors.of_words(known, around).reshape(len(contexts), -1),
        others,
        own,
        _CUES.rows(known, around[:, _CUED]).reshape(len(contexts), -1),
        most,
        about,
        *_marks(document, contexts, around),
        np.array([context.facts for context in contexts]),
    )
    return np.concatenate(parts, axis=1, dtype=np.float64)


def _words_around(document: Document, contexts: Sequence[UseContext]) -> Numbers:
    """Return the numbers of the words before and after each name by distance, and of those of its context."""
    low, first, last, high = np.array([context[:4] for context in contexts])[:, :, None].swapaxes(0, 1)
    before, after = first - _STEPS, last - 1 + _STEPS
    chosen = [(c.governor, c.follower, *c.heads, *c.doing, *c.compound) for c in contexts]
    at = np.hstack(
        [np.where(before >= low, before, _BEGIN), np.where(after < high, after, _END), np.array(chosen)]
    )
    numbers: Numbers = np.append(document.numbers, _EDGES).take(at, mode="wrap")
    return numbers


def _sentence_values(
    document: Document, contexts: Sequence[UseContext], vectors: WordVectors
) -> tuple[npt.NDArray[Any], ...]:
    """Return what the words of each name's sentence say.

    Returns
    -------
    The mean vectors of the words beside a name and of its own, and how much those beside it are about each subject:
    the most, and the mean.
    """
    spans = np.array([context[:4] for context in contexts])
    begin, end = spans.min(), spans.max()
    edges, sizes = (spans - begin).ravel(), np.diff(spans, axis=1)
    rows = vectors.rows_of(document.vocabulary, document.numbers[begin:end])
    rows = np.append(rows, 0)  # a sentence may end where the words do
    about = open_topics().of(rows)
    sums = _by_part(np.add, np.hstack([vectors.table.take(rows, axis=0), about]), edges, np.int32)
    sums[sizes == 0] = 0
    most = _by_part(np.maximum, about, edges, np.int8)[:, ::2]
    most[sizes[:, ::2] == 0] = _LEAST
    beside, own = sizes[:, 0] + sizes[:, 2], sizes[:, 1]
    means = (sums[:, 0] + sums[:, 2]) / np.maximum(beside, 1)[:, None]
    return (
        means[:, :SIZE],
        sums[:, 1, :SIZE] / own[:, None],
        np.where(beside[:, None], most.max(axis=1), 0),
        means[:, SIZE:],
    )


def _by_part(
    how: np.ufunc, rows: npt.NDArray[Any], edges: npt.NDArray[np.int64], dtype: npt.DTypeLike
) -> npt.NDArray[Any]:
    """Return what rows come to before, in and after each name: shape (names, 3, columns); any for a part without rows."""
    come: npt.NDArray[Any] = how.reduceat(rows, edges, axis=0, dtype=dtype).reshape(-1, 4, rows.shape[1])
    return come[:, :3]


def _marks(
    document: Document, contexts: Sequence[UseContext], around: Numbers
) -> tuple[npt.NDArray[Any], ...]:
    """Return the marks of each name, with what the words beside it and those of its context look like."""
    marks = np.array([context.marks for context in contexts])
    looks = _LOOKS.rows(document.vocabulary, around[:, _LOOKED_AT])
    governor, follower = looks[:, 2], looks[:, 3]
    return (
        marks[:, _SCANNED],
        looks[:, *_BESIDE],
        governor[:, [_CLAUSE]] & follower[:, [_VERB]],
        follower[:, [_VERB]],
        marks[:, _SAME],
        follower[:, _BEHIND_IT],
        marks[:, _LENGTHS],
        governor[:, _LOOK_COUNT:],
        _marks_of_text(document, contexts),
    )
