"""A file of the user's own as a table: delimited text, workbooks, vector files, answers of Overpass, zips of them.

What a file holds several of is never chosen silently: its layers or sheets are named, and one is asked for.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from gazetteer.errors import LayerError
from gazetteer.text.codepages import code_page, is_utf8
from gazetteer.userdata.archives import check_zip, is_zip

TABLES = {".csv", ".tsv", ".txt", ".xlsx", ".jsonl"}
# formats that hold their data themselves; others (virtual ones, say) could make the reader open anything
VECTORS = {
    ".gpkg", ".geojson", ".json", ".geojsonl", ".fgb", ".shp", ".zip", ".kml", ".kmz", ".gml", ".gpx", ".parquet", ".geoparquet",
}  # fmt: skip
_PACKED = (VECTORS | TABLES) - {".zip", ".kmz", ".parquet", ".geoparquet", ".txt"}

Table = "pd.DataFrame | gpd.GeoDataFrame"
Sublayers = str | Sequence[str] | None
"""Names of layers or sheets that the user chose; those that a file does not have are another file's."""


def read_table(
    path: Path, *, sublayer: Sublayers = None
) -> "tuple[pd.DataFrame | gpd.GeoDataFrame, tuple[str, ...]]":
    """Read a table, or a vector file as a GeoDataFrame in longitude and latitude; and notes on what was assumed.

    Parameters
    ----------
    path
        A file of one of the suffixes in `TABLES` and `VECTORS`.
    sublayer
        Which layer (of a vector file or an archive) or sheet (of a workbook), where there are several.

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
    chosen = [sublayer] if isinstance(sublayer, str) else list(sublayer or ())
    if suffix == ".xlsx":
        return _workbook(path, chosen)
    if suffix in TABLES - {".jsonl"}:
        return _delimited(path.read_bytes(), path.name)
    if suffix in {".zip", ".kmz"} or is_zip(path):
        return _archive(path, chosen)
    if suffix in {".json", ".geojson"} and (found := _overpass(path)) is not None:
        return found, ()
    if suffix == ".jsonl" or (suffix == ".json" and _is_records(path)):
        return _records(path), ()
    return _vector(str(path), path.name, chosen, encoding=_dbf_encoding(path))


def _delimited(data: bytes, name: str) -> tuple["pd.DataFrame", tuple[str, ...]]:
    """Read a delimited table as text: leading zeros of codes and the country NA stay what they are."""
    text, notes = _decoded(data, name)
    lines = text.lstrip("\r\n").split("\n", 1)
    separator = ""
    if lines[0].lower().startswith("sep=") and len(lines) > 1:  # what spreadsheets put above the header
        separator, lines = lines[0].strip()[4:5], lines[1].split("\n", 1)
    separator = separator or max(",;\t|", key=lines[0].count)
    try:
        table = pd.read_csv(
            io.StringIO("\n".join(lines)),
            sep=separator,
            dtype=str,
            keep_default_na=False,
            skipinitialspace=True,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise LayerError(f"{name} cannot be read as a table: {error}") from error
    return table, notes


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ()
    if b"\0" in data[:4096]:
        raise LayerError(f"{name} is no text; save it as .csv or .xlsx")
    if is_utf8(data):
        return data.decode("utf-8-sig", errors="replace"), ()
    encoding = code_page(_wordy(data))
    return data.decode(encoding, errors="replace"), (f"{name} does not say its encoding: read as {encoding}",)


def _wordy(data: bytes) -> bytes:
    """Return the words of a table that hold letters beyond ASCII: its numbers and codes say nothing of its encoding."""
    words = data[: 1 << 18].translate(
        bytes(32 if byte < 128 and not chr(byte).isalpha() else byte for byte in range(256))
    )
    return b" ".join(word for word in words.split() if not word.isascii())


def _workbook(path: Path, chosen: list[str]) -> tuple["pd.DataFrame", tuple[str, ...]]:
    check_zip(path)
    try:
        sheets = pd.read_excel(path, dtype=str, keep_default_na=False, header=None, sheet_name=None)
    except Exception as error:
        raise LayerError(f"{path.name} cannot be read as a workbook: {error}") from error
    filled = {str(name): sheet for name, sheet in sheets.items() if not sheet.empty}
    name = _one_of(list(filled), chosen, path.name, "sheets")
    if name is None:
        raise LayerError(f"{path.name} is empty")
    return _below_header(filled[name]), ()


def _below_header(sheet: "pd.DataFrame") -> "pd.DataFrame":
    """Return a sheet below the first of its rows that names as many columns as any: titles may stand above."""
    filled = (sheet.iloc[:30].fillna("").astype(str).apply(lambda cells: cells.str.strip()) != "").sum(axis=1)
    header = int(filled.ge(filled.max()).idxmax())
    names = [str(cell).strip() for cell in sheet.iloc[header]]
    table = sheet.iloc[header + 1 :].reset_index(drop=True)
    table.columns = pd.Index([name or f"column {number}" for number, name in enumerate(names, start=1)])
    return table.fillna("")


def _one_of(names: list[str], chosen: Sequence[str], file: str, what: str) -> str | None:
    """Return the one name, or the one that was chosen.

    Raises
    ------
    LayerError
        There are several, and none or several of them were chosen.
    """
    fitting = [name for name in names if name in chosen]
    if len(fitting) == 1:
        return fitting[0]
    if len(names) > 1:
        listed = ", ".join(names)
        wrong = f"none called {' or '.join(chosen)}; " if chosen and not fitting else ""
        raise LayerError(f"{file} has {wrong}several {what}: {listed}; choose with --sublayer NAME")
    return names[0] if names else None


def _archive(path: Path, chosen: list[str]) -> "tuple[pd.DataFrame | gpd.GeoDataFrame, tuple[str, ...]]":
    """Read the one layer of a zip archive, wherever in it the file lies."""
    check_zip(path)
    with zipfile.ZipFile(path) as archive:
        members = [PurePosixPath(name) for name in archive.namelist() if "__MACOSX" not in name]
        layers = {str(member): member for member in members if member.suffix.lower() in _PACKED}
        stems = {member.stem: name for name, member in layers.items()}
        name = _one_of(list(layers), [stems.get(one, one) for one in chosen], path.name, "files")
        if name is None:
            listed = ", ".join(map(str, members[:5])) or "nothing"
            raise LayerError(f"{path.name} holds no layer ({listed})")
        if layers[name].suffix.lower() in {".csv", ".tsv"}:
            return _delimited(archive.read(name), name)
        if layers[name].suffix.lower() == ".xlsx":
            raise LayerError(f"{path.name} holds a workbook: unpack it first")
        dbf = next(
            (
                str(m)
                for m in members
                if m.with_suffix("") == layers[name].with_suffix("") and m.suffix.lower() == ".dbf"
            ),
            "",
        )
        has_cpg = any(
            m.with_suffix("") == layers[name].with_suffix("") and m.suffix.lower() == ".cpg" for m in members
        )
        encoding = _encoding_in(archive.read(dbf)) if dbf and not has_cpg else None
    return _vector(f"/vsizip/{path.resolve()}/{name}", path.name, chosen, encoding=encoding)


def _dbf_encoding(path: Path) -> str | None:
    """Return the encoding of a shapefile's table where the file does not say it."""
    if path.suffix.lower() != ".shp":
        return None
    beside = {one.suffix.lower(): one for one in path.parent.glob(f"{_escaped(path.stem)}.*")}
    if ".dbf" not in beside or ".cpg" in beside:
        return None
    return _encoding_in(beside[".dbf"].read_bytes())


