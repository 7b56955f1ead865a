"""buffermap: from news articles to a map, and from a hypothetical border zone back to the sentences.

Everything is imported on first use: ``import buffermap`` itself loads no third-party package.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# public name -> module that holds it
_PUBLIC = {
    "Article": "buffermap.articles.article",
    "BufferMap": "buffermap.page.page",
    "BuffermapError": "buffermap.errors",
    "InputError": "buffermap.errors",
    "Scenario": "buffermap.scenarios.scenario",
    "Zone": "buffermap.zones.zone",
    "border": "buffermap.zones.stretch",
    "boundary": "buffermap.pipeline",
    "depth_curve": "buffermap.zones.zone",
    "extract": "buffermap.pipeline",
    "inside": "buffermap.scenarios.sweep",
    "read": "buffermap.articles.article",
    "resolve": "buffermap.pipeline",
    "settlements": "buffermap.zones.zone",
    "sweep": "buffermap.scenarios.sweep",
    "statements": "buffermap.pipeline",
    "zone": "buffermap.zones.zone",
}

__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604 - the names are in _PUBLIC


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name in _PUBLIC:
        value = getattr(import_module(_PUBLIC[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'buffermap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_PUBLIC))
