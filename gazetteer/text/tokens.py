"""Words and signs of a text with their offsets: what the recogniser reads.

Addresses, handles, hashtags, code and markup become one token each, ``SKIPPED``, and can never name a place.
"""

import re
from dataclasses import dataclass
from itertools import accumulate, compress

SKIPPED = "\x00"

# what is looked for only where its first sign occurs: most texts have none of these
_SKIP = re.compile(
    r"(?:https?://|www\.)\S+"  # addresses
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"  # mail; begins where its letters do, or a long word costs its square
    r"|(?<![\w/])[@#]\w+"  # handles, hashtags
    r"|(?<![^\W\d_])`[^`\n]{1,200}`(?![^\W\d_])"  # code, but not the apostrophes of Куп`янськ and Слов`янськ
    r"|</?[A-Za-z][^<>\n]{0,300}>"  # markup
    r"|&[a-z]{2,8};"
)
_ENDING = r"\.(?:com|org|net|edu|gov|info|ru|ua|by|de|uk|eu|io|tv|fr|pl|html?|php|pdf|jpe?g|png)\b"
_DOMAIN_END = re.compile(_ENDING, re.IGNORECASE)
_DOMAIN = re.compile(
    rf"(?<![\w.@-])[A-Za-z][\w-]*(?:\.[\w-]+)*{_ENDING}(?![.]?[A-Z])(?:/\S*)?",
    re.IGNORECASE,
)
_APOSTROPHES = "'’ʼ`ʹ′"
# what may follow the letters of a word: Mar'inka, Твер'ю, Donets'k, Komsomol's'ke, but never the 's of Russia's or the 't of don't
_MORE = rf"(?:[{_APOSTROPHES}](?:(?!(?:re|ve|ll|em|am)\b)[^\W\d_]{{2,}}|(?<=[sz].)k\b|[яюєїЯЮЄЇ]\b|[^\W\d_](?=[{_APOSTROPHES}]k)))*"
# words, signs and the blanks between them: every character of a text is in one of them; the commonest come first
_PIECE = re.compile(
    rf" |[A-Za-z]{{2,}}+(?=[\s,.])|[^\W\d_]{{2,}}{_MORE}|[.,]|\s+"
    r"|\b[OoDdLl]['’][^\W\d_]+"  # d'Ivoire, O'Hare
    r"|(?:[^\W\d_]\.){2,}(?!\w)"  # U.S., N.C.
    rf"|[^\W\d_]{_MORE}"
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


def is_plain(text: str, start: int = 0) -> bool:
    """Whether nothing in ``text[start:]`` is skipped, and no word is cut in two at ``start``: its blanks part it."""
    return (start == 0 or text[start - 1].isspace()) and not _skipped(text, start, len(text))


def pieces(stretch: str) -> list[str]:
    """Return the words and signs of a stretch without blanks, in which nothing is skipped."""
    return _PIECE.findall(stretch)


def _add_words(tokens: Tokens, text: str, start: int, end: int) -> None:
    """Append the words between two offsets."""
    found = _PIECE.findall(text, start, end)
    ends = accumulate(map(len, found), initial=start)
    next(ends)
    is_word = [not piece.isspace() for piece in found]
    words = list(compress(found, is_word))
    word_ends = list(compress(ends, is_word))
    tokens.words.extend(words)
    tokens.ends.extend(word_ends)
    tokens.starts.extend([after - len(word) for word, after in zip(words, word_ends, strict=True)])


def _skipped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of addresses, handles, code and markup, ascending, none overlapping."""
    spans = []
    if any(text.find(sign, start, end) >= 0 for sign in ("://", "www.", "@", "#", "`", "<", "&")):
        spans = [match.span() for match in _SKIP.finditer(text, start, end)]
    has_domain = _DOMAIN_END.search(text, start, end) is not None
    domains = [match.span() for match in _DOMAIN.finditer(text, start, end)] if has_domain else []
    return _merged(spans, domains) if domains else spans


def _merged(spans: list[tuple[int, int]], more: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Both lists in order; where two overlap the one that begins first stays."""
    merged: list[tuple[int, int]] = []
    for span in sorted(spans + more):
        if not merged or span[0] >= merged[-1][1]:
            merged.append(span)
    return merged
