"""buffermap: from news articles to a map, and from a hypothetical border zone back to the sentences.

Everything is imported on first use: ``import buffermap`` itself loads no third-party package.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# public name -> module that holds it
_PUBLIC = {
    "Article": "buffermap.articles",
    "BufferMap": "buffermap.page.page",
    "BuffermapError": "buffermap.errors",
    "InputError": "buffermap.errors",
    "Scenario": "buffermap.scenario",
    "Zone": "buffermap.zones",
    "border": "buffermap.stretch",
    "boundary": "buffermap.pipeline",
    "depth_curve": "buffermap.zones",
    "extract": "buffermap.pipeline",
    "inside": "buffermap.scenario_sweep",
    "read": "buffermap.articles",
    "resolve": "buffermap.pipeline",
    "settlements": "buffermap.zones",
    "sweep": "buffermap.scenario_sweep",
    "statements": "buffermap.pipeline",
    "zone": "buffermap.zones",
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
