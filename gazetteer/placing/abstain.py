"""Names that the data do not have where the text says that they are: they stay without a point, with the reason.

A village that no list knows bears the name of others somewhere else. Where a text says what holds it ("in Benue
State"), which way and how far from where it lies, or names nothing but places of other countries or of one division
far away, the namesakes are not meant.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.entries.entryfacts import facts_of
from gazetteer.entries.lexicon import ADMIN1, ADMIN2, COUNTRY, SETTLEMENT, SITE, Entry, Lexicon
from gazetteer.placing.namesakes import bearings_of
from gazetteer.placing.outlet import Prior
from gazetteer.placing.resolve import Resolution
from gazetteer.placing.siting import Point, between_km
from gazetteer.reading.document import Document
from gazetteer.reading.hints import NO_HINT, hint_for
from gazetteer.reading.matcher import Match, is_cyrillic
from gazetteer.text.names import NameFlag
from gazetteer.text.wordlists import words

_TOWN_WORDS = words(
    "village villages town towns city settlement hamlet suburb district area a an the small remote"
)
_DIRECTIONS = words(
    "northern southern eastern western central northeastern northwestern southeastern southwestern"
)
_SLAVIC_IN = words("у в на во")
_LISTING = words(", and or & та і й и або или")
_LIKELY = 3.5  # of the prior: which candidates of a container may be meant
_WELL_KNOWN = 50_000  # people; texts speak of larger places wherever they are
_SMALL, _LARGE = 20_000, 250_000
_FAR_KM, _OFF_KM = 100.0, 150.0
_SURE = 0.5  # share of the likeliest candidate of a name that others are judged by
_LEAST_OTHERS = 2
_SEAT, _CAPITAL = 2, 3
_LOCAL = frozenset((SETTLEMENT, ADMIN2))
# how far off all other names of a text lie, where a place that ... is not meant
_APART_KM = 300.0  # shares its name with others and lies in a division of its own
_ABROAD_KM, _OVERSEAS_KM = 400.0, 1_500.0  # lies in a country of its own; a large town, too
_GUESS, _GUESS_PEOPLE, _GUESS_KM = 0.5, 100_000, 100.0  # is no likelier than its namesakes together
_TOLD = 0.05  # the share of an outlet's articles that speaks for a division
_CLOSES = frozenset((",", ".", ")", ";", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Why a name has no point, and what the text says that it lies in."""

    reason: str
    within: str | None = None


@dataclass(frozen=True, slots=True)
class _Other:
    """A name that is surely a place, and where it lies; a country has no point."""

    key: str
    country: int
    division: int
    point: Point | None


def withheld(
    document: Document,
    matches: Sequence[Match],
    resolutions: Sequence[Resolution],
    lexicon: Lexicon,
    *,
    prior: Prior | None = None,
    knows: Callable[[str], object] = bool,
) -> dict[int, Withheld]:
    """Return which names stay without a point, by their numbers.

    Parameters
    ----------
    document
        The text.
    matches, resolutions
        Its names, sorted, not overlapping, and what each means by itself and by the rest of the text.
    lexicon
        Where the candidates come from.
    prior
        What the outlet's other documents, or a stated home, say for places.
    knows
        Whether a word in lower case is one that many texts have.
    """
    judge = _Judge(document, matches, resolutions, lexicon, prior=prior, knows=knows)
    found = dict(judge.outside_container())
    for number, reason in (*judge.off_bearing(), *judge.off_list(), *judge.off_division(), *judge.alone()):
        found.setdefault(number, reason)
    # a name of the text is withheld wherever it comes again, unless the text says there where it lies
    spelled = {id(matches[number].entry): absent for number, absent in found.items()}
    for number, match in enumerate(matches):
        again = spelled.get(id(match.entry))
        if again is not None and number not in judge.inside:
            found.setdefault(number, again)
    return found


