"""Invented lines about what happens to places, and about what is done in their name, with the usage of each name.

"Troops left X", "X shelled, two hurt", "X without power" are literal; "X hits back over tariffs", "X beat Y" are not.
The corpora of usage are encyclopaedias and long newspaper sentences: headlines and posts are none of theirs. A part of
the verbs and a part of the towns are kept *aside*, so that what was learnt is measured on words that were not seen.
"""

import hashlib
import random
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np

from gazetteer.entries.lexicon import Lexicon

Part = Literal["learnt", "aside"]
TABLE = Path(__file__).parent / "tables" / "events.toml"
SEED = 15
_ASIDE = 5  # one in so many verbs and towns is kept aside
_LOCAL = ("UA", "RU", "BY", "SY", "IL", "IQ")  # where towns are often named for what happened to them
_LEAST_PEOPLE, _LEAST_LOCAL = 30_000, 5_000


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's forms."""

    base: str
    past: str
    participle: str

    @property
    def third(self) -> str:
        """Return "hits", "searches", "flies"."""
        if self.base.endswith(("s", "sh", "ch", "x", "z")):
            return f"{self.base}es"
        if self.base.endswith("y") and self.base[-2] not in "aeiou":
            return f"{self.base[:-1]}ies"
        return f"{self.base}s"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """Words of one part to draw from."""

    table: dict[str, list[str]]
    undergone: list[Verb]
    moved: list[Verb]
    towns: list[str]
    rng: random.Random

    def one(self, name: str) -> str:
        return self.rng.choice(self.table[name])

    def town(self) -> str:
        return self.rng.choice(self.towns)


def event_records(lexicon: Lexicon, *, part: Part, count: int) -> list[dict[str, Any]]:
    """Return invented documents in the form of the corpora, each name with its ``usage``.

    Parameters
    ----------
    part
        Made with the verbs and towns to learn from, or with those kept aside.
    count
        How many; two thirds are about what happened, one third about actors.
    """
    words = _words(lexicon, part)
    makers = (_undergone, _moved, _stays, _undergone_by, _speaks, _plays)
    return [
        _record(f"event-{part}-{number}", *makers[number % len(makers)](words), words)
        for number in range(count)
    ]


_Line = tuple[str, Literal["literal", "associative"]]


def _undergone(words: _Words) -> _Line:
    """Return a place to which something was done: whole sentences, and headlines without their verb."""
    verb = words.rng.choice(words.undergone)
    by = words.rng.choice(
        [f" by {words.one('forces')}", f" by {words.one('weapons')}", f" by {words.one('nature')}", ""]
    )
    tail, told = _spaced(words.one("tails")), words.one("told")
    return words.rng.choice([
        f"[{{}}] was {verb.participle}{by}{tail}.", f"[{{}}] {verb.participle}{by}{tail}.",
        f"[{{}}] {verb.participle}{by}, {told}.", f"[{{}}] {verb.participle}{by}{tail}, {told}",
        f"[{{}}] {verb.participle}{by}; {told}.", f"[{{}}] {verb.participle}{by}{tail}",
        f"[{{}}] has been {verb.participle}{by}{tail}, {told}.", f"[{{}}] is {verb.participle}{tail}.",
        f"[{{}}] and [{{}}] {verb.participle}{by}{tail}, {told}.", f"[{{}}], [{{}}] were {verb.participle}{tail}.",
        f"[{{}}] {verb.participle}", f"[{{}}] is being {verb.participle}{by}, {told}.",
        f"[{{}}] had been {verb.participle}{tail}; {told}.", f"[{{}}] {verb.participle}: {told}",
    ]), "literal"  # fmt: skip


def _undergone_by(words: _Words) -> _Line:
    """Return what is done to a place, the doer first."""
    verb, tail, told = words.rng.choice(words.undergone), _spaced(words.one("tails")), words.one("told")
    doer = words.one(words.rng.choice(("forces", "weapons", "nature")))
    weapon = words.one("weapons")
    singular = doer.startswith(("a ", "an ", "the ")) and not doer.endswith("s")
    now = verb.third if singular else verb.base
    return words.rng.choice([
        f"{_first(doer)} {verb.past} [{{}}]{tail}, {told}.", f"{_first(doer)} {verb.past} [{{}}]{tail}.",
        f"{_first(doer)} {now} [{{}}], {told}", f"{_first(doer)} {now} [{{}}]{tail}",
        f"{_first(words.one('forces'))} {verb.past} [{{}}] with {weapon}{tail}, {told}.",
        f"{_first(doer)} {verb.past} [{{}}] and [{{}}]{tail}.", f"{_first(doer)} have {verb.participle} [{{}}], {told}.",
    ]), "literal"  # fmt: skip


def _moved(words: _Words) -> _Line:
    """Return where somebody goes."""
    verb, tail, told = words.rng.choice(words.moved), _spaced(words.one("tails")), words.one("told")
    who = words.one("goers")
    singular = who.startswith(("a ", "the army"))
    now = verb.third if singular else verb.base
    return words.rng.choice([
        f"{_first(who)} {verb.past} [{{}}]{tail}.", f"{_first(who)} {verb.past} [{{}}]{tail}, {told}.",
        f"{_first(who)} {now} [{{}}]{tail}", f"{_first(who)} {now} [{{}}], {told}",
        f"{_first(who)} {verb.past} [{{}}] for [{{}}]{tail}.", f"{_first(who)} {verb.past} [{{}}] and [{{}}]{tail}.",
    ]), "literal"  # fmt: skip


