"""Private people in articles: their addresses and numbers are covered before anything is shown or stored."""

import re

COVER = "•"
"""One for each character that is covered, so that offsets stay what they are."""

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# with a country's or trunk code, so that sums, years and coordinates are none
_TELEPHONE = re.compile(
    r"""(?<![\w.,+])(?:
        \+(?=(?:[\s().-]{0,2}\d){10,15}(?!\d))\d(?:[\s().-]{0,2}\d){9,14}
        | \(0\d{1,4}\)[\s.-]?\d(?:[\s.-]?\d){4,8}
        | [08][\s-]?\(?\d{2,4}\)?[\s-]\d{2,3}[\s-]\d{2}[\s-]?\d{2}
        | 0\d{9}
        | 0[\s-]?\d{3}[\s-]\d{3}[\s-]\d{3}
        | \(\d{3}\)[\s.-]?\d{3}[\s.-]\d{4}
        | (?:(?i:tel|phone|mob|whatsapp|viber|тел|моб))\.?:?\s{0,2}\d(?:[\s().-]{0,2}\d){5,12}
    )(?!\w|[.,]\d)""",
    re.VERBOSE,
)


def covered(text: str) -> str:
    """Cover e-mail addresses and telephone numbers, sign by sign: the text keeps its length.

    Examples
    --------
    >>> covered("Write to desk@example.org today.")
    'Write to •••••••••••••••• today.'
    """
    if "@" in text:
        text = _MAIL.sub(_cover, text)
    return _TELEPHONE.sub(_cover, text)


def _cover(match: re.Match[str]) -> str:
    return COVER * len(match[0])
