"""What texts say, as the page's values: statements about zones, distance claims, places counted but not named.

Sentences are indices into the page's sentences; ``start`` and ``end`` count code points from the sentence's beginning.
"""

from dataclasses import dataclass

from buffermap.page.lines import PageOwn
from buffermap.words import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PageField:
    """One thing that a statement says (where, side, depth, standing, …) with its own sentence and speaker.

    ``value`` is a phrase (see `buffermap.words`); ``unstated`` where no text says it: it is then the word for that.
    """

    name: str
    value: Phrase
    sentence: int | None = None
    start: int | None = None
    end: int | None = None
    speaker: str | None = None
    voice: str | None = None
    unstated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStatement:
    """What the texts say about a zone.

    Parameters
    ----------
    depth_m, depth_unit
        None where no depth is stated (for this border); the unit of the text: km, mi, nmi or m.
    depth_upper
        Whether ``depth_m`` is only the far end of what is said: "up to 30 km", "10 to 15 km".
    speaker, voice, quoted_by
        Who says it, how, and who quotes them.
    standing
        What the speaker claims (``ordered``, ``denied``, …); empty where nothing is.
    date, dated
        ISO date, and whether the text says when (else it is the article's date).
    event
        Statements of one event share a number.
    chosen
        Whether the zone on the page is this statement's.
    zone
        The zone as described that it belongs to, by its number on the page.
    here
        Whether it speaks of the page's stretch, so that its side and depth can be shown.
    ask
        Options of ``buffermap map`` that show it on a page of its own; empty where its location is not stated.
    own
        The stretch that it speaks of, where that border travels with the page: the reader can ask for it here.
    """

    label: str
    sentences: tuple[int, ...]
    fields: tuple[PageField, ...] = ()
    depth_m: float | None = None
    depth_text: str = ""
    depth_unit: str = "km"
    depth_upper: bool = False
    side: str | None = None
    speaker: str | None = None
    voice: str | None = None
    quoted_by: str | None = None
    standing: str = ""
    date: str | None = None
    dated: bool = False
    event: int | None = None
    zone: int | None = None
    chosen: bool = False
    here: bool = False
    ask: str = ""
    own: PageOwn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDescribed:
    """A zone as an article describes it, put together from its statements.

    Parameters
    ----------
    fields, against
        Where, side, depth, claimed standing, each with whose words it is; and what is said against it or otherwise.
    why
        Why it is another zone than the one on the page: names of ``apart.*`` of the strings.
    unused
        Places that its sentences name and that nothing uses.
    basis, side_of, depth_of
        Statements behind its place, side and depth.
    side, depth_m, standing
        As `PageStatement` has them.
    composite
        Whether its fields are words of different speakers, so that nobody said all of it.
    placed, here, drawn
        Whether a border is known for it; whether it lies on the page's stretch; whether the page's zone is this one.
    own
        As `PageStatement` has it.
    """

    zone_id: str
    label: str
    fields: tuple[PageField, ...] = ()
    against: tuple[PageField, ...] = ()
    why: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    basis: int | None = None
    side: str | None = None
    side_of: int | None = None
    depth_m: float | None = None
    depth_of: int | None = None
    standing: str = ""
    composite: bool = False
    placed: bool = False
    here: bool = False
    drawn: bool = False
    own: PageOwn | None = None

    def speaker(self, name: str) -> str | None:
        """Return whose words a field is."""
        return next((field.speaker for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContradiction:
    """Statements about one stretch that cannot all hold: the field, and what each says of it, by date."""

    field: str
    statements: tuple[int, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClaim:
    """A distance that a sentence claims, and what geography says: metres from the nearest edge to the farthest.

    ``verdict`` is fits, fits_nearest, fits_farthest, does_not_fit or unknown; ``to_border`` where the distance is to a
    border of ``goal``.
    """

    sentence: int
    start: int
    end: int
    origin: str
    goal: str
    claimed_m: float
    comparison: str = "about"
    verdict: str = "unknown"
    to_border: bool = False
    nearest_m: float | None = None
    centre_m: float | None = None
    farthest_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUnnamed:
    """Places that a sentence counts and does not name: listed, never drawn. ``count`` is None for "several"."""

    sentence: int
    start: int
    end: int
    kind: str
    count: int | None = None
    country: str = ""
    where: str = ""
