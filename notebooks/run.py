"""Run every notebook from top to bottom, and fail where one does: ``python notebooks/run.py [NAME...]``.

Nothing is written back: notebooks are committed without outputs, so that a change shows what changed.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = Path(__file__).parent
LIMIT_S = 60


def main(names: list[str]) -> int:
    """Return the number of notebooks that failed, took too long or hold outputs."""
    failed = 0
    for path in sorted(FOLDER.glob("*.ipynb")):
        if names and not any(name in path.name for name in names):
            continue
        notebook = nbformat.read(path, as_version=4)
        started = time.perf_counter()
        problem = outputs_in(notebook) or error_of(notebook)
        seconds = time.perf_counter() - started
        if not problem and seconds > LIMIT_S:
            problem = f"took longer than {LIMIT_S} s"
        failed += bool(problem)
        print(f"{path.name}: {problem or 'runs'} ({seconds:.1f} s)", flush=True)  # noqa: T201 - what it is for
    return failed


def outputs_in(notebook: nbformat.NotebookNode) -> str:
    """Say so if a notebook was committed with its outputs."""
    kept = any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
    return "holds outputs; run nbstripout on it" if kept else ""


def error_of(notebook: nbformat.NotebookNode) -> str:
    """Run a notebook; return the last line of its error, empty if there is none."""
    client = NotebookClient(
        notebook, timeout=4 * LIMIT_S, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return str(error).strip().splitlines()[-1]
    return ""


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
