import csv
import gzip
import io
import json
import subprocess
import sys

import geopandas as gpd
import pytest
from click.testing import CliRunner

from buffermap.cli.extract import command
from buffermap.errors import InputError
from buffermap.export.cells import cell

TEXT = "Shelling was reported in the Sumy region on Monday, officials in Kyiv said."


@pytest.fixture
def run():
    def invoke(*args, **options):
        return CliRunner().invoke(command, [str(arg) for arg in args], **options)

    return invoke


def lines(output):
    return [json.loads(line) for line in output.splitlines()]


def write_lines(path, texts):
    path.write_text(
        "".join(json.dumps({"doc_id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts)),
        encoding="utf-8",
    )
    return path


def test_one_line_per_document_as_the_contract_has_it(run, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    [document] = lines(run(article, "-f", "jsonl").stdout)
    assert document["doc_id"] == "a.txt"
    sumy, kyiv = document["mentions"]
    assert list(sumy) == [
        "start", "end", "surface", "kind", "usage", "subtype", "flags", "geonameid", "name", "country", "admin1",
        "admin1_code", "lat", "lon", "within", "score", "reason", "candidates",
    ]  # fmt: skip
    assert (sumy["surface"], sumy["name"], sumy["kind"], sumy["admin1_code"]) == (
        "Sumy",
        "Sumy Oblast",
        "admin1",
        "UA.21",
    )
    assert set(sumy["candidates"][0]) == {"geonameid", "score"}
    assert TEXT[kyiv["start"] : kyiv["end"]] == "Kyiv"


def test_csv_and_geojson_and_table(run, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run(article, "-f", "csv").stdout)))
    assert [row["name"] for row in rows] == ["Sumy Oblast", "Kyiv"]
    collection = json.loads(run(article, "-f", "geojson").stdout)
    assert [feature["properties"]["name"] for feature in collection["features"]] == ["Sumy Oblast", "Kyiv"]
    assert collection["features"][1]["geometry"]["coordinates"] == pytest.approx([30.52, 50.45], abs=0.1)
    table = run(article).stdout
    assert table.startswith("a.txt: 2 mentions\n")
    assert "Sumy Oblast" in table


def test_processes_keep_the_order(run, tmp_path):
    source = write_lines(tmp_path / "many.jsonl", [f"Rain fell in Madrid on day {n}." for n in range(40)])
    alone, together = run(source, "-f", "jsonl"), run(source, "-f", "jsonl", "--jobs", "2")
    assert together.exit_code == 0
    assert alone.stdout == together.stdout
    assert [document["doc_id"] for document in lines(alone.stdout)] == [f"d{n}" for n in range(40)]


def test_a_bad_line_never_loses_the_others(run, tmp_path):
    source = tmp_path / "bad.jsonl"
    good = json.dumps({"doc_id": "good", "text": TEXT}).encode()
    source.write_bytes(good + b"\n{broken\n[1]\n\xff\xfe\n" + good.replace(b"good", b"last") + b"\n")
    result = run(source, "-f", "jsonl")
    assert [document["doc_id"] for document in lines(result.stdout)] == ["good", "last"]
    assert result.stderr.count("bad.jsonl:") == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nul.txt", (TEXT + " ").encode() * 20 + b"\x00"),
        (
            "cp1251.txt",
            "Взрывы слышали в Белгороде и под Харьковом, сообщили власти Курской области.".encode("cp1251"),
        ),
        ("bom.txt", b"\xef\xbb\xbf" + TEXT.encode()),
        ("utf16.txt", TEXT.encode("utf-16")),
    ],
)
def test_odd_encodings_are_read(run, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    [document] = lines(run(path, "-f", "jsonl").stdout)
    assert document["mentions"]


def test_lone_surrogates_do_no_harm(run, tmp_path):
    source = tmp_path / "s.jsonl"
    source.write_text(json.dumps({"text": TEXT + " \ud800"}) + "\n", encoding="utf-8")
    [document] = lines(run(source, "-f", "jsonl").stdout)
    assert len(document["mentions"]) == 2


def test_a_stream_from_standard_input(run):
    result = run("-", "-f", "jsonl", input=gzip.compress(json.dumps({"text": TEXT}).encode() + b"\n"))
    assert len(lines(result.stdout)[0]["mentions"]) == 2


def write_paper(path):
    """Write records of a paper of Mississippi."""
    texts = [
        "The council of Tupelo met near Pontotoc, Mississippi.", "Crews of Batesville, Mississippi, helped.",
        "A school in Holly Springs, Miss., won.", "Rain fell in Tupelo, Mississippi.", "A barn burned near Oxford.",
    ]  # fmt: skip
    records = [{"doc_id": f"d{n}", "text": text, "outlet": "The Paper"} for n, text in enumerate(texts)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_articles_of_one_outlet_explain_each_other_where_they_can_be_read_twice(run, tmp_path):
    file = write_paper(tmp_path / "paper.jsonl")
    found = [
        lines(run(file, "-f", "jsonl", *more).stdout)[-1]["mentions"][0]["admin1"]
        for more in ([], ["--no-outlets"], ["--home", "US.AL"])
    ]
    assert found == ["Mississippi", "England", "Alabama"]
    [stream] = lines(run("-", "-f", "jsonl", input=file.read_bytes()).stdout)[-1]["mentions"]
    assert stream["country"] == "GB"


def test_a_home_that_is_none_is_an_error_before_anything_is_written(run, tmp_path):
    result = run(write_paper(tmp_path / "p.jsonl"), "--home", "Atlantis", "-o", tmp_path / "out.jsonl")
    assert "no ISO country code" in str(result.exception)
    assert not (tmp_path / "out.jsonl").exists()


def test_corrections(run, tmp_path):
    source = write_lines(tmp_path / "a.jsonl", [TEXT])
    fixes = tmp_path / "fixes.toml"
    fixes.write_text('[[correction]]\nsurface = "Kyiv"\nplace = false\n', encoding="utf-8")
    [document] = lines(run(source, "-f", "jsonl", "--corrections", fixes).stdout)
    assert [mention["surface"] for mention in document["mentions"]] == ["Sumy"]


def test_boilerplate_can_be_left_out(run, tmp_path):
    source = write_lines(tmp_path / "a.jsonl", [TEXT + "\n\nRelated Articles\nFlood in Lisbon\n"])
    kept = lines(run(source, "-f", "jsonl").stdout)[0]["mentions"]
    assert [mention["flags"] for mention in kept if mention["surface"] == "Lisbon"] == [["boilerplate"]]
    assert "Lisbon" not in run(source, "-f", "jsonl", "--no-boilerplate").stdout


def test_an_output_file_appears_whole_or_not_at_all(run, tmp_path):
    out = tmp_path / "out.jsonl"
    assert run(write_lines(tmp_path / "a.jsonl", [TEXT]), "-o", out).exit_code == 0
    assert len(lines(out.read_text(encoding="utf-8"))) == 1
    missing = tmp_path / "second.jsonl"
    assert run(tmp_path / "nothing.txt", "-o", missing).exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == f"'{text}"


def test_the_command_needs_no_geopandas(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    code = (
        "import sys\nfrom buffermap.cli import main\n"
        f"try: main(['extract', {str(article)!r}, '-f', 'jsonl'])\nexcept SystemExit: pass\n"
        "heavy = {'geopandas', 'pandas', 'shapely', 'folium', 'lightgbm', 'pycrfsuite', 'scipy'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]"
    assert '"Sumy Oblast"' in result.stdout


def test_names_seen_and_not_placed_are_listed_with_the_reason(run, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Doctors reached Arona in Tigray Region of Ethiopia by mule.", encoding="utf-8")
    output = run(article).stdout
    assert "seen and not placed: Arona (not in the data; somewhere in Tigray)" in output
    [document] = lines(run(article, "-f", "jsonl").stdout)
    assert [mention["within"] for mention in document["mentions"]] == ["Tigray", None, None]


def test_a_parquet_file_holds_the_mentions_with_their_points(run, tmp_path):
    lines = write_lines(tmp_path / "in.jsonl", [TEXT, "The mayor of Lviv spoke."])
    run(lines, "-o", tmp_path / "out.parquet")
    frame = gpd.read_parquet(tmp_path / "out.parquet")
    assert frame["surface"].tolist() == ["Sumy", "Kyiv", "Lviv"]
    assert frame["doc_id"].tolist() == ["d0", "d0", "d1"]
    assert frame.geometry.y.tolist() == frame["lat"].tolist()


def test_a_folder_gets_an_archive_that_resume_goes_on_with(run, tmp_path):
    lines = write_lines(tmp_path / "in.jsonl", [TEXT, "The mayor of Lviv spoke."])
    first = run(lines, "-o", f"{tmp_path}/out/")
    assert "2 articles, 3 mentions, 0 statements" in first.stderr
    assert isinstance(run(lines, "-o", f"{tmp_path}/out/").exception, InputError)
    assert run(lines, "-o", f"{tmp_path}/out/", "--resume").exit_code == 0
    assert (tmp_path / "out" / "mentions" / "part-000000.parquet").is_file()


def test_resume_and_other_formats_are_refused_where_they_mean_nothing(run, tmp_path):
    lines = write_lines(tmp_path / "in.jsonl", [TEXT])
    assert "DIR/" in str(run(lines, "--resume").exception)
    assert "name a file for csv" in str(run(lines, "-o", f"{tmp_path}/", "-f", "csv").exception)
