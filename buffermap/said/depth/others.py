"""Lengths that measure another thing than a zone's depth: a border, an advance, a gun's range, how far away a town lies."""

import re

from buffermap.said.depth.measures import Measure
from buffermap.said.grammar import structure
from buffermap.said.grammar.patterns import Pattern

_BESIDE = 20  # characters between a length and the zone that it is of
_APART = Pattern(r",|\b(?:and|but|from|to)\b|(?<!\w)(?:и|і|та|й|от|від|до)(?!\w)", re.IGNORECASE)
_WIDE = Pattern(r"[-\s]*(?:wide|deep|thick|broad|in (?:depth|width))\b", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"\b(?:up|to|about|some|only|just|no|more|less|than|farther|further|at|least|most|over|nearly|almost|another|forward|ahead|on|by|not)\b|\d+",
    re.IGNORECASE,
)
_NEAR = 60  # characters before and behind a length that tell what it measures
# "their 300-mile shared border", "a 70-km stretch of", "a section 75 kilometres long"; not "a 5-km border zone"
_LINE_BEHIND = Pattern(
    r"[-\s]+(?:(?!(?:and|or|to|of|in|from|behind|on|along|before|beyond|inside|into|outside|either|both|sides?|deep|wide|across)\b)[\w'’-]+\s+){0,2}?"
    r"(?:borders?|frontiers?|boundary|coast(?:line)?|fence|wall|road|front(?:line)?|sections?|stretch(?:es)?|segment|contact line)\b"
    r"(?![\s-]+(?:zone|strip|belt|buffer|area|band|corridor|land))",
    re.IGNORECASE,
)
# "covers 60 km of the frontier", «на 44 километрах границы»; "within 5 km of the border" says how near
_OF_LINE = Pattern(
    r"[-\s]+of (?:the |its |their |our |that |this |[\w-]+['’]s )?(?:[\w-]+ ){0,2}?(?:borders?|frontiers?|boundary|trench(?:es)?|fenc(?:e|es|ing)|walls?|roads?|ditch(?:es)?|berms?|wire|track|coast|barriers?)\b"
    r"|\s+(?:[а-яіїє-]+(?:ой|ей|ої|ого|ього)\s+){0,2}(?:(?:гос)?границы|(?:держ)?кордону|рубежа|траншей|окопов|окопів|забора|паркану|стены|стіни|рва|рову|дорог\w*|доріг|заграждени[йя]|загороджен\w*)(?!\w)",
    re.IGNORECASE,
)
_NEARER = Pattern(
    r"\b(?:within|inside|in|than|to|radius of)\s+(?:(?:about|some|roughly|approximately|around)\s+)?$",
    re.IGNORECASE,
)
# how high something flies: "flights below 4 km"
_FLOWN = Pattern(
    r"\b(?:fl(?:y|ies|ying|ights?|own)\b[^.;,]{0,20}(?:below|under|above)|(?:altitude|height|ceiling) of)\s+$|(?<!\w)(?:нижче|ниже|вище|выше|на высоте|на висоті)\s+(?:до\s+)?$",
    re.IGNORECASE,
)
_HIGH = Pattern(r"[-\s]*(?:high|tall|up|above|apart)\b|\s*(?:в высоту|заввишки|у висоту)", re.IGNORECASE)
# Who goes, flies or fires so far; "pulled back 10 km" leaves a zone of that depth.
_GOING = Pattern(
    r"\b(?:advanc\w+|mov(?:e|es|ed|ing)|com(?:e|es|ing)|came|gone|goes|went|push(?:ed|es|ing)? (?:forward|ahead|on)|driv\w+|drove|fl(?:y|ies|ew|own|ying)"
    r"|fir(?:e|es|ed|ing)|shoot\w*|travel\w*|penetrat\w+|walk\w*|march\w*|captur\w+|gain(?:s|ed)?|hit|struck)\b"
    r"|(?<!\w)(?:продвин\w+|продвига\w+|подош\w+|вош\w+|зашл\w+|пролет\w+|лет[ия]\w+|стреля\w+|бь[её]т|бьют|прош\w+"
    r"|просун\w+|просува\w+|підійш\w+|увійш\w+|зайш\w+|пролет\w+|леті\w+|стріля\w+|б['’]є|пройш\w+)",
    re.IGNORECASE,
)
_BACK = Pattern(r"\b(?:back|away)\b|(?<!\w)(?:назад|обратно)(?!\w)", re.IGNORECASE)
_SPOT = Pattern(
    r"\b(?:town|village|city|hamlet|post|checkpoint|crossing|station|base|farm|settlement|house)s?(?:\s+(?:called\s+)?(?-i:[A-Z])[\w'’-]+){0,2},?\s*"
    r"(?:(?:that|which)\s+(?:is|lies|stands)\s+)?(?:some|about|only|just|roughly)?\s*$"
    r"|(?<!\w)(?:сел[аоеу]|город\w{0,2}|пос[её]лк\w{0,2}|міст[аоі]|селищ\w)(?:\s+(?-i:[А-ЯІЇЄҐ])[\w'’-]+){0,2},?\s*(?:в|за|у|на відстані|на расстоянии)?\s*$",
    re.IGNORECASE,
)
_TO_ZONE = Pattern(
    r"\s*(?:away\s+)?(?:of|from)\s+(?:the|this|that|its|their)\s+[\"“'‘]?(?:[\w'’-]+\s+){0,2}[\"“'‘]?|\s*(?:от|від|до)\s+[«\"„“]?(?:[\w'’-]+\s+){0,2}[«\"„“]?",
    re.IGNORECASE,
)
_PLACED = Pattern(
    r"\b(?:lie|lies|lay|stand|stands|stood|sits?|is|are|was|were|begins?|starts?)\s+(?:some|about|only|just|roughly|within|less than|more than)?\s*$"
    r"|(?<!\w)(?:наход\w+|располож\w+|лежит|лежить|розташов\w+|перебува\w+)\s+(?:(?:в|за|у|примерно|приблизно)\s+)?$",
    re.IGNORECASE,
)
_BEARING = Pattern(
    r"\s*(?:to the\s+)?(?:north|south|east|west)\w*(?:[- ]?(?:east|west)\w*)? of (?!(?:the |its |their )?(?:[\w-]+ )?(?:border|frontier|boundary|line)\b)"
    r"|\s+(?:севернее|южнее|западнее|восточнее|північніше|південніше|західніше|східніше)\s",
    re.IGNORECASE,
)


