"""One name in, ranked places out."""
