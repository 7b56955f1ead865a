"""A sentence cut where clauses open and close: complements, relative clauses, purposes, asides, joined predicates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from buffermap.said.grammar.lexis import Code
from buffermap.said.grammar.operators import Operator, Word

Kind = Literal[
    "main", "that", "purpose", "rel", "adv", "cond", "part", "comma", "dash", "aside", "and", "tail"
]

_STOPS = frozenset(";!?…")
_CLOSING = {"(": ")", "[": "]"}
_DASHES = frozenset("–—-")
_QUOTES = frozenset("\"“”„«»‘’'")
_LOOK = 4  # tokens after "and" among which a finite verb makes it join clauses
_NEAR = 12  # tokens among which the verb of a clause or of a tail is looked for
_FAR = 30  # tokens of what is said behind a verb of saying
_ABBREVIATED = 3  # letters up to which a word before a full stop may be an abbreviation
_HELPERS = frozenset({"be", "have", "will", "would", "may", "must", "do"})
_CONTRAST = frozenset({"а", "но", "але"})  # they join clauses, hardly words
_PREPOSITIONS = frozenset({"as", "since", "once"})


@dataclass(slots=True)
class Stretch:
    """Tokens ``first`` up to ``last`` (not included).

    ``hangs`` is the number of the stretch that it depends on, ``resumes`` of the one that it goes on with after an aside.
    """

    kind: Kind
    first: int
    last: int
    hangs: int | None = None
    resumes: int | None = None


def cut(words: list[Word], operators: Sequence[Operator], code: Code) -> list[Stretch]:
    """Return the stretches of a sentence in its order."""
    return _Cutter(words, operators, code).stretches()


class _Cutter:
    """Cuts one sentence from the left, remembering what each stretch hangs on."""

    def __init__(self, words: list[Word], operators: Sequence[Operator], code: Code) -> None:
        self.words = words
        self.by_first = {op.first: op for op in operators}
        self.by_last = {op.last: op for op in operators}
        self.code = code
        self.made: list[Stretch] = [Stretch(self._opening(), 0, len(words))]
        self.closing: list[tuple[str, int]] = []

    def stretches(self) -> list[Stretch]:
        for index in range(1, len(self.words)):
            opened = self._joint(index)
            if opened is None or index == self.made[-1].first:
                continue
            self.made[-1].last = index
            self.made.append(opened)
        return self._resumed()

    def _open(self, kind: Kind, index: int) -> Stretch:
        """Return a stretch that hangs on the one before it."""
        hangs = None if kind == "main" else len(self.made) - 1
        return Stretch(kind, index, len(self.words), hangs)

    def _resume(self, number: int, index: int) -> Stretch:
        """Return a stretch that goes on with an earlier one."""
        earlier = self.made[number]
        return Stretch(earlier.kind, index, len(self.words), earlier.hangs, number)

    def _finite(self, first: int, last: int) -> Operator | None:
        """Return the first finite verb among the tokens from one to another."""
        for index in range(first, min(last, len(self.words))):
            op = self.by_first.get(index)
            if op is not None and op.finite:
                return op
        return None

    def _opening(self) -> Kind:
        """Return what the first stretch is: "If shelling goes on, …", "Had the truce held, …"."""
        first = next((word for word in self.words if word.token.text[0].isalnum()), self.words[0])
        inverted = first.token.lower in {"were", "had", "should"} and self.words[-1].token.text != "?"
        if inverted or "cond" in first.little:
            return "cond"
        return "adv" if "adv" in first.little else "main"

    def _joint(self, index: int) -> Stretch | None:
        """Return the stretch that opens at a token, or None where none does."""
        text, before = self.words[index].token.text, self.words[index - 1].token.text
        if text in _CLOSING:
            self.closing.append((_CLOSING[text], len(self.made) - 1))
            return self._open("aside", index)
        if self.closing and text == self.closing[-1][0]:
            return self._resume(self.closing.pop()[1], index)
        ends = before in _STOPS or (before == "." and self._ends(index))
        if ends or before == ":" or (before in _DASHES and self._is_spaced(index - 1)):
            return self._open("main" if ends or (before == ":" and self._is_told(index)) else "dash", index)
        quoted = before in _QUOTES and index > 1 and self.words[index - 2].token.text == ","
        if before in {",", "("} or quoted:
            return self._after_comma(index)
        return self._without_comma(index)

    def _ends(self, index: int) -> bool:
        """Whether a full stop before a token ends a sentence."""
        last = self.words[index - 2].token.text if index > 1 else ""
        return self.words[index].token.text[0].isupper() and len(last) > _ABBREVIATED

    def _is_told(self, index: int) -> bool:
        """Whether a colon before a token ends a clause; "has one goal: a zone" and "Kyiv: no zone" go on."""
        goal = self.by_last.get(index - 2)
        if goal is not None and goal.part == "noun":
            return False
        return self._finite(self.made[-1].first, index) is not None

    def _is_spaced(self, index: int) -> bool:
        """Whether a dash stands between blanks: one inside "2-km" does not."""
        token = self.words[index].token
        left = index == 0 or self.words[index - 1].token.end < token.start
        return left and (index + 1 == len(self.words) or self.words[index + 1].token.start > token.end)

    def _after_comma(self, index: int) -> Stretch:
        word, op, now = self.words[index], self.by_first.get(index), self.made[-1]
        if "and" in word.little:
            return self._and(index) or self._open("comma", index)
        kind = self._clause(index)
        if kind is not None:
            return self._open(kind, index)
        if op is not None and op.form == "ing" and not op.attribute:
            return self._open("part", index)
        if self._is_fronted(now, index):
            return self._open("main", index)
        if now.kind in {"rel", "adv", "cond"}:
            return self._open("main", index) if now.hangs is None else self._resume(now.hangs, index)
        return self._open("tail" if self._is_tail(index) else "comma", index)

    def _is_fronted(self, now: Stretch, index: int) -> bool:
        """Whether the sentence only says so far in or at what something happens: "In the talks in Baku, | Israel asked"."""
        opens = len(self.made) == 1 and "in" in self.words[now.first].little
        return (
            opens
            and self._finite(now.first, index) is None
            and self._finite(index, index + _NEAR) is not None
        )

    def _clause(self, index: int) -> Kind | None:
        """Return the kind of clause that a word behind a comma opens."""
        little = self.words[index].little
        for kind in ("purpose", "that", "rel", "cond", "adv"):
            if kind in little:
                return kind
        after = self.words[index + 1].little if index + 1 < len(self.words) else frozenset()
        return "rel" if "in" in little and "rel" in after else None  # "under which"

    def _is_tail(self, index: int) -> bool:
        """Whether what follows a comma only says who said it: ", the ministry said", «, сообщил глава»."""
        for at in range(index, min(len(self.words), index + _NEAR)):
            word, op = self.words[at], self.by_first.get(at)
            if word.token.text in {",", ";"} or word.little & {"that", "rel"}:
                return False
            if op is not None and op.finite:
                return "say" in op.roles and self._finite(op.last + 1, index + _FAR) is None
        return False

    def _without_comma(self, index: int) -> Stretch | None:
        little, lower = self.words[index].little, self.words[index].token.lower
        english = self.code == "en"
        if english and self._says_on(index):
            return self._open("that", index)
        if "purpose" in little or (lower == "that" and self.words[index - 1].token.lower == "so"):
            return self._open("purpose", index)
        if "that" in little and english:
            return self._that(index)
        adverbial = "adv" in little and english and lower not in _PREPOSITIONS and self._has_verb(index)
        opens: dict[Kind, bool] = {
            "rel": "rel" in little and index > 1 and lower != "where",
            "cond": "cond" in little,
            "adv": adverbial,
        }
        kind = next((kind for kind, is_so in opens.items() if is_so), None)
        if kind is not None:
            return self._open(kind, index)
        return self._and(index) if "and" in little else None

    def _says_on(self, index: int) -> bool:
        """Whether a clause without "that" follows a verb of saying: "said a zone had been laid out"."""
        said = self.by_last.get(index - 1)
        if said is None or said.roles != ("say",) or not said.finite:
            return False
        word = self.words[index]
        if not word.token.text[0].isalnum() or word.little & {"that", "in", "to"}:
            return False
        for at in range(index, min(len(self.words), index + _FAR)):
            one, op = self.words[at].token, self.by_first.get(at)
            if one.text in {";", "."} or (one.lower == "that" and at <= index + _LOOK):
                return False
            if op is not None and op.finite:
                return True
        return False

    def _has_verb(self, index: int) -> bool:
        """Whether a clause follows a word that may be a preposition too: "after the army left", "after May"."""
        for at in range(index + 1, min(len(self.words), index + _NEAR)):
            if self.words[at].token.text in {",", ";", "."}:
                return False
            op = self.by_first.get(at)
            if op is not None and (op.finite or op.form == "ing"):
                return True
        return False

    def _that(self, index: int) -> Stretch | None:
        """Tell "said that" and "a plan that" from "the strip that Baku holds" and "that strip"."""
        lower, before = self.words[index].token.lower, self.words[index - 1]
        if lower in {"whether", "if"}:
            return self._open("that" if lower == "whether" else "cond", index)
        if index + 1 >= len(self.words):
            return None
        head = self.by_last.get(index - 1)
        if head is not None:
            return self._open(
                "rel" if head.part == "noun" and self._describes(head, index) else "that", index
            )
        if before.token.lower == "and":
            return self._open("that", index)
        return None if before.little & {"in", "and", "adv"} else self._open("rel", index)  # "in that strip"

    def _describes(self, head: Operator, index: int) -> bool:
        """Whether "that" behind a noun opens a relative clause: "a draft that the rebels rejected"."""
        if "say" in head.roles:
            return False
        subject = self.by_first.get(index + 1)
        if subject is not None and subject.finite:
            return True
        verb = self._finite(index + 1, index + _LOOK)
        judged = verb is not None and verb.role in {"deny", "end", "propose", "possible"}
        return judged and bool({"plan", "propose", "order"} & set(head.roles))

    def _and(self, index: int) -> Stretch | None:
        """Return the stretch that "and" opens where it joins clauses or predicates, None where it joins words."""
        first, home = self.made[-1].first, self._home()
        contrast = self.words[index].token.lower in _CONTRAST
        predicated = any(
            op.finite or op.predicative for n in range(first, index) for op in [self.by_first.get(n)] if op
        )
        for at in range(index + 1, min(len(self.words), index + 1 + _LOOK)):
            word, op = self.words[at], self.by_first.get(at)
            if word.token.text in {",", ";", "."} or (at > index + 1 and not (predicated or contrast)):
                return None  # "the border of Syria and Israel has been closed"
            if "that" in word.little and at == index + 1:
                hung = self.made[home].hangs
                return Stretch("that", index, len(self.words), home if hung is None else hung)
            helped = word.little & _HELPERS
            if op is not None and op.form == "base" and not helped and self._is_infinitive(first, index):
                return None  # "to take the soldiers out and obtain a zone"
            if helped or (op is not None and op.finite):
                return Stretch("and", index, len(self.words), home)
        return None

    def _is_infinitive(self, first: int, last: int) -> bool:
        return any(
            op.infinitive or op.mood is not None
            for n in range(first, last)
            for op in [self.by_first.get(n)]
            if op
        )

    def _home(self) -> int:
        """Return the stretch that opened the clause which a joined one continues."""
        at = len(self.made) - 1
        while True:
            one = self.made[at]
            if one.kind in {"comma", "part", "aside", "dash", "and"} and one.hangs is not None:
                at = one.hangs
            elif one.resumes is not None:
                at = one.resumes
            else:
                return at

    def _resumed(self) -> list[Stretch]:
        """Cut relative clauses without a comma where the main verb follows: "the zone that Baku demands | would run"."""
        made: list[Stretch] = []
        moved: dict[int, int] = {}
        for number, one in enumerate(self.made):
            moved[number] = len(made)
            hangs = None if one.hangs is None else moved[one.hangs]
            resumes = None if one.resumes is None else moved[one.resumes]
            main = self._main_verb(one) if one.kind == "rel" and hangs is not None else None
            made.append(
                Stretch(one.kind, one.first, one.last if main is None else main.first, hangs, resumes)
            )
            if main is not None and hangs is not None:
                made.append(Stretch(made[hangs].kind, main.first, one.last, made[hangs].hangs, hangs))
        return made

    def _main_verb(self, one: Stretch) -> Operator | None:
        """Return the second finite verb of a relative clause, which is that of the clause around it."""
        finite = [op for n in range(one.first, one.last) for op in [self.by_first.get(n)] if op and op.finite]
        if len(finite) < 2 or finite[1].last - finite[0].last < 2:
            return None
        main = finite[1]
        leads = main.mood or main.passive or main.perfect or main.form in {"s", "pres", "fut"}
        return main if leads else None
