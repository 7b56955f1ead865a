"""Moved to `buffermap.zones.population`; this name goes with 0.3."""

from buffermap.moved import names_of

__getattr__ = names_of(__name__)
