"""Words and patterns of the rules, kept as text: one file for each kind of rule, sections by what they mean.

A file holds sections ``[name]``; the lines of a section are one regular expression, joined as they stand, so
that every line after the first begins with ``|``. ``@name = …`` defines a piece that ``@name@`` stands for. Lines
that begin with ``#`` are comments.
"""

import re
from dataclasses import dataclass
from functools import cache

from buffermap.paths import LEXICON
from buffermap.said.grammar.patterns import Pattern

_DEFINITION = re.compile(r"@(\w+) = (.*)")
_SECTION = re.compile(r"\[([\w-]+)\]")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a pattern means, and the pattern."""

    label: str
    pattern: Pattern


@cache
def table(name: str) -> tuple[Cue, ...]:
    """Return the cues of a file in its order; a label may come more than once."""
    return tuple(Cue(label, Pattern(source, re.IGNORECASE)) for label, source in _sections(name))


@cache
def pattern(name: str, label: str) -> Pattern:
    """Return the pattern of one section of a file."""
    return next(cue.pattern for cue in table(name) if cue.label == label)


@cache
def source(name: str, label: str) -> str:
    """Return the text of one section, to be put into a larger pattern."""
    return next(text for section, text in _sections(name) if section == label)


def _sections(name: str) -> list[tuple[str, str]]:
    text = (LEXICON / f"{name}.txt").read_text(encoding="utf-8")
    sections: list[tuple[str, list[str]]] = []
    pieces: dict[str, str] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if defined := _DEFINITION.fullmatch(line):
            pieces[defined[1]] = defined[2]
        elif section := _SECTION.fullmatch(line):
            sections.append((section[1], []))
        else:
            sections[-1][1].append(re.sub(r"@(\w+)@", lambda found: pieces[found[1]], line))
    return [(label, "".join(lines)) for label, lines in sections]
