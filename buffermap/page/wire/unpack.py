"""A page's data back from its file, as far as words go: what it says, not its shapes and columns."""

import base64
import binascii
import json
import re
import zlib
from pathlib import Path
from typing import Any

from buffermap.errors import InputError
from buffermap.page.data import FORMAT
from buffermap.page.wire import pack

_MOST = 400_000_000
"""Bytes that a page's data may unpack to."""


def read_page(path: Path) -> dict[str, Any]:
    """Return what `buffermap.page.wire.encode.wire` made of a page, with the page's ``id``; shapes and columns stay packed.

    Raises
    ------
    InputError
        The file is no page of this program, of another format, or damaged.
    """
    html = path.read_text(encoding="utf-8", errors="replace")
    head = _block(html, "bm-data")
    if head is None:
        raise InputError(f"{path.name} is no page that buffermap made: it has no data block")
    try:
        known = dict(json.loads(head))
        form, page_id = str(known["format"]), str(known.get("id", ""))
        value = _value(known["parts"]["data"], _block(html, "bm-bulk") or "") if form == str(FORMAT) else {}
    except (KeyError, TypeError, ValueError, RecursionError, binascii.Error, zlib.error) as error:
        raise InputError(f"{path.name}: the page's data are damaged; save or make it again") from error
    if not value:
        raise InputError(
            f"{path.name} is a page of format {form[:20]}, this buffermap reads {FORMAT}: make it again"
        )
    return value | {"id": page_id}


def _value(where: Any, bulk: str) -> dict[str, Any]:
    """Return the part of a packed block that holds words."""
    start, length = where
    return dict(json.loads(_inflated(bulk)[start : start + length]))


def _block(html: str, name: str) -> str | None:
    """Return the text of a script element."""
    found = re.search(rf'<script type="[\w/]+" id="{name}">', html)
    return None if found is None else html[found.end() : html.find("</script>", found.end())]


def _inflated(text: str) -> bytes:
    """Return the bytes that a packed block holds.

    Raises
    ------
    ValueError
        They are more than a page has.
    """
    reader = zlib.decompressobj(wbits=31)
    content = reader.decompress(base64.b85decode(pack.standard85(text)), _MOST)
    if not reader.eof:
        raise ValueError("the block does not end")
    return content
