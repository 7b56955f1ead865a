"""English operators: verb or noun, auxiliaries with their tense, mood and negation, idioms of a few verbs."""

import re
from collections.abc import Sequence

from buffermap.said.grammar.lexis import Form, Language, Sense
from buffermap.said.grammar.operators import Mood, Operator, Word

_REACH = 7  # tokens before a verb among which its auxiliaries stand
_NEAR = 3  # tokens before a word among which "no" denies it, or "be" makes it a participle
_TITLE = 0.6  # share of words with a capital letter above which a sentence is a headline
_AUXILIARY = frozenset({"be", "have", "do", "will", "would", "may", "must", "not", "to"})
_MOODS: tuple[Mood, ...] = ("will", "would", "may", "must")
_NOBODY = frozenset({"nobody", "none", "neither", "nothing", "nor"})
_OF_NOUNS = frozenset({"no", "neither", "nor", "without", "nobody", "nothing", "none", "few"})
_TO_NOUNS = frozenset({"according", "due", "thanks", "next", "close"})
_BEFORE_NOUNS = frozenset({
    "for", "on", "with", "about", "by", "no", "under", "without", "between", "and", "or", "-",
})  # fmt: skip
_NO_VERB = re.compile(
    r"(?:s|ion|ment|ity|er|ist|ance|ence)$|^(?:one|two|three|four|five|six|seven|eight|nine|ten)$"
)
_ADJECTIVE = re.compile(r"[a-z]+(?:al|ary|ous|ic|ive|ern|ed|en|ian|ish|ese|can|ing)")
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ian|ish|ese|can|li|i|sh)")
_NO_PAST = frozenset({"hundred", "sacred", "naked", "indeed", "speed"})  # words in -ed that are no verbs
_LONG = 4  # letters above which an unknown word in -ed is a verb


def operators(words: list[Word], language: Language) -> list[Operator]:
    """Return the operators of an English sentence in its order."""
    lower = [word.token.lower.replace("’", "'") for word in words]
    found: list[Operator] = []
    at = 0
    while at < len(words):
        fixed = language.phrases(lower, at)
        if fixed and fixed[0].part == "verb":
            sense: Sense | None = _verb_form(fixed, words, at)
        else:
            sense = fixed[0] if fixed else _choose(words, at)
        if sense is None:
            at += 1
            continue
        found.append(_idiom(_in_context(Operator.of(sense, words, at), words), words))
        at += sense.words
    return sorted([*found, *_copulas(found, words)], key=lambda op: op.first)


def _choose(words: list[Word], at: int) -> Sense | None:
    """Return what a word is where it stands, verb or noun; None where it says nothing of how things stand."""
    word = words[at]
    if not word.senses:
        silent = word.little & (_AUXILIARY | {"that", "rel", "adv", "cond", "and"})
        return None if silent else _unknown(words, at)
    if _in_name(words, at) or (at == 0 and word.token.lower == "asked"):
        return None
    verbs = [sense for sense in word.senses if sense.part == "verb"]
    rest = [sense for sense in word.senses if sense.part != "verb"]
    if not verbs:
        return rest[0]
    verb = _verb_form(verbs, words, at)
    if rest:
        return rest[0] if _is_noun(words, at, verb) else verb
    gerund = verb.form == "ing" and "make" in verb.roles
    doubtful = verb.form in {"s", "base", "ing"} and not gerund
    return None if doubtful and _is_noun(words, at, verb) else verb


def _unknown(words: list[Word], at: int) -> Sense | None:
    """Return a verb of which nothing is known but that it is one: behind an auxiliary, or in -ed."""
    text = words[at].token.text
    if not text[0].islower() or words[at].little:
        return None
    near = at - 1
    while near > 0 and at - near < _NEAR and _is_gap(words[near]):
        near -= 1
    helper = words[near].little & (_AUXILIARY - {"not"}) if at else frozenset()
    if "to" in helper and _NO_VERB.search(text):
        return None
    if helper and not text.endswith("ly"):
        form: Form = "ing" if text.endswith("ing") else "part" if text.endswith(("ed", "en")) else "base"
        return None if helper & {"be", "have"} and form == "base" else Sense(("do",), "verb", form)
    regular = text.endswith("ed") and len(text) > _LONG and "-" not in text and text not in _NO_PAST
    return Sense(("do",), "verb", "past") if regular else None


def _is_gap(word: Word) -> bool:
    return bool(word.little & {"gap", "not"}) or word.token.lower.endswith("ly")


