"""Read "within 5 km of X": how near to a place or a border a zone is said to reach."""

import re
from dataclasses import dataclass

from buffermap.said.depth.measures import measures
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.values import WhereKind
from buffermap.said.where.named import Group
from buffermap.said.where.surroundings import DIVISIONS, Found, Surroundings, places_of

_BEFORE = Pattern(
    r"(?:\b(?:within|(?:in|inside|with|at)?\s*an?\s+radius of|radius of|(?:no\s+)?(?:closer|nearer) than|as close as|(?:pull\w*|move\w*|draw\w*|push\w*|stay\w*|keep\w*)\s+(?:\w+\s+){0,3}?(?:back|away|out)(?:\s+at least)?|withdr[ae]w\w*(?:\s+(?:\w+\s+){0,4}?)?|retreat\w*)"
    r"|(?<!\w)(?:в радиусе|у радіусі|в радіусі|радиусом|радіусом|в пределах|у межах|в межах|ближе(?: чем)?(?: на)?|ближче(?: ніж)?(?: на)?))\s*$",
    re.IGNORECASE,
)
_AFTER = Pattern(
    r"\s*(?:radius\s+)?(?:of|from|to|around|от|від|вокруг|навколо|довкола|до|к)\s+(?:(?:the|a|an|its|their|our|this|that)\s+)?",
    re.IGNORECASE,
)
_NEAR = 25
_POINTS = frozenset({"settlement", "site", "region", "admin2"})


@dataclass(frozen=True, slots=True)
class Within:
    """A length, and where in the sentence the thing begins that it is measured from."""

    metres: float
    target: int


def withins(text: str) -> list[Within]:
    """Return every "within N km of …" of a sentence."""
    found = []
    for measure in measures(text):
        after = _AFTER.match(text, measure.end)
        if after and _BEFORE.search(text, max(0, measure.start - 30), measure.start):
            found.append(Within(measure.high_m, after.end()))
    return found


def near(reader: Surroundings) -> list[Found]:
    """Return the places that a zone is said to lie within some distance of."""
    found = []
    for one in withins(reader.text):
        group = next((g for g in reader.groups if 0 <= g.start - one.target <= _NEAR), None)
        if group is not None and (kind := _kind(group)) is not None:
            span = (group.start, group.end)
            country = group.countries[0] if kind == "country-border" and group.countries else None
            places = () if kind == "country-border" else places_of(group)
            found.append(Found(kind=kind, span=span, country=country, places=places, within_m=one.metres))
    return found


def measure_from(reader: Surroundings, found: Found) -> None:
    """Note how far from what was found the zone reaches, where the sentence says "within"."""
    for one in withins(reader.text):
        if found.span and found.span[0] <= one.target + _NEAR and one.target < found.span[1]:
            found.within_m = one.metres


def _kind(group: Group) -> WhereKind | None:
    if group.kinds <= {"country"}:
        return "country-border"
    if group.kinds <= {"water"}:
        return "river"
    if group.kinds <= DIVISIONS and group.end > group.mentions[-1].end:
        return "along-divisions"
    return "around" if group.kinds <= _POINTS | DIVISIONS else None
