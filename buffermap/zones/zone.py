"""Hypothetical buffer zones: a stretch, a side, a depth, and the settlements that such a zone would hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from buffermap import zones as room
from buffermap.errors import InputError
from buffermap.zones import identity, nearby
from buffermap.zones.depth import depth_in_words
from buffermap.zones.given import as_layer, checked_side, many_depths, one_depth
from buffermap.zones.people import people_of
from geo.curve import depth_curve as count
from geo.rings import bands as bands_between
from geo.rings import zones as nested
from geo.sketch import card
from geo.zone import Ends
from geo.zone import Zone as GeoZone
from geo.zone import zone as draw

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd  # loads slowly; text and pages need no table
    import pandas as pd  # loads slowly; text and pages need no table
    from shapely.geometry.base import BaseGeometry

    from buffermap.zones.people import Files, Level, People
    from geo.border import Border

ZONE_COLUMNS = ["border", "along", "side", "depth_m", "area_km2", "edge_error_m", "pov", "scenario_id"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Zone(GeoZone):
    """A hypothetical zone: every point on one side no farther than the depth from the stretch.

    See `geo.zone.Zone` for the fields. It is no forecast and says nothing about control of territory.

    Examples
    --------
    >>> import buffermap as bm
    >>> zone = bm.zone(bm.border("EE-LV"), side="EE", depth="5 km")
    >>> zone.side, zone.depth_m, zone.edge_error_m < 1
    ('EE', 5000.0, True)
    >>> zone.settlements()[["name", "status"]].to_numpy().tolist()
    [['Valga', 'inside'], ['Mõisaküla', 'inside'], ['Abja-Paluoja', 'uncertain']]
    """

    def settlements(
        self, *, places: "pd.DataFrame | str | Path | None" = None, everything: bool = False
    ) -> "gpd.GeoDataFrame":
        """List the settlements inside the zone; see `buffermap.settlements`."""
        return listed(
            self.border,
            side=self.side,
            depths_m=[self.depth_m],
            places=as_layer(places),
            everything=everything,
            ends=self.ends,
        )

    def population(
        self,
        grid: "str | Path",
        *,
        divisions: "Mapping[str, BaseGeometry] | None" = None,
        source: str | None = None,
        year: int | None = None,
    ) -> "pd.DataFrame":
        """People inside by a population grid of the user's own; see `buffermap.zones.population.population`."""
        from buffermap.zones.population import population  # loads pandas, only where a grid is given

        return population(self, grid, divisions=divisions, source=source, year=year)

    def __repr__(self) -> str:
        """Return what it is, how large and how exact, not its coordinates."""
        return (
            f"<hypothetical Zone {self._what()}: {self.area_km2:,.0f} km², edge to {self.edge_error_m:.2f} m>"
        )

    def _what(self) -> str:
        line = self.border.name or "own line"
        return f"{line}, {'both sides' if self.side == 'both' else self.side}, {depth_in_words(self.depth_m)}"

    def _repr_html_(self) -> str:
        facts = {
            "along": ", ".join(self.border.along) or "the whole line",
            "ends": self.ends,
            "area": f"{self.area_km2:,.0f} km²",
            "edge computed to": f"{self.edge_error_m:.2f} m",
            "accuracy of the line": f"{self.border.accuracy_m:g} m",
            "point of view": self.border.pov,
            **({"to know": "; ".join(self.border.notes)} if self.border.notes else {}),
        }
        return card(f"Hypothetical zone: {self._what()}", facts, line=self.border.line, area=self.geometry)


def zone(
    stretch: "Border",
    *,
    side: str = "both",
    depth: str | None = None,
    depth_m: float | None = None,
    ends: Ends = "round",
) -> Zone:
    """Draw the hypothetical zone of a depth along a stretch.

    Parameters
    ----------
    stretch
        From `buffermap.border`.
    side
        A label of the stretch's sides (``"UA"``; ``"left"`` of an own line) or ``"both"``.
    depth, depth_m
        ``"20 km"``, ``"15 mi"`` …, or metres; exactly one of the two.
    ends
        Round ends, or cut along the divisions where the stretch ends.

    Returns
    -------
    Zone
        With ``geometry`` (EPSG:4326), ``area_km2``, ``edge_error_m`` (the largest deviation of its edge from the depth,
        measured) and ``settlements()``. In a notebook it shows itself.

    Raises
    ------
    InputError
        No depth, two depths, or a side that the stretch does not have.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.zone(bm.border("EE-LV"), side="EE", depth="5 km")
    <hypothetical Zone EE-LV, EE, 5 km: 1,2... km², edge to 0... m>
    """
    drawn = draw(
        stretch, side=checked_side(stretch, side), depth_m=one_depth(depth=depth, depth_m=depth_m), ends=ends
    )
    return Zone(**{field.name: getattr(drawn, field.name) for field in fields(drawn) if field.init})


