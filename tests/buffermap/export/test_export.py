"""Files of every format, read back by other people's readers."""

import csv
import io
import json
import math
import sqlite3
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from buffermap import export
from buffermap.errors import InputError
from buffermap.export import Assumption, DataSource, Provenance, qgis
from buffermap.export.terms import of_tables
from gazetteer.mention import Candidate

KML = "{http://www.opengis.net/kml/2.2}"


def parsed(path):
    return ET.parse(path).getroot()  # noqa: S314 - a file that we wrote


PROVENANCE = Provenance(
    coverage="3 settlements listed; listed population 12 & more",
    assumptions=(
        Assumption(name="Depth", value="20 km", origin="text", sentence="“20 km” <deep>", article="a.txt"),
        Assumption(name="Side", value="both"),
    ),
    sources=(
        DataSource(name="GeoNames", version="2026", licence="CC BY 4.0", attribution="© GeoNames"),
        DataSource(name="OSM", version="1", licence="ODbL 1.0", attribution="© OpenStreetMap contributors"),
    ),
)
HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> & ]]> {{ 7*7 }} \x00\x0b ’“ Ї 😀\r\nline'
ALL = sorted(export.FORMATS)


def places():
    table = pd.DataFrame(
        {
            "geonameid": [1, 2, 3],
            "name": ["Суми", HOSTILE, "Kharkiv"],
            "kind": ["settlement", "site", "admin1"],
            "lat": [50.9, 51.0, None],
            "lon": [34.8, 35.0, None],
            "population": pd.array([10, None, 2], dtype="Int64"),
            "distance_m": [1234.5, 0.0, math.nan],
            "inside": [True, False, True],
            "flags": [("locative", "ambiguous"), (), ("a",)],
            "candidates": [(Candidate(geonameid=1, score=0.5),), (), ()],
            "note": [None, None, None],
        }
    )
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return gpd.GeoDataFrame(table, geometry=[None if p.is_empty else p for p in points], crs="EPSG:4326")


def zones():
    hole = shapely.Polygon(
        [(34, 50), (34, 52), (36, 52), (36, 50)], [[(34.5, 50.5), (35, 50.5), (35, 51), (34.5, 51)]]
    )
    far = shapely.box(38, 50, 39, 51)
    return gpd.GeoDataFrame(
        {"border": "RU-UA", "side": "UA", "depth_m": [10_000.0, 20_000.0], "area_km2": [1.5, 2.5]},
        geometry=[hole, shapely.MultiPolygon([hole, far])],
        crs="EPSG:4326",
    )


def mentions():
    text = "The town of Sumy and Kyiv."
    rows = [(12, 16, "Sumy", 692194), (21, 25, "Kyiv", None)]
    return pd.DataFrame(
        [
            {"doc_id": "a b.txt", "url": None, "start": s, "end": e, "surface": w, "geonameid": g, "kind": "settlement",
             "sentence": text, "sentence_start": 0}
            for s, e, w, g in rows
        ]
    )  # fmt: skip


def written(table, tmp_path, suffix, **options):
    path = tmp_path / f"out.{suffix}"
    export.write(table, path, provenance=PROVENANCE, **options)
    return path


def test_geojson_follows_the_rfc(tmp_path):
    for table in (places(), zones()):
        data = json.loads(written(table, tmp_path, "geojson").read_text(encoding="utf-8"))
        assert data["type"] == "FeatureCollection"
        assert "crs" not in data
        assert len(data["features"]) == len(table)
        west, south, east, north = data["bbox"]
        assert west <= east
        assert south <= north
        for feature in data["features"]:
            assert set(feature) == {"type", "geometry", "properties"}
            if feature["geometry"] is not None:
                assert set(feature["geometry"]) == {"type", "coordinates"}
                shape = shapely.from_geojson(json.dumps(feature["geometry"]))
                assert shape.is_valid
                for part in getattr(shape, "geoms", [shape]):
                    if part.geom_type == "Polygon":
                        assert part.exterior.is_ccw
                        assert not any(ring.is_ccw for ring in part.interiors)


def test_geojson_keeps_values_as_they_are(tmp_path):
    path = written(places(), tmp_path, "geojson")
    first, second, third = (f["properties"] for f in json.loads(path.read_text(encoding="utf-8"))["features"])
    assert first["flags"] == ["locative", "ambiguous"]
    assert first["candidates"][0]["geonameid"] == 1
    assert (first["population"], second["population"]) == (10, None)
    assert second["name"] == HOSTILE
    assert (third["lat"], third["distance_m"], third["note"]) == (None, None, None)
    assert first["inside"] is True
    assert len(gpd.read_file(path)) == 3


