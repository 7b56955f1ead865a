"""GeoParquet 1.1: WKB geometry, a bounding box column, the file's provenance in its metadata."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from buffermap.errors import InputError
from buffermap.export import columns
from buffermap.export.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def write(layers: "Mapping[str, pd.DataFrame]", path: Path, *, provenance: Provenance) -> None:
    """Write one table.

    Raises
    ------
    InputError
        There are several layers: Parquet holds one.
    """
    if len(layers) != 1:
        raise InputError(
            f"a Parquet file holds one table, not {', '.join(layers)}; write .gpkg, or one file each"
        )
    [table] = layers.values()
    arrow = pa.Table.from_pandas(columns.nested(table), preserve_index=False)
    shapes = columns.geometry_of(table)
    metadata = {"buffermap": json.dumps(provenance.to_dict(), ensure_ascii=False)}
    if shapes is not None:
        arrow = arrow.append_column("geometry", pa.array(shapely.to_wkb(shapes), pa.binary()))
        arrow = arrow.append_column("bbox", _boxes(shapes))
        metadata["geo"] = json.dumps(_geo_metadata(shapes))
    # pandas' own description of the table would name a column "geometry" that it cannot read
    pq.write_table(arrow.replace_schema_metadata(metadata), path, compression="zstd")


def _boxes(shapes: Any) -> Any:
    bounds = shapely.bounds(shapes)
    missing = np.isnan(bounds).any(axis=1)
    fields = [pa.array(bounds[:, axis], pa.float64()) for axis in range(4)]
    return pa.StructArray.from_arrays(fields, names=["xmin", "ymin", "xmax", "ymax"], mask=pa.array(missing))


def _geo_metadata(shapes: Any) -> dict[str, Any]:
    known = shapes[~shapely.is_missing(shapes)]
    kinds = sorted({shape.geom_type for shape in known})
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": kinds,
        "crs": pyproj.CRS.from_epsg(4326).to_json_dict(),
        "covering": {"bbox": {axis: ["bbox", axis] for axis in ("xmin", "ymin", "xmax", "ymax")}},
    }
    bounds = shapely.total_bounds(known) if len(known) else [np.nan]
    if not np.isnan(bounds).any():
        column["bbox"] = [float(value) for value in bounds]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
