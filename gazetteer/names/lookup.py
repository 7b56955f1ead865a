"""Name and context in, ranked candidates out.

A name is looked up in stages, from the sure to the doubtful; a later stage is reached only where the earlier ones
found nothing (or little), so that an exact name always beats a rule, and a rule a guess::

    exact       the name as the data have it, in any script
    class       "Kursk region", "city of Sumy", "Сумская область": the name, and what kind of place
    container   "Paris, Texas": the name, and what holds it
    rule        a spelling rule leads to a name that the data have (gazetteer.names.spelling)
    fuzzy       a name that differs in a letter or two
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer.errors import UnknownPlaceError
from gazetteer.files.shard import SKELETON_PREFIX
from gazetteer.files.store import Gazetteer
from gazetteer.mention import Candidate
from gazetteer.names import fuzzy
from gazetteer.names.name_parts import split_class, split_container, split_near
from gazetteer.names.spelling import SLAVIC, explain, skeleton, skeletons, sound, variants
from gazetteer.place import KINDS, Kind
from gazetteer.sphere import FARTHEST_KM, distance_km
from gazetteer.text.names import NameFlag as Flag
from gazetteer.text.names import fold
from gazetteer.text.wordlists import words

LIMIT = 10
# how far a name of each kind is from being the place's own name, in nats
_NAME_COST: tuple[tuple[int, float, str], ...] = (
    (Flag.OFFICIAL.value, 0.0, "exact name"),
    (Flag.ENGLISH.value, 0.2, "English name"),
    (Flag.LOCAL.value, 0.2, "name in the local script"),
    (Flag.ABBREVIATION.value, 0.3, "abbreviation"),
    (Flag.ASCII.value, 0.3, "exact name"),
    (Flag.SHORT.value, 0.6, "short name"),
    (Flag.HISTORIC.value, 0.8, "historic name"),
    (Flag.COLLOQUIAL.value, 0.8, "colloquial name"),
    (Flag.ALTERNATE.value, 1.0, "alternate name"),
    (Flag.CODE.value, 2.5, "code"),
)
_OTHER_COST = 1.5
_OWN_NAMES = int(
    Flag.OFFICIAL | Flag.ENGLISH | Flag.LOCAL | Flag.ASCII | Flag.ABBREVIATION | Flag.SHORT | Flag.HISTORIC
)
_SHOWN = int(Flag.OFFICIAL | Flag.ENGLISH)
_SHORTENED, _IN_FULL = int(Flag.CODE | Flag.ABBREVIATION), int(Flag.OFFICIAL | Flag.ENGLISH)
_ALIKE_COST, _ALIKE_OWN_COST = 2.5, 3.5  # nats, for a rule where another place has the very name, or shows it
_LARGE, _CITY = 10_000, 200_000
_COUNTRY, _SETTLEMENT = KINDS.index("country"), KINDS.index("settlement")
_FOREIGN_COUNTRY_COST = 8.0  # nats, for what other languages call a country: Oman is Uman in Hungarian
_UNLIKE_COST = 6.0  # nats, for a name that shares no letter with the one shown
# how much is lost by each kind of place for a bare name, in nats: of "Kursk" the city, of "Georgia" the country
_KIND_COST: dict[Kind, float] = {
    "country": -6.0, "region": -1.0, "admin1": 4.0, "water": 0.0, "site": 0.0, "settlement": 0.0, "admin2": 5.0,
}  # fmt: skip
_SIZE_WEIGHT = 0.9  # nats per tenfold population
_UNKNOWN_SIZE = 2.3  # log10 of the population taken where none is known
_OWN_SIZE = {
    "region": 5.5,
    "water": 5.5,
    "site": 4.5,
}  # these have no population, but are listed for being well known
_SECTION_COST = 1.0
_SEAT_GAIN = {"PPLC": 1.5, "PPLA": 0.5}  # capitals, and seats of first-level divisions
_NEAR_WEIGHT = 1.6  # nats per e-fold of distance
_NEAR_KM = 20.0
_FARTHEST_BENT = 0.7  # share of letters that rules may change; beyond it two names share a skeleton by chance
_SISTER_COST, _SISTER_UNLIKE_COST = 0.3, 4.0  # nats, for Dergachi, which is Derhachi in Russian
_OTHERS_COST = (
    2.5  # nats, for a name that is no one's own but that a town beside it shows: Samar is not Samara
)
_VARIANT_COST = 2.5
_LONG_NAME = 6  # letters
_SURE_COST = 1.5
_RULE_COST = 3.0  # nats, for a rule beside a name that the data have
_PARTS, _LONG_PART = re.compile(r"[\s-]+"), 5
_GREAT = words(
    "bolshoi bolshoy bolshaya bolshoe velykyi velykyy velyka velyke velikiy velikaya velikoe wielki wielka gross groß"
)
_ADJECTIVE = re.compile(
    r"(?:s|c|z)k(?:[iy]+j?|a|aya|e|oe|oye)$"
)  # of the other name: -khmelnytskyi, siewierski
_VOWELS = frozenset("aeiou")
_BENT_COST = 12.0  # nats, for a name that rules lead to but that sounds quite different
_READING_COST = 1.0  # nats, where it must be read as another language is
_RULE = "spelling rule: "
_SLIP_COST = 24.0  # nats, if every letter differed
_HOLDERS, _RAION = frozenset({"country", "admin1"}), "admin2"
_STAGE_SCORE = {"exact": 1.0, "class": 0.98, "container": 0.98, "rule": 0.92, "fuzzy": 0.75}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filter:
    """What candidates must be, and where they should lie (latitude and longitude, degrees)."""

    country: str | None = None
    kinds: frozenset[str] | None = None
    near: tuple[float, float] | None = None
    holders: frozenset[int] | None = None


class _Hit(NamedTuple):
    """One way from the query to a place: its row, what it costs in nats, and why."""

    row: int
    cost: float
    reason: str
    doubtful: bool = False
    # the spelling that rules were applied to, where the reason is still to name them
    spelled: str = ""


def resolve(
    name: str,
    *,
    gazetteer: Gazetteer,
    near: str | tuple[float, float] | None = None,
    country: str | None = None,
    kind: Kind | None = None,
    limit: int = LIMIT,
) -> list[Candidate]:
    """Return the places that a name may mean, best first; an empty list if there is none.

    Parameters
    ----------
    name
        In any script and spelling; may carry a class word ("Kursk region") or a container ("Paris, Texas").
    gazetteer
        Where to look.
    near
        A place (name), or latitude and longitude in degrees: candidates closer to it come first.
    country
        ISO 3166 alpha-2 code: only places of this country.
    kind
        Only places of this kind.
    limit
        At most so many.

    Returns
    -------
    list of Candidate
        ``score`` is the share that a candidate has among those found, lowered where the name had to be bent.

    Raises
    ------
    UnknownPlaceError
        ``near`` names no place with a point.
    """
    beside = None
    if near is None and not gazetteer.has(name):
        head, beside = split_near(name)
    if (
        beside is not None
        and (found := resolve(beside, gazetteer=gazetteer, limit=1))
        and found[0].lat is not None
    ):
        name, near = head, (found[0].lat, found[0].lon or 0.0)
    where = _point(near, gazetteer) if near is not None else None
    wanted = _Filter(
        country=country.upper() if country else None,
        kinds=frozenset({kind}) if kind else None,
        near=where,
    )
    for stage, hits in _stages(name, gazetteer):
        ranked = _rank(hits, gazetteer, wanted)
        if ranked:
            return _candidates(ranked[:limit], gazetteer, _STAGE_SCORE[stage])
    return []


def _stages(name: str, gazetteer: Gazetteer) -> Iterator[tuple[str, list[_Hit]]]:
    """Yield the stages in order, each with what it finds."""
    exact = _exact(name, gazetteer)
    if exact and all(hit.doubtful for hit in exact):
        # only by a name that is no one's own: places whose own name is spelled much like it are candidates too
        exact += [hit._replace(cost=hit.cost + _RULE_COST) for hit in _by_rule(name, gazetteer)]
    elif exact and not any(_is_large(hit.row, gazetteer) for hit in exact):
        known = {hit.row for hit in exact}
        cost = _ALIKE_OWN_COST if any(_is_own(hit, gazetteer) for hit in exact) else _ALIKE_COST
        exact += [hit for hit in _alike(name, gazetteer, cost) if hit.row not in known]
    yield "exact", exact
    bare, kinds = split_class(name)
    if kinds:
        yield "class", _of_kind(_exact(bare, gazetteer), kinds, gazetteer)
    head, holder = split_container(name)
    if holder:
        yield "container", _inside(head, holder, gazetteer)
    head, holder = split_last_words(name, gazetteer)
    if holder:
        yield "container", _inside(head, holder, gazetteer)
    if kinds:
        yield "rule", _of_kind(_by_rule(bare, gazetteer), kinds, gazetteer)
    yield "rule", _by_part(name, gazetteer)
    yield "rule", _bent(name, gazetteer)
    if kinds:
        yield "class", _exact(bare, gazetteer)
        yield "rule", _bent(bare, gazetteer)


def _exact(name: str, gazetteer: Gazetteer) -> list[_Hit]:
    """Find the name as the data have it."""
    shout = name.isupper() and len(name) <= 4
    hits = []
    for row, flags in gazetteer.match(name):
        cost, reason = _name_cost(int(flags))
        if flags & Flag.LOCAL and not flags & _SHOWN and name.isascii():
            reason = "local name, romanised"
        if flags & _SHORTENED and not flags & _IN_FULL:
            cost += -2.0 if shout or "." in name else 3.0
        elif shout and gazetteer.kind[row] == KINDS.index("settlement"):
            cost += 1.0
        doubtful = not flags & _OWN_NAMES
        if doubtful and _is_sister(name, row, gazetteer):
            shown = gazetteer.name(row)
            cost = _SISTER_COST + _SISTER_UNLIKE_COST * fuzzy.distance(sound(name), sound(shown))
            doubtful = False
        elif doubtful:
            cost += _FOREIGN_COUNTRY_COST if gazetteer.kind[row] == _COUNTRY else 0.0
            cost += _UNLIKE_COST * _unlike(name, row, gazetteer)
        hits.append(_Hit(row, cost, reason, doubtful))
    if any(_is_own(hit, gazetteer) and _is_large(hit.row, gazetteer) for hit in hits):
        hits = [hit._replace(cost=hit.cost + _OTHERS_COST) if hit.doubtful else hit for hit in hits]
    return hits


def _is_sister(name: str, row: int, gazetteer: Gazetteer) -> bool:
    """Whether a Slavic place's further name is its own in the neighbour's language: of one skeleton, and ending alike."""
    if gazetteer.countries[gazetteer.country[row]] not in SLAVIC or gazetteer.kind[row] != _SETTLEMENT:
        return False
    shown = gazetteer.name(row)
    ends = {sound(text)[-1:] in _VOWELS for text in (name, shown)}
    return len(ends) == 1 and skeleton(shown) in {key for key, _, _ in skeletons(name)}


def _unlike(name: str, row: int, gazetteer: Gazetteer) -> float:
    """Return the share of letters in which a name differs from the one shown; none for two romanisations of one name."""
    shown = gazetteer.name(row)
    if gazetteer.countries[gazetteer.country[row]] in SLAVIC and skeleton(name) == skeleton(shown):
        return 0.0
    return fuzzy.distance(fold(name), fold(shown))


def _of_kind(hits: Iterable[_Hit], kinds: frozenset[str], gazetteer: Gazetteer) -> list[_Hit]:
    """Keep the places of the kinds that a class word allows."""
    allowed = {KINDS.index(kind) for kind in kinds}
    return [
        hit._replace(reason=f"{hit.reason}; class word")
        for hit in hits
        if int(gazetteer.kind[hit.row]) in allowed
    ]


def _inside(head: str, holder: str, gazetteer: Gazetteer) -> list[_Hit]:
    """Find the name among the places of a country, a division, or close to a settlement."""
    holders = {hit.row for hit in (_exact(holder, gazetteer) or _by_rule(holder, gazetteer))}
    bare, kinds = split_class(head)
    hits = _exact(head, gazetteer) or (_of_kind(_exact(bare, gazetteer), kinds, gazetteer) if kinds else [])
    hits = hits or list(_by_rule(head, gazetteer))
    inside = []
    for hit in hits:
        held = holders.intersection(_above(hit.row, gazetteer))
        if held:
            inside.append(hit._replace(reason=f"{hit.reason}, in {gazetteer.name(min(held))}"))
    return inside


def split_last_words(name: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Split "Pittsburgh Pennsylvania" before the country or division that it ends with."""
    words = name.split()
    for count in (1, 2):
        holder = " ".join(words[-count:])
        # a raion only with its class word: every other village bears the name of some
        kinds = _HOLDERS | ({_RAION} & split_class(holder)[1])
        if len(words) > count and any(
            KINDS[gazetteer.kind[row]] in kinds for row, _ in gazetteer.match(holder)
        ):
            return " ".join(words[:-count]), holder
    return name, ""


