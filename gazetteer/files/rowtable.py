"""Rows of numbers by key, each worked out once: a matrix that grows, to take many rows from at once."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

Key = TypeVar("Key", bound=Hashable)


class RowTable(Generic[Key]):
    """A matrix whose rows are found by key.

    Parameters
    ----------
    make
        Returns the row of a key.
    width
        Numbers in a row.
    dtype
        What the matrix holds.
    limit
        Rows to keep; :meth:`tidy` forgets all when there are more.
    """

    def __init__(
        self,
        make: Callable[[Key], Sequence[float]],
        *,
        width: int,
        dtype: npt.DTypeLike,
        limit: int = 1 << 15,
    ) -> None:
        self._make = make
        self._limit = limit
        self._numbers: dict[Key, int] = {}
        self._matrix: npt.NDArray[Any] = np.zeros((256, width), dtype)

    def number(self, key: Key) -> int:
        """Return the number of a key's row; it holds until the next :meth:`tidy`."""
        try:
            return self._numbers[key]
        except KeyError:
            return self._added(key)

    def rows(self, numbers: Sequence[Sequence[int]] | Sequence[int]) -> npt.NDArray[Any]:
        """Return the rows of these numbers side by side, one line for each item of ``numbers``."""
        taken: npt.NDArray[Any] = self._matrix[np.array(numbers, np.int64)]
        return taken.reshape(len(numbers), -1)

    def tidy(self) -> None:
        """Forget everything if it has become too much."""
        if len(self._numbers) > self._limit:
            self._numbers.clear()

    def _added(self, key: Key) -> int:
        number = len(self._numbers)
        if number == len(self._matrix):
            self._matrix = np.concatenate([self._matrix, np.zeros_like(self._matrix)])
        self._matrix[number] = self._make(key)
        self._numbers[key] = number
        return number
