"""Assumptions with their sources: the value, its file, sweeps over many."""
