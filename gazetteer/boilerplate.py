"""What stands on a page around the article: teasers, comment forms, captions of buttons.

Places named there are found like others; they carry the flag ``boilerplate``, so that no map counts them as news.
"""

import re

# a line that begins a block of boilerplate that runs to the end of the text
_TAIL = re.compile(
    r"^\s*(?:related (?:articles|posts|stories|news|topics|content|coverage)|leave a (?:reply|comment)|you (?:may|might) also like|"
    r"more from|more (?:stories|news|on this story)|most (?:read|popular|viewed)|recommended(?: for you| stories)?|"
    r"trending(?: now)?|share this(?: article| story)?|back to top(?: button)?|about the author|comments?(?: \(\d+\))?|"
    r"read (?:entire|the full|the whole|full) (?:article|story)|sign up (?:for|to) .*newsletter.*|subscribe(?: now| to .*)?|"
    r"follow us(?: on .*)?|copyright .*|© .*|all rights reserved.*|post navigation|previous (?:post|article)|next (?:post|article)|"
    r"читайте также|читать также|читайте ще|читайте також|новости по теме|новини за темою|похожие новости|схожі новини|"
    r"підписуйтесь.*|подписывайтесь.*|залишити коментар|оставить комментарий|коментарі|комментарии)\s*[:.…»]*\s*$",
    re.IGNORECASE,
)
# a line that is boilerplate by itself, the text goes on after it
_LINE = re.compile(
    r"^\s*(?:(?:see also|read (?:more|also|next)|also read|related|more|watch|listen|advertisement|sponsored|photo|image|"
    r"credit|source|tags?|filed under|written by|by|editing by|reporting by|click here.*|"
    r"читайте также|читайте також|читайте ще|фото|джерело|источник|смотрите также|дивіться також)\s*(?:[:|—–-]\s*|\xa0+\s*|\s{2,}).{0,200}|"
    r"advertisement|trending now|most read|most popular|getty images|shutterstock.*|skip to (?:main )?content|"
    r"your email address will not be published.*|required fields are marked.*|this site uses akismet.*)$",
    re.IGNORECASE,
)
_TAIL_SHARE = 0.5
_LONG_LINE = 220


def boilerplate(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Return the stretches of a text that belong to the page and not to the article.

    A heading such as "Related articles" or "Leave a reply" in the second half of a text makes all that follows
    boilerplate, until a line as long as a paragraph; "See also …" or "Photo: …" only its own line.
    """
    spans: list[tuple[int, int]] = []
    tail = False
    threshold = start + _TAIL_SHARE * (len(text) - start)
    at = start
    for line in text[start:].splitlines(keepends=True):
        end = at + len(line)
        bare = line.strip()
        if tail and len(bare) > _LONG_LINE:
            tail = False
        if bare and len(bare) <= 2 * _LONG_LINE:
            if at >= threshold and _TAIL.match(bare):
                tail = True
            if tail or _LINE.match(bare):
                spans.append((at, end))
        at = end
    return spans


def is_boilerplate(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the stretches."""
    return any(start <= position < end for start, end in spans)
