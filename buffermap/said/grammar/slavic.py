"""Russian and Ukrainian operators: the ending tells the form; «не», «будет», «бы» stand beside the verb."""

import re

from buffermap.said.grammar.english import is_adjunct
from buffermap.said.grammar.lexis import Code, Language, Sense
from buffermap.said.grammar.operators import Mood, Operator, Word

_CLOSE = 3  # tokens before a verb among which its little words stand
_FAR = 12  # tokens behind "declared" among which it is said what
_DECLARED = ("объяв", "провозгла", "оголо", "проголо")
_AS_ZONE = frozenset({"зоной", "зоною", "полосой", "смугою", "поясом", "коридором"})
_PAST = re.compile(r"(?:л|ла|ло|ли|в)(?:ся|сь)?$")
_INFINITIVE = ("ть", "ти", "ться", "тися")
# Verbs that no file names, by their endings.
_VERB = {
    "ru": re.compile(
        r"[а-яё'’-]{2,}(?:(?:[аиыеуяю]|[её]|ос|ер|ор)(?:л|ла|ло|ли)(?:ся|сь)?|[бгзкпрсх](?:ла|ло|ли)(?:ся|сь)?"
        r"|(?:ает|яет|ует|ют|ит|ят|ёт)(?:ся)?)"
    ),
    "uk": re.compile(
        r"[а-яіїєґ'’ʼ-]{2,}(?:[аиуяо](?:в|ла|ло|ли)(?:ся|сь)?|(?:іла|ило|ити)|[бгзкпрсх](?:ла|ло|ли)(?:ся|сь)?"
        r"|(?:ає|яє|ує|ють|уть|ить|ять|еть|іє)(?:ся)?)"
    ),
}
# A prefix without the suffix of an imperfective verb: what is not past is future.
_FUTURE = {
    "ru": re.compile(
        r"(?:по|про|за|со?|у|вы|от|до|ра[зс]|при|пере|под|на|об?|и[зс]|в[зс])[а-яё]{2,}(?<![аяуе])(?:[еиё]т|[уя]т)(?:ся)?"
    ),
    "uk": re.compile(
        r"(?:по|про|за|[сз]|у|ви|від|до|роз|при|пере|під|на|об|в)[а-яіїєґ'’ʼ]{2,}(?<![аяує])"
        r"(?:ить|ять|уть|не|йде|еться|ться)(?:ся)?|[а-яіїєґ]+ти(?:ме|муть)(?:ться)?"
    ),
}
_NUMERAL = re.compile(r"(?:дцять|дцат[ьи]|п['’ʼ]?ят[ьи]|пятьдесят|десят[ьи]?|дев['’ʼ]?ят[ьи]|вісім|восемь)$")


def operators(words: list[Word], language: Language) -> list[Operator]:
    """Return the operators of a Russian or Ukrainian sentence in its order."""
    lower = [word.token.lower.replace("’", "'") for word in words]
    found: list[Operator] = []
    at = 0
    while at < len(words):
        fixed = language.phrases(lower, at)
        sense = fixed[0] if fixed else _choose(words, at, language.code)
        if sense is None:
            at += 1
            continue
        found.append(_in_context(Operator.of(sense, words, at), words))
        at += sense.words
    return sorted([*found, *_future(words)], key=lambda op: op.first)


def _choose(words: list[Word], at: int, code: Code) -> Sense | None:
    word, text = words[at], words[at].token.text
    if word.senses:
        named = at > 0 and text[0].isupper() and words[at - 1].token.text[0].isalnum()
        return None if named else word.senses[0]
    lower = text.lower()
    if not text[0].islower() or word.little or _NUMERAL.search(lower):
        return None
    if _FUTURE[code].fullmatch(lower):
        return Sense(("do",), "pf", "fut")
    if _VERB[code].fullmatch(lower):
        return Sense(("do",), "ipf", "past" if _PAST.search(lower) else "pres")
    return None


def _in_context(op: Operator, words: list[Word]) -> Operator:
    """Give an operator its negation and its mood."""
    before = list(words[max(0, op.first - _CLOSE) : op.first])
    while before and not before[0].token.text[0].isalpha():
        before.pop(0)
    following = words[op.last + 1] if op.last + 1 < len(words) else None
    mood: Mood | None = "will" if any("will" in word.little for word in before[-2:]) else None
    if any("would" in word.little for word in [*before[-2:], *([following] if following else [])]):
        mood = "would"
    has_to = "has_to" in words[op.first].little and following is not None
    to_do = has_to and following is not None and following.token.lower.endswith(_INFINITIVE)
    needs = mood == "would" and "demand" in op.roles and words[op.first].token.lower.endswith(("ся", "сь"))
    return op._replace(
        roles=("plan",)
        if to_do
        else ("order",)
        if _declares(op, words)
        else ("stand",)
        if needs
        else op.roles,
        obliged=needs,  # «потребовалась бы зона»
        negated=_is_denied(before),
        mood=mood,
        infinitive=op.form in {"inf", "ing"} and mood != "will",
        attribute=op.form == "adj" and op.part != "phrase",
        adjunct=op.part == "noun" and is_adjunct(words, op.first),
    )


def _declares(op: Operator, words: list[Word]) -> bool:
    """Whether a verb declares something to be a zone: «объявил полосу зоной»."""
    if not words[op.first].token.lower.startswith(_DECLARED):
        return False
    return any(word.token.lower in _AS_ZONE for word in words[op.last + 1 : op.last + 1 + _FAR])


def _is_denied(before: list[Word]) -> bool:
    """Whether «не» stands before a word, at most with «будет», «бы» or «стал» between."""
    if not before:
        return False
    last, second = before[-1], before[-2] if len(before) > 1 else None
    if second is not None and "more" in second.little:
        return False  # «больше не требует» ends a demand
    if second is not None and last.little & {"become", "will", "would"}:
        return "not" in second.little or "not" in last.little
    return "not" in last.little


def _future(words: list[Word]) -> list[Operator]:
    """Return «будет» where it is the verb itself: «зоны не будет»."""
    made: list[Operator] = []
    for at, word in enumerate(words):
        if "will" not in word.little:
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if following is not None and (following.senses or following.token.lower.endswith(_INFINITIVE)):
            continue
        made.append(
            Operator(
                roles=("stand",),
                part="pf",
                form="fut",
                first=at,
                last=at,
                start=word.token.start,
                end=word.token.end,
                negated=at > 0 and "not" in words[at - 1].little,
            )
        )
    return made
