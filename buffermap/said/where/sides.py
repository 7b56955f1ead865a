"""On which side of a border a zone is said to lie, and inside which country."""

import re
from collections.abc import Sequence

from buffermap.said.depth.measures import measures
from buffermap.said.grammar import clauses, lexicon
from buffermap.said.grammar.patterns import Pattern, has_cyrillic
from buffermap.said.where.named import Group
from buffermap.said.where.surroundings import (
    DIRECTION_AFTER,
    DIVISIONS,
    TERRITORIES,
    Found,
    Surroundings,
    direction_in,
)
from buffermap.said.where.ties import border_after, owns_side

OURS = Pattern(
    r"\b(?:our|my)\s+(?:\w+\s+)?(?:borders?|land|lands|soil|territory|country|side)|(?<!\w)наш\w{0,3}\s+(?:\w+\s+)?(?:земл\w*|границ\w*|кордон\w*|территори\w+|територі\w+|стран\w+|країн\w+|стороні|стороне|боці)",
    re.IGNORECASE,
)
# "officials on both sides said" are no place
_PEOPLE_ON = Pattern(
    r"\b(?:officials?|leaders?|diplomats?|commanders?|people|sources?|villagers?|negotiators?|mediators?|anger|losses|casualties|dead)\s+$"
    r"|(?<!\w)(?:чиновник|дипломат|источник|джерел|посадов|потер|втрат)\w*\s+$",
    re.IGNORECASE,
)
_BOTH = Pattern(
    r"\b(?:on\s+)?(?:both|either|each)\s+(?:sides?|banks?)\b|\b(?:north|south|east|west)\w* and (?:[\w.,-]+ (?:km|kilomet\w+|miles?|met(?:re|er)s) )?(?:(?:to )?the )?(?:north|south|east|west)\w* of\b|\beach (?:side|bank) of\b|\btheir (?:respective )?sides\b|(?<!\w)(?:по|з|с|на)\s+об(?:е|а|их|еих|ох|оїх|идва)\w*\s+(?:сторон\w*|бок\w*|берег\w*|бер\w*)|(?<!\w)об(?:оих|еих|ох) (?:берег|сторон|бок)\w*|по обидва боки|обабіч|в обе стороны|в обидва боки|по обе стороны|с двух сторон|з двох боків",
    re.IGNORECASE,
)
# who draws back from a border on either side: "both armies are to pull back", «по 3 км с каждой стороны»
_KEPT = lexicon.pattern("limits", "kept")
_EACH = lexicon.pattern("limits", "each")
_SIDE_OF_LINE = Pattern(
    r"(?:['’]s)?\s+side of (?:the|its|their|that)\s+(?:[\w-]+\s+)?(?:fence|border|frontier|line|barrier)\b"
    r"|\s+(?:сторон\w+|бок\w*|бік|боці)\s+(?:границ|кордон|забор|паркан)\w*",
    re.IGNORECASE,
)
_IN_IT = Pattern(
    r"\b(?:border|frontier)s?\s+in\s+(?:the\s+)?$|(?<!\w)(?:границ|кордон)\w*\s+(?:в|у|на)\s+$", re.IGNORECASE
)
_THERE = Pattern(r"\bthere\b|(?<!\w)там(?!\w)", re.IGNORECASE)
_ITS_SOIL = Pattern(
    r"\b(?:inside|into|in|on) (?:its|their) (?:own )?(?:territory|soil|land|country|side|bank)\b|(?<!\w)(?:на|по|з|із) (?:сво\w+|її|его|їхній|їх) (?:территории|території|земле|землі|стороне|сторону|стороні|боці|бік|боку)",
    re.IGNORECASE,
)
_INSIDE_FIRST = Pattern(
    r"\W*(?:(?:(?:up to|about|some|roughly|до)\s+)?[\d.,–-]+\s*[\w-]+\s+)?(?:deep )?(?:inside|into|in|within|on|в|у|на|вглубь|углиб|вглиб|всередині|внутри)\b",
    re.IGNORECASE,
)
_UKRAINIAN = Pattern(r"[іїєґ]", re.IGNORECASE)
_SIDED = DIVISIONS | {"country"}
# "opposite X", "between A and parts of X", "the raid into X": where the zone is not
_ELSEWHERE = Pattern(
    r"\b(?:opposite|facing|bordering|adjoining|adjacent to|next to)\s+$|\bbetween [^,.;]{3,40} and [^,.;]{0,40}$"
    r"|\b(?:incursions?|raids?|invasion|strikes?|attacks?|shelling)\s+(?:in|into|on|of)\s+(?:the\s+)?$"
    r"|\bunlike\s+(?:on|in|at)?\s*(?:the\s+)?$|(?<!\w)(?:в отличие от|на відміну від)\s+(?:\w+\s+)?$"
    r"|(?<!\w)(?:напротив|навпроти|граничащ\w+ с|межу\w+ з)\s+$|(?<!\w)(?:между|між) [^,.;]{3,40} (?:и|і|та|й) [^,.;]{0,40}$"
    r"|(?<!\w)(?:вторжен|вторгнен|рейд|удар|обстрел|обстріл)\w*\s+(?:(?:в|у|на|по)\s+)?(?:територ\w+\s+|территор\w+\s+)?$",
    re.IGNORECASE,
)
_INSIDE = Pattern(
    r"\b(?:inside|into|deep in)\s+(?:[\w-]+\s+){0,2}$|(?<!\w)(?:внутри|внутрь|вглубь|всередині|углиб|вглиб)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "in Lithuania's borderland", «в литовском приграничье»: on that country's side
_RIM_OF = Pattern(
    r"(?:['’]s)?\s+(?:(?:border (?:areas?|regions?|districts?|villages?|territory|zone)|borderlands?)\b|(?:прикордонн(?:і|я|ю)|приграничь\w+|пограничь\w+)(?!\w))",
    re.IGNORECASE,
)
# «має пролягати з боку Росії»: on its side; "an attack from the side of" is no side
_LIES_BY = Pattern(
    r"(?<!\w)(?:пролягат|пролега|лежа|розташ|располож|располаг|знаход|наход|проход|розміст|размест)\w*\s+(?:з|із|со|с|по)\s+(?:боку|стороны|бік|сторону)\s+$",
    re.IGNORECASE,
)
# "on the far side of the Syrian border", «по ту сторону сирийской границы»
_BEYOND = Pattern(
    r"\bon the (?:far|other|opposite) side of the\s+$|(?<!\w)(?:по|на|з) (?:ту|другую|той|тій|інший|иной) (?:сторону|стороне|бік|боці|боку)\s+$",
    re.IGNORECASE,
)
_RELATIVE = Pattern(r",?\s*(?:where|which|who|где|котор|де(?!\w)|як(?:а|ий|і|у|ої)(?!\w))", re.IGNORECASE)
_ASIDE = Pattern(
    rf"{_RELATIVE.source}|,\s*(?:along|on|near|at|opposite|вдоль|вздовж|уздовж|возле|біля|у|на)\s",
    re.IGNORECASE,
)
_COPULA = Pattern(r"\s[–—-]\s")
_UNDER = Pattern(
    r"\b(?:under|controlled by|held by|run by)\s+(?:the\s+)?[\w'’-]+(?:['’]s)?\s+(?:regime|control|rule|government|authorit\w+|army|forces)"
    r"|(?:под контролем|под властью|під контролем|під владою|подконтрольн\w+|підконтрольн\w+)\s+\w+(?:\s+\w+)?",
    re.IGNORECASE,
)


def set_sides(reader: Surroundings, found: Found) -> None:
    """Fill in the country inside which, and the side, where the words say so."""
    both = next(
        (one for one in _BOTH.finditer(reader.text) if not _PEOPLE_ON.search(reader.text, 0, one.start())),
        None,
    ) or (_EACH.search(reader.text) if _KEPT.search(reader.text) else None)
    sides = _sides(reader)
    inside = _countries(sides) or found.inside
    if found.inside == inside:
        found.side_span = found.span
    if found.kind == "border":
        countries = {c for pair in found.pairs for c in pair}
        inside = tuple(c for c in inside if c in countries) or inside
    ours = OURS.search(reader.text)
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
    its = None if inside else _ITS_SOIL.search(reader.text, reader.end)
    if its and (reader.setting.speakers or reader.subjects):
        inside, found.side_span = (reader.setting.speakers or reader.subjects)[:1], its.span()
    found.inside = inside
    if both:
        found.side, found.side_span = ("both",), both.span()
    elif inside:
        found.side = inside
        if found.side_span is None:
            found.side_span = next(((group.start, group.end) for group in sides), None)


def is_side(text: str, at: int) -> bool:
    """Whether "side of the fence" follows a name that ends at a position."""
    return _SIDE_OF_LINE.match(text, at) is not None


def _sides(reader: Surroundings) -> list[Group]:
    """Return the groups that say on whose side or inside which country the zone lies."""
    found = []
    for group in reader.groups:
        if not group.countries:
            continue
        on_side = owns_side(reader.text, group) and group.kinds <= {"country"}
        under = _UNDER.search(reader.text, 0, group.end + 12)
        held = under is not None and under.start() < group.start < under.end()
        lies = _LIES_BY.search(reader.text, 0, group.start) is not None
        if not (held or lies or _says_side(reader, group)):
            continue
        rim = reader.tie(group) == "inside" and _RIM_OF.match(reader.text, group.end) is not None
        beyond = _BEYOND.search(reader.text, 0, group.start) is not None
        if border_after(reader.text, group) and not (on_side or rim or beyond):
            continue
        if lies or beyond:
            return [group]
        # a list before the phrase is as near as its end: "In the A, B and C regions, a zone …"
        apart = reader.distance(group.end - 1 if group.end <= reader.start else group.start)
        apart -= apart > 0 and _is_told_of(reader, group)
        # "in X" before the phrase, in another clause, rather says where somebody acts
        in_it = (reader.tie(group) == "inside" or _IN_IT.search(reader.text, 0, group.start)) and (
            apart == 0 or (apart == 1 and _follows(reader, group)) or (apart == 2 and _goes_on(reader, group))
        )
        owned = (on_side or rim) and (apart == 0 or (apart == 1 and not reader.aside(group.start)))
        owned = owned or (on_side and apart == 2 and _after_aside(reader, group))
        aside = apart == 2 and _ASIDE.match(reader.text, group.end)  # "In X, where …, a zone"
        led = (apart == 1 or aside) and group.start < reader.start and _leads(reader, group)
        adjunct = reader.tie(group) == "none" and group.kinds <= {"country"} and _is_adjunct(reader, group)
        genitive = group.kinds <= DIVISIONS and _is_genitive(reader, group)
        there = (
            apart == 1
            and reader.tie(group) == "inside"
            and _THERE.search(reader.text, group.end, reader.start)
        )
        if owned or in_it or led or adjunct or genitive or there or (held and apart <= 1):
            found.append(group)
    return found


def _is_told_of(reader: Surroundings, group: Group) -> bool:
    """Whether a name stands in what is told of the zone itself: "a zone, which reaches into X", «в X — создание зоны»."""
    if group.start > reader.end:
        return _RELATIVE.match(reader.text, reader.end) is not None
    between = reader.text[group.end : reader.start]
    return "," not in between and len(list(_COPULA.finditer(between))) == 1


def _goes_on(reader: Surroundings, group: Group) -> bool:
    """Whether ", inside X" goes on after an aside: "a strip, checked by both states, inside X"."""
    start, _ = reader.clauses[clauses.index_at(reader.clauses, group.start)]
    return (
        group.start > reader.end and _INSIDE.match(reader.text[start : group.start].lstrip(" ,")) is not None
    )


def _after_aside(reader: Surroundings, group: Group) -> bool:
    """Whether only a measure in commas stands between: «вся она, шириной 25 км, лежала на … земле»."""
    between = reader.text[reader.end : group.start]
    return between.lstrip().startswith(",") and any(measures(between)) and between.count(",") == 2


def _says_side(reader: Surroundings, group: Group) -> bool:
    """Whether names of this kind say a side: countries and divisions do, "in Donbas" or "in Quneitra" do not."""
    if (
        "water" in group.kinds
        or DIRECTION_AFTER.match(reader.text, group.end)
        or reader.tie(group) == "between"
        or _ELSEWHERE.search(reader.text, 0, group.start)
    ):
        return False
    inside = _INSIDE.search(reader.text, 0, group.start) or _IN_IT.search(reader.text, 0, group.start)
    return group.kinds <= _SIDED or TERRITORIES.issuperset(group.countries) or inside is not None


def sided_countries(reader: Surroundings) -> tuple[str, ...]:
    """Return the countries on whose side or soil the zone is said to lie."""
    return _countries(_sides(reader))


def _countries(sides: Sequence[Group]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(country for group in sides for country in group.countries))


def _leads(reader: Surroundings, group: Group) -> bool:
    """Whether a division or a part of a country opens the sentence: "In the Kherson region, a zone …"."""
    typed = group.kinds <= DIVISIONS and group.end > group.mentions[-1].end
    part = group.kinds <= {"country"} and direction_in(reader.text[: group.start]) is not None
    return bool(
        (typed or part)
        and reader.tie(group) == "inside"
        and reader.text[group.end : group.end + 1] == ","
        and _INSIDE_FIRST.match(reader.text)
        and not reader.text[: group.start].count(",")
    )


def is_stage(reader: Surroundings, group: Group) -> bool:
    """Whether a sentence opens with where somebody speaks: "In Washington, an official said …"."""
    return (
        group.end < reader.start
        and group.end == group.mentions[-1].end
        and reader.text[group.end : group.end + 1] == ","
        and _INSIDE_FIRST.match(reader.text) is not None
        and "," not in reader.text[: group.start]
    )


def _is_genitive(reader: Surroundings, group: Group) -> bool:
    """Whether a division follows the zone at once: «в приграничной зоне Сумской области»."""
    return has_cyrillic(reader.text) and 0 < group.start - reader.end <= 2


def _is_adjunct(reader: Surroundings, group: Group) -> bool:
    """Whether a country's name stands right before the zone: "the Syria buffer zone"."""
    return (
        not has_cyrillic(reader.text)  # «Україні „смуга“» is for it, not in it
        and group.mentions[-1].subtype != "adjective"
        and group.end < reader.start
        and reader.text[group.end : reader.start].strip("\"'“‘«„ ") == ""
        and reader.text[: group.start].strip() != ""
    )


def _follows(reader: Surroundings, group: Group) -> bool:
    """Whether a group in the next clause still belongs to the zone: a division, or ", inside X" at its beginning."""
    if group.start < reader.start:
        return False
    start, _ = reader.clauses[clauses.index_at(reader.clauses, group.start)]
    return bool(group.kinds & DIVISIONS) or _INSIDE_FIRST.match(reader.text, start) is not None
