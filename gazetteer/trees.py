"""Boosted trees at run time: flat arrays, walked by numpy for all rows and all trees at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

_ROWS_AT_ONCE = 2048


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """A sum of decision trees.

    The nodes of all trees lie in one set of arrays; ``roots`` says where each tree begins. At an inner node a row
    goes to ``children[2 * node]`` where its ``feature`` is at most ``threshold``, else to the next one; a leaf
    leads to itself. ``depth`` is the longest way from a root to a leaf.
    """

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float64]
    children: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]
    depth: int

    def predict(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the raw sum of the trees' values for each row of features."""
        parts = [self._predict(rows[at : at + _ROWS_AT_ONCE]) for at in range(0, len(rows), _ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _predict(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        count, width = rows.shape
        flat = rows.ravel()
        base = (np.arange(count, dtype=np.int32) * np.int32(width))[:, None]
        node = np.broadcast_to(self.roots, (count, len(self.roots)))
        for _ in range(self.depth):
            right = flat.take(base + self.feature.take(node)) > self.threshold.take(node)
            node = self.children.take(2 * node + right)
        total: npt.NDArray[np.float64] = self.value.take(node).sum(axis=1)
        return total

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
