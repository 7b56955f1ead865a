"""Zone phrases in a sentence, and whether they speak of a zone on the ground or of something else.

Zone words are common ("buffer memory", "duty-free zone", "серая зона экономики"), so a phrase counts only with
enough around it: words that name a zone of security outright weigh most, then borders, depths, forces and named
places; words of other trades (computing, banking, farming, sport, museums) weigh against it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern, has_cyrillic, holding
from buffermap.said.standing.context import Cues, cues
from buffermap.said.values import WhatKind

_GAP = r"""[\s\u00a0"'“”„‘’«»,()-]+"""

_EN_STRONG = (
    r"buffer|security|secure|sanitary|truce|ceasefire|cease-fire|ground safety|safe|de-?militari[sz]ed|exclusion|neutral|separation|disengagement"
    r"|de-?escalation|(?:weapons?|arms|fire|army|military|troops?|drone|artillery|heavy-weapons)-free|depopulated"
)
_EN_WEAK = (
    r"gr[ae]y|safety|no-(?!one)[a-z]+(?:-[a-z]+)?|no-entry|no-access|no-fly|no-drone|militari[sz]ed|access-restricted|no-man['’]?s|dead|kill|protective|protection|protected|defensive|defen[cs]e|restricted|closed|forbidden"
    r"|prohibited|quarantine|border|frontier|military|withdrawal|evacuation|control|off-limits|sterile|clear|danger|fire|firing|free-fire|keep-out|stand-?off|interposition|peace|observation|surveillance|guarded|uninhabited|killing|patrol(?:led)?|controlled|monitored|policed|fenced|cleared"
)
_EN_FILLER = r"ground|joint|common|farming|fishing|free|economic|trade|humanitarian|special|temporary|international|UN|land|permanent|cross-border|mined|fortified"
_EN_HEAD = r"zones?|strips?|belts?|corridors?|cordons?|areas?|perimeters?|swath(?:e?s)?|lanes?|buffers?|area|territory"
_EN_BARE = (
    r"zones?|strips?|belts?|corridors?|cordons?|buffers?|bands?|perimeters?|fringe|ribbon|swathe?|sliver"
)
_EN = Pattern(
    rf"\b(?P<mods>(?:(?:{_EN_FILLER}){_GAP})?(?:{_EN_STRONG}|{_EN_WEAK}){_GAP}"
    rf"(?:(?:(?:and|or){_GAP})?(?:{_EN_STRONG}|{_EN_WEAK}|{_EN_FILLER}){_GAP}){{0,3}})(?P<head>{_EN_HEAD})\b"
    r"|\b(?P<whole>cordons? sanitaires?|DMZ|no[- ]man['’]?s[- ]lands?"
    r"|zones? of (?:security|safety|separation|exclusion|demilitari[sz]ation|disengagement)|areas? of (?:separation|limitation|disengagement))\b"
    rf"|\b(?P<bare>{_EN_BARE})\b",
    re.IGNORECASE,
)

_SL_STRONG = (
    r"буферн|сан[иі]тарн|безпеков|дем[иі]л[иі]таризован|нейтральн"
    r"|вільн\w+ від |свободн\w+ от |розмежувальн|разделительн|розділов|безпечн|безопасн"
)
_SL_WEAK = (
    r"сер(?=ая|ой|ую|ые|ых|ою)|сір(?=а|у|ої|ій|ою|і|их)|пригранич|прикордонн|пограничн|режимн|небезпечн|опасн|безлюдн|замінован|заминирован|нічийн|ничейн|обмежен|ограничен|спостереж|наблюдат|заборонн|заборонен|запретн|запрещ[её]нн|закрит|закрыт|охоронн|охранн|контрольн|контрольован|контролируем|ексте?риторі|экстерритори"
    r"|захисн|защитн|карантинн|ізоляційн|изоляционн|бездронов|м[её]ртв|военн|військов|оборон"
)
_SL_GENITIVE_STRONG = (
    r"безопасности|безпеки|отчуждения|відчуження|отселения|відселення|разграничения|розмежування|разъединения|роз['’]?єднання"
    r"|разведения|розведення|ограниченного доступа|обмеженого доступу|деэскалации|деескалації|демилитаризации|демілітаризації"
)
_SL_GENITIVE_WEAK = r"контроля|контролю|тишины|тиші|прикрытия|прикриття|защиты|захисту|обороны|оборони|тишины"
_SL_HEAD = (
    r"зон(?:а|ы|у|е|ой|ою|и|і|ам|ах|ами)?|полос(?:а|ы|у|е|ой|ою|ах|ам)?|полоск\w{1,3}|смуг(?:а|и|у|ою|ах|ам)?|смузі"
    r"|пояс(?:а|у|ом|е|і|ы|и|ов|ів)?|коридор(?:а|у|ом|е|і|ы|и|ов|ів)?|периметр(?:а|у|ом|е|і)?|кордон(?:а|у|ом|е|ы|і)?"
    r"|буфер(?:а|у|ом|е|і|ы|и)?|територі[яїєю]\w?|территори[яиюей]{1,2}"
)
_SL_BARE = (
    r"зон(?:а|ы|у|е|ой|ою|и|і)|полос(?:а|ы|у|е|ой|ою)|смуг(?:а|и|у|ою)|смузі|пояс(?:а|у|ом|е|і)?|коридор(?:а|у|ом|е|і)?"
    r"|кордон(?:а|у|ом|е)?|буфер(?:а|у|ом|е|і)?"
)
_SL_FILLER = (
    r"свободн|вільн|экономическ|економічн|особ|специальн|спеціальн|временн|тимчасов|наземн|совместн|спільн|международн|міжнародн"
    r"|постоянн|постійн|широк|узк|вузьк|сплошн|суцільн|общ"
)
_SL_ADJECTIVE = rf"(?:{_SL_STRONG}|{_SL_WEAK})\w*(?:{_GAP}(?:{_SL_FILLER})\w*){{0,2}}"
_SLAVIC = Pattern(
    rf"(?<!\w)(?P<mods>(?:{_SL_ADJECTIVE}{_GAP}(?:(?:и|і|та|й|или|або){_GAP})?){{1,3}})(?P<head>{_SL_HEAD})"
    rf"(?P<gen>\s+(?:{_SL_GENITIVE_STRONG}|{_SL_GENITIVE_WEAK}))?(?!\w)"
    rf"|(?<!\w)(?P<head2>{_SL_HEAD})(?P<gen2>[\s«»\"]+(?:так называемой\s+|так званої\s+)?"
    rf"(?:{_SL_GENITIVE_STRONG}|{_SL_GENITIVE_WEAK}))(?!\w)"
    rf"|(?<!\w)(?P<whole>(?:нічийн|ничейн)\w+\s+(?:земл|територі|территори)\w*)"
    rf"|(?<!\w)(?P<bare>{_SL_BARE})(?!\w)",
    re.IGNORECASE,
)
_VAGUE_HEAD = Pattern(
    r"^(?:security|safe|safety|gr[ae]y|secure|border|frontier)\W+(?:areas?|territory|bands?)$", re.IGNORECASE
)
_TRADE = Pattern(r"econom|trad|экономич|економічн|торгов|торгівел", re.IGNORECASE)
_STRONG = Pattern(
    rf"\b(?:{_EN_STRONG})\b|(?<!\w)(?:{_SL_STRONG})|(?<!\w)(?:{_SL_GENITIVE_STRONG})(?!\w)", re.IGNORECASE
)
_UKRAINIAN = Pattern(r"[іїєґІЇЄҐ]")
_MOST = 20  # phrases of one sentence that are weighed
# Looked up in the lower-case text, which is ten times quicker than one pattern over all.
_STEMS = (
    "zone", "strip", "belt", "corridor", "cordon", "buffer", "perimeter", "swath", " lane", "dmz", "fringe", "ribbon", "sliver", "s-land", "s land", " band",
    "зон", "полос", "смуг", "смуз", "пояс", "коридор", "кордон", "буфер", "периметр",
)  # fmt: skip
_AREA_STEMS = ("area", "territor", "територі", "территори")
_AREAS = Pattern(
    rf"\b(?:{_EN_STRONG}|{_EN_WEAK})\W+(?:area|territory)\b|\bareas? of (?:separation|limitation|disengagement)"
    r"|територі|территори",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonePhrase:
    """Words that name a zone: span in the sentence, kind, and how sure it is that a zone on the ground is meant."""

    start: int
    end: int
    words: str
    kind: WhatKind
    score: float
    anaphoric: bool = False


def may_hold_zones(text: str, sentences: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the sentences that hold any zone word: the cheap test before the costly ones."""
    areas = (n for n in holding(text, sentences, _AREA_STEMS) if _AREAS.search(text, *sentences[n]))
    return frozenset(holding(text, sentences, _STEMS)).union(areas)


def find_zones(
    sentence: str,
    *,
    named: int = 0,
    names: Sequence[tuple[int, int]] = (),
    after: WhatKind | None = None,
    at_border: bool = False,
) -> list[ZonePhrase]:
    """Return the phrases of a sentence that speak of a zone on the ground, in the order of the text.

    Parameters
    ----------
    sentence
        The text of one sentence.
    named
        How many places the sentence names: they make a zone on the ground likelier.
    names
        Spans of those of them that are no countries.
    after
        Kind of the zone that the sentences just before spoke of; "the zone" then means that one.
    at_border
        Whether the article is about a border of two countries: a belt of some width is then one along it.
    """
    context = cues(sentence, at_border=at_border)
    pattern = _SLAVIC if has_cyrillic(sentence) else _EN
    phrases = (
        _phrase(found, sentence, context, (named, names), after)
        for found in islice(pattern.finditer(sentence), _MOST)
    )
    return [phrase for phrase in phrases if phrase is not None]


_ANOTHER_BEFORE = Pattern(
    r"\b(?:similar|comparable|such|another|second|separate|different|rival|analogous)\s+(?:[\w-]+\s+){0,2}[\"“'‘]?$"
    r"|(?<!\w)(?:подобн|похож|аналогичн|аналогічн|схож|друг|інш|ещ[её] одн|ще одн|отдельн|окрем)\w*\s+(?:[\w-]+\s+){0,2}[«\"“„]?$",
    re.IGNORECASE,
)
_OLD_BEFORE = Pattern(
    r"\b(?:old|former|earlier|previous|historic|defunct|1\d{3})\s+[\"“'‘]?$|(?<!\w)(?:стар|бывш|колишн|прежн|минул)\w*\s+[«\"“„]?$",
    re.IGNORECASE,
)
_OWN_AFTER = Pattern(r"[\"”»’\s]+of (?:its|their) own\b", re.IGNORECASE)
_ANOTHER_AFTER = Pattern(
    r"\b(?:of (?:its|their) own\b[^.;]*\bon the (?:other|opposite|far) side)\b", re.IGNORECASE
)


def is_another(sentence: str, start: int, end: int, *, after: bool = False) -> bool:
    """Whether the words around a zone phrase say that it is another zone than the one spoken of: "a similar zone".

    ``after``: a zone was spoken of before, so that "the old zone" is not that.
    """
    before = sentence[max(0, start - 50) : start]
    if after and (_OLD_BEFORE.search(before) or _OWN_AFTER.match(sentence, end)):
        return True
    found = _ANOTHER_BEFORE.search(before)
    if found and re.match(r"such\b|друг", found[0], re.IGNORECASE):
        found = None  # "such a zone" is that zone
    return found is not None or _ANOTHER_AFTER.search(sentence, end) is not None


def kind_of(words: str) -> WhatKind:
    """Return the kind that the words of a zone phrase name; plain "zone" where they name none."""
    return cast(
        "WhatKind", next((cue.label for cue in lexicon.table("kinds") if cue.pattern.search(words)), "zone")
    )


def _purpose(sentence: str) -> WhatKind:
    """Return the kind of a plain "zone" by what it keeps out."""
    found = next((cue.label for cue in lexicon.table("purposes") if cue.pattern.search(sentence)), "zone")
    return cast("WhatKind", found)


def _phrase(
    found: re.Match[str],
    sentence: str,
    context: Cues,
    places: tuple[int, Sequence[tuple[int, int]]],
    after: WhatKind | None,
) -> ZonePhrase | None:
    named, names = places
    words = found[0]
    bare = found["bare"] is not None
    head = next(
        word for group, word in found.groupdict().items() if word and not group.startswith(("mods", "gen"))
    )
    if (
        (bare or not _STRONG.search(words))
        and head.lower().startswith("кордон")
        and _UKRAINIAN.search(sentence)
    ):
        return None  # the border, in Ukrainian
    strong = (not bare and bool(_STRONG.search(words)) and not _VAGUE_HEAD.search(words)) or (
        "whole" in found.re.groupindex and found["whole"] is not None
    )
    if not strong and _TRADE.search(words):
        return None
    anaphoric = bare and after is not None and context.points_back(found.start())
    score = _base(strong=strong, bare=bare, anaphoric=anaphoric) + context.score(
        found.start(), found.end(), bare=bare and not anaphoric
    )
    score += 0.5 * min(named, 2) + (1.0 if after is not None else 0.0)
    no_zone = after is None and (
        context.is_history() or not (strong or context.on_land(*found.span(), names))
    )
    kind = kind_of(words)
    if kind == "zone":
        kind = _purpose(sentence)
    needed = 1.5 if strong or bare or _VAGUE_HEAD.search(words) else 1.3
    if score < needed or no_zone:
        return None
    return ZonePhrase(
        start=found.start(),
        end=found.end(),
        words=words,
        kind=after if anaphoric and after else kind,
        score=score,
        anaphoric=anaphoric,
    )


def _base(*, strong: bool, bare: bool, anaphoric: bool) -> float:
    if anaphoric:
        return 2.0
    if strong:
        return 1.5
    return 0.0 if bare else 0.8
