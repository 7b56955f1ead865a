import os
import signal
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa
import pytest
from click.testing import CliRunner

import buffermap as bm
from buffermap.cli import cli
from buffermap.corpus.schema import MENTIONS
from tests.buffermap.corpus.test_archive import content

distributed = pytest.importorskip("distributed", reason="an extra: pip install buffermap[dask]")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    from tests.buffermap.corpus import conftest

    return bm.extract_parts(
        conftest.articles.__wrapped__(), tmp_path_factory.mktemp("engines") / "archive", part=2
    )


@pytest.fixture
def cluster():
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_threads_write_the_same_bytes(whole, articles, tmp_path):
    with ThreadPoolExecutor(2) as executor:
        archive = bm.extract_parts(articles, tmp_path / "archive", part=2, executor=executor, jobs=2)
    assert content(archive) == content(whole)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_dask_worker_that_is_killed_costs_nothing(cluster, whole, articles, tmp_path):
    def with_a_kill():
        for number, article in enumerate(articles):
            if number == 6:  # two parts are at work, or done
                os.kill(min(cluster.run(os.getpid).values()), signal.SIGKILL)
            yield article

    archive = bm.extract_parts(
        with_a_kill(), tmp_path / "archive", part=2, executor=cluster.get_executor(pure=False), jobs=1
    )
    assert content(archive) == content(whole)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_command_line_takes_a_scheduler(cluster, tmp_path):
    (tmp_path / "a.txt").write_text("Trains between Sumy and Kyiv run again.", encoding="utf-8")
    address = cluster.scheduler_info()["address"]
    command = ["extract", str(tmp_path / "a.txt"), "-o", f"{tmp_path}/out/", "--scheduler", address]
    told = CliRunner().invoke(cli, command)
    assert told.exit_code == 0, told.exception
    assert "1 articles, 2 mentions" in told.stderr


def test_an_executor_that_takes_nothing_more_can_be_resumed(articles, tmp_path):
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(bm.InputError, match=r"takes no more parts .* go on with resume=True"):
        bm.extract_parts(articles, tmp_path / "archive", executor=executor)


def test_tables_go_in_and_come_out(articles):
    given = pa.table({"doc_id": [one.doc_id for one in articles], "body": [one.text for one in articles]})
    found = bm.extract_table(given)
    assert found.schema == MENTIONS
    columns = ["doc_id", "surface", "geonameid", "score"]
    assert found.select(columns).to_pylist() == bm.extract(articles)[columns].to_dict("records")


def test_batches_without_texts_give_tables_without_rows():
    assert bm.extract_table(pa.table({"text": pa.array([], pa.string())})).schema == MENTIONS
    assert bm.extract_table(pa.table({"text": ["", None]})).num_rows == 0
    rows = bm.extract_table(pa.table({"text": ["", "Trains to Sumy run."]}))
    assert rows["doc_id"].to_pylist() == ["row:2"]
    with pytest.raises(bm.InputError, match="no column of texts among headline"):
        bm.extract_table(pa.table({"headline": ["Kyiv"]}))


def test_duckdb_reads_the_parts(whole):
    parts = {name: str(whole.folder / name / "*.parquet") for name in ("mentions", "articles")}
    query = """
        SELECT name, count(*) AS mentions, count(DISTINCT doc_id) AS articles
        FROM read_parquet($mentions) JOIN read_parquet($articles) AS articles USING (doc_id)
        WHERE kind = 'settlement' AND published >= '2026-01' GROUP BY ALL ORDER BY articles DESC, name LIMIT 2
    """
    assert duckdb.execute(query, parts).fetchall() == [("Kyiv", 10, 9), ("Lviv", 9, 9)]
