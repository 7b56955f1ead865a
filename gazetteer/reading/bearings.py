"""Relations between places in reports: "X (north of Y)", "between X and Y", "near X"; they tell villages of one name apart.

``find`` reads the relations out of a text whose place names are known by their spans; :mod:`gazetteer.placing.siting` weighs
candidates by them. English, Ukrainian and Russian. Nothing here knows a gazetteer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from gazetteer.text.wordlists import words

Relation = Literal["direction", "near", "part", "between", "listed"]

_EN = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}
_UK = {"північ": 0, "схід": 90, "сход": 90, "півд": 180, "захід": 270, "заход": 270}
_RU = {"север": 0, "восток": 90, "восточн": 90, "юг": 180, "юж": 180, "запад": 270}

_GAP = r"(?:\s|\xa0)+"
_HYPHEN = r"[\s‐-–-]*"
# what may stand between a direction and its "of": distances, "side", adverbs
_MEASURE = r"(?:(?:about|some|roughly|approximately|близько|приблизно|примерно|около)\s+)?\d[\d.,]*(?:\s|\xa0|-)*(?:km|kilomet\w+|mi|miles?|км|кілометр\w*|километр\w*)\b"
_DIR_EN = rf"(?P<en>(?:(?:directly|due|just|immediately|further|far)\s+)?(?:north|south|east|west)(?:{_HYPHEN}(?:east|west))?(?:ern)?)"
_DIR_UK = r"(?P<uk>(?:північн\w*|південн\w*|північ\w*|півдн\w*|південь)[-‐–\s]*(?:о[-‐–\s]*)?(?:схід\w*|сход\w*|захід\w*|заход\w*)|північно-\w+|південно-\w+|північ\w*|південн?\w*|півдн\w*|схід\w*|сход\w*|захід\w*|заход\w*)"
_DIR_RU = r"(?P<ru>(?:северо|юго)-(?:восточн\w*|восток\w*|западн\w*|запад\w*)|север\w*|южн\w*|юг\w*|восточн\w*|восток\w*|западн\w*|запад\w*)"
_OF = r"(?:of|from|від|од|от)"

# class words that follow a name and are no part of it
_CLASS = r"(?:\s+(?:city|town|village|settlement|raion|rayon|district|hromada|oblast|region|область|области|області|район\w*))?"
_SETTLEMENT = r"""(?:the\s+)?(?:(?:town|city|village|settlement|м\.|с\.|смт|міста|села|селища|города|деревни
    |посёлка|поселка|г\.|н\.п\.)\s+(?:of\s+)?)?"""
# a direction with its "of"; the comparatives of Ukrainian and Russian (північніше, южнее) need none
_TOWARDS = rf"""(?:
    (?:{_DIR_EN}|{_DIR_UK}|{_DIR_RU})(?:\s+(?:side|outskirts|околиц\w+|окраин\w+))?
    (?:\s+(?:на|у|в|за)?\s*{_MEASURE})?\s+{_OF}
    | (?P<more>[\w‐–-]+(?:іше|ее|ей))(?:\s+за)?(?:\s+(?:на|у|в)\s+{_MEASURE})?
    )\s+{_SETTLEMENT}"""
# the words between two names that say where the first lies; the whole gap between them must match
_AFTER_NAME = re.compile(
    rf"""{_CLASS}(?P<open>[\s,;:—–-]*[(\[])?[\s,;:—–-]*
    (?P<all>(?:both|all|обидва|обидві|усі|всі|оба|обе|все)\s+)?
    (?:(?:are|is|located|situated|lying|which\s+lies|що|что|який|яке|яка|которая|которое|который|розташован\w+|расположенн\w+|находящ\w+)\s+)*
    (?:(?:(?:за|в|у|на)\s+)?{_MEASURE}\s*)?(?:(?:to|in|on|at|на|у|в|до|к)\s+)?(?:the\s+)?(?:{_MEASURE}\s*)?
    {_TOWARDS}""",
    re.IGNORECASE | re.VERBOSE,
)
# the same before a name: "north of A near B" says where B lies
_BEFORE_NAME = re.compile(rf"(?:^|(?<=[\s(;,])){_TOWARDS}$", re.IGNORECASE | re.VERBOSE)
_NEAR_AFTER = re.compile(
    rf"""{_CLASS}[\s,—–-]*[(\[]?\s*(?:(?:located|situated|lying|що|расположенн\w+|розташован\w+)\s+)?
    (?:near|close\s+to|next\s+to|outside|around|not\s+far\s+from|in\s+the\s+vicinity\s+of|on\s+the\s+outskirts\s+of|
       біля|поблизу|неподалік(?:\s+(?:від|од))?|недалеко\s+(?:від|од|от)|поруч\s+(?:з|із|зі)|коло|під|
       возле|вблизи|около|рядом\s+со?|близ|неподал[её]ку\s+от|под)\s+
    (?:the\s+)?(?:(?:town|city|village|settlement|міста|села|селища|города|деревни|посёлка|поселка)\s+(?:of\s+)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_PART = r"(?:suburb|neighbou?rhood|quarter|satellite\s+town|outskirts)"
# "B, a suburb of A"; "the A suburb of B"
_PART_OF = re.compile(
    rf"{_CLASS}\s*,?\s*[(]?(?:an?|the)\s+(?:[a-z-]+\s+)?{_PART}\s+of\s+", re.IGNORECASE | re.VERBOSE
)
_PART_NAMED = re.compile(rf"(?:['’]s)?\s+(?:[a-z-]+\s+)?{_PART}\s+of\s+", re.IGNORECASE | re.VERBOSE)
# "east of A toward B": B lies there, too
_TOWARD_AFTER = re.compile(
    rf"""{_CLASS}[\s,—–-]*(?:and\s+|та\s+|і\s+|и\s+)?
    (?:toward|towards|in\s+the\s+direction\s+of|у?\s*напрям(?:ку|і)|в\s+направлении|в\s+сторону|у\s+бік|до|к)\s+
    (?:the\s+)?(?:(?:town|city|village|settlement)\s+of\s+|села\s+|міста\s+|города\s+|деревни\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = re.compile(
    r"(?:between|між|поміж|между)(?:\s|\xa0)+(?:the\s+)?(?:(?:towns|cities|villages|settlements|селами|сёлами|містами|городами|населеними\s+пунктами)(?:\s|\xa0)+(?:of\s+)?)?$",
    re.IGNORECASE,
)
# some word of each relation: gaps without any are passed by
_NEAR_WORDS = words(
    "near close next outside around far vicinity outskirts біля поблизу неподалік недалеко поруч коло під возле вблизи около "
    "рядом близ неподалёку неподалеку под"
)
_TOWARD_WORDS = words("toward towards direction напрямку напрямі напрям направлении сторону бік до к")
_OF_WORDS = words("of from від од от")
_NO_SIGNS = str.maketrans("(,;", "   ")
_MORE = ("іше", "ее", "ей")
FARTHEST_WORDS = 160
"""Names with more characters between them are not related by these words, however many blanks or adverbs they hold."""
_FAR = "\0"
_LONGEST_AND = 20
_AND = re.compile(r"\s*(?:,\s*)?(?:and|та|і|й|и)\s+(?:the\s+)?", re.IGNORECASE)
_BEFORE_BETWEEN = re.compile(
    r"[\s,—–-]*[(\[]?\s*(?:(?:located|situated|lying|on\s+the\s+road|в\s+районі|в\s+районе)\s+)?$",
    re.IGNORECASE,
)
_LIST = re.compile(rf"{_CLASS}\s*,\s*|\s*(?:,\s*)?(?:and|or|та|і|й|и|або|или)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A relation that a text states.

    Parameters
    ----------
    subject
        Index of the name that is placed.
    anchors
        Index of the name that it is placed by, or of the two that it lies between.
    relation
        What is stated.
    degrees
        Direction from the anchor to the subject, clockwise from north; None where none is stated.
    distance_km
        Stated distance; None where none is.
    """

    subject: int
    anchors: tuple[int, ...]
    relation: Relation
    degrees: float | None = None
    distance_km: float | None = None


def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Bearing]:
    """Return the relations that a text states between its place names.

    Parameters
    ----------
    text
        The text.
    spans
        Start and end of each place name, in code points, sorted, not overlapping.

    Returns
    -------
    list of Bearing
        Indices are those of ``spans``. In a list ("A, B and C north of D") every name is placed.
    """
    gaps = [_gap(text, before[1], after[0]) for before, after in pairwise(spans)]
    said = [gap.lower().translate(_NO_SIGNS).split() for gap in gaps]
    near = _matching(_NEAR_AFTER, _NEAR_WORDS, gaps, said)
    toward = _matching(_TOWARD_AFTER, _TOWARD_WORDS, gaps, said)
    forward = list(_forward_directions(text, spans, gaps, sorted({*near, *toward})))
    told = {(bearing.anchors[0], bearing.subject) for bearing in forward}  # "near" reads backwards there
    beside = [b for b in _nearness(gaps, near) if (b.subject, b.anchors[0]) not in told]
    from_there = [
        index
        for index, words_ in enumerate(said)
        if not _OF_WORDS.isdisjoint(words_)
        or (not gaps[index].isascii() and any(word.endswith(_MORE) for word in words_))
    ]
    directions = _directions(gaps, from_there)
    return [*directions, *forward, *beside, *_parts(gaps, from_there), *_betweenness(text, spans, gaps)]


def lists(text: str, spans: Sequence[tuple[int, int]]) -> list[Bearing]:
    """Return pairs of names that stand side by side in a list: reports list villages that lie together."""
    pairs = enumerate(pairwise(spans))
    return [
        Bearing(subject=index + 1, anchors=(index,), relation="listed")
        for index, (before, after) in pairs
        if after[0] - before[1] <= _LONGEST_AND and _LIST.fullmatch(text[before[1] : after[0]])
    ]


def _matching(
    pattern: "re.Pattern[str]", some: frozenset[str], gaps: Sequence[str], said: Sequence[list[str]]
) -> list[int]:
    """Return the numbers of the gaps that are a relation's words, some of which they have."""
    return [
        index
        for index, words_ in enumerate(said)
        if not some.isdisjoint(words_) and pattern.fullmatch(gaps[index])
    ]


def _gap(text: str, start: int, end: int) -> str:
    """Return the words between two names; of names far apart, a sign that relates nothing to anything."""
    return text[start:end] if end - start <= FARTHEST_WORDS else _FAR


def _directions(gaps: Sequence[str], numbers: Sequence[int]) -> Iterator[Bearing]:
    for index in numbers:
        gap = gaps[index]
        if not (match := _AFTER_NAME.fullmatch(gap)):
            continue
        degrees = _degrees(match)
        if degrees is None:
            continue
        every = match["all"] or not match["open"]  # "A and B (north of C)" places B; "(both north of C)" both
        for subject in _listed_before(gaps, index) if every else [index]:
            yield Bearing(
                subject=subject,
                anchors=(index + 1,),
                relation="direction",
                degrees=degrees,
                distance_km=_stated_km(gap),
            )


def _forward_directions(
    text: str, spans: Sequence[tuple[int, int]], gaps: Sequence[str], near: Sequence[int]
) -> Iterator[Bearing]:
    """Find "north of A near B, C and D": B, C and D lie north of A."""
    for index in near:
        start = spans[index][0]
        match = _BEFORE_NAME.search(text[max(0, start - 80) : start])
        degrees = _degrees(match) if match else None
        if match is None or degrees is None:
            continue
        for subject in _listed_after(gaps, index + 1):
            yield Bearing(
                subject=subject,
                anchors=(index,),
                relation="direction",
                degrees=degrees,
                distance_km=_stated_km(match[0]),
            )


def _nearness(gaps: Sequence[str], near: Sequence[int]) -> Iterator[Bearing]:
    for index in near:
        gap = gaps[index]
        if len(gap) <= 80:
            for subject in _listed_before(gaps, index):
                yield Bearing(
                    subject=subject, anchors=(index + 1,), relation="near", distance_km=_stated_km(gap)
                )


def _parts(gaps: Sequence[str], numbers: Sequence[int]) -> Iterator[Bearing]:
    """Find suburbs and neighbourhoods by the town that they are said to belong to."""
    for index in numbers:
        gap = gaps[index]
        if _PART_OF.fullmatch(gap):
            yield Bearing(subject=index, anchors=(index + 1,), relation="part")
        elif _PART_NAMED.fullmatch(gap):
            yield Bearing(subject=index + 1, anchors=(index,), relation="part")


def _betweenness(text: str, spans: Sequence[tuple[int, int]], gaps: Sequence[str]) -> Iterator[Bearing]:
    """Find "X, between A and B": the two after the word, and the name just before it, if there is one."""
    for index, gap in enumerate(gaps):
        if len(gap) > _LONGEST_AND or not _AND.fullmatch(gap):
            continue
        before = text[max(0, spans[index][0] - 60) : spans[index][0]]
        between = _BETWEEN.search(before)
        if not between:
            continue
        pair = (index, index + 1)
        start = spans[index][0] - len(before) + between.start()
        if (
            index
            and start >= spans[index - 1][1]
            and _BEFORE_BETWEEN.fullmatch(_gap(text, spans[index - 1][1], start))
        ):
            yield Bearing(subject=index - 1, anchors=pair, relation="between")
        # the two are neighbours of each other, whatever lies between them
        yield Bearing(subject=index, anchors=(index + 1,), relation="near")


def _listed_before(gaps: Sequence[str], index: int) -> list[int]:
    """Return the name at ``index`` and those before it in the same list."""
    first = index
    while first and _LIST.fullmatch(gaps[first - 1]):
        first -= 1
    return list(range(first, index + 1))


def _listed_after(gaps: Sequence[str], index: int) -> list[int]:
    """Return the name at ``index`` and those after it in the same list."""
    last = index
    while last < len(gaps) and _LIST.fullmatch(gaps[last]):
        last += 1
    return list(range(index, last + 1))


def _degrees(match: "re.Match[str]") -> float | None:
    """Return the direction that a match states."""
    if match["en"]:
        letters = re.sub(
            r"\b(directly|due|just|immediately|further|far)\b|ern\b|[^a-z]", "", match["en"].lower()
        )
        return _EN.get(letters)
    return _slavic(match["uk"] or match["ru"] or match["more"])


@lru_cache(maxsize=256)
def _slavic(words: str) -> float | None:
    """Return the middle of the winds that a word is put together from: ``північно-східніше`` is 45°."""
    winds = {degrees for stem, degrees in (_UK | _RU).items() if stem in words.lower()}
    if len(winds) == 1:
        return float(winds.pop())
    if len(winds) == 2:
        one, other = sorted(winds)
        return (one + other) / 2 if other - one == 90 else 315.0 if (one, other) == (0, 270) else None
    return None


def _stated_km(gap: str) -> float | None:
    found = re.search(r"(\d[\d.,]*)(?:\s|\xa0|-)*(km|kilomet|mi|км|кілометр|километр)", gap, re.IGNORECASE)
    if not found:
        return None
    try:
        return float(found[1].replace(",", ".").rstrip(".")) * (1.609344 if found[2].lower() == "mi" else 1.0)
    except ValueError:
        return None
