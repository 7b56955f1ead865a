"""Mail (.eml, .mbox) and web pages saved as one file (.mhtml): the text, never who wrote to whom."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from buffermap.articles.decoding import declared_encoding, decode
from buffermap.articles.document import Document
from buffermap.articles.pages import from_html
from buffermap.errors import InputError

_HEADER = re.compile(rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Snapshot-[\w-]+"
                     rb"|Content-Type|DKIM-Signature|X-[\w-]+|Reply-To|Sender|List-[\w-]+|Cc)[ \t]*:", re.IGNORECASE)  # fmt: skip
_SURE = re.compile(
    rb"^(?:MIME-Version|Received|Message-ID|Return-Path|Delivered-To)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_SEPARATOR = re.compile(rb"^From [^\r\n]*\d{4}\r?$", re.MULTILINE)
# what mail programs put above the mail that they pass on or answer
_PASSED_ON = re.compile(
    r"^[>\s*_]*(?:From|To|Cc|Bcc|Sent|Reply-To|От|От кого|Кому|Копия|Від|Кому|Копія|Отправлено|Надіслано)\s*:\*?\s.*$",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"""^[>\ \t]*(?:On|Le|Am|El|W|В|У)\ [^\n]{4,160}\n?[^\n]{0,100}
    (?:\bwrote|\bschrieb|\bécrit|>\s*(?:пише|пишет)?|написа(?:в|ла|л))\s*:[\ \t]*\r?$""",
    re.MULTILINE | re.VERBOSE,
)


def is_mail(head: bytes) -> bool:
    """Whether bytes begin like a mail: lines of headers, one of which no prose has."""
    top = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    return bool(_HEADER.match(top)) and bool(_SURE.search(top))


def is_mbox(head: bytes) -> bool:
    """Whether bytes begin like a file of mails one after the other."""
    line, _, rest = head.partition(b"\n")
    return bool(_SEPARATOR.fullmatch(line)) and bool(re.match(rb"[\w-]+:", rest))


def from_mbox(data: bytes, *, keep_people: bool) -> Iterator[Document | InputError]:
    """Mails of a mailbox file, one document each."""
    starts = [match.start() for match in _SEPARATOR.finditer(data)]
    if not starts:
        raise InputError("no mails in this mailbox: none begins with a line From … and a date")
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        try:
            yield from_mail(data[start:end].partition(b"\n")[2], keep_people=keep_people)
        except InputError as error:
            yield error


def from_mail(data: bytes, *, keep_people: bool) -> Document:
    """Text, subject and date of a mail, or of a web page saved as MHTML with its own address.

    Of the people only those who are written of in the text stay, unless ``keep_people``.

    Raises
    ------
    InputError
        There is no text in it.
    """
    message = BytesParser(_Mail, policy=policy.default).parsebytes(data)
    location = _header(message, "Snapshot-Content-Location")
    is_page = location is not None or message.get_content_type() == "multipart/related"
    part = _text_part(message, wanted=("text/html", "text/plain") if is_page else ("text/plain", "text/html"))
    if part is None:
        raise InputError("no text in this mail (its parts are " + ", ".join(_kinds(message)) + ")")
    document = _of_part(part)
    headers: dict[str, Any] = {"title": _header(message, "Subject"), "date": _header(message, "Date")}
    if is_page:
        url = location or _header(part, "Content-Location")
        kept = {key: value for key, value in document.record.items() if value}
        return Document(
            document.text, {"title": headers["title"], "url": url, "retrieved": headers["date"], **kept}
        )
    headers["outlet"] = _list_name(message)
    if keep_people:
        headers["author"] = _header(message, "From")
        return Document(document.text, headers)
    return Document(_without_people(document.text), headers)


class _Mail(EmailMessage):
    """A message whose headers may be damaged without ending the reading."""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except Exception:  # noqa: BLE001 - the header parser fails on damaged headers in many ways
        return None
    return None if value is None else str(value)


def _text_part(message: EmailMessage, *, wanted: tuple[str, ...]) -> EmailMessage | None:
    """Return the part that is the text: the first of the best type that is no attachment."""
    found: dict[str, EmailMessage] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in wanted and kind not in found and part.get_content_disposition() != "attachment":
            text = part.get_payload(decode=True)
            if isinstance(text, bytes) and text.strip():
                found[kind] = part
    return next((found[kind] for kind in wanted if kind in found), None)


def _kinds(message: EmailMessage) -> list[str]:
    kinds = {part.get_content_type() for part in message.walk() if not part.is_multipart()}
    return sorted(kinds) or ["none"]


def _of_part(part: EmailMessage) -> Document:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)  # noqa: S101 - looked at when the part was chosen
    declared = part.get_content_charset()
    if part.get_content_type() == "text/html":
        return from_html(decode(data, declared=declared or declared_encoding(data)))
    text = decode(data, declared=declared)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    return Document(text.replace("\r\n", "\n"), {})


def _unflowed(text: str, *, delsp: bool) -> str:
    """Join lines that end with a blank: a paragraph of RFC 3676 flows on there."""
    pieces = []
    for line in text.replace("\r\n", "\n").split("\n"):
        flows = line.endswith(" ") and line != "-- "
        pieces.append((line[:-1] if delsp else line) if flows else line + "\n")
    return "".join(pieces)


def _list_name(message: EmailMessage) -> str | None:
    """Return the name of the list that a mail came by: a channel, no person."""
    told = _header(message, "List-Id")
    name = re.match(r"\s*\"?([^\"<]*?)\"?\s*<", told) if told else None
    return name[1] if name and name[1] else None


def _without_people(text: str) -> str:
    """Leave out who passed the mail on, who answered whom, and the signature."""
    lines: list[str] = []
    for line in _ANSWERED.sub("", text).split("\n"):
        if line.rstrip("\r") in {"-- ", "--"}:
            break
        if not _PASSED_ON.match(line):
            lines.append(line)
    return "\n".join(lines)
