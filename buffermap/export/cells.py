"""Single values as files hold them, without any library that is slow to load: `extract` and `resolve` write with it."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from buffermap.export.provenance import Provenance

if TYPE_CHECKING:
    import pandas as pd

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no XML document may hold, and no table needs."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run."""


def cell(value: Any) -> Any:
    """Return a value as a cell of a CSV file: no control characters, no formula, nothing that is no number."""
    if not isinstance(value, str):
        return finite(value)
    text = uncontrolled(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def uncontrolled(text: str) -> str:
    """Return a text without control characters, but with its tabs and line breaks."""
    return CONTROLS.sub("", text)


def finite(value: Any) -> Any:
    """Return a value with None for numbers that JSON does not know (NaN, infinities)."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    return [finite(item) for item in value] if isinstance(value, list | tuple) else value


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as JSON that every reader takes."""
    return json.dumps(finite(value), ensure_ascii=False, indent=indent, allow_nan=False)


def describe(name: str, *, provenance: Provenance) -> str:
    """Return the CSVW metadata of a file of that name: what W3C readers look for in ``name-metadata.json``."""
    return json_text(
        {
            "@context": "http://www.w3.org/ns/csvw",
            "url": name,
            "dialect": {"encoding": "utf-8", "header": True},
            "dc:description": provenance.coverage or provenance.notice,
            "dc:rights": provenance.attribution,
            "dc:license": provenance.terms or provenance.licences,
            "dc:provenance": provenance.to_dict(),
        },
        indent=1,
    )


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> "pd.DataFrame":
    """Return rows as a DataFrame with these columns, in their order."""
    import pandas as pd  # loads slowly; text and pages need no table

    return pd.DataFrame(list(rows), columns=list(columns))
