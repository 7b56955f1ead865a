"""A zone as an article describes it: every slot with the sentence that fills it, and whose words that is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from buffermap.said.values import Evidence, Named, NamedPlace, Statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Generic[T]):
    """One value of a zone, and the statement that gives it.

    ``note`` says how the value was worked out where no words give it: then the evidence is that of the words that it
    follows from.
    """

    value: T
    statement: Statement
    evidence: Evidence
    note: str | None = None

    @property
    def speaker(self) -> str | None:
        """Who says it, by name where the text tells whom a pronoun stands for; None where nobody is named."""
        speaker = self.statement.speaker
        return None if speaker is None else speaker.name or speaker.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Different:
    """What another sentence says of the same zone instead: the field, the value in words, and its statement."""

    field: str
    value: str
    statement: Statement
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedZone:
    """What the sentences of one article say of one zone.

    Parameters
    ----------
    zone_id
        Document and number: ``report.txt/zone-1``, in the order of the text.
    statements
        Its statements, in the order of the text.
    what, standing
        Kind of the zone, and what is claimed of its standing, by the statement that claims the most.
    border
        The two countries, of a border that exists; None where nothing gives it.
    along, around
        Divisions along whose part of the border it lies; the place that it lies around.
    between
        Two places between which it lies.
    inside, side
        Country inside which it lies; ISO code or ``both``.
    depth
        Metres from the border: low and high end, one of them None where only the other is said.
    contradictions
        What its other statements say differently.
    unused
        Places that its sentences name, that may say where it lies, and that no slot uses.
    support
        How well the text supports it, for ranking; more is better.
    """

    zone_id: str
    doc_id: str
    statements: tuple[Statement, ...]
    what: Slot[str]
    standing: Slot[str] | None = None
    border: Slot[tuple[str, str]] | None = None
    along: Slot[tuple[NamedPlace, ...]] | None = None
    around: Slot[NamedPlace] | None = None
    between: Slot[tuple[NamedPlace, NamedPlace]] | None = None
    inside: Slot[str] | None = None
    side: Slot[str] | None = None
    depth: Slot[tuple[float | None, float | None]] | None = None
    contradictions: tuple[Different, ...] = ()
    unused: tuple[tuple[Statement, Named], ...] = ()
    support: float = 0.0

    @property
    def slots(self) -> "dict[str, Slot[object] | None]":
        """The slots by name, those without a value included."""
        names = ("what", "standing", "border", "along", "around", "between", "inside", "side", "depth")
        return {name: getattr(self, name) for name in names}

    @property
    def speakers(self) -> tuple[str, ...]:
        """Whose words the slots are, each once; more than one make it a composite."""
        found = [slot.speaker for slot in self.slots.values() if slot is not None]
        return tuple(dict.fromkeys(name for name in found if name))

    @property
    def is_composite(self) -> bool:
        """Whether its slots are words of different speakers, so that nobody said all of it."""
        placed = self.along or self.around or self.between  # whose border it is follows
        silent = {"what", "border"} if placed else {"what"}
        told = [slot for name, slot in self.slots.items() if slot is not None and name not in silent]
        return not of_one(slot.speaker for slot in told)


def of_one(speakers: Iterable[str | None]) -> bool:
    """Whether words are all of one speaker; "Minister Anda Liepa" is "Liepa", who nobody named is nobody else.

    Examples
    --------
    >>> of_one(["Minister Anda Liepa", "Liepa"]), of_one(["Liepa", None]), of_one(["Liepa", "Ozols"])
    (True, False, False)
    """
    words = {frozenset(re.findall(r"\w+", speaker.lower())) if speaker else None for speaker in speakers}
    return all(a is not None and b is not None and (a <= b or b <= a) for a, b in combinations(words, 2))
