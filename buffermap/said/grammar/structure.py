"""Which words of a sentence govern a phrase: clauses and how they hang together, read from the left.

A sentence is cut into stretches where a clause opens or closes; every stretch knows what it hangs on. The *chain* of a
phrase is what governs it, innermost first: the words before it in its own stretch (or, where it is a subject, the
predicate behind it), then those of the stretches that its own hangs on, as far as grammar leads.
"""

from dataclasses import dataclass
from functools import lru_cache

from buffermap.said.grammar import english, slavic
from buffermap.said.grammar.lexis import Code, language, language_of
from buffermap.said.grammar.operators import Operator, Word, words_of
from buffermap.said.grammar.patterns import has_cyrillic
from buffermap.said.grammar.stretches import Stretch, cut
from buffermap.said.grammar.tokens import tokens_of

_TRANSPARENT = frozenset({"that", "purpose", "part", "comma", "dash", "aside"})
_TAIL = 12  # tokens of a tail that says who speaks
_LOOK = 4  # tokens from an operator to the one that it governs


@dataclass(frozen=True, slots=True)
class Chain:
    """What governs a phrase, innermost first, and under which conditions it stands.

    ``inner`` are the operators of its own clause, ``outer`` those of the clauses that it hangs on; ``within`` the kinds of
    joints between them. ``conditional``: an "if" stands beside it; ``spoken``: somebody is said to say it; ``definite``: it
    is known already ("the zone"). ``at`` is the number of its first token, ``around`` all operators of the sentence,
    ``tail`` the verb of who speaks behind it.
    """

    inner: tuple[Operator, ...]
    outer: tuple[Operator, ...]
    within: frozenset[str] = frozenset()
    conditional: bool = False
    spoken: bool = False
    definite: bool = True
    at: int = 0
    around: tuple[Operator, ...] = ()
    tail: Operator | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its words, operators and stretches."""

    code: Code
    words: list[Word]
    operators: list[Operator]
    stretches: list[Stretch]

    def stretch_of(self, token: int) -> int:
        """Return the number of the stretch that holds a token."""
        return next(n for n, one in enumerate(self.stretches) if one.first <= token < one.last)

    def token_at(self, position: int) -> int:
        """Return the number of the token at a character, or of the first one behind it."""
        return next(
            (n for n, word in enumerate(self.words) if word.token.end > position), len(self.words) - 1
        )

    def spans_of(self, number: int) -> list[tuple[int, int]]:
        """Return the characters of a stretch and of those that go on with it."""
        parts = [one for n, one in enumerate(self.stretches) if number in {n, one.resumes}]
        return [(self.words[one.first].token.start, self.words[one.last - 1].token.end) for one in parts]

    def within(self, first: int, last: int) -> list[Operator]:
        """Return the operators whose first token lies in a span of tokens."""
        return [op for op in self.operators if first <= op.first < last]


@lru_cache(maxsize=64)
def parse(sentence: str) -> Parsed:
    """Return a sentence cut into its stretches; the last ones are remembered."""
    code = language_of(sentence, cyrillic=has_cyrillic(sentence))
    words = words_of(tokens_of(sentence), language(code))
    ops = (english if code == "en" else slavic).operators(words, language(code))
    return Parsed(code, words, ops, cut(words, ops, code))


def chain(parsed: Parsed, start: int, end: int) -> Chain:
    """Return what governs the words at ``start:end`` of a sentence."""
    words, first = parsed.words, parsed.token_at(start)
    last = next((n for n in range(first, len(words)) if words[n].token.start >= end), len(words))
    number = parsed.stretch_of(first)
    inner = _left(parsed, number, first)
    is_object = any(op.finite for op in inner)
    inner += _judged(parsed, number, last, inner) if is_object else _predicate(parsed, number, last)
    inner = [op for op in inner if not op.adjunct] + [op for op in inner if op.adjunct]
    outer, within = _outwards(parsed, number)
    conditional = any(one.kind == "cond" and n != number for n, one in enumerate(parsed.stretches))
    spoken = "that" in within or any("say" in op.roles for op in parsed.operators)
    return Chain(
        inner=tuple(inner),
        outer=tuple(outer),
        within=frozenset(within),
        conditional=conditional,
        spoken=spoken,
        definite=_is_definite(parsed, first),
        at=first,
        around=tuple(parsed.operators),
        tail=_tail(parsed, number),
    )


def _tail(parsed: Parsed, number: int) -> Operator | None:
    """Return the verb that opens or ends the last stretch behind a phrase: ", insisted the general"."""
    last = parsed.stretches[-1]
    if last.kind not in {"comma", "tail", "dash"} or len(parsed.stretches) - 1 == number:
        return None
    ops = parsed.within(last.first, last.last)
    spoken = len(ops) == 1 and ops[0].finite and last.last - last.first <= _TAIL
    return ops[0] if spoken else None


def _is_definite(parsed: Parsed, first: int) -> bool:
    """Whether an English phrase is one that is known already: "the zone", "its zone"."""
    if parsed.code != "en" or parsed.words[first].token.text.isupper():
        return True
    for at in range(first - 1, max(-1, first - 8), -1):
        lower = parsed.words[at].token.lower
        if lower in {"a", "an", "any", "no", "some", "another"}:
            return False
        if parsed.words[at].little & {"det", "known"} or lower.endswith(("'s", "’s")):
            return True
        if lower != "-" and (not lower[0].isalnum() or parsed.words[at].little & {"in", "to", "and"}):
            return False
    return False


def reach(parsed: Parsed, position: int) -> list[tuple[int, int]]:
    """Return the stretches of text, as characters, whose subjects may act on what stands at a position.

    Its own clause and those that it hangs on; a clause that "and" joins has the subject before "and" only where it has
    none of its own.
    """
    spans: list[tuple[int, int]] = []
    at: int | None = parsed.stretch_of(parsed.token_at(position))
    while at is not None:
        one = parsed.stretches[at]
        words = parsed.words[one.first : one.last]
        spans.append((words[0].token.start, words[-1].token.end))
        if one.kind == "cond" and one.resumes is None:
            break
        if one.kind == "and" and one.resumes is None and _has_subject(parsed, one):
            at = parsed.stretches[one.hangs].hangs if one.hangs is not None else None
        else:
            at = one.resumes if one.resumes is not None else one.hangs
    return spans


def _has_subject(parsed: Parsed, one: Stretch) -> bool:
    """Whether a joined clause names who acts between "and" and its verb."""
    verb = next((op for op in parsed.within(one.first, one.last) if op.finite), None)
    if verb is None:
        return False
    between = [
        word
        for word in parsed.words[one.first + 1 : verb.first]
        if word.token.end <= verb.start and not word.little
    ]
    return any(word.token.text[0].isalnum() and not word.token.lower.endswith("ly") for word in between)


def _left(parsed: Parsed, number: int, before: int) -> list[Operator]:
    """Return the operators before a token in its stretch, and in those that it resumes, innermost first."""
    found: list[Operator] = []
    while True:
        one = parsed.stretches[number]
        found += reversed(parsed.within(one.first, min(one.last, before)))
        if one.resumes is None:
            return found
        number = one.resumes


def _predicate(parsed: Parsed, number: int, after: int) -> list[Operator]:
    """Return the operators of the predicate behind a subject, innermost first."""
    found, aside = _behind(parsed, number, after)
    finite = [op for op in found if op.finite]
    if not finite:
        return [*found, *(op for op in reversed(aside) if not set(op.roles) & {"stand", "do"})]
    if len(finite) > 1 and _describes(finite[0], parsed):
        found.remove(finite[0])  # "a strip laid out in May has been scrapped"
        finite = finite[1:]
    at = found.index(finite[0])
    made = [*(op for op in found[:at] if not op.verbal), *reversed(_complements(found[at:]))]
    about = found[-1] if found[-1].part == "noun" and found[-1] in made else None
    if about is not None and {"plan", "propose", "demand"} & set(about.roles):
        made += [
            op for op in aside if op.finite and op.role in {"deny", "end"}
        ]  # "a draft that Oslo rejected"
    return made


def _behind(parsed: Parsed, number: int, after: int) -> tuple[list[Operator], list[Operator]]:
    """Return the operators behind a subject up to its verb, and those of a relative clause between them."""
    found: list[Operator] = []
    aside: list[Operator] = []
    for n in range(number, len(parsed.stretches)):
        one = parsed.stretches[n]
        if n > number and not _goes_on(parsed, n, number):
            if one.kind in {"main", "and", "adv", "cond", "tail"}:
                break
            if one.kind == "rel" and not aside:
                aside = parsed.within(one.first, one.last)
            if one.kind not in {"comma", "dash"}:
                continue
        found += parsed.within(max(one.first, after), one.last)
        if any(_leads(op) or (op.finite and op.form in {"s", "base", "pres", "fut"}) for op in found):
            break
    return found, aside


def _describes(op: Operator, parsed: Parsed) -> bool:
    """Whether a participle behind a noun is no verb of its clause: "laid out in May", "running to the sea"."""
    alone = op.start == parsed.words[op.first].token.start and not op.passive
    return op.part == "verb" and (
        (op.form == "ing" and alone) or (op.form in {"past", "part"} and not _leads(op))
    )


def _judged(parsed: Parsed, number: int, after: int, inner: list[Operator]) -> list[Operator]:
    """Return what an object is said to be behind it: "called the zone vital", «назвал идею зоны абсурдной»."""
    calls = any(op.finite and set(op.roles) & {"call", "say", "make", "possible"} for op in inner)
    if not calls:
        return []
    one = parsed.stretches[number]
    return [
        op
        for op in parsed.within(max(one.first, after), one.last)
        if (op.part == "adj" and op.role != "plan") or (op.part == "noun" and op.role == "demand")
    ][:1]


def _complements(found: list[Operator]) -> list[Operator]:
    """Keep of what follows a predicate what it governs: "is expected to be dropped", "is a demand"."""
    first = next((n for n, op in enumerate(found) if op.finite), None)
    if first is None:
        return found
    kept = found[: first + 1]
    for op in found[first + 1 :]:
        named = op.part in {"noun", "adj", "phrase"}
        near = op.first - kept[-1].last <= (_LOOK - 1 if op.infinitive else _LOOK + 1)
        governed = named or op.infinitive or op.form in {"part", "short", "inf"}
        if op.finite or not near or not governed:
            break
        kept.append(op)
        if named:
            break
    return kept


def _leads(op: Operator) -> bool:
    """Whether an operator behind a subject is its predicate and not its attribute."""
    return op.finite and (
        op.form not in {"past", "part", "short"} or op.perfect or op.passive or op.mood is not None
    )


def _goes_on(parsed: Parsed, number: int, earlier: int) -> bool:
    """Whether a stretch goes on with an earlier one."""
    at = parsed.stretches[number].resumes
    while at is not None and at != earlier:
        at = parsed.stretches[at].resumes
    return at is not None


def _outwards(parsed: Parsed, number: int) -> tuple[list[Operator], set[str]]:
    """Return the operators of the stretches that one hangs on, and the kinds of the joints passed."""
    found: list[Operator] = []
    within: set[str] = set()
    at: int | None = number
    while at is not None:  # every stretch hangs on an earlier one
        one = parsed.stretches[at]
        if one.resumes is not None:
            at = one.resumes
            continue
        within.add(one.kind)
        before = one.first
        if one.kind == "rel":
            antecedent = _antecedent(parsed, one)
            if antecedent is None:
                break
            found.append(antecedent)
            before = antecedent.first
        elif one.kind not in _TRANSPARENT | {"and"} or _is_done_for(parsed, one):
            break
        if one.hangs is not None and one.kind != "and":
            found += _left(parsed, one.hangs, before)
        at = one.hangs
    return found, within


def _is_done_for(parsed: Parsed, one: Stretch) -> bool:
    """Whether a stretch says for what something else is done: «чтобы создать зону»."""
    return one.kind == "purpose" and any(op.infinitive for op in parsed.within(one.first, one.last))


def _antecedent(parsed: Parsed, one: Stretch) -> Operator | None:
    """Return the noun that a relative clause is about, where it says how things stand: "a plan that would …"."""
    before = [op for op in parsed.operators if op.last < one.first and op.last >= one.first - 3]
    nouns = [
        op for op in before if op.part == "noun" and {"plan", "propose", "demand", "order"} & set(op.roles)
    ]
    return nouns[-1] if nouns else None
