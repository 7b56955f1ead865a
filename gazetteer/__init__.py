"""Text to mentions to places: names, points, divisions, border data. Knows no zones and no maps."""
