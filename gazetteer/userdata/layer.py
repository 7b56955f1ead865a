"""Settlement layers of the user's own: any vector file or table with points or areas, its own columns kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from gazetteer.errors import LayerError
from gazetteer.userdata.entries import Entry
from gazetteer.userdata.figures import counts, degrees, pairs
from gazetteer.userdata.mapping import ColumnMapping, guess
from gazetteer.userdata.tables import Sublayers, in_degrees, read_table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_NEAR_DEG = 1.0  # beyond the box around a country, for coarse points and waters


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """A settlement layer as read: its own columns, its points, and what its columns mean.

    Parameters
    ----------
    table
        The file's columns, without geometry, index 0..n-1; rows without a point have been left out.
    lon, lat
        Degrees on WGS84, shape (n,).
    mapping
        Which column holds what.
    dropped
        How many rows had no name or no point.
    notes
        What was assumed or found while reading, one sentence each.
    """

    table: "pd.DataFrame"
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    mapping: ColumnMapping
    dropped: int = 0
    notes: tuple[str, ...] = ()

    def texts(self, key: str) -> list[str]:
        """Return a field's values as text; empty strings where it has no column or no value."""
        column = self.mapping.columns.get(key)
        if column is None:
            return [""] * len(self.table)
        return _as_text(self.table[column])

    def whole_numbers(self, key: str, missing: int) -> list[int]:
        """Return a field's values as whole numbers, ``missing`` where there is none."""
        column = self.mapping.columns.get(key)
        if column is None:
            return [missing] * len(self.table)
        values = counts(self.table[column])
        good = np.isfinite(values) & (values >= 0) & (values < 2**31)
        return [int(value) for value in np.where(good, np.round(np.where(good, values, 0)), missing)]

    def entries(self, *, country: str = "") -> list[Entry]:
        """Return the rows as entries; ``country`` (ISO 3166 alpha-2) is that of rows that name none."""
        fields = ("name", "name_local", "country", "admin1", "admin2", "key", "feature")
        columns = {key: self.texts(key) for key in fields}
        columns["country"] = [text or country for text in columns["country"]]
        numeric = {
            "geonameid": self.whole_numbers("geonameid", 0),
            "population": self.whole_numbers("population", -1),
        }
        points = {"lat": self.lat.tolist(), "lon": self.lon.tolist()}
        keys = [*columns, *numeric, *points]
        rows = zip(*columns.values(), *numeric.values(), *points.values(), strict=True)
        return [Entry(**dict(zip(keys, row, strict=True))) for row in rows]


def read_layer(path: Path, *, chosen: Mapping[str, str] | None = None, sublayer: Sublayers = None) -> Layer:
    """Read a settlement layer.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, FlatGeobuf, (zipped) shapefile, KML, GML, GeoParquet, CSV, TSV or XLSX.
    chosen
        Columns chosen by the user, field -> column; the others are guessed.
    sublayer
        Which layer of a file that has several.

    Raises
    ------
    LayerError
        The file cannot be read or has no points. Unclear columns are no error here: see ``mapping.unclear``.
    """
    table, notes = read_table(path, sublayer=sublayer)
    return layer_of(table, name=path.name, chosen=chosen, notes=notes)


