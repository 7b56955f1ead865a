"""Which language a sentence is written in, told by its commonest words and its letters.

Enough to know which rules to trust: some languages are read by a model, some by the rules of their file
(:mod:`gazetteer.languages`), others by the names that the gazetteer lists.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from gazetteer.languages import letters, ruled, telling
from gazetteer.models.vocabulary import WordRows
from gazetteer.reading.document import Document

UNKNOWN = ""
# a word of one letter that several languages have counts once, others twice, a letter that few languages have twice; names make no language:
# English, whose words are short, is told by less than others, a language that is not read by more
_LEAST_SHORT, _LEAST_ENGLISH, _LEAST_READ, _LEAST_HITS = 2, 3, 4, 5

_COMMON = telling()
_CYRILLIC = ("ru", "uk", "bg", "sr", "be", "mk")
_LATIN = tuple(language for language in _COMMON if language not in _CYRILLIC)
_OF_LETTERS = {code: frozenset(own) for code in _LATIN if (own := letters(code))}
# letters that only some languages have
_LETTERS = (
    (re.compile("[ґєї]"), frozenset(("uk",))),
    (re.compile("ў"), frozenset(("be",))),
    (re.compile("[ыэё]"), frozenset(("ru", "be"))),
    (re.compile("[ђћџљњј]"), frozenset(("sr", "mk"))),
    (re.compile("і"), frozenset(("uk", "be"))),
    (re.compile("щ"), frozenset(("uk", "ru", "bg"))),
    (re.compile("и"), frozenset(("uk", "ru", "bg", "sr", "mk"))),
    (re.compile("ъ(?![еёюя])"), frozenset(("bg",))),
)
_ANY_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0620-\u064a]")
_PROCLITICS = {
    head: tuple(code for code in ruled() if head in ruled()[code].proclitics)
    for rules in ruled().values()
    for head in rules.proclitics
}
_BY_WORD: dict[str, tuple[str, ...]] = {}
for _language, _members in _COMMON.items():
    for _word in _members:
        _BY_WORD[_word] = (*_BY_WORD.get(_word, ()), _language)


def language_of(sentence: str) -> str:
    """Return the ISO 639-1 code of the language that a sentence is likely written in; empty where nothing says.

    Examples
    --------
    >>> language_of("Shelling was reported in the region."), language_of("У Сумах сталася пожежа, але без жертв.")
    ('en', 'uk')
    >>> language_of("В Сумской области объявили тревогу."), language_of("Der Minister reiste nach Kiew und Warschau.")
    ('ru', 'de')
    >>> language_of("Sumy")
    ''
    """
    return _told_by(re.findall(r"[^\W\d_]+", sentence.lower()))


def sentence_languages(document: Document) -> list[str]:
    """Return the language of each sentence; a sentence that does not tell has that of most others."""
    known: list[str] | None = document.memo.get("languages")
    if known is None:
        told = _told(document)
        counts = Counter(language for language in told if language)
        usual = counts.most_common(1)[0][0] if counts else _likeliest(document)
        known = document.memo["languages"] = [language or usual for language in told]
    return known


def _likeliest(document: Document) -> str:
    """Return the language that is read by rules to which alone the few telling words of a short text point."""
    sums = document.sums(_HITS.rows(document.vocabulary, document.numbers))[:, :-1].sum(axis=0)
    hits = {code: int(number) for code, number in zip(_LATIN, sums, strict=True)}
    best = [code for code in ruled() if hits.get(code, 0) == max(hits.values())]
    return best[0] if len(best) == 1 and hits[best[0]] >= _LEAST_SHORT and not hits["en"] else UNKNOWN


def _told(document: Document) -> list[str]:
    """Return what the words of each sentence by themselves say."""
    sums = document.sums(_HITS.rows(document.vocabulary, document.numbers))
    told = map(_likeliest_latin, sums[:, :-1].argmax(axis=1).tolist(), sums[:, :-1].max(axis=1).tolist())
    return [
        _told_by_letters(document.lower[low:high]) if cyrillic else language
        for language, cyrillic, (low, high) in zip(told, sums[:, -1].tolist(), document.bounds, strict=True)
    ]


def _latin_hits(lower: str, shape: str) -> tuple[int, ...]:
    """Return how much a word speaks for each language of the Latin script, and whether it is Cyrillic."""
    languages = _BY_WORD.get(lower, ())
    weight = 1 + (len(lower) > 1 or len(languages) == 1)
    head, mark, _ = lower.replace("’", "'").partition("'")
    if mark and head in _PROCLITICS:
        languages, weight = _PROCLITICS[head], 2
    if lower.isascii():
        return (*(weight * (language in languages) for language in _LATIN), 0)
    cyrillic = _ANY_CYRILLIC.search(lower) is not None
    own = (
        frozenset(lower) if shape in ("x", "") else frozenset[str]()
    )  # names keep their letters in any language
    return (
        *(
            weight * (language in languages) + 2 * (not own.isdisjoint(_OF_LETTERS.get(language, ())))
            for language in _LATIN
        ),
        cyrillic,
    )


_LEAST = dict.fromkeys(ruled(), _LEAST_READ) | {"en": _LEAST_ENGLISH}
_HITS = WordRows(_latin_hits, width=len(_LATIN) + 1, dtype=np.uint8)


def _likeliest_latin(number: int, hits: int) -> str:
    """Return the language that most words point to, if enough of them do."""
    best = _LATIN[number]
    return best if hits >= _LEAST.get(best, _LEAST_HITS) else UNKNOWN


def _told_by(lower: Sequence[str]) -> str:
    """Return the language that most words point to, among those that have all the letters."""
    sums = [sum(column) for column in zip(*(_latin_hits(word, "") for word in lower), strict=True)]
    if not sums:
        return UNKNOWN
    if sums[-1]:
        return _told_by_letters(lower)
    best = max(range(len(_LATIN)), key=sums.__getitem__)
    return _likeliest_latin(best, sums[best])


def _told_by_letters(lower: Sequence[str]) -> str:
    """Return the language of the Cyrillic script that most words point to, among those that have all the letters."""
    hits: Counter[str] = Counter()
    for word in lower:
        for language in _BY_WORD.get(word, ()):
            hits[language] += 1 + (len(word) > 1)
    possible = _by_letters(" ".join(lower))
    best = max(possible, key=lambda language: hits[language])
    return best if hits[best] or len(possible) == 1 else UNKNOWN


def _by_letters(text: str) -> tuple[str, ...]:
    """Return the Cyrillic languages whose alphabets hold the letters of a text, likelier ones first."""
    possible: tuple[str, ...] = _CYRILLIC
    for own, languages in _LETTERS:
        if own.search(text):
            possible = tuple(language for language in possible if language in languages) or possible
    return possible
