from collections import Counter

import numpy as np
import pytest
import shapely
from pyproj import Geod

from gazetteer.boundaries import borders
from gazetteer.boundaries.borders import (
    border_line,
    border_notes,
    country_polygon,
    divisions_along,
    neighbours,
    outline,
    stretch_lines,
)
from gazetteer.errors import UnknownBorderError
from gazetteer.files.store import open_gazetteer

GEOD = Geod(ellps="WGS84")


def km(line):
    return GEOD.geometry_length(line) / 1000


def distance_km(line, points):
    """Distance to a line, good to a percent: on a plane that is true at each point's latitude."""
    corners = shapely.get_coordinates(line.simplify(0.002))
    return np.array(
        [
            np.hypot((corners[:, 0] - lon) * np.cos(np.radians(lat)), corners[:, 1] - lat).min() * 111.2
            for lon, lat in points
        ]
    )


def test_russia_ukraine_is_one_line_of_2042_km_with_every_vertex():
    line = border_line("UA", "RU")
    assert km(line) == pytest.approx(2041.7, rel=0.002)
    assert 51_000 < shapely.get_num_coordinates(line) < 52_000
    assert len(line.geoms) == 1
    assert line.equals(border_line("RU", "UA"))


@pytest.mark.parametrize(
    ("pair", "length_km", "tolerance"),
    [
        (("BW", "ZM"), 0.15, 0.4),
        (("CN", "RU"), 4209, 0.05),
        (("EG", "SD"), 1276, 0.05),
        (("NO", "RU"), 195.8, 0.02),
        (("AR", "CL"), 6691, 0.05),
        (("CN", "VN"), 1297, 0.1),
        (("LA", "VN"), 2161, 0.05),
        (("PL", "RU"), 209, 0.05),
        (("LT", "RU"), 261, 0.05),
        (("PT", "ES"), 1224, 0.08),
        (("FI", "RU"), 1309, 0.05),
    ],
)
def test_lengths_are_as_published(pair, length_km, tolerance):
    assert km(border_line(*pair)) == pytest.approx(length_km, rel=tolerance)


def test_every_border_that_is_far_from_its_published_length_has_a_reason():
    off = borders.embedded().notes["published"]
    assert off
    assert all(row["note"] for row in off)
    assert len(borders.border_pairs()) > 300


@pytest.mark.parametrize("pair", [("RU", "UA"), ("BE", "NL"), ("LS", "ZA"), ("KG", "UZ")])
def test_polygons_have_exactly_the_vertices_of_their_border(pair):
    corners = {tuple(xy) for xy in shapely.get_coordinates(border_line(*pair))}
    for country in pair:
        area = {tuple(xy) for xy in shapely.get_coordinates(country_polygon(country))}
        assert corners <= area


@pytest.mark.parametrize("pair", [("RU", "UA"), ("BE", "NL"), ("AT", "CH"), ("BD", "IN"), ("HR", "RS")])
def test_neighbours_share_their_border_and_no_area(pair):
    a, b = (country_polygon(country) for country in pair)
    assert a.is_valid
    assert b.is_valid
    assert shapely.intersection(a, b).area == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("country", "lon", "lat", "what"),
    [
        ("UA", 33.5254, 44.6054, "Sevastopol"),
        ("UA", 34.1, 44.95, "Simferopol"),
        ("UA", 37.8, 48.0, "Donetsk"),
        ("RU", 31.559, 52.477, "the enclave Sankovo-Medvezhye inside Belarus"),
        ("RU", 20.5, 54.7, "Kaliningrad"),
        ("BE", 4.932, 51.440, "Baarle-Hertog inside the Netherlands"),
        ("VN", 105.85, 21.03, "Hanoi, which shares Bangkok's time zone"),
        ("GE", 41.0, 43.0, "Sukhumi"),
        ("ES", 1.98, 42.465, "Llívia inside France"),
        ("US", -75.13, 19.93, "Guantánamo"),
    ],
)
def test_places_lie_in_their_country(country, lon, lat, what):
    assert country_polygon(country).contains(shapely.Point(lon, lat)), what


@pytest.mark.parametrize(
    ("country", "lon", "lat"), [("UA", 36.5, 45.8), ("RU", 38.0, 46.7), ("KZ", 50.9, 44.0)]
)
def test_the_sea_is_not_land(country, lon, lat):
    assert not country_polygon(country).contains(shapely.Point(lon, lat))


def test_a_clipped_polygon_answers_alike_near_the_border():
    bounds = (33.0, 50.0, 37.0, 53.0)
    whole, near = country_polygon("RU"), country_polygon("RU", near=bounds)
    assert shapely.get_num_coordinates(near) < shapely.get_num_coordinates(whole) / 5
    lon, lat = np.random.default_rng(1).uniform(bounds[:2], bounds[2:], (2000, 2)).T
    assert (shapely.contains_xy(whole, lon, lat) == shapely.contains_xy(near, lon, lat)).all()


def test_other_points_of_view_move_crimea_and_say_what_they_lack():
    sevastopol = shapely.Point(33.5254, 44.6054)
    assert country_polygon("RU", pov="RU").contains(sevastopol)
    assert not country_polygon("UA", pov="RU").contains(sevastopol)
    assert km(border_line("RU", "UA", pov="ru")) > km(border_line("RU", "UA")) + 5
    assert "Kherson" in border_notes("RU", "UA", pov="RU")[0]
    assert "MR" in neighbours("MA", pov="MA")
    assert "EH" not in neighbours("MA", pov="MA")
    with pytest.raises(UnknownBorderError, match="EH is part of MA"):
        border_line("EH", "MR", pov="MA")
    with pytest.raises(UnknownBorderError, match="no point of view 'XX'; they show un"):
        border_line("RU", "UA", pov="XX")


