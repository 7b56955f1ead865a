"""Words around a zone phrase that make a zone on the ground likelier, or speak of something else."""

import re
from collections.abc import Sequence
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
_OWNED = lexicon.pattern("context", "owned")
_PLANT = lexicon.pattern("context", "plant")
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
# Zones of which as many are in the air or in words only as on the ground.
_AIR = Pattern(r"no-fly|no-drone", re.IGNORECASE)
_GRAY = Pattern(r"gr[ae]y|(?<!\w)сер[аоуы]|(?<!\w)сір", re.IGNORECASE)
_CLOSED = Pattern(r"exclusion|отчужден|відчужен", re.IGNORECASE)
# Who or what a zone lies between where it is one on the ground; names count too.
_SIDES = Pattern(
    r"(?-i:[A-ZА-ЯІЇЄҐ])|\d|\b(?:sides?|lines?|positions?|trenches|countries|states|neighbo\w+|nations|parties|villages|rivals|belligerents|two|them)\b"
    r"|(?<!\w)(?:сторон|позици|позиц|окоп|стран[аы]|государств|соседн|дву[хм]|ними|країн|держав|двома|двох|сусід|с[её]л|сіл|ліні|лини)",
    re.IGNORECASE,
)
_BETWEEN = Pattern(r"[\"”»’\s]+(?:between|между|між)\s+(?P<sides>[^.,;]{3,60})", re.IGNORECASE)
_NAMED_SO = Pattern(
    r"\b(?:describ|call|see|regard|view|portray)\w*\s[^,.;]*?(?:\bas\s+)?an?\s*[\"“'‘]?$"
    r"|(?<!\w)(?<!так )(?:назыв|назв|счит|вваж|назив|описы|опису)\w*\s[^,.;]*$",
    re.IGNORECASE,
)
_SERVES_AS = Pattern(r"\b(?:as|is|was|were|been|remains?|becomes?|became) an?\s*[\"“'‘]?$", re.IGNORECASE)
_ECONOMIC = Pattern(r"econom|эконом|економ", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SINCE = Pattern(r"(?:\bsince|(?<!\w)(?:с|з|із|від|от))\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_OLD = 1950  # a sentence whose years all lie before speaks of history
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
# «закрыла для посторонних зону»: an adjective that does not agree with its neighbour says nothing of it
_FEMININE = Pattern(r"(?:зон|полос|смуг)[ауеоі]|смузі", re.IGNORECASE)
_NO_FEMININE = Pattern(r"(?:[иы]х|[иы]ми?|ого|его|ому|ему)$", re.IGNORECASE)
_CYRILLIC_WORD = Pattern(r"[а-яіїєґ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cues:
    """What a sentence holds besides its zone words."""

    sentence: str
    lengths: tuple[Measure, ...]
    borders: tuple[tuple[int, int], ...]
    forces: int
    making: bool
    elsewhere: tuple[tuple[int, int], ...]
    nuclear: bool
    at_border: bool

    def score(self, start: int, end: int, *, bare: bool) -> float:
        """Weigh the surroundings of the phrase at ``start:end``."""
        # "the country was a buffer"
        buffer = bare and self.sentence[start:end].lower().startswith(("buffer", "буфер"))
        measured = _MEASURED.match(self.sentence, end) is not None
        sure = measured and bool(self.borders)  # "a strip of six km along the border", whatever else is named
        elsewhere = set() if sure else self._elsewhere(start, end)
        bordering = any(end <= at or until <= start for at, until in self.borders)
        score = 1.0 * (bordering or (self.at_border and not buffer and not elsewhere))
        score += 0.5 * min(self.forces, 2) + 0.5 * self.making
        score += 1.0 * any(abs(m.start - end) < 60 or abs(start - m.end) < 30 for m in self.lengths)
        score += 0.5 * any(0 <= start - m.end <= 1 for m in self.lengths)  # "a 20-mile buffer"
        score -= 1.5 * min(len(elsewhere), 3)
        score += 2.0 * (_FREE_OF.match(self.sentence, end) is not None)
        score += 1.5 * measured
        score += 1.0 * (_ALONG.match(self.sentence, end) is not None)
        if _COMPOUND_AFTER.match(self.sentence, end) or _COMPOUND_BEFORE.search(
            self.sentence, max(0, start - 60), start
        ):
            score -= 4.0
        if self._is_owned(start, end) or self._is_between_others(end):
            score -= 4.0
        if (
            bare
            and _SERVES_AS.search(self.sentence, 0, start)
            and _BETWEEN.match(self.sentence, end)
            and not self.lengths
        ):
            score -= 4.0  # a state "as a buffer between" others
        if bare and self.sentence[start:end].lower() in _PLURALS:
            score -= 1.5  # "the buffers of the station", "cash in their belts"
        if bare and _MADE_OF.match(self.sentence, end):
            score -= 3.0
        if self.nuclear and not sure:
            score -= 3.0
        if self._is_round_another(end):
            score -= 4.0
        placed = self._is_placed(end) and not elsewhere
        if bare and not placed and not self._plain_before(start):
            score -= 3.0
        return score

    def _is_placed(self, end: int) -> bool:
        """Whether words behind a phrase say, in an article about a border, how far it goes or what it runs along."""
        near = any(-_NEAR < m.start - end < _NEAR for m in self.lengths)
        return self.at_border and (near or _ALONG.match(self.sentence, end) is not None)

    def points_back(self, start: int) -> bool:
        """Whether "the", "this", "такая" or nothing (Slavic sentence start) stands before the phrase."""
        before = self.sentence[max(0, start - 60) : start]
        if _BACK.search(before):
            return True
        word = _BEFORE_BARE.search(before)
        return _CYRILLIC_WORD.search(self.sentence) is not None and (
            word is None or bool(_PLAIN.fullmatch(word[1]))
        )

    def _elsewhere(self, start: int, end: int) -> set[str]:
        """Return the words of other trades, but for an "economic" that a zone on the ground is called beside."""
        spans = (
            (at, until)
            for at, until in self.elsewhere
            if not (start <= at and until <= end and _ECONOMIC.match(self.sentence, at))
        )
        return {self.sentence[at:until].lower() for at, until in spans}

    def on_land(self, start: int, end: int, names: Sequence[tuple[int, int]]) -> bool:
        """Whether a zone whose words may mean one in the air or in politics is tied to a line or a place, or has a length."""
        gray = _GRAY.search(self.sentence, start, end) is not None
        if not gray and not _AIR.search(self.sentence, start, end):
            return True
        bordering = any(end <= at or until <= start for at, until in self.borders)
        if bordering or self.lengths or not gray:
            return bordering or bool(self.lengths)
        beside = any("," not in self.sentence[min(end, until) : max(start, at)] for at, until in names)
        if _NAMED_SO.search(self.sentence, 0, start):
            return False  # "describe the port as a gray zone"
        along = _ALONG.match(self.sentence, end) is not None
        closes = self.sentence.find(",", end)
        clause = self.sentence[self.sentence.rfind(",", 0, start) + 1 : closes if closes > 0 else None]
        fought = bool(names and self.forces) or bool(_FORCES.words(clause))
        return self.making or beside or along or fought

    def is_history(self) -> bool:
        """Whether all years of a sentence are long past, and none is what something has lasted since."""
        years = list(_YEAR.finditer(self.sentence))
        return bool(years) and all(
            int(year[0]) < _OLD and not _SINCE.search(self.sentence, 0, year.start()) for year in years
        )

    def _is_owned(self, start: int, end: int) -> bool:
        """Whether a zone is that of an airport, a stadium, a works, or was closed around a plant."""
        owned = _OWNED.match(self.sentence, end) is not None
        return owned or (
            _CLOSED.search(self.sentence, start, end) is not None
            and _PLANT.match(self.sentence, end) is not None
        )

    def _is_between_others(self, end: int) -> bool:
        """Whether a zone lies between what has no land: "between the family and the pawnshop"."""
        found = _BETWEEN.match(self.sentence, end)
        return found is not None and not any(
            pattern.search(found["sides"]) for pattern in (_SIDES, _FORCES, _BORDER)
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
        if before is None or _PLAIN.fullmatch(before[1]) or before[1][-1:].isdigit():
            return True
        if has_cyrillic(before[1]):  # a noun is of another case: only adjectives say what zone it is
            disagrees = _FEMININE.match(self.sentence, start) and _NO_FEMININE.search(before[1])
            return bool(disagrees) or _SLAVIC_ADJECTIVE.fullmatch(before[1]) is None
        return _MAKING.fullmatch(before[1]) is not None


def cues(sentence: str, *, at_border: bool = False) -> Cues:
    """Collect what a sentence holds besides its zone words; ``at_border``: the article is about a border."""
    return Cues(
        sentence,
        tuple(measures(sentence)),
        tuple(found.span() for found in _BORDER.finditer(sentence)),
        len(_FORCES.words(sentence)),
        _MAKING.search(sentence) is not None,
        tuple(found.span() for found in _ELSEWHERE.finditer(sentence)),
        _NUCLEAR.search(sentence) is not None,
        at_border,
    )
