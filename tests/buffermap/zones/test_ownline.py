"""Lines of the analyst's own from any layer: pieces joined, points in their order, layers named."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import LineString, Point

import buffermap as bm
from buffermap.errors import InputError, LayerError
from buffermap.zones.ownline import check_axes, joined, read_line

COURSE = [(28.0, 61.0), (28.4, 61.1), (28.9, 61.05), (29.3, 61.2)]


def lines(*spans):
    return [LineString([COURSE[at] for at in span]) for span in spans]


@pytest.mark.parametrize(
    ("parts", "turned"),
    [
        (lines((0, 1), (1, 2), (2, 3)), ""),
        (lines((2, 3), (0, 1), (1, 2)), ""),
        (lines((0, 1), (2, 1), (2, 3)), "piece 2 of 3"),
        (lines((1, 0), (2, 3), (1, 2)), "piece 1 of 3"),
        (lines((1, 0), (2, 1), (2, 3)), "piece 3 of 3"),
    ],
)
def test_pieces_that_meet_are_one_line(parts, turned):
    line, notes = joined(parts)
    course = COURSE if not turned.startswith("piece 3") else COURSE[::-1]
    assert list(line.coords) == course
    assert turned in " ".join(notes)
    assert bool(notes) is bool(turned)


def test_a_crossroads_is_left_as_it_is():
    parts = [*lines((0, 1), (1, 2)), LineString([COURSE[1], (28.4, 61.5)])]
    line, _ = joined(parts)
    assert line.geom_type == "MultiLineString"


def test_a_zone_along_pieces_in_any_direction(tmp_path):
    table = gpd.GeoDataFrame({"a": [1, 2, 3]}, geometry=lines((0, 1), (2, 1), (2, 3)), crs="EPSG:4326")
    table.to_file(tmp_path / "front.geojson")
    stretch = bm.border(line=tmp_path / "front.geojson")
    assert list(stretch.sides) == ["left", "right"]
    assert "piece 2 of 3 turned round" in stretch.notes[0]
    whole = bm.border(line=LineString(COURSE))
    same = (
        bm.zone(stretch, side="left", depth="5 km").geometry
        ^ bm.zone(whole, side="left", depth="5 km").geometry
    )
    assert same.area == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("columns", [("seq", "lat", "lon"), ("n", "широта", "довгота")])
def test_points_of_a_table_are_a_line_in_their_order(tmp_path, columns):
    rows = [f"{number},{lat},{lon}" for number, (lon, lat) in enumerate(COURSE)]
    (tmp_path / "front.csv").write_text("\n".join([",".join(columns), *rows]))
    line, notes = read_line(tmp_path / "front.csv")
    assert list(line.coords) == COURSE
    assert "runs through 4 of them in their order" in notes[0]


def test_a_column_of_well_known_text(tmp_path):
    (tmp_path / "front.csv").write_text(f'id;wkt\n1;"{LineString(COURSE).wkt}"\n')
    assert list(read_line(tmp_path / "front.csv")[0].coords) == COURSE


def test_what_is_no_line_is_one_line_of_error(tmp_path):
    (tmp_path / "one.csv").write_text("lat,lon\n61.5,28.5\n")
    with pytest.raises(InputError, match="a single point"):
        read_line(tmp_path / "one.csv")
    mixed = gpd.GeoDataFrame({"a": [1, 2]}, geometry=[LineString(COURSE), Point(28, 61)], crs="EPSG:4326")
    mixed.to_file(tmp_path / "mixed.geojson")
    with pytest.raises(InputError, match="several kinds"):
        read_line(tmp_path / "mixed.geojson")
    with pytest.raises(InputError, match="there is no file"):
        read_line(tmp_path / "none.geojson")


def test_folders_of_a_file_are_named(tmp_path):
    for layer in ("Advance", "Front line"):
        gpd.GeoDataFrame({"a": [1]}, geometry=[LineString(COURSE)], crs="EPSG:4326").to_file(
            tmp_path / "m.gpkg", layer=layer
        )
    with pytest.raises(LayerError, match="several layers: Advance, Front line; choose with --sublayer"):
        bm.border(line=tmp_path / "m.gpkg")
    assert bm.border(line=tmp_path / "m.gpkg", sublayer="Front line").name == "m"


def test_swapped_axes_are_said_and_far_layers_too():
    def distance_of(lon, lat):
        return shapely.distance(Point(28.5, 61), shapely.points(lon, lat)) * 111_000

    lon, lat = np.array([28.6, 28.7]), np.array([61.0, 61.1])
    assert check_axes(lon, lat, distance_of, border="FI-RU") == ""
    with pytest.raises(
        InputError,
        match="none of 2 points lies within 100 km of FI-RU; latitude and longitude look swapped",
    ):
        check_axes(lat, lon, distance_of, border="FI-RU")
    assert "none of 1 points" in check_axes(np.array([10.0]), np.array([50.0]), distance_of, border="FI-RU")


@pytest.mark.parametrize("written", ["FIN", "Finland", "fi"])
def test_a_side_is_what_a_border_is(written):
    stretch = bm.border("FI-RU")
    assert bm.zone(stretch, side=written, depth="2 km").side == "FI"
    with pytest.raises(InputError, match="choose FI, RU or both"):
        bm.zone(stretch, side="Sweden", depth="2 km")
