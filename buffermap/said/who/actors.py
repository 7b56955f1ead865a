"""Who orders, demands, plans or does: the subject of a verb that says so, where nobody is said to speak."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from buffermap.said.grammar import phrases, structure
from buffermap.said.grammar.patterns import Pattern, has_cyrillic
from buffermap.said.grammar.phrases import DETERMINERS
from buffermap.said.grammar.tokens import Token, tokens_of
from buffermap.said.grammar.verbs import ACT_EN, ACT_SLAVIC, PASSIVE, is_one, stands

_PASSIVE_BY = Pattern(
    r"\b(?:propos|order|demand|reject|plann?|announc|approv|suggest|declar|request|float|requir|recommend|creat|establish|claim|describ|report|promis|sought|"
    r"impos|agre|back|put forward|endors|given|issu|sign|taken|made)(?:ed)?\s+(?:\w+\s+){0,4}?by\s+",
    re.IGNORECASE,
)
_POSSESSED = Pattern(
    r"(?P<owner>(?:[A-Z][\w.-]*\s+){0,3}[A-Z][\w.-]*|[Tt]he \w+)['’]s?\s+(?:\w+\s+){0,3}?"
    r"(?:plans?|proposals?|demands?|orders?|calls?|idea|threats?|decisions?|refusal|promise|intention|offer|vow|pledge|insistence|announcement|statement|remarks|claims?|ambitions?|push)\b"
)
_OWNER = Pattern(r"(?P<owner>(?:[A-Z][\w.-]*\s+){0,3}[A-Z][\w.-]*)['’]s?\s+(?:[\w-]+\s+){0,2}$")
# "the corridor that Baku demands", "what Ankara calls its security corridor"
_TOLD_OF = Pattern(
    r"[^,.;]{3,90}?\b(?:that|which)\s+(?P<who>(?:the\s+)?[\w'’-]+(?:\s+[\w-]+)?)\s+(?:demand|reject|sketch|propos|want|seek|sought|call|order|plan|promis|claim|insist|announc|suggest|request|envisag|has|had)\w*\b"
)
_SO_CALLED_BY = Pattern(
    r"\bwhat\s+(?P<who>(?:the\s+)?[\w'’-]+(?:\s+[\w-]+)?)\s+(?:calls?|called|terms?|termed|describes?|described)\s[^,.;]{0,40}$"
)
_PLANNED_ZONE = Pattern(
    r"[\w\s-]{3,40}?\b(?:plans?|proposals?|ideas?|demands?|push|project|ambitions?)\b", re.IGNORECASE
)
_HEARS = Pattern(
    r"(?:(?:have|has|had)\s+been|is|are|was|were)\s+(?:told|ordered|asked|instructed|urged|warned|forced|barred|evacuated|required|deployed|stationed|killed|wounded|caught|trapped|resettled|displaced|arrested|detained|accused|allowed|banned)\b",
    re.IGNORECASE,
)
ANYBODY = frozenset({"they", "it", "he", "she", "we", "some", "many"})  # "what they call a zone"
_LEADING = frozenset(
    {
        "in",
        "on",
        "near",
        "at",
        "from",
        "to",
        "for",
        "across",
        "в",
        "во",
        "у",
        "на",
        "під",
        "под",
        "біля",
        "возле",
        "з",
        "із",
        "из",
    }
)
_PLACED = Pattern(r"(?:в|во|у|на)\s", re.IGNORECASE)
_DATIVE = Pattern(r"\w+(?:ам|ям|ові|еві)$")
_CONDITION = Pattern(r"(?:^|[,;])\W*(?:if|unless|если|якщо|якби)\s[^,;]*$", re.IGNORECASE)
_VERB_EN = Pattern(
    r"\w{2,}ed|has|have|had|is|are|was|were|will|would|may|might|could|must|can|does|did|do|set|sets|put|puts|built|builds|took|takes|made|makes|began|begins|drew|gave|gives|held|holds"
    r"|kept|keeps|threw|throws|fought|swept|struck|cut|won|lost|left|leaves|sent|said|says|wants|plans|seeks|sealed|froze|freezes|dug|withdrew|refuses|backs|eyes|mulls|weighs|tells|nears|drops|clears|controls?|keeps?|considers|pushes|presses|\w+(?:ises|izes|ates|ifies|ishes|lves|ends|ands|ects|uses)"
)
_VERB_SLAVIC = Pattern(
    r"[а-яіїєґё'’ʼ]{2,}(?:(?:ил|ал|ял|ел|ул|ыл|[её]л|ла|ли|ло)(?:сь|ся)?|(?:ает|яет|ует|ит|[её]т|ут|ют|ят|ат)(?:ся)?|(?:ив|ав|яв|ув|їв|ів)(?:ся|сь)?|(?:ає|яє|ує|ює|иє|іє|еть|ить|ять|ають|ують|юють|ають|уть|єть)(?:ся)?|(?:веде|введе|збудує))",
)
# Who does things on the ground and is not said to speak, order or want.
_HANDS = Pattern(
    r"\b(?:troops|soldiers|forces|army|armies|military|units|fighters|rebels)$"
    r"|(?<!\w)(?:войск\w*|арми[яи]|ВС|ВСУ|ЗСУ|военные|подразделени\w+|боевики|військ\w*|армі[яї]|підрозділ\w*|військові|бойовики|сили|силы)(?!\w)"
)
_ARMED = Pattern(
    r"(?<!\w)(?:войск|військ|боевик|бойовик|повстан|оккупант|окупант|ворог|противник|враг)\w*", re.IGNORECASE
)
_WILLS = frozenset({"plan", "propose", "demand", "order", "deny", "possible"})  # what only somebody does
_BUSY = Pattern(r"(?:is|are|was|were)\s+(?:\w+ly\s+|also\s+|now\s+|still\s+)?\w+ing\b", re.IGNORECASE)
_COPULA = Pattern(r"(?:is|are|was|were|remains?)\b", re.IGNORECASE)
_IS = Pattern(r"(?:is|was|are|were|has|would|will|remains?|may|might|could)\b")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The innermost voice of a claim: span in the sentence, whether in words of saying, and who passes it on."""

    start: int
    end: int
    said: bool
    by_start: int | None = None
    by_end: int | None = None