def _escaped(stem: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)


_UNSAID = {0x00, 0x57}  # no code page, and "ANSI": that of whoever wrote the file


def _encoding_in(dbf: bytes) -> str | None:
    """Return the encoding of a dBASE file by its letters; None where its code page is named or nothing needs one."""
    if len(dbf) < 33 or dbf[29] not in _UNSAID:
        return None
    data = dbf[int.from_bytes(dbf[8:10], "little") :]
    if data.isascii():
        return None
    return "utf-8" if is_utf8(data) else code_page(_wordy(data))


def _vector(
    source: str, name: str, chosen: list[str], *, encoding: str | None
) -> tuple["gpd.GeoDataFrame", tuple[str, ...]]:
    import pyogrio  # slow to load

    try:
        if name.lower().endswith((".parquet", ".geoparquet")):
            table = gpd.read_parquet(source)
        else:
            layers = [str(layer) for layer, geometry in pyogrio.list_layers(source) if geometry is not None]
            if name.lower().endswith(".gpx"):
                layers = _filled(layers, chosen, partial(pyogrio.read_info, source, force_feature_count=True))
            layer = _one_of(layers, chosen, name, "layers")
            table = pyogrio.read_dataframe(
                source, layer=layer, **({"encoding": encoding} if encoding else {})
            )
    except LayerError:
        raise
    except Exception as error:  # the readers raise whatever their libraries do
        told = str(error).split("; It might")[0].replace(source, name)
        raise LayerError(f"{name} cannot be read: {told}") from error
    if not isinstance(table, gpd.GeoDataFrame) or table.geometry.isna().all():
        raise LayerError(f"{name} has no geometry")
    table = table.rename_geometry("geometry") if table.geometry.name != "geometry" else table
    table, notes = in_degrees(table, name)
    said = (f"{name} does not say its encoding: read as {encoding}",) if encoding else ()
    return table, (*notes, *said)


