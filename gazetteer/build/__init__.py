"""Builds gazetteer/data from its sources, reproducibly, and trains the models."""
