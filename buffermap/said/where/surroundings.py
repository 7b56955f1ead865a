"""What a sentence holds around a zone phrase: its places, clauses, who acts; and what is found of where the zone is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from buffermap.said.grammar import clauses
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.values import Named, NamedPlace, WhereKind
from buffermap.said.where.named import Group, as_place
from buffermap.said.where.neighbours import are_neighbours
from buffermap.said.where.ties import Tie, border_after, owns_side, tie_of
from gazetteer.mention import Mention

if TYPE_CHECKING:
    from gazetteer.files.store import Gazetteer

_DIRECTIONS = (
    (Pattern(r"\bnorth-?(?:ern)?[- ]?east|північно-східн|северо-восточн", re.IGNORECASE), "north-east"),
    (Pattern(r"\bnorth-?(?:ern)?[- ]?west|північно-західн|северо-западн", re.IGNORECASE), "north-west"),
    (Pattern(r"\bsouth-?(?:ern)?[- ]?east|південно-східн|юго-восточн", re.IGNORECASE), "south-east"),
    (Pattern(r"\bsouth-?(?:ern)?[- ]?west|південно-західн|юго-западн", re.IGNORECASE), "south-west"),
    (Pattern(r"\bnorth(?:ern)?\b|північ|север", re.IGNORECASE), "north"),
    (Pattern(r"\bsouth(?:ern)?\b|півден|півдн|юж|юге", re.IGNORECASE), "south"),
    (Pattern(r"\beast(?:ern)?\b|східн|сході|восто", re.IGNORECASE), "east"),
    (Pattern(r"\bwest(?:ern)?\b|захід|заході|запад", re.IGNORECASE), "west"),
)
_SPEECH = (
    r"said|says?|saying|told|tells?|asked|spoke|speaking|speaks|talks?|announced|discussed|debated|negotiated|agreed|signed"
    r"|met|meets?|meeting|interview\w*|visit\w*|arriv\w+|conference|forum|summit|briefing|session|statement issued|reporting"
)
_STATIONED = (
    r"officials?|diplomats?|envoys?|spokes\w+|sources?|analysts?|monitors?|mediators?|negotiators?|ambassadors?|lawmakers?"
    r"|ministry|embassy|mission|headquarters|office|paper|daily|newspaper|broadcaster|government|nobody|no one|everyone"
)
_SPEECH_SLAVIC = (
    r"заяв\w+|сказа\w+|сообщ\w+|повідом\w+|обсужда\w+|обсуди\w+|обговор\w+|подписа\w+|підписа\w+|расска\w+|розпові\w+"
    r"|встре\w+|зустр\w+|переговор\w+|форум\w*|визит\w*|візит\w*|саммит\w*|саміт\w*|конференц\w+|брифинг\w*|брифінг\w*"
)
_ASIDE = Pattern(
    r"\W*(?:after|before|while|because|until|unless|when|since|although|после|пока|хотя|после|після|поки|хоча|бо)\b",
    re.IGNORECASE,
)
_DATELINE = Pattern(
    r"\W*[^\W\d_][\w'’ .,-]{1,40}?(?:\s*\([^)]{2,60}\)\s*(?:[-–—]{1,2}\s|:)?|\s+[–—]\s|\s*--\s|(?<=[A-Z]{3})\s+-\s|(?<=[A-ZА-Я],)[^/]{2,20}\.?\s*/[^/]{2,30}/\.?|:\s(?=[A-Z]))"
)
_CAPITALS = Pattern(r"[A-ZА-ЯІЇЄҐ]{4}|[^\W\d_]+\s?-\s|\([^)]*\)\s*[-–—]|:")
_TALKS_AFTER = Pattern(
    r"\s+(?:(?:peace|war|crisis|conflict|ceasefire|truce) (?:plan|deal|talks|policy|summit|envoy|proposal|accord)|peace|talks|deal|envoy|summit)\b",
    re.IGNORECASE,
)
# "Minsk's effort", "Kigali's army": who acts, not where
ACTS_AFTER = Pattern(
    r"['’]s?\s+(?:\w+\s+)?(?:efforts?|plans?|bid|attempts?|drive|push|campaign|designs?|goals?|aims?|demands?|wish(?:es)?|army|forces|troops|government|moves?)\b"
)
_VENUE = Pattern(
    rf"\b(?:{_SPEECH})\s+(?:(?:to|on|with|a|an|the|his|her|its|their|state|reporters|journalists|soldiers|parliament|supporters|\w+day"
    rf"|broadcaster|colleagues|television|hospital|at|after|last|early|late)\s+){{0,5}}(?:in|at|to)\s+(?:the\s+)?$"
    r"|\b(?:told|asked)\s+(?:[\w-]+\s+){1,4}in\s+$"
    rf"|\b(?:{_STATIONED})\s+(?:in|from)\s+$|\b(?:visiting|speaking from|reported from)\s+$"
    rf"|\b(?:peacekeepers|troops|soldiers|observers|fighters|battalions?|refugees|migrants|volunteers|aid) from (?:\w+ and )?$"
    rf"|(?<!\w)(?:{_SPEECH_SLAVIC})\s+(?:(?:на|об|о|про)\s+)?(?:[\w-]+\s+)?(?:в|у|на)\s+$",
    re.IGNORECASE,
)
BORDERING = Pattern(
    r"\b(?:along|bordering|adjoining|abutting|adjacent to|next to|facing|beside|alongside)\s+$|(?<!\w)(?:граничащ\w+ с|межу\w+ (?:з|із)|прилега\w+ (?:к|до)|прилегл\w+ до)\s+$",
    re.IGNORECASE,
)
DIRECTION_AFTER = Pattern(r"\s+(?:direction|axis|sector|напрямк|напрям[іу]|направлени)", re.IGNORECASE)
_TWINS = {"CG": "CD", "CD": "CG"}
DIVISIONS = frozenset({"admin1"})
TERRITORIES = frozenset({"PS"})  # Gaza and the West Bank are spoken of as countries are
POINTS = frozenset({"settlement", "site", "region", "admin2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the words around a zone phrase tell of who speaks and acts.

    ``skip`` are spans that name who speaks, and so no place of the zone; ``subjects`` countries that act in the
    sentence, ``speakers`` those that its speaker speaks for, ``around`` those of the sentences before and the
    dateline, nearest first; ``before`` the last places of the sentence before; ``points`` latitude and longitude of the
    countries that the article names; ``gazetteer`` where its places were looked up, None for the data that ship.
    """

    skip: tuple[tuple[int, int], ...] = ()
    speakers: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    before: tuple[Mention, ...] = ()
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    gazetteer: "Gazetteer | None" = None


