"""What a word may be: its role for a zone's standing, its part of speech and its form, from a language's file.

English forms are made from base forms; Russian and Ukrainian words are stems with an ending of their language, and the
ending tells the form. So a file names a verb once, and every tense of it is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from buffermap.paths import LANGUAGES

Code = Literal["en", "ru", "uk"]
Form = Literal[
    "inf", "base", "s", "past", "part", "ing", "pres", "fut", "short", "adj", "noun", "phrase", "little"
]

ROLES = frozenset({
    "make", "take_effect", "stand", "inside", "do", "start", "carry", "finish", "plan", "propose", "demand", "order", "possible", "deny", "end",
    "say", "call", "not", "will", "would", "may", "must", "be", "have", "to", "that", "purpose", "rel", "adv", "cond", "and", "in",
    "locative", "gap", "det", "adjunct", "people", "without", "none", "known", "within", "out", "more", "become", "has_to",
})  # fmt: skip
PARTS = frozenset({"verb", "noun", "adj", "phrase", "little", "pf", "ipf"})

_SECTION = re.compile(r"\[([a-z_/]+) ([a-z]+)\]")
_LONGEST_PHRASE = 5  # words
# Endings of nouns and adjectives in both languages, of one to four letters.
_NOMINAL = re.compile(
    r"(?:[аяоеиіыуюйь]|[аяоеиі]м|[аяиы]х|ов|ев|ів|їв|[оеє]ю|[оеі]й|[ие]в|ами|ями|ими|ыми|ові|еві|ого|ого|его|ому|ему|[ыиі]й|ая|яя|ую|юю|ое|ее"
    r"|[иі][яйюиіє]|ие|ией|ием|ією|ію|иям|иях|іям|іях|ть|сть|ти|сті|стю|ью|істю|остю|остя[мх]|[аеоуиі]|ка|ку|ки|кой|ок|ек)?"
)
_TELLING = re.compile("[іїєґыэъё]")
_WORD = re.compile(r"\w+")
_VOWELS = "aeiou"
_REMEMBERED = 20_000  # words that a long run keeps
_SHORT_STEM = 3  # letters up to which a stem must have an ending of a verb, or none
_LONGEST_ENDING = 4  # letters after the stem of a noun or an adjective
_ENDINGS: dict[Code, tuple[tuple[Form, re.Pattern[str]], ...]] = {
    "ru": (
        ("noun", re.compile(r"(?:[аеяи]ни|ти|стви)(?:е|я|ю|ем|и|й|ях|ям)$")),
        ("inf", re.compile(r"(?:ть|ти|чь)(?:ся|сь)?$")),
        ("past", re.compile(r"(?:л|ла|ло|ли|[её]г|ёс)(?:ся|сь)?$")),
        ("short", re.compile(r"(?:[аеёя]н|(?:ня|кры|ну|бы)т)[аоы]?$")),
        ("adj", re.compile(r"(?:нн|т|[еи]м|[уюая]щ|вш)(?:ый|ая|ое|ые|ого|ой|ому|ым|ую|ом|ых|ыми|ий|его|ее|ие|ей|ему|им|их|ими)(?:ся)?$")),
        ("pres", re.compile(r"(?:[еиё]т|[уюая]т|аст|[еиё]м|[ую]|[еи]шь|[её]те|ите)(?:ся|сь)?$")),
        ("ing", re.compile(r"(?:я|в|вши)(?:сь)?$")),
    ),
    "uk": (
        ("noun", re.compile(r"(?:нн|тт)(?:я|ю|ям|і|ях)$")),
        ("fut", re.compile(r"ти(?:му|ме|муть|меш|мемо)(?:ться|ся)?$")),
        ("inf", re.compile(r"ти(?:ся|сь)?$")),
        ("past", re.compile(r"(?:[аиіуяїо]?в|ла|ло|ли|іг|ніс)(?:ся|сь)?$")),
        ("short", re.compile(r"(?:[аеєо]н|[аиуя]т)о$")),
        ("adj", re.compile(r"(?:[аеєо]н|[иуя]т|н|юч|ч|л)(?:ий|а|е|і|ого|ої|ому|ій|им|ою|у|их|ими)$")),
        ("pres", re.compile(r"(?:[еєиїуюая]ть|є|е|[уюя]|[еєиї]м[ое]?|[еєиї]те|[еєиї]ш)(?:ся|сь)?$")),
        ("ing", re.compile(r"(?:чи|вши)(?:сь)?$")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a word or a fixed phrase may be; ``words`` counts the tokens that it takes."""

    roles: tuple[str, ...]
    part: str
    form: Form
    words: int = 1


