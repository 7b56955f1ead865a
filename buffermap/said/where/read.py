"""Where a zone is said to be: a border, divisions, a line, a river, around a place, and inside which country."""

from buffermap.said.where.areas import around, before, divisions, lines, mentioned, rivers, there, turned
from buffermap.said.where.borders import (
    between,
    border_zones,
    borders,
    lines_with_names,
    lone,
    rims,
    separations,
)
from buffermap.said.where.geography import ruled
from buffermap.said.where.named import Group
from buffermap.said.where.roles import named as named_places
from buffermap.said.where.seats import divided
from buffermap.said.where.sides import set_sides
from buffermap.said.where.surroundings import Found, Setting, Surroundings
from buffermap.said.where.within import measure_from, near


def find_where(text: str, start: int, end: int, groups: list[Group], setting: Setting) -> Found:
    """Return where the zone whose phrase stands at ``start:end`` is said to be, and on which side.

    Parameters
    ----------
    text
        The sentence; ``groups`` have offsets in it.
    groups
        The places that it names.
    setting
        Who speaks, and which countries the text around is about.
    """
    groups = [divided(text, group, end, gazetteer=setting.gazetteer) for group in groups]
    reader = Surroundings(text, start, end, groups, setting)
    candidates = [
        *borders(reader),
        *rims(reader),
        *between(reader),
        *lines(reader),
        *divisions(reader),
        *rivers(reader),
        *near(reader),
        *around(reader),
    ]
    named = lines_with_names(reader)
    candidates = (
        candidates
        or named
        or separations(reader)
        or lone(reader)
        or before(reader)
        or mentioned(reader)
        or border_zones(reader)
        or turned(reader)
        or there(reader)
    )
    spanned = [one.span for one in candidates if one.kind == "line" and one.span]
    candidates = [
        one
        for one in candidates
        if one.kind == "line" or not any(_overlap(span, one.span) for span in spanned)
    ]
    order = {
        kind: rank
        for rank, kind in enumerate(
            ("border", "country-border", "line", "along-divisions", "river", "around")
        )
    }
    if any(one.kind == "along-divisions" and len(one.places) > 1 for one in candidates):
        candidates = [
            one for one in candidates if one.kind not in {"border", "country-border"}
        ]  # a part of it
    candidates.sort(key=lambda one: (reader.distance(one.span[0] if one.span else 0), order[one.kind]))
    found = candidates[0] if candidates else Found()
    if named and found.span and (_overlap(found.span, named[0].span) or found.kind == "along-divisions"):
        found = named[0]  # "between North and South Korea", "the Line of Control in Kashmir"
    set_sides(reader, found)
    measure_from(reader, found)
    found.named = tuple(named_places(reader, groups))
    ruled(text, found)
    return found


def _overlap(one: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]
