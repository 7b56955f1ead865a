"""Layers as people have them: any encoding, any way to write a number, archives, several sheets; nothing chosen silently."""

import io
import json
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import LineString, Point

from gazetteer.errors import LayerError
from gazetteer.userdata.figures import counts, degrees, pairs
from gazetteer.userdata.layer import read_layer, read_points, require_inside

ROWS = [("Vyborg", 60.71, 28.75, 72530), ("Imatra", 61.17, 28.77, 25208), ("Kotka", 60.47, 26.94, 50500)]
CYRILLIC = ["Выборг", "Светогорск", "Приморск"]


def shapefile(folder, names, *, encoding="utf-8", cpg=True, code_page=None):
    """Write a shapefile whose table is in an encoding, said or not."""
    points = [Point(lon, lat) for _, lat, lon, _ in ROWS]
    table = gpd.GeoDataFrame({"NAME": names}, geometry=points, crs="EPSG:4326")
    path = folder / "np.shp"
    table.to_file(path, encoding=encoding, engine="pyogrio")
    if not cpg:
        (folder / "np.cpg").unlink(missing_ok=True)
    if code_page is not None:
        data = bytearray((folder / "np.dbf").read_bytes())
        data[29] = code_page
        (folder / "np.dbf").write_bytes(data)
    return path


def csv_of(rows, *, separator=",", header=("name", "lat", "lon", "population")):
    return "\n".join(separator.join(map(str, row)) for row in (header, *rows)) + "\n"


@pytest.mark.parametrize(
    ("encoding", "code_page"), [("cp1251", 0), ("cp1251", 0x57), ("cp866", 0), ("utf-8", 0)]
)
def test_an_old_table_without_an_encoding_is_read_by_its_letters(tmp_path, encoding, code_page):
    layer = read_layer(shapefile(tmp_path, CYRILLIC, encoding=encoding, cpg=False, code_page=code_page))
    assert layer.texts("name") == CYRILLIC
    assert any(f"read as {encoding}" in note for note in layer.notes)


def test_a_named_encoding_is_believed(tmp_path):
    layer = read_layer(shapefile(tmp_path, CYRILLIC, encoding="cp1251"))
    assert layer.texts("name") == CYRILLIC
    assert layer.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_tables_of_any_encoding_with_decimal_commas(tmp_path, encoding, separator):
    rows = [
        (name, f"{row[1]}".replace(".", ","), f"{row[2]}".replace(".", ","), "12 500")
        for name, row in zip(CYRILLIC, ROWS, strict=True)
    ]
    path = tmp_path / "a.csv"
    path.write_bytes(
        csv_of(rows, separator=separator, header=("Название", "Широта", "Долгота", "Население")).encode(
            encoding
        )
    )
    table = read_points(path)
    assert table["name"].tolist() == CYRILLIC
    assert table["lat"].tolist() == [60.71, 61.17, 60.47]
    assert table["population"].tolist() == [12500] * 3


def test_a_separator_line_and_blank_lines_above_the_header(tmp_path):
    (tmp_path / "a.csv").write_text("\n\nsep=;\n" + csv_of(ROWS, separator=";"))
    assert read_points(tmp_path / "a.csv")["name"].tolist() == ["Vyborg", "Imatra", "Kotka"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("15.800", 15800), ("15,800", 15800), ("1.234.567", 1234567), ("15 800", 15800), ("15\u00a0800", 15800), ("15'800", 15800),
        ("15800 (2022)", 15800), ("~ 900", 900), ("бл. 1 200 осіб", 1200), ("15,8 тис.", 15800), ("2.5k", 2500), ("340.0", 340),
        ("n/a", None), ("-", None), ("", None), ("100-200", None), ("невідомо", None), ("0", 0),
    ],
)  # fmt: skip
def test_counts(written, read):
    [value] = counts(pd.Series([written]))
    assert np.isnan(value) if read is None else value == read


