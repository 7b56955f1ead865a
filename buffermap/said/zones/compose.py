"""Zones put together from statements: every slot filled by the sentence that says it best."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from buffermap.said.depth.howdeep import was
from buffermap.said.depth.measures import measures
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.limits import is_kept, keeps, keeps_order, keeps_people
from buffermap.said.values import Context, Named, NamedPlace, Statement
from buffermap.said.zones.clues import (
    Clue,
    Division,
    clue_of,
    evidence_at,
    is_inland,
    may_be_there,
    unlisted_divisions,
)
from buffermap.said.zones.described import DescribedZone, Different, Slot
from buffermap.said.zones.geography import Pair, beyond, known, shared, touched
from buffermap.said.zones.geography import along as along_border
from buffermap.said.zones.joining import joined
from buffermap.said.zones.stretch import chosen, options
from buffermap.said.zones.told import Told
from buffermap.said.zones.weighed import weighed
from buffermap.zones.depth import depth_in_words

_STANDINGS = {
    "ordered": 5.0, "under_way": 5.0, "completed": 4.0, "planned": 4.0, "demanded": 3.0, "proposed": 3.0,
    "possible": 2.0, "hypothetical": 1.0, "denied": 0.0, "called_off": 0.0,
}  # fmt: skip
_UNSTATED = 2.0
_AROUND = Pattern(
    r"[\"”»’\s]+(?:around|surrounding|encircling|вокруг|навколо|довкола)\s", re.IGNORECASE
)  # a plant, a town, a pad
_BEARING = Pattern(
    r"(?:kilomet(?:re|er)s|km|miles?|met(?:re|er)s) (?:to the )?(north|south|east|west)(?! and\b) of (?:the )?(?:[\w'’-]+ ){0,3}?(?:borders?|frontier|boundary|line)\b",
    re.IGNORECASE,
)
_NOTHING = Context(language=None, sentences=(), places=())
_LAND = frozenset({"strip", "belt"})
_MILITARY = frozenset({"buffer", "security", "sanitary", "gray", "demilitarised"})
_LOOSE = frozenset({"possible", "hypothetical"})
_MADE = frozenset({"ordered", "under_way", "completed"})
_TALKED = frozenset({"demanded", "proposed", "possible", "hypothetical"})
_DEEP = Pattern(r"\bdeep|\bdepth|\binto\b|глуб|глиб|вглуб|вглиб", re.IGNORECASE)
_WIDE = Pattern(r"\bwide|\bwidth|\bbroad|\bacross\b|ширин|завширш", re.IGNORECASE)
_LONG = Pattern(r"расшир|розшир|по фронту|[\s-](?:strip|belt|corridor|stretch)\w* along\b", re.IGNORECASE)


def zones_of(statements: Iterable[Statement]) -> list[DescribedZone]:
    """Return the zones that statements describe, of each article its own, in the order of the text.

    A zone of one article never lends a slot to one of another.
    """
    by_article: dict[str, list[Clue]] = defaultdict(list)
    for one in statements:
        by_article[one.doc_id].append(clue_of(one))
    elsewhere = Counter(pair for clues in by_article.values() for clue in clues for pair in clue.pairs)
    found = []
    for doc_id, own in by_article.items():
        clues = sorted(own, key=lambda clue: clue.statement.start)
        for told in read_zones(doc_id, clues, elsewhere):
            zone = weighed(told) if told.context.sentences else told.read
            first = _checked(zone, told.zone)
            found += [first, *_along_others(first, told.zone)]
    return found


def read_zones(doc_id: str, clues: list[Clue], elsewhere: Counter[Pair]) -> Iterator[Told]:
    """Yield the zones of an article as its sentences read, nothing weighed yet.

    ``clues`` are its statements in the order of the text, ``elsewhere`` the borders that any statement names.
    """
    about = _about(clues)
    zones = joined(clues)
    context = next((clue.statement.context for clue in clues if clue.statement.context), _NOTHING)
    for number, zone in enumerate(zones):
        yield Told(
            read=_zone(f"{doc_id}/zone-{number + 1}", zone, about, elsewhere),
            zone=zone,
            others=[clue for other in zones if other is not zone for clue in other],
            about=about,
            context=context,
            number=number,
            of=len(zones),
        )


def likely_border(statements: Iterable[Statement]) -> tuple[str, str] | None:
    """Return the border between the countries that articles with statements speak of most; None where none is shared.

    A hint for people who choose a border themselves: never drawn.
    """
    clues = [clue_of(one) for one in statements]
    found = options(clues, _about(clues), Counter()) if clues else {}
    pair = next(iter(found), None)
    return None if pair is None else (min(pair), max(pair))


def _about(clues: list[Clue]) -> Counter[str]:
    """Return how often an article names each country, those of adjectives in its zone sentences included."""
    about: Counter[str] = Counter()
    if clues:
        about.update(dict(clues[0].statement.about))
    for clue in clues:
        about.update(dict.fromkeys(clue.others, 1))
    return about


def _zone(zone_id: str, clues: list[Clue], about: Counter[str], elsewhere: Counter[Pair]) -> DescribedZone:
    live = _own([clue for clue in clues if not clue.ended] or clues)
    found = options(clues, about, elsewhere)
    pair = chosen(found)
    located = [clue for clue in live if pair is not None and _locates(clue, pair)]
    located = located or [clue for clue in clues if pair is not None and _locates(clue, pair)]
    if pair is not None and not located and _of_lead(pair, live, None) is not None:
        located = live  # its own sentences do not say where, those around them do
    if not located and pair is not None and _is_between(pair, live):
        located = live
    if (
        not located
        or any(_is_unknown(clue) for clue in live)
        or (any(clue.inland for clue in clues) and not any(clue.at_border for clue in clues))
    ):
        pair = None  # nothing says where, or it lies along a front within a country
    there = live if any(clue in live for clue in located) else clues
    there = _firm(there)
    along, border = None, None
    if pair is not None:
        border = _border(pair, found[pair].clues)
        along = _along(pair, there)
    side = _side(there, pair, along)
    if pair is not None and along is None and not any(clue.divisions for clue in there):
        along = _of_lead(pair, there, side)
        own = along is not None and (keeps(along.evidence.sentence) or any(_is_own(clue) for clue in there))
        side = side or (_lead_side(along) if own else None)
    inside = _inside(there, pair)
    depth = _depth(live)
    first = clues[0].statement
    zone = DescribedZone(
        zone_id=zone_id,
        doc_id=first.doc_id,
        statements=tuple(clue.statement for clue in clues),
        what=_what(clues),
        standing=_standing(clues),
        border=border,
        along=along,
        around=_around(there, pair, along),
        between=_between(there),
        inside=inside,
        side=side,
        depth=depth,
    )
    return replace(zone, support=_support(zone, clues))


def _checked(zone: DescribedZone, clues: list[Clue]) -> DescribedZone:
    """Return a zone with what its statements say differently, and what of their words no slot uses."""
    different = _contradictions(clues, zone.side, zone.depth)
    return replace(zone, contradictions=tuple(different), unused=_unused(zone, clues))


def _own(clues: list[Clue]) -> list[Clue]:
    """Return the statements without those that demand or propose another depth than the zone that stands has.

    "The ministry said that it would demand a strip of 50 km" speaks of another strip than the one of 2 km.
    """
    stands = {
        clue.depth for clue in clues if _standing_of(clue) in _MADE and clue.depth and not _is_past(clue)
    }
    return [
        clue
        for clue in clues
        if not (stands and clue.depth and clue.depth not in stands and _standing_of(clue) in _TALKED)
    ]


def _is_past(clue: Clue) -> bool:
    """Whether a sentence says how a zone was before: "until now the order covered a 10 km belt"."""
    one = clue.statement
    return one.depth is not None and was(one.sentence, one.depth.evidence.start - one.start)


def _standing_of(clue: Clue) -> str | None:
    claimed = clue.statement.claimed
    return claimed.standing if claimed else None


def _firm(clues: list[Clue]) -> list[Clue]:
    """Return the statements of what is ordered, done or planned; where none locates the zone, all of them.

    "Asked whether the strip might one day reach the B region" says not where the ordered one lies.
    """
    firm = [clue for clue in clues if _standing_of(clue) not in _LOOSE]
    return firm if any(clue.divisions or clue.pairs for clue in firm) else clues


def _locates(clue: Clue, pair: Pair) -> bool:
    """Whether a statement says more of where its zone is than the country: a border, a division, a part, a place."""
    spot = clue.spot
    near = spot is not None and _on_border(spot, pair)
    shields = any(pair in touched(code) for code in clue.shielded)
    beside = (
        clue.statement.where.kind != "around"
        and _may_be_at_border(clue)
        and any(pair & set(one) for one in clue.statement.across)
    )
    own = any(one.role == "border" and one.place.country in pair for one in clue.statement.named)
    told = clue.at_border or clue.line or clue.divisions or clue.part
    return bool(told or own or near or shields or beside or _is_inside_neighbour(clue, pair))


def _is_between(pair: Pair, clues: list[Clue]) -> bool:
    """Whether a zone that is said to be deep or on a side lies between the two countries that the article is about."""
    told = any(clue.depth or clue.lands or clue.both for clue in clues)
    return told and any(_may_be_at_border(clue) for clue in clues) and pair <= set(clues[0].statement.home)


def _is_unknown(clue: Clue) -> bool:
    """Whether a statement names a border of which the data have no line: no other one is meant."""
    where = clue.statement.where
    pairs = [shared(*pair) for pair in where.pairs]
    return not clue.pairs and (any(pair and not known(pair) for pair in pairs) or where.country == "XK")


def _is_inside_neighbour(clue: Clue, pair: Pair) -> bool:
    """Whether somebody of one country makes the zone inside the other: along their border then."""
    acting = {one.place.country for one in clue.statement.named if one.role in {"actor", "speaker"}}
    military = clue.statement.what.kind in _MILITARY
    return (
        military
        and clue.depth is not None
        and any(land in pair and pair - {land} <= acting for land in clue.lands)
    )


def _may_be_at_border(clue: Clue) -> bool:
    """Whether the words of a zone are such as speak of a border: "buffer zone", "no-go strip", "a belt of 3 km"."""
    what = clue.statement.what
    if _AROUND.match(clue.statement.sentence, what.evidence.end - clue.statement.start):
        return False
    land = what.kind in _LAND and clue.depth is not None
    told = clue.statement.at_border and clue.depth is not None
    return what.kind in _MILITARY or is_kept(what.words) or land or told or bool(measures(what.words))


def _what(clues: list[Clue]) -> Slot[str]:
    best = next((c for c in clues if c.statement.continues is None), clues[0]).statement
    return Slot(value=best.what.words, statement=best, evidence=best.what.evidence)


def _standing(clues: list[Clue]) -> Slot[str] | None:
    claimed = [c.statement for c in clues if c.statement.claimed is not None]
    if not claimed:
        return None
    best = max(claimed, key=lambda one: _STANDINGS[one.claimed.standing] if one.claimed else 0.0)
    return (
        Slot(value=best.claimed.standing, statement=best, evidence=best.claimed.evidence)
        if best.claimed
        else None
    )


def _border(pair: Pair, clues: list[Clue]) -> Slot[tuple[str, str]]:
    """Return the border with the statement that names it; where none does, with the one that it follows from."""
    value = (min(pair), max(pair))
    named = next((c for c in clues if pair in c.pairs and c.statement.where.evidence is not None), None)
    if named is not None and named.statement.where.evidence is not None:
        stated = next((p for p in named.statement.where.pairs if frozenset(p) == pair), value)
        return Slot(value=stated, statement=named.statement, evidence=named.statement.where.evidence)
    best = next((c for c in clues if c.statement.where.evidence is not None), clues[0]).statement
    note = (
        "no words of this zone name its border: worked out from the places and countries that the texts name"
    )
    return Slot(value=value, statement=best, evidence=best.where.evidence or best.what.evidence, note=note)


def _along_others(first: DescribedZone, clues: list[Clue]) -> Iterator[DescribedZone]:
    """Yield a zone along each other border that its sentences name together with its own: zone-1b, zone-1c.

    "A belt along the frontiers with A and B" is one zone in words and two stretches on the map.
    """
    if first.border is None:
        return
    seen = {frozenset(first.border.value)}
    for clue in clues:
        evidence = clue.statement.where.evidence
        for pair in clue.pairs if evidence is not None and not clue.ended else ():
            if evidence is None or pair in seen:
                continue
            seen.add(pair)
            fits = first.side is not None and first.side.value in {*pair, "both"}
            yield replace(
                first,
                zone_id=f"{first.zone_id}{'abcdefghij'[min(len(seen), 10) - 1]}",
                border=Slot(value=(min(pair), max(pair)), statement=clue.statement, evidence=evidence),
                along=_along(pair, clues),
                around=None,
                side=first.side if fits else None,
                support=first.support - 1.0,
            )


def _along(pair: Pair, clues: list[Clue]) -> Slot[tuple[NamedPlace, ...]] | None:
    """Return the divisions that touch the border, of one country where the text tells which."""
    found = [(clue, one) for clue in clues for one in clue.divisions if one.code in along_border(pair)]
    found += [(clue, one) for clue in clues for one in unlisted_divisions(clue.statement, pair)]
    if not found:
        return None
    strong = [item for item in found if item[1].weight >= 1.5]
    found = strong or found
    hosts = Counter(land for clue in clues for land in clue.lands if land in pair)
    host = hosts.most_common(1)[0][0] if hosts else _host(found[0][1])
    both = any(_is_on_both(clue, pair) for clue in clues)
    own = found if both else [item for item in found if _host(item[1]) == host] or found
    if not both:
        own = [item for item in own if _host(item[1]) == _host(own[0][1])]
    places = {one.code: one.place for _, one in own}
    clue, best = max(own, key=lambda item: (len(item[0].divisions) >= len(places), item[1].weight))
    return Slot(value=tuple(places.values()), statement=clue.statement, evidence=best.evidence)


def _host(one: Division) -> str:
    return one.code.partition(".")[0]


def _around(
    clues: list[Clue], pair: Pair | None, along: Slot[tuple[NamedPlace, ...]] | None
) -> Slot[NamedPlace] | None:
    """Return the place that the zone lies around, where no division says more and geography does not rule it out."""
    if along is not None or any(
        clue.pairs or clue.owner or (clue.bordered and clue.spot is None) for clue in clues
    ):
        return None  # a place named in passing: it lies along the border
    for clue in clues:
        spot, evidence = clue.spot, clue.statement.where.evidence
        if spot is not None and evidence is not None and (pair is None or _on_border(spot, pair)):
            return Slot(value=spot, statement=clue.statement, evidence=evidence)
    return None


def _on_border(spot: NamedPlace, pair: Pair) -> bool:
    """Whether a place lies in a division that a border touches; True where the gazetteer does not know the place."""
    return spot.admin1_code is None or pair in touched(spot.admin1_code)


def _between(clues: list[Clue]) -> Slot[tuple[NamedPlace, NamedPlace]] | None:
    for clue in clues:
        where = clue.statement.where
        if where.kind == "line" and len(where.places) == 2 and where.evidence is not None:
            return Slot(
                value=(where.places[0], where.places[1]), statement=clue.statement, evidence=where.evidence
            )
    return None


def _inside(clues: list[Clue], pair: Pair | None) -> Slot[str] | None:
    for clue in clues:
        for land in clue.lands:
            if pair is None or land in pair:
                one = clue.statement
                evidence = one.side.evidence if one.side else one.where.evidence or one.what.evidence
                return Slot(value=land, statement=one, evidence=evidence)
    return None


def _side(
    clues: list[Clue], pair: Pair | None, along: Slot[tuple[NamedPlace, ...]] | None
) -> Slot[str] | None:
    """Return the side that most statements say; both where one says so, none where they are even."""
    for clue in clues:
        if clue.statement.side is not None and (clue.both or _is_on_both(clue, pair)):
            return Slot(value="both", statement=clue.statement, evidence=clue.statement.side.evidence)
    votes = Counter(land for clue in clues for land in clue.lands if pair is None or land in pair)
    if not votes:
        own = _bearing_side(clues, pair) or _host_side(clues, pair) or _own_side(clues, pair, along)
        return own or _side_before(clues, pair)
    ranked = votes.most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    value = ranked[0][0]
    one = next(clue.statement for clue in clues if value in clue.lands)
    evidence = one.side.evidence if one.side else one.where.evidence or one.what.evidence
    return Slot(value=value, statement=one, evidence=evidence)


def _is_own(clue: Clue) -> bool:
    """Whether a statement speaks of a zone that a country keeps on its own land."""
    one = clue.statement
    kept = keeps_people(one.sentence) or keeps_order(one.sentence) or is_kept(one.what.words)
    kept = kept or one.what.kind == "exclusion"
    return kept and not clue.ended


def _side_before(clues: list[Clue], pair: Pair | None) -> Slot[str] | None:
    """Return the side of a border on which the sentences just before a zone's say that something is."""
    for clue in clues:
        one = clue.statement
        if pair and one.sided in pair:
            return Slot(value=one.sided, statement=one, evidence=one.what.evidence)
    return None


