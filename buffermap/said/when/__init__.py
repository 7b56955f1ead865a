"""Dates in texts."""
