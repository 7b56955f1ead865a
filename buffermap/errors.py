"""Errors of buffermap: what the command line shows as one line.

::

    BuffermapError
    ├── InputError (ValueError)       an article, table or option that cannot be read
    └── ScenarioError (ValueError)    a scenario file that does not hold together

Errors of ``geo`` and ``gazetteer`` pass through unchanged; the command line prints all three families alike.
"""


class BuffermapError(Exception):
    """Root of everything that ``buffermap`` raises on purpose."""


class InputError(BuffermapError, ValueError):
    """An article, table or option that cannot be read; the message says what to do."""


class ScenarioError(BuffermapError, ValueError):
    """A scenario file that does not hold together; the message carries the line number."""
