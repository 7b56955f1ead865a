"""What speaks for a zone lying in, or along, a first-level division."""

from collections import Counter
from collections.abc import Callable, Sequence

from buffermap.said.values import Context, Seen
from buffermap.said.weigh.features import (
    Features,
    beside,
    number_at,
    prefixed,
    quoted_at,
    standings,
    step,
)
from buffermap.said.zones.clues import Clue, is_inland, unlisted_divisions
from buffermap.said.zones.geography import Pair, along
from buffermap.said.zones.told import Told

_WEIGHTS = (0.1, 0.8, 1.4, 1.9)
_BELOW = frozenset({"admin2", "settlement", "site"})
_MOST = 4  # mentions of a division whose words are looked at
_LEAD = 3  # sentences with which an article begins


def division_candidates(told: Told, pair: Pair) -> list[str]:
    """Return the codes of the divisions at a border that an article names."""
    own = [each.code for clue in told.zone for each in clue.divisions]
    own += [each.code for clue in told.zone for each in unlisted_divisions(clue.statement, pair)]
    own += [one.place.admin1_code or "" for one in told.context.places if one.place.kind == "admin1"]
    there = along(pair)
    return [code for code in dict.fromkeys(own) if code in there]


def division_features(told: Told, pair: Pair, codes: Sequence[str]) -> list[Features]:
    """Return for each division at a border that an article names what speaks for the zone lying there."""
    zone, context, mine = told.zone, told.context, told.is_read(pair)
    ruled = told.codes_read(pair)
    seen = {code: _seen(context, code) for code in codes}
    below = Counter(one.place.admin1_code for one in context.places if one.place.kind in _BELOW)
    start = min((one.start for own in seen.values() for one in own), default=-1)
    total = sum(map(len, seen.values()))
    most = max((below[code] for code in codes), default=0)
    found = []
    for code in codes:
        own = seen[code]
        features: Features = {
            "rule yes": mine and code in ruled,
            "rule no": mine and code not in ruled,
            "rule has": mine and bool(ruled),
            "rules none": not ruled.intersection(codes),
            "only": len(codes) == 1,
            "only of country": sum(other[:2] == code[:2] for other in codes) == 1,
            "share": len(own) / max(1, total),
            f"below:{min(below[code], 3)}": 1,
            "most below": 0 < below[code] == most,
            "first": bool(own) and min(one.start for one in own) == start,
            **_in_zone(zone, code, [one for one in codes if one != code]),
            **_in_text(zone, context, own),
            **standings(zone),
        }
        found.append({name: float(value) for name, value in features.items() if value})
    return found


def _seen(context: Context, code: str) -> list[Seen]:
    return [one for one in context.places if one.place.kind == "admin1" and one.place.admin1_code == code]


def _in_zone(zone: Sequence[Clue], code: str, rivals: Sequence[str]) -> Features:
    """Return what the zone's own sentences say of a division."""
    host = code.partition(".")[0]
    lands = {land for clue in zone for land in clue.lands}
    own = [each for clue in zone for each in clue.divisions if each.code == code]
    found: Features = {
        f"weight:{step(_most(zone, lambda one: one == code), _WEIGHTS)}": 1,
        f"rival:{step(_most(zone, lambda one: one in rivals), _WEIGHTS)}": 1,
        f"of:{min(len(rivals), 3)}": 1,
        "inside": any(each.inside for each in own),
        "statements": min(2, len(own)) / 2,
        "shielded": any(code in clue.shielded for clue in zone),
        "side": host in lands,
        "other side": bool(lands) and host not in lands,
        "both sides": any(clue.both for clue in zone),
        "rival country": any(one.partition(".")[0] != host for one in rivals),
    }
    apart = 3
    for clue in zone:
        said = clue.statement
        for one in said.named:
            if one.place.admin1_code == code and one.place.kind == "admin1":
                apart = min(apart, one.apart)
                found |= {f"role {one.role}": 1, f"tie {one.tie}": 1}
                found |= beside(
                    said.sentence, one.start - said.start, one.end - said.start, before=3, behind=2
                )
        for place, evidence in said.lead:
            if place.admin1_code == code:
                found[f"lead {'headline' if evidence.voice == 'headline' else 'text'}"] = 1
                found["lead inland"] = is_inland(evidence.sentence)
                at = evidence.start - evidence.sentence_start, evidence.end - evidence.sentence_start
                found |= prefixed("lead", beside(evidence.sentence, *at, before=2, behind=1))
    return {**found, f"apart:{apart}": 1}


def _most(zone: Sequence[Clue], fits: Callable[[str], bool]) -> float:
    return max((each.weight for clue in zone for each in clue.divisions if fits(each.code)), default=0.0)


def _in_text(zone: Sequence[Clue], context: Context, own: Sequence[Seen]) -> Features:
    """Return where and how the whole article names a division."""
    if not own:
        return {}
    numbers = [number_at(context, one.start) for one in own]
    told = [number_at(context, clue.statement.start) for clue in zone]
    found: Features = {
        f"far:{min(4, *(abs(one - other) for one in numbers for other in told))}": 1,
        f"times:{min(len(own), 4)}": 1,
        "headline": 0 in numbers,
        "early": min(numbers) <= _LEAD,
    }
    for one in own[:_MOST]:
        if (quoted := quoted_at(context, one.start)) is not None:
            at = one.start - quoted.start, one.end - quoted.start
            found |= prefixed("any", beside(quoted.text, *at, before=2, behind=2))
    return found
