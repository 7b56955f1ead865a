"""What texts say about zones: statements with evidence, distance claims, unnamed places, reprints.

Called as a function it is ``bm.statements(articles)``: see `buffermap.pipeline.statements`.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


class _Callable(ModuleType):
    """A module that can be called: ``bm.statements(articles)`` whether or not the package is already imported."""

    def __call__(self, *args: Any, **options: Any) -> "pd.DataFrame":
        from buffermap import pipeline

        return pipeline.statements(*args, **options)


sys.modules[__name__].__class__ = _Callable
