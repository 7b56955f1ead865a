"""Trained numbers at run time."""
