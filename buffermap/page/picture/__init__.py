"""The map as a picture without scripts."""
