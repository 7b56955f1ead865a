"""Text of PDF files: lines joined to paragraphs, words that a line's end cut made whole."""

import io
import logging
import re

from buffermap.articles.document import Document
from buffermap.errors import InputError
from gazetteer.text.mending import unwrapped

# what programs write where nobody gave a title
_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unspecified)\)?|microsoft word.*|.*\.(?:docx?|odt|pdf|indd)", re.IGNORECASE
)


def from_pdf(data: bytes) -> Document:
    """Text of a PDF's pages.

    Raises
    ------
    InputError
        pypdf is not installed, or the file is damaged, encrypted, or pictures only.
    """
    try:
        import pypdf  # an extra
    except ImportError:
        raise InputError("reading PDF needs pypdf: pip install 'buffermap[formats]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, by us
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
    except Exception as error:  # damaged files raise errors of many kinds
        raise InputError(f"not a readable PDF ({error})") from error
    if not text.strip():
        raise InputError("this PDF holds pictures of text; run optical character recognition first")
    # when the file was made is no publication's date
    title = about.title if about and not _NO_TITLE.fullmatch(str(about.title or "")) else None
    return Document(unwrapped(text), {"title": title, "author": about.author if about else None})
