"""Chats saved as text by WhatsApp, Signal and their like: lines of date, sender and message. Senders do not enter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_LINE = re.compile(
    rf"""[{_MARKS}]*(?P<opened>\[)?
    (?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d))
    ,?\s(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.]\d\d)?(?:[\s\u202f]?(?P<half>[AaPp])\.?\s?[Mm]\.?)?
    (?(opened)\]|\s[-–])[ ](?P<rest>.*)""",
    re.VERBOSE,
)
_SENDER = re.compile(rf"[{_MARKS}]*(?P<sender>[^:\n]{{1,80}}):\s(?P<said>.*)", re.DOTALL)
# what stands for a picture, a sticker, a deleted message: no words of anybody
_NO_WORDS = re.compile(
    rf"[{_MARKS}]*(?:<[^<>]{{3,60}}>|[\w .()-]{{1,60}}\(file attached\)|null)?[ ]*\Z|[{_MARKS}]+\S[^\n]*\Z"
)
_REACTION = re.compile(r"\(- .{1,200} -\)\s*")


@dataclass(slots=True)
class _Message:
    """A message as its line gives it."""

    match: re.Match[str]
    lines: list[str] = field(default_factory=list)


def are_chats(head: str) -> bool:
    """Whether a text begins like a saved chat: its first lines have dates in front of senders."""
    lines = [line for line in head.splitlines() if line.strip()][:12]
    dated = [found for line in lines if (found := _LINE.match(line))]
    return (
        len(dated) >= 2 and bool(_LINE.match(lines[0])) and any(_SENDER.match(one["rest"]) for one in dated)
    )


def from_chat_text(text: str, *, keep_people: bool) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the messages as records, numbered from one; what the program wrote itself is none.

    Dates that the file leaves open (3/4/25) stay unknown.
    """
    messages = list(_messages(text))
    order = _order([one.match for one in messages])
    for number, message in enumerate(messages, start=1):
        found = _SENDER.match("\n".join(message.lines))
        if found is None:
            continue
        said = "" if _NO_WORDS.match(found["said"]) else found["said"].strip(_MARKS + " \n")
        record: dict[str, Any] = {"text": said, "date": _date(message.match, order)}
        yield number, record | ({"author": found["sender"]} if keep_people else {})


def _messages(text: str) -> Iterator[_Message]:
    current: _Message | None = None
    for line in text.splitlines():
        if found := _LINE.match(line):
            if current:
                yield current
            current = _Message(found, [found["rest"]])
        elif current and not _REACTION.fullmatch(line):
            current.lines.append(line)
    if current:
        yield current


def _order(dates: list[re.Match[str]]) -> str:
    """Return ``dmy`` or ``mdy``, whichever alone fits all dates of the file; empty where both do."""
    firsts = [int(one["first"]) for one in dates if one["first"]]
    seconds = [int(one["second"]) for one in dates if one["second"]]
    if any(one["mark"] == "." for one in dates) or max(firsts, default=0) > 12:
        return "dmy"
    return "mdy" if max(seconds, default=0) > 12 else ""


def _date(found: re.Match[str], order: str) -> str | None:
    if not found["iso"] and not order:
        return None
    day = found["iso"]
    if not day:
        parts = dict(zip(order, (int(found["first"]), int(found["second"]), int(found["year"])), strict=True))
        day = f"{parts['y'] % 100 + 2000:04d}-{parts['m']:02d}-{parts['d']:02d}"
    hour = (
        int(found["hour"]) % 12 + 12 * (found["half"] in {"p", "P"}) if found["half"] else int(found["hour"])
    )
    try:
        return datetime.fromisoformat(f"{day}T{hour:02d}:{found['minute']}:00").isoformat()
    except ValueError:
        return None
