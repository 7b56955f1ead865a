"""Settlement layers: the points that a zone is asked about, as one table whatever their source.

A layer is a DataFrame with the columns of `COLUMNS`, one row per settlement, index 0..n-1; columns of the user's own
follow them and survive to every output.
"""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from buffermap.errors import InputError
from buffermap.zones import dateline
from gazetteer.files.swap import default_user_dir

if TYPE_CHECKING:
    import pandas as pd  # loads slowly; text and pages need no table

    from gazetteer.files.store import Gazetteer

log = logging.getLogger(__name__)

Columns = dict[str, np.ndarray]
"""A table as its columns, all of one length: what needs no pandas, whose import takes longer than most answers."""

COLUMNS = [
    "geonameid", "name", "name_local", "kind", "place_class", "country", "admin1", "admin2", "admin1_code",
    "lat", "lon", "population", "population_source", "layer",
]  # fmt: skip

_DTYPES: dict[str, type] = {"geonameid": np.int64, "lat": float, "lon": float, "population": float}

CITY, TOWN = 50_000, 5_000  # thresholds of the Degree of Urbanisation (UN Statistical Commission, 2020)


def rows_in(gazetteer: "Gazetteer", *, bounds: tuple[float, float, float, float]) -> np.ndarray:
    """Rows of the gazetteer's settlements (user data included) inside `bounds` (west, south, east, north; degrees)."""
    return np.unique(
        np.concatenate([gazetteer.settlement_rows(bbox=box) for box in dateline.ordinary(bounds)])
    )


def embedded(gazetteer: "Gazetteer", rows: np.ndarray) -> Columns:
    """Settlements of the gazetteer by their rows.

    Returns
    -------
    dict
        Arrays by the names of `COLUMNS`, shape (n,); ``population`` as floats, NaN where unknown.
    """
    places = [gazetteer.place(int(row)) for row in rows]
    columns: Columns = {
        column: np.array([getattr(place, column) for place in places], _DTYPES.get(column, object))
        for column in COLUMNS
        if column != "place_class"
    }
    return {**columns, "place_class": place_class(columns["population"])}


def columns_of(table: "pd.DataFrame") -> Columns:
    """Return the contract's columns of a layer's table, typed as `embedded` types them; 0 where a place has no id."""
    columns = {name: table[name].to_numpy(object) for name in COLUMNS}
    columns["geonameid"] = table["geonameid"].fillna(0).to_numpy(np.int64)
    for name in ("lat", "lon"):
        columns[name] = table[name].to_numpy(float)
    return {**columns, "population": table["population"].to_numpy(float, na_value=np.nan)}


def frame(columns: Columns) -> "pd.DataFrame":
    """Return the gazetteer's settlements as a table, with what the user's layers say of them."""
    measured = {name: values for name, values in columns.items() if name not in COLUMNS}
    return with_own_columns(typed({name: columns[name] for name in COLUMNS})).assign(**measured)


def with_own_columns(table: "pd.DataFrame") -> "pd.DataFrame":
    """Add what the user's layers say of their places (p-codes, remarks …); columns of the contract stay ours."""
    from gazetteer.userdata.own import own_columns  # loads pandas

    own = own_columns(default_user_dir())
    return table.join(own[[name for name in own.columns if name not in COLUMNS]], on="geonameid")


def read_layer(
    path: str | Path, *, sublayer: str | Sequence[str] | None = None, columns: Mapping[str, str] | None = None
) -> "pd.DataFrame":
    """Read a settlement layer of the user's own (GeoPackage, GeoJSON, GeoParquet, shapefile, CSV, workbook, Overpass).

    Parameters
    ----------
    sublayer
        Which layer or sheet of a file that has several.
    columns
        Which column holds what, field -> column; the others are guessed.

    Raises
    ------
    InputError
        The file cannot be read, or has no names or points.
    """
    from gazetteer.userdata.layer import read_points  # loads pandas, only where a layer is given

    table = read_points(Path(path), sublayer=sublayer, chosen=columns)
    for known in table.attrs.pop("notes", ()):
        log.warning("%s", known)
    if table.empty:
        raise InputError(f"{Path(path).name}: the layer has no points; export one with a row per settlement")
    return typed(table)


def layer_of_table(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return a layer from a table of the user's own: names, and points or columns of degrees, are enough.

    Raises
    ------
    LayerError
        It has no names or points, or it is unclear which column holds what.
    """
    from gazetteer.userdata.layer import points_of  # loads pandas, only where a layer is given

    if set(COLUMNS) <= set(table.columns):  # a layer already, or a table of settlements
        return table.reset_index(drop=True)
    return typed(points_of(table))


def typed(table: "pd.DataFrame | Columns") -> "pd.DataFrame":
    """Fill and type the contract's columns; the user's own columns follow them."""
    import pandas as pd  # loads slowly; text and pages need no table

    table = pd.DataFrame(table).reset_index(drop=True)
    for column in COLUMNS:
        if column not in table:
            table[column] = None
    table["geonameid"] = pd.to_numeric(table["geonameid"], errors="coerce").astype("Int64")
    table["population"] = pd.array(
        pd.to_numeric(table["population"]).to_numpy(float), dtype="Float64"
    ).astype("Int64")
    table["place_class"] = place_class(table["population"].to_numpy(float, na_value=np.nan))
    table["kind"] = table["kind"].fillna("settlement")
    table["layer"] = table["layer"].fillna("own layer")
    own = [column for column in table.columns if column not in COLUMNS]
    return table[[*COLUMNS, *own]]


def place_class(population: np.ndarray) -> np.ndarray:
    """Class by listed population: city from 50,000, town from 5,000, else village; unknown without a figure.

    The thresholds are those of the Degree of Urbanisation; the class is of the listed figure, not of the built form.
    """
    return np.select(
        [np.isnan(population), population >= CITY, population >= TOWN], ["unknown", "city", "town"], "village"
    )
