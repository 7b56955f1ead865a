import json
import multiprocessing
import signal
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import pytest

import buffermap as bm
from buffermap.corpus import pool
from buffermap.corpus.schema import TABLES
from tests.buffermap.corpus import deadly


def content(archive):
    """Every file of an archive but its lock, by name and hash."""
    return {
        path.relative_to(archive.folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(archive.folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def rows(archive, table, *columns):
    return archive.dataset(table).to_table(columns=list(columns)).to_pylist()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The archive of a run that nothing stopped."""
    from tests.buffermap.corpus import conftest

    folder = tmp_path_factory.mktemp("whole") / "archive"
    return bm.extract_parts(conftest.articles.__wrapped__(), folder, part=2)


def test_parts_hold_what_extract_and_statements_find(whole, articles):
    mentions = bm.extract(articles)
    columns = ["doc_id", "start", "end", "surface", "geonameid", "lat", "score", "reason", "sentence"]
    assert rows(whole, "mentions", *columns) == mentions[columns].to_dict("records")
    assert [one["flags"] for one in rows(whole, "mentions", "flags")] == mentions["flags"].tolist()
    assert [one["candidates"] for one in rows(whole, "mentions", "candidates")] == mentions[
        "candidates"
    ].tolist()
    said = bm.statements(articles)
    columns = [
        "statement_id",
        "what",
        "where",
        "side",
        "depth",
        "depth_high_m",
        "claimed_standing",
        "speaker",
    ]
    assert rows(whole, "statements", *columns) == said[columns].to_dict("records")
    assert rows(whole, "distances", "doc_id", "origin", "goal", "claimed_m") == [
        {"doc_id": "d4", "origin": "Chuhuiv", "goal": "Kharkiv", "claimed_m": 35_000.0}
    ]
    assert rows(whole, "unnamed", "doc_id", "count", "kind") == [
        {"doc_id": "d4", "count": 4, "kind": "village"}
    ]


def test_the_manifest_says_what_an_archive_is_made_of(whole, articles):
    told = whole.manifest
    assert told["complete"]
    assert told["parts"] == 5
    assert told["counts"]["articles"] == len(articles)
    assert told["counts"]["mentions"] == len(rows(whole, "mentions", "doc_id"))
    assert set(told["made_of"]) >= {"schema", "software", "data_sha256", "home", "outlets"}
    assert told["reading"]["articles"] == len(articles)


def test_each_file_of_a_part_has_the_schema(whole):
    for name, schema in TABLES.items():
        for path in whole.files(name):
            assert gpd.pd.read_parquet(path).columns.tolist() == schema.names


def test_mentions_are_geoparquet(whole):
    frame = gpd.read_parquet(whole.files("mentions")[0])
    assert frame.geometry.x.tolist() == frame["lon"].tolist()
    assert frame.crs == "OGC:CRS84"


def test_jobs_do_not_change_a_byte(whole, articles, tmp_path):
    assert content(bm.extract_parts(articles, tmp_path / "two", part=2, jobs=2)) == content(whole)


@pytest.mark.parametrize("when", [3, 6], ids=["while it starts", "at work"])
def test_a_killed_worker_costs_nothing(whole, articles, tmp_path, when):
    def with_a_kill():
        for number, article in enumerate(articles):
            if number == when:
                multiprocessing.active_children()[0].kill()
            yield article

    archive = bm.extract_parts(with_a_kill(), tmp_path / "killed", part=2)
    assert content(archive) == content(whole)


RUN = """
import logging, sys
import buffermap as bm
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s", force=True)
for handler in logging.getLogger().handlers: handler.flush()
if __name__ == "__main__":
    bm.extract_parts("-", sys.argv[1], part=2)
"""


def test_a_killed_run_is_resumed(articles, tmp_path):
    script, folder = tmp_path / "run.py", tmp_path / "archive"
    script.write_text(RUN, encoding="utf-8")
    lines = [
        json.dumps({"doc_id": one.doc_id, "text": one.text, "published": one.published}) for one in articles
    ]
    command = [sys.executable, "-u", str(script), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        run.stdin.write("\n".join(lines) + "\n")
        run.stdin.flush()  # and stays open: the run waits for more
        while not run.stdout.readline().startswith("part 0"):
            assert run.poll() is None
        run.send_signal(signal.SIGKILL)
    assert json.loads((folder / "manifest.json").read_text())["complete"] is False
    before = {path: path.stat().st_mtime_ns for path in (folder / "articles").glob("part-000000*")}
    known = bm.read([json.loads(line) for line in lines])
    fresh = bm.extract_parts(known, tmp_path / "fresh", part=2)
    assert content(bm.extract_parts(known, folder, part=2, resume=True)) == content(fresh)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_articles_that_kill_their_worker_or_never_end_are_listed(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "read_part", deadly.read)
    monkeypatch.setattr(pool, "_EACH_S", 0.0)
    given = [
        *articles[:3],
        replace(articles[3], doc_id="deadly"),
        replace(articles[4], doc_id="endless"),
        articles[5],
    ]
    archive = bm.extract_parts(given, tmp_path / "archive", part=3, budget_s=3.0, jobs=2)
    failed = [json.loads(line) for line in (archive.folder / "failed.jsonl").read_text("utf-8").splitlines()]
    assert [one["doc_id"] for one in failed] == ["deadly", "endless"]
    assert "its worker died" in failed[0]["error"]
    assert failed[1]["error"] == "takes longer than 3 s"
    assert archive.manifest["counts"]["failed"] == 2
    assert {one["doc_id"] for one in rows(archive, "mentions", "doc_id")} == {"d0", "d1", "d2", "d5"}


def test_damaged_and_missing_files_are_written_again(whole, articles, tmp_path):
    archive = bm.extract_parts(articles, tmp_path / "archive", part=2)
    archive.part("articles", 1).write_bytes(b"PAR1 cut off")
    archive.part("mentions", 3).unlink()
    assert content(bm.extract_parts(articles, tmp_path / "archive", part=2, resume=True)) == content(whole)


def test_more_articles_cost_their_own_parts_and_fewer_drop_them(whole, articles, tmp_path):
    archive = bm.extract_parts(articles[:4], tmp_path / "archive", part=2)
    kept = archive.part("articles", 1).stat().st_mtime_ns
    assert content(bm.extract_parts(articles, archive.folder, part=2, resume=True)) == content(whole)
    assert archive.part("articles", 1).stat().st_mtime_ns == kept
    bm.extract_parts(articles[:4], archive.folder, part=2, resume=True)
    assert [path.name for path in archive.files("articles")] == ["part-000000.parquet", "part-000001.parquet"]


def test_what_is_in_the_way_is_said(whole, articles, tmp_path):
    with pytest.raises(bm.InputError, match="holds an archive: go on with it by --resume"):
        bm.extract_parts(articles, whole.folder)
    with pytest.raises(bm.InputError, match="made with another home: name a new folder"):
        bm.extract_parts(articles, whole.folder, part=2, resume=True, home="US")
    (tmp_path / "a.txt").write_text("Kyiv", encoding="utf-8")
    with pytest.raises(bm.InputError, match="holds other files"):
        bm.extract_parts(articles, tmp_path)
    with pytest.raises(bm.InputError, match="name a folder outside it"):
        bm.extract_parts(tmp_path, tmp_path / "archive")
    with pytest.raises(bm.InputError, match="has no table 'places'"):
        whole.dataset("places")


def test_the_guide_lists_every_column():
    guide = (Path(bm.__file__).parent.parent / "docs" / "scaling.md").read_text(encoding="utf-8")
    for name, schema in TABLES.items():
        columns = " ".join(f"`{column}`" for column in schema.names)
        assert f"| {name} | {columns} |" in guide


def test_workers_that_never_start_are_an_error_not_a_wait(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "_RESTARTS", 0)

    def killing():
        for number, article in enumerate(articles):
            if number == 3:
                multiprocessing.active_children()[0].kill()
            yield article

    with pytest.raises(bm.InputError, match="no process could be started"):
        bm.extract_parts(killing(), tmp_path / "archive", part=2)
