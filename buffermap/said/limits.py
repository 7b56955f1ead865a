"""Lengths from a border within which something is forbidden, cleared or drawn back: a zone, whatever it is called.

"Residents within 15 km of the border must leave", "guns stay 20 km back from the line", «въезд ближе пяти километров от
границы запрещён». Also what a sentence says of "the area", "the ban", "the strip" of the sentences before.
"""

import re
from collections.abc import Sequence

from buffermap.said.depth.measures import Measure, measures
from buffermap.said.depth.others import measures_other
from buffermap.said.grammar.patterns import Pattern, holding

_NEAR = 70  # characters before and behind a length that tell what it measures
_MOST = 8  # lengths of one sentence that are looked at

_STEMS = ("border", "frontier", "fence", " line", "границ", "рубеж", "кордон", "лінії", "линии")
# "(back) from the (Ukrainian) border", «от (государственной) границы»
_FROM_LINE = Pattern(
    r"[\s,-]*(?:(?:deep|wide|back|away|or (?:less|closer|nearer)|inland|inside|on (?:either|each|both|its|their|\w+['’]s) sides?)[\s,]+){0,2}"
    r"(?:from|of|off|to|along|behind)\s+(?:[\w'’-]+\s+){0,4}?(?:borders?|frontiers?|boundary|border fence|fence|line)\b(?! guards?| crossings?| posts?)"
    r"|\s*(?:(?:вглубь|углубь|вглиб|углиб)\s+)?(?:от|від|до|вдоль|вздовж|уздовж|у|біля|возле)\s+(?:[\w'’-]+\s+){0,3}?(?:границ|рубеж|кордон|лини|ліні)\w*",
    re.IGNORECASE,
)
# what a length limits, just before it
_LIMIT = Pattern(
    r"(?:\b(?:within|inside|(?:closer|nearer|less|fewer) than|under|at least|(?:no|not) (?:closer|nearer|less) than|up to|to a distance of|a distance of|as far as|to|for|by)"
    r"|\b(?:in|from|of|over|across) (?:a|an|the)"
    r"|(?<!\w)(?:ближе|менее|меньше|ближче|менше|не ближе|не ближче|в пределах|у межах|в межах|в радиусе|в радіусі|у радіусі|на расстоянии(?: до| менее| ближе)?|на відстані(?: до| менше| ближче)?|до|на|минимум на|щонайменше на|шириной(?: до)?|завширшки(?: до)?)(?: чем| ніж)?)"
    r"\s+(?:about |some |roughly |another |примерно |приблизно |около |близько )?$",
    re.IGNORECASE,
)
# what happens to people or arms there
_KEPT = Pattern(
    r"\b(?:leave|leaving|left|evacuat\w+|withdr[ae]w\w*|pull(?:s|ed|ing)?\b[^.;]{0,40}\b(?:back|out)|mov(?:e|es|ed|ing)\b[^.;]{0,40}\b(?:back|away|out)|keep\b|keeps\b|kept\b|keeping\b|stay(?:s|ed|ing)?\b(?! in\b)"
    r"|bar(?:s|red|ring)?\b|bann?(?:s|ed|ing)?\b|forbid\w*|forbade|prohibit\w*|off[- ]limits|clear(?:s|ed|ing)?\b|permits?\b|passes\b|restrict\w*|clos(?:e|es|ed|ing)\b|vacat\w+|relocat\w+|resettl\w+|no[- ](?:go|entry|fly)|empt(?:y|ied|ies)|free of|(?:nobody|no one|none) (?:may|can|must|shall|is to)|(?:may|must|shall) not|not allowed)"
    r"|(?<!\w)(?:никто не|нельзя|не вправе|ніхто не|не можна|выех|выезд|уех|эваку|покин|отвед|отвод|отвест|отвел|отв[её]л|запре[тщ]|ограничен|ограничи|отсел|закры|перекры|пропуск"
    r"|виїх|виїзд|евакую|евакуа|відвед|відвод|відвест|відвів|відвел|заборон|обмежен|обмежи|відсел|закри|перекри)\w*",
    re.IGNORECASE,
)
# the zone of the sentences before, by another word
_AREA = Pattern(
    r"\b(?:the|this|that|such an?) (?:\w+ )?(?:area|ban|order|measure|restrictions?|rules?|regime|decision|belt|strip|band|corridor|perimeter|closure)\b"
    r"|(?<!\w)(?:запрет|ограничени[ея]|полоса|район|режим|мера|решение|территория|заборона|обмеження|смуга|рішення|територія|захід)(?!\w)",
    re.IGNORECASE,
)
_REACHES = Pattern(
    r"[^.;]{0,50}?\b(?:reach|extend|appl|cover|stretch|measur|take|run|go|goes|concern|affect|will be|would be|is|was)\w*\b[^.;]{0,40}$"
    r"|[^.;]{0,60}?(?<!\w)(?:действ|каса|распростран|состав|достиг|охват|простира|дія|діє|стосу|пошир|станов|сяга|охоп|простяга)\w*[^.;]{0,60}$",
    re.IGNORECASE,
)
# "they want ten kilometres", «необходимо не менее 12 километров», "pull back 500 metres"
_WANTED = Pattern(
    r"\b(?:want|need|demand|seek|ask for|requir|claim|would like|wish|enough|sufficient|necessary|at least)\w*\b[^.;]{0,40}$"
    r"|\b(?:keep|stay|remain)\w*\b[^.;]{0,40}$"
    r"|\b(?:pull|mov|draw|withdr[ae]w|step|push)\w*\b[^.;]{0,40}\b(?:back|away|apart)\b[^.;]{0,15}$"
    r"|(?<!\w)(?:хот|треб|нуж|вимаг|потріб|хоч|необх|достат|не менее|не менше|отодви|отвед|отвод|відсун|відвед|відвод)\w*[^.;]{0,40}$",
    re.IGNORECASE,
)
_WANTED_AFTER = Pattern(
    r"[^.;]{0,30}?\b(?:is|are|would be|will be) (?:needed|enough|necessary|required|sufficient)\b|[^.;]{0,30}?(?<!\w)(?:необх|нуж|достат|потріб|хват|вистач)\w*",
    re.IGNORECASE,
)
# a place and how far it lies: "Khotin, 5 km from the border", "positions 6 km from"
_PLACE_BEFORE = re.compile(
    r"(?:[A-ZА-ЯІЇЄҐ][\w'’-]+,?|\bpositions?|\b(?:lies|lie|stands|located|situated|held|fell|landed|exploded|shot down|hit))"
    r"\s+(?:is |are |was |were |lies |only |just |about |some |roughly |at |в |за |у )*$"
)


