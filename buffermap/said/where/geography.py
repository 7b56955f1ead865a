"""What geography makes of a reading: borders that exist, of those who are parties to the zone; divisions kept."""

import re
from itertools import combinations

from buffermap.said.grammar.patterns import Pattern
from buffermap.said.values import Named
from buffermap.said.where.neighbours import are_neighbours
from buffermap.said.where.surroundings import Found

_NO_PARTY = frozenset({"dateline", "outlet", "venue", "compared"})
_NOT_THERE = _NO_PARTY | {"spared", "raided"}
_SHARED = Pattern(
    r"\b(?:their|common|shared|mutual|joint)\b|(?<!\w)(?:спільн|общ|їхн|между|між)\w*(?!\w)|(?<!\w)их(?!\w)",
    re.IGNORECASE,
)


def ruled(text: str, found: Found) -> None:
    """Rule out what geography does not allow, and complete what it decides; ``found`` is changed in place."""
    _drop_places(found)
    if found.kind == "border":
        _keep_borders(found)
    elif found.kind == "country-border" and found.country and not found.direction:
        _complete(text, found)
    if found.kind in {"border", "country-border"}:
        _keep_divisions(found)


def _drop_places(found: Found) -> None:
    """Forget divisions that are only there for something else: what the zone shields, what was raided."""
    if found.kind not in {"along-divisions", "around"}:
        return
    start, end = found.span or (0, 0)
    roles = {one.role for one in found.named if start <= one.start < end}
    if roles and roles <= (_NOT_THERE if found.kind == "along-divisions" else _NO_PARTY):
        gone = {place.country for place in found.places}
        if set(found.inside) <= gone:
            found.inside, found.side, found.side_span = (), (), None
        found.kind, found.places, found.span = "unstated", (), None


def _keep_borders(found: Found) -> None:
    """Keep the pairs that share a border and whose countries are parties; without any, look among the parties."""
    known = _parties(found.named)
    kept = tuple(
        pair for pair in found.pairs if are_neighbours(*pair) and not _is_outsider(pair, found.named, known)
    )
    if kept:
        found.pairs = kept
        return
    pairs = _between(known)
    if len(pairs) == 1:
        found.pairs = tuple(pairs)


def _complete(text: str, found: Found) -> None:
    """Give "their border" its other country: the one inside which the zone lies, or the other party."""
    country = found.country or ""
    inside = [c for c in {found.neighbour, *found.inside} if c and are_neighbours(c, country)]
    pairs = [(country, land) for land in inside]
    if not pairs and found.span and _SHARED.search(text, *found.span):
        every = _between(_parties(found.named))
        pairs = [pair for pair in every if country in pair] or every
    if len(pairs) == 1:
        found.kind, found.pairs, found.country, found.neighbour = "border", tuple(pairs), None, None


def _keep_divisions(found: Found) -> None:
    """Keep "in the Kursk region" beside "along the border with Ukraine": the part of the border that is meant."""
    divisions = [
        one.place
        for one in found.named
        if one.role == "place"
        and one.tie == "inside"
        and one.place.kind == "admin1"
        and one.place.admin1_code
    ]
    countries = {place.country for place in divisions if place.country}
    of_border = {code for pair in found.pairs for code in pair} or {found.country or ""}
    if not divisions or len(countries) != 1 or not countries <= of_border:
        return
    if found.kind == "country-border" and found.neighbour and found.country:
        found.pairs = ((found.country, found.neighbour),)
    found.kind = "along-divisions"
    found.places = tuple({place.admin1_code: place for place in divisions}.values())
    if not found.inside:
        found.inside = tuple(code for code in countries if code)


def _parties(named: tuple[Named, ...]) -> list[str]:
    """Return the countries that a sentence names, without its dateline, venues, agencies, comparisons."""
    codes = (one.place.country for one in named if one.role not in _NO_PARTY)
    return list(dict.fromkeys(code for code in codes if code))


def _between(countries: list[str]) -> list[tuple[str, str]]:
    return [pair for pair in combinations(countries, 2) if are_neighbours(*pair)]


def _is_outsider(pair: tuple[str, str], named: tuple[Named, ...], parties: list[str]) -> bool:
    """Whether a country of a pair is only named as a dateline, a venue or an agency."""
    there = {one.place.country for one in named}
    return any(code in there and code not in parties for code in pair)
