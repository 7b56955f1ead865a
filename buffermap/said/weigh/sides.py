"""What speaks for the side of a border on which a zone lies."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from buffermap.said.limits import is_kept, keeps_order, keeps_people
from buffermap.said.values import Context
from buffermap.said.weigh.features import Features, around_zone, beside, prefixed, quoted_at, stems, step
from buffermap.said.zones.clues import Clue
from buffermap.said.zones.geography import Pair, touched
from buffermap.said.zones.told import Told

_ACTING = frozenset({"actor", "speaker", "dateline"})
_INSIDE = frozenset({"inside", "into", "side"})
_BELOW = frozenset({"settlement", "site", "admin2"})
_SPEAKERS = {"uk": "UA", "ru": "RU"}
_SIDED = (
    "side", "either", "each", "both", "inside", "into", "territ", "soil", "depth", "mutual",
    "обои", "обе", "обид", "обох", "кажд", "кожн", "взаим", "взаєм", "терит", "террит",
)  # fmt: skip
_EACH = re.compile(
    r"\b(?:both|either|each) (?:sides?|country|countries|army|party|state)\b"
    r"|(?<!\w)(?:об[еоіи]\w* (?:сторон|бок|берег)|кажд\w+ сторон|кожн\w+ (?:сторон|бок)|взаимн|взаємн)",
    re.IGNORECASE,
)
_MOST = 5  # statements of a zone whose words are looked at


def side_candidates(pair: Pair) -> list[str | None]:
    """Return the sides that there are: the two countries, both, and none that is said."""
    return [*sorted(pair), "both", None]


def side_features(told: Told, pair: Pair, side: str | None) -> Features:
    """Return what speaks for a side: a country of the border, "both", or None where none is said."""
    zone, mine = told.zone, told.is_read(pair)
    group = "country" if side in pair else side or "none"
    ruled = told.read.side.value if told.read.side else None
    found: Features = {"any": 1, "rule": mine and ruled == side, "rule other": mine and ruled != side}
    if side is not None and side in pair:
        other = next(iter(pair - {side}))
        found["rule opposite"] = mine and ruled == other
        found |= dict(_country(zone, pair, side, other, told.about))
        found |= _in_text(zone, pair, side, other, told.context)
    else:
        found |= _no_country(zone, pair)
    for clue in zone:
        found[f"kind {clue.statement.what.kind}"] = 1
    for clue in zone[:_MOST]:
        found.update({f"near {stem}": 1 for stem in around_zone(clue.statement, words=3)})
    return {f"{group} {name}": float(value) for name, value in found.items() if value}


def _hosts(zone: Sequence[Clue], pair: Pair) -> list[tuple[str, bool]]:
    """Return the countries of a zone's divisions, and whether it is said to lie inside."""
    return [
        (each.code.partition(".")[0], each.inside and each.weight >= 1.5)
        for clue in zone
        for each in clue.divisions
        if pair in touched(each.code)
    ]


def _votes(zone: Sequence[Clue], pair: Pair) -> Counter[str]:
    return Counter(land for clue in zone for land in clue.lands if land in pair)


def _no_country(zone: Sequence[Clue], pair: Pair) -> Features:
    hosts, votes = _hosts(zone, pair), _votes(zone, pair)
    words = {stem for clue in zone for stem in stems(clue.statement.sentence) if stem.startswith(_SIDED)}
    return {
        f"votes:{min(len(votes), 2)}": 1,
        f"told:{min(votes.total(), 3)}": 1,
        f"inside:{len({host for host, inner in hosts if inner})}": 1,
        f"hosts:{len({host for host, _ in hosts})}": 1,
        "both": any(clue.both for clue in zone),
        "own": any(is_own(clue) for clue in zone),
        "sided": any(clue.statement.sided for clue in zone),
        "deep": any(clue.depth is not None for clue in zone),
        "each": any(_EACH.search(clue.statement.sentence) for clue in zone),
        **{f"word {stem}": 1 for stem in words},
    }


