"""Regular expressions that cost nothing until they are asked, and less where a text has no Cyrillic letters.

The rules know hundreds of words in three languages, and compiling all of them takes a quarter of a second: too
much for a command that may need none. A `Pattern` is compiled when it is first used; for a text in Latin letters
without those of its alternatives that are written in Cyrillic, which could not match there anyway. Where case does not
matter it is looked for in lower case first, which is six times quicker than to ignore case, and most are not there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

LONGEST_SENTENCE = 2_000
"""Characters of a sentence that are read: nobody writes longer ones, and time grows faster than their length."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_SYNTAX = re.compile(r"\\.|\(\?(?:P<\w+>|<?[=!]|-?i?:)", re.DOTALL)
_CAPTURES = re.compile(r"(?<!\\)\((?:\?P<|(?!\?))")
_NESTING = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_NEVER = re.compile(r"(?!)")
# What stands for a class of characters or a group's kind, and keeps its case: "\\W", "(?P<name>".
_KEPT = re.compile(r"\\.|\(\?P<\w+>", re.DOTALL)


@lru_cache(maxsize=256)
def has_cyrillic(text: str) -> bool:
    """Whether a text holds a Cyrillic letter; the last texts are remembered."""
    return _CYRILLIC.search(text) is not None


class Pattern:
    """A regular expression, compiled at its first use.

    Parameters
    ----------
    source
        The expression, as for `re.compile`.
    flags
        Its flags.
    needs
        Lower-case strings, one of which every match holds: a text without them is not searched. Worth stating
        where the expression begins with something common, as a number.
    """

    def __init__(self, source: str, flags: int = 0, *, needs: tuple[str, ...] = ()) -> None:
        self.source = source
        self.flags = flags
        self.needs = needs

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"

    @cached_property
    def full(self) -> re.Pattern[str]:
        """The whole expression."""
        return re.compile(self.source, self.flags)

    @cached_property
    def latin(self) -> re.Pattern[str]:
        """The expression without the alternatives that only a Cyrillic text can match."""
        if _CYRILLIC.search(self.source) is None:
            return self.full
        parts = alternatives(self.source)
        kept = [part for part in parts if not _is_cyrillic(part) or _CAPTURES.search(part)]
        if all(_is_cyrillic(part) for part in parts):
            return _NEVER
        return self.full if len(kept) == len(parts) else re.compile("|".join(kept), self.flags)

    @cached_property
    def lower(self) -> "Pattern | None":
        """The expression for a text in lower case; None where case matters in it."""
        folds = self.flags & re.IGNORECASE and "(?-i" not in self.source
        return Pattern(_in_lower_case(self.source), self.flags & ~re.IGNORECASE) if folds else None

    def of(self, text: str) -> re.Pattern[str]:
        """Return the expression to ask for a text."""
        return self.latin if text.isascii() or not has_cyrillic(text) else self.full

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the first match in a text, or in the part of it that a start and an end give."""
        if self.needs and not any(part in lower_case(text) for part in self.needs):
            return None
        if self.lower is None:
            return self.of(text).search(text, *span)
        found = self.lower.of(text).search(lower_case(text), *span)
        if found is None or _as_written(found, text):
            return found
        return self.of(text).search(text, found.start(), *span[1:])

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the match at the beginning."""
        if self.lower is None:
            return self.of(text).match(text, *span)
        found = self.lower.of(text).match(lower_case(text), *span)
        return found if found is None or _as_written(found, text) else self.of(text).match(text, *span)

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the match of all of it."""
        if self.lower is None:
            return self.of(text).fullmatch(text, *span)
        found = self.lower.of(text).fullmatch(lower_case(text), *span)
        return found if found is None or _as_written(found, text) else self.of(text).fullmatch(text, *span)

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """Return the matches in order."""
        first = self.search(text, *span)
        if first is None:
            return iter(())
        span = (first.start(), *span[1:])
        if self.lower is None:
            return self.of(text).finditer(text, *span)
        found = list(self.lower.of(text).finditer(lower_case(text), *span))
        return (
            iter(found)
            if all(_as_written(one, text) for one in found)
            else self.of(text).finditer(text, *span)
        )

    def words(self, text: str) -> set[str]:
        """Return the different words in lower case that match."""
        if self.lower is None:
            return {found[0].lower() for found in self.finditer(text)}
        return {found[0] for found in self.lower.of(text).finditer(lower_case(text))}


@lru_cache(maxsize=256)
def lower_case(text: str) -> str:
    """Return a text in lower case, as long as it is; the last texts are remembered."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)  # as with "İ"


def _as_written(found: re.Match[str], text: str) -> bool:
    """Whether a match in lower case and its groups read the same in the text itself."""
    return all(text[start:end] == found.string[start:end] for start, end in found.regs)


def _in_lower_case(source: str) -> str:
    """Return an expression in lower case, but for its syntax."""
    at, made = 0, []
    for kept in _KEPT.finditer(source):
        made += [source[at : kept.start()].lower(), kept[0]]
        at = kept.end()
    return "".join([*made, source[at:].lower()])


def holding(text: str, spans: Sequence[tuple[int, int]], stems: Sequence[str]) -> list[int]:
    """Return the numbers of the spans that hold one of the stems, ascending: a cheap test before costly patterns.

    Parameters
    ----------
    text
        The text that the spans lie in.
    spans
        Starts and ends, ascending and not overlapping.
    stems
        Beginnings or parts of words, in lower case.
    """
    lower = lower_case(text)
    starts = [start for start, _ in spans]
    found = set()
    for stem in stems:
        at = lower.find(stem)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if number >= 0 and at + len(stem) <= spans[number][1]:
                found.add(number)
                at = lower.find(stem, spans[number][1])  # the rest of this span is known to hold it
            else:
                at = lower.find(stem, at + 1)
    return sorted(found)


def alternatives(source: str) -> list[str]:
    r"""Cut an expression at the bars that stand outside every group and set.

    Examples
    --------
    >>> alternatives(r"a|(?:b|c)d|[|]e|f")
    ['a', '(?:b|c)d', '[|]e', 'f']
    """
    parts, begin, depth = [], 0, 0
    for sign in _NESTING.finditer(source):
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")":
            depth -= 1
        elif sign[0] == "|" and depth == 0:
            parts.append(source[begin : sign.start()])
            begin = sign.end()
    return [*parts, source[begin:]]


def _is_cyrillic(part: str) -> bool:
    """Whether an alternative needs a Cyrillic letter: all its letters are."""
    letters = _SYNTAX.sub("", part)
    return _CYRILLIC.search(letters) is not None and _LATIN.search(letters) is None
