"""The user's data as a whole: added, layered, removed, checked, built again; old or new after every accident."""

import errno
import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box

from gazetteer.errors import DataCorruptError, LayerError, UserDataError
from gazetteer.files.swap import current_version, versions_on_disk
from gazetteer.userdata import library as library_module
from gazetteer.userdata.boundaries import version_with_boundaries
from gazetteer.userdata.divisions import opened_outlines, read_divisions
from gazetteer.userdata.layer import read_layer
from gazetteer.userdata.library import Library
from gazetteer.userdata.own import own_columns
from gazetteer.userdata.records import LayerRecord
from tests.gazetteer.toy_places import build_toy
from tests.gazetteer.userdata.test_dump import line


@pytest.fixture
def library(tmp_path):
    return Library(user_dir=tmp_path / "user", data_dir=build_toy(tmp_path / "data"))


def names(library: Library) -> set[str]:
    gazetteer = library.gazetteer()
    return {gazetteer.name(int(row)) for row in gazetteer.settlement_rows()}


def dump(path: Path, *lines: str) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path


def layer_file(path: Path, **columns) -> Path:
    table = {
        "name": ["Hai", "Velykyi Hai"],
        "lat": [50.3, 51.0],
        "lon": [35.3, 35.0],
        "pcode": ["UA01", "UA02"],
    }
    pd.DataFrame(table | columns).to_csv(path, index=False)
    return path


def add_layer(library, path, name="Mine"):
    return library.add_layer(read_layer(path), name=name, source=path, country="UA")


EMBEDDED = {"Velykyi Hai", "Misto", "Zakhid", "Kut"}


def test_a_dump_goes_over_the_embedded_places(library, tmp_path):
    path = dump(
        tmp_path / "UA.txt",
        line(1001, "Velykyi Hai", lat="51.0", lon="35.0"),
        line(2001, "Selo", alternates="Село"),
    )
    record = library.add_dump(path, countries=["UA"])
    assert (record.name, record.rows, record.source) == ("GeoNames UA", 2, "UA.txt")
    assert record.summary == "2 places, 1 known before, 1 new"
    assert names(library) == EMBEDDED | {"Selo"}
    gazetteer = library.gazetteer()
    place = gazetteer.place(gazetteer.match("Село")[0].row)
    assert (place.geonameid, place.admin1, place.layer, place.population) == (
        2001,
        "East Oblast",
        "GeoNames UA",
        None,
    )
    (match,) = gazetteer.match("Великий Гай")
    assert gazetteer.place(match.row).population == 2500
    assert library.verify() == []


def test_a_dump_of_other_countries_is_refused_and_nothing_changes(library, tmp_path):
    path = dump(tmp_path / "UA.txt", line(2001, "Selo"))
    with pytest.raises(LayerError, match="holds nothing of RU but UA"):
        library.add_dump(path, countries=["RU"])
    assert library.records() == []
    assert current_version(library.user_dir) is None


def test_own_layers_lie_over_dumps_whenever_they_were_added(library, tmp_path):
    add_layer(library, layer_file(tmp_path / "a.csv", population=[7, 2600]))
    library.add_dump(
        dump(tmp_path / "UA.txt", line(1001, "Velykyi Hai", lat="51.0", lon="35.0", population="2400"))
    )
    assert [record.kind for record in library.records()] == ["dump", "layer"]
    gazetteer = library.gazetteer()
    place = gazetteer.place(gazetteer.row_of(1001))
    assert (place.population, place.layer, place.source) == (2600, "Mine", "Mine")
    assert names(library) == EMBEDDED | {"Hai"}


def test_adding_again_replaces_and_removing_leaves_the_rest(library, tmp_path):
    path = dump(tmp_path / "UA.txt", line(2001, "Selo"))
    library.add_dump(path)
    add_layer(library, layer_file(tmp_path / "a.csv"))
    dump(path, line(2002, "Selyshche"))
    library.add_dump(path)
    assert names(library) == EMBEDDED | {"Selyshche", "Hai"}
    library.remove("mine")
    assert names(library) == EMBEDDED | {"Selyshche"}
    with pytest.raises(LayerError, match="no added layer 'Mine'; there are: GeoNames UA"):
        library.remove("Mine")
    library.remove("GeoNames UA")
    assert names(library) == EMBEDDED
    assert library.verify() == []


