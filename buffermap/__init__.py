"""buffermap: from news articles to a map, and from a hypothetical border zone back to the sentences.

Everything is imported on first use: ``import buffermap`` itself loads no heavy package. What there is stands in
``__init__.pyi``, which type checkers, editors and the lazy loader read alike (SPEC 1).
"""

import lazy_loader

__version__ = "0.2.0.dev0"

__getattr__, _, __all__ = lazy_loader.attach_stub(__name__, __file__)
__all__ += ["__version__"]  # noqa: PLE0604, RUF100 - a list of names, made from the stub


def __dir__() -> list[str]:
    """Offer the public names, nothing else."""
    return sorted(__all__)
