"""What texts say about zones: statements with evidence, distance claims, unnamed places, reprints."""
