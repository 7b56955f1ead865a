"""Borders in a sentence: between which countries, along which divisions, whose, and which part."""

import re
from itertools import pairwise

from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.where.named import Group
from buffermap.said.where.neighbours import are_neighbours
from buffermap.said.where.sides import OURS, sided_countries
from buffermap.said.where.surroundings import (
    BORDERING,
    DIVISIONS,
    Found,
    Surroundings,
    direction_in,
    pairs_of,
    places_of,
    viewpoint,
)
from buffermap.said.where.ties import border_after, owns_side
from buffermap.said.where.within import withins

_BORDER = Pattern(
    r"\b(?:borders?|frontiers?|boundary|boundaries)\b(?!\s+(?:regions?|towns?|villages?|areas?|districts?|guards?|crossings?|posts?|zones?|belts?|strips?|cordons?|corridors?|fences?|security|communit\w+|territor\w+|studies|patrol|service|force))"
    r"|\bline(?=\s+(?:with|between|of (?:control|contact))\b)"
    r"|(?<!\w)(?:меж(?:а|і|у|ею)(?= (?:з|із)\b)|лини\w+ контроля|ліні\w+ контролю|(?:гос)?границ(?:а|ы|е|у|ей|ам|ах)?|рубеж(?:а|е|у|ом|ей|ах)?|(?:держ)?кордон(?:у|і|ом|ів|ах|ами|а)?|прикордонн(?:я|і|ю)|приграничь(?:е|я|ю|ем))(?!\w)",
    re.IGNORECASE,
)
_OWN = Pattern(
    r"(?:\b(?:its|their|his|her|our|common|shared|mutual|own)|(?<!\w)(?:сво\w{1,3}|наш\w{0,3}|их|её|его|їх\w*|її|його|спільн\w+|общ\w{2}|общей|совместн\w+|державн\w+))\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_CLOSE = 5
_WITH = Pattern(r"\s+(?:with|з|із|зі|с|со)\s+(?:the\s+)?", re.IGNORECASE)
_RIM = Pattern(
    r"(?:['’]s)?\s+(?:north|south|east|west)\w*(?:-?\w+)?\s+(?:territory|territories|edge|flank|rim|fringe|lands|frontier)\b",
    re.IGNORECASE,
)
_TOWARDS = Pattern(
    r"\b(?:reach(?:es|ing|ed)?|towards?|all the way to|as far as|cross(?:ed|es|ing)?|across|over)\s+(?:(?:the|its|their|\w+(?:ian|ish|ese|an|i))\s+){0,2}$",
    re.IGNORECASE,
)
_FROM = Pattern(
    r"\b(?:separat|divid|cut)\w*\b[^,.;]{1,60}?\b(?:off )?from\s+(?:the\s+)?$|(?<!\w)(?:отделя|відділя|відокрем)\w+[^,.;]{1,60}?\s(?:от|від)\s+$",
    re.IGNORECASE,
)
_LONE = Pattern(r"borders?|frontiers?|(?:гос)?границ\w*|(?:держ)?кордон\w*", re.IGNORECASE)
_BEYOND = Pattern(
    r"\b(?:(?:other|far|opposite) side of|beyond|across) (?:the|its)\s+$|(?<!\w)(?:другую|другой|іншого|інший|ту|той) \w+ $",
    re.IGNORECASE,
)
_AND = Pattern(
    r"\s+(?:and|и|і|та|й)\s+(?:(?:the|its)\s+)?(?:[\w-]+\s+){0,3}(?:(?:parts?|areas?|regions?|side) of\s+)?",
    re.IGNORECASE,
)
_THEM = Pattern(
    r"\bbetween (?:them|the two|both)\b(?! (?:armies|sides|forces|lines))|(?<!\w)(?:между ними|між ними|между двумя стран|між двома країн)",
    re.IGNORECASE,
)
_BORDER_ZONE = Pattern(r"\b(?:border|frontier)\b|(?<!\w)(?:при|по)?(?:гранич|кордонн)", re.IGNORECASE)
_BEYOND_IN = Pattern(
    r"\b((?:north|south|east|west)(?:-?(?:east|west))?) of (?:the |its )?(?:\w+ )?$", re.IGNORECASE
)
_BLOC = Pattern(r"\b(?:alliance|bloc|union|coalition|nato|eu)['’]s\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_SIDE_OF = Pattern(
    r"\bside of (?:the|its|their)\s+(?:\w+\s+)?$|(?<!\w)(?:сторон|бо[кц])\w+\s+$", re.IGNORECASE
)
_ZONE_WITH = Pattern(r"[\s\"”»’]+(?:with|against|с|со|з|із|зі)\s+(?:the\s+)?$", re.IGNORECASE)


def borders(reader: Surroundings) -> list[Found]:
    """Read every border that a sentence names."""
    found = []
    for noun in _BORDER.finditer(reader.text):
        if reader.start <= noun.start() < reader.end or _TOWARDS.search(reader.text, 0, noun.start()):
            continue
        one = _border(reader, noun)
        if one is not None:
            found.append(one)
    return [*found, *_zone_with(reader), *_next_to(reader)]


def _next_to(reader: Surroundings) -> list[Found]:
    """Read "the Russian regions bordering Ukraine", "a belt along Belarus": its border with who acts."""
    return [
        found
        for group in reader.groups
        if group.kinds <= {"country"}
        and reader.tie(group) in {"along", "river"}
        and BORDERING.search(reader.text, 0, group.start)
        and not (
            border_after(reader.text, group)
            or owns_side(reader.text, group)
            or _RIM.match(reader.text, group.end)
        )
        and (found := _with_other(reader, group.countries, (group.start, group.end)))
    ]


def _with_other(reader: Surroundings, countries: tuple[str, ...], span: tuple[int, int]) -> Found | None:
    """Return the border of some countries with the one that acts; theirs alone where none does."""
    if pairs := pairs_of(_other(reader, countries)[:1], countries):
        return Found(kind="border", span=span, pairs=pairs)
    return _country_border(countries, None, span)


def _zone_with(reader: Surroundings) -> list[Found]:
    """Read "the border strip with Iraq", "a security zone with Eritrea": between that country and another."""
    for group in reader.groups:
        if group.kinds <= {"country"} and _ZONE_WITH.fullmatch(reader.text, reader.end, group.start):
            found = _with_other(reader, group.countries, (reader.start, group.end))
            return [found] if found else []
    return []


def _border(reader: Surroundings, noun: re.Match[str]) -> Found | None:
    """Read one border by the names after it ("with X", "of A and B"), before it ("X's"), or who acts."""
    text, groups = reader.text, reader.groups
    owner = next(
        (g for g in groups if (m := border_after(text, g)) and m.start("noun") == noun.start()), None
    )
    after = next((g for g in groups if 0 <= g.start - noun.end() < 30), None)
    left = text[max(0, noun.start() - 40) : noun.start()]
    beyond = _BEYOND_IN.search(left)
    direction = direction_in(left) or (direction_in(beyond[1]) if beyond else None)
    begin = owner.start if owner else noun.start()
    found = _shared(reader, noun, after, begin) or _of_with(reader, after, begin)
    found = found or _facing(reader, owner, after, direction, begin)
    if found is not None:
        return found
    if owner:
        return _owned(reader, owner, direction, (begin, noun.end()))
    return None if _BLOC.search(left) else _unowned(reader, noun, direction)


def _shared(reader: Surroundings, noun: re.Match[str], after: Group | None, begin: int) -> Found | None:
    """Read "the border of the A, B and C regions", "the border between X and Y"."""
    if after is None or reader.tie(after) not in {"border_of", "between", "none"}:
        return None
    bare = after.end == after.mentions[-1].end
    if re.search(r"[^\w\s]", reader.text[noun.end() : after.start]) or (
        noun[0].lower() == "line" and bare and not after.kinds <= {"country"}
    ):
        return None  # "the line between A and B" of two towns
    span, countries = (begin, after.end), after.countries
    if after.kinds <= DIVISIONS:
        return Found(kind="along-divisions", span=span, places=places_of(after))
    if after.kinds <= {"admin2"}:
        return Found(kind="around", span=span, places=places_of(after))
    if len(countries) > 1:
        return Found(kind="border", span=span, pairs=pairs_of(countries[:1], countries[1:]))
    return None


def _facing(
    reader: Surroundings, owner: Group | None, after: Group | None, direction: str | None, begin: int
) -> Found | None:
    """Read "its border with X", and "the border of X" where another country acts."""
    if after is None or not after.countries:
        return None
    span, tie = (begin, after.end), reader.tie(after)
    if tie == "border_with":
        if after.kinds <= DIVISIONS:
            return Found(kind="along-divisions", span=span, places=places_of(after))
        own = (owner.countries if owner else ()) or _other(
            reader, after.countries, pools=_owners(reader, begin)
        )
    elif tie == "border_of" and owner is None and after.kinds <= {"country"}:
        own = () if direction else _other(reader, after.countries)
    else:
        return None
    if own and direction:
        return Found(
            kind="country-border",
            span=span,
            country=own[0],
            direction=direction,
            neighbour=after.countries[0],
        )
    if own:
        return Found(kind="border", span=span, pairs=pairs_of(own[:1], after.countries))
    return _country_border(after.countries, direction, span)


def _of_with(reader: Surroundings, first: Group | None, begin: int) -> Found | None:
    """Read «кордон Польщі з Білоруссю»: the border of one country with another."""
    if first is None or reader.tie(first) != "border_of" or not first.kinds <= {"country"}:
        return None
    for other in reader.groups:
        later = other.start > first.end and other.kinds <= {"country"}
        if later and _WITH.fullmatch(reader.text, first.end, other.start):
            pairs = pairs_of(first.countries[:1], other.countries)
            return Found(kind="border", span=(begin, other.end), pairs=pairs)
    return None


def _owned(reader: Surroundings, owner: Group, direction: str | None, span: tuple[int, int]) -> Found | None:
    """Read "the Russia-Ukraine border", "Russia's western border", "the Afghan border"."""
    countries = owner.countries
    if owner.kinds <= DIVISIONS:
        return Found(kind="along-divisions", span=span, places=places_of(owner))
    if len(countries) > 1:
        # "Lithuania seeks a belt on the Russia, Belarus borders"
        actors = tuple(c for c in reader.subjects if c not in countries)
        many = actors and reader.text[: span[1]].endswith("s")
        pairs = pairs_of(actors, countries) if many else pairs_of(countries[:1], countries[1:])
        return Found(kind="border", span=span, pairs=pairs)
    if not countries:
        return None
    inside = [
        c for g in reader.groups if reader.tie(g) == "inside" and g.kinds <= {"country"} for c in g.countries
    ]
    others = [c for c in dict.fromkeys((*inside, *sided_countries(reader))) if c not in countries]
    measured = any(abs(one.target - owner.start) < _CLOSE for one in withins(reader.text))
    if not (direction or others or measured):
        if owner.mentions[0].subtype is not None:
            others = list(_other(reader, countries, pools=_pools(reader)))
        elif not reader.text.startswith(("'", "’"), owner.end):  # "the Costa Rica border"
            others = list(_other(reader, countries, pools=[reader.subjects]))
    if others:
        if direction:
            return Found(
                kind="country-border",
                span=span,
                country=countries[0],
                direction=direction,
                neighbour=others[0],
            )
        pairs = tuple((b, a) for a, b in pairs_of(tuple(others), countries[:1]))
        return Found(kind="border", span=span, pairs=pairs)
    return _country_border(countries, direction, span)


def _unowned(reader: Surroundings, noun: re.Match[str], direction: str | None) -> Found | None:
    """Read "its southern border", "our borders", "along the border": whose is it by who acts or speaks."""
    text = reader.text
    own = _OWN.search(text, max(0, noun.start() - 40), noun.start())
    span = (own.start() if own else noun.start(), noun.end())
    sided = sided_countries(reader)
    subjects = reader.subjects or reader.setting.speakers
    if own and OURS.search(text, own.start(), noun.end()):
        subjects = reader.setting.speakers or reader.subjects
    if own or direction:
        if len(subjects) > 1 and not direction:
            return Found(kind="border", span=span, pairs=pairs_of(subjects[:1], subjects[1:2]))
        return _of_viewpoint(reader, subjects, direction, span, own=own is not None)
    across = tuple(c for c in subjects if c not in sided)
    if sided and across and _SIDE_OF.search(text, 0, noun.start()):
        return Found(kind="border", span=span, pairs=pairs_of(across[:1], sided))
    everybody = tuple(dict.fromkeys((*subjects, *sided, *(c for g in reader.groups for c in g.countries))))
    if any(g.kinds <= DIVISIONS and reader.tie(g) != "none" for g in reader.groups):
        return None
    if len(everybody) == 2 and are_neighbours(*everybody):
        return Found(kind="border", span=span, pairs=pairs_of(everybody[:1], everybody[1:]))
    return None


def _of_viewpoint(
    reader: Surroundings,
    subjects: tuple[str, ...],
    direction: str | None,
    span: tuple[int, int],
    *,
    own: bool,
) -> Found | None:
    """Read "its southern border", "the southern border": whose it is by where the countries spoken of lie."""
    pool = subjects or reader.setting.around[:1]
    if direction:
        pool = (*subjects, *reader.setting.speakers, *(() if own and subjects else reader.setting.around))
    pool = tuple(dict.fromkeys(pool))
    if not pool:
        return None
    owner, beyond = viewpoint(reader, pool, direction) if direction else (pool[0], None)
    neighbour = next((c for c in sided_countries(reader) if c != owner), beyond)
    return Found(kind="country-border", span=span, country=owner, direction=direction, neighbour=neighbour)


def rims(reader: Surroundings) -> list[Found]:
    """Read "along Ukraine's northern territory": the border on that side, seen from inside."""
    found = []
    for group in reader.groups:
        rim = _RIM.match(reader.text, group.end)
        if rim and reader.tie(group) in {"along", "river"} and group.kinds <= {"country"} and group.countries:
            direction = direction_in(rim[0])
            found.append(
                Found(
                    kind="country-border",
                    span=(group.start, rim.end()),
                    country=group.countries[0],
                    direction=direction,
                )
            )
    return found


def between(reader: Surroundings) -> list[Found]:
    """Read "between X and Y" of countries, "between Gaza and Egypt", "between them" of the two that act."""
    found = [
        Found(kind="border", span=(left.start, right.end), pairs=pairs_of(left.countries, right.countries))
        for left, right in pairwise(group for group in reader.groups if group.countries)
        if reader.tie(left) == "between"
        and _AND.fullmatch(reader.text, left.end, right.start)
        and not border_after(reader.text, right)
        and "country" in left.kinds | right.kinds <= {"country", "settlement", "admin1"}
        and len({*left.countries, *right.countries}) == 2
    ]
    if (them := _THEM.search(reader.text)) and len(reader.subjects) == 2 and are_neighbours(*reader.subjects):
        found.append(
            Found(kind="border", span=them.span(), pairs=pairs_of(reader.subjects[:1], reader.subjects[1:]))
        )
    return found + [
        Found(
            kind="border",
            span=(group.start, group.end),
            pairs=pairs_of(group.countries[:1], group.countries[1:]),
        )
        for group in reader.groups
        if reader.tie(group) == "between"
        and group.kinds <= {"country"}
        and len(group.countries) > 1
        and group.mentions[-1].subtype != "adjective"  # "between Russian and Ukrainian lines"
    ]


def separations(reader: Surroundings) -> list[Found]:
    """Read "separates its army from Kosovo", "divides Serbia from Kosovo": the border of those two."""
    for group in reader.groups:
        if (
            group.start > reader.start
            and group.kinds <= {"country"}
            and group.mentions[0].subtype != "adjective"
            and _FROM.search(reader.text, 0, group.start)
        ):
            own = _before_from(reader, group) or _other(reader, group.countries)
            if pairs := pairs_of(own[:1], group.countries):
                return [Found(kind="border", span=(group.start, group.end), pairs=pairs)]
    return []


def _before_from(reader: Surroundings, group: Group) -> tuple[str, ...]:
    """Return the country that is separated: "separates the held part of A from B"; the last named before "from"."""
    at = _FROM.search(reader.text, 0, group.start)
    own = [
        one
        for one in reader.groups
        if at and at.start() < one.start < group.start and one.kinds <= {"country"}
    ]
    codes = [code for one in reversed(own) for code in one.countries if code not in group.countries]
    return tuple(code for code in codes if any(are_neighbours(code, c) for c in group.countries))[:1]


def border_zones(reader: Surroundings) -> list[Found]:
    """Read "the Israel-Lebanon border zone", and "Thai, Cambodian troops face off in the border strip"."""
    phrase = (max(0, reader.start - 12), reader.end)
    noun = _BORDER_ZONE.search(reader.text, *phrase)
    if noun is None:
        return []
    owner = next((g for g in reader.groups if g.kinds <= {"country"} and g.end + 1 == noun.start()), None)
    countries = owner.countries if owner else reader.subjects
    named = tuple(dict.fromkeys(c for group in reader.groups for c in group.countries))
    if len(countries) != 2 and len(named) == 2 and are_neighbours(*named):
        countries = named  # "a border zone where neither Chad nor Libya may keep weapons"
    if len(countries) == 2:
        pairs = pairs_of(countries[:1], countries[1:])
        return [Found(kind="border", span=phrase, pairs=pairs)]
    found = _country_border(countries, None, phrase) if owner else None
    return [found] if found else []


def lone(reader: Surroundings) -> list[Found]:
    """Read "along the border" where the sentence, or the text around, speaks of one country only: it is that country's."""
    named = {c for g in reader.groups for c in g.countries} | {*reader.subjects, *reader.setting.speakers[:1]}
    countries = named or {*reader.setting.around}
    noun = next((one for one in _BORDER.finditer(reader.text) if _LONE.fullmatch(one[0])), None)
    if noun is None or _BEYOND.search(reader.text, 0, noun.start()):
        return []
    if len(countries) == 2 and not named and are_neighbours(*countries):
        left, right = sorted(countries)
        return [Found(kind="border", span=noun.span(), pairs=((left, right),))]
    if len(countries) != 1:
        return []
    one = _country_border((*countries,), None, noun.span())
    return [one] if one else []


def lines_with_names(reader: Surroundings) -> list[Found]:
    """Read "the Line of Control", "between the two Koreas": lines that everybody knows by their names."""
    found = []
    for cue in lexicon.table("lines"):
        if match := cue.pattern.search(reader.text):
            left, right = cue.label.split("-")
            named = {code for group in reader.groups for code in group.countries}
            if named and named.isdisjoint((left, right)):
                continue  # another country's "line of control"
            found.append(Found(kind="border", span=match.span(), pairs=((left, right),)))
    return found[:1]


def _other(
    reader: Surroundings, known: tuple[str, ...], *, pools: list[tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """Return the neighbours of the known countries in the first pool that has one: by default who acts, speaks, is near."""
    for pool in [*_pools(reader), reader.setting.around] if pools is None else pools:
        others = tuple(
            c for c in pool if c not in known and any(are_neighbours(*pair) for pair in pairs_of((c,), known))
        )
        if others:
            return others
    return ()


def _pools(reader: Surroundings) -> list[tuple[str, ...]]:
    """Return the countries that act, that speak, and that are named before the zone."""
    before = tuple(c for group in reader.groups for c in group.countries if group.start < reader.start)
    return [reader.subjects, reader.setting.speakers, before]


def _owners(reader: Surroundings, begin: int) -> list[tuple[str, ...]] | None:
    """Return whose "its own border with X" may be: who acts, else who the sentence names last before it; None without "its"."""
    if _OWN.search(reader.text, max(0, begin - 40), begin) is None:
        return None
    named = tuple(c for group in reversed(reader.groups) for c in group.countries if group.end <= begin)
    return [reader.subjects, named, reader.setting.speakers, reader.setting.around]


def _country_border(countries: tuple[str, ...], direction: str | None, span: tuple[int, int]) -> Found | None:
    if not countries:
        return None
    return Found(kind="country-border", span=span, country=countries[0], direction=direction)
