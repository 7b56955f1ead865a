"""What one statement tells of its zone, sorted into what places, countries and numbers can mean."""

import re
from dataclasses import dataclass, replace
from itertools import combinations

from buffermap.said.grammar.patterns import Pattern
from buffermap.said.limits import is_kept, keeps_people
from buffermap.said.pointing import means_regions
from buffermap.said.values import Evidence, Named, NamedPlace, Statement
from buffermap.said.where.surroundings import direction_in
from buffermap.said.zones.geography import Pair, along, division_name, known, shared, touched
from gazetteer.text.names import fold

ENDED = frozenset({"denied", "called_off"})
# The border between the two that the text is about, without their names.
_BORDERED = Pattern(
    r"(?<!\w)(?:пограничн|прикордонн|приграничн)\w+ (?:\w+ ){0,2}(?:зон|полос|смуг|режим|пояс|територ|территор)\w*|"
    r"\b(?:ceasefire|demarcation|disengagement|armistice|administrative) line\b|\b(?:borders?|frontiers?)\b(?!\s+(?:guards?|crossings?|posts?|regions?|villages?|towns?))|\b(?:common|shared|mutual|joint|state|international|national) (?:\w+ )?(?:border|frontier|boundary)|\bbetween (?:the )?two (?:states|countries|neighbou?rs|nations|republics)\b"
    r"|\b(?:along|from|of|on|near|across) (?:the|their|its) (?:border|frontier)\b|\b(?:line of actual control|demarcation line)\b|\bsides? of (?:the|their) (?:\w+ )?(?:border|frontier|line)\b"
    r"|(?<!\w)(?:государственн|державн|общ|спільн)\w+ (?:(?:гос)?границ|кордон)|(?<!\w)(?:(?:гос)?границ|кордон)[аыеуиіоя]\w{0,3}(?!\w)|(?:между|між) дв\w+ (?:государств|стран|держав|країн|сосед|сусід)"
    r"|(?<!\w)(?:вдоль|вздовж|уздовж|від|от|по обе стороны|по обидва боки) (?:\w+ ){0,2}(?:(?:гос)?границ|кордон)",
    re.IGNORECASE,
)
_FARTHEST_M = 200_000.0  # nobody means a zone deeper than that; the number is of something else
# A line within a country: the front, or what parts its own armies.
_INLAND = Pattern(
    r"\bfree (?:trade|economic) zone\b|\bparts? of [^.;]{3,40} (?:from )?(?:that|which) [\w' ]{2,30}?(?:holds?|controls?|withdr[ae]w\w*|leaves?|cedes?)\b|\bDonbas\b|(?<!\w)Донбас|(?<!\w)част\w+ [^.;]{3,40}, (?:котор|як)\w+ [^.;]{0,30}(?:удержива|контролир|занима|утриму|контролю|займа)\w*|"
    r"\b(?:along|behind|of|from|near|on|at) the (?:\w+ )?(?:front|front ?lines?|line of contact|contact line|line of control)\b"
    r"|\b(?:part|separat|divid|between)\w* [^.;]{0,60}\b(?:rebels?|insurgents?|militants?|opposition|separatists?)\b[^.;]{0,60}\b(?:government|regime|army|loyalists?|troops)\b"
    r"|\b(?:part|separat|divid|between)\w* [^.;]{0,60}\b(?:government|regime|army|loyalists?|troops)\b[^.;]{0,60}\b(?:rebels?|insurgents?|militants?|opposition|separatists?)\b"
    r"|(?<!\w)(?:вдоль|вздовж|уздовж|от|від|за|до|к|на) (?:\w+ )?(?:лини|ліні)\w+ (?:фронт|соприкосновен|зіткнен|разграничен|розмежуван)",
    re.IGNORECASE,
)
_LABEL = Pattern(r"(?:[Zz]one|ZONE|[Зз]он\w{1,2})\s[«\"“„']?([A-D1-9А-Д])(?!\w)")
_CLOSE = 30
_DIRECTION = Pattern(r"(?:North|South|East|West)(?:ern)?|Upper|Lower")
_BEGINS = 5  # letters of a division's name that its adjective keeps
_ELSEWHERE = frozenset({"dateline", "outlet", "compared", "venue"})
_NOT_THERE = _ELSEWHERE | {"spared", "raided"}
_WEIGHTS = {"border": 2.0, "place": 1.5, "actor": 1.0, "speaker": 0.8, "spared": 0.8, "raided": 0.6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division that a statement may place its zone in, and how sure that is."""

    place: NamedPlace
    code: str
    weight: float
    evidence: Evidence
    inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One statement's part in a zone.

    ``pairs`` are borders that its words name and that exist; ``owner`` the country whose border is meant, the other
    side open; ``divisions`` where it may lie; ``lands`` countries inside which; ``part`` a part of a country and its
    direction; ``others`` countries named beside, by weight.
    """

    statement: Statement
    pairs: tuple[Pair, ...]
    owner: str | None
    divisions: tuple[Division, ...]
    lands: tuple[str, ...]
    both: bool
    part: tuple[str, str] | None
    spot: NamedPlace | None
    line: bool
    bordered: bool
    shielded: tuple[str, ...]
    label: str | None
    inland: bool
    others: dict[str, float]

    @property
    def ended(self) -> bool:
        """Whether it says that there is no such zone, or no longer."""
        return self.statement.claimed is not None and self.statement.claimed.standing in ENDED

    @property
    def at_border(self) -> bool:
        """Whether it speaks of a border, named or not."""
        return bool(self.pairs or self.owner or self.bordered)

    @property
    def tells(self) -> bool:
        """Whether it says anything of where the zone is."""
        return bool(
            self.pairs or self.owner or self.divisions or self.lands or self.part or self.spot or self.line
        )

    @property
    def depth(self) -> tuple[float | None, float | None] | None:
        """Low and high end of the depth in metres, None where no number is said."""
        depth, where = self.statement.depth, self.statement.where
        if depth is None or depth.high_m is None:
            within = where.within_m if where.kind in {"border", "country-border", "along-divisions"} else None
            return None if within is None or within > _FARTHEST_M else (None, within)
        low = depth.low_m if depth.kind == "range" else None
        return None if depth.high_m > _FARTHEST_M else (low, depth.high_m)


def clue_of(statement: Statement) -> Clue:
    """Return what a statement tells of its zone."""
    divisions = tuple(_divisions(statement))
    where = statement.where
    pairs = [shared(*pair) for pair in where.pairs]
    owner, other = (where.country, where.neighbour) if where.kind == "country-border" else (None, None)
    if owner and other:
        pairs.append(shared(owner, other))
    if not any(pairs):
        pairs += _beside_border(statement)
    lands = _lands(statement)
    part = _part(statement)
    kept = tuple(dict.fromkeys(pair for pair in _of_host(pairs, divisions) if pair and known(pair)))
    return Clue(
        statement=statement,
        pairs=kept,
        owner=owner,
        divisions=divisions,
        lands=lands,
        both=statement.side is not None and "both" in statement.side.countries,
        part=part,
        spot=None if kept or part or divisions else _spot(statement, lands),
        shielded=_shielded(statement),
        label=_label(statement),
        inland=is_inland(statement.sentence),
        bordered=_BORDERED.search(statement.sentence) is not None,
        line=where.kind == "line" and len(where.places) == 2,
        others=_others(statement),
    )


def _of_host(pairs: "list[Pair | None]", divisions: tuple[Division, ...]) -> "list[Pair | None]":
    """Return the borders of a third country with the two of a pair: "along the A and B borders in a region of C"."""
    hosts = {one.code.partition(".")[0] for one in divisions if one.inside}
    if len(hosts) != 1 or not pairs or any(pair and pair & hosts for pair in pairs):
        return pairs
    (host,) = hosts
    own = [shared(host, other) for pair in pairs if pair for other in sorted(pair)]
    return own if all(own) else pairs


def _label(statement: Statement) -> str | None:
    """Return the letter or number that a zone is called by: "Zone C" is another one than "Zone D"."""
    at = statement.what.evidence.start - statement.start
    found = min(_LABEL.finditer(statement.sentence), key=lambda one: abs(one.start() - at), default=None)
    return found[1] if found else None


def _shielded(statement: Statement) -> tuple[str, ...]:
    """Return the divisions that the zone is to shield, or whose towns: it lies across their border."""
    codes = (
        one.place.admin1_code
        for one in statement.named
        if one.role == "spared" and one.place.kind in {"admin1", "settlement"}
    )
    return tuple(dict.fromkeys(code for code in codes if code and "." in code))


def _beside_border(statement: Statement) -> list[Pair | None]:
    """Return the border that a sentence names by its two countries for something else: "25 km from the A-B border"."""
    found = [one for one in statement.named if one.role == "border" and one.place.kind == "country"]
    codes = dict.fromkeys(one.place.country for one in found if one.place.country)
    if len(codes) != 2 or abs(found[-1].start - found[0].end) > _CLOSE:
        return []
    return [shared(*codes)]


def _divisions(statement: Statement) -> "list[Division]":
    """Return the divisions where the zone may lie: by the reading of its words, and by what each name is there for."""
    own = [one for one in statement.named if one.place.kind == "admin1"]
    there = {one.place.admin1_code for one in own if one.role == "place" and one.tie != "to"}
    gone = {one.place.admin1_code for one in own if one.role in _NOT_THERE or one.tie == "to"} - there
    found: dict[str, Division] = {}
    where = statement.where
    if where.kind in {"along-divisions", "line"} and where.evidence is not None:
        for place in where.places:
            code = place.admin1_code
            if place.kind == "admin1" and code and code not in gone and touched(code):
                found[code] = Division(
                    place=place,
                    code=code,
                    weight=2.0,
                    evidence=where.evidence,
                    inside=any(one.tie == "inside" and one.place.admin1_code == code for one in own),
                )
    # "The authorities of the A region ordered people out of the border strip": it lies in A
    roles = {"place", "actor", "speaker"} if not there and _is_kept(statement) else {"place"}
    if statement.continues and means_regions(statement.what.words):
        roles.add("actor")
    for one in statement.named:
        code = one.place.admin1_code
        usable = one.place.kind == "admin1" and code and "." in code and one.role in roles and touched(code)
        if usable and code and code not in found and one.tie != "to":
            near = 1.5 if one.apart <= 1 else 0.7
            found[code] = Division(
                place=one.place,
                code=code,
                weight=near,
                evidence=evidence_at(statement, one.start, one.end),
                inside=one.tie == "inside",
            )
    kept = [one for one in found.values() if _is_plausible(statement, one.code.partition(".")[0])]
    if there and len({one.code.partition(".")[0] for one in kept}) > 1:
        # "in the Chernihiv region, to drive guns from the border with the Bryansk region": it lies in the first
        kept = [one for one in kept if one.code in there] or kept
    return kept


def _is_kept(statement: Statement) -> bool:
    """Whether a zone is one that the own country keeps people from."""
    words = statement.what.words
    return keeps_people(statement.sentence) or is_kept(words) or statement.what.kind == "exclusion"


def _is_plausible(statement: Statement, country: str) -> bool:
    """Whether a zone may lie in a country: not where the article names two neighbours, and never that country."""
    others = statement.countries
    sides = {code for pair in statement.where.pairs for code in pair}
    beside = bool(sides) and all(shared(country, code) for code in sides)
    return country in others or beside or not any(shared(*pair) for pair in combinations(sorted(others), 2))


def is_inland(sentence: str) -> bool:
    """Whether a sentence speaks of a line within a country: a front, what one army holds of a region."""
    return _INLAND.search(sentence) is not None


def unlisted_divisions(statement: Statement, pair: Pair) -> list[Division]:
    """Return the divisions that a sentence names in a form that the gazetteer does not list, by the border they touch.

    «В Хатлонской области» can only be the division of that beginning on the border that is spoken of.
    """
    found = []
    for one in statement.named:
        if one.role == "place" and (part := _DIRECTION.fullmatch(one.place.surface)):
            found += _coordinated(statement, pair, one, part[0])
            continue
        name = fold(one.place.name)[:_BEGINS]
        if one.place.kind != "admin1" or one.place.admin1_code or one.role != "place" or len(name) < _BEGINS:
            continue
        codes = [code for code in along(pair) if fold(division_name(code)).startswith(name)]
        if len(codes) == 1:
            place = replace(
                one.place,
                name=division_name(codes[0]),
                admin1_code=codes[0],
                country=codes[0].partition(".")[0],
            )
            evidence = evidence_at(statement, one.start, one.end)
            inside = one.tie == "inside"
            found.append(Division(place=place, code=codes[0], weight=1.5, evidence=evidence, inside=inside))
    return found


def _coordinated(statement: Statement, pair: Pair, one: Named, direction: str) -> list[Division]:
    """Return the division of "North and South Kivu" that is named by its direction alone."""
    whole = next((o for o in statement.named if o.start > one.end and o.place.admin1_code), None)
    words = statement.sentence[one.end - statement.start : whole.start - statement.start] if whole else ""
    if whole is None or words.strip(" ,") not in {"and", "or", "&"}:
        return []
    wanted = fold(f"{direction} {whole.place.name.partition(' ')[2]}")
    codes = [code for code in along(pair) if fold(division_name(code)) == wanted]
    evidence = evidence_at(statement, one.start, one.end)
    return [
        Division(
            place=replace(whole.place, name=division_name(code), admin1_code=code, surface=one.place.surface),
            code=code,
            weight=2.0,
            evidence=evidence,
            inside=whole.tie == "inside",
        )
        for code in codes
    ]


def evidence_at(statement: Statement, start: int, end: int) -> Evidence:
    """Return words of a statement's sentence as evidence."""
    own = statement.what.evidence
    return Evidence(
        start=start,
        end=end,
        text=statement.sentence[start - statement.start : end - statement.start],
        sentence_start=statement.start,
        sentence_end=statement.end,
        sentence=statement.sentence,
        speaker=own.speaker,
        voice=own.voice,
    )


def _lands(statement: Statement) -> tuple[str, ...]:
    """Return the countries inside which the zone is said to lie, without those that are named for something else."""
    side = statement.side.countries if statement.side else ()
    stated = [c for c in dict.fromkeys((*side, *statement.where.inside)) if c != "both"]
    roles: dict[str, set[str]] = {}
    for one in statement.named:
        if one.place.country:
            roles.setdefault(one.place.country, set()).add(one.role)
    gone = _NOT_THERE | ({"border"} if any(roles[c] >= {"place"} for c in roles) else set())
    kept = tuple(
        c for c in stated if (not roles.get(c) or not roles[c] <= gone) and _is_plausible(statement, c)
    )
    return kept if len(kept) == 1 else kept[:1] if _first_only(statement, kept) else kept


def _first_only(statement: Statement, lands: tuple[str, ...]) -> bool:
    return len(lands) > 1 and statement.side is not None and len(statement.side.countries) > 1


def _part(statement: Statement) -> tuple[str, str] | None:
    """Return the part of a country that a statement names ("southern Lebanon"): the country and the direction."""
    where = statement.where
    if where.kind in {"border", "along-divisions"}:
        return None
    for place in where.places:
        if place.kind == "region" and place.country and place.geonameid is None:
            direction = direction_in(place.name)
            if direction:
                return place.country, direction
    return next(
        (
            (one.place.country, one.direction)
            for one in statement.named
            if one.direction
            and one.place.country
            and one.role == "place"
            and one.tie in {"inside", "from"}
            and one.apart <= 1
        ),
        None,
    )


def _spot(statement: Statement, lands: tuple[str, ...]) -> NamedPlace | None:
    """Return the settlement that a zone is said to lie around, if it lies in the country that the words say."""
    where = statement.where
    if where.kind != "around":
        return None
    limits = {
        one.place.surface
        for one in statement.named
        if one.tie == "to" or one.role in _NOT_THERE or one.apart > 0
    }
    return next(
        (
            place
            for place in where.places
            if place.kind in {"settlement", "admin2", "site"}
            and place.surface not in limits
            and (not place.country or not lands or place.country in lands)
        ),
        None,
    )


def _others(statement: Statement) -> dict[str, float]:
    """Return the countries that a sentence names, by how much each may be a party to the zone."""
    found: dict[str, float] = {}
    for one in statement.named:
        code = one.place.country
        weight = _WEIGHTS.get(one.role, 0.0)
        if code and weight:
            found[code] = max(found.get(code, 0.0), weight)
    return found


def may_be_there(one: Named) -> bool:
    """Whether a name may say where the zone lies, more closely than a country does."""
    return one.role in {"place", "border"} and one.place.kind != "country" and not one.adjective
