"""Places of a zone that are no borders: divisions, lines from place to place, rivers, surroundings, parts of countries."""

import re
from dataclasses import replace

from buffermap.said.grammar.patterns import Pattern, has_cyrillic
from buffermap.said.values import NamedPlace, WhereKind
from buffermap.said.where.named import Group, as_place, in_latin
from buffermap.said.where.sides import is_stage
from buffermap.said.where.surroundings import DIVISIONS, POINTS, Found, Surroundings, direction_in, places_of
from buffermap.said.where.ties import river_after

_REACH = 40
_ENDS = POINTS | {"water"}
_BETWEEN = Pattern(
    r"(?:\bbetween|(?<!\w)(?:между|між))\s+(?:(?:the|cities|towns|villages|of|\w+(?:ами|ями))\s+)*[\"“«„]?$",
    re.IGNORECASE,
)
_TO = Pattern(
    r"[\s,]*(?:\w+\s+){0,5}?(?:to|up to|as far as|through to|до|к)\s+(?:the\s+|\w+\s+)?", re.IGNORECASE
)
_AND_THE = Pattern(r"\s+(?:and|и|і|та|й)\s+(?:the\s+)?", re.IGNORECASE)
_STRETCH = Pattern(r"(?<!\w)(?:лини|ліні|участк|ділян|рубеж|отрезк|відрізк)\w*\s+$", re.IGNORECASE)
_BORDER_END = Pattern(r"\s+(?:borders?|frontiers?|границ\w*|кордон\w*)(?!\w)", re.IGNORECASE)
_ALONG_THE = Pattern(r"\b(?:along|banks? of|sides? of|across) the\s+$", re.IGNORECASE)
_ALONG_SLAVIC = Pattern(r"(?<!\w)(?:вдоль|вздовж|уздовж)\s+$", re.IGNORECASE)
_AWAY = Pattern(
    r"\b(?:protect|shield|defend|keep|secur|safe|from)\w*\s+(?:\w+\s+){0,2}$|(?<!\w)(?:защи|захи|оборон|от|від)\w*\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_TYPED = Pattern(
    r"(?:\b(?:states?|provinces?|regions?|oblasts?|departments?|governorates?|districts?|counties) of\s+(?:the\s+)?"
    r"|(?<!\w)(?:област\w+|провинци\w+|провінці\w+|штат\w*|департамент\w*|мухафаз\w*)\s+)$",
    re.IGNORECASE,
)
_ON_WATER = Pattern(
    r"\bon\s+(?:the\s+)?$|\b(?:banks?|sides?|shores?|mouth|bend|course) of\s+(?:the\s+)?(?:[Rr]iver\s+)?$",
    re.IGNORECASE,
)
_AREA_NAME = Pattern(r"щин\w{1,3}$", re.IGNORECASE)
_ON = Pattern(
    r"\b(?:on|of|across|over) the\s+$|(?<!\w)(?:боці|стороне|сторону|части|частині|берег[уі]|склонах|схилах)\s+$",
    re.IGNORECASE,
)
_FOR = Pattern(
    r"\b(?:for|protect(?:s|ing)?|shield(?:s|ing)?)\s+(?:the\s+)?$|(?<!\w)(?:для|защит\w+|захист\w*|обезопас\w+|убезпеч\w+|прикр\w+)\s+$",
    re.IGNORECASE,
)
_HALF = Pattern(
    r"['’]s?\s+((?:far\s+)?(?:north|south|east|west)(?:-?(?:east|west))?)\b(?!-|ern)", re.IGNORECASE
)
_PART = Pattern(
    r"((?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|central|північн\w+|південн\w+|східн\w+|західн\w+|северн\w+|южн\w+|восточн\w+|западн\w+|севере|юге|востоке|западе|півночі|півдні|сході|заході)\s+(?:of\s+)?$",
    re.IGNORECASE,
)
_TURNED = Pattern(
    r"(?:, which)?\s+(?:(?:is|was|has been|being|now|will|would|could|might|soon)\s+)*"
    r"(?:(?:turned |made |converted )?into|(?:becom|became|form|remain)\w*|(?:lies?|lay|falls?|fell|ended up|sits?|(?:is|are|was|were) (?:now )?)\s*(?:in|inside|within))"
    r"\s+(?:(?:part|one) of )?(?:(?:a|an|the|its|what \w+ calls? (?:an?|the))\s+)?(?:[\w-]+\s+)?[\"“'‘]?"
    r"|\s+(?:(?:сейчас|теперь|уже|зараз|тепер|вже)\s+)?(?:(?:находит|оказал|остал|попада|попал|опинил|залиша|перебува|потрапи|превра|перетвор)\w+\s+)?(?:стал\w*|станет|стане|ста(?:в|ла|ло|ли)|в|у|на)\s+(?:(?:часть|частью|частиною|так называемую|так звану)\s+)?[«\"“„]?",
    re.IGNORECASE,
)
_THERE = Pattern(r"\bthere\b|(?<!\w)там(?!\w)", re.IGNORECASE)
_BANK = Pattern(
    r"\b(?:banks? of|river)\s+(?:the\s+)?$|(?<!\w)(?:берег\w*|березі|рек\w{1,2}|річк\w{1,2}|ріки)\s+$",
    re.IGNORECASE,
)


