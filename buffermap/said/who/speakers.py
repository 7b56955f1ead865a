"""Who says it: attributions in a sentence, innermost first, and otherwise who orders, demands or does it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from buffermap.said.grammar import phrases, structure
from buffermap.said.grammar.patterns import Pattern, has_cyrillic
from buffermap.said.grammar.phrases import DETERMINERS
from buffermap.said.grammar.tokens import Token, tokens_of
from buffermap.said.grammar.verbs import PASSIVE, SAY_EN, SAY_SLAVIC, is_one, stands
from buffermap.said.who.actors import ANYBODY, Speaker, find_actor, find_subject
from gazetteer.text.wordlists import words

Scope = Literal["before", "after", "both"]

_ACCORDING_EN = Pattern(
    r"\b(?:according to(?! (?:the |its |their )?(?:schedule|plans?|expectations)\b)|from the (?:standpoint|perspective|point of view) of|in the (?:words|opinion|view|assessment|estimation|judge?ment|eyes) of|(?P<citing>citing|quoting|(?:quoted|quotes|cited|cites)(?! (?:by|as|in|from)\b))|as (?:quoted|cited|reported|described|announced|stated) by|attributed to|(?P<by>statement|comments|remarks|announcement) (?:by|from))\s+",
    re.IGNORECASE,
)
_IN_WHOSE = Pattern(
    r"\bin (?P<who>his|her|their|(?:[A-Z][\w.-]+\s)*[A-Z][\w.-]+['’]s) (?:view|opinion|words|assessment|judge?ment|account)\b"
    r"|\bfrom (?P<whom>(?:[A-Z][\w.-]+\s)*[A-Z][\w.-]+['’]s) (?:point of view|perspective|standpoint)\b"
    r"|(?<!\w)(?:по|за|на) (?P<whose>его|е[её]|их|його|її|їх|їхніми|їхньою) (?:словам|мнению|данным|оценк|словами|даними|думку)",
    re.IGNORECASE,
)
_ACCORDING_SLAVIC = Pattern(
    r"(?<!\w)(?:по словам|по (?:данным|информации|сведениям|мнению|оценкам?|утверждению|подсчетам|версии)|согласно|как (?:говорится|сказано) в"
    r"|(?P<citing>со ссылкой на|з посиланням на|с посиланням на|із посиланням на|посилаючись на|ссылаясь на|цитирует|цитує)"
    r"|за словами|за (?:даними|інформацією|твердженням|оцінк\w+|версією)|на думку|згідно з|як (?:йдеться|ідеться|сказано) (?:в|у))\s+",
    re.IGNORECASE,
)
_TAIL_EN = Pattern(
    r"[,”\"]\s+(?P<who>(?:the|a|an|its|his|their|[A-Z][\w.'’-]*)(?:\s+[\w.'’-]+){0,6}?)\s+(?P<verb>\w{3,}ed)(?:\s+(?:\w+ly|on \w+day|reporters|journalists))?\s*[.!]?\s*$"
)
_TAIL_SLAVIC = Pattern(
    r"[,»”\"]\s*[–—-]?\s*(?P<verb>(?!что|который|которая|которые|где|куда|если|чтобы|как|пока|якщо|який|яка|яке|які|коли|через|после|после|перед|вдоль|вздовж|уздовж|возле|біля|около|між|между|под|над|при|без|для)[а-яіїєґё'’]{4,}(?:л|ла|ли|ло|в|іг|[её]г|[её]т|ет|ют|ут|ит|ят|ат|є|ють|ать|ить|ять|уть|ен|на|ны)(?:ся|сь)?)\s+(?=[^,;:]+[.!]?\s*$)"
)
# what is cited and is nobody: "citing a leaked directive of the staff"
_PAPER = Pattern(
    r"(?:(?:an?|the|its|their|his|her|internal|leaked|secret|classified|official)\s+)*(?:documents?|directives?|orders?|memos?|papers?|letters?|files?|drafts?|text|documentation)\b",
    re.IGNORECASE,
)
_DOCUMENT = Pattern(
    r"\b(?:report|study|statement|memo|survey|resolution|document|article|assessment|bulletin)$",
    re.IGNORECASE,
)
_NO_NAME = Pattern(r"^(?:бы?|би|не|ли|и|і)\b|(?:ть|ти|ться|тися)\b", re.IGNORECASE)
# "GENEVA, Switzerland -- ", "Asmara (PANA) - ", "Jan 22 (Newswire) — " before the first words of a report
_DATELINE = Pattern(r"\W*[A-Z][\w.'’ ,/()]{1,60}\s?(?:--|[–—-])")
_WHICH = Pattern(r"(?:котор\w+|як(?:ий|а|е|і|у|ого|ої|ому|ій|их)|что|що|это|це)", re.IGNORECASE)
_PLACED_LAST = Pattern(r"\s(?P<who>(?:в|во|у|на)\s+[А-ЯІЇЄҐ][\w-]+(?:\s+[А-ЯІЇЄҐ][\w-]+)?)$")
_RUN_ENDS = Pattern(r"[,.;:!?](?=\s|$)|[”»]|\s[–—-]\s")
_ENDS_SPEECH = Pattern(r"(?:,[^,;:]{2,80})?[.!?]?[\"”’]?\s*$")
_TELLING = words("told tells telling assured reminded warned asked quoted quoting cited citing called calls")
_ANTECEDENT = 6  # tokens from a noun to the relative clause about it
_JOINTS = frozenset(",”“\"'’»–—-)")
_QUOTED = words("quoted cited reported")
_DASH_TAIL = Pattern(r"\s[–—-]\s+([^–—:,.]{2,60})[.!]?\s*$")
_COLON_TAIL = Pattern(r"[:]\s+([^:,.«“\"'‘]{2,60})[.!]?\s*$")
_ABOUT = Pattern(r"\s+(?:on|about|о|об|про)\s", re.IGNORECASE)
# who a title quotes on something, as in "Trump on buffer zone: an idea"
_ON_TOPIC = Pattern(
    r"^\W*(?P<who>[A-ZА-ЯІЇЄҐ][\w.’'-]+(?:\s+[A-ZА-ЯІЇЄҐ][\w.’'-]+){0,3})\s+(?:on|about|о|об|про)\s[^:]*:\s+\W?\w"
)
_COLON_HEAD = Pattern(r"^\s*([^:,.«“\"'‘]{2,50}):\s+\S")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody who says something: the span of the words for them, and on which side of the verb it stands.

    ``run`` is where the words that follow the verb without a comma end: "the chief said a strip runs along it".
    """

    start: int
    end: int
    verb: int
    scope: Scope
    said: bool
    source: bool = False
    run: int = 0
    order: bool = False


