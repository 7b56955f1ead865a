"""Readers fed with what nobody wrote: see `tests.fuzz.__main__`."""