def settlements(
    stretch: "Border",
    *,
    side: str = "both",
    depth: str | Sequence[str] | None = None,
    depth_m: float | Sequence[float] | None = None,
    places: "pd.DataFrame | str | Path | None" = None,
    everything: bool = False,
    ends: Ends = "round",
    by: "Level | None" = None,
    min_cell: int = 0,
    grid: "Files" = None,
    built_up: "str | Path | None" = None,
    language: str | None = None,
) -> "pd.DataFrame":
    """List the settlements inside zones of one or several depths, or sum them by division.

    Parameters
    ----------
    stretch, side, depth, depth_m, ends
        As for `zone`; several depths may be given.
    places
        A settlement layer or its file (see `buffermap.zones.layers`); by default the gazetteer with the data you added.
    everything
        Also list what lies outside, to 100 km.
    by
        ``admin1`` to ``admin4``: sums by division instead, naming no settlement (see `buffermap.zones.plan.plan`).
    min_cell
        With `by`: divisions with fewer settlements are merged.
    grid
        Rasters of people per cell: with `by` summed over the same areas; and they decide how much of a city lies within.
    built_up
        Polygons of built-up land, which decide it before a grid does.
    language
        With `by`: ``en`` or ``uk`` for headings with units and names in that language, instead of the columns' own names.

    Returns
    -------
    GeoDataFrame
        One row per settlement and depth, inside or uncertain, the nearest first: `buffermap.zones.nearby.COLUMNS`, your own
        columns, and points (EPSG:4326). ``attrs["coverage"]`` is the sentence that belongs above it. With `grid` or
        `built_up` also ``share_low``, ``share`` and ``share_high`` of the cities that they decide on. With `by` a table
        of sums without geometry.

    Raises
    ------
    InputError
        No depth, a side that the stretch does not have, or a layer that cannot be read.

    Examples
    --------
    >>> import buffermap as bm
    >>> found = bm.settlements(bm.border("EE-LV"), side="EE", depth=["5 km", "10 km"])
    >>> found.groupby("zone_depth_m")["inside"].sum().to_dict()
    {5000.0: 2, 10000.0: 5}
    >>> bm.settlements(bm.border("EE-LV"), side="EE", depth="10 km", by="admin1")["settlements_high"].to_list()
    [2, 1, 2, 1]
    >>> found.attrs["coverage"].splitlines()[0]
    '5 km: 2 settlements listed (1 uncertain); this layer omits most places under 500 inhabitants; listed population...'
    """
    depths_m = many_depths(depth=depth, depth_m=depth_m)
    side = checked_side(stretch, side)
    people = people_of(grid, built_up)
    found = listed(
        stretch, side=side, depths_m=depths_m, places=as_layer(places), everything=everything, ends=ends, people=people,
    )  # fmt: skip
    nearby.coverage_cell(
        nearby.layers_by_side(found["side"], found["layer"])
    )  # warns of sides on different data
    if by is None:
        if min_cell or language:
            raise InputError("min_cell and language belong to sums by division: add by='admin2'")
        return found
    from buffermap.zones.plan import in_words, plan  # loads the libraries of grids, where sums are asked for

    drawn = nested_zones(stretch, side=side, depths_m=depths_m, ends=ends)
    sums = plan(found, drawn, level=by, min_cell=min_cell, grids=people.grids)
    return in_words(sums, language=language) if language else sums


def listed(
    stretch: "Border",
    *,
    side: str,
    depths_m: Sequence[float],
    places: "pd.DataFrame | None" = None,
    everything: bool = False,
    ends: Ends = "round",
    people: "People | None" = None,
) -> "gpd.GeoDataFrame":
    """List the settlements inside zones of depths in metres: see `settlements`."""
    within_m = nearby.search_radius_m(depths_m, everything=everything)
    near = nearby.near(stretch, within_m=within_m, places=places, people=people, ends=ends)
    return nearby.table(near, side=side, depths_m=depths_m, everything=everything, ends=ends)