def find_speaker(
    sentence: str, at: int, *, headline: bool = False, names: Sequence[tuple[int, int]] = ()
) -> Speaker | None:
    """Return who says what stands at the position ``at`` of a sentence.

    Words of saying go before words of doing; of several the innermost one whose words hold the position wins, and
    the next outer one is who passes it on. Without any, who orders, demands, plans or does it; ``names`` are the
    spans of places, which act for their countries ("Warsaw").
    """
    said = [one for one in attributions(sentence) if _covers(sentence, one, at)]
    said += [
        one for one in _headline(sentence, headline=headline, at=at) if not _is_dateline(sentence, one, names)
    ]
    said = sorted(said, key=lambda one: _inwardness(one, at, said), reverse=True)
    if said and said[0].source and not any(not one.source for one in said):
        actor = find_actor(sentence, at)
        if actor is not None:  # "bloggers, citing his words, called for a zone"
            return Speaker(actor.start, actor.end, actor.said, said[0].start, said[0].end)
    if said:
        inner = said[0]
        outer = next((one for one in said[1:] if one.start != inner.start), None)
        return Speaker(
            inner.start, inner.end, True, outer.start if outer else None, outer.end if outer else None
        )
    return find_actor(sentence, at) or find_subject(sentence, at, names, headline=headline)


