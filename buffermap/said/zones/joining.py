"""Which statements of an article speak of the same zone.

Two join only where no slot contradicts, and words, place, side or a word that points back supports it.
"""

from buffermap.said.zones.clues import Clue
from buffermap.said.zones.geography import Pair


def joined(clues: list[Clue]) -> list[list[Clue]]:
    """Return the statements of one article, gathered by the zone that they speak of, in the order of the text."""
    zones: list[list[Clue]] = []
    for clue in clues:
        if clue.statement.apart:
            zones.append([clue])
            continue
        fitting = [zone for zone in zones if not zone[0].statement.apart and compatible(zone, clue)]
        if fitting:
            max(fitting, key=lambda zone: (_common(zone, clue), _place_in_text(zone))).append(clue)
        else:
            zones.append([clue])
    return zones


def compatible(zone: list[Clue], clue: Clue) -> bool:
    """Whether no slot that a statement fills contradicts one that a zone has."""
    codes, own = _codes(zone), _codes([clue])
    lands, mine = _lands(zone), set(clue.lands)
    pairs, named = {pair for one in zone for pair in one.pairs}, set(clue.pairs)
    hosts = {code.partition(".")[0] for code in own}
    points_back = clue.statement.continues is not None
    around = any(one.spot for one in zone) and not pairs and not codes
    contradictions = (
        codes and own and not codes & own and not points_back,
        lands and mine and not lands & mine,
        pairs and named and not pairs & named,
        named and lands and not _any_of(named, lands),
        pairs and mine and not _any_of(pairs, mine),
        pairs and hosts and not _any_of(pairs, hosts),
        clue.label and any(one.label not in {None, clue.label} for one in zone),
        around and named and not points_back,  # a zone around a town, and another along the border
    )
    return not any(contradictions)


def _any_of(pairs: set[Pair], countries: set[str]) -> bool:
    """Whether one of some borders is of one of some countries."""
    return any(pair & countries for pair in pairs)


def _common(zone: list[Clue], clue: Clue) -> int:
    """How much a zone and a statement have in common."""
    pairs = {pair for one in zone for pair in one.pairs}
    return (
        3 * bool(_codes(zone) & _codes([clue]))
        + 2 * bool(pairs & set(clue.pairs))
        + bool(_lands(zone) & set(clue.lands))
    )


def _place_in_text(zone: list[Clue]) -> int:
    return zone[-1].statement.start


def _codes(clues: list[Clue]) -> set[str]:
    return {one.code for clue in clues for one in clue.divisions if one.weight >= 1}


def _lands(clues: list[Clue]) -> set[str]:
    return {land for clue in clues for land in clue.lands}