def test_own_columns_are_kept_by_id(library, tmp_path):
    add_layer(library, layer_file(tmp_path / "a.csv", remark=["x", "y"]))
    columns = own_columns(library.user_dir)
    assert columns.loc[1001, "pcode"] == "UA02"
    assert columns.loc[1001, "remark"] == "y"
    add_layer(library, layer_file(tmp_path / "b.csv", remark=["", "upper"]), name="Other")
    assert own_columns(library.user_dir).loc[1001, "remark"] == "upper"
    assert own_columns(tmp_path / "nothing").empty


def test_conflicts_are_written_down(library, tmp_path):
    add_layer(library, layer_file(tmp_path / "a.csv", population=[7, 99_000]))
    version = current_version(library.user_dir)
    (path,) = version.glob("layers/*/conflicts.csv")
    assert library.conflicts_file(library.records()[0]) == path
    assert pd.read_csv(path).to_dict("records") == [
        {"geonameid": 1001, "name": "Velykyi Hai", "what": "population", "added": 99000, "known": 2500}
    ]
    assert "1 conflicts listed" in library.records()[0].summary


def test_damage_is_found_and_rebuilt(library, tmp_path):
    add_layer(library, layer_file(tmp_path / "a.csv"))
    (built,) = current_version(library.user_dir).glob("places/*/shard-000/places.columns")
    built.write_bytes(built.read_bytes()[:-1] + b"?")
    (wrong,) = library.verify()
    assert "places.columns has changed" in wrong
    library.rebuild()
    assert library.verify() == []
    assert names(library) == EMBEDDED | {"Hai"}


def test_a_lost_pointer_is_rebuilt(library, tmp_path):
    add_layer(library, layer_file(tmp_path / "a.csv"))
    (library.user_dir / "current").write_text("nonsense")
    with pytest.raises(DataCorruptError, match="data rebuild"):
        library.records()
    assert [record.name for record in library.rebuild()] == ["Mine"]
    assert names(library) == EMBEDDED | {"Hai"}


def test_rebuilding_nothing_is_nothing(library):
    assert library.rebuild() == []
    assert versions_on_disk(library.user_dir) == []


def test_a_full_disk_leaves_the_old(library, tmp_path, monkeypatch):
    add_layer(library, layer_file(tmp_path / "a.csv"))

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(library_module, "build_layer", full)
    with pytest.raises(UserDataError, match="no space left"):
        library.add_dump(dump(tmp_path / "UA.txt", line(2001, "Selo")))
    assert names(library) == EMBEDDED | {"Hai"}
    assert library.verify() == []