def _stays(words: _Words) -> _Line:
    """Return how a place is, or what it does as a place."""
    state, tail, told = words.one("states"), _spaced(words.one("tails")), words.one("told")
    happens = words.one("happens")
    return words.rng.choice([
        f"[{{}}] {state}{tail}.", f"[{{}}] left {state} after {words.one('nature')}.", f"[{{}}] is {state}, {told}.",
        f"[{{}}] {state}, {told}", f"[{{}}] remains {state}{tail}.", f"[{{}}] was left {state}{tail}, {told}.",
        f"[{{}}] still {state}", f"[{{}}] {happens}", f"[{{}}] {happens}, {told}.", f"[{{}}]: {told}",
        f"[{{}}] and [{{}}] {state}{tail}.", f"[{{}}] left {state}", f"[{{}}] {happens}{tail}.",
    ]), "literal"  # fmt: skip


def _speaks(words: _Words) -> _Line:
    """Return what governments say and do, by their capitals."""
    first, second = words.rng.sample(words.table["capitals"], 2)
    said = f"{words.one('speaks')} {words.one('speech')}"
    tail = _spaced(words.one("tails"))
    return words.rng.choice([
        f"[{first}] {said}{tail}.", f"[{first}] {said}", f"[{first}] {words.one('acts')}{tail}.",
        f"[{first}] {words.one('acts')}", f"[{first}] and [{second}] sign {words.one('speech')}",
        f"[{first}] accuses [{second}] of breaking the truce.", f"Talks between [{first}] and [{second}] stall",
        f"[{first}] {words.one('acts')}, {words.one('told')}.", f"Relations of [{first}] with [{second}] are bad.",
    ]), "associative"  # fmt: skip


def _plays(words: _Words) -> _Line:
    """Return what teams do, by their towns."""
    return words.rng.choice([
        f"[{{}}] {words.one('plays')} [{{}}] 2-1{_spaced(words.one('tails'))}.", f"[{{}}] {words.one('scores')}.",
        f"[{{}}] {words.one('scores')}{_spaced(words.one('tails'))}.", f"[{{}}] {words.one('plays')} [{{}}] in the cup",
        f"[{{}}] {words.one('scores')} and stay top.",
    ]), "associative"  # fmt: skip


def _spaced(tail: str) -> str:
    return f" {tail}" if tail else ""


def _first(text: str) -> str:
    return text[0].upper() + text[1:]


def _record(doc_id: str, line: str, usage: str, words: _Words) -> dict[str, Any]:
    """Return a line in one of the frames that lines stand in, with its names marked."""
    head, foot = words.rng.choice(_FRAMES)(words)
    written = str.upper if words.rng.random() < _IN_CAPITALS else str
    before, *pieces = line.split("[")
    text, gold = head + written(before), []
    for piece in pieces:
        name, rest = piece.split("]", 1)
        name, rest = written(words.town() if name == "{}" else name), written(rest)
        gold.append({"start": len(text), "end": len(text) + len(name), "surface": name, "usage": usage})
        text += name + rest
    return {"doc_id": doc_id, "text": text + foot, "gold": gold}


_IN_CAPITALS = 0.06
_Frame = Callable[[_Words], tuple[str, str]]
# alone; as a headline; as a post's second sentence; within a paragraph; with a sign before it
_FRAMES: tuple[_Frame, ...] = (
    lambda _words: ("", ""),
    lambda _words: ("", ""),
    lambda words: ("", f"\n\n{words.one('bodies')}"),
    lambda words: (f"{words.one('before')}\n\n", ""),
    lambda words: (f"{words.one('before')} ", ""),
    lambda words: (f"{words.one('before')} ", f" {words.one('bodies')}"),
    lambda words: (f"{words.rng.choice('⚡❗🔴▪')} ", ""),
)


def _words(lexicon: Lexicon, part: Part) -> _Words:
    raw = tomllib.loads(TABLE.read_text("utf-8"))
    table = {name: _cut(name, value) for name, value in raw.items()}
    belongs = partial(_is_of, part)
    return _Words(
        table={name: values for name, values in table.items() if name not in ("undergone", "moved")},
        undergone=[verb for verb in _verbs(table["undergone"]) if belongs(verb.base)],
        moved=[verb for verb in _verbs(table["moved"]) if belongs(verb.base)],
        towns=list(filter(belongs, _towns(lexicon))),
        rng=random.Random(f"{SEED} {part}"),  # noqa: S311 - draws words, guards nothing
    )


def _cut(name: str, value: str) -> list[str]:
    """Return the entries of a list: lines of text, or what semicolons divide; two quotes are an empty one."""
    entries = value.strip().split("\n" if name == "bodies" else ";")
    return [" ".join(entry.split()).replace('""', "") for entry in entries]


def _verbs(entries: Iterable[str]) -> list[Verb]:
    forms = [entry.split() for entry in entries]
    return [Verb(base, past, rest[0] if rest else past) for base, past, *rest in forms]


def _is_of(part: Part, word: str) -> bool:
    aside = int(hashlib.sha256(word.encode()).hexdigest(), 16) % _ASIDE == 0
    return aside == (part == "aside")


def _towns(lexicon: Lexicon) -> list[str]:
    """Return names of towns of the whole world, half of them of countries at war."""
    gazetteer = lexicon.gazetteer
    rows = gazetteer.settlement_rows()
    local = np.isin(gazetteer.country[rows], [gazetteer.countries.index(code) for code in _LOCAL])
    people = gazetteer.population[rows]
    near, far = rows[local & (people > _LEAST_LOCAL)], rows[~local & (people > _LEAST_PEOPLE)]
    step = max(1, len(far) // max(len(near), 1))
    return [gazetteer.name(int(row)) for row in (*near.tolist(), *far[::step].tolist())]
