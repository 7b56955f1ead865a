"""Words around a zone phrase that make a zone on the ground likelier, or speak of something else."""

import re
from dataclasses import dataclass
from itertools import islice

from buffermap.said.depth.measures import Measure, measures
from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern, has_cyrillic

_BORDER = lexicon.pattern("context", "border")
_FORCES = lexicon.pattern("context", "forces")
_MAKING = lexicon.pattern("context", "making")
_ELSEWHERE = lexicon.pattern("context", "elsewhere")
# Zones around what went wrong there, not along a border: places of their own.
_NUCLEAR = lexicon.pattern("context", "nuclear")
# What follows (or stands just before) the phrase makes it part of another thing.
_COMPOUND_AFTER = lexicon.pattern("context", "compound_after")
_COMPOUND_BEFORE = lexicon.pattern("context", "compound_before")
_BEFORE_BARE = Pattern(r"([\w'’-]+)[\s\u00a0\"“„«‘']*$")
# Words that may stand before a bare "zone" or "strip" without making it another kind of thing.
_PLAIN = lexicon.pattern("context", "plain")
_BACK = lexicon.pattern("context", "back")
_ALONG = Pattern(
    r"[\"”»’\s]+(?:[\w,-]+\s+){0,4}?(?:(?:along|(?:north|south|east|west) of|вдоль|вздовж|уздовж|южнее|севернее|південніше|північніше)(?!\w)"
    r"|(?:between|между|між)\s+(?-i:[A-ZА-ЯІЇЄҐ]))",
    re.IGNORECASE,
)
# "a belt along the frontier free of heavy weapons", «смугу без важкого озброєння»
_FREE_OF = Pattern(
    r"[^.;:]{0,50}?\b(?:free of|without|empty of|clear of|cleared of)\s+(?:\w+\s+){0,2}(?:weapons?|arms|troops|soldiers|forces|groups|guns|artillery|armour|militants|fighters)\b"
    r"|[^.;:]{0,40}?(?<!\w)(?:без|свободн\w+ от|вільн\w+ від)\s+(?:\w+\s+){0,2}(?:оружи|вооружен|озброєн|збро|войск|військ|техник|технік|артиллери|артилері)\w*",
    re.IGNORECASE,
)
# "a strip of six kilometres along the border"
_MEASURED = Pattern(
    r"\s+(?:of|in|шириной|глубиной|завширшки|завглибшки)?\s*(?:\w+\s+){0,3}?(?:kilomet|km|mile|met(?:er|re)|км|килом|кілом|метр)\w*\s+(?:(?:along|from|at|deep|wide|into|inside|on)\b|(?:вдоль|вздовж|уздовж|от|від|вглубь|углиб)(?!\w))",
    re.IGNORECASE,
)
_AROUND = Pattern(
    r"[\"”»’\s]+(?:around|near|outside|surrounding|вокруг|возле|около|навколо|довкола|біля)\s+(?!(?:the |a )?borders?\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_NEAR = 40  # characters between a phrase and its length
_FEW = 3  # words behind "around" that say what it is around
_PLURALS = frozenset({"buffers", "belts", "bands"})
# "a cordon of scarves", "пояс для похудения": what it is made of or made for, unless that is land or safety
_MADE_OF = Pattern(
    r" of (?!land|territor|ground|soil|dead|no[- ]man|scorched|scrub|sand|forest|farmland|fields?|mine|trench|hills|houses|ruins|swamp|desert|steppe|jungle|woods|villages|occupied|watch|security|safety|separation|about|around|at least|up to|between|some|roughly|more|over|the\b|its\b|\d|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty|forty|fifty|a\b|an\b|[A-Z])"
    r"| для (?!безопас|безпек|защит|захист|прикрыт|прикрит|войск|військ)",
)
_SLAVIC_ADJECTIVE = Pattern(
    r"[а-яіїєґё'’-]+(?:(?:н|ск|ськ|цк|цьк|ов|ев|єв|ст|ат)(?:а|у|ої|ій|ою|і|их|им|ими)|(?:ая|яя|ую|юю|ой|ей|ою|ею|ого|его|ому|ему|ых|их|ым|им|ые|ие|ый|ий|ое|ее|ої|ій))",
    re.IGNORECASE,
)
_CYRILLIC_WORD = Pattern(r"[а-яіїєґ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cues:
    """What a sentence holds besides its zone words."""

    sentence: str
    lengths: tuple[Measure, ...]
    borders: tuple[tuple[int, int], ...]
    forces: int
    making: bool
    elsewhere: int
    nuclear: bool
    at_border: bool

    def score(self, start: int, end: int, *, bare: bool) -> float:
        """Weigh the surroundings of the phrase at ``start:end``."""
        buffer = bare and self.sentence[start:end].lower().startswith(
            ("buffer", "буфер")
        )  # "the country was a buffer"
        score = (
            1.0
            * (
                (self.at_border and not buffer and not self.elsewhere)
                or any(end <= at or until <= start for at, until in self.borders)
            )
            + 0.5 * min(self.forces, 2)
            + 0.5 * self.making
        )
        score += 1.0 * any(abs(m.start - end) < 60 or abs(start - m.end) < 30 for m in self.lengths)
        score += 0.5 * any(0 <= start - m.end <= 1 for m in self.lengths)  # "a 20-mile buffer"
        score -= 1.5 * min(self.elsewhere, 3)
        score += 2.0 * (_FREE_OF.match(self.sentence, end) is not None)
        score += 1.5 * (_MEASURED.match(self.sentence, end) is not None)
        score += 1.0 * (_ALONG.match(self.sentence, end) is not None)
        if _COMPOUND_AFTER.match(self.sentence, end) or _COMPOUND_BEFORE.search(
            self.sentence, max(0, start - 60), start
        ):
            score -= 4.0
        if bare and self.sentence[start:end].lower() in _PLURALS:
            score -= 1.5  # "the buffers of the station", "cash in their belts"
        if bare and _MADE_OF.match(self.sentence, end):
            score -= 3.0
        if self.nuclear:
            score -= 3.0
        if self._is_round_another(end):
            score -= 4.0
        if bare and not self._plain_before(start) and not self._is_placed(end):
            score -= 3.0
        return score

    def _is_placed(self, end: int) -> bool:
        """Whether words behind a phrase say that it runs along something, or, in an article about a border, how far."""
        near = self.at_border and any(-_NEAR < m.start - end < _NEAR for m in self.lengths)
        return near or _ALONG.match(self.sentence, end) is not None

    def points_back(self, start: int) -> bool:
        """Whether "the", "this", "такая" or nothing (Slavic sentence start) stands before the phrase."""
        before = self.sentence[max(0, start - 60) : start]
        if _BACK.search(before):
            return True
        word = _BEFORE_BARE.search(before)
        return _CYRILLIC_WORD.search(self.sentence) is not None and (
            word is None or bool(_PLAIN.fullmatch(word[1]))
        )

    def _is_round_another(self, end: int) -> bool:
        """Whether a zone is drawn around a thing of another trade: "around clinics", "near wells of the park"."""
        around = _AROUND.match(self.sentence, end)
        if around is None:
            return False
        begins = [
            around.end() + word.start()
            for word in islice(_WORD.finditer(self.sentence[around.end() :]), _FEW)
        ]
        return any(_ELSEWHERE.match(self.sentence, at) for at in begins)

    def _plain_before(self, start: int) -> bool:
        before = _BEFORE_BARE.search(self.sentence, max(0, start - 40), start)
        if before is None or _PLAIN.fullmatch(before[1]) is not None or before[1][-1:].isdigit():
            return True
        if has_cyrillic(
            before[1]
        ):  # a noun before it is of another case: only adjectives say what zone it is
            return _SLAVIC_ADJECTIVE.fullmatch(before[1]) is None
        return _MAKING.fullmatch(before[1]) is not None


def cues(sentence: str, *, at_border: bool = False) -> Cues:
    """Collect what a sentence holds besides its zone words; ``at_border``: the article is about a border."""
    return Cues(
        sentence,
        tuple(measures(sentence)),
        tuple(found.span() for found in _BORDER.finditer(sentence)),
        len(_FORCES.words(sentence)),
        _MAKING.search(sentence) is not None,
        len(_ELSEWHERE.words(sentence)),
        _NUCLEAR.search(sentence) is not None,
        at_border,
    )
