"""What a place that a sentence names is there for: where the zone lies, or who acts, speaks, is spared, compared.

Only some of the names of a zone's sentence say where the zone is. The others are its dateline, the agency that
reports, the capital where somebody speaks, the region that it is to shield, the zone elsewhere that it is likened to.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from buffermap.said.grammar.patterns import Pattern
from buffermap.said.values import Named, NameRole
from buffermap.said.where.named import OUTLET, Group, as_place
from buffermap.said.where.surroundings import (
    ACTS_AFTER,
    BORDERING,
    DIRECTION_AFTER,
    DIVISIONS,
    Surroundings,
    direction_in,
)
from buffermap.said.where.ties import Tie, border_after, owns_side, tie_of

# "GENEVA, Switzerland --", "MOSCOW, August 25 (Agency) -", «КИЕВ, 3 декабря. /АГ/.»
_COMPARED = Pattern(
    r"\b(?:like|unlike|similar to|akin to|modell?ed on|as (?:happened|seen|was|were|in the case of|it did)|along the lines of|reminiscent of"
    r"|compar\w+ (?:to|with)|the (?:example|precedent|model) of|examples?|models?|as opposed to|just as)\b[^.;]{0,80}$"
    r"|(?<!\w)(?:подобн\w+|похож\w+ на|наподобие|по образцу|по примеру|как (?:это )?(?:было|в случае)|в отличие от|схож\w+ (?:на|з)|на кшталт|за зразком|як (?:це )?(?:було|у випадку)|на відміну від)(?!\w)[^.;]{0,80}$",
    re.IGNORECASE,
)
_SPARED = Pattern(
    r"\b(?:so that|so as to|in order (?:to|that)|(?:zone|strip|belt|it|to|that|which|can|could|will|would|should|may) (?:better )?(?:protect|shield|defend|keep|prevent|stop|drive|push|throw|secure|spare|safeguard|cover|deny|guard|make)s?"
    r"|for the (?:safety|protection|defence|defense|security|sake|defending|shielding)|(?:protect|shield|guard|defend)(?:s|ing)|(?:safety|security|protection|defence|defense) of|away from|out of (?:reach|range) of|threat(?:s|en\w*)? to)\b[^;]*$"
    r"|(?<!\w)(?:чтобы|щоб|дабы|аби|задля|ради|для (?:защит|захист|безопасн|безпек|прикрыт|прикритт|оборон|обезопас|убезпеч)\w*|(?:защит|захист|прикры|обезопас|убезпеч|обезпеч)\w*|(?:защищ|захища|прикрива)\w+)(?!\w)[^;]*$",
    re.IGNORECASE,
)
# "but not in A", «но не из провинции А»
_EXCEPT = Pattern(
    r"\b(?:but|though) not (?:(?:in|from|to|of|along) )?(?:the )?(?:[\w-]+ ){0,2}$|\b(?:except|excluding|apart from) (?:for )?(?:the )?(?:[\w-]+ ){0,2}$"
    r"|(?<!\w)(?:но|а|але) не (?:(?:из|з|із|в|у|на|до) )?(?:\w+ ){0,2}$|(?<!\w)(?:кроме|за исключением|крім|за винятком)\s(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_RAIDED = Pattern(
    r"\b(?:incursions?|raids?|invasion|strikes?|attacks?|shelling|fights?|battles?|rockets? fired|drones?)\s+(?:in|into|on|of|at|for|against)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,2}$"
    r"|\b(?:entered|invaded|shelled|attacked|bombed|hit|struck|shelling|attacking|raiding|striking)\s+(?:the\s+)?$"
    r"|(?<!\w)(?:вторжен|вторгнен|рейд|удар|обстрел|обстріл)\w*\s+(?:(?:в|у|на|по)\s+)?(?:територ\w+\s+|территор\w+\s+)?$",
    re.IGNORECASE,
)
_ABOUT = Pattern(
    r"[^,.;:]{0,20}\s(?:to|for)\s+(?:watch|overs|monitor|discuss|talk|coordinat|supervis|run|manage|patrol|negotiat|plan|study|look after)\w*\s[^,.;:]{0,40}"
    r"|[^,.;:]{0,20}\s(?:чтобы|щоб|для)\s+(?:\w+\s+){0,2}(?:наблюд|следи|обсуд|обгов|координ|контрол|стеж|спостер)\w*\s[^,.;:]{0,40}",
    re.IGNORECASE,
)
_INSIDE = Pattern(r"\b(?:in|inside|within)\s+(?:the\s+)?$|(?<!\w)(?:в|во|у|на)\s+$", re.IGNORECASE)
# "in Moscow they call it", «в Києві назвали»: where somebody says something
_VOICE = Pattern(
    r"\s+(?:they |officials |people )?(?:says?|said|calls?|called|speaks?|spoke|talks?|denied|believes?)\b"
    r"|\s+(?:\w+\s+)?(?:назыв|назива|назвал|говор|каж|сказал|заяв|счита|вважа|обеща|обіця|отрица|запереч|ответ|відпов|реаг)\w*",
    re.IGNORECASE,
)
_WITHIN = Pattern(r",?\s+(?:(?:in|of|near)|(?:в|во|у|на))\s+(?:the\s+)?|,\s+", re.IGNORECASE)
_LIMIT = Pattern(
    r"\b(?:as far as|up to|all the way to|right to|towards?|reach(?:es|ing) (?:to)?|step (?:to|towards?))\s+(?:the\s+)?(?:(?:town|city|village|river|edge|outskirts)\s+(?:of\s+)?)?[\"“'‘]?$"
    r"|(?<!\w)(?:аж до|вплоть до|в сторону|в направлении|у бік|в бік|у напрямку)\s+(?:(?:город|міст|сел|пос[её]лк)\w*\s+)?$",
    re.IGNORECASE,
)
_PREPOSED = Pattern(r"(?:in|on|at|near|along|в|во|у|на|біля|вдоль|вздовж|уздовж)\s", re.IGNORECASE)
_OPENS = Pattern(r",\s+(?:in|inside|along|where|which|and|в|у|на|вздовж|вдоль|де|где)\s", re.IGNORECASE)
_TIED = frozenset({"inside", "along", "around", "from", "to", "between", "river", "side"})


def named(reader: Surroundings, every: Sequence[Group]) -> Iterator[Named]:
    """Yield the places that a sentence names, with what each is there for, in the order of the sentence.

    Parameters
    ----------
    reader
        The sentence around its zone.
    every
        All groups of names in it, those of speakers and venues included.
    """
    last: tuple[NameRole, int] = ("actor", 0)
    for group in every:
        role = role_of(reader, group, dateline=reader.dateline)
        if last[0] == "venue" and _WITHIN.fullmatch(reader.text, last[1], group.start):
            role = "venue"  # "soldiers from Fort A in B"
        last = role, group.end
        apart = reader.distance(group.start)
        tie = "to" if _LIMIT.search(reader.text, 0, group.start) else _tie(reader, group)
        part = group.kinds <= {"country"} and direction_in(reader.text[: group.start][-40:])
        for mention in group.mentions:
            yield Named(
                place=as_place(mention),
                start=mention.start,
                end=mention.end,
                role=role,
                tie=tie,
                apart=apart,
                adjective=mention.subtype == "adjective",
                direction=part or None,
            )


def role_of(reader: Surroundings, group: Group, *, dateline: int = 0) -> NameRole:
    """Return what a group of names is there for: the first of the roles, the surest first, whose words fit."""
    text, at, end = reader.text, group.start, group.end
    tie = _tie(reader, group)
    bordering = BORDERING.search(text, 0, at) is not None
    typed = group.kinds <= DIVISIONS and end > group.mentions[-1].end
    tests: tuple[tuple[NameRole, Callable[[], object]], ...] = (
        ("dateline", lambda: end <= dateline),
        ("outlet", lambda: OUTLET.match(text, end)),
        ("compared", lambda: _after(_COMPARED, reader, group)),
        ("speaker", lambda: not bordering and _speaks(reader, group)),
        ("actor", lambda: ACTS_AFTER.match(text, end)),
        ("venue", lambda: reader.is_venue(group) or _is_seat(reader, group)),
        ("spared", lambda: _EXCEPT.search(text, 0, at)),
        ("border", lambda: tie == "border_with"),
        ("spared", lambda: not owns_side(text, group) and _after(_SPARED, reader, group)),
        ("raided", lambda: _RAIDED.search(text, 0, at)),
        ("place", lambda: typed and border_after(text, group)),  # "along the Kursk region's border"
        ("border", lambda: group.kinds <= {"country"} and DIRECTION_AFTER.match(text, end)),
        ("border", lambda: bordering or tie in {"border_with", "border_of"} or border_after(text, group)),
        ("place", lambda: tie in _TIED or typed or owns_side(text, group)),
    )
    return next((role for role, fits in tests if fits()), "actor")  # the later ones cost most


def _tie(reader: Surroundings, group: Group) -> Tie:
    """Return how a group is tied to the words before it; the reader knows it of most."""
    tie = reader.ties.get(group.start) or tie_of(reader.text, group)
    if tie == "border_of" and _INSIDE.search(reader.text, 0, group.start):
        return "inside"  # "along the border in the Kayes region": a part of it, no border of the region's own
    return tie


def _is_seat(reader: Surroundings, group: Group) -> bool:
    """Whether somebody does something about the zone there: "opened a staff in A to watch over the zone"."""
    if _tie(reader, group) == "inside" and _VOICE.match(reader.text, group.end):
        return True
    return group.end < reader.start and _ABOUT.fullmatch(reader.text, group.end, reader.start) is not None


def _speaks(reader: Surroundings, group: Group) -> bool:
    """Whether a group is part of who speaks; "In Volyn" is nobody's name."""
    return any(
        start <= group.start < end
        and not (_tie(reader, group) == "inside" and _PREPOSED.match(reader.text, start))
        for start, end in reader.setting.skip
    )


def _after(pattern: Pattern, reader: Surroundings, group: Group) -> bool:
    """Whether words like these govern a group: they stand before it, and neither the zone nor a new start between."""
    found = None
    at = reader.end if reader.end <= group.start else 0
    found = pattern.search(reader.text, at, group.start)
    if found is None:
        return False
    between = reader.text[found.start() : group.start]
    if group.start < reader.start and "," in between:
        return False
    return _OPENS.search(between) is None
