"""Borders that travel with a page: its own and those that its texts speak of, and which stretch a text means."""

from itertools import pairwise

import numpy as np
import pytest
import shapely

from buffermap import pipeline
from buffermap.articles.article import Article
from buffermap.page.compose import page_data
from buffermap.page.compose.lines import MORE_VERTICES, lines_of
from buffermap.page.wire import encode
from buffermap.zones import nearby
from buffermap.zones.stretch import border
from gazetteer.boundaries import borders
from gazetteer.files.store import open_gazetteer

OWN = "A buffer zone 15 km deep along the border of the Valga region was proposed by the minister, Anda Kalnins."
WHOLE = (
    "The army plans a buffer zone 8 km deep on the Latvian side of the Estonia-Latvia border, Kalnins said."
)


def test_runs_follow_each_other_and_make_up_the_border() -> None:
    parts = list(borders.runs("LV", "EE"))
    assert sum(shapely.length(line) for line, _ in parts) == pytest.approx(
        shapely.length(borders.border_line("EE", "LV"))
    )
    assert {code for _, pair in parts for code in pair if code} == borders.divisions_along("EE", "LV")
    for (line, _), (after, _) in pairwise(parts):
        assert line.geoms[-1].coords[-1] == after.geoms[0].coords[0]


def test_a_stretch_brings_its_whole_border_and_the_settlements_along_it() -> None:
    stretch = border("EE-LV", along="Valga")
    data = page_data(None, stretch)
    assert [line.border for line in data.lines] == ["EE-LV"]
    assert data.settlements is not None
    whole = nearby.within_reach(border("EE-LV"))
    assert set(whole.columns["geonameid"].tolist()) <= set(data.settlements.geonameid.tolist())
    assert data.zone is not None
    assert data.zone.own is not None
    (code,) = data.zone.own.along
    assert data.lines[0].names[code]["name"] == "Valgamaa"  # type: ignore[call-overload, index]


def test_what_lies_far_from_the_stretch_is_not_counted_as_covered() -> None:
    stretch = border("EE-LV", along="Valga")
    alone = nearby.within_reach(stretch)
    more = nearby.within_reach(stretch, also=[border("LT-LV")])
    assert len(more) > len(alone)
    assert nearby.of_stretch(more).columns["geonameid"].tolist() == alone.columns["geonameid"].tolist()


def test_a_statement_has_the_stretch_side_and_depth_of_its_own_words_alone() -> None:
    parsed = pipeline.parse([Article(doc_id="a", text=f"{OWN}\n\n{WHOLE}")])
    data = page_data(parsed, border("EE-LV", along="Valga"))
    by_depth = {s.own.depth_m: s.own for s in data.statements if s.own}
    assert set(by_depth) == {15_000.0, 8_000.0}
    assert (by_depth[8_000.0].along, by_depth[8_000.0].side) == ((), "LV")
    assert len(by_depth[15_000.0].along) == 1
    assert by_depth[15_000.0].side == ""


def test_a_statement_around_a_place_has_that_place() -> None:
    text = "A security zone 6 km wide around the town of Valmiera was proposed by the minister, Anda Kalnins."
    data = page_data(pipeline.parse([Article(doc_id="a", text=text)]), border("EE-LV", along="Valga"))
    (own,) = [s.own for s in data.statements if s.own]
    assert (own.line, own.name, own.depth_m) == (None, "Valmiera", 6_000.0)
    assert own.around is not None
    assert own.around == pytest.approx((25.43, 57.54), abs=0.02)


def test_the_border_of_one_country_brings_its_parts() -> None:
    assert [line.border for line in page_data(None, border("EE")).lines] == ["EE-LV", "EE-RU"]


def test_only_borders_that_fit_are_carried_along() -> None:
    gazetteer = open_gazetteer()
    stretch = border("EE-LV")
    found = lines_of(stretch, [("LV", "LT"), ("LT", "LV"), ("CL", "AR"), ("EE", "PT")], gazetteer)
    assert [line.border for line in found.lines] == ["EE-LV", "LT-LV"]
    assert shapely.get_num_coordinates(borders.border_line("AR", "CL")) > MORE_VERTICES
    assert found.own(("LV", "LT"), along=["Nowhere"]) is None
    assert found.own(("AR", "CL")) is None


def test_a_public_page_carries_no_line_to_ask_for() -> None:
    data = page_data(None, border("EE-LV", along="Valga"), share="public")
    assert data.lines == ()


def test_lines_travel_true_to_a_metre() -> None:
    data = page_data(None, border("EE-LV", along="Valga"))
    value, _ = encode.wire(data)
    (line,) = value["lines"]
    assert [len(run) for run in line["runs"]] == [3] * len(line["runs"])
    assert set(line["areas"]) == {"EE", "LV"}
    assert encode.LINE_DEGREES * 111_320 + 0.8 < 2
    assert np.isin([code for _, *pair in line["runs"] for code in pair if code], list(line["names"])).all()


def test_a_border_far_away_costs_the_map_nothing_below_its_own() -> None:
    far = "A buffer zone 4 km deep along the Cambodia-Thailand border was proposed, he said."
    stretch = border("EE-LV", along="Valga")
    alone = page_data(None, stretch).basemap
    data = page_data(pipeline.parse([Article(doc_id="a", text=f"{OWN}\n\n{far}")]), stretch)
    assert {line.border for line in data.lines} == {"EE-LV", "KH-TH"}
    assert data.basemap.bounds == alone.bounds
    assert len(data.basemap.areas) == len(alone.areas) > 0
