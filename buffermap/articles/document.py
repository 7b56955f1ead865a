"""What a reader of one format hands on: a document's text and what its file says of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Document(NamedTuple):
    """Text of a document, and what it says of its own origin, not normalised; the prose begins at ``body_start``."""

    text: str
    record: Mapping[str, Any]
    body_start: int = 0
