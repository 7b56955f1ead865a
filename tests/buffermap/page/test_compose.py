"""What a page is composed of: any line, any layer, any number of depths, anywhere on the globe."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from defusedxml import ElementTree

from buffermap import pipeline, words
from buffermap.articles.article import Article
from buffermap.cli import cli
from buffermap.page.compose import page_data
from buffermap.page.compose.ask import Ask, asked
from buffermap.page.document import document
from buffermap.page.picture.static_map import svg
from buffermap.zones.layers import typed
from buffermap.zones.stretch import border
from buffermap.zones.zone import zone
from geo.line import own_border


def test_the_whole_border_of_a_country_has_a_side_for_each_neighbour() -> None:
    data = page_data(None, zone(border("EE"), depth="5 km"))
    assert data.zone is not None
    assert [side.code for side in data.zone.sides] == ["EE", "LV", "RU"]
    assert data.settlements is not None
    assert set(data.settlements.side.tolist()) == {0, 1, 2}
    assert document(data)


def test_a_layer_without_ids_makes_a_page() -> None:
    layer = typed(pd.DataFrame({"name": ["Camp"], "lat": [57.8], "lon": [26.0]}))
    data = page_data(None, zone(border("EE-LV"), depth="20 km"), places=layer)
    assert data.settlements is not None
    assert data.settlements.geonameid.tolist() == [0]
    assert document(data)


def test_several_depths_are_all_offered() -> None:
    stretch = border("EE-LV")
    ask = asked(stretch, side="EE", depths_m=[5_000.0, 120_000.0, 8_000.0], ends="round")
    assert (ask.depth_m, ask.offered_m) == (5_000.0, ((120_000.0, "analyst"), (8_000.0, "analyst")))
    data = page_data(None, ask)
    assert data.zone is not None
    assert data.zone.offered_m == ask.offered_m
    shown = {one.label: one.value for one in data.assumptions}
    assert words.english(shown["Depth"]) == "5 km, 120 km, 8 km"
    assert data.settlements is not None
    assert data.settlements.distance_m.max() > 120_000


def test_map_takes_several_depths(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text("Rain fell in Valga.", encoding="utf-8")
    options = [
        "map",
        str(tmp_path / "a.txt"),
        "-o",
        str(tmp_path / "m.html"),
        "--border",
        "EE-LV",
        "--depth",
        "5km,10km",
    ]
    assert CliRunner().invoke(cli, options).exit_code == 0
    assert (tmp_path / "m.html").exists()


@pytest.mark.parametrize(
    "line",
    [[(178, -16), (180, -16.5), (-178, -17)], [(178, -16), (182, -17)], [(-178, -17), (178, -16)]],
    ids=["two steps", "beyond", "one step"],
)
def test_a_zone_across_180_degrees_is_drawn_whole(line: list[tuple[float, float]]) -> None:
    stretch = own_border(shapely.LineString(line), name="own")
    data = page_data(None, Ask(stretch=stretch, depth_m=50_000.0, zone=zone(stretch, depth="50 km")))
    assert data.zone is not None
    drawing = ElementTree.fromstring(svg(data))
    shape = drawing.find(".//*[@id='drawn-hypothetical-zone']/*")
    assert shape is not None
    across = np.array(
        [float(x) for x in shape.get("d", "").split("M")[1].replace("l", " ").replace("-", " -").split()[:1]]
    )
    assert 0 < across[0] < 900  # in the middle of the map, not at both of its rims
    sides = [side.area for side in data.zone.sides]
    for lon in (179.0, -179.0):
        assert any(area.intersects(shapely.Point(lon, -16.5)) for area in sides)
    assert document(data)


@pytest.mark.parametrize(
    "text",
    [
        "Ships from Busan called at Apia and went on to Anchorage.",
        "A ship left Auckland for Honolulu and Lima.",
        "Flights from Longyearbyen to Ushuaia and Nuku'alofa.",
    ],
)
def test_places_all_over_the_globe_make_a_page(text: str) -> None:
    data = page_data(pipeline.parse([Article(doc_id="a", text=text)]))
    assert len([place for place in data.places if place.kind == "settlement"]) >= 2
    drawing = svg(data)
    assert drawing.count("<circle") > 2
    assert json.dumps(document(data))


def test_a_place_of_our_own_list_is_on_the_page_where_extract_puts_it() -> None:
    [parsed] = pipeline.parse(
        [Article(doc_id="a", text="Ships sailed up the Mekong Delta, storms crossed the Upper Peninsula.")]
    )
    ours = {one.surface: one for one in parsed.mentions if one.geonameid is not None and one.geonameid < 0}
    assert set(ours) == {"Upper Peninsula", "Mekong Delta"}
    data = page_data([parsed])
    for mention in data.mentions:
        assert mention.place is not None
        place, said = data.places[mention.place], ours[mention.surface]
        assert (place.geonameid, place.name, place.lat, place.lon) == (
            said.geonameid,
            said.name,
            said.lat,
            said.lon,
        )


def test_rivers_that_are_no_border_lie_below_the_map_and_cost_little() -> None:
    stretch = border("RU-UA", along="Sumy")
    data = page_data(None, stretch)
    assert data.basemap.waters is not None
    rivers, _ = data.basemap.waters
    assert rivers.distance(shapely.Point(34.68, 51.57)) < 0.05  # Rylsk on the Seim
    bare = replace(data, basemap=replace(data.basemap, waters=None))
    assert 0 < len(document(data)) - len(document(bare)) < 40_000
    panj = page_data(None, border("AF-TJ"))
    assert panj.basemap.waters is not None
    along = [
        part for part in panj.basemap.waters[0].geoms if part.distance(shapely.Point(70.80, 38.45)) < 0.05
    ]
    assert along == []  # there the river is the border, which is known better