def _above(row: int, gazetteer: Gazetteer) -> Iterator[int]:
    """Yield the rows of the divisions and the country that hold a place."""
    for _ in range(4):
        row = int(gazetteer.parent_row[row])
        if row < 0:
            return
        yield row


def _by_rule(name: str, gazetteer: Gazetteer) -> Iterator[_Hit]:
    """Find names to which a spelling rule leads."""
    found: dict[int, _Hit] = {}
    for key, reading, text in skeletons(name):
        for row, _ in gazetteer.match_folded(SKELETON_PREFIX + key):
            unlike = fuzzy.distance(sound(text), sound(gazetteer.name(row)))
            cost = _BENT_COST * unlike + (_READING_COST if reading else 0.0)
            if unlike <= _FARTHEST_BENT and (row not in found or cost < found[row].cost):
                found[row] = _Hit(row, cost, _RULE + reading, unlike > fuzzy.FARTHEST, name)
    yield from found.values()
    for variant, rule in variants(fold(name)):
        for hit in _exact(variant, gazetteer):
            if hit.row not in found:
                found[hit.row] = hit
                yield hit._replace(cost=hit.cost + _VARIANT_COST, reason=f"spelling rule: {rule}")


def _by_part(name: str, gazetteer: Gazetteer) -> list[_Hit]:
    """Find Slavic towns by a name without its adjective, where no rule leads to the whole: Pereyaslav-Khmelnytskyi."""
    parts = _PARTS.split(name.strip())
    if len(parts) != 2 or any(not hit.doubtful for hit in _by_rule(name, gazetteer)):
        return []
    first, second = parts
    bare = second if first.lower() in _GREAT else first if _ADJECTIVE.search(second.lower()) else ""
    hits = [*_exact(bare, gazetteer), *_by_rule(bare, gazetteer)] if len(bare) >= _LONG_PART else []
    return [
        hit._replace(cost=hit.cost + _VARIANT_COST, reason=f"{_RULE}{bare} alone", spelled="")
        for hit in hits
        if gazetteer.countries[gazetteer.country[hit.row]] in SLAVIC
        and gazetteer.kind[hit.row] == _SETTLEMENT
    ]


