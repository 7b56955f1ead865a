"""The script's parts that stand alone, each asked in the browser that it is written for."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from pyproj import Geod

from buffermap.page import bundle
from buffermap.page.picture.static_map import dot_radius
from buffermap.page.wire import encode
from buffermap.words import strings
from geo.distance import DistanceIndex
from tests.browser import invented

GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def ask(browser: Any) -> Iterator[Callable[..., Any]]:
    """Evaluate JavaScript that sees the top-level names of all modules, on an empty page."""
    page = browser.new_page()
    modules = "\n".join(bundle.module(name) for name in bundle.ordered("main.js"))

    def ask_(expression: str, value: Any = None) -> Any:
        return page.evaluate(
            f"async (value) => {{\n{modules}\nuseLanguage({json.dumps(strings())}, 'en');\nreturn {expression};\n}}",
            value,
        )

    yield ask_
    page.close()


@pytest.mark.parametrize("latitude", [0.0, 52.0, -33.0, 81.0])
def test_distances_are_geodesic_to_a_metre(latitude: float, ask: Any) -> None:
    rng = np.random.default_rng(3)
    line = [[10.0, latitude], [10.4, latitude + 0.2], [10.5, latitude + 0.7]]
    azimuth, metres = rng.uniform(0, 360, 60), rng.uniform(10, 100_000, 60)
    lon, lat, _ = GEOD.fwd([10.4] * 60, [latitude + 0.2] * 60, azimuth, metres)
    got = ask(
        """(() => { const field = new DistanceField([Float64Array.from(value.line.flat())]); const p = [0, 0, 0];
        return value.points.map(([lon, lat]) => { toEcef(lon, lat, p, 0); return arcOfChord(field.at(...p), radiusAt(lat)); }); })()""",
        {"line": line, "points": np.column_stack([lon, lat]).tolist()},
    )
    import shapely

    true = DistanceIndex(shapely.LineString(line)).distance_m(lon, lat)
    assert np.abs(np.array(got) - true).max() < 1.5


def test_an_edge_closes_on_itself_or_on_the_views_rim(ask: Any) -> None:
    edge = """((left, depth) => { const field = new DistanceField([Float64Array.of(10, 50, 10.001, 50)]);
      const size = 256 * 2 ** 9; const x = (10 / 360 + 0.5) * size; const y = worldY(50) * size;
      const c = new ContourView(field, { zoom: 9, left: x - left, top: y - 200, width: 400, height: 400 }).at(depth);
      return { rings: c.rings.map((r) => [...r]), edges: c.edges.map((r) => [...r]) }; })"""
    whole = ask(f"{edge}(200, 15000)")
    assert len(whole["rings"]) == len(whole["edges"]) == 1
    ring = np.array(whole["rings"][0]).reshape(-1, 2)
    assert (ring[0] == ring[-1]).all()
    radius = 15_000 / (40_075_016.7 * np.cos(np.radians(50)) / (256 * 2**9))
    assert np.abs(np.hypot(*(ring - 200).T) - radius).max() < 0.7
    cut = ask(f"{edge}(20, 15000)")
    assert np.array(cut["rings"][0][:2]).tolist() == np.array(cut["rings"][0][-2:]).tolist()
    assert cut["edges"][0][:2] != cut["edges"][0][-2:]
    assert ask(f"{edge}(200, 1e6)")["edges"] == []
    assert len(ask(f"{edge}(200, 1e6)")["rings"][0]) == 10  # the view itself
    assert ask(f"{edge}(9000, 15000)") == {"rings": [], "edges": []}


def test_data_come_back_as_python_wrote_them(ask: Any) -> None:
    data = invented.page()
    table = data.settlements
    assert table is not None
    blocks = encode.blocks(data, strings={})
    got = ask(
        """unpack(JSON.parse(value.head), value.bulk).then((data) => { const s = data.settlements;
        const rows = Array.from({ length: s.count }, (_, i) => [s.geonameid[i], s.name(i), s.lon(i), s.lat(i), s.population[i], s.distance[i], s.side[i], s.divisions[s.division[i]], s.uncertainty[i]]);
        return { rows, all: s.allNames(), totals: [0, 20000, 1e9].map((d) => [0, 1].map((side) => Object.values(s.totals(side, s.within(d))))),
          texts: data.sentences.map((x) => x.text), line: data.zone.lineLonlat.map((r) => r.length), world: data.world().length, areas: data.areas.map((a) => a.code) }; })""",
        {"head": blocks.head, "bulk": blocks.bulk},
    )
    order = np.lexsort((np.arange(len(table)), np.rint(table.distance_m * 10)))
    assert [row[0] for row in got["rows"]] == sorted(
        table.geonameid.tolist(), key={int(table.geonameid[i]): k for k, i in enumerate(order)}.get
    )
    for row in got["rows"]:
        (i,) = np.flatnonzero(table.geonameid == row[0])
        assert row[1] == table.name[i]
        assert row[2:4] == [round(table.lon[i], 5), round(table.lat[i], 5)]
        assert row[4] == table.population[i]
        assert row[5] == pytest.approx(table.distance_m[i], abs=0.06)
        assert [row[6], row[7]] == [table.side[i], table.divisions[table.division[i]]]
        assert row[8] == pytest.approx(table.uncertainty_m[i], abs=1)
    assert got["all"] == [row[1] for row in got["rows"]]
    for depth, totals in zip([0, 20_000, 1e9], got["totals"], strict=True):
        for side in (0, 1):
            inside = (table.side == side) & (table.distance_m <= depth)
            known = table.population[inside & (table.population >= 0)]
            assert totals[side][:3] == [inside.sum(), known.sum(), inside.sum() - len(known)]
            largest = totals[side][3]
            assert got["rows"][largest][4] == known.max() if len(known) else largest == -1
    assert got["texts"] == [s.text for s in data.sentences]
    assert got["world"] > 200
    assert got["areas"] == ["PL", "BY"]


def test_a_newer_format_is_refused_in_words(ask: Any) -> None:
    assert "data format 99" in ask("unpack({ format: 99 }, '').catch((error) => error.message)")


@pytest.mark.parametrize(
    ("spans", "held"),
    [
        ([[0.1, 0.2]], [0.1, 0.2]),
        ([[0.4, 0.5], [0.1, 0.2]], [0.1, 0.5]),
        ([[0.0, 0.02], [0.97, 1.0]], [0.97, 1.02]),  # both sides of 180 degrees
        ([[0.1, 0.1], [0.9, 0.9], [0.95, 0.99]], [0.9, 1.1]),
    ],
)
def test_what_lies_on_both_sides_of_180_degrees_is_near(spans: Any, held: Any, ask: Any) -> None:
    assert ask("around(value)", spans) == pytest.approx(held)


def test_numbers_and_dates_are_written_as_people_write_them(ask: Any) -> None:
    assert ask("[people(1234567), people(12), depthKm(12345), depthKm(500), km(12345), whole0(1234)]") == [
        "1,230,000",
        "12",
        "12.345",
        "0.5",
        "12.3",
        "1,234",
    ]
    assert ask("[date('2026-03-02T10:00'), date('spring'), date(undefined)]") == [
        "March 2, 2026",
        "spring",
        "",
    ]
    assert ask("[country('UA'), country('XX1'), country(undefined)]") == ["Ukraine", "XX1", ""]
    assert ask("[plain('Žď’Ё'), plain('ÉCOLE')]")[1] == "ecole"


def test_cells_and_strings_that_leave_are_harmless(ask: Any) -> None:
    cells = ask("value.map(csvCell)", ["=1+1", " +1", "-2", "@x", 'a"b,c', "plain", -2.5, None])
    assert cells == ["'=1+1", "' +1", "'-2", "'@x", '"a""b,c"', "plain", "-2.5", ""]
    import tomllib

    texts = ['quote " back \\', "line\nfeed\u2028", "\x00\x1b\x7f", "ü 🌾"]
    for text in texts:
        assert tomllib.loads(f"x = {ask('toml(value)', text)}")["x"] == text


@pytest.mark.parametrize("hash", ["", "#", "#map=1/2", "#map=NaN/NaN/NaN&depth=-5", "#depth=1e400&place=1.5&row=-1"])  # fmt: skip
def test_addresses_that_make_no_sense_ask_for_nothing(hash: str, ask: Any) -> None:  # noqa: A002
    asked = ask(
        """read(value, { sides: [], data: { zone: { reach_m: 1e5 }, places: [], mentions: [], articles: [], strings: {}, settlements: null, statements: [] } })""",
        hash,
    )
    assert asked["view"] is None
    assert not {v for k, v in asked["state"].items() if k in ("place", "row", "mention", "depth")} - {None}


def test_dots_are_as_large_in_both_drawings(ask: Any) -> None:
    people = [-1, 0, 80, 12_000, 3_000_000]
    assert ask("value.map(sizeOf)", people) == pytest.approx(dot_radius(np.array(people)).tolist())
