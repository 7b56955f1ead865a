"""Trees that find nearest points."""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.ellipsoid import Floats

if TYPE_CHECKING:
    from pykdtree.kdtree import KDTree  # here, because the setting above counts while it loads


def tree(points: Floats) -> "KDTree":
    """Return a tree of points, shape (n, dimensions); queries run on the thread that asks.

    Notes
    -----
    pykdtree is imported in a millisecond, where scipy takes half a second before the first distance, and finds
    neighbours in less time.
    """
    found: KDTree = _library()(points, leafsize=12)
    return found


@cache
def _library() -> Any:
    """Import the library so that it starts no threads of its own: whoever has many points brings theirs."""
    variable = "OMP_NUM_THREADS"
    before = os.environ.get(variable)
    os.environ[variable] = "1"  # read once, while the library loads
    try:
        from pykdtree.kdtree import KDTree  # here, because the setting above counts while it loads
    finally:
        if before is None:
            del os.environ[variable]
        else:
            os.environ[variable] = before
    return KDTree
