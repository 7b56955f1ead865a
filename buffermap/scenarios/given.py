"""The scenario of a zone that somebody asked for by options or in Python: everything in it is the analyst's or a default."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buffermap.scenarios.scenario import Entry, Scenario
from buffermap.zones.depth import depth_in_words
from gazetteer.boundaries.lines import named_lines

if TYPE_CHECKING:
    from geo.border import Border
    from geo.zone import Ends

_CODES = re.compile(r"[A-Z]{2}(-[A-Z]{2})?")
_OWN_SIDES = ({"left", "right"}, {"inside", "outside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How a stretch was named where its own facts do not say it: by two places, around one, or by a file."""

    border: str | None = None
    between: tuple[str, str] | None = None
    around: str | None = None
    line: Path | None = None
    sublayer: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    """Which column of a file holds what; a scenario has no words for it."""


def given(
    stretch: "Border",
    *,
    side: str = "both",
    depths_m: Sequence[float] = (),
    ends: "Ends" = "round",
    named: Named | None = None,
) -> Scenario | None:
    """Return the scenario of a stretch, or None where a scenario file could not name it.

    Parameters
    ----------
    stretch
        What the zone lies along.
    side, depths_m, ends
        Of the zone; no depth is *not stated*.
    named
        How the stretch was asked for, where it is known.
    """
    where = _where(stretch, named or Named())
    if where is None:
        return None
    return Scenario(
        **where,
        side=_entry(side, default="both"),
        depths=tuple(Entry(value=depth_in_words(depth_m), source="analyst") for depth_m in depths_m),
        ends=_entry(ends, default="round"),
        pov=_entry(stretch.pov, default="un"),
    )


def _entry(value: str, *, default: str) -> Entry:
    return Entry(value=value, source="default" if value == default else "analyst")


def _where(stretch: "Border", named: Named) -> dict[str, Any] | None:
    """Return the entries that name a stretch."""
    if named.line:
        sublayer = "".join(named.sublayer) or None
        whole = Entry(value=str(named.line), source="analyst", sublayer=sublayer)
        return None if len(named.sublayer) > 1 or named.choices else {"line": whole}
    values = _names(stretch, named)
    return {key: Entry(value=value, source="analyst") for key, value in values.items()} or None


def _names(stretch: "Border", named: Named) -> Mapping[str, str | tuple[str, ...]]:
    """Return what names a stretch of a border; nothing where its own facts do not say it."""
    if named.around:
        return {"around": named.around, **({"border": named.border} if named.border else {})}
    known = named_lines().find(named.border or stretch.name)
    if known and not named.between:
        return {"border": known.name}
    if not _CODES.fullmatch(stretch.name) or set(stretch.sides) in _OWN_SIDES:
        return {}
    if named.between:
        return {"border": stretch.name, "between": named.between}
    if any(name.startswith("between ") for name in stretch.along):
        return {}  # of two places only their names are left
    return {"border": stretch.name, **({"along": stretch.along} if stretch.along else {})}
