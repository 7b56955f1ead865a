"""Errors of the geometry package.

::

    GeoError
    ├── GeometryError (ValueError)   a line, polygon or point that cannot be measured
    └── DepthError (ValueError)      a depth that no zone can have
"""

from buffermap_errors import BuffermapError


class GeoError(BuffermapError):
    """Root of everything that ``geo`` raises on purpose."""


class GeometryError(GeoError, ValueError):
    """A line, polygon or point that cannot be measured: empty, not finite, outside lon/lat."""


class DepthError(GeoError, ValueError):
    """A depth that no zone can have: zero, negative, not finite, or too large."""
