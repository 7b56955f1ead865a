"""Which settlements lie inside a hypothetical zone, how far from its line, and how sure that is.

Distances are computed once per stretch; every depth is then a threshold. What a table says of people is what the
layer lists: undated figures with gaps, never a count of who is present.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from buffermap import words
from buffermap.zones import dateline, identity, layers
from buffermap.zones.duplicates import duplicate_of
from buffermap.zones.extents import extents_of, shares_within
from buffermap.zones.ownline import check_axes
from gazetteer.boundaries.borders import cut
from gazetteer.files import store
from geo.containment import classify, point_accuracy_m
from geo.distance import DistanceIndex, index_of

if TYPE_CHECKING:
    import geopandas as gpd  # loads slowly; text and pages need no table
    import pandas as pd  # as above

    from buffermap.zones.people import People
    from gazetteer.files.store import Gazetteer
    from geo.border import Border
    from geo.zone import Ends

log = logging.getLogger(__name__)

Bounds = tuple[float, float, float, float]

COLUMNS = [*layers.COLUMNS, "distance_m", "side", "zone_depth_m", "inside", "status"]
MEASURED = ["distance_m", "side", "bearing", "border_lat", "border_lon"]
EXTRA_COLUMNS = [*MEASURED[2:], "accuracy_m", "country_conflict", "duplicate_of", "scenario_id"]
SHARES = ["share_low", "share", "share_high"]
"""Of a city that built-up land or a grid decides on: how much of it lies within, less and more the line's accuracy."""
MAX_ACCURACY_M = (
    70_000.0  # no point is less accurate than this: 10 m per root of 40 million people, and the line
)
DUMP = "GeoNames "
"""How the name of a layer begins that is a dump of countries; their codes follow."""
REACH_M = 100_000.0  # how far from the line a table with `everything` looks, and the page's slider goes


@dataclass(frozen=True, kw_only=True, eq=False)
class Near:
    """Settlements near a stretch, sorted by distance.

    Parameters
    ----------
    columns
        Arrays by name, shape (n,): `layers.COLUMNS`, then `distance_m` (geodesic on WGS84, to the stretch), `side`
        (label of the area that holds the point; empty for a third country), `bearing` (degrees from the settlement to
        the nearest border point), `border_lat`, `border_lon`.
    accuracy_m
        Stated accuracy of each point and of the border line together, metres, shape (n,).
    beyond_ends
        Whether the line's continuation is nearer than the stretch: such points are outside a zone with cut ends.
    layer
        These settlements' rows of a layer of the user's own; None where they are the gazetteer's.
    whole_layer
        All of that layer.
    extent
        How far large settlements reach, where built-up land or a grid says so (see `buffermap.zones.extents`).
    """

    border: "Border"
    columns: layers.Columns
    accuracy_m: np.ndarray
    beyond_ends: np.ndarray
    layer: "pd.DataFrame | None" = None
    whole_layer: "pd.DataFrame | None" = None
    extent: np.ndarray | None = None

    def __len__(self) -> int:
        """Return the number of settlements."""
        return len(self.accuracy_m)

    @cached_property
    def table(self) -> "pd.DataFrame":
        """The columns as a table, the user's own columns among them."""
        if self.layer is None:
            return layers.frame(self.columns)
        return self.layer.assign(**{name: self.columns[name] for name in MEASURED})


