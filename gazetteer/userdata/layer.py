"""Settlement layers of the user's own: any vector file or table with points or areas, its own columns kept."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio
import shapely

from gazetteer.errors import LayerError
from gazetteer.userdata.archives import check_zip, is_zip
from gazetteer.userdata.entries import Entry
from gazetteer.userdata.mapping import ColumnMapping, guess, numbers

TABLES = {".csv", ".tsv", ".txt", ".xlsx"}
# formats that hold their data themselves; others (virtual ones, say) could make the reader open anything
VECTORS = {
    ".gpkg",
    ".geojson",
    ".json",
    ".geojsonl",
    ".fgb",
    ".shp",
    ".zip",
    ".kml",
    ".gml",
    ".parquet",
    ".geoparquet",
}


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
        values = numbers(self.table[column])
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


def read_layer(path: Path, *, chosen: Mapping[str, str] | None = None, sublayer: str | None = None) -> Layer:
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


def read_points(path: Path, *, chosen: Mapping[str, str] | None = None) -> "pd.DataFrame":
    """Read a layer as a table of settlements: the columns of a place, then the file's own, unchanged.

    Raises
    ------
    LayerError
        The file cannot be read, has no points, or it is unclear which column holds what.
    """
    layer = read_layer(path, chosen=chosen)
    require_clear(layer.mapping, path)
    return _points(layer, path.stem)


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
        table, notes = _in_degrees(table if named else table.rename_geometry("geometry"), name)
    layer = layer_of(table, name=name, notes=notes)
    _require_named(layer.mapping)
    return _points(layer, name)


def points_in(table: "pd.DataFrame") -> "gpd.GeoSeries":
    """Return the points that a table's columns of degrees (or of WKT) hold, a missing one where a row has none.

    Raises
    ------
    LayerError
        No column holds them, or several could.
    """
    mapping = guess(table, chosen={"name": ""}, has_points=False)
    _require_named(mapping)
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


def read_table(
    path: Path, *, sublayer: str | None = None
) -> tuple["pd.DataFrame | gpd.GeoDataFrame", tuple[str, ...]]:
    """Read a table, or a vector file as a GeoDataFrame in longitude and latitude; and notes on what was assumed.

    Raises
    ------
    LayerError
        The file is of no known kind, is damaged, or has several layers and none was chosen.
    """
    suffix = path.suffix.lower()
    if suffix not in TABLES | VECTORS:
        raise LayerError(f"{path.name}: layers are read from {', '.join(sorted(TABLES | VECTORS))}")
    if not path.is_file():
        raise LayerError(f"there is no file {path}")
    if suffix in TABLES:
        return (_read_xlsx(path) if suffix == ".xlsx" else _read_csv(path)), ()
    if suffix == ".zip" or is_zip(path):
        check_zip(path)
    return _read_vector(path, sublayer)


def _read_csv(path: Path) -> "pd.DataFrame":
    """Read a delimited table as text: leading zeros of codes and the country NA stay what they are."""
    with path.open("rb") as file:
        head = file.read(65536)
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        first = head.decode(encoding, errors="ignore")
        separator = csv.Sniffer().sniff(first[: first.rfind("\n") + 1] or first, ",;\t|").delimiter
    except csv.Error:
        separator = ","
    try:
        return pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding=encoding)
    except UnicodeDecodeError as error:
        raise LayerError(f"{path.name} is not UTF-8 text ({error.reason}); save it as UTF-8") from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise LayerError(f"{path.name} cannot be read as a table: {error}") from error


def _read_xlsx(path: Path) -> "pd.DataFrame":
    check_zip(path)
    try:
        return pd.read_excel(path, dtype=str, keep_default_na=False)
    except Exception as error:
        raise LayerError(f"{path.name} cannot be read as a workbook: {error}") from error


def _read_vector(path: Path, sublayer: str | None) -> tuple["gpd.GeoDataFrame", tuple[str, ...]]:
    try:
        if path.suffix.lower() in {".parquet", ".geoparquet"}:
            table = gpd.read_parquet(path)
        else:
            table = pyogrio.read_dataframe(path, layer=sublayer or _only_layer(path))
    except LayerError:
        raise
    except Exception as error:  # the readers raise whatever their libraries do
        raise LayerError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(table, gpd.GeoDataFrame) or table.geometry.isna().all():
        raise LayerError(f"{path.name} has no geometry")
    table = table.rename_geometry("geometry") if table.geometry.name != "geometry" else table
    return _in_degrees(table, path.name)


def _only_layer(path: Path) -> str | None:
    layers = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry is not None]
    if len(layers) > 1:
        raise LayerError(f"{path.name} has several layers: {', '.join(layers)}; choose with --sublayer NAME")
    return layers[0] if layers else None


def _in_degrees(table: "gpd.GeoDataFrame", name: str) -> tuple["gpd.GeoDataFrame", tuple[str, ...]]:
    """Bring a layer to WGS84; without a stated CRS only what can be degrees is taken for degrees."""
    if table.crs is not None:
        return (table if table.crs.to_epsg() == 4326 else table.to_crs(4326)), ()
    west, south, east, north = table.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise LayerError(
            f"{name} does not say its coordinate system, and its numbers are no degrees; set its CRS first"
        )
    return table.set_crs(4326), (f"{name} does not say its coordinate system: taken for WGS84 degrees",)


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
    lon, lat = numbers(table[columns["lon"]]), numbers(table[columns["lat"]])
    return lon, lat, ()


def _as_text(column: "pd.Series[Any]") -> list[str]:
    """Values as trimmed text, whole numbers without a decimal point, empty strings for missing ones."""
    if pd.api.types.is_float_dtype(column.dtype):
        whole = column.dropna()
        if (whole == whole.round()).all():
            column = column.astype("Int64")
    return column.astype("string").fillna("").str.strip().tolist()
