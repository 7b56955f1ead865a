import json
import shutil

import pytest
from click.testing import CliRunner

import buffermap as bm
from buffermap.cli import cli
from buffermap.corpus import stored
from buffermap.corpus.stored import read_archive
from buffermap.mapping import map_inputs
from buffermap.pipeline import parse


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    from tests.buffermap.corpus import conftest

    return bm.extract_parts(
        conftest.articles.__wrapped__(), tmp_path_factory.mktemp("stored") / "archive", part=2
    )


def run(*args):
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def test_what_an_archive_says_is_what_its_articles_say(archive, articles):
    for read, fresh in zip(read_archive(archive.folder), parse(articles), strict=True):
        assert read.mentions == fresh.mentions
        assert read.statements == fresh.statements
        assert read.claims() == fresh.claims()
        assert read.unnamed() == fresh.unnamed()
        text = read.article.text
        assert [text[one.start : one.end] for one in read.mentions] == [one.surface for one in read.mentions]
        assert [text[start:end] for start, end in read.sentences] == [
            fresh.article.text[start:end] for start, end in read.sentences
        ]


@pytest.mark.parametrize(
    "options", [["-f", "jsonl"], ["-f", "csv"], ["--zones", "-f", "jsonl"]], ids=" ".join
)
def test_statements_are_listed_without_reading_again(archive, articles, tmp_path, options):
    lines = tmp_path / "in.jsonl"
    records = [{"doc_id": one.doc_id, "text": one.text, "published": one.published} for one in articles]
    lines.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    told = run("statements", archive.folder, *options)
    assert told.exit_code == 0
    assert told.stdout == run("statements", lines, *options).stdout


def test_a_scenario_comes_from_an_archive(archive, tmp_path):
    assert run("scenario", archive.folder, "-o", tmp_path / "s.toml").exit_code == 0
    assert bm.read_scenario(tmp_path / "s.toml").depths[0].value == "15 km"


def test_the_page_of_an_archive_is_that_of_its_articles(archive, articles, tmp_path):
    made = map_inputs([archive.folder], None, tmp_path / "map.html")
    fresh = bm.map_articles(articles).data
    assert made.data.zone.border == fresh.zone.border == "RU-UA"
    assert [one.text for one in made.data.sentences] == [one.text for one in fresh.sentences]
    assert made.data.mentions == fresh.mentions
    assert made.data.places == fresh.places
    assert made.reading.articles == 9


def test_of_a_large_archive_the_strongest_sentences_are_shown(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "MOST_ARTICLES", 4)
    monkeypatch.setattr(stored, "MOST_EACH", 2)
    made = map_inputs([archive.folder], None, tmp_path / "map.html")
    places = {place.name: place for place in made.data.places}
    assert (places["Kyiv"].mentions_in_all, places["Kyiv"].articles_in_all) == (10, 9)
    kyiv = made.data.places.index(places["Kyiv"])
    assert sum(one.place == kyiv for one in made.data.mentions) == 2
    assert len(made.data.statements) == 1  # what is stated of zones is never left out first
    assert made.reading.gathered["mentions"] > made.reading.gathered["mentions_shown"]
    assert any(line.startswith("shown of the archive: ") for line in made.reading.lines())
    assert any(phrase["t"] == "reading.gathered" for phrase in made.data.reading)
    assert made.summary().startswith("9 articles: ")
    assert "1 of 1 statements" in made.summary()


def test_most_limits_what_a_page_holds(archive, monkeypatch):
    monkeypatch.setattr(stored, "MOST_ARTICLES", 4)
    monkeypatch.setattr(stored, "MOST_MENTIONS", 5)
    monkeypatch.setattr(stored, "MOST_STATEMENTS", 0)
    gathered = read_archive(archive.folder, keep="strongest")
    assert sum(len(one.mentions) for one in gathered) == 5
    named = [one.geonameid for item in gathered for one in item.mentions]
    assert len(set(named)) == 5  # each place once before any twice


def test_what_an_archive_cannot_do_is_said(archive, tmp_path):
    (tmp_path / "a.txt").write_text("Kyiv", encoding="utf-8")
    (tmp_path / "c.toml").write_text("", encoding="utf-8")
    for options in ([tmp_path / "a.txt"], ["--corrections", tmp_path / "c.toml"]):
        told = run("map", archive.folder, *options, "-o", tmp_path / "m.html")
        assert "an archive is read alone" in str(told.exception)
    told = run("map", archive.folder, "--text", "full", "-o", tmp_path / "m.html")
    assert "does not hold the whole texts" in str(told.exception)


def test_an_archive_that_is_not_complete_is_refused(articles, tmp_path):
    half = bm.extract_parts(articles[:2], tmp_path / "half")
    half.write_manifest(half.manifest | {"complete": False})
    with pytest.raises(bm.InputError, match="is not complete; go on with"):
        parse([half.folder])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: _edited(folder, parts="x"), "parts is none"),
        (lambda folder: _edited(folder, reading=[]), "reading is none"),
        (
            lambda folder: _edited(folder, parts=3_000_000_000),
            "part-000005.parquet: a part that cannot be read",
        ),
        (lambda folder: (folder / "mentions" / "part-000000.parquet").write_bytes(b"PAR1"), "cannot be read"),
        (lambda folder: (folder / "articles" / "part-000001.parquet").unlink(), "cannot be read"),
    ],
)
def test_an_archive_from_outside_that_is_damaged_has_one_line(archive, tmp_path, damage, said):
    folder = tmp_path / "archive"
    shutil.copytree(archive.folder, folder)
    damage(folder)
    found = run("map", folder, "-o", tmp_path / "page.html")
    assert found.exit_code == 1
    assert isinstance(found.exception, (bm.InputError, SystemExit)), found.exception
    assert said in str(found.exception) + found.output
    assert not (tmp_path / "page.html").exists()


def _edited(folder, **values):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values), encoding="utf-8")