def _is_large(row: int, gazetteer: Gazetteer) -> bool:
    """Whether a place is a country or a large town, which hardly another is meant by the name of."""
    return bool(gazetteer.kind[row] == _COUNTRY or gazetteer.population[row] > _LARGE) and bool(
        gazetteer.kind[row] in (_COUNTRY, _SETTLEMENT)
    )


def _is_city(row: int, gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.kind[row] == _SETTLEMENT and gazetteer.population[row] > _CITY)


def _is_own(hit: _Hit, gazetteer: Gazetteer) -> bool:
    """Whether a settlement was found by the name that it shows."""
    return not hit.doubtful and gazetteer.kind[hit.row] == _SETTLEMENT


def _alike(name: str, gazetteer: Gazetteer, cost: float) -> Iterator[_Hit]:
    """Find large towns whose name is another romanisation of one that a small place or a division has exactly."""
    if not (key := skeleton(name)):
        return
    for row, _ in gazetteer.match_folded(SKELETON_PREFIX + key):
        if _is_large(row, gazetteer):
            unlike = fuzzy.distance(sound(name), sound(gazetteer.name(row)))
            if unlike <= fuzzy.FARTHEST:
                yield _Hit(row, cost + _BENT_COST * unlike, _RULE, spelled=name)


def _bent(name: str, gazetteer: Gazetteer) -> list[_Hit]:
    """Find names by rule, and by guess where the rules lead only to names that look quite different.

    Where they lead to one that sounds a little different, a city may be meant whose name lacks a letter.
    """
    hits = list(_by_rule(name, gazetteer))
    if all(hit.doubtful for hit in hits):
        hits += _fuzzy(name, gazetteer)
    elif min(hit.cost for hit in hits) > _SURE_COST and len(name) >= _LONG_NAME:
        hits += [hit for hit in _fuzzy(name, gazetteer) if _is_city(hit.row, gazetteer)]
    return hits