@dataclass(slots=True)
class Found:
    """Where and which side, with the spans of the words that say so."""

    kind: WhereKind = "unstated"
    span: tuple[int, int] | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    direction: str | None = None
    neighbour: str | None = None
    places: tuple[NamedPlace, ...] = ()
    inside: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    side_span: tuple[int, int] | None = None
    within_m: float | None = None
    named: tuple[Named, ...] = ()


@dataclass(slots=True)
class Surroundings:
    """Reads one sentence around one zone phrase."""

    text: str
    start: int
    end: int
    groups: list[Group]
    setting: Setting
    clauses: list[tuple[int, int]] = field(default_factory=list)
    subjects: tuple[str, ...] = ()
    ties: dict[int, Tie] = field(default_factory=dict)
    dateline: int = 0

    def __post_init__(self) -> None:
        self.clauses = clauses.spans(self.text)
        self.dateline = dateline_end(self.text)
        self.ties = {group.start: tie_of(self.text, group) for group in self.groups}
        self.subjects = self._subjects()
        self.groups = [group for group in self.groups if not self._skipped(group)]

    def _skipped(self, group: Group) -> bool:
        """Whether a group names who speaks, or where, or the zone itself: no place of the zone."""
        said = any(start <= group.start < end for start, end in self.setting.skip)
        # "the regions bordering Ukraine need …", «на Сумському напрямку росіяни …»
        placed = BORDERING.search(self.text, 0, group.start) or DIRECTION_AFTER.match(self.text, group.end)
        said = said and not placed
        said = said or group.end <= self.dateline
        said = said or ACTS_AFTER.match(self.text, group.end) is not None
        itself = group.start < self.end and self.start < group.end  # the Korean Demilitarized Zone
        return said or itself or self.is_venue(group) or _TALKS_AFTER.match(self.text, group.end) is not None

    def is_venue(self, group: Group) -> bool:
        """Whether somebody speaks or meets there: "told reporters in Beijing", "officials in Yerevan"."""
        begin = self.end if group.start >= self.end else 0
        return (
            group.end == group.mentions[-1].end and _VENUE.search(self.text, begin, group.start) is not None
        )

    def _subjects(self) -> tuple[str, ...]:
        """Countries of the names before the phrase that no preposition ties down: they act."""
        acting = [
            country
            for group in self.groups
            if self.dateline <= group.start < self.start
            and self.ties[group.start] == "none"
            and not owns_side(self.text, group)
            and border_after(self.text, group) is None
            for country in group.countries
        ]
        return tuple(dict.fromkeys(acting))

    def distance(self, at: int) -> int:
        """How many clauses lie between a position and the phrase."""
        return abs(clauses.index_at(self.clauses, at) - clauses.index_at(self.clauses, self.start))

    def aside(self, at: int) -> bool:
        """Whether a position after the phrase is in a clause of its own time or reason: "…, after shots from …"."""
        start, _ = self.clauses[clauses.index_at(self.clauses, at)]
        return start >= self.end and _ASIDE.match(self.text, start) is not None

    def tie(self, group: Group) -> Tie:
        """Return how a group of names is tied to the words before it."""
        return self.ties[group.start]


