"""What an archive costs: ``python tests/benchmarks/bench_corpus.py [--articles 1000]``.

First-seen texts of some 3 kB are put together from sentences of the evaluation corpora, each used again and again in
another order. Every line is a run in processes of its own; processor seconds and memory are those of all of them. The
same input is read by one process, by two, by an executor of this process (no overhead), with reprints, with a worker
that is killed, by Dask's workers, and by `extract` to JSON lines; then the page is made of the archive.
"""

import argparse
import contextlib
import hashlib
import json
import multiprocessing
import random
import resource
import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import buffermap as bm
from buffermap.articles.article import Article
from buffermap.cli import main as command_line
from buffermap.corpus import stored
from buffermap.mapping import map_inputs
from gazetteer.build.corpora import read_corpus

SIZE = 3000  # characters of an article
COPIES = 10  # of each text, among reprints
PARTS = 4  # of each archive


def articles(count, *, copies=1):
    texts = [record["text"] for corpus in ("tr-news", "geovirus") for record in read_corpus(corpus)]
    sentences = [part.strip() for text in texts for part in text.split(". ") if len(part) > 20]
    chosen = random.Random(1)  # noqa: S311 - the same texts in each run
    for number in range(count // copies):
        parts = []
        while sum(map(len, parts)) < SIZE:
            parts.append(chosen.choice(sentences))
        text = ". ".join(parts) + "."
        for copy in range(copies):
            yield Article(doc_id=f"n{number}-{copy}", text=text, published="2026-03-01", language="en")


def report(name, work, *arguments):
    """Run some work in a process of its own, and print what it and all that it starts take."""
    context = multiprocessing.get_context("spawn")
    results = context.SimpleQueue()
    process = context.Process(target=_timed, args=(results, work, arguments))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{name}: failed")
    wall, cpu, own_mb, child_mb, told = results.get()
    print(f"{name:42} {wall:7.1f} {cpu:7.1f} {own_mb:6.0f} {child_mb:6.0f}  {told}", flush=True)
    return cpu


def _timed(results, work, arguments):
    began = time.perf_counter()
    told = work(*arguments)
    wall = time.perf_counter() - began
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = sum(used.ru_utime + used.ru_stime for used in (own, children))
    results.put((wall, cpu, own.ru_maxrss / 1024, children.ru_maxrss / 1024, told))


def parts(folder, count, jobs, copies=1, kill=False):  # noqa: FBT002 - a benchmark's switch
    def given():
        for number, article in enumerate(articles(count, copies=copies)):
            if kill and number == 3 * count // 4 - 1:
                multiprocessing.active_children()[0].kill()
            yield article

    return hashed(bm.extract_parts(given(), folder, jobs=jobs, part=count // copies // PARTS))


def inside(folder, count):
    with ThreadPoolExecutor(1) as executor:
        return hashed(bm.extract_parts(articles(count), folder, executor=executor, part=count // PARTS))


def dask(folder, count, workers):
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        Client(cluster) as client,
    ):
        archive = bm.extract_parts(
            articles(count),
            folder,
            executor=client.get_executor(pure=False),
            jobs=workers,
            part=count // PARTS,
        )
        return hashed(archive)


def resumed(folder, count):
    return hashed(bm.extract_parts(articles(count), folder, resume=True, part=count // PARTS))


def lines(folder, count, jobs):
    source = folder.with_suffix(".jsonl")
    with source.open("w", encoding="utf-8") as file:
        for one in articles(count):
            file.write(json.dumps({"doc_id": one.doc_id, "text": one.text, "language": "en"}) + "\n")
    with contextlib.suppress(SystemExit):
        command_line(
            ["-q", "extract", str(source), "-o", str(folder.with_suffix(".out.jsonl")), "--jobs", str(jobs)]
        )
    return ""


def page(folder):
    stored.MOST_ARTICLES = 100
    target = folder.with_suffix(".html")
    made = map_inputs([folder], None, target)
    return f"{target.stat().st_size / 1e6:.1f} MB: {made.summary()}"


def hashed(archive):
    whole = hashlib.sha256()
    for path in sorted(archive.folder.rglob("*.parquet")):
        whole.update(path.read_bytes())
    counts = archive.manifest["counts"]
    return (
        f"{counts['articles']:,} articles, {counts['mentions']:,} mentions, content {whole.hexdigest()[:12]}"
    )


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1000)
    count = options.parse_args().articles
    room = Path(tempfile.mkdtemp())
    print(f"{'':42}    wall     cpu MB own  child")
    try:
        alone = report("archive, within one process", inside, room / "inside", count)
        one = report("archive, one process", parts, room / "one", count, 1)
        two = report("archive, two processes", parts, room / "two", count, 2)
        report("archive, two processes, one killed", parts, room / "killed", count, 2, 1, True)
        report("archive, resumed when all is there", resumed, room / "one", count)
        again = report(f"archive, each text {COPIES} times", parts, room / "again", count * COPIES, 1, COPIES)
        dask_one = report("archive, Dask, one worker", dask, room / "dask1", count, 1)
        dask_two = report("archive, Dask, two workers", dask, room / "dask2", count, 2)
        jsonl = report("JSON lines, one process", lines, room / "l1", count, 1)
        jsonl_two = report("JSON lines, two processes", lines, room / "l2", count, 2)
        report("page of the archive", page, room / "one")
    finally:
        shutil.rmtree(room)
    reprint = (again - one) / (count * (COPIES - 1))
    print(
        f"first-seen: {count / alone:.0f} articles a second of processor time, {count * SIZE / 1e6 / alone:.2f} MB/s"
    )
    print(
        f"a reprint costs {reprint * 1000:.2f} ms, a first-seen text {alone / count * 1000:.1f} ms: 1 : {alone / count / reprint:.0f}"
    )
    print(
        f"two processes against one: {two / one:.2f} × the processor time; JSON lines {jsonl_two / jsonl:.2f} ×"
    )
    print(
        f"Dask, two workers against one: {dask_two / dask_one:.2f} ×; against one process {dask_two / one:.2f} ×"
    )


if __name__ == "__main__":
    main()
