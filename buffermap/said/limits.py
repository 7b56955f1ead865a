"""Lengths from a border within which something is forbidden, cleared or drawn back: a zone, whatever it is called.

"Residents within 15 km of the border must leave", "guns stay 20 km back from the line", «въезд ближе пяти километров от
границы запрещён». Also what a sentence says of "the area", "the ban", "the strip" of the sentences before, and how
deep or far from the border something is in a sentence that names no zone.
"""

import re
from collections.abc import Sequence

from buffermap.said.depth.howdeep import was
from buffermap.said.depth.measures import Measure, measures
from buffermap.said.depth.others import measures_other
from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import holding

_NEAR = 70  # characters before and behind a length that tell what it measures
_MOST = 8  # lengths of one sentence that are looked at
_LEAST_M = 100.0  # shorter ones are of ditches and fences
_PUSHED = 90  # characters between who is pushed away and how far
_AFTER = 50  # characters behind a length in which its line or depth is named

_STEMS = (
    "border",
    "frontier",
    "fence",
    " line",
    "nearest",
    "closest",
    "границ",
    "рубеж",
    "кордон",
    "лінії",
    "линии",
)
_RIVERS = ("river", " it", "рек", "річк", "берег")
_FROM_LINE = lexicon.pattern("limits", "from-line")
_FROM_RIVER = lexicon.pattern("limits", "from-river")
_LINE_BEFORE = lexicon.pattern("limits", "line-before")
_LIMIT = lexicon.pattern("limits", "limit")
_KEPT = lexicon.pattern("limits", "kept")
_PEOPLE = lexicon.pattern("limits", "people")
_BORDER = lexicon.pattern("limits", "border")
_OFFICE = lexicon.pattern("limits", "office")
_ALONG = lexicon.pattern("limits", "along")
_OWN_ZONE = lexicon.pattern("limits", "own-zone")
_AREA = lexicon.pattern("limits", "area")
_REACHES = lexicon.pattern("limits", "reaches")
_WANTED = lexicon.pattern("limits", "wanted")
_WANTED_AFTER = lexicon.pattern("limits", "wanted-after")
_EACH = lexicon.pattern("limits", "each")
_PUSH = lexicon.pattern("limits", "pushed")
_BUILT = lexicon.pattern("limits", "built")
_DEEP = lexicon.pattern("limits", "deep")
_STRIKES = lexicon.pattern("limits", "strikes")
# a place and how far it lies: "Khotin, 5 km from the border", "positions 6 km from"
_PLACE_BEFORE = re.compile(
    r"(?:(?!Line\b|Border\b|Frontier\b)[A-ZА-ЯІЇЄҐ][\w'’-]+,?|\bpositions?|\b(?:lies|lie|stands|located|situated|held|fell|landed|exploded|shot down|hit))"
    r"\s+(?:is |are |was |were |lies |only |just |about |some |roughly |at |в |за |у )*$"
)


def names_border(text: str) -> bool:
    """Whether a text speaks of a border."""
    return _BORDER.search(text) is not None


def bans(sentence: str) -> bool:
    """Whether a sentence keeps somebody from land: "nobody may stay" bans, it denies no zone."""
    return _KEPT.search(sentence) is not None


def keeps_people(sentence: str) -> bool:
    """Whether a sentence says that people are kept from land at a border, or brought away from it."""
    return all(pattern.search(sentence) for pattern in (_KEPT, _PEOPLE, _BORDER))


def is_kept(words: str) -> bool:
    """Whether the words of a zone say that its own country keeps people from it: "the border strip", "a no-entry zone"."""
    return _OWN_ZONE.search(words) is not None


def keeps_order(sentence: str) -> bool:
    """Whether an office that keeps order at its country's border speaks or acts in a sentence about it."""
    return _OFFICE.search(sentence) is not None and _BORDER.search(sentence) is not None


def restricting(sentence: str) -> tuple[int, int] | None:
    """Return the words that keep people from a border, for a sentence before one that calls that a zone."""
    found = _KEPT.search(sentence) if keeps_people(sentence) else None
    return found.span() if found else None


def may_limit(text: str, sentences: Sequence[tuple[int, int]], *, at_border: bool = False) -> frozenset[int]:
    """Return the numbers of the sentences that may limit something by a length from a border: the cheap test."""
    near = holding(text, sentences, (*_STEMS, *_RIVERS) if at_border else _STEMS)
    return frozenset(
        n
        for n in near
        if _KEPT.search(text, *sentences[n]) and limit(text[slice(*sentences[n])], at_border=at_border)
    )


def keeps(sentence: str) -> bool:
    """Whether a sentence says that people are kept from somewhere."""
    return _KEPT.search(sentence) is not None and _PEOPLE.search(sentence) is not None


