"""A real Chromium, watched: dialogs, console errors, page errors and requests are failures."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from buffermap.page.data import PageData
from buffermap.page.page import BufferMap

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and skip them where no Chromium is installed, except in CI."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="needs Chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


class Watch:
    """What a page did that it should not have done."""

    def __init__(self) -> None:
        self.trouble: list[str] = []
        self.tolerated = "willReadFrequently"  # a test reads pixels

    def on(self, page: Any) -> None:
        """Listen to a page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and self.tolerated not in message.text:
            self.trouble.append(f"console: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            self.trouble.append(f"request: {request.url}")


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Write a page, open it from the disk and wait until it can be used; any trouble fails the test at its end."""
    contexts, watch = [], Watch()

    def open_(
        source: PageData | BufferMap | Path,
        *,
        size: tuple[int, int] = (1280, 800),
        hash: str = "",  # noqa: A002 - what the address calls it
        wait: str = "html.ready",
        tolerated: str = "",
        **context_options: Any,
    ) -> Any:
        if isinstance(source, Path):
            path = source
        else:
            path = tmp_path / "page.html"
            (source if isinstance(source, BufferMap) else BufferMap(source)).save(path)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, accept_downloads=True, **context_options
        )
        contexts.append(context)
        watch.tolerated = tolerated or watch.tolerated
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        watch.on(page)
        page.goto(f"{path.as_uri()}{hash}")
        if wait:
            page.wait_for_selector(wait, state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert watch.trouble == []


def until(page: Any, condition: str) -> None:
    """Wait for a JavaScript expression to hold; the page's policy forbids Playwright's own way, which is ``eval``."""
    held = page.evaluate(
        f"""async () => {{
          const end = performance.now() + 30000;
          while (!({condition})) {{
            if (performance.now() > end) return false;
            await new Promise((done) => setTimeout(done, 20));
          }}
          return true;
        }}"""
    )
    assert held, f"never so: {condition}"


@contextmanager
def downloaded(page: Any) -> Iterator[dict[str, bytes]]:
    """Collect the file that a click in the block saves."""
    got: dict[str, bytes] = {}
    with page.expect_download() as info:
        yield got
    got["name"] = info.value.suggested_filename.encode()
    got["bytes"] = Path(info.value.path()).read_bytes()