def _bearing_side(clues: list[Clue], pair: Pair | None) -> Slot[str] | None:
    """Return the side of "2 km north of the line": the country that lies there."""
    for clue in clues:
        one = clue.statement
        found = _BEARING.search(one.sentence)
        ways = {way[1].lower() for way in _BEARING.finditer(one.sentence)}
        if pair is None or found is None or clue.both or len(ways) > 1:
            continue
        country = beyond(pair, found[1].lower())
        if country:
            evidence = evidence_at(one, one.start + found.start(), one.start + found.end())
            return Slot(value=country, statement=one, evidence=evidence)
    return None


def _is_on_both(clue: Clue, pair: Pair | None) -> bool:
    """Whether a zone is said to lie in divisions of both countries: "along their border in A and B"."""
    hosts = {_host(one) for one in clue.divisions if one.inside and one.weight >= 1.5}
    return pair is not None and hosts == pair


def _of_lead(pair: Pair, clues: list[Clue], side: Slot[str] | None) -> Slot[tuple[NamedPlace, ...]] | None:
    """Return the divisions of the headline, else of the lead, for a zone whose own sentences name none.

    They are words of the article's own: whoever speaks in the zone's sentences did not say them.
    """
    one = clues[0].statement
    for sentence in dict.fromkeys(evidence.sentence_start for _, evidence in one.lead):
        found = [
            (place, evidence)
            for place, evidence in one.lead
            if evidence.sentence_start == sentence
            and not is_inland(evidence.sentence)
            and place.admin1_code in along_border(pair)
            and (side is None or side.value in {"both", place.country})
        ]
        if found and len({place.country for place, _ in found}) == 1:
            own = replace(one, speaker=None, claimed=None, voice=found[0][1].voice)
            return Slot(value=tuple(place for place, _ in found), statement=own, evidence=found[0][1])
    return None


