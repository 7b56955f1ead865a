"""Many scenarios at once: stretches, sides and depths as one tidy table; and a user's own layer against a zone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from buffermap.scenarios.scenario import Scenario, with_people
from buffermap.show.progress import shown
from buffermap.zones import nearby
from buffermap.zones.aggregate import by_division
from buffermap.zones.given import as_layer, checked_side, checked_stretch, checked_zone, many_depths
from buffermap.zones.gridcurve import grid_curve
from buffermap.zones.people import People, people_of
from buffermap.zones.plan import plan
from gazetteer.userdata.layer import points_in
from geo.distance import DistanceIndex
from geo.rings import zones as nested

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from buffermap.zones.gridcurve import GridCurve
    from buffermap.zones.nearby import Near
    from buffermap.zones.people import Files, Level
    from geo.border import Border
    from geo.zone import Ends, Zone

SWEEP_COLUMNS = (
    "scenario", "border", "along", "side", "depth_m", "settlements", "settlements_low", "settlements_high", "uncertain",
    "population", "population_unknown", "coverage",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What one stretch is asked, apart from the layer and the events that all of them share."""

    name: str
    line: "Border"
    sides: Sequence[str]
    depths_m: Sequence[float]
    by: "Level | None"
    ends: "Ends"
    people: People


def sweep(
    stretch: "Border | Scenario | Iterable[Border | Scenario] | Mapping[str, Border | Scenario]",
    *,
    depths: Sequence[str] | None = None,
    depths_m: Sequence[float] | None = None,
    sides: str | Iterable[str] | None = None,
    places: "pd.DataFrame | str | Path | None" = None,
    by: "Level | None" = None,
    ends: "Ends" = "round",
    events: "pd.DataFrame | str | Path | None" = None,
    executor: "Executor | None" = None,
    grid: "Files" = None,
    built_up: "str | Path | None" = None,
) -> "pd.DataFrame":
    """Count the settlements of every combination of stretch, side and depth.

    Distances are measured once per stretch, so that a hundred depths cost little more than one.

    Parameters
    ----------
    stretch
        A stretch of any border, or several, in a row or by name. A `Scenario` (of statements, say) stands for the zone that
        it starts from and for every other zone that its texts describe along a border.
    depths, depths_m
        Depths with units, or metres; one of the two, or neither: then each scenario's own.
    sides
        ``"both"``, or labels of the stretch's sides; by default a scenario's own, else both.
    places
        Settlement layer of your own (a table or a file).
    by
        ``"admin1"`` to ``"admin4"``: one row per division instead of one per scenario.
    ends
        Round ends, or cut along the divisions where the stretch ends.
    events
        What `buffermap.events` returns, or its file: counted too, in ``events``, ``events_uncertain`` and
        ``events_outside`` (not with ``by``).
    executor
        What looks like `concurrent.futures`: stretches are measured by its workers. It is left running.
    grid, built_up
        Population grids and built-up land, as for `buffermap.settlements`; by default a scenario's own.

    Returns
    -------
    DataFrame
        Columns `SWEEP_COLUMNS`; with ``by`` those of `buffermap.zones.aggregate.by_division`, where ``on_side`` is the
        side that a division lies on.
        ``settlements`` counts those inside, ``uncertain`` those whose status the accuracy of the data leaves open
        (``settlements_low`` and ``settlements_high`` say how few and how many that could make);
        ``population`` is listed, undated, of those inside; ``population_unknown`` says how many have no figure;
        ``coverage`` which layers list the settlements: sides on different layers are not to be compared or added.
        With grids also ``grid_population_low, grid_population, grid_population_high, grid_source, grid_year``.

    Raises
    ------
    InputError
        No depths, or a side that a stretch does not have.

    Examples
    --------
    >>> import buffermap as bm
    >>> table = bm.sweep([bm.border("EE-LV"), bm.border("EE-RU")], sides=["EE"], depths=["5 km", "10 km"])
    >>> table[["border", "side", "depth_m"]].to_numpy().tolist()
    [['EE-LV', 'EE', 5000.0], ['EE-LV', 'EE', 10000.0], ['EE-RU', 'EE', 5000.0], ['EE-RU', 'EE', 10000.0]]
    >>> bool(table["settlements"][:2].is_monotonic_increasing)
    True
    """
    metres = None if depths is None and depths_m is None else many_depths(depth=depths, depth_m=depths_m)
    layer, dated = as_layer(places), as_events(events)
    if by and dated is not None:
        raise InputError(
            "events of a sweep are not counted by division: bm.count_events(events, by='division') does"
        )
    chosen = [sides] if isinstance(sides, str) else None if sides is None else list(sides)
    people = people_of(grid, built_up)
    jobs = [
        _job(name, asked, depths_m=metres, sides=chosen, by=by, ends=ends, people=people)
        for name, asked in _asked(stretch)
    ]
    if executor is None:
        found = (_swept(job, layer, dated) for job in jobs)
    else:
        waiting = [executor.submit(_swept, job, layer, dated) for job in jobs]
        found = (one.result() for one in waiting)
    whole = pd.concat(shown(found, what="stretches", total=len(jobs)), ignore_index=True)
    return whole if dated is None else marked(whole, dated)


