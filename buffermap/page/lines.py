"""Borders that travel with a page, so that its reader can ask for another stretch of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from buffermap.words import Phrase

if TYPE_CHECKING:  # heavy, needed for annotations only
    from shapely import MultiLineString
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageRun:
    """A part of a border along which both sides keep their first-level division; codes, empty where none is known."""

    line: "MultiLineString"
    divisions: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageLine:
    """A border of two countries, of which the reader may choose a stretch.

    Parameters
    ----------
    border
        ``RU-UA``: the countries' codes in alphabetical order.
    runs
        Its parts, in their order along it.
    areas
        Each country's area by its code, of the same data as the line.
    names
        What the divisions along it are called, by their codes.
    """

    border: str
    runs: tuple[PageRun, ...]
    areas: "Mapping[str, BaseGeometry]"
    names: Mapping[str, Phrase] = field(default_factory=dict)
    accuracy_m: float = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOwn:
    """The stretch, side and depth that a text itself states: ``lines[line]``, along divisions or the whole of it, or a place.

    ``around`` is that place's longitude and latitude, ``name`` its name. What a text does not state is empty or None: never
    borrowed from another text.
    """

    line: int | None = None
    around: tuple[float, float] | None = None
    name: str = ""
    along: tuple[str, ...] = ()
    side: str = ""
    depth_m: float | None = None