def near(
    border: "Border",
    *,
    within_m: float = REACH_M,
    places: "pd.DataFrame | None" = None,
    also: "Sequence[Border]" = (),
    people: "People | None" = None,
    ends: "Ends" = "round",
) -> Near:
    """Measure the settlements of a layer that lie within `within_m` of a stretch, or of further lines.

    Parameters
    ----------
    places
        A layer (see `buffermap.zones.layers`); by default the gazetteer with the user's data.
    also
        Lines whose neighbourhood is wanted, too; what lies there is measured to the stretch as well.
    people
        Built-up land and grids, which decide how much of a city lies within; with cut ends none of it beyond them.
    """
    gazetteer = _gazetteer()
    if places is None:
        rows = layers.rows_in(gazetteer, bounds=reach_bounds(border, within_m))
        for line in also:  # a box around all of them may hold half a continent
            around = layers.rows_in(gazetteer, bounds=reach_bounds(line, within_m))
            close = index_of(line).distance_m(gazetteer.lon[around], gazetteer.lat[around]) <= within_m
            rows = np.union1d(rows, around[close])
        lon, lat = gazetteer.lon[rows], gazetteer.lat[rows]
    else:
        lon, lat = (places[name].to_numpy(float) for name in ("lon", "lat"))
        if far := check_axes(lon, lat, index_of(border).distance_m, border=border.name or "the line"):
            log.warning("%s", far)
    distance_m, border_lon, border_lat, bearing = index_of(border).nearest(lon, lat)
    wanted = distance_m <= within_m
    for line in also:
        wanted |= index_of(line).distance_m(lon, lat) <= within_m
    chosen = np.flatnonzero(wanted)
    # ties keep the layer's order, so that the same input gives the same rows
    chosen = chosen[np.argsort(distance_m[chosen], kind="stable")]
    columns = (
        layers.embedded(gazetteer, rows[chosen]) if places is None else layers.columns_of(places.iloc[chosen])
    )
    lon, lat = columns["lon"], columns["lat"]
    columns["distance_m"] = distance_m[chosen]
    columns["side"] = side_of(border, lon=lon, lat=lat, country=columns["country"])
    columns["bearing"] = bearing[chosen].round(1)
    columns["border_lat"], columns["border_lon"] = border_lat[chosen].round(6), border_lon[chosen].round(6)
    found = Near(
        border=border,
        columns=columns,
        accuracy_m=point_uncertainty_m(border, columns["population"]),
        beyond_ends=beyond_ends(border, lon=lon, lat=lat, distance_m=columns["distance_m"]),
        layer=None if places is None else places.iloc[chosen].reset_index(drop=True),
        whole_layer=places,
    )
    return found if people is None else replace(found, extent=extents_of(found, people, ends=ends))


def within_reach(
    border: "Border",
    *,
    depth_m: float = 0,
    places: "pd.DataFrame | None" = None,
    also: "Sequence[Border]" = (),
    people: "People | None" = None,
    ends: "Ends" = "round",
) -> Near:
    """Measure the settlements that any depth up to `REACH_M`, or up to `depth_m`, may hold by their accuracy.

    A city of a million whose centre lies 110 km from the line may still reach into a zone of 100 km. Of further lines
    (`also`) the same, up to `REACH_M`.
    """
    reach_m = max(REACH_M, depth_m)
    found = near(
        border, within_m=reach_m + MAX_ACCURACY_M, places=places, also=also, people=people, ends=ends
    )
    reached = found.columns["distance_m"] - found.accuracy_m <= reach_m
    for line in also:
        distance_m = index_of(line).distance_m(found.columns["lon"], found.columns["lat"])
        reached |= distance_m - found.accuracy_m <= REACH_M
    return part_of(found, reached)


def of_stretch(near: Near, *, depth_m: float = 0) -> Near:
    """Return what lies near the stretch itself, of settlements that were found near further lines, too."""
    return part_of(near, near.columns["distance_m"] - near.accuracy_m <= max(REACH_M, depth_m))


def part_of(near: Near, chosen: np.ndarray) -> Near:
    """Return some of the settlements near a stretch; `chosen` is boolean, shape (n,)."""
    rows = np.flatnonzero(chosen)
    return Near(
        border=near.border,
        columns={name: values[rows] for name, values in near.columns.items()},
        accuracy_m=near.accuracy_m[rows],
        beyond_ends=near.beyond_ends[rows],
        layer=None if near.layer is None else near.layer.iloc[rows].reset_index(drop=True),
        whole_layer=near.whole_layer,
        extent=None if near.extent is None else near.extent[rows],
    )


def beyond_ends(border: "Border", *, lon: np.ndarray, lat: np.ndarray, distance_m: np.ndarray) -> np.ndarray:
    """Whether the line's continuation is nearer to each point than the stretch, shape (n,)."""
    if border.rest is None or border.rest.is_empty or not len(lon):
        return np.zeros(len(lon), bool)
    return DistanceIndex(border.rest).distance_m(lon, lat) < distance_m


def point_uncertainty_m(border: "Border", population: np.ndarray) -> np.ndarray:
    """Stated accuracy of settlements' points (by listed population, NaN unknown) and of the line together, metres."""
    return point_accuracy_m(population) + border.accuracy_m


def table(
    near: Near, *, side: str, depths_m: Sequence[float], everything: bool = False, ends: "Ends" = "round"
) -> "gpd.GeoDataFrame":
    """Settlements by depth: one row per settlement and depth, inside and uncertain ones unless `everything`.

    Returns
    -------
    GeoDataFrame
        Columns `COLUMNS`, `EXTRA_COLUMNS`, `SHARES` where there are extents, the user's own, `geometry` (points,
        EPSG:4326); ordered by depth, then distance. `attrs["coverage"]` holds the sentence that belongs above the table.
    """
    import geopandas as gpd  # loads slowly; text and pages need no table
    import pandas as pd  # as above

    parts = [
        part.assign(duplicate_of=duplicate_of(part))
        for part in by_depth(near, side=side, depths_m=depths_m, everything=everything, ends=ends)
    ]
    rows = pd.concat(parts, ignore_index=True)
    ours = [*COLUMNS, *EXTRA_COLUMNS, *(SHARES if near.extent is not None else [])]
    rows = rows[[*ours, *(column for column in rows if column not in ours)]]
    result = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326")
    result.attrs["coverage"] = coverage(result, depths_m)
    return result


