"""Nothing of a row leaves that its rule keeps: pages, scenarios and every file are searched for it."""

import base64
import dataclasses
import gzip
import json
import re
import zipfile

import pandas as pd
import pytest

import buffermap as bm
from buffermap import export
from buffermap.export.sharing import KEY
from tests.buffermap.incidents.made import DEEP, NEAR, acled, ucdp, written

NOTED = "Ülejõe bridge closed at dawn"
TRACES = [
    NOTED,
    "dawn",
    "INV7",
    "57.802",
    "26.0411",
    "58.1512",
    "26.1234",
    "Invented Courier",
    "example.org/7",
]
"""A note, an id, coordinates, a source and an address of rows that stay here."""


def rows(make=acled):
    first, second = make(7, NEAR), make(8, DEEP)
    for row in (first, second):
        row["notes" if make is acled else "source_headline"] = NOTED
        row["url"] = "https://example.org/7"
    return [first, second]


@pytest.fixture(scope="module")
def line():
    return bm.border("EE-LV")


def content(path):
    """Return all that a file holds, unpacked."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return b"\n".join(book.read(name) for name in book.namelist()).decode()
    if path.suffix == ".html":
        bulk = re.search(rb'id="bm-bulk">([^<]*)<', data)[1]
        table = bytes.maketrans(b",./", b"<&>")
        data = data.replace(bulk, b"") + gzip.decompress(base64.b85decode(bulk.translate(table)))
    if path.suffix == ".parquet":
        data = repr(pd.read_parquet(path).to_dict()).encode() + data
    return data.decode("utf-8", "replace")


def leaks(text):
    return [trace for trace in TRACES if trace in text]


@pytest.fixture
def page(tmp_path, line):
    """Write a page of events under a rule, and return all that it holds."""

    def write(name="page.html", make=acled, **rule):
        found = bm.events(pd.DataFrame(rows(make)), accessed="2025-06-01", **rule)
        zone = bm.zone(line, side="EE", depth="20 km")
        bm.map_articles("Buses between Valga and Tartu stopped.", zone, events=found).save(tmp_path / name)
        return content(tmp_path / name)

    return write


def test_a_page_holds_counts_alone(page):
    text = page()
    assert leaks(text) == []
    assert "Events: 1 inside, 0 uncertain by how exact their points are, 1 outside" in text
    assert "www.acleddata.com; accessed 2025-06-01" in text


@pytest.mark.parametrize("suffix", ["csv", "geojson", "gpkg", "parquet", "xlsx", "kml"])
def test_files_hold_counts_alone(tmp_path, line, suffix):
    found = bm.events(pd.DataFrame(rows()), line, side="EE", depth="20 km")
    told = export.provenance(line)
    with pytest.raises(bm.InputError, match=r"do not leave \(their rule is aggregate\)"):
        export.write(found, tmp_path / f"rows.{suffix}", provenance=told)
    assert list(tmp_path.iterdir()) == []
    if suffix == "kml":
        return  # counts have no place to be drawn at
    export.write(bm.count_events(found), tmp_path / f"counts.{suffix}", provenance=told)
    files = sorted(tmp_path.iterdir())
    assert [leaks(content(file)) for file in files] == [[]] * len(files)
    assert any("acleddata.com" in content(file) for file in files)


def test_a_scenario_and_what_it_makes_hold_counts_alone(tmp_path):
    written(tmp_path / "log.csv", rows())
    scenario = tmp_path / "s.toml"
    scenario.write_text(
        'version = 2\n[border]\nvalue = "EE-LV"\n[[depth]]\nvalue = "20 km"\n[events]\nvalue = ["log.csv"]\n'
        '[outputs]\nmap = "m.html"\nevents = "e.xlsx"\n', encoding="utf-8",
    )  # fmt: skip
    bm.run(scenario, into=tmp_path / "out")
    made = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in made] == ["e.xlsx", "m.html"]
    assert [leaks(content(file)) for file in made] == [[], []]
    again = tmp_path / "again.toml"
    bm.write_scenario(bm.read_scenario(scenario), again)
    assert leaks(again.read_text(encoding="utf-8")) == []
    assert bm.read_scenario(again).events.share == "aggregate"


@pytest.mark.parametrize("share", ["derived", "rows"])
def test_rows_of_acled_are_never_passed_on(share):
    with pytest.raises(bm.InputError, match="ACLED's terms of use do not let its rows be passed on"):
        bm.events(pd.DataFrame(rows()), share=share, licence="CC BY 4.0")


def test_acled_is_known_by_a_few_of_its_columns():
    few = pd.DataFrame(rows())[
        ["event_date", "sub_event_type", "geo_precision", "latitude", "longitude", "notes"]
    ]
    with pytest.raises(bm.InputError, match="ACLED"):
        bm.events(few, share="rows", licence="mine")


def test_a_page_of_ones_own_says_so_in_name_and_title(page, tmp_path):
    with pytest.raises(bm.InputError, match=r"says so in its name: page\.own-use\.html"):
        page(share="own-use")
    text = page("page.own-use.html", share="own-use")
    assert NOTED in text
    assert re.search(r"<title>For your own use: rows of events on this page are not to be passed on", text)
    found = bm.events(pd.DataFrame(rows()), bm.border("EE-LV"), depth="5 km", share="own-use")
    with pytest.raises(bm.InputError, match="their rule is own-use"):
        export.write(found, tmp_path / "x.csv", provenance=export.provenance())


def test_rows_leave_with_the_licence_that_lets_them(page, tmp_path, line):
    with pytest.raises(bm.InputError, match="--events-licence"):
        bm.events(pd.DataFrame(rows(ucdp)), share="rows")
    text = page("rows.html", make=ucdp, share="rows", licence="CC BY 4.0")
    assert NOTED in text
    assert "licence: CC BY 4.0" in text
    found = bm.events(pd.DataFrame(rows(ucdp)), line, depth="20 km", share="rows", licence="CC BY 4.0")
    for suffix in ("geojson", "gpkg", "parquet", "xlsx", "csv"):
        export.write(found, tmp_path / f"r.{suffix}", provenance=export.provenance(line))
    assert (
        json.loads((tmp_path / "r.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]["text"]
        == NOTED
    )
    assert "Events: UCDP Georeferenced Event Dataset" in (tmp_path / "r.geojson").read_text(encoding="utf-8")
    assert "licence: CC BY 4.0" in content(tmp_path / "r.xlsx")


def test_derived_values_hold_no_point_and_no_word(page, tmp_path, line):
    text = page(make=ucdp, share="derived")
    assert leaks(text) == []
    found = bm.events(pd.DataFrame(rows(ucdp)), line, depth="20 km", share="derived")
    export.write(found, tmp_path / "d.csv", provenance=export.provenance(line))
    assert leaks(content(tmp_path / "d.csv")) == []
    assert (
        content(tmp_path / "d.csv")
        .splitlines()[1]
        .startswith("2025-03-05,non-state violence,Valgamaa,0.0,EE,20000.0,True,inside")
    )


def test_a_frame_that_lost_its_rule_is_shared_as_counts(line):
    found = bm.events(pd.DataFrame(rows(ucdp)), share="rows", licence="CC BY 4.0")
    found.attrs = {}
    assert bm.map_articles("Buses in Valga stopped.", line, events=found).data.events.rows is None
    assert KEY in bm.count_events(found).attrs


def test_the_opening_counts_of_a_page_are_those_of_its_rows(line):
    """With rows or without, at every depth that the page offers and on every side."""
    from buffermap.page.picture.states import held_events

    table = pd.DataFrame([acled(i, (57.6 + i * 0.02, 25.5 + i * 0.03), code="123"[i % 3]) for i in range(40)])
    for side in ("both", "EE", "LV"):
        zone = bm.zone(line, side=side, depth="10 km")
        counts, full = (
            bm.map_articles("Buses in Valga stopped.", zone, events=bm.events(table, share=share)).data
            for share in ("aggregate", "own-use")
        )
        for depth_m in (5_000.0, 10_000.0, 20_000.0, 30_000.0):
            opened = dataclasses.replace(full.zone, depth_m=depth_m)
            assert held_events(counts.events, opened) == held_events(full.events, opened)


def test_rows_for_ones_own_use_are_on_no_public_page(line):
    found = bm.events(pd.DataFrame(rows()), share="own-use")
    with pytest.raises(bm.InputError, match="not for a public page"):
        bm.map_articles("Buses in Valga stopped.", line, events=found, share="public")
