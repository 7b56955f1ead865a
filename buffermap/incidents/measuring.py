"""Events against hypothetical zones: how far from the line, on which side, and in the zone or not, by their own precision."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from buffermap.zones import identity, nearby
from geo.containment import classify
from geo.distance import index_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.border import Border
    from geo.zone import Ends


class Measures(NamedTuple):
    """Of each event its side, its distance to the line, how exact point and line are, whether it is beyond a cut zone."""

    side: "NDArray[np.object_]"
    distance_m: "NDArray[np.float64]"
    accuracy_m: "NDArray[np.float64]"
    beyond_ends: "NDArray[np.bool_]"


def measures(table: "gpd.GeoDataFrame", border: "Border", *, ends: "Ends" = "round") -> Measures:
    """Measure events against a line; ``accuracy_m`` is infinite where a point stands for a country."""
    lon, lat = table["lon"].to_numpy(float), table["lat"].to_numpy(float)
    distance_m = np.asarray(index_of(border).distance_m(lon, lat), np.float64)
    precision_m = table["precision_m"].to_numpy(np.float64)
    beyond = np.zeros(len(lon), bool)
    if ends == "cut":
        beyond = nearby.beyond_ends(border, lon=lon, lat=lat, distance_m=distance_m)
    return Measures(
        side=nearby.side_of(border, lon=lon, lat=lat, country=np.full(len(lon), "", object)),
        distance_m=distance_m,
        accuracy_m=np.where(np.isnan(precision_m), np.inf, precision_m) + border.accuracy_m,
        beyond_ends=beyond,
    )


def measured(
    table: "gpd.GeoDataFrame",
    border: "Border",
    *,
    side: str,
    depths_m: Sequence[float],
    ends: "Ends" = "round",
) -> "gpd.GeoDataFrame":
    """Return one row per event and depth, with distance, side, ``status`` and ``inside`` (its status is inside).

    An event is uncertain where the edge of the zone lies no farther from its point than the point and the line are
    exact; one beyond the line, too, where it may have been on this side of it.
    """
    label, distance_m, accuracy_m, beyond = measures(table, border, ends=ends)
    on_side = np.asarray(np.isin(label, list(border.sides)) if side == "both" else label == side, bool)
    rests_on = identity.basis(border, ends=ends)
    parts = []
    for depth_m in depths_m:
        status = status_of(distance_m, depth_m=depth_m, accuracy_m=accuracy_m, on_side=on_side)
        status[beyond] = "outside"
        parts.append(
            table.assign(
                distance_m=distance_m,
                side=label,
                zone_depth_m=float(depth_m),
                inside=status == "inside",
                status=status,
                scenario_id=identity.scenario_id(rests_on, side=side, depth_m=depth_m),
            )
        )
    made = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs="EPSG:4326")
    made.attrs = dict(table.attrs)
    return made


def status_of(
    distance_m: "NDArray[np.float64]",
    *,
    depth_m: float,
    accuracy_m: "NDArray[np.float64]",
    on_side: "NDArray[np.bool_]",
) -> "NDArray[np.str_]":
    """Return ``inside``, ``uncertain`` or ``outside`` of each event; the page's script says the same."""
    status = classify(distance_m, depth_m=depth_m, accuracy_m=accuracy_m, on_side=on_side)
    return np.where(~on_side & (distance_m <= accuracy_m), "uncertain", status)
