"""Boosted trees at run time: flat arrays; numpy asks every question of all trees at once.

Instead of walking from root to leaf, each question whose answer is "to the right" strikes out the leaves on its left;
the first leaf that is left is the tree's answer. A tree's leaves are the bits of one number, so striking out is "or".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

_MOST_LEAVES = 16
_ROWS_AT_ONCE = 64  # what is asked of them fits into the processor's cache
_MANY_ROWS = 24


class _Questions(NamedTuple):
    """The inner nodes of all trees, the n-th of every tree side by side: arrays of shape (nodes, trees).

    ``struck`` has a bit for every leaf on the left of a node. ``first`` is where a tree's leaves begin in ``values``;
    ``first_left`` gives the number of the lowest bit that is not set.
    """

    feature: npt.NDArray[np.intp]
    threshold: npt.NDArray[np.float32]
    struck: npt.NDArray[Any]
    first: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
    first_left: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """A sum of decision trees, of at most 16 leaves each.

    The nodes of all trees lie in one set of arrays, each tree's from ``roots`` on, every node before its left and that
    before its right part. At an inner node a row goes to ``children[2 * node]`` where its ``feature`` is at most
    ``threshold``, else to the next one; a leaf leads to itself. ``depth`` is the longest way from a root to a leaf.
    """

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float64]
    children: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]
    depth: int
    _asked: list[_Questions] = field(default_factory=list, repr=False)

    def predict(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the raw sum of the trees' values for each row of features."""
        if not self._asked:
            self._asked.append(self._questions())
        narrow = rows.astype(np.float32)  # as the thresholds are
        struck = _struck_by_row if len(rows) < _MANY_ROWS else _struck_by_question
        parts = [
            self._sums(struck(narrow[at : at + _ROWS_AT_ONCE], self._asked[0]))
            for at in range(0, len(rows), _ROWS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _sums(self, struck: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Return the sums of the leaves that are left: ``struck`` has a row for each row of features."""
        asked = self._asked[0]
        leaf = asked.first_left.take(struck) + asked.first
        total: npt.NDArray[np.float64] = asked.values.take(leaf).sum(axis=1)
        return total

    def _questions(self) -> _Questions:
        """Return the inner nodes as questions."""
        ends = np.append(self.roots[1:], len(self.feature))
        here = np.arange(len(self.feature))
        left, right = self.children[0::2], self.children[1::2]
        inner = left != here
        tree = np.repeat(np.arange(len(self.roots)), ends - self.roots)
        leaves_before = np.concatenate(
            [[0], np.cumsum(~inner)]
        )  # of all nodes: those of a tree are consecutive
        first = leaves_before[self.roots]
        place = (here - self.roots[tree] - (leaves_before[here] - first[tree]))[
            inner
        ]  # number of an inner node
        shape = (int(place.max(initial=0)) + 1, len(self.roots))
        if shape[0] >= _MOST_LEAVES:
            raise ValueError(f"a tree has {shape[0] + 1} leaves; at most {_MOST_LEAVES} can be read")
        wide: type[np.unsignedinteger[Any]] = np.uint8 if shape[0] < 8 else np.uint16
        low, high = (leaves_before[side[inner]] - first[tree[inner]] for side in (left, right))
        feature, threshold = np.zeros(shape, np.intp), np.full(shape, np.inf, np.float32)
        struck = np.zeros(shape, wide)
        where = (place, tree[inner])
        feature[where], threshold[where] = self.feature[inner], self.threshold[inner]
        struck[where] = (1 << high) - (1 << low)
        return _Questions(
            feature, threshold, struck, first, self.value[~inner], _first_left(wide().nbytes * 8)
        )

    def columns(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Return the arrays by name, for a file of columns."""
        return {
            f"{prefix}.roots": self.roots,
            f"{prefix}.feature": self.feature.astype(np.uint16),
            f"{prefix}.threshold": self.threshold.astype(np.float32),
            f"{prefix}.children": self.children,
            f"{prefix}.value": self.value.astype(np.float32),
        }

    @classmethod
    def mean(cls, parts: Sequence["Trees"]) -> "Trees":
        """Return the mean of several sums of trees, as one."""
        starts = np.cumsum([0, *(len(part.feature) for part in parts)]).astype(np.int32)
        return cls(
            roots=np.concatenate([part.roots + start for part, start in zip(parts, starts, strict=False)]),
            feature=np.concatenate([part.feature for part in parts]),
            threshold=np.concatenate([part.threshold for part in parts]),
            children=np.concatenate(
                [part.children + start for part, start in zip(parts, starts, strict=False)]
            ),
            value=np.concatenate([part.value / len(parts) for part in parts]),
            depth=max(part.depth for part in parts),
        )

    def raised(self, by: float) -> "Trees":
        """Return the trees with their sum raised everywhere by so much."""
        size = self.roots[1] if len(self.roots) > 1 else len(self.value)
        value = self.value.copy()
        value[:size] = (value[:size] + by).astype(
            np.float32
        )  # of the first tree; inner nodes' values are not read
        return replace(self, value=value, _asked=[])

    @classmethod
    def from_columns(cls, columns: dict[str, npt.NDArray[Any]], prefix: str, depth: int) -> "Trees":
        """Read back what :meth:`columns` wrote."""
        return cls(
            roots=columns[f"{prefix}.roots"],
            feature=columns[f"{prefix}.feature"].astype(np.int32),
            threshold=columns[f"{prefix}.threshold"].astype(np.float64),
            children=columns[f"{prefix}.children"],
            value=columns[f"{prefix}.value"].astype(np.float64),
            depth=depth,
        )


def _struck_by_row(rows: npt.NDArray[np.float32], asked: _Questions) -> npt.NDArray[Any]:
    """Return the leaves struck out, trees side by side: all questions of a row lie together, best for few rows."""
    right = rows.take(asked.feature, axis=1, mode="clip") > asked.threshold
    struck: npt.NDArray[Any] = np.bitwise_or.reduce(right * asked.struck, axis=1)
    return struck


def _struck_by_question(rows: npt.NDArray[np.float32], asked: _Questions) -> npt.NDArray[Any]:
    """Return the same, all rows of a question lying together: a question reads its feature for all rows at once."""
    by_feature = np.ascontiguousarray(rows.T)
    right = by_feature.take(asked.feature, axis=0, mode="clip") > asked.threshold[:, :, None]
    struck: npt.NDArray[Any] = np.bitwise_or.reduce(right * asked.struck[:, :, None], axis=0)
    return struck.T


def from_lightgbm(booster: Any) -> Trees:
    """Flatten a trained LightGBM booster (numeric splits only)."""
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    children: list[int] = []
    value: list[float] = []
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        here = len(feature)
        feature.append(int(node.get("split_feature", 0)))
        threshold.append(float(node.get("threshold", 0.0)))
        value.append(float(node.get("leaf_value", 0.0)))
        children.extend((here, here))
        if "split_feature" in node:
            deepest = max(deepest, depth + 1)
            value[here] = 0.0
            children[2 * here] = add(node["left_child"], depth + 1)
            children[2 * here + 1] = add(node["right_child"], depth + 1)
        return here

    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(feature))
        add(tree["tree_structure"], 0)
    return Trees(
        roots=np.array(roots, np.int32),
        feature=np.array(feature, np.int32),
        # features reach the trees as 32-bit numbers in the file's thresholds: rounded up, so that "at most" holds
        threshold=_round_up(np.array(threshold)),
        children=np.array(children, np.int32),
        value=np.array(value, np.float32).astype(np.float64),
        depth=deepest,
    )


def _round_up(threshold: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the least 32-bit numbers that are not below the thresholds."""
    narrow = threshold.astype(np.float32)
    low = narrow.astype(np.float64) < threshold
    narrow[low] = np.nextafter(narrow[low], np.float32(np.inf))
    return narrow.astype(np.float64)


@cache
def _first_left(bits: int) -> npt.NDArray[np.uint8]:
    """Return for every number of so many bits which of its bits is the lowest that is not set."""
    numbers = np.arange(1 << bits)
    lowest = ~numbers & (numbers + 1)
    table: npt.NDArray[np.uint8] = np.log2(lowest).astype(np.uint8)
    return table
