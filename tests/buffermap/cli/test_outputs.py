"""What every command does with the files that it is told to write."""

import json

import pytest
from click.testing import CliRunner

from buffermap.cli import cli, message_of

LINE = {
    "type": "Feature",
    "properties": {},
    "geometry": {"type": "LineString", "coordinates": [[24.2, 57.6], [24.4, 57.7]]},
}
SCENARIO = """version = 1
articles = ["news/a.txt"]
[border]
value = "EE-LV"
[side]
value = "EE"
[[depth]]
value = "5 km"
[outputs]
map = "{name}"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    text = "A buffer zone of 5 km along the border of Estonia and Latvia was proposed."
    (tmp_path / "news" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "news" / "b.html").write_text(f"<p>{text}</p>", encoding="utf-8")
    (tmp_path / "line.geojson").write_text(json.dumps(LINE), encoding="utf-8")
    (tmp_path / "own.csv").write_text("name,lat,lon\nCamp,57.9,24.6\n", encoding="utf-8")
    (tmp_path / "s.toml").write_text(SCENARIO.format(name="page.html"), encoding="utf-8")
    (tmp_path / "over.toml").write_text(SCENARIO.format(name="news/b.html"), encoding="utf-8")
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def run(*words):
    done = CliRunner().invoke(cli, [str(word) for word in words])
    return done.exit_code, message_of(done.exception) if done.exception else "", done.output


BORDER = ("--border", "EE-LV", "--side", "EE", "--depth", "5km")


@pytest.mark.parametrize(
    "words",
    [
        ("map", "news/b.html", "-o", "news/b.html"),
        ("map", "news", "-o", "news/b.html"),
        ("extract", "news/a.txt", "-o", "news/a.txt"),
        ("extract", "news", "-f", "jsonl", "-o", "news/a.txt"),
        ("statements", "news", "-o", "news/a.txt"),
        ("scenario", "news", "-o", "news/a.txt"),
        ("zone", "--line", "line.geojson", "--depth", "5km", "-o", "line.geojson"),
        ("settlements", *BORDER, "--places", "own.csv", "-o", "own.csv"),
        ("diff", "s.toml", "s.toml", "-f", "json", "-o", "s.toml"),
        ("diff", "s.toml", "s.toml", "-f", "csv", "-o", "news/a.txt"),
        ("run", "over.toml"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_inputs_are_never_overwritten(folder, words):
    (folder / "over.toml").write_text(
        SCENARIO.format(name="news/b.html").replace("a.txt", "b.html"), encoding="utf-8"
    )
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, told, _ = run(*words)
    assert code == 1
    assert "is an input of this command" in told
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("m.pdf", "print it to get a PDF"),
        ("m.png", "--also png"),
        ("m.csv", "name it m.html"),
        ("m", "m.html"),
    ],
)
def test_a_page_is_html(folder, name, way):
    code, told, _ = run("map", "news", "-o", name)
    assert code == 1
    assert way in told
    assert not (folder / name).exists()


def test_run_makes_the_folder_and_checks_all_outputs_before_the_first(folder):
    scenario = folder / "s.toml"
    assert run("run", scenario, "--into", "new/results")[0] == 0
    assert names(folder / "new" / "results") == ["page.html"]
    text = scenario.read_text(encoding="utf-8")
    for line, told in (
        ('zone = "z.pdf"', "cannot write .pdf"),
        ('zone = "z.jsonld"', "not about sentences"),
        ('zone = "page.html"', "cannot write .html"),
        ('settlements = "out/x.csv"', "leaves"),
    ):
        scenario.write_text(f"{text}{line}\n", encoding="utf-8")
        (folder / "other").mkdir(exist_ok=True)
        (folder / "elsewhere").mkdir(exist_ok=True)
        if not (folder / "other" / "out").exists():
            (folder / "other" / "out").symlink_to(folder / "elsewhere")
        code, message, _ = run("run", scenario, "--into", "other")
        assert code == 1
        assert told in message
        assert names(folder / "other") == ["out"]
        assert names(folder / "elsewhere") == []


def test_diff_is_a_table_where_its_name_says_so(folder):
    assert run("diff", "s.toml", "s.toml", "-o", "d.csv")[0] == 0
    lines = (folder / "d.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("geonameid,name,lat,lon,")
    assert json.loads((folder / "d.csv-metadata.json").read_text(encoding="utf-8"))["url"] == "d.csv"
    code, told, _ = run("diff", "s.toml", "s.toml", "-o", "d.pdf")
    assert code == 1
    assert "cannot write this format" in told


@pytest.mark.parametrize("command", ["map", "extract"])
def test_corrections_that_match_nothing_are_named(folder, command, caplog):
    (folder / "c.toml").write_text(
        '[[correction]]\nsurface = "Latvia"\nplace = false\n\n'
        '[[correction]]\nsurface = "Narva"\nplace = false\ndoc_id = "a.txt"\n',
        encoding="utf-8",
    )
    code, _, output = run(
        command, "news/a.txt", "--corrections", "c.toml", "-o", f"out.{'html' if command == 'map' else 'csv'}"
    )
    assert code == 0
    told = output + caplog.text
    assert "match nothing" in told
    assert "“Narva” in a.txt" in told
    assert "“Latvia”" not in told
