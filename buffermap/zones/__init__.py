"""Numbers about a stretch of border: zones, settlements, people."""
