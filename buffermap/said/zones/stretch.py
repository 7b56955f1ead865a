"""Which border a zone lies along: what its sentences name, what geography leaves of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from buffermap.said.zones.clues import Clue, is_inland
from buffermap.said.zones.geography import Pair, known, lies_in_part, shared, touched

_OWNED = 0.75
_ACROSS = 0.4  # for a border of a country across which a sentence near by lies
_BESIDE = 1.5  # for a border that a sentence near by names
_LEAD = 0.3  # for a border that a division touches of which the sentences around speak
_HOME = 0.06  # for each time that a country of a border acts where the article begins
_ENOUGH = 0.2
_TIE = 0.9
_NAMED = 3.0
_ABOUT = 0.25
_ENDED = 1.0


@dataclass(slots=True)
class Option:
    """A border that a zone may lie along: how much speaks for it, and the statements that do, the most telling first."""

    weight: float = 0.0
    named: float = 0.0
    clues: list[Clue] = field(default_factory=list)

    def add(self, weight: float, clue: Clue, *, named: bool = False) -> None:
        """Count a statement in its favour; ``named`` where its words name the border."""
        self.weight += weight
        self.named += weight if named else 0.0
        if named:
            self.clues.insert(sum(1 for one in self.clues if one.pairs), clue)
        else:
            self.clues.append(clue)


def options(clues: list[Clue], about: Counter[str], elsewhere: Counter[Pair]) -> dict[Pair, Option]:
    """Return the borders that a zone may lie along, the best first.

    Parameters
    ----------
    clues
        The zone's statements.
    about
        How often the article names each country.
    elsewhere
        Borders that any statement names, of other zones and articles too: they decide between borders alike.
    """
    tally = _Tally(about, named=any(clue.pairs for clue in clues))
    live = any(not clue.ended for clue in clues)
    for clue in clues:
        for pair in clue.pairs:
            tally.vote(pair, _ENDED if clue.ended else _NAMED, clue, named=True)
        if not (clue.ended and live):  # where a zone is not says little of where it is
            tally.geography(clue)
    tally.parties(clues)
    found = tally.found
    for pair, count in elsewhere.items():
        if pair in found and not found[pair].named:
            found[pair].weight += 0.5 * min(count, 2)
    home = Counter(clues[0].statement.home)
    for pair, option in found.items():
        if option.weight >= _ENOUGH:
            option.weight += _HOME * sum(min(home[code], 4) for code in pair)
    _rule_out(found, clues)
    return dict(sorted(found.items(), key=lambda item: -item[1].weight))


class _Tally:
    """Counts what speaks for each border."""

    def __init__(self, about: Counter[str], *, named: bool) -> None:
        self.named = named
        self.about = {code: _ABOUT * min(count, 4) for code, count in about.items()}
        self.found: dict[Pair, Option] = {}

    def vote(self, pair: Pair | None, weight: float, clue: Clue, *, named: bool = False) -> None:
        """Count a statement in favour of a border, if there is such a border."""
        if pair is not None and known(pair):
            self.found.setdefault(pair, Option()).add(weight, clue, named=named)

    def geography(self, clue: Clue) -> None:
        """Count what the places of a statement say of its border, without naming it."""
        if not clue.pairs and clue.owner:
            self._neighbours(clue.owner, clue, _OWNED)
        if clue.bordered and not clue.pairs and not clue.owner:
            self._bordered(clue)
        if not self.named:
            self._across(clue)
        shielding = Counter(pair for code in clue.shielded for pair in sorted(touched(code), key=sorted))
        for pair, divisions in shielding.items():
            if not clue.lands or pair & set(clue.lands):
                self.vote(pair, float(divisions), clue)
        if clue.spot is not None and clue.spot.admin1_code:
            self._division(clue.spot.admin1_code, 1.0, clue)
        for one in clue.divisions:
            self._division(one.code, one.weight, clue)
        for land in clue.lands:
            self._neighbours(land, clue, 0.0)
        for code in _lead_codes(clue) if not clue.divisions else ():
            self._division(code, _LEAD, clue)

    def _across(self, clue: Clue) -> None:
        """Count the borders that a sentence near by names: both countries, or those of one with who is spoken of."""
        alone = {one[0] for one in clue.statement.across if len(one) == 1}
        hosts = {code.partition(".")[0] for code in _lead_codes(clue)} | {*clue.lands, *clue.statement.home}
        hosts = {code for code in hosts - alone if any(shared(code, other) for other in alone)}
        for one in clue.statement.across:
            if len(one) == 2:
                self.vote(shared(*one), _BESIDE, clue)
                continue
            for other, weight in self._beside(clue).items():
                if other not in alone and (not hosts or other in hosts):
                    self.vote(shared(one[0], other), _ACROSS + weight, clue)

    def _neighbours(self, country: str, clue: Clue, more: float) -> None:
        """Count the borders of a country with the others that a statement may mean."""
        for other, weight in self._beside(clue).items():
            self.vote(shared(country, other), more + weight, clue)

    def _division(self, code: str, weight: float, clue: Clue) -> None:
        pairs = sorted(touched(code), key=sorted)  # of borders alike the same one in every run
        beside = self._beside(clue)
        for pair in pairs:
            other = next(iter(pair - {code.partition(".")[0]}))
            self.vote(pair, weight * ((1.0 if len(pairs) == 1 else 0.3) + beside.get(other, 0.0)), clue)

    def _bordered(self, clue: Clue) -> None:
        """Count "along their border": that of the countries of the sentence, if only two of them share one."""
        found = _shared_by(clue.others) or _shared_by(clue.statement.home)
        for pair in found:
            self.vote(pair, 2.0 if len(found) == 1 else 0.7, clue)

    def parties(self, clues: list[Clue]) -> None:
        """Count the borders between the countries that the sentences name: "A's soldiers and B's left the zone"."""
        named = dict(self.about)
        for clue in clues:
            for code, weight in clue.others.items():
                named[code] = named.get(code, 0.0) + weight
        first = next((clue for clue in clues if clue.tells), clues[0])
        for one, other in combinations(sorted(named), 2):
            self.vote(shared(one, other), 0.5 * min(named[one], named[other], 4.0), first)

    def _beside(self, clue: Clue) -> dict[str, float]:
        """Return the other countries that may be meant: those of the sentence, and less those of the whole text."""
        found = dict(self.about)
        for code, weight in clue.others.items():
            found[code] = found.get(code, 0.0) + weight
        return found


def chosen(found: dict[Pair, Option]) -> Pair | None:
    """Return the border that most speaks for; None where too little does, or as much for another."""
    ranked = list(found.items())
    if not ranked or ranked[0][1].weight < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[1][1].weight >= _TIE * ranked[0][1].weight:
        # several that one statement names ("the frontiers with Russia and Belarus") are no doubt
        two = {ranked[0][0], ranked[1][0]}
        other = {code for pair in two for code in pair if sum(code in one for one in two) == 1}
        together = any(
            two <= set(clue.pairs) or other <= {one[0] for one in clue.statement.across if len(one) == 1}
            for clue in ranked[0][1].clues
        )
        if not together:
            return None
    return ranked[0][0]


def _lead_codes(clue: Clue) -> set[str]:
    """Return the divisions of which the sentences around a statement speak, but for those along a front."""
    found = {place.admin1_code for place, evidence in clue.statement.lead if not is_inland(evidence.sentence)}
    return {code for code in found if code and "." in code}


def _shared_by(countries: Iterable[str]) -> list[Pair]:
    """Return the borders that some of the countries share."""
    pairs = (shared(one, other) for one, other in combinations(sorted(set(countries)), 2))
    return [pair for pair in pairs if pair is not None and known(pair)]


def _hosts(clues: list[Clue]) -> set[str]:
    """Return the country that all places of a zone's sentences lie in, where there are several."""
    places = {
        (one.place.name, one.place.country)
        for clue in clues
        for one in clue.statement.named
        if one.role == "place" and one.place.kind in {"settlement", "admin1", "admin2"} and one.place.country
    }
    found = {country for _, country in places if country}
    return found if len(found) == 1 < len(places) else set()


def _rule_out(found: dict[Pair, Option], clues: list[Clue]) -> None:
    """Take weight from borders that the zone's divisions, sides and parts of countries do not fit."""
    codes = {one.code for clue in clues for one in clue.divisions if one.weight >= 1.5}
    lands = {land for clue in clues for land in clue.lands}
    parts = {clue.part for clue in clues if clue.part}
    parts |= {
        (clue.owner, clue.statement.where.direction)
        for clue in clues
        if clue.owner and clue.statement.where.direction
    }
    named = {code for clue in clues for code in clue.statement.countries}
    spoken_of = any(pair <= named for pair in found)
    hosts = _hosts(clues)
    for pair, option in found.items():
        if (spoken_of and not pair & named) or (hosts and not pair & hosts):
            option.weight *= 0.1
        elif spoken_of and not pair <= named:
            option.weight *= 0.5
        if codes and not any(pair in touched(code) for code in codes):
            option.weight *= 0.2
        if lands and not pair & lands:
            option.weight *= 0.3
        for country, direction in parts:
            if country not in pair or not lies_in_part(pair, country, direction):
                option.weight *= 0.3
