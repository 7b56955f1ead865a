"""Text that a terminal may be given: it can quote a hostile file, whose control characters a terminal would obey."""

_LAYOUT = frozenset("\n\t")


def printable(text: str) -> str:
    r"""Return a text with a blank for each control character but line breaks and tabs.

    Examples
    --------
    >>> printable("Sumy\x1b]0;title\x07\n")
    'Sumy ]0;title \n'
    """
    return "".join(char if char.isprintable() or char in _LAYOUT else " " for char in text)


def one_line(text: str) -> str:
    r"""Return a text on one line, without control characters.

    Examples
    --------
    >>> one_line("Sumy\r\n  Kharkiv\x1b")
    'Sumy Kharkiv '
    """
    return printable(" ".join(text.split()))
