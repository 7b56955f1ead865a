"""The same text reprinted, the same event in several articles, and statements that contradict each other.

Nothing is resolved here: reprints are counted, statements of one event listed together, contradictions set side
by side with their dates.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from buffermap.articles.article import Article
from buffermap.said.values import Statement
from buffermap.said.when.dates import as_date

SHINGLE = 6
SKETCH = 200
REPRINT = 0.6
_SAME_WORDS = 0.5
_ENDED = frozenset({"denied", "called_off"})
_STANDS = frozenset({"ordered", "under_way", "completed", "planned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A text and its reprints: ids of the articles, the earliest first."""

    doc_id: str
    reprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Statements of the same event, the earliest first, and the articles that are their sources."""

    statements: tuple[Statement, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Articles that state it, each once."""
        return tuple(dict.fromkeys(one.doc_id for one in self.statements))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Statements about one stretch that cannot all hold: their field and different values, by date."""

    field: str
    statements: tuple[Statement, ...]
    values: tuple[str, ...]


def origins(articles: Sequence[Article]) -> list[Origin]:
    """Return the articles with their reprints gathered under the earliest of each.

    Two articles are the same text where the smaller shares at least `REPRINT` of its six-word runs with the other.
    """
    sketches = [_sketch(article.text[article.body_start :]) for article in articles]
    groups = _Groups(len(articles))
    holders: dict[int, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        for run in sketch:
            holders[run].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        for other in numbers[1:]:
            shared[numbers[0], other] += 1
    for (left, right), count in shared.items():
        if count >= REPRINT * min(len(sketches[left]), len(sketches[right])):
            groups.join(left, right)
    found = []
    for members in groups.members():
        ordered = sorted(members, key=lambda number: (articles[number].published or "9999", number))
        ids = [articles[number].doc_id for number in ordered]
        found.append(Origin(doc_id=ids[0], reprints=tuple(ids[1:])))
    return found


def events(statements: Sequence[Statement]) -> list[Event]:
    """Return the statements gathered by event.

    Two statements are of one event where they are of the same words (and of no other day), or where the same speaker says them within a
    day of each other and their places do not differ.
    """
    groups = _Groups(len(statements))
    runs = [_runs(one.sentence, 4) for one in statements]
    by_run: dict[int, list[int]] = defaultdict(list)
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(statements):
        for run in runs[number]:
            by_run[run].append(number)
        if one.speaker is not None:
            by_speaker[_head(one.speaker.name or one.speaker.words)].append(number)
    for numbers in by_run.values():
        for other in numbers[1:]:
            smaller = min(len(runs[numbers[0]]), len(runs[other]))
            same_words = len(runs[numbers[0]] & runs[other]) >= _SAME_WORDS * smaller
            if same_words and not _other_day(statements[numbers[0]], statements[other]):
                groups.join(numbers[0], other)
    for numbers in by_speaker.values():
        for left, right in pairwise(numbers):
            if _same_event(statements[left], statements[right]):
                groups.join(left, right)
    return [
        Event(statements=tuple(sorted((statements[number] for number in members), key=_dated)))
        for members in groups.members()
    ]


def contradictions(statements: Sequence[Statement]) -> list[Contradiction]:
    """Return what statements about the same stretch say differently: standing, side, depth."""
    by_place: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        if key := _place_key(one):
            by_place[key].append(one)
    found = []
    for group in by_place.values():
        ordered = sorted(group, key=_dated)
        for name, values in (
            ("standing", _standings(ordered)),
            ("side", _sides(ordered)),
            ("depth", _depths(ordered)),
        ):
            if len(set(values.values())) > 1:
                said = [one for one in ordered if one.statement_id in values]
                found.append(
                    Contradiction(
                        field=name,
                        statements=tuple(said),
                        values=tuple(values[one.statement_id] for one in said),
                    )
                )
    return found


def _standings(statements: Iterable[Statement]) -> dict[str, str]:
    """Whether each statement says that there is (or will be) a zone, or that there is none."""
    return {
        one.statement_id: "no zone" if one.claimed.standing in _ENDED else "zone"
        for one in statements
        if one.claimed and one.claimed.standing in _ENDED | _STANDS
    }


def _sides(statements: Iterable[Statement]) -> dict[str, str]:
    return {one.statement_id: ",".join(one.side.countries) for one in statements if one.side}


def _depths(statements: Iterable[Statement]) -> dict[str, str]:
    return {
        one.statement_id: f"{one.depth.low_m:.0f}-{one.depth.high_m:.0f} m"
        for one in statements
        if one.depth and one.depth.low_m is not None and one.depth.high_m is not None
    }


def _place_key(one: Statement) -> tuple[str, ...]:
    where = one.where
    if where.kind == "border":
        return ("border", *sorted("-".join(sorted(pair)) for pair in where.pairs))
    if where.kind == "country-border":
        return ("country-border", where.country or "", where.direction or "")
    names = sorted(str(place.geonameid or place.name) for place in where.places)
    return (where.kind, *names) if names else ()


def _other_day(left: Statement, right: Statement) -> bool:
    """Whether both say when, and on days that are more than one apart."""
    days = [as_date(one.said_on.value) if one.said_on else None for one in (left, right)]
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > 1


def _same_event(left: Statement, right: Statement) -> bool:
    first, second = (as_date(_dated(one)[0]) for one in (left, right))
    if first is None or second is None or abs((first - second).days) > 1:
        return False
    keys = {_place_key(left), _place_key(right)} - {()}
    standings = {one.claimed.standing for one in (left, right) if one.claimed}
    return len(keys) <= 1 and not (standings & _ENDED and standings - _ENDED)


def _dated(one: Statement) -> tuple[str, str, int]:
    said = one.said_on.value if one.said_on and as_date(one.said_on.value) else None
    return (said or one.published or "9999", one.doc_id, one.start)


def _head(words: str) -> str:
    names = re.findall(r"[^\W\d_]{2,}", words)
    return (names[-1] if names else words).lower()[:6]


def _sketch(text: str) -> frozenset[int]:
    """Return the smallest hashes of a text's word runs: enough to tell how much two texts share."""
    return frozenset(sorted(_runs(text, SHINGLE))[:SKETCH])


def _runs(text: str, length: int) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < length:
        return frozenset({zlib.crc32(" ".join(words).encode())} if words else ())
    runs = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return frozenset(zlib.crc32(run.encode()) for run in runs)


class _Groups:
    """Disjoint groups of numbers, joined pair by pair."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, left: int, right: int) -> None:
        left, right = self.find(left), self.find(right)
        self.parent[max(left, right)] = min(left, right)

    def members(self) -> list[list[int]]:
        """Return the groups, each ascending, in the order of their first member."""
        found: dict[int, list[int]] = {}
        for number in range(len(self.parent)):
            found.setdefault(self.find(number), []).append(number)
        return list(found.values())
