"""What small tables become in every format of text, byte for byte: a change of any is seen, and meant.

``python -m tests.buffermap.export.test_kept_files`` writes `kept/` anew; read the difference.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from buffermap import export
from buffermap.export import qgis
from buffermap.export.terms import of_measurements, of_outlines, of_picture, of_tables
from tests.buffermap.export import test_export as made

KEPT = Path(__file__).with_name("kept")
TOLD = replace(made.PROVENANCE, software="buffermap 0")
TABLES = {"places": made.places, "zones": made.zones, "mentions": made.mentions}


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield a name and a text for each file, and for each part of a workbook."""
    for name, table in TABLES.items():
        for suffix in ("csv", "geojson", "kml", "jsonld", "xlsx"):
            if (suffix == "jsonld") == (name == "mentions") or suffix == "csv":
                layer = {} if name == "places" else {"layer": f"{name} of two"}
                export.write(table(), folder / f"{name}.{suffix}", provenance=TOLD, **layer)
    for suffix in ("geojson", "kml", "xlsx"):
        both = {"places": made.places(), "zones": made.zones()}
        export.write(both, folder / f"both.{suffix}", provenance=TOLD)
    for path in sorted(folder.iterdir()):
        if path.suffix != ".xlsx":
            yield path.name, path.read_text(encoding="utf-8")
            continue
        with zipfile.ZipFile(path) as book:
            parts = (f"{part}\n{book.read(part).decode('utf-8')}\n" for part in book.namelist())
            yield f"{path.name}.txt", "\n".join(parts).replace("><", ">\n<")


def words() -> str:
    """Return the licences of what may leave, and the styles, as one text."""
    found = {
        "tables": [of_tables([table()], TOLD) for table in TABLES.values()],
        "all": of_tables([table() for table in TABLES.values()], TOLD),
        "measurements": of_measurements(TOLD),
        "outlines": of_outlines(TOLD),
        "picture": of_picture(TOLD),
        "styles": {
            f"{kind} {' '.join(names)}": qgis.style(kind, names)
            for kind in ("Point", "MultiLineString", "MultiPolygon", "Unknown")
            for names in ((), ("kind",), ("usage",), ("kind", "usage"))
        },
        "rows": TOLD.rows(),
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def written(folder: Path) -> dict[str, str]:
    return {**dict(files(folder)), "words.json": words() + "\n"}


def test_every_file_is_as_it_was(tmp_path):
    now = written(tmp_path)
    kept = {path.name: path.read_text(encoding="utf-8") for path in KEPT.iterdir()}
    assert sorted(now) == sorted(kept)
    for name, text in now.items():
        assert text.splitlines() == kept[name].splitlines(), name


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in written(Path(folder)).items():
            (KEPT / name).write_text(text, encoding="utf-8")