def _filled(layers: list[str], chosen: Sequence[str], info: Callable[..., Mapping[str, Any]]) -> list[str]:
    """Return the layers of a GPX file that hold something: the format has always five, two of them the others' points."""
    filled = [one for one in layers if info(layer=one)["features"]]
    return [one for one in filled if one in chosen or not one.endswith("_points")]


def in_degrees(table: "gpd.GeoDataFrame", name: str) -> tuple["gpd.GeoDataFrame", tuple[str, ...]]:
    """Bring a layer to WGS84; without a stated CRS only what can be degrees is taken for degrees.

    Raises
    ------
    LayerError
        It states none, and its numbers are no degrees.
    """
    if table.crs is not None:
        return (table if table.crs.to_epsg() == 4326 else table.to_crs(4326)), ()
    west, south, east, north = table.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise LayerError(
            f"{name} does not say its coordinate system, and its numbers are no degrees; set its CRS first"
        )
    return table.set_crs(4326), (f"{name} does not say its coordinate system: taken for WGS84 degrees",)


def _overpass(path: Path) -> "gpd.GeoDataFrame | None":
    """Return the elements of an answer of Overpass as points with their tags; None for any other JSON."""
    with path.open("rb") as file:
        if b'"elements"' not in file.read(1 << 16):
            return None
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    elements = found.get("elements") if isinstance(found, Mapping) else None
    if not isinstance(elements, list):
        return None
    rows = [row for element in elements if isinstance(element, Mapping) and (row := _element(element))]
    if not rows:
        raise LayerError(
            f"{path.name} holds no element of Overpass with a point and tags; ask for `out center`"
        )
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs="EPSG:4326")


def _is_records(path: Path) -> bool:
    """Whether a JSON file is something else than GeoJSON."""
    with path.open("rb") as file:
        head = file.read(1 << 12)
    return b"FeatureCollection" not in head and b'"geometry"' not in head and b'"coordinates"' not in head


def _records(path: Path) -> "pd.DataFrame":
    """Return the longest list of records in a JSON file (a list, lines, or what a service answers) as a table of texts.

    Raises
    ------
    LayerError
        There is none.
    """
    text, _ = _decoded(path.read_bytes(), path.name)
    try:
        found = (
            [json.loads(line) for line in text.splitlines() if line.strip()]
            if path.suffix.lower() == ".jsonl"
            else json.loads(text)
        )
    except (ValueError, RecursionError) as error:
        raise LayerError(f"{path.name} is no JSON ({error})") from error
    lists = [found, *(found.values() if isinstance(found, Mapping) else ())]
    records = max(
        ([row for row in one if isinstance(row, Mapping)] for one in lists if isinstance(one, list)),
        key=len,
        default=[],
    )
    if not records:
        raise LayerError(f"{path.name} holds no list of records")
    rows = [{_cell(key): _cell(value) for key, value in row.items()} for row in records]
    return pd.DataFrame(rows).fillna("").astype(str)


def _cell(value: Any) -> str:
    """Return a value as a cell of a table; half a surrogate pair, which no table can hold, becomes a question mark."""
    if isinstance(value, (Mapping, list)):
        value = json.dumps(value)
    text = "" if value is None else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")


def _element(element: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return tags and geometry of an element: its point, its centre, or its line."""
    tags = element.get("tags")
    if not isinstance(tags, Mapping) or not tags:
        return None
    center = element.get("center")
    at = center if isinstance(center, Mapping) else element
    line = element.get("geometry")
    if isinstance(line, list) and len(line) > 1 and "center" not in element:
        geometry: Any = shapely.LineString(
            [(one["lon"], one["lat"]) for one in line if isinstance(one, Mapping)]
        )
    elif isinstance(at.get("lon"), (int, float)) and isinstance(at.get("lat"), (int, float)):
        geometry = shapely.Point(at["lon"], at["lat"])
    else:
        return None
    return {"osm_id": f"{element.get('type', '')}/{element.get('id', '')}", **tags, "geometry": geometry}