def places_of(group: Group) -> tuple[NamedPlace, ...]:
    """Return the places of a group as statements keep them."""
    return tuple(as_place(mention) for mention in group.mentions)


def pairs_of(own: tuple[str, ...], others: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return every pair of one country of the first with another of the second, or with its namesake next door."""
    return tuple((a, _next_door(a, b)) for a in own for b in others if a != b)


def _next_door(one: str, other: str) -> str:
    """Return the other of two Congos where that one is the neighbour."""
    twin = _TWINS.get(other, other)
    return twin if are_neighbours(one, twin) and not are_neighbours(one, other) else other


def viewpoint(reader: Surroundings, countries: tuple[str, ...], direction: str) -> tuple[str, str | None]:
    """Return whose "southern border" is meant, and who lies beyond it, where two countries may own it.

    Ukraine's northern border and Russia's southern one are the same line: it is the border of the one beyond which,
    in that direction, the other lies. Without points of both it is the first one's.
    """
    points = reader.setting.points
    for own in countries:
        for other in countries:
            if (
                own != other
                and own in points
                and other in points
                and _lies(points[own], direction, points[other])
            ):
                return own, other
    return countries[0], None


def _lies(own: tuple[float, float], direction: str, other: tuple[float, float]) -> bool:
    """Whether a point lies in a direction from another."""
    north = ("north" in direction) - ("south" in direction)
    east = ("east" in direction) - ("west" in direction)
    return north * (other[0] - own[0]) + east * (other[1] - own[1]) > 0


def direction_in(left: str) -> str | None:
    """Return the direction that the last three words name ("north-east"), or None."""
    words = " ".join(left.split()[-3:])
    return next((name for pattern, name in _DIRECTIONS if pattern.search(words)), None)


def dateline_end(text: str) -> int:
    """Return where the dateline ends that a sentence opens with; 0 without one."""
    found = _DATELINE.match(text[:140])
    if found is None or not _CAPITALS.search(found[0]):
        return 0
    return found.end()
