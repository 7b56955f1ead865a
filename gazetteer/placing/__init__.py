"""Spans in, places out: which of the places of a name is meant."""
