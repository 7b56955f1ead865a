"""Who reads the parts: processes of this machine, or any engine that looks like `concurrent.futures`."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeAlias

from pebble import ProcessPool

from buffermap.corpus.reader import Part, Work, read_part
from buffermap.errors import BuffermapError, InputError
from buffermap.show.printable import one_line

_AHEAD = 2  # parts a worker that are handed out before their turn
_ATTEMPTS = 2  # of a part whose worker died; then its articles are read one by one
_RESTARTS = 3  # of a pool of which no process has read anything since
_EACH_S = 0.2  # seconds more that a part gets for each of its articles


class Processes:
    """Processes of this machine; one that dies or takes too long is replaced, which costs its own part alone."""

    lost_s: float | None = 60.0
    """Seconds after which parts that nobody reads are handed out again."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool = self._started()
        self._broken = 0

    def _started(self) -> ProcessPool:
        return ProcessPool(self.count, context=multiprocessing.get_context("spawn"))

    def submit(self, work: Work, *, budget_s: float) -> "Future[Part]":
        """Start to read a part.

        Raises
        ------
        InputError
            No process starts.
        """
        try:
            future = self._pool.submit(read_part, budget_s, work)
        except RuntimeError as error:  # a process died before it had a part, which ends the pool
            self._broken += 1
            if self._broken > _RESTARTS:
                raise InputError(
                    f"no process could be started ({_words(error)}); a script keeps its calls below"
                    ' `if __name__ == "__main__":`'
                ) from error
            self._end()
            self._pool = self._started()
            return self.submit(work, budget_s=budget_s)
        future.add_done_callback(self._see)
        return future

    def _see(self, future: "Future[Part]") -> None:
        if not future.cancelled() and future.exception() is None:
            self._broken = 0

    def _end(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __enter__(self) -> Self:
        """Start: the pool does by itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the processes end, or end them where something went wrong."""
        if kind is not None:
            self._end()
            return
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()


class Engine:
    """An executor that somebody else started and will stop; it does not know budgets."""

    lost_s: float | None = None

    def __init__(self, executor: Executor, count: int) -> None:
        self.count = count
        self._executor = executor

    def submit(self, work: Work, *, budget_s: float) -> "Future[Part]":
        """Start to read a part.

        Raises
        ------
        InputError
            The executor takes nothing any more.
        """
        del budget_s
        try:
            return self._executor.submit(read_part, work)
        except Exception as error:
            raise InputError(
                f"the executor takes no more parts ({_words(error)}); go on with resume=True"
            ) from error

    def __enter__(self) -> Self:
        """Take it as it is."""
        return self

    def __exit__(self, *problem: object) -> None:
        """Leave it running."""


Workers: TypeAlias = Processes | Engine


def read_parts(works: Iterable[Work], workers: Workers, *, budget_s: float) -> Iterator[Part]:
    """Yield parts as they are read, in any order.

    A part whose worker dies is read again; where that happens twice, or where it takes longer than an article's budget
    and what its articles usually take, each of its articles is read by itself, and the part without those that fail.

    Raises
    ------
    InputError
        No worker survives any article: something is wrong with them, not with an article.
    """
    iterator = iter(works)
    waiting: dict[Future[Part], tuple[Work, int]] = {}

    def submit(work: Work, attempt: int) -> None:
        # once each article was read in time by itself, all may take as long as they like
        each_s = _EACH_S if attempt <= _ATTEMPTS else budget_s
        waiting[workers.submit(work, budget_s=budget_s + each_s * len(work.articles))] = (work, attempt)

    try:
        while True:
            while len(waiting) < workers.count * _AHEAD and (work := next(iterator, None)) is not None:
                submit(work, 1)
            if not waiting:
                return
            done, _ = wait(waiting, timeout=workers.lost_s, return_when=FIRST_COMPLETED)
            if not done and not any(future.running() for future in waiting):
                done = set(waiting)  # a process died with them before it said that it had them
            for future in done:
                work, attempt = waiting.pop(future)
                if future.cancel():
                    submit(work, attempt)
                    continue
                part, problem = _outcome(future.result)
                if part is not None:
                    yield part
                else:
                    submit(*_again(work, attempt, problem, workers, budget_s))
    finally:
        for future in waiting:
            future.cancel()


def _again(
    work: Work, attempt: int, problem: Exception | None, workers: Workers, budget_s: float
) -> tuple[Work, int]:
    """Return how a part whose worker died is read again, and the number of the attempt."""
    if attempt < _ATTEMPTS and not isinstance(problem, TimeoutError):
        return work, attempt + 1
    if attempt < 2 * _ATTEMPTS:
        alone = replace(work, skip=_alone(work, workers, budget_s=budget_s))
        return alone, max(attempt, _ATTEMPTS) + 1
    raise InputError(f"part {work.number}: its workers die ({_words(problem)}); resume=True goes on")


def _alone(work: Work, workers: Workers, *, budget_s: float) -> dict[int, str]:
    """Return which articles of a part no worker survives, or none in time, each read by itself, and why."""
    failed = dict(work.skip)
    for at, article in enumerate(work.articles):
        if at in failed:
            continue
        single = replace(work, articles=[article], skip={})
        for _ in range(_ATTEMPTS):
            _, problem = _outcome(partial(_read_now, single, workers, budget_s))
            if problem is None or isinstance(problem, TimeoutError):
                break
        if isinstance(problem, TimeoutError):
            failed[at] = f"takes longer than {budget_s:g} s"
        elif problem is not None:
            failed[at] = f"its worker died ({_words(problem)})"
    if len(failed) == len(work.articles) > 1:
        raise InputError(
            f"no worker survives an article ({next(iter(failed.values()))}); set them right and resume"
        )
    return failed


def _read_now(work: Work, workers: Workers, budget_s: float) -> Part:
    return workers.submit(work, budget_s=budget_s).result()


def _outcome(result: Callable[[], Part]) -> tuple[Part | None, Exception | None]:
    """Return a part, or what its worker died of; what is wrong with data and options is nobody's death."""
    try:
        return result(), None
    except BuffermapError:
        raise
    except Exception as error:  # noqa: BLE001 - engines have errors of their own
        return None, error


def _words(error: Any) -> str:
    return one_line(str(error)) or type(error).__name__