def find_actor(sentence: str, at: int) -> Speaker | None:
    """Who orders, demands, plans or does: the subject of the first such verb before the words, "by" after them."""
    slavic = has_cyrillic(sentence)
    tokens = tokens_of(sentence)
    passive = _PASSIVE_BY.search(sentence, at)
    if passive:
        span = phrases.noun_phrase_after(sentence, tokens, passive.end(), slavic=False)
        if span:
            return Speaker(*span, False)
    owner = _POSSESSED.search(sentence, 0, at) or (
        _OWNER.search(sentence, 0, at)
        if _PLANNED_ZONE.match(sentence, at)
        else None  # "Putin’s buffer zone plan"
    )
    willing = _willing(sentence, tokens, at, slavic=slavic)
    if willing is not None:
        return willing
    told = _TOLD_OF.match(sentence, at) or _SO_CALLED_BY.search(sentence, 0, at)
    if told and not phrases.is_thing(told["who"]) and told["who"].lower() not in ANYBODY:
        return Speaker(*told.span("who"), False)
    if owner and _is_foiled(sentence, owner.start("owner")):
        return None  # "the raid thwarted Oslo's plans"
    if owner and not phrases.is_thing(owner["owner"]):
        return Speaker(owner.start("owner"), owner.end("owner"), False)
    return _actor_behind(sentence, tokens, at) if slavic else None


def _willing(sentence: str, tokens: list[Token], at: int, *, slavic: bool) -> Speaker | None:
    """Return the subject of the first verb of will or doing among the clauses that govern the words."""
    act = ACT_SLAVIC if slavic else ACT_EN
    parsed = structure.parse(sentence)
    spans = structure.reach(parsed, at)
    acts = {op.first for op in parsed.operators if op.finite and not op.attribute and _WILLS & set(op.roles)}
    for index, token in enumerate(tokens):
        if token.start >= at:
            return None
        wills = index in acts
        named = wills or stands(act, sentence, token)
        if not named or not any(begin <= token.start < end for begin, end in spans):
            continue
        idle = _is_state(sentence, token, parsed) or _suffers(parsed, token.start)
        if idle or _no_act(sentence, tokens, index):
            continue
        to_do = index > 0 and tokens[index - 1].lower == "to"
        span = phrases.noun_phrase_before(sentence, tokens, index - to_do, slavic=slavic)
        if span is None or (not wills and _is_no_will(sentence[slice(*span)])):
            continue  # troops who lay a zone out say nothing of it
        if phrases.may_act(sentence[slice(*span)], sentence[token.start :]):
            return Speaker(*span, False)
    return None


def _actor_behind(sentence: str, tokens: list[Token], at: int) -> Speaker | None:
    """Return who stands behind a verb that ends a sentence: «зону запропонувало МАГАТЕ»."""
    for token in tokens:
        if token.start > at and is_one(ACT_SLAVIC, token.text):
            span = phrases.noun_phrase_after(sentence, tokens, token.end, slavic=True)
            ends = span is not None and span[1] >= len(sentence.rstrip(' .!»”"'))
            if (
                span
                and ends
                and (
                    sentence[span[0]].isupper()
                    or phrases.is_authority(sentence[slice(*span)])
                    or _ARMED.search(sentence, *span)
                )
            ):
                return Speaker(*span, False)
    return None


