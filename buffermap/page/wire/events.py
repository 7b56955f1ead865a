"""Events as the page's script reads them: columns, with types, divisions and sources each once."""

import math
from collections.abc import Iterable
from typing import Any

from buffermap.page.events import PageEvents, PageRows

_ONCE = ("type", "division", "source", "precision")


def events(found: PageEvents | None) -> dict[str, Any] | None:
    """Return events as plain values for JSON; None where a page has none."""
    if found is None:
        return None
    counts = [
        {
            "side": one.side,
            "depth_m": one.depth_m,
            "week": one.week,
            "type": one.type,
            "division": one.division,
        }
        for one in found.counts
    ]
    return {
        "share": found.share,
        "number": found.number,
        "cited": found.cited,
        "notes": found.notes,
        "counts": counts,
        "rows": None if found.rows is None else _rows(found.rows),
    }


def _rows(rows: PageRows) -> dict[str, Any]:
    value: dict[str, Any] = {"date": rows.date, "side": rows.side.tolist()}
    value["distance"] = _numbers(rows.distance_m.tolist(), 0)
    value["uncertainty"] = _numbers(rows.uncertainty_m.tolist(), 0)
    for name in _ONCE:
        texts = getattr(rows, name)
        if texts is not None:
            known = {text: number for number, text in enumerate(dict.fromkeys(texts))}
            value[name] = [known[text] for text in texts]
            value[f"{name}s"] = list(known)
    if rows.lat is not None and rows.lon is not None:
        value |= {"lat": _numbers(rows.lat.tolist(), 5), "lon": _numbers(rows.lon.tolist(), 5)}
        value |= {"text": rows.text, "url": rows.url}
    return value


def _numbers(values: Iterable[float], digits: int) -> list[float | None]:
    """Return numbers with so many decimals, None for what is infinite or none."""
    return [round(value, digits or None) if math.isfinite(value) else None for value in values]
