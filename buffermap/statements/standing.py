"""What is claimed of a zone's standing: the words that govern the zone phrase, outermost first.

"May be meant to carve out a zone" is a possibility, "ordered the army to create one" an order: among the
words left of the phrase in its clause the outermost governs. Where a phrase opens its clause, the words after it do.
"""

import re
from dataclasses import dataclass
from typing import cast

from buffermap.statements import clauses, lexicon
from buffermap.statements.patterns import Pattern, has_cyrillic
from buffermap.statements.values import Standing


@dataclass(frozen=True, slots=True)
class Found:
    """A standing, and the span of the words that say so."""

    standing: Standing
    start: int
    end: int


# Multiword cues that turn the meaning of a word inside them; they win over anything that they overlap.
_TURNED = lexicon.table("turned")
_ALL = lexicon.table("governing")
_GOVERNING = tuple(cue for cue in _ALL if cue.label != "stands")
_STANDS = tuple(lexicon.Cue("completed" if cue.label == "stands" else cue.label, cue.pattern) for cue in _ALL)
_GENERIC = lexicon.table("generic")
_DEMANDED = lexicon.pattern("governing", "demanded")
_NOUNS = Pattern(
    r"(?:plans?|planning|projects?|efforts?|attempts?|bids?|tasks?|preparations?|demands?|work|construction|creation|formation|funding|proposals?|ideas?|talks?|discussions?|decisions?|orders?|agreement|deal|pact)\b"
    r"|(?:план|работ|создани|строительств|предложени|иде[яиюей]|переговор|решени|приказ|вопрос|слух|попытк|задач|финансировани|формировани|спроб|завданн|фінансуванн|формуванн|питанн|чутк|роботи|робот|створенн|будівництв|пропозиці|іде[яїюєй]|рішенн|наказ|домовленіст)",
    re.IGNORECASE,
)
_REPORTED = Pattern(
    r"\b(?:said|told|announced|added|promised|vowed|stated|declared|explained|confirmed|noted|warned|claimed|insisted|reported)\b",
    re.IGNORECASE,
)
_PLAN = Pattern(
    r"\b(?:proposals?|plan|draft|initiative|blueprint|memorandum|roadmap|bill|scheme|outline|framework|formula|accord)\b|(?<!\w)(?:предложени|пропозиц|план|проект|проєкт|инициатив|ініціатив)\w*",
    re.IGNORECASE,
)
_QUESTION = Pattern(
    r"^\W*(?:will|would|could|can|might|is|are|does|do|чи|[\w-]+ ли)\b[^.!]*\?|^\W*(?:чи|\w{4,} ли)(?!\w)[^.!,]*$",
    re.IGNORECASE,
)
_LOCATED = Pattern(
    r"\b(?:in|inside|from|within|across|through|into|outside|leave|left|thanks to|despite|behind|beyond|patrol|patrols|enter|entered|entering)\s+(?:the|a|an|this|that)?\s*(?:\w+\s+)?[\"“‘'«]?$|(?<!\w)(?:в|во|у|из|з|із|через|поза|внутри|всередині)\s+[\"“«]?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
# irrealis whatever else is said: "had there been a zone", "without it the city would have fallen", «зона не спасла бы»
_COUNTERFACTUAL = Pattern(
    r"^\W*(?:Had|Were|Should)\s+(?!(?:he|she|they|we|you|it|I)\b.*\?)[^,?]{3,}|^\W*(?:imagine|suppose|picture)\b|\bwould(?! (?:never|not))(?:\s+\w+)? have (?:\w+ )?(?:been|\w+(?:ed|en|own|ept|ost|ade|one|ome|ght))\b|\bhad been\b[^.]*\bwould(?: not|n['’]t| never)? have\b"
    r"|^\W*To \w+[^,]*, [^.]*\bwould (?:need|have) to\b|\b(?:hypothetical|imaginary|theoretical(?:ly)?|in theory|(?:nobody|no one) would)\b"
    r"|гипотетич\w+|гіпотетич\w+|теоретич\w+|(?<!\w)если\s+бы(?!\w)|(?<!\w)якби(?!\w)|(?<!\w)якщо\s+б(?!\w)|(?<!\w)будь\s+у|случись|представ(?:им|ьте)|уяв(?:імо|іть)"
    r"|(?<!\w)(?:пришлось|понадобил\w+|потребовал\w+|должн\w+ был\w*|довелося|знадобил\w+|мал[аои]|мав)\s+(?:бы|б|би)(?!\w)"
    r"|(?<!\w)(?<!котор\w\w )(?!мо[гж]|міг|хоте|хоті|хтіл|был|бул|след|стои|вар|слід|долж|предпоч|нужн)[а-яіїєґё]{3,}(?:ла|л|ло|ли|лся|лась|лось|лись|в|вся)\s+(?:бы|б|би)(?!\w)"
    r"|(?<!\w)(?<!если )(?<!что)(?:бы|б|би)\s+(?:не\s+)?(?!мо[гж]|міг|хоте|хоті)[а-яіїєґё]{3,}(?:ла|л|ло|ли|в)(?!\w)",
    re.IGNORECASE,
)
_CONDITIONAL = Pattern(
    r"\b(?:if|unless|suppose|imagine|in the event)\b[^.]*\bwould\b|\bwould\b[^.]*\bif\b", re.IGNORECASE
)
_WITHOUT = Pattern(r"(?<!\w)(?:without|без)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_NOTHING = Pattern(
    r"[^.]*?(?:\b(?:there (?:can|will) be no|no (?:peace|truce|deal|talks)|(?:is|are|would be) (?:worthless|meaningless|pointless|impossible|unthinkable|not possible))\b|(?<!\w)(?:(?:не (?:будет|буде|может быть|може бути)|немає|нет)(?!\w)|бессмыслен|невозможн|неможлив|безглузд|не име\w+ смысла|не має сенсу))",
    re.IGNORECASE,
)
_PROMISED = Pattern(r"\b(?:promised|vowed|pledged|promises|vows|pledges)\b", re.IGNORECASE)
_ACTS = Pattern(
    r"would (?!not|n['’]t|never|take|need|require|be |become|have|mean|cost|make|only|support|consider|welcome|like)\w+",
    re.IGNORECASE,
)
_NEED = Pattern(r"would (?:\w+ )?(?:have|need) to\b", re.IGNORECASE)
# "the two sides would pull back": what an arrangement is to bring
_AGREED = Pattern(
    r"would (?:pull back|withdraw|leave|hand|be (?:emptied|patrolled|demilitari[sz]ed|policed|established|set up|divided|placed|monitored|overseen|cleared|drawn|carved)|move (?:back|away)|vacate|keep out|separate|steer clear)\b",
    re.IGNORECASE,
)
_UNDER_PLAN = Pattern(
    r"\W*(?:under (?:the|a|an|this|that|his|her|their|its) (?:[\w-]+ ){0,3}(?:plan|proposal|draft|blueprint|formula|initiative)|(?:согласно|по|згідно з|за) (?:[\w-]+ ){0,2}(?:план|проект|проєкт|замысл|задум|предложени|пропозиц)\w*)\b",
    re.IGNORECASE,
)
_DECREE = Pattern(
    r"\b(?:decree|law|order|resolution|bill|directive)\b[^.;]{0,60}\b(?:establish|creat|introduc|impos|declar|ban|set|clos|seal)\w*|указ\w*|постанов\w+|розпоряджен\w+",
    re.IGNORECASE,
)
_BY_DECREE = Pattern(
    r"\W*(?:by|under|with)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?(?:order|decree|law|resolution|edict)\b|\W*(?:постановлением|указом|решением|приказом|законом|рішенням|розпорядженням|наказом)\b",
    re.IGNORECASE,
)
_NO_ZONE = Pattern(r"\b(?:no|жодн\w+|ніяк\w+|никак\w+)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_TALKS = Pattern(
    r"\W*(?:\w+\s+){0,2}?(?:talks?|discussions?|negotiations?|debates?|speculation|rumou?rs?|переговор\w*|обсуждени\w+|обговоренн\w+|перемовин\w*|дискусс?и\w+|дискусі\w+|спор\w*|слух\w*|чутк\w*)\b",
    re.IGNORECASE,
)
_OVERRULES = frozenset({"under_way", "called_off", "denied"})
_TO_MAKE = Pattern(
    r"\W*(?:[\w’'-]+\s+){0,7}?(?:plans?|efforts?|attempts?|bids?|operations?|campaigns?|offensives?|moves?|projects?|drives?|work)\s+to\b|\W*(?:\w+\s+){0,3}?(?:план|попыт|усили|операци|спроб|зусил|операці)\w*\s+\w+(?:ть|ти)(?!\w)",
    re.IGNORECASE,
)
_ENDED = frozenset({"called_off", "denied"})
_OPENS = 20  # characters before the phrase that opens a sentence
_OWN_WINDOWS = 2  # left and right of the phrase in its own clause
_IF = Pattern(
    r"\b(?:if|unless|provided that|in case|in the event)\b|(?<!\w)(?:если|якщо|в случае|у разі)(?!\w)",
    re.IGNORECASE,
)
_NOMINAL = Pattern(
    r"\W*(?:(?:the|a|an|any|all|further|new|its|their|his|these|such|joint)\s+)*(?:[\w'’-]+\s+){0,2}?(?:plans?|planning|efforts?|attempts?|work|construction|creation|establishment|enlargement|expansion|formation|proposals?|ideas?|talks|discussions?|demands?|calls?|orders?|agreement)\b(?! to\b)"
    r"|\W*(?:\w+\s+)?(?:план|работ|создани|строительств|расширени|формировани|предложени|иде[яюи]|переговор|роботи|робот|створенн|будівництв|розширенн|формуванн|пропозиці|іде[яюї])\w*\s",
    re.IGNORECASE,
)
# "withdraw troops from the buffer zone" asks for no zone: it speaks of one that exists
_PRESUPPOSED = Pattern(
    r"\b(?:(?:withdr[ae]w\w*|pull\w*|remov\w+|dismantl\w+|expel\w*|evict\w*|deploy\w*|station\w*|crossed|cross(?:es|ing)?|posts?)\b[^.;:]{0,60}?\b(?:from|out of|inside|into|in|of|within)|(?:leave|leaves|left|leaving|quit|quits|vacat\w+|enter(?:s|ed)?))\s+(?:the|its|their|this|that)\s+(?:so-called\s+|[\w.]*\d[\w.-]*\s+){0,2}[\"“‘'«]?$"
    r"|(?<!\w)(?:вывод\w*|вывест\w*|вывел\w*|выведен\w*|отвод\w*|отвест\w*|убрать|убрал\w*|покин\w+|вивод\w*|вивест\w*|вивел\w*|вивед\w+|відвест\w*|відвод\w*|прибрат\w*|залиш\w+)\s+(?:\S+\s+){0,4}?(?:из|с|з|із|зі)\s+[«\"“]?$",
    re.IGNORECASE,
)
_DESCRIBED = Pattern(
    r"(?:,[^,]{2,60},)?(?:,\s+which|[\"”’]?)\s+(?:(?!the |it |they )\w+\s+){0,2}?would\s+(?:also\s+|then\s+|thus\s+)?(?:be(?! (?:of|an?|no|too|little|hard|impossible|useless|pointless|enough)\b)|run|cover|stretch|extend|lie|span|reach|include|follow|separate|begin|start|consist|measure|encompass|comprise|take in)\b",
    re.IGNORECASE,
)
_IN_EFFECT = Pattern(
    r"[^,.;]{0,40}?\b(?:would|will)(?: not|n['’]t| never)\s+(?!be (?:created|established|allowed|set)|exist|appear|happen)\w+",
    re.IGNORECASE,
)
_IDLE = Pattern(
    r"\s+(?:has|have|had|did|does|do)(?: not|n['’]t| never)\s+(?!been|exist|material|appear|come|happen|form|work|surviv|get|go|take|yet|agree)\w+",
    re.IGNORECASE,
)
_IN_NAME = Pattern(
    r"[a-z]\s+(?:[A-Z][\w-]+\s+|(?:of|for|the|and|on)\s+)*[A-Z][\w-]+\s+$|[а-яіїєґ»]\s+[А-ЯІЇЄҐ][\w-]+\s+$"
)
_ADJECTIVE = Pattern(
    r"(?:proposed|planned|possible|potential|promised|demanded|предлагаем\w+|планируем\w+|возможн\w+|запланирован\w+|пропонован\w+|можлив\w+)",
    re.IGNORECASE,
)
_ATTRIBUTE = Pattern(r"\W+(?:(?!(?:that|an?|the|to|for|of|что|що)\b)[\w-]+\W+){0,2}?", re.IGNORECASE)
_IF_PASSED = Pattern(
    r"\b(?:if|once|when) (?:passed|approved|adopted|agreed|ratified|implemented|signed|enacted)\b",
    re.IGNORECASE,
)
_RELATIVE = Pattern(
    r"\W*(?:which|who|that|where|whose|(?:в |на |о |у )?(?:котор\w+|як(?:ий|а|е|і|у|ого|ої|ому|ій|их)|где|де|що|что)\b)",
    re.IGNORECASE,
)
_MAYBE = Pattern(
    r"\W*(?:perhaps|maybe|possibly|probably|conceivably|возможно|вероятно|видимо|похоже|может быть|не исключено|по слухам|за чутками|неизвестно|не известно|невідомо|не відомо|it is (?:unclear|unknown|not clear)|можливо|ймовірно|імовірно|мабуть|схоже|не виключено)(?!\w)",
    re.IGNORECASE,
)
_RELATIVE_NEXT = Pattern(r"[^,.;]{0,40}?\b(?:that|which)\s+(?!would\b).*", re.IGNORECASE)
_LOCATIVE = Pattern(
    r"(?:зоне|зоні|зонах|зоны|зони|полосе|полосы|смузі|смуги|поясе|поясі|коридоре|коридорі|коридора|коридору)(?!\w)",
    re.IGNORECASE,
)
# who is in the zone, enters it or leaves it speaks of one that exists
_INSIDE = Pattern(
    r"\b(?:in|inside|into|within|through|across|enter(?:s|ed|ing)?|leav(?:e|es|ing)|left|from|(?<!stay )(?<!keep )(?<!kept )out of|edge of|violations? of)\s+(?:the|its|their|this|that)\s+(?:(?!future|planned|proposed|promised|possible|would-be)[\w’'.-]+\s+){0,2}[\"“‘'«]?$"
    r"|(?<!нуждается )(?<!заинтересован )(?<!\w)(?:в|во|у|из|із|з|зі)\s+(?:(?!будущ|майбутн|планир|запланов|предлага|предложен|пропонован|возможн|можлив)[\w-]+(?:ой|ей|ій|ої)\s+)?(?:так называем\w+\s+|так зван\w+\s+|эт\w+\s+|ці\w+\s+)?[«\"“]?$",
    re.IGNORECASE,
)
# a plain statement of fact, with no word of will, order or doubt: "the two armies keep a 2-km buffer"
_INDICATIVE = Pattern(
    r"\b(?:is|are|was|were|has|have|had|already|(?<=[a-z] )[a-z]{3,}ed|makes?|made|takes?|took|came|comes|puts?)\b"
    r"|(?<!\w)[а-яіїєґё]{3,}(?:(?:ет|ит|ют|ят|є|ить|ють|ять)(?:ся)?|ться|(?:[аиіуяе])(?:л|ла|ло|ли|в)(?:ся|сь|о)?)(?!\w)",
    re.IGNORECASE,
)
_DEFINITE = Pattern(r"\b(?:the|its|their|this)\s+(?:[\w-]+\s+){0,2}[\"“‘']?$", re.IGNORECASE)
_ANY_ZONE = Pattern(r"\b(?:that|any)\s+(?:an?\s+)?(?:[\w-]+\s+)?$", re.IGNORECASE)
_BANNED = Pattern(
    r"\b(?:bans?|banned|banning|forbids?|forbade|barr?(?:ed|s)|prohibit\w*)\b|вимага\w+|требу\w+|потребова\w+",
    re.IGNORECASE,
)
_SO_CALLED = Pattern(
    r"(?:\bso-called|(?<!\w)(?:так называем\w+|так зван\w+))\s+(?:[\w-]+\s+){0,2}?[\"“‘'«]?$", re.IGNORECASE
)
_DROPPED = Pattern(
    r"[^.;]*,\s+(?:has|have|had|was|were|is|are|will)\s+(?:\w+\s+)?(?:been\s+|be\s+)?(?P<cue>scrapped|dropped|abandoned|dismantled|abolished|lifted|removed|cancell?ed|called off|shelved|suspended|frozen|reversed|torn down|withdrawn)\b"
    r"|[^.;]*,\s+(?:был\w*\s+|було\s+)?(?P<slavic>(?:отмен|ликвидир|упраздн|свернут|скасова|ліквідова|згорнут|знят|снят)\w*)",
    re.IGNORECASE,
)
_PLAIN_FUTURE = Pattern(
    r"will|['’]ll|shall|буд\w+|прид[её]тся|доведеться|з['’ʼ]явит\w+|появится|созда\w+|створ\w+|\w+тим\w+|розшир\w+|расшир\w+|введ\w+|закри\w+|закро\w+|сформ\w+|побуд\w+|постро\w+|установ\w+|встанов\w+",
    re.IGNORECASE,
)


def find_standing(sentence: str, start: int, end: int) -> Found | None:
    """Return what is claimed of the zone whose phrase stands at ``start:end``, or None where nothing tells."""
    found = _framed(sentence, start, end) or _governed(sentence, start, end)
    if found is not None:
        return _seen_from(sentence, start, end, found)
    located = _LOCATED.search(sentence, 0, start) or _SO_CALLED.search(sentence, 0, start)
    if located:
        return Found("completed", located.start(), start)
    if _ANY_ZONE.search(sentence, 0, start):
        return None
    stated = (
        _DEFINITE.search(sentence, 0, start)
        or _INDICATIVE.search(sentence, 0, start)
        or _INDICATIVE.search(sentence, end)
    )
    return Found("completed", *stated.span()) if stated else None


def _framed(sentence: str, start: int, end: int) -> Found | None:
    """Return what the frame of the whole sentence says: a condition, a question, "no zone", troops that leave one."""
    counterfactual = _COUNTERFACTUAL.search(sentence)
    conditional = counterfactual or _CONDITIONAL.search(sentence)
    if conditional and _IF_PASSED.search(conditional[0]):
        return Found("possible", *conditional.span())
    if conditional and (counterfactual or not _TURNED[-1].pattern.search(sentence)):
        return Found("hypothetical", *conditional.span())
    without = _WITHOUT.search(sentence, 0, start)
    if without and _NOTHING.match(sentence, end):
        return Found("demanded", without.start(), end)  # "without a zone there will be no peace"
    question = _QUESTION.match(sentence)
    if question and end <= question.end():
        return Found("possible", *question.span())
    negated = _NO_ZONE.search(sentence, 0, start)
    if negated:
        return Found("denied", negated.start(), start)
    presupposed = _PRESUPPOSED.search(sentence, 0, start) or _inside(sentence, start, end)
    return Found("completed", presupposed.start(), start) if presupposed else None


def _inside(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """Return the words that put somebody or something into the zone, or take it out."""
    inside = _INSIDE.search(sentence, 0, start)
    if inside and (has_cyrillic(inside[0]) and not _LOCATIVE.search(sentence, start, end)):
        return None
    return None if inside and _BANNED.search(sentence, 0, inside.start()) else inside


def _seen_from(sentence: str, start: int, end: int, found: Found) -> Found:
    """Turn what the governing words give by where the zone stands in the sentence, and how surely it is said."""
    dropped = _DROPPED.match(sentence, end) if start <= _OPENS and found.standing not in _ENDED else None
    if dropped:  # "the strip that the army laid out in August, 500 m wide, has been scrapped"
        return Found("called_off", *dropped.span(dropped.lastgroup or 0))
    maybe = _MAYBE.match(sentence)
    if maybe and found.standing in {"planned", "hypothetical", "under_way"}:
        return Found("possible", maybe.start(), maybe.end())
    if found.standing == "hypothetical" and (described := _DESCRIBED.match(sentence, end)):
        return Found("proposed", described.start(), described.end())
    if found.standing == "denied":
        return _not_denied(sentence, end) or found
    if found.standing == "hypothetical" and (told := _RELATIVE_NEXT.match(sentence, end, found.start)):
        return (
            _governing(sentence, *told.span(), own=False) or found
        )  # "the zone that Baku demands would run"
    return found


def _not_denied(sentence: str, end: int) -> Found | None:
    """Return the standing where a zone is only said not to do something."""
    if effect := _IN_EFFECT.match(sentence, end):
        return Found("hypothetical", effect.start(), effect.end())  # "a zone would not stop drones"
    idle = _IDLE.match(sentence, end)
    return Found("completed", idle.start(), idle.end()) if idle else None  # "the zone has not stopped drones"


def _governed(sentence: str, start: int, end: int) -> Found | None:
    """Return the standing that the nearest governing words give, in the own clause or the ones beside it."""
    parts = clauses.spans(sentence)
    own = clauses.index_at(parts, start)
    windows = _windows(sentence, parts, own, start, end)
    left, right = windows[:_OWN_WINDOWS]
    found = _left_of(sentence, left, right) or _right_of(sentence, right)
    if found is not None:
        return _conditioned(sentence, found, before=found.start < start)
    for window in windows[_OWN_WINDOWS:]:
        found = _governing(sentence, *window, own=False)
        if found is not None:
            return _conditioned(sentence, found, before=window[0] < start)
    return None


def _left_of(sentence: str, left: tuple[int, int], right: tuple[int, int]) -> Found | None:
    """Return what the words left of the phrase say; where they are a noun or an attribute, those behind it go first.

    "Plans for a zone were dropped", "work on the zone continues", "a proposed strip was dropped".
    """
    if _TO_MAKE.match(sentence, *left):
        behind = _governing(sentence, *right, own=True, nouns=False)
        if behind and behind.standing in _OVERRULES:
            return behind  # "efforts to carve out a zone are gathering pace"
    nominal = _NOMINAL.match(sentence, *left) is not None
    behind = _governing(sentence, *right, own=True, nouns=False) if nominal else None
    if behind:
        talks = _TALKS.match(sentence, *left) if behind.standing == "under_way" else None
        return Found("possible", *talks.span()) if talks else behind
    found = _governing(sentence, *left, own=True)
    if found is None:
        return None
    if _is_attribute(sentence, found, left[1]):
        return (
            _governing(sentence, *right, own=True, nouns=False)
            or _governing(sentence, left[0], found.start, own=False)
            or found
        )
    if _NOUNS.match(sentence, found.start):
        return _governing(sentence, *right, own=False, nouns=False) or found
    return found


def _right_of(sentence: str, right: tuple[int, int]) -> Found | None:
    """Return what the words behind the phrase say, verbs before nouns: "the zone plan was dropped"."""
    return _governing(sentence, *right, own=True, nouns=False) or _governing(sentence, *right, own=True)


def _conditioned(sentence: str, found: Found, *, before: bool) -> Found:
    """Turn a standing by the plan, condition or decree that the sentence puts it under; ``before`` the zone's words."""
    condition = _IF.search(sentence)
    if found.standing in {"planned", "hypothetical"} and (draft := _UNDER_PLAN.match(sentence)):
        return Found("proposed", *draft.span())
    if found.standing == "hypothetical":
        return _irrealis(sentence, found, condition=condition is not None, before=before)
    if condition and found.standing == "planned" and _PLAIN_FUTURE.match(sentence, found.start):
        return Found("possible", condition.start(), condition.end())
    decree = _BY_DECREE.match(sentence) or (_DECREE.search(sentence, 0, found.end) if before else None)
    if decree and found.standing in {"completed", "planned", "under_way"}:
        return Found("ordered", decree.start(), decree.end())
    return found


def _irrealis(sentence: str, found: Found, *, condition: bool, before: bool) -> Found:
    """Turn "would" by who says so: a plan or an agreement proposes, a speaker plans or asks."""
    if plan := _PLAN.search(sentence, 0, found.start):
        return Found("proposed", plan.start(), plan.end())
    if condition:
        return found
    if (need := _NEED.match(sentence, found.start)) and _REPORTED.search(sentence):
        return Found("demanded", *need.span())  # "any deal would have to include a corridor, he said"
    would = before and _ACTS.match(sentence, found.start) and _REPORTED.search(sentence)
    if would or _REPORTED.search(sentence, 0, found.start) or _PROMISED.search(sentence):
        return Found("planned", found.start, found.end)
    agreed = _AGREED.match(sentence, found.start)
    return Found("proposed", *agreed.span()) if agreed else found


def _is_attribute(sentence: str, found: Found, start: int) -> bool:
    """Whether the words that govern are an attribute of the zone: "a proposed strip was dropped"."""
    return (
        _ADJECTIVE.fullmatch(sentence, found.start, found.end) is not None
        and _ATTRIBUTE.fullmatch(sentence, found.end, start) is not None
    )


def _windows(
    sentence: str, parts: list[tuple[int, int]], own: int, start: int, end: int
) -> list[tuple[int, int]]:
    """Return the stretches of text to look for governing words in, nearest first."""
    left, right = parts[own]
    windows = [(left, start), (end, right)]
    for step in range(1, len(parts)):
        if own - step >= 0:
            windows.append(parts[own - step])
        if own + step < len(parts):
            windows.append(parts[own + step])
    beside = windows[
        _OWN_WINDOWS:
    ]  # "the zone, which the Kremlin promised, never came": the main clause goes first
    return windows[:_OWN_WINDOWS] + sorted(
        beside, key=lambda span: _RELATIVE.match(sentence, *span) is not None
    )


def _first(cue: lexicon.Cue, sentence: str, left: int, right: int, *, nouns: bool) -> re.Match[str] | None:
    """Return the first match of a cue that is no part of a name ("the Institute for Border Studies")."""
    for match in cue.pattern.finditer(sentence, left, right):
        named = _IN_NAME.search(sentence, 0, match.start()) is not None and sentence[match.start()].isupper()
        if not named and (nouns or not _NOUNS.match(sentence, match.start())):
            return match
    return None


def _governing(sentence: str, left: int, right: int, *, own: bool, nouns: bool = True) -> Found | None:
    """Return the outermost cue between two positions: turning words first, tenses last and in the own clause only."""
    tables = (_TURNED, _STANDS, _GENERIC) if own else (_TURNED, _GOVERNING)
    for table in tables:
        found = [
            (match.start(), order, cast("Standing", cue.label), match.end())
            for order, cue in enumerate(table)
            for match in [_first(cue, sentence, left, right, nouns=nouns)]
            if match
        ]
        if not found:
            continue
        at, _, standing, until = min(found)
        if standing == "called_off":
            demand = _DEMANDED.search(sentence, left, at)
            if demand:  # "urged the government to abandon the zone"
                return Found("demanded", demand.start(), demand.end())
        return Found(standing, at, until)
    return None
