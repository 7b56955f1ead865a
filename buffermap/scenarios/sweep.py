"""Many scenarios at once: stretches, sides and depths as one tidy table; and a user's own layer against a zone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from buffermap.errors import InputError
from buffermap.export.sharing import marked
from buffermap.incidents.events import as_events
from buffermap.incidents.measuring import measured
from buffermap.show.progress import shown
from buffermap.zones import nearby
from buffermap.zones.aggregate import by_division
from buffermap.zones.given import as_layer, checked_side, checked_zone, many_depths
from gazetteer.userdata.layer import points_in
from geo.containment import classify
from geo.distance import DistanceIndex

if TYPE_CHECKING:
    from pathlib import Path

    from buffermap.zones.aggregate import Level
    from buffermap.zones.nearby import Near
    from geo.border import Border
    from geo.zone import Ends, Zone

SWEEP_COLUMNS = (
    "scenario", "border", "along", "side", "depth_m", "settlements", "settlements_low", "settlements_high", "uncertain",
    "population", "population_unknown", "coverage",
)  # fmt: skip


def sweep(
    stretch: "Border | Mapping[str, Border]",
    *,
    depths: Sequence[str] | None = None,
    depths_m: Sequence[float] | None = None,
    sides: str | Iterable[str] = ("both",),
    places: "pd.DataFrame | str | Path | None" = None,
    by: "Level | None" = None,
    ends: "Ends" = "round",
    events: "pd.DataFrame | str | Path | None" = None,
) -> "pd.DataFrame":
    """Count the settlements of every combination of stretch, side and depth.

    Distances are measured once per stretch, so that a hundred depths cost little more than one.

    Parameters
    ----------
    stretch
        A stretch, or several by name.
    depths, depths_m
        Depths with units, or metres; exactly one of the two.
    sides
        ``"both"``, or labels of the stretch's sides.
    places
        Settlement layer of your own (a table or a file).
    by
        ``"admin1"`` to ``"admin4"``: one row per division instead of one per scenario.
    ends
        Round ends, or cut along the divisions where the stretch ends.
    events
        What `buffermap.events` returns, or its file: counted too, in ``events``, ``events_uncertain`` and
        ``events_outside`` (not with ``by``).

    Returns
    -------
    DataFrame
        Columns `SWEEP_COLUMNS`; with ``by`` those of `buffermap.zones.aggregate.by_division`, where ``on_side`` is the
        side that a division lies on.
        ``settlements`` counts those inside, ``uncertain`` those whose status the accuracy of the data leaves open
        (``settlements_low`` and ``settlements_high`` say how few and how many that could make);
        ``population`` is listed, undated, of those inside; ``population_unknown`` says how many have no figure;
        ``coverage`` which layers list the settlements: sides on different layers are not to be compared or added.

    Raises
    ------
    InputError
        No depths, or a side that a stretch does not have.

    Examples
    --------
    >>> import buffermap as bm
    >>> table = bm.sweep(bm.border("EE-LV"), sides=["EE"], depths=["5 km", "10 km"])
    >>> table[["border", "side", "depth_m"]].to_numpy().tolist()
    [['EE-LV', 'EE', 5000.0], ['EE-LV', 'EE', 10000.0]]
    >>> bool(table["settlements"].is_monotonic_increasing)
    True
    """
    metres = many_depths(depth=depths, depth_m=depths_m)
    layer, dated = as_layer(places), as_events(events)
    if by and dated is not None:
        raise InputError(
            "events of a sweep are not counted by division: bm.count_events(events, by='division') does"
        )
    sides = [sides] if isinstance(sides, str) else list(sides)
    stretches = stretch if isinstance(stretch, Mapping) else {getattr(stretch, "name", ""): stretch}
    chosen_sides = {name: [checked_side(line, side) for side in sides] for name, line in stretches.items()}
    parts = []
    for name, line in shown(stretches.items(), what="stretches", total=len(stretches)):
        reach = nearby.search_radius_m(metres, everything=False)
        near = nearby.near(line, within_m=reach, places=layer)
        listing = nearby.layers_by_side(near.columns["side"], near.columns["layer"])
        for chosen in chosen_sides[name]:
            if by:
                counted = by_division(nearby.table(near, side=chosen, depths_m=metres, ends=ends), level=by)
                counted = counted.rename(columns={"zone_depth_m": "depth_m", "side": "on_side"})
            else:
                sides_of = {one: names for one, names in listing.items() if chosen in {"both", one}}
                counted = _totals(near, chosen, metres, ends).assign(coverage=nearby.coverage_cell(sides_of))
                if dated is not None:
                    counted = counted.assign(**_event_counts(dated, line, chosen, metres, ends))
            about = {
                "scenario": name,
                "border": line.name,
                "along": ", ".join(line.along) or None,
                "side": chosen,
            }
            for place, (column, value) in enumerate(about.items()):
                counted.insert(place, column, value)
            parts.append(counted)
    whole = pd.concat(parts, ignore_index=True)
    return whole if dated is None else marked(whole, dated)


def _event_counts(
    dated: "gpd.GeoDataFrame", line: "Border", side: str, depths_m: Sequence[float], ends: "Ends"
) -> dict[str, list[int]]:
    """Return how many events are inside, uncertain and outside at each depth."""
    found = measured(dated, line, side=side, depths_m=depths_m, ends=ends)
    names = {"events": "inside", "events_uncertain": "uncertain", "events_outside": "outside"}
    return {
        name: [
            int(((found["zone_depth_m"] == depth_m) & (found["status"] == status)).sum())
            for depth_m in depths_m
        ]
        for name, status in names.items()
    }


def _totals(near: "Near", side: str, depths_m: Sequence[float], ends: "Ends") -> "pd.DataFrame":
    """One row a depth, those with no settlement included."""
    chosen = nearby.on_side(near, side, ends=ends)
    distance_m = near.columns["distance_m"][chosen]
    population = near.columns["population"][chosen]
    rows = []
    for depth_m in depths_m:
        status = classify(distance_m, depth_m=depth_m, accuracy_m=near.accuracy_m[chosen])
        within, unsure = distance_m <= depth_m, status == "uncertain"
        listed = population[within]
        known = listed[~np.isnan(listed)]
        rows.append(
            {
                "depth_m": float(depth_m),
                "settlements": len(listed),
                "settlements_low": int((within & ~unsure).sum()),
                "settlements_high": int((within | unsure).sum()),
                "uncertain": int(unsure.sum()),
                "population": int(known.sum()) if len(known) else None,
                "population_unknown": len(listed) - len(known),
            }
        )
    return pd.DataFrame(rows).astype({"population": "Int64"})


def inside(frame: "gpd.GeoDataFrame", zone: "Zone") -> "gpd.GeoDataFrame":
    """Relate a table of your own (hospitals, grid cells, roads, claims) to a zone.

    Parameters
    ----------
    frame
        Any geometries, in any projection that the table names; or columns with latitude and longitude in degrees.
    zone
        From `buffermap.zone`.

    Returns
    -------
    GeoDataFrame
        The table, in its own projection and with its own index, and the columns ``distance_m`` (geodesic, from the
        stretch to the nearest vertex of the geometry: for points their distance), ``inside`` (some of it is in the
        zone) and ``share`` (how much of its area or length is; 0 or 1 for points).

    Raises
    ------
    InputError
        The table does not say its projection, or the arguments are swapped.
    LayerError
        The table has neither geometry nor columns that hold degrees.

    Examples
    --------
    >>> import geopandas as gpd
    >>> import buffermap as bm
    >>> zone = bm.zone(bm.border("EE-LV"), side="EE", depth="10 km")
    >>> towns = gpd.GeoDataFrame(
    ...     {"name": ["Valga", "Tartu"]}, geometry=gpd.points_from_xy([26.04, 26.72], [57.78, 58.38]), crs="EPSG:4326"
    ... )
    >>> bm.inside(towns, zone)["inside"].tolist()
    [True, False]
    """
    frame = _with_geometry(frame)
    zone = checked_zone(zone)
    if frame.crs is None:
        raise InputError(
            "the table does not say its projection: frame.set_crs('EPSG:4326') if it is longitude and latitude"
        )
    shapes = frame.geometry.to_crs("EPSG:4326").to_numpy()
    result = frame.copy()
    result["distance_m"] = _distances_m(shapes, zone)
    result["share"] = _shares(shapes, zone)
    result["inside"] = result["share"] > 0
    return result


def _with_geometry(frame: Any) -> "gpd.GeoDataFrame":
    """Return a table with its geometry; of one without, the points that its columns of degrees hold."""
    if not isinstance(frame, pd.DataFrame):
        raise InputError(
            f"a {type(frame).__name__} is no table: bm.inside(table, zone) takes the table first"
        )
    if isinstance(frame, gpd.GeoDataFrame) and frame.active_geometry_name is not None:
        return frame
    return gpd.GeoDataFrame(frame, geometry=points_in(pd.DataFrame(frame)))


def _distances_m(shapes: Any, zone: "Zone") -> "np.ndarray":
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    distances = np.full(len(shapes), np.nan)
    known = np.isfinite(xy).all(axis=1)
    measured = DistanceIndex(zone.border.line).distance_m(xy[known, 0], xy[known, 1])
    np.fmin.at(distances, owner[known], measured)
    return distances


def _shares(shapes: Any, zone: "Zone") -> "np.ndarray":
    """Share of each geometry within the zone, by area or length on an equal-area projection round the zone."""
    shares: np.ndarray = shapely.intersects(shapes, zone.geometry).astype(float)
    extended = np.flatnonzero((shapely.get_dimensions(shapes) > 0) & (shares > 0))
    if len(extended):
        whole = shapely.make_valid(shapes[extended])
        part = shapely.intersection(whole, zone.geometry)
        flat = shapely.get_dimensions(whole) == 2
        amount, total = (_sizes(_projected(which, zone), flat) for which in (part, whole))
        shares[extended] = np.divide(amount, total, out=np.ones(len(total)), where=total > 0)
    return shares


def _sizes(shapes: Any, flat: "np.ndarray") -> "np.ndarray":
    """Areas of what is `flat`, lengths of the rest."""
    sizes: np.ndarray = np.where(flat, shapely.area(shapes), shapely.length(shapes))
    return sizes


def _projected(shapes: Any, zone: "Zone") -> Any:
    centre = shapely.centroid(zone.geometry)
    local = pyproj.Transformer.from_crs(
        "EPSG:4326", f"+proj=laea +lat_0={centre.y} +lon_0={centre.x} +datum=WGS84", always_xy=True
    )
    return shapely.transform(shapes, lambda xy: np.column_stack(local.transform(xy[:, 0], xy[:, 1])))
