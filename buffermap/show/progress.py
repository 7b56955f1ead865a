"""How far something is: a bar on a terminal's standard error once it has taken two seconds, elsewhere lines in the log.

The lines are of level INFO (``--verbose``), two a minute. ``logging.getLogger("buffermap").setLevel(logging.ERROR)`` (``--quiet``) turns it off.
"""

import logging
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")

log = logging.getLogger(__name__)

AFTER_S = 2.0
"""What takes less time than this shows nothing."""
EVERY_S = 30.0
"""Seconds between two lines of a log."""


def shown(items: Iterable[Item], *, what: str, total: int | None = None) -> Iterator[Item]:
    """Pass items on, and show how many there were.

    Parameters
    ----------
    what
        Their name: ``articles``.
    total
        How many there will be, where that is known.
    """
    if not is_wanted():
        yield from _logged(items, what=what, total=total)
        return
    began = time.monotonic()
    bar: Any = None
    try:
        for count, item in enumerate(items, 1):
            yield item
            if bar is None and time.monotonic() - began >= AFTER_S:
                bar, task = _bar(what, total)
            if bar is not None:
                bar.update(task, completed=count)
    finally:
        if bar is not None:
            bar.stop()


def _logged(items: Iterable[Item], *, what: str, total: int | None) -> Iterator[Item]:
    began = said = time.monotonic()
    for count, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - said >= EVERY_S:
            said = now
            rate = count / (now - began)
            left = f", {(total - count) / rate:,.0f} s left" if total else ""
            log.info(
                "%s %s%s, %s a second%s",
                f"{count:,}",
                what,
                f" of {total:,}" if total else "",
                f"{rate:,.0f}",
                left,
            )


def is_wanted() -> bool:
    """Whether a person sees standard error and did not ask for quiet."""
    quiet = logging.getLogger("buffermap").getEffectiveLevel() >= logging.ERROR
    return not quiet and sys.stderr is not None and sys.stderr.isatty()


def _bar(what: str, total: int | None) -> tuple[Any, Any]:
    from buffermap.show import bars  # loads rich, seldom needed: most commands are done before a bar is due

    bar = bars.of_items()
    bar.start()
    return bar, bar.add_task(what, total=total)