def lines(reader: Surroundings) -> list[Found]:
    """Read "from A to B" and "between A and B", "between A and the X border"."""
    found = [
        Found(kind="line", span=(group.start, group.end), places=places_of(group))
        for group in reader.groups
        if len(group.mentions) == 2
        and _is_end(group)
        and (_BETWEEN.search(reader.text, 0, group.start) or _is_stretch(reader, group))
    ]
    for origin in reader.groups:
        goal = next((g for g in reader.groups if 0 < g.start - origin.end < _REACH), None)
        if goal is None or not _leads_to(reader, origin, goal):
            continue
        border = _BORDER_END.match(reader.text, goal.end) if goal.kinds <= {"country"} else None
        if reader.tie(origin) == "between" and not border:
            continue  # two places between which a zone lies are one group
        both = origin.kinds | goal.kinds <= DIVISIONS
        if both or (_is_end(origin) and (border or _is_end(goal))):
            end = _edge(reader, goal, border.end()) if border else as_place(goal.mentions[0])
            span = (origin.start, border.end() if border else goal.end)
            found.append(Found(kind="line", span=span, places=(as_place(origin.mentions[0]), end)))
    return found


def _is_stretch(reader: Surroundings, group: Group) -> bool:
    """Whether two joined names are the ends of a stretch: "the Azaz-Jarablus zone", «на линии Суджа — Сумы»."""
    at_once = group.end < reader.start and not reader.text[group.end : reader.start].strip()
    return group.dashed and (at_once or _STRETCH.search(reader.text, 0, group.start) is not None)


def _leads_to(reader: Surroundings, origin: Group, goal: Group) -> bool:
    """Whether the words between two groups lead from one to the other."""
    words = {"from": _TO, "between": _AND_THE}.get(reader.tie(origin))
    return words is not None and words.fullmatch(reader.text, origin.end, goal.start) is not None


def _edge(reader: Surroundings, group: Group, end: int) -> NamedPlace:
    """Return "the Iraqi border" as the end of a line: by its words, without a point."""
    words = reader.text[group.start : end]
    return NamedPlace(surface=words, name=words, kind="region", country=group.countries[0])


def _is_end(group: Group) -> bool:
    """Whether a line may end there: at a place, a river, or a division called by its name alone, as its city is."""
    bare = group.end == group.mentions[-1].end
    return group.kinds <= (_ENDS | DIVISIONS if bare else _ENDS)


def divisions(reader: Surroundings) -> list[Found]:
    """Read "in the A and B regions"."""
    found = []
    for group in reader.groups:
        if is_stage(reader, group) or _is_the(reader, group):
            continue
        typed = (
            group.end > group.mentions[-1].end
            or _AREA_NAME.search(group.mentions[-1].surface)
            or _TYPED.search(reader.text, 0, group.start)
        )
        tied = reader.tie(group) != "none" or typed
        if group.kinds & DIVISIONS and tied and not _by_name(reader, group):
            into = _TURNED.fullmatch(reader.text, group.end, reader.start)
            found.append(
                Found(
                    kind="along-divisions",
                    span=(group.start, group.end),
                    places=places_of(group),
                    inside=group.countries if into else (),
                )
            )
    return _together(found)


def _by_name(reader: Surroundings, group: Group) -> bool:
    """Whether "around X" names a place that only happens to be a division too: no "region" stands with it."""
    last = group.mentions[-1]
    adjective = last.subtype == "adjective"
    return reader.tie(group) == "around" and group.end == last.end and not adjective


