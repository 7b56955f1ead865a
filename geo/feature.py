"""A shape with its facts, as others read it: a GeoJSON feature, a table of one row."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    import geopandas as gpd


def feature(shape: BaseGeometry, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON feature of a shape in EPSG:4326."""
    return {"type": "Feature", "properties": dict(facts), "geometry": mapping(shape)}


def one_row(shape: BaseGeometry, facts: Mapping[str, Any]) -> "gpd.GeoDataFrame":
    """Return a table of one row, its geometry in EPSG:4326."""
    import geopandas as gpd  # loads pandas, which no zone needs

    return gpd.GeoDataFrame([dict(facts)], geometry=[shape], crs="EPSG:4326")
