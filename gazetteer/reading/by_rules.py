"""Names in sentences of languages that no model was trained on: all that is known of such a language is its file.

What stands at a capitalised word is taken back through the endings of the language's cases, looked up, and judged by
a handful of weights, set by hand, that say what speaks for a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from gazetteer.entries.lexicon import ADMIN1, COUNTRY, REGION, SETTLEMENT, Entry, Lexicon
from gazetteer.languages import ClassWord, Rules, language, ruled
from gazetteer.place import KINDS
from gazetteer.reading.document import Document
from gazetteer.reading.hints import NO_HINT, Hint, hint_for
from gazetteer.reading.language import sentence_languages
from gazetteer.reading.matcher import Match
from gazetteer.text.names import NameFlag, fold

_CAPITALISED = frozenset(("Xx", "XX", "XxXx", "X.X.", "X"))
_DIVISIONS = frozenset(("admin1", "admin2"))
_MAX_TOKENS, _MAX_KEYS, _LONGEST_ENDING, _SHORTEST_STEM = 6, 60, 5, 2
_NO_CAPITALS = "arabic"
_SEAT = 2  # of a first-level division
_SURE, _NO_PLACE = 0.97, 0.02
_PART = 0.5  # of its probability is left to a part of a longer name
_LARGE = 8.0  # prior of cities that are spoken of far from them
_KNOWN = 6.5  # prior of towns that need no word beside them


@dataclass(frozen=True, slots=True, eq=False)
class _Tongue:
    """What a file says, folded as words of a text are."""

    rules: Rules
    words: dict[str, frozenset[str]]
    heads: dict[str, ClassWord]
    classes: dict[str, str]
    forms: dict[str, str]

    def has(self, name: str, word: str) -> bool:
        return word in self.words.get(name, frozenset())


@cache
def _tongue(code: str) -> _Tongue:
    known, rules = language(code), ruled()[code]
    return _Tongue(
        rules=rules,
        classes={fold(word): kind for word, kind in rules.classes.items()},
        forms={fold(form): fold(listed) for form, listed in rules.forms.items()},
        words={name: frozenset(map(fold, words)) for name, words in known.words.items()},
        heads={fold(form): head for head in known.divisions for form in head.forms},
    )


def ruled_sentences(document: Document) -> dict[int, str]:
    """Return the sentences that are in a language read by rules, with their language."""
    rules = ruled()
    return {number: code for number, code in enumerate(sentence_languages(document)) if code in rules}


def ruled_matches(
    document: Document, sentences: dict[int, str], lexicon: Lexicon
) -> Iterator[tuple[Match, float]]:
    """Yield the names in these sentences, each with how likely it names a place there."""
    near = {
        code: {
            lexicon.gazetteer.countries.index(country.upper())
            for country in language(code).words.get("near_countries", ())
            if country.upper() in lexicon.gazetteer.countries
        }
        for code in set(sentences.values())
    }
    for number, code in sentences.items():
        sentence = _Sentence(document, number, _tongue(code), lexicon, near[code])
        yield from sentence.judged()


class _Sentence:
    """One sentence, read by the rules of its language."""

    def __init__(
        self, document: Document, number: int, tongue: _Tongue, lexicon: Lexicon, near: set[int]
    ) -> None:
        self.document, self.tongue, self.lexicon, self.near = document, tongue, lexicon, near
        self.low, self.high = document.bounds[number]
        self.in_capitals = document.capitals[number]

    def judged(self) -> Iterator[tuple[Match, float]]:
        """Yield the names with their probabilities; a part of a longer name has less."""
        found = [match for first in range(self.low, self.high) for match in self._from(first)]
        self.known = {index for match in found for index in range(match.first, match.last)}
        for match in found:
            whole = any(
                other.first <= match.first
                and match.last <= other.last
                and other.last - other.first > match.last - match.first
                for other in found
            )
            yield match, self._probability(match) * (_PART if whole else 1.0)

    # -- names ----------------------------------------------------------------------------------------

    def _from(self, first: int) -> Iterator[Match]:
        """Yield what begins at a word: the division of an adjective, and the names of a word with a capital."""
        if (divided := self._division(first)) is not None:
            yield divided
        elif self.tongue.rules.script == _NO_CAPITALS:
            yield from (match for match in self._at(first) if self._is_told(match))
        elif self.document.shapes[first] in _CAPITALISED or self._is_joined(first):
            yield from self._at(first)

    def _is_told(self, match: Match) -> bool:
        """Whether something says that a word without a capital names a place: what stands before, or how large it is."""
        first = match.first
        before = self.document.folded[first - 1] if first > self.low else ""
        told = self.tongue.has("prepositions", before) or before in self.tongue.classes or bool(match.skip)
        return bool(match.entry.prior[0] >= (_KNOWN if told else _LARGE))

    def _at(self, first: int) -> Iterator[Match]:
        """Yield the names that begin at a word, longer ones first."""
        begins = self._begins(first)
        skip = self._proclitic(first)
        found: dict[int, list[str]] = {}
        keys, index = [""], first
        while keys and index < min(self.high, first + _MAX_TOKENS):
            folded = begins if index == first else self.document.folded[index]
            if folded:
                forms = _bases(folded, self.tongue)
                longer = [f"{key} {form}".strip() for key in keys for form in forms]
                keys = [key for key in dict.fromkeys(longer) if self.lexicon.has_prefix(key)][:_MAX_KEYS]
                whole = [key for key in keys if self.lexicon.entry(key) is not None]
                capital = (
                    self.document.shapes[index] in _CAPITALISED or self.tongue.rules.script == _NO_CAPITALS
                )
                if whole and (index == first or capital):
                    found[index + 1] = whole
            elif self.document.tokens.words[index] not in ("-", "–", "."):
                break
            index += 1
        for last, whole in sorted(found.items(), reverse=True):
            exact = " ".join(filter(None, (begins, *self.document.folded[first + 1 : last])))
            if (entry := self.lexicon.any_of(tuple(whole), exact=exact)) is not None:
                yield self._hinted(Match(first, last, entry, skip))
        if not found and (short := self.lexicon.abbreviation(self.document.tokens.words[first])) is not None:
            yield Match(first, first + 1, short)

    def _begins(self, first: int) -> str:
        """Return the folded word, without what is written together with it: l'Hérault."""
        word = self.document.tokens.words[first][self._proclitic(first) :]
        return fold(word) if self._proclitic(first) else self.document.folded[first]

    def _is_joined(self, first: int) -> bool:
        """Whether a name with a capital follows a small proclitic in one word."""
        skip = self._proclitic(first)
        return bool(skip) and self.document.tokens.words[first][skip : skip + 1].isupper()

    def _proclitic(self, first: int) -> int:
        """Return how many characters of a word are a proclitic with its apostrophe."""
        word = self.document.tokens.words[first]
        if self.tongue.rules.script == _NO_CAPITALS:
            joined = word[:1] in self.tongue.rules.proclitics and self.lexicon.entry(fold(word)) is None
            return int(joined and len(word) > _SHORTEST_STEM + 1)
        for sign in ("'", "’"):
            before, mark, after = word.partition(sign)
            if mark and after[:1].isupper() and before.lower() in self.tongue.rules.proclitics:
                return len(before) + 1
        return 0

    def _division(self, first: int) -> Match | None:
        """Return the division that an adjective behind its class word names: w powiecie sokólskim."""
        folded, at = self.document.folded, first - 1
        # in lists, too: obwodów kurskiego i biełgorodzkiego
        while at - 1 > self.low and (
            self.tongue.has("joins", folded[at]) or self.document.tokens.words[at] == ","
        ):
            at -= 2
        return (
            self._divided(first, folded[at]) if at >= self.low and folded[at] in self.tongue.heads else None
        )

    def _divided(self, first: int, before: str) -> Match | None:
        head = self.tongue.heads[before]
        adjective = self.document.folded[first]
        keys = tuple(
            key
            for listed in head.listed
            for form in _bases(adjective, self.tongue)
            if self.lexicon.entry(key := f"{fold(listed)} {form}") is not None
        )
        entry = self.lexicon.any_of(keys) if keys else None
        if entry is None:
            return None
        match = Match(first, first + 1, entry)
        self.document.memo[match] = Hint(KINDS.index(head.kind), before)
        return match

    def _hinted(self, match: Match) -> Match:
        """Return a match, with the kind noted that a class word before it names."""
        at = match.first - 1
        folded = self.document.folded
        while (
            at >= self.low
            and at >= match.first - 3
            and (
                self.tongue.has("articles", folded[at])
                or self.tongue.has("prepositions", folded[at])
                or not folded[at]
            )
        ):
            at -= 1
        word = folded[at] if at >= self.low else ""
        kind = self.tongue.classes.get(word)
        near = at == match.first - 1 or self.document.tokens.words[match.first - 1] != ","
        if kind is None or not near:
            return match
        number = KINDS.index(kind)
        if kind in _DIVISIONS and not (match.entry.kind == number).any():
            match = replace(match, entry=self._division_named(match.entry, number))
        self.document.memo[match] = Hint(number, word)
        return match

    def _division_named(self, entry: Entry, kind: int) -> Entry:
        """Return an entry with the divisions that are called so, or whose seat the name is: Gebiet Charkiw."""
        called = self.lexicon.with_division(entry, kind)
        row = int(entry.admin1[0])
        if called is not entry or kind != ADMIN1 or entry.seat[0] < _SEAT or row < 0:
            return called
        return self.lexicon.built(f"of {entry.key}", lambda: [row]) or entry

    # -- judgement ------------------------------------------------------------------------------------

    def _probability(self, match: Match) -> float:
        entry, first = match.entry, match.first
        folded = self._begins(first)
        if self._is_code(match):
            return _NO_PLACE
        hint = hint_for(self.document, match)
        fits = hint.kind != NO_HINT and (bool((entry.kind == hint.kind).any()) or hint.kind < SETTLEMENT)
        initial = first == self.low
        if self._is_no_place(match, folded, initial=initial) and not fits:
            return _NO_PLACE
        before = "" if initial else self.document.folded[first - 1]
        town = entry.kind[0] == SETTLEMENT
        local = self._is_local(match)
        score = 0.45 + 0.08 * min(max(float(entry.prior[0]) - 4.0, -3.0), 3.0)
        score += 0.35 * fits + 0.25 * local + 0.1 * (match.last - first > 1)
        score += 0.2 * bool(entry.kind[0] in (COUNTRY, REGION))
        score -= 0.3 * self.tongue.has("persons", before)
        score -= 0.5 * (not initial and self.tongue.has("first_names", before))
        score -= 0.4 * (town and self.tongue.has("articles", before) and not match.skip and not fits)
        score -= (0.3 if town and entry.prior[0] < _KNOWN else 0.1) * initial
        if self.tongue.rules.capital_nouns:
            score -= 0.3 * (town and entry.prior[0] < _KNOWN and not local and not fits)
        score -= self._far_cost(entry, initial=initial, local=local) * (not fits)
        if not self.in_capitals:
            score -= (0.25 if entry.prior[0] >= _KNOWN else 0.35) * self._beside_unknown(match, local=local)
        return min(max(score, _NO_PLACE), _SURE)

    def _is_code(self, match: Match) -> bool:
        """Whether a word is the code of a country or division, or an abbreviation that stands only behind a comma."""
        flags = match.entry.flags[0]
        if flags & NameFlag.ABBREVIATION:
            return not match.entry.plain
        return bool(flags & NameFlag.CODE) and not flags & (NameFlag.OFFICIAL | NameFlag.ENGLISH)

    def _is_no_place(self, match: Match, folded: str, *, initial: bool) -> bool:
        """Whether a word is a first name, a common word, or an acronym of a small place's name."""
        has = self.tongue.has
        if match.last - match.first > 1:
            return has("never", " ".join(filter(None, self.document.folded[match.first : match.last])))
        if (
            self.document.shapes[match.first] == "XX"
            and match.entry.kind[0] == SETTLEMENT
            and not self.in_capitals
        ):
            return True
        common = initial or self.in_capitals
        if self.tongue.rules.capital_nouns:
            common = common or not (match.entry.prior[0] >= _KNOWN and self._is_local(match))
        return (
            has("never", folded)
            or (has("surnames", folded) and match.entry.prior[0] < _LARGE and not self._is_local(match))
            or has("first_names", folded)
            or (initial and has("openers", folded))
            or (common and has("common", folded))
        )

    def _is_local(self, match: Match) -> bool:
        """Whether a preposition that asks for a place stands before a name, or before the list that it ends."""
        at = match.first - 1
        if match.skip:
            return True
        folded, words = self.document.folded, self.document.tokens.words
        while at >= self.low:
            word = folded[at]
            if self.tongue.has("prepositions", word) or word in self.tongue.classes:
                return True
            article = at == match.first - 1 and self.tongue.has("articles", folded[at])
            joins = self.tongue.has("joins", folded[at]) or words[at] in (",", "-", "–")
            if not (article or joins or at in self.known):
                return False
            at -= 1
        return False

    def _far_cost(self, entry: Entry, *, initial: bool, local: bool) -> float:
        """Return what speaks against a small foreign town, which hardly any text of the language means."""
        if entry.kind[0] != SETTLEMENT or entry.prior[0] >= _LARGE or self._is_near(entry):
            return 0.0
        return (0.25 if local else 0.3) * (1 + initial)

    def _is_near(self, entry: Entry) -> bool:
        return not self.near.isdisjoint(entry.country.tolist())

    def _beside_unknown(self, match: Match, *, local: bool) -> bool:
        """Whether a capitalised word that is no place stands directly beside a name, as in a person's name."""
        if self.tongue.rules.capital_nouns:
            return False
        shapes, before, after = self.document.shapes, match.first - 1, match.last
        if after < self.high and shapes[after] == "Xx" and after not in self.known and not local:
            return True
        return before > self.low and shapes[before] == "Xx" and before not in self.known


def _bases(word: str, tongue: _Tongue) -> tuple[str, ...]:
    """Return the listed words that a folded word may be a case of, the word itself first."""
    rules = tongue.rules
    if word in tongue.forms:
        return (tongue.forms[word],)
    forms: dict[str, None] = {word: None}
    for size in range(_LONGEST_ENDING, -1, -1):
        stem, ending = word[: len(word) - size], word[len(word) - size :]
        if len(stem) >= _SHORTEST_STEM:
            forms |= dict.fromkeys(stem + other for other in rules.endings.get(ending, ()))
    return tuple(forms)