def _own_side(
    clues: list[Clue], pair: Pair | None, along: Slot[tuple[NamedPlace, ...]] | None
) -> Slot[str] | None:
    """Return the country that keeps people from a border: it can do so on its own land only.

    Whose divisions or border the words name, else who acts in the sentence, else who acts where the article begins.
    """
    if pair is None:
        return None
    for clue in clues:
        one = clue.statement
        if not _is_own(clue):
            continue
        acting = {
            named.place.country
            for named in one.named
            if named.place.country in pair
            and (
                named.role in {"actor", "speaker", "dateline"}
                or (named.role == "place" and named.tie in {"inside", "side"})
            )
        }
        pools = (
            {place.country for place in along.value} if along else set(),
            acting,
            {code for code, _ in Counter(code for code in one.home if code in pair).most_common(1)},
            {one.where.country} & pair,
        )
        hosts = next((pool for pool in pools if pool), set())
        value = next(iter(hosts)) if len(hosts) == 1 else None
        if value:
            evidence = along.evidence if along else one.where.evidence or one.what.evidence
            return Slot(value=value, statement=one, evidence=evidence)
    return None


def _lead_side(along: Slot[tuple[NamedPlace, ...]] | None) -> Slot[str] | None:
    """Return the side of a headline's divisions: what a region announces of a border lies on its own side."""
    if along is None or along.evidence.sentence_start == along.statement.start:
        return None
    country = along.value[0].country
    return Slot(value=country, statement=along.statement, evidence=along.evidence) if country else None


