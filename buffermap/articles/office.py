"""Text of word processors' files (.docx, .odt) and workbooks (.xlsx): a paragraph a line."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from buffermap.articles.document import Document
from buffermap.errors import InputError
from gazetteer.errors import LayerError
from gazetteer.userdata.archives import opened_member

_DOCX_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "softhyphen": "", "nobreakhyphen": "-"}
_ODT_TEXT = {"tab": "\t", "line-break": "\n"}
# deleted words, remarks, footnotes, codes of fields, a picture's second description
_UNREAD = frozenset(
    ["del", "movefrom", "instrtext", "delinstrtext", "fallback", "tracked-changes", "annotation", "note"]
)
_PARAGRAPHS = frozenset(("p", "h"))


def from_docx(archive: zipfile.ZipFile) -> Document:
    """Text of a Word document: its body, without what was deleted."""
    body = _parsed(archive, "word/document.xml")
    return Document(_paragraphs(body, _DOCX_TEXT, is_mixed=False), _origin(archive, "docProps/core.xml"))


def from_odt(archive: zipfile.ZipFile) -> Document:
    """Text of an OpenDocument file: its body, without remarks and what was deleted."""
    body = _parsed(archive, "content.xml")
    return Document(_paragraphs(body, _ODT_TEXT, is_mixed=True), _origin(archive, "meta.xml"))


def from_xlsx(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of the first sheet of a workbook, numbered from one, with the names of its first row."""
    import openpyxl  # slow to load

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [str(cell or "").strip() for cell in next(rows, ())]
        for number, row in enumerate(rows, start=1):
            yield number, {name: cell for name, cell in zip(header, row, strict=False) if name}
    except Exception as error:  # damaged files raise errors of many kinds
        raise InputError(f"not a readable workbook ({error})") from error


def _parsed(archive: zipfile.ZipFile, member: str) -> Element:
    try:
        with opened_member(archive, archive.getinfo(member)) as stream:
            root: Element = fromstring(stream.read())
    except DefusedXmlException as error:
        raise InputError("the file defines XML entities of its own; not opened") from error
    except (KeyError, ParseError, ValueError, LayerError) as error:
        raise InputError(f"not a whole document: {member} is missing or damaged") from error
    return root


def _local(node: Element) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _paragraphs(root: Element, marks: dict[str, str], *, is_mixed: bool) -> str:
    """Return the text, paragraphs apart, in the order of the document, however deep its parts lie.

    ``is_mixed`` tells whether text stands between elements (OpenDocument) or in elements of its own (Word).
    """
    pieces: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        name = _local(node)
        if is_mixed and name not in _PARAGRAPHS:
            waiting.append(node.tail or "")
        if name in _UNREAD:
            continue
        pieces.append("\n\n" if name in _PARAGRAPHS else " " if name == "s" else marks.get(name, ""))
        if name in ({"p", "h", "span", "a"} if is_mixed else {"t"}):
            pieces.append(node.text or "")
        waiting.extend(reversed(node))
    lines = (line.strip(" \t") for line in "".join(pieces).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _origin(archive: zipfile.ZipFile, member: str) -> dict[str, Any]:
    """Return the title from a document's own description.

    Its date is that of a template or of the last saving, no publication's; who typed it is nobody's business.
    """
    try:
        root = _parsed(archive, member)
    except InputError:
        return {}
    names = {"title": "title", "language": "language"}
    return {names[_local(node)]: node.text for node in root.iter() if _local(node) in names}