# people who live or go there: a country keeps them from its own land
_PEOPLE = Pattern(
    r"\b(?:civilians?|residents?|villagers?|inhabitants?|locals|families|people|population|farmers?|hunters?|visitors?|tourists?|travell?ers|access|entry|permits?|passes|evacuat\w+)\b"
    r"|(?<!\w)(?:жител|населени|населенн|граждан|громадян|мирн|цивільн|мешкан|въезд|в['’ʼ]їзд|выезд|виїзд|пребыва|находит|передвига|пересува|перебува|знаходит|доступ|турист|грибник|эваку|евак)\w*",
    re.IGNORECASE,
)
_BORDER = Pattern(
    r"\b(?:borders?|frontiers?|state line)\b(?! guards?| crossings?| posts?)|(?<!\w)(?:границ|кордон[уіо]|пригранич|прикордонн)\w*",
    re.IGNORECASE,
)


def keeps_people(sentence: str) -> bool:
    """Whether a sentence says that people are kept from land at a border, or brought away from it."""
    return all(pattern.search(sentence) for pattern in (_KEPT, _PEOPLE, _BORDER))


# who keeps order at a country's own border
_OFFICE = Pattern(
    r"\b(?:interior|home) minist\w+|\bborder (?:guards?|service|police|committee|force)\b|(?<!\w)(?:МВД|МВС)(?!\w)"
    r"|(?<!\w)(?:пограничн|прикордонн)\w+ (?:комитет|комітет|служб|ведомств|відомств|отряд|загін|загон|охран|охорон|войск|військ)\w*",
    re.IGNORECASE,
)


def keeps_order(sentence: str) -> bool:
    """Whether an office that keeps order at its country's border speaks or acts in a sentence about it."""
    return _OFFICE.search(sentence) is not None and _BORDER.search(sentence) is not None


def restricting(sentence: str) -> tuple[int, int] | None:
    """Return the words that keep people from a border, for a sentence before one that calls that a zone."""
    found = _KEPT.search(sentence) if keeps_people(sentence) else None
    return found.span() if found else None


def may_limit(text: str, sentences: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the sentences that may limit something by a length from a border: the cheap test."""
    near = holding(text, sentences, _STEMS)
    return frozenset(
        n for n in near if _KEPT.search(text, *sentences[n]) and limit(text[slice(*sentences[n])])
    )


def limit(sentence: str) -> tuple[int, int] | None:
    """Return the words that clear or close what lies within some length of a border; None where none do."""
    for one in measures(sentence)[:_MOST]:
        line = _FROM_LINE.match(sentence, one.end)
        if line is None or line.end() - one.end > _NEAR:
            continue
        left = sentence[max(0, one.start - _NEAR) : one.start]
        if _PLACE_BEFORE.search(left):
            continue
        word = _LIMIT.search(left)
        kept = _KEPT.search(sentence)
        bounded = word or one.qualifier in {"up_to", "at_least"}
        if kept is None or not (bounded or _follows(sentence, one)):
            continue
        return (one.start - len(word[0]) if word else one.start), line.end()
    return None


def _follows(sentence: str, one: Measure) -> bool:
    """Whether a length stands in the clause of what is kept away or drawn back, behind it."""
    before = re.split(r"[.;:!?]", sentence[: one.start])[-1]
    return _KEPT.search(before) is not None


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
    wanted = _WANTED.search(sentence, max(0, one.start - _NEAR), one.start) or _WANTED_AFTER.match(
        sentence, one.end
    )
    return (one.start, one.end) if wanted and not measures_other(sentence, one, one.start, one.end) else None
