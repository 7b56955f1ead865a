"""Measure the page: size, writing, opening, memory, slider. ``python tests/benchmarks/bench_page.py``."""

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


def measure(browser: Any, data: PageData, folder: Path) -> dict[str, Any]:
    """Write and open one page."""
    path, again = folder / "page.html", folder / "again.html"
    writing = []
    for target in (path, again):
        start = time.process_time()
        BufferMap(data).save(target)
        writing.append(time.process_time() - start)
    context = browser.new_context(viewport={"width": 1400, "height": 860})
    ready, requests, slider_cpu = [], [], []
    for _ in range(3):
        page = context.new_page()
        page.on("request", lambda r: requests.append(r.url))
        page.goto(path.as_uri())
        page.wait_for_selector("html.ready", state="attached", timeout=60_000)
        ready.append(page.evaluate("performance.getEntriesByName('buffermap-ready')[0].startTime"))
        cpu = context.new_cdp_session(page)
        cpu.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        cpu.send("Performance.enable")
        before = _task_ms(cpu)
        slider = page.evaluate(SLIDER)
        slider_cpu.append((_task_ms(cpu) - before) / 50)
        heap = page.evaluate("performance.memory.usedJSHeapSize")
        page.close()
    return {
        "MB": round(path.stat().st_size / 1e6, 2),
        "write s (cpu)": round(min(writing), 2),
        "ready ms": round(min(ready)),
        "slider ms, median of 50": round(statistics.median(slider), 1),
        "slider ms of the main thread's own time": round(min(slider_cpu), 1),
        "heap MB": round(heap / 1e6, 1),
        "requests": len([u for u in requests if not u.startswith(("file:", "data:", "blob:"))]),
        "same bytes": path.read_bytes() == again.read_bytes(),
    }


def _task_ms(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def main() -> None:
    """Print the table."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGS, "--enable-precise-memory-info"]
        )
        for settlements, articles in ((447, 3), (143_702, 900)):
            print(
                settlements,
                "settlements,",
                articles,
                "articles:",
                measure(browser, many(settlements, articles), Path(folder)),
            )
        browser.close()


if __name__ == "__main__":
    main()
