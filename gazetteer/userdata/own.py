"""The own columns of added layers: p-codes, and whatever else a layer says of its places."""

from pathlib import Path

import pandas as pd

from gazetteer.files.swap import current_version


def own_columns(user_dir: Path) -> "pd.DataFrame":
    """Return the own columns of all added settlement layers (p-codes and whatever else they had), by geonameid.

    Returns
    -------
    DataFrame
        Index ``geonameid``, one row per place; where two layers have a column of the same name, the upper one's value
        stands and the lower one's fills its gaps. Empty where no layer has been added.
    """
    version = current_version(user_dir)
    paths = sorted((version / "places").glob("*/own.parquet")) if version else []
    table = pd.DataFrame(index=pd.Index([], name="geonameid", dtype="int64"))
    for path in paths:
        table = pd.read_parquet(path).combine_first(table)
    return table
