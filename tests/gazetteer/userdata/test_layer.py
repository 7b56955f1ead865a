"""Layers of the user's own: which column holds what, in every format, and what cannot be read."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

from gazetteer.errors import LayerError
from gazetteer.userdata.figures import numbers
from gazetteer.userdata.layer import read_layer, read_points, require_clear
from gazetteer.userdata.mapping import guess, parse_choices

VILLAGES = ["Velykyi Hai", "Mala Balka", "Stara Hreblia", "Nova Hreblia", "Kut", "Zelenyi Yar"]
LOCAL = ["Великий Гай", "Мала Балка", "Стара Гребля", "Нова Гребля", "Кут", "Зелений Яр"]


def cod_ab() -> gpd.GeoDataFrame:
    """A layer with the columns that humanitarian settlement layers have."""
    return gpd.GeoDataFrame(
        {
            "ADM4_EN": VILLAGES,
            "ADM4_UA": LOCAL,
            "ADM4_PCODE": [f"UA590000{i}" for i in range(6)],
            "ADM2_EN": ["Sumskyi"] * 6,
            "ADM1_EN": ["Sumska"] * 6,
            "ADM0_PCODE": ["UA"] * 6,
            "pop_2021": [120, 0, 45, 1200, 7, 33],
            "remark": ["own column"] * 6,
        },
        geometry=[Point(35 + i / 10, 51 + i / 100) for i in range(6)],
        crs=4326,
    )


def columns(table: pd.DataFrame, *, has_points=False, **chosen):
    return guess(table, chosen=chosen, has_points=has_points)


def text(**data) -> pd.DataFrame:
    return pd.DataFrame({k: [str(v) for v in values] for k, values in data.items()})


def test_columns_of_a_humanitarian_layer_are_recognised():
    found = columns(pd.DataFrame(cod_ab().drop(columns="geometry")), has_points=True)
    assert found.columns == {
        "name": "ADM4_EN",
        "name_local": "ADM4_UA",
        "population": "pop_2021",
        "country": "ADM0_PCODE",
        "admin1": "ADM1_EN",
        "admin2": "ADM2_EN",
        "key": "ADM4_PCODE",
    }
    assert not found.unclear


def test_a_plain_name_is_the_place_and_the_deepest_level_only_where_there_is_none():
    table = text(name=VILLAGES, ADM1_EN=["Sumska"] * 6, ADM2_EN=["Sumskyi"] * 6)
    found = columns(table, has_points=True)
    assert (found.columns["name"], found.columns["admin1"], found.columns["admin2"]) == (
        "name",
        "ADM1_EN",
        "ADM2_EN",
    )


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("name", "lat", "lon"), ("name", "lat", "lon")),
        (("Назва", "Широта", "Довгота"), ("Назва", "Широта", "Довгота")),
        (("SETTLEMENT", "Y", "X"), ("SETTLEMENT", "Y", "X")),
        (("asciiname", "Latitude", "Longitude"), ("asciiname", "Latitude", "Longitude")),
        (("NAME_4", "point_y", "point_x"), ("NAME_4", "point_y", "point_x")),
    ],
)
def test_headings_of_many_kinds(headings, expected):
    values = (VILLAGES, [51.25 + i / 10 for i in range(6)], [33.5 + i / 10 for i in range(6)])
    found = columns(text(**dict(zip(headings, values, strict=True)))).columns
    assert (found["name"], found["lat"], found["lon"]) == expected


def test_contents_overrule_headings():
    table = text(
        name=[1, 2, 3, 4, 5, 6], village=VILLAGES, lat=[51.5] * 6, lon=[350.5] * 6, x=[33.5] * 6, y=[1e6] * 6
    )
    found = columns(table)
    assert found.columns["name"] == "village"
    assert found.columns["lon"] == "x"


def test_a_column_of_few_values_is_a_class_not_a_name():
    table = text(place=["village", "town"] * 30, name=[f"V {chr(65 + i % 26)}{i}" for i in range(60)])
    found = columns(table, has_points=True).columns
    assert (found["name"], found["feature"]) == ("name", "place")


def test_the_only_text_column_is_the_name():
    found = columns(text(foo=VILLAGES, lat=[51.5] * 6, lon=[33.5] * 6))
    assert found.columns["name"] == "foo"


def test_two_columns_that_may_be_the_name_are_asked_for(tmp_path):
    table = text(foo=VILLAGES, bar=LOCAL, lat=[51.5] * 6, lon=[33.5] * 6)
    assert columns(table).unclear == {"name": ("foo", "bar")}
    table.to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(
        LayerError, match=r"which column holds name\? it may be foo, bar; .*--map name=COLUMN"
    ):
        read_points(tmp_path / "a.csv")
    assert list(read_points(tmp_path / "a.csv", chosen={"name": "bar"})["name"]) == LOCAL


def test_missing_coordinates_are_asked_for(tmp_path):
    (tmp_path / "a.csv").write_text("name,n1,n2\nA,50.5,35.5\nB,50.25,35.25\n")
    layer = read_layer(tmp_path / "a.csv")
    assert layer.mapping.unclear == {"lat": ("n1", "n2"), "lon": ("n1", "n2")}
    with pytest.raises(LayerError, match="which column holds lat"):
        require_clear(layer.mapping, tmp_path / "a.csv")


def test_one_slip_in_a_short_table_hides_no_coordinate():
    table = text(name=["A", "B", "C"], latitude=["50.1", "north", "50.2"], longitude=["36", "36.2", "1"])
    assert columns(table).describe() == "name=name lat=latitude lon=longitude"


def test_choices_are_checked():
    assert parse_choices(["name=ADM4_EN", "population="]) == {"name": "ADM4_EN", "population": ""}
    for bad in ("name", "nome=A"):
        with pytest.raises(LayerError, match="FIELD=COLUMN"):
            parse_choices([bad])
    with pytest.raises(LayerError, match="no column 'NAME'"):
        columns(text(name=VILLAGES), name="NAME")
    assert (
        "population" not in columns(text(name=VILLAGES, pop=[1] * 6), has_points=True, population="").columns
    )


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".fgb", ".shp", ".parquet", ".kml"])
def test_vector_formats_keep_their_own_columns(tmp_path, suffix):
    layer = cod_ab().rename(columns={"ADM4_PCODE": "PCODE4"})
    path = tmp_path / f"places{suffix}"
    if suffix == ".parquet":
        layer.to_parquet(path)
    elif suffix == ".kml":
        layer[["ADM4_EN", "geometry"]].rename(columns={"ADM4_EN": "Name"}).to_file(path, driver="KML")
    else:
        layer.to_file(path)
    table = read_points(path).sort_values("lat")  # some formats store rows in an order of their own
    assert list(table["name"]) == VILLAGES
    assert table["lat"].iloc[3] == pytest.approx(51.03)
    if suffix != ".kml":
        assert list(table["remark"]) == ["own column"] * 6
        assert table["population"].iloc[3] == 1200
        assert table["PCODE4"].iloc[0] == "UA5900000"


def test_another_coordinate_system_is_brought_to_degrees(tmp_path):
    cod_ab().to_crs(32636).to_file(tmp_path / "a.gpkg")
    assert read_points(tmp_path / "a.gpkg")["lon"].iloc[1] == pytest.approx(35.1, abs=1e-9)


def test_no_coordinate_system_is_noted_or_refused(tmp_path):
    bare = cod_ab().set_crs(None, allow_override=True)
    bare.to_parquet(tmp_path / "a.parquet")
    assert "taken for WGS84" in read_layer(tmp_path / "a.parquet").notes[0]
    bare.geometry = bare.geometry.scale(10_000, 10_000, origin=(0, 0))
    bare.to_parquet(tmp_path / "b.parquet")
    with pytest.raises(LayerError, match="set its CRS"):
        read_layer(tmp_path / "b.parquet")


def test_areas_give_a_point_on_them_and_empty_rows_are_dropped(tmp_path):
    layer = cod_ab()
    layer.geometry = [box(30, 50, 31, 51), *[Point()] * 2, *layer.geometry[3:]]
    layer.to_file(tmp_path / "a.gpkg")
    read = read_layer(tmp_path / "a.gpkg")
    assert read.dropped == 2
    assert (read.lon[0], read.lat[0]) == (30.5, 50.5)
    assert "no points" in read.notes[0]


def test_several_layers_need_a_choice(tmp_path):
    for name in ("one", "two"):
        cod_ab().to_file(tmp_path / "a.gpkg", layer=name)
    with pytest.raises(LayerError, match=r"several layers: one, two; .*--sublayer"):
        read_layer(tmp_path / "a.gpkg")
    assert len(read_layer(tmp_path / "a.gpkg", sublayer="two").table) == 6


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_many_kinds(tmp_path, separator, encoding):
    rows = [("nazva", "lat", "lon", "code"), ("Кут", "50.5", "35.5", "007"), ("Гай", "50.25", "35.25", "008")]
    (tmp_path / "a.csv").write_text("\n".join(separator.join(row) for row in rows) + "\n", encoding=encoding)
    table = read_points(tmp_path / "a.csv")
    assert list(table["name"]) == ["Кут", "Гай"]
    assert list(table["code"]) == ["007", "008"]


def test_wkt_points_are_read(tmp_path):
    (tmp_path / "a.csv").write_text(
        'name,wkt\nA,"POINT (35.5 50.5)"\nB,"POINT (36 51)"\nC,"nonsense"\n' + 'D,"POINT (3 5)"\n' * 9
    )
    layer = read_layer(tmp_path / "a.csv")
    assert (layer.lon[1], layer.lat[1], layer.dropped) == (36, 51, 1)


def test_a_workbook_is_read(tmp_path):
    text(name=VILLAGES, lat=[51.5] * 6, lon=[33.5] * 6).to_excel(tmp_path / "a.xlsx", index=False)
    assert list(read_points(tmp_path / "a.xlsx")["name"]) == VILLAGES


def test_rows_without_name_or_point_are_dropped_and_counted(tmp_path):
    (tmp_path / "a.csv").write_text(
        "name,lat,lon\n" + "A,50.5,35.5\n" * 40 + ",50.5,35.5\nB,,\nC,95.5,35.5\nD,50.5,x\n"
    )
    layer = read_layer(tmp_path / "a.csv")
    assert (len(layer.table), layer.dropped) == (40, 4)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "cannot be read"),
        ("a.csv", b"PK\0\0name,lat,lon\n", "no text"),
        ("a.csv", b"name,lat,lon\nA,x,y\n", "which column"),
        ("a.gpkg", b"not a database", "cannot be read"),
        ("a.geojson", b'{"type": "Feature', "cannot be read"),
        ("a.parquet", b"PAR1", "cannot be read"),
        ("a.zip", b"PK\x03\x04", "zip"),
        ("a.xlsx", b"not a workbook", "zip"),
        ("a.vrt", b"<OGRVRTDataSource/>", "layers are read from"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LayerError, match=message) as caught:
        read_points(tmp_path / name)
    assert name in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(LayerError, match="there is no file"):
        read_layer(tmp_path / "none.csv")


def test_entries_carry_what_the_layer_knows(tmp_path):
    cod_ab().to_file(tmp_path / "a.gpkg")
    entry = read_layer(tmp_path / "a.gpkg").entries()[3]
    assert (entry.name, entry.name_local, entry.key) == ("Nova Hreblia", "Нова Гребля", "UA5900003")
    assert (entry.country, entry.admin1, entry.population) == ("UA", "Sumska", 1200)
    bare = read_layer(tmp_path / "a.gpkg", chosen={"country": ""}).entries(country="MD")[0]
    assert (bare.country, bare.geonameid) == ("MD", 0)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 234", 1234),
        ("1,234", 1234),
        ("1,234.5", 1234.5),
        ("50,45", 50.45),
        ("-3.5", -3.5),
        ("1\u00a0234", 1234),
        ("12'345", 12345),
    ],
)
def test_numbers_as_people_write_them(written, value):
    assert numbers(pd.Series([written]))[0] == value
    assert np.isnan(numbers(pd.Series(["many", ""]))).all()
