"""Candidates of all mentions of a document side by side: the features that ranking reads.

Mentions with the same name, kind hint and container are one *group*: one sense in one discourse.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from gazetteer.entries.entryfacts import facts_of
from gazetteer.entries.lexicon import ADMIN1, ADMIN2, COUNTRY, REGION, SETTLEMENT, SITE, Entry, Lexicon
from gazetteer.names.inflection import is_head
from gazetteer.reading.cues import SEATS_OF_POWER
from gazetteer.reading.document import Document
from gazetteer.reading.hints import NO_HINT, Hint, hint_for
from gazetteer.reading.matcher import Match, is_cyrillic
from gazetteer.sphere import EARTH_KM
from gazetteer.text.names import NameFlag

Floats = npt.NDArray[np.float64]
NEAR_KM = 150.0
CONTEXT_CANDIDATES = 6
MAX_GROUPS = 160
HINT_WEIGHT = 8.0
STATED_WEIGHT = 8.0
_LISTING = frozenset((",", "and", "or", "&"))
SEAT_WEIGHT = 2.5
_LEAST_LISTED = 2
_GREAT = frozenset((COUNTRY, REGION))
_LARGE_TOWN, _SMALL_TOWN = 5.5, 4.7  # log10 of people
SEAT_LOG_SHARE = 0.75  # the seat has at least 18 % of the division's people


@dataclass(slots=True, eq=False)
class Group:
    """Mentions that share name, kind hint and container; ``members`` are their numbers.

    ``stated`` is whether the text says for sure that the place lies in its container: "Cairo, Ill., and", but not
    "Jordan, Lebanon and", which may be a list. ``listed`` is the country whose first-level divisions it is listed
    with, 0 for none.
    """

    entry: Entry
    hint: Hint
    container: Entry | None
    stated: bool = False
    listed: int = 0
    members: list[int] = field(default_factory=list)


def groups_of(document: Document, found: list[Match], lexicon: Lexicon) -> list[Group]:
    """Group the mentions of a document, in the order of their first occurrence."""
    groups: dict[tuple[int, int, int, bool, int], Group] = {}
    outer, listed = containers(document, found), _listed_with(document, found)
    for number, match in enumerate(found):
        hint = hint_for(document, match)
        container = outer[number]
        stated = container is not None and _is_stated(document, found, outer, number)
        key = (id(match.entry), hint.kind, id(container), stated, listed[number])
        if key not in groups:
            entry = match.entry
            if hint.kind in (ADMIN1, ADMIN2) and hint.kind not in facts_of(entry).kinds:
                entry = lexicon.with_division(entry, hint.kind)
            groups[key] = Group(entry, hint, container, stated, listed[number])
        groups[key].members.append(number)
    return list(groups.values())


def containers(document: Document, found: list[Match]) -> list[Entry | None]:
    """Return for each mention the one that it is said to lie in: Texas for Paris in "Paris, Texas"."""
    result: list[Entry | None] = [None] * len(found)
    words = document.tokens.words
    for number in range(len(found) - 1):
        here, after = found[number], found[number + 1]
        gap = after.first - here.last
        if document.sentence_of[here.first] != document.sentence_of[after.first]:
            continue
        if (gap == 1 and words[here.last] in (",", "(")) or (
            _is_genitive(document, here, after)
            or (gap in (1, 2, 3) and _is_in(words[here.last : after.first]))
        ):
            if _may_contain(after.entry, here.entry):
                result[number] = after.entry
        elif (
            gap == 1
            and words[here.last] == "’s"
            and _may_contain(here.entry, after.entry)
            and here.entry.kind[0] in (COUNTRY, ADMIN1)
        ) or (gap == 2 and words[here.last] in ("'s", "’s") and _may_contain(here.entry, after.entry)):
            result[number + 1] = here.entry
    for number in range(len(found) - 2, -1, -1):
        # "Oxford, Granville County, North Carolina": the outermost says most
        container = result[number]
        if container is not None and result[number + 1] is not None and container is found[number + 1].entry:
            farther = result[number + 1]
            if farther is not None and _may_contain(farther, found[number].entry):
                result[number] = farther
    return result


def _is_stated(document: Document, found: list[Match], outer: list[Entry | None], number: int) -> bool:
    """Whether a name and its container are no two names of a list.

    A newspaper's abbreviation never is. Else both would have to be of one kind, and other names to stand beside them.
    """
    if number + 1 == len(found) or found[number + 1].entry is not outer[number]:
        return False
    here, after = found[number], found[number + 1]
    if after.entry.flags[0] & NameFlag.ABBREVIATION or document.tokens.words[here.last] not in (",", "("):
        return True
    inner_kind, outer_kind = here.entry.kind[0], after.entry.kind[0]
    if outer_kind not in (COUNTRY, ADMIN1) or (
        inner_kind == outer_kind
        and (outer_kind == COUNTRY or here.entry.country[0] == after.entry.country[0])
    ):
        return False
    begins = (
        number == 0 or outer[number - 1] is here.entry or not _is_listed(document, found[number - 1], here)
    )
    last = number + 2 == len(found) or outer[number + 2] is not None
    return (begins or outer[number - 1] is not None) and (
        last or not _is_listed(document, after, found[number + 2])
    )


def _is_listed(document: Document, before: Match, after: Match) -> bool:
    """Whether nothing but commas and "and" stand between two names of a sentence."""
    between = document.lower[before.last : after.first]
    same = document.sentence_of[before.first] == document.sentence_of[after.first]
    return same and 0 < len(between) <= 2 and _LISTING.issuperset(between)


def _listed_with(document: Document, found: list[Match]) -> list[int]:
    """Return for each name the country whose first-level divisions most of its list surely are; 0 for none."""
    result = [0] * len(found)
    first = 0
    for last in range(1, len(found) + 1):
        if last < len(found) and _is_listed(document, found[last - 1], found[last]):
            continue
        run = found[first:last]
        sure = [int(match.entry.country[0]) if _is_surely_division(match.entry) else 0 for match in run]
        for number in range(len(run) if len(run) > _LEAST_LISTED else 0):
            others = sure[:number] + sure[number + 1 :]
            country = max(others, key=others.count)
            if country and others.count(country) >= max(_LEAST_LISTED, len(others) / 2):
                result[first + number] = country
        first = last
    return result


def _is_surely_division(entry: Entry) -> bool:
    """Whether a name is first that of a first-level division, and of no large town."""
    towns = entry.log_population[entry.kind == SETTLEMENT]
    return bool(entry.kind[0] == ADMIN1 and not entry.subtype and towns.max(initial=0.0) < _LARGE_TOWN)


def _is_in(between: list[str]) -> bool:
    said = [word.lower() for word in between]
    return said in (["in"], ["in", "the"], [",", "in"], [",", "in", "the"], ["у"], ["в"], ["на"], ["во"])


def _is_genitive(document: Document, here: Match, after: Match) -> bool:
    """Whether a division in Ukrainian or Russian follows at once: Каменский район Ростовской области."""
    between = [word for word in document.folded[here.last : after.first] if word]
    return (
        after.entry.kind[0] == ADMIN1
        and is_cyrillic(document.tokens.words[after.first])
        and all(is_head(word) for word in between)
        and after.first - here.last == len(between)
    )


def _may_contain(outer: Entry, inner: Entry) -> bool:
    """Whether some candidate of the one is a division or country that holds some candidate of the other."""
    return facts_of(outer).may_hold(facts_of(inner))


def _inside(inner: Entry, outer: Entry) -> Floats:
    """Return for each inner candidate: 1 in a division, 0.6 in a country, of the outer's likely candidates; else 0."""
    result = np.zeros(len(inner))
    facts = facts_of(outer)
    result[_among(inner.country, facts.likely_countries) & (inner.kind != COUNTRY)] = 0.6
    small = (inner.kind == SETTLEMENT) | (inner.kind == ADMIN2)
    result[_among(inner.admin1, facts.likely_divisions) & small] = 1.0
    seconds = _among(inner.admin1, facts.likely_seconds) & (inner.kind == SETTLEMENT)
    result[seconds & (result < 0.8)] = 0.8
    return result