def _fuzzy(name: str, gazetteer: Gazetteer) -> Iterator[_Hit]:
    """Find names that differ in a letter or two."""
    for close, distance in fuzzy.close_names(fold(name), gazetteer):
        for hit in _exact(close, gazetteer):
            yield hit._replace(cost=hit.cost + _SLIP_COST * distance, reason=f"similar name: {close}")


def _name_cost(flags: int) -> tuple[float, str]:
    """Return what a name of this kind costs, and what to call it."""
    for flag, cost, called in _NAME_COST:
        if flags & flag:
            return cost, called
    return _OTHER_COST, "further name"


def _rank(hits: list[_Hit], gazetteer: Gazetteer, wanted: _Filter) -> list[tuple[float, _Hit]]:
    """Return the hits that pass the filter, best first, each place once."""
    best: dict[int, tuple[float, _Hit]] = {}
    for hit in hits:
        if not _passes(hit.row, gazetteer, wanted):
            continue
        value = _value(hit.row, gazetteer, wanted) - hit.cost
        if hit.row not in best or best[hit.row][0] < value:
            best[hit.row] = (value, hit)
    return sorted(best.values(), key=lambda pair: (-pair[0], int(gazetteer.geonameid[pair[1].row])))


def _passes(row: int, gazetteer: Gazetteer, wanted: _Filter) -> bool:
    """Whether a place is of the country and kind asked for."""
    if wanted.country and gazetteer.countries[gazetteer.country[row]] != wanted.country:
        return False
    return wanted.kinds is None or KINDS[gazetteer.kind[row]] in wanted.kinds


