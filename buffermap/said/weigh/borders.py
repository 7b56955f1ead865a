"""What speaks for a zone lying along a border."""

from collections.abc import Sequence
from itertools import combinations

from buffermap.said.weigh.features import Features, around_zone, standings, stems, step
from buffermap.said.zones.clues import Clue, is_inland
from buffermap.said.zones.geography import Pair, known, shared, touched
from buffermap.said.zones.told import Told

_MOST = 4  # statements of a zone whose words are looked at


def border_candidates(told: Told) -> list[Pair]:
    """Return the borders that a zone may lie along: between countries that the article names or whose places it does."""
    zone = told.zone
    codes = {*told.about, *(code for clue in zone for code in clue.others)}
    pairs = {shared(one, other) for one, other in combinations(sorted(codes), 2)}
    found = {pair for pair in pairs if pair is not None and known(pair)}
    found |= {pair for clue in zone for pair in clue.pairs}
    found |= {pair for clue in zone for each in clue.divisions for pair in touched(each.code)}
    return sorted(found, key=sorted)


def border_features(told: Told, pair: Pair) -> Features:
    """Return what speaks for a border."""
    zone, about = told.zone, told.about
    one, other = sorted(pair)
    least, most = sorted((about[one], about[other]))
    elsewhere = max((count for code, count in about.items() if code not in pair), default=0)
    found: Features = {
        "rule": told.is_read(pair),
        "rule other": told.read.border is not None and not told.is_read(pair),
        "rule none": told.read.border is None,
        "support": told.read.support / 10,
        f"least:{min(least, 4)}": 1,
        f"most:{step(most, (1, 2, 4, 8))}": 1,
        f"elsewhere:{step(elsewhere / max(least, 0.5), (0.5, 1, 2, 4))}": 1,
        "share": sum(about[code] for code in pair) / max(1, about.total()),
        f"statements:{min(len(zone), 4)}": 1,
        f"number:{min(told.number, 3)}": 1,
        f"of:{min(told.of, 4)}": 1,
        **_told(zone, pair),
        **_placed(zone, pair),
        **standings(zone),
    }
    for clue in zone:
        found[f"kind {clue.statement.what.kind}"] = 1
        found.update({f"word {stem}": 1 for stem in stems(clue.statement.what.words)[:6]})
        for name in clue.statement.named:
            if name.place.country in pair:
                found[f"in {name.role} {name.tie}"] = 1
            elif name.place.country:
                found[f"out {name.role}"] = 1
    for clue in zone[:_MOST]:
        found.update({f"near {stem}": 1 for stem in around_zone(clue.statement, words=4)})
    return {name: float(value) for name, value in found.items() if value}


def _told(zone: Sequence[Clue], pair: Pair) -> Features:
    """Return what the words of a zone say of its border."""
    first = zone[0].statement
    return {
        f"spoken of:{sum(code in first.countries for code in pair)}": 1,
        f"beside:{sum(any(code in clue.others for clue in zone) for code in pair)}": 1,
        f"home:{len(set(first.home) & pair)}": 1,
        "named": any(pair in clue.pairs for clue in zone),
        "named often": sum(pair in clue.pairs for clue in zone) > 1,
        "another named": any(clue.pairs and pair not in clue.pairs for clue in zone),
        "owner": any(clue.owner in pair for clue in zone if clue.owner),
        "another owner": any(clue.owner not in pair for clue in zone if clue.owner),
        "across both": any(set(codes) == pair for clue in zone for codes in clue.statement.across),
        "across one": any(
            len(codes) == 1 and codes[0] in pair for clue in zone for codes in clue.statement.across
        ),
        "at border": any(clue.bordered for clue in zone),
        "article at border": first.at_border,
        "line": any(clue.line for clue in zone),
        "inland": any(clue.inland for clue in zone),
        "deep": any(clue.depth is not None for clue in zone),
        "ended": all(clue.ended for clue in zone),
        "partly ended": any(clue.ended for clue in zone),
        "apart": first.apart,
    }


def _placed(zone: Sequence[Clue], pair: Pair) -> Features:
    """Return what the places of a zone say of its border."""
    divisions = [each for clue in zone for each in clue.divisions]
    there = [each for each in divisions if pair in touched(each.code)]
    lands = {land for clue in zone for land in clue.lands}
    lead = {
        place.admin1_code for place, evidence in zone[0].statement.lead if not is_inland(evidence.sentence)
    }
    return {
        "division": bool(there),
        "sure division": any(each.weight >= 1.5 for each in there),
        "only border of division": any(len(touched(each.code)) == 1 for each in there),
        "another division": bool(divisions) and not there,
        "lead division": any(pair in touched(code) for code in lead if code and "." in code),
        "land": bool(lands & pair),
        "another land": bool(lands) and not lands & pair,
        "part": any(clue.part and clue.part[0] in pair for clue in zone),
        "spot": any(clue.spot for clue in zone),
        "spot there": any(
            clue.spot is not None
            and clue.spot.admin1_code is not None
            and pair in touched(clue.spot.admin1_code)
            for clue in zone
        ),
        "shielded": any(pair in touched(code) for clue in zone for code in clue.shielded),
    }