def _together(found: list[Found]) -> list[Found]:
    """Join division groups of one sentence that lie near each other ("in Sumy region and in Kharkiv region")."""
    joined: list[Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.span and one.span and one.span[0] - last.span[1] < 20:
            last.places = (*last.places, *one.places)
            last.span = (last.span[0], one.span[1])
        else:
            joined.append(one)
    return joined


def rivers(reader: Surroundings) -> list[Found]:
    """Read "along the Litani", "on both banks of the Dnipro"."""
    return [
        Found(kind="river", span=(group.start, group.end), places=_waters(group))
        for group in reader.groups
        if _is_the(reader, group)
        or river_after(reader.text, group)
        or (
            "water" in group.kinds
            and (reader.tie(group) != "none" or _ON_WATER.search(reader.text, 0, group.start))
        )
        or _BANK.search(reader.text, max(0, group.start - 20), group.start)
    ]


def _is_the(reader: Surroundings, group: Group) -> bool:
    """Whether "along the A", «вдоль А» names a river that a town is called after: nothing runs along a town."""
    if group.end > group.mentions[-1].end or not group.kinds <= {"settlement", "admin1", "admin2"}:
        return False
    town = group.kinds <= {"settlement"} and _ALONG_SLAVIC.search(reader.text, 0, group.start) is not None
    return town or _ALONG_THE.search(reader.text, 0, group.start) is not None


def _waters(group: Group) -> tuple[NamedPlace, ...]:
    """Return the rivers of a group; a town of the same name gives no more than its name."""
    return tuple(
        place
        if place.kind in {"water", "region"}
        else NamedPlace(surface=place.surface, name=in_latin(place.surface), kind="water")
        for place in places_of(group)
    )


def around(reader: Surroundings) -> list[Found]:
    """Read "around A", "near A", "in A" of places, and "in southern X" of countries."""
    found = []
    for group in reader.groups:
        tie = reader.tie(group)
        if is_stage(reader, group):
            continue
        near = tie in {"around", "along", "river"} and not reader.aside(group.start)
        if not (group.kinds <= POINTS or _by_name(reader, group)) or reader.distance(group.start) > near:
            continue
        follows = group.start > reader.start
        on_it = group.kinds <= {"region", "site"} and _ON.search(reader.text, 0, group.start)
        if tie in {"around", "along", "to", "river"} or (follows and (tie in {"inside", "from"} or on_it)):
            found.append(Found(kind="around", span=(group.start, group.end), places=places_of(group)))
    return [*found, *_parts(reader)]


def mentioned(reader: Surroundings) -> list[Found]:
    """Read "a zone that would swallow the Sumy region": the divisions of its clause, where nothing else says where."""
    found = [
        Found(
            kind="along-divisions",
            span=(group.start, group.end),
            places=places_of(group),
            inside=group.countries,
        )
        for group in reader.groups
        if group.kinds <= DIVISIONS
        and group.end > group.mentions[-1].end
        and group.start > reader.start
        and reader.distance(group.start) <= 1
        and not _AWAY.search(reader.text, 0, group.start)
    ]
    return _together(found)


def before(reader: Surroundings) -> list[Found]:
    """Read "houses in A are razed for the zone", "a zone for A": where nothing else says where."""
    return [
        Found(kind="around", span=(group.start, group.end), places=places_of(group))
        for group in reader.groups
        if (group.kinds <= {"settlement", "region", "site"} or (group.kinds <= DIVISIONS and _is_end(group)))
        and reader.distance(group.start) == 0
        and not is_stage(reader, group)
        and (_FOR.search(reader.text, 0, group.start) or reader.tie(group) == "inside")
    ]


def turned(reader: Surroundings) -> list[Found]:
    """Read "turns Rafah into a sterile zone", "Kupiansk lies in the gray zone", where nothing else says where."""
    return [
        Found(
            kind=_area_kind(group),
            span=(group.start, group.end),
            places=places_of(group),
            inside=group.countries if group.kinds <= DIVISIONS else (),
        )
        for group in reader.groups
        if group.kinds <= POINTS | DIVISIONS and _TURNED.fullmatch(reader.text, group.end, reader.start)
    ]


def there(reader: Surroundings) -> list[Found]:
    """Read "a security zone there": the last places that the sentence before names."""
    # before the zone "there" may name no place: "there will be a zone"
    found = _THERE.search(reader.text, 0 if has_cyrillic(reader.text) else reader.end)
    places = tuple(as_place(mention) for mention in reader.setting.before)
    if found is None or not places or reader.distance(found.start()):
        return []
    divisions = {place.kind for place in places} <= DIVISIONS
    return [Found(kind="along-divisions" if divisions else "around", span=found.span(), places=places)]


def _area_kind(group: Group) -> WhereKind:
    return "along-divisions" if group.kinds <= DIVISIONS else "around"


def _parts(reader: Surroundings) -> list[Found]:
    """Read "in southern Lebanon": a part of a country, as named, without an outline of its own."""
    found = []
    for group in reader.groups:
        part = _PART.search(reader.text, max(0, group.start - 40), group.start) or _HALF.match(
            reader.text, group.end
        )
        if (
            not part
            or not group.kinds <= {"country"}
            or reader.tie(group) not in {"inside", "from"}
            or reader.distance(group.start) > 1
        ):
            continue
        mention = group.mentions[0]
        span = (min(part.start(), mention.start), max(part.end(), mention.end))
        words = reader.text[slice(*span)].strip()
        place = replace(
            as_place(mention),
            surface=words,
            name=f"{_part_name(part[1])} {mention.name or mention.surface}",
            kind="region",
            geonameid=None,
        )
        found.append(Found(kind="around", span=span, places=(place,), inside=group.countries))
    return found


def _part_name(words: str) -> str:
    """Return a part in English: "northern" of «на півночі»."""
    direction = direction_in(words)
    return f"{direction}ern" if direction else words.lower()