class _Judge:
    """Holds what all names of one document are judged by."""

    def __init__(
        self,
        document: Document,
        matches: Sequence[Match],
        resolutions: Sequence[Resolution],
        lexicon: Lexicon,
        *,
        prior: Prior | None,
        knows: Callable[[str], object],
    ) -> None:
        self.prior, self.knows = prior, knows
        self.document, self.matches, self.resolutions, self.lexicon = document, matches, resolutions, lexicon
        self.gazetteer = lexicon.gazetteer
        self.top = [int(resolution.order[0]) for resolution in resolutions]
        self.kinds = [
            int(resolution.entry.kind[top]) for resolution, top in zip(resolutions, self.top, strict=True)
        ]
        self.inside: set[int] = set()

    # -- a container that the text states -------------------------------------------------------------

    def outside_container(self) -> Iterator[tuple[int, Withheld]]:
        """Yield names of which no place lies in what the text says holds them: "Enger in Benue State"."""
        for outer in range(1, len(self.matches)):
            if not self._holds(outer) or not self._states(outer - 1, outer):
                continue
            holders = self._likely(self.matches[outer].entry, self.resolutions[outer])
            for inner in self._listed_before(outer - 1):
                if self._kind(inner) not in (SETTLEMENT, ADMIN2, SITE) or self.matches[inner].entry.subtype:
                    continue
                if self._any_within(inner, holders):
                    self.inside.add(inner)
                    continue
                name = str(self.lexicon.describe(self._row(outer))["name"])
                yield inner, Withheld(reason=f"not in the data; somewhere in {name}", within=name)

    def _holds(self, outer: int) -> bool:
        """Whether a name is surely that of a country or division."""
        entry = self.matches[outer].entry
        return (
            self._kind(outer) in (COUNTRY, ADMIN1, ADMIN2)
            and not (entry.subtype or entry.stands_for)
            and float(self.resolutions[outer].probability[0]) >= _SURE
        )

    def _states(self, inner: int, outer: int) -> bool:
        """Whether the words between two names say that the second holds the first."""
        here, after = self.matches[inner], self.matches[outer]
        document = self.document
        if document.sentence_of[here.first] != document.sentence_of[after.first]:
            return False
        between = document.lower[here.last : after.first]
        if is_cyrillic(document.tokens.words[after.first]):
            direct = not between and self._kind(outer) != COUNTRY
            return direct or between == ["("] or (len(between) == 1 and between[0] in _SLAVIC_IN)
        if between == [","]:
            return self._is_apposed(inner, outer)
        while between and between[-1] in _DIRECTIONS:
            between.pop()
        if between[-1:] == ["the"] and between != [",", "the"]:
            between.pop()
        shapes = document.shapes[here.last : after.first]
        return between == ["("] or (
            between[-1:] == ["in"]
            and all(
                word in _LISTING or word in _TOWN_WORDS or shape == "Xx"
                for word, shape in zip(between[:-1], shapes, strict=False)
            )
        )

    def _is_apposed(self, inner: int, outer: int) -> bool:
        """Whether a comma joins a name to what holds it, not two of a list: "Enger, Benue State", "Bradford, Ontario, Canada"."""
        if len(self._listed_before(inner)) > 1:
            return False
        if hint_for(self.document, self.matches[outer]).kind in (ADMIN1, ADMIN2):
            return not self._is_listed(outer)
        return self._kind(inner) == SETTLEMENT and self._is_closed(outer)

    def _is_closed(self, outer: int) -> bool:
        """Whether a name between commas goes on with what holds it, or with no further name."""
        match, document = self.matches[outer], self.document
        _, high = document.bounds[document.sentence_of[match.first]]
        if match.last < high and document.lower[match.last] not in _CLOSES:
            return False
        if not self._is_listed(outer):
            return True
        farther = self.matches[outer + 1]
        return facts_of(farther.entry).may_hold(facts_of(match.entry)) and not self._is_listed(outer + 1)

    def _listed_before(self, last: int) -> list[int]:
        """Return a name and those before it in the same list."""
        first = last
        while first and self._is_listed(first - 1):
            first -= 1
        return list(range(first, last + 1))

    def _is_listed(self, number: int) -> bool:
        """Whether nothing but commas and "and" stand between a name and the next."""
        if number + 1 >= len(self.matches):
            return False
        here, after = self.matches[number], self.matches[number + 1]
        between = self.document.lower[here.last : after.first]
        same = self.document.sentence_of[here.first] == self.document.sentence_of[after.first]
        return same and 0 < len(between) <= 2 and _LISTING.issuperset(between)

    def _likely(self, entry: Entry, resolution: Resolution) -> frozenset[int]:
        """Return the rows that a container may be: the one chosen, and others that are about as likely by themselves."""
        near = entry.prior >= entry.prior[0] - _LIKELY
        kinds = np.isin(entry.kind, (COUNTRY, ADMIN1, ADMIN2))
        return frozenset([*entry.row[near & kinds].tolist(), int(resolution.entry.row[resolution.order[0]])])

    def _any_within(self, number: int, holders: frozenset[int]) -> bool:
        """Whether some candidate is, or lies in, one of the rows; one whose division is unknown may."""
        entry = self.lexicon.uncut(self.resolutions[number].entry)
        countries = {
            int(self.gazetteer.country[row]) for row in holders if self.gazetteer.kind[row] == COUNTRY
        }
        seconds = {
            int(self.gazetteer.admin1_row[row]) for row in holders if self.gazetteer.kind[row] == ADMIN2
        }
        wanted = set(holders) | seconds
        for row, country, admin1 in zip(
            entry.row.tolist(), entry.country.tolist(), entry.admin1.tolist(), strict=True
        ):
            if row < 0 or row in holders or country in countries or admin1 in wanted:
                return True
            upper = {int(self.gazetteer.country[holder]) for holder in holders}
            if admin1 < 0 and country in upper:
                return True
        return False

    # -- what the rest of the text says ---------------------------------------------------------------

    def off_bearing(self) -> Iterator[tuple[int, Withheld]]:
        """Yield small places that lie nowhere near what the text places them by: "near Novenke, west of Sudzha"."""
        for bearing in bearings_of(self.document, self.matches):
            small = bearing.subject
            points = [self._point(number) for number in (small, *bearing.anchors)]
            surely = bearing.relation == "part" and self._kind(small) == SETTLEMENT
            if any(point is None for point in points) or not (surely or self._is_small(small, _SMALL)):
                continue
            here, *anchors = [point for point in points if point is not None]
            if min(between_km(anchor, here) for anchor in anchors) > _OFF_KM + (bearing.distance_km or 0.0):
                name = str(self.lexicon.describe(self._row(bearing.anchors[0]))["name"])
                yield small, Withheld(reason=f"not in the data; no place of this name lies near {name}")

    def off_list(self) -> Iterator[tuple[int, Withheld]]:
        """Yield names in a list of a named division's towns that have no place in it: "In Belgorod Oblast, Shebekino, Murom and"."""
        done = 0
        for last in range(1, len(self.matches) + 1):
            if last < len(self.matches) and self._is_listed(last - 1):
                continue
            run, done = range(done, last), last
            if len(run) > _LEAST_OTHERS:
                yield from self._outside(run)

    def _outside(self, run: range) -> Iterator[tuple[int, Withheld]]:
        """Yield the names of a list that lie nowhere in the division that its sentence names and its others lie in."""
        sentence = self.document.sentence_of[self.matches[run[0]].first]
        towns = [number for number in run if self._kind(number) == SETTLEMENT]
        for outer in range(len(self.matches)):
            if self.document.sentence_of[self.matches[outer].first] != sentence or outer in run:
                continue
            if self._kind(outer) != ADMIN1 or not self._holds(outer):
                continue
            row = self._row(outer)
            out = [n for n in towns if not self._any_within(n, frozenset((row,)))]
            if len(towns) - len(out) >= max(_LEAST_OTHERS, len(out) + 1):
                name = self.gazetteer.name(row)
                for number in out:
                    if self._people(number) < _LARGE:
                        yield (
                            number,
                            Withheld(reason=f"not in the data; listed with towns of {name}", within=name),
                        )

    def off_division(self) -> Iterator[tuple[int, Withheld]]:
        """Yield small places none of which lies near the one division that their sentence speaks of."""
        for number in range(len(self.matches)):
            if number in self.inside or not self._is_small(number, _SMALL):
                continue
            entry = self.lexicon.uncut(self.resolutions[number].entry)
            if holder := self._one_division(number, entry):
                reason = f"not in the data; the sentence speaks of {holder}"
                yield number, Withheld(reason=reason, within=holder)

    def alone(self) -> Iterator[tuple[int, Withheld]]:
        """Yield places that nothing in the text or its outlet speaks for: far from all other names, or a mere guess."""
        rest: list[_Other] = []
        for number, match in enumerate(self.matches):
            if number not in self.inside and self._may_be_doubted(number):
                rest = rest or self._others()
                others = [other for other in rest if other.key != match.entry.key]
                reason = self._doubt(number, others)
                if reason:
                    yield number, Withheld(reason=reason)

    def _may_be_doubted(self, number: int) -> bool:
        """Whether a name was read as that of a settlement that is not large, in no division that its outlet writes of."""
        entry, top = self.resolutions[number].entry, self.top[number]
        if self._kind(number) != SETTLEMENT or entry.subtype or entry.stands_for:
            return False
        told = 0.0
        if self.prior is not None:
            mass = self.prior.mass
            told = mass.divisions.get(int(entry.admin1[top]), 0.0) / max(mass.documents, 1.0)
        return self._people(number) < _LARGE and told < _TOLD

    def _doubt(self, number: int, others: "Sequence[_Other]") -> str:
        """Return why a settlement is hardly meant; empty where nothing speaks against it."""
        resolution, top = self.resolutions[number], self.top[number]
        entry, people = resolution.entry, self._people(number)
        near = self._nearest_km(number, others)
        many = len(entry) > 1
        if many and people < _GUESS_PEOPLE and float(resolution.probability[0]) < _GUESS and near > _GUESS_KM:
            return "one of several places of this name, none of them likely"
        if len(others) < _LEAST_OTHERS or np.isinf(near):
            return ""
        country, division = int(entry.country[top]), int(entry.admin1[top])
        if all(other.country != country for other in others):
            if max(Counter(other.country for other in others).values()) < _LEAST_OTHERS:
                return ""  # of a text about the whole world nothing can be said to lie outside
            abroad = people < _WELL_KNOWN and near > _ABROAD_KM
            overseas = entry.seat[top] < _CAPITAL and near > _OVERSEAS_KM
            doubtful = (abroad or overseas) and not self._is_famous(number)
            return self._elsewhere(number, others) if doubtful else ""
        apart = many and people < _WELL_KNOWN and entry.seat[top] == 0 and near > _APART_KM
        if apart and all(other.division != division for other in others):
            return f"no other place of the text lies within {_APART_KM:.0f} km of it"
        return ""

    def _elsewhere(self, number: int, others: "Sequence[_Other]") -> str:
        """Say which countries the text speaks of instead."""
        countries = {other.country for other in others} - {0}
        named = ", ".join(sorted(self._country_name(country) for country in countries)) or "other regions"
        entry = self.lexicon.uncut(self.resolutions[number].entry)
        listed = countries.isdisjoint(entry.country.tolist())
        return f"{'not in the data; ' if listed else ''}the text speaks of {named}"

    def _is_famous(self, number: int) -> bool:
        """Whether a name has one place, and English knows it as a word: Davos."""
        match, entry = self.matches[number], self.resolutions[number].entry
        words_ = self.document.lower[match.first : match.last]
        return len(entry) == 1 and bool(entry.flags[0] & NameFlag.OFFICIAL) and all(map(self.knows, words_))

    def _people(self, number: int) -> float:
        return float(10.0 ** self.resolutions[number].entry.log_population[self.top[number]])

    def _nearest_km(self, number: int, others: "Sequence[_Other]") -> float:
        """Return how far the nearest of the other names lies; infinity where none has a point."""
        here = self._point(number)
        points = [other.point for other in others if other.point is not None]
        if here is None or not points:
            return np.inf
        return min(between_km(here, point) for point in points)

    def _others(self) -> "list[_Other]":
        """Return what the text's names surely mean, one for each name."""
        found: dict[str, _Other] = {}
        for number, (match, resolution) in enumerate(zip(self.matches, self.resolutions, strict=True)):
            if match.entry.key in found or float(resolution.probability[0]) < _SURE:
                continue
            entry, top, kind = resolution.entry, self.top[number], self._kind(number)
            division = self._row(number) if kind == ADMIN1 else int(entry.admin1[top])
            point = None if kind == COUNTRY else self._point(number)
            found[match.entry.key] = _Other(match.entry.key, int(entry.country[top]), division, point)
        return list(found.values())

    def _one_division(self, number: int, entry: Entry) -> str:
        """Return the one division in which all other places of a sentence lie, if all of a name's lie far from them."""
        sentence = self.document.sentence_of[self.matches[number].first]
        divisions: set[int] = set()
        points: list[Point] = []
        keys: set[str] = set()
        for other, match in enumerate(self.matches):
            if match.entry.key == self.matches[number].entry.key or match.entry.subtype:
                continue
            if self.document.sentence_of[match.first] != sentence or self._kind(other) == COUNTRY:
                continue
            row, point = self._row(other), self._point(other)
            if row < 0 or point is None or float(self.resolutions[other].probability[0]) < _SURE:
                continue
            divisions.add(row if self._kind(other) == ADMIN1 else int(self.gazetteer.admin1_row[row]))
            points.append(point)
            keys.add(match.entry.key)
        if len(divisions) != 1 or len(keys) < _LEAST_OTHERS:
            return ""
        (division,) = divisions
        if division < 0 or (entry.admin1 == division).any() or (entry.row == division).any():
            return ""
        ways = [
            between_km(point, Point(lat, lon))
            for lat, lon in zip(entry.lat.tolist(), entry.lon.tolist(), strict=True)
            for point in points
            if lat == lat  # noqa: PLR0124 - a place without a point
        ]
        return self.gazetteer.name(division) if ways and min(ways) > _FAR_KM else ""

    # -- one name -------------------------------------------------------------------------------------

    def _row(self, number: int) -> int:
        return int(self.resolutions[number].entry.row[self.top[number]])

    def _kind(self, number: int) -> int:
        return self.kinds[number]

    def _point(self, number: int) -> Point | None:
        entry, top = self.resolutions[number].entry, self.top[number]
        lat, lon = float(entry.lat[top]), float(entry.lon[top])
        return None if np.isnan(lat) else Point(lat, lon)

    def _is_small(self, number: int, people: int) -> bool:
        """Whether a name is that of no place that texts speak of from far away."""
        entry = self.resolutions[number].entry
        if self._kind(number) != SETTLEMENT or entry.subtype or entry.stands_for:
            return False
        facts = facts_of(entry)
        unknown = facts.kinds <= _LOCAL and 10.0**facts.log_most_people <= people and facts.seat < _SEAT
        return unknown and hint_for(self.document, self.matches[number]).kind in (NO_HINT, SETTLEMENT)

    def _country_name(self, country: int) -> str:
        code = self.gazetteer.countries[country]
        row = self.gazetteer.row_of_code(code)
        return code if row is None else self.gazetteer.name(row)
