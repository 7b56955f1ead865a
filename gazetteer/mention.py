"""A mention: a span of text that names a place, and what we think it names."""

from dataclasses import dataclass
from typing import Literal

from gazetteer.place import Kind

Usage = Literal["literal", "associative"]
Subtype = Literal["adjective", "demonym", "metonym", "nested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention may mean, with its calibrated probability and the reason for it."""

    geonameid: int
    score: float
    name: str = ""
    kind: Kind = "settlement"
    country: str = ""
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A named place in a text.

    ``start`` and ``end`` are code points in the text as read (``text[start:end] == surface``). A mention that
    cannot be placed has ``geonameid``, ``lat`` and ``lon`` None, says why in ``reason``, and in ``within`` what the text
    says that it lies in. ``score`` is the
    calibrated probability that the span names a place and that it is this one.
    """

    start: int
    end: int
    surface: str
    kind: Kind
    usage: Usage = "literal"
    subtype: Subtype | None = None
    flags: tuple[str, ...] = ()
    geonameid: int | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    lat: float | None = None
    lon: float | None = None
    within: str | None = None
    score: float = 0.0
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