def layer_of(
    table: "pd.DataFrame | gpd.GeoDataFrame",
    *,
    name: str,
    chosen: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Layer:
    """Make a layer of a table; see `read_layer`. ``name`` is what errors call it."""
    has_points = "geometry" in table.columns and hasattr(table, "geom_type")
    plain = table.drop(columns="geometry") if has_points else table
    mapping = guess(plain, chosen=chosen or {}, has_points=has_points)
    if mapping.unclear:
        empty = np.empty(0)
        return Layer(table=plain, lon=empty, lat=empty, mapping=mapping, notes=notes)
    lon, lat, more = _geometry_points(table) if has_points else _column_points(plain, mapping)  # type: ignore[arg-type]  # has a geometry
    named = np.array([bool(text) for text in _as_text(plain[mapping.columns["name"]])], bool)
    keep = named & (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    if not keep.any():
        raise LayerError(f"{name} has no row with a name and a point in degrees")
    return Layer(
        table=plain[keep].reset_index(drop=True),
        lon=lon[keep],
        lat=lat[keep],
        mapping=mapping,
        dropped=int((~keep).sum()),
        notes=(*notes, *more),
    )


def read_points(
    path: Path, *, chosen: Mapping[str, str] | None = None, sublayer: Sublayers = None
) -> "pd.DataFrame":
    """Read a layer as a table of settlements: the columns of a place, then the file's own, unchanged.

    Its ``attrs["notes"]`` says what was assumed.

    Raises
    ------
    LayerError
        The file cannot be read, has no points, or it is unclear which column holds what.
    """
    layer = read_layer(path, chosen=chosen, sublayer=sublayer)
    require_clear(layer.mapping, path)
    points = _points(layer, path.stem)
    left_out = (f"{layer.dropped:,} rows have no name or no point",) if layer.dropped else ()
    said = (*layer.notes, *left_out)
    points.attrs["notes"] = [note if path.name in note else f"{path.name}: {note}" for note in said]
    return points


def points_of(table: "pd.DataFrame", *, name: str = "table") -> "pd.DataFrame":
    """Return a table of the user's own (names, and points or degrees in columns) as `read_points` returns a file's.

    Raises
    ------
    LayerError
        It has no points, does not say its projection, or it is unclear which column holds what.
    """
    notes: tuple[str, ...] = ()
    if isinstance(table, gpd.GeoDataFrame) and table.active_geometry_name is not None:
        named = table.active_geometry_name == "geometry"
        table, notes = in_degrees(table if named else table.rename_geometry("geometry"), name)
    layer = layer_of(table, name=name, notes=notes)
    _require_named(layer.mapping)
    return _points(layer, name)


def points_in(table: "pd.DataFrame", *, chosen: Mapping[str, str] | None = None) -> "gpd.GeoSeries":
    """Return the points that a table's columns of degrees (or of WKT) hold, a missing one where a row has none.

    Where a column holds other shapes as WKT, they are returned as they are. ``chosen`` names columns by field.

    Raises
    ------
    LayerError
        No column holds them, or several could.
    """
    mapping = guess(table, chosen={"name": "", **(chosen or {})}, has_points=False)
    _require_named(mapping)
    if "wkt" in mapping.columns:
        shapes = shapely.from_wkt(table[mapping.columns["wkt"]].to_numpy(object), on_invalid="ignore")
        return gpd.GeoSeries(shapes, index=table.index, crs="EPSG:4326")
    lon, lat, _ = _column_points(table, mapping)
    known = (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    points: Any = [
        shapely.Point(x, y) if there else None for x, y, there in zip(lon, lat, known, strict=True)
    ]
    return gpd.GeoSeries(points, index=table.index, crs="EPSG:4326")


def _require_named(mapping: ColumnMapping) -> None:
    """Refuse a table of the caller's own whose columns leave open what they hold."""
    for key, columns in mapping.unclear.items():
        found = f"it may be {', '.join(columns)}" if columns else "no column looks like it"
        way = " (or give the table a geometry)" if key in {"lat", "lon"} else ""
        raise LayerError(f"which column of the table holds {key}? {found}; call it {key}{way}")


def _points(layer: Layer, name: str) -> "pd.DataFrame":
    entries = layer.entries()
    population = [entry.population if entry.population >= 0 else None for entry in entries]
    known = pd.DataFrame(
        {
            "geonameid": [entry.geonameid or None for entry in entries],
            "name": [entry.name for entry in entries],
            "name_local": [entry.name_local or None for entry in entries],
            "kind": "settlement",
            "country": [entry.country or None for entry in entries],
            "admin1": [entry.admin1 or None for entry in entries],
            "admin2": [entry.admin2 or None for entry in entries],
            "lat": layer.lat,
            "lon": layer.lon,
            "population": pd.array(population, dtype="Int64"),
            "population_source": [None if figure is None else name for figure in population],
            "layer": name,
        }
    )
    own = [column for column in layer.table.columns if column not in known.columns]
    return pd.concat([known, layer.table[own]], axis=1)


def require_inside(layer: Layer, area: "BaseGeometry", *, country: str, name: str) -> None:
    """Refuse a layer of a country none of whose points lies in or near it.

    Raises
    ------
    LayerError
        With the likely cause: axes that are exchanged.
    """
    near = shapely.buffer(shapely.box(*area.bounds), _NEAR_DEG)
    if not len(layer.lon) or shapely.contains_xy(near, layer.lon, layer.lat).any():
        return
    swapped = shapely.contains_xy(near, layer.lat, layer.lon).any()
    hint = (
        "; latitude and longitude look swapped: say so with --map lat=COLUMN --map lon=COLUMN"
        if swapped
        else ""
    )
    raise LayerError(f"{name}: none of {len(layer.lon):,} points lies in {country}{hint}")


def require_clear(mapping: ColumnMapping, path: Path) -> None:
    """Refuse a mapping with open questions, naming the way out.

    Raises
    ------
    LayerError
        A required field has no column, or several could be it.
    """
    for key, columns in mapping.unclear.items():
        found = f"it may be {', '.join(columns)}" if columns else "no column looks like it"
        raise LayerError(f"{path.name}: which column holds {key}? {found}; say so with --map {key}=COLUMN")


def _geometry_points(
    table: "gpd.GeoDataFrame",
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], tuple[str, ...]]:
    """Points as they are; of areas and lines a point on them."""
    geometry = table.geometry
    areas = ~(geometry.geom_type.isin(["Point"]) | geometry.isna() | geometry.is_empty)
    points = geometry.where(~areas, geometry.representative_point()) if areas.any() else geometry
    notes = [f"{int(areas.sum()):,} rows are no points: a point on each is used"] if areas.any() else []
    return np.asarray(points.x, np.float64), np.asarray(points.y, np.float64), tuple(notes)


def _column_points(
    table: "pd.DataFrame", mapping: ColumnMapping
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], tuple[str, ...]]:
    """Points from columns of degrees, or from a column of WKT; NaN where they cannot be read."""
    columns = mapping.columns
    if "wkt" in columns:
        shapes = shapely.from_wkt(table[columns["wkt"]].to_numpy(object), on_invalid="ignore")
        return _geometry_points(gpd.GeoDataFrame(geometry=shapes))
    if "latlon" in columns:
        lat, lon = pairs(table[columns["latlon"]])
        return lon, lat, (f"{columns['latlon']} is read as latitude, then longitude",)
    return degrees(table[columns["lon"]]), degrees(table[columns["lat"]]), ()


def _as_text(column: "pd.Series[Any]") -> list[str]:
    """Values as trimmed text, whole numbers without a decimal point, empty strings for missing ones."""
    if pd.api.types.is_float_dtype(column.dtype):
        whole = column.dropna()
        if (whole == whole.round()).all():
            column = column.astype("Int64")
    return column.astype("string").fillna("").str.strip().tolist()
