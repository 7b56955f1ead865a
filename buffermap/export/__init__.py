"""Tables and zones as files: the suffix chooses the format, every file says what it rests on.

==============  ============================================================================================
``.geojson``    GeoJSON (RFC 7946)
``.gpkg``       GeoPackage: layers, metadata, styles for QGIS
``.parquet``    GeoParquet 1.1
``.kml``        KML for Google Earth
``.csv``        CSV, with its provenance beside it in ``NAME-metadata.json`` (CSVW)
``.xlsx``       a workbook with a sheet of assumptions and sources
``.jsonld``     W3C Web Annotations, for mentions and statements
==============  ============================================================================================
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buffermap.errors import InputError
from buffermap.export.atomic import STDOUT, refuse_overwriting, whole_file
from buffermap.export.cells import describe
from buffermap.export.provenance import Assumption, DataSource, Provenance, of_people, provenance
from buffermap.export.sharing import citations, leaving
from buffermap.export.terms import of_tables

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FORMATS", "STDOUT", "Assumption", "DataSource", "Provenance", "files_of", "format_of", "of_people",
    "provenance", "refuse_overwriting", "whole_file", "write",
]  # fmt: skip

# format -> module of this package with a function `write`
FORMATS = {
    "geojson": "geojson",
    "gpkg": "geopackage",
    "parquet": "geoparquet",
    "kml": "kml",
    "csv": "delimited",
    "xlsx": "xlsx",
    "jsonld": "annotation",
}


def write(
    table: "pd.DataFrame | Mapping[str, pd.DataFrame]",
    path: str | Path,
    *,
    provenance: Provenance,
    format_: str | None = None,
    layer: str = "places",
    **options: Any,
) -> None:
    """Write a table, or several as layers, to a file that is there whole or not at all.

    Parameters
    ----------
    table
        A GeoDataFrame or DataFrame, or layer names and tables (``.gpkg .geojson .kml .xlsx .jsonld``).
    path
        Where to; `STDOUT` (``"-"``) for standard output.
    provenance
        What the file says about its origin, see `provenance`.
    format_
        One of `FORMATS`; by default that of the suffix, GeoJSON for standard output.
    layer
        Name of the layer, folder or sheet of a single table.
    options
        ``formula_safe=False`` for CSV keeps texts as they are, even those that a spreadsheet would run.

    Raises
    ------
    InputError
        The format is unknown, cannot hold the tables, or there is nowhere to write to; or they are rows of events that
        may not leave (see `buffermap.export.sharing`).

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import geopandas as gpd
    >>> import buffermap as bm
    >>> from buffermap import export
    >>> mentions = bm.extract("Trains between Sumy and Kyiv run again.")
    >>> with TemporaryDirectory() as folder:
    ...     export.write(mentions, f"{folder}/places.geojson", provenance=export.provenance())
    ...     gpd.read_file(f"{folder}/places.geojson")["surface"].tolist()
    ['Sumy', 'Kyiv']
    """
    path = Path(path)
    chosen = format_of(path, format_=format_)
    writer = import_module(f"buffermap.export.{FORMATS[chosen]}")
    given = table if isinstance(table, Mapping) else {layer: table}
    layers = {name: leaving(one) for name, one in given.items()}
    provenance = _citing(provenance, layers.values())
    if not provenance.terms:
        provenance = replace(provenance, terms=of_tables(layers.values(), provenance))
    with whole_file(path, suffix=f".{chosen}") as draft:
        writer.write(layers, draft, provenance=provenance, **options)
    if chosen == "csv":
        describe_beside(path, provenance=provenance)


def _citing(told: Provenance, tables: "Iterable[pd.DataFrame]") -> Provenance:
    """Add whose tables events come from, as of when, and under which licence."""
    lines = dict.fromkeys(line for table in tables for line in citations(table))
    cited = (Assumption(name="Events", value=line, origin="analyst") for line in lines)
    return replace(told, assumptions=(*told.assumptions, *cited))


def describe_beside(path: Path, *, provenance: Provenance) -> None:
    """Write what a CSV file rests on beside it: W3C's metadata, for a table that has no room for remarks."""
    for beside in files_of(path, format_="csv")[1:]:
        with whole_file(beside) as draft:
            draft.write_text(describe(path.name, provenance=provenance), encoding="utf-8")


def format_of(path: Path, *, format_: str | None = None) -> str:
    """Return the format that a path is written in.

    Raises
    ------
    InputError
        There is no such format.
    """
    chosen = format_ or ("geojson" if path == STDOUT else path.suffix.lower().removeprefix("."))
    if chosen not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise InputError(
            f"{path.name}: cannot write {f'.{chosen}' if chosen else 'a file without suffix'}; choose {known}"
        )
    return chosen


def files_of(path: Path, *, format_: str | None = None) -> list[Path]:
    """Return what is written with a table: its file, and beside a CSV the description of it."""
    chosen = format_ or path.suffix.lower().removeprefix(".")
    described = chosen == "csv" and path != STDOUT and path.suffix
    return [path, *([path.with_name(f"{path.name}-metadata.json")] if described else [])]