@pytest.mark.parametrize("bad", ["n/a", "-", "about five", "100-200", "?"])
def test_one_bad_figure_loses_itself_alone(tmp_path, bad):
    rows = [(*row[:3], bad if number == 1 else row[3]) for number, row in enumerate(ROWS)]
    (tmp_path / "a.csv").write_text(csv_of(rows))
    table = read_points(tmp_path / "a.csv")
    assert table["population"].isna().tolist() == [False, True, False]
    assert table["population"].dropna().tolist() == [72530, 50500]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("60°42'36\"N", 60.71), ("60 42 36 N", 60.71), ("60°42.6′", 60.71), ("N 60° 42' 36\"", 60.71), ("60:42:36", 60.71),
        ("28°45'00\"W", -28.75), ("-28 45 00", -28.75), ("28.75° E", 28.75), ("28,75", 28.75), ("S28.75", -28.75),
        ("60°72'00\"N", None), ("north", None), ("", None),
    ],
)  # fmt: skip
def test_degrees(written, read):
    [value] = degrees(pd.Series([written]))
    assert np.isnan(value) if read is None else value == pytest.approx(read, abs=1e-9)


@pytest.mark.parametrize(
    "written",
    ["60.71, 28.75", "60.71,28.75", "60,71; 28,75", "(60.71 28.75)", "60°42'36\"N, 28°45'E", "60.71/28.75"],
)
def test_two_degrees_in_one_cell(tmp_path, written):
    [lat], [lon] = pairs(pd.Series([written]))
    assert (lat, lon) == (pytest.approx(60.71), pytest.approx(28.75))
    (tmp_path / "a.csv").write_text(f'name\tCoordinates\nVyborg\t"{written.replace(chr(34), chr(34) * 2)}"\n')
    layer = read_layer(tmp_path / "a.csv")
    assert (layer.lat[0], layer.lon[0]) == (pytest.approx(60.71), pytest.approx(28.75))
    assert any("latitude, then longitude" in note for note in layer.notes)


def test_degrees_with_minutes_in_columns(tmp_path):
    (tmp_path / "a.csv").write_text(
        'name;latitude;longitude\nVyborg;"60°42\'36""N";"28°45\'E"\nImatra;61 10 12 N;28 46 12 E\n'
    )
    layer = read_layer(tmp_path / "a.csv")
    assert layer.lat.tolist() == pytest.approx([60.71, 61.17])
    assert layer.lon.tolist() == pytest.approx([28.75, 28.77])


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_layer_deep_in_an_archive(tmp_path):
    shapefile(tmp_path, CYRILLIC, encoding="cp1251", cpg=False, code_page=0)
    parts = {
        f"export/2025/np{suffix}": (tmp_path / f"np{suffix}").read_bytes()
        for suffix in (".shp", ".shx", ".dbf", ".prj")
    }
    assert read_layer(zipped(tmp_path / "a.zip", parts)).texts("name") == CYRILLIC
    two = zipped(tmp_path / "b.zip", {**parts, "other.csv": csv_of(ROWS), "__MACOSX/._np.shp": b"x"})
    with pytest.raises(
        LayerError, match=r"several files: export/2025/np\.shp, other\.csv; choose with --sublayer"
    ):
        read_layer(two)
    assert read_layer(two, sublayer="other").texts("name") == ["Vyborg", "Imatra", "Kotka"]
    assert read_layer(two, sublayer="np").texts("name") == CYRILLIC
    with pytest.raises(LayerError, match="holds no layer"):
        read_layer(zipped(tmp_path / "c.zip", {"readme.txt": "x"}))


