"""Quotations in a text: spans between quotation marks, of whatever kind they are."""

from dataclasses import dataclass

from buffermap.said.grammar.patterns import Pattern

_PAIRS = {"“": "”", "„": "”“", "«": "»", "‘": "’", "‚": "‘’", "‹": "›"}
_PARAGRAPH = Pattern(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_MARK = Pattern(r"[“”„«»‘’‚‹›\"']")


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between quotation marks: ``start`` and ``end`` leave the marks out."""

    start: int
    end: int
    closed: bool = True


def quotes(text: str) -> list[Quote]:
    """Return the quotations of a text in order; one inside another follows it.

    A quotation that a paragraph leaves open ends with the paragraph, as typesetters do with long speeches.
    """
    found: list[Quote] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return sorted(found, key=lambda quote: (quote.start, -quote.end))


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text, start, end):
        char, at = mark[0], mark.start()
        if char in "'’‘" and _is_apostrophe(text, at):
            continue
        if opened and _closes(opened[-1][0], char, text, at):
            found.append(Quote(opened.pop()[1], at))
        elif len(opened) > 1 and _closes(opened[-2][0], char, text, at) and char not in "'\"":
            opened.pop()
            found.append(Quote(opened.pop()[1], at))
        elif _opens(char, text, at):
            opened.append((char, at + 1))
    # a single mark left open is an apostrophe or a slip, a double one a speech that runs on
    found.extend(Quote(at, end, closed=False) for char, at in opened[:1] if char not in "'‘‚’\"")
    return found


def _is_apostrophe(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _opens(char: str, text: str, at: int) -> bool:
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if char in "\"'’":  # some editors open with the closing single mark
        return (
            (not before or before.isspace() or before in "([—–-„“«") and bool(after) and not after.isspace()
        )
    return char in _PAIRS


def _closes(opening: str, char: str, text: str, at: int) -> bool:
    if char == '"' and opening in '"„“':
        return opening == '"' or not text[at + 1 : at + 2].isalnum()
    if opening in "'’" and char in "'’":
        return not text[at + 1 : at + 2].isalnum()
    return char in _PAIRS.get(opening, "")
