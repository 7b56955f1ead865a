"""The interface's words on the Python side, for what a page shows without its script."""

from datetime import date
from typing import Any

from buffermap.page import bundle
from buffermap.page.data import PageData, PageZone
from buffermap.zones.depth import METRES_PER_UNIT


class Words:
    """Strings of one language, with numbers in English form: no locale data is needed for them.

    Parameters
    ----------
    language
        One of :data:`buffermap.page.bundle.LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._strings = bundle.strings()[language]

    def __call__(self, key: str, **values: Any) -> str:
        """Return a string with its placeholders filled; plurals take their general form."""
        text = self._strings[key]
        if isinstance(text, dict):
            text = text["one"] if values.get("n") == 1 and "one" in text else text.get("many", text["other"])
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return str(text)


def caption(data: PageData, words: Words) -> str:
    """Return the line that stands on every picture of the map: hypothetical, and who said what."""
    zone = data.zone
    if zone is None:
        return words("caption.none")
    if data.other is not None:
        return words("caption.two", a=_said(zone, words), b=_said(data.other, words))
    if zone.depth_m is None:
        return words("caption.unstated", stretch=zone.label)
    names = {side.code: side.name for side in zone.sides}
    side = "" if zone.side == "both" else words("caption.side", side=names.get(zone.side, zone.side))
    return words(
        "caption", depth=depth_said(data, words), stretch=zone.label, side=side, by=depth_by(data, words)
    )


def _said(zone: PageZone, words: Words) -> str:
    """Return one of two zones in words."""
    names = {side.code: side.name for side in zone.sides}
    side = "" if zone.side == "both" else words("caption.side", side=names.get(zone.side, zone.side))
    if zone.depth_m is None:
        return f"{zone.label}{side} ({words('depth.unstated')})"
    return words("caption.within", depth=f"{kilometres(zone.depth_m)} km", stretch=zone.label, side=side)


def depth_said(data: PageData, words: Words) -> str:
    """Return the opening depth in the unit of the text that states it, with kilometres beside it."""
    depth_m = (data.zone.depth_m if data.zone else None) or 0.0
    stated = next((s for s in data.statements if s.chosen and s.depth_m == depth_m), None)
    plain = f"{kilometres(depth_m)} km"
    if stated is None or stated.depth_unit not in METRES_PER_UNIT or stated.depth_unit == "km":
        return plain
    number = f"{depth_m / METRES_PER_UNIT[stated.depth_unit]:.2f}".rstrip("0").rstrip(".")
    return f"{words(f'unit.{stated.depth_unit}', n=1 if number == '1' else number)} ({plain})"


def depth_by(data: PageData, words: Words) -> str:
    """Return who set the depth that the page opens with."""
    zone = data.zone
    if zone is None or zone.depth_m is None:
        return words("depth.by.none")
    if zone.depth_origin != "text":
        return words(f"depth.by.{zone.depth_origin}")
    return words("depth.statedBy", who=zone.depth_source) if zone.depth_source else words("depth.stated")


def kilometres(metres: float) -> str:
    """Return kilometres without decimals that are not there."""
    return f"{metres / 1000:.3f}".rstrip("0").rstrip(".")


def day(iso: str | None) -> str:
    """Return the day of an ISO date or date-time, or the text as it is."""
    if not iso:
        return ""
    try:
        return date.fromisoformat(iso[:10]).isoformat()
    except ValueError:
        return iso
