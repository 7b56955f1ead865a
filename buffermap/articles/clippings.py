"""Articles of press databases' text files (Nexis): one file, many articles, each with its lines of origin."""

import re
from collections.abc import Iterator

from buffermap.articles.document import Document

_FIRST = re.compile(r"\ufeff?\s*(?:Document\s+)?1 of \d{1,6}(?: DOCUMENTS?)?[ \t]*\r?\n")
_NEXT = re.compile(r"^[ \t]*(?:Document[ \t]+)?\d{1,6} of \d{1,6}(?: DOCUMENTS?)?[ \t]*\r?$", re.MULTILINE)
_LABEL = re.compile(r"^(BYLINE|LENGTH|SECTION|BODY|HEADLINE|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|URL|GRAPHIC"
                    r"|DOCUMENT-TYPE|JOURNAL-CODE|HIGHLIGHT|COPYRIGHT|SUBJECT|GEOGRAPHIC|COUNTRY|CITY|STATE|ORGANIZATION"
                    r"|PERSON|COMPANY|INDUSTRY|TICKER|CORRECTION-DATE|UPDATE-DATE|CATEGORY):[ \t]*(.*)$")  # fmt: skip
_DAY = re.compile(r"\d{4}")


def are_clippings(head: str) -> bool:
    """Whether a text begins like such a file."""
    return bool(_FIRST.match(head))


def from_clippings(text: str) -> Iterator[Document]:
    """Yield the articles: outlet, date and title from the lines above ``BODY:``, the text below it."""
    marks = list(_NEXT.finditer(text))
    ends = [mark.start() for mark in marks[1:]]
    for mark, end in zip(marks, [*ends, len(text)], strict=False):
        yield _clipping(text[mark.end() : end])


def _clipping(text: str) -> Document:
    lines = [line.rstrip() for line in text.splitlines()]
    labels: dict[str, str] = {}
    above: list[str] = []
    body: list[str] = []
    is_body = False
    for line in lines:
        label = _LABEL.match(line.strip())
        if label:
            is_body = label[1] == "BODY"
            labels.setdefault(label[1], label[2])
        elif is_body:
            body.append(line)
        elif not labels and line.strip() and not line.lstrip().startswith("Copyright"):
            above.append(line.strip())
    if "BODY" not in labels:
        body = lines
    day = next((line for line in above[1:] if _DAY.search(line)), None)
    title = labels.get("HEADLINE") or next((line for line in above[1:] if line != day), None)
    record = {
        "outlet": above[0] if above else None,
        "date": day,
        "title": title,
        "author": labels.get("BYLINE"),
        "language": labels.get("LANGUAGE", "").title() or None,
        "url": labels.get("URL"),
    }
    return Document("\n".join(body).strip(), record)
