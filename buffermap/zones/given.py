"""What a caller gives, checked: a stretch, a side, depths, a layer. What is wrong is one line that says the way out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from buffermap.errors import InputError
from buffermap.zones.depth import parse_depth
from buffermap.zones.layers import layer_of_table, read_layer
from buffermap.zones.naming import country_code
from geo.border import Border
from geo.zone import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def checked_stretch(stretch: Any) -> Border:
    """Return a stretch of a border if it is one.

    Raises
    ------
    InputError
        It is something else; the message says how to make a stretch of it.
    """
    if isinstance(stretch, Border):
        return stretch
    if isinstance(stretch, Zone):
        raise InputError("a zone is not a stretch of a border: give zone.border, or ask the zone itself")
    if isinstance(stretch, str):
        raise InputError(f"{stretch!r} is not a stretch of a border: write bm.border({stretch!r})")
    raise InputError(f"a {type(stretch).__name__} is not a stretch of a border: bm.border(…) gives one")


def checked_zone(zone: Any) -> Zone:
    """Return a zone if it is one.

    Raises
    ------
    InputError
        It is something else.
    """
    if isinstance(zone, Zone):
        return zone
    what = f"the stretch {zone.name}" if isinstance(zone, Border) else f"a {type(zone).__name__}"
    raise InputError(f"{what} is no zone: bm.zone(bm.border(…), depth=…) gives one")


def checked_side(stretch: Any, side: Any) -> str:
    """Return the side as the stretch writes it, or say which sides there are.

    Raises
    ------
    InputError
        The stretch is none, or has no such side.
    """
    sides = checked_stretch(stretch).sides
    known = {label.lower(): label for label in (*sides, "both")}
    if isinstance(side, str) and side.lower() not in known and (code := _country_of(side)) in sides:
        return code
    if not isinstance(side, str) or side.lower() not in known:
        raise InputError(f"side {side!r} is not a side of {stretch.name}; choose {', '.join(sides)} or both")
    return known[side.lower()]


def _country_of(side: str) -> str:
    """Return the code of the country that a side names (UKR, Ukraine), empty where it names none."""
    try:
        return country_code(side)
    except LookupError:
        return ""


def one_depth(*, depth: Any, depth_m: Any) -> float:
    """Return metres from exactly one of a depth with its unit and a number of metres.

    Raises
    ------
    InputError
        None is given, or several are.
    """
    metres = many_depths(depth=depth, depth_m=depth_m)
    if len(metres) > 1:
        raise InputError(f"a zone has one depth, and {len(metres)} are given; bm.rings(…) draws several")
    return metres[0]


def many_depths(
    *, depth: "str | Sequence[str] | None", depth_m: "float | Sequence[float] | None"
) -> list[float]:
    """Return metres from exactly one of depths with units and numbers of metres.

    Raises
    ------
    InputError
        Neither or both are given, there is none among them, or one has no unit.
    """
    if (depth is None) == (depth_m is None):
        raise InputError('give one of depth="20 km" and depth_m=20_000')
    given: Any = depth if depth_m is None else depth_m
    values = [given] if isinstance(given, str) or not hasattr(given, "__iter__") else list(given)
    if not values:
        raise InputError('no depth is given: write depth="20 km", or several: depth=["10 km", "20 km"]')
    return [_metres(value, has_unit=depth_m is None) for value in values]


def _metres(value: Any, *, has_unit: bool) -> float:
    """Return one depth in metres, from a text with its unit or from a number."""
    if has_unit and isinstance(value, str):
        return parse_depth(value)
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise InputError(f'{value!r} is no depth: write depth="20 km", or depth_m=20_000') from None
    if has_unit:
        raise InputError(f'depth {value!r} has no unit; write depth="{number:g} km", or depth_m={number:g}')
    return number


def as_layer(places: "pd.DataFrame | str | Path | None") -> "pd.DataFrame | None":
    """Return a settlement layer from a table or a file; None is the gazetteer.

    Raises
    ------
    InputError
        It is no table; LayerError where a table or file has no names or points.
    """
    if places is None:
        return None
    if isinstance(places, (str, Path)):
        return read_layer(places)
    if not hasattr(places, "columns"):
        raise InputError(
            f"a {type(places).__name__} is no settlement layer: give a table with name, lat, lon, or a file"
        )
    return layer_of_table(places)
