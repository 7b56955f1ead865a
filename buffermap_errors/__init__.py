"""The root of all errors that the three packages raise on purpose: the one thing that they share.

``geo`` and ``gazetteer`` know neither each other nor ``buffermap``; that ``except bm.BuffermapError`` catches the errors
of all three needs one class below them.
"""


class BuffermapError(Exception):
    """Root of everything that ``buffermap``, ``gazetteer`` and ``geo`` raise on purpose."""