def by_depth(
    near: Near, *, side: str, depths_m: Sequence[float], everything: bool = False, ends: "Ends" = "round"
) -> "list[pd.DataFrame]":
    """Return the rows of each depth of a settlement table, without what only a whole table says: doubles, coverage."""
    rests_on = identity.basis(near.border, ends=ends, layer=near.whole_layer)
    return [
        _at_depth(near, side=side, depth_m=depth_m, everything=everything, ends=ends).assign(
            scenario_id=identity.scenario_id(rests_on, side=side, depth_m=depth_m)
        )
        for depth_m in depths_m
    ]


def on_side(near: Near, side: str, *, ends: "Ends" = "round") -> np.ndarray:
    """Whether a zone on a side could hold each settlement at any depth, shape (n,)."""
    label = near.columns["side"]
    allowed = np.isin(label, list(near.border.sides)) if side == "both" else label == side
    return np.asarray(allowed & ~near.beyond_ends if ends == "cut" else allowed, bool)


def _at_depth(near: Near, *, side: str, depth_m: float, everything: bool, ends: "Ends") -> "pd.DataFrame":
    allowed = on_side(near, side, ends=ends)
    inside = allowed & (near.columns["distance_m"] <= depth_m)
    status, shares = statuses(near, depth_m=depth_m, allowed=allowed)
    rows = near.table.assign(
        accuracy_m=near.accuracy_m,
        country_conflict=_conflicting(near),
        zone_depth_m=depth_m,
        inside=inside,
        status=status,
        **({} if shares is None else dict(zip(SHARES, shares, strict=True))),
    )
    return rows if everything else rows[inside | (status == "uncertain")]


def statuses(
    near: Near, *, depth_m: float, allowed: np.ndarray
) -> tuple[np.ndarray, tuple[np.ndarray, ...] | None]:
    """Return the status of each settlement at a depth, and the shares of those that an extent decides on.

    A city whose built-up land or people lie within entirely, or not at all, is not uncertain, unless its point says
    otherwise. ``allowed`` is what `on_side` gives.
    """
    distance_m = near.columns["distance_m"]
    status = classify(distance_m, depth_m=depth_m, accuracy_m=near.accuracy_m, on_side=allowed)
    if near.extent is None:
        return status, None
    line_m = near.border.accuracy_m
    shares = tuple(
        np.where(allowed, shares_within(near.extent, depth_m + by), np.nan) for by in (-line_m, 0.0, line_m)
    )
    low, _, high = shares
    within = distance_m <= depth_m
    status = status.astype(object)
    decided = ~np.isnan(low)
    status[decided] = "uncertain"
    status[decided & within & (low >= 1)] = "inside"
    status[decided & ~within & (high <= 0)] = "outside"
    return status, shares


def _conflicting(near: Near) -> np.ndarray:
    """Whether the polygon that holds a point is another country's than its layer says, shape (n,)."""
    side, country = (near.columns[name].astype(str) for name in ("side", "country"))
    return np.asarray((side != country) & np.isin(country, list(near.border.sides)) & (side != ""), bool)


def side_of(border: "Border", *, lon: np.ndarray, lat: np.ndarray, country: np.ndarray) -> np.ndarray:
    """Label of the side whose area holds each point, shape (n,); empty for points of neither.

    The areas decide. Only a point in no area of the data (a harbour beyond a simplified coast) falls back on the
    country that the layer gives.
    """
    found = np.full(len(lon), "", dtype=object)
    west, south, east, north = (lon.min(), lat.min(), lon.max(), lat.max()) if len(lon) else (0, 0, 0, 0)
    for label, whole in border.sides.items():
        # a country has a hundred times the vertices of what lies near its border
        area = cut(whole, (west - 0.01, south - 0.01, east + 0.01, north + 0.01))
        shapely.prepare(area)
        found[(found == "") & shapely.intersects_xy(area, lon, lat)] = label
    fallback = (found == "") & np.isin(country, list(border.sides))
    found[fallback] = country[fallback]
    return found


def coverage(table: "pd.DataFrame", depths_m: Sequence[float]) -> str:
    """One line per depth that says what a settlement table covers and what it omits."""
    each = (_coverage(table[table["zone_depth_m"] == depth_m], depth_m) for depth_m in depths_m)
    return "\n".join(map(words.english, each))