def measures_other(sentence: str, one: Measure, start: int, end: int) -> bool:
    """Whether a length measures another thing than the zone whose words stand at ``start:end``."""
    flown = _FLOWN.search(sentence, max(0, one.start - _NEAR), one.start) is not None
    if flown or (one.end < start and _TO_ZONE.fullmatch(sentence, one.end, start)):
        return True  # "within two kilometres of the zone"
    if 0 <= start - one.end <= _BESIDE and not _APART.search(sentence, one.end, start):
        return False  # "the 500-metre strip"
    left, right = sentence[max(0, one.start - _NEAR) : one.start], sentence[one.end : one.end + _NEAR]
    if _OF_LINE.match(right) and one.qualifier != "up_to" and not _NEARER.search(left):
        return True
    if _LINE_BEHIND.match(right) or _HIGH.match(right) or _SPOT.search(left):
        return True
    if _PLACED.search(left) and _BEARING.match(right):
        return True  # "the zone lies 20 km north of the city"
    wide = _WIDE.match(right) is not None or one.text.endswith(("wide", "deep"))
    return not wide and not end <= one.start < end + _NEAR and _is_way(sentence, one)


def _is_way(sentence: str, one: Measure) -> bool:
    """Whether somebody goes, flies or fires so far in the clause of a length."""
    clause = sentence[_clause_start(sentence, one.start) : one.start]
    going = list(_GOING.finditer(clause))
    if not going or _BACK.search(clause, going[-1].end()):
        return False
    moved = clause[going[-1].end() :] if going[-1][0].lower().startswith("mov") else ""
    return not _QUALIFIED.sub("", moved).strip()  # "moves its guns 10 km from the border" leaves a zone


def _clause_start(sentence: str, at: int) -> int:
    """Return where the clause of a position begins."""
    parsed = structure.parse(sentence)
    number = parsed.stretch_of(parsed.token_at(at))
    return parsed.spans_of(number)[0][0]
