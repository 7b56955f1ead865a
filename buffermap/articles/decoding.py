"""From bytes to text: which encoding, and is it text at all. No newline is translated, no character dropped."""

import codecs
import re

from buffermap.errors import InputError
from gazetteer.text.codepages import MAX_BROKEN, code_page, is_utf8

# longer marks first: that of UTF-32 begins like that of UTF-16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}) + b"\x7f"
MAX_CONTROLS = 0.02
"""A larger share of control bytes than this is no text in any encoding."""


_HEAD = 4096
"""A declaration of the encoding stands within so many bytes, or is none."""

_DECLARED = re.compile(
    rb"""<\?xml[^>]*?\bencoding\s*=\s*["'](?P<xml>[\w.:-]{2,40})
    |<meta[^>]*?\bcharset\s*=\s*["']?\s*(?P<meta>[\w.:-]{2,40})""",
    re.IGNORECASE | re.VERBOSE,
)
# pages that declare these are written in what contains them (https://encoding.spec.whatwg.org, section 4.2)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_NO_TEXT = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "palmos"}


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an XML or HTML file names at its head, None where it names none."""
    found = _DECLARED.search(data[:_HEAD])
    return (found["xml"] or found["meta"]).decode("ascii") if found else None


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of a file's bytes, after its byte order mark.

    What the file declares is believed, unless its bytes are UTF-8 or do not fit the declaration. Without one, UTF-8, UTF-16 and UTF-32 are recognised, the last two with a mark or by their zero bytes; what is none of them
    is taken for one of the Cyrillic code pages (Windows-1251, KOI8, 866, ISO 8859-5, that of Macs) or Windows-1252, by its
    letters. Bytes that the encoding does not know become U+FFFD.

    Raises
    ------
    InputError
        The bytes are not text.
    """
    name, mark = encoding_of(data) if not declared else (_believed(data, declared), 0)
    if not name:
        name, mark = encoding_of(data)
    return replace_surrogates(data[mark:].decode(name, errors="replace"))


def _believed(data: bytes, declared: str) -> str:
    """Return the codec of a declared encoding, empty where the bytes say otherwise or Python knows no such text."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    if name.startswith("utf") or name in _NO_TEXT or any(data.startswith(mark) for mark, _ in _MARKS):
        return ""
    if not data.isascii() and is_utf8(data):
        return ""  # saved anew by a program that left the declaration as it was
    name = _WIDER.get(name, name)
    try:
        text = data.decode(name, errors="replace")
    except (LookupError, ValueError):  # no text encoding: hex, base64, rot13
        return ""
    return name if text.count("\N{REPLACEMENT CHARACTER}") <= max(3, MAX_BROKEN * len(text)) else ""


def encoding_of(data: bytes) -> tuple[str, int]:
    """Name of the encoding and length of the byte order mark.

    Raises
    ------
    InputError
        The bytes are not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    wide = _wide_encoding(data)
    if wide:
        return wide, 0
    if len(data) - len(data.translate(None, _CONTROLS)) > MAX_CONTROLS * len(data):
        raise InputError("binary data, not text")
    return ("utf-8" if is_utf8(data) else code_page(data)), 0


def replace_surrogates(text: str) -> str:
    """Put U+FFFD, one for one, where JSON escapes or a table left half a surrogate pair.

    Offsets stay as they are, and the text can be written as UTF-8.
    """
    try:
        text.encode()  # ten times as fast as the search, and nearly always all there is to do
    except UnicodeEncodeError:
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: zero (or, in Cyrillic, four) in every second byte."""
    head = data[:4096]
    if len(head) < 4 or not (b"\0" in head or b"\4" in head):
        return None
    even, odd = head[0::2], head[1::2]
    shares = [sum(half.count(high) for high in (0, 4)) / len(half) for half in (even, odd)]
    if shares[1] > 0.9 and shares[0] < 0.2:
        return "utf-16-le"
    if shares[0] > 0.9 and shares[1] < 0.2:
        return "utf-16-be"
    return None
