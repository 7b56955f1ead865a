"""Which language a sentence is written in, told by its commonest words and its letters.

Enough to know which rules to trust: English, Ukrainian and Russian are read by rules and models of their own, other
languages by the names that the gazetteer lists.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from gazetteer.models.vocabulary import WordRows
from gazetteer.reading.document import Document
from gazetteer.text.wordlists import words

UNKNOWN = ""
# a word of one letter counts once, a longer one twice; English, whose words are short, is told by less than others
_LEAST_ENGLISH, _LEAST_HITS = 3, 5

_COMMON = {
    "en": words(
        "the of and to in a is that for it was on are as with his they at be this have from or had by but not what all "
        "were when we there can an your which their said if will how about after has who would been its into than over i you do it me my no so did out up us just could them "
        "more some only other"
    ),
    "de": words(
        "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie "
        "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis unter wurde"
    ),
    "fr": words(
        "le la les de des du et à un une en est que qui dans pour pas au sur se ce il sont plus par avec ne son sa ses été aux "
        "cette ont mais ou comme elle leur puis après dont"
    ),
    "es": words(
        "el la los las de del y en que un una por con para es se no su al lo como más pero sus le ya fue este ha luego desde "
        "cuando muy sin sobre también hasta"
    ),
    "it": words(
        "il lo la i gli le di del della dei e in che un una per con è si non da al dal nel nella sono come più ma anche ha poi "
        "dopo alla sul questa"
    ),
    "pt": words("o a os as de do da dos das e em no na um uma que para com não por se mais foi ao são como mas ele sua seu"),
    "pl": words(
        "i w na z do się nie że jest to po o od za przez jak dla jego był ale oraz po tym które który została są ma już także "
        "przed nad potem we ze"
    ),
    "cs": words("a v na se je že s z do o k pro po by ale jako za jeho podle od při již byl ve které který ze které do před"),
    "nl": words("de het een en van in is dat op te met voor zijn niet aan er om ook als door bij naar uit werd heeft maar"),
    "sv": words("och i att det som en på är av för med den till inte har de om ett var från men vid efter han"),
    "ro": words("și în de la a cu pe nu că o un este din care pentru mai sunt au fost după ale lui prin"),
    "tr": words("ve bir bu da de için ile olarak çok daha gibi olan sonra kadar en ne ama var değil"),
    "hu": words("a az és hogy nem is egy meg volt ez van már csak még el ki de mint után szerint"),
    "uk": words(
        "і й та в у на з із зі до що не за від про як його це є був була було були але також після через які який яка його їх "
        "для під час вже або вони він вона ще при"
    ),
    "ru": words(
        "и в на не что с по из к у за от как его это был была было были но также после о об для или же он она они все "
        "при которые который со во уже еще ещё до"
    ),
    "be": words("і у ў на з да што не за ад пра як яго гэта быў была было былі але таксама пасля для або ён яна яны пры які"),
    "bg": words("и в на не че с по от за се е да към са ще до със като при след това беше който която или но"),
    "sr": words("и у на да је се не за од са су до као који која али из по што ће после био била или"),
    "mk": words("и во на да се не за од со до како но што е ќе по или кој која беше"),
}  # fmt: skip
_CYRILLIC = ("ru", "uk", "bg", "sr", "be", "mk")
_LATIN = tuple(language for language in _COMMON if language not in _CYRILLIC)
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
        usual = counts.most_common(1)[0][0] if counts else UNKNOWN
        known = document.memo["languages"] = [language or usual for language in told]
    return known


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
    del shape
    languages = _BY_WORD.get(lower, ())
    weight = 1 + (len(lower) > 1)
    cyrillic = not lower.isascii() and _ANY_CYRILLIC.search(lower) is not None
    return (*(weight * (language in languages) for language in _LATIN), cyrillic)


_HITS = WordRows(_latin_hits, width=len(_LATIN) + 1, dtype=np.uint8)


def _likeliest_latin(number: int, hits: int) -> str:
    """Return the language that most words point to, if enough of them do."""
    best = _LATIN[number]
    return best if hits >= (_LEAST_ENGLISH if best == "en" else _LEAST_HITS) else UNKNOWN


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
    for letters, languages in _LETTERS:
        if letters.search(text):
            possible = tuple(language for language in possible if language in languages) or possible
    return possible