def _asked(given: Any) -> "Iterator[tuple[str, Border | Scenario]]":
    """Yield what a sweep is asked for, one by one, by name: of a scenario all zones of its texts."""
    if isinstance(given, Mapping):
        named = list(given.items())
    elif isinstance(given, str) or not isinstance(given, Iterable):
        named = [("", given)]
    else:
        named = [("", one) for one in given]
    for name, one in named:
        if not isinstance(one, Scenario):
            yield name or _called(checked_stretch(one)), one
            continue
        others = [other.zone_id for other in one.alternatives if other.field == "border" and other.zone_id]
        for zone in (
            one,
            *(one.instead(zone_id) for zone_id in dict.fromkeys(others) if zone_id != one.zone_id),
        ):
            yield ": ".join(filter(None, (name, zone.zone_id or zone.title or "scenario"))), zone


def _called(line: "Border") -> str:
    return " along ".join(filter(None, (line.name, ", ".join(line.along))))


def _job(
    name: str,
    asked: "Border | Scenario",
    *,
    depths_m: Sequence[float] | None,
    sides: Sequence[str] | None,
    by: "Level | None",
    ends: "Ends",
    people: People,
) -> _Job:
    """Return what one stretch is asked, with what its scenario says where the caller says nothing."""
    line = asked
    if isinstance(asked, Scenario):
        line, people = asked.stretch(), with_people(asked, people).people
        depths_m = depths_m or asked.depths_m
        sides = sides or [str(asked.side.value)]
    if not depths_m:
        missing = f"no depth is stated for {name}" if isinstance(asked, Scenario) else "no depths"
        raise InputError(f"{missing}; give one of depths=['10 km'] and depths_m=[10000]")
    checked = [checked_side(line, side) for side in sides or ["both"]]
    return _Job(
        name=name, line=checked_stretch(line), sides=checked, depths_m=depths_m, by=by, ends=ends, people=people,
    )  # fmt: skip


def _swept(job: _Job, layer: "pd.DataFrame | None", dated: "gpd.GeoDataFrame | None") -> "pd.DataFrame":
    """Count the settlements of one stretch."""
    line, metres, grids = job.line, job.depths_m, job.people.grids
    reach_m = nearby.search_radius_m(metres, everything=False)
    near = nearby.near(line, within_m=reach_m, places=layer, people=job.people, ends=job.ends)
    curve = grid_curve(line, grids, depths_m=metres, ends=job.ends) if grids and not job.by else None
    listing = nearby.layers_by_side(near.columns["side"], near.columns["layer"])
    parts = []
    for side in job.sides:
        if job.by:
            rows = pd.concat(
                nearby.by_depth(near, side=side, depths_m=metres, ends=job.ends), ignore_index=True
            )
            zones = nested(line, side=side, depths_m=metres, ends=job.ends) if grids else []
            counted = (
                plan(rows, zones, level=job.by, grids=grids) if zones else by_division(rows, level=job.by)
            )
            counted = counted.rename(columns={"zone_depth_m": "depth_m", "side": "on_side"})
        else:
            sides_of = {one: names for one, names in listing.items() if side in {"both", one}}
            counted = _totals(near, side, metres, job.ends).assign(coverage=nearby.coverage_cell(sides_of))
            if curve is not None:
                counted = counted.assign(**_by_grid(curve, side))
            if dated is not None:
                counted = counted.assign(**_event_counts(dated, line, side, metres, job.ends))
        about = {
            "scenario": job.name,
            "border": line.name,
            "along": ", ".join(line.along) or None,
            "side": side,
        }
        for place, (column, value) in enumerate(about.items()):
            counted.insert(place, column, value)
        parts.append(counted)
    return pd.concat(parts, ignore_index=True)


def _by_grid(curve: "GridCurve", side: str) -> dict[str, Any]:
    """Return the people by a grid within each depth as columns."""
    held = [within for one, within in curve.sides.items() if side in ("both", one)]
    return {
        "grid_population_low": sum(one.low for one in held),
        "grid_population": sum(one.people for one in held),
        "grid_population_high": sum(one.high for one in held),
        "grid_source": curve.source,
        "grid_year": pd.array([curve.year] * len(curve.depths_m), "Int64"),
    }


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
        status, shares = nearby.statuses(near, depth_m=depth_m, allowed=chosen)
        within, unsure = distance_m <= depth_m, status[chosen] == "uncertain"
        part = within.astype(float)
        if shares is not None:
            share = shares[1][chosen]
            part = np.where(np.isnan(share), part, share)
        known = (population * part)[(part > 0) & ~np.isnan(population)]
        rows.append(
            {
                "depth_m": float(depth_m),
                "settlements": int(within.sum()),
                "settlements_low": int((within & ~unsure).sum()),
                "settlements_high": int((within | unsure).sum()),
                "uncertain": int(unsure.sum()),
                "population": round(known.sum()) if len(known) else None,
                "population_unknown": int((within & np.isnan(population)).sum()),
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
