"""The values that statements are made of. Each field keeps the words that it was read from."""

from dataclasses import dataclass
from typing import Literal, get_args

WhatKind = Literal[
    "buffer",
    "security",
    "sanitary",
    "gray",
    "demilitarised",
    "exclusion",
    "cordon",
    "strip",
    "corridor",
    "belt",
    "zone",
]
Standing = Literal[
    "ordered",
    "under_way",
    "completed",
    "planned",
    "proposed",
    "possible",
    "hypothetical",
    "demanded",
    "denied",
    "called_off",
]
Voice = Literal["quoted", "reported", "headline", "author", "commentary"]
WhereKind = Literal["border", "country-border", "along-divisions", "around", "river", "line", "unstated"]
NameRole = Literal[
    "place", "border", "actor", "speaker", "dateline", "venue", "outlet", "compared", "spared", "raided"
]
DepthKind = Literal["exact", "about", "range", "up_to", "at_least", "implied"]

STANDINGS: tuple[Standing, ...] = get_args(Standing)
VOICES: tuple[Voice, ...] = get_args(Voice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that a value was read from: code points of the article's text, and who said them.

    ``speaker`` and ``voice`` are those of the sentence that holds the span, so that a side from a headline and
    a stretch from a quote stay apart.
    """

    start: int
    end: int
    text: str
    sentence_start: int
    sentence_end: int
    sentence: str
    speaker: str | None = None
    voice: Voice = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """The kind of zone and the words used for it."""

    kind: WhatKind
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place that a statement names: its surface in the text and, where known, what the gazetteer has."""

    surface: str
    name: str
    kind: str
    country: str | None = None
    geonameid: int | None = None
    admin1_code: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place that a statement's sentence names, and what it is there for.

    Parameters
    ----------
    start, end
        Code points of the article's text.
    role
        ``place``: it may say where the zone is; ``border``: whose or which border; ``actor``: named in passing or as
        who acts; ``speaker``, ``dateline``, ``venue``, ``outlet``: who speaks, reports, or where; ``compared``: of
        another zone that this one is likened to; ``spared``: what the zone is to shield; ``raided``: where fighting is.
    tie
        How it is tied to the words before it: ``inside``, ``along``, …, ``none``.
    apart
        Clauses between it and the zone's words.
    direction
        Of a part of a country ("southern Lebanon"): which part.
    """

    place: NamedPlace
    start: int
    end: int
    role: NameRole
    tie: str = "none"
    apart: int = 0
    adjective: bool = False
    direction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a zone is said to be.

    Parameters
    ----------
    kind
        ``border`` (between two countries), ``country-border`` (a country's, neighbour open), ``along-divisions``,
        ``around``, ``river``, ``line`` (from … to …) or ``unstated``.
    pairs
        Country pairs of a ``border``, as ISO codes in the order of the text.
    country, direction, neighbour
        Of a ``country-border``: whose, which part (``south``), the other country where the text gives it.
    places
        Divisions, places, the river, or the two ends of a line, in the order of the text.
    inside
        Countries inside which the zone is said to lie.
    unresolved
        Words that say where but could not be resolved; kept, never guessed.
    within_m
        Metres of "within N km of X".
    """

    kind: WhereKind
    evidence: Evidence | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    direction: str | None = None
    neighbour: str | None = None
    places: tuple[NamedPlace, ...] = ()
    inside: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    within_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """On which side of the line: ISO codes, or ``("both",)``."""

    countries: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How deep, in metres; ``implied`` depths ("out of range of …") have words and no number."""

    kind: DepthKind
    low_m: float | None
    high_m: float | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What is claimed of the zone's standing; never a finding of ours, always shown with its speaker."""

    standing: Standing
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBy:
    """Who says it, as written; ``name`` is the person whom a pronoun or title stands for, where the text tells."""

    words: str
    start: int
    end: int
    name: str | None = None
    quoted_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOn:
    """When: ISO date (or month, or date-time with its offset), the words, and how it was worked out."""

    value: str
    words: str
    start: int
    end: int
    basis: Literal["absolute", "relative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence of an article: its number from 0, where it begins and ends, its words."""

    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A place that an article names, anywhere, by code points of its text."""

    place: NamedPlace
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an article says beside its statements: the sentences that name a place or a length, and the places.

    It is kept once an article, on its first statement.
    """

    language: str | None
    sentences: tuple[Quoted, ...]
    places: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one sentence says about a zone; fields that no text gives are None and shown as *unstated*.

    ``named`` are the places of its sentence; ``about`` the countries that the whole article names or whose places it
    names, with how often; ``countries`` those that it names as countries or more than once; ``at_border`` whether it is about the border of
    two of them;
    ``apart`` whether the words say that it is another zone than the one spoken of before; ``lead`` the divisions that
    the article's headline, its first sentences and those around speak of; ``across`` the countries across a border, or
    both of one, in the nearest sentence that names a border; ``home`` the countries that act or speak in the headline and first
    sentences; ``sided`` on whose side of a border the sentences just before say that something is; ``context`` what the
    article says elsewhere, on its first statement.
    """

    statement_id: str
    doc_id: str
    start: int
    end: int
    sentence: str
    what: What
    where: Where
    side: Side | None
    depth: Depth | None
    claimed: Claimed | None
    speaker: SaidBy | None
    voice: Voice
    said_on: SaidOn | None
    published: str | None
    continues: str | None = None
    named: tuple[Named, ...] = ()
    about: tuple[tuple[str, int], ...] = ()
    countries: frozenset[str] = frozenset()
    at_border: bool = False
    apart: bool = False
    lead: tuple[tuple[NamedPlace, Evidence], ...] = ()
    across: tuple[tuple[str, ...], ...] = ()
    home: tuple[str, ...] = ()
    sided: str | None = None
    context: Context | None = None