def _value(row: int, gazetteer: Gazetteer, wanted: _Filter) -> float:
    """Return how likely a place is meant at all, in nats: by size, kind and distance."""
    kind = KINDS[gazetteer.kind[row]]
    population = int(gazetteer.population[row])
    size = math.log10(population + 10) if population > 0 else _OWN_SIZE.get(kind, _UNKNOWN_SIZE)
    value = _SIZE_WEIGHT * math.log(10) * size - _KIND_COST[kind]
    if gazetteer.section_row[row] >= 0:
        value -= _SECTION_COST
    value += _SEAT_GAIN.get(gazetteer.features[gazetteer.feature[row]], 0.0)
    if wanted.near is not None:
        distance = _off_km(wanted.near, float(gazetteer.lat[row]), float(gazetteer.lon[row]))
        value -= _NEAR_WEIGHT * math.log1p(distance / _NEAR_KM)
    return value


def _off_km(here: tuple[float, float], lat: float | None, lon: float | None) -> float:
    """Return how far off a place lies; as far as can be where it has no point."""
    if lat is None or lon is None or math.isnan(lat):
        return FARTHEST_KM
    return distance_km(*here, lat, lon)


def by_distance(
    candidates: Iterable[Candidate], near: str | tuple[float, float], gazetteer: Gazetteer
) -> list[Candidate]:
    """Return candidates nearest first; those without a point last."""
    here = _point(near, gazetteer)
    return sorted(
        candidates,
        key=lambda c: _off_km(here, c.lat, c.lon),
    )


def _point(near: str | tuple[float, float], gazetteer: Gazetteer) -> tuple[float, float]:
    """Return latitude and longitude of a place to be near to."""
    if not isinstance(near, str):
        return near
    for candidate in resolve(near, gazetteer=gazetteer):
        if candidate.lat is not None and candidate.lon is not None:
            return candidate.lat, candidate.lon
    raise UnknownPlaceError(
        f"no place with a point is called {near!r}; give one that is, or latitude,longitude"
    )


def _candidates(
    ranked: list[tuple[float, _Hit]], gazetteer: Gazetteer, stage_score: float
) -> list[Candidate]:
    """Turn ranked hits into candidates whose scores add up to at most one."""
    top = ranked[0][0]
    weights = [math.exp(value - top) for value, _ in ranked]
    total = sum(weights)
    return [
        _candidate(hit, weight / total * stage_score, gazetteer)
        for (_, hit), weight in zip(ranked, weights, strict=True)
    ]


def _candidate(hit: _Hit, score: float, gazetteer: Gazetteer) -> Candidate:
    """Return one candidate with its place."""
    place = gazetteer.place(hit.row)
    return Candidate(
        geonameid=place.geonameid,
        score=round(score, 4),
        name=place.name,
        kind=place.kind,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        reason=_reason(hit, place.name),
    )


def _reason(hit: _Hit, name: str) -> str:
    """Return the reason of a hit, with the spelling rules by name where rules led to it."""
    if not hit.spelled:
        return hit.reason
    words, _, rest = hit.reason.removeprefix(_RULE).partition("; class")
    rules = "; ".join(filter(None, (words, explain(hit.spelled, name))))
    return f"{_RULE}{rules}; class{rest}" if rest else _RULE + rules