def coverage_of_layer(near: Near) -> words.Phrase:
    """One sentence that says what a layer near a stretch covers, whatever depth a reader chooses."""
    return words.coverage_of_layer(
        settlements=len(near),
        without_figure=int(np.isnan(near.columns["population"]).sum()),
        own=_is_own(near.columns["layer"]),
    )


def _is_own(layer: np.ndarray) -> bool:
    """Whether some of the settlements are from a layer of the user's own."""
    return not (layer == "embedded").all()


def _coverage(rows: "pd.DataFrame", depth_m: float) -> words.Phrase:
    inside, people = rows[rows["inside"]], held_people(rows)
    side = rows.loc[people.index, "side"]
    return words.coverage(
        depth_m=depth_m,
        inside=len(inside),
        uncertain=int((rows["status"] == "uncertain").sum()),
        twice=int(inside["duplicate_of"].notna().sum()),
        layers=layers_by_side(rows["side"], rows["layer"]),
        people={code: _people(people[side == code]) for code in sorted(set(side))},
    )


def held_people(rows: "pd.DataFrame") -> "pd.Series[int]":
    """Return the listed people of what lies inside; of a city on which something decides, those of its part inside."""
    people: pd.Series[int] = rows["population"]
    held = rows["inside"]
    if "share" in rows:
        share, listed = rows["share"], people.astype("Float64")
        held = held.where(share.isna(), share > 0).astype(bool)
        people = listed.where(share.isna(), listed * share).round().astype("Int64")
    return people[held]


def layers_by_side(side: "Iterable[str]", layer: "Iterable[str]") -> dict[str, tuple[str, ...]]:
    """Return which layers list the settlements of each side: where they differ, nothing compares or adds the sides."""
    found: dict[str, set[str]] = {}
    for label, name in zip(side, layer, strict=True):
        found.setdefault(label, set()).add(name)
    return {label: _listing(label, found[label]) for label in sorted(found) if label}


def _listing(side: str, layers: set[str]) -> tuple[str, ...]:
    """Return the layers that list a side: strays of another country's dump do not, and a dump takes the place of ours."""
    kept = {layer for layer in layers if lists(layer, side)} or layers
    dumps = {layer for layer in kept if layer.startswith(DUMP)}
    return tuple(sorted(kept - {"embedded"} if dumps else kept))


def lists(layer: str, country: str) -> bool:
    """Whether a layer is one of a country's settlements; a dump of GeoNames lists its own, and strays beyond."""
    return not layer.startswith(DUMP) or country in layer.split()[1:] or len(country) != 2


def coverage_cell(layers: Mapping[str, tuple[str, ...]]) -> str:
    """Return which layers list the settlements of all sides, for a table; warn where the sides differ."""
    cells = {side: "; ".join(names) for side, names in layers.items()}
    if len(set(cells.values())) <= 1:
        return next(iter(cells.values()), "")
    each = ", ".join(f"{side} on {names}" for side, names in cells.items())
    log.warning("the sides rest on different data, do not compare or add them: %s", each)
    return each


def _people(population: "pd.Series[int]") -> tuple[int | None, int]:
    """Return the listed people, None where no settlement has a figure, and the number of those without one."""
    missing = int(population.isna().sum())
    return None if missing == len(population) else int(population.sum()), missing


def search_radius_m(depths_m: Sequence[float], *, everything: bool) -> float:
    """How far from the line settlements must be measured so that no inside or uncertain one is missed."""
    deepest = max(depths_m) + MAX_ACCURACY_M
    return max(deepest, REACH_M) if everything else deepest


def reach_bounds(border: "Border", within_m: float) -> tuple[float, float, float, float]:
    """Bounds of a stretch widened by `within_m` (west, south, east, north; degrees), never too small.

    Where the stretch or its surroundings cross 180 degrees, west or east lies beyond.
    """
    west, south, east, north = dateline.box_around(dateline.wrapped(border.line))
    up = within_m / 110_000  # a degree of latitude is never shorter than 110.5 km
    south, north = max(south - up, -90.0), min(north + up, 90.0)
    widest = min(max(abs(south), abs(north)), 89.0)
    across = up / float(np.cos(np.radians(widest)))
    return west - across, south, east + across, north


def around_all(bounds: "Sequence[Bounds]") -> "Bounds":
    """Return the bounds that hold several."""
    west, south, east, north = zip(*bounds, strict=True)
    return min(west), min(south), max(east), max(north)


def overlap(one: "Bounds", other: "Bounds") -> bool:
    """Whether two bounds share ground.

    Examples
    --------
    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 2, 2), (5, 0, 6, 2))
    (True, False)
    """
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _gazetteer() -> "Gazetteer":
    return store.open_gazetteer()
