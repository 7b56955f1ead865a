"""How long a new process takes to import buffermap and to extract for the first time: ``python tests/benchmarks/bench_import.py``.

The least of several processes; the budgets are 60 ms and 1.2 s. Says also which third-party packages each step has loaded.
"""

import json
import subprocess
import sys

RUNS = 7
TEXT = "Shelling was reported near Bilopillia in the Sumy region on Monday, officials in Kyiv said."
STEPS = {
    "import buffermap": "import buffermap as bm",
    "first bm.extract, imports included": f"import buffermap as bm; bm.extract({TEXT!r})",
    "first bm.statements, imports included": f"import buffermap as bm; bm.statements({TEXT!r})",
    "first zone of 20 km, imports included": "import buffermap as bm; bm.zone(bm.border('RU-UA', along='Sumy'), depth='20 km')",
}
WATCHED = ("numpy", "pandas", "shapely", "pyarrow", "scipy", "geopandas", "folium", "rich")
PROGRAM = """
import json, sys, time
began, cpu = time.perf_counter(), time.process_time()
{step}
seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
print(json.dumps([seconds, cpu_s, [name for name in {watched!r} if name in sys.modules]]))
"""


def main() -> None:
    """Time each step in processes of its own."""
    for name, step in STEPS.items():
        program = PROGRAM.format(step=step, watched=WATCHED)
        runs = [
            json.loads(
                subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout
            )
            for _ in range(RUNS)
        ]
        least = min(run[0] for run in runs)
        cpu = min(run[1] for run in runs)
        print(
            f"{least * 1000:7.0f} ms ({cpu * 1000:.0f} ms of CPU)  {name}; loaded: {', '.join(runs[0][2]) or 'nothing'}"
        )


if __name__ == "__main__":
    main()