def limit(sentence: str, *, at_border: bool = False) -> tuple[int, int] | None:
    """Return the words that clear or close what lies within some length of a border; None where none do.

    Parameters
    ----------
    at_border
        Whether the article is about a border: then "the river" or "it" may be that.
    """
    lengths = measures(sentence)[:_MOST]
    for one in lengths:
        line = _FROM_LINE.match(sentence, one.end) or (
            _FROM_RIVER.match(sentence, one.end) if at_border else None
        )
        left = sentence[max(0, one.start - _NEAR) : one.start]
        if line is None and _LINE_BEFORE.search(left) and _KEPT.search(left):
            return one.start, one.end
        if line is None or line.end() - one.end > _NEAR or _PLACE_BEFORE.search(left):
            continue
        word = _LIMIT.search(left)
        bounded = word or one.qualifier in {"up_to", "at_least"}
        if not _KEPT.search(sentence) or not (bounded or _follows(sentence, one)):
            continue
        return (one.start - len(word[0]) if word else one.start), line.end()
    if at_border and _EACH.search(sentence):  # "posts on either side are to be taken back by 2 km"
        for one in lengths:
            if _PUSH.search(sentence, max(0, one.start - _PUSHED), one.start) and not _of_place(
                sentence, one
            ):
                return one.start, one.end
    return None


def _follows(sentence: str, one: Measure) -> bool:
    """Whether a length stands in the clause of what is kept away or drawn back, behind it."""
    before = re.split(r"[.;:!?]", sentence[: one.start])[-1]
    return _KEPT.search(before) is not None


def reach(sentence: str, *, near: bool) -> tuple[int, int] | None:
    """Return the words of a sentence without zone words that say how far the zone spoken of before reaches.

    Parameters
    ----------
    near
        Whether the zone was spoken of just before: then any length counts that somebody wants or that "the area" has.
    """
    lengths = [one for one in measures(sentence)[:_MOST] if not _of_place(sentence, one)]
    now = [one for one in lengths if not was(sentence, one.start)]
    if near and len(now) == 1 < len(lengths):
        return now[0].start, now[0].end  # "at first it was 5 km, now it is 2"
    for one in now or lengths:
        if _is_deep(sentence, one) or _is_pushed(sentence, one):
            return one.start, one.end
    return of_area(sentence) if near else None


def _of_place(sentence: str, one: Measure) -> bool:
    """Whether a length says where a place lies, or measures something else than a zone."""
    return _PLACE_BEFORE.search(sentence[: one.start]) is not None or measures_other(
        sentence, one, one.start, one.end
    )


def _is_deep(sentence: str, one: Measure) -> bool:
    """Whether a length is a depth or width of land: not of what is built, nor of how far somebody strikes."""
    left, right = sentence[max(0, one.start - _NEAR) : one.start], sentence[one.end : one.end + _AFTER]
    before = re.split(r"[.;:!?]", left)[-1]
    words = _DEEP.search(one.text) or _DEEP.match(right.lstrip(" -")) or _DEEP.search(before)
    return (
        one.high_m >= _LEAST_M
        and words is not None
        and not _BUILT.search(sentence)
        and not _STRIKES.search(sentence)
    )


def _is_pushed(sentence: str, one: Measure) -> bool:
    """Whether somebody is pushed or drawn away from a border by a length."""
    if one.high_m < _LEAST_M:
        return False
    pushed = _PUSH.search(sentence, max(0, one.start - _PUSHED), one.start)
    if pushed is None or re.search(r"[.;!?]", sentence[pushed.end() : one.start]):
        return False
    return _BORDER.search(sentence, pushed.end(), one.end + _AFTER) is not None


def of_area(sentence: str) -> tuple[int, int] | None:
    """Return the words that stand for the zone spoken of just before, where the sentence says how far it reaches."""
    lengths = measures(sentence)[:_MOST]
    for noun in _AREA.finditer(sentence):
        if any(
            noun.end() <= one.start and _REACHES.match(sentence[noun.end() : one.start]) for one in lengths
        ):
            return noun.span()
    if len(lengths) != 1 or _PLACE_BEFORE.search(sentence[: lengths[0].start]):
        return None  # of several lengths nobody knows which is meant
    (one,) = lengths
    wanted = (
        _WANTED.search(sentence, max(0, one.start - _NEAR), one.start)
        or _WANTED_AFTER.match(sentence, one.end)
        or _ALONG.search(sentence, max(0, one.start - _NEAR), one.start)
        or sentence.rstrip(' "»”').endswith("?")
    )
    return (one.start, one.end) if wanted and not measures_other(sentence, one, one.start, one.end) else None