def test_sheets_are_named_and_titles_may_stand_above_the_header(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["A register of places"])
    sheet = book.create_sheet("Places")
    for row in (["Register of places, 2025"], [], ["name", "lat", "lon", "population"], *ROWS):
        sheet.append(list(row))
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(LayerError, match="several sheets: About, Places; choose with --sublayer"):
        read_layer(tmp_path / "a.xlsx")
    layer = read_layer(tmp_path / "a.xlsx", sublayer=["a layer of another file", "Places"])
    assert layer.texts("name") == ["Vyborg", "Imatra", "Kotka"]
    assert layer.whole_numbers("population", -1) == [72530, 25208, 50500]


def test_several_layers_are_named_never_the_first_taken(tmp_path):
    table = gpd.GeoDataFrame({"name": ["Vyborg"]}, geometry=[Point(28.75, 60.71)], crs="EPSG:4326")
    for layer in ("towns", "villages"):
        table.to_file(tmp_path / "a.gpkg", layer=layer)
    with pytest.raises(LayerError, match="several layers: towns, villages; choose with --sublayer"):
        read_layer(tmp_path / "a.gpkg")
    with pytest.raises(LayerError, match="none called hamlets; several layers"):
        read_layer(tmp_path / "a.gpkg", sublayer="hamlets")
    assert read_layer(tmp_path / "a.gpkg", sublayer="towns").texts("name") == ["Vyborg"]


def test_an_answer_of_overpass(tmp_path):
    elements = [
        {
            "type": "node",
            "id": 1,
            "lat": 60.71,
            "lon": 28.75,
            "tags": {"name": "Выборг", "name:en": "Vyborg", "population": "72530"},
        },
        {"type": "way", "id": 2, "center": {"lat": 61.17, "lon": 28.77}, "tags": {"name": "Imatra"}},
        {"type": "node", "id": 3, "lat": 1.5, "lon": 2.5},
        {"type": "relation", "id": 4, "tags": {"name": "nowhere"}},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"version": 0.6, "elements": elements}))
    table = read_points(tmp_path / "a.json", chosen={"name": "name"})
    assert table["name"].tolist() == ["Выборг", "Imatra"]
    assert table["lat"].tolist() == [60.71, 61.17]
    (tmp_path / "b.json").write_text(json.dumps({"elements": elements[2:]}))
    with pytest.raises(LayerError, match="out center"):
        read_layer(tmp_path / "b.json")


def test_the_name_without_a_language_is_the_local_one(tmp_path):
    rows = [("Vyborg", "Выборг", "Viipuri", 60.71, 28.75)]
    (tmp_path / "a.csv").write_text(csv_of(rows, header=("name:en", "name", "name:ru", "lat", "lon")))
    table = read_points(tmp_path / "a.csv")
    assert table[["name", "name_local"]].to_numpy().tolist() == [["Vyborg", "Выборг"]]


def test_points_of_another_country_are_refused(tmp_path):
    (tmp_path / "a.csv").write_text(csv_of([(name, lon, lat, people) for name, lat, lon, people in ROWS]))
    finland = LineString([(20.5, 59.7), (31.6, 70.1)]).envelope
    with pytest.raises(LayerError, match="none of 3 points lies in FI; latitude and longitude look swapped"):
        require_inside(read_layer(tmp_path / "a.csv"), finland, country="FI", name="a.csv")
    (tmp_path / "b.csv").write_text(csv_of(ROWS))
    require_inside(read_layer(tmp_path / "b.csv"), finland, country="FI", name="b.csv")


def test_a_table_that_is_no_text(tmp_path):
    (tmp_path / "a.csv").write_bytes(io.BytesIO(b"\0\1\2" * 50).getvalue())
    with pytest.raises(LayerError, match="no text"):
        read_layer(tmp_path / "a.csv")


def test_boundaries_are_areas(tmp_path):
    from gazetteer.userdata.divisions import read_divisions

    path = zipped(tmp_path / "a.zip", {"a.csv": csv_of(ROWS)})
    with pytest.raises(LayerError, match="has no areas"):
        read_divisions(
            path, gazetteer=None, level=None, country="", chosen={}, sublayer=None, country_polygon=None
        )
