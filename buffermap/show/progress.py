"""How far something is, shown on a terminal's standard error once it has taken two seconds; nowhere else.

``logging.getLogger("buffermap").setLevel(logging.ERROR)`` (``--quiet``) turns it off.
"""

import logging
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")

AFTER_S = 2.0
"""What takes less time than this shows nothing."""


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
        yield from items
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


def is_wanted() -> bool:
    """Whether a person sees standard error and did not ask for quiet."""
    quiet = logging.getLogger("buffermap").getEffectiveLevel() >= logging.ERROR
    return not quiet and sys.stderr is not None and sys.stderr.isatty()


def _bar(what: str, total: int | None) -> tuple[Any, Any]:
    from buffermap.show import bars  # loads rich, seldom needed: most commands are done before a bar is due

    bar = bars.of_items()
    bar.start()
    return bar, bar.add_task(what, total=total)
