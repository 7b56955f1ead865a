"""What a page is made of: plain frozen values, checked before anything is written.

Format 3. Sentences, places, sides, divisions and statements refer to each other by index into the tuples of
:class:`PageData`; offsets count code points. Every text in here may be hostile: nothing of it is ever treated
as HTML or as a template. :mod:`buffermap.page.wire.encode` writes these values into the file.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from buffermap.errors import InputError
from buffermap.page.events import PageEvents
from buffermap.page.lines import PageLine, PageOwn
from buffermap.page.people import PageGrid, PagePart
from buffermap.page.said import PageClaim, PageContradiction, PageDescribed, PageStatement, PageUnnamed
from buffermap.words import Language, Phrase
from gazetteer.mention import Subtype, Usage
from gazetteer.place import Kind

if TYPE_CHECKING:  # heavy packages, needed for annotations only
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

FORMAT = 3
"""Version of the page's data format; it changes when an older page script could not read the data."""

MAX_DEPTH_M = 100_000.0
"""Where the page's depth slider ends, in metres."""

Origin = Literal["text", "default", "analyst", "reader"]
"""Who set a value: a sentence, our default, the person who ran the command, the person who reads the page."""

TextMode = Literal["sentences", "full", "links"]
PlaceClass = Literal["city", "town", "village", "unknown"]
PLACE_CLASSES: tuple[PlaceClass, ...] = ("city", "town", "village", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageArticle:
    """Where sentences come from. ``url`` and ``archived_url`` are dropped unless they are http(s).

    ``reprint_of`` is the article whose text this one prints again.
    """

    doc_id: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    archived_url: str | None = None
    language: str | None = None
    reprint_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSentence:
    """A sentence of ``articles[article]``: ``text`` stood at ``start`` of the source, in code points.

    ``begins_paragraph`` is for layout. In text mode ``links`` the page carries no sentence's text.
    """

    article: int
    start: int
    text: str
    begins_paragraph: bool = False

    @property
    def end(self) -> int:
        """Offset of the first code point after the sentence."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """A place that some mention means.

    ``distance_m`` is the geodesic distance to the stretch, where there is one; ``uncertainty_m`` point plus
    border accuracy; ``side`` the code of the side that it lies in. ``outline`` is for divisions and countries,
    which are never drawn as dots. ``mentions_in_all`` and ``articles_in_all`` are counts of an archive of which the
    page shows the strongest sentences.
    """

    geonameid: int
    name: str
    kind: Kind
    lat: float | None = None
    lon: float | None = None
    name_local: str | None = None
    country: str = ""
    admin1: str | None = None
    admin1_code: str | None = None
    population: int | None = None
    distance_m: float | None = None
    uncertainty_m: float | None = None
    side: str | None = None
    outline: "BaseGeometry | None" = None
    mentions_in_all: int | None = None
    articles_in_all: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCandidate:
    """A place that a mention may mean, for the reviewer to choose from; ``place`` describes it in words."""

    geonameid: int
    name: str
    place: str = ""
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMention:
    """A named place in ``sentences[sentence]``; ``start`` and ``end`` count from the sentence's beginning.

    ``place`` is an index into the page's places, None where the mention could not be placed.
    """

    sentence: int
    start: int
    end: int
    surface: str
    kind: Kind
    place: int | None = None
    usage: Usage = "literal"
    subtype: Subtype | None = None
    flags: tuple[str, ...] = ()
    score: float = 0.0
    reason: str = ""
    candidates: tuple[PageCandidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSide:
    """The area on one side of the stretch, of the same data as the line. ``code`` is an ISO code or a label."""

    code: str
    name: str
    area: "BaseGeometry"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageZone:
    """The stretch and the zone that the page opens with.

    Parameters
    ----------
    label
        The stretch as a phrase, as it stands in "places within 20 km of …".
    border
        What the line is, e.g. ``RU-UA``.
    line
        The stretch, EPSG:4326, segments straight in longitude/latitude.
    sides
        One area a side; more than two where a country's whole border has many neighbours.
    side
        ``both`` or the code of one side.
    depth_m
        Metres; None is "depth not stated".
    offered_m
        Further depths that the page offers, each with who set it.
    depth_origin, side_origin
        Who set them.
    depth_source
        Whom the picture's caption names beside a depth from the text ("stated by …").
    ends
        Round, or cut where the line's continuation is nearer than the stretch.
    rest
        That continuation; None is straight on from the stretch's ends.
    geometry
        The exact zone of the opening state, for the static map; None where there is none.
    edge_error_m
        Stated error of that geometry.
    own
        The stretch as the reader would ask for it, where its border travels with the page.
    basis
        Hash of what it rests on but for side and depth (see `buffermap.zones.identity`), for tables that leave.
    scenario, options
        What it rests on but for side and depth as the text of a scenario file, and as options of the command line; empty
        where neither could say it.
    grid, parts
        People along this stretch by the user's grids, and the divisions along it.
    """

    label: Phrase
    border: str
    line: "BaseGeometry"
    sides: tuple[PageSide, ...]
    side: str = "both"
    depth_m: float | None = None
    offered_m: tuple[tuple[float, Origin], ...] = ()
    depth_origin: Origin = "default"
    depth_source: str = ""
    side_origin: Origin = "default"
    ends: Literal["round", "cut"] = "round"
    rest: "BaseGeometry | None" = None
    pov: str = "un"
    border_accuracy_m: float = 200.0
    geometry: "BaseGeometry | None" = None
    edge_error_m: float | None = None
    own: PageOwn | None = None
    basis: str = ""
    scenario: str = ""
    options: str = ""
    grid: PageGrid | None = None
    parts: tuple[PagePart, ...] = ()

    @property
    def reach_m(self) -> float:
        """How deep the page can go: the slider's end, or the opening depth where it is deeper."""
        deepest_m = max([self.depth_m or 0, *(depth_m for depth_m, _ in self.offered_m)])
        return max(MAX_DEPTH_M, math.ceil(deepest_m / 10_000) * 10_000)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageSettlements:
    """Settlements near the stretch as columns of equal length, in any order.

    Parameters
    ----------
    geonameid, lat, lon
        Ids, 0 where the layer has none, and degrees.
    population
        -1 where unknown.
    distance_m, uncertainty_m
        Distance to the stretch, and point plus border accuracy; metres. Beyond the ends of a cut zone
        ``distance_m`` is infinite.
    side
        Index into the zone's sides, -1 elsewhere.
    division
        Index into ``divisions`` (names of first-level divisions, with the ``countries`` that they lie in and their own
        names there, ``locals``), -1 unknown.
    place_class
        Index into :data:`PLACE_CLASSES`.
    name
        One name each.
    layer
        Name of the settlement layer.
    layers
        Of each of the zone's sides the layers that list its settlements: where they differ, nothing compares the sides.
    extent
        How far large settlements reach, NaN for others: see `buffermap.zones.extents`.
    distance_b_m, side_b
        The same for the second zone of a page that compares two.
    land
        Index into ``lands``, the countries of the borders that travel with the page: in whose area each lies, -1 in none.
    listed
        Of each of ``lands`` what ``layers`` is of each side.
    """

    geonameid: "NDArray[np.int64]"
    lat: "NDArray[np.float64]"
    lon: "NDArray[np.float64]"
    population: "NDArray[np.int64]"
    distance_m: "NDArray[np.float64]"
    uncertainty_m: "NDArray[np.float64]"
    side: "NDArray[np.int8]"
    division: "NDArray[np.int32]"
    place_class: "NDArray[np.int8]"
    name: tuple[str, ...]
    divisions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    locals: tuple[str, ...] = ()
    layer: str = "embedded"
    layers: tuple[tuple[str, ...], ...] = ()
    extent: "NDArray[np.float64] | None" = None
    distance_b_m: "NDArray[np.float64] | None" = None
    side_b: "NDArray[np.int8] | None" = None
    land: "NDArray[np.int8] | None" = None
    lands: tuple[str, ...] = ()
    listed: tuple[tuple[str, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageArea:
    """A named outline of the basemap: a country (``level`` 0) or a first-level division (1)."""

    code: str
    name: str
    level: int
    area: "BaseGeometry"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLabel:
    """A town's name on the basemap; larger ``rank`` (population) goes first."""

    name: str
    lat: float
    lon: float
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBasemap:
    """What is drawn below everything else. The world's coarse outlines come with the package.

    ``bounds`` (west, south, east, north) is the box to which ``areas`` and ``waters`` are cut; its own edges are not
    drawn. ``waters`` are rivers (lines) and lakes (areas).
    """

    areas: tuple[PageArea, ...] = ()
    waters: "tuple[BaseGeometry, BaseGeometry] | None" = None
    labels: tuple[PageLabel, ...] = ()
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAssumption:
    """One row of the assumptions panel: a value, who set it, and the sentence that it comes from."""

    label: str
    value: Phrase
    origin: Origin = "default"
    sentence: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSource:
    """Data that the page shows: version, licence, the attribution that the licence asks for, accuracy."""

    name: str
    version: str = ""
    licence: str = ""
    attribution: str = ""
    url: str | None = None
    accuracy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Online tiles: only on request, and named in the page's content security policy."""

    url: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePublic:
    """That a page is for the public: from how many listed people it names settlements, and how many it does not name."""

    least_people: int
    rest: Phrase = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """Everything on one page. :func:`check` says what must hold.

    ``other`` is a second hypothetical zone (B) to compare the first one (A) with; the settlements then have a second
    distance and side. ``lines`` are the borders of which the reader may ask for another stretch.
    """

    title: Phrase = "buffermap"
    language: Language = "en"
    text_mode: TextMode = "sentences"
    articles: tuple[PageArticle, ...] = ()
    sentences: tuple[PageSentence, ...] = ()
    mentions: tuple[PageMention, ...] = ()
    places: tuple[PagePlace, ...] = ()
    statements: tuple[PageStatement, ...] = ()
    zones: tuple[PageDescribed, ...] = ()
    contradictions: tuple[PageContradiction, ...] = ()
    claims: tuple[PageClaim, ...] = ()
    unnamed: tuple[PageUnnamed, ...] = ()
    zone: PageZone | None = None
    other: PageZone | None = None
    lines: tuple[PageLine, ...] = ()
    settlements: PageSettlements | None = None
    basemap: PageBasemap = PageBasemap()
    assumptions: tuple[PageAssumption, ...] = ()
    sources: tuple[PageSource, ...] = ()
    events: PageEvents | None = None
    coverage: Phrase = ""
    hint: Phrase = ""
    reading: tuple[Phrase, ...] = ()
    public: PagePublic | None = None
    tiles: Tiles | None = None


def safe_url(url: str | None) -> str | None:
    """Return the URL if it is http(s) with a host, else None: no other scheme becomes a link."""
    if not url or any(ord(c) < 33 for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def check(data: PageData) -> None:
    """Check that references, offsets and numbers hold together.

    Raises
    ------
    InputError
        With the first thing that does not.
    """
    _check_text(data)
    for zone in (data.zone, data.other):
        if zone is not None:
            _check_zone(zone)
    _require(data.other is None or data.zone is not None, "a second zone needs a first one")
    if data.settlements is not None:
        _check_settlements(data.settlements, sides=len(data.zone.sides) if data.zone else 0)
    for place in data.places:
        if place.lat is not None and place.lon is not None:
            _require(
                -90 <= place.lat <= 90 and -180 <= place.lon <= 180, f"place {place.name!r} lies nowhere"
            )
    if data.tiles is not None:
        _require(safe_url(data.tiles.url.replace("{s}", "s")) is not None, "tiles need an http(s) URL")


def _check_text(data: PageData) -> None:
    for i, sentence in enumerate(data.sentences):
        _index(sentence.article, data.articles, f"sentence {i}: article")
    _indices((a.reprint_of for a in data.articles), data.articles, "reprint of article")
    for i, mention in enumerate(data.mentions):
        _index(mention.sentence, data.sentences, f"mention {i}: sentence")
        _index(mention.place, data.places, f"mention {i}: place")
        text = data.sentences[mention.sentence].text
        _require(
            text[mention.start : mention.end] == mention.surface and mention.surface != "",
            f"mention {i}: {mention.surface!r} does not stand at {mention.start}:{mention.end} of its sentence",
        )
    for i, statement in enumerate(data.statements):
        _depth(statement.depth_m, f"statement {i}")
        _indices(statement.sentences, data.sentences, f"statement {i}: sentence")
        _indices(
            (f.sentence for f in statement.fields), data.sentences, f"statement {i}: sentence of a field"
        )
    for i, zone in enumerate(data.zones):
        _depth(zone.depth_m, f"described zone {i}")
        _indices((zone.basis, zone.side_of, zone.depth_of), data.statements, f"described zone {i}: statement")
        _indices(
            (f.sentence for f in (*zone.fields, *zone.against)),
            data.sentences,
            f"described zone {i}: sentence",
        )
    _indices((s.zone for s in data.statements), data.zones, "statement: described zone")
    own = [*(s.own for s in data.statements), *(z.own for z in data.zones), data.zone and data.zone.own]
    _indices((one.line for one in own if one), data.lines, "own stretch: line")
    _indices((c.sentence for c in data.claims), data.sentences, "distance claim: sentence")
    _indices((u.sentence for u in data.unnamed), data.sentences, "unnamed places: sentence")
    for contradiction in data.contradictions:
        _indices(contradiction.statements, data.statements, "contradiction: statement")
        _require(
            len(contradiction.statements) == len(contradiction.values),
            "contradiction: a value for each statement",
        )
    for assumption in data.assumptions:
        _index(assumption.sentence, data.sentences, f"assumption {assumption.label!r}: sentence")


def _check_zone(zone: PageZone) -> None:
    codes = [side.code for side in zone.sides]
    _require(len(set(codes)) == len(codes), f"a zone has each side once, found {', '.join(codes)}")
    _require(zone.side == "both" or zone.side in codes, f"side {zone.side!r} is none of {', '.join(codes)}")
    _require(not zone.line.is_empty, "the stretch has no line")
    for depth_m in (zone.depth_m, *(depth_m for depth_m, _ in zone.offered_m)):
        _depth(depth_m, "zone")


def _check_settlements(table: PageSettlements, *, sides: int) -> None:
    columns = (
        "geonameid lat lon population distance_m uncertainty_m side division place_class".split()  # noqa: SIM905
    )
    for column in columns:
        _require(
            len(getattr(table, column)) == len(table),
            f"settlements: {column} has {len(getattr(table, column))} values for {len(table)} names",
        )
    if table.distance_b_m is not None and table.side_b is not None:
        _require(
            len(table.distance_b_m) == len(table.side_b) == len(table),
            "settlements: columns of B differ in length",
        )
    if not len(table):
        return
    ranges = (
        ("side", -1, sides - 1),
        ("division", -1, len(table.divisions) - 1),
        ("place_class", 0, len(PLACE_CLASSES) - 1),
        ("population", -1, 2**31 - 1),
        ("lat", -90, 90),
        ("lon", -180, 180),
        ("distance_m", 0, math.inf),
    )
    for column, low, high in ranges:
        values = getattr(table, column)
        _require(
            bool((values >= low).all() and (values <= high).all()), f"settlements: {column} out of range"
        )


def _require(condition: bool, message: str) -> None:  # noqa: FBT001 - reads like an assertion
    if not condition:
        raise InputError(f"page data: {message}")


def _index(index: int | None, values: tuple[object, ...], what: str) -> None:
    _require(index is None or 0 <= index < len(values), f"{what} {index} is not one of {len(values)}")


def _indices(indices: Iterable[int | None], values: tuple[object, ...], what: str) -> None:
    for index in indices:
        _index(index, values, what)


def _depth(depth_m: float | None, what: str) -> None:
    _require(
        depth_m is None or (math.isfinite(depth_m) and depth_m >= 0),
        f"{what}: depth {depth_m} is not a distance in metres",
    )
