"""Which of the encodings of one byte a text without any declaration is in, by its letters."""

from itertools import pairwise

_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
# share of each letter in Russian and Ukrainian prose, per thousand, those that tell encodings apart
_FREQUENT = dict(
    zip("оаеинтрсвлкмдупяьіызбгчйхжюшцщїєґэфъ", range(36, 0, -1), strict=True)
)  # only the order matters
_CAPITAL = 0.9  # of a small letter: texts all in capitals are read too, others rather as small letters
MAX_BROKEN = 0.01
"""A share of broken bytes up to this is UTF-8 with damage, not another encoding."""


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, be it with some damage."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\N{REPLACEMENT CHARACTER}")
        whole = sum(1 for char in text if char > "\x7f") - broken
        # damage in real UTF-8 is rarer than its sequences; in a code page nearly every non-ASCII byte is "broken"
        return whole > broken and broken <= max(MAX_BROKEN * len(text), 3)
    return True


def code_page(data: bytes) -> str:
    """Return the code page of a text that is no UTF-8: a Cyrillic one, or Windows-1252."""
    sample = data[: 1 << 16]
    high = sum(byte >= 0x80 for byte in sample)
    letters = sum(byte >= 0x80 or chr(byte).isalpha() for byte in sample)
    if high * 3 < letters:
        return "cp1252"  # a few accents and quotes among Latin letters
    return max(_CYRILLIC, key=lambda name: _likeness(sample.decode(name, errors="replace")))


def _likeness(text: str) -> float:
    """How much text looks like Cyrillic prose: frequent letters score, capitals inside words cost."""
    score = 0.0
    for char in text:
        score += _FREQUENT.get(char) or _CAPITAL * _FREQUENT.get(char.lower(), 0)
        if char == "\N{REPLACEMENT CHARACTER}" or "\u2500" <= char <= "\u259f":
            score -= 20
    for before, char in pairwise(text):
        if before.islower() and char.isupper():
            score -= 30
    return score
