"""Words and signs of a text with their offsets: what the recogniser reads.

Addresses, handles, hashtags, code and markup become one token each, ``SKIPPED``, and can never name a place.
"""

import re
from dataclasses import dataclass

SKIPPED = "\x00"

# what is looked for only where its first sign occurs: most texts have none of these
_SKIP = re.compile(
    r"(?:https?://|www\.)\S+"  # addresses
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # mail
    r"|(?<![\w/])[@#]\w+"  # handles, hashtags
    r"|`[^`\n]{1,200}`"  # code
    r"|</?[A-Za-z][^<>\n]{0,300}>"  # markup
    r"|&[a-z]{2,8};"
)
_DOMAIN = re.compile(
    r"(?<![\w.@-])[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|ru|ua|by|de|uk|eu|io|tv|fr|pl|html?|php|pdf"
    r"|jpe?g|png)\b(?![.]?[A-Z])(?:/\S*)?",
    re.IGNORECASE,
)
_APOSTROPHES = "'’ʼ`ʹ′"
_WORD = re.compile(
    # d'Ivoire, O'Hare; U.S., N.C.; Mar'inka, Donets'k, Komsomol's'ke, but never the 's of Russia's or the 't of don't
    rf"\b[OoDdLl]['’][^\W\d_]+|(?:[^\W\d_]\.){{2,}}(?!\w)|[^\W\d_]+(?:[{_APOSTROPHES}](?:(?!(?:re|ve|ll|em|am)\b)[^\W\d_]{{2,}}"
    rf"|(?<=[sz].)k\b|[^\W\d_](?=[{_APOSTROPHES}]k)))*"
    r"|\d\w*(?:[.,:]\d+)*|['’][sS]\b|[^\w\s]|_+"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: ``text[starts[i]:ends[i]] == words[i]``, but skipped ones read ``SKIPPED``."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut ``text[start:end]`` into tokens; offsets are those of ``text``."""
    end = len(text) if end is None else end
    tokens = Tokens([], [], [])
    at = start
    for skip_start, skip_end in _skipped(text, start, end):
        _add_words(tokens, text, at, skip_start)
        tokens.words.append(SKIPPED)
        tokens.starts.append(skip_start)
        tokens.ends.append(skip_end)
        at = skip_end
    _add_words(tokens, text, at, end)
    return tokens


def _add_words(tokens: Tokens, text: str, start: int, end: int) -> None:
    """Append the words between two offsets."""
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    tokens.words.extend([text[a:b] for a, b in spans])
    tokens.starts.extend([a for a, _ in spans])
    tokens.ends.extend([b for _, b in spans])


def _skipped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of addresses, handles, code and markup, ascending, none overlapping."""
    spans = []
    if any(text.find(sign, start, end) >= 0 for sign in ("://", "www.", "@", "#", "`", "<", "&")):
        spans = [match.span() for match in _SKIP.finditer(text, start, end)]
    domains = [match.span() for match in _DOMAIN.finditer(text, start, end)]
    return _merged(spans, domains) if domains else spans


def _merged(spans: list[tuple[int, int]], more: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Both lists in order; where two overlap the one that begins first stays."""
    merged: list[tuple[int, int]] = []
    for span in sorted(spans + more):
        if not merged or span[0] >= merged[-1][1]:
            merged.append(span)
    return merged