def _country(
    zone: Sequence[Clue], pair: Pair, side: str, other: str, about: Counter[str]
) -> Iterator[tuple[str, float]]:
    """Yield what a zone's own sentences say for one country's side."""
    hosts, votes = _hosts(zone, pair), _votes(zone, pair)
    named = [one for clue in zone for one in clue.statement.named]
    acting = Counter(one.place.country for one in named if one.role in _ACTING)
    placed = Counter(one.place.country for one in named if one.tie in _INSIDE)
    home = Counter(zone[0].statement.home)
    shielded = {code.partition(".")[0] for clue in zone for code in clue.shielded}
    owners = {clue.owner for clue in zone}
    for who, name in ((side, "its"), (other, "other's")):
        yield f"{name} votes:{min(votes[who], 3)}", 1
        yield f"{name} first", next(iter(votes), None) == who
        yield f"{name} inside", (who, True) in hosts
        yield f"{name} division", any(host == who for host, _ in hosts)
        yield f"{name} side before", any(clue.statement.sided == who for clue in zone)
        yield f"{name} acting:{min(acting[who], 2)}", 1
        yield f"{name} placed:{min(placed[who], 2)}", 1
        yield f"{name} border", who in owners
        yield f"{name} shielded", who in shielded
    yield f"home:{home[side] > 0}/{home[other] > 0}", 1
    yield "home more", home[side] > home[other]
    yield "both", any(clue.both for clue in zone)
    yield "deep", any(clue.depth is not None for clue in zone)
    yield f"named:{step(about[side] / max(1, about[side] + about[other]), (0.3, 0.5, 0.7))}", 1
    if any(is_own(clue) for clue in zone):
        yield f"own acting:{acting[side] > 0}/{acting[other] > 0}", 1
        yield f"own division:{any(h == side for h, _ in hosts)}/{any(h == other for h, _ in hosts)}", 1
        yield f"own border:{side in owners}/{other in owners}", 1
        yield f"own home:{(home[side] > home[other]) - (home[side] < home[other])}", 1


def _in_text(zone: Sequence[Clue], pair: Pair, side: str, other: str, context: Context) -> Features:
    """Return where and how the whole article names one country, its places and those of the other."""
    told = [(clue.statement.start, clue.statement.end) for clue in zone]
    found: Features = {}
    for one in context.places:
        who = {side: "its", other: "other's"}.get(one.place.country or "")
        own = any(start <= one.start < end for start, end in told)
        quoted = quoted_at(context, one.start)
        if who is None or quoted is None or not (own or one.place.kind == "country"):
            continue
        kind = {"country": "c", "admin1": "d"}.get(one.place.kind, "s")
        at = one.start - quoted.start, one.end - quoted.start
        found |= prefixed(f"{who} {'z' if own else 'a'}{kind}", beside(quoted.text, *at, before=2, behind=2))
    countries = [one.place for one in context.places if one.place.country in pair]
    below = [place.country for place in countries if place.kind in _BELOW]
    divisions = [place.country for place in countries if place.kind == "admin1"]
    smaller = next((place.country for place in countries if place.kind != "country"), None)
    speaks = _SPEAKERS.get(context.language or "")
    return {
        **found,
        f"below:{below.count(side) > 0.7 * max(1, len(below))}/{len(below) > 1}": 1,
        f"divisions:{divisions.count(side) > 0.6 * max(1, len(divisions))}/{bool(divisions)}": 1,
        "first named": bool(countries) and countries[0].country == side,
        "first place": smaller == side,
        "other's first place": smaller == other,
        "language": speaks == side,
        "other's language": speaks == other,
    }


def is_own(clue: Clue) -> bool:
    """Whether a statement speaks of a zone that a country keeps on its own land."""
    one = clue.statement
    kept = keeps_people(one.sentence) or keeps_order(one.sentence) or is_kept(one.what.words)
    return (kept or one.what.kind == "exclusion") and not clue.ended
