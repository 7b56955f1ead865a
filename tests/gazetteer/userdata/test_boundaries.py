"""Boundaries that a user adds stand in for those that ship: outlines, stretches of borders, basemaps."""

import geopandas as gpd
import pytest
import shapely

from gazetteer.boundaries import borders
from gazetteer.files.store import open_gazetteer
from gazetteer.userdata.divisions import read_divisions
from gazetteer.userdata.library import Library

NORTH, SOUTH = shapely.box(5.5, 49.9, 6.6, 50.3), shapely.box(5.5, 49.3, 6.6, 49.9)


@pytest.fixture
def luxembourg(tmp_path, monkeypatch):
    """Luxembourg cut at 49.9° north: one code for each half."""
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path / "data"))
    gazetteer = open_gazetteer()
    codes = borders.outlines().codes["LU"][:2]
    names = [gazetteer.name(gazetteer.row_of_code(code)) for code in codes]
    path = tmp_path / "lux_adm1.gpkg"
    gpd.GeoDataFrame({"ADM1_EN": names}, geometry=[NORTH, SOUTH], crs=4326).to_file(path)
    divisions = read_divisions(path, gazetteer=gazetteer, level=1, country="LU")
    Library(user_dir=tmp_path / "data").add_boundaries(divisions, name="Halves", source=path)
    return codes


def test_outlines_are_those_that_were_added(luxembourg):
    north, south = luxembourg
    assert borders.outline(north).equals(NORTH)
    gazetteer = open_gazetteer()
    geonameid = int(gazetteer.geonameid[gazetteer.row_of_code(south)])
    assert borders.outline(geonameid).equals(SOUTH)
    assert borders.outline(gazetteer.place(gazetteer.row_of_code(south))).equals(SOUTH)
    assert not borders.outline("UA.21").equals(NORTH)


def test_stretches_follow_the_added_boundaries(luxembourg):
    runs = list(borders.runs("LU", "BE"))
    assert {second for _, (_, second) in runs} == set(luxembourg)
    assert sum(line.length for line, _ in runs) == pytest.approx(borders.border_line("LU", "BE").length)
    chosen, rest = borders.stretch_lines("LU", "BE", luxembourg[:1])
    assert chosen.bounds[1] == pytest.approx(49.9, abs=0.01)
    assert rest.bounds[3] == pytest.approx(49.9, abs=0.01)
    assert chosen.length + rest.length == pytest.approx(borders.border_line("LU", "BE").length)


def test_sums_follow_the_added_boundaries(luxembourg):
    import pandas as pd

    from buffermap.zones.aggregate import by_division

    table = pd.DataFrame(
        {
            "country": ["LU", "LU", "LU", "BE"],
            "side": ["LU", "LU", "LU", "BE"],
            "distance_m": 1_000.0,
            "accuracy_m": 1_200.0,
            "layer": "embedded",
            "admin1_code": ["LU.XX", "LU.XX", "LU.YY", "BE.WAL"],
            "admin1": ["X", "X", "Y", "Wallonia"],
            "lon": [6.0, 6.0, 7.0, 6.0],
            "lat": [50.1, 49.6, 49.6, 50.1],
            "population": pd.array([10, 20, 40, 80], "Int64"),
            "inside": True,
            "status": "inside",
            "zone_depth_m": 10_000.0,
        }
    )
    sums = by_division(table, level="admin1")
    by_code = dict(zip(sums["admin1_code"].fillna("not known"), sums["population"], strict=True))
    north, south = luxembourg
    assert by_code == {north: 10, south: 20, "not known": 40, "BE.WAL": 80}


def test_basemaps_draw_the_added_boundaries(luxembourg):
    drawn = dict(borders.outlines_in((5.9, 49.8, 6.0, 50.0)))
    assert drawn[luxembourg[0]].bounds == (5.9, 49.9, 6.0, 50.0)


def test_without_added_boundaries_those_that_ship_stand(tmp_path, monkeypatch):
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path))
    code = borders.outlines().codes["LU"][0]
    assert 0 < borders.outline(code).area < NORTH.area