@lru_cache(maxsize=256)
def attributions(sentence: str) -> tuple[Attribution, ...]:
    """Return everybody to whom words of saying attribute something in a sentence; the last ones are remembered."""
    slavic = has_cyrillic(sentence)
    tokens = tokens_of(sentence)
    found = _according(sentence, tokens, slavic=slavic)
    say = SAY_SLAVIC if slavic else SAY_EN
    for index, token in enumerate(tokens):
        noun = index > 0 and tokens[index - 1].lower in DETERMINERS  # "its posts", "the reports"
        if not noun and stands(say, sentence, token):
            one = _say_slavic(sentence, tokens, index) if slavic else _say_english(sentence, tokens, index)
            if one is None and not slavic:
                one = _adding(tokens, index, found)
            if one:
                found.append(one)
    tail = None if found else _tail(sentence, tokens, slavic=slavic)
    return (*found, tail) if tail else tuple(found)


def _tail(sentence: str, tokens: list[Token], *, slavic: bool) -> Attribution | None:
    """Return who speaks in a tail with any verb at all: ", the analyst calculated.", «, зізнався чиновник.»."""
    match = (_TAIL_SLAVIC if slavic else _TAIL_EN).search(sentence)
    if match is None:
        return None
    if slavic:
        span = phrases.noun_phrase_after(sentence, tokens, match.end("verb"), slavic=True)
        fits = (
            span is not None
            and not _NO_NAME.search(sentence[slice(*span)])
            and phrases.spoken_part(sentence[slice(*span)]) is not None
            and span[1] >= len(sentence.rstrip(' .!»”"')) - 1
        )
        return Attribution(*span, match.start("verb"), "before", True) if span and fits else None
    who = match["who"]
    if phrases.is_thing(who) or not (
        phrases.is_authority(who) or who.startswith(("the ", "a ", "an ", "its "))
    ):
        return None
    return Attribution(match.start("who"), match.end("who"), match.start("verb"), "before", True)


def _covers(sentence: str, one: Attribution, at: int) -> bool:
    if one.start <= at < one.end or _is_beside(sentence, one, at):
        return False
    if one.scope == "after":
        return at > one.verb
    return one.scope == "both" or at < one.verb or at < one.run


def _is_beside(sentence: str, one: Attribution, at: int) -> bool:
    """Whether words of saying stand in a relative clause or an aside that the words do not belong to."""
    parsed = structure.parse(sentence)
    number = parsed.stretch_of(parsed.token_at(one.verb))
    own = parsed.stretches[number]
    if own.kind not in {"rel", "cond"} or own.resumes is not None or at > one.verb:
        return False
    if own.kind == "rel" and own.first - parsed.token_at(at) <= _ANTECEDENT:
        return False  # "the zone, which the ministry says will be …"
    return not any(begin <= at < end for begin, end in parsed.spans_of(number))


def _inwardness(one: Attribution, at: int, said: list[Attribution]) -> tuple[int, int]:
    """Order of nesting: a source cited inside, then the verb that stands last before the words, then tails.

    Where another speaks than who cites, the source only passes on what they say: "N. said …, the paper writes citing a channel".
    """
    if one.source:
        citing = max(
            (other for other in said if not other.source and other.verb < one.verb),
            key=lambda a: a.verb,
            default=None,
        )
        others = [other for other in said if not other.source and other is not citing and other.verb < at]
        return (0, 0) if others and citing is not None and citing.verb > at else (3, 0)
    if one.order:
        return (0, 1)  # "N. says Oslo told the army to build a zone" is N.
    if one.scope == "after" or one.verb < at:
        return (2, one.verb)
    return (1, -one.verb)


