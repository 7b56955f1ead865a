"""Where a zone is said to be: a border, divisions, a line, a river, around a place, and inside which country."""

import re
from dataclasses import dataclass, field, replace

from buffermap.statements import clauses
from buffermap.statements.named import Group, as_place
from buffermap.statements.patterns import Pattern
from buffermap.statements.ties import Tie, border_after, owns_side, tie_of
from buffermap.statements.values import NamedPlace, WhereKind

_BORDER = Pattern(
    r"\b(?:borders?|frontiers?|boundary|boundaries)\b(?!\s+(?:regions?|towns?|villages?|areas?|districts?|guards?|crossings?|posts?|zones?|belts?|strips?|security|communit\w+|territor\w+))"
    r"|\bline(?=\s+(?:with|between|of (?:control|contact))\b)"
    r"|(?<!\w)(?:границ(?:а|ы|е|у|ей|ам|ах)?|рубеж(?:а|е|у|ом|ей|ах)?|кордон(?:у|і|ом|ів|ах|ами|а)?|прикордонн(?:я|і|ю))(?!\w)",
    re.IGNORECASE,
)
_DIRECTIONS = (
    (Pattern(r"\bnorth-?(?:ern)?[- ]?east|північно-східн|северо-восточн", re.IGNORECASE), "north-east"),
    (Pattern(r"\bnorth-?(?:ern)?[- ]?west|північно-західн|северо-западн", re.IGNORECASE), "north-west"),
    (Pattern(r"\bsouth-?(?:ern)?[- ]?east|південно-східн|юго-восточн", re.IGNORECASE), "south-east"),
    (Pattern(r"\bsouth-?(?:ern)?[- ]?west|південно-західн|юго-западн", re.IGNORECASE), "south-west"),
    (Pattern(r"\bnorth(?:ern)?\b|північ|север", re.IGNORECASE), "north"),
    (Pattern(r"\bsouth(?:ern)?\b|півден|півдн|юж|юге", re.IGNORECASE), "south"),
    (Pattern(r"\beast(?:ern)?\b|східн|сході|восто", re.IGNORECASE), "east"),
    (Pattern(r"\bwest(?:ern)?\b|захід|заході|запад", re.IGNORECASE), "west"),
)
_OWN = Pattern(
    r"(?:\b(?:its|their|his|her|our|common|shared|mutual|own)|(?<!\w)(?:сво\w{1,3}|наш\w{0,3}|их|её|его|їх\w*|її|його|спільн\w+|общ\w{2}|общей|совместн\w+|державн\w+))\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_OURS = Pattern(
    r"\b(?:our|my)\s+(?:\w+\s+)?(?:borders?|land|lands|soil|territory|country|side)|(?<!\w)наш\w{0,3}\s+(?:\w+\s+)?(?:земл\w*|границ\w*|кордон\w*|территори\w+|територі\w+|стран\w+|країн\w+|стороні|стороне|боці)",
    re.IGNORECASE,
)
_BOTH = Pattern(
    r"\b(?:on\s+)?(?:both|either|each)\s+(?:sides?|banks?)\b|\beach (?:side|bank) of\b|(?<!\w)(?:по|з|с|на)\s+об(?:е|а|их|еих|ох|оїх|идва)\w*\s+(?:сторон\w*|бок\w*|берег\w*|бер\w*)|(?<!\w)об(?:оих|еих|ох) (?:берег|сторон|бок)\w*|по обидва боки|обабіч|по обе стороны|с двух сторон|з двох боків",
    re.IGNORECASE,
)
_INSIDE_FIRST = Pattern(r"\W*(?:inside|in|within|on|в|у|на|всередині|внутри)\b", re.IGNORECASE)
_UKRAINIAN = Pattern(r"[іїєґ]", re.IGNORECASE)
_VENUE = Pattern(
    r"(?:\b(?:discussed|debated|said|announced|met|meeting|talks|signed|told|agreed|negotiated|conference|summit)"
    r"|(?<!\w)(?:обсужда\w+|обсуди\w+|встре\w+|переговор\w+|подписа\w+|обговор\w+|зустр\w+|підписа\w+))\s+(?:in|at|в|у|на)\s+$",
    re.IGNORECASE,
)
_RIM = Pattern(
    r"(?:['’]s)?\s+(?:north|south|east|west)\w*(?:-?\w+)?\s+(?:territory|territories|edge|flank|rim|fringe|lands|frontier)\b",
    re.IGNORECASE,
)
_UNDER = Pattern(
    r"\b(?:under|controlled by|held by|run by)\s+(?:the\s+)?[\w'’-]+(?:['’]s)?\s+(?:regime|control|rule|government|authorit\w+|army|forces)"
    r"|(?:под контролем|под властью|під контролем|під владою|подконтрольн\w+|підконтрольн\w+)\s+\w+(?:\s+\w+)?",
    re.IGNORECASE,
)
_KOREAS = Pattern(
    r"\b(?:two|both|between the) Koreas\b|(?<!\w)(?:двумя|двома|двух|двох|обеими|обома)\s+Коре\w+",
    re.IGNORECASE,
)
_PART = Pattern(
    r"((?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|central|північн\w+|південн\w+|східн\w+|західн\w+|северн\w+|южн\w+|восточн\w+|западн\w+|севере|юге|востоке|западе|півночі|півдні|сході|заході)\s+$",
    re.IGNORECASE,
)
_DIVISIONS = frozenset({"admin1"})
_POINTS = frozenset({"settlement", "site", "region", "admin2"})
_BANK = Pattern(
    r"\b(?:banks? of|river)\s+(?:the\s+)?$|(?<!\w)(?:берег\w*|рек\w{1,2}|річк\w{1,2}|ріки)\s+$", re.IGNORECASE
)
_IN_THAT = Pattern(r"\b(?:that|что|що)\b|,", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the words around a zone phrase tell of who speaks and acts.

    ``skip`` are spans that name who speaks, and so no place of the zone; ``subjects`` countries that act in the
    sentence, ``speakers`` those that its speaker speaks for, ``around`` those of the sentences before and the
    dateline, nearest first.
    """

    skip: tuple[tuple[int, int], ...] = ()
    speakers: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """Where and which side, with the spans of the words that say so."""

    kind: WhereKind = "unstated"
    span: tuple[int, int] | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    direction: str | None = None
    neighbour: str | None = None
    places: tuple[NamedPlace, ...] = ()
    inside: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    side_span: tuple[int, int] | None = None


@dataclass(slots=True)
class _Reader:
    """Reads one sentence around one zone phrase."""

    text: str
    start: int
    end: int
    groups: list[Group]
    setting: Setting
    clauses: list[tuple[int, int]] = field(default_factory=list)
    subjects: tuple[str, ...] = ()
    ties: dict[int, Tie] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clauses = clauses.spans(self.text)
        self.ties = {group.start: tie_of(self.text, group) for group in self.groups}
        self.subjects = self._subjects()
        self.groups = [group for group in self.groups if not self._skipped(group)]

    def _skipped(self, group: Group) -> bool:
        return any(start <= group.start < end for start, end in self.setting.skip)

    def _subjects(self) -> tuple[str, ...]:
        """Countries of the names before the phrase that no preposition ties down: they act."""
        acting = [
            country
            for group in self.groups
            if group.start < self.start
            and self.ties[group.start] == "none"
            and not owns_side(self.text, group)
            and border_after(self.text, group) is None
            for country in group.countries
        ]
        return tuple(dict.fromkeys(acting))

    def distance(self, at: int) -> int:
        """How many clauses lie between a position and the phrase."""
        return abs(clauses.index_at(self.clauses, at) - clauses.index_at(self.clauses, self.start))

    def tie(self, group: Group) -> Tie:
        return self.ties[group.start]


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
    reader = _Reader(text, start, end, groups, setting)
    candidates = [
        *_borders(reader),
        *_rims(reader),
        *_between(reader),
        *_lines(reader),
        *_divisions(reader),
        *_rivers(reader),
        *_around(reader),
    ]
    order = {
        kind: rank
        for rank, kind in enumerate(
            ("border", "country-border", "line", "along-divisions", "river", "around")
        )
    }
    candidates.sort(key=lambda one: (reader.distance(one.span[0] if one.span else 0), order[one.kind]))
    found = candidates[0] if candidates else Found()
    _set_sides(reader, found)
    return found


def _borders(reader: _Reader) -> list[Found]:
    found = []
    for noun in _BORDER.finditer(reader.text):
        if reader.start <= noun.start() < reader.end:
            continue
        one = _border(reader, noun)
        if one is not None:
            found.append(one)
    return found


def _border(reader: _Reader, noun: re.Match[str]) -> Found | None:
    """Read one border by the names after it ("with X", "of A and B"), before it ("X's"), or who acts."""
    text, groups = reader.text, reader.groups
    owner = next(
        (g for g in groups if (m := border_after(text, g)) and m.start("noun") == noun.start()), None
    )
    after = next((g for g in groups if 0 <= g.start - noun.end() < 30), None)
    direction = _direction(text[max(0, noun.start() - 30) : noun.start()])
    begin = owner.start if owner else noun.start()
    found = _shared(reader, noun, after, begin) or _facing(reader, owner, after, direction, begin)
    if found is not None:
        return found
    if owner:
        return _owned(reader, owner, direction, (begin, noun.end()))
    return _unowned(reader, noun, direction)


def _shared(reader: _Reader, noun: re.Match[str], after: Group | None, begin: int) -> Found | None:
    """Read "the border of the A, B and C regions", "the border between X and Y"."""
    if after is None or reader.tie(after) not in {"border_of", "between", "none"}:
        return None
    if re.search(r"[^\w\s]", reader.text[noun.end() : after.start]):
        return None
    span, countries = (begin, after.end), after.countries
    if after.kinds <= _DIVISIONS:
        return Found(kind="along-divisions", span=span, places=_places(after))
    if after.kinds <= {"admin2"}:
        return Found(kind="around", span=span, places=_places(after))
    if len(countries) > 1:
        return Found(kind="border", span=span, pairs=_pairs(countries[:1], countries[1:]))
    return None


def _facing(
    reader: _Reader, owner: Group | None, after: Group | None, direction: str | None, begin: int
) -> Found | None:
    """Read "its border with X", and "the border of X" where another country acts."""
    if after is None or not after.countries:
        return None
    span, tie = (begin, after.end), reader.tie(after)
    if tie == "border_with":
        if after.kinds <= _DIVISIONS:
            return Found(kind="along-divisions", span=span, places=_places(after))
        own = (owner.countries if owner else ()) or _other(reader, after.countries)
    elif tie == "border_of" and owner is None and after.kinds <= {"country"}:
        own = () if direction else _other(reader, after.countries)
    else:
        return None
    if own:
        pairs = _pairs(own[:1], after.countries)
        return Found(kind="border", span=span, pairs=pairs, direction=direction)
    return _country_border(after.countries, direction, span)


def _owned(reader: _Reader, owner: Group, direction: str | None, span: tuple[int, int]) -> Found | None:
    """Read "the Russia-Ukraine border", "Russia's western border", "the Afghan border"."""
    countries = owner.countries
    if owner.kinds <= _DIVISIONS:
        return Found(kind="along-divisions", span=span, places=_places(owner))
    if len(countries) > 1:
        return Found(kind="border", span=span, pairs=_pairs(countries[:1], countries[1:]))
    if not countries:
        return None
    inside = [
        c for g in reader.groups if reader.tie(g) == "inside" and g.kinds <= {"country"} for c in g.countries
    ]
    others = [c for c in inside if c not in countries]
    adjective = owner.mentions[0].subtype is not None
    if adjective and not direction and not others:
        others = list(_other(reader, countries, context=False))
    if others:
        if direction:
            return Found(
                kind="country-border",
                span=span,
                country=countries[0],
                direction=direction,
                neighbour=others[0],
            )
        return Found(kind="border", span=span, pairs=tuple((countries[0], other) for other in others))
    return _country_border(countries, direction, span)


def _unowned(reader: _Reader, noun: re.Match[str], direction: str | None) -> Found | None:
    """Read "its southern border", "our borders", "along the border": whose is it by who acts or speaks."""
    text = reader.text
    own = _OWN.search(text, max(0, noun.start() - 40), noun.start())
    span = (own.start() if own else noun.start(), noun.end())
    sided = _sided_countries(reader)
    subjects = reader.subjects or reader.setting.speakers
    if own and _OURS.search(text, own.start(), noun.end()):
        subjects = reader.setting.speakers or reader.subjects
    if own or direction:
        if len(subjects) > 1 and not direction:
            return Found(kind="border", span=span, pairs=_pairs(subjects[:1], subjects[1:2]))
        owner = (subjects or reader.setting.around)[:1]
        neighbour = next((c for c in sided if c not in owner), None)
        if not owner:
            return None
        return Found(
            kind="country-border", span=span, country=owner[0], direction=direction, neighbour=neighbour
        )
    everybody = tuple(dict.fromkeys((*subjects, *sided, *(c for g in reader.groups for c in g.countries))))
    if any(g.kinds <= _DIVISIONS and reader.tie(g) != "none" for g in reader.groups):
        return None
    if len(everybody) == 2:
        return Found(kind="border", span=span, pairs=_pairs(everybody[:1], everybody[1:]))
    return None


def _rims(reader: _Reader) -> list[Found]:
    """Read "along Ukraine's northern territory": the border on that side, seen from inside."""
    found = []
    for group in reader.groups:
        rim = _RIM.match(reader.text, group.end)
        if rim and reader.tie(group) in {"along", "river"} and group.kinds <= {"country"} and group.countries:
            direction = _direction(rim[0])
            found.append(
                Found(
                    kind="country-border",
                    span=(group.start, rim.end()),
                    country=group.countries[0],
                    direction=direction,
                )
            )
    return found


def _between(reader: _Reader) -> list[Found]:
    koreas = _KOREAS.search(reader.text)
    found = [Found(kind="border", span=koreas.span(), pairs=(("KR", "KP"),))] if koreas else []
    for group in reader.groups:
        if reader.tie(group) == "between" and group.kinds <= {"country"} and len(group.countries) > 1:
            span = (group.start, group.end)
            found.append(
                Found(kind="border", span=span, pairs=_pairs(group.countries[:1], group.countries[1:]))
            )
    return found


def _lines(reader: _Reader) -> list[Found]:
    found = [
        Found(kind="line", span=(group.start, group.end), places=_places(group))
        for group in reader.groups
        if reader.tie(group) == "between" and len(group.mentions) == 2 and group.kinds <= _POINTS
    ]
    origins = [g for g in reader.groups if reader.tie(g) == "from" and g.kinds <= _POINTS]
    for origin in origins:
        goal = next((g for g in reader.groups if 0 < g.start - origin.end < 40), None)
        if (
            goal
            and goal.kinds <= _POINTS
            and re.match(
                r"\s*(?:\w+\s+)?(?:to|up to|as far as|до)\b",
                reader.text[origin.end : goal.start],
                re.IGNORECASE,
            )
        ):
            places = (as_place(origin.mentions[0]), as_place(goal.mentions[0]))
            found.append(Found(kind="line", span=(origin.start, goal.end), places=places))
    return found


def _divisions(reader: _Reader) -> list[Found]:
    found = []
    for group in reader.groups:
        tied = reader.tie(group) != "none" or reader.text[group.mentions[-1].end : group.end].strip() != ""
        if group.kinds & _DIVISIONS and tied and not _by_name(reader, group):
            found.append(Found(kind="along-divisions", span=(group.start, group.end), places=_places(group)))
    return _together(found)


def _by_name(reader: _Reader, group: Group) -> bool:
    """Whether "around X" names a place that only happens to be a division too: no "region" stands with it."""
    last = group.mentions[-1]
    return reader.tie(group) == "around" and group.end == last.end


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


def _rivers(reader: _Reader) -> list[Found]:
    return [
        Found(kind="river", span=(group.start, group.end), places=_places(group))
        for group in reader.groups
        if ("water" in group.kinds and reader.tie(group) != "none")
        or _BANK.search(reader.text, max(0, group.start - 20), group.start)
    ]


def _around(reader: _Reader) -> list[Found]:
    found = []
    for group in reader.groups:
        tie = reader.tie(group)
        if _VENUE.search(reader.text, 0, group.start):
            continue
        if not (group.kinds <= _POINTS or _by_name(reader, group)) or reader.distance(group.start) > (
            tie in {"around", "along"}
        ):
            continue
        if tie in {"around", "along", "to", "river"} or (
            tie in {"inside", "from"} and group.start > reader.start
        ):
            found.append(Found(kind="around", span=(group.start, group.end), places=_places(group)))
    return [*found, *_parts(reader)]


def _parts(reader: _Reader) -> list[Found]:
    """Read "in southern Lebanon": a part of a country, as named, without an outline of its own."""
    found = []
    for group in reader.groups:
        part = _PART.search(reader.text, max(0, group.start - 40), group.start)
        if (
            not part
            or not group.kinds <= {"country"}
            or reader.tie(group) != "inside"
            or reader.distance(group.start) > 1
        ):
            continue
        mention = group.mentions[0]
        words = reader.text[part.start() : mention.end]
        place = replace(
            as_place(mention),
            surface=words,
            name=f"{_part_name(part[1])} {mention.name or mention.surface}",
            kind="region",
            geonameid=None,
        )
        found.append(Found(kind="around", span=(part.start(), mention.end), places=(place,)))
    return found


def _follows(reader: _Reader, group: Group) -> bool:
    """Whether a group in the next clause still belongs to the zone: a division, or ", inside X" at its beginning."""
    if group.start < reader.start:
        return False
    start, _ = reader.clauses[clauses.index_at(reader.clauses, group.start)]
    return bool(group.kinds & _DIVISIONS) or _INSIDE_FIRST.match(reader.text, start) is not None


def _part_name(words: str) -> str:
    """Return a part in English: "northern" of «на півночі»."""
    direction = _direction(words)
    return f"{direction}ern" if direction else words.lower()


def _set_sides(reader: _Reader, found: Found) -> None:
    """Fill in the country inside which, and the side, where the words say so."""
    both = _BOTH.search(reader.text)
    inside = _sided_countries(reader)
    if found.kind == "border":
        countries = {c for pair in found.pairs for c in pair}
        inside = tuple(c for c in inside if c in countries) or inside
    ours = _OURS.search(reader.text)
    if (
        not inside
        and ours
        and "order" not in ours[0].lower()
        and "кордон" not in ours[0]
        and "границ" not in ours[0]
    ):
        inside = reader.setting.speakers[:1] or (("UA",) if _UKRAINIAN.search(reader.text) else ())
        if inside:
            found.side_span = ours.span()
    found.inside = inside
    if both:
        found.side, found.side_span = ("both",), both.span()
    elif inside:
        found.side = inside
        if found.side_span is None:
            found.side_span = _side_span(reader)


def _sides(reader: _Reader) -> list[Group]:
    """Return the groups that say on whose side or inside which country the zone lies."""
    found = []
    for group in reader.groups:
        on_side = owns_side(reader.text, group) and group.kinds <= {"country"}
        if not group.countries or "water" in group.kinds:
            continue
        if border_after(reader.text, group) and not on_side:
            continue
        apart = reader.distance(group.start)
        # "in X" before the phrase, in another clause, rather says where somebody acts
        in_it = reader.tie(group) == "inside" and (apart == 0 or (apart == 1 and _follows(reader, group)))
        under = _UNDER.search(reader.text, 0, group.end + 12)
        held = under is not None and under.start() < group.start < under.end()
        owned = apart <= 1 and on_side
        if in_it and _VENUE.search(reader.text, 0, group.start):
            continue
        if owned or in_it or (held and apart <= 1):
            found.append(group)
    return found


def _sided_countries(reader: _Reader) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for group in _sides(reader) for c in group.countries))


def _side_span(reader: _Reader) -> tuple[int, int] | None:
    return next(((group.start, group.end) for group in _sides(reader)), None)


def _other(reader: _Reader, known: tuple[str, ...], *, context: bool = True) -> tuple[str, ...]:
    """Countries other than the known ones that act, speak or are spoken of, the nearest first."""
    pools = [reader.subjects, reader.setting.speakers]
    pools.append(tuple(c for g in reader.groups for c in g.countries if g.start < reader.start))
    if context:
        pools.append(reader.setting.around)
    for pool in pools:
        others = tuple(c for c in pool if c not in known)
        if others:
            return others
    return ()


def _pairs(own: tuple[str, ...], others: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a in own for b in others if a != b)


def _country_border(countries: tuple[str, ...], direction: str | None, span: tuple[int, int]) -> Found | None:
    if not countries:
        return None
    return Found(kind="country-border", span=span, country=countries[0], direction=direction)


def _places(group: Group) -> tuple[NamedPlace, ...]:
    return tuple(as_place(mention) for mention in group.mentions)


def _direction(left: str) -> str | None:
    words = " ".join(left.split()[-3:])
    return next((name for pattern, name in _DIRECTIONS if pattern.search(words)), None)
