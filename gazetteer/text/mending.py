"""A text as its author wrote it, behind what layout did to it; each place in it leads back to the untouched source.

Soft hyphens, stress marks and other signs without width go, words that a line's end cut are made whole, lines that were wrapped run
on, hashtags become the words that they are made of. Nothing else changes, and the source never does.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gazetteer.text.wordlists import words

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f"
# stress marks over Cyrillic vowels, as dictionaries and encyclopedias write them: Ха́рків; the marks of й and ё are others
_STRESS = "(?<=[аеєиіїоуыэюяАЕЄИІЇОУЫЭЮЯ])[\u0300\u0301]"
_UNSEEN_SIGNS = f"{_INVISIBLE}\u0300\u0301"
_UNSEEN = re.compile(f"[{_INVISIBLE}]+|{_STRESS}")
# a word that goes on in the next line
_CUT = re.compile(r"(?<=[^\W\d_])([-‐¬])[ \t]*(?:\r\n|\r|\n)[ \t]*(?=[^\W\d_])")
# after these the hyphen is the word's own: north-/east, юго-/восточный
_COMPOUND = words(
    "north south east west mid non self ex pre post co anti pro semi half well far near long short high low "
    "юго северо восточно западно военно северно південно північно східно західно військово по кое кто что хто що"
)
_TAG = re.compile(r"(?<![\w/&#])[#＃](?=[^\W\d_])(\w{1,60})")
_HUMP = re.compile(
    r"(?<=[^\W\d_])(?<![A-ZА-ЯЁІЇЄҐ])(?=[A-ZА-ЯЁІЇЄҐ][^\W\d_A-ZА-ЯЁІЇЄҐ])|(?<=[^\W_])_(?=[^\W_])"
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ITEM = re.compile(r"\s*(?:[-–—*•·>#|]|\d{1,3}[.)]\s|\[)")
_STOP = re.compile(r"[.!?…:;][\"'”»’)\]]*$")

_NARROWEST, _WIDEST = 20, 140  # characters of a wrapped line
_SLACK = 0.88  # of the width, below which the next word would have found room
_WRAPPED = 0.6  # share of the lines of a block that must run on
_LOWER = 0.3  # share of those that run on in lower case: in a list of headlines none does

Edit = tuple[int, int, str]
"""Start and end in the source, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text without the traces of layout; `source` leads from its offsets to those of the text as read.

    ``at[i]`` and ``source_at[i]`` are where the i-th stretch that both share begins, in the mended text and in the
    source; ``lengths[i]`` is how long it is.
    """

    text: str
    at: tuple[int, ...] = (0,)
    source_at: tuple[int, ...] = (0,)
    lengths: tuple[int, ...] = (1 << 62,)

    @property
    def is_same(self) -> bool:
        """Whether there was nothing to mend."""
        return len(self.at) == 1 and self.source_at == (0,)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that a span of the mended text was read from."""
        first = _moved(start, self.at, self.source_at, self.lengths, is_end=False)
        last = (
            first if end <= start else _moved(end - 1, self.at, self.source_at, self.lengths, is_end=True) + 1
        )
        return first, max(first, last)

    def mended(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the mended text that stands for a span of the source."""
        first = _moved(start, self.source_at, self.at, self.lengths, is_end=False)
        last = (
            first if end <= start else _moved(end - 1, self.source_at, self.at, self.lengths, is_end=True) + 1
        )
        return first, max(first, last)


def _moved(
    offset: int, here: tuple[int, ...], there: tuple[int, ...], lengths: tuple[int, ...], *, is_end: bool
) -> int:
    """Return where an offset of one text lies in the other; inside an edit, the nearest that both share."""
    number = bisect_right(here, offset) - 1
    if number < 0:
        return there[0]
    within = offset - here[number]
    if within < lengths[number]:
        return there[number] + within
    if is_end or number + 1 >= len(here):
        return there[number] + lengths[number] - 1
    return there[number + 1]


def mend(text: str, start: int = 0) -> Mended:
    """Return a text without the traces of layout.

    Parameters
    ----------
    text
        The text as read.
    start
        Where the prose begins; what lies before stays as it is.
    """
    edits = sorted([*_unseen(text, start), *_tags(text, start), *_breaks(text, start)])
    return _applied(text, edits) if edits else Mended(text)


def unwrapped(text: str) -> str:
    """Return a text of lines (a PDF's, say) as paragraphs, for whose offsets nobody asks."""
    edits = sorted([*_unseen(text, 0), *_breaks(text, 0)])
    return _applied(text, edits).text if edits else text


def _applied(text: str, edits: list[Edit]) -> Mended:
    pieces: list[str] = []
    at: list[int] = []
    source_at: list[int] = []
    lengths: list[int] = []
    done = length = 0
    for start, end, instead in [*edits, (len(text), len(text), "")]:
        if start < done:
            continue  # two edits of one place: the first has it
        if start > done or not at:
            at.append(length)
            source_at.append(done)
            lengths.append(start - done)
            pieces.append(text[done:start])
            length += start - done
        pieces.append(instead)
        length += len(instead)
        done = end
    kept = [number for number, size in enumerate(lengths) if size]
    return Mended(
        "".join(pieces),
        *(tuple(values[number] for number in kept) or (0,) for values in (at, source_at, lengths)),
    )


def _unseen(text: str, start: int) -> Iterator[Edit]:
    if text.isascii() or not any(sign in text for sign in _UNSEEN_SIGNS):
        return
    for match in _UNSEEN.finditer(text, start):
        yield match.start(), match.end(), ""


def _tags(text: str, start: int) -> Iterator[Edit]:
    """Edits that turn ``#KharkivOblast`` and ``#Суми`` into words."""
    if "#" not in text and "＃" not in text:
        return
    for match in _TAG.finditer(text, start):
        yield match.start(), match.start() + 1, ""
        for hump in _HUMP.finditer(text, match.start(1), match.end(1)):
            if hump.start() > match.start(1):
                yield hump.start(), hump.end(), " "


def _breaks(text: str, start: int) -> Iterator[Edit]:
    """Edits that join lines."""
    if "\n" not in text and "\r" not in text:
        return
    cuts = {}
    for match in _CUT.finditer(text, start):
        word = re.search(r"[^\W\d_]+$", text[max(start, match.start() - 40) : match.start()])
        is_own = text[match.end()].isupper() or (word is not None and word[0].lower() in _COMPOUND)
        cuts[match.end()] = (match.end(1) if is_own else match.start(1), match.end(), "")
    yield from cuts.values()
    for end, after in _soft(text, start):
        if after not in cuts:
            yield end, after, " "


def _soft(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the breaks that wrapping made: where the line ends, and where the next one begins."""
    blocks = list(_blocks(text, start))
    widths = [_width(text, block) for block in blocks]
    known = max((width for width in widths if width), default=0)
    for block, width in zip(blocks, widths, strict=True):
        if width or (known and len(block) == 2):
            is_begun = False
            for line, following in pairwise(block):
                runs_on = _runs_on(text, line, following, width or known, is_begun=is_begun)
                if runs_on:
                    yield line[1], following[0]
                is_begun = runs_on and (is_begun or _is_full(text, line, following, width or known))


def _blocks(text: str, start: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines between empty ones, as spans without the blanks at their ends."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start):
        line = match[0]
        bare = line.strip()
        if bare:
            at = match.start() + len(line) - len(line.lstrip())
            block.append((at, at + len(bare)))
        elif block:
            yield block
            block = []
        if match.end() == len(text):
            break
    if block:
        yield block


def _width(text: str, block: list[tuple[int, int]]) -> int:
    """Width that the lines of a block were wrapped at, 0 where they were not."""
    if len(block) < 3:
        return 0
    lengths = sorted(end - start for start, end in block)
    width = lengths[(9 * len(lengths)) // 10 - (len(lengths) < 10)]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    running = [pair for pair in pairwise(block) if _runs_on(text, *pair, width)]
    if len(running) < _WRAPPED * (len(block) - 1):
        return 0
    open_ended = sum(not _STOP.search(text[max(start, end - 6) : end]) for (start, end), _ in running)
    in_lower_case = sum(text[start].islower() for _, (start, _) in running)
    return width if open_ended >= 0.5 * len(running) and in_lower_case >= _LOWER * len(running) > 0 else 0


def _runs_on(
    text: str, line: tuple[int, int], following: tuple[int, int], width: int, *, is_begun: bool = False
) -> bool:
    """Whether a line of a wrapped block goes on in the next: the next word would have found no room.

    A sentence that fills lines above (``is_begun``) or goes on in lower case is not over without a stop.
    """
    if _ITEM.match(text, following[0], following[1]):
        return False
    if _is_full(text, line, following, width):
        return True
    return (is_begun or text[following[0]].islower()) and not _STOP.search(
        text[max(line[0], line[1] - 6) : line[1]]
    )


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the first word of the next line would have found no room in a line."""
    word = text[following[0] : min(following[1], following[0] + 40)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) >= _SLACK * width