def _according(sentence: str, tokens: list[Token], *, slavic: bool) -> list[Attribution]:
    pattern = _ACCORDING_SLAVIC if slavic else _ACCORDING_EN
    found = []
    for match in pattern.finditer(sentence):
        span = phrases.noun_phrase_after(sentence, tokens, match.end(), slavic=slavic)
        paper = span is not None and match["citing"] and _PAPER.match(sentence, span[0])
        if span and not paper:
            found.append(Attribution(*span, match.start(), "both", True, source=bool(match["citing"])))
    for match in _IN_WHOSE.finditer(sentence):
        group = match.lastgroup or 0
        found.append(Attribution(*match.span(group), match.start(), "both", True))
    return found


def _say_english(sentence: str, tokens: list[Token], index: int) -> Attribution | None:
    verb = tokens[index]
    if index and verb.lower.endswith("ing") and tokens[index - 1].text == ",":
        return None  # "Kyiv rejected the idea, saying one exists": who speaks is whoever acts
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    span = None if _inverted(sentence, tokens, index) else phrases.noun_phrase_before(sentence, tokens, index)
    # "the army was told to", "the oblasts are still threatened"
    heard = (
        verb.lower not in _QUOTED
        and verb.lower.endswith(("ed", "told"))
        and PASSIVE.search(sentence, 0, verb.start)
    )
    if heard or (span and phrases.is_thing(sentence[slice(*span)]) and not _DOCUMENT.search(sentence, *span)):
        return None
    if span:
        before = sentence[: span[0]].rstrip()
        if before.endswith("what") and sentence[slice(*span)].lower() in ANYBODY:
            return None  # "what they call a zone"
        if _DATELINE.fullmatch(before):
            before = ""
        tail = before.endswith((",", "”", '"', "'", "’", "»", "–", "—", "-", "which")) and len(before) > 1
        clause_follows = (
            following in {":", "whether", "if"}
            or _leads_to_that(tokens, index)
            or (following == "," and not tail)
        )
        scope: Scope = "after"
        if tail and not clause_follows:
            scope = "both" if following == "," or before.endswith("which") else "before"
        if before.endswith("which") or (tail and clause_follows):
            scope = "both"
        order = any(
            op.first == index and op.roles == ("order",) for op in structure.parse(sentence).operators
        )
        return Attribution(*span, verb.start, scope, True, run=_run(sentence, verb.end), order=order)
    if index == 0 or tokens[index - 1].text in _JOINTS:
        span = phrases.noun_phrase_after(sentence, tokens, verb.end, slavic=False)
        if span:
            return Attribution(*span, verb.start, "before" if index else "both", True)
    return None


def _adding(tokens: list[Token], index: int, found: Sequence[Attribution]) -> Attribution | None:
    """Return who spoke before and goes on: "…, the premier said, adding that"."""
    before = [one for one in found if one.said and not one.source and one.verb < tokens[index].start]
    joined = index > 0 and tokens[index - 1].text == "," and tokens[index].lower.endswith("ing")
    if not before or not joined:
        return None
    return Attribution(before[-1].start, before[-1].end, tokens[index].start, "after", True)


def _inverted(sentence: str, tokens: list[Token], index: int) -> bool:
    """Whether who speaks stands behind the verb: ", argues Ingrid Solberg, a historian."."""
    if index == 0 or tokens[index - 1].text not in _JOINTS or tokens[index].lower in _TELLING:
        return False
    span = phrases.noun_phrase_after(sentence, tokens, tokens[index].end, slavic=False)
    return span is not None and _ENDS_SPEECH.match(sentence, span[1]) is not None


def _leads_to_that(tokens: list[Token], index: int) -> bool:
    """Whether "that" follows a verb, at most with who hears it between: "told reporters that"."""
    for token in tokens[index + 1 : index + 5]:
        if token.lower == "that":
            return True
        if not token.text[0].isalnum():
            return False
    return False