def find_subject(
    sentence: str, at: int, names: Sequence[tuple[int, int]], *, headline: bool = False
) -> Speaker | None:
    """Return the office, country or capital that opens a sentence and does something about the zone."""
    slavic = has_cyrillic(sentence)
    tokens = tokens_of(sentence)
    verb = _VERB_SLAVIC if slavic else _VERB_EN
    parsed = structure.parse(sentence)
    spans = structure.reach(parsed, at)
    for index in range(1, min(len(tokens), 9)):
        if tokens[index].start >= at or not (tokens[index].text[0].isalnum() or tokens[index].text == "-"):
            return None
        # "Seoul to keep buffer", "Thai army pressing on with security strip"
        word = tokens[index].lower
        to_do = not slavic and (word == "to" or (headline and word.endswith("ing")))
        to_do = to_do or (headline and word.endswith("s") and _name_before(names, tokens, index) is not None)
        if not (to_do or verb.fullmatch(tokens[index].text)):
            continue
        acts = any(begin <= tokens[index].start < end for begin, end in spans)
        if _is_state(sentence, tokens[index], parsed) or _suffers(parsed, tokens[index].start):
            return None
        if not acts or _HEARS.match(sentence, tokens[index].start):
            return None
        name = _name_before(names, tokens, index)
        span = phrases.noun_phrase_before(sentence, tokens, index, slavic=slavic)
        found = span if span is not None and _acts(sentence, span, names) else name
        return Speaker(*found, False) if found else None
    return None


def _suffers(parsed: structure.Parsed, at: int) -> bool:
    """Whether a verb at a position is passive: "have not been let into"."""
    return any(op.start == at and op.passive for op in parsed.operators)


def _is_hands(words: str) -> bool:
    """Whether a subject is troops who do things on the ground; "Jordan's army" is a body that acts for its country."""
    return _HANDS.search(words) is not None and "'s " not in words and "’s " not in words


def _is_foiled(sentence: str, at: int) -> bool:
    """Whether another ends what belongs to an owner named at a position."""
    return any(
        op.role == "end" and op.finite and not op.passive and op.start < at
        for op in structure.parse(sentence).operators
    )


def _is_no_will(words: str) -> bool:
    """Whether words before a verb of doing name nobody who wills it: troops, or where it is done (impersonal «ввели»)."""
    return _is_hands(words) or _PLACED.match(words) is not None


def _is_state(sentence: str, token: Token, parsed: structure.Parsed) -> bool:
    """Whether a verb says how somebody is and not what they do: "Norway is far from holding a zone"."""
    if not _COPULA.match(sentence, token.start) or _BUSY.match(sentence, token.start):
        return False
    willing = any(
        op.part == "adj" and op.start == token.start and _WILLS & set(op.roles) for op in parsed.operators
    )
    return not willing


def _acts(sentence: str, span: tuple[int, int], names: Sequence[tuple[int, int]]) -> bool:
    """Whether a subject is a place that acts for its country, an office, a person or an armed group."""
    words = sentence[slice(*span)]
    if phrases.is_thing(words) or _DATIVE.match(words) or _is_no_will(words):
        return False
    opens = any(span[0] <= start <= span[0] + 4 and end <= span[1] for start, end in names)
    return (
        opens
        or phrases.is_authority(words)
        or phrases.is_person(words)
        or _ARMED.search(sentence, *span) is not None
    )


def _name_before(names: Sequence[tuple[int, int]], tokens: list[Token], index: int) -> tuple[int, int] | None:
    """Return the place just before a verb, which acts for its country: "south of the Litani Israel holds"."""
    name = next((span for span in names if span[1] == tokens[index - 1].end), None)
    before = next((token for token in reversed(tokens) if name and token.end <= name[0]), None)
    # what a preposition or "and" leads to does not act
    leads = before is not None and (before.text[0].islower() or before.lower in _LEADING)
    return None if leads else name


def _no_act(sentence: str, tokens: list[Token], index: int) -> bool:
    """Whether a word is no act of its subject: "the plan", "the settlers were promised", "if Minsk agreed"."""
    start = tokens[index].start
    noun = index > 0 and (
        tokens[index - 1].lower in DETERMINERS or tokens[index - 1].lower.endswith(("'s", "’s"))
    )
    if (
        index > 1 and tokens[index - 1].lower == "to"
    ):  # "its refusal to accept", but not "Israel to expand zone"
        noun = not all(token.text[0].isupper() for token in tokens[: index - 1])
    following = tokens[index + 1].start if index + 1 < len(tokens) else len(sentence)
    noun = noun or (tokens[index].lower in phrases.NOUNS_TOO and _IS.match(sentence, following) is not None)
    return (
        noun
        or _HEARS.match(sentence, start) is not None
        or any(pattern.search(sentence, max(0, start - 200), start) for pattern in (PASSIVE, _CONDITION))
    )
