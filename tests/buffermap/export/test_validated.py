"""Other people's validators and readers on every kind of content that we write."""

import json
from importlib.resources import files

import geopandas as gpd
import pytest
import shapely

import buffermap as bm
from tests.buffermap.export.test_export import mentions, places, written, zones


def odd_shapes():
    """Every type of geometry, none and an empty one."""
    line = shapely.LineString([(30, 50), (31, 51), (32, 50)])
    hole = shapely.Polygon([(34, 50), (36, 50), (36, 52), (34, 52)], [[(35, 51), (35, 51.5), (35.5, 51)]])
    shapes = [
        shapely.Point(30.123456789, -50), line, hole, shapely.MultiPoint([(1, 2), (3, 4)]), shapely.MultiLineString([line]),
        shapely.MultiPolygon([hole]), shapely.GeometryCollection([line, hole]), None, shapely.Polygon(),
    ]  # fmt: skip
    return gpd.GeoDataFrame({"name": [f"n{n}" for n in range(len(shapes))]}, geometry=shapes, crs="EPSG:4326")


def real_zone():
    from buffermap.zones import zone as made

    return made.to_frame([bm.zone(bm.border("EE-LV"), side="EE", depth="5 km")])


CONTENT = {
    "places": places, "zones": zones, "odd shapes": odd_shapes, "nothing": lambda: places().iloc[:0], "a real zone": real_zone,
}  # fmt: skip


@pytest.fixture(params=CONTENT)
def table(request):
    return CONTENT[request.param]()


def test_geojson_validates(table, tmp_path):
    from geojson_validator import validate_geometries, validate_structure

    data = json.loads(written(table, tmp_path, "geojson").read_text(encoding="utf-8"))
    assert validate_structure(data) == {}
    if data["features"]:
        found = validate_geometries(data)
        assert found["invalid"] == {}
        # seven decimals and many vertices are meant; holes are allowed
        assert set(found["problematic"]) <= {"excessive_coordinate_precision", "excessive_vertices", "holes"}


def test_geoparquet_conforms(table, tmp_path):
    from geoparquet_validator import check, failed

    outcomes = check(str(written(table, tmp_path, "parquet")))
    wrong = failed(outcomes)
    if table.empty:  # no values, no statistics of them: advice on how to lay files out, not the format
        wrong.remove("/conf/distribution/geospatial-statistics")
    assert wrong == []
    assert len([one for one in outcomes["outcomes"] if one["status"] == "pass"]) >= 10


def test_kml_follows_the_schema(table, tmp_path):
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(files("fastkml") / "schema" / "ogckml22.xsd")))
    layers = {"a": table, "b & c": table.assign(sentence="“quoted” <b> & ]]>")}
    document = etree.parse(str(written(layers, tmp_path, "kml")))
    schema.validate(document)
    assert [entry.message for entry in schema.error_log] == []


def test_the_validators_do_find_faults(tmp_path):
    from geojson_validator import validate_structure
    from geoparquet_validator import check, failed
    from lxml import etree

    assert validate_structure({"type": "FeatureCollection", "features": [{"type": "Feature"}]}) != {}
    path = tmp_path / "plain.parquet"
    mentions().to_parquet(path)
    assert failed(check(str(path))) != []
    schema = etree.XMLSchema(etree.parse(str(files("fastkml") / "schema" / "ogckml22.xsd")))
    text = (
        written(places(), tmp_path, "kml")
        .read_text(encoding="utf-8")
        .replace("<coordinates>", "<coordinate>")
    )
    assert not schema.validate(etree.fromstring(text.replace("</coordinates>", "</coordinate>").encode()))


def test_duckdb_reads_the_parquet(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed (pip install duckdb)")
    path = written(places(), tmp_path, "parquet")
    with duckdb.connect() as database:
        rows = database.execute(
            "SELECT name, population, bbox.xmin, flags FROM read_parquet(?) WHERE bbox.xmin < 34.9",
            [str(path)],
        ).fetchall()
    assert rows == [("Суми", 10, 34.8, ["locative", "ambiguous"])]


def test_annotations_keep_to_the_model(tmp_path):
    """What the W3C model asks of a collection, its page and each annotation."""
    data = json.loads(written(mentions(), tmp_path, "jsonld").read_text(encoding="utf-8"))
    assert data["type"] == "AnnotationCollection"
    assert data["total"] == len(data["first"]["items"])
    assert data["first"]["type"] == "AnnotationPage"
    for one in data["first"]["items"]:
        assert one["type"] == "Annotation"
        assert one["motivation"] in {"identifying", "describing"}
        selectors = {selector["type"]: selector for selector in one["target"]["selector"]}
        span = selectors["TextPositionSelector"]
        assert span["end"] - span["start"] == len(selectors["TextQuoteSelector"]["exact"])


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "parquet", "kml", "xlsx"])
def test_every_file_carries_its_provenance(tmp_path, suffix):
    """Attribution and coverage stand in the file itself; a CSV has them beside it."""
    import zipfile

    path = written(places(), tmp_path, suffix)
    if suffix == "xlsx":
        with zipfile.ZipFile(path) as book:
            content = book.read("xl/sharedStrings.xml")
    else:
        content = path.read_bytes()
    assert "© OpenStreetMap contributors".encode() in content or b"\\u00a9 OpenStreetMap" in content
    assert b"3 settlements listed" in content