def _run(sentence: str, at: int) -> int:
    """Return where the words that follow a verb come to a comma, a stop or a dash."""
    ends = _RUN_ENDS.search(sentence, at)
    return ends.start() if ends else len(sentence)


def _say_slavic(sentence: str, tokens: list[Token], index: int) -> Attribution | None:
    verb = tokens[index]
    previous = tokens[index - 1].text if index else ""
    before = phrases.noun_phrase_before(sentence, tokens, index, slavic=True)
    placed = _PLACED_LAST.search(sentence, *before) if before else None
    if before and placed and verb.lower.endswith("ли"):  # «разговоры о зоне в Кремле назвали …»
        before = placed.span("who")
    opens = previous in {",", "»", "”", "“", '"', "–", "—", "-", ""} or previous.lower() in {
        "как",
        "як",
        "об",
        "о",
    }
    after = phrases.noun_phrase_after(sentence, tokens, verb.end, slavic=True)
    if opens and after:
        return Attribution(*after, verb.start, "both", True)
    if before and (phrases.is_thing(sentence[slice(*before)]) or _WHICH.fullmatch(sentence, *before)):
        return None
    if before:
        cut = sentence[: before[0]].rstrip()
        as_tail = cut.endswith((",", "»", "”", "–", "—")) and not _opens_clause(sentence, verb.end)
        as_is = cut.lower().endswith((" как", " як")) or cut.lower() in {"как", "як"}
        return Attribution(*before, verb.start, "both" if as_tail or as_is else "after", True)
    return Attribution(*after, verb.start, "both", True) if after else None


def _opens_clause(sentence: str, at: int) -> bool:
    return (
        re.match(r"\s*(?:,?\s*(?:что|що|чтобы|щоб|будто|буцімто|как|як|о|об|про)\b|:)", sentence[at:])
        is not None
    )


def _has_verb(words: str) -> bool:
    """Whether a part of a headline is a clause of its own: "Work Goes On as Strain Rises"."""
    about = _ABOUT.search(words)
    return any(op.finite for op in structure.parse(words[: about.start() if about else None]).operators)


def _is_dateline(sentence: str, one: Attribution, names: Sequence[tuple[int, int]]) -> bool:
    """Whether what stands before a colon is where a report was written: "PESHAWAR: The governor said"."""
    return (one.start, one.end) in names and sentence[one.start : one.end].isupper()


def _headline(sentence: str, *, headline: bool, at: int) -> list[Attribution]:
    """Return who a headline's dash or colon names; "Putin: …" opens other sentences too."""
    found = []
    for pattern in (_DASH_TAIL, _COLON_TAIL) if headline else ():
        match = pattern.search(sentence)
        if match and match.start(1) > at and phrases.looks_like_speaker(match[1]) and not _has_verb(match[1]):
            about = _ABOUT.search(sentence, *match.span(1))  # "'No zone': Kyiv on the talks"
            end = about.start() if about else match.end(1)
            found.append(Attribution(match.start(1), end, match.start(), "before", True))
    topic = _ON_TOPIC.match(sentence) if headline and not found else None
    if topic and topic.end("who") < at:
        found.append(Attribution(*topic.span("who"), topic.end("who"), "both", True))
    head = _COLON_HEAD.match(sentence)
    few = (
        head and len(head[1].split()) <= (7 if headline else 3) and head[1][0].isupper() and head.end(1) < at
    )
    speech = head is not None and any(
        is_one(SAY_SLAVIC if has_cyrillic(word) else SAY_EN, word) for word in head[1].split()
    )
    named = head is not None and (
        headline or phrases.is_authority(head[1]) or all(word[0].isupper() for word in head[1].split())
    )
    if head and few and named and not found and not speech and phrases.looks_like_speaker(head[1]):
        found.append(Attribution(head.start(1), head.end(1), head.end(1), "after", True))
    return found
