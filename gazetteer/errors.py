"""Errors of the gazetteer package.

::

    GazetteerError
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


class GazetteerError(BuffermapError):
    """Root of everything that ``gazetteer`` raises on purpose."""


class DataMissingError(GazetteerError, FileNotFoundError):
    """The data are not where they should be."""


class DataCorruptError(GazetteerError, ValueError):
    """A data file does not fit its manifest."""


class UnknownPlaceError(GazetteerError, LookupError):
    """Nothing in the data answers to the name."""


class UnknownBorderError(GazetteerError, LookupError):
    """No such border in the data; the message names those that exist."""


class SourceUnavailableError(GazetteerError, OSError):
    """An online source or a download failed."""


class LayerError(GazetteerError, ValueError):
    """A dump, layer or boundary file that cannot be used; the message says what to do."""


class UserDataError(GazetteerError, OSError):
    """The user's data folder cannot be locked or written; what it held before is untouched."""


class CorrectionsError(GazetteerError, ValueError):
    """A file of corrections that cannot be applied; the message names the entry."""
