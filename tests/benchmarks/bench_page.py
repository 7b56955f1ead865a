"""Measure the page: size, writing, opening, memory, slider. ``python tests/benchmarks/bench_page.py [FILE.html ...]``.

*ready* is the page's own mark: everything is drawn in a frame that the browser has finished, and a click would be
answered. *first move* is what the reader then feels: the slider is moved in the same moment, until that frame's end.
*heap* is what a forced garbage collection leaves after the slider's moves: objects, and the typed arrays' buffers.
"""

import dataclasses
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import sync_playwright

from buffermap.page.data import PageData
from buffermap.page.page import BufferMap
from tests.browser import invented
from tests.browser.conftest import ARGS, CHROMIUM

OPENINGS = 5

SLIDER = """async () => {
  const slider = document.getElementById("bm-slider");
  const times = [];
  for (let k = 0; k < 50; k++) {
    await new Promise((done) => requestAnimationFrame(() => {
      const start = performance.now();
      slider.value = String((17 * k + 5) % 101);
      slider.dispatchEvent(new Event("input"));
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { times.push(performance.now() - start); done(); };
      channel.port2.postMessage(0);
    }));
  }
  return times;
}"""


FIRST_MOVE = """() => {
  window.firstMove = new Promise((done) => {
    new MutationObserver((_, observer) => {
      if (!document.documentElement.classList.contains("ready")) return;
      observer.disconnect();
      const start = performance.now();
      const slider = document.getElementById("bm-slider");
      slider.value = "41";
      slider.dispatchEvent(new Event("input"));
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now() - start);
        channel.port2.postMessage(0);
      });
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ["class"] });
  });
}"""


def many(settlements: int, articles: int) -> PageData:
    """Return the invented page with more of everything."""
    data = invented.page()
    table = invented.settlements(settlements - 5)
    rng = np.random.default_rng(3)
    distance = np.minimum(table.distance_m, rng.uniform(0, 110_000, len(table)))
    names = tuple(
        f"{a}{b} {i % 97}"
        for i, (a, b) in enumerate(
            zip(
                *(
                    rng.choice(["Ald", "Bro", "Cas", "Dun", "Esk", "Fen", "Gar", "Hol"], len(table))
                    for _ in "ab"
                ),
                strict=True,
            )
        )
    )
    population = np.where(
        rng.random(len(table)) < 0.6, -1, rng.lognormal(5.5, 1.6, len(table)).astype(np.int64)
    )
    table = dataclasses.replace(table, distance_m=distance, name=names, population=population)
    copies = max(1, articles // len(data.articles))
    sentences, mentions, count = [], [], len(data.sentences)
    for copy in range(copies):
        sentences += [
            dataclasses.replace(s, article=s.article + copy * len(data.articles)) for s in data.sentences
        ]
        mentions += [dataclasses.replace(m, sentence=m.sentence + copy * count) for m in data.mentions]
    return dataclasses.replace(
        data,
        settlements=table,
        articles=data.articles * copies,
        sentences=tuple(sentences),
        mentions=tuple(mentions),
    )


def write(data: PageData, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Write one page twice."""
    path, again = folder / "page.html", folder / "again.html"
    seconds = []
    for target in (path, again):
        start = time.process_time()
        BufferMap(data).save(target)
        seconds.append(time.process_time() - start)
    return path, {
        "write s (cpu)": round(min(seconds), 2),
        "same bytes": path.read_bytes() == again.read_bytes(),
    }


def measure(browser: Any, path: Path) -> dict[str, Any]:
    """Open a page several times and use it."""
    context = browser.new_context(viewport={"width": 1400, "height": 860})
    context.add_init_script(f"({FIRST_MOVE})()")
    ready, first, requests, slider, slider_cpu, opening_cpu = [], [], [], [], [], []
    for _ in range(OPENINGS):
        page = context.new_page()
        page.on("request", lambda r: requests.append(r.url))
        session = context.new_cdp_session(page)
        session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        session.send("Performance.enable")
        page.goto(path.as_uri())
        page.wait_for_selector("html.ready", state="attached", timeout=60_000)
        opening_cpu.append(_task_ms(session))
        first.append(page.evaluate("window.firstMove"))
        ready.append(page.evaluate("performance.getEntriesByName('buffermap-ready')[0].startTime"))
        before = _task_ms(session)
        slider.append(statistics.median(page.evaluate(SLIDER)))
        slider_cpu.append((_task_ms(session) - before) / 50)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")
        page.close()
    context.close()
    return {
        "MB": round(path.stat().st_size / 1e6, 3),
        "ready ms": round(min(ready)),
        "main thread's own ms until then": round(min(opening_cpu)),
        "first move ms": round(min(first)),
        "slider ms, median of 50": round(min(slider), 1),
        "slider ms of the main thread's own time": round(min(slider_cpu), 1),
        "heap MB: objects": round(heap["usedSize"] / 1e6, 1),
        "heap MB: buffers": round(heap.get("backingStorageSize", 0) / 1e6, 1),
        "requests": len([u for u in requests if not u.startswith(("file:", "data:", "blob:"))]),
    }


def _task_ms(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def main(files: list[str]) -> None:
    """Print the table, for given pages or for invented ones."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for file in files:
            print(file, measure(browser, Path(file).resolve()))
        for settlements, articles in () if files else ((447, 3), (143_702, 900)):
            path, written = write(many(settlements, articles), Path(folder))
            print(settlements, "settlements,", articles, "articles:", measure(browser, path) | written)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
