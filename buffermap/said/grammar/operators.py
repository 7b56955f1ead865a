"""The words of a sentence that say how things stand: verbs with their tense, mood and negation, nouns, adjectives.

Each becomes an `Operator`; what governs what is found by `buffermap.said.grammar.structure`.
"""

from typing import Literal, NamedTuple

from buffermap.said.grammar.lexis import Form, Language, Sense
from buffermap.said.grammar.tokens import Token

Mood = Literal["will", "would", "may", "must"]


class Operator(NamedTuple):
    """A word, or a fixed phrase, that says how what it governs stands.

    ``first`` and ``last`` are the numbers of its tokens (auxiliaries left out), ``start`` and ``end`` its characters with
    them. ``finite`` verbs have a subject; an ``attribute`` stands before its noun ("a proposed strip").
    """

    roles: tuple[str, ...]
    part: str
    form: Form
    first: int
    last: int
    start: int
    end: int
    mood: Mood | None = None
    negated: bool = False
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    infinitive: bool = False
    attribute: bool = False
    adjunct: bool = False
    obliged: bool = False
    helped: bool = False

    @classmethod
    def of(cls, sense: Sense, words: list["Word"], at: int) -> "Operator":
        """Return the operator of a sense whose first word is at a place."""
        last = at + sense.words - 1
        return cls(
            roles=sense.roles, part=sense.part, form=sense.form, first=at, last=last,
            start=words[at].token.start, end=words[last].token.end,
        )  # fmt: skip

    @property
    def role(self) -> str:
        """What it does, where it can do one thing only; the first of several."""
        return self.roles[0]

    @property
    def verbal(self) -> bool:
        """Whether it is a verb in any form."""
        return self.part in {"verb", "pf", "ipf"} and self.form not in {"noun", "adj"} and not self.attribute

    @property
    def predicative(self) -> bool:
        """Whether it is an adjective or a phrase behind "is" or "has been"."""
        return self.part in {"adj", "phrase"} and self.helped

    @property
    def finite(self) -> bool:
        """Whether it is a verb that has a subject of its own."""
        if not self.verbal or self.infinitive:
            return False
        if self.mood or self.perfect or self.progressive or self.passive:
            return True
        return self.form in {"past", "s", "base", "pres", "fut", "short"}


class Word(NamedTuple):
    """A token with all that it may be, and the little roles among them."""

    token: Token
    senses: tuple[Sense, ...]
    little: frozenset[str]


def words_of(tokens: list[Token], language: Language) -> list[Word]:
    """Return the tokens with what each may be."""
    made: list[Word] = []
    for token in tokens:
        senses, little = language.word(token.lower)
        month = token.text == "May" and bool(made)
        made.append(Word(token, senses, frozenset() if month else little))
    return made
