"""GeoPackage: a layer each, metadata, and styles that QGIS takes up by itself."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pyogrio
import pyogrio.errors
import shapely

from buffermap.errors import InputError
from buffermap.export import columns, qgis
from buffermap.export.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


WRITTEN = "2000-01-01T00:00:00.000Z"
"""Stands as time of the last change, so that the same tables give the same bytes."""


def write(layers: "Mapping[str, pd.DataFrame]", path: Path, *, provenance: Provenance) -> None:
    """Write layers; tables without geometry become tables of attributes."""
    path.unlink(missing_ok=True)  # GDAL would take the empty draft for a damaged database
    metadata = {
        "DESCRIPTION": provenance.coverage or provenance.notice,
        "ATTRIBUTION": provenance.attribution,
        "LICENCE": provenance.terms or provenance.licences,
        "BUFFERMAP": json.dumps(provenance.to_dict(), ensure_ascii=False),
    }
    try:
        for number, (name, table) in enumerate(layers.items()):
            _write_layer(table, name, path, metadata=metadata, append=number > 0)
        with closing(sqlite3.connect(path)) as database, database:
            _add_styles(database, layers)
            database.execute("UPDATE gpkg_contents SET last_change = ?", (WRITTEN,))
            database.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (WRITTEN,))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.FeatureError, sqlite3.OperationalError) as error:
        raise InputError(f"the GeoPackage could not be written: {error}; is the disk full?") from error


def _write_layer(
    table: "pd.DataFrame", name: str, path: Path, *, metadata: dict[str, str], append: bool
) -> None:
    frame = columns.flat(table)
    frame = frame.rename(
        columns={column: f"{column}_" for column in frame.columns if column.lower() in {"fid", "geom"}}
    )
    shapes = columns.geometry_of(table)
    geometry_type = None if shapes is None else _geometry_type(shapes)
    if shapes is not None:
        if geometry_type in {"MultiPolygon", "MultiLineString"}:
            shapes = _promoted(shapes)
        frame = gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        append=append,
        use_arrow=shapes is not None,  # three times as fast, but for geometry only
        geometry_type=geometry_type,
        dataset_metadata=None if append else metadata,
        layer_metadata=metadata,
        layer_options={"DESCRIPTION": metadata["DESCRIPTION"]},
    )


def _promoted(shapes: Any) -> Any:
    """Turn single polygons and lines into collections of one: a layer holds one type."""
    multi: dict[int, Any] = {3: shapely.MultiPolygon, 1: shapely.MultiLineString}
    types = shapely.get_type_id(shapes).tolist()
    return [
        multi[type_]([shape]) if type_ in multi else shape for type_, shape in zip(types, shapes, strict=True)
    ]


def _geometry_type(shapes: Any) -> str:
    """Name the one geometry type of a layer; GDAL cannot tell it from a layer without any."""
    dimensions = set(shapely.get_dimensions(shapes)[~shapely.is_missing(shapes)].tolist())
    return (
        {0: "Point", 1: "MultiLineString", 2: "MultiPolygon"}[dimensions.pop()]
        if len(dimensions) == 1
        else "Unknown"
    )


def _add_styles(database: sqlite3.Connection, layers: "Mapping[str, pd.DataFrame]") -> None:
    database.execute(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, "
        "f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, "
        "owner TEXT, ui TEXT, update_time DATETIME)"
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, 'attributes', ?, ?)",
        ("layer_styles", "layer_styles", "How QGIS shows the layers"),
    )
    for name, table in layers.items():
        shapes = columns.geometry_of(table)
        if shapes is None:
            continue
        style = qgis.style(_geometry_type(shapes), set(table.columns))
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
            "styleSLD, useAsDefault, description, owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
            (name, name, style, "buffermap", WRITTEN),
        )
