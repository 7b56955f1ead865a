import csv
import json

import pytest
from click.testing import CliRunner

from buffermap.articles.article import Article
from buffermap.cli import cli
from buffermap.errors import InputError
from buffermap.parsed import Parsed
from buffermap.said.find import find
from buffermap.said.table import COLUMNS, statements_frame
from gazetteer.mention import Mention
from gazetteer.text.sentences import split

TEXT = (
    "The army plans a buffer zone 15 to 20 km deep along the border with Armenia, officials said on Monday. "
    "Four villages near the border were emptied."
)


@pytest.fixture
def parsed():
    start = TEXT.index("Armenia")
    mentions = [
        Mention(start=start, end=start + 7, surface="Armenia", kind="country", name="Armenia", country="AM")
    ]
    article = Article(doc_id="a.txt", text=TEXT, published="2025-06-04")
    sentences = split(TEXT)
    return Parsed(
        article=article, sentences=sentences, mentions=mentions, statements=find(article, sentences, mentions)
    )


@pytest.fixture
def invoke(parsed, monkeypatch):
    monkeypatch.setattr("buffermap.pipeline.parse", lambda *_, **__: [parsed])
    return lambda *args: CliRunner().invoke(cli, ["statements", "a.txt", *args], catch_exceptions=False)


def test_the_table_says_who_describes_what_as_what(invoke):
    shown = invoke().stdout
    assert "a.txt#1  buffer zone (buffer)" in shown
    assert "depth 15 km to 20 km" in shown
    assert "described as planned by officials (reported), 2025-06-02" in shown
    assert "unnamed   a.txt: Four villages (village, near the border)" in shown


def test_json_holds_documents_events_and_contradictions(invoke):
    document = json.loads(invoke("-f", "json").stdout)
    [statement] = document["documents"][0]["statements"]
    assert statement["where_kind"] == "country-border"
    assert statement["evidence"]["depth"]["text"] == "15 to 20 km"
    assert document["events"] == [{"statements": ["a.txt#1"], "sources": ["a.txt"]}]
    assert document["documents"][0]["unnamed_places"][0]["count"] == 4


def test_one_line_of_jsonl_per_document(invoke, tmp_path):
    path = tmp_path / "s.jsonl"
    assert invoke("-o", str(path)).exit_code == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == ["a.txt"]


def test_statements_can_be_written_as_a_table_file_and_as_annotations(invoke, tmp_path):
    assert invoke("-o", str(tmp_path / "s.csv")).exit_code == 0
    assert "officials" in (tmp_path / "s.csv").read_text(encoding="utf-8")
    assert invoke("-o", str(tmp_path / "s.jsonld")).exit_code == 0
    text = (tmp_path / "s.jsonld").read_text(encoding="utf-8")
    assert "TextQuoteSelector" in text
    assert "TextPositionSelector" in text


def test_the_frame_has_its_columns_even_when_empty(parsed):
    assert list(statements_frame([]).columns) == COLUMNS
    frame = statements_frame(parsed.statements)
    assert frame.loc[0, "side"] == "unstated"
    assert frame.loc[0, "depth_high_m"] == 20_000


CLAIMS = """Sumy region, just 200 miles from Kyiv, was shelled.

Kursk region, about 90 km from Kharkiv, was quiet.

Bryansk lies 20 miles from Moscow.
"""


def test_distance_claims_are_checked_against_geography(tmp_path):
    (tmp_path / "a.txt").write_text(CLAIMS, encoding="utf-8")
    shown = CliRunner().invoke(cli, ["statements", str(tmp_path / "a.txt")], catch_exceptions=False).stdout
    lines = [line for line in shown.splitlines() if line.startswith("distance")]
    assert [line.split("”: ")[1].split(" (")[0] for line in lines] == [
        "fits",
        "fits only for the nearest part of Kursk Oblast",
        "does not fit",
    ]
    assert "km nearest" in lines[0]
    assert "km centre" in lines[0]
    assert "km farthest" in lines[0]
    table = tmp_path / "d.csv"
    CliRunner().invoke(
        cli,
        ["statements", str(tmp_path / "a.txt"), "--rows", "distances", "-o", str(table)],
        catch_exceptions=False,
    )
    rows = list(
        csv.DictReader(
            line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
        )
    )
    assert [row["verdict"] for row in rows] == ["fits", "fits_nearest", "does_not_fit"]
    assert float(rows[0]["nearest_m"]) < float(rows[0]["centre_m"]) < float(rows[0]["farthest_m"])


def test_distances_are_rows_of_csv_only(invoke, tmp_path):
    with pytest.raises(InputError, match="makes a csv file"):
        invoke("--rows", "distances", "-o", str(tmp_path / "d.json"))
