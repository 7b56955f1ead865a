"""One folding of names, shared by the build and by every look-up.

``fold`` maps what people write to what the index holds: case, diacritics, apostrophes, hyphens and dots do
not matter. It works word by word (``fold(a + " " + b) == fold(a) + " " + fold(b)``), so a text can be folded
token by token and joined with single spaces.
"""

import re
import unicodedata
from enum import IntFlag
from functools import lru_cache

# letters that no Unicode decomposition takes to their base letter
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ə": "a", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
        "ґ": "г", "ѐ": "е", "ѝ": "и", "ٱ": "ا", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": "",
    }
)  # fmt: skip
# every mark that is used for an apostrophe, a soft sign or a glottal stop: they are left out
_APOSTROPHES = re.compile("['’‘‛`´ʹʺʻʼʽʾʿˈˊˋ′″‵＇ꞌ‎‏\u00ad\u200b\u200c\u200d\ufeff]")
_ACRONYM_DOTS = re.compile(r"(?<![^\W_][^\W_])(?<=[^\W\d_])\.(?=[^\W\d_]\b|\s|$|-)")
# all that is neither letter nor digit nor a vowel sign of an Indic or Khmer letter
_OTHERS = re.compile("(?:[^\\w\u0900-\u109f\u1780-\u17ff]|_)+")
_MARKS = re.compile("[\u0300-\u036f]")


class NameFlag(IntFlag):
    """What kind of name a name is; several may hold at once."""

    OFFICIAL = 1  # the name that the place is shown by, or its source's main name
    ASCII = 2  # its letters without diacritics
    ALTERNATE = 4  # another name of the source's list, in any language and script
    SHORT = 8  # a division without its class word: "Kursk" of Kursk Oblast
    CODE = 16  # a short code in Latin capitals: "KRS", "UA", "CA"
    ABBREVIATION = 32  # "U.S.", "Calif."
    ADJECTIVE = 64
    DEMONYM = 128
    HISTORIC = 256  # Leningrad
    ENGLISH = 512  # the name common in English: Bavaria, Moscow
    COLLOQUIAL = 1024
    LOCAL = 2048  # the name in the script of the country


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Fold a name for the index: no case, diacritics, apostrophes or dots; hyphens become spaces.

    Examples
    --------
    >>> fold("Kam'yans’ke"), fold("Île-de-France"), fold("U.S."), fold("St.  Louis"), fold("КИЇВ")
    ('kamyanske', 'ile de france', 'us', 'st louis', 'киів')
    """
    if name.isascii():
        text = name.lower()
        if text.isalnum():
            return text
    else:
        text = unicodedata.normalize("NFKD", name).casefold()
        text = unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_LETTERS)
    text = _APOSTROPHES.sub("", text)
    text = _ACRONYM_DOTS.sub("", text)
    return _OTHERS.sub(" ", text).strip()
