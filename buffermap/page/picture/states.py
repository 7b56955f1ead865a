"""Who lies within the zone that a page opens with: as tables say it and as the page's script says it."""

from typing import TYPE_CHECKING

import numpy as np

from buffermap import incidents
from geo.containment import classify

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from buffermap.page.data import PagePlace, PageSettlements, PageZone
    from buffermap.page.events import Counts, PageEvents


def on_side(zone: "PageZone", side: "NDArray[np.int8] | NDArray[np.int64]") -> "NDArray[np.bool_]":
    """Whether settlements (by the index of their side) lie on the zone's side."""
    codes = [one.code for one in zone.sides]
    return side >= 0 if zone.side == "both" else side == codes.index(zone.side)


def states(
    table: "PageSettlements", zone: "PageZone", *, second: bool = False
) -> "tuple[NDArray[np.bool_], NDArray[np.bool_]]":
    """Return which settlements lie inside a zone, and of which that is uncertain; none of a zone without depth.

    Parameters
    ----------
    second
        Whether it is the second zone of a page that compares two.
    """
    distance_m, side = (table.distance_b_m, table.side_b) if second else (table.distance_m, table.side)
    if not zone.depth_m or distance_m is None or side is None:
        return np.zeros(len(table), bool), np.zeros(len(table), bool)
    chosen = on_side(zone, side)
    status = classify(distance_m, depth_m=zone.depth_m, accuracy_m=table.uncertainty_m, on_side=chosen)
    return chosen & (distance_m <= zone.depth_m), np.asarray(status == "uncertain", bool)


def held_events(found: "PageEvents", zone: "PageZone") -> "tuple[int, int, int] | None":
    """Return how many events are inside, uncertain and outside; None where counts of this depth are not held."""
    if found.rows is None:
        held = next(
            (one for one in found.counts if (one.side, one.depth_m) == (zone.side, zone.depth_m)), None
        )
        return None if held is None else _summed(held.type)
    rows = found.rows
    status = incidents.status_of(
        rows.distance_m,
        depth_m=zone.depth_m or 0.0,
        accuracy_m=rows.uncertainty_m,
        on_side=on_side(zone, rows.side),
    )
    status[np.isinf(rows.distance_m)] = "outside"
    inside, uncertain = (int((status == name).sum()) for name in ("inside", "uncertain"))
    return inside, uncertain, len(status) - inside - uncertain


def _summed(counts: "Counts") -> tuple[int, int, int]:
    return sum(row[1] for row in counts), sum(row[2] for row in counts), sum(row[3] for row in counts)


def holds(zone: "PageZone | None", place: "PagePlace") -> bool:
    """Whether a named place lies within a zone."""
    if zone is None or zone.depth_m is None or place.distance_m is None or place.side is None:
        return False
    return place.distance_m <= zone.depth_m and zone.side in ("both", place.side)
