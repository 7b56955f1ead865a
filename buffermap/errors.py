"""All errors that are raised on purpose, under one root; each is also the builtin that a caller would expect.

::

    BuffermapError
    ├── InputError (ValueError)                     an article, table or option that cannot be read
    ├── ScenarioError (ValueError)                  a scenario file that does not hold together
    ├── GeoError                                    `geo`: shapes and metres
    │   ├── GeometryError (ValueError)              a line, polygon or point that cannot be measured
    │   └── DepthError (ValueError)                 a depth that no zone can have
    └── GazetteerError                              `gazetteer`: texts, names and data
        ├── DataMissingError (FileNotFoundError)    the data are not where they should be
        ├── DataCorruptError (ValueError)           a data file does not fit its manifest
        ├── UnknownPlaceError (LookupError)         nothing in the data answers to the name
        ├── UnknownBorderError (LookupError)        no such border in the data
        ├── SourceUnavailableError (OSError)        an online source or a download failed
        ├── LayerError (ValueError)                 a dump, layer or boundary file that cannot be used
        ├── CorrectionsError (ValueError)           a file of corrections that cannot be applied
        └── UserDataError (OSError)                 the user's data folder cannot be locked or written
"""

from buffermap_errors import BuffermapError
from gazetteer.errors import (
    CorrectionsError,
    DataCorruptError,
    DataMissingError,
    GazetteerError,
    LayerError,
    SourceUnavailableError,
    UnknownBorderError,
    UnknownPlaceError,
    UserDataError,
)
from geo.errors import DepthError, GeoError, GeometryError

__all__ = [
    "BuffermapError", "CorrectionsError", "DataCorruptError", "DataMissingError", "DepthError",
    "GazetteerError", "GeoError", "GeometryError", "InputError", "LayerError", "ScenarioError",
    "SourceUnavailableError", "UnknownBorderError", "UnknownPlaceError", "UserDataError",
]  # fmt: skip


class InputError(BuffermapError, ValueError):
    """An article, table or option that cannot be read; the message says what to do."""


class ScenarioError(BuffermapError, ValueError):
    """A scenario file that does not hold together; the message carries the line number."""