def _among(values: npt.NDArray[np.int64], wanted: Collection[int]) -> npt.NDArray[np.bool_]:
    """Return which values are among a few wanted ones."""
    found = np.zeros(len(values), np.bool_)
    for one in wanted:
        found |= values == one
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What candidates are by themselves, a row each, so that a document's are put together at once.

    ``whole`` has the columns row, kind, country, admin1, flags, seat, the first-level division that a candidate is or
    lies in, and whether it has a point; ``points`` those of the unit sphere (zeros for none); ``features`` those that
    depend on nothing else (see ``_features_of``).
    """

    whole: npt.NDArray[np.int64]
    points: Floats
    features: Floats


_TABLES: dict[Entry, _Table] = {}
_TABLES_KEPT = 4_000


def _table_of(entry: Entry) -> _Table:
    """Return the table of an entry, worked out once."""
    table = _TABLES.get(entry)
    if table is None:
        if len(_TABLES) > _TABLES_KEPT:
            _TABLES.clear()
        division = np.where(entry.kind == ADMIN1, entry.row, entry.admin1)
        points = _unit_vectors(entry.lat, entry.lon)
        pointed = ~np.isnan(points[:, 0])
        whole = (
            entry.row,
            entry.kind,
            entry.country,
            entry.admin1,
            entry.flags,
            entry.seat,
            division,
            pointed,
        )
        table = _TABLES[entry] = _Table(
            np.column_stack(whole).astype(np.int64), np.nan_to_num(points), _features_of(entry)
        )
    return table


def _features_of(entry: Entry) -> Floats:
    """Return the features of candidates that depend on them and their namesakes alone."""
    towns = np.where(entry.kind == SETTLEMENT, entry.log_population, 0)
    flags, count = entry.flags, len(entry)
    columns = [
        entry.log_population, entry.prior, entry.prior - entry.prior.max(), entry.log_population - towns.max(),
        np.arange(count), np.full(count, min(count, 40)), entry.seat,
        *[entry.kind == kind for kind in range(7)],
        (flags & (NameFlag.OFFICIAL | NameFlag.ENGLISH)) != 0, (flags & NameFlag.OFFICIAL) != 0,
        (flags & NameFlag.CODE) != 0, (flags & NameFlag.SHORT) != 0, (flags & NameFlag.HISTORIC) != 0,
        (flags & NameFlag.ABBREVIATION) != 0, (flags & NameFlag.ADJECTIVE) != 0,
        np.full(count, (entry.kind == COUNTRY).any()),
    ]  # fmt: skip
    return np.column_stack(columns).astype(np.float64)


_ALONE = 21  # of these features are the first of all; the last is the last


class Candidates:
    """All candidates of the groups of one document (or of a part of a long one) as arrays."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        sizes = [len(group.entry) for group in groups]
        self.offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.group = np.repeat(np.arange(len(groups)), sizes)
        tables = [_table_of(group.entry) for group in groups]
        whole = np.ascontiguousarray(np.concatenate([table.whole for table in tables]).T)
        self.row, self.kind, self.country, self.admin1, self.flags, self.seat, self.division, pointed = whole
        self.pointed = pointed > 0
        self.alone = np.concatenate([table.features for table in tables])
        self.log_population, self.prior = self.alone[:, 0], self.alone[:, 1]
        self.vector = np.concatenate([table.points for table in tables])
        self.hint = np.repeat([group.hint.kind for group in groups], sizes)
        self.container = np.concatenate([self._container(group) for group in groups])
        self.stated = np.repeat([group.stated for group in groups], sizes)
        self.weight = np.sqrt(np.array([len(group.members) for group in groups], np.float64))

    @staticmethod
    def _container(group: Group) -> Floats:
        if group.container is None:
            return np.zeros(len(group.entry))
        inside = _inside(group.entry, group.container)
        return np.where(inside > 0, inside, -1.0) if inside.any() else inside

    def several(self) -> npt.NDArray[np.bool_]:
        """Return which candidates have rivals."""
        return (np.diff(self.offsets) > 1)[self.group]

    # -- probabilities --------------------------------------------------------------------------------

    def softmax(self, scores: Floats) -> Floats:
        """Return probabilities within each group."""
        top = np.maximum.reduceat(scores, self.offsets[:-1])
        powers = np.exp(np.minimum(scores - top[self.group], 0.0))
        return powers / np.add.reduceat(powers, self.offsets[:-1])[self.group]

    def first_guess(self) -> Floats:
        """Return probabilities from what each candidate is by itself, the hint and the container."""
        agrees = np.where(self.hint == NO_HINT, 0.0, np.where(self.hint == self.kind, 3.0, -1.0))
        return self.softmax(1.2 * self.prior + agrees + 4.0 * self.container)

    # -- features -------------------------------------------------------------------------------------

    def features(self, guess: Floats) -> Floats:
        """Return one row of features per candidate, given the present guess of the others."""
        starts, group = self.offsets[:-1], self.group
        country_share, country_named = self._country_context(guess)
        admin1_share, admin1_named = self._admin1_context(guess)
        near_sum, near_best, nearest_km = self._distances(guess)
        best_country, best_admin1, best_near = (
            np.maximum.reduceat(values, starts)[group] for values in (country_share, admin1_share, near_sum)
        )
        hint_fits = np.where(self.hint == NO_HINT, 0.0, np.where(self.hint == self.kind, 1.0, -1.0))
        any_fit = np.maximum.reduceat(hint_fits, starts)[group]
        columns = (
            hint_fits, hint_fits - any_fit, self.hint, self.container, self._sibling_container(),
            country_share, country_share - best_country, country_named,
            admin1_share, admin1_share - best_admin1, admin1_named,
            near_sum, near_sum - best_near, near_best, nearest_km,
            np.log2(self.weight**2 + 1)[group], min(len(self.groups), 40),
        )  # fmt: skip
        features = np.empty((len(group), self.alone.shape[1] + len(columns)))
        features[:, :_ALONE] = self.alone[:, :_ALONE]
        for number, column in enumerate(columns, _ALONE):
            features[:, number] = column
        features[:, -1] = self.alone[:, -1]
        return features

    def rules(self) -> Floats:
        """Return what is added to the learnt scores: a kind or container that the text names decides; see the rules below."""
        fits = (self.hint == self.kind) & (self.hint != NO_HINT)
        any_fit = np.maximum.reduceat(fits, self.offsets[:-1])[self.group]
        bonus = self._seat_rule() + self._power_rule() + self._namesakes_rule() + self._capital_rule()
        bonus += self._list_rule() - self._hamlet_rule()
        elsewhere = self.stated & (self.container < 0)
        against: Floats = HINT_WEIGHT * (any_fit & ~fits) + STATED_WEIGHT * elsewhere
        return bonus - against

    def _power_rule(self) -> Floats:
        """Return a bonus for seats of power: the White House is hardly ever a town, or a translation of Casablanca."""
        seats = [group.entry.key.removeprefix("the ") in SEATS_OF_POWER for group in self.groups]
        if not any(seats):
            return np.zeros(len(self.row))
        return np.where((self.kind == SITE) & np.array(seats)[self.group], HINT_WEIGHT, 0.0)

    def _list_rule(self) -> Floats:
        """Return a bonus for first-level divisions in a list of such: "Ohio, Washington and Wisconsin"."""
        countries = [group.listed for group in self.groups]
        if not any(countries):
            return np.zeros(len(self.row))
        listed = np.array(countries)[self.group]
        return np.where((listed > 0) & (self.country == listed) & (self.kind == ADMIN1), HINT_WEIGHT, 0.0)

    def _hamlet_rule(self) -> Floats:
        """Return what speaks against small towns that bear the name of a country or continent, unless the text is about there."""
        against = np.zeros(len(self.row))
        first = self.division[self.offsets[:-1]].tolist()
        for number, group in enumerate(self.groups):
            if _GREAT.isdisjoint(facts_of(group.entry).kinds) or group.hint.kind == SETTLEMENT:
                continue
            for index in range(self.offsets[number], self.offsets[number + 1]):
                if self.kind[index] == SETTLEMENT and self.log_population[index] < _SMALL_TOWN:
                    others = first.count(self.division[index]) - (first[number] == self.division[index])
                    against[index] = HINT_WEIGHT * (self.container[index] <= 0 and not others)
        return against

    def _seat_rule(self) -> Floats:
        """Return a bonus for a seat over the division that is named after it and that no word beside the name asks for.

        Not where a country has the name: Mexico and Luxembourg are countries first.
        """
        bonus = np.zeros(len(self.row))
        country = np.maximum.reduceat(self.kind == COUNTRY, self.offsets[:-1])[self.group]
        seats = (self.kind == SETTLEMENT) & (self.seat >= 2) & (self.hint == NO_HINT) & ~country
        for index in np.flatnonzero(seats):
            number = self.group[index]
            here = slice(self.offsets[number], self.offsets[number + 1])
            own = (self.row[here] == self.admin1[index]) & (self.kind[here] == ADMIN1)
            if own.any() and self.log_population[index] > self.log_population[here][own][0] - SEAT_LOG_SHARE:
                bonus[index] = SEAT_WEIGHT
        return bonus

    def _namesakes_rule(self) -> Floats:
        """Return a bonus for one of several countries of a name: that of the text's other places, or else the larger."""
        bonus = np.zeros(len(self.row))
        countries = self.kind == COUNTRY
        firsts = self.offsets[:-1]
        for number in np.flatnonzero(np.add.reduceat(countries.astype(np.int64), firsts) > 1):
            here = np.arange(self.offsets[number], self.offsets[number + 1])
            named = here[countries[here]]
            others = np.delete(self.country[firsts], number)
            told = (self.country[named][:, None] == others).sum(axis=1)
            bonus[named[np.lexsort((self.prior[named], told))[-1]]] = HINT_WEIGHT
        return bonus

    def _capital_rule(self) -> Floats:
        """Return a bonus for a capital over another division of its name: Washington is the state beside Seattle only."""
        bonus = np.zeros(len(self.row))
        firsts = self.offsets[:-1]
        outer = {id(group.container) for group in self.groups if group.container is not None}
        for index in np.flatnonzero((self.kind == SETTLEMENT) & (self.seat == 3) & (self.hint == NO_HINT)):
            number = self.group[index]
            rival = self.row[firsts[number]]
            if self.kind[firsts[number]] != ADMIN1 or id(self.groups[number].entry) in outer:
                continue
            here = self.group[firsts] == number
            inside = (self.admin1[firsts] == rival) & ~here
            siblings = (self.kind[firsts] == ADMIN1) & (self.country[firsts] == self.country[index]) & ~here
            if (
                self.country[firsts[number]] == self.country[index]
                and not inside.any()
                and siblings.sum() < 2
            ):
                bonus[index] = SEAT_WEIGHT
        return bonus

    def _country_context(self, guess: Floats) -> tuple[Floats, Floats]:
        """Return how much of the rest of the document lies in each candidate's country, and whether it is named."""
        mass = guess * self.weight[self.group] * (self.country > 0)
        named = np.where(self.kind == COUNTRY, guess, 0.0)
        return self._elsewhere(self.country, mass), np.minimum(self._rest(self.country, named), 2.0)

    def _admin1_context(self, guess: Floats) -> tuple[Floats, Floats]:
        """Return the same for first-level divisions."""
        valid = self.division >= 0
        mass = guess * self.weight[self.group] * valid
        named = np.where(self.kind == ADMIN1, guess, 0.0)
        _, where = np.unique(self.division, return_inverse=True)
        return self._elsewhere(where, mass) * valid, np.minimum(self._rest(where, named), 2.0) * valid

    def _elsewhere(self, where: npt.NDArray[np.int64], mass: Floats) -> Floats:
        """Return the share that the other groups have in each candidate's place of the whole mass."""
        return self._rest(where, mass) / max(float(mass.sum()), 1e-9)

    def _rest(self, where: npt.NDArray[np.int64], mass: Floats) -> Floats:
        """Return the mass of the other groups in each candidate's place; places are small numbers."""
        width = int(where.max()) + 1
        total = np.bincount(where, mass, width)
        cell = self.group * width + where
        own = np.bincount(cell, mass, len(self.groups) * width)
        rest: Floats = np.maximum(total[where] - own[cell], 0.0)
        return rest

    def _distances(self, guess: Floats) -> tuple[Floats, Floats, Floats]:
        """Return closeness to the other groups' likely candidates: summed, best, and log2 km to the nearest likely one."""
        position = np.arange(len(self.group)) - self.offsets[:-1][self.group]
        usable = (
            (guess > 0.02)
            & (position < CONTEXT_CANDIDATES * 3)
            & (
                (self.kind == SETTLEMENT)
                | (self.kind == ADMIN1)
                | (self.kind == ADMIN2)
                | (self.kind > REGION)
            )
        )
        usable &= self.pointed
        columns = np.flatnonzero(usable)
        count = len(self.group)
        if not len(columns):
            return np.zeros(count), np.zeros(count), np.full(count, 15.0)
        dots = np.minimum(np.maximum(self.vector @ self.vector[columns].T, -1.0), 1.0)
        km = EARTH_KM * np.arccos(dots)
        other = self.group[:, None] != self.group[columns][None, :]
        close = np.where(other, np.exp(-km / NEAR_KM) * guess[columns], 0.0)
        starts = np.flatnonzero(np.r_[True, self.group[columns][1:] != self.group[columns][:-1]])
        by_group = np.maximum.reduceat(close, starts, axis=1)
        likely = other & (guess[columns] > 0.4)[None, :]
        nearest = np.where(likely, km, 20_000.0).min(axis=1)
        return by_group.sum(axis=1), by_group.max(axis=1), np.log2(1.0 + nearest)

    def _sibling_container(self) -> Floats:
        """Return 1 for candidates that the same name's container elsewhere in the document points to, -1 for its others."""
        pointed: dict[int, Floats] = {}
        for number, group in enumerate(self.groups):
            if group.container is not None:
                values = self.container[self.offsets[number] : self.offsets[number + 1]]
                known = pointed.get(id(group.entry))
                pointed[id(group.entry)] = values if known is None else np.maximum(known, values)
        nothing = np.zeros(0)
        return np.concatenate(
            [
                pointed.get(id(group.entry), np.zeros(len(group.entry)) if len(group.entry) else nothing)
                for group in self.groups
            ]
        )


def _unit_vectors(lat: Floats, lon: Floats) -> Floats:
    """Return points on the unit sphere; NaN where there is no point."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
