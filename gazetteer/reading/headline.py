"""The headline of a text: its first line, where that is short and no sentence."""

_LONGEST = 200
_SENTENCE_ENDS = (".", ":", ";", ",")
_CLOSING = "\"'»”’)] \t\r\xa0"


def headline(text: str, start: int = 0) -> tuple[int, int]:
    """Return where the headline begins and ends; an empty stretch where the first line is a sentence or a paragraph."""
    begin = start
    while begin < len(text) and text[begin].isspace():
        begin += 1
    end = text.find("\n", begin)
    line = text[begin : end if end >= 0 else len(text)].rstrip(_CLOSING)
    if not line or len(line) > _LONGEST or line.endswith(_SENTENCE_ENDS):
        return begin, begin
    return begin, begin + len(line)