class Language:
    """The words of one language.

    Parameters
    ----------
    code
        Which language.
    text
        Its file.

    Raises
    ------
    ValueError
        Where the file names an unknown role or part of speech, or an entry stands before any section.
    """

    def __init__(self, code: Code, text: str) -> None:
        self.code = code
        self._forms: dict[str, list[Sense]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
        self._stems: dict[str, list[Sense]] = {}
        self._seen: dict[str, tuple[Sense, ...]] = {}
        self._words: dict[str, tuple[tuple[Sense, ...], frozenset[str]]] = {}
        for roles, part, entry in _entries(code, text):
            self._add(roles, part, entry)
        self._longest = max(map(len, self._stems), default=0)

    def senses(self, word: str) -> tuple[Sense, ...]:
        """Return what a lower-case word may be on its own."""
        known = self._seen.get(word)
        if known is None:
            known = (*self._forms.get(word, ()), *self._by_stem(word))
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = known
        return known

    def word(self, lower: str) -> tuple[tuple[Sense, ...], frozenset[str]]:
        """Return what a token may be, and apart from that the little roles of it: "not" and "would" of "wouldn't"."""
        known = self._words.get(lower)
        if known is None:
            known = self._word(lower.replace("’", "'"))
            if len(self._words) < _REMEMBERED:
                self._words[lower] = known
        return known

    def _word(self, lower: str) -> tuple[tuple[Sense, ...], frozenset[str]]:
        senses = self.senses(lower)
        little = {role for sense in senses if sense.part == "little" for role in sense.roles}
        if lower.endswith("n't") or lower == "cannot":
            bare = self.senses(lower.removesuffix("n't").removesuffix("not"))
            little |= {"not"} | {role for sense in bare if sense.part == "little" for role in sense.roles}
        return tuple(sense for sense in senses if sense.part != "little"), frozenset(little)

    def phrase(self, words: list[str], at: int) -> Sense | None:
        """Return the longest fixed phrase that begins at a word, or None."""
        found = self.phrases(words, at)
        return found[0] if found else None

    def phrases(self, words: list[str], at: int) -> list[Sense]:
        """Return the longest fixed phrases that begin at a word; a verb's may be several forms."""
        best: list[Sense] = []
        for pattern, sense in self._phrases.get(words[at], self._phrases.get(words[at][:3] + "*", ())):
            if best and sense.words < best[0].words:
                continue
            span = words[at : at + len(pattern)]
            if len(span) == len(pattern) and all(_fits(p, w) for p, w in zip(pattern, span, strict=True)):
                best = [*best, sense] if best and best[0].words == sense.words else [sense]
        return best

    def _add(self, roles: tuple[str, ...], part: str, entry: str) -> None:
        words = tuple(entry.replace("_", " ").split())
        if part == "verb":
            self._add_verb(roles, entry)
        elif part in {"little", "phrase"} or (self.code == "en" and part in {"noun", "adj"}):
            form: Form = (
                "little"
                if part == "little"
                else "noun"
                if part == "noun"
                else "adj"
                if part == "adj"
                else "phrase"
            )
            self._put(words, Sense(roles, part, form, len(words)))
        else:
            self._stems.setdefault(entry.replace("_", " "), []).append(Sense(roles, part, "noun"))

    def _add_verb(self, roles: tuple[str, ...], entry: str) -> None:
        base, *given = entry.split(":")
        first, *particles = base.split("_")
        forms = _english_forms(first.removeprefix("~"))
        if first.startswith("~"):  # "back" is more often an adverb
            del forms["base"]
        if given:
            forms["past"] = given[0].split("_")[0]
            forms["part"] = given[-1].split("_")[0]
        for form, word in forms.items():
            words = (word, *particles)
            self._put(words, Sense(roles, "verb", form, len(words)))

    def _put(self, words: tuple[str, ...], sense: Sense) -> None:
        if len(words) == 1 and not words[0].endswith("*"):
            known = self._forms.setdefault(words[0], [])
            if sense not in known:
                known.append(sense)
            return
        first = words[0]
        self._phrases.setdefault(first if "*" not in first else first[:3] + "*", []).append((words, sense))

    def _by_stem(self, word: str) -> Iterator[Sense]:
        for length in range(min(len(word), self._longest), 1, -1):
            found = [
                Sense(sense.roles, sense.part, form)
                for sense in self._stems.get(word[:length], ())
                for form in [_form(self.code, word, length, sense.part)]
                if form
            ]
            if found:
                yield from found
                return


def language_of(text: str, *, cyrillic: bool) -> Code:
    """Return which language's words a sentence is read with."""
    if not cyrillic:
        return "en"
    lower = text.lower()
    if not _TELLING.search(lower):
        return _more_words(lower)
    ukrainian = sum(lower.count(letter) for letter in "іїєґ")
    russian = sum(lower.count(letter) for letter in "ыэъё")
    return "uk" if ukrainian > russian else "ru"


def _more_words(lower: str) -> Code:
    """Return whose words are more, where no letter tells Russian from Ukrainian."""
    words = _WORD.findall(lower)
    known: dict[str, int] = {
        code: sum(bool(language(code).senses(word)) for word in words) for code in ("ru", "uk")
    }
    return "uk" if known["uk"] > known["ru"] else "ru"


@cache
def language(code: Code) -> Language:
    """Return the words of a language; its file is read and checked once."""
    return Language(code, (LANGUAGES / f"{code}.txt").read_text(encoding="utf-8"))


def _entries(code: Code, text: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    roles: tuple[str, ...] = ()
    part = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if section := _SECTION.fullmatch(line):
            roles, part = tuple(section[1].split("/")), section[2]
            if not ROLES.issuperset(roles) or part not in PARTS:
                msg = f"{code}.txt, line {number}: [{section[1]} {part}] is no known role and part of speech"
                raise ValueError(msg)
        elif not roles:
            msg = f"{code}.txt, line {number}: an entry before any [role part]"
            raise ValueError(msg)
        else:
            for entry in line.split():
                yield roles, part, entry


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _english_forms(base: str) -> dict[Form, str]:
    """Return the regular forms of an English verb."""
    if base.endswith("e"):
        past, ing = f"{base}d", f"{base[:-1]}ing"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        past, ing = f"{base[:-1]}ied", f"{base}ing"
    elif (
        len(base) > 2
        and base[-1] not in "aeiouwxyrh"
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
        and _doubles(base)
    ):
        past, ing = f"{base}{base[-1]}ed", f"{base}{base[-1]}ing"
    else:
        past, ing = f"{base}ed", f"{base}ing"
    third = (
        f"{base}es"
        if base.endswith(("s", "sh", "ch", "x", "z", "o"))
        else f"{base[:-1]}ies"
        if base.endswith("y") and base[-2] not in _VOWELS
        else f"{base}s"
    )
    return {"base": base, "s": third, "past": past, "part": past, "ing": ing}


def _doubles(base: str) -> bool:
    """Whether the last letter is doubled: words of one syllable, and those whose last one is stressed."""
    syllables = len(re.findall(r"[aeiouy]+", base))
    return syllables == 1 or base.endswith(("mit", "pel", "fer", "nul", "gin", "cel", "ban"))


def _form(code: Code, word: str, length: int, part: str) -> Form | None:
    """Return the form that a word's ending gives to its stem, or None where none fits."""
    rest = word[length:]
    if part in {"noun", "adj"}:
        fits = len(rest) <= (_LONGEST_ENDING if length > _SHORT_STEM else 2) and (
            part == "adj" or _NOMINAL.fullmatch(rest) is not None
        )
        return ("noun" if part == "noun" else "adj") if fits else None
    if not rest and (part == "pf" or word.endswith(("є", "ет", "ит"))) and length > 2:
        return "past" if part == "pf" else "pres"  # "отверг", «діє»: the whole word is the stem
    for form, endings in _ENDINGS[code]:
        found = endings.search(word)
        if found and found.start() <= length + 5 and found.end() > length:
            if form == "pres":
                return "fut" if part == "pf" else "pres"
            return form
    return None
