"""A zone as its sentences read, with the article around it: what is weighed."""

from collections import Counter
from dataclasses import dataclass

from buffermap.said.values import Context
from buffermap.said.zones.clues import Clue
from buffermap.said.zones.described import DescribedZone
from buffermap.said.zones.geography import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that an article tells of one zone.

    Parameters
    ----------
    read
        The zone as the rules read its sentences.
    zone, others
        Its statements, and those of the article's other zones.
    about
        How often the article names each country.
    context
        What it says beside its statements; empty of a language for which nothing is learned.
    number, of
        The zone's place in the article, from 0, and how many zones that describes.
    """

    read: DescribedZone
    zone: list[Clue]
    others: list[Clue]
    about: Counter[str]
    context: Context
    number: int
    of: int

    def is_read(self, pair: Pair) -> bool:
        """Whether the rules read a border as the zone's."""
        return self.read.border is not None and frozenset(self.read.border.value) == pair

    def codes_read(self, pair: Pair) -> set[str | None]:
        """Return the divisions at a border that the rules read."""
        along = self.read.along if self.is_read(pair) else None
        return {place.admin1_code for place in along.value} if along else set()