def test_coordinates_survive_in_every_spatial_format(tmp_path):
    table = zones()
    for suffix in ("geojson", "gpkg", "parquet", "kml"):
        path = written(table, tmp_path, suffix)
        found = (
            gpd.read_parquet(path)
            if suffix == "parquet"
            else pyogrio.read_dataframe(path, layer="places" if suffix in {"gpkg", "kml"} else None)
        )
        assert found.crs.to_epsg() == 4326
        areas = shapely.area(shapely.force_2d(found.geometry.to_numpy()))
        assert np.allclose(sorted(areas), sorted(shapely.area(table.geometry.to_numpy())))


def test_geopackage_holds_layers_styles_and_metadata(tmp_path):
    path = written({"zones": zones(), "settlements": places(), "notes": mentions()}, tmp_path, "gpkg")
    assert dict(pyogrio.list_layers(path).tolist()) | {} == {
        "zones": "MultiPolygon", "settlements": "Point", "notes": None, "layer_styles": None,
    }  # fmt: skip
    back = pyogrio.read_dataframe(path, layer="settlements")
    assert back["name"].tolist()[0] == "Суми"
    assert back["flags"].fillna("").tolist() == ["locative; ambiguous", "", "a"]
    assert back["population"].tolist()[0] == 10
    assert json.loads(pyogrio.read_info(path, layer="zones")["layer_metadata"]["BUFFERMAP"])["coverage"] == (
        PROVENANCE.coverage
    )
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        styles = dict(database.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    database.close()
    assert set(styles) == {"zones", "settlements"}
    for style in styles.values():
        assert ET.fromstring(style).tag == "qgis"  # noqa: S314 - our own
    assert "'settlement', 'site'" in styles["settlements"]


def test_geoparquet_says_what_the_specification_asks(tmp_path):
    path = written(places(), tmp_path, "parquet")
    metadata = pq.read_schema(path).metadata
    geo = json.loads(metadata[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    assert geo["version"] == "1.1.0"
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert json.loads(metadata[b"buffermap"])["attribution"] == PROVENANCE.attribution
    back = gpd.read_parquet(path)
    assert back["flags"].tolist()[0].tolist() == ["locative", "ambiguous"]
    assert back.geometry.isna().tolist() == [False, False, True]
    assert gpd.read_parquet(path, bbox=(34.7, 50, 34.9, 52))["name"].tolist() == ["Суми"]


def test_kml_is_well_formed_and_escaped(tmp_path):
    table = places().assign(sentence=["a <b> & “c”", HOSTILE, None])
    root = parsed(written({"places & more": table, "zones": zones()}, tmp_path, "kml"))
    assert [f.findtext(f"{KML}name") for f in root.iter(f"{KML}Folder")] == ["places & more", "zones"]
    marks = list(root.iter(f"{KML}Placemark"))
    assert marks[0].findtext(f"{KML}description") == "a &lt;b&gt; &amp; “c”"
    assert "<script>" not in marks[1].findtext(f"{KML}description")
    assert marks[0].findtext(f"{KML}Point/{KML}coordinates") == "34.8,50.9"
    assert marks[2].find(f"{KML}Point") is None
    styles = [mark.findtext(f"{KML}styleUrl") for mark in marks]
    assert styles == ["#dot", "#dot", "#label", "#area", "#area"]
    defined = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    assert set(styles) <= defined
    assert marks[3].findtext(f"{KML}name") == "RU-UA, 10 km (hypothetical)"
    assert marks[3].find(f".//{KML}innerBoundaryIs") is not None
    assert PROVENANCE.attribution.split(";")[0] in root.findtext(f".//{KML}Document/{KML}description")


def test_associative_mentions_are_off_until_turned_on(tmp_path):
    table = places().assign(usage=["literal", "associative", "literal"])
    root = parsed(written(table, tmp_path, "kml"))
    assert [m.findtext(f"{KML}visibility") for m in root.iter(f"{KML}Placemark")] == [None, "0", None]
    with sqlite3.connect(written(table, tmp_path, "gpkg")) as database:
        [[style]] = database.execute("SELECT styleQML FROM layer_styles")
    database.close()
    assert "&quot;usage&quot; = 'literal'" in style


def test_csv_is_utf8_and_safe_to_open_in_a_spreadsheet(tmp_path):
    path = written(places(), tmp_path, "csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert rows[0]["name"] == "Суми"
    assert rows[1]["name"].startswith("'=HYPERLINK")
    assert [row["population"] for row in rows] == ["10", "", "2"]
    assert "geometry" not in rows[0]
    described = json.loads((tmp_path / "out.csv-metadata.json").read_text(encoding="utf-8"))
    assert described["url"] == "out.csv"
    assert described["dc:description"] == PROVENANCE.coverage
    plain = pd.read_csv(written(places(), tmp_path, "csv", formula_safe=False), lineterminator="\n")
    assert plain["name"][1].startswith("=HYPERLINK")
    assert written(zones(), tmp_path, "csv").read_text().count("MULTIPOLYGON") == 1


def test_xlsx_opens_with_its_sheets(tmp_path):
    path = written({"settlements": places(), "a/b": zones()}, tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["settlements", "a b", "Assumptions and sources"]
    sheet = book["settlements"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("geonameid", "name", "kind")
    assert rows[1][:6] == (1, "Суми", "settlement", 50.9, 34.8, 10)
    assert rows[2][5] is None
    assert rows[1][rows[0].index("inside")] is True
    assert sheet.cell(3, 2).data_type == "s"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:K4"
    assert sheet.cell(1, 1).font.bold
    assert sheet.cell(2, 7).number_format == "#,##0"
    notes = list(book["Assumptions and sources"].iter_rows(values_only=True))
    assert ("Depth", "20 km", "text") in notes
    assert any(row[2] == "© OpenStreetMap contributors" for row in notes)


def test_annotations_quote_the_words(tmp_path):
    data = json.loads(written(mentions(), tmp_path, "jsonld").read_text(encoding="utf-8"))
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    first, second = data["first"]["items"]
    quote, position = first["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "Sumy",
        "prefix": "The town of ",
        "suffix": " and Kyiv.",
    }
    assert position == {"type": "TextPositionSelector", "start": 12, "end": 16}
    assert first["target"]["source"] == "urn:buffermap:a%20b.txt"
    assert first["body"][0]["source"] == "https://sws.geonames.org/692194/"
    assert (first["motivation"], second["motivation"]) == ("identifying", "describing")
    assert first["id"] != second["id"]
    with pytest.raises(InputError, match="need text positions; places lacks doc_id, end, start"):
        written(places(), tmp_path, "jsonld")


@pytest.mark.parametrize("suffix", ALL)
def test_empty_tables_and_same_bytes(tmp_path, suffix):
    table = mentions() if suffix == "jsonld" else places()
    first = written(table, tmp_path, suffix).read_bytes()
    assert written(table, tmp_path, suffix).read_bytes() == first
    path = written(table.iloc[:0], tmp_path, suffix)
    if suffix == "gpkg":
        assert len(pyogrio.read_dataframe(path, layer="places")) == 0
    elif suffix == "parquet":
        assert len(gpd.read_parquet(path)) == 0
    elif suffix == "kml":
        assert not list(parsed(path).iter(f"{KML}Placemark"))
    elif suffix == "xlsx":
        assert openpyxl.load_workbook(path).worksheets[0].max_row == 1
    elif suffix == "csv":
        assert len(path.read_text().splitlines()) == 1
    else:
        assert json.loads(path.read_text()).get("features", []) == []


def test_other_projections_are_brought_to_wgs84(tmp_path):
    table = places().to_crs("EPSG:3857")
    feature = json.loads(written(table, tmp_path, "geojson").read_text(encoding="utf-8"))["features"][0]
    assert feature["geometry"]["coordinates"] == pytest.approx([34.8, 50.9])


@pytest.mark.parametrize("suffix", ALL)
def test_an_error_leaves_nothing_behind(tmp_path, suffix, monkeypatch):
    table = mentions() if suffix == "jsonld" else places()
    path = written(table, tmp_path, suffix)
    before = path.read_bytes()
    writer = __import__(f"buffermap.export.{export.FORMATS[suffix]}", fromlist=["columns"])
    monkeypatch.setattr(writer.columns, "attributes_of", None)
    with pytest.raises(TypeError):
        written(table, tmp_path, suffix)
    assert path.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} <= {path.name, f"{path.name}-metadata.json"}


def test_wrong_targets_are_named(tmp_path):
    for path, message in (
        (tmp_path / "a.shp", r"a\.shp: cannot write \.shp; choose \.geojson"),
        (tmp_path / "a", "cannot write a file without suffix"),
        (tmp_path / "none" / "a.csv", "there is no folder"),
    ):
        with pytest.raises(InputError, match=message):
            export.write(places(), path, provenance=PROVENANCE)
    for suffix in ("csv", "parquet"):
        with pytest.raises(InputError, match="holds one table"):
            written({"a": places(), "b": zones()}, tmp_path, suffix)


@pytest.mark.parametrize("suffix", ["csv", "geojson", "parquet", "gpkg", "xlsx"])
def test_standard_output(capfdbinary, suffix):
    export.write(places(), export.STDOUT, format_=suffix, provenance=PROVENANCE)
    out = capfdbinary.readouterr().out
    if suffix == "csv":
        assert out.startswith(b"geonameid,name,kind")
    elif suffix == "geojson":
        assert len(json.loads(out)["features"]) == 3
    else:
        assert out[:4] in {b"PAR1", b"SQLi", b"PK\x03\x04"}


def test_a_file_keeps_the_rights_it_had(tmp_path):
    path = written(places(), tmp_path, "csv")
    path.chmod(0o640)
    written(places(), tmp_path, "csv")
    assert path.stat().st_mode & 0o777 == 0o640


def test_provenance_of_this_installation_names_the_line():
    from geo.border import Border

    border = Border(
        line=shapely.MultiLineString([[(0, 0), (1, 1)]]), name="AA-BB", along=("X",), accuracy_m=150
    )
    told = {
        item.name: (item.value, item.origin)
        for item in export.provenance(border, side="AA", depths_m=[500.0], coverage="c").assumptions
    }
    assert told["Line"] == ("AA-BB", "analyst")
    assert told["Along"] == ("X", "analyst")
    assert told["Side"] == ("AA", "analyst")
    assert told["Depth"] == ("500 m", "analyst")
    assert told["Point of view"] == ("un", "default")
    assert told["Accuracy of the line"] == ("150 m", "default")
    assert not {"Side", "Depth"} & {item.name for item in export.provenance(border).assumptions}
    both = {item.name: item.origin for item in export.provenance(border, side="both").assumptions}
    assert both["Side"] == "default"


def test_exports_of_mentions_say_what_a_person_decided(tmp_path):
    table = gpd.GeoDataFrame(
        {
            "doc_id": ["a", "a"],
            "start": [0, 9],
            "end": [5, 12],
            "surface": ["Brook", "Elm"],
            "flags": [("locative", "corrected"), ()],
            "reason": ["corrected by M. K. 2026-11-20: the hamlet", "the only one of this name"],
        },
        geometry=gpd.points_from_xy([1.0, 2.0], [3.0, 4.0], crs="EPSG:4326"),
    )
    export.write(table, tmp_path / "m.geojson", provenance=PROVENANCE)
    features = json.loads((tmp_path / "m.geojson").read_text())["features"]
    assert [f["properties"]["review"] for f in features] == [
        "corrected by M. K. 2026-11-20: the hamlet",
        None,
    ]
    export.write(table, tmp_path / "m.csv", provenance=PROVENANCE)
    assert (tmp_path / "m.csv").read_text().count(
        "corrected by M. K. 2026-11-20: the hamlet"
    ) == 2  # also the reason
    assert "review" in (tmp_path / "m.csv").read_text()


def test_a_quotation_counts_from_the_beginning_of_its_sentence(tmp_path):
    text = "It rained. The town of Sumy slept."
    table = pd.DataFrame(
        [
            {
                "doc_id": "a",
                "start": 23,
                "end": 27,
                "surface": "Sumy",
                "sentence": text[11:],
                "sentence_start": 11,
            }
        ]
    )
    [one] = json.loads(written(table, tmp_path, "jsonld").read_text(encoding="utf-8"))["first"]["items"]
    quote, position = one["target"]["selector"]
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("The town of ", "Sumy", " slept.")
    assert (position["start"], position["end"]) == (23, 27)


def test_only_dots_are_labelled_in_qgis():
    labelled = {
        kind: 'labelsEnabled="1"' in qgis.style(kind) for kind in ("Point", "MultiPolygon", "MultiLineString")
    }
    assert labelled == {"Point": True, "MultiPolygon": False, "MultiLineString": False}
    for kind, has_labels in labelled.items():
        assert ("<labeling" in qgis.style(kind)) is has_labels
        ET.fromstring(qgis.style(kind).partition("\n")[2])  # noqa: S314 - our own


@pytest.mark.parametrize(("length", "last"), [(32_767, "x"), (32_768, "…"), (40_000, "…")])
def test_a_cell_of_a_workbook_is_cut_where_the_format_ends(tmp_path, length, last):
    file = written(pd.DataFrame({"note": ["x" * length]}), tmp_path, "xlsx")
    [_, [text]] = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
    assert len(text) == 32_767
    assert text[-1] == last


def test_areas_among_points_are_a_derived_database():
    table = gpd.GeoDataFrame(
        {"what": ["a", "b", "c"]}, geometry=[None, shapely.Point(1, 1), shapely.box(0, 0, 1, 1)], crs=4326
    )
    assert of_tables([table], PROVENANCE).startswith(
        "Outlines: a database derived from OSM 1, under ODbL 1.0"
    )
    assert not of_tables([table[:2]], PROVENANCE).startswith("Outlines")
