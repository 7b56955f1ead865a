"""A plugin of pytest for ``mutants``: which tests reach which line, or only the chosen tests, in the order given."""

import json
import os
from pathlib import Path
from typing import Any

import coverage
import pytest

TO = os.environ.get("REACHED_TO")
CHOSEN = os.environ.get("REACHED_CHOSEN")
ROOT = Path(__file__).parent.parent.parent


class Reached:
    """Measures, test by test, from before the first import of the code."""

    def __init__(self, to: Path, code: str) -> None:
        self.to = to
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.measured = coverage.Coverage(data_file=None, source=[str(ROOT / code)], messages=False)
        self.measured.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self.measured.switch_context(item.nodeid)
        result = yield
        self.measured.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.measured.stop()
        data = self.measured.get_data()
        lines = {
            Path(file).relative_to(ROOT).as_posix(): {
                str(line): [test for test in tests if test]
                for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        passed = {test: took for test, took in self.seconds.items() if test not in self.failed}
        self.to.write_text(json.dumps({"seconds": passed, "lines": lines}))


def pytest_configure(config: pytest.Config) -> None:
    """Start to measure."""
    if TO:
        config.pluginmanager.register(Reached(Path(TO), os.environ["REACHED_CODE"]))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the chosen tests, in their order."""
    if CHOSEN:
        place = {test: number for number, test in enumerate(json.loads(Path(CHOSEN).read_text()))}
        items[:] = sorted(
            (item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid]
        )