def _in_name(words: list[Word], at: int) -> bool:
    """Whether a word with a capital letter is part of a name ("Institute for Border Studies"), in no headline."""
    text = words[at].token.text
    if at == 0 or not text[0].isupper() or not words[at - 1].token.text[0].isalnum():
        return False
    names = [word.token.text[0].isupper() for word in words if word.token.text[0].isalpha()]
    return sum(names) <= len(names) * _TITLE


def _verb_form(verbs: Sequence[Sense], words: list[Word], at: int) -> Sense:
    """Return the participle after "be" or "have", else the finite form of one spelling."""
    helped = any(words[i].little & {"be", "have"} for i in range(max(0, at - _NEAR), at))
    wanted = "part" if helped else "past"
    return next((sense for sense in verbs if sense.form == wanted), verbs[0])


def _is_noun(words: list[Word], at: int, verb: Sense) -> bool:
    """Whether a word that may be noun or verb is the noun: after "the", "Moscow's", "for", an adjective."""
    if at == 0:
        return verb.form in {"base", "s"}
    before, text = words[at - 1], words[at - 1].token.lower
    if verb.form == "ing":
        return before.token.text[0].isupper() and at > 1 and bool({"inside", "stand", "do"} & set(verb.roles))
    given = "to" in before.little and at > 1 and words[at - 2].token.lower in _TO_NOUNS  # "according to plan"
    if not given and before.little & (_AUXILIARY - {"be", "have"}) and text not in {"no", "without"}:
        return False
    if given or before.little & {"det", "in"} or text in _BEFORE_NOUNS:
        return not (text in {"and", "or"} and verb.form in {"past", "part"})
    if text.endswith(("'s", "’s", "s'", "s’")) or (before.senses and before.senses[0].part == "adj"):
        return True
    return verb.form not in {"past", "part"} and _by_neighbours(words, at, verb)


def _by_neighbours(words: list[Word], at: int, verb: Sense) -> bool:
    """Whether the words beside a bare form make it a noun: "peace outline would", "Turkish plan for"."""
    before = words[at - 1]
    if at + 1 < len(words):
        following = words[at + 1]
        if before.token.text[0].islower() and following.little & {
            "will",
            "would",
            "may",
            "must",
            "be",
            "have",
        }:
            return True
        if verb.form == "base" and following.token.lower in {"for", "of", "by"} and not before.little:
            return True
    text = before.token.text
    return _ADJECTIVE.fullmatch(text) is not None or (
        verb.form == "base" and _DEMONYM.fullmatch(text) is not None
    )


def _in_context(op: Operator, words: list[Word]) -> Operator:
    """Give an operator its negation, and a verb its tense and mood."""
    if op.part == "noun":
        return op._replace(negated=_is_denied(words, op.first), adjunct=is_adjunct(words, op.first))
    group = _auxiliaries(words, op.first)
    little = [words[i].little for i in group]
    have, be = any("have" in one for one in little), any("be" in one for one in little)
    denied, mood = any("not" in one for one in little), _mood(words, group)
    start = words[group[0]].token.start if group else op.start
    if op.part in {"adj", "phrase"}:
        return op._replace(negated=denied, mood=mood, helped=have or be, start=start)
    being = any(words[i].token.lower == "being" for i in group)
    return op._replace(
        mood=mood,
        negated=denied or _nobody(words, group[0] if group else op.first),
        perfect=have and op.form in {"part", "past"} and not be,
        passive=be and op.form in {"part", "past"},
        progressive=being or (op.form == "ing" and (be or _follows_noun(words, op.first))),
        infinitive=bool(group) and "to" in little[-1] and mood is None,
        attribute=not group and _is_attribute(op, words),
        obliged=mood == "would" and any("to" in one for one in little),  # "would have to"
        start=start,
    )


def _is_attribute(op: Operator, words: list[Word]) -> bool:
    """Whether a participle stands before its noun: "the promised zone"."""
    if op.form not in {"past", "part", "ing"} or not op.first or op.last + 1 >= len(words):
        return False
    before = words[op.first - 1]
    led = (
        "det" in before.little
        or before.token.text[0].isdigit()
        or before.token.lower.endswith(("'s", "’s", "ly"))
    )
    return led and not words[op.last + 1].little & {"det", "in"}


def _follows_noun(words: list[Word], at: int) -> bool:
    """Whether a form in -ing stands behind its subject: "Army creating buffer zone"."""
    if at == 0:
        return False
    before = words[at - 1]
    noun = not before.little and before.token.text[0].isalpha()
    return noun and not any(sense.part == "verb" for sense in before.senses)