def _host_side(clues: list[Clue], pair: Pair | None) -> Slot[str] | None:
    """Return the side that follows from a division in which, not along which, the zone is said to lie."""
    if pair is None:
        return None
    for clue in clues:
        for one in (*clue.divisions, *unlisted_divisions(clue.statement, pair)):
            if one.inside and one.weight >= 1.5 and pair in touched(one.code):
                return Slot(value=_host(one), statement=clue.statement, evidence=one.evidence)
    return None


def _depth_rank(clue: Clue) -> int:
    """Order of depths: words that say how deep, any length, words that rather say how wide the front is."""
    one = clue.statement
    if _is_past(clue):
        return 5
    if one.depth is None:
        return 2
    at = one.depth.evidence.start - one.start
    around = one.sentence[max(0, at - 60) : at + 60]
    ranks = ((_DEEP, 0), (_WIDE, 1), (_LONG, 3))
    return next((rank for pattern, rank in ranks if pattern.search(around)), 2)


def _depth(clues: list[Clue]) -> Slot[tuple[float | None, float | None]] | None:
    for clue in sorted(clues, key=_depth_rank):
        if (metres := clue.depth) is not None:
            one = clue.statement
            evidence = one.depth.evidence if one.depth and one.depth.high_m else one.where.evidence
            return Slot(value=metres, statement=one, evidence=evidence or one.what.evidence)
    return None


