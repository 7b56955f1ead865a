"""Modules that have moved: their old names work until 0.3, with a `DeprecationWarning`."""

import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

FROM = {
    "buffermap.aggregate": "buffermap.zones.aggregate",
    "buffermap.pictures": "buffermap.show.pictures",
    "buffermap.population": "buffermap.zones.population",
}


def names_of(old: str) -> Callable[[str], Any]:
    """Return what looks up the names of a module that has moved."""

    def look_up(name: str) -> Any:
        if name.startswith("__"):  # asked by the import system itself
            raise AttributeError(name)
        warnings.warn(
            f"{old} is now {FROM[old]}; the old name goes with 0.3", DeprecationWarning, stacklevel=2
        )
        return getattr(import_module(FROM[old]), name)

    return look_up