def _auxiliaries(words: list[Word], at: int) -> list[int]:
    """Return the numbers of the auxiliaries and negations before a verb, in their order."""
    group: list[int] = []
    for index in range(at - 1, max(-1, at - 1 - _REACH), -1):
        word, lower = words[index], words[index].token.lower
        if word.little & _AUXILIARY and lower not in _OF_NOUNS:
            if "to" in word.little and group and words[group[0]].little & set(_MOODS):
                break
            group.insert(0, index)
        elif not _is_gap(word):
            break
        if "to" in word.little and index and not _leads_to(words, index):
            break
    return group


def _leads_to(words: list[Word], to: int) -> bool:
    """Whether "to" belongs to an auxiliary before it: "is to", "have to", "not to"."""
    before = words[to - 1]
    return bool(before.little & {"be", "have"}) or before.token.lower in {"not", "never", "ought"}


def _mood(words: list[Word], group: Sequence[int]) -> Mood | None:
    moods: list[Mood] = []
    for number, index in enumerate(group):
        little = words[index].little
        leads = number + 1 < len(group) and "to" in words[group[number + 1]].little
        moods.extend(one for one in _MOODS if one in little)
        if leads and "have" in little:
            moods.append(moods[-1] if moods else "must")
        elif leads and "be" in little:
            moods.append("will")
    if "must" in moods and "would" not in moods:
        return "must"
    return moods[0] if moods else None


def _nobody(words: list[Word], at: int) -> bool:
    before = [word.token.lower for word in words[max(0, at - 5) : at]]
    return not _NOBODY.isdisjoint(before) or " no one " in f" {' '.join(before)} "


def is_adjunct(words: list[Word], at: int) -> bool:
    """Whether a noun only says under or after what something happens: "under the 1999 agreement"."""
    for index in range(at - 1, max(-1, at - 2 - _NEAR), -1):
        word = words[index]
        if "adjunct" in word.little:
            return True
        of = word.token.lower == "of"
        if not word.token.text[0].isalnum() or (word.little & {"and", "in"} and not of):
            return False
    return False


def _is_denied(words: list[Word], at: int) -> bool:
    """Whether "no" stands at a noun, or "not … any"."""
    for index in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        word, lower = words[index], words[index].token.lower
        if lower in {"no", "neither", "without", "not"}:
            return True
        if lower == "any":
            return any("not" in words[n].little for n in range(max(0, index - _REACH), index))
        if not word.token.text[0].isalnum() or word.little & {"and", "in"}:
            return False
    return False


def _idiom(op: Operator, words: list[Word]) -> Operator:
    """Read "told the army to" as an order, "expects Oslo to" as a demand, "keeps growing" as going on."""
    verb = words[op.first].token.lower
    following = words[op.last + 1 : op.last + _REACH]
    if op.part != "verb" or not following:
        return op
    if verb in {"keep", "keeps", "kept"} and following[0].token.lower.endswith("ing"):
        return op._replace(roles=("start",))
    to_do = any(
        "to" in word.little and any(sense.form == "base" for sense in after.senses)
        for word, after in zip(following, words[op.last + 2 : op.last + 1 + _REACH], strict=False)
    )
    if (
        verb in {"tell", "tells", "told", "telling"}
        and to_do
        and not any("that" in w.little for w in following)
    ):
        return op._replace(roles=("order",))
    expects = verb.startswith("expect") and not op.passive and "to" not in following[0].little
    return op._replace(roles=("demand",)) if expects and any("to" in w.little for w in following) else op


def _copulas(found: Sequence[Operator], words: list[Word]) -> list[Operator]:
    """Return "is", "has" and "had" where they are the verb itself and no auxiliary of another."""
    helping = {
        n
        for op in found
        for n in range(max(0, op.first - _REACH - 1), op.last + 1)
        if words[n].token.start >= op.start
    }
    made: list[Operator] = []
    for at, word in enumerate(words):
        lower = word.token.lower
        if at in helping or not word.little & {"be", "have"} or lower in {"'s", "been", "being", "having"}:
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if following is not None and "to" in following.little:
            continue
        group = [n for n in _auxiliaries(words, at) if n not in helping]
        little = [words[n].little for n in group]
        mood, to = _mood(words, group), any("to" in one for one in little)
        denied = following is not None and following.token.lower in {"not", "no", "never"}
        form: Form = "past" if lower in {"was", "were", "had"} else "base" if lower == "be" else "s"
        made.append(
            Operator(
                roles=("stand",),
                part="verb",
                form=form,
                first=at,
                last=at,
                start=words[group[0]].token.start if group else word.token.start,
                end=word.token.end,
                mood=mood,
                negated=denied
                or any("not" in one for one in (*little, word.little))
                or _nobody(words, group[0] if group else at),
                infinitive=to and mood is None,
                obliged=to and mood == "would",
                helped=True,
            )
        )
    return made
