"""A page for the public holds no list: neither in sight nor in its data."""

import base64
import gzip
import json
import re
from datetime import UTC, datetime, timedelta

import openpyxl
import pandas as pd
import pytest
import shapely

import buffermap as bm
from buffermap.cli import main
from buffermap.headline import coverage_line, headline
from buffermap.page.document import document
from buffermap.page.sharing import LEAST_PEOPLE, past_embargo, words_of

ARTICLE = "A buffer zone 20 km deep along the Estonian-Latvian border is needed, a deputy said in Tartu. Nobody in Abja-Paluoja was asked."


@pytest.fixture(scope="module")
def pages():
    return {share: bm.map_articles(ARTICLE, share=share).data for share in ("desk", "public")}


def all_text(data):
    """Everything that a page's file holds, unpacked."""
    html = document(data)
    bulk = re.search(r'id="bm-bulk">([^<]*)<', html)[1]
    digits = bulk.translate(str.maketrans(",./", "<&>"))
    return html + gzip.decompress(base64.b85decode(digits)).decode("latin-1")


def test_only_named_and_large_places_are_in_the_data(pages):
    desk, public = pages["desk"].settlements, pages["public"].settlements
    mentioned = {place.geonameid for place in pages["public"].places}
    assert len(public) < len(desk)
    for number, people in zip(public.geonameid.tolist(), public.population.tolist(), strict=True):
        assert people >= LEAST_PEOPLE or number in mentioned
    assert any(name.startswith("Abja-Paluoja") for name in public.name), "an article names it"
    text = all_text(pages["public"])
    left_out = [name.split("\n")[0] for name in desk.name if name not in set(public.name)]
    divisions = " ".join(desk.divisions + desk.locals)  # many are called after a town
    left_out = [name for name in left_out if name not in divisions]
    assert left_out
    found = [name for name in left_out if re.search(rf"\b{re.escape(name)}\b", text)]
    assert found == []
    desk_text = all_text(pages["desk"])
    assert any(re.search(rf"\b{re.escape(name)}\b", desk_text) for name in left_out), (
        "it can be found where it is"
    )


def test_what_is_not_named_is_counted_by_district(pages):
    data = pages["public"]
    words = words_of(data)
    inside = bm.settlements(bm.border("EE-LV"), depth="20 km").query("inside")
    named = set(data.settlements.geonameid.tolist())
    others = inside[~inside["geonameid"].isin(named)]
    said = coverage_line(data, words)
    assert f"Within 20 km there are {len(others)} other listed settlements, not named here: " in said
    counts = [
        int(number) for number in re.findall(r" (\d+)(?:,|\.$)", said.rpartition("not named here: ")[2])
    ]
    assert sum(counts) == len(others)
    assert min(counts) >= 5
    assert (
        "settlements that this page names (those in the articles, and those of 10,000 listed people or more)"
        in headline(data, words)
    )


def test_no_lines_of_ones_own_and_no_other_way():
    line = bm.border(line=shapely.LineString([(26, 57.5), (27, 58)]))
    with pytest.raises(bm.InputError, match="a public page shows no line of your own"):
        bm.map_articles(ARTICLE, line, share="public")
    with pytest.raises(bm.InputError, match="shared as desk or public, not as 'press'"):
        bm.map_articles(ARTICLE, share="press")


def test_tables_and_runs_for_the_public(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        'version = 2\narticles = ["a.txt"]\n[border]\nvalue = "EE-LV"\nsource = "analyst"\n[[depth]]\nvalue = "20 km"\n'
        'source = "analyst"\n[outputs]\nmap = "p.html"\nsettlements = "named.csv"\nadm1 = "plan.xlsx"\n',
        encoding="utf-8",
    )
    main(["run", str(tmp_path / "s.toml"), "--share", "public"])
    named = pd.read_csv(tmp_path / "named.csv")
    assert "Abja-Paluoja" in set(named["name"])
    small = named[named["population"].fillna(0) < LEAST_PEOPLE]
    assert set(small["name"]) <= {"Abja-Paluoja"}
    sums = openpyxl.load_workbook(tmp_path / "plan.xlsx")["divisions"]
    head, *rows = sums.iter_rows(values_only=True)
    assert min(row[head.index("settlements_high")] for row in rows) >= 5
    main(
        [
            "settlements",
            "--border",
            "EE-LV",
            "--depth",
            "20km",
            "--share",
            "public",
            "-o",
            str(tmp_path / "large.csv"),
        ]
    )
    assert (pd.read_csv(tmp_path / "large.csv")["population"] >= LEAST_PEOPLE).all()
    assert "those of 10,000 people or more" in capsys.readouterr().err


def test_a_desk_page_carries_no_words_of_public_ones(pages):
    assert "public." not in json.dumps(list(words_of(pages["desk"])._strings))


def test_events_of_the_last_days_are_left_out():
    now = datetime.now(UTC).date()
    rows = pd.DataFrame(
        {
            "date": [now.isoformat(), (now - timedelta(days=10)).isoformat()],
            "lat": [57.8, 57.9],
            "lon": [26.0, 26.1],
        }
    )
    events = bm.events(rows)
    kept = past_embargo(events)
    assert kept["lat"].tolist() == [57.9]
    assert kept.attrs == events.attrs
