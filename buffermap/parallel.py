"""Work in several processes, results in the order of the input, memory bounded."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 3  # batches per process that are read before the first result is taken

_function: Callable[[Any], Any] | None = None


def ordered_map(
    function: Callable[[Item], Result], items: Iterable[Item], *, jobs: int, batch: int = 8
) -> Iterator[Result]:
    """Apply a picklable function to items in several processes.

    Parameters
    ----------
    function
        Sent to every process once; what it opens there stays open.
    items
        Read only a little ahead of the results, so that a stream of any length needs constant memory.
    jobs
        Number of processes.
    batch
        Items that go to a process at a time.

    Yields
    ------
    The results in the order of the items.
    """
    iterator = iter(items)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_install, initargs=(function,)) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        try:
            while True:
                while len(waiting) < jobs * _AHEAD and (portion := list(islice(iterator, batch))):
                    waiting.append(pool.submit(_apply, portion))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _install(function: Callable[[Any], Any]) -> None:
    """Keep the function in this process."""
    global _function  # noqa: PLW0603 - one per process, set once at its start
    _function = function


def _apply(portion: list[Any]) -> list[Any]:
    """Apply the kept function."""
    if _function is None:
        raise RuntimeError("the process was not set up")
    return [_function(item) for item in portion]