def depth_curve(
    stretch: "Border",
    *,
    side: str = "both",
    places: "pd.DataFrame | str | Path | None" = None,
    ends: Ends = "round",
    to_m: float = nearby.REACH_M,
    step_m: float = 1_000.0,
    grid: "Files" = None,
) -> "pd.DataFrame":
    """Count settlements and add up their listed population for every depth.

    Parameters
    ----------
    stretch, side, places, ends
        As for `settlements`.
    to_m, step_m
        The deepest depth and the steps up to it, metres.
    grid
        Rasters of people per cell, summed within every depth (see `buffermap.zones.gridcurve`).

    Returns
    -------
    DataFrame
        One row per depth: `depth_m`, `settlements`, `population` (listed figures only), `without_figure`, and
        `settlements_low`, `settlements_high`: how few and how many they are where the accuracy of points and line
        leaves the answer open for some. With a grid also ``grid_population``, and ``grid_population_low`` and
        ``grid_population_high`` for the accuracy of the line.

    Raises
    ------
    InputError
        A side that the stretch does not have, or a layer that cannot be read.

    Examples
    --------
    >>> import buffermap as bm
    >>> curve = bm.depth_curve(bm.border("EE-LV"), side="EE", to_m=10_000, step_m=5_000)
    >>> curve[["depth_m", "settlements", "settlements_low", "settlements_high"]].to_numpy().astype(int).tolist()
    [[0, 0, 0, 2], [5000, 2, 2, 3], [10000, 5, 5, 6]]
    """
    import pandas as pd  # loads slowly; text and pages need no table

    side = checked_side(stretch, side)
    near = nearby.near(stretch, within_m=to_m + nearby.MAX_ACCURACY_M, places=as_layer(places))
    allowed = nearby.on_side(near, side, ends=ends)
    distance_m, population = (near.columns[name][allowed] for name in ("distance_m", "population"))
    accuracy_m = near.accuracy_m[allowed]
    depths_m = np.arange(0.0, to_m + step_m / 2, step_m)
    table = pd.DataFrame(count(distance_m, population, depths_m=depths_m)._asdict())
    # uncertain are those as far from the depth as they are accurate, or nearer: see `geo.containment.classify`
    table["settlements_low"] = np.searchsorted(np.sort(distance_m + accuracy_m), depths_m, side="left")
    table["settlements_high"] = np.searchsorted(np.sort(distance_m - accuracy_m), depths_m, side="right")
    table = table.astype(dict.fromkeys(table.columns.drop("depth_m"), "int64"))
    if grid is None:
        return table
    curve = room.grid_curve(stretch, people_of(grid).grids, to_m=to_m, step_m=step_m, ends=ends)
    held = [within for one, within in curve.sides.items() if side in ("both", one)]
    table["grid_population"] = sum(within.people for within in held)
    table["grid_population_low"] = sum(within.low for within in held)
    table["grid_population_high"] = sum(within.high for within in held)
    return table


def rings(
    stretch: "Border",
    *,
    side: str = "both",
    depth: str | Sequence[str] | None = None,
    depth_m: float | Sequence[float] | None = None,
    ends: Ends = "round",
    bands: bool = False,
) -> "gpd.GeoDataFrame":
    """Draw hypothetical zones of several depths along a stretch.

    Parameters
    ----------
    stretch, side, ends
        As for `zone`.
    depth, depth_m
        Depths with units, or metres; exactly one of the two.
    bands
        Bands between the depths instead of nested zones.

    Returns
    -------
    GeoDataFrame
        One row per depth, the shallowest first: ``border, along, side, depth_m, area_km2, edge_error_m, pov`` and
        ``geometry`` (EPSG:4326); with `bands` also ``from_m``, where each band begins.

    Raises
    ------
    InputError
        No depth, or a side that the stretch does not have.

    Examples
    --------
    >>> import buffermap as bm
    >>> drawn = bm.rings(bm.border("EE-LV"), side="EE", depth=["5 km", "10 km"], bands=True)
    >>> drawn[["from_m", "depth_m"]].to_numpy().tolist()
    [[0.0, 5000.0], [5000.0, 10000.0]]
    """
    depths_m = many_depths(depth=depth, depth_m=depth_m)
    drawn = nested_zones(stretch, side=side, depths_m=depths_m, ends=ends)
    return bands_frame(drawn) if bands else to_frame(drawn)


def nested_zones(
    stretch: "Border", *, side: str, depths_m: Sequence[float], ends: Ends = "round"
) -> list[GeoZone]:
    """Draw zones of several depths, the shallowest first; each lies within the next."""
    return nested(stretch, side=checked_side(stretch, side), depths_m=depths_m, ends=ends)


def bands_frame(zones: Sequence[GeoZone]) -> "gpd.GeoDataFrame":
    """Cut nested zones into bands: the table of `to_frame` with `from_m`, where each band begins."""
    cut = bands_between(zones)
    table = to_frame(zones)
    table["from_m"] = [band.from_m for band in cut]
    table["area_km2"] = [band.area_km2 for band in cut]
    return table.set_geometry([band.geometry for band in cut], crs="EPSG:4326")


def _id_of(zone: GeoZone) -> str:
    return identity.scenario_id(
        identity.basis(zone.border, ends=zone.ends), side=zone.side, depth_m=zone.depth_m
    )


def to_frame(zones: Iterable[GeoZone]) -> "gpd.GeoDataFrame":
    """Zones as a table with the columns `ZONE_COLUMNS` and `geometry` (EPSG:4326)."""
    import geopandas as gpd  # loads slowly; text and pages need no table

    zones = list(zones)
    return gpd.GeoDataFrame(
        [zone.facts() | {"scenario_id": _id_of(zone)} for zone in zones],
        columns=ZONE_COLUMNS,
        geometry=[zone.geometry for zone in zones],
        crs="EPSG:4326",
    )
