"""An end to waiting: a server that sends a byte now and then outlives every time-out between two bytes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def deadline(seconds: float, close: Callable[[], object]) -> Iterator[Callable[[], bool]]:
    """Close a connection when the time is up; the call that reads from it then fails at its next byte.

    Parameters
    ----------
    seconds
        How long the block may take.
    close
        Closes what the block waits for; called in another thread.

    Yields
    ------
    A function that tells whether the time was up.
    """
    passed = threading.Event()

    def end() -> None:
        passed.set()
        close()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield passed.is_set
    finally:
        timer.cancel()
