"""Which border a zone lies along: what its sentences name, what geography leaves of it."""

from collections import Counter
from dataclasses import dataclass, field

from buffermap.said.zones.clues import Clue
from buffermap.said.zones.geography import Pair, known, lies_in_part, shared, touched

_ENOUGH = 1.0
_TIE = 0.9
_NAMED = 3.0
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
    found: dict[Pair, Option] = {}

    def vote(pair: Pair | None, weight: float, clue: Clue, *, named: bool = False) -> None:
        if pair is not None and known(pair):
            found.setdefault(pair, Option()).add(weight, clue, named=named)

    for clue in clues:
        for pair in clue.pairs:
            vote(pair, _ENDED if clue.ended else _NAMED, clue, named=True)
        if clue.ended and any(not one.ended for one in clues):
            continue  # where a zone is not says little of where it is
        if not clue.pairs and clue.owner:
            for other, weight in _beside(clue, about).items():
                vote(shared(clue.owner, other), weight, clue)
        for one in clue.divisions:
            _vote_division(one.code, one.weight, clue, about, vote)
        for land in clue.lands:
            for other, weight in _beside(clue, about).items():
                vote(shared(land, other), weight, clue)
    for pair, count in elsewhere.items():
        if pair in found and not found[pair].named:
            found[pair].weight += 0.5 * min(count, 2)
    _rule_out(found, clues)
    return dict(sorted(found.items(), key=lambda item: -item[1].weight))


def chosen(found: dict[Pair, Option]) -> Pair | None:
    """Return the border that most speaks for; None where too little does, or as much for another."""
    ranked = list(found.items())
    if not ranked or ranked[0][1].weight < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[1][1].weight >= _TIE * ranked[0][1].weight:
        # several that one statement names ("the frontiers with Russia and Belarus") are no doubt
        together = any({ranked[0][0], ranked[1][0]} <= set(clue.pairs) for clue in ranked[0][1].clues)
        if not together:
            return None
    return ranked[0][0]


def _vote_division(code: str, weight: float, clue: Clue, about: Counter[str], vote) -> None:
    country = code.partition(".")[0]
    pairs = touched(code)
    beside = _beside(clue, about)
    for pair in pairs:
        other = next(iter(pair - {country}))
        only = 1.0 if len(pairs) == 1 else 0.3
        vote(pair, weight * (only + beside.get(other, 0.0)), clue)


def _beside(clue: Clue, about: Counter[str]) -> dict[str, float]:
    """Return the other countries that may be meant: those of the sentence, and less those of the whole text."""
    found = {code: 0.25 * min(count, 4) for code, count in about.items()}
    for code, weight in clue.others.items():
        found[code] = found.get(code, 0.0) + weight
    return found


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
    for pair, option in found.items():
        if codes and not any(pair in touched(code) for code in codes):
            option.weight *= 0.2
        if lands and not pair & lands:
            option.weight *= 0.3
        for country, direction in parts:
            if country not in pair or not lies_in_part(pair, country, direction):
                option.weight *= 0.3