def _contradictions(
    clues: list[Clue],
    side: Slot[str] | None,
    depth: Slot[tuple[float | None, float | None]] | None,
) -> Iterable[Different]:
    """Yield what statements of the zone say otherwise than its slots, and that it is denied where one denies it."""
    for clue in clues:
        one = clue.statement
        if clue.depth is not None and depth is not None and clue.depth != depth.value and one.depth:
            yield Different(
                field="depth", value=_depth_words(clue.depth), statement=one, evidence=one.depth.evidence
            )
        if side is not None and one.side is not None and clue.lands and side.value not in clue.lands:
            yield Different(
                field="side", value=", ".join(clue.lands), statement=one, evidence=one.side.evidence
            )
        if clue.ended and one.claimed is not None and not all(c.ended for c in clues):
            yield Different(
                field="standing", value=one.claimed.standing, statement=one, evidence=one.claimed.evidence
            )


def _depth_words(metres: tuple[float | None, float | None]) -> str:
    return " to ".join(depth_in_words(one) for one in metres if one is not None)


def _unused(zone: DescribedZone, clues: list[Clue]) -> tuple[tuple[Statement, Named], ...]:
    """Return the places of a zone's sentences that no slot uses."""
    used = {place.surface for place in (zone.along.value if zone.along else ())}
    used |= {place.surface for place in (zone.between.value if zone.between else ())}
    used |= {zone.around.value.surface} if zone.around else set()
    spans = [
        (slot.evidence.start, slot.evidence.end)
        for name, slot in zone.slots.items()
        if slot and name != "what"
    ]
    return tuple(
        (clue.statement, one)
        for clue in clues
        for one in clue.statement.named
        if may_be_there(one)
        and one.place.surface not in used
        and not any(start <= one.start < end for start, end in spans)
    )


def _support(zone: DescribedZone, clues: list[Clue]) -> float:
    """Return how well the text supports a zone as it reads."""
    best = max(
        (_STANDINGS[c.statement.claimed.standing] if c.statement.claimed else _UNSTATED) for c in clues
    )
    return (
        best
        + 1.5 * (zone.along is not None)
        + 1.0 * (zone.side is not None)
        + 0.8 * (zone.depth is not None)
        + 1.0 * (zone.border is not None and zone.border.note is None)
        + 0.5 * min(len(clues), 5)
        + 1.0 * zone.zone_id.endswith("/zone-1")
        - 0.5 * (clues[0].statement.start > 800)
        - 4.0 * clues[0].statement.apart
        - 3.0 * _compared(clues)
    )


def _compared(clues: list[Clue]) -> bool:
    """Whether a zone is only named for comparison."""
    names = [one for clue in clues for one in clue.statement.named if one.place.country]
    return bool(names) and all(one.role == "compared" for one in names)
