"""Shapes and metres: borders, zones, distances, containment. Knows no names and no text."""
