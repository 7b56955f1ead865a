"""Border lines, countries, outlines, points of view."""