def test_without_hard_links_files_are_copied(library, tmp_path, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(library_module.os, "link", refused)
    library.add_dump(dump(tmp_path / "UA.txt", line(2001, "Selo")))
    add_layer(library, layer_file(tmp_path / "a.csv"))
    assert names(library) == EMBEDDED | {"Selo", "Hai"}


def test_the_same_sources_give_the_same_bytes(library, tmp_path):
    path = layer_file(tmp_path / "a.csv")
    add_layer(library, path)
    first = {p.name: p.read_bytes() for p in current_version(library.user_dir).glob("places/*/shard-000/*")}
    shutil.rmtree(library.user_dir)
    add_layer(library, path)
    assert first == {
        p.name: p.read_bytes() for p in current_version(library.user_dir).glob("places/*/shard-000/*")
    }


@pytest.mark.parametrize("name", ["COD-AB 2025", "../../etc", "Мій шар", "a" * 300, "CON", "x/y\\z:*?"])
def test_folder_names_are_safe(name):
    slug = LayerRecord(name=name, kind="layer").slug
    assert slug.replace("-", "").isalnum()
    assert slug.isascii()
    assert len(slug) < 50


def oblasts(path: Path, *, shift: float = 0.0) -> Path:
    """Two areas that meet at 33° E, a sliver apart or over each other by ``shift`` degrees."""
    areas = gpd.GeoDataFrame(
        {"ADM1_EN": ["West", "East"], "ADM1_PCODE": ["UA22", "UA21"]},
        geometry=[box(28, 48, 33 + shift, 52), box(33, 48, 38, 52)],
        crs=4326,
    )
    areas.to_file(path)
    return path


def test_boundaries_are_tied_to_divisions(library, tmp_path):
    path = oblasts(tmp_path / "adm1.gpkg")
    divisions = read_divisions(path, gazetteer=library.gazetteer())
    assert list(divisions.table["geonameid"]) == [102, 101]
    assert list(divisions.table["key"]) == ["UA22", "UA21"]
    assert set(divisions.table["level"]) == {1}
    record = library.add_boundaries(divisions, name="COD-AB", source=path)
    assert record.summary == "2 areas of level 1, 2 of them tied to known divisions"
    outlines = opened_outlines(version_with_boundaries(library.user_dir))
    assert outlines.outline(102).bounds == (28, 48, 33, 52)
    assert outlines.outline(999) is None
    assert list(outlines.divisions("UA", 1)["name"]) == ["West", "East"]
    assert outlines.divisions("UA", 2) is None
    library.remove("COD-AB")
    assert version_with_boundaries(library.user_dir) is None


def test_overlaps_holes_and_misfits_are_reported(library, tmp_path):
    notes = read_divisions(oblasts(tmp_path / "a.gpkg", shift=0.1), gazetteer=library.gazetteer()).notes
    assert any("1 pairs of areas overlap" in note and "West" in note for note in notes)
    ring = gpd.GeoDataFrame(
        {"name": ["Ring", "Bow"]},
        geometry=[box(28, 48, 38, 52).difference(box(30, 49, 31, 49.5)), Point(29, 47).buffer(0.1)],
        crs=4326,
    )
    ring.to_file(tmp_path / "ring.gpkg")
    found = read_divisions(
        tmp_path / "ring.gpkg",
        gazetteer=library.gazetteer(),
        country="UA",
        level=1,
        country_polygon=lambda _: box(28, 48, 39, 52),
    ).notes
    assert any("1 holes" in note for note in found)
    assert any("%) of UA in none of them" in note for note in found)


def test_areas_with_swapped_axes_are_refused(library, tmp_path):
    swapped = [box(48, 28, 52, 33), box(48, 33, 52, 38)]
    gazetteer = library.gazetteer()
    rows = [gazetteer.row_of(geonameid) for geonameid in (102, 101)]
    table = gpd.GeoDataFrame({"name": [gazetteer.name(row) for row in rows]}, geometry=swapped, crs=4326)
    table.to_file(tmp_path / "adm1.gpkg")
    with pytest.raises(LayerError, match="latitude and longitude swapped"):
        read_divisions(tmp_path / "adm1.gpkg", gazetteer=gazetteer)


def test_crossed_areas_are_repaired_and_points_refused(library, tmp_path):
    from shapely.geometry import Polygon

    bow = Polygon([(28, 48), (30, 50), (30, 48), (28, 50)])
    gpd.GeoDataFrame({"name": ["Bow"]}, geometry=[bow], crs=4326).to_file(tmp_path / "bow.geojson")
    divisions = read_divisions(tmp_path / "bow.geojson", gazetteer=library.gazetteer())
    assert divisions.table.geometry.is_valid.all()
    assert "1 areas crossed themselves" in divisions.notes[0]
    gpd.GeoDataFrame({"name": ["P"]}, geometry=[Point(1, 2)], crs=4326).to_file(tmp_path / "p.geojson")
    with pytest.raises(LayerError, match="has no areas"):
        read_divisions(tmp_path / "p.geojson", gazetteer=library.gazetteer())