def test_stretches_along_divisions_follow_the_point_of_view():
    isthmus, rest = stretch_lines(
        "RU", "UA", ["UA.08"], pov="RU"
    )  # Kherson, whose border with Crimea it is there
    assert 10 < km(isthmus) < 60
    assert km(rest) == pytest.approx(km(border_line("RU", "UA")))
    assert {"UA.08", "UA.11", "RU.41"} <= divisions_along("RU", "UA", pov="RU")
    assert "UA.11" not in divisions_along("RU", "UA")
    kursk, kursk_un = (stretch_lines("RU", "UA", ["RU.41"], pov=pov)[0] for pov in ("RU", "un"))
    assert km(kursk) == pytest.approx(km(kursk_un))
    assert km(stretch_lines("MA", "MR", [], pov="MA")[1]) == pytest.approx(km(border_line("EH", "MR")))


@pytest.mark.parametrize(
    ("pair", "part", "x", "y"),
    [
        ("IL-PS", "East Jerusalem", 35.234, 31.778),
        ("IL-SY", "Golan", 35.77, 33.27),
        ("EG-SD", "Halaib", 36.3, 22.3),
    ],
)
def test_where_the_data_depart_from_the_point_of_view_a_note_says_so(pair, part, x, y):
    first, second = pair.split("-")
    assert country_polygon(first).contains(shapely.Point(x, y))
    assert any(part in note for note in border_notes(second, first))


def test_notes_tell_of_areas_in_dispute_and_of_the_point_of_view():
    assert border_notes("RU", "UA") == []
    assert "Abyei" in border_notes("SD", "SS")[0]
    assert border_notes("RU", "UA", pov="RU")[0].startswith("point of view RU: Crimea")


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("RU", "US"), "RU and US share no land border.*RU has borders with .*UA"),
        (("JP", "KR"), "JP has none"),
        (("RS", "XK"), "Kosovo is not told apart"),
        (("AQ", "UA"), "Antarctica is left out"),
        (("UA", "UA"), "two sides"),
        (("UA", "ZZ"), "no country 'ZZ'"),
        (("UA", "../x"), "no country"),
    ],
)
def test_missing_borders_say_what_there_is(pair, message):
    with pytest.raises(UnknownBorderError, match=message):
        border_line(*pair)


def test_stretches_along_oblasts_are_as_measured():
    lengths = Counter()
    for line, divisions in borders.runs("RU", "UA"):
        lengths.update(dict.fromkeys(filter(None, divisions), km(line)))
    for code, length_km in {"RU.10": 390.1, "RU.41": 317.1, "RU.09": 555.5}.items():
        assert lengths[code] == pytest.approx(length_km, rel=0.002)
    chosen, rest = stretch_lines("RU", "UA", ["RU.10", "RU.41", "RU.09"])
    assert km(chosen) == pytest.approx(1262.7, rel=0.002)
    assert len(chosen.geoms) == 1
    assert km(chosen) + km(rest) == pytest.approx(km(border_line("RU", "UA")), abs=1e-6)


def test_labels_cover_a_border_without_gap():
    runs = list(borders.runs("UA", "RU"))
    assert sum(km(line) for line, _ in runs) == pytest.approx(km(border_line("RU", "UA")))
    assert all(first.startswith("RU.") and second.startswith("UA.") for _, (first, second) in runs)
    ends = [shapely.get_coordinates(line)[[0, -1]].tolist() for line, _ in runs]
    assert [last for _, last in ends[:-1]] == [first for first, _ in ends[1:]]


def test_outlines_fit_the_border_and_each_other():
    belgorod, kursk = outline("RU.09"), outline("RU.41")
    assert belgorod.is_valid
    assert shapely.intersection(belgorod, kursk).area == pytest.approx(0, abs=1e-6)
    line, _ = stretch_lines("RU", "UA", ["RU.09"])
    along = shapely.get_coordinates(line)[50:-50]
    corners = {tuple(xy) for xy in shapely.get_coordinates(belgorod)}
    assert np.mean([tuple(xy) in corners for xy in along]) > 0.99


def test_the_nearest_outline_agrees_with_the_gazetteer_along_the_border():
    gazetteer = open_gazetteer()
    rows = gazetteer.settlement_rows(bbox=(30, 43, 42, 56), countries=["RU"])
    points = np.column_stack([gazetteer.lon[rows], gazetteer.lat[rows]])
    codes = np.array([gazetteer.code(int(gazetteer.admin1_row[row])) for row in rows])
    near = distance_km(border_line("RU", "UA"), points) < 100
    outlines = [code for code in borders.outlines().codes["RU"] if code in set(codes[near])]
    shapes = [outline(code) for code in outlines]
    nearest = shapely.STRtree(shapes).nearest(shapely.points(points[near]))
    agree = np.array(outlines)[nearest] == codes[near]
    assert near.sum() > 215  # sections of cities are not among them
    assert agree.all(), codes[near][~agree]


def test_countries_and_unknown_places_have_outlines_or_none():
    assert outline("UA").equals(country_polygon("UA"))
    assert outline("UA.99") is None
    assert outline("") is None
    assert outline(538555) is not None
