"""Divides the land among countries: claims of two are settled by a table, gaps filled, seas cut off."""

from collections.abc import Mapping

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from gazetteer.build.borders_source import Geometries
from gazetteer.build.sources import read_table
from gazetteer.paths import TABLES

Areas = dict[str, BaseGeometry]


def partition(territories: Mapping[str, BaseGeometry], land: Geometries) -> Areas:
    """Return the land area of each country; areas meet in identical edges and share nothing else.

    Raises
    ------
    ValueError
        Two countries overlap and the table of overlaps does not say whose it is.
    """
    _check(territories)
    return {country: _on_land(area, land) for country, area in _settled(territories).items()}


def _settled(territories: Mapping[str, BaseGeometry]) -> Areas:
    """Give each overlap to the one country that the table names, and each gap to the one it names."""
    rows = read_table(TABLES / "overlaps.csv")
    areas = dict(territories)
    for row in rows:
        loser = row["b"] if row["owner"] == row["a"] else row["a"]
        areas[loser] = shapely.difference(areas[loser], areas[row["owner"]])
    for row in read_table(TABLES / "gaps.csv"):
        around = shapely.union_all([areas[country] for country in row["between"].split()])
        holes = [shapely.Polygon(ring) for part in shapely.get_parts(around) for ring in part.interiors]
        areas[row["owner"]] = shapely.union_all([areas[row["owner"]], *holes])
    return areas


def _check(territories: Mapping[str, BaseGeometry]) -> None:
    """Stop at any overlap that the table does not name."""
    named = {frozenset((row["a"], row["b"])) for row in read_table(TABLES / "overlaps.csv")}
    countries = list(territories)
    shapes = np.array(list(territories.values()))
    for a, b in shapely.STRtree(shapes).query(shapes, predicate="overlaps").T.tolist():
        if frozenset((countries[a], countries[b])) not in named:
            raise ValueError(f"{countries[a]} and {countries[b]} overlap: say in overlaps.csv whose it is")


def _on_land(area: BaseGeometry, land: Geometries) -> BaseGeometry:
    """Return the part of a territory that is land; islands are taken whole."""
    near = land[shapely.STRtree(land).query(area)]
    shapely.prepare(area)
    near = near[shapely.intersects(area, near)]
    whole = shapely.contains_properly(area, near)
    cut = shapely.get_parts(shapely.get_parts(shapely.intersection(near[~whole], area)))
    polygons = cut[shapely.get_type_id(cut) == shapely.GeometryType.POLYGON]
    return MultiPolygon(np.concatenate([near[whole], polygons]).tolist())
