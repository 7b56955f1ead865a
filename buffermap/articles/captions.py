"""Subtitles (SubRip, WebVTT): captions joined to the sentences that they were cut from."""

import html
import re

from buffermap.articles.document import Document

_TIMES = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,40}\}")
_ENDS = re.compile(r"[.!?…][\"'”»)]*$")
_CHANGE = re.compile(r"(?:[-–—]\s|>>|\[|\()")  # another speaks, or something is heard
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)\b")


def are_captions(head: str) -> bool:
    """Whether a text begins like a file of captions."""
    lines = [line for line in head.lstrip("\ufeff").splitlines() if line.strip()][:12]
    return bool(lines) and (lines[0].startswith("WEBVTT") or any(map(_TIMES.match, lines[:3])))


def from_captions(text: str) -> Document:
    """Return the words of a file of captions; a caption that ends in the midst of a sentence runs on in the next.

    What rolls up (a line shown again with the next one) is read once.
    """
    lines: list[str] = []
    for caption in _captions(text):
        fresh = [line for line in caption if line not in lines[-3:]]
        lines += fresh
    return Document(_joined(lines), {})


def _captions(text: str) -> list[list[str]]:
    """Return the lines of each caption, without numbers, times and markup."""
    found: list[list[str]] = []
    is_caption = False
    previous = ""
    for line in text.lstrip("\ufeff").splitlines():
        bare = html.unescape(_MARKUP.sub("", line)).strip()
        if _TIMES.match(line):
            if is_caption and previous.isdigit() and found and found[-1] and found[-1][-1] == previous:
                found[-1].pop()  # the number of this caption, with no empty line above it
            found.append([])
            is_caption = True
        elif not bare or _BLOCK.match(line):
            is_caption = is_caption and bool(bare) and not _BLOCK.match(line)
        elif is_caption:
            found[-1].append(bare)
        previous = bare
    return found


def _joined(lines: list[str]) -> str:
    pieces: list[str] = []
    for line in lines:
        apart = not pieces or _ENDS.search(pieces[-1]) or _CHANGE.match(line)
        pieces += ["\n" if pieces and apart else " " if pieces else "", line]
    return "".join(pieces)
